"""Interviews without labels: short questions, answers that say "I", and what the page puts between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.interviews import (
    announces_talk,
    author,
    interview_names,
    kin_of_writer,
    main_person,
    name_alone,
    told_of_below,
    who_is_asked,
)
from narrate.writing.attribute.turns.weighing import (
    LONGEST_PROMPT,
    LONGEST_QUESTION,
    bids,
    is_quoted,
    roles_of,
    roles_of_marked,
)
from narrate.writing.attribute.voices import Turn
from narrate.writing.attribute.wording.words import tokens

_OPENING_MARKS = frozenset('"“«—–')
_KINDS = frozenset({"paragraph", "heading", "quote"})


def find_questions(
    blocks: Sequence[Block], people: People, source: str = "", taken: frozenset[int] = frozenset()
) -> dict[int, Turn]:
    """Return the turns of a magazine interview: short questions, answers in the first person, no labels.

    Where `source` still shows which paragraphs are in bold or italics from end to end, those are the questions. In
    plain text they are told by their question marks, by coming back, and by answers that say "I" on a page that names
    one person to be asked. `taken` are blocks that have a speaker by their labels, such as comments under the text.
    """
    language = people.language
    asker, answerer = interview_names(blocks, people)
    items = bool(asker and answerer)  # with a dash before the questions alone they look like the items of a list
    first, last = (min(taken), max(taken)) if taken else (len(blocks), 0)
    open_ = [i for i, b in enumerate(blocks) if not b.why and not first <= i <= last]
    opens = next((i for i in open_ if blocks[i].kind in _KINDS | {"list-item"} and _asks(blocks[i].text)), 0)
    announced = items or announces_talk(blocks[:opens])
    spoken = [
        i
        for i in open_
        if blocks[i].kind in _KINDS or (blocks[i].kind == "list-item" and (announced or _asks(blocks[i].text)))
    ]
    paragraphs = [blocks[i] for i in spoken]
    texts = [block.text for block in paragraphs]
    shown = _marked(paragraphs, source)
    marked = shown or (_led(paragraphs) if announced else [])
    asks = marked or _pairs([_asks(text) or (announced and _asks_within(text, language)) for text in texts])
    if len(asks) < (1 if items else 2 if announced else 3) or asks[-1] - asks[0] > 6 * len(asks):
        return {}
    least = 0.0 if shown or items else 0.25 if asker or marked else 0.5  # the page shows who asks
    if not _are_answers([texts[n + 1] for n in asks], least, language):
        return {}
    answerer = answerer or who_is_asked([texts[n] for n in asks], people)
    answerer = answerer or main_person(blocks, [i for i in open_ if i < spoken[asks[0]]], people)
    answerer = answerer or main_person(blocks, spoken[asks[-1] + 2 :][-3:], people)
    answerer = answerer or told_of_below(blocks, people) or name_alone(blocks[:opens], people)
    answerer = answerer or (kin_of_writer(blocks[:opens], language) if announced else "")
    if not answerer:
        return {}
    asker = asker or author(blocks, people)
    asker = "" if asker == answerer else asker
    if shown:
        roles = roles_of_marked(paragraphs, asks, answerer, people)
    else:
        roles = roles_of(paragraphs, asks, answerer, people, named=items)
    turns: dict[int, Turn] = {}
    for n, role in roles.items():
        if role != "aside":
            confidence = 0.8 if n in asks else 0.65
            turn = _turn(asker or language.questioner, answerer, confidence, question=role == "question")
            label = _LABEL.match(texts[n]) if role == "question" else None
            turns[spoken[n]] = replace(turn, label_end=label.end()) if label else turn
    return turns


def _are_answers(answers: Sequence[str], least: float, language: Language) -> bool:
    """Tell whether what follows the questions can be said by whoever is asked: a share of it says "I".

    It stands between marks everywhere or nowhere: a story has both, and its narrator comes between.
    """
    quoted = sum(text[:1] in _OPENING_MARKS for text in answers)
    whole = sum(is_quoted(text) for text in answers)
    if quoted > 0.2 * len(answers) and (quoted > whole or quoted < 0.6 * len(answers)):
        return False
    return sum(_counts(text, language.first_person) > 0 for text in answers) >= least * len(answers)


#: what a page sets before its questions and not before the answers
_LEADS = (
    re.compile(r"[—–-] ?(?=\S)"),
    re.compile(r"[>»›•▪►▶→] ?(?=\S)"),
    re.compile(r"(?:Question |Вопрос )?\d{1,3}[.):] ?(?=\S)"),
)
_LETTERED = re.compile(r"\w{1,3}[.)] ")


def _led(blocks: Sequence[Block]) -> list[int]:
    """Return the paragraphs that a dash, a bullet or a number sets off as questions, where answers have none."""
    for lead in _LEADS:
        led = [n for n, block in enumerate(blocks[:-1]) if lead.match(block.text) or _is_bullet(block, lead)]
        alone = [n for n in led if n + 1 not in led]
        asked = sum("?" in blocks[n].text for n in led)
        if len(led) >= 3 and len(alone) >= 0.8 * len(led) and 2 * asked >= len(led):
            return alone
    return []


def _is_bullet(block: Block, lead: re.Pattern[str]) -> bool:
    """Tell the item of a list whose bullet cleaning has taken away."""
    return lead is _LEADS[0] and block.kind == "list-item" and _LETTERED.match(block.text) is None


def _pairs(asking: Sequence[bool]) -> list[int]:
    """Return the questions that no other question follows."""
    return [n for n in range(len(asking) - 1) if asking[n] and not asking[n + 1]]


def _marked(blocks: Sequence[Block], source: str) -> list[int]:
    """Return the paragraphs in bold or italics that are questions; nothing where emphasis means something else."""
    marked = [n for n in range(len(blocks) - 1) if _emphasised(blocks[n], source)]
    marked = [n for n in marked if n + 1 not in marked and len(blocks[n].text.split()) <= 60]
    shown = sum(blocks[n].text.endswith("?") for n in marked)
    if len(marked) < 3 or shown < max(2, 0.3 * len(marked)):
        return []
    return marked if marked[0] else marked[1:]  # the first paragraph is the page's own


def _emphasised(block: Block, source: str) -> bool:
    """Tell whether a paragraph stands between marks of emphasis in its source, from end to end."""
    if not source or not len(block.offsets):
        return False
    first, last = block.offsets[0], block.offsets[-1] + 1
    before = re.search(r"[*_]{1,3}$", source[max(0, first - 3) : first])
    return before is not None and source[last : last + len(before[0])] == before[0]


def _turn(asker: str, answerer: str, confidence: float, *, question: bool) -> Turn:
    return Turn(
        label_end=0,
        speaker=asker if question else answerer,
        rule="question" if question else "answer",
        confidence=confidence,
        own=False,
    )


def _asks_within(text: str, language: Language) -> bool:
    """Tell a question whose mark is not at its end, or that only bids: "How? Nobody knows.", "Tell me of the fire."."""
    if len(text.split()) > LONGEST_PROMPT or text[:1] in '"“«(—–':
        return False
    return bids(text) or ("?" in text and not _counts(text, language.first_person))


def _asks(text: str) -> bool:
    ends = text.endswith("?") or (text[:1] in "([" and text.endswith(("?)", "?]")))
    return ends and len(text.split()) <= LONGEST_QUESTION and text[:1] not in '"“«'


_LABEL = re.compile(r"(?:Q|Question|В|Вопрос)(?:[.:]|\s*[—–])\s+")


def _counts(text: str, table: frozenset[str]) -> int:
    return sum(t.low in table for t in tokens(text[:800]))
