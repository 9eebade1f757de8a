"""Which of many lines at the top of a page is its title, and which are a menu."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from narrate.writing.clean.front import FIELD_LINE
from narrate.writing.clean.judged import SMALL, WORD, Judged, is_prose
from narrate.writing.clean.unit import BULLET

_OPENING = re.compile(
    r"(?:description|summary|synopsis|abstract|introduction|preface|foreword|background|overview|prologue|transcript|"
    r"transcription|biography|history|the story|the letter|the diary|full text|text|chapter \w+|part \w+|введение|"
    r"предисловие|пролог|аннотация|описание)",
    re.I,
)


def without_menu(lines: Sequence[Judged], judged: Sequence[Judged], standfirst: int, first: int) -> list[Judged]:
    """Keep the best title of many lines, what stands in one block with it, and the longer lines below it."""
    above = {id(item) for item in judged[:standfirst]}
    title = _headline(_best_title(lines, above, judged, first), lines)
    heads = {id(item) for item, text in pairwise(judged[: first + 1]) if is_prose(text.unit)}
    rows = {item.unit.group for item in judged[:first] if item.why == "navigation"}
    below = False
    for item in lines:
        below = below or item is title
        text = item.unit.text
        words = len(text.split())
        opening = id(item) in heads and _OPENING.fullmatch(text) is not None
        inside = id(item) not in above and item.unit.group not in rows  # in doubt a heading of the text
        kept = below and (words >= 4 or (text.isupper() and words > 1) or opening or inside)
        kept = kept or is_prose(item.unit)
        together = item.unit.group == title.unit.group != judged[first].unit.group
        if item is not title and not together and not kept:
            item.why = "navigation"
    return [item for item in lines if not item.why]


def _best_title(lines: Sequence[Judged], above: set[int], judged: Sequence[Judged], first: int) -> Judged:
    """The line whose words the text itself uses most, that lies nearest to it, or that a trail of crumbs ends in."""
    counts = Counter(w.lower() for item in judged[first:] if not item.why for w in WORD.findall(item.unit.text))
    rows = [_CRUMBS.split(item.unit.text) for item in judged[:first]]
    crumbs = {row[-1].strip().lower() for row in rows if len(row) > 1}
    fields = {item.unit.group for item in judged[:first] if item.why == "metadata"}
    plain = [
        item
        for item in lines
        if id(item) in above
        and not BULLET.match(item.unit.text)
        and not (item.unit.group in fields and FIELD_LINE.fullmatch(item.unit.text))
    ] or lines

    def worth(n: int) -> float:
        text = plain[n].unit.text
        words = [w.lower() for w in WORD.findall(text) if w.lower() not in SMALL]
        if not words:
            return -1.0
        known = sum(min(counts[w], 5) for w in words) / (5 * len(words))
        return known + 0.25 * n / len(plain) + 0.02 * min(len(words), 6) + (text.strip().lower() in crumbs)

    return plain[max(range(len(plain)), key=worth)]


_CRUMBS = re.compile(r"\s[/>»›→▸|·•]\s|::")


def _headline(found: Judged, lines: Sequence[Judged]) -> Judged:
    """Return the headline above a second one: a longer line in a block of its own right over what was found.

    Where the head has no empty lines, a name or a place of a few words has its headline somewhere above it.
    """
    for before, item in pairwise(lines):
        if item is found and before.unit.alone and item.unit.group - before.unit.group == 1:
            return before if len(before.unit.text.split()) >= 4 else found
    words = len(found.unit.text.split())
    above = lines[: lines.index(found)]
    long = (item for item in above if len(item.unit.text.split()) >= max(6, 2 * words) and _is_headline(item.unit.text))
    return next(long, found) if words <= 4 else found


def _is_headline(text: str) -> bool:
    return text[-1:].isalnum() or text[-1:] in '?!"”’»'
