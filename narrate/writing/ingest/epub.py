"""An e-book -> Document: its chapters in reading order, footnotes apart.

Own reader of the container (EPUB 3.3): the package file names the parts, its spine their order; each part is a page
and read like one. Covers, tables of contents and copyright pages are told by what the book says they are.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from narrate.errors import InputError
from narrate.model import Document
from narrate.writing.ingest.colours import blank_camouflaged
from narrate.writing.ingest.css import hidden_by_styles
from narrate.writing.ingest.decode import decode
from narrate.writing.ingest.files import digest, read_bytes
from narrate.writing.ingest.flow import body_of, empty, find_pieces, remove_hidden
from narrate.writing.ingest.hidden import names
from narrate.writing.ingest.package import Package
from narrate.writing.ingest.pieces import MAX_CHARACTERS, Extract, Piece, assemble
from narrate.writing.ingest.tree import local_name, parse_xhtml, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_PAGES = names("application/xhtml+xml text/html application/x-dtbook+xml")
_NOT_TEXT = names("cover toc landmarks page-list loi lot index copyright-page colophon imprint titlepage halftitlepage")
_ASIDE = "outside the reading order"
_NOTES = names("footnotes endnotes rearnotes")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
# Fonts may be scrambled in a book that is free to read; a chapter that is encrypted is not.
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


class EpubImporter:
    """Reads e-books without copy protection."""

    suffixes: Sequence[str] = (".epub",)

    def read(self, path: Path) -> Document:
        """Return the text of a book; raise InputError for a broken, protected or hostile one."""
        data = read_bytes(path)
        book = _Book(Package(data, where=str(path)))
        return assemble(book.extract(), path=str(path), sha256=digest(data))


class _Book:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.where = package.where
        self._refuse_protection()
        self.opf = self._find_opf()
        root = parse_xml(package.read(self.opf), where=self.where)
        self.metadata = self._metadata(root)
        self.manifest = {
            str(item.get("id")): item for item in root.iterfind("{*}manifest/{*}item") if item.get("id") is not None
        }
        self.spine: dict[_Element, str] = {}  #: each part once, and why it is not spoken
        for reference in root.iterfind("{*}spine/{*}itemref"):
            item = self.manifest.get(str(reference.get("idref")))
            if item is not None and item.get("media-type") in _PAGES:
                is_nav = "nav" in (item.get("properties") or "").split()
                why = "navigation" if is_nav else _ASIDE if reference.get("linear") == "no" else ""
                self.spine.setdefault(item, why)

    def extract(self) -> Extract:
        labels = self._labels()
        pieces: list[Piece] = []
        for item, why in self.spine.items():
            name = self._resolve(self.opf, str(item.get("href", "")))
            pieces += self._chapter(name, labels.get(name, ""), why)
            if sum(len(piece.text) for piece in pieces) > MAX_CHARACTERS:
                break  # `assemble` says so
        title = self.metadata.get("title", "")
        return Extract(
            pieces=pieces,
            title=title,
            author=self.metadata.get("creator", ""),
            date=self.metadata.get("date", ""),
            language=self.metadata.get("language", ""),
        )

    # --- the package -----------------------------------------------------------------------------------------------

    def _refuse_protection(self) -> None:
        if "META-INF/encryption.xml" not in self.package:
            return
        root = parse_xml(self.package.read("META-INF/encryption.xml"), where=self.where)
        for method in root.iterfind(".//{*}EncryptedData/{*}EncryptionMethod"):
            if method.get("Algorithm") not in _FONT_SCRAMBLING:
                raise InputError("is copy-protected", where=self.where, hint="use a copy without protection")

    def _find_opf(self) -> str:
        root = parse_xml(self.package.read(_CONTAINER), where=self.where)
        rootfile = root.find("{*}rootfiles/{*}rootfile")
        if rootfile is None or not rootfile.get("full-path"):
            raise InputError("not an e-book: names no package file", where=self.where, hint="convert it anew")
        return self._resolve("", str(rootfile.get("full-path")))

    def _resolve(self, base: str, href: str) -> str:
        """Return the member that an address inside the book means; it cannot leave the book."""
        path = unquote(urlsplit(href).path)
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)).lstrip("/")

    def _metadata(self, root: _Element) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in root.iterfind("{*}metadata/*"):
            found.setdefault(local_name(part), text_of(part))
        return found

    def _labels(self) -> dict[str, str]:
        """Return what the table of contents calls the beginning of each part: a heading may be a picture there."""
        labels: dict[str, str] = {}
        for item in self.manifest.values():
            name = self._resolve(self.opf, str(item.get("href", "")))
            kind = item.get("media-type")
            is_nav = "nav" in (item.get("properties") or "").split()
            if name not in self.package or not (is_nav or kind == "application/x-dtbncx+xml"):
                continue
            root = self._tree(name)
            pairs = (
                ((link.get("href"), text_of(link)) for link in root.iter("a", "{*}a")) if is_nav else _ncx_labels(root)
            )
            for address, label in pairs:
                if address and label:
                    labels.setdefault(self._resolve(name, str(address)), label)
        return labels

    # --- chapters --------------------------------------------------------------------------------------------------

    def _tree(self, name: str) -> _Element:
        data = self.package.read(name)
        declared = _DECLARED.search(data, 0, 400)
        text = decode(data, declared=declared[1].decode("ascii") if declared else "", where=self.where)
        return parse_xhtml(data, text, where=self.where)

    def _chapter(self, name: str, label: str, why: str) -> Iterator[Piece]:
        if not self.package.read(name).strip():
            return
        root = self._tree(name)
        for element in root.iter():
            element.tag = local_name(element)
        sheets = self._sheets(root, name)
        for element in hidden_by_styles(root, sheets):
            empty(element)
        blank_camouflaged(root, sheets, complete=True)
        remove_hidden(root)
        body = body_of(root)
        pieces = [
            replace(one.piece, kind="furniture", level=0, why=one.outside) if one.furniture else one.piece
            for one in find_pieces(root)
        ]
        says = _says(body)
        if why or not says.isdisjoint(_NOT_TEXT):
            pieces = [replace(piece, kind="furniture", level=0, why=why or "front matter") for piece in pieces]
        elif not says.isdisjoint(_NOTES):
            pieces = [replace(piece, kind="footnote", level=0, why="footnote") for piece in pieces]
        elif label and any(not piece.why for piece in pieces) and not _has_heading(pieces):
            yield Piece(kind="heading", level=1, text=label)
        yield from pieces

    def _sheets(self, root: _Element, name: str) -> list[str]:
        found: list[str] = []
        for link in root.iter("link"):
            sheet = self._resolve(name, str(link.get("href") or ""))
            if "stylesheet" in (link.get("rel") or "") and sheet in self.package:
                found.append(self.package.read(sheet).decode("utf-8", "replace"))
        return found


def _has_heading(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind in ("heading", "title") for piece in pieces)


def _says(body: _Element) -> frozenset[str]:
    """Return what the body of a part, or the only section in it, says that it is."""
    parts = [body]
    while len(parts[-1]) == 1 and local_name(parts[-1][0]) in ("section", "div", "article") and len(parts) < 4:
        parts.append(parts[-1][0])
    said = " ".join(
        str(value)
        for part in parts
        for key, value in part.attrib.items()
        if str(key).rpartition("}")[2] in ("type", "role")
    )
    return frozenset(word.removeprefix("doc-") for word in said.lower().split())


def _ncx_labels(root: _Element) -> Iterator[tuple[str, str]]:
    for point in root.iter("navPoint", "{*}navPoint"):
        content, label = point.find("{*}content"), point.find("{*}navLabel")
        if content is not None and label is not None:
            yield str(content.get("src") or ""), text_of(label)
