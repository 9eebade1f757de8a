"""Say how many faults `narrate verify` finds, and how often it accuses a good take.

Sentences of our own are voiced, 200 faults are made in the good takes, and both are listened to::

    python tests/benchmarks/verify_faults.py FOLDER

FOLDER keeps takes and what was heard, so that a second run only compares. The faults are drawn with a fixed seed:
words dropped, words said twice, a start or an end cut off, a stretch reversed or drowned in noise, another sentence,
silence.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from narrate import audio
from narrate.cache import Cache
from narrate.config import Settings
from narrate.model import Script, Segment, Speech, Take, Voice, Word
from narrate.plugins import find
from narrate.production.lexicon import read_lexicon
from narrate.production.record import record
from narrate.production.takes import load
from narrate.report import Plain

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
RATE_HZ = 24_000
SEED = 5
#: One sentence in three by a Kokoro voice, the rest by hibari, which is forty times as fast.
VOICES = ("am_michael", "bm_george", "bf_isabella", "am_adam", "af_kore", "bm_daniel")
COUNTS = {
    "dropped": 50,
    "doubled": 40,
    "cut start": 20,
    "cut end": 20,
    "reversed": 20,
    "noise": 20,
    "other sentence": 20,
    "silent": 10,
}
JOIN_SECONDS = 0.005  #: a joint this soft does not click, and blurs no phoneme
Sound = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A take as it is listened to: untouched where `fault` is empty."""

    fault: str
    text: str
    voice: Voice
    sound: Sound
    note: str = ""  #: what was done


