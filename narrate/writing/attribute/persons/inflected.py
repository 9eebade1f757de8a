"""Who a clause is about where nouns have cases: the nominative that agrees with the verb.

In: the tokens of a reporting clause. Out: its verb and its subject, unresolved. Word order is free, so the subject may
stand on either side of the verb; a name in another case is never it; where no subject stands, the verb still says
whether he or she spoke.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from narrate.writing.attribute.languages import FEMALE, MALE, Language, words
from narrate.writing.attribute.languages.ru_forms import past, present
from narrate.writing.attribute.persons.nominatives import CLAUSES, nominative_of
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import Subject, phrase_at
from narrate.writing.attribute.wording.words import Token

_STOPS = frozenset('.!?;:…"“”„«»')
_REACH = 24  #: tokens of a reporting clause


def is_verb(toks: Sequence[Token], k: int, language: Language, *, loose: bool) -> bool:
    """Tell whether a finite verb stands at `k`; `loose`: any verb in the past, else only verbs of speech."""
    tok = toks[k]
    if not tok.word or (tok.capital and k):
        return False
    if tok.low in language.speech:
        return k == 0 or toks[k - 1].low not in language.prepositions
    if tok.low.endswith(("ть", "ться")):  # "любил повторять"
        stem = tok.low.removesuffix("ся")[:-2]
        return k > 0 and (stem + "л") in language.speech and past(toks[k - 1].low) != ""
    if not loose or (k and toks[k - 1].low in language.prepositions):
        return False
    return tok.low in language.weak_speech or past(tok.low) != "" or present(tok.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A reporting clause."""

    subject: Subject
    verb: Token
    dropped: bool = False  #: no subject stands there; the verb tells
    distance: int = 0  #: words between the verb and the end of the clause


def clause_after(toks: Sequence[Token], people: People, *, strong: bool) -> Clause | None:
    """Return the reporting clause that begins here, right after what was said."""
    language = people.language
    toks = _without_titles(toks)
    i = 0
    while i < len(toks) and not toks[i].word and i < 4:
        i += 1
    dashed = any(t.text in "—–-―" for t in toks[:i])
    end = _end(toks, i)
    if i >= end:
        return None
    if toks[i].low in _CITES and (cited := _cited(toks, i, end, people)) is not None:
        return cited
    if dashed and toks[i].low in _STATED:
        return _stated(toks, i, end, people)
    loose = dashed and strong
    verb = next(
        (k for k in range(i, min(end, i + (12 if dashed else 7))) if is_verb(toks, k, language, loose=loose)), -1
    )
    if verb < 0:
        return None
    if any(t.low in CLAUSES and t.low not in ("как",) for t in toks[i:verb]):
        return None
    if loose and toks[verb].low not in language.speech:
        said = next(
            (
                k
                for k in range(verb + 1, end)
                if toks[k].low in language.speech and is_verb(toks, k, language, loose=False)
            ),
            -1,
        )
        if said > 0 and said - verb < 10:
            verb = verb if nominative_of(toks, i, verb, end, people) is not None else said
    found = nominative_of(toks, i, verb, end, people)
    if found is not None:
        if toks[verb].low not in language.speech and not _acts(toks, i, found, verb):
            return None
        return Clause(subject=found, verb=toks[verb])
    if not dashed or toks[verb].low not in language.speech or verb - i > 3:
        return None
    return _dropped(toks, verb)


_CITES = words("цитирует цитируют процитировал процитировала приводит приводят передаёт передает")


def _cited(toks: Sequence[Token], i: int, end: int, people: People) -> Clause | None:
    """Read "цитирует газета экскаваторщика Фарида Галеева", "приводит слова Зуевой агентство": whose words they are."""
    brings = toks[i].low.startswith(("приво", "переда"))
    if brings and not any(t.low in ("слова", "слов") for t in toks[i : i + 3]):
        return None
    owners: list[Subject] = []
    for k in range(i + 1, end):
        phrase = phrase_at(toks, k, people, inverted=toks[k].capital)
        if phrase is not None and phrase.possessive and phrase.kind in ("name", "role"):
            owners.append(phrase)
    if not owners:
        return None
    return Clause(subject=next((o for o in owners if o.kind == "name"), owners[0]), verb=toks[i])


_STATED = words(
    "говорится сказано указано отмечается подчёркивается подчеркивается сообщается уточняется поясняется написано"
)


def _stated(toks: Sequence[Token], i: int, end: int, people: People) -> Clause:
    """Read "говорится в сообщении министерства", "сказано в письме Лунина": who issued it, else the document."""
    for k in range(i + 1, end):
        house = people.language.institutions.get(toks[k].low, "")
        if house:
            parts = [house, *(t.text for t in toks[k + 1 : k + 2] if t.word and not t.capital and k + 1 < end)]
            shown = " ".join(parts) if toks[k].low == house.lower() else house
            subject = Subject(
                kind="role", text=shown, head=house, start=toks[k].start, end=toks[k].end, first=k, last=k + 1
            )
            return Clause(subject=subject, verb=toks[i])
        phrase = phrase_at(toks, k, people) if toks[k].capital else None
        if phrase is not None and phrase.kind == "name":
            return Clause(subject=phrase, verb=toks[i])
    tok = toks[i]
    document = Subject(kind="document", text=tok.low, head=tok.low, start=tok.start, end=tok.end, first=i, last=i + 1)
    return Clause(subject=document, verb=tok)


