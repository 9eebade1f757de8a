"""Everyone whom the page names: what they are called by, what they are, and their gender.

Every shorter form of a name leads to the fullest one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from narrate.writing.attribute.languages import FEMALE, MALE, Language
from narrate.writing.attribute.languages.ru_forms import patronymic
from narrate.writing.attribute.wording.cases import forms_of, gender_of
from narrate.writing.attribute.wording.names import Name


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
    also: dict[str, str] = field(default_factory=dict)  #: another name, lower case -> whose: "née Crome", "Buster"
    beasts: set[str] = field(default_factory=set)  #: nouns with a capital that speak under "the": "hatter"
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
        other = self.also.get(name.lower(), "") if len(low) > 1 or low[0] not in self.by_word else ""
        if other and other.lower() != name.lower():
            return self._resolve(other, "")
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
        meant = [n for one in full.split() for n in self.by_word.get(one, ()) if n.lower().split()[0] == one]
        if meant and (" " not in full or len({n.lower().split()[0] for n in meant}) == 1):
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

    def join_patronymics(self) -> None:
        """Make one person of "Тихон Андреевич" and "Тихон Залесский", "М. О. Ландышева" and "Маргарита Осиповна".

        Only where the page has one surname and one patronymic for a first name: two fathers are two persons.
        """
        fathers: dict[str, set[str]] = {}
        surnames: dict[tuple[str, ...], set[str]] = {}  # of first names, and of initials
        for name in self.names.values():
            *given, last = name.lower().replace(".", "").split()
            if given and patronymic(last)[0]:
                fathers.setdefault(given[-1], set()).add(" ".join(name.split()[-2:]))
            elif len(given) > 1 and patronymic(given[1])[0]:
                fathers.setdefault(given[0], set()).update(("", name))  # has its surname already
            elif given:
                surnames.setdefault(tuple(given), set()).add(_cased(name.split()[-1]))
        for first, called in fathers.items():
            full = next(iter(called))
            if len(called) > 1 or len(full.split()) != 2:
                continue
            father = full.lower().split()[1]
            beside = surnames.get((first,), set()) | surnames.get((first[0], father[0]), set())
            own = [n for n in beside if gender_of([n], self.language) in ("", patronymic(father)[0])]
            if len(own) == 1:
                shorter = [n for n in self.by_word.get(first, ()) if n.lower().startswith(first)]
                self.add(f"{full} {own[0]}", count=max((self.counts[n] for n in shorter), default=1))

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
        if low in self.names or low in self.also:
            return True
        parts = low.split()
        if any(p in self.language.not_names for p in parts):
            return False
        first = parts[0].rstrip(".")
        if first in self.language.names and (len(parts) > 1 or first not in self.language.small):
            return True
        return any(p in self.by_word or p in self.by_form for p in (parts[-1], parts[0])) and len(parts) <= 2


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
