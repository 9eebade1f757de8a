"""A PDF -> Document: what is printed, in reading order, without what repeats on every page.

In: pages that say where each run of characters stands. Here they become lines; `layout` makes paragraphs of them.
Text that the page does not show (drawn invisible, or white on nothing) is left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.errors import InputError
from narrate.model import Document
from narrate.writing.ingest.files import digest, read_bytes
from narrate.writing.ingest.pdf.layout import lay_out
from narrate.writing.ingest.pdf.lines import Line, Page
from narrate.writing.ingest.pieces import MAX_CHARACTERS, Extract, assemble

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 5_000
_SMALLEST_POINTS = 1.5
_INVISIBLE_MODES = (3, 7)
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_PAINTS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"BI", b"INLINE IMAGE"})
_WHITE = {b"g": (1.0,), b"rg": (1.0, 1.0, 1.0), b"k": (0.0, 0.0, 0.0, 0.0)}
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# What word processors put where a title belongs.
_NO_TITLE = re.compile(r"(?:microsoft word|untitled|document\d*$|.*\.(?:docx?|pdf|indd|tex|html?|dvi)$)", re.IGNORECASE)


class PdfImporter:
    """Reads PDFs that hold text."""

    suffixes: Sequence[str] = (".pdf",)

    def read(self, path: Path) -> Document:
        """Return the text of a PDF; raise InputError for one that is broken, locked, or only a scan."""
        data = read_bytes(path)
        return assemble(extract(data, where=str(path)), path=str(path), sha256=digest(data))


def extract(data: bytes, *, where: str) -> Extract:
    """Return the text of a PDF in pieces, and what it says of itself."""
    import logging

    from pypdf.errors import DependencyError, PyPdfError

    logging.disable(logging.CRITICAL)  # every small fault of a file would be a line
    try:
        reader = _open(data, where)
        pages = _pages(reader, where)
        about = _about(reader)
    except DependencyError as error:
        raise _needs_extra(where) from error
    except PyPdfError as error:
        raise InputError(f"a broken PDF: {error}", where=where, hint="print or save it to a new PDF") from error
    if not any(page.lines for page in pages):
        raise InputError(
            "holds no text, only pictures of it", where=where, hint="run it through text recognition (OCR) first"
        )
    return Extract(pieces=lay_out(pages), **about)


def _open(data: bytes, where: str) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import PdfReadError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        # Many files are locked against changes only and open with an empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(where)
        count = len(reader.pages)
    except NotImplementedError as error:
        raise _locked(where) from error
    except PdfReadError as error:
        raise InputError(f"a broken PDF: {error}", where=where, hint="print or save it to a new PDF") from error
    if count > MOST_PAGES:
        raise InputError(f"more than {MOST_PAGES} pages", where=where, hint="split it")
    return reader


def _locked(where: str) -> InputError:
    return InputError("locked with a password", where=where, hint="open it and print it to a new PDF")


def _needs_extra(where: str) -> InputError:
    return InputError(
        "encrypted with AES, which needs an extra to read",
        where=where,
        hint='pip install "narrate-radio[crypt]" (opens it if it has no password), or print it to a new PDF',
    )


def _pages(reader: PdfReader, where: str) -> list[Page]:
    read: list[tuple[_Canvas, Page]] = []
    total = 0
    for page in reader.pages:
        canvas = _Canvas()
        lines = canvas.read(page)
        total += sum(len(line.text) for line in lines)
        if total > MAX_CHARACTERS:
            raise InputError("too long for any programme", where=where, hint="split it and narrate a part")
        read.append((canvas, _page(page, lines)))
    shown = sum(canvas.shown for canvas, _ in read)
    hidden = sum(canvas.hidden for canvas, _ in read)
    # A scan carries what was recognised as invisible text over the picture: there it is the text.
    keep_hidden = hidden > 4 * shown
    return [
        Page(
            lines=[line for line in page.lines if keep_hidden or not line.hidden],
            width=page.width,
            height=page.height,
            bottom=page.bottom,
        )
        for _, page in read
    ]


def _page(page: PageObject, lines: Sequence[Line]) -> Page:
    try:
        box = page.mediabox
        return Page(lines=lines, width=float(box.width), height=float(box.height), bottom=float(box.bottom))
    except (ValueError, TypeError, ArithmeticError):
        return Page(lines=lines, width=612.0, height=792.0)  # US letter, as viewers take it where a page says nothing


def _about(reader: PdfReader) -> dict[str, str]:
    about = reader.metadata
    title = str(about.title or "") if about is not None else ""
    author = str(about.author or "").strip() if about is not None else ""
    date = ""
    if about is not None:
        try:
            date = about.creation_date.date().isoformat() if about.creation_date else ""
        except (ValueError, TypeError, AttributeError):
            date = ""
    root: Any = reader.trailer.get("/Root")
    catalogue = root.get_object() if root is not None else None
    language = catalogue.get("/Lang", "") if isinstance(catalogue, dict) else ""
    return {
        "title": "" if _NO_TITLE.match(title.strip()) else title,
        "author": "" if author.lower() in ("anonymous", "unknown", "user") else author,
        "date": date,
        "language": language if isinstance(language, str) else "",
    }


@dataclass(slots=True)
class _Ink:
    """How text would look now."""

    mode: float = 0.0
    white: bool = False


@dataclass(slots=True)
class _Canvas:
    """One page while its operations run: what is shown, and with which ink."""

    lines: list[Line] = field(default_factory=list)
    ink: _Ink = field(default_factory=_Ink)
    stack: list[_Ink] = field(default_factory=list)
    painted: bool = False  #: something lies under the text, on which white can be read
    pending: list[bool] = field(default_factory=list)
    ended: bool = True  #: the next run begins a line
    shown: int = 0
    hidden: int = 0

    def read(self, page: PageObject) -> list[Line]:
        page.extract_text(visitor_operand_before=self._operation, visitor_text=self._text)
        return [line for line in self.lines if line.text.strip()]

    def _operation(self, operator: bytes, operands: Any, *_: Any) -> None:
        if operator in _SHOWS:
            unseen = self.ink.mode in _INVISIBLE_MODES or (self.ink.white and not self.painted)
            self.pending.append(unseen)
        elif operator == b"Tr":
            self.ink.mode = next(iter(_numbers(operands)), 0.0)
        elif operator in _WHITE:
            self.ink.white = _numbers(operands) == _WHITE[operator]
        elif operator in (b"sc", b"scn"):
            # Three numbers or one are red, green and blue or grey; four are inks, where nothing is white.
            numbers = _numbers(operands)
            self.ink.white = bool(numbers) and set(numbers) == ({0.0} if len(numbers) == 4 else {1.0})
        elif operator == b"q":
            self.stack.append(_Ink(self.ink.mode, self.ink.white))
        elif operator == b"Q" and self.stack:
            self.ink = self.stack.pop()
        elif operator in _PAINTS:
            self.painted = self.painted or not self.ink.white
        elif operator == b"Do":
            self.painted = True

    def _text(self, text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if not text.strip():
            self.ended = self.ended or "\n" in text
            return
        hidden = bool(self.pending) and all(self.pending)
        self.pending.clear()
        x, y = _place(cm, tm)
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        points = abs(size) * scale
        upright = abs(tm[1] * cm[0] + tm[3] * cm[1] if cm[1] else tm[1] * cm[3]) < 1e-3
        hidden = hidden or points < _SMALLEST_POINTS
        if hidden:
            self.hidden += len(text)
        else:
            self.shown += len(text)
        if text[:1] == "\n":
            self.ended = True
        parts = text.translate(_LIGATURES).split("\n")
        for number, part in enumerate(parts):
            if not part.strip():
                self.ended = self.ended or number < len(parts) - 1
                continue
            self._take(
                Line(
                    x=x,
                    y=y,
                    size=points,
                    text=part,
                    hidden=hidden,
                    bold=_is_bold(font),
                    upright=upright,
                    width=_width(font),
                )
            )
            self.ended = number < len(parts) - 1

    def _take(self, run: Line) -> None:
        before = self.lines[-1] if self.lines else None
        if before is not None and before.hidden == run.hidden and before.takes(run, ended=self.ended):
            before.add(run)
        else:
            self.lines.append(run)


def _place(cm: Sequence[float], tm: Sequence[float]) -> tuple[float, float]:
    """Return where a run begins on the page: its place in text space, brought to page space (PDF 2.0, 8.3.4)."""
    return tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]


def _numbers(operands: Iterable[Any]) -> tuple[float, ...]:
    try:
        return tuple(float(operand) for operand in operands)
    except (TypeError, ValueError):
        return ()


def _is_bold(font: Any) -> bool:
    try:
        return "bold" in str(font.get("/BaseFont", "")).lower()
    except AttributeError:
        return False


def _width(font: Any) -> float:
    """Return the average width of a font's small letters, or of all its characters, as a share of the size."""
    usual = 0.46
    try:
        usual = 0.6 if "courier" in str(font.get("/BaseFont", "")).lower() else usual
        widths = [float(width) for width in font.get("/Widths").get_object()]
        first = int(font.get("/FirstChar", 0))
    except (AttributeError, TypeError, ValueError):
        return usual
    letters = [width for width in widths[max(97 - first, 0) : max(123 - first, 0)] if width > 0]
    letters = letters if len(letters) > 10 else [width for width in widths if width > 0]
    return min(max(sum(letters) / len(letters) / 1000, 0.2), 1.0) if letters else usual
