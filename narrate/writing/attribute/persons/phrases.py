"""Noun phrases for persons: a name, a pronoun, or a noun such as "the old ferryman".

In: the tokens of a clause. Out: subjects, unresolved. A small grammar over the tables of a language; no parser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.languages.ru_forms import past, present
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.names import Name, read_name
from narrate.writing.attribute.wording.words import Token, bare

_COUNTS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])
SubjectKind = Literal["name", "pronoun", "role", "document", "first", "thing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who or what a clause is about."""

    kind: SubjectKind
    text: str  #: the name without title, the pronoun, or the words of the page
    head: str = ""  #: of a role: its noun
    title: str = ""
    start: int = 0
    end: int = 0
    first: int = 0  #: index of the first token
    last: int = 0  #: one past the last token
    possessive: bool = False
    gender: str = ""  #: what the noun before a name says of it: "her husband, Gil"
    definite: bool = False  #: of a role: "the", for somebody who is known
    other: bool = False  #: of a role: "another", for somebody who was not spoken of


def persons_in(toks: Sequence[Token], people: People) -> list[Subject]:
    """Return every person phrase of a clause, in order; a noun that no table has is none, whatever verb follows."""
    return phrases_in(toks, 0, len(toks), people, unlisted=False)


def phrases_in(toks: Sequence[Token], start: int, end: int, people: People, *, unlisted: bool = True) -> list[Subject]:
    """Return the phrases that begin in a span; `unlisted`: a noun beside a verb of speech is a person's."""
    found: list[Subject] = []
    i = start
    while i < end:
        phrase = phrase_at(toks, i, people, unlisted=unlisted)
        if phrase is None or phrase.last > end:
            i += 1
            continue
        found.append(phrase)
        i = max(phrase.last, i + 1)
    return found


def phrase_at(
    toks: Sequence[Token],
    i: int,
    people: People,
    *,
    inverted: bool = False,
    unlisted: bool = True,
) -> Subject | None:
    """Read a noun phrase for a person (or a text that speaks) at token `i`."""
    language = people.language
    if i >= len(toks) or not toks[i].word:
        return None
    tok = toks[i]
    short = tok.low.split("'")[0] if tok.low.endswith(("'s", "'d", "'ll")) else ""
    if short in ("he", "she") and short in language.pronouns:  # "he's"
        return Subject(kind="pronoun", text=short, start=tok.start, end=tok.end, first=i, last=i + 1)
    if tok.low in language.pronouns:
        gender = language.pronouns[tok.low]
        kind: SubjectKind = "first" if gender == "first" else "thing" if gender == "thing" else "pronoun"
        following = toks[i + 1].low if i + 1 < len(toks) else ""
        if kind == "thing" and following not in language.speech and following not in language.document_verbs:
            return None
        return Subject(kind=kind, text=tok.low, start=tok.start, end=tok.end, first=i, last=i + 1)
    if tok.low in ("друг", "одно") and i + 1 < len(toks) and toks[i + 1].low.startswith("друг"):
        return None  # "each other"
    if tok.low in language.cases and not tok.capital:
        return _in_another_case(toks, i, people)
    if tok.low in language.determiners or (tok.low.endswith("'s") and not tok.capital):
        return _determined(toks, i, people, inverted=inverted, unlisted=unlisted)
    if language.inflected and tok.low.endswith(("ый", "ий", "ой", "ая", "яя")) and _describes(toks, i, language):
        return None  # "рабочий день", "военная форма"
    if tok.low in language.roles and not tok.capital:
        return _role_or_name(toks, i, i, people)
    if not tok.capital:
        if (
            inverted
            and i + 1 < len(toks)
            and toks[i + 1].low in language.roles
            and tok.low not in language.prepositions
        ):
            return _role_or_name(toks, i, i + 1, people)
        if inverted and tok.low in language.titles and (name := read_name(toks, i, language)) is not None:
            return _named(name) if name.title and not name.possessive else None  # "shrugs old Matías"
        return None
    alone = i + 1 >= len(toks) or not toks[i + 1].capital
    if tok.low in language.roles and tok.low not in language.titles and alone and tok.low not in people.by_word:
        return _role_or_name(toks, i, i, people)
    plural = tok.low.endswith("s") and (tok.low[:-1] in language.roles or tok.low[:-3] + "y" in language.roles)
    if plural and tok.low not in people.names:
        people.gender[tok.text] = "plural"
        return Subject(kind="role", text=tok.text, head=tok.low, start=tok.start, end=tok.end, first=i, last=i + 1)
    name = read_name(toks, i, language)
    if name is None:
        return None
    name = _behind_office(toks, name, people) or name
    if name.possessive:
        return _possessed(toks, name, people) or _named(name)
    if name.text.lower() in language.roles and not name.title and name.text.lower() not in people.names:
        return _role_or_name(toks, i, i, people)
    if not inverted and not people.is_person(name) and not _followed_by_verb(toks, name.last, language):
        return None
    return _named(name, oblique=language.inflected and people.is_oblique(name))


