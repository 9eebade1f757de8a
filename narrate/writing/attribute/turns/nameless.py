"""Whom labels mean that name nobody: I and R, Me and Grandma, Speaker 1 and Guest.

Two things tell who is meant: which of the two that take turns does the asking, where the page says who asked whom; and
whom the speech before introduces or calls.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from narrate.model import Block
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.labels import Label
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_WRITER = frozenset({"me", "myself", "я"})  #: whoever wrote the page, if he has a label
_LETTERS = re.compile(r"(?:[A-ZА-ЯЁ]{1,3}|RESP)\d?")
_MOST = 0.8  #: of the turns are those of two labels
_APART = 0.3  #: by which share of their turns two labels differ in asking
_COUNTED = re.compile(r"(?:speaker|guest|voice|participant|person|спикер|гость|гостья|собеседник) ?#?\d*", re.I)
_BRINGS_IN = re.compile(
    r"\b(?:with me|guests?|join(?:s|ed|ing)|welcome|introduce|here with|(?:talk|speak)(?:ing)? (?:to|with)|"
    r"в студии|в гостях|гость|гостья|представля\w+)\b",
    re.I,
)


def who_asks(
    blocks: Sequence[Block], accepted: Sequence[Label], known: Mapping[str, str], asker: str, answerer: str
) -> dict[str, str]:
    """Return persons for labels of one letter or a few that ask and answer: "I:" and "R:" of a survey."""
    turns: dict[str, list[str]] = {}
    for f in accepted:
        turns.setdefault(f.label, []).append(text_of(blocks, f))
    found = {label: asker for label in turns if label.lower() in _WRITER and asker}
    most = Counter({label: len(texts) for label, texts in turns.items()}).most_common(2)
    if len(most) < 2 or min(count for _, count in most) < 2 or sum(c for _, c in most) < _MOST * len(accepted):
        return found
    asks = {label: sum("?" in text for text in turns[label]) / count for label, count in most}
    one, other = sorted(asks, key=lambda label: asks[label], reverse=True)
    if asks[one] - asks[other] < _APART:
        return found
    for label, person in ((one, asker), (other, answerer)):
        if person and label not in known and _LETTERS.fullmatch(label.replace(".", "")):
            found[label] = person
    return found


def who_is_called(
    blocks: Sequence[Block], accepted: Sequence[Label], known: Mapping[str, str], people: People
) -> dict[str, str]:
    """Return persons for labels without a name whom the speech before their first one introduces or calls.

    "SPEAKER 1: With me is Bram Orme. Bram, thank you for coming." - "SPEAKER 2: I was told there would be soup."
    """
    nobody = {f.label for f in accepted if f.label not in known and _COUNTED.fullmatch(f.label)}
    found: dict[str, str] = {}
    heard: set[str] = set()
    before = ""
    for f in accepted:
        if f.label in nobody and f.label not in heard and before:
            person = _last_called(before, people)
            if person and person not in known.values() and person not in found.values():
                found[f.label] = person
        heard.add(f.label)
        before = text_of(blocks, f)
    return found


def text_of(blocks: Sequence[Block], label: Label) -> str:
    """Return what is said behind a label, or below it where it stands alone."""
    text = blocks[label.block].text[label.end :]
    return text if text or label.block + 1 >= len(blocks) else blocks[label.block + 1].text


def _last_called(text: str, people: People) -> str:
    """Return whom a speech names last, if it calls or introduces somebody; only a full name is worth it."""
    toks = tokens(text[-600:])
    last = ""
    k = 0
    while k < len(toks):
        name = read_name(toks, k, people.language) if toks[k].capital and toks[k].word else None
        if name is None:
            k += 1
            continue
        after = toks[name.last].text if name.last < len(toks) else "."
        begins, ends = not k or toks[k - 1].text in ".!?", after in ".!?"
        called = (begins and after == ",") or (ends and k > 0 and toks[k - 1].text == ",")
        if people.is_person(name) and (called or _BRINGS_IN.search(text)):
            last = people.resolve(name.text, name.title)
        k = max(name.last, k + 1)
    return last if " " in last else ""
