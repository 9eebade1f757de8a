"""Evidence in a newspaper: after the reporter's clause the witness speaks, up to the next clause.

The clause itself ("Ellen Marsh, sworn, said:") is read by the narrator. Cleaning has parted it from the evidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import NARRATOR, Block
from narrate.writing.attribute.persons.called import person_of_label
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.voices import Turn
from narrate.writing.attribute.wording.words import tokens
from narrate.writing.sworn import find_evidence


def find_depositions(blocks: Sequence[Block], people: People) -> dict[int, Turn]:
    """Return the turns of witnesses whose evidence a newspaper prints; nothing for any other page."""
    clauses = find_evidence(["" if block.why else block.text for block in blocks])
    turns: dict[int, Turn] = {}
    witness = ""
    due = False  # the paragraph right after a clause
    for i, block in enumerate(blocks):
        if block.why:
            continue
        if clause := clauses.get(i):
            witness = person_of_label(clause.name, people) if clause.name else witness
            due = clause.end >= len(block.text.rstrip())
            if witness and due:
                turns[i] = Turn(label_end=0, speaker=NARRATOR, rule="deposition", own=False)
        elif witness and (due or _goes_on(block, people)):
            turns[i] = Turn(label_end=0, speaker=witness, rule="deposition", confidence=0.9 if due else 0.75, own=False)
            due = False
        else:
            witness, due = "", False
    return turns


def _goes_on(block: Block, people: People) -> bool:
    return block.kind == "paragraph" and any(t.low in people.language.singular for t in tokens(block.text[:600]))
