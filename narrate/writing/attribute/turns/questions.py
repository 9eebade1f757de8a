"""Interviews without labels: short questions, answers that say "I", and what the page puts between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from narrate.model import Block
from narrate.writing.attribute.languages import FEMALE, MALE, Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.interviews import (
    announces_talk,
    author,
    interview_names,
    main_person,
    who_is_asked,
)
from narrate.writing.attribute.voices import Turn
from narrate.writing.attribute.wording.words import tokens

Role = Literal["question", "answer", "aside"]

_KINDS = frozenset({"paragraph", "heading", "quote"})
_LONGEST_QUESTION = 45  #: words
_LONGEST_PROMPT = 30  #: words of a question without its mark
_BRIEF = 12
_COUNTER = 10  #: words of a question with which somebody answers


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
    spoken = [
        i
        for i, b in enumerate(blocks)
        if not b.why
        and not first <= i <= last
        and (b.kind in _KINDS or (b.kind == "list-item" and (items or _asks(b.text))))
    ]
    texts = [blocks[i].text for i in spoken]
    marked = _marked([blocks[i] for i in spoken], source)
    if not marked and items:
        marked = _dash_led([blocks[i] for i in spoken])
    asks = marked or _pairs([_asks(text) for text in texts])
    if not marked and asks and announces_talk(blocks[: spoken[asks[0]]]):
        asks = _pairs([_asks(text) or _asks_within(text, language) for text in texts])
    if len(asks) < 3 or asks[-1] - asks[0] > 6 * len(asks):
        return {}
    answers = [texts[n + 1] for n in asks]
    personal = sum(_counts(text, language.first_person) > 0 for text in answers)
    least = 0.25 if asker else 0.5  # the page says who asks
    if (not marked and personal < least * len(answers)) or any(text[:1] in '"“«—–' for text in answers):
        return {}
    answerer = answerer or who_is_asked([texts[n] for n in asks], people)
    answerer = answerer or main_person(blocks, spoken[: asks[0]], people)
    answerer = answerer or main_person(blocks, spoken[asks[-1] + 2 :][-3:], people)
    if not answerer:
        return {}
    asker = asker or author(blocks, people)
    asker = "" if asker == answerer else asker
    turns: dict[int, Turn] = {}
    heads = frozenset(n for n, i in enumerate(spoken) if blocks[i].kind == "heading" and blocks[i].text[-1:].isalnum())
    for n, role in _roles(texts, asks, heads, answerer, language, marked=bool(marked)).items():
        if role != "aside":
            confidence = 0.8 if n in asks else 0.65
            turn = _turn(asker or language.questioner, answerer, confidence, question=role == "question")
            label = _LABEL.match(texts[n]) if role == "question" else None
            turns[spoken[n]] = replace(turn, label_end=label.end()) if label else turn
    return turns


def _dash_led(blocks: Sequence[Block]) -> list[int]:
    """Return the paragraphs that a dash sets off as questions, where answers have none."""
    led = [
        n
        for n, b in enumerate(blocks[:-1])
        if _DASH.match(b.text) or (b.kind == "list-item" and not b.text[:1].isdigit())
    ]
    alone = sum(n + 1 not in led for n in led)
    asked = sum("?" in blocks[n].text for n in led)
    return (
        [n for n in led if n + 1 not in led]
        if len(led) >= 3 and alone >= 0.8 * len(led) and 2 * asked >= len(led)
        else []
    )


_DASH = re.compile(r"[—–-] ?(?=\S)")


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


def _roles(
    texts: Sequence[str],
    asks: Sequence[int],
    heads: frozenset[int],
    answerer: str,
    language: Language,
    *,
    marked: bool,
) -> dict[int, Role]:
    """Return what each paragraph from the first question on is, up to where the page speaks for itself again."""
    names = [word for word in answerer.lower().split() if len(word) > 2]
    asked = frozenset(asks)
    steady = sum(b - a == 2 for a, b in pairwise(asks)) >= 0.6 * (len(asks) - 1)
    roles: dict[int, Role] = {}
    before: Role = "answer"
    since = 0  # paragraphs of the answer so far
    for n in range(asks[0], len(texts)):
        text = texts[n]
        if n > asks[-1] + 1 and (_mentions(text, names) or (before == "answer" and not _personal(text, language))):
            break
        following = texts[n + 1] if n + 1 < len(texts) else ""
        role: Role = "answer"
        if not marked and n in heads and n not in asked:
            roles[n] = "aside"
            continue
        if marked:
            role = "question" if n in asked else "answer"
        elif before == "question":
            counter = len(text.split()) <= _COUNTER or text[:1] in "(["
            role = "question" if n in asked and not (counter and _asks(texts[n - 1])) else "answer"
        elif _asks(text) or _prompts(text, following, language, since=since, steady=steady):
            role = "question"
        if role == "answer" and before != "question" and _is_aside(text, following, names, language):
            role = "aside"
        since = 0 if role == "question" else since + 1
        roles[n] = before = role
    return roles


def _mentions(text: str, names: Sequence[str]) -> bool:
    low = text.lower()
    return any(re.search(rf"\b{re.escape(name)}\b", low) for name in names)


def _personal(text: str, language: Language) -> bool:
    return _counts(text, language.first_person) > 0 or _counts(text, language.second_person) > 0


def _is_aside(text: str, following: str, names: Sequence[str], language: Language) -> bool:
    """Tell what the page writes between an answer and the next question: the one who answers is he or she in it."""
    if _personal(text, language) or (
        following and not _asks(following) and _counts(following, language.second_person) == 0
    ):
        return False
    low = [t.low for t in tokens(text[:400])]
    return _mentions(text, names) or any(
        {language.pronouns.get(word), language.possessives.get(word)} & {FEMALE, MALE} for word in low
    )


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
    if len(text.split()) > _LONGEST_PROMPT or text[:1] in '"“«(—–':
        return False
    return bool(_BIDS.match(text)) or ("?" in text and not _counts(text, language.first_person))


def _asks(text: str) -> bool:
    return text.endswith("?") and len(text.split()) <= _LONGEST_QUESTION and text[:1] not in '"“«'


_LABEL = re.compile(r"(?:Q|Question|В|Вопрос)(?:[.:]|\s*[—–])\s+")
_BIDS = re.compile(
    r"(?:(?:and|so|then|but|now|please) )*(?:tell|describe|talk|explain|give|take|walk|remind|show) (?:me|us|our)\b|"
    r"(?:(?-i:[А-ЯЁ]\w+ ){0,2}(?-i:[А-ЯЁ])\w+, )?(?:(?:а|и|ну|но|тогда|теперь|пожалуйста|может быть),? )*(?:вы )?"
    r"(?:расскажите|вспомните|опишите|объясните|поделитесь|представьтесь|назовите|начните|продолжите|поясните)\b",
    re.I,
)


def _prompts(text: str, following: str, language: Language, *, since: int, steady: bool) -> bool:
    """A question without a question mark: short, to "you" and not about "I", and answered.

    `since`: paragraphs that the answer has so far; `steady`: on this page they have one as a rule.
    """
    due = steady and since == 1
    words = text.split()
    if len(words) > _LONGEST_PROMPT or not following or _asks(following) or text[:1] in '"“«(—–':
        return False
    if _asks_within(text, language):
        return True
    if _counts(text, language.first_person):
        return False
    if _counts(text, language.second_person):
        first = tokens(text[:40])[0].low
        due = due or (since == 1 and len(words) <= _BRIEF)
        return first in language.second_person or (due and _counts(following, language.first_person) > 0)
    brief = len(words) <= 8 and len(following.split()) > len(words)
    return due and brief and not _counts(text, frozenset(language.pronouns))


def _counts(text: str, table: frozenset[str]) -> int:
    return sum(t.low in table for t in tokens(text[:800]))
