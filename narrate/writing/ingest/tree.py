"""Bytes -> trees of elements, by parsers that fetch nothing, expand nothing and remember no comments."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from narrate.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(\[)?", re.IGNORECASE)
_ENTITY = re.compile("&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


def local_name(element: _Element) -> str:
    """Return the name of an element without its namespace, in lower case; the parsers leave no comments in a tree."""
    return str(element.tag).rpartition("}")[2].lower()


def attributes_of(element: _Element) -> dict[str, str]:
    """Return the attributes of an element, names in lower case and without namespace."""
    return {str(key).rpartition("}")[2].lower(): str(value) for key, value in element.attrib.items()}


def text_of(element: _Element) -> str:
    """Return all text in an element, on one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def parse_html(text: str, *, where: str) -> _Element:
    """Return the tree of an HTML page, mended as browsers do; raise InputError where there is none."""
    from lxml import etree
    from lxml.html import HTMLParser

    # As bytes in a known character set: lxml refuses text that declares one of its own.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    data = _without_declaration(text).replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise InputError("nothing to read in it", where=where, hint="give a page with text") from error
    if root is None:
        raise InputError("nothing to read in it", where=where, hint="give a page with text")
    return root


def parse_xml(data: bytes, *, where: str) -> _Element:
    """Return the tree of an XML part; raise InputError for a broken one and for one that declares entities."""
    from lxml import etree

    refuse_entities(data, where=where)
    try:
        return etree.fromstring(data, _strict_parser())
    except etree.LxmlError as error:
        raise InputError(f"broken XML: {error}", where=where, hint="save the document anew") from error


def parse_xhtml(data: bytes, text: str, *, where: str) -> _Element:
    """Return the tree of a chapter: as XML where it is that, else as the HTML that many books have in its place."""
    from lxml import etree

    refuse_entities(data, where=where)
    named = _ENTITY.sub(_character, _without_declaration(text))
    try:
        return etree.fromstring(named.encode("utf-8", "replace"), _strict_parser())
    except etree.LxmlError:
        return parse_html(text, where=where)


def refuse_entities(data: bytes, *, where: str) -> None:
    """Raise InputError for a document type with declarations of its own: the way to bombs and to files of others."""
    # UTF-16 hides the words from a search; the zero bytes between its letters do not matter to this one.
    for view in (data, data.replace(b"\0", b"")) if b"\0" in data[:4096] else (data,):
        found = _DOCTYPE.search(view)
        if (found and found[1]) or b"<!ENTITY" in view:
            raise InputError("declares XML entities, which are not read", where=where, hint="save the document anew")


def _strict_parser() -> XMLParser:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )


def _without_declaration(text: str) -> str:
    match = _DECLARATION.match(text)
    return text[match.end() :] if match else text


def _character(match: re.Match[str]) -> str:
    if match[1] in _XML_ENTITIES:
        return match[0]
    return html.unescape(match[0])
