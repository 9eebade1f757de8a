"""Interviews: who asks and who answers, and the kind that has no labels at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.names import read_name
from narrate.writing.attribute.people import People
from narrate.writing.attribute.voices import Turn
from narrate.writing.attribute.words import tokens

_WITH = re.compile(
    r"(?:interview|conversation|talk|q ?& ?a|chat|discussion|speaking|spoke|talked|sat down|talks|speaks|meets?|"
    r"met|interviews|interviewed|беседа|беседуем|беседовали|интервью|разговор|разговариваем|поговорил[аи]?|говорим|"
    r"встретил(?:ся|ась|ись)|в гостях у|гость (?:студии|номера|программы|редакции)|собеседни(?:к|ца)|допрос|"
    r"допрошен\w*|показания|опрошен\w*|"
    r"^(?:свидетел(?:я|ьницы)|обвиняем(?:ого|ой)|подозреваем(?:ого|ой)|арестованн(?:ого|ой)|потерпевш(?:его|ей)|гр-(?:на|ки)))"
    r"\W*(?:with|to|с|со)?:? ",
    re.I,
)
_BY = re.compile(
    r"(?:interview(?:ed|er)?|conducted|questions|asked|intervistato|беседовал[аи]?|"
    r"беседу (?:в[её]л[аи]?|вед[её]т|пров[её]л[аи]?|записал[аи]?)|"
    r"интервью (?:взял[аи]?|брал[аи]?|в[её]л[аи]?|записал[аи]?)|вопросы задавал[аи]?|"
    r"расспрашивал[аи]?|расспросил[аи]?|разговаривал[аи]?|допросил[аи]?|допрос (?:в[её]л|произв[её]л|снял)|"
    r"интервьюер)(?: (?:was )?(?:conducted )?by)?:? ",
    re.I,
)
_ASKS_BY = re.compile(r"by|er:? $|:|интервьюер|беседо|беседу|интервью [взбп]|вопросы|расспр|разговаривал|допрос", re.I)
_AUTHOR = re.compile(r"(?:текст|автор|записал[аи]?|подготовил[аи]?|words|text|by)(?: и фото)?:? ", re.I)
#: the head of the page says that somebody is asked
_TALKS = re.compile(
    r"\b(?:интервью|бесед\w+|разговор\w*|поговорил\w*|расспросил\w*|расспрашивал\w*|встретил(?:ись|ся|ась)|встреча\w+|"
    r"корреспондент\w*|собеседни\w+|в гостях|гость|рассказал[аи]? (?:нам|нашему|корреспонденту|о|об)|наш\w* газет\w*|"
    r"interview\w*|talked|spoke|met|asked|visited)\b",
    re.I,
)


def find_questions(blocks: Sequence[Block], people: People, language: Language, source: str = "") -> dict[int, Turn]:
    """Return the turns of a magazine interview: short questions, answers in the first person, no labels.

    Where `source` still shows which paragraphs are in bold or italics from end to end, those are the questions. In
    plain text they are told by their question marks, by coming back, and by answers that say "I" on a page that names
    one person to be asked.
    """
    spoken = [i for i, b in enumerate(blocks) if not b.why and b.kind in ("paragraph", "heading", "quote")]
    marked = [n for n, i in enumerate(spoken[:-1]) if _emphasised(blocks[i], source)]
    marked = [n for n in marked if n + 1 not in marked and len(blocks[spoken[n]].text.split()) <= 60]
    shown = sum(blocks[spoken[n]].text.endswith("?") for n in marked)
    if len(marked) >= 3 and shown >= max(2, 0.3 * len(marked)):
        asks = marked if marked[0] else marked[1:]  # the first paragraph is the page's own
    else:
        marked = []
        asks = [
            n
            for n, i in enumerate(spoken[:-1])
            if _asks(blocks[spoken[n]].text) and not _asks(blocks[spoken[n + 1]].text)
        ]
    if len(asks) < 3 or asks[-1] - asks[0] > 6 * len(asks):
        return {}
    answers = [blocks[spoken[n + 1]].text for n in asks]
    personal = sum(_counts(text, language.first_person) > 0 for text in answers)
    dashed = all(text[:1] in "—–" for text in answers)
    if (not marked and personal < 0.5 * len(answers)) or any(
        text[:1] in ('"“«' if dashed else '"“«—–') for text in answers
    ):
        return {}
    asker, answerer = interview_names(blocks, people, language)
    answerer = answerer or main_person(blocks, spoken[: asks[0]], people, language)
    if not answerer:
        return {}
    if dashed:
        first = asks[0]
        while first and blocks[spoken[first - 1]].text[:1] in "—–-":
            first -= 1  # a question that another one answers is no pair of its own
        head = [b.text for b in blocks[: spoken[first]]]
        return _dashed(blocks, spoken[first:], head, asker or author(blocks, people, language), answerer, language)
    turns: dict[int, Turn] = {}
    surname = answerer.split()[-1].lower()
    for n in range(asks[0], len(spoken)):
        i = spoken[n]
        text = blocks[i].text
        if surname in text.lower() and n > asks[-1]:
            break
        question = n in asks or (not marked and _prompts(text, language))
        turns[i] = _turn(asker or language.questioner, answerer, 0.8 if n in asks else 0.65, question=question)
    return turns


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


def _dashed(
    blocks: Sequence[Block], spoken: Sequence[int], head: Sequence[str], asker: str, answerer: str, language: Language
) -> dict[int, Turn]:
    """Return the turns of an interview whose questions and answers both begin with a dash, and take turns.

    A story does so too. There somebody is told to speak (", — said she"), and nobody is said to have been asked.
    """
    every = [i for i in spoken if blocks[i].text[:1] in "—–-"]
    lines = [i for i in every if _TOLD_TO_SPEAK.search(blocks[i].text) is None]
    if len(lines) < 0.8 * len(every):
        return {}
    asked, answered = lines[::2], lines[1::2]
    if sum(_questions(blocks[i].text, language) for i in asked) < 0.7 * len(asked):
        return {}
    named = answerer.split()[0].lower()
    called = any(named in blocks[i].text[:40].lower() for i in asked[:2])
    if not (asker or called or any(_TALKS.search(text) for text in head)):
        return {}
    if sum(blocks[i].text.endswith("?") for i in answered) > 0.4 * len(answered):
        return {}
    confidence = 0.85 if asker else 0.75
    turns: dict[int, Turn] = {}
    answering = False
    for i in spoken:
        text = blocks[i].text
        if text[:1] in "—–-":
            if i not in lines:
                break
            answering = i not in asked
            turns[i] = _turn(asker or language.questioner, answerer, confidence, question=not answering)
        elif blocks[i].kind == "heading":
            answering = False
        elif answering and _goes_on(text, answerer, language):
            turns[i] = _turn(asker, answerer, 0.65, question=False)
        elif i > lines[-1]:
            break
    return turns


_TOLD_TO_SPEAK = re.compile(r"[,.!?…] [—–-] [а-яёa-z]+ (?:он|она|[A-ZА-ЯЁ]\w+|he|she|\w+(?:ик|ец|ка|ша|арь|тель))\b")


def _questions(text: str, language: Language) -> bool:
    return "?" in text or _counts(text, language.second_person) > 0 or text.rstrip().endswith(("…", "..."))


def _goes_on(text: str, answerer: str, language: Language) -> bool:
    """Tell whether a paragraph without a dash is still the answer: it says I and does not name who answers."""
    stems = "|".join(re.escape(word[:-1]) for word in answerer.split() if len(word) > 3)
    if stems and re.search(rf"\b(?:{stems})", text):
        return False
    return text.split()[0].lower() not in language.pronouns and _counts(text, language.singular) > 0


def author(blocks: Sequence[Block], people: People, language: Language) -> str:
    """Return who wrote the page by a line such as "Текст: Ольга Крамаренко"."""
    for block in (*blocks[:14], *blocks[14:][-3:]):
        if len(block.text) < 80 and (match := _AUTHOR.match(block.text)):
            return _name_at(block.text, match.end(), people, language)
    return ""


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
            if _ASKS_BY.search(match[0]) and not asker:
                asker = _name_at(text, match.end(), people, language, subject=True)
        for match in _WITH.finditer(text):
            name = _name_at(text, match.end(), people, language)
            if name and not answerer and name != asker:
                answerer = name
        field = re.match(r"(?:interviewee|subject|informant|narrator|информант)s?: ", text, re.I)
        if field:
            answerer = _name_at(text, field.end(), people, language) or answerer
    return asker, answerer


def _name_at(text: str, at: int, people: People, language: Language, *, subject: bool = False) -> str:
    """Return the person named within a few words; `subject`: not one in another case."""
    toks = tokens(text, at, min(len(text), at + 90))
    for i in range(min(5, len(toks))):
        if (
            toks[i].capital
            and (name := read_name(toks, i, language)) is not None
            and (
                people.is_person(name)
                or (" " in name.text and not _is_house(name.text, language))
                or (i > 0 and toks[i - 1].low in language.roles)  # "Допросил: следователь Бессонов"
            )
            and not (subject and people.is_oblique(name))
        ):
            return people.resolve(name.text, name.title)
        if toks[i].text in ".:;" or toks[i].low in ("at", "in", "for", "about", "on"):
            break  # "spoke to the geologist at the Polar Institute"
    return ""


def _is_house(name: str, language: Language) -> bool:
    """Tell "Skerry Museum" from a person."""
    return any(word in language.not_names for word in name.lower().split())


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
