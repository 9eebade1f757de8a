"""Minutes of evidence without Q and A: a numbered question, and an answer behind a dash.

Cleaning parts them where they stand in one paragraph: "3117. And how many came back?--Nineteen." A name in parentheses
says who asks from there on: "3119. (The President.) What became of it?"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from narrate.model import Block
from narrate.writing.attribute.turns.court import asked_by
from narrate.writing.attribute.turns.labels import Label

_ANSWER = re.compile(r"(?:-{2,3}|[—–]{1,2})\s*(?=\S)")
_NUMBER = re.compile(r"(?:\d{1,6}[.)]?\s+)?")
_ENOUGH = 4  #: answers


def find_replies(blocks: Sequence[Block]) -> list[Label]:
    """Return a label for every question and every answer of such a record; nothing for any other page."""
    spoken = [i for i, block in enumerate(blocks) if not block.why and block.kind != "title"]
    answered = {
        i: before
        for before, i in pairwise(spoken)
        if _answers(blocks[before], blocks[i]) and not _ANSWER.match(blocks[before].text)
    }
    parted = [before for i, before in answered.items() if _together(blocks[before], blocks[i])]
    if len(parted) < _ENOUGH or 2 * sum("?" in blocks[before].text for before in parted) < len(parted):
        return []
    asked = set(answered.values())
    found: list[Label] = []
    for i in spoken:
        text = blocks[i].text
        if i in answered:
            dash = _ANSWER.match(text)
            found.append(Label(block=i, label="A", end=dash.end() if dash else 0, form="qa"))
        elif (number := _NUMBER.match(text)) and (i in asked or asked_by(text, number.end())[0]):
            found.append(Label(block=i, label="Q", end=number.end(), form="qa"))
    return found


def _answers(question: Block, block: Block) -> bool:
    """Tell an answer behind a dash; a hyphen at the start of the line was taken for the mark of a list."""
    if _ANSWER.match(block.text):
        return True
    return block.kind == "list-item" and not block.text[:1].isdigit() and question.text[-1:] == "?"


def _together(question: Block, answer: Block) -> bool:
    """Tell whether nothing but a space, or the end of the line and the hyphen, parts two blocks in the source."""
    least = 4 if answer.kind == "list-item" else 1
    return 0 <= answer.origin().start - question.origin().end <= least
