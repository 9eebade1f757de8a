"""The fast embedded voice: hibari-tts, one woman's voice at about 1/60 of the processor time of Kokoro.

In: a sentence. Out: its sound at 24 kHz and the times of its words. The network says how each 12.5 ms sound, in five
parts; a vocoder of numpy's Fourier transforms makes them audible, with noise that is drawn from a seed made of text and
voice, so that the same text always has the same samples. The voices ``heart-2`` to ``heart-6`` are the same woman with
pitch and vocal tract changed, for drafts: good enough to tell speakers apart, not to publish.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from narrate.errors import EngineError, InputError, SetupError
from narrate.model import Voice, Word
from narrate.plugins import Utterance, VoiceInfo
from narrate.production.engines.clips import clip_of, has_words, silence
from narrate.production.engines.onnx import expose, open_session
from narrate.production.engines.phonemes import Phonemizer, Piece, alphabet, batches
from narrate.production.engines.timing import UNIT_SECONDS, joined, with_stress, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 24_000
MAX_PHONEMES = 400  #: of one run of the network, as its authors use it
_DURATIONS = "/Cast_32_output_0"  #: the tensor that holds the length of every phoneme, in units of 25 ms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """How a draft voice differs from the woman that it is made of."""

    gender: Literal["female", "male"]
    pitch: float  #: of the fundamental
    tract: float  #: of all resonances; below 1 is a longer throat


_SHAPES = {
    "heart": _Shape(gender="female", pitch=1.0, tract=1.0),
    "heart-2": _Shape(gender="male", pitch=0.60, tract=0.87),
    "heart-3": _Shape(gender="female", pitch=1.15, tract=1.08),
    "heart-4": _Shape(gender="male", pitch=0.75, tract=0.91),
    "heart-5": _Shape(gender="female", pitch=0.85, tract=0.97),
    "heart-6": _Shape(gender="male", pitch=0.53, tract=0.83),
}


class HibariEngine:
    """Speaks with the voice of hibari-tts. Options: none."""

    name = "hibari"
    fingerprint = "hibari-tts 0.2.1, shapes 1"
    max_chars = 400
    parallel = 2
    offline = True
    licence = "Apache-2.0 (hibari-tts: code and weights)"
    alphabet = "misaki"
    emphasis = True  #: a word between stars is stressed

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        """Take the table ``[engines.hibari]``, which has no keys."""
        self.options = dict(options or {})
        self._phonemizer = Phonemizer(lengthens=False)
        self._lock = threading.Lock()
        self._session: Any = None

    def voices(self) -> Sequence[VoiceInfo]:
        """Return the narrator and the five draft voices."""
        return tuple(
            VoiceInfo(
                name=name,
                language="en-US",
                gender=shape.gender,
                description="the narrator" if name == "heart" else "for drafts: the narrator's voice, changed",
            )
            for name, shape in _SHAPES.items()
        )

    def synthesize(self, text: str, voice: Voice) -> Utterance:
        """Return the sound of a text; raise InputError for a voice or letters that it does not know."""
        shape = _SHAPES.get(voice.name)
        if shape is None:
            raise InputError(f"hibari has no voice {voice.name!r}", hint="it has " + ", ".join(_SHAPES))
        pieces = self._phonemizer(text) if has_words(text) else ()
        if not any(piece.phonemes for piece in pieces):
            return silence(RATE_HZ)
        import numpy as np

        seed = int.from_bytes(sha256(f"{voice.name}\0{voice.rate!r}\0{text}".encode()).digest()[:8])
        noise = np.random.default_rng(seed)
        sounds: list[NDArray[np.float32]] = []
        words: list[Word] = []
        seconds = 0.0
        for group in batches(pieces, MAX_PHONEMES):
            sound, said = self._say(group, shape, voice.rate, noise, seconds)
            sounds.append(with_stress(sound, RATE_HZ, group, said, seconds))
            words += said
            seconds += len(sound) / RATE_HZ
        return Utterance(clip=clip_of(np.concatenate(sounds), RATE_HZ), words=tuple(words))

    def _say(
        self, group: tuple[Piece, ...], shape: _Shape, rate: float, noise: np.random.Generator, start_seconds: float
    ) -> tuple[NDArray[np.float32], tuple[Word, ...]]:
        import numpy as np
        from hibari import dsp

        ids = [0, *(alphabet()[phoneme] for phoneme in joined(group)), 0]
        session = self._load()
        try:
            *parts, pitch, units = session.run(
                ["lh", "theta", "ln", "lr", "phi", "f0", _DURATIONS],
                # What resampling will lengthen is spoken faster, so that a draft is about as long as the programme.
                {"ids": np.array([ids], np.int64), "speed": np.array([rate / shape.tract], np.float32)},
            )
        except Exception as error:  # onnxruntime's errors have no common class
            raise EngineError(f"hibari failed: {error}", hint="build again; the other takes are kept") from error
        sound = dsp.synth(*(part[0] for part in parts), pitch[0] * np.float32(shape.pitch / shape.tract), noise)
        durations = units * (UNIT_SECONDS / shape.tract)
        return _stretch(sound, shape.tract), words_of(group, durations.tolist(), start_seconds)

    def _load(self) -> Any:
        with self._lock:
            if self._session is None:
                try:
                    blob = (files("hibari") / "assets" / "hibari.onnx").read_bytes()
                    self._session = open_session(expose(blob, _DURATIONS))
                except Exception as error:  # missing, damaged or of another version: nothing here can mend it
                    raise SetupError(
                        f"the voice file of hibari-tts does not load: {error}", hint="pip install hibari-tts==0.2.1"
                    ) from error
            return self._session


def _stretch(sound: NDArray[np.float32], factor: float) -> NDArray[np.float32]:
    """Play a sound `factor` times as fast, pitch and resonances with it."""
    import numpy as np

    if factor == 1.0:
        return sound
    places = np.arange(int(len(sound) / factor)) * factor
    stretched: NDArray[np.float32] = np.interp(places, np.arange(len(sound)), sound).astype(np.float32)
    return stretched
