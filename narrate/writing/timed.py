"""Names with a time beside them: chats, logs, and the transcripts that machines write.

A pure function of the lines of a page, used by `clean`, which would else take the times away, and by `attribute`. A
name is told by the time that stands before it or behind it, and by coming back; how it is spelt does not matter, since
members of a chat are called "marrow" and speakers "Speaker 2".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.writing.days import PLAIN_DATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A name with a time at the start of a line: who it is, and where it ends."""

    name: str
    end: int
    bracketed: bool = False


_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,:]\d{1,3})?(?:\s?[ap]\.?m\b\.?)?"
_PLAIN_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?"
_SPAN = rf"{_CLOCK}(?:\s*(?:-+>?|[–—]|to)\s*{_CLOCK})?"  #: from when to when, as machines write
_STAMP = rf"[\[(<]?(?:{PLAIN_DATE}(?:,| at| [-–—·|])?\s+)?{_SPAN}[\])>]?"
_NAME = r"[^\W\d_](?:[^\n:;!?<>\[\]()\"“”«»|,]|,(?= (?:[JS]r|MD|PhD)\b)){0,34}?"
_ASIDE = r"(?:\s*\([^()\d]{2,40}\)|, [a-z][a-z -]{2,24})?"
_MARKUP = r"(?:b|i|u|c|p|v|em|br|font|span|strong)\b"
_BEFORE = re.compile(
    rf"(?:{_STAMP}\s*[,–—-]*\s*)?<(?:v(?:\.[\w.]+)? )?(?!{_MARKUP})(?P<nick>[^<>\s/][^<>\n:]{{0,30}})>\s*|"
    rf"{_STAMP}\s*[,–—-]*\s*(?:from\s+)?(?P<who>{_NAME}){_ASIDE}(?:\s+to\s+[^:\n]{{1,40}})?\s*:(?=\s|$)\s*",
    re.I,
)
_BESIDE = re.compile(
    rf"(?P<who>{_NAME}){_ASIDE}:?\s*[\[(]{_SPAN}[\])]:?\s+(?=\S)|"  # Speaker 2 [0:12] How deep?
    rf"(?P<plain>{_NAME}){_ASIDE}:?\s+{_PLAIN_CLOCK}:?\s+(?![ap]m\b)(?=(?-i:[A-ZÀ-ÞА-ЯЁ])|[\"“«(])",
    re.I,
)
_ALONE = re.compile(
    rf"(?:[\[(]?{_SPAN}[\])]?\s*[,–—-]*\s*(?P<after>{_NAME}){_ASIDE}:?|"
    rf"[\[(]?{_SPAN}[\])]?\s*[,–—-]*\s*[\[<](?P<inside>{_NAME})[\]>]:?|"  # 00:12 [Ann Vane]
    rf"(?P<dated>{_NAME}), \[{PLAIN_DATE},? {_CLOCK}\]:?|"  # Ann Vane, [12.03.19 10:02]
    rf"(?P<before>{_NAME}){_ASIDE}[:,]?\s*[·|–—-]?\s*[\[(]?{_SPAN}[\])]?:?)\s*",
    re.I,
)  # with a date it is a post: see `posts`
_SHAPES = (("before", _BEFORE), ("beside", _BESIDE), ("alone", _ALONE))
_FULL_NAME = re.compile(r"[^\W\d_a-zа-яё][\w'’-]+(?: [^\W\d_][\w.'’-]*){1,3}")
_LONGEST_HEAD = 90  #: characters of a line that is a name and a time
_LONGEST_NAME = 5  #: words


def find_timed(lines: Sequence[str]) -> dict[int, Timed]:
    """Return the names with times of a page, by line; nothing where none of them comes back or where nobody else does.

    Lines of one shape belong together. Each shape needs three lines, two names, and half of its lines by names that
    come back, so that the entries of a diary of hours ("10:30 Tea: served cold") are no speakers. Names in brackets,
    first and last, need not come back: "00:12 [Ann Vane]".
    """
    found: dict[str, dict[int, Timed]] = {shape: {} for shape, _ in _SHAPES}
    for i, line in enumerate(lines):
        shape, timed = _read(line.strip())
        if timed is not None:
            found[shape][i] = timed
    found["alone"] = {i: head for i, head in found["alone"].items() if i + 1 not in found["alone"]}  # a time table
    kept: dict[int, Timed] = {}
    for heads in found.values():
        counts = Counter(timed.name for timed in heads.values())
        again = sum(count for count in counts.values() if count >= 2)
        full = sum(_FULL_NAME.fullmatch(timed.name) is not None and timed.bracketed for timed in heads.values())
        if len(heads) >= 3 and len(counts) >= 2 and max(again, full) >= 0.5 * len(heads):
            kept |= heads
    return dict(sorted(kept.items()))


def _read(text: str) -> tuple[str, Timed | None]:
    if not any(ch in text[:_LONGEST_HEAD] for ch in ":<"):
        return "", None
    for shape, pattern in _SHAPES:
        match = pattern.fullmatch(text) if shape == "alone" else pattern.match(text)
        if match is None or (shape == "alone" and len(text) > _LONGEST_HEAD):
            continue
        name = next(value for value in match.groupdict().values() if value).strip(" -–—")
        if len(name.split()) <= _LONGEST_NAME and any(ch.isalpha() for ch in name) and name[-1] != ".":
            bracketed = shape == "alone" and match["inside"] is not None
            return shape, Timed(name=name, end=match.end(), bracketed=bracketed)
    return "", None
