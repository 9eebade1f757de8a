"""A question and its answer in one paragraph: the line between them, or the bold type, was lost on the way.

"When did it begin? When I was seven, I fell into the mill pond." Only in a page that calls itself an interview, and
only where questions have no paragraphs of their own: an answer may begin with a question as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from narrate.writing.clean.unit import Unit

_INTERVIEW = re.compile(
    r"\b(?:interview(?:ed)?|conversation|q ?& ?a|questionnaire|questions (?:for|to|with))\b|"
    r"\b(?:интервью|беседа|анкета)\b",
    re.I,
)
_HEAD = 6  #: units in which a page says what it is
_LONGEST_HEAD = 80  #: words
_ROW = re.compile(r"(?P<question>(?:[^.!?]{2,120}[.!?] ){0,2}[^.!?]{2,200}\?)\s+(?=[^\W\d_])")
_LONGEST_QUESTION = 45  #: words
_ENOUGH = 3
_I = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|me|my|mine|we|our|us|я|меня|мне|мной|мой|моя|мои|мы|нас|наш\w*)\b")


def part_questions(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with every question parted from its answer; the units as they are on any other page."""
    head = [unit.text for unit in units[:_HEAD] if len(unit.text.split()) <= _LONGEST_HEAD]
    if not any(_INTERVIEW.search(text) for text in head):
        return list(units)
    rows = {i: end for i, unit in enumerate(units) if (end := _question(unit.text))}
    alone = sum(unit.text.endswith("?") and len(unit.text.split()) <= _LONGEST_QUESTION for unit in units)
    own = sum(_I.search(units[i].text[end:]) is not None for i, end in rows.items())
    if alone > 1 or not own or (own < len(rows) and len(rows) < _ENOUGH):
        return list(units)
    return [part for i, unit in enumerate(units) for part in _cut(unit, rows.get(i, 0))]


def _question(text: str) -> int:
    """Return where the question ends with which a paragraph begins; nothing where it speaks of an I."""
    match = _ROW.match(text)
    if match is None or len(match["question"].split()) > _LONGEST_QUESTION or _I.search(match["question"]):
        return 0
    return match.end()


def _cut(unit: Unit, at: int) -> list[Unit]:
    if not at:
        return [unit]
    spans = ((0, at), (at, len(unit.text)))
    return [replace(unit, mapped=unit.mapped.slice(start, end).strip(), alone=False) for start, end in spans]
