"""Who is on the page: names, what they are called by, what they are, and their gender.

Persons are told by titles, by first names, and by what is said of them; every shorter form leads to the fullest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from narrate.writing.attribute.cases import forms_of, gender_of, in_order, looks_russian, nominative
from narrate.writing.attribute.languages import FEMALE, MALE, Language
from narrate.writing.attribute.languages.ru_forms import past

TOKEN = re.compile(r"[^\W_]+(?:['’.\-–&][^\W_]+)*|[^\s\w]")
_LETTERS = re.compile(r"[^\W\d_]")
_VOCATIVE = re.compile(r", ([^\W\d_a-z][^\W\d_A-Z]{2,14})[.!?,…]?[”\"’»](?!\w)")
_SUBJECT = re.compile(
    r"(?:^|[.!?] |\b([a-z]+),? )([^\W\d_a-z][^\W\d_]{2,20}(?: [^\W\d_a-z][^\W\d_]{2,20}){0,2}) "
    r"(?=[^\W\d_A-Z])(?=([^.!?“”\"]{3,120}(?:\. \w+)?))"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, and where it stands."""

    text: str
    start: int
    end: int
    low: str

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Tell a word from a mark."""
        return self.text[0].isalnum()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a span of a text; the full stop of an abbreviation belongs to no token."""
    found = []
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match[0]
        found.append(Token(word, match.start(), match.end(), word.lower().replace("’", "'")))
    return found


