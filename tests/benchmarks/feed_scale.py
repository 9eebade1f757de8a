"""What a feed of ten thousand episodes costs: CPU seconds and memory, beside the standard library's own writer.

Run: python -m tests.benchmarks.feed_scale [EPISODES]
"""

from __future__ import annotations

import resource
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

from tests.episodes import SHOW, make_episode


def measured(what: str, action: Callable[[], bytes]) -> float:
    """Print and return the CPU seconds of an action, and the peak of memory after it."""
    began = time.process_time()
    size = len(action())
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {seconds:.2f} s of CPU, {size / 1e6:.1f} MB, peak of the process {peak:.0f} MB")
    return seconds


def bare(count: int) -> bytes:
    """Write as many items with four elements each, which is the least that anyone can do."""
    rss = ElementTree.Element("rss")
    for number in range(count):
        item = ElementTree.SubElement(rss, "item")
        for name in ("title", "guid", "pubDate", "description"):
            ElementTree.SubElement(item, name).text = f"{name} {number}"
    return ElementTree.tostring(rss)


def main() -> None:
    """Print the figures."""
    from narrate.publishing.feed import check, feed

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    lines = make_episode().lines
    episodes = [make_episode(number, lines=lines) for number in range(1, count + 1)]
    print(f"before: peak of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    whole = measured(f"feed of {count} episodes", lambda: feed(SHOW, episodes))
    least = measured("four elements each, standard library", lambda: bare(count))
    print(f"ratio {whole / least:.1f}")
    data = feed(SHOW, episodes)
    measured("check", lambda: str(check(data)).encode())


if __name__ == "__main__":
    main()
