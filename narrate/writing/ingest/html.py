"""A web page, fetched or saved -> Document: the main text, each part with the role that the page gives it.

Two readers look at the same cleaned tree. Ours knows every paragraph, heading and block quotation in order;
trafilatura knows best which of a page is its main text. A piece is spoken when trafilatura has its words. All the
others stay in the document, each with the reason why it is left out: menus, bylines, notices, asides.
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
from narrate.writing.ingest.boxes import CONTROLS
from narrate.writing.ingest.colours import blank_camouflaged
from narrate.writing.ingest.css import hidden_by_styles
from narrate.writing.ingest.decode import charset_in_name, decode
from narrate.writing.ingest.files import digest, read_bytes
from narrate.writing.ingest.flow import Found, empty, find_pieces, remove_hidden
from narrate.writing.ingest.pieces import Extract, Piece, assemble
from narrate.writing.ingest.tree import parse_html, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_WORD = re.compile(r"\w+")
# Below this, trafilatura's answer says more about its thresholds than about the page.
_LEAST_WORDS = 25
_SHINGLE = 3
_LEAST_SHARE = 0.6
_LONGEST_TEASER = 100
OUTSIDE = "outside the main text"  #: why a piece is left out of which nothing better is known


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
    blank_camouflaged(root, complete=not _has_linked_sheets(root))
    remove_hidden(root)
    found = find_pieces(root)
    for element in list(root.iter(*CONTROLS)):
        empty(element)
    main = _main_text(root)
    return Extract(
        pieces=_arranged(found, choose(found, main.paragraphs), main.title or stated.title),
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


def _has_linked_sheets(root: _Element) -> bool:
    """Tell whether the page has style sheets of which only the address is here."""
    return any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))


# --- what the page says of itself ----------------------------------------------------------------------------------


def _stated(root: _Element) -> _Main:
    title = root.find(".//head/title")
    return _Main(
        title=text_of(title) if title is not None else "",
        language=str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
    )


def _arranged(found: Sequence[Found], chosen: Sequence[int], title: str) -> list[Piece]:
    """Return every piece in its order: spoken where it is chosen, else with the reason why it is left out.

    The page's own headline is spoken in front, also where it stands outside the main text.
    """
    spoken = set(chosen)
    pieces = [one.piece if at in spoken else _left_out(one) for at, one in enumerate(found)]
    at = _headline(found, spoken, title)
    if at >= 0:
        del pieces[at]
        first = min(at, *spoken) if spoken else at
        pieces.insert(first, replace(found[at].piece, kind="title", level=0))
    return pieces


def _left_out(one: Found) -> Piece:
    return replace(one.piece, kind="furniture", level=0, why=one.outside or one.piece.why or OUTSIDE)


def _headline(found: Sequence[Found], spoken: set[int], title: str) -> int:
    """Return which piece is the headline of a page whose main text has none; -1 where there is no such piece."""
    headlines = [at for at, one in enumerate(found) if one.piece.kind == "heading" and one.piece.level == 1]
    if any(at in spoken for at in headlines) or not title:
        return -1
    wanted = " ".join(_words(title))
    for at in headlines:
        if (said := " ".join(_words(found[at].piece.text))) and said in wanted:
            return at
    return -1
