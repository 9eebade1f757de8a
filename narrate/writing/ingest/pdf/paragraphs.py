"""Lines in reading order -> paragraphs, each with its kind: by leading and indent, by size and weight of the print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from narrate.model import BlockKind
from narrate.writing.ingest.pdf.hyphens import joined
from narrate.writing.ingest.pdf.lines import Line, Page
from narrate.writing.ingest.pieces import Piece

_HEADING_SCALE = 1.12
_NOTE_SCALE = 0.92
_LONGEST_HEADING = 160
_SHORT = 0.7  # of the width of a column: a line that leaves more room than the rest was not broken for want of it
# Also as fonts of symbols have them, and as programs write them that take one code for another. A dash is none: it
# may begin what somebody says.
_BULLET = re.compile("[•◦▪‣●○∙■□➢✓\x7f\x95\uf0a7\uf0b7\uf0d8\uf076\uf0fc]\\s+")
_NOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3})[.)]?\s*(?=\S)")
_ENDS = re.compile(r"[.!?:…]['\"”’»)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together."""

    lines: Sequence[Line]
    margin: float  #: where the text around it begins
    note: bool = False


def paragraphs(ordered: Sequence[tuple[Page, Sequence[Sequence[Line]]]], body: float) -> Iterator[Paragraph]:
    """Yield the paragraphs of pages in reading order, footnotes last; `body` is the size of the running text."""
    leading = _leading([run for _, runs in ordered for run in runs], body)
    open_lines: list[Line] = []
    margin = drift = 0.0
    noted: list[Paragraph] = []
    for page, runs in ordered:
        notes = _notes(page, runs, body)
        for run in runs:
            run_margin = _margin(run, body)
            right = max(one.end for one in run)
            for number, line in enumerate(run):
                if id(line) in notes:
                    if noted and not _NOTE_MARK.match(line.text):
                        noted[-1] = Paragraph(lines=[*noted[-1].lines, line], margin=run_margin, note=True)
                    else:
                        noted.append(Paragraph(lines=[line], margin=run_margin, note=True))
                    continue
                first = number == 0 or id(run[number - 1]) in notes
                # The rest of a paragraph may stand in another column: then it is moved to where it began.
                line.x += 0.0 if first else drift
                if open_lines and _begins(open_lines, line, first, leading, (margin, run_margin), right, body):
                    yield Paragraph(lines=open_lines, margin=margin)
                    open_lines = []
                if not open_lines:
                    line.x -= 0.0 if first else drift
                    margin, drift = run_margin, 0.0
                elif first:
                    drift = margin - run_margin
                    line.x += drift
                open_lines.append(line)
    if open_lines:
        yield Paragraph(lines=open_lines, margin=margin)
    yield from noted


def _leading(runs: Sequence[Sequence[Line]], body: float) -> float:
    """Return the usual distance of two lines of the text."""
    steps = [
        round(before.y - after.y, 1)
        for run in runs
        for before, after in pairwise(run)
        if abs(before.size - body) < 0.5 and abs(after.size - body) < 0.5 and 0.5 * body < before.y - after.y < 3 * body
    ]
    if not steps:
        return 1.2 * body
    common = Counter(steps).most_common(1)[0]
    return common[0] if common[1] > 1 else min(median(steps), 1.6 * body)


def _margin(run: Sequence[Line], body: float) -> float:
    places = Counter(round(line.x) for line in run if abs(line.size - body) < 0.12 * body)
    if not places:
        return min(line.x for line in run)
    # The text's own margin is the leftmost of those that several lines share: quotations are set in from it.
    most = places.most_common(1)[0][1]
    return float(min(place for place, count in places.items() if count >= max(most * 0.3, 1)))


