"""A tree of HTML elements -> pieces: what a reader of the page sees, in order, each with its role.

Web pages and the chapters of e-books come through here. What is hidden is left behind; what is struck out or only a
mark that leads to a footnote is cut out and kept with its reason; a short quotation in ``q`` gets its marks back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.model import BlockKind
from narrate.safe_text import strip_controls
from narrate.writing.ingest.boxes import (
    BLOCKS,
    CONTROLS,
    DASHES,
    is_attribution,
    is_home,
    roles_of,
    why_cut,
    why_outside,
)
from narrate.writing.ingest.hidden import is_hidden
from narrate.writing.ingest.pieces import Cut, Piece
from narrate.writing.ingest.tree import attributes_of, local_name, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANK = re.compile(r"\n\s*\n")
_CUT = "\0"  # stands for words that were cut out of a paragraph: no page can hold this character itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A piece, and what it stood in: the main text of a page is told from the rest by its company."""

    piece: Piece
    home: int  #: which container, by number; lists and boxes around one thing are none
    linked: bool  #: nothing but links
    furniture: bool  #: inside navigation, a form or the foot of the page
    aside: bool  #: inside something whose class says that it is no part of the text
    outside: str = ""  #: why it would be left out, by the outermost of these boxes


def remove_hidden(root: _Element) -> None:
    """Empty every element that is not shown; what follows it stays.

    Emptied rather than removed: moving the text behind each of many removed elements would take the square of time.
    """
    body = body_of(root)
    for element in list(body.iter()):
        name = local_name(element)
        attributes = attributes_of(element)
        if name in CONTROLS and not is_hidden("", attributes):
            continue  # seen, so it is accounted for, with all that is in it
        if element is not body and is_hidden(name, attributes):
            empty(element)


def body_of(root: _Element) -> _Element:
    """Return the body of a page, or all of it where it is only a part of one."""
    return next((part for part in root if local_name(part) == "body"), root)


def empty(element: _Element) -> None:
    """Make an element an empty ``span``; the text behind it stays."""
    # A page can hold control characters that the parser lets in and does not let out again.
    tail = strip_controls(element.tail or "")
    element.clear()
    element.tag, element.tail = "span", tail


def find_pieces(root: _Element) -> list[Found]:
    """Return the pieces of a tree whose hidden elements have been emptied."""
    from lxml.etree import iterwalk

    reader = _Reader()
    walk = iterwalk(body_of(root), events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if reader.start(element):
                walk.skip_subtree()
        else:
            reader.end(element)
    reader.flush()
    return reader.found


class _Reader:
    """Where the walk is, and what it has read since the last border of a paragraph."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.buffer: list[str] = []
        self.depth: dict[str, int] = dict.fromkeys(
            ("quote", "list", "heading", "table", "pre", "caption", "note", "furniture", "aside", "link"), 0
        )
        self.level = 0
        self.outside: list[str] = []
        self.cuts: list[tuple[str, str]] = []
        self.opened: dict[_Element, tuple[str, ...]] = {}
        self.boxed: set[_Element] = set()
        self.skipped: set[_Element] = set()
        self.at_home: set[_Element] = set()
        self.unlinked = False  #: some of the paragraph being read is no link
        self.homes = [0]
        self.next_home = 1

    def start(self, element: _Element) -> bool:
        """Take the beginning of an element; return whether to pass over what is in it."""
        name, attributes = local_name(element), attributes_of(element)
        if name in BLOCKS:
            self.flush()
        if why := why_cut(element, name, attributes):
            self.skipped.add(element)
            said = " ".join(" ".join(map(str, element.itertext())).split()) if name in CONTROLS else text_of(element)
            if any(map(str.isalnum, said)):
                self.cuts.append((said, why))
                self.buffer.append(_CUT)
            return True
        if name == "br":
            self.buffer.append("\n")
        elif name == "q":
            self.buffer.append("“")
        elif self.depth["quote"] and is_attribution(element, name):
            self.flush()
            self.buffer.append("" if text_of(element).startswith(DASHES) else "— ")
        roles = roles_of(element, name, attributes)
        if roles:
            self.opened[element] = roles
            for role in roles:
                self.depth[role] += 1
        if why := why_outside(name, attributes, roles):
            self.boxed.add(element)
            self.outside.append(why)
        if name[:1] == "h" and name[1:].isdigit():
            self.level = int(name[1:])
        if is_home(element, name):
            self.at_home.add(element)
            self.homes.append(self.next_home)
            self.next_home += 1
        self._take(element.text)
        return False

    def end(self, element: _Element) -> None:
        """Take the end of an element and the text behind it."""
        if element in self.skipped:
            self.skipped.discard(element)
        else:
            name = local_name(element)
            if name == "q":
                self.buffer.append("”")
            if name in BLOCKS or (self.depth["quote"] and is_attribution(element, name)):
                self.flush()
            for role in self.opened.pop(element, ()):
                self.depth[role] -= 1
            if element in self.boxed:
                self.boxed.discard(element)
                self.outside.pop()
            if element in self.at_home:
                self.at_home.discard(element)
                self.homes.pop()
        self._take(element.tail)

    def _take(self, text: str | None) -> None:
        if text:
            self.buffer.append(text.replace(_CUT, ""))
            if not self.depth["link"] and not self.unlinked:
                self.unlinked = any(map(str.isalnum, text))

    def flush(self) -> None:
        """Close the paragraph that was being read."""
        text = "".join(self.buffer)
        linked = not self.unlinked
        self.buffer.clear()
        self.unlinked = False
        if not text.strip():
            return
        # Two line breaks are how old pages end a paragraph; white space in the source of a page means nothing.
        for part in _BLANK.split(text) if "\n" in text else (text,):
            if words := " ".join(part.split()):
                self.found.append(
                    Found(
                        piece=self._piece(words),
                        home=self.homes[-1],
                        linked=linked,
                        furniture=bool(self.depth["furniture"]),
                        aside=bool(self.depth["aside"]),
                        outside=next(iter(self.outside), ""),
                    )
                )

    def _piece(self, words: str) -> Piece:
        kind, level, why = self._kind()
        if _CUT not in words:
            return Piece(kind=kind, text=words, level=level, why=why)
        first, *others = words.split(_CUT)
        cuts: list[Cut] = []
        at = len(first)
        here, self.cuts = self.cuts[: len(others)], self.cuts[len(others) :]
        for part, (said, reason) in zip(others, here, strict=True):
            cuts.append(Cut(at=at, text=said, why=reason))
            at += len(part)
        text = first + "".join(others)
        if text.strip():
            return Piece(kind=kind, text=text, level=level, why=why, cuts=tuple(cuts))
        return Piece(kind="furniture", text=" ".join(said for said, _ in here), why=here[0][1])

    def _kind(self) -> tuple[BlockKind, int, str]:
        depth = self.depth
        if depth["caption"]:
            return "caption", 0, "caption"
        if depth["note"]:
            return "footnote", 0, "footnote"
        if depth["table"]:
            return "table", 0, "table"
        if depth["quote"]:
            return "quote", depth["quote"], ""
        if depth["heading"]:
            return "heading", self.level, ""
        if depth["list"]:
            return "list-item", depth["list"], ""
        if depth["pre"]:
            return "code", 0, "code"
        return "paragraph", 0, ""