def _behind_office(toks: Sequence[Token], name: Name, people: People) -> Name | None:
    """Read the name behind an office in capitals: "said Corrow Zoo Curator of Education Ada Lund"."""
    language = people.language
    k = name.last
    if language.inflected or name.text.lower().split()[-1] not in language.roles or k + 1 >= len(toks):
        return None
    if toks[k].low not in ("of", "for") or not toks[k + 1].capital:
        return None
    behind = read_name(toks, k + 1, language)
    if behind is None or behind.possessive or behind.last - behind.first < 3:
        return None
    return read_name(toks, behind.last - 2, language)


def _followed_by_verb(toks: Sequence[Token], i: int, language: Language) -> bool:
    return i < len(toks) and toks[i].low in language.speech


def _describes(toks: Sequence[Token], i: int, language: Language) -> bool:
    """Tell an adjective from the noun that looks like one: a noun follows it that is no person."""
    if i + 1 >= len(toks):
        return False
    after = toks[i + 1]
    if not after.word or after.capital or after.low in language.roles or after.low in language.speech:
        return False
    if (
        after.low
        in language.prepositions | language.joins | language.auxiliaries | language.small | language.weak_speech
    ):
        return False
    return not (past(after.low) or present(after.low)) and not after.low.endswith(
        ("о", "я", "в", "ого", "его", "ой", "ей")
    )


def _in_another_case(toks: Sequence[Token], i: int, people: People) -> Subject:
    """Read a role that is no subject: "перед стариком", "внука бабки Настасьи"."""
    language = people.language
    head, last = language.cases[toks[i].low], i + 1
    n = last
    while (
        n < len(toks)
        and n - i <= 4
        and toks[n].word
        and not toks[n].capital
        and toks[n].low not in language.prepositions
    ):
        if toks[n].low in language.cases or toks[n].low in language.roles or toks[n].low in language.speech:
            break
        n += 1  # "директора школы И. Т. Громовой"
    name = read_name(toks, n, language) if n < len(toks) and toks[n].capital else None
    if name is not None and people.is_oblique(name):
        return _named(name, oblique=True)
    tok = toks[i]
    return Subject(kind="role", text=head, head=head, start=tok.start, end=tok.end, first=i, last=last, possessive=True)


def _named(name: Name, *, oblique: bool = False) -> Subject:
    return Subject(
        kind="name",
        text=name.text,
        title=name.title,
        start=name.start,
        end=name.end,
        first=name.first,
        last=name.last,
        possessive=name.possessive or oblique,
    )


