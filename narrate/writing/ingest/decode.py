"""Bytes -> text: by byte-order mark, as strict UTF-8, as declared, and only then by guess.

Nothing is repaired here: text that was damaged before it was saved is the business of `clean`.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from narrate.errors import InputError

# UTF-32 before UTF-16: the little-endian mark of the one begins with the mark of the other.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# As browsers do (WHATWG Encoding Standard, 4.2): whoever says Latin-1 or ASCII means windows-1252.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# Codecs of Python that are no character sets: hostile as a declared charset, useless as any.
_NO_CHARSET = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_SAMPLE_BYTES = 256 * 1024

# What a language of Western Europe has in windows-1252, and nothing that is a letter elsewhere: Polish in windows-1250
# shows ³ and ¹ within words, Turkish ð and þ. Statistics alone give French to the Baltic and one dash to Chinese.
_ASCII = re.compile("[\x00-\x7f]+")
_NOT_WESTERN = re.compile(
    "[^\x00-\x7f\xa0ÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜŒàáâäåæçèéêëìíîïñòóôöøùúûüÿœß‘’‚“”„–—…«»‹›•€£§©®™°·¡¿´½¼¾×†‡%ªº]"
    "|(?<=[A-Za-z])[¿¡£§°«„‚]"
)
# Without this list the guess falls on character sets that nobody wrote in, as cp1125 for cp866.
_CANDIDATES = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "cp866", "mac_roman"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
)


def charset_named(name: str) -> str:
    """Return Python's name of a character set, or an empty text where it knows none of that name."""
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return ""
    # `_is_text_encoding` tells gzip and rot13 from character sets; the standard library has no public word for it.
    if found.name in _NO_CHARSET or not getattr(found, "_is_text_encoding", True):
        return ""
    return _MEANT.get(found.name, found.name)


def charset_in_name(path: Path) -> str:
    """Return the character set that a file name declares, as in ``story.cp1251.txt``; empty where it does not."""
    suffixes = path.suffixes
    return charset_named(suffixes[-2][1:]) if len(suffixes) > 1 else ""


def decode(data: bytes, *, declared: str = "", where: str) -> str:
    """Return the text in the bytes; raise InputError for what is no text or in no character set known here."""
    for mark, charset in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], charset)
            if text is not None:
                return text
            break
    if wide := _wide(data):
        return wide
    if _is_binary(data):
        raise InputError("not a text", where=where, hint="give a document: text, Markdown, HTML, PDF, DOCX or EPUB")
    for charset in ("utf-8", charset_named(declared) if declared else ""):
        if charset and (text := _try(data, charset)) is not None:
            return text
    if (text := _guess(data)) is not None:
        return text
    raise InputError(
        "cannot tell its character set",
        where=where,
        hint="save it as UTF-8, or name the character set in the file name, as in story.cp1251.txt",
    )


def _try(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeError, LookupError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """Return text in UTF-16 without a mark: then every other byte of Latin script is zero."""
    sample = data[:4096]
    if len(sample) < 8 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return _try(data, "utf-16-le")
    if even > 0.6 * half and odd < 0.05 * half:
        return _try(data, "utf-16-be")
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    # A stray control character does not make a text a picture. In compressed data every tenth byte is one.
    return controls > 2 and controls > len(sample) / 20


def _guess(data: bytes) -> str | None:
    """Return the text by what bytes are in it; None where no guess is good."""
    western = _try(data, "cp1252")
    if western is not None and len(_ASCII.sub("", western)) < len(western) / 6 and not _NOT_WESTERN.search(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES], cp_isolation=list(_CANDIDATES)).best()
    # A sample may end inside a character: the whole decides.
    return _try(data, best.encoding) if best is not None else None
