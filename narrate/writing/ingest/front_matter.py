"""Front matter: fields between two fences at the very start of a Markdown file.

Site generators print the title from there over the text, so it is the page's title where the text has no heading of
its own; nothing else of it is for readers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from narrate.model import Block
from narrate.safe_text import visible

_FIELDS = {
    "---": re.compile(r"([A-Za-z][\w-]{0,40})\s*:(?:\s+(.*))?$"),
    "+++": re.compile(r"([A-Za-z][\w-]{0,40})\s*=\s*(.*)$"),
}
_LONGEST = 500  #: lines
_HEAD = 3  #: blocks in which a text has its own heading
#: YAML writes a space that must not break as ``\_`` between double quotes
_SPACE = re.compile(r"\\_")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says, and how far it reaches."""

    lines: int = 0
    end: int = 0  #: in the text
    fields: dict[str, str] = field(default_factory=dict)
    title: tuple[int, int] = (0, 0)  #: where the words of the title are

    def title_block(self, blocks: Sequence[Block], text: str, path: str) -> list[Block]:
        """Return the title as a block where the text has no heading of its own at its head; else nothing."""
        start, end = self.title
        spoken = [block for block in blocks if not block.why][:_HEAD]
        if start == end or any(block.kind in ("title", "heading") for block in spoken):
            return []
        shown = ""
        offsets: list[int] = []
        at = start
        for part in _words(text, start, end):
            shown += (" " if shown else "") + text[slice(*part)]
            offsets += [*([at] if offsets else []), *range(*part)]
            at = part[1]
        return [Block(kind="title", text=shown, path=path, offsets=offsets)]

    def parts(self, stated: Sequence[Block]) -> list[tuple[int, int]]:
        """Return the spans that are not spoken: all of it but the title that is."""
        if not stated:
            return [(0, self.end)] if self.end else []
        return [(0, self.title[0]), (self.title[1], self.end)]


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the words are, parted by white space and by what stands for it."""
    return [m.span() for m in re.compile(r"\S+").finditer(_SPACE.sub("  ", text[:end]), start)]


def read_front_matter(text: str, lines: Sequence[tuple[int, int]]) -> FrontMatter:
    """Return the metadata between two lines of ``---`` or ``+++`` at the very start, if that is what they are."""
    fence = text[slice(*lines[0])].rstrip()
    pattern = _FIELDS.get(fence)
    if pattern is None:
        return FrontMatter()
    fields: dict[str, str] = {}
    title = (0, 0)
    for number, (start, end) in enumerate(lines[1:_LONGEST], 1):
        here = text[start:end].rstrip()
        if here == fence or (fence == "---" and here == "..."):
            return FrontMatter(number + 1, end, fields, title)
        if match := pattern.match(here):
            key, value = match[1].lower(), match[2] or ""
            bare = value.strip().strip("\"'")
            fields[key] = visible(_SPACE.sub(" ", bare))
            if key == "title" and bare:
                at = start + match.start(2) + value.index(bare)
                title = (at, at + len(bare))
        elif here and not here.startswith((" ", "\t", "-", "#", "[", "]", "}")):
            return FrontMatter()  # two rules with text between them, not metadata
    return FrontMatter()
