"""How fast text is made speakable, and how much of the tables is read right.

Run: ``python -m tests.benchmarks.speakable``. Prints lines a second of CPU time, the time of import and first line in a
new process, the ratio of times for a doubled text (2 is linear), and the share of each table that is right.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from narrate.production.speakable import normalise
from narrate.sentences import split
from tests.production.test_speakable import heard, rows, share_right


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    """Measure and print."""
    lines = [written for written, _ in rows("spoken_en.tsv", "heldout_en.tsv")]
    prose = "The old man read from his papers, and the guests had left before the doors were closed. "
    for name, block, language in (
        ("lines full of numbers", lines * 10, "en"),
        ("plain prose", [prose] * 3000, "en"),
        ("Russian lines", [written for written, _ in rows("spoken_ru.tsv")] * 50, "ru"),
    ):
        seconds = _cpu(lambda block=block, language=language: [normalise(line, language) for line in block])  # type: ignore[misc]
        _say(f"{name}: {len(block) / seconds:,.0f} lines a second")
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import narrate.production.speakable as s; s.normalise('5')"], check=True)
    _say(f"process with one line: {time.perf_counter() - start:.2f} s")
    for unit in (prose, "1-", "A. ", "$1 ", "(A, ", "U.S. ", "/a.b", "a_b.", "0123 "):
        short = _cpu(lambda unit=unit: normalise(unit * 20_000))  # type: ignore[misc]
        long = _cpu(lambda unit=unit: normalise(unit * 40_000))  # type: ignore[misc]
        _say(f"twice as much of {unit[:12]!r}: {long / short:.2f} times the time")
    _say(f"sentences: {40_000 / _cpu(lambda: split(prose * 40_000)):,.0f} a second")
    for table, language in (("spoken_en.tsv", "en"), ("heldout_en.tsv", "en"), ("spoken_ru.tsv", "ru")):
        right = [heard(normalise(written, language)) == heard(spoken) for written, spoken in rows(table)]
        _say(f"{table}: {sum(right)} of {len(right)} right")
    for table in ("unseen_first_en.tsv", "unseen_second_en.tsv"):
        shares = share_right(table)
        _say(f"{table}: " + ", ".join(f"{kind} {right}/{count}" for kind, (right, count) in shares.items()))


if __name__ == "__main__":
    main()
