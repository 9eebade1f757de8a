"""The inside of a Markdown paragraph: which characters are text, and where each stands.

The parser's tokens do not say where they were found. They are in order, though, and each says how it was written, so
one walk over the raw text finds every one of them.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrate.writing.ingest.hidden import VOID, is_hidden, names

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,100})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_LONGEST_TAG = 5_000
_LONGEST_LABEL = 1_002  # CommonMark 0.31, 6.3: 999 characters between brackets
_WITHIN_LINE = names("a abbr b bdi bdo cite code em font i ins kbd mark q s small span strong sub sup u wbr") | {""}
_BREAKS = names("br p div li tr td th h1 h2 h3 h4 h5 h6 blockquote")


@dataclass(slots=True)
class Inline:
    """A paragraph being read: `text` with its `places`, the cursor, and what was found so far."""

    text: str
    places: Sequence[int]
    cursor: int = 0
    out: str = ""
    at: array[int] = field(default_factory=lambda: array("I"))
    parts: list[str] = field(default_factory=list)
    captions: list[tuple[str, array[int]]] = field(default_factory=list)
    dropped: list[tuple[int, int, str]] = field(default_factory=list)  #: start and end in `text`, and why

    def say(self, shown: str, start: int) -> None:
        """Take characters that stand one for one at `start`."""
        self.parts.append(shown)
        last = len(self.places) - 1
        self.at.extend(self.places[min(place, last)] for place in range(start, start + len(shown)))

    def find(self, wanted: str) -> int:
        """Return where a text is next, and step over it; the cursor itself where it is not found."""
        here = self.text.find(wanted, self.cursor)
        if here < 0:
            return min(self.cursor, max(len(self.text) - 1, 0))
        self.cursor = here + len(wanted)
        return here


class Tags:
    """Which HTML elements are open across a page, so far as one of them hides what stands in it."""

    def __init__(self) -> None:
        """Begin with nothing hidden."""
        self.hiding = ""
        self.depth = 0

    def see(self, tag: str) -> str:
        """Take one tag as written and return its name."""
        match = _TAG.match(tag)
        if match is None:
            return ""
        name = match[2].lower()
        if match[1]:
            if self.hiding == name:
                self.depth -= 1
                if not self.depth:
                    self.hiding = ""
        elif self.hiding:
            self.depth += self.hiding == name and not tag.endswith("/>")
        elif name not in VOID and is_hidden(name, attributes_of(tag[match.end() : _LONGEST_TAG])):
            self.hiding, self.depth = name, 1
        return name

    def shown(self, text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
        """Yield the spans of a piece of HTML that are text and are seen, a list for each paragraph."""
        spans: list[tuple[int, int]] = []
        at = run = start
        while at < end:
            opening = text.find("<", at, end)
            if opening < 0:
                break
            if text.startswith("<!--", opening):
                closing = text.find("-->", opening, end)
                after = end if closing < 0 else closing + 3
            else:
                closing = text.find(">", opening, end)
                if closing < 0:
                    break
                after = closing + 1
            if not self.hiding and run < opening:
                spans.append((run, opening))
            if self.see(text[opening:after]) not in _WITHIN_LINE and spans:
                yield spans
                spans = []
            at = run = after
        if not self.hiding and run < end:
            spans.append((run, end))
        if spans:
            yield spans


def attributes_of(inside: str) -> dict[str, str]:
    """Return the attributes in what follows the name of a tag."""
    return {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(inside)
    }


def walk(tokens: Sequence[Token], into: Inline, tags: Tags) -> None:
    """Take the text of inline tokens into `into`; marks, pictures and what is hidden or struck out stay apart."""
    struck = 0
    for token in tokens:
        name = token.type
        if name in ("s_open", "s_close"):
            into.find(token.markup)
            struck += token.nesting
            continue
        before, kept = len(into.parts), len(into.at)
        start = into.cursor
        _take(token, into, tags)
        if (struck or tags.hiding) and len(into.parts) > before:
            del into.parts[before:]
            del into.at[kept:]
            if into.cursor > start:
                into.dropped.append((start, into.cursor, "struck out" if struck else "hidden"))
    into.out = "".join(into.parts)


def _take(token: Token, into: Inline, tags: Tags) -> None:
    name = token.type
    if name == "text":
        _text(token.content, into)
    elif name == "text_special":
        here = into.find(token.markup)
        into.parts.append(token.content)
        into.at.extend([into.places[here]] * len(token.content))
    elif name in ("softbreak", "hardbreak"):
        into.say(" ", into.find("\n"))
    elif name == "code_inline":
        into.find(token.markup)
        for word in token.content.split():
            into.say(" ", into.cursor) if into.text[into.cursor : into.cursor + 1].isspace() else None
            into.say(word, into.find(word))
        into.find(token.markup)
    elif name == "html_inline":
        here = into.find(token.content)
        if tags.see(token.content) in _BREAKS:
            into.say(" ", here)
    elif name == "image":
        _picture(token, into)
    elif name == "link_close":
        _link_end(token, into)
    elif token.markup and name != "link_open":
        into.find(token.markup)
    elif name == "link_open":
        into.find("<" if token.markup == "autolink" else "[")


def _text(content: str, into: Inline) -> None:
    if not content:
        return
    here = into.find(content)
    at = 0
    for match in _NOTE.finditer(content):
        into.say(content[at : match.start()], here + at)
        into.dropped.append((here + match.start(), here + match.end(), "footnote"))
        at = match.end()
    into.say(content[at:], here + at)


def _picture(token: Token, into: Inline) -> None:
    into.find("![")
    alt = Inline(text=into.text, places=into.places, cursor=into.cursor)
    walk(token.children or [], alt, Tags())
    into.cursor = alt.cursor
    if alt.out.strip():
        into.captions.append((alt.out, alt.at))
    _link_end(token, into)


def _link_end(token: Token, into: Inline) -> None:
    """Step over ``](address "title")``, ``][label]`` or ``]``."""
    if token.markup == "autolink":
        into.find(">")
        return
    into.find("]")
    following = into.text[into.cursor : into.cursor + 1]
    if following == "(" and (end := _address_end(into.text, into.cursor)):
        into.cursor = end
    elif following == "[" and not into.text.startswith("[^", into.cursor):
        into.cursor = _label_end(into.text, into.cursor)


def _label_end(text: str, at: int) -> int:
    """Return the place after a label in brackets; `at` itself where they are never closed, and so are no label."""
    depth = 0
    for match in _BRACKET.finditer(text, at, at + _LONGEST_LABEL):
        depth += {"[": 1, "]": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return at


def _address_end(text: str, at: int) -> int:
    """Return the place after an inline link's address, by the parser's own rules; 0 where there is none."""
    from markdown_it.helpers import parseLinkDestination, parseLinkTitle

    end = len(text)
    space = re.compile(r"\s*")

    def skip(place: int) -> int:
        match = space.match(text, place)
        return match.end() if match else place

    at = skip(at + 1)
    address = parseLinkDestination(text, at, end)
    if address.ok:
        at = address.pos
        after = skip(at)
        if after > at and text[after : after + 1] in ('"', "'", "("):
            title = parseLinkTitle(text, after, end)
            after = skip(title.pos) if title.ok else after
        at = after
    return at + 1 if text[at : at + 1] == ")" else 0