def bare(word: str) -> str:
    """Return a word without a possessive ending."""
    for ending in ("'s", "’s"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word.rstrip("'’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as it stands in the text."""

    text: str  #: without titles
    title: str  #: the title before it, lower case, or nothing
    start: int
    end: int
    first: int  #: index of the first token (title included)
    last: int  #: index of one past the last token
    possessive: bool = False
    oblique: bool = False  #: it stands in a case that no subject has


def read_name(toks: Sequence[Token], i: int, language: Language) -> Name | None:
    """Read a name that begins at token `i`, titles before it included, or None."""
    first = i
    title = ""
    while (
        i < len(toks)
        and toks[i].low in language.titles
        and not (toks[i].capital and toks[i].low in language.names)
        and (toks[i].capital or language.inflected or toks[i].low in ("old", "brother", "sister", "uncle", "aunt"))
    ):
        if i + 1 >= len(toks):
            break
        after = i + 2 if toks[i + 1].text == "." else i + 1
        if after >= len(toks) or not (toks[after].capital or toks[after].low in language.titles):
            break
        title = toks[i].low
        i = after
    begin = i
    parts: list[Token] = []
    while i < len(toks):
        tok = toks[i]
        if tok.capital and tok.word and (not parts or _joins(parts[-1], tok)) and not tok.text.isdigit():
            if (
                not parts
                and tok.low not in language.names
                and (
                    _is_form_of_verb(tok, language)
                    or _is_short_form(tok, language)
                    or (tok.low in language.small and not _is_initial(toks, i))
                    or tok.low.split("-")[0] in ("no", "any", "some", "every")
                )
            ):
                return None
            if parts and tok.low in language.small and tok.low not in language.names and tok.low != "will":
                break
            if (
                parts
                and len(tok.text) > 1
                and tok.text.isupper()
                and not parts[-1].text.isupper()
                and "." not in tok.text
            ):
                break  # "Ann Vane ALS, 2 pp.": what follows is no part of the name
            parts.append(tok)
            i += 1
            if tok.low.endswith("'s"):
                break
            if (
                i < len(toks)
                and toks[i].text == "."
                and (len(tok.text) == 1 or tok.low in language.titles or "." in tok.text)
                and i + 1 < len(toks)
                and toks[i + 1].capital
            ):
                i += 1
            continue
        if (
            parts
            and tok.low in language.particles
            and i + 1 < len(toks)
            and toks[i + 1].capital
            and tok.low != "of"
            and tok.low not in ("y", "и")
        ):
            parts.append(tok)
            i += 1
            continue
        break
    while parts and parts[-1].low in language.particles and not parts[-1].capital:
        parts.pop()
        i -= 1
    while (
        len(parts) > 1
        and parts[0].low not in language.names
        and (
            parts[0].low in language.roles
            or ("-" in parts[0].low and parts[0].low.split("-")[0] in language.roles)  # "Runner-up"
            or parts[0].low in language.speech
            or (language.inflected and parts[0].low in language.speech_nouns)
            or (parts[0].low in language.titles and len(parts) > 2)
            or (
                language.inflected
                and parts[1].low in language.names
                and nominative([p.text for p in parts], language) == [p.text for p in parts]
            )
        )
    ):
        parts = parts[1:]  # "Historian Ann Vane": what comes first is no name
    if not parts:
        return None
    text = " ".join(p.text + "." if len(p.text) == 1 and p.capital and p is not parts[-1] else p.text for p in parts)
    plain = bare(text)
    oblique = False
    if language.inflected:
        ordered = in_order(plain.split(), language)
        plain = " ".join(nominative(ordered, language))
        oblique = plain != " ".join(ordered)
    return Name(
        text=plain,
        title=title,
        start=toks[first].start,
        end=parts[-1].end,
        first=first,
        last=i if i > begin else begin + 1,
        possessive=not language.inflected and plain != text,
        oblique=oblique,
    )


def _is_initial(toks: Sequence[Token], i: int) -> bool:
    """Tell "И." of "И. Т. Громова" from the word."""
    if len(toks[i].text) > 1 or i + 2 >= len(toks):
        return False
    return toks[i + 1].text == "." and toks[i + 1].start == toks[i].end and toks[i + 2].capital


def _is_form_of_verb(tok: Token, language: Language) -> bool:
    """Tell a verb that begins a sentence: "Походил, померил", "Передайте Тане"."""
    return language.inflected and (past(tok.low) != "" or tok.low.endswith(("йте", "ите", "йтесь", "итесь")))


def _is_short_form(tok: Token, language: Language) -> bool:
    """Tell "It's", "I've" and "They'll" from names."""
    word, mark, ending = tok.low.partition("'")
    return bool(mark) and ending in ("s", "ve", "d", "ll", "re", "m", "t") and word in language.small


def _joins(before: Token, tok: Token) -> bool:
    return tok.start - before.end <= 2


@dataclass(slots=True)
class People:
    """Everyone that the page names."""

    language: Language
    names: dict[str, str] = field(default_factory=dict)  #: lower case full name -> as written
    by_word: dict[str, list[str]] = field(default_factory=dict)  #: one word of a name, lower case -> full names
    by_form: dict[str, list[str]] = field(default_factory=dict)  #: one word in another case -> full names
    gender: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)  #: "mayor" -> name
    counts: Counter[str] = field(default_factory=Counter)
    courtesy: dict[str, Counter[str]] = field(default_factory=dict)  #: surname -> how often each title of courtesy
    polite: dict[tuple[str, str], str] = field(default_factory=dict)  #: surname and title -> "Mrs. Bennet"
    loose: set[str] = field(default_factory=set)  #: names that nothing but their number makes persons
    couple: tuple[str, str] = ("", "")  #: wife and husband, where the page names one couple above all
    _memo: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, *, title: str = "", count: int = 1) -> None:
        """Remember a person under the name that the page gives."""
        low = name.lower()
        self._memo.clear()
        if low not in self.names:
            self.names[low] = name
            for word in low.split():
                if len(word.rstrip(".")) > 1:
                    self.by_word.setdefault(word.rstrip("."), []).append(name)
            if self.language.inflected:
                for form in forms_of(name, self.language):
                    self.by_form.setdefault(form, []).append(name)
        known = self.names[low]
        if known.isupper() and not name.isupper():
            self._rename(known, name)
        self.counts[self.names[low]] += count
        if title in self.language.courtesy and " " not in name:
            self.courtesy.setdefault(low, Counter())[title] += count
        if title:
            self.titles.setdefault(self.names[low], title)
            gender = self.language.titles.get(title, "")
            if gender:
                self.gender[self.names[low]] = gender

    def _rename(self, old: str, new: str) -> None:
        self.names[old.lower()] = new
        for word in old.lower().split():
            self.by_word[word] = [new if n == old else n for n in self.by_word.get(word, [])]
        self.counts[new] += self.counts.pop(old, 0)

    def resolve(self, name: str, title: str = "") -> str:
        """Return the fullest form of a name on the page; the name itself where it is the only one."""
        key = f"{title}|{name}"
        if key not in self._memo:
            self._memo[key] = self._resolve(name, title)
        return self._memo[key]

    def _resolve(self, name: str, title: str) -> str:
        low = [w.rstrip(".") for w in name.lower().split()]
        if not low:
            return name
        if len(low) == 1 and (low[0], title) in self.polite:
            return self.polite[low[0], title]
        if self.by_form and low[-1] not in self.by_word and (base := self._uninflected(low)):
            return self._resolve(base, title)
        if self.by_form and len(low[0]) == 1 and len(low) > 1:  # "РЕЧЬ П. Н. БУТУРЛИНА" is Прохор Никитич Бутурлин's
            spelt = [n for n in self.by_form.get(low[-1], ()) if _spells_out(n, [*low[:-1], n.lower().split()[-1]])]
            if spelt:
                return self._resolve(max(spelt, key=lambda n: self.counts[n]), "")
        last = low[-1]
        # A whole name has the rarer of its words in common with few: ten thousand Smiths need not be gone through.
        either = sorted(
            (self.by_word.get(word, ()) for word in dict.fromkeys((last, low[0])) if len(word) > 1), key=len
        )
        candidates = [n for n in (either[0] if either else ()) if self._covers(n, low)]
        if len(low) > 1 and not candidates and len(either) > 1:
            candidates = [n for n in either[1] if self._covers(n, low)]
        gender = self.language.titles.get(title, "") if title else ""
        if gender:
            fit = [n for n in candidates if self.gender_of(n) in ("", gender)]
            candidates = fit or ([] if candidates else candidates)
        longer = [n for n in candidates if len(n.split()) > len(low) or _spells_out(n, low)]
        if longer:
            best = max(longer, key=lambda n: (self.counts[n], len(n)))
            rivals = {tuple(n.lower().split()) for n in longer}
            if len(rivals) > 1 and len(low) == 1:
                surname = [n for n in longer if n.lower().split()[-1].rstrip(".") == last]
                best = max(surname or longer, key=lambda n: (self.counts[n], len(n)))
            return self._resolve(best, "") if best != name else _cased(best)
        full = self.language.nicknames.get(low[0], "") if len(low) == 1 and not title else ""
        meant = [n for n in self.by_word.get(full, ()) if n.lower().split()[0] == full] if full else []
        if meant:
            return max(meant, key=lambda n: self.counts[n])
        if len(low) == 1 and low[0] in self.courtesy:
            known = [self.polite[low[0], t] for t in self.courtesy[low[0]] if (low[0], t) in self.polite]
            if known:  # a bare surname is the man's, as a rule
                return next((k for k in known if self.gender.get(k) == MALE), known[0])
        return _cased(self.names.get(name.lower(), name))

    def _uninflected(self, low: Sequence[str]) -> str:
        """Return the name that words in another case are forms of: "Дроздовым" is Савелий Дроздов; else nothing."""
        found = [n for n in self.by_form.get(low[-1], ()) if low[-1] in forms_of(n, self.language)]
        if len(low) > 1:
            found = [n for n in found if len(n.split()) >= len(low)]
        best = max(found, key=lambda n: (len(n.split()), self.counts[n]), default="")
        if best and len(low) == 1:
            return forms_of(best, self.language)[low[-1]].capitalize()
        return best

    def is_oblique(self, name: Name) -> bool:
        """Tell whether a name stands in a case that no subject has, by its own form or by the names of the page."""
        if name.oblique:
            return True
        low = name.text.lower().split()
        return bool(low) and low[-1] not in self.by_word and low[-1] in self.by_form

    def settle_households(self) -> None:
        """Tell Mr. Bennet from Mrs. Bennet: one surname with several titles of courtesy is several persons."""
        couples: Counter[tuple[str, str]] = Counter()
        for surname, titles in self.courtesy.items():
            for title in titles:
                gender = self.language.titles.get(title, "")
                fuller = [n for n in self.by_word.get(surname, ()) if " " in n and n.lower().split()[-1] == surname]
                if any(self.gender_of(n) in ("", gender) for n in fuller):
                    continue
                shown = f"{self.language.courtesy[title]} {_cased(self.names[surname])}"
                self.polite[surname, title] = shown
                self.names[shown.lower()] = shown
                self.counts[shown] = titles[title]
                self.gender[shown] = gender
            her = next(
                (self.polite[surname, t] for t in ("mrs", "lady", "madame", "frau") if (surname, t) in self.polite), ""
            )
            him = next(
                (
                    self.polite[surname, t]
                    for t in ("mr", "sir", "lord", "monsieur", "herr")
                    if (surname, t) in self.polite
                ),
                "",
            )
            if her and him:
                couples[her, him] += sum(titles.values())
        if couples:
            self.couple = couples.most_common(1)[0][0]
        self._memo.clear()

    def _covers(self, full: str, low: Sequence[str]) -> bool:
        """Tell whether a full name can be meant by the words of a shorter one."""
        parts = [w.rstrip(".") for w in full.lower().split()]
        if len(low) == 1:
            return low[0] in (parts[0], parts[-1])
        if len(parts) < len(low):
            return False
        if parts[-len(low) :] == list(low) or parts[: len(low)] == list(low):
            return True
        return parts[-1] == low[-1] and (parts[0] == low[0] or (len(low[0]) == 1 and parts[0][:1] == low[0]))

    def candidates(self, name: str) -> list[str]:
        """Return every full name that a shorter one can mean."""
        low = [w.rstrip(".") for w in name.lower().split()]
        return (
            [
                n
                for n in dict.fromkeys(self.by_word.get(low[-1], ()))
                if len(n.split()) > len(low) and self._covers(n, low)
            ]
            if low
            else []
        )

    def gender_of(self, name: str) -> str:
        """Return the gender of a person as far as titles, first names and pronouns tell."""
        if name in self.gender:
            return self.gender[name]
        first = name.lower().split()[0].rstrip(".") if name.strip() else ""
        guess = self.language.names.get(first, "") or self.language.names.get(first.split("-")[0], "")
        if not guess and self.language.inflected and name[:1].isupper() and name.lower() not in self.language.roles:
            guess = gender_of(name.split(), self.language)
        if not guess:
            noun = name.lower().split()[-1] if name.strip() else ""
            guess = self.language.roles.get(noun, "") if name.lower() not in self.names else ""
        return guess

    def leaning(self, name: str) -> str:
        """Return what the ending of an unknown first name suggests, or nothing."""
        first = name.lower().split()[0] if name.strip() and name.lower() in self.names else ""
        return FEMALE if len(first) > 3 and first.endswith(self.language.female_endings) else ""

    def learn_gender(self, name: str, gender: str) -> None:
        """Remember what a pronoun says of a person of whom nothing was known."""
        if gender in (FEMALE, MALE) and not self.gender_of(name):
            self.gender[name] = gender

    def is_person(self, name: Name) -> bool:
        """Tell whether a capitalized sequence is a person."""
        low = name.text.lower()
        if name.title:
            return True
        if low in self.names:
            return True
        parts = low.split()
        if any(p in self.language.not_names for p in parts):
            return False
        first = parts[0].rstrip(".")
        if first in self.language.names and (len(parts) > 1 or first not in self.language.small):
            return True
        return any(p in self.by_word or p in self.by_form for p in (parts[-1], parts[0])) and len(parts) <= 2