def _acts(toks: Sequence[Token], i: int, subject: Subject, verb: int) -> bool:
    """A verb of no speech reports only where verb and subject begin the clause together."""
    return min(subject.first, verb) - i <= 3 and abs(subject.first - verb) <= 6


def clause_before(toks: Sequence[Token], people: People) -> Clause | None:
    """Return the reporting clause that ends here, right before what is said."""
    language = people.language
    toks = _without_titles(toks)
    near = range(len(toks) - 1, max(-1, len(toks) - 30), -1)
    verb = next((k for k in near if is_verb(toks, k, language, loose=False)), -1)
    if verb < 0:
        verb = next((k for k in near if toks[k].low in language.weak_speech), -1)
    if verb < 0:
        return None
    begin = next((k + 1 for k in range(verb - 1, -1, -1) if toks[k].text in _STOPS), 0)
    relative = next((k for k in range(verb - 1, begin - 1, -1) if toks[k].low in CLAUSES), -1)
    found = None
    if relative < 0 or toks[relative].low.startswith("котор"):
        found = nominative_of(toks, begin, verb, len(toks), people)
    else:
        found = nominative_of(toks, relative + 1, verb, len(toks), people)
    if found is None and relative >= 0:
        found = nominative_of(toks, begin, verb, len(toks), people)
    if found is not None:
        return Clause(subject=found, verb=toks[verb], distance=sum(t.word for t in toks[verb + 1 :]))
    if sum(t.word for t in toks[verb + 1 :]) > 9:
        return None
    return _dropped(toks, verb)


def words_of(toks: Sequence[Token], people: People) -> Clause | None:
    """Return whom "по словам Гущиной", "со слов деда", "по мнению главы района" mean."""
    language = people.language
    for k, tok in enumerate(toks[:-1]):
        source = tok.low in ("словам", "мнению", "сообщению", "данным", "информации", "утверждению", "свидетельству",
                             "признанию", "выражению", "воспоминаниям", "слов", "замечанию")  # fmt: skip
        whose = toks[k - 1].low in language.possessives and k > 1  # "по его словам"
        if not source or not k or toks[k - 1 - whose].low not in ("по", "со", "с"):
            continue
        owner = toks[k - 1] if whose else toks[k + 1]
        if owner.low in language.possessives and (gender := language.possessives[owner.low]):
            word = "она" if gender == FEMALE else "он"
            she = Subject(kind="pronoun", text=word, start=owner.start, end=owner.end, first=k + 1, last=k + 2)
            return Clause(subject=she, verb=tok)
        for j in range(k + 1, min(len(toks), k + 8)):
            if toks[j].text in _STOPS or toks[j].text == ",":
                break
            phrase = phrase_at(toks, j, people, inverted=toks[j].capital)
            if phrase is not None and phrase.kind in ("name", "role") and phrase.possessive:
                if phrase.kind == "role" and (name := _named_later(toks, j, k + 9, people)) is not None:
                    return Clause(subject=name, verb=tok)
                return Clause(subject=phrase, verb=tok)
    return None


def _named_later(toks: Sequence[Token], start: int, stop: int, people: People) -> Subject | None:
    for j in range(start, min(len(toks), stop)):
        if toks[j].text in _STOPS or toks[j].text == ",":
            return None
        phrase = phrase_at(toks, j, people) if toks[j].capital else None
        if phrase is not None and phrase.kind == "name":
            return phrase
    return None


def _dropped(toks: Sequence[Token], verb: int) -> Clause | None:
    """A verb without a subject: he or she whom the text speaks of, or I."""
    tok = toks[verb]
    main = toks[verb - 1].low if tok.low.endswith(("ть", "ться")) and verb else tok.low
    word = "я" if tok.low.endswith(("ю", "у")) else {FEMALE: "она", MALE: "он"}.get(past(main), "")
    if not word:
        return None
    subject = Subject(
        kind="first" if word == "я" else "pronoun", text=word, start=tok.start, end=tok.end, first=verb, last=verb + 1
    )
    return Clause(subject=subject, verb=tok, dropped=True, distance=sum(t.word for t in toks[verb + 1 :]))


def _without_titles(toks: Sequence[Token]) -> Sequence[Token]:
    """Leave out names in marks: "рассказала «Вечернему Кременску» вахтёрша"."""
    if not any(t.text == "«" for t in toks):
        return toks
    out: list[Token] = []
    k = 0
    while k < len(toks):
        close = next((j for j in range(k + 1, min(len(toks), k + 7)) if toks[j].text == "»"), -1)
        if toks[k].text == "«" and close > 0:
            k = close + 1
            continue
        out.append(toks[k])
        k += 1
    return out


def _end(toks: Sequence[Token], i: int) -> int:
    for k in range(i, min(len(toks), i + _REACH)):
        if toks[k].text in _STOPS and not _abbreviates(toks, k):
            return k
    return min(len(toks), i + _REACH)


def _abbreviates(toks: Sequence[Token], k: int) -> bool:
    """A full stop after an initial or a title ends no clause: "В. И. Лунина"."""
    return toks[k].text == "." and k > 0 and toks[k - 1].capital and len(toks[k - 1].text) == 1 and k + 1 < len(toks)
