"""What is printed on a page: runs of characters, brought together to lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARK_ONLY = re.compile(r"\s*(?:\d{1,3}(?:,\d{1,3})*|[*†‡§]{1,3})\s*$")


@dataclass(slots=True, kw_only=True)
class Line:
    """A line of print: where its first character stands, in points from the lower left corner of the page."""

    x: float
    y: float
    size: float
    text: str
    hidden: bool = False
    bold: bool = False
    upright: bool = True
    #: Of a character, as a share of the size. An average: only ever compared with gaps several characters wide.
    width: float = 0.46

    @property
    def end(self) -> float:
        """Where the line ends, by the average width of its characters."""
        return self.x + len(self.text) * self.size * self.width

    def takes(self, run: Line, *, ended: bool) -> bool:
        """Tell whether a run of characters goes on in this line."""
        if self.upright != run.upright:
            return False
        level = abs(run.y - self.y)
        if not ended:
            return level < max(self.size, run.size) and run.x - self.end < 4 * self.size
        raised = run.size < 0.85 * self.size and level < 0.7 * self.size and bool(_MARK_ONLY.match(run.text))
        close = run.x > self.x and run.x - self.end < 2.5 * self.size
        return close and (level < 0.25 * self.size or raised)

    def add(self, run: Line) -> None:
        """Take a run at the end; a small raised number is the mark of a footnote and is not read."""
        if run.size < 0.85 * self.size and _MARK_ONLY.match(run.text):
            return
        if self.size < 0.85 * run.size and _MARK_ONLY.match(self.text) is None and len(run.text) > len(self.text):
            self.size, self.y = run.size, run.y
        apart = run.x - self.end > 0.15 * self.size and not self.text.endswith(" ")
        self.text += (" " if apart and not run.text.startswith(" ") and abs(run.x - self.x) > 1 else "") + run.text
        self.bold = self.bold and run.bold


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a page in the order in which they were printed."""

    lines: Sequence[Line]
    width: float
    height: float
    bottom: float = 0.0

    def height_of(self, line: Line) -> float:
        """Return how high a line stands, from 0 at the foot to 1 at the head."""
        return (line.y - self.bottom) / self.height if self.height else 0.5
