"""Who a clause is about where nouns have cases: the nominative that agrees with the verb.

In: the tokens of a reporting clause. Out: its verb and its subject, unresolved. Word order is free, so the subject may
stand on either side of the verb; a name in another case is never it; where no subject stands, the verb still says
whether he or she spoke.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.writing.attribute.languages import FEMALE, MALE, Language, words
from narrate.writing.attribute.languages.ru_forms import past, present
from narrate.writing.attribute.people import People, Token, tokens
from narrate.writing.attribute.phrases import Subject, phrase_at

_STOPS = frozenset('.!?;:…"“”„«»')
_CLAUSES = words("когда пока если что чтобы который которая которое которые хотя будто словно где куда потому")
_ADVERBS = words(
    """
вслух вдруг вслед вновь опять назад вперёд наконец лишь же ведь ещё еще там тут так уж раз вот сам сама сквозь
вчера сегодня всегда тогда иногда дважды сперва сначала слегка никогда потом затем снова нам вам им ему мне всем
чуть вполголоса нараспев наотрез навстречу впопыхах нехотя молча стоя глядя улыбаясь смеясь не он она они я мы
"""
)
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


def clause_after(toks: Sequence[Token], language: Language, people: People, *, strong: bool) -> Clause | None:
    """Return the reporting clause that begins here, right after what was said."""
    toks = _without_titles(toks)
    i = 0
    while i < len(toks) and not toks[i].word and i < 4:
        i += 1
    dashed = any(t.text in "—–-―" for t in toks[:i])
    end = _end(toks, i)
    if i >= end:
        return None
    if toks[i].low in _CITES and (cited := _cited(toks, i, end, language, people)) is not None:
        return cited
    if dashed and toks[i].low in _STATED:
        return _stated(toks, i, end, language, people)
    loose = dashed and strong
    verb = next(
        (k for k in range(i, min(end, i + (12 if dashed else 7))) if is_verb(toks, k, language, loose=loose)), -1
    )
    if verb < 0:
        return None
    if any(t.low in _CLAUSES and t.low not in ("как",) for t in toks[i:verb]):
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
            verb = verb if _subject(toks, i, verb, end, language, people) is not None else said
    found = _subject(toks, i, verb, end, language, people)
    if found is not None:
        if toks[verb].low not in language.speech and not _acts(toks, i, found, verb):
            return None
        return Clause(subject=found, verb=toks[verb])
    if not dashed or toks[verb].low not in language.speech or verb - i > 3:
        return None
    return _dropped(toks, verb)


_CITES = words("цитирует цитируют процитировал процитировала приводит приводят передаёт передает")


def _cited(toks: Sequence[Token], i: int, end: int, language: Language, people: People) -> Clause | None:
    """Read "цитирует газета экскаваторщика Фарида Галеева", "приводит слова Зуевой агентство": whose words they are."""
    brings = toks[i].low.startswith(("приво", "переда"))
    if brings and not any(t.low in ("слова", "слов") for t in toks[i : i + 3]):
        return None
    owners: list[Subject] = []
    for k in range(i + 1, end):
        phrase = phrase_at(toks, k, language, people, inverted=toks[k].capital)
        if phrase is not None and phrase.possessive and phrase.kind in ("name", "role"):
            owners.append(phrase)
    if not owners:
        return None
    return Clause(subject=next((o for o in owners if o.kind == "name"), owners[0]), verb=toks[i])


_STATED = words(
    "говорится сказано указано отмечается подчёркивается подчеркивается сообщается уточняется поясняется написано"
)


def _stated(toks: Sequence[Token], i: int, end: int, language: Language, people: People) -> Clause:
    """Read "говорится в сообщении министерства", "сказано в письме Лунина": who issued it, else the document."""
    for k in range(i + 1, end):
        house = language.institutions.get(toks[k].low, "")
        if house:
            parts = [house, *(t.text for t in toks[k + 1 : k + 2] if t.word and not t.capital and k + 1 < end)]
            shown = " ".join(parts) if toks[k].low == house.lower() else house
            subject = Subject(
                kind="role", text=shown, head=house, start=toks[k].start, end=toks[k].end, first=k, last=k + 1
            )
            return Clause(subject=subject, verb=toks[i])
        phrase = phrase_at(toks, k, language, people) if toks[k].capital else None
        if phrase is not None and phrase.kind == "name":
            return Clause(subject=phrase, verb=toks[i])
    tok = toks[i]
    document = Subject(kind="document", text=tok.low, head=tok.low, start=tok.start, end=tok.end, first=i, last=i + 1)
    return Clause(subject=document, verb=tok)


def _acts(toks: Sequence[Token], i: int, subject: Subject, verb: int) -> bool:
    """A verb of no speech reports only where verb and subject begin the clause together."""
    return min(subject.first, verb) - i <= 3 and abs(subject.first - verb) <= 6


def clause_before(toks: Sequence[Token], language: Language, people: People) -> Clause | None:
    """Return the reporting clause that ends here, right before what is said."""
    toks = _without_titles(toks)
    near = range(len(toks) - 1, max(-1, len(toks) - 30), -1)
    verb = next((k for k in near if is_verb(toks, k, language, loose=False)), -1)
    if verb < 0:
        verb = next((k for k in near if toks[k].low in language.weak_speech), -1)
    if verb < 0:
        return None
    begin = next((k + 1 for k in range(verb - 1, -1, -1) if toks[k].text in _STOPS), 0)
    relative = next((k for k in range(verb - 1, begin - 1, -1) if toks[k].low in _CLAUSES), -1)
    found = None
    if relative < 0 or toks[relative].low.startswith("котор"):
        found = _subject(toks, begin, verb, len(toks), language, people)
    else:
        found = _subject(toks, relative + 1, verb, len(toks), language, people)
    if found is None and relative >= 0:
        found = _subject(toks, begin, verb, len(toks), language, people)
    if found is not None:
        return Clause(subject=found, verb=toks[verb], distance=sum(t.word for t in toks[verb + 1 :]))
    if sum(t.word for t in toks[verb + 1 :]) > 9:
        return None
    return _dropped(toks, verb)


def words_of(toks: Sequence[Token], language: Language, people: People) -> Clause | None:
    """Return whom "по словам Гущиной", "со слов деда", "по мнению главы района" mean."""
    for k, tok in enumerate(toks[:-1]):
        source = tok.low in ("словам", "мнению", "сообщению", "данным", "информации", "утверждению", "свидетельству",
                             "признанию", "выражению", "воспоминаниям", "слов", "замечанию")  # fmt: skip
        if not source or not k or toks[k - 1].low not in ("по", "со", "с"):
            continue
        owner = toks[k + 1]
        if owner.low in language.possessives and (gender := language.possessives[owner.low]):
            word = "она" if gender == FEMALE else "он"
            she = Subject(kind="pronoun", text=word, start=owner.start, end=owner.end, first=k + 1, last=k + 2)
            return Clause(subject=she, verb=tok)
        for j in range(k + 1, min(len(toks), k + 8)):
            if toks[j].text in _STOPS or toks[j].text == ",":
                break
            phrase = phrase_at(toks, j, language, people, inverted=toks[j].capital)
            if phrase is not None and phrase.kind in ("name", "role") and phrase.possessive:
                if phrase.kind == "role" and (name := _named_later(toks, j, k + 9, language, people)) is not None:
                    return Clause(subject=name, verb=tok)
                return Clause(subject=phrase, verb=tok)
    return None


def _named_later(toks: Sequence[Token], start: int, stop: int, language: Language, people: People) -> Subject | None:
    for j in range(start, min(len(toks), stop)):
        if toks[j].text in _STOPS or toks[j].text == ",":
            return None
        phrase = phrase_at(toks, j, language, people) if toks[j].capital else None
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


def _subject(
    toks: Sequence[Token], start: int, verb: int, end: int, language: Language, people: People
) -> Subject | None:
    """Return the nominative nearest to the verb that agrees with it, before the verb or else after it."""
    main = verb - 1 if toks[verb].low.endswith(("ть", "ться")) and verb else verb
    gender = past(toks[main].low)
    before = [s for s in _nominatives(toks, start, main, language, people) if agrees(s, gender, language, people)]
    if before:
        return before[-1]
    after = [s for s in _nominatives(toks, verb + 1, end, language, people) if agrees(s, gender, language, people)]
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
        if toks[k].low in _CLAUSES:
            return True
        if toks[k].low in ("и", "а", "но") and k + 1 < stop and any(past(t.low) for t in toks[k + 1 : stop]):
            return True
    return False


def _nominatives(toks: Sequence[Token], start: int, end: int, language: Language, people: People) -> list[Subject]:
    found: list[Subject] = []
    k = start
    while k < end:
        # a capital that a sentence begins with tells no name, two in a row do
        alone = (not k or not toks[k - 1].word) and not (k + 1 < end and toks[k + 1].capital)
        phrase = phrase_at(toks, k, language, people, inverted=toks[k].capital and not alone)
        if phrase is None or phrase.last > end:
            k += 1
            continue
        governed = k > 0 and toks[k - 1].low in language.prepositions
        likened = k > 0 and toks[k - 1].low in ("как", "словно", "будто", "чем")
        if not phrase.possessive and not governed and not likened and phrase.kind != "document":
            found.append(phrase)
        k = max(phrase.last, k + 1)
    return found


def agrees(subject: Subject, gender: str, language: Language, people: People) -> bool:
    """Tell whether a subject can have a verb of that gender in the past; a verb in the present fits everybody."""
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
    """A noun that no table has, right after a verb of speech and of its gender: "сказала незнакомая вагонница"."""
    if gender not in (FEMALE, MALE, "thing") or toks[start - 1].low not in language.speech | language.weak_speech:
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


_CALL = re.compile(
    r"(?:^[—–\-«“\"\s]*|[,.!?…:;] |[—–-] ?)(?:ах |эх |ой |эй |ну |да |нет |а |слушай(?:те)?,? |послушай(?:те)?,? )?"
    r"((?:(?:товарищ|гражданин|гражданка|господин|госпожа|дядя|тётя|баба|дед|отец|мать) )?[^\W\d_][\w-]+"
    r"(?: [А-ЯЁ][а-яё]+(?:ич|ыч|вна|чна|шна))?)(?=[,.!?…])",
    re.I,
)


def called(text: str, language: Language, people: People) -> list[Subject]:
    """Return who is called inside a speech: "Зоя Аркадьевна, …", "…, товарищ лейтенант.", "Дедушка, а вы…"."""
    found: list[Subject] = []
    for match in _CALL.finditer(text):
        toks = tokens(text, match.start(1), match.end(1))
        named = phrase_at(toks, 0, language, people, inverted=False) if toks else None
        if len(toks) == 1 and toks[0].low in language.roles and toks[0].low not in people.by_word:
            tok = toks[0]
            named = Subject(kind="role", text=tok.low, head=tok.low, start=tok.start, end=tok.end, first=0, last=1)
        if len(toks) == 2 and toks[1].low in language.roles and toks[0].low in language.titles:
            named = phrase_at(toks, 1, language, people)  # "товарищ лейтенант"
        if len(toks) == 1 and toks[0].low not in people.by_word and (full := _cut_short(toks[0].low, people)):
            tok = toks[0]
            named = Subject(kind="name", text=full, start=tok.start, end=tok.end, first=0, last=1)
        if named is not None and named.kind in ("name", "role") and not named.possessive and named.last >= len(toks):
            found.append(named)
    return found


def _cut_short(low: str, people: People) -> str:
    """Return the name that a call cuts short: "Ром" is Ромка, "Вер" is Вера."""
    return next((people.by_word[low + end][0] for end in ("а", "я", "ка", "ька") if low + end in people.by_word), "")


def spoken_to(clause: str, language: Language, people: People) -> Subject | None:
    """Return to whom a clause speaks: "сказал ей Фома", "обратилась она к старику", "объяснил он соседям"."""
    toks = tokens(clause)
    for k, tok in enumerate(toks[:9]):
        if tok.text in _STOPS:
            return None
        if tok.low in ("ему", "ей", "нему", "ней"):
            word = "он" if tok.low.endswith("му") else "она"
            return Subject(kind="pronoun", text=word, start=tok.start, end=tok.end, first=k, last=k + 1)
        before = toks[k - 1].low if k else ""
        if before in language.prepositions and before not in ("к", "ко"):
            continue
        asked = any(t.low.startswith(_ASKED) for t in toks[:k])  # whom one asks stands in the accusative
        if not (asked or tok.low.endswith(("у", "ю", "е", "и", "ой", "ей")) or before in ("к", "ко")):
            continue
        phrase = phrase_at(toks, k, language, people)
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