def takes(folder: Path) -> list[tuple[Take, Sound]]:
    """Return the sentences as takes with their sound, voiced where the folder has none yet."""
    sentences = (HERE / "verify_sentences.txt").read_text(encoding="utf-8").splitlines()
    cast = {"heart": Voice(name="heart", engine="hibari")}
    cast |= {name: Voice(name=name, engine="kokoro") for name in VOICES}
    speakers = [VOICES[n // 3 % len(VOICES)] if n % 3 == 2 else "heart" for n in range(len(sentences))]
    cues = tuple(Speech(speaker=who, text=text) for who, text in zip(speakers, sentences, strict=True))
    cache = Cache(folder)
    with ThreadPoolExecutor(2) as pool:
        found = record(
            Script(title="Benchmark", cast=cast, segments=(Segment(title="", cues=cues),)),
            settings=Settings(),
            lexicon=read_lexicon(ROOT / "scripts" / "lexicon.toml"),
            engines={name: find("engine", name)({}) for name in ("hibari", "kokoro")},
            cache=cache,
            rate_hz=RATE_HZ,
            executor=pool,
            reporter=Plain(),
        )
    return [(take, audio.to_array(load(cache, take.key))) for take in found]


# --- faults --------------------------------------------------------------------------------------------------------


def faulty(recorded: Sequence[tuple[Take, Sound]]) -> list[Case]:
    """Return takes with one fault each, the same ones in every run."""
    draw = random.Random(SEED)
    made: list[Case] = []
    for fault, count in COUNTS.items():
        for number in range(count):
            take, sound = recorded[(number * 7 + len(made)) % len(recorded)]
            other = recorded[(number * 11 + 3) % len(recorded)]
            if other[0] is take:
                other = recorded[(number * 11 + 4) % len(recorded)]
            changed, note = MAKERS[fault](take.words, sound, other[1], draw)
            made.append(Case(fault=fault, text=take.text, voice=take.voice, sound=changed, note=note))
    return made


def _frame(seconds: float) -> int:
    return round(seconds * RATE_HZ)


def _joined(pieces: Sequence[Sound]) -> Sound:
    soft = _frame(JOIN_SECONDS)
    ramp = np.linspace(0.0, 1.0, soft, dtype=np.float32)
    whole = pieces[0].copy()
    for piece in pieces[1:]:
        if min(len(whole), len(piece)) < soft:
            whole = np.concatenate([whole, piece])
            continue
        joint = whole[-soft:] * (1 - ramp) + piece[:soft] * ramp
        whole = np.concatenate([whole[:-soft], joint, piece[soft:]])
    return whole.astype(np.float32)


def _group(words: Sequence[Word], most: int, draw: random.Random) -> tuple[int, int]:
    """Return an inner run of words that a listener would miss: two or more, or one of five letters and more."""
    while True:
        first = draw.randrange(1, len(words) - 2)
        last = min(len(words) - 2, first + draw.randrange(most))
        if last > first or len(words[first].text) >= 5:
            return first, last


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _dropped(words: Sequence[Word], sound: Sound, _: Sound, draw: random.Random) -> tuple[Sound, str]:
    first, last = _group(words, 4, draw)
    start, end = _frame(words[first].start_seconds), _frame(words[last + 1].start_seconds)
    return _joined([sound[:start], sound[end:]]), _said(words[first : last + 1])


def _doubled(words: Sequence[Word], sound: Sound, _: Sound, draw: random.Random) -> tuple[Sound, str]:
    first, last = _group(words, 3, draw)
    start, end = _frame(words[first].start_seconds), _frame(words[last + 1].start_seconds)
    return _joined([sound[:end], sound[start:]]), _said(words[first : last + 1])


def _cut_start(words: Sequence[Word], sound: Sound, _: Sound, draw: random.Random) -> tuple[Sound, str]:
    last = _edge(words, draw)
    return sound[_frame(words[last].start_seconds) :], _said(words[:last])


def _cut_end(words: Sequence[Word], sound: Sound, _: Sound, draw: random.Random) -> tuple[Sound, str]:
    last = _edge(words[::-1], draw)
    return sound[: _frame(words[-last].start_seconds)], _said(words[-last:])


def _edge(words: Sequence[Word], draw: random.Random) -> int:
    while True:
        count = 1 + draw.randrange(5)
        if count > 1 or len(words[0].text) >= 5:
            return count


def _stretch(sound: Sound, draw: random.Random) -> tuple[int, int]:
    frames = _frame(draw.uniform(0.6, 1.5))
    start = draw.randrange(_frame(0.3), len(sound) - frames - _frame(0.3))
    return start, start + frames


def _reversed(words: Sequence[Word], sound: Sound, _: Sound, draw: random.Random) -> tuple[Sound, str]:
    start, end = _stretch(sound, draw)
    return _joined([sound[:start], sound[start:end][::-1], sound[end:]]), f"{start / RATE_HZ:.1f}-{end / RATE_HZ:.1f} s"


def _noise(words: Sequence[Word], sound: Sound, _: Sound, draw: random.Random) -> tuple[Sound, str]:
    start, end = _stretch(sound, draw)
    level = float(np.sqrt(np.mean(np.square(sound))))
    hiss = np.random.default_rng(draw.randrange(2**32)).normal(0.0, level, end - start).astype(np.float32)
    return _joined([sound[:start], hiss, sound[end:]]), f"{start / RATE_HZ:.1f}-{end / RATE_HZ:.1f} s"


def _other(words: Sequence[Word], sound: Sound, other: Sound, draw: random.Random) -> tuple[Sound, str]:
    return other, "another sentence"


def _silent(words: Sequence[Word], sound: Sound, _: Sound, draw: random.Random) -> tuple[Sound, str]:
    return np.zeros_like(sound), "nothing"


Maker = Callable[[Sequence[Word], Sound, Sound, random.Random], tuple[Sound, str]]
MAKERS: dict[str, Maker] = {
    "dropped": _dropped,
    "doubled": _doubled,
    "cut start": _cut_start,
    "cut end": _cut_end,
    "reversed": _reversed,
    "noise": _noise,
    "other sentence": _other,
    "silent": _silent,
}
