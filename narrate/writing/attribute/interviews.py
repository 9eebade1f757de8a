"""Interviews: who asks and who answers, and the kind that has no labels at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.people import People, read_name, tokens
from narrate.writing.attribute.voices import Turn

_WITH = re.compile(
    r"(?:interview|conversation|talk|q ?& ?a|chat|discussion|speaking|spoke|talked|sat down|talks|speaks|meets?|"
    r"met|interviews|interviewed|беседа|интервью|разговор|поговорил[аи]?)"
    r"\W*(?:with|to|с|со)?:? ",
    re.I,
)
_BY = re.compile(
    r"(?:interview(?:ed|er)?|conducted|questions|asked|intervistato|беседовал[аи]?|"
    r"интервьюер)(?: (?:was )?(?:conducted )?by)?:? ",
    re.I,
)


def find_questions(blocks: Sequence[Block], people: People, language: Language) -> dict[int, Turn]:
    """Return the turns of a magazine interview: short questions, answers in the first person, no labels.

    The bold type of the questions is lost in plain text; they are told by their question marks, by coming back, and
    by answers that say "I" on a page that names one person to be asked.
    """
    spoken = [i for i, b in enumerate(blocks) if not b.why and b.kind in ("paragraph", "heading", "quote")]
    asks = [
        n for n, i in enumerate(spoken[:-1]) if _asks(blocks[spoken[n]].text) and not _asks(blocks[spoken[n + 1]].text)
    ]
    if len(asks) < 3 or asks[-1] - asks[0] > 6 * len(asks):
        return {}
    answers = [blocks[spoken[n + 1]].text for n in asks]
    personal = sum(_counts(text, language.first_person) > 0 for text in answers)
    dashed = all(text[:1] in "—–" for text in answers)
    if personal < 0.5 * len(answers) or any(text[:1] in ('"“«' if dashed else '"“«—–') for text in answers):
        return {}
    asker, answerer = interview_names(blocks, people, language)
    if dashed and not asker:
        return {}  # a dialogue of a story, unless somebody is named as the interviewer
    answerer = answerer or main_person(blocks, spoken[: asks[0]], people, language)
    if not answerer:
        return {}
    turns: dict[int, Turn] = {}
    surname = answerer.split()[-1].lower()
    for n in range(asks[0], len(spoken)):
        i = spoken[n]
        text = blocks[i].text
        if surname in text.lower() and n > asks[-1]:
            break
        if dashed and text[:1] not in "—–":
            if n > asks[-1] + 1:
                break
            continue
        question = n in asks or _prompts(text, language)
        turns[i] = Turn(
            label_end=0,
            speaker=(asker or language.questioner) if question else answerer,
            rule="question" if question else "answer",
            confidence=0.8 if n in asks else 0.65,
            own=False,
        )
    return turns


def _asks(text: str) -> bool:
    return text.endswith("?") and len(text.split()) <= 45 and text[:1] not in '"“«'


def _prompts(text: str, language: Language) -> bool:
    """A question without a question mark: one short sentence to "you" and not about "me"."""
    words = text.split()
    if len(words) > 25 or text.count(".") > 1:
        return False
    return (
        _counts(text, language.second_person) > 0
        and _counts(text, language.first_person) == 0
        and words[0].lower() in language.second_person
    )


def _counts(text: str, table: frozenset[str]) -> int:
    return sum(t.low in table for t in tokens(text[:800]))


def interview_names(blocks: Sequence[Block], people: People, language: Language) -> tuple[str, str]:
    """Return who asks and who answers, as far as the head of the page says so; empty where it does not."""
    asker = answerer = ""
    for block in (*blocks[:14], *blocks[14:][-3:]):
        text = block.text[:600]
        for match in _BY.finditer(text):
            if re.search(r"by|er|интервьюер|беседовал", match[0], re.I) and not asker:
                asker = _name_at(text, match.end(), people, language)
        for match in _WITH.finditer(text):
            name = _name_at(text, match.end(), people, language)
            if name and not answerer and name != asker:
                answerer = name
        field = re.match(r"(?:interviewee|subject|informant|narrator|информант)s?: ", text, re.I)
        if field:
            answerer = _name_at(text, field.end(), people, language) or answerer
    return asker, answerer


def _name_at(text: str, at: int, people: People, language: Language) -> str:
    toks = tokens(text, at, min(len(text), at + 90))
    for i in range(min(5, len(toks))):
        if (
            toks[i].capital
            and (name := read_name(toks, i, language)) is not None
            and (people.is_person(name) or " " in name.text)
        ):
            return people.resolve(name.text, name.title)
        if toks[i].text in ".:;":
            break
    return ""


def main_person(blocks: Sequence[Block], before: Sequence[int], people: People, language: Language) -> str:
    """Return whom the head of the page names most."""
    counts: Counter[str] = Counter()
    for i in before:
        toks = tokens(blocks[i].text[:1500])
        k = 0
        while k < len(toks):
            name = read_name(toks, k, language) if toks[k].capital and toks[k].word else None
            if name is not None and people.is_person(name) and not (k and toks[k - 1].low in language.determiners):
                who = people.resolve(name.text, name.title)
                alone = k == 0 and name.last >= len(toks)  # the head of the page is a name and nothing else
                counts[who] += 1 + (" " in who) + 3 * alone
                k = max(name.last, k + 1)
            else:
                k += 1
    if counts:
        return counts.most_common(1)[0][0]
    for i in before:  # nobody known: whoever the text begins with
        name = read_name(tokens(blocks[i].text[:90]), 0, language)
        if name is not None and " " in name.text and blocks[i].kind == "paragraph":
            return name.text
    return ""
