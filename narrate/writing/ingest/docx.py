"""A Word document -> Document: headings, quotations and lists by their styles, deleted and hidden text left out.

Own reader of the parts that matter (ECMA-376, part 1, chapter 17). Headers, footers, comments and tables of contents
belong to the page and not to the text; footnotes come last, apart.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import InputError
from narrate.model import BlockKind, Document
from narrate.writing.ingest.files import digest, read_bytes
from narrate.writing.ingest.flow import local_name, text_of
from narrate.writing.ingest.hidden import names
from narrate.writing.ingest.package import Package
from narrate.writing.ingest.pieces import Extract, Piece, assemble
from narrate.writing.ingest.tree import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

# Text that was deleted or moved away, code of fields, and the second telling of what older programs cannot show.
_LEFT_OUT = names("del moveFrom delText instrText delInstrText Fallback rPr pPr commentReference rt sdtPr drawing pict")
_HEADING = re.compile(r"heading\s*([1-9])$")
_ON = (None, "1", "true", "on")
_SMALLEST_HALF_POINTS = 2
_LONGEST_DATA_CELL = 120


class DocxImporter:
    """Reads Word documents."""

    suffixes: Sequence[str] = (".docx", ".docm", ".dotx")

    def read(self, path: Path) -> Document:
        """Return the text of a Word document; raise InputError for a broken or hostile one."""
        data = read_bytes(path)
        package = Package(data, where=str(path))
        return assemble(_Reader(package).extract(), path=str(path), sha256=digest(data))


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph or character style says: its own word and what it inherits."""

    name: str = ""
    based_on: str = ""
    outline: int = 0  #: 1 for the highest level of headings; 0: no heading
    numbered: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Styles:
    known: dict[str, _Style] = field(default_factory=dict)
    language: str = ""

    def chain(self, identifier: str) -> Iterator[_Style]:
        """Yield a style and those that it is based on; a circle ends."""
        seen: set[str] = set()
        while identifier and identifier not in seen:
            seen.add(identifier)
            style = self.known.get(identifier)
            if style is None:
                return
            yield style
            identifier = style.based_on


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.where = package.where
        self.main = self._main_part()
        self.styles = self._read_styles()

    def extract(self) -> Extract:
        body = _child(self._parse(self.main), "body")
        if body is None:
            raise InputError("not a Word document", where=self.where, hint="save it as .docx in a word processor")
        pieces = list(self._blocks(body))
        for part in ("footnotes", "endnotes"):
            pieces += self._notes(part)
        about = self._properties()
        title = next((piece.text for piece in pieces if piece.kind == "title"), about.get("title", ""))
        return Extract(
            pieces=pieces,
            title=title,
            author=about.get("creator", ""),
            date=about.get("created", ""),
            language=about.get("language", "") or self.styles.language,
        )

    # --- parts -----------------------------------------------------------------------------------------------------

    def _parse(self, name: str) -> _Element:
        return parse_xml(self.package.read(name), where=self.where)

    def _main_part(self) -> str:
        """Return the name of the part with the text, by the relations of the package."""
        if "_rels/.rels" in self.package:
            for relation in self._parse("_rels/.rels"):
                if str(relation.get("Type", "")).endswith("/officeDocument"):
                    target = posixpath.normpath(str(relation.get("Target", "")).lstrip("/"))
                    if target in self.package:
                        return target
        return "word/document.xml"

    def _beside(self, name: str) -> str:
        return posixpath.join(posixpath.dirname(self.main), f"{name}.xml")

    def _properties(self) -> dict[str, str]:
        if "docProps/core.xml" not in self.package:
            return {}
        return {local_name(part): text_of(part) for part in self._parse("docProps/core.xml")}

    def _read_styles(self) -> _Styles:
        styles = _Styles()
        if self._beside("styles") not in self.package:
            return styles
        root = self._parse(self._beside("styles"))
        for element in root.iterfind("{*}style"):
            inside = _child(element, "pPr")
            outline = _value(inside, "outlineLvl")
            styles.known[_attribute(element, "styleId")] = _Style(
                name=_value(element, "name").lower(),
                based_on=_value(element, "basedOn"),
                outline=int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0,
                numbered=inside is not None and _child(inside, "numPr") is not None,
                hidden=_is_hidden(_child(element, "rPr")),
            )
        language = root.find("{*}docDefaults/{*}rPrDefault/{*}rPr/{*}lang")
        styles.language = _attribute(language, "val") if language is not None else ""
        return styles

    def _notes(self, part: str) -> Iterator[Piece]:
        if self._beside(part) not in self.package:
            return
        for note in self._parse(self._beside(part)):
            if _attribute(note, "type") in ("", "normal"):
                words = " ".join(text for paragraph in note.iterfind(".//{*}p") if (text := self._text(paragraph)))
                if words:
                    yield Piece(kind="footnote", text=words, why="footnote")

    # --- blocks ----------------------------------------------------------------------------------------------------

    def _blocks(self, parent: _Element) -> Iterator[Piece]:
        for element in parent:
            name = local_name(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "sdt":
                gallery = element.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
                if gallery is None or _attribute(gallery, "val") != "Table of Contents":
                    content = _child(element, "sdtcontent")
                    yield from self._blocks(content) if content is not None else ()
            elif name in ("ins", "moveto", "customxml", "smarttag", "alternatecontent", "choice"):
                yield from self._blocks(element)

    def _table(self, table: _Element) -> Iterator[Piece]:
        rows = [list(row.iterfind("{*}tc")) for row in table.iterfind("{*}tr")]
        cells = [cell for row in rows for cell in row]
        data = len(rows) > 1 and max(map(len, rows)) > 1
        data = data and table.find(".//{*}tc//{*}tbl") is None
        data = data and max(len(text_of(cell)) for cell in cells) <= _LONGEST_DATA_CELL
        for cell in cells:
            for piece in self._blocks(cell):
                yield Piece(kind="table", text=piece.text, why="table") if data else piece

    def _paragraph(self, paragraph: _Element) -> Iterator[Piece]:
        properties = _child(paragraph, "ppr")
        kind, level, why = self._kind(properties)
        if kind == "furniture":
            return
        for text in self._text(paragraph, lines=True).split("\n\n"):
            if words := " ".join(text.split()):
                yield Piece(kind=kind, text=words, level=level, why=why)
        # A text box stands in the run that it is anchored to.
        for box in paragraph.iterfind(".//{*}txbxContent"):
            around = {
                local_name(above) for above in takewhile(lambda above: above is not paragraph, box.iterancestors())
            }
            if around.isdisjoint(("fallback", "txbxcontent")):
                yield from self._blocks(box)

    def _kind(self, properties: _Element | None) -> tuple[BlockKind, int, str]:
        chain = list(self.styles.chain(_value(properties, "pStyle")))
        outline = _value(properties, "outlineLvl")
        called = [style.name or "" for style in chain] or [_value(properties, "pStyle").lower()]
        for style_name in called:
            if match := _HEADING.match(style_name):
                return "heading", min(int(match[1]), 6), ""
            if style_name == "title":
                return "title", 0, ""
            if style_name in ("quote", "intense quote", "block text", "quotations"):
                return "quote", 1, ""
            if style_name == "caption":
                return "caption", 0, "caption"
            if style_name in ("footnote text", "endnote text"):
                return "footnote", 0, "footnote"
            if style_name in ("html preformatted", "code", "source code", "plain text code"):
                return "code", 0, "code"
            if style_name.startswith("toc ") or style_name in ("header", "footer", "table of figures"):
                return "furniture", 0, "navigation"
        level = next((style.outline for style in chain if style.outline), 0)
        if outline.isdecimal() and int(outline) < 9:
            level = int(outline) + 1
        if level:
            return "heading", min(level, 6), ""
        numbering = _child(properties, "numpr") if properties is not None else None
        if numbering is not None and _value(numbering, "numId") != "0":
            depth = _value(numbering, "ilvl")
            return "list-item", (int(depth) if depth.isdecimal() else 0) + 1, ""
        if any(style.numbered or style.name.startswith("list bullet") for style in chain):
            return "list-item", 1, ""
        return "paragraph", 0, ""

    # --- text ------------------------------------------------------------------------------------------------------

    def _text(self, element: _Element, *, lines: bool = False) -> str:
        parts: list[str] = []
        self._gather(element, parts)
        text = "".join(parts)
        return text if lines else " ".join(text.split())

    def _gather(self, element: _Element, parts: list[str]) -> None:
        for child in element:
            name = str(child.tag).rpartition("}")[2]
            if name == "t":
                parts.append(child.text or "")
            elif name in ("tab", "ptab"):
                parts.append(" ")
            elif name in ("br", "cr"):
                parts.append("\n")
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name == "r":
                if not self._hides(_child(child, "rpr")):
                    self._gather(child, parts)
            elif name not in _LEFT_OUT and name != "txbxContent":
                self._gather(child, parts)

    def _hides(self, properties: _Element | None) -> bool:
        if properties is None:
            return False
        if _is_hidden(properties):
            return True
        return any(style.hidden for style in self.styles.chain(_value(properties, "rStyle")))


def _child(element: _Element, name: str) -> _Element | None:
    return next((child for child in element if local_name(child) == name.lower()), None)


def _attribute(element: _Element, name: str) -> str:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _value(element: _Element | None, name: str) -> str:
    """Return the ``w:val`` of a child, empty where there is none."""
    found = _child(element, name) if element is not None else None
    return _attribute(found, "val") if found is not None else ""


def _is_hidden(properties: _Element | None) -> bool:
    """Tell whether run properties take text from view: hidden, or of one point."""
    if properties is None:
        return False
    for child in properties:
        name = local_name(child)
        if name in ("vanish", "specvanish", "webhidden") and (_attribute(child, "val") or None) in _ON:
            return True
        size = _attribute(child, "val")[:6] if name == "sz" else ""
        if size.isdecimal() and int(size) <= _SMALLEST_HALF_POINTS:
            return True
    return False
