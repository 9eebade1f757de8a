"""Extracts from records with their source below: "Ann Vane, manager, Trial Tr. 34:25" names who has answered."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.bearers import key_of
from narrate.writing.attribute.turns.court import witness_line
from narrate.writing.attribute.turns.labels import Label
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_LONGEST = 40  #: words of such a line


def credits_below(
    blocks: Sequence[Block], accepted: Sequence[Label], people: People
) -> tuple[dict[int, str], set[int]]:
    """Return who answers in each block over such a line, and the lines."""
    answers: dict[int, str] = {}
    lines: set[int] = set()
    labels = {f.block: f for f in accepted if f.form in ("qa", "bare")}
    run: list[int] = []
    for i in range(min(labels, default=len(blocks)), len(blocks)):
        if blocks[i].why:
            continue
        if (label := labels.get(i)) is not None:
            run += [i] if key_of(label.label) != "q" else []
        elif run and not witness_line(blocks[i].text) and (person := _credited(blocks[i].text, people)):
            answers |= dict.fromkeys(run, person)
            lines.add(i)
            run = []
    persons = set(answers.values())
    return answers | (dict.fromkeys(run, persons.pop()) if len(persons) == 1 else {}), lines


def _credited(text: str, people: People) -> str:
    toks = tokens(text)
    name = read_name(toks, 0, people.language) if toks and toks[0].capital else None
    if name is None or " " not in name.text or len(text.split()) > _LONGEST or text[-1:] == "?":
        return ""
    followed = name.last < len(toks) and toks[name.last].text in ",("
    personal = any(t.low in people.language.first_person for t in toks)
    return people.resolve(name.text, name.title) if followed and not personal else ""
