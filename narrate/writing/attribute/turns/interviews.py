"""Interviews: who asks and who answers, and the kind that has no labels at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import Token, tokens

_WITH = re.compile(
    r"\b(?:interview|conversation|questions?(?= (?:to|for) )|"
    r"talk|q ?& ?a|chat|discussion|speaking|spoke|talked|sat down|talks|speaks|meets?|"
    r"met|interviews|interviewed|беседа|беседуем|беседовали|интервью|разговор|разговариваем|поговорил[аи]?|говорим|"
    r"встретил(?:ся|ась|ись)|в гостях у|гость (?:студии|номера|программы|редакции)|собеседни(?:к|ца)|"
    r"допрошен\w*|показания|опрошен\w*|допроса?|(?:^|допроса )(?:свидетел(?:я|ьницы)|обвиняем(?:ого|ой)|"
    r"подозреваем(?:ого|ой)|арестованн(?:ого|ой)|потерпевш(?:его|ей)|гр-(?:на|ки)))"
    r"\W*(?:with|to|for|с|со)?:? ",
    re.I,
)
_BY = re.compile(
    r"(?:interview(?:ed|er)?|conducted|questions|asked|intervistato|"
    r"(?:recorded|collected|taped|taken down)(?= by )|беседовал[аи]?|"
    r"беседу (?:в[её]л[аи]?|вед[её]т|пров[её]л[аи]?|записал[аи]?)|"
    r"интервью (?:взял[аи]?|брал[аи]?|в[её]л[аи]?|записал[аи]?)|вопросы задавал[аи]?|"
    r"расспрашивал[аи]?|расспросил[аи]?|разговаривал[аи]?|допросил[аи]?|допрос (?:в[её]л|произв[её]л|снял)|"
    r"интервьюер|корреспондент(?:ка)?)(?: (?:was )?(?:conducted )?by)?:? ",
    re.I,
)
_ASKS_BY = re.compile(
    r"by|er:? $|:|интервьюер|беседо|беседу|интервью [взбп]|вопросы|расспр|разговаривал|допрос|корр",
    re.I,
)
_AUTHOR = re.compile(r"(?:текст|автор|записал[аи]?|подготовил[аи]?|words|text|by)(?: и фото)?:? ", re.I)


def announces_talk(head: Sequence[Block]) -> bool:
    """Tell whether a short line of the head says what the page is: "A conversation with Ann Vane"."""
    return any(len(block.text.split()) <= 16 and _WITH.search(block.text) for block in head[-14:])


def is_interview(head: Sequence[Block]) -> bool:
    """Tell whether a short line of the head calls the page an interview."""
    return any(len(block.text.split()) <= 20 and _INTERVIEW.search(block.text) for block in head[-14:])


_INTERVIEW = re.compile(r"\b(?:interview|conversation|q ?& ?a)(?: with| by| between|:|$)|\b(?:интервью|беседа)\b", re.I)


def author(blocks: Sequence[Block], people: People) -> str:
    """Return who wrote the page by a line such as "Текст: Ольга Крамаренко", or by a name beside the date."""
    for block in (*blocks[:14], *blocks[14:][-3:]):
        if len(block.text) < 80 and (match := _AUTHOR.match(block.text)):
            return _name_at(block.text, match.end(), people)
    for block in blocks[:14]:
        sure = block.why == "metadata" or (block.why == "navigation" and _first_known(block.text, people.language))
        if sure and (name := _byline(block.text[:200], people)):
            return name
    return ""


def _first_known(text: str, language: Language) -> bool:
    """Tell a line that is a name beginning with a known first name: no rubric has one."""
    words = text.split()
    return 2 <= len(words) <= 3 and words[0].lower() in language.names


_POSTED_BY = re.compile(r"\bby (?=[A-ZÀ-Þ])")
_OTHER_HANDS = re.compile(r"photo|portrait|picture|illustrat|image|translat|transcri|edited|produced|фото|перев", re.I)


def _byline(text: str, people: People) -> str:
    """Return who made the page by a line of its head: "Lotte Arkwright, May 9", "Posted on 3 May by Gwen Tarrant"."""
    if _OTHER_HANDS.match(text):
        return ""
    if (match := _POSTED_BY.search(text)) and not _OTHER_HANDS.search(text[: match.start()]):
        return _name_at(text, match.end(), people)
    toks = tokens(text)
    dated = next(
        (k for k, t in enumerate(toks) if not t.word or t.text[0].isdigit() or _is_month(t, people)), len(toks)
    )
    name = read_name(toks[:dated], 0, people.language) if dated and toks[0].capital else None
    if name is None or name.last < dated or not 2 <= len(name.text.split()) <= 4:
        return ""
    if is_house(name.text, people.language) or (dated < len(toks) and toks[dated].text in ":.!?"):
        return ""
    role = next((t.text for t in toks[dated + 1 :] if t.word), "")
    if toks[dated : dated + 1] and toks[dated].text == "," and role.islower() and not people.is_person(name):
        return ""  # "Lively Matters, edition of 7 March"
    return people.resolve(name.text, name.title)


def _is_month(tok: Token, people: People) -> bool:
    """Tell "March" and "Autumn" behind a name from the name."""
    return tok.low in people.language.not_names and tok.low not in people.language.names


def interview_names(blocks: Sequence[Block], people: People) -> tuple[str, str]:
    """Return who asks and who answers, as far as the head of the page says so; empty where it does not."""
    asker = answerer = ""
    for block in blocks[4:][-4:]:  # under the text it is the one who was asked that talked
        if match := _TALKED.search(block.text[:400]):
            told = _ending_at(block.text, match.start(), people)
            to = _name_at(block.text, match.end(), people)
            if told and to and told != to:
                return to, told
    for block in (*blocks[:14], *blocks[14:][-3:]):
        text = block.text[:600]
        for match in _BY.finditer(text):
            if _ASKS_BY.search(match[0]) and not asker:
                asker = _name_at(text, match.end(), people, subject=True)
        for match in _WITH.finditer(text):
            name = _name_at(text, match.end(), people)
            if name and not answerer and name != asker:
                answerer = name
        field = re.match(
            r"(?:interviewee|subject|informant|narrator|информант|респондент|рассказчи(?:к|ца)|опрошенн(?:ый|ая))s?: |"
            r"(?:as )?(?:told|narrated|related|recounted|dictated) by ",
            text,
            re.I,
        )
        if field:
            answerer = _name_at(text, field.end(), people) or answerer
    if not asker:
        asker = _who_met(blocks[:14], answerer, people)
    return (answerer, asker) if asker and answerer and _tells_of(blocks[:14], asker, answerer) else (asker, answerer)


_INTRODUCES = 20  #: words of an introduction


def _tells_of(head: Sequence[Block], who: str, other: str) -> bool:
    """Tell whether the introduction begins with one of two persons, whom no line credits, and never names the other.

    Both "Ann Vane speaks to Bert Lode" and "Bert Lode speaks to Ann Vane" stand over the answers of Ann Vane.
    """
    names = [name.split()[-1] for name in (who, other)]
    told = [b.text for b in head if not b.why and len(b.text.split()) >= _INTRODUCES][:2]
    credited = any(_BY.match(b.text) and names[0] in b.text for b in head)
    first = bool(told) and names[0] in told[0][:120]
    return first and not credited and not any(names[1] in text for text in told)


_TALKED = re.compile(
    r" (?:was|is|has been) (?:talking|speaking|in conversation) (?:to|with) | (?:spoke|talked) (?:to|with) "
)
_MET = re.compile(r",? (?:met|meets|visited|visits|spoke|speaks|talked|talks|sat down|caught up|interviewed|asked)\b")


def _who_met(head: Sequence[Block], answerer: str, people: People) -> str:
    """Return the subject of "Ann Vane met him at the harbour" in the head of an interview."""
    for block in head if answerer else ():
        for match in _MET.finditer(block.text[:900]):
            who = _ending_at(block.text, match.start(), people)
            if who and who != answerer:
                return who
    return ""


def _ending_at(text: str, end: int, people: People) -> str:
    """Return the person whose full name ends at a place."""
    toks = tokens(text, max(0, end - 60), end)
    for k, tok in enumerate(toks):
        name = read_name(toks, k, people.language) if tok.capital else None
        if name is not None and name.last == len(toks) and " " in name.text:
            return people.resolve(name.text, name.title) if people.is_person(name) else ""
    return ""


def _name_at(text: str, at: int, people: People, *, subject: bool = False) -> str:
    """Return the person named within a few words; `subject`: not one in another case."""
    language = people.language
    toks = tokens(text, at, min(len(text), at + 90))
    for i in range(min(5, len(toks))):
        if (
            toks[i].capital
            and (name := read_name(toks, i, language)) is not None
            and (
                people.is_person(name)
                or (" " in name.text and not is_house(name.text, language))
                or (i > 0 and toks[i - 1].low in language.roles)  # "Допросил: следователь Бессонов"
            )
            and not (subject and people.is_oblique(name))
        ):
            return people.resolve(name.text, name.title)
        if toks[i].low in ("a", "an"):
            return ""  # "questions for a Piano Tuner"
        if toks[i].text in ".:;" or toks[i].low in ("at", "in", "for", "about", "on"):
            break  # "spoke to the geologist at the Polar Institute"
    return ""


def is_house(name: str, language: Language) -> bool:
    """Tell "Skerry Museum" from a person."""
    return any(word in language.not_names for word in name.lower().split())


def who_is_asked(questions: Sequence[str], people: People) -> str:
    """Return who is called at the beginning of the first questions: "— Анна Петровна, вы помните …"."""
    for text in questions[:3]:
        toks = tokens(text[:90].lstrip("—–-* "))
        name = read_name(toks, 0, people.language) if toks and toks[0].capital else None
        if name is not None and " " in name.text and name.last < len(toks) and toks[name.last].text in ",!":
            return people.resolve(name.text, name.title)
    return ""


def main_person(blocks: Sequence[Block], before: Sequence[int], people: People) -> str:
    """Return whom the head of the page names most; where it names nobody who is known, the first full name."""
    language = people.language
    counts: Counter[str] = Counter()
    unknown = ""
    for i in before:
        toks = tokens(blocks[i].text[:1500])
        k = 0
        while k < len(toks):
            name = read_name(toks, k, language) if toks[k].capital and toks[k].word else None
            if name is None:
                k += 1
                continue
            full = " " in name.text and not is_house(name.text, language)
            before_it = toks[k - 1].low if k and name.text.startswith(toks[k].text) else ""  # "Every Friday Ann Vane"
            if people.is_person(name) and before_it not in language.determiners:
                who = people.resolve(name.text, name.title)
                alone = k == 0 and name.last >= len(toks)  # the head of the page is a name and nothing else
                if not (name.possessive and name.title):  # "St Swithun's"
                    counts[who] += 4 + 4 * (" " in who) + (" " in name.text) + 12 * alone
            elif full and k == 0 and blocks[i].kind == "paragraph":
                counts[name.text] += 8
            elif full and blocks[i].kind == "paragraph" and not (name.possessive or _is_object(before_it, language)):
                unknown = unknown or name.text
            k = max(name.last, k + 1)
    return counts.most_common(1)[0][0] if counts else unknown


def _is_object(before: str, language: Language) -> bool:
    """Tell by the word before a name that it is a place, or somebody met in passing: "at Stoke Abbot"."""
    return before in language.prepositions or before in language.determiners


def told_of_below(blocks: Sequence[Block], people: People) -> str:
    """Return of whom a note under the text tells: "Ragnild Osk is keeper of wood at the museum."."""
    for block in blocks[-6:]:
        toks = tokens(block.text[:90])
        name = read_name(toks, 0, people.language) if block.why in ("", "metadata") and toks else None
        if name is None or " " not in name.text or is_house(name.text, people.language) or name.last >= len(toks):
            continue
        if name.possessive or toks[name.last].low in ("is", "was", "has", "works", "lives", "runs"):
            return people.resolve(name.text, name.title)
    return ""


def name_alone(head: Sequence[Block], people: People) -> str:
    """Return the person of a line of the head that is a name and nothing else, whatever cleaning took it for."""
    for block in head:
        if block.why in ("", "metadata", "navigation") and block.kind != "code":
            name = _byline(block.text, people) if len(block.text.split()) <= 4 else ""
            if name and name.split()[-1] in block.text:
                return name
    return ""


def kin_of_writer(head: Sequence[Block], language: Language) -> str:
    """Return whom the one who asks calls by what he is to him: "I interviewed my mom"."""
    for block in head:
        toks = tokens(block.text[:1500]) if not block.why else []
        for k, tok in enumerate(toks[:-1]):
            if tok.low in _MY and toks[k + 1].low in language.roles:
                return toks[k + 1].text.capitalize()
    return ""


_MY = frozenset({"my", "our", "мой", "моя", "моей", "моего", "моему", "мою"})
