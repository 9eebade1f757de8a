"""Who writes to whom: the persons of a correspondence, and the short names that they sign with.

A page presents "letters between Gerald Moss and his wife Rosamund"; they call each other Tig and Wren. No list has
every short name. What tells them apart is how the name begins, that nobody writes to himself, and whether a man or a
woman signs: "Your loving husband".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import persons_in
from narrate.writing.attribute.wording.words import tokens

_LETTERS = re.compile(
    r"\b(?:letters?|correspondence|correspond(?:ed|ents)|postcards?|wrote|письм\w+|переписк\w+)\b", re.I
)
_KIN = re.compile(
    r"\b(?:[Hh]is|[Hh]er) (?:\w+ )?(?:wife|husband|son|daughter|brother|sister|father|mother),? ([A-Z][\w'’-]+)\b"
    r"(?! [A-Z])"
)
_INITIALS = re.compile(r"[A-ZА-ЯЁ]\.?(?: ?[A-ZА-ЯЁ]\.?){0,2}")


def correspondents(texts: Sequence[str], people: People) -> list[str]:
    """Return the persons with a whole name in what a page says of its letters, kin with the surname of the first.

    Where it names only one of them beside the word, whoever else it names in full writes too.
    """
    said = [text[:1500] for text in texts if _LETTERS.search(text)]
    found = _persons(said, people)
    return found if len(found) > 1 else _persons([text[:1500] for text in texts], people)


def _persons(texts: Iterable[str], people: People) -> list[str]:
    found: dict[str, None] = {}
    first = ""
    for text in texts:
        for phrase in persons_in(tokens(text), people):
            name = people.resolve(phrase.text, phrase.title) if phrase.kind == "name" else ""
            if " " in name and people.gender_of(name):
                first = first or name
                found[name] = None
        for match in _KIN.finditer(text) if first else ():
            if " " not in people.resolve(match[1]):
                found[f"{match[1]} {first.split()[-1]}"] = None
    return list(found)


def signs_short(text: str, cast: Sequence[str]) -> bool:
    """Tell whether a line is initials, or how one of the correspondents is called: "S.", "Hester"."""
    shown = text.strip(" .,—–-")
    return _INITIALS.fullmatch(text.strip(" —–-")) is not None or any(shown == name.split()[0] for name in cast)


def who_signs(short: str, to: str, gender: str, cast: Sequence[str], people: People) -> str:
    """Return the one correspondent who can sign `short` in a letter to `to`; nobody where two can.

    `gender` is what the closing formula tells: that of a husband, a sister, …
    """
    reader = _meant(to, people.gender_of(to), cast, people) if to else ""
    writers = [name for name in cast if name != reader]
    gender = gender or (people.gender_of(short) if short else "")
    if found := _meant(short, gender, writers, people):
        return found
    # of two persons the one who reads is known, so the other one writes
    left = writers[0] if len(cast) == 2 and len(writers) == 1 else ""
    return left if left and not (gender and people.gender_of(left) not in ("", gender)) else ""


def _meant(short: str, gender: str, cast: Iterable[str], people: People) -> str:
    """Return the only one whose name begins as a short one does (Ingrid, Inga), or else who has its gender."""
    known = 1 if _INITIALS.fullmatch(short) else 2  # letters
    alike = [name for name in cast if short and name.lower()[:known] == short.lower()[:known]]
    fits = alike or [name for name in cast if gender and people.gender_of(name) == gender]
    return fits[0] if len(fits) == 1 else ""
