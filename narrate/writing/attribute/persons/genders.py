"""Whether the voice of a speaker is a woman's or a man's, as far as pages tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from narrate.writing.attribute.languages import FEMALE, Language, find
from narrate.writing.attribute.persons.census import find_people
from narrate.writing.attribute.wording.words import tokens


def genders(texts: Iterable[str], speakers: Iterable[str]) -> dict[str, str]:
    """Return ``female``, ``male`` or nothing for each speaker, by titles, first names, and pronouns near the name."""
    names = list(speakers)
    seen: dict[str, int] = {}
    pages = list(texts)
    language = find("ru" if any(re.search("[а-яё]{4}", page) for page in pages[:20]) else "en")
    people = find_people(pages, language)
    wanted = {name.split()[-1].lower(): name for name in names if name.strip()}
    for page in pages:
        _count_pronouns(page, wanted, language, seen)
    found = {}
    for name in names:
        known = people.gender_of(people.resolve(name)) if name.strip() else ""
        balance = seen.get(name, 0)
        found[name] = known or ("female" if balance > 0 else "male" if balance < 0 else "")
    return found


def _count_pronouns(page: str, wanted: dict[str, str], language: Language, seen: dict[str, int]) -> None:
    near = ""
    left = 0
    for tok in tokens(page):
        if tok.low in wanted or tok.low.removesuffix("'s") in wanted:
            near, left = wanted[tok.low.removesuffix("'s")], 25
        elif left > 0:
            left -= 1
            gender = language.pronouns.get(tok.low, "") or language.possessives.get(tok.low, "")
            if gender in ("female", "male"):
                seen[near] = seen.get(near, 0) + (1 if gender == FEMALE else -1)
                left = 0
