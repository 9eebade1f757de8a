"""Words between stars, from the script to what an engine is given.

In: a paragraph with ``*never*`` in it. Out: the paragraph without stars and where the words stood; later, the sentence
as it is spoken with a star at each end of each of these words, for engines that stress such a word. A word that the
rules of spoken text changed beyond recognition is spoken like the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable

EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\w*])")
#: Private use: they stand for the stars while white space is made single.
_OPEN, _CLOSE = "\ue010", "\ue011"
#: What stands between two blanks; an inline pronunciation may hold blanks of its own.
_UNIT = re.compile(r"(?:\[[^\[\]]+\]\(/[^()]*?/\)|[^\s*])+")

Span = tuple[int, int]


def without_stars(text: str) -> tuple[str, tuple[Span, ...]]:
    """Return a text with single blanks and no stars, and the spans in it that stood between stars."""
    marked = " ".join(EMPHASIS.sub(rf"{_OPEN}\1{_CLOSE}", text.replace(_OPEN, "").replace(_CLOSE, "")).split())
    plain: list[str] = []
    spans: list[Span] = []
    start = 0
    for letter in marked:
        if letter == _OPEN:
            start = len(plain)
        elif letter == _CLOSE:
            spans.append((start, len(plain)))
        else:
            plain.append(letter)
    return "".join(plain), tuple(spans)


def with_stars(spoken: str, text: str, spans: tuple[Span, ...], say: Callable[[str], str]) -> str:
    """Return what is spoken of `text` with stars around the words that `spans` of it became.

    `say` makes a piece of text speakable.
    """
    places: list[Span] = []
    for start, end in spans:
        written = text[start:end]
        said = say(written).strip(" .,;:!?…")
        there = _places(said, spoken) if said else []
        before = len(_places(written, text[:start]))
        if len(there) == len(_places(written, text)):
            places.append(there[before])
        elif len(there) == 1:
            places.append(there[0])
    for start, end in sorted(set(places), reverse=True):
        spoken = spoken[:start] + _UNIT.sub(r"*\g<0>*", spoken[start:end]) + spoken[end:]
    return spoken


def _places(words: str, text: str) -> list[Span]:
    found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)
    return [match.span() for match in found]
