"""A PDF -> Document: what is printed, in reading order, without what repeats on every page.

In: pages that say where each run of characters stands. Here they become lines; `layout` makes paragraphs of them.
Text that the page does not show (drawn invisible, white on nothing, off the page) is left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.errors import InputError
from narrate.model import Document
from narrate.writing.ingest.files import digest, read_bytes
from narrate.writing.ingest.pdf.ink import Ink, layers_off
from narrate.writing.ingest.pdf.layout import lay_out
from narrate.writing.ingest.pdf.lines import Line, Page
from narrate.writing.ingest.pieces import MAX_CHARACTERS, Extract, assemble

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 5_000
_SMALLEST_POINTS = 1.5
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
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
    off = layers_off(reader)
    for page in reader.pages:
        resources = page.get("/Resources")
        canvas = _Canvas(ink=Ink(off, [resources.get_object() if resources is not None else None]), box=_box(page))
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


Box = tuple[float, float, float, float]


def _box(page: PageObject) -> Box | None:
    """Return left, bottom, right and top of what is shown of a page; None where it says nothing usable."""
    try:
        box = page.cropbox
        left, bottom, right, top = float(box.left), float(box.bottom), float(box.right), float(box.top)
    except (ValueError, TypeError, ArithmeticError, AttributeError, IndexError):
        return None
    return (left, bottom, right, top) if right - left > 1 and top - bottom > 1 else None


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
class _Canvas:
    """One page while its operations run: what is shown, and with which ink."""

    lines: list[Line] = field(default_factory=list)
    ink: Ink = field(default_factory=Ink)
    box: Box | None = None  #: what is shown of the page
    pending: list[bool] = field(default_factory=list)
    ended: bool = True  #: the next run begins a line
    shown: int = 0
    hidden: int = 0

    def read(self, page: PageObject) -> list[Line]:
        page.extract_text(
            visitor_operand_before=self._before, visitor_operand_after=self._after, visitor_text=self._text
        )
        return [line for line in self.lines if line.text.strip()]

    def _before(self, operator: bytes, operands: Any, *_: Any) -> None:
        if operator in _SHOWS:
            self.pending.append(self.ink.unseen)
        else:
            self.ink.before(operator, operands)

    def _after(self, operator: bytes, *_: Any) -> None:
        self.ink.after(operator)

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
        reach = points * len(text)  # as far as the run can go
        hidden = hidden or points < _SMALLEST_POINTS or (not self.ink.in_form and self._is_off_the_page(x, y, reach))
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

    def _is_off_the_page(self, x: float, y: float, reach: float) -> bool:
        if self.box is None:
            return False
        left, bottom, right, top = self.box
        return x > right or x + reach < left or y > top + reach or y + reach < bottom

    def _take(self, run: Line) -> None:
        before = self.lines[-1] if self.lines else None
        if before is not None and before.hidden == run.hidden and before.takes(run, ended=self.ended):
            before.add(run)
        else:
            self.lines.append(run)


def _place(cm: Sequence[float], tm: Sequence[float]) -> tuple[float, float]:
    """Return where a run begins on the page: its place in text space, brought to page space (PDF 2.0, 8.3.4)."""
    return tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]


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
