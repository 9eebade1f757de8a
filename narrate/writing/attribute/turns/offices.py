"""Who holds the office that a label names: THE COURT, The Chairman, HOST, where the head of the page says it.

"Before the Honorable Ann Vane, Judge", "Ben Orme (chairman) presiding", "Hosted by Cy Lunt": the name stands beside the
office, before it or behind it, and nothing but titles and small words comes between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import Token, tokens

_CHAIR = frozenset({"chair", "chairman", "chairwoman", "chairperson", "president"})
_BENCH = frozenset({"judge", "justice", "magistrate", "recorder", "sheriff", "coroner", "j"})
_RUSSIAN_CHAIR = frozenset({"председатель", "председательствующий", "председательствующая", "председательствовал"})
_RUSSIAN_HOST = frozenset({"ведущий", "ведущая", "ведёт", "ведет", "модератор"})
#: an office -> the words that the head may have for it
_OFFICES: Mapping[str, frozenset[str]] = {
    "court": _BENCH | {"commissioner", "referee", "president"},
    "bench": _BENCH,
    **dict.fromkeys(_BENCH, _BENCH),
    **dict.fromkeys(("chair", "chairman", "chairwoman", "chairperson"), _CHAIR),
    "president": _CHAIR | {"judge", "justice"},
    "moderator": frozenset({"moderator", "chair"}),
    "host": frozenset({"host", "presenter"}),
    "presenter": frozenset({"presenter", "host"}),
    "interviewer": frozenset({"interviewer"}),
    **dict.fromkeys(_RUSSIAN_CHAIR, _RUSSIAN_CHAIR),
    **dict.fromkeys(_RUSSIAN_HOST, _RUSSIAN_HOST),
    "суд": frozenset({"судья", "председательствующий", "председатель"}),
    "защита": frozenset({"защитник", "адвокат"}),
    "обвинение": frozenset({"обвинитель", "прокурор"}),
}
#: what somebody does to the talk -> the labels that mean who did it
_DOES: Mapping[str, frozenset[str]] = {
    "hosted": frozenset({"host", "presenter"}),
    "presented": frozenset({"presenter", "host"}),
    "moderated": frozenset({"moderator", "host"}),
    "chaired": frozenset({"chair", "chairman", "moderator"}),
    "interviewed": frozenset({"interviewer"}),
    "conducted": frozenset({"interviewer"}),
    "led": frozenset({"leader", "moderator"}),
}
_PRESIDES = re.compile(r"\W*\b(?:in the chair|presiding|presided|took the chair)\b", re.I)
_BEFORE = re.compile(r"^before:? (?:the |his honou?r |her honou?r )*(?:hon(?:ou?rable|\.)? )?", re.I)
_LIST = re.compile(r"(?:present|attending|attendance|also|apologies)\b", re.I)
_BETWEEN = frozenset({"the", "our", "its", "acting", "deputy", "esq", "esquire", ",", "(", "—", "–", "-", "as"})
_NOT_FROM = frozenset({"aside", "comments", "outside the main text", "advertisement"})


def find_holders(blocks: Sequence[Block], labels: Iterable[str], people: People) -> dict[str, str]:
    """Return persons for the labels that are offices; `blocks` is the head of the page."""
    wanted = {label: words for label in labels if (words := _office(label, people.language))}
    if not wanted:
        return {}
    found: dict[str, str] = {}
    for block in blocks[:40]:
        if block.why in _NOT_FROM:
            continue
        text = block.text[:500]
        toks = tokens(text)
        for label, words in wanted.items():
            if label not in found and (person := _holder(text, toks, words, people)):
                found[label] = person
    return found


def _office(label: str, language: Language) -> frozenset[str]:
    """Return the words that the page may have for the office of a label; none where it is a name."""
    words = [w.rstrip(".") for w in label.lower().split()]
    while words and words[0] in ("the", "mr", "madam", "mister", "presiding"):
        words = words[1:]
    if len(words) != 1:
        return frozenset()
    word = words[0]
    if word in _OFFICES:
        return _OFFICES[word] | {word}
    return frozenset(words) if word in language.roles or word in language.titles else frozenset()


def _holder(text: str, toks: Sequence[Token], words: frozenset[str], people: People) -> str:
    if words & (_CHAIR | _BENCH) and (match := _PRESIDES.search(text)):
        person = _ending_at(toks, sum(t.end <= match.start() for t in toks), people)
        if person:
            return person
    if words & _BENCH and (match := _BEFORE.match(text)):
        at = sum(t.start < match.end() for t in toks)
        if at < len(toks) and (person := _beginning_at(toks, at, people)):
            return person
    for k, tok in enumerate(toks):
        if tok.low in words and (person := _beside(text, toks, k, people)):
            return person
        does = _DOES.get(tok.low, frozenset()) & words and toks[k + 1 : k + 2] and toks[k + 1].low == "by"
        if does and (person := _beginning_at(toks, k + 2, people)):
            return person
    return ""


def _beside(text: str, toks: Sequence[Token], k: int, people: People) -> str:
    """Return the name before the office at token `k`, or the name behind it."""
    end = k
    while end and (toks[end - 1].low in _BETWEEN or (toks[end - 1].text == "." and toks[end - 2].low == "esq")):
        end -= 1
    # "Prosecutor: Orme", "прокурор — Лыков": what stands before is another field
    field = k + 1 < len(toks) and (toks[k + 1].text == ":" or (people.language.inflected and toks[k + 1].text in "—–-"))
    if end < k and not field and (person := _ending_at(toks, end, people)):
        return person
    after = k + 1
    if after < len(toks) and toks[after].text in ",:(—–-":
        if toks[after].text == "," and _LIST.match(text):
            return ""  # "Present: the Chairman, Mr. Orme": two persons
        after += 1
    return _beginning_at(toks, after, people, known=field)


def _beginning_at(toks: Sequence[Token], at: int, people: People, *, known: bool = False) -> str:
    language = people.language
    first = at
    while at < len(toks) and (
        toks[at].low in ("the", "hon", "honorable", "honourable", ".")
        or (language.inflected and at - first < 4 and toks[at].word and not toks[at].capital)  # "— барон Ф. Остен"
    ):
        at += 1
    name = read_name(toks, at, language) if at < len(toks) and toks[at].capital else None
    if name is None or not (known or name.title or " " in name.text or people.is_person(name)):
        return ""
    return people.resolve(name.text, name.title)


def _ending_at(toks: Sequence[Token], end: int, people: People) -> str:
    toks = toks[:end]  # "RUTH ALMOND PRESIDING": in capitals a name would go on
    for k in range(max(0, end - 6), end):
        name = read_name(toks, k, people.language) if toks[k].capital else None
        if name is not None and name.last == end and (name.title or " " in name.text or people.is_person(name)):
            return people.resolve(name.text, name.title)
    return ""