def _possessed(toks: Sequence[Token], name: Name, people: People) -> Subject | None:
    """Read "Anna's brother", "the bank's chief financial officer": the brother, not Anna."""
    language = people.language
    head = -1
    for j in range(name.last, min(len(toks), name.last + 5)):
        tok = toks[j]
        if not tok.word or tok.low in language.speech or tok.low in language.prepositions:
            break
        if tok.low in language.voices and head < 0:
            return replace(_named(name), possessive=False)  # "Ovid's voice": Ovid
        if tok.low in language.roles and tok.low not in language.things:
            head = j
        elif tok.capital or (head >= 0 and tok.low in language.small):
            break
    if head < 0 and name.last < len(toks) and toks[name.last].capital:  # "said Le Marais's Ada Lund"
        whose = read_name(toks, name.last, language)
        known = whose is not None and not whose.possessive and people.is_person(whose)
        return _named(whose) if whose is not None and known else None
    return _role_or_name(toks, name.first, head, people) if head >= 0 else None


def _determined(toks: Sequence[Token], i: int, people: People, *, inverted: bool, unlisted: bool) -> Subject | None:
    """Read "the old ferryman", "the mayor of Harrow, Dara Vane", "one of the men"."""
    language = people.language
    head = -1
    for j in range(i + 1, min(len(toks), i + 8)):
        tok = toks[j]
        if not tok.word or tok.low in language.speech or tok.low in language.auxiliaries:
            break
        if tok.low in language.prepositions and not (tok.low == "of" and toks[i].low in ("one", "some", "another")):
            break
        if (tok.low in language.determiners and toks[j - 1].low != "of") or (head >= 0 and tok.low in language.joins):
            break  # "my mother carried the clock and my brother …": the next phrase begins
        if head < 0 and j > i + 1 and tok.capital and tok.low in people.by_word and not language.inflected:
            break  # "at this point Miss Baker"
        if tok.low in language.roles or tok.low in language.documents or tok.low.endswith(language.ages):
            head = j
        elif unlisted and head < 0 and tok.low in language.institutions and _ends(toks, j + 1, language):
            head = j  # "the commissioner's office"
        if tok.capital and head >= 0 and tok.low not in language.roles:
            break
    if head >= 0 and toks[head].low in language.voices and toks[i].low in language.possessives:
        return _owner(toks, i)
    if head > i + 1 and toks[head].low in language.voices and bare(toks[head - 1].low) in language.roles:
        return _role_or_name(toks, i, head - 1, people)  # "a woman's voice": the woman
    if head < 0 and toks[i].low in language.one_of and i + 2 < len(toks) and toks[i + 1].low == "of":
        return _one_of(toks, i, language)
    if head < 0 and people.beasts and i + 1 < len(toks) and toks[i + 1].capital and toks[i].low == "the":
        beast = read_name(toks, i + 1, language)  # "the Hatter", who speaks on this page
        if beast is not None and not beast.possessive and beast.text.lower() in people.beasts:
            return _named_as(beast, toks, i, "")
    if head < 0 and unlisted:
        head = _unlisted(toks, i, language, inverted=inverted)
    if head < 0:
        return None
    if toks[head].low in language.documents and toks[i].low in language.possessives and not language.inflected:
        return _owner(toks, i)  # "his statement added": he
    if toks[head].low in language.documents and toks[head].low not in language.roles:
        return Subject(
            kind="document",
            text=toks[head].low,
            head=toks[head].low,
            start=toks[i].start,
            end=toks[head].end,
            first=i,
            last=head + 1,
        )
    return _role_or_name(toks, i, head, people)


def _one_of(toks: Sequence[Token], i: int, language: Language) -> Subject | None:
    """Read "one of them, Ada Lund": Ada Lund."""
    comma = next((n for n in range(i + 2, min(len(toks), i + 8)) if toks[n].text == ","), -1)
    name = read_name(toks, comma + 1, language) if 0 < comma < len(toks) - 1 and toks[comma + 1].capital else None
    if name is None or name.possessive:
        return None
    return Subject(
        kind="name", text=name.text, title=name.title, start=toks[i].start, end=name.end, first=i, last=name.last
    )


def _owner(toks: Sequence[Token], i: int) -> Subject:
    """Read "her voice": she."""
    return Subject(kind="pronoun", text=toks[i].low, start=toks[i].start, end=toks[i].end, first=i, last=i + 1)


