"""Sentences that a page break tore apart, and the head or the number of a page that stands in the cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from narrate.writing.clean.furniture import by_wording
from narrate.writing.clean.mapped import Mapped
from narrate.writing.clean.unit import BULLET, END, LABEL_OF_LINE, Unit, unwrap

_PAGE_HEAD = re.compile(r"\d{1,4}\s{2,}\S[^a-z.!?]{2,60}|\S[^a-z.!?]{2,60}\s{2,}\d{1,4}|[-–—\[( ]*\d{1,4}[-–—\]). ]*")


def without_page_heads(lines: list[Mapped]) -> list[list[Mapped]]:
    """Part a block at a page's head or number that stands between its lines, so that it can be told from them."""
    parts: list[list[Mapped]] = [[]]
    for n, line in enumerate(lines):
        between = 0 < n < len(lines) - 1 and _PAGE_HEAD.fullmatch(line.text.strip()) is not None
        if between and _reaches_over(lines[n - 1].text.strip(), lines[n + 1].text.strip()):
            parts += [[line], []]
        else:
            parts[-1].append(line)
    return parts


def merge_torn(found: list[Unit], hyphenated: frozenset[str]) -> list[Unit]:
    """Join a paragraph that a blank line cut in the middle of a sentence: double spacing, a page break.

    The head and the number of a page that stand in the cut come after the paragraph.
    """
    merged: list[Unit] = []
    pending: list[Unit] = []
    heads: list[Unit] = []
    inside = 0  # so many of the heads stand before the last part of the paragraph
    for unit in found:
        if pending and _torn(pending[-1], unit):
            pending.append(unit)
            inside = len(heads)
        elif pending and len(heads) < inside + 3 and _can_be_page_head(pending[-1], unit):
            heads.append(unit)
        else:
            merged += _joined(pending, heads, inside, hyphenated)
            pending, heads, inside = [unit], [], 0
    return merged + _joined(pending, heads, inside, hyphenated)


def _can_be_page_head(before: Unit, unit: Unit) -> bool:
    text = unit.text
    if not unit.alone or unit.verse or unit.cue or unit.lines > 1 or len(text.split()) > 8 or text[-1:] in ",;!?-–—":
        return False
    if text[:1].islower() or LABEL_OF_LINE.match(text) or before.verse or before.cue:
        return False
    return text[:1] in "[(" or not END.search(text)


def _joined(run: Sequence[Unit], heads: Sequence[Unit], inside: int, hyphenated: frozenset[str]) -> list[Unit]:
    """Return the parts of a paragraph as one, and what stood between them and after them."""
    if not run:
        return []
    torn = [replace(unit, torn=True) for unit in heads[:inside]]
    first = run[0]
    if len(run) > 1:
        mapped = unwrap([unit.mapped for unit in run], hyphenated)
        first = replace(first, mapped=mapped, lines=sum(unit.lines for unit in run))
    return [first, *torn, *heads[inside:]]


def _torn(before: Unit, after: Unit) -> bool:
    if before.group == after.group or before.verse or after.verse:
        return False
    return _reaches_over(before.text, after.text) and not by_wording(after.text) and not by_wording(before.text)


def _reaches_over(head: str, text: str) -> bool:
    """Tell whether a sentence that breaks off in one line goes on in another."""
    if not text[:1].islower() or BULLET.match(text) or len(head) < 45 or len(text.split()) < 2:
        return False
    if head[-1:] not in ",-–" and not head[-1:].isalnum():
        return False
    return "|" not in head and "©" not in head
