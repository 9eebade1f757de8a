"""Russian names out of their cases: "Савелия Дроздова" is Савелий Дроздов, "Анны Ветровой" is Анна Ветрова.

First names are known from a table, patronymics by their endings; the surname follows their gender. A surname alone
("с Дроздовым") is found by the forms of the names that the page gives in full: see `forms_of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from narrate.writing.attribute.languages import FEMALE, MALE, Language, find
from narrate.writing.attribute.languages.ru_forms import SURNAME_FEMALE, SURNAME_MALE, oblique, patronymic

_INITIAL = re.compile(r"[^\W\d_]\.?")
_MALE = (
    ("ского", "ский"), ("скому", "ский"), ("ским", "ский"), ("ском", "ский"), ("цкого", "цкий"), ("цкому", "цкий"),
    ("цким", "цкий"), ("ого", "ый"), ("ому", "ый"), ("овым", "ов"), ("евым", "ев"), ("ёвым", "ёв"), ("иным", "ин"),
    ("ыным", "ын"), ("цом", "ец"), ("цу", "ец"), ("ой", "а"), ("ы", "а"), ("ью", "ь"), ("ом", ""), ("ем", ""),
    ("ею", "ей"), ("ею", "ея"), ("а", ""), ("у", ""), ("ове", "ов"), ("еве", "ев"), ("ине", "ин"), ("я", "ь"),
    ("ю", "ь"), ("е", ""),
)  # fmt: skip
_FEMALE = (
    ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ыной", "ына"), ("ову", "ова"), ("еву", "ева"),
    ("ёву", "ёва"), ("ину", "ина"), ("ыну", "ына"), ("ской", "ская"), ("скую", "ская"), ("цкой", "цкая"),
    ("цкую", "цкая"), ("ной", "ная"), ("ную", "ная"), ("лой", "лая"), ("лую", "лая"), ("ы", "а"), ("у", "а"),
)  # fmt: skip
_SHE = re.compile(r"(?:[оеё]в|[иы]н|[сц]к)ой$")
_HE = re.compile(r"(?:(?:[оеё]в|[иы]н)ым|[сц]к(?:ого|ому|им|ом))$")


@cache
def _first_names(code: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return every other case of a first name -> the names it can be, with their gender."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, gender in find(code).names.items():
        for form in oblique(name, gender or MALE):
            found.setdefault(form, []).append((name, gender))
    return {form: tuple(sorted(names, key=lambda n: "ё" not in n[0])) for form, names in found.items()}


def in_order(parts: Sequence[str], language: Language) -> list[str]:
    """Return a name with the surname last: "Ковригина А. П." and "Ковригина Анна Петровна" begin with it."""
    if len(parts) < 2 or len(parts) > 3:
        return list(parts)
    first, rest = parts[0], parts[1:]
    initials = all(_INITIAL.fullmatch(p) for p in rest) and not _INITIAL.fullmatch(first)
    last_is = patronymic(rest[-1].lower())[0] if len(rest) == 2 else ""
    known = first.lower() in language.names or first.lower() in _first_names(language.code)
    if initials and len(rest) == 1 and (first.lower() in language.names or (known and not is_surname(first))):
        return list(parts)  # "Василий К.", "Галина М."
    if initials or (last_is and not (known and not is_surname(first))):
        return [*(p + "." if len(p) == 1 else p for p in rest), first] if initials else [*rest, first]
    return list(parts)


def belongs(lows: Sequence[str], language: Language) -> bool:
    """Tell a noun that begins a sentence, with its owner behind it, from a name: "Дом Ивана Громова"."""
    first, owner = lows[:2]
    forms = _first_names(language.code)
    if first in forms or is_surname(first) or patronymic(first)[0] or _INITIAL.fullmatch(first):
        return False
    return owner in forms and owner not in language.names


def is_first_name(word: str, language: Language) -> bool:
    """Tell another case of a first name."""
    return language.inflected and word in _first_names(language.code)


def is_surname(word: str) -> bool:
    """Tell a surname by its ending, in any case."""
    low = word.lower()
    return bool(SURNAME_MALE.search(low) or SURNAME_FEMALE.search(low) or _SHE.search(low) or _HE.search(low))


def nominative(parts: Sequence[str], language: Language, *, his: bool = False) -> list[str]:
    """Return the words of a name in the nominative, as far as first name, patronymic or surname show another case.

    `his`: what stands before it says that it is a man's in another case, whatever it looks like: "врача Руслана Ли".
    """
    if not language.inflected or not parts:
        return list(parts)
    if len(parts) == 1:
        low = parts[0].lower()
        known = low in language.names or low in language.small or low in language.not_names or len(low) < 4
        found = () if known else _first_names(language.code).get(low, ())
        return [_shown(found[0][0], parts[0])] if found else list(parts)
    lows = [p.lower() for p in parts]
    gender, father = next(((g, b) for g, b in map(patronymic, lows[1:]) if g), ("", ""))
    declined = bool(father) and father not in lows
    first = lows[0]
    base = ""
    if _INITIAL.fullmatch(first):
        gender = FEMALE if _SHE.search(lows[-1]) else MALE if _HE.search(lows[-1]) else ""
        return [*parts[:-1], _restore(parts[-1], _table(gender))] if gender else list(parts)
    his = (
        his
        and language.names.get(first) == FEMALE
        and any(g == MALE for _, g in _first_names(language.code).get(first, ()))
    )
    gender = MALE if his else gender
    if first in language.names and not declined and not his and not (father and first not in lows):
        return list(parts)
    if first not in language.names or declined or his:
        fit = [(b, g) for b, g in _first_names(language.code).get(first, ()) if not gender or g in (gender, "")]
        if not gender and len(fit) > 1:
            fit = [(b, g) for b, g in fit if not g or _agrees(lows[-1], g)] or fit
        if fit:
            base, gender = fit[0][0], gender or fit[0][1] or (FEMALE if _SHE.search(lows[-1]) else MALE)
        elif declined or _SHE.search(lows[-1]) or _HE.search(lows[-1]):
            gender = gender or (FEMALE if _SHE.search(lows[-1]) else MALE)
            base = _guess(first, gender)
    if not base:
        return list(parts)
    out = [_shown(base, parts[0])]
    for part, low in zip(parts[1:], lows[1:], strict=True):
        middle = patronymic(low)[1]
        out.append(_shown(middle, part) if middle and middle != low else _restore(part, _table(gender)))
    return out


def _table(gender: str) -> Sequence[tuple[str, str]]:
    return _FEMALE if gender == FEMALE else _MALE


def _agrees(surname: str, gender: str) -> bool:
    if gender == FEMALE:
        return _SHE.search(surname) is not None or not surname.endswith(("ова", "ева", "ина", "ого", "ому", "ым", "им"))
    return _SHE.search(surname) is None and surname.endswith((*"аеуыюяио", "ым", "им", "ом", "ем", "ём", "ых", "их"))


def _guess(first: str, gender: str) -> str:
    """Return the nominative of a first name that no table has, from a form that is another case."""
    if gender == FEMALE:
        for old, new in (("ии", "ия"), ("ию", "ия"), ("ией", "ия"), ("ье", "ья"), ("ьей", "ья"), ("и", "я"), ("ы", "а"),
                         ("ей", "я"), ("ой", "а"), ("у", "а"), ("ю", "я"), ("е", "а")):  # fmt: skip
            if first.endswith(old):
                return first[: -len(old)] + new
        return ""
    for ending in ("ем", "ом", "а", "у", "я", "ю", "е"):
        if first.endswith(ending) and len(first) > len(ending) + 2:
            stem = first[: -len(ending)]
            if ending in ("а", "у", "ом"):
                return stem
            return stem + ("й" if stem[-1] in "аеёиоуыэюя" else "ь" if ending != "е" else "")
    return ""


def _shown(word: str, like: str) -> str:
    return (
        word.upper() if like.isupper() and len(like) > 1 else "-".join(p[:1].upper() + p[1:] for p in word.split("-"))
    )


def _restore(word: str, table: Sequence[tuple[str, str]]) -> str:
    return "-".join(_one(part, table) for part in word.split("-"))


def _one(word: str, table: Sequence[tuple[str, str]]) -> str:
    low = word.lower()
    if len(low) < 3 or low.endswith(("ко", "их", "ых")):
        return word
    for old, new in table:
        if low.endswith(old) and len(low) > len(old) + 1:
            restored = word[: len(word) - len(old)] + new
            return restored.upper() if word.isupper() else restored
    return word


def gender_of(words: Iterable[str], language: Language) -> str:
    """Return the gender that patronymic, first name or the ending of the surname tell, in this order."""
    lows = [w.lower().rstrip(".") for w in words]
    for low in lows:
        if gender := patronymic(low)[0]:
            return gender
    for low in lows[:1]:
        if gender := language.names.get(low, ""):
            return gender
    last = lows[-1] if lows else ""
    if len(last) > 4 and last not in language.names:
        return FEMALE if SURNAME_FEMALE.search(last) else MALE if SURNAME_MALE.search(last) else ""
    return ""


def forms_of(name: str, language: Language) -> dict[str, str]:
    """Return the forms of a name's words in other cases -> the word, all in lower case."""
    words = name.lower().split()
    gender = gender_of(words, language)
    found: dict[str, str] = {}
    for n, word in enumerate(words):
        surname = n == len(words) - 1 and word not in language.names and not patronymic(word)[0]
        for one in (gender,) if gender else (MALE, FEMALE):
            for form in oblique(word, one, surname=surname) if len(word.rstrip(".")) > 2 else ():
                if form != word:
                    found.setdefault(form, word)
    return found


def looks_russian(name: str) -> bool:
    """Tell a person's name by a patronymic, or by the ending of a surname behind another name: "Айсен Прокопьев"."""
    words = name.lower().split()
    if any(patronymic(word)[0] for word in words):
        return len(words) > 1 or len(name) > 5
    if not 1 < len(words) <= 3 or words[0].endswith(("ая", "ый", "ий", "ое", "ой", "ые", "ие")):
        return False
    return len(words[-1]) > 4 and bool(SURNAME_MALE.search(words[-1]) or SURNAME_FEMALE.search(words[-1]))
