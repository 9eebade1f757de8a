"""When each word is heard: the durations that a voice gave its phonemes, added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from narrate.model import Word
from narrate.production.engines.clips import has_words
from narrate.production.engines.phonemes import Piece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Kokoro and hibari count durations in frames of 25 ms: 600 samples at 24 kHz.
UNIT_SECONDS = 0.025
#: What a stressed word gains: two levels of speech that a listener tells apart at once, and no shout.
STRESS_DB = 2.0
STRESS_EDGE_SECONDS = 0.03


def joined(pieces: Iterable[Piece]) -> str:
    """Return the phonemes of a group as the voice is given them: one blank between two pieces."""
    return " ".join(piece.phonemes for piece in pieces)


def words_of(pieces: Sequence[Piece], durations: Sequence[float], start_seconds: float = 0.0) -> tuple[Word, ...]:
    """Return the words of a group with their times.

    `durations` holds seconds: one for the start mark, one for each phoneme of `joined(pieces)`, one for the end mark.
    The pause that a comma or full stop makes is part of no word.
    """
    ends = [start_seconds]
    for duration in durations:
        ends.append(ends[-1] + duration)
    words: list[Word] = []
    at = 1
    for piece in pieces:
        sounding = [i for i, letter in enumerate(piece.phonemes) if letter.isalpha()]
        if sounding and has_words(piece.text):
            first, last = at + sounding[0], at + sounding[-1]
            words.append(
                Word(text=piece.text, start_seconds=round(ends[first], 4), end_seconds=round(ends[last + 1], 4))
            )
        at += len(piece.phonemes) + 1
    return tuple(words)


def with_stress(
    sound: NDArray[np.float32], rate_hz: int, pieces: Sequence[Piece], words: Sequence[Word], start_seconds: float
) -> NDArray[np.float32]:
    """Return the sound of a group with its stressed words louder, without a step at either edge.

    `words` are those that `words_of` found in `pieces`, `start_seconds` is where the sound begins in their time.
    """
    stressed = [piece.stressed for piece in pieces if _sounding(piece)]
    if not any(stressed):
        return sound
    import numpy as np

    times = np.arange(len(sound)) / rate_hz + start_seconds
    gain_db = np.zeros(len(sound))
    for word, is_stressed in zip(words, stressed, strict=True):
        if is_stressed:
            inside = np.minimum(times - word.start_seconds, word.end_seconds - times) / STRESS_EDGE_SECONDS
            gain_db = np.maximum(gain_db, STRESS_DB * (0.5 - 0.5 * np.cos(np.pi * np.clip(inside + 1.0, 0.0, 1.0))))
    louder: NDArray[np.float32] = (sound * 10 ** (gain_db / 20)).astype(np.float32)
    return louder


def _sounding(piece: Piece) -> bool:
    return has_words(piece.text) and any(letter.isalpha() for letter in piece.phonemes)


def shared_out(
    pieces: Sequence[Piece], sound: NDArray[np.float32], rate_hz: int, start_seconds: float = 0.0
) -> tuple[Word, ...]:
    """Return the words of a group with times guessed: the part that sounds, shared out by the number of phonemes.

    For voice files that do not tell their durations. Off by some 100 ms in the middle of a long sentence.
    """
    import numpy as np

    loud = np.flatnonzero(np.abs(sound) > 0.02 * max(float(np.abs(sound).max(initial=0.0)), 1e-6))
    first, last = (int(loud[0]), int(loud[-1]) + 1) if len(loud) else (0, len(sound))
    phonemes = joined(pieces)
    each = (last - first) / rate_hz / max(1, len(phonemes))
    return words_of(pieces, [first / rate_hz, *(each for _ in phonemes), 0.0], start_seconds)
