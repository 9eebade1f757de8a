"""Pages of lines -> pieces in reading order.

Works with numbers and text only, so that it can be tested without a PDF. What repeats at the head and foot of pages
goes; columns are read one after the other; then paragraphs are made of the lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrate.writing.ingest.pdf.hyphens import vocabulary_of
from narrate.writing.ingest.pdf.lines import Line, Page
from narrate.writing.ingest.pdf.paragraphs import heading_sizes, paragraphs, piece_of
from narrate.writing.ingest.pieces import Piece

_MARGIN_SHARE = 0.12  # of the height of a page, where its head and foot are
_PAGE_NUMBER = re.compile(
    r"(?:[-–—\[(|]\s*)?(?:page\s+|p\.\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—\])|])?$",
    re.IGNORECASE,
)
_PRINTED_BY_BROWSER = re.compile(
    r"(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}|(?:https?|file)://\S+(?:\s+\d+\s*/\s*\d+)?$)"
)
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)


def lay_out(pages: Sequence[Page]) -> list[Piece]:
    """Return what is printed on the pages, paragraph by paragraph."""
    upright = [_upright(page) for page in pages]
    body = _body_size(upright)
    furniture = _furniture(upright)
    ordered = [
        (page, _in_columns(page, [line for line in page.lines if id(line) not in furniture])) for page in upright
    ]
    vocabulary = vocabulary_of(upright)
    sizes = heading_sizes(ordered, body)
    pieces: list[Piece] = []
    notes: list[Piece] = []
    for paragraph in paragraphs(ordered, body):
        piece = piece_of(paragraph, body, sizes, vocabulary)
        (notes if piece.kind == "footnote" else pieces).append(piece)
    furnished = [
        Piece(kind="furniture", text=" ".join(line.text.split()), why="page header or footer")
        for page in upright
        for line in page.lines
        if id(line) in furniture
    ]
    return pieces + notes + furnished


def _upright(page: Page) -> Page:
    """Leave out what is printed across the page, unless all of it is."""
    lines = [line for line in page.lines if line.upright]
    if len(lines) * 2 < len(page.lines):
        lines = list(page.lines)
    return Page(lines=lines, width=page.width, height=page.height, bottom=page.bottom)


def _body_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


# --- heads and feet of pages ---------------------------------------------------------------------------------------


def _furniture(pages: Sequence[Page]) -> set[int]:
    """Return which lines, by identity, are page numbers or repeat in the margins of several pages."""
    found: set[int] = set()
    seen: dict[tuple[str, int], list[Line]] = {}
    for page in pages:
        alike: set[tuple[str, int]] = set()
        lowest = min((line.y for line in page.lines), default=0.0)
        highest = max((line.y for line in page.lines), default=0.0)
        for line in page.lines:
            high = page.height_of(line)
            if _MARGIN_SHARE < high < 1 - _MARGIN_SHARE:
                continue
            text = " ".join(line.text.split())
            outermost = line.y < lowest + 1 if high < 0.5 else line.y > highest - 1
            if _PRINTED_BY_BROWSER.match(text) or (outermost and _PAGE_NUMBER.match(text)):
                found.add(id(line))
            key = (_DIGITS.sub("#", text.casefold()), round(line.y / 4))
            if key not in alike:
                alike.add(key)
                seen.setdefault(key, []).append(line)
    for (text, _), lines in seen.items():
        # Left and right pages differ, and chapters have heads of their own: three of a kind are enough.
        enough = 2 if len(pages) < 4 else 3
        if len(lines) >= enough and len(pages) > 1 and len(text) < 120:
            found.update(id(line) for line in lines)
    return found


# --- reading order -------------------------------------------------------------------------------------------------


def _in_columns(page: Page, lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in reading order, in runs: a new one where the reader's eye jumps to another column.

    Most programs print a column after the other already. Some print row by row: then lines at one height stand side
    by side, and the columns have to be taken apart.
    """
    side_by_side = [
        after
        for before, after in pairwise(lines)
        if abs(before.y - after.y) < 0.3 * before.size and after.x - before.end > 0.5 * before.size
    ]
    if len(side_by_side) < 4 or len(side_by_side) < 0.25 * len(lines):
        return list(_runs(lines, page.width))
    border = min(line.x for line in side_by_side if line.x > 0.25 * page.width) - 3
    runs: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda line: (-round(line.y), line.x)):
        if line.x >= border:
            right.append(line)
        elif line.end > border + 6 * line.size:
            runs += [left, right, [line]]
            left, right = [], []
        else:
            left.append(line)
    return [run for run in (*runs, left, right) if run]


def _runs(lines: Sequence[Line], width: float) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        climbs = bool(run) and line.y > run[-1].y + 0.5 * line.size
        crosses = bool(run) and abs(line.x - run[-1].x) > 0.25 * width and line.size <= 1.12 * run[-1].size
        if climbs or crosses:
            yield run
            run = []
        run.append(line)
    if run:
        yield run
