"""A Word document -> Document: headings, quotations and lists by their styles, deleted and hidden text left out.

Own reader of the parts that matter (ECMA-376, part 1, chapter 17). Headers, footers and tables of contents belong to
the page and not to the text: they are kept with that reason; footnotes come last, apart. Comments are no part of it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import InputError
from narrate.model import BlockKind, Document
from narrate.writing.ingest.docx.styles import Letters, Styles, attribute, child_of, has_ground, said_of, value
from narrate.writing.ingest.files import digest, read_bytes
from narrate.writing.ingest.hidden import names
from narrate.writing.ingest.package import Package
from narrate.writing.ingest.pieces import Extract, Piece, assemble
from narrate.writing.ingest.tree import local_name, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# Text that was deleted or moved away, code of fields, and the second telling of what older programs cannot show.
_LEFT_OUT = names("del moveFrom delText instrText delInstrText Fallback rPr pPr commentReference rt sdtPr drawing pict")
_HEADING = re.compile(r"heading\s*([1-9])$")
_LONGEST_DATA_CELL = 120
_MARGIN = re.compile(r"(?:header|footer)\d*\.xml$")


class DocxImporter:
    """Reads Word documents."""

    suffixes: Sequence[str] = (".docx", ".docm", ".dotx")

    def read(self, path: Path) -> Document:
        """Return the text of a Word document; raise InputError for a broken or hostile one."""
        data = read_bytes(path)
        package = Package(data, where=str(path))
        return assemble(_Reader(package).extract(), path=str(path), sha256=digest(data))


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.where = package.where
        self.main = self._main_part()
        self.styles = self._read_styles()
        self.ground = False  #: the page has a colour of its own

    def extract(self) -> Extract:
        document = self._parse(self.main)
        self.ground = child_of(document, "background") is not None
        body = child_of(document, "body")
        if body is None:
            raise InputError("not a Word document", where=self.where, hint="save it as .docx in a word processor")
        pieces = list(self._blocks(body))
        for part in ("footnotes", "endnotes"):
            pieces += self._notes(part)
        pieces += self._margins()
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

    def _read_styles(self) -> Styles:
        styles = Styles()
        if self._beside("styles") not in self.package:
            return styles
        root = self._parse(self._beside("styles"))
        for element in root.iterfind("{*}style"):
            inside = child_of(element, "pPr")
            outline = value(inside, "outlineLvl")
            looks = said_of(child_of(element, "rPr"))
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                styles.default = attribute(element, "styleId")
            styles.known[attribute(element, "styleId")] = replace(
                looks,
                name=value(element, "name").lower(),
                based_on=value(element, "basedOn"),
                outline=int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0,
                numbered=inside is not None and child_of(inside, "numPr") is not None,
                ground=looks.ground or has_ground(inside),
            )
        language = root.find("{*}docDefaults/{*}rPrDefault/{*}rPr/{*}lang")
        styles.language = attribute(language, "val") if language is not None else ""
        return styles

    def _notes(self, part: str) -> Iterator[Piece]:
        if self._beside(part) not in self.package:
            return
        for note in self._parse(self._beside(part)):
            if attribute(note, "type") in ("", "normal"):
                words = " ".join(text for paragraph in note.iterfind(".//{*}p") if (text := self._text(paragraph)))
                if words:
                    yield Piece(kind="footnote", text=words, why="footnote")

    def _margins(self) -> Iterator[Piece]:
        """Yield what stands above and below the text of every page, each wording once."""
        said: set[str] = set()
        folder = posixpath.dirname(self.main)
        for name in self.package.names():
            if posixpath.dirname(name) == folder and _MARGIN.match(posixpath.basename(name)):
                for paragraph in self._parse(name).iterfind(".//{*}p"):
                    text = self._text(paragraph)
                    if text and text not in said:
                        said.add(text)
                        yield Piece(kind="furniture", text=text, why="page header or footer")

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
                contents = gallery is not None and attribute(gallery, "val") == "Table of Contents"
                content = child_of(element, "sdtcontent")
                for piece in self._blocks(content) if content is not None else ():
                    yield Piece(kind="furniture", text=piece.text, why="navigation") if contents else piece
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
        properties = child_of(paragraph, "ppr")
        kind, level, why = self._kind(properties)
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
        chain = list(self.styles.chain(value(properties, "pStyle")))
        outline = value(properties, "outlineLvl")
        called = [style.name or "" for style in chain] or [value(properties, "pStyle").lower()]
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
        numbering = child_of(properties, "numpr") if properties is not None else None
        if numbering is not None and value(numbering, "numId") != "0":
            depth = value(numbering, "ilvl")
            return "list-item", (int(depth) if depth.isdecimal() else 0) + 1, ""
        if any(style.numbered or style.name.startswith("list bullet") for style in chain):
            return "list-item", 1, ""
        return "paragraph", 0, ""

    # --- text ------------------------------------------------------------------------------------------------------

    def _text(self, element: _Element, *, lines: bool = False) -> str:
        parts: list[str] = []
        self._gather(element, parts, self._letters(element))
        text = "".join(parts)
        return text if lines else " ".join(text.split())

    def _letters(self, paragraph: _Element) -> Letters:
        """Return how the letters of a paragraph look before its runs say anything."""
        properties = child_of(paragraph, "ppr")
        chain = list(self.styles.chain(value(properties, "pStyle") or self.styles.default))
        letters = Letters(ground=self.ground or has_ground(properties) or any(style.ground for style in chain))
        for style in reversed(chain):
            letters = letters.with_style(style)
        for above in paragraph.iterancestors():
            name = local_name(above)
            # What lies under a text box or a styled table is not told here.
            if name in ("txbxcontent", "txbx", "textbox") or has_ground(child_of(above, f"{name}pr")):
                return replace(letters, ground=True)
        return letters

    def _gather(self, element: _Element, parts: list[str], letters: Letters) -> None:
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
                own = self._run_letters(child_of(child, "rpr"), letters)
                if not own.unseen:
                    self._gather(child, parts, own)
            elif name not in _LEFT_OUT and name != "txbxContent":
                self._gather(child, parts, letters)

    def _run_letters(self, properties: _Element | None, letters: Letters) -> Letters:
        if properties is None:
            return letters
        for style in reversed(list(self.styles.chain(value(properties, "rStyle")))):
            letters = letters.with_style(style)
        return letters.with_style(said_of(properties))
