"""Russian names out of their cases: "Савелия Дроздова" is Савелий Дроздов, "Анны Ветровой" is Анна Ветрова.

The first name tells: it must be in the table once its ending is put back. Surnames follow its gender.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.writing.attribute.languages import FEMALE, Language

_ENDINGS = (
    ("ией", "ия"), ("иею", "ия"), ("ием", "ий"), ("ия", "ий"), ("ию", "ий"), ("ии", "ия"), ("ию", "ия"),
    ("ей", "я"), ("ем", "й"), ("ем", "ь"), ("ём", "ь"), ("я", "й"), ("ю", "й"), ("е", "й"), ("я", "ь"), ("ю", "ь"),
    ("ой", "а"), ("ы", "а"), ("и", "а"), ("и", "я"), ("у", "а"), ("ю", "я"), ("е", "а"), ("е", "я"), ("ем", "е"),
    ("ом", ""), ("а", ""), ("у", ""), ("е", ""),
)  # fmt: skip
_MALE = (("овым", "ов"), ("евым", "ев"), ("иным", "ин"), ("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"),
         ("ову", "ов"), ("еву", "ев"), ("ину", "ин"), ("ове", "ов"), ("еве", "ев"), ("ине", "ин"), ("ского", "ский"),
         ("скому", "ский"), ("ским", "ский"), ("ском", "ский"), ("ом", ""), ("а", ""), ("у", ""),
         ("я", "й"))  # fmt: skip
_FEMALE = (("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ову", "ова"), ("еву", "ева"),
           ("ину", "ина"), ("ской", "ская"), ("скую", "ская"))  # fmt: skip


def nominative(parts: Sequence[str], language: Language) -> list[str]:
    """Return the words of a name in the nominative, as far as the first name shows another case."""
    first = parts[0].lower()
    if not language.inflected or len(parts) < 2 or first in language.names:
        return list(parts)
    bases = (first[: len(first) - len(old)] + new for old, new in _ENDINGS if first.endswith(old))
    base = next((b for b in bases if b in language.names), "")
    if not base:
        return list(parts)
    table = _FEMALE if language.names[base] == FEMALE else _MALE
    return [base[:1].upper() + base[1:], *(_restore(word, table) for word in parts[1:])]


def _restore(word: str, table: Sequence[tuple[str, str]]) -> str:
    for old, new in table:
        if word.endswith(old) and len(word) > len(old) + 1:
            return word[: len(word) - len(old)] + new
    return word
