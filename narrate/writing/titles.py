"""What a page calls itself: its headline, not the name of the paper that stands above it.

In: a cleaned Document. Out: its title, or nothing. Saved pages begin with a masthead or with what was left of a menu;
an announcer who opened a programme with either would announce the wrong thing.
"""

from __future__ import annotations

import re

from narrate.model import Block, Document
from narrate.writing.clean.vocabulary import is_masthead

LONGEST_HEADLINE = 140
_TRAIL = re.compile(r"\S\s*[|·›»•]\s*\S|\S\s[—–/>-]\s\S.*\s[—–/>-]\s\S|\S\s>\s\S|^(?:[←<«‹]|â†)\s")
_ENDS_A_SENTENCE = re.compile(r"[.…:;,]['\"”’»)]*$|[!?]['\"”’»)]+$")

_FIRST_LINE = re.compile(r"\w(?=.{0,78}$)\S*\s+\S+\s+\S")  #: three words and more, no menu in brackets, no quotation


def title_of(document: Document) -> str:
    """Return the headline of a page; what the document states of itself where no other line is one."""
    stated = document.title or document.source.title
    if document.markup:
        return stated
    lines = _opening(document)
    if not stated:
        # What the page does not mark as a title is one only when it is the first thing there and no sentence.
        return lines[0] if lines and _FIRST_LINE.match(lines[0]) else ""
    if not _is_of_the_site(stated):
        return stated
    return next((line for line in lines if not _is_of_the_site(line) and line != stated), stated)


def _opening(document: Document) -> list[str]:
    """Return the short lines that are spoken before the text begins."""
    lines: list[str] = []
    for block in document.blocks:
        if block.why:
            continue
        if not _is_short(block):
            return lines
        lines.append(block.text)
    return []  # a page of short lines alone, such as a poem


def _is_short(block: Block) -> bool:
    if block.kind in ("title", "heading"):
        return len(block.text) <= LONGEST_HEADLINE
    return block.kind == "paragraph" and len(block.text) <= LONGEST_HEADLINE and not _ENDS_A_SENTENCE.search(block.text)


def _is_of_the_site(line: str) -> bool:
    return is_masthead(line) or _TRAIL.search(line) is not None
