"""A beep for every word: an engine that needs no voice, for tests and for trying out a mix.

In: text. Out: one short tone a word, as long as the word has letters, its pitch taken from the voice's name and the
word, its times exact. The same text gives the same samples on every machine: only the sine of small numbers rounded to
16 bits is used.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from math import pi, sin
from typing import Any

from narrate.errors import InputError
from narrate.model import Clip, Voice, Word
from narrate.plugins import Utterance, VoiceInfo
from narrate.production.engines.clips import has_words, plain, silence

RATE_HZ = 24_000
LETTER_SECONDS = 0.05
GAP_SECONDS = 0.06
EDGE_SECONDS = 0.05  #: silence before the first and after the last word, as neural voices leave it
FADE_SECONDS = 0.008  #: without it every beep begins with a click
LEVEL = 0.25

_VOICES = (
    VoiceInfo(name="beep", language="mul", description="the middle of the keyboard"),
    VoiceInfo(name="low", language="mul", gender="male", description="an octave below"),
    VoiceInfo(name="high", language="mul", gender="female", description="an octave above"),
    *(VoiceInfo(name=f"beep-{number}", language="mul", description="another pitch") for number in range(2, 9)),
)


class ToneEngine:
    """Speaks in beeps. Options: none."""

    name = "tone"
    fingerprint = "tone 1"
    max_chars = 1000
    parallel = 8
    offline = True
    licence = "GPL-3.0-or-later (no weights)"
    alphabet = ""

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        """Take the table ``[engines.tone]``, which has no keys."""
        self.options = dict(options or {})

    def voices(self) -> Sequence[VoiceInfo]:
        """Return ten pitches."""
        return _VOICES

    def synthesize(self, text: str, voice: Voice) -> Utterance:
        """Return one beep a word; a text without words is a short silence."""
        if voice.name not in {info.name for info in _VOICES}:
            raise InputError(
                f"tone has no voice {voice.name!r}", hint="it has " + ", ".join(info.name for info in _VOICES)
            )
        pieces = [piece for piece in plain(text).split() if has_words(piece)]
        if not pieces:
            return silence(RATE_HZ)
        sound = array("h", bytes(2 * round(EDGE_SECONDS * RATE_HZ)))
        gap = bytes(2 * round(GAP_SECONDS / voice.rate * RATE_HZ))
        words: list[Word] = []
        for piece in pieces:
            letters = sum(letter.isalnum() for letter in piece)
            start = len(sound)
            sound.extend(_beep(_pitch_hz(voice.name, piece), round(letters * LETTER_SECONDS / voice.rate * RATE_HZ)))
            words.append(Word(text=piece, start_seconds=start / RATE_HZ, end_seconds=len(sound) / RATE_HZ))
            sound.frombytes(gap)
        sound.frombytes(bytes(2 * round(EDGE_SECONDS * RATE_HZ)))
        return Utterance(clip=Clip(pcm=_little_endian(sound), rate_hz=RATE_HZ), words=tuple(words))


def _pitch_hz(voice: str, word: str) -> int:
    octave = {"low": 130, "high": 520}.get(voice, 260)
    step = sha256(f"{voice} {word.lower()}".encode()).digest()[0] % 12
    return round(octave * 2 ** (step / 12))


@lru_cache(maxsize=512)
def _beep(pitch_hz: int, frames: int) -> array[int]:
    fade = max(1, min(round(FADE_SECONDS * RATE_HZ), frames // 2))
    loud = LEVEL * 32767
    turn = 2 * pi * pitch_hz / RATE_HZ
    return array(
        "h",
        (round(loud * min(1.0, i / fade, (frames - 1 - i) / fade) * sin(turn * i)) for i in range(frames)),
    )


def _little_endian(sound: array[int]) -> bytes:
    import sys

    if sys.byteorder == "big":
        sound = array("h", sound)
        sound.byteswap()
    return sound.tobytes()