def find_people(texts: Iterable[str], language: Language) -> People:
    """Return everyone whom the texts name by a title or a first name, or who speaks."""
    people = People(language)
    loose: Counter[str] = Counter()
    votes: Counter[str] = Counter()
    texts = list(texts)
    for text in texts:
        _names_in(text, language, people, loose)
    for name, count in loose.items():
        last = name.rsplit(" ", 1)[-1]
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
    for text in texts:
        _genders_in(text, language, people, votes)
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


def _genders_in(text: str, language: Language, people: People, votes: Counter[str]) -> None:
    """Count which pronouns follow the names of whose gender nothing tells."""
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


def _names_in(text: str, language: Language, people: People, loose: Counter[str]) -> None:
    toks = tokens(text)
    headline = _is_title_case(toks)
    i = 0
    while i < len(toks):
        if not (toks[i].capital and toks[i].word):
            i += 1
            continue
        name = read_name(toks, i, language)
        if name is None:
            i += 1
            continue
        i = max(name.last, i + 1)
        name = _after_office(name, toks, language) or name
        if (
            not _consider(name, toks, language, people)
            and not name.text.isupper()
            and not (headline and _goes_on(toks, name))
        ):
            before = toks[name.first - 1] if name.first else None
            if (before is None or before.low not in language.determiners) and not any(
                p in language.not_names or p in language.small or p in language.speech_nouns or p in language.documents
                for p in name.text.lower().split()
            ):
                loose[name.text] += 1


