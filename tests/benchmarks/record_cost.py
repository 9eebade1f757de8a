"""Say what recording costs beside the voice itself, how two workers compare with one, and how much memory they need.

The same sentences: spoken by the bare engine, then recorded by one worker and by two, each in a fresh cache::

    python tests/benchmarks/record_cost.py [VOICE]

Processor time is the figure to trust on a machine that does other things as well.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from narrate.cache import Cache
from narrate.config import Settings, VoiceSettings
from narrate.model import Script, Segment, Speech, Voice
from narrate.plugins import Engine
from narrate.production.engines.hibari import HibariEngine
from narrate.production.engines.kokoro import KokoroEngine
from narrate.production.record import record
from narrate.production.record.plan import plan
from narrate.report import Silent

PASSAGE = (
    "In the winter the delegates filled the great hall of the palace, and nobody was allowed to take notes. The "
    "speaker began shortly after ten and finished four hours later. He quoted a letter that had been dictated in "
    "December, and twice he stopped to drink a glass of water. By the fifth of June the text lay on a desk on the "
    "other side of the ocean; it ran to twenty-six thousand words and cost the paper three hundred dollars to "
    "set, and the men who set it were told to say nothing at home. That night an announcer read the first page "
    "aloud. He read it slowly, as one reads to somebody who has to write it down, to listeners on the other side "
    "of the border."
)
RATE_HZ = 44_100


def recorded(script: Script, engines: dict[str, Engine], jobs: int) -> tuple[float, float, float]:
    """Return seconds of sound, of wall and of processor."""
    wall, processor = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        takes = record(
            script,
            settings=Settings(voices=VoiceSettings(jobs=jobs)),
            lexicon=None,
            engines=engines,
            cache=Cache(folder),
            rate_hz=RATE_HZ,
            executor=pool,
            reporter=Silent(),
        )
        seconds = sum(take.frames for take in takes) / RATE_HZ
        return seconds, time.perf_counter() - wall, time.process_time() - processor


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    name = arguments[0] if arguments else "am_michael"
    engine: Engine = HibariEngine() if name.startswith("heart") else KokoroEngine()
    engines = {engine.name: engine}
    voice = Voice(name=name, engine=engine.name, language="en")
    script = Script(
        title="", cast={"Ann": voice}, segments=(Segment(title="", cues=(Speech(speaker="Ann", text=PASSAGE),)),)
    )
    planned = plan(script, lexicon=None, engines=engines, rate_hz=RATE_HZ)
    engine.synthesize(PASSAGE[:100], voice)
    recorded(script, engines, 2)  # what is imported and compiled once is not the price of a take
    wall, bare = time.perf_counter(), time.process_time()
    for take in planned:
        engine.synthesize(take.spoken, voice)
    wall, bare = time.perf_counter() - wall, time.process_time() - bare
    sys.stdout.write(f"bare engine: wall {wall:.2f} s, processor {bare:.2f} s for {len(planned)} sentences\n")
    walls = []
    for jobs in (1, 2):
        seconds, wall, processor = recorded(script, engines, jobs)
        walls.append(wall)
        sys.stdout.write(
            f"recorded by {jobs}: {wall / seconds:.3f} wall, {processor / seconds:.3f} processor a second of sound; "
            f"{processor / bare:.3f} times the bare engine\n"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"two workers: {walls[0] / walls[1]:.2f} times the throughput of one; peak memory {peak:.0f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
