"""Markdown -> Document: the marks go, what they meant becomes the kind of a block, and every character keeps its place.

The parser gives the structure. Where each character of a block stands in the file is found by walking the inline
tokens over the raw lines: a mark is stepped over, text is matched as it stands.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import InputError
from narrate.model import Block, BlockKind, Document, Dropped, Origin, Source
from narrate.safe_text import visible
from narrate.writing.ingest.blocks import block, single_spaces
from narrate.writing.ingest.decode import charset_in_name, decode
from narrate.writing.ingest.files import digest, read_bytes
from narrate.writing.ingest.front_matter import read_front_matter
from narrate.writing.ingest.inline import Inline, Tags, walk
from narrate.writing.ingest.pieces import with_title

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_LINE = re.compile("\r\n|[\n\r]")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]:[ \t]*")


class MarkdownImporter:
    """Reads Markdown: CommonMark, tables, footnotes and front matter."""

    suffixes: Sequence[str] = (".md", ".markdown", ".mdown", ".mkd")

    def read(self, path: Path) -> Document:
        """Return headings, paragraphs, quotations and lists; raise InputError where there is nothing to read."""
        data = read_bytes(path)
        text = decode(data, declared=charset_in_name(path), where=str(path))
        return parse(text, path=str(path), sha256=digest(data))


def parse(text: str, *, path: str, sha256: str = "") -> Document:
    """Return the Document of a Markdown text."""
    page = _Page(text=text, path=path)
    head = read_front_matter(text, page.lines)
    body = "\n".join([""] * head.lines + [text[start:end] for start, end in page.lines[head.lines :]])
    blocks = list(_Reader(page).blocks(_parser().parse(body)))
    if not any(not made.why for made in blocks):
        raise InputError("nothing to read in it", where=path, hint="write something into it, or leave it out")
    blocks, title = with_title(blocks, head.fields.get("title", ""))
    stated = head.title_block(blocks, text, path)
    dropped = [
        Dropped(text=text[start:end], why="metadata", origin=Origin(path=path, start=start, end=end))
        for start, end in head.parts(stated)
    ]
    dropped += page.dropped
    blocks = stated + blocks
    return Document(
        title=title,
        language=head.fields.get("lang", head.fields.get("language", "")),
        blocks=tuple(blocks),
        text=text,
        source=Source(
            path=path,
            title=title,
            author=head.fields.get("author", ""),
            date=head.fields.get("date", ""),
            sha256=sha256,
        ),
        markup=True,
        dropped=tuple(dropped),
    )


@dataclass(slots=True)
class _Page:
    """The raw file and where its lines are."""

    text: str
    path: str
    lines: list[tuple[int, int]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def __post_init__(self) -> None:
        at = 0
        for match in _LINE.finditer(self.text):
            self.lines.append((at, match.start()))
            at = match.end()
        self.lines.append((at, len(self.text)))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # Escapes and entities stay apart from the text around them: their raw form is longer than what they mean.
    md.disable("text_join")
    md.block.ruler.before("reference", "footnote", _footnote_rule, {"alt": ["paragraph"]})
    return md


def _footnote_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take ``[^1]: text`` and the lines under it that are indented or not blank."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    match = _FOOTNOTE.match(state.src, begin, state.eMarks[start])
    if match is None:
        return False
    if silent:
        return True
    last = start + 1
    while last < end and not state.isEmpty(last) and not _FOOTNOTE.match(state.src, state.bMarks[last]):
        last += 1
    lines = [state.src[match.end() : state.eMarks[start]]]
    lines += [state.src[state.bMarks[n] + state.tShift[n] : state.eMarks[n]] for n in range(start + 1, last)]
    state.push("footnote_open", "", 1).map = [start, last]
    first = start
    while len(lines) > 1 and not lines[0].strip():  # the text begins on a line of its own
        first, lines = first + 1, lines[1:]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = "\n".join(lines).strip(), [first, last], []
    state.push("footnote_close", "", -1)
    state.line = last
    return True


class _Reader:
    """Walks the tokens of a page and yields its blocks."""

    def __init__(self, page: _Page) -> None:
        self.page = page
        self.tags = Tags()
        self.quotes = 0
        self.lists = 0
        self.heading = 0
        self.inside = ""  # footnote or table
        self.row = (-1, 0)  # the line of the table row being read, and how far
        self.number = ("", 0)  # of the list item whose text comes next, and its place

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token in tokens:
            name = token.type
            if name in ("blockquote_open", "blockquote_close"):
                self.quotes += token.nesting
            elif name in ("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"):
                self.lists += token.nesting
            elif name == "list_item_open":
                self._numbered(token)
            elif name in ("heading_open", "heading_close"):
                self.heading = int(token.tag[1:]) if token.nesting == 1 else 0
            elif name in ("footnote_open", "table_open"):
                self.inside = name.partition("_")[0]
            elif name in ("footnote_close", "table_close"):
                self.inside = ""
            elif name == "inline":
                yield from self._inline(token)
            elif name in ("fence", "code_block"):
                yield from self._code(token)
            elif name == "html_block":
                yield from self._html(token)

    def _numbered(self, token: Token) -> None:
        """Keep the number of an item of an ordered list: it is written in the file, so it is read out."""
        number = token.info + token.markup if token.info else ""
        start, end = self.page.lines[token.map[0] if token.map else 0]
        self.number = (number, self.page.text.find(number, start, end)) if number else ("", 0)

    def _kind(self) -> tuple[BlockKind, int, str]:
        if self.inside == "footnote":
            return "footnote", 0, "footnote"
        if self.inside == "table":
            return "table", 0, "table"
        # Whoever is quoted in a block says all of it, headings and lists too.
        if self.quotes:
            return "quote", self.quotes, ""
        if self.heading:
            return "heading", self.heading, ""
        if self.lists:
            return "list-item", self.lists, ""
        return "paragraph", 0, ""

    def _inline(self, token: Token) -> Iterator[Block]:
        places = self._places(token)
        found = Inline(text=token.content, places=places)
        walk(token.children or [], found, self.tags)
        path = self.page.path
        for start, end, why in found.dropped:
            # A text that the walk has lost is where it was last seen.
            first, last = places[min(start, len(places) - 1)], places[min(end, len(places)) - 1] + 1
            # What was hidden on purpose is not shown again among what was left out: its place is enough.
            said = "" if why == "hidden" else visible(self.page.text[first:last])
            self.page.dropped.append(Dropped(text=said, why=why, origin=Origin(path=path, start=first, end=last)))
        kind, level, why = self._kind()
        text, offsets = single_spaces(found.out, found.at)
        number, at = self.number
        self.number = ("", 0)
        if number and at >= 0 and text.strip():
            text, offsets = f"{number} {text}", array("I", (*range(at, at + len(number) + 1), *offsets))
        if (made := block(kind, text, offsets, path=path, level=level, why=why)) is not None:
            yield made
        for alt, alt_places in found.captions:
            if (made := block("caption", alt, alt_places, path=path, why="caption")) is not None:
                yield made

    def _places(self, token: Token) -> array[int]:
        """Return for each character of the token's content its place in the file."""
        first, last = token.map or (0, 1)
        places = array("I")
        for number, line in enumerate(token.content.split("\n"), first):
            start, end = self.page.lines[min(number, last - 1, len(self.page.lines) - 1)]
            if places:
                places.append(max(places[-1], start - 1))
            at = start
            if self.inside == "table":
                at = max(start, self.row[1]) if self.row[0] == number else start
            raw = self.page.text
            if line[:1] == " " and "\t" in raw[at:end] and raw.find(line, at, end) < 0:
                # The parser has made spaces of a tab: all of them stand where the tab is.
                line = line.lstrip()
                indent = len(token.content.split("\n")[number - first]) - len(line)
                places.extend([max(places[-1] if places else start, raw.find("\t", at, end))] * indent)
            exact = raw.find(line, at, end)
            # A footnote's mark or a quotation's may hold the same letters: text stands at the end of its line.
            if self.inside != "table" and raw[start:end].rstrip().endswith(line.rstrip()) and line.strip():
                exact = start + len(raw[start:end].rstrip()) - len(line.rstrip())
            if exact >= 0:
                places.extend(min(place, max(end - 1, start)) for place in range(exact, exact + len(line)))
                at = exact + len(line)
            else:
                for character in line:
                    here = raw.find(character, at, end)
                    at = here + 1 if here >= 0 else at
                    places.append(min(here if here >= 0 else at, max(end - 1, start)))
            self.row = (number, at)
        return places

    def _code(self, token: Token) -> Iterator[Block]:
        first, last = token.map or (0, 1)
        start, end = self.page.lines[first][0], self.page.lines[min(last, len(self.page.lines)) - 1][1]
        made = block("code", self.page.text[start:end], range(start, end), path=self.page.path, why="code")
        if made is not None:
            yield made

    def _html(self, token: Token) -> Iterator[Block]:
        first, last = token.map or (0, 1)
        start, end = self.page.lines[first][0], self.page.lines[min(last, len(self.page.lines)) - 1][1]
        kind, level, why = self._kind()
        for spans in self.tags.shown(self.page.text, start, end):
            places = array("I", (place for at, until in spans for place in range(at, until)))
            text, offsets = single_spaces("".join(self.page.text[at:until] for at, until in spans), places)
            if (made := block(kind, text, offsets, path=self.page.path, level=level, why=why)) is not None:
                yield made
