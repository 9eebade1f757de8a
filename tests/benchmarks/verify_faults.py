"""Say how many faults `narrate verify` finds, and how often it accuses a good take.

Sentences of our own are voiced, 200 faults are made in the good takes, and both are listened to::

    python tests/benchmarks/verify_faults.py FOLDER

FOLDER keeps takes and what was heard, so that a second run only compares. The faults are drawn with a fixed seed:
words dropped, words played twice, words that the voice itself says twice, a start or an end cut off, a stretch reversed
or drowned in noise, another sentence, silence. Other seeds draw other faults: give a number behind FOLDER.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from narrate import audio
from narrate.cache import Cache
from narrate.config import Settings
from narrate.model import Script, Segment, Speech, Take, Voice, Word
from narrate.plugins import find
from narrate.production.lexicon import Lexicon, read_lexicon
from narrate.production.record import record
from narrate.production.takes import load
from narrate.production.verify import Hearing, Recogniser, Verdict, Whisper, judge, listened, needs_second
from narrate.report import Plain

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
RATE_HZ = 24_000
SEED = 5
#: One sentence in three by a Kokoro voice, the rest by hibari, which is forty times as fast.
VOICES = ("am_michael", "bm_george", "bf_isabella", "am_adam", "af_kore", "bm_daniel")
COUNTS = {
    "dropped": 50,
    "doubled": 20,
    "said twice": 20,
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
    take: Take
    sound: Sound
    note: str = ""  #: what was done


def takes(folder: Path) -> list[tuple[Take, Sound]]:
    """Return the sentences as takes with their sound, voiced where the folder has none yet."""
    sentences = (HERE / "verify_sentences.txt").read_text(encoding="utf-8").splitlines()
    cast = {"heart": Voice(name="heart", engine="hibari")}
    cast |= {name: Voice(name=name, engine="kokoro") for name in VOICES}
    speakers = [VOICES[n // 3 % len(VOICES)] if n % 3 == 2 else "heart" for n in range(len(sentences))]
    cues = tuple(Speech(speaker=who, text=text) for who, text in zip(speakers, sentences, strict=True))
    store = Cache(folder)
    with ThreadPoolExecutor(2) as pool:
        found = record(
            Script(title="Benchmark", cast=cast, segments=(Segment(title="", cues=cues),)),
            settings=Settings(),
            lexicon=_lexicon(),
            engines={name: find("engine", name)({}) for name in ("hibari", "kokoro")},
            cache=store,
            rate_hz=RATE_HZ,
            executor=pool,
            reporter=Plain(),
        )
    return [(take, audio.to_array(load(store, take.key))) for take in found]


@cache
def _lexicon() -> Lexicon:
    return read_lexicon(ROOT / "scripts" / "lexicon.toml")


# --- faults --------------------------------------------------------------------------------------------------------


def faulty(recorded: Sequence[tuple[Take, Sound]], seed: int) -> list[Case]:
    """Return takes with one fault each, the same ones for the same seed."""
    draw = random.Random(seed)
    made: list[Case] = []
    for fault, count in COUNTS.items():
        for number in range(count):
            take, sound = recorded[(number * 7 + len(made)) % len(recorded)]
            other = recorded[(number * 11 + 3) % len(recorded)]
            if other[0] is take:
                other = recorded[(number * 11 + 4) % len(recorded)]
            if fault == "said twice":
                changed, note = _said_twice(take, draw)
            else:
                changed, note = MAKERS[fault](take.words, sound, other[1], draw)
            made.append(Case(fault=fault, take=take, sound=changed, note=note))
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


def _said_twice(take: Take, draw: random.Random) -> tuple[Sound, str]:
    """Voice the sentence with some of its words written twice; hibari, since the fault is not in the voice."""
    from narrate.production.speakable import speakable

    first, last = _group(take.words, 3, draw)
    words = take.text.split()
    first, last = min(first, len(words) - 2), min(last, len(words) - 2)
    engine: Any = _hibari()
    text = speakable(" ".join([*words[: last + 1], *words[first:]]), alphabet=engine.alphabet).text
    clip = audio.trim(engine.synthesize(text, Voice(name="heart", engine="hibari", language="en")).clip)
    return audio.to_array(audio.resample(clip, RATE_HZ)), " ".join(words[first : last + 1])


@cache
def _hibari() -> Any:
    return find("engine", "hibari")({})


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


# --- listening -----------------------------------------------------------------------------------------------------


def verdict(case: Case, recogniser: Recogniser, store: Cache) -> tuple[Verdict, Hearing]:
    """Return what is said of a case, as `narrate verify` comes to it."""
    from narrate.production.engines.clips import plain
    from narrate.production.speakable import speakable

    clip = audio.from_array(case.sound, RATE_HZ)
    key = sha256(clip.pcm).hexdigest()
    also = (plain(case.take.spoken), speakable(case.take.text, lexicon=_lexicon()).text)
    hearing = listened(key, clip, "en", recogniser=recogniser, cache=store)
    found = judge(hearing, case.take.text, also=also)
    if needs_second(found):
        hearing = listened(key, clip, "en", recogniser=recogniser, cache=store, twice=True)
        found = judge(hearing, case.take.text, also=also)
    return found, hearing


def say(line: str) -> None:
    """Write a line of the result at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> None:
    """Print every miss and every false alarm, then a table by kind of fault."""
    folder = Path(arguments[0])
    seed = int(arguments[1]) if len(arguments) > 1 else SEED
    recorded = takes(folder)
    cases = [Case(fault="", take=take, sound=sound) for take, sound in recorded] + faulty(recorded, seed)
    recogniser, store = Whisper(threads=1), Cache(folder)
    named: dict[str, Counter[str]] = {}
    start = time.process_time()
    for number, case in enumerate(cases, 1):
        found, hearing = verdict(case, recogniser, store)
        named.setdefault(case.fault or "clean", Counter())[found.kind or "-"] += 1
        if bool(found.kind) != bool(case.fault):
            say(f"{case.fault or 'FALSE ALARM'} ({case.take.voice.name}, {case.note}): {found}")
            for text in (case.take.text, *hearing.texts):
                say(f"  {text}")
        if number % 25 == 0:
            sys.stderr.write(f"{number} of {len(cases)}\n")
    seconds = sum(len(case.sound) for case in cases) / RATE_HZ
    say(f"{seconds:.0f} s of sound, {time.process_time() - start:.0f} s of processor")
    for fault, kinds in named.items():
        total = sum(kinds.values())
        detail = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
        say(f"{fault:15} {total - kinds['-']:3} of {total:3} accused  ({detail})")
    hit = sum(sum(kinds.values()) - kinds["-"] for fault, kinds in named.items() if fault != "clean")
    say(f"found {hit / sum(COUNTS.values()):.1%} of {sum(COUNTS.values())} faults")
    say(f"false alarms {1 - named['clean']['-'] / len(recorded):.1%} of {len(recorded)} clean takes")


if __name__ == "__main__":
    main(sys.argv[1:])