def _begins(
    lines: Sequence[Line],
    line: Line,
    first: bool,
    leading: float,
    margins: tuple[float, float],
    right: float,
    body: float,
) -> bool:
    """Tell whether a line begins a paragraph after those that are open.

    `margins` are where the open paragraph's text and this line's begin, `right` is where the longest lines end.
    """
    before = lines[-1]
    if abs(line.size - before.size) > 0.08 * before.size or _BULLET.match(line.text):
        return True
    heading = before.size > _HEADING_SCALE * body
    if before.bold != line.bold and len(lines) == 1 and before.bold and not _ENDS.search(before.text.rstrip()):
        return True
    inset = line.x - margins[1]
    if first:
        if heading:
            return True
        indents = len(lines) > 1 and lines[0].x - lines[1].x > 0.7 * body
        stops = bool(_ENDS.search(before.text.rstrip()))
        room = before.end - margins[0] < _SHORT * (right - margins[1])
        return inset > 0.7 * body or ((room or (stops and not indents)) and not line.text.lstrip()[:1].islower())
    step = before.y - line.y
    usual = leading * before.size / body if body else leading
    if step > 1.3 * usual or step < -0.5 * usual:
        return True
    shift = line.x - before.x
    if len(lines) == 1 and shift < -0.7 * body:
        # The second line of a paragraph whose first is indented, or the end of a quotation of one line.
        return -shift > 3.5 * body or before.end - margins[0] < _SHORT * (right - margins[0])
    if abs(shift) > 0.7 * body and not heading:
        return True
    # A line that leaves so much room ends a paragraph, or is one of a list or a poem.
    short = before.end - margins[0] < _SHORT * (right - margins[0])
    return short and not line.text.lstrip()[:1].islower()


def _notes(page: Page, runs: Sequence[Sequence[Line]], body: float) -> set[int]:
    """Return the lines, by identity, of the footnotes: smaller print under the text that begins with a mark."""
    lines = [line for run in runs for line in run]
    text = [line.y for line in lines if line.size >= _NOTE_SCALE * body]
    lowest = min(text, default=page.bottom + page.height)
    below = [line for line in lines if line.size < _NOTE_SCALE * body and line.y < lowest + 1]
    below.sort(key=lambda line: -line.y)
    start = next((number for number, line in enumerate(below) if _NOTE_MARK.match(line.text)), None)
    return {id(line) for line in below[start:]} if start is not None else set()


def heading_sizes(ordered: Sequence[tuple[Page, Sequence[Sequence[Line]]]], body: float) -> list[float]:
    """Return the sizes of print that headings have, the largest first."""
    sizes = {
        round(line.size * 2) / 2
        for _, runs in ordered
        for run in runs
        for line in run
        if line.size > _HEADING_SCALE * body and len(line.text) < _LONGEST_HEADING and any(map(str.isalpha, line.text))
    }
    return sorted(sizes, reverse=True)


def piece_of(paragraph: Paragraph, body: float, sizes: Sequence[float], vocabulary: Counter[str]) -> Piece:
    """Return a paragraph as a piece of its kind."""
    lines = paragraph.lines
    text = joined(lines, vocabulary)
    if paragraph.note:
        return Piece(kind="footnote", text=text, why="footnote")
    size = round(lines[0].size * 2) / 2
    if size in sizes and len(text) < _LONGEST_HEADING:
        return Piece(kind="heading", level=min(sizes.index(size) + 1, 6), text=text)
    if all(line.bold for line in lines) and len(lines) < 3 and len(text) < 100 and not _ENDS.search(text):
        return Piece(kind="heading", level=min(len(sizes) + 1, 6), text=text)
    if match := _BULLET.match(text):
        return Piece(kind="list-item", level=1, text=text[match.end() :])
    inset = min(line.x for line in lines) - paragraph.margin
    kind: BlockKind = "paragraph"
    if inset > 0.9 * body:
        # One line alone that is set in is the indented end of nothing, or one of a list whose bullets are drawn.
        kind = "quote" if len(lines) > 1 else "list-item" if not _ENDS.search(text) else "paragraph"
    return Piece(kind=kind, level=0 if kind == "paragraph" else 1, text=text)