def _after_office(name: Name, toks: Sequence[Token], language: Language) -> Name | None:
    """Read the name at the end of "Minister of Transport Eskil Dorn" or "Professor of Glass Studies Ada Lund"."""
    parts = name.text.lower().split()
    k = name.first - 1
    if len(parts) < 3 or k < 1 or parts[0] in language.names or toks[k].low != "of":
        return None
    if toks[k - 1].low not in language.roles and toks[k - 1].low not in language.titles:
        return None
    begin = next((n for n in range(name.first + 1, name.last - 1) if toks[n].low in language.names), name.last - 2)
    return read_name(toks, begin, language)


def _is_title_case(toks: Sequence[Token]) -> bool:
    """Tell a line whose every longer word has a capital: there a capital tells no name."""
    long = [t for t in toks if t.word and len(t.text) > 3]
    return len(long) >= 3 and len(toks) < 40 and sum(t.capital for t in long) > 0.8 * len(long)


def _goes_on(toks: Sequence[Token], name: Name) -> bool:
    """Tell whether words stand beside a name of a headline: "Twelve Questions for …", not "Ann Vane: …"."""
    return (name.first > 0 and toks[name.first - 1].word) or (name.last < len(toks) and toks[name.last].word)


def _consider(name: Name, toks: Sequence[Token], language: Language, people: People) -> bool:
    parts = name.text.lower().split()
    if len(parts) > 5 or any(p in language.not_names for p in parts) or parts[-1] in language.titles:
        return True
    first = parts[0].rstrip(".")
    shout = name.text.isupper() and len(name.text) > 3
    told = _introduced(name, toks, language)
    known = first in language.names
    speaks = _speaks(name, toks, language)
    if name.title and (not shout or known):
        people.add(name.text, title=name.title)
    elif (
        (len(parts) > 1 and known and not shout)
        or (len(parts) == 1 and known and len(name.text) > 2 and not shout)
        or (told and not shout and parts[0] not in language.roles)
        or (speaks and not shout and parts[0] not in language.roles and parts[-1].rstrip("s") not in language.roles)
    ):
        people.add(name.text)
    else:
        return False
    _apposition(name, toks, language, people)
    return True


