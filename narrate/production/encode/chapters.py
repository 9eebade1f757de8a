"""Chapter marks: whole milliseconds, said once for the MP3 and for the JSON beside it.

A player that finds both shows both when they differ, so neither computes anything by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from narrate.model import Episode


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One chapter as the formats want it."""

    title: str
    start_ms: int
    end_ms: int
    url: str  #: where the page shows it; empty where the show has no address
    image: str  #: file name of its picture inside the output folder; empty for none


def marks(episode: Episode, address: str) -> tuple[Mark, ...]:
    """Return the chapters in order: the first starts at 0, each ends where the next begins, none is empty."""
    duration = max(1, round(episode.duration_seconds * 1000))
    starts: list[tuple[int, str, str]] = []
    for index, chapter in enumerate(sorted(episode.chapters, key=lambda chapter: chapter.start_seconds)):
        start = 0 if index == 0 else max(0, round(chapter.start_seconds * 1000))
        if start >= duration or (starts and start <= starts[-1][0]):
            continue
        starts.append((start, printable(chapter.title) or printable(episode.title), chapter.image))
    if not starts:
        starts.append((0, printable(episode.title), ""))
    ends = [start for start, _, _ in starts[1:]] + [duration]
    return tuple(
        Mark(
            title=title,
            start_ms=start,
            end_ms=end,
            url=f"{address}{episode.name}.html#t={start / 1000:g}" if address else "",
            image=image,
        )
        for (start, title, image), end in zip(starts, ends, strict=True)
    )


def printable(text: str) -> str:
    """Return text on one line without control characters: tags and cues end at them."""
    return " ".join("".join(c if c.isprintable() or c in "\u200c\u200d\u200e\u200f" else " " for c in text).split())
