"""Who is on the page: which capitalized words are persons, and what the page says of them.

Persons are told by titles, by first names, and by what is said of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from narrate.writing.attribute.languages import FEMALE, MALE, Language
from narrate.writing.attribute.languages.ru_forms import past
from narrate.writing.attribute.persons.appositions import introduced, learn_apposition, speaks
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.names import Name, read_name
from narrate.writing.attribute.wording.words import Token, bare, tokens

_VOCATIVE = re.compile(r", ([^\W\d_a-z][^\W\d_A-Z]{2,14})[.!?,…]?[”\"’»](?!\w)")
_NICKNAME = re.compile(
    r"\b([^\W\d_a-z][^\W\d_A-Z]+(?: [^\W\d_a-z]\.)?) [“\"‘'(]([^\W\d_a-z][^\W\d_A-Z]+)[”\"’')] "
    r"([^\W\d_a-z][\w'’-]+)"
)
_BEAST = re.compile(
    r"[,?!.—-][\"”’'] ?(?P<verb>[a-z]+) the (?P<who>[^\W\d_a-z][a-z]+(?: [^\W\d_a-z][a-z]+)?)(?=[,.;:]| [a-z])"
)
#: who speaks for somebody speaks for a house
_HOUSE = re.compile(r"\bspokes\w+ (?:for|of|from|at) (?:the )?([^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)*)")
_SUBJECT = re.compile(
    r"(?:^|[.!?] |\b([a-z]+),? )([^\W\d_a-z][^\W\d_]{2,20}(?: [^\W\d_a-z][^\W\d_]{2,20}){0,2}) "
    r"(?=[^\W\d_A-Z])(?=([^.!?“”\"]{3,120}(?:\. [^.!?“”\"]{1,80})?))"
)


_COUPLE = re.compile(
    r"\b([А-ЯЁ][а-яё]+)(?:,? (?:и|с (?:женой|мужем|сестрой|братом)|да) )([А-ЯЁ][а-яё]+) "
    r"([А-ЯЁ][а-яё]+?(?:[оеё]в|[иы]н|[сц]к))(?:ы|ие)\b"
)


def _couples_in(text: str, people: People) -> None:
    """Take the surname that two have in the plural for each of them: "Ирма и Антон Вельские"."""
    language = people.language
    for match in _COUPLE.finditer(text):
        first = [language.names.get(name.lower(), "") for name in match.groups()[:2]]
        for name, gender in zip(match.groups()[:2], first, strict=True):
            if all(first):
                she, he = ("кая", "кий") if match[3][-1] == "к" else (match[3][-1] + "а", match[3][-1])
                surname = match[3][:-1] + (she if gender == FEMALE else he)
                people.add(f"{name} {surname}")
                people.also[f"{name} {match[3]}{'ие' if match[3][-1] == 'к' else 'ы'}".lower()] = f"{name} {surname}"


#: two with one surname: "the sisters Rosa and Inga Lind"
_PAIR = re.compile(r"\b([^\W\d_a-z][^\W\d_A-Z]+) and ([^\W\d_a-z][^\W\d_A-Z]+) ([^\W\d_a-z][\w'’-]+)\b(?! [A-Z])")


def find_people(texts: Iterable[str], language: Language) -> People:
    """Return everyone whom the texts name by a title or a first name, or who speaks."""
    people = People(language)
    loose: Counter[str] = Counter()
    votes: Counter[str] = Counter()
    texts = list(texts)
    houses = {match[1] for text in texts for match in _HOUSE.finditer(text)}
    for text in texts:
        _nicknames_in(text, people)
        _beasts_in(text, people)
        if language.inflected:
            _couples_in(text, people)
        else:
            _pairs_in(text, people)
        _names_in(text, people, loose)
    for name, count in loose.items():
        last = name.rsplit(" ", 1)[-1]
        if name in houses:
            continue
        if " " in name and count + loose[last] + people.counts[last] >= 2 and name.lower() not in people.names:
            known = people.counts[last]
            people.add(name, count=count)
            if not known:
                people.loose.add(people.names[name.lower()])
    opening = next((text for text in texts if len(text.split()) > 12), "")
    pronouns = {w for w, g in [*language.pronouns.items(), *language.possessives.items()] if g in (FEMALE, MALE)}
    for text in texts:
        for match in _SUBJECT.finditer(text):
            if match[1] and (match[1] in language.prepositions or match[1] in language.determiners):
                continue
            name = match[2]
            if match[1] and " " not in name:
                continue
            told = re.findall(r"[^\W\d_]+", match[3].lower())
            gendered = any(w in pronouns for w in told)
            least = 1 if " " in name or (text is opening and _begins_story(match)) else 2
            if loose[name] >= least and gendered and name.lower() not in people.names:
                people.add(name, count=loose[name])  # "Gorm fixes everything in this street, he is eighty"
    for text in texts:
        for match in _VOCATIVE.finditer(text):  # "A jack's a jack, Lonnie."
            if loose[match[1]] >= 2 and match[1].lower() not in people.names:
                people.add(match[1], count=loose[match[1]])
    people.settle_households()
    if language.inflected:
        people.join_patronymics()
    for text in texts:
        _genders_in(text, people, votes)
        if language.inflected:
            _verbs_in(text, people, votes)
    for name, balance in votes.items():
        people.learn_gender(name, FEMALE if balance > 0 else MALE if balance < 0 else "")
    return people


def _begins_story(match: re.Match[str]) -> bool:
    """Tell the person whom the first sentence of a text is about: "Orrin had the seat because he had asked for it"."""
    return (
        match.start() == 0
        and re.search(r"\b(?:because|when|while|until|if|though|that) (?:he|she)\b", match[3]) is not None
    )


def _verbs_in(text: str, people: People, votes: Counter[str]) -> None:
    """Count which gender the verbs in the past have beside a name alone: "Саша пришла", "вздохнул Женя"."""
    toks = tokens(text)
    for k, tok in enumerate(toks):
        if not tok.capital or tok.low not in people.by_word:
            continue
        for near in (toks[k - 1] if k else None, toks[k + 1] if k + 1 < len(toks) else None):
            gender = past(near.low) if near is not None and not near.capital else ""
            if gender in (FEMALE, MALE):
                votes[people.resolve(tok.text)] += 2 if gender == FEMALE else -2


def _genders_in(text: str, people: People, votes: Counter[str]) -> None:
    """Count which pronouns follow the names of whose gender nothing tells."""
    language = people.language
    found: set[str] = set()
    gender, others = "", False
    for tok in tokens(text):
        word = bare(tok.low)
        if tok.text in '.!?“”"«»':
            if len(found) == 1 and gender and not others:
                votes[found.pop()] += 1 if gender == FEMALE else -1
            found.clear()
            gender, others = "", False
        elif tok.capital and word in people.by_word:
            found.add(people.resolve(bare(tok.text)))
        elif word in language.roles:
            others = True
        elif found and not gender:
            gender = language.pronouns.get(tok.low) or language.possessives.get(tok.low) or ""
            gender = gender if gender in (FEMALE, MALE) else ""


def _nicknames_in(text: str, people: People) -> None:
    """Learn who "Samuel “Buster” Crane" is called besides."""
    for match in _NICKNAME.finditer(text):
        full = f"{match[1]} {match[3]}"
        people.add(full)
        people.also.setdefault(match[2].lower(), full)


def _pairs_in(text: str, people: People) -> None:
    """Learn that Rosa is Rosa Lind where the page has "Rosa and Inga Lind"."""
    known = people.language.names
    for match in _PAIR.finditer(text):
        first, second, last = match.groups()
        if (first.lower() in known or second.lower() in known) and last.lower() not in people.language.not_names:
            last = last.removesuffix("'s").removesuffix("’s")
            people.add(f"{first} {last}", count=0)
            people.add(f"{second} {last}", count=0)


def _beasts_in(text: str, people: People) -> None:
    """Learn who speaks under a noun with a capital: "said the Hatter", "the March Hare went on"."""
    language = people.language
    for match in _BEAST.finditer(text):
        words = match["who"].lower().split()
        if match["verb"] in language.speech and not any(w in language.roles or w in language.titles for w in words):
            people.beasts.add(match["who"].lower())
            people.add(match["who"])


def _names_in(text: str, people: People, loose: Counter[str]) -> None:
    language = people.language
    toks = tokens(text)
    headline = _is_title_case(toks)
    last = ""
    i = 0
    while i < len(toks):
        title = language.inflected and toks[i].low in language.titles  # "т. Зыкин", "инженер Лунин"
        name = read_name(toks, i, language) if toks[i].word and (toks[i].capital or title) else None
        if name is None:
            i += 1
            continue
        i = max(name.last, i + 1)
        name = _after_office(name, toks, language) or name
        if name.text.lower() in people.also or _other_name(name, toks, last, people):
            continue
        last = name.text
        if not _consider(name, toks, people) and not name.text.isupper() and not (headline and _goes_on(toks, name)):
            before = toks[name.first - 1] if name.first else None
            if (before is None or before.low not in language.determiners) and not any(
                p in language.not_names or p in language.small or p in language.speech_nouns or p in language.documents
                for p in name.text.lower().split()
            ):
                loose[name.text] += 1


def _other_name(name: Name, toks: Sequence[Token], last: str, people: People) -> bool:
    """Learn a name that somebody had before, or has besides: "Ada Lund (née Crome)", "Born Wilhelmina Huss, she …"."""
    before = toks[name.first - 1] if name.first else None
    if before is None or before.low not in people.language.births or name.title:
        return False
    if before.capital or not last:  # it begins the sentence: whom the page has named most
        last = people.counts.most_common(1)[0][0] if people.counts else ""
    if not last or last.lower() == name.text.lower():
        return False
    for other in (name.text.lower(), name.text.lower().split()[-1]):
        people.also.setdefault(other, last)
    return True


def _after_office(name: Name, toks: Sequence[Token], language: Language) -> Name | None:
    """Read the name at the end of "Minister of Transport Eskil Dorn" or "Professor of Glass Studies Ada Lund"."""
    parts = name.text.lower().split()
    k = name.first - 1
    if len(parts) < 3 or k < 1 or parts[0] in language.names or toks[k].low not in ("of", "for"):
        return None
    holder = toks[k - 1]
    if holder.low not in language.roles and holder.low not in language.titles:
        return None
    if toks[k].low == "for" and holder.low.startswith("spokes"):
        return None  # "Spokesman for Strath Marine Holdings"
    begin = next((n for n in range(name.first + 1, name.last - 1) if toks[n].low in language.names), name.last - 2)
    return read_name(toks, begin, language)


def _is_title_case(toks: Sequence[Token]) -> bool:
    """Tell a line whose every longer word has a capital: there a capital tells no name."""
    long = [t for t in toks if t.word and len(t.text) > 3]
    return len(long) >= 3 and len(toks) < 40 and sum(t.capital for t in long) > 0.8 * len(long)


def _goes_on(toks: Sequence[Token], name: Name) -> bool:
    """Tell whether words stand beside a name of a headline: "Twelve Questions for …", not "Ann Vane: …"."""
    return (name.first > 0 and toks[name.first - 1].word) or (name.last < len(toks) and toks[name.last].word)


def _consider(name: Name, toks: Sequence[Token], people: People) -> bool:
    language = people.language
    parts = name.text.lower().split()
    first = parts[0].rstrip(".")
    titled = parts[-1] in language.titles and not (len(parts) > 1 and first in language.names)  # but "Martha Lady"
    if len(parts) > 5 or any(p in language.not_names for p in parts) or titled:
        return True
    alone = len(parts) == 1 and not name.title and first not in language.names
    if alone and (first in language.speech or first in language.documents):
        return True  # "Ask anyone in Corrow", "Article continues below"
    if name.title in ("chief", "deputy") and all(p in language.roles for p in parts):
        return True  # "Chief Executive"
    shout = name.text.isupper() and len(name.text) > 3
    told = introduced(name, toks, language)
    known = first in language.names
    beside_verb = speaks(name, toks, language)
    if name.title in ("st", "saint") and not beside_verb:
        return True  # "Mount St. Helens", "St. Budoc's": a place, as a rule
    if name.title and (not shout or known):
        people.add(name.text, title=name.title)
    elif (
        (len(parts) > 1 and known and not shout)
        or (len(parts) == 1 and known and len(name.text) > 2 and not shout)
        or (told and not shout and parts[0] not in language.roles)
        or (
            beside_verb and not shout and parts[0] not in language.roles and parts[-1].rstrip("s") not in language.roles
        )
    ):
        people.add(name.text)
    else:
        return False
    learn_apposition(name, toks, people)
    return True