def _introduced(name: Name, toks: Sequence[Token], language: Language) -> bool:
    """An age, "who", or a trade tell a person: "Ada Lund, 24,", "his sister, Ada,", "Ada Lund, head keeper"."""
    before = toks[name.first - 1] if name.first else None
    after = toks[name.last : name.last + 7]
    if name.text.lower() in language.small or _place(name, toks, language):
        return False
    if language.inflected and looks_russian(name.text):
        return True
    if len(after) > 1 and " " in name.text and after[0].low in ("was", "is") and after[1].low in language.years_old:
        return True  # "Ada Lund was nine"
    if len(after) > 2 and after[0].text == ",":
        if after[1].low in ("who", "whose", "whom", "aged") or (
            after[1].text.isdigit() and len(after[1].text) <= 2 and after[2].text in ",.)"
        ):
            return True
        if " " in name.text:
            for tok in after[1:]:
                if not tok.word or tok.low in language.prepositions or tok.low in language.speech:
                    break
                if tok.low in language.roles and not tok.capital:
                    return True
    if _is_a(name, toks, language):
        return True
    if before is None or name.first < 2:
        return False
    if not language.inflected and _called_so(name, toks, language):
        return True
    if " " in name.text and before.low in ("is", "was") and after[:1] and after[0].text in ".,":
        return any(t.low in language.roles for t in toks[max(0, name.first - 8) : name.first])
    noun = toks[name.first - 2 if before.text == "," else name.first - 1]
    owner = toks[name.first - (3 if before.text == "," else 2)] if name.first >= 3 else None
    if noun.low not in language.roles or noun.capital:
        return False
    return " " in name.text or (owner is not None and owner.low in language.possessives)


