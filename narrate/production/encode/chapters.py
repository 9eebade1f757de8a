"""Chapter marks: whole milliseconds, said once for the MP3 and for the JSON beside it.

A player that finds both shows both when they differ, so neither computes anything by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from narrate import addresses
from narrate.model import Episode
from narrate.safe_text import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One chapter as the formats want it."""

    title: str
    start_ms: int
    end_ms: int
    url: str  #: where the page shows it; empty where the show has no address
    image: str  #: file name of its picture inside the output folder; empty for none
    image_url: str


def marks(episode: Episode, address: str) -> tuple[Mark, ...]:
    """Return the chapters in order: the first starts at 0, each ends where the next begins, none is empty.

    `address` is the show's; without one there are no links. Raises InputError for an address that is none.
    """
    base = addresses.base(address) if address else ""
    duration = max(1, round(episode.duration_seconds * 1000))
    starts: list[tuple[int, str, str]] = []
    for index, chapter in enumerate(sorted(episode.chapters, key=lambda chapter: chapter.start_seconds)):
        start = 0 if index == 0 else max(0, round(chapter.start_seconds * 1000))
        if start >= duration or (starts and start <= starts[-1][0]):
            continue
        starts.append((start, visible(chapter.title) or visible(episode.title), chapter.image))
    if not starts:
        starts.append((0, visible(episode.title), ""))
    ends = [start for start, _, _ in starts[1:]] + [duration]
    return tuple(
        Mark(
            title=title,
            start_ms=start,
            end_ms=end,
            url=f"{addresses.of_page(base, episode.name)}#t={start / 1000:g}" if base else "",
            image=image,
            image_url=addresses.of_file(base, image) if base and image else "",
        )
        for (start, title, image), end in zip(starts, ends, strict=True)
    )
