"""Roman numerals in English: monarchs and congresses are ordinals, wars and chapters cardinals."""

from __future__ import annotations

import re

from narrate.production.speakable import en_names
from narrate.production.speakable.en_dates import word_after, word_before
from narrate.production.speakable.en_numbers import cardinal, ordinal, year
from narrate.production.speakable.scan import Rule, Said

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_PRONOUN = frozenset(
    "am have had do did don can could will would shall should think want know love hope see say said ll ve".split()
)
_DETERMINERS = frozenset("the a an his her its their our this that every each next last my your no".split())
_SHORTENED = re.compile(r"['’](?!s\b)")  # "I'm", but "Maria I's"
_TWO_BEFORE = re.compile(r"([A-Z][\w'’]*|[A-Z]\.)\s+(?:[A-Z]\.\s?)?([A-Za-z'’]+)[.,]?\s$")


def roman_value(text: str) -> int:
    """Return the value of a Roman numeral, 0 where it is none."""
    if not text or not _ROMAN.match(text):
        return 0
    total = 0
    for one, after in zip(text, text[1:] + " ", strict=True):
        value = _VALUES[one]
        total += -value if _VALUES.get(after, 0) > value else value
    return total


def _roman(match: re.Match[str]) -> Said:
    text = match["roman"]
    value = roman_value(text)
    if not value:
        return None
    before, after = word_before(match), word_after(match)
    if match["suffix"]:
        return ordinal(value) if len(text) > 1 or text in "IVX" else None
    if match["to"]:
        last = roman_value(match["to"])
        if not last or before.lower().rstrip("s") not in en_names.ROMAN_KEYWORDS:
            return None
        return f"{cardinal(value)} to {cardinal(last)}"
    if match.string[max(0, match.start() - 2) : match.start() - 1] == ",":
        before = ""
    if before.lower() in en_names.ROMAN_KEYWORDS or (
        before.endswith("s") and before[:-1].lower() in en_names.ROMAN_KEYWORDS
    ):
        if text == "I" and before[0].islower() and after.lower() in _PRONOUN:
            return None
        if text in "CDLM":
            return None
        return cardinal(value)
    if len(text) == 1 and text not in "IVX":
        return None
    # A capital after the numeral that has its own ordinal: "XX Congress", "the XIX century", "II Corps".
    ordinal_noun = after.lower() in en_names.ROMAN_ORDINAL_AFTER or _second_after(match)
    if ordinal_noun and len(text) + len(before) > 1 and (len(text) > 1 or before.lower() in ("the", "of")):
        return ordinal(value)
    if match.start() >= 2 and before in en_names.MONARCHS and value < 40:
        return _monarch(match, text, value, before, after)
    return _other(match, text, value, before)


def _monarch(match: re.Match[str], text: str, value: int, before: str, after: str) -> Said:
    if text == "I" and (after.lower() in _PRONOUN or _SHORTENED.match(match.string, match.end())):
        return None
    if before == "Malcolm" and text == "X":
        return None
    return f"the {ordinal(value)}"


def _other(match: re.Match[str], text: str, value: int, before: str) -> Said:
    if len(text) >= 4 and 1400 <= value <= 2100:
        return year(value)  # on a building or at the end of a film
    if len(text) == 1 or (text.strip("IVX") and not (text.strip("IVXL") == "" and before[:1].isupper())):
        return None
    if text in ("LI", "LV", "XL", "VI") and not before[:1].isupper():
        return None
    if text == "IV" and (before.lower() in ("an", "the", "by", "via") or not before):
        return None
    if value <= 5 and before[:1].isupper():
        two = _TWO_BEFORE.search(match.string, max(0, match.start() - 50), match.start())
        if (
            two
            and two[2] == before
            and (two[1] in en_names.GIVEN_NAMES or two[1].endswith("."))
            and before.lower() not in en_names.ROMAN_KEYWORDS
        ):
            return f"the {ordinal(value)}"
    if value <= 39 and before in en_names.GIVEN_NAMES:
        return f"the {ordinal(value)}"
    return cardinal(value)


def _second_after(match: re.Match[str]) -> bool:
    found = re.compile(r"\s[A-Z][\w-]*\s([A-Za-z]+)").match(match.string, match.end())
    return bool(found and found[1].lower() in en_names.ROMAN_ORDINAL_AFTER and found[1][0].isupper())


ROMAN = Rule(
    name="roman",
    pattern=re.compile(
        r"(?P<roman>[IVXLCDM]{1,12})(?P<suffix>th|st|nd|rd)?(?:\s?[-–]\s?(?P<to>[IVXLC]{1,8}))?(?![\w]|\.\w)"
    ),
    say=_roman,
)
