"""Names over what is said: a line with a name, perhaps with an office, and under it the speech.

A pure function of the lines of a page, used by `clean`, which would else take such lines for headings or a menu, and by
`attribute`. A name is told by coming back and by taking turns with another; nothing but names does both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """A name in a line of its own, and what stands beside it."""

    name: str
    aside: str
    lower: bool = False  #: the site writes names without capitals


_WORD = r"[A-ZА-ЯЁÀ-Þ][\w'’.-]*"
_NAME = rf"(?:The )?{_WORD}(?: (?:{_WORD}|de|da|del|van|von|bin|of|for|and|the|и)){{0,6}}"
_LINE = re.compile(
    rf"(?P<name>{_NAME}?)(?P<aside>(?: \([^()]{{2,60}}\)){{1,3}}|(?: [-–—|] [^.!?|]{{2,60}}){{1,2}}|, [^.!?]{{3,60}})?"
)
_ASIDE = re.compile(r"(?:\([^()]{2,40}\) ?){1,3}")  #: "(Eastwick) (Con)" in a line of its own
_PERSON = re.compile(rf"{_WORD}(?: {_WORD}){{1,2}}")
_PLAIN = frozenset(
    {"operator", "moderator", "chair", "chairman", "president", "speaker", "mr speaker", "host", "interviewer"}
)
_LOWER = re.compile(
    r"[a-zà-ÿа-яё][a-zà-ÿа-яё'’-]*(?: [a-zà-ÿа-яё][a-zà-ÿа-яё.'’-]*){0,2}"
)  #: "ann vane", styled by the site
SOUNDS = frozenset({"music", "sound", "sounds", "sound effect", "sound effects", "sfx"})  #: over what is heard
_ENOUGH = 4  #: lines with names that come back


def find_over(lines: Sequence[str]) -> dict[int, Over]:
    """Return the names over speeches, by line; nothing where not two of them, or not four lines, come back."""
    read = {i: over for i, line in enumerate(lines) if (over := _read(line.strip())) is not None}
    said = {i: i + 2 if _ASIDE.fullmatch(lines[i + 1].strip()) else i + 1 for i in read if i + 1 < len(lines)}
    heads = {i: read[i] for i, at in said.items() if at < len(lines) and _is_said(lines[at])}
    counts = Counter(_who(over) for over in heads.values())
    full = {word for name in counts for word in name.split() if " " in name}
    again = [
        i
        for i, over in heads.items()
        if counts[_who(over)] >= 2 and (_is_somebody(_who(over)) or (over.lower and over.name in full))
    ]
    names = [_who(heads[i]) for i in again]
    turns = sum(a != b for a, b in pairwise(names))
    if len(again) < _ENOUGH or len(set(names)) < 2 or turns < 0.6 * (len(names) - 1):
        return {}
    first, last = again[0], again[-1]
    kept = set(again) | {
        i
        for i, over in heads.items()
        if first <= i <= last + 4 and (_who(over) in names or (over.aside and " " in over.name))
    }
    kept |= {i for i, over in heads.items() if over.name.lower() in _PLAIN}
    if heads[first].lower:  # the site writes every head so, "music" as well
        kept |= {i for i, over in heads.items() if over.lower}
    found = {i: heads[i] for i in kept} | {i + 1: heads[i] for i in kept if said[i] == i + 2}
    return dict(sorted(found.items()))


def _who(over: Over) -> str:
    """Return the person: the one in "The Minister for Works (Ann Vane)", else whoever stands first."""
    return over.aside if _PERSON.fullmatch(over.aside) and over.name.startswith("The ") else over.name


def _read(line: str) -> Over | None:
    if not 3 <= len(line) <= 100 or line.isupper() or line[-1] in ".!?:;,":
        return None
    if len(line) <= 30 and _LOWER.fullmatch(line):
        return Over(name=line.title(), aside="", lower=True)
    match = _LINE.fullmatch(line)
    return Over(name=match["name"], aside=(match["aside"] or "").strip(" ()-–—|,")) if match else None


def _is_somebody(name: str) -> bool:
    return (" " in name and len(name.split()) <= 4) or name.lower() in _PLAIN


def _is_said(line: str) -> bool:
    """Tell whether a line can be what somebody says: it ends as sentences do."""
    return line.rstrip(" \"'”’»)]")[-1:] in ".?!…—–"