def _is_a(name: Name, toks: Sequence[Token], language: Language) -> bool:
    """Read "Mies was not a stupid fellow", "Ada had been the cook": a person, whatever the name."""
    k = name.last
    while k < len(toks) and k < name.last + 3 and toks[k].low in language.auxiliaries | {"is", "been", "not"}:
        k += 1
    if k == name.last or k >= len(toks) or toks[k].low not in ("a", "an", "the", "his", "her", "my"):
        return False
    for tok in toks[k + 1 : k + 5]:
        if not tok.word or tok.capital or tok.low in language.prepositions:
            return False
        if tok.low in language.roles:
            return True
    return False


def _place(name: Name, toks: Sequence[Token], language: Language) -> bool:
    """The second name of "Hattie Boland of Ardent Centre" is no person's."""
    k = name.first - 1
    return k > 0 and toks[k].low in ("of", "in", "from", "near") and toks[k - 1].capital and not name.title


def _speaks(name: Name, toks: Sequence[Token], language: Language) -> bool:
    """A name beside a verb of speech is a person's."""
    before = toks[name.first - 1] if name.first else None
    after = toks[name.last] if name.last < len(toks) else None
    if (
        after is not None
        and after.low in language.speech | language.weak_speech
        and after.low not in ("read", "reads", "put", "open", "opened", "closed", "began", "started")
    ):
        return True
    return (
        before is not None
        and before.low in language.speech
        and name.first >= 2
        and toks[name.first - 2].text in '"”,»’—–-?!'
    )


def _apposition(name: Name, toks: Sequence[Token], language: Language, people: People) -> None:
    """Learn "Mayor Dara Vane", "Dara Vane, the mayor" and "the mayor of Harrow, Dara Vane"."""
    full = name.text
    if language.inflected:
        _inflected_apposition(name, toks, language, people)
    if name.title in language.roles:
        people.roles.setdefault(name.title, full)
    before = toks[name.first - 1] if name.first else None
    if before is not None and before.low in language.roles and not before.capital:
        people.roles.setdefault(before.low, full)
    for noun in _called_so(name, toks, language):
        people.roles.setdefault(noun, full)
        people.learn_gender(full, language.roles[noun])
    if before is not None and before.text == ",":
        j = name.first - 2
        for k in range(j, max(-1, j - 9), -1):
            if toks[k].text in '.;:"“”':
                break
            if (
                toks[k].low in language.roles
                and k
                and (
                    toks[k - 1].low in language.determiners
                    or toks[k - 1].low in ("new", "old", "former", "current", "deputy", "local")
                )
            ):
                people.roles.setdefault(toks[k].low, full)
                people.learn_gender(full, language.roles[toks[k].low])
                break
    after = name.last
    if (
        after + 3 < len(toks)
        and toks[after].text == ","
        and toks[after + 1].low == "the"
        and toks[after + 3].text in ".,;:"
    ):
        people.roles.setdefault(toks[after + 2].low, full)  # "Brother Anselmo, the cellarer,"
    if after < len(toks) and toks[after].text == ",":
        for k in range(after + 1, min(len(toks), after + 9)):
            tok = toks[k]
            if tok.text in '.;:,"“”' or tok.low in ("who", "whose", "which", "and", "but"):
                break
            if (
                tok.low in language.roles
                and k - after <= 6
                and (toks[after + 1].low in language.determiners or k - after <= 3)
            ):
                people.roles.setdefault(tok.low, full)
                gender = language.roles[tok.low]
                if gender:
                    people.learn_gender(full, gender)
                break


