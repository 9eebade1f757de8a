"""To whom a Russian speech is said, and what it says of its speaker: calls, datives, the gender of "я пришла".

In: a speech, or the clause that reports it. Out: persons, unresolved, and genders. Whoever is called answers and does
not speak; whoever says "я пришла" is a woman.
"""

from __future__ import annotations

import re

from narrate.writing.attribute.languages import FEMALE, MALE
from narrate.writing.attribute.languages.ru_forms import past
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import Subject, phrase_at
from narrate.writing.attribute.wording.words import tokens

_STOPS = frozenset('.!?;:…"“”„«»')
_CALL = re.compile(
    r"(?:^[—–\-«“\"\s]*|[,.!?…:;] |[—–-] ?)(?:ах |эх |ой |эй |ну |да |нет |а |слушай(?:те)?,? |послушай(?:те)?,? )?"
    r"((?:(?:товарищ|гражданин|гражданка|господин|госпожа|дядя|тётя|баба|дед|отец|мать) )?[^\W\d_][\w-]+"
    r"(?: [А-ЯЁ][а-яё]+(?:ич|ыч|вна|чна|шна))?)(?=[,.!?…])",
    re.I,
)


def called(text: str, people: People) -> list[Subject]:
    """Return who is called inside a speech: "Зоя Аркадьевна, …", "…, товарищ лейтенант.", "Дедушка, а вы…"."""
    language = people.language
    found: list[Subject] = []
    for match in _CALL.finditer(text):
        toks = tokens(text, match.start(1), match.end(1))
        named = phrase_at(toks, 0, people, inverted=False) if toks else None
        if len(toks) == 1 and toks[0].low in language.roles and toks[0].low not in people.by_word:
            tok = toks[0]
            named = Subject(kind="role", text=tok.low, head=tok.low, start=tok.start, end=tok.end, first=0, last=1)
        if len(toks) == 2 and toks[1].low in language.roles and toks[0].low in language.titles:
            named = phrase_at(toks, 1, people)  # "товарищ лейтенант"
        if len(toks) == 1 and toks[0].low not in people.by_word and (full := _cut_short(toks[0].low, people)):
            tok = toks[0]
            named = Subject(kind="name", text=full, start=tok.start, end=tok.end, first=0, last=1)
        if named is not None and named.kind in ("name", "role") and not named.possessive and named.last >= len(toks):
            found.append(named)
    return found


def _cut_short(low: str, people: People) -> str:
    """Return the name that a call cuts short: "Ром" is Ромка, "Вер" is Вера."""
    return next((people.by_word[low + end][0] for end in ("а", "я", "ка", "ька") if low + end in people.by_word), "")


def spoken_to(clause: str, people: People) -> Subject | None:
    """Return to whom a clause speaks: "сказал ей Фома", "обратилась она к старику", "объяснил он соседям"."""
    toks = tokens(clause)
    for k, tok in enumerate(toks[:9]):
        if tok.text in _STOPS:
            return None
        if tok.low in ("ему", "ей", "нему", "ней"):
            word = "он" if tok.low.endswith("му") else "она"
            return Subject(kind="pronoun", text=word, start=tok.start, end=tok.end, first=k, last=k + 1)
        before = toks[k - 1].low if k else ""
        if before in people.language.prepositions and before not in ("к", "ко"):
            continue
        asked = any(t.low.startswith(_ASKED) for t in toks[:k])  # whom one asks stands in the accusative
        if not (asked or tok.low.endswith(("у", "ю", "е", "и", "ой", "ей")) or before in ("к", "ко")):
            continue
        phrase = phrase_at(toks, k, people)
        if phrase is not None and phrase.possessive and phrase.kind in ("name", "role"):
            return phrase
    return None


_ASKED = (
    "спрос",
    "переспрос",
    "попрос",
    "переби",
    "успоко",
    "поправ",
    "окликн",
    "позва",
    "утеш",
    "поддерж",
    "поблагодар",
)
_STATES = {
    **dict.fromkeys(["рад", "готов", "должен", "уверен", "согласен", "виноват", "болен", "обязан"], MALE),
    **dict.fromkeys(["рада", "готова", "должна", "уверена", "согласна", "виновата", "больна", "обязана"], FEMALE),
}


def own_gender(text: str) -> str:
    """Return the gender that a speech in the first person shows of its speaker: "я пришла", "я рад"; else nothing."""
    toks = tokens(_NESTED.sub(" ", text))
    for k, tok in enumerate(toks):
        if tok.low != "я":
            continue
        for step in (1, 2, 3, -1):
            near = toks[k + step] if 0 <= k + step < len(toks) else None
            if near is None or not near.word:
                break
            gender = past(near.low) or _STATES.get(near.low, "")
            if gender in (FEMALE, MALE):
                return gender
    return ""


_NESTED = re.compile(r"[«“\"„][^»”\"“]{0,300}[»”\"“]")