def _unlisted(toks: Sequence[Token], i: int, language: Language, *, inverted: bool) -> int:
    """A noun that no table has is a person's where it stands beside a verb of speech: "wrote the prior"."""
    j = i + 1
    while j < len(toks) and j - i <= 4 and toks[j].word and not toks[j].capital and toks[j].low.isalpha():
        if (
            toks[j].low in language.speech
            or toks[j].low in language.auxiliaries
            or toks[j].low in language.prepositions
            or toks[j].low in language.small - language.loose_adjectives
            or (toks[j].low.endswith("ly") and j > i + 1)  # "said the lampman sharply"
        ):
            break
        j += 1
    before = toks[i - 1] if i and not inverted else None
    if before is not None and before.word and before.low not in language.small | language.joins:
        return -1  # "pretending to admire her work said"
    if j == i + 1 or toks[j - 1].low in language.speech_nouns or toks[j - 1].low in language.documents:
        return -1
    beside = inverted or (j < len(toks) and toks[j].low in language.speech and toks[j].low not in language.loose_verbs)
    return j - 1 if beside else -1


def _named_as(name: Name, toks: Sequence[Token], first: int, gender: str) -> Subject:
    return Subject(
        kind="name",
        text=name.text,
        title=name.title,
        start=toks[first].start,
        end=name.end,
        first=first,
        last=name.last,
        gender=gender,
    )


def _after_office(toks: Sequence[Token], start: int, end: int, people: People) -> Name | None:
    """Read "of Transport Eskil Dorn" in "Minister of Transport Eskil Dorn": a known name ends the phrase."""
    for i in range(max(start, end - 3), end - 1):
        name = read_name(toks, i, people.language) if toks[i].capital else None
        if name is not None and name.last == end and not name.possessive and name.text.lower() in people.names:
            return name
    return None


def _ends(toks: Sequence[Token], i: int, language: Language) -> bool:
    """Tell whether a noun phrase is over before a token."""
    if i >= len(toks) or not toks[i].word:
        return True
    return toks[i].low in language.speech or toks[i].low in language.auxiliaries or toks[i].low in language.prepositions


def _voiced(toks: Sequence[Token], head: int, language: Language) -> bool:
    return head + 1 < len(toks) and toks[head + 1].low in language.voices


def _picked_out(toks: Sequence[Token], i: int, language: Language) -> bool:
    """What follows the noun tells who of many it is, and so brings in somebody new: "the man with the wreath".

    "The father of three" is nobody new.
    """
    if i + 1 < len(toks) and toks[i].low == "of" and (toks[i + 1].text.isdigit() or toks[i + 1].low in _COUNTS):
        return False
    return i < len(toks) and (toks[i].low in language.prepositions or toks[i].low in ("who", "whom", "whose", "that"))


def _last_of_roles(toks: Sequence[Token], head: int, language: Language) -> int:
    """The last of several nouns before one name: "founder and largest shareholder Bo Orrin"."""
    last = head
    for j in range(head + 1, min(len(toks) - 1, head + 9)):
        tok = toks[j]
        if tok.text in ",-":
            continue
        if not tok.word or tok.capital or tok.low in language.speech or tok.low in language.auxiliaries:
            break
        if tok.low in language.prepositions or tok.low in language.determiners:
            break
        if tok.low in language.roles and toks[j + 1].capital and any(t.low == "and" for t in toks[head + 1 : j]):
            last = j
    return last


