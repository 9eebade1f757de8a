"""What the lines of a whole page have in common: width, indent, words with hyphens, columns and cues of speakers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from narrate.writing.clean.mapped import Mapped

LONGEST_WRAP = 130  #: a longer line was never wrapped by hand or by a mail program
COLUMN = re.compile(r"(?:(?:[\[(]?[\d:.]{4,12}[\])]?|\d\d(?: \d\d){2,3})\s+)?([A-ZА-ЯЁ][A-ZА-ЯЁ0-9-]+)\.?\s+(?=\S)")
_CUE = re.compile(
    r"\s*([A-ZА-ЯЁ][A-ZА-ЯЁ0-9 .'’&#/-]{1,30}?)(?:\s*\((?:V\.? ?O|O\.? ?S|O\.? ?C|CONT|MORE|ON |OFF|INTO|FILTER|"
    r"PRE)[^()]{0,20}\))*\s*"
)
PARENTHESES = re.compile(r"\s*\([^()]{1,60}\)\s*")


def name_of_cue(line: Mapped) -> str:
    """Return the name in capitals that a line is, without the directions after it, or nothing."""
    match = _CUE.fullmatch(line.text)
    return match[1] if match else ""


def find_cues(raw: Sequence[Sequence[Mapped]]) -> frozenset[str]:
    """Return who speaks in a play whose names stand in capitals over what is said, line by line; else nobody.

    Each block has to begin with the name, and two at least of the names come back. In a screenplay, where scenes begin
    with INT. or EXT., and where names lie deeper than what is said, one time is enough.
    """
    heads: Counter[str] = Counter()
    deeper: Counter[str] = Counter()
    for lines in raw[1:]:
        name = name_of_cue(lines[0]) if len(lines) > 1 else ""
        if name and len(name.split()) <= 4 and not lines[1].text.strip().isupper():
            heads[name] += 1
            deeper[name] += indent_of(lines[0]) - indent_of(lines[1]) >= 4
    if len(heads) < 2 or sum(heads.values()) < 4:
        return frozenset()
    if deeper.total() >= 0.8 * heads.total():
        return frozenset(name for name in heads if heads[name] >= 2 or deeper[name])
    known = sum(count >= 2 for count in heads.values()) >= 2
    return frozenset(name for name in heads if heads[name] >= 2) if known else frozenset()


def wrap_width(raw: Sequence[Sequence[Mapped]]) -> int:
    """Return the width at which the page was wrapped, or 0 where it was not."""
    lengths = sorted(len(line.text.rstrip()) for lines in raw for line in lines[:-1])
    if sum(n > 1.2 * LONGEST_WRAP for n in lengths) >= 3:
        return 0  # whole paragraphs stand on lines of their own
    lengths = [n for n in lengths if 30 <= n <= LONGEST_WRAP]
    if len(lengths) < 2:
        return lengths[0] if lengths and lengths[0] > 55 else 0
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    full = sum(n >= 0.8 * width for n in lengths)
    return width if full >= max(2, 0.3 * len(lengths)) else 0


def common_indent(raw: Sequence[Sequence[Mapped]]) -> int:
    """Return the indentation that most lines have."""
    counts: dict[int, int] = {}
    for lines in raw:
        for line in lines:
            counts[indent_of(line)] = counts.get(indent_of(line), 0) + 1
    return max(counts, key=lambda n: (counts[n], -n), default=0)


def indent_of(line: Mapped) -> int:
    """Return by how many characters a line is indented."""
    return len(line.text) - len(line.text.lstrip())


def find_hyphenated(raw: Sequence[Sequence[Mapped]]) -> frozenset[str]:
    """Return the words with a hyphen that stand inside a line: a wrap at their hyphen keeps it."""
    return frozenset(
        word.lower()
        for lines in raw
        for line in lines
        if "-" in line.text
        for word in re.findall(r"\w+-\w+", line.text)
    )


def find_columns(raw: Sequence[Sequence[Mapped]]) -> frozenset[str]:
    """Return the speakers of a column of names in capitals before the lines of a transcript; none elsewhere."""
    heads = Counter(
        match[1] for lines in raw for line in lines if (match := COLUMN.match(line.text.strip())) is not None
    )
    names = frozenset(head for head, count in heads.items() if count >= 2)
    return names if len(names) >= 2 and sum(heads[name] for name in names) >= 4 else frozenset()
