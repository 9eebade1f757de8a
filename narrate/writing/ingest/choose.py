"""Which importer reads a file: its first bytes decide, then its suffix; a plugin reads what nobody here does."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

from narrate.errors import InputError, SetupError
from narrate.plugins import BUILT_IN, entry_points, find

#: What runs in this process: plain text needs no library and no time to speak of.
TRUSTED = frozenset({"text"})

_PACKED = {".docx": "docx", ".epub": "epub", ".docm": "docx", ".dotx": "docx"}
_BY_SUFFIX = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".txt", ".text", ""), "text"),
}
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.I)
_MARKUP = re.compile(rb"\s*<(?:\?xml|!doctype|svg|rss|feed)[\s>]", re.I)
_OFFICE = frozenset({".pptx", ".xlsx", ".xls", ".msg", ".csv"})
_CONVERTIBLE = frozenset({".odt", ".rtf", ".doc", ".dot", ".pages", ".wps", ".wpd", ".fodt", ".sxw"})


def choose(path: Path, data: bytes, *, where: str) -> str:
    """Return the name of the importer for a file of these bytes; raise InputError where there is none."""
    suffix = path.suffix.lower()
    name = _by_content(suffix, data, where)
    if name:
        return name
    if suffix not in _BY_SUFFIX and (plugin := _plugin(suffix)) is not None:
        return plugin
    if suffix in (".pdf", *_PACKED):
        raise InputError(
            f"not a {suffix[1:].upper()} file, whatever its name says",
            where=where,
            hint="give it the suffix of what it is, or save the document anew",
        )
    if suffix in _OFFICE and find_spec("markitdown") is not None:
        return "office"
    if (
        data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", rb"{\rtf"))
        or suffix in _OFFICE | _CONVERTIBLE
    ):
        raise _unknown(suffix, where)
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if _MARKUP.match(data[:1000].removeprefix(b"\xef\xbb\xbf")):
        raise _unknown(suffix, where)
    # Text goes by many suffixes; bytes that are no text are refused while decoding.
    return "text"


def _by_content(suffix: str, data: bytes, where: str) -> str:
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK"):
        if suffix in _PACKED:
            return _PACKED[suffix]
        # The names of the members stand in the file as they are; nothing needs to be unpacked to see them.
        if b"mimetypeapplication/epub+zip" in head or b"META-INF/container.xml" in data:
            return "epub"
        if b"word/document.xml" in data:
            return "docx"
        return ""
    if head.startswith(b"\xd0\xcf\x11\xe0") and suffix in (".docx", ".doc", ".dot"):
        raise InputError(
            "an old Word file, or one with a password",
            where=where,
            hint="open it in a word processor and save it as .docx without a password",
        )
    if suffix in (".txt", ".text", "", ".md", ".html", ".htm", ".xhtml", ".xml") and _PAGE.match(
        head.removeprefix(b"\xef\xbb\xbf")
    ):
        return "html"
    return ""


def _unknown(suffix: str, where: str) -> InputError:
    if suffix in _CONVERTIBLE:
        return InputError(
            f"{suffix} files are not read", where=where, hint="open it in a word processor and save it as .docx"
        )
    if suffix in _OFFICE:
        return InputError(
            f"{suffix} files need an extra",
            where=where,
            hint='pip install "narrate-radio[office]", or save it as .docx',
        )
    return InputError(
        f"unknown format {suffix}" if suffix else "unknown format",
        where=where,
        hint="give a document: .txt, .md, .html, .pdf, .docx or .epub",
    )


def _plugin(suffix: str) -> str | None:
    """Return the importer from elsewhere that claims a suffix; a broken one claims nothing."""
    if not suffix:
        return None
    for point in sorted(entry_points("importer"), key=lambda point: point.name):
        if point.name in BUILT_IN["importer"]:
            continue
        try:
            suffixes = getattr(find("importer", point.name), "suffixes", ())
        except SetupError:
            continue
        if suffix in suffixes:
            return point.name
    return None
