"""Which noun of a Russian clause is its subject: a nominative that agrees with the verb, on either side of it.

In: the tokens of a clause and where its verb stands. Out: the subject, unresolved: a name, a role, a pronoun, "one of
the skiers", a noun that no table has, or a house such as the пресс-служба.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.writing.attribute.languages import FEMALE, MALE, Language, words
from narrate.writing.attribute.languages.ru_forms import past
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import Subject, phrase_at
from narrate.writing.attribute.wording.words import Token

#: what another clause begins with
CLAUSES = words("когда пока если что чтобы который которая которое которые хотя будто словно где куда потому")
_ADVERBS = words(
    """
вслух вдруг вслед вновь опять назад вперёд наконец лишь же ведь ещё еще там тут так уж раз вот сам сама сквозь
вчера сегодня всегда тогда иногда дважды сперва сначала слегка никогда потом затем снова нам вам им ему мне всем
чуть вполголоса нараспев наотрез навстречу впопыхах нехотя молча стоя глядя улыбаясь смеясь не он она они я мы
"""
)


def nominative_of(toks: Sequence[Token], start: int, verb: int, end: int, people: People) -> Subject | None:
    """Return the nominative nearest to the verb that agrees with it, before the verb or else after it."""
    language = people.language
    main = verb - 1 if toks[verb].low.endswith(("ть", "ться")) and verb else verb
    gender = past(toks[main].low)
    before = [s for s in _nominatives(toks, start, main, people) if agrees(s, gender, people)]
    if before:
        return before[-1]
    after = [s for s in _nominatives(toks, verb + 1, end, people) if agrees(s, gender, people)]
    if after and not _cut_off(toks, verb + 1, after[0].first):
        return after[0]
    return (
        _somebody(toks, start, main, gender)
        or _somebody(toks, verb + 1, min(end, verb + 4), gender)
        or _unlisted(toks, verb + 1, end, gender, language)
        or _institution(toks, start, verb, end, gender, language)
    )


def _somebody(toks: Sequence[Token], start: int, stop: int, gender: str) -> Subject | None:
    """Read "кто-то в ложе спросил", "обиделся один из лыжников", "сказала вторая": somebody without a noun."""
    for k in range(start, stop):
        if _SOMEBODY.get(toks[k].low, "-") not in ("", gender):
            continue
        of = [t.text for t in toks[k + 1 : k + 3]] if k + 2 < len(toks) and toks[k + 1].low == "из" else []
        return Subject(
            kind="role",
            text=" ".join([toks[k].low, *of]),
            head=toks[k].low,
            start=toks[k].start,
            end=toks[k].end,
            first=k,
            last=k + 1 + len(of),
            gender=gender,
        )
    return None


def _cut_off(toks: Sequence[Token], start: int, stop: int) -> bool:
    """Tell whether another clause begins before the subject: "сказала, когда Пётр вошёл"."""
    for k in range(start, stop):
        if toks[k].low in CLAUSES:
            return True
        if toks[k].low in ("и", "а", "но") and k + 1 < stop and any(past(t.low) for t in toks[k + 1 : stop]):
            return True
    return False


def _nominatives(toks: Sequence[Token], start: int, end: int, people: People) -> list[Subject]:
    found: list[Subject] = []
    k = start
    while k < end:
        # a capital that a sentence begins with tells no name, two in a row do
        alone = (not k or not toks[k - 1].word) and not (k + 1 < end and toks[k + 1].capital)
        phrase = phrase_at(toks, k, people, inverted=toks[k].capital and not alone)
        if phrase is None or phrase.last > end:
            k += 1
            continue
        governed = k > 0 and toks[k - 1].low in people.language.prepositions
        likened = k > 0 and toks[k - 1].low in ("как", "словно", "будто", "чем")
        if not phrase.possessive and not governed and not likened and phrase.kind != "document":
            found.append(phrase)
        k = max(phrase.last, k + 1)
    return found


def agrees(subject: Subject, gender: str, people: People) -> bool:
    """Tell whether a subject can have a verb of that gender in the past; a verb in the present fits everybody."""
    language = people.language
    if subject.kind == "first" or not gender:
        return subject.text != "они" or not gender
    if gender == "thing":
        return False
    if subject.kind == "pronoun":
        own = language.pronouns.get(subject.text, "")
        return own == gender if gender != "plural" else own == ""
    if gender == "plural":
        return subject.kind == "role" and not language.roles.get(subject.head, "")
    own = people.gender_of(people.resolve(subject.text, subject.title)) if subject.kind == "name" else ""
    own = own or subject.gender or language.roles.get(subject.head, "")
    return own in ("", gender) or (gender == FEMALE and subject.head in language.either)


def _unlisted(toks: Sequence[Token], start: int, end: int, gender: str, language: Language) -> Subject | None:
    """A noun that no table has, right after a verb of speech and of its gender: "сказала незнакомая вагонница".

    The present has no gender: only the very next word is believed, "отвечает вагонница".
    """
    if toks[start - 1].low not in language.speech | language.weak_speech:
        return None
    if (
        not gender
        and toks[start - 1].low in language.speech
        and toks[start - 1].low.endswith(("ет", "ёт", "ит", "ется", "ётся", "ится"))
    ):
        gender = next((g for g in (FEMALE, MALE) if start < end and _nominative_like(toks[start].low, g)), "")
        end = min(end, start + 1)
    if gender not in (FEMALE, MALE, "thing"):
        return None
    first = -1
    for k in range(start, min(end, start + 5)):
        tok = toks[k]
        if not tok.word or tok.low in language.prepositions or tok.low in language.joins:
            break
        if tok.capital or tok.low in _ADVERBS or tok.low in language.small or tok.low in language.auxiliaries:
            continue
        if gender != "thing" and tok.low.endswith(("о", "е", "и", "ы")):
            continue
        if not _nominative_like(tok.low, gender):
            continue
        adjective = tok.low.endswith(("ая", "яя", "ый", "ий", "ой"))
        following = toks[k + 1] if k + 1 < end else None
        if (
            adjective
            and following is not None
            and following.word
            and not following.capital
            and _nominative_like(following.low, gender)
            and following.low not in language.prepositions | language.small | language.joins | _ADVERBS
        ):
            continue
        first = k
        break
    if first < 0:
        return None
    tok = toks[first]
    return Subject(
        kind="role",
        text=tok.low,
        head=tok.low,
        start=tok.start,
        end=tok.end,
        first=first,
        last=first + 1,
        gender=gender,
    )


_SOMEBODY = {
    "кто-то": "", "некто": "", "кто-нибудь": "", "один": MALE, "одна": FEMALE, "другой": MALE, "другая": FEMALE,
    "первый": MALE, "первая": FEMALE, "второй": MALE, "вторая": FEMALE, "третий": MALE, "третья": FEMALE,
}  # fmt: skip


def _nominative_like(low: str, gender: str) -> bool:
    if len(low) < 3 or low.endswith(("ась", "ясь", "ись", "ся", "вши", "ши")):
        return False
    if gender == "thing":  # the voice of a thing in a tale; an adverb ends so too
        return low.endswith(("о", "ое", "ее", "е", "ё")) and not low.endswith(("ово", "его", "ого"))
    if gender == FEMALE:
        return low.endswith(("а", "ая", "яя", "ия", "ья", "ня", "ля", "шь", "чь", "сь", "нь")) and low != "лишь"
    if low.endswith(
        ("ом", "ем", "ём", "ам", "ям", "ах", "ях", "ав", "ив", "яв", "ув", "ев", "ым", "им", "их", "ых", "ть")
    ):
        return False
    return low[-1] not in "аеёиоуыэюя"


def _institution(
    toks: Sequence[Token], start: int, verb: int, end: int, gender: str, language: Language
) -> Subject | None:
    """Read "рассказали в пресс-службе музея", "сообщает мэрия", "пресс-служба уточнила": a house speaks."""
    for k in (*range(verb - 1, max(start, verb - 8) - 1, -1), *range(verb + 1, min(end, verb + 8))):
        name = language.institutions.get(toks[k].low, "")
        if not name or (k and toks[k - 1].low in language.prepositions and (gender != "plural" or k < verb)):
            continue
        if gender == "plural" or toks[k].low == name.lower():
            shown = name if not toks[k].text.isupper() else toks[k].text
            return Subject(
                kind="role", text=shown, head=shown, start=toks[k].start, end=toks[k].end, first=k, last=k + 1
            )
    return None
