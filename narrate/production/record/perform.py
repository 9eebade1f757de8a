"""Voice one take: call the engine, listen to what it returned, trim it, measure it.

In: an engine and what it is to say. Out: a cache entry. Runs in a worker, possibly on another machine, and touches
neither cache nor script. An engine that returns silence, noise or a length that no reading of the text can have is
asked once more, with the text split in another place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import lru_cache
from threading import Thread

from narrate import audio
from narrate.errors import EngineError, NarrateError, OutageError
from narrate.model import Clip, Voice, Word
from narrate.plugins import Engine, Utterance, find
from narrate.production.engines.clips import has_words, plain
from narrate.production.record.plan import parts_of
from narrate.production.takes import Recorded, pack

#: The longest call of an embedded voice on a busy machine takes a minute; services have time limits of their own.
HANG_SECONDS = 300.0
#: Under -40 dBFS at its loudest, a take is not speech.
SILENT_PEAK = 0.01
#: Geometric over arithmetic mean of the spectrum: white noise has 1, speech under 0.1.
NOISE_FLATNESS = 0.4
#: No reader is so quick or so slow, in letters a second at rate 1 (a conversation has about 14).
MOST_LETTERS_A_SECOND, FEWEST_LETTERS_A_SECOND = 30.0, 4.0
#: What may be added to any length: an abbreviation of three letters is read for a second and more.
SPARE_SECONDS = 3.0


def perform(engine: Engine, spoken: str, voice: Voice, rate_hz: int, *, longest: int = 0) -> bytes:
    """Return the cache entry of a take; raise EngineError when the engine failed twice.

    `longest` splits the text finer than the engine needs: another way to say it, where the first went wrong.
    """
    limit = min(engine.max_chars, longest or engine.max_chars)
    try:
        return _attempt(engine, parts_of(spoken, limit, voice.language), voice, rate_hz)
    except OutageError:
        raise
    except _HangingError:
        raise
    except EngineError as first:
        # Another split is another input: what made a neural voice stumble is often gone.
        shorter = parts_of(spoken, max(40, min(limit, len(plain(spoken))) // 2), voice.language)
        try:
            return _attempt(engine, shorter, voice, rate_hz)
        except EngineError as second:
            raise second from first


def perform_elsewhere(engine: str, options: str, spoken: str, voice: Voice, rate_hz: int) -> bytes:
    """Do the same in another process, which makes the engine by its name and options (JSON) and keeps it."""
    return perform(_made(engine, options), spoken, voice, rate_hz)


@lru_cache(maxsize=8)
def _made(engine: str, options: str) -> Engine:
    made: Engine = find("engine", engine)(json.loads(options))
    return made


def _attempt(engine: Engine, parts: Sequence[str], voice: Voice, rate_hz: int) -> bytes:
    said = [_call(engine, part, voice) for part in parts]
    mono = [audio.to_mono(utterance.clip) for utterance in said]
    whole = audio.join(mono)
    words: list[Word] = []
    at = 0.0
    for utterance, clip in zip(said, mono, strict=True):
        words += [_moved(word, at) for word in utterance.words]
        at += clip.seconds
    if any(has_words(plain(part)) for part in parts):
        _listen(whole, plain(" ".join(parts)), voice)
    start, _ = audio.sounding(whole) or (0, whole.frames)
    clip = audio.resample(audio.trim(whole), rate_hz)
    heard = [_moved(word, -start / whole.rate_hz, clip.seconds) for word in words]
    return pack(
        Recorded(
            clip=clip, frames=clip.frames, energies=audio.energies(clip), peak=audio.peak(clip), words=tuple(heard)
        )
    )


class _HangingError(EngineError):
    """An engine did not answer: asking it again would only cost the same time again."""


def _call(engine: Engine, part: str, voice: Voice) -> Utterance:
    # A thread of its own, which ends with the program: an engine that hangs must not keep the program from ending.
    answer: Future[Utterance] = Future()

    def ask() -> None:
        try:
            answer.set_result(engine.synthesize(part, voice))
        except BaseException as error:
            answer.set_exception(error)

    Thread(target=ask, daemon=True, name=f"narrate-{engine.name}").start()
    try:
        return answer.result(timeout=HANG_SECONDS)
    except NarrateError:
        raise
    except Exception as error:  # an outsider's engine may fail in any way; the person needs its name
        if not answer.done():
            raise _HangingError(
                f"the engine {engine.name!r} has not answered for {HANG_SECONDS:.0f} s",
                hint="build again; the other takes are kept",
            ) from error
        raise EngineError(f"the engine {engine.name!r} broke: {error!r}", hint="report it to its authors") from error


def _moved(word: Word, by_seconds: float, limit: float = float("inf")) -> Word:
    start, end = (min(limit, max(0.0, edge + by_seconds)) for edge in (word.start_seconds, word.end_seconds))
    return replace(word, start_seconds=round(start, 4), end_seconds=round(end, 4))


def _listen(clip: Clip, text: str, voice: Voice) -> None:
    """Raise EngineError for a clip that cannot be the text."""
    again = "build again; if it stays so, write the sentence in other words or choose another voice"
    span = audio.sounding(clip)
    if span is None or audio.peak(clip) < SILENT_PEAK:
        raise EngineError("the voice returned silence", hint=again)
    seconds = (span[1] - span[0]) / clip.rate_hz * voice.rate
    letters = sum(letter.isalnum() for letter in text)
    if seconds < letters / MOST_LETTERS_A_SECOND - 0.3 or seconds > letters / FEWEST_LETTERS_A_SECOND + SPARE_SECONDS:
        raise EngineError(f"the voice took {seconds:.1f} s for {letters} letters, which no reading does", hint=again)
    if _flatness(clip) > NOISE_FLATNESS:
        raise EngineError("the voice returned noise", hint=again)


def _flatness(clip: Clip) -> float:
    import numpy as np

    samples = audio.to_array(clip)
    size = 1024
    blocks = len(samples) // size
    if blocks < 2:
        return 0.0
    power = np.square(np.abs(np.fft.rfft(samples[: blocks * size].reshape(blocks, size) * np.hanning(size)))).mean(
        axis=0
    )
    power = power[4:-4] + 1e-12
    return float(np.exp(np.log(power).mean()) / power.mean())