def _called_so(name: Name, toks: Sequence[Token], language: Language) -> list[str]:
    """Return the nouns of "a boy called Jem", "the girl next door was called Ada", "the cook, a man called Huw"."""
    k = name.first - 1
    if k < 1:
        return []
    word, earlier = toks[k].low, toks[k - 1].low
    named = (word in ("is", "was") and earlier == "name") or (word == "of" and earlier == "name")
    if word in language.naming or word == "по":
        if earlier in language.roles and k >= 2 and toks[k - 2].low == "the" and not language.inflected:
            return []  # "the mayor called Ada"
    elif not named:
        return []
    found: list[str] = []
    for j in range(k - 1, max(-1, k - 11), -1):
        if toks[j].text in '.;:!?“”"' or (toks[j].capital and j + 1 < k and j):  # somebody else is named in between
            break
        if found and toks[j + 1].text != ",":
            continue
        noun = bare(toks[j].low)
        if noun in language.roles:
            found.append(noun)
            if len(found) > 1:
                break
    return found[1:] or found if found and found[0] in language.generic else found[:1]


_CALLED = re.compile(
    r"(?:на|про)?(?:звали|зовут|звал|называли|называют|величали|величают)|прозвали|прозвище|имени|фамилии"
)


def _inflected_apposition(name: Name, toks: Sequence[Token], language: Language, people: People) -> None:
    """Learn "вдова лоцмана Ефросинья Ступина", "сторожа звали Семён Ильич", "Игнат работал сторожем"."""
    full = name.text
    role = ""
    for k in range(name.first - 1, max(-1, name.first - 5), -1):
        tok = toks[k]
        opens = not k or not toks[k - 1].word
        if (
            not tok.word
            or (tok.capital and not opens)
            or tok.low in language.speech
            or tok.low in language.prepositions
        ):
            break
        if _CALLED.fullmatch(tok.low):
            near = [t.low for t in toks[max(0, k - 3) : k]]
            role = next((language.cases.get(w) or (w if w in language.roles else "") for w in reversed(near)), "")
            break
        if name.oblique:
            role = language.cases.get(tok.low, role)
        elif tok.low in language.roles:
            role = tok.low
    if role:
        people.roles.setdefault(role, full)
        people.learn_gender(full, language.roles.get(role, ""))


def _spells_out(full: str, low: Sequence[str]) -> bool:
    """Tell whether a full name has in letters what a shorter one has as initials: "А. П. Ковригина"."""
    parts = [w.rstrip(".") for w in full.lower().split()]
    if len(parts) != len(low) or parts[-1] != low[-1] or all(len(w) > 1 for w in low[:-1]):
        return False
    return any(len(p) > 1 == len(w) for p, w in zip(parts, low, strict=True)) and all(
        p[:1] == w[:1] for p, w in zip(parts, low, strict=True)
    )


def _cased(name: str) -> str:
    """Write a name in capitals as a name."""
    if not name.isupper() or len(name) <= 3:
        return name
    return " ".join("-".join(p[:1] + p[1:].lower() for p in word.split("-")) for word in name.split())
