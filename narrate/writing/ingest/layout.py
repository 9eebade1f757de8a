"""Lines with their places on pages -> pieces in reading order.

Works with numbers and text only, so that it can be tested without a PDF. What repeats at the head and foot of pages
goes; columns are read one after the other; lines are joined to paragraphs, and words that were divided at the end of
a line are one word again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from narrate.model import BlockKind
from narrate.writing.ingest.hidden import names
from narrate.writing.ingest.pieces import Piece

_MARGIN_SHARE = 0.12  # of the height of a page, where its head and foot are
_HEADING_SCALE = 1.12
_NOTE_SCALE = 0.92
_LONGEST_HEADING = 160
_SHORT = 0.7  # of the width of a column: a line that leaves more room than the rest was not broken for want of it
# Also as fonts of symbols have them, and as programs write them that take one code for another. A dash is none: it
# may begin what somebody says.
_BULLET = re.compile("[•◦▪‣●○∙■□➢✓\x7f\x95\uf0a7\uf0b7\uf0d8\uf076\uf0fc]\\s+")
_NOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3})[.)]?\s*(?=\S)")
_MARK_ONLY = re.compile(r"\s*(?:\d{1,3}(?:,\d{1,3})*|[*†‡§]{1,3})\s*$")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—\[(|]\s*)?(?:page\s+|p\.\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—\])|])?$",
    re.IGNORECASE,
)
_PRINTED_BY_BROWSER = re.compile(
    r"(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}|(?:https?|file)://\S+(?:\s+\d+\s*/\s*\d+)?$)"
)
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:…]['\"”’»)\]]*$")
_HYPHENS = "-\u2010\u00ad"
_WORD_AT_START = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# After these a hyphen at the end of a line is most likely one that belongs there.
_KEEPS_HYPHEN = names("self well half all ex vice non quasi cross ill so mid high low long short old new")


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


def lay_out(pages: Sequence[Page]) -> list[Piece]:
    """Return what is printed on the pages, paragraph by paragraph."""
    upright = [_upright(page) for page in pages]
    body = _body_size(upright)
    furniture = _furniture(upright, body)
    ordered = [
        (page, _in_columns(page, [line for line in page.lines if id(line) not in furniture])) for page in upright
    ]
    vocabulary = _vocabulary(upright)
    sizes = _heading_sizes(ordered, body)
    pieces: list[Piece] = []
    notes: list[Piece] = []
    for paragraph in _paragraphs(ordered, body):
        piece = _piece(paragraph, body, sizes, vocabulary)
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


def _furniture(pages: Sequence[Page], body: float) -> set[int]:
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


# --- paragraphs ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    lines: Sequence[Line]
    margin: float
    note: bool = False


def _paragraphs(ordered: Sequence[tuple[Page, Sequence[Sequence[Line]]]], body: float) -> Iterator[_Paragraph]:
    leading = _leading([run for _, runs in ordered for run in runs], body)
    open_lines: list[Line] = []
    margin = drift = 0.0
    noted: list[_Paragraph] = []
    for page, runs in ordered:
        notes = _notes(page, runs, body)
        for run in runs:
            run_margin = _margin(run, body)
            right = max(one.end for one in run)
            for number, line in enumerate(run):
                if id(line) in notes:
                    if noted and not _NOTE_MARK.match(line.text):
                        noted[-1] = _Paragraph(lines=[*noted[-1].lines, line], margin=run_margin, note=True)
                    else:
                        noted.append(_Paragraph(lines=[line], margin=run_margin, note=True))
                    continue
                first = number == 0 or id(run[number - 1]) in notes
                # The rest of a paragraph may stand in another column: then it is moved to where it began.
                line.x += 0.0 if first else drift
                if open_lines and _begins(open_lines, line, first, leading, (margin, run_margin), right, body):
                    yield _Paragraph(lines=open_lines, margin=margin)
                    open_lines = []
                if not open_lines:
                    line.x -= 0.0 if first else drift
                    margin, drift = run_margin, 0.0
                elif first:
                    drift = margin - run_margin
                    line.x += drift
                open_lines.append(line)
    if open_lines:
        yield _Paragraph(lines=open_lines, margin=margin)
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


def _heading_sizes(ordered: Sequence[tuple[Page, Sequence[Sequence[Line]]]], body: float) -> list[float]:
    sizes = {
        round(line.size * 2) / 2
        for _, runs in ordered
        for run in runs
        for line in run
        if line.size > _HEADING_SCALE * body and len(line.text) < _LONGEST_HEADING and any(map(str.isalpha, line.text))
    }
    return sorted(sizes, reverse=True)


def _piece(paragraph: _Paragraph, body: float, sizes: Sequence[float], vocabulary: Counter[str]) -> Piece:
    lines = paragraph.lines
    text = _joined(lines, vocabulary)
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


# --- words ---------------------------------------------------------------------------------------------------------


def _vocabulary(pages: Sequence[Page]) -> Counter[str]:
    """Count the words of the document that no line end divides, hyphenated ones as they are."""
    words: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            text = line.text.strip()
            text = text[: len(text) - 1 - len(_word_before_hyphen(text))] if text[-1:] in _HYPHENS else text
            for match in _WORDS.findall(text):
                word = match.casefold().replace("\u2010", "-")
                words[word] += 1
                if "-" in word:
                    words.update(word.split("-"))
    return words


def _word_before_hyphen(text: str) -> str:
    """Return the letters before the hyphen that ends a text."""
    last = len(text) - 1
    first = last
    while first > 0 and text[first - 1].isalpha():
        first -= 1
    return text[first:last]


def _joined(lines: Sequence[Line], vocabulary: Counter[str]) -> str:
    text = ""
    for line in lines:
        following = " ".join(line.text.split())
        text = _join(text, following, vocabulary) if text else following
    return text


def _join(text: str, following: str, vocabulary: Counter[str]) -> str:
    if text.endswith("—") and not text.endswith(" —"):
        return text + following
    if text[-1:] not in _HYPHENS or text[-2:-1] in ("", " "):
        return f"{text} {following}"
    first, tail = _word_before_hyphen(text), _WORD_AT_START.match(following)
    if not first or tail is None:
        # A number range or a name such as "B-52": the hyphen is part of it.
        return text.rstrip("\u00ad") + following
    second = tail[0]
    whole, apart = f"{first}{second}".casefold(), f"{first}-{second}".casefold()
    keeps = second[0].isupper() or vocabulary[apart] > vocabulary[whole]
    keeps = keeps or (first.casefold() in _KEEPS_HYPHEN and not vocabulary[whole])
    if keeps and not text.endswith("\u00ad"):
        return text[:-1] + "-" + following
    return text[:-1] + following
