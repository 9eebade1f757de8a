"""Turns that run on in one paragraph: parted before the next label, as they would be on a page with more room.

Old trials print "Mr. Orme. Does linen ring? - A. Mine does not.", and pages that lost their line breaks have a whole
conversation in a block. A label inside is believed where questions and answers, or names in capitals, come back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.writing.clean.unit import Unit
from narrate.writing.sworn import Clause, find_evidence

_ENDS = r"(?:(?<=[?!…\"”’)\]])|(?<=[a-zа-яё]{2}\.))(?:\s*[-–—]{1,2})?\s+"
_ANSWER = re.compile(rf"{_ENDS}(?=(?P<label>[QAВО])[.:](?: +[-–—]?| ?[-–—]{{1,2}}) ?[\"“‘«(\[A-ZА-ЯЁ0-9])")
_NAME = re.compile(rf"{_ENDS}(?=(?P<label>[A-ZА-ЯЁ][A-ZА-ЯЁ .'’-]{{1,24}}[A-ZА-ЯЁ]): +\S)")
_OPENS = re.compile(r"(?:[QAВО][.:](?: | ?[-–—])|(?P<label>[A-ZА-ЯЁ][A-ZА-ЯЁ .'’-]{1,24}[A-ZА-ЯЁ]): +\S)")
#: a line of the clerk's before what the witness says: "ANN VANE re-examined. It was cleaner."
_CLERK = re.compile(
    r"(?:(?:The )?(?:Prisoner|Defendant|Accused)['’]s (?:Defence|Defense|defence|defense)|"
    r"(?:Cross|Re)-?examined(?: by (?:MR|Mr|the|The)\.? ?[\w'’]+)?|By the (?:COURT|Court|JURY|Jury)|"
    r"[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]+){1,4},? (?:sworn|affirmed|recalled|re-?called|re-?examined))\.\s+(?=[\"“‘A-Z])"
)
_ASKED = re.compile(r"Q[.:] [^?]{3,400}\? A[.:] ")  #: question and answer in one paragraph
_ENOUGH = 3  #: labels inside paragraphs
#: minutes of evidence: "3117. And how many came back?--Nineteen.", "Was it paid? --- No."
_REPLY = re.compile(r"(?<=[?.!)])\s*(?=(?:-{2,3}|[—–]{1,2})\s*[\"“‘(A-Z\d])")
_MARKS = re.compile('^[-–—]|["“”«»]')
_REPLIES = 4  #: paragraphs that ask and answer


def part_turns(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with those parted in which one turn follows another."""
    clerks = [(unit, _CLERK.match(unit.text)) for unit in units]
    units = [part for unit, line in clerks for part in _cut(unit, [line.end()] if line else [])]
    clauses = find_evidence([unit.text for unit in units])
    units = [part for i, unit in enumerate(units) for part in _cut(unit, _inside(unit, clauses.get(i)))]
    replies = [_reply(unit.text) for unit in units]
    asking = [unit.text[:at].rstrip(" )")[-1:] == "?" for unit, at in zip(units, replies, strict=True) if at]
    if len(asking) >= _REPLIES and sum(asking) >= 0.5 * len(asking):
        return [part for unit, at in zip(units, replies, strict=True) for part in _cut(unit, [at] if at else [])]
    answers = [_ANSWER.search(unit.text) for unit in units]
    letters = Counter(match["label"] for unit in units for match in _ANSWER.finditer(unit.text))
    opened = Counter(unit.text[0] for unit in units if _OPENS.match(unit.text))
    turns = any(
        letters[a] + opened[a] >= (2 if letters[q] + opened[q] else _ENOUGH) for q, a in (("Q", "A"), ("В", "О"))
    )
    both = any(_ASKED.match(unit.text) and match for unit, match in zip(units, answers, strict=True))
    if both or (turns and sum(match is not None for match in answers) >= 2):
        return [part for unit in units for part in _parted(unit, _ANSWER, frozenset("QAВО"))]
    if min(opened["Q"], opened["A"]) >= _ENOUGH:  # where all others have lines of their own, an answer may run on
        return [
            part
            for unit in units
            for part in (_parted(unit, _ANSWER, frozenset("Q")) if unit.text.startswith("A") else [unit])
        ]
    names = Counter(match["label"] for unit in units for match in _NAME.finditer(unit.text))
    names.update(match["label"] for unit in units if (match := _OPENS.match(unit.text)) and match["label"])
    known = frozenset(name for name, count in names.items() if count >= 2)
    inside = sum(match["label"] in known for unit in units for match in _NAME.finditer(unit.text))
    if len(known) < 2 or inside < _ENOUGH:
        return list(units)
    return [part for unit in units for part in _parted(unit, _NAME, known)]


def _inside(unit: Unit, clause: Clause | None) -> list[int]:
    return [clause.end] if clause and clause.end < len(unit.text) else []


def _parted(unit: Unit, pattern: re.Pattern[str], labels: frozenset[str]) -> list[Unit]:
    return _cut(unit, [match.end() for match in pattern.finditer(unit.text) if match["label"] in labels])


def _reply(text: str) -> int:
    """Return where a dash begins the answer to what a paragraph asks without any mark of quotation, or nothing."""
    dashes = [match.end() for match in _REPLY.finditer(text)]
    return dashes[0] if dashes and dashes[0] and not _MARKS.search(text[: dashes[0]]) else 0


def _cut(unit: Unit, cuts: Sequence[int]) -> list[Unit]:
    if not cuts:
        return [unit]
    edges = [0, *cuts, len(unit.text)]
    return [replace(unit, mapped=unit.mapped.slice(start, end).strip(), alone=False) for start, end in pairwise(edges)]
