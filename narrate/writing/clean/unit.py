"""A paragraph or a short line of a plain page, and how its lines are made one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.writing.clean.mapped import Mapped, join, substitute


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


END = re.compile(r"[.!?…:;]['\"”’»)\]*_]*$")
BULLET = re.compile(
    r"(?:[•·▪◦‣●■►➤]|[*+](?=\s)|[-–—](?=\s)|\d{1,3}[.)](?=\s)|\(?[a-zA-Z0-9]{1,2}\)(?=\s)|[ivxlc]{1,6}[.)](?=\s))\s*"
)
LABEL_OF_LINE = re.compile(
    r"(?:[A-ZА-ЯЁÀ-Þ][\w.'’/-]*(?:[ \t]+(?:[A-ZА-ЯЁÀ-Þ\d][\w.'’-]*|of|the|de|van|von|"
    r"и)){0,4}(?:\s*[(\[][^)\]]{1,40}[)\]])?|[QAВО]\.?):(?=\s|$)|[QA](?:\.\s|[ \t]{2,}(?=[A-Z\"“]))"
)
_WRAPPED_HYPHEN = re.compile(r"(\w+)-\n\s*([^\W\d_]+)")
_FULL_PREFIX = _set(
    "self well half ex non all cross mid anti semi twenty thirty forty fifty sixty seventy eighty ninety high low "
    "long short old new hard so two three four five six ten first second third late early far near mother father "
    "brother sister по кое из"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A paragraph or a short line, as it lay on the page."""

    mapped: Mapped
    group: int  #: which raw block it was part of
    lines: int = 1
    indent: int = 0
    alone: bool = True  #: the only unit of its raw block
    verse: bool = False
    torn: bool = False  #: stood in the middle of a sentence: the head, the foot or the number of a page
    cue: bool = False  #: a name over what is said, a direction under it, or what is said, in a play

    @property
    def text(self) -> str:
        """Return the text itself."""
        return self.mapped.text


def unwrap(run: Sequence[Mapped], hyphenated: frozenset[str]) -> Mapped:
    """Join lines to one, words divided at their ends made whole but for those that are written with a hyphen."""
    if len(run) == 1:
        return run[0].strip()
    joined = join([line.strip() for line in run], "\n")

    def close(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        keep = f"{first}-{second}".lower() in hyphenated or first.lower() in _FULL_PREFIX or second[0].isupper()
        return f"{first}-{second}" if keep or first[-1].isdigit() else first + second

    if "-\n" in joined.text:
        joined = substitute(_WRAPPED_HYPHEN, close, joined)
    return Mapped(joined.text.replace("\n", " "), joined.offsets)
