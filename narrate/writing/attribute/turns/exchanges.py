"""Interviews whose questions and answers both begin with a dash, as Russian papers print them.

A story looks the same. There somebody is told to speak (", — said she") and the narrator comes between; an interview
takes turns nearly without a word of the page's own, every second line asks, and the page says who was asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import FEMALE, MALE, Language
from narrate.writing.attribute.persons.inflected import clause_after
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.interviews import author, interview_names, main_person, who_is_asked
from narrate.writing.attribute.voices import Turn
from narrate.writing.attribute.wording.words import tokens

_DASH = re.compile(r"[—–-]{1,2} ?(?=\S)")
_TOLD = re.compile(r"[,.!?…] (?=[—–-] [а-яёa-z])")
#: the head of the page says that somebody is asked
_TALKS = re.compile(
    r"\b(?:интервью|бесед\w+|разговор\w*|поговорил\w*|расспросил\w*|расспрашивал\w*|встретил(?:ись|ся|ась)|встреча\w+|"
    r"корреспондент\w*|собеседни\w+|в гостях|гость|рассказал[аи]? (?:нам|нашему|корреспонденту|о|об)|наш\w* газет\w*|"
    r"ответил[аи]? на (?:наши )?вопрос\w*|interview\w*|talked|spoke|met|asked|visited)\b",
    re.I,
)
_SHORTEST = 4  #: lines


def find_exchange(blocks: Sequence[Block], people: People) -> dict[int, Turn]:
    """Return the turns of an interview between dashes; an empty table for any other page."""
    language = people.language
    spoken = [i for i, b in enumerate(blocks) if not b.why and b.kind != "title"]
    every = [i for i in spoken if _is_line(blocks[i])] if language.dash_dialogue else []
    lines = [i for i in every if not _is_told(blocks[i].text, people)]
    if len(lines) < _SHORTEST or len(lines) < 0.8 * len(every):
        return {}
    start = next((k for k in (0, 1) if _asks(blocks[lines[k]].text)), 2)
    lines = lines[start:]
    if start > 1 or len(lines) < 0.6 * sum(lines[0] <= i <= lines[-1] for i in spoken):
        return {}
    asked, answered = lines[::2], lines[1::2]
    if sum(_asks_on(blocks[i].text, language) for i in asked) < 0.7 * len(asked):
        return {}
    if sum(blocks[i].text.endswith("?") for i in answered) > 0.4 * len(answered):
        return {}
    asker, answerer = _persons(blocks, lines[0], asked, people)
    if not answerer:
        return {}
    return _turns(blocks, [i for i in spoken if i >= lines[0]], lines, asker, answerer, language)


def _is_told(text: str, people: People) -> bool:
    """Tell a line of a story: a clause in it says who speaks, ", — машет рукой хозяйка"."""
    return any(
        (found := clause_after(tokens(text, m.end(), m.end() + 120), people, strong=True)) is not None
        and found.subject.kind != "first"
        for m in _TOLD.finditer(text[:600])
    )


def _persons(blocks: Sequence[Block], first: int, asked: Sequence[int], people: People) -> tuple[str, str]:
    """Return who asks and who answers; nobody answers where the page does not say that somebody was asked."""
    asker, answerer = interview_names(blocks, people)
    called = who_is_asked([blocks[i].text for i in asked], people)
    head = [i for i in range(first) if not blocks[i].why]
    answerer = answerer or called or main_person(blocks, head, people)
    told = asker or called == answerer or any(_TALKS.search(blocks[i].text) for i in head)
    return asker or author(blocks, people), answerer if told and answerer != asker else ""


def _turns(
    blocks: Sequence[Block], spoken: Sequence[int], lines: Sequence[int], asker: str, answerer: str, language: Language
) -> dict[int, Turn]:
    turns: dict[int, Turn] = {}
    confidence = 0.85 if asker else 0.75
    places = {i: n for n, i in enumerate(lines)}
    answering = False
    for i in spoken:
        if i in places:
            answering = places[i] % 2 == 1
            speaker = answerer if answering else asker or language.questioner
            turns[i] = _turn(speaker, confidence, answering=answering)
        elif _is_line(blocks[i]):
            break
        elif blocks[i].kind == "heading":
            answering = False
        elif answering and _goes_on(blocks[i].text, answerer, language, last=i > lines[-1]):
            turns[i] = _turn(answerer, 0.65, answering=True)
        elif i > lines[-1]:
            break
    return turns


def _turn(speaker: str, confidence: float, *, answering: bool) -> Turn:
    rule = "answer" if answering else "question"
    return Turn(label_end=0, speaker=speaker, rule=rule, confidence=confidence, own=False)


def _is_line(block: Block) -> bool:
    return _DASH.match(block.text) is not None or (block.kind == "list-item" and block.text[:1] in "—–-")


def _asks(text: str) -> bool:
    return "?" in text or text.rstrip().endswith(("…", "..."))


def _asks_on(text: str, language: Language) -> bool:
    return _asks(text) or any(t.low in language.second_person for t in tokens(text[:800]))


def _goes_on(text: str, answerer: str, language: Language, *, last: bool) -> bool:
    """Tell whether a paragraph without a dash is still the answer.

    It does not name who answers, and nobody is "he" at its beginning; after the last line it has to say "I" as well.
    """
    stems = "|".join(re.escape(word[:-1]) for word in answerer.split() if len(word) > 3)
    if stems and re.search(rf"\b(?:{stems})", text):
        return False
    toks = tokens(text[:800])
    if not toks or language.pronouns.get(toks[0].low) in (FEMALE, MALE):
        return False
    return not last or any(t.low in language.singular for t in toks)
