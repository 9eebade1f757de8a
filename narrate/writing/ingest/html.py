"""A web page, fetched or saved -> Document: the main text, each part with the role that the page gives it.

Two readers look at the same cleaned tree. Ours knows every paragraph, heading and block quotation in order;
trafilatura knows best which of a page is its main text. A piece is kept when trafilatura has its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.model import Document
from narrate.writing.ingest.css import hidden_by_styles
from narrate.writing.ingest.decode import charset_in_name, decode
from narrate.writing.ingest.files import digest, read_bytes
from narrate.writing.ingest.flow import Found, empty, find_pieces, remove_hidden, text_of
from narrate.writing.ingest.pieces import Extract, Piece, assemble
from narrate.writing.ingest.tree import parse_html

if TYPE_CHECKING:
    from lxml.etree import _Element

_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_WORD = re.compile(r"\w+")
# Below this, trafilatura's answer says more about its thresholds than about the page.
_LEAST_WORDS = 25
_SHINGLE = 3
_LEAST_SHARE = 0.6
_LONGEST_TEASER = 100


class HtmlImporter:
    """Reads web pages, as they came or as a browser saved them."""

    suffixes: Sequence[str] = (".html", ".htm", ".xhtml", ".shtml")

    def read(self, path: Path) -> Document:
        """Return the main text of a page; raise InputError where there is none."""
        data = read_bytes(path)
        where = str(path)
        meta = _META_CHARSET.search(data, 0, 4096)
        declared = charset_in_name(path) or (meta[1].decode("ascii", "replace") if meta else "")
        text = decode(data, declared=declared, where=where)
        return assemble(extract(text, where=where), path=where, sha256=digest(data))


def extract(text: str, *, where: str) -> Extract:
    """Return the main text of a page in pieces, and what the page says of itself."""
    root = parse_html(text, where=where)
    stated = _stated(root)
    for element in hidden_by_styles(root):
        empty(element)
    remove_hidden(root)
    found = find_pieces(root)
    main = _main_text(root)
    kept = [found[at].piece for at in choose(found, main.paragraphs)]
    return Extract(
        pieces=_headed(kept, found, main.title or stated.title),
        title=main.title or stated.title,
        author=main.author,
        date=main.date,
        url=main.url,
        language=stated.language,
    )


# --- what is the main text -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Main:
    """The main text as trafilatura sees it, and what it knows of the page."""

    paragraphs: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""


def _main_text(root: _Element) -> _Main:
    import logging

    from trafilatura import bare_extraction

    logging.disable(logging.CRITICAL)  # it tells its log about every page that is not like others
    try:
        got: Any = bare_extraction(
            deepcopy(root),
            with_metadata=True,
            include_comments=False,
            # A date that the page states, not one that stands somewhere in it.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:
        # It has been seen to fail on pages that a browser shows; then our own reading of the page has to do.
        got = None
    if got is None:
        return _Main()
    return _Main(
        paragraphs=tuple((got.text or "").split("\n")),
        title=got.title or "",
        author=got.author or "",
        date=got.date or "",
        url=got.url or "",
    )


def choose(found: Sequence[Found], main: Sequence[str]) -> list[int]:
    """Return which pieces belong to the main text, by number."""
    if sum(len(_words(paragraph)) for paragraph in main) < _LEAST_WORDS:
        return [at for at, one in enumerate(found) if not one.furniture]
    whole = Counter(" ".join(_words(paragraph)) for paragraph in main)
    shingles = {shingle for paragraph in main for shingle in _shingles(_words(paragraph))}
    sure: list[int] = []
    for at, one in enumerate(found):
        words = _words(one.piece.text)
        said = " ".join(words)
        if not one.furniture and whole[said] > 0:
            whole[said] -= 1
            sure.append(at)
        elif len(words) > _SHINGLE + 1:
            own = _shingles(words)
            if sum(shingle in shingles for shingle in own) >= _LEAST_SHARE * len(own):
                sure.append(at)
    return _without_menus(found, _with_company(found, sure))


def _with_company(found: Sequence[Found], sure: Sequence[int]) -> list[int]:
    """Add what stands between kept pieces of one container: short paragraphs, headings and quotations get lost."""
    if not sure:
        return []
    chosen = set(sure)
    first, last = sure[0], sure[-1]
    homes = Counter(found[at].home for at in sure)
    for at in range(first, last):
        one = found[at]
        if at in chosen or one.furniture or one.aside or (one.linked and one.piece.kind != "quote"):
            continue
        if one.piece.why or homes[one.home] > 1 or (one.piece.kind == "quote" and at - 1 in chosen):
            chosen.add(at)
    if first > 0 and found[first - 1].piece.kind == "heading" and found[first - 1].home == found[first].home:
        chosen.add(first - 1)
    return sorted(chosen)


def _without_menus(found: Sequence[Found], chosen: Sequence[int]) -> list[int]:
    """Leave out runs of short pieces that are nothing but links: menus and teasers, wherever they stand."""
    lone = {at for at in chosen if found[at].linked and len(found[at].piece.text) < _LONGEST_TEASER}
    return [at for at in chosen if at not in lone or (at - 1 not in lone and at + 1 not in lone)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _SHINGLE]) for at in range(max(len(words) - _SHINGLE + 1, 1))]


# --- what the page says of itself ----------------------------------------------------------------------------------


def _stated(root: _Element) -> _Main:
    title = root.find(".//head/title")
    return _Main(
        title=text_of(title) if title is not None else "",
        language=str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
    )


def _headed(kept: Sequence[Piece], found: Sequence[Found], title: str) -> list[Piece]:
    """Return the pieces with the page's own headline in front, also where it stands outside the main text."""
    headlines = [one.piece for one in found if one.piece.kind == "heading" and one.piece.level == 1]
    if any(piece in kept for piece in headlines) or not headlines or not title:
        return list(kept)
    wanted = _words(title)
    for piece in headlines:
        words = _words(piece.text)
        if words and (words == wanted or " ".join(words) in " ".join(wanted)):
            return [replace(piece, kind="title", level=0), *kept]
    return list(kept)
