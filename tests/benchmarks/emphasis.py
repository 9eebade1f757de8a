"""Measure what a word between stars gains in the embedded voices, and whether it is still understood.

Each sentence is voiced plain and with one word stressed. Printed for each voice: how much longer the word became, how
much louder against the rest of its sentence, in how many sentences it grew in neither, and what Whisper base
misunderstood in the plain and in the stressed ones (words, of all)::

    python -m tests.benchmarks.emphasis [VOICE...]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import numpy as np

from narrate import audio
from narrate.model import Clip, Voice
from narrate.plugins import Engine, Utterance
from narrate.production.engines.clips import plain
from narrate.production.engines.hibari import HibariEngine
from narrate.production.engines.kokoro import KokoroEngine
from narrate.production.verify.recogniser import Whisper

SENTENCES = (
    "I *never* said that she took the money.",
    "I never said that *she* took the money.",
    "Nobody in the whole hall *moved*.",
    "He wanted *all* of them to leave.",
    "It was his *father* who signed the order.",
    "We will *not* go back to the old house.",
    "This is *what* the river left behind.",
    "They were told to wait *until* the morning came.",
    "The letter was *for* the chairman, not from him.",
    "There were *two* keys, and both were lost.",
    "You *can* read it, but you may not copy it.",
    "The *second* witness told another story.",
)


def _word(said: Utterance, text: str) -> tuple[float, float]:
    """Return the seconds of the starred word of a text and its level against the rest, in dB."""
    starred = re.search(r"\*(.+?)\*", text)
    assert starred
    number = len(plain(text[: starred.start()]).split())
    word = said.words[number]
    sound = audio.to_array(said.clip)
    first, last = (round(edge * said.clip.rate_hz) for edge in (word.start_seconds, word.end_seconds))
    rest = np.concatenate([sound[:first], sound[last:]])
    level = 10 * np.log10(np.mean(sound[first:last] ** 2) / np.mean(rest**2))
    return word.end_seconds - word.start_seconds, float(level)


def _wrong(recogniser: Whisper, clip: Clip, text: str) -> int:
    import jiwer

    bare = [re.sub(r"[^a-z' ]", "", said.lower()) for said in (plain(text), recogniser.listen(clip, "en"))]
    found = jiwer.process_words(bare[0], bare[1])
    return int(found.substitutions + found.deletions + found.insertions)


def main(names: Sequence[str]) -> int:
    """Measure and print a line for every voice."""
    kokoro, hibari, recogniser = KokoroEngine(), HibariEngine(), Whisper(threads=1)
    total = sum(len(plain(text).split()) for text in SENTENCES)
    for name in names or ("heart", "am_michael", "bf_emma", "af_heart", "bm_daniel", "af_jessica"):
        engine: Engine = hibari if name.startswith("heart") else kokoro
        voice = Voice(name=name, engine=engine.name)
        growth, louder, neither, misheard = [], [], 0, [0, 0]
        for text in SENTENCES:
            said = [engine.synthesize(one, voice) for one in (plain(text), text)]
            (short, soft), (long, loud) = (_word(one, text) for one in said)
            growth.append(long / short)
            louder.append(loud - soft)
            neither += long <= short and loud <= soft
            for place, one in enumerate(said):
                misheard[place] += _wrong(recogniser, one.clip, text)
        sys.stdout.write(
            f"{name}: {100 * (np.exp(np.mean(np.log(growth))) - 1):+.0f} % longer, {np.mean(louder):+.1f} dB, "
            f"{neither} unchanged, misheard {misheard[0]} and {misheard[1]} of {total}\n"
        )
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