def _role_or_name(toks: Sequence[Token], first: int, head: int, people: People) -> Subject | None:
    """A role, or the name that stands right after it: "spokeswoman Henrike Vane", "the mayor of Harrow, Dara Vane"."""
    language = people.language
    while head + 1 < len(toks) and toks[head + 1].low in language.roles and not toks[head + 1].capital:
        head += 1  # "head keeper"
    head = _last_of_roles(toks, head, language)
    j = head + 1
    if j + 1 < len(toks) and toks[j].low in language.naming and toks[j + 1].capital:
        j += 1  # "a shy man called Huw"
    gender = language.roles.get(bare(toks[head].low), "")
    if language.inflected:  # "директор музея Вера Лужникова"
        while (
            j < len(toks)
            and j - head <= 3
            and toks[j].word
            and not toks[j].capital
            and toks[j].low not in language.speech
            and toks[j].low not in language.prepositions
        ):
            j += 1
        if j >= len(toks) or not toks[j].capital:
            j = head + 1
    if j < len(toks) and toks[j].capital and toks[head].low not in language.voices:
        name = read_name(toks, j, language)
        if name is not None and not name.possessive and not (language.inflected and people.is_oblique(name)):
            return _named_as(name, toks, first, gender)
    k = j
    if k < len(toks) and toks[k].low in language.prepositions:
        k = min(len(toks), k + 1)
        while (
            k < len(toks)
            and toks[k].word
            and k - j < 9
            and toks[k].low not in language.speech
            and toks[k].low not in language.auxiliaries
        ):
            k += 1
        name = _after_office(toks, j + 1, k, people)
        if name is not None:
            return _named_as(name, toks, first, gender)
    if language.inflected:  # "бригадир мостовиков, 86-летний Тимофей Краюшкин"
        n = k
        while (
            n < len(toks) and n - k < 4 and toks[n].word and not toks[n].capital and toks[n].low not in language.speech
        ):
            n += 1
        k = n if n < len(toks) and toks[n].text == "," else k
    if k + 2 < len(toks) and toks[k].text == "," and toks[k + 1].text[0].isdigit() and toks[k + 2].capital:
        k += 1  # "the defendant, 33-year-old Gareth Moss"
    if k + 2 < len(toks) and toks[k].text == "," and toks[k + 1].low in language.definite and not language.inflected:
        n = next((n for n in range(k + 2, min(len(toks), k + 6)) if toks[n].capital or not toks[n].word), k)
        name = (
            read_name(toks, n, language) if toks[n].capital else None
        )  # "her supervisor, the mycologist Petter Lind,"
        if name is not None and not name.possessive and name.last < len(toks) and toks[name.last].text in ",.:":
            return _named_as(name, toks, first, gender)
    if k + 1 < len(toks) and (toks[k].text == "," or toks[k].text[0].isdigit()) and toks[k + 1].capital:
        name = read_name(toks, k + 1, language)
        if (
            name is not None
            and not name.possessive
            and not any(p in language.not_names for p in name.text.lower().split())
            and (
                name.last >= len(toks)
                or toks[name.last].text in ",.:—;"
                or toks[name.last].low in language.speech
                or (toks[first].low in language.one_of and toks[name.last].low in language.prepositions)
            )
        ):
            return _named_as(name, toks, first, gender)
    phrase = [t.text for t in toks[first : head + 1] if t.low not in ("the", "a", "an", "one", "of", "another", "some")]
    return Subject(
        kind="role",
        text=bare(" ".join(phrase)) if phrase else toks[head].low,
        head=bare(toks[head].low),
        start=toks[first].start,
        end=toks[head].end,
        first=first,
        last=head + 1,
        possessive=toks[head].low.endswith("'s") and not _voiced(toks, head, language),
        other=toks[first].low == "another",
        definite=(toks[first].low in language.definite and not _picked_out(toks, head + 1, language))
        or (language.inflected and toks[first].low in _OURS)
        or (language.inflected and first == head and _stands_alone(toks, head, language)),
    )


_OURS = frozenset({"мой", "моя", "наш", "наша"})  #: "мой собеседник": somebody whom the page has named


def _stands_alone(toks: Sequence[Token], head: int, language: Language) -> bool:
    """Tell a noun without anything that says which one: "учёный," but not "директор школы", "житель из Кедровска"."""
    if head + 1 >= len(toks) or not toks[head + 1].word:
        return True
    after = toks[head + 1].low
    return (
        after in language.joins or after in ("перед", "после") or past(after) != "" or present(after)
    )  # "говорит хозяин и подаёт ковш"
