"""English numbers of every shape: integers, decimals, fractions, ordinals, ranges, and the patterns of them."""

from __future__ import annotations

import re

from narrate.production.speakable import en, en_amounts
from narrate.production.speakable.en_dates import word_after, word_before
from narrate.production.speakable.en_numbers import (
    cardinal,
    decimal,
    digits,
    fraction,
    house,
    ordinal,
    ordinal_of,
    pair,
    whole,
)
from narrate.production.speakable.scan import Rule, Said

SIGN = r"(?P<sign>[-−–+±~≈<>])?\s?"
FRACTIONS = "".join(en.FRACTIONS)
INTEGER = r"\d{1,3}(?:,\d{3}){1,12}(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?![\d,])|\d+"
PLAIN = rf"(?:{INTEGER})(?:\.\d+)?|\.\d+"
_RATIO = r"\d{1,3}[/⁄]\d{1,3}(?![/\d])"
NUMBER = rf"(?P<n>(?:{PLAIN})(?:\s{_RATIO}|\s?[{FRACTIONS}])?|{_RATIO}|[{FRACTIONS}])"
SECOND = rf"(?P<n2>{PLAIN})"
_RANGE = rf"(?:\s?(?:[-–—−]|to)\s?{SECOND})?"
BIG = r"(?P<big>hundred|thousand|million|billion|trillion|quadrillion)\b"
SHORT_BIG = (
    r"(?P<big>[\s-](?:crore|lakh|hundred|thousand|million|billion|trillion|quadrillion)s?\b"
    r"|\s?(?:mln|mil|mn|bln|bn|trn|tn|MM|mm|[kKmMbBT])\b)"
)
_SIGNS = {"-": "minus ", "−": "minus ", "–": "minus ", "+": "plus ", "±": "plus or minus ", "~": "approximately "}
_SIGNS |= {"≈": "approximately ", "<": "less than ", ">": "more than "}
POWERS = {"2": "square ", "3": "cubic "} | {"²": "square ", "³": "cubic ", "^2": "square ", "^3": "cubic "}


def number(text: str) -> str:
    """Return any written number as words: "1,234.5", "2 1/2", "5⅜", ".325"."""
    text = text.replace("⁄", "/")
    last = text[-1]
    if last in en.FRACTIONS:
        above, below = en.FRACTIONS[last]
        return _mixed(text[:-1].strip(), above, below)
    if "/" in text:
        head, _, tail = text.rpartition(" ")
        above_text, _, below_text = tail.partition("/")
        if int(below_text) == 0:
            return f"{whole(above_text)} over zero"
        return _mixed(head, int(above_text), int(below_text))
    return decimal(text)


def _mixed(head: str, above: int, below: int) -> str:
    part = fraction(above, below)
    if not head:
        return part
    if (above, below) == (1, 2):
        part = "a half"
    return f"{decimal(head)} and {part}"


def signed(match: re.Match[str]) -> str:
    """Return the words of the sign before a number."""
    return _SIGNS.get(match["sign"] or "", "")


def is_one(text: str) -> bool:
    """Say whether a unit after this number stands in the singular: 1, 1/2, ½."""
    return text in ("1", "1.0") or (text[0] in FRACTIONS) or ("/" in text and " " not in text)


PER_UNIT = {
    "h": "hour", "hr": "hour", "s": "second", "sec": "second", "min": "minute", "day": "day", "yr": "year",
    "year": "year", "month": "month", "week": "week", "hour": "hour", "km": "kilometer", "m": "meter",
    "cm": "centimeter",    "mi": "mile", "sq mi": "square mile", "kg": "kilogram", "g": "gram",
    "L": "liter", "l": "liter", "ml": "milliliter",
    "mL": "milliliter", "ha": "hectare", "mol": "mole", "K": "kelvin", "ft": "foot", "gal": "gallon", "dl": "deciliter",
    "dL": "deciliter", "lb": "pound", "person": "person", "capita": "capita", "acre": "acre",
    "sq km": "square kilometer",    "W": "watt", "V": "volt", "mm": "millimeter", "minute": "minute",
    "second": "second", "100 km": "hundred kilometers", "100km": "hundred kilometers", "a": "year", "t": "ton",
}  # fmt: skip
PER = "|".join(sorted((re.escape(unit) for unit in PER_UNIT), key=len, reverse=True))
PER_PATTERN = rf"(?:\s?/\s?(?P<per>{PER})(?P<perpower>[²³]|\^[23]|[23])?(?![\w]))?"


def per_words(match: re.Match[str]) -> str:
    """Return "per kilogram" for the unit under a measure or a price."""
    name, power = PER_UNIT[match["per"]], POWERS.get(match["perpower"] or "", "")
    if name == "second" and power:
        return f"per second {'squared' if power.startswith('square') else 'cubed'}"
    return f"per {power}{name}"


def attributive(match: re.Match[str]) -> bool:
    """Say whether an amount stands between an article and its noun: "a 30 km walk", "a $5 fine"."""
    after = word_after(match)
    return word_before(match).lower() in ("a", "an") and after.islower() and after not in en.FUNCTION | _NO_NOUN


_NO_NOUN = frozenset("per each high long wide tall deep thick apart away ago below above every".split())


# --- numbers -------------------------------------------------------------------------------------------------------


def _fraction(match: re.Match[str]) -> Said:
    above, below = match["a"], match["b"]
    if "." in below:
        return f"{decimal(above)} {'out of' if '.' in above else 'over'} {decimal(below)}"
    if "." in above:
        return f"{decimal(above)} out of {whole(below)}"
    if (
        (above, below) in (("9", "11"), ("24", "7"), ("7", "11"))
        or (int(above) + int(below) == 100 and int(above) >= 50)
        or above == below == "20"
    ) and not match["head"]:
        return f"{cardinal(int(above))} {cardinal(int(below))}"
    if int(below) == 0:
        return None
    if int(above) >= 20 and int(below) == int(above) + 1:
        return f"{whole(above)}, {whole(below)}"  # "in 72/73": two years, or two pages
    head = (match["head"] or "").rstrip("- ")
    return number(f"{head} {above}/{below}" if head else f"{above}/{below}")


def _fraction_range(match: re.Match[str]) -> Said:
    return f"{number(match['n'])} to {number(match['n2'])}" if match["n"][-1] != "0" != match["n2"][-1] else None


def _unicode_fraction(match: re.Match[str]) -> Said:
    return number(match["n"])


def _ordinal(match: re.Match[str]) -> Said:
    text = match["n"].replace(",", "")
    if len(text) > 15:
        return None
    return ordinal(int(text))


def _short_ordinal(match: re.Match[str]) -> Said:
    """The army's "2d Cavalry" and the lawyer's "52d"; a small "3d" before no name has three dimensions."""
    value = int(match["n"])
    following = match.string[match.end() + 1 : match.end() + 2]
    return None if value % 100 in (12, 13) or (value < 20 and not following.isupper()) else ordinal(value)


def _ordinal_range(match: re.Match[str]) -> Said:
    return f"{ordinal(int(match['n']))} to {ordinal(int(match['n2']))}"


def _big_ordinal(match: re.Match[str]) -> Said:
    return ordinal_of(f"{number(match['n'])} {match['big']}")


def _range(match: re.Match[str]) -> Said:
    first, second = match["n"], match["n2"]
    if len(first) > 9 or len(second) > 9:
        return None
    text, at = match.string, match.start()
    if at and text[at - 1] in "-–" and text[at - 2 : at - 1].isdigit():
        return None
    if word_before(match) in ("Boeing", "Airbus"):
        return f"{house(first)} {house(second)}"
    between = "minus" if re.compile(r"\s?=").match(text, match.end()) else "to"
    said = f"{signed(match)}{number(first)} {between} {number(second)}"
    return said + (f" {match['big']}" if match["big"] else "")


def _release(match: re.Match[str]) -> Said:
    """Programs count their releases: after "3.9" came "3.10", which is no smaller."""
    if word_before(match) not in en.PROGRAMS:
        return None
    return f"{whole(match['major'])} point {pair(match['minor'])}"


def _decimal(match: re.Match[str]) -> Said:
    big = (match["big"] or "").strip()
    # "5M" and "10K" are told apart from names such as "4K" by nobody; both are read as letters unless money.
    return f"{signed(match)}{number(match['n'])}" + (f" {en_amounts.MAGNITUDES.get(big, big)}" if big else "")


def _thousands(match: re.Match[str]) -> Said:
    """Read "100M parameters" and "1.5B" as quantities; "4K" and "a 5K run" stay letters."""
    before, after = word_before(match), word_after(match)
    plural = (
        (after.endswith("s") and after not in ("was", "is", "has", "as", "his", "its"))
        or after in en.COUNTED
        or after == "of"
    )
    if "." not in match["n"] and not (plural or (match["big"] in "MB" and after[:1].islower())):
        return None
    if after in ("tvs", "televisions", "displays", "monitors", "races", "runs", "modems"):
        return None
    # "Apt. 3B", "Figure 2B": the letter is part of a name.
    named = before[:1].isupper() and before.lower() not in en.FUNCTION
    if named and "." not in match["n"] and not plural:
        return None
    return f"{number(match['n'])} {en_amounts.MAGNITUDES[match['big']]}"


def _continental(match: re.Match[str]) -> Said:
    return whole(match[0].replace(".", ""))


def _version(match: re.Match[str]) -> Said:
    return " point ".join(whole(part) for part in match[0].split("."))


def _cardinal(match: re.Match[str]) -> Said:
    text = match["n"]
    bare = re.sub(r"[, \u00a0\u202f]", "", text)
    before = word_before(match)
    sign = signed(match)
    if sign == "minus " and (match.start() and match.string[match.start() - 1].isalnum()):
        sign = ""
    if before == "Boeing" and len(bare) == 3:
        return house(bare)
    if before.lower() in ("route", "highway", "interstate", "hwy", "flight") and len(bare) in (3, 4):
        return house(bare)
    if before.lower() in ("call", "called", "dial", "dialed", "dialled") and bare in ("911", "999", "112", "411"):
        return digits(bare)
    if (
        before.isupper()
        and 1 < len(before) <= 3
        and bare == text
        and len(bare) >= 4
        and before not in ("AD", "BC", "US")
    ):
        return digits(bare)
    if before.isupper() and bare == text and len(bare) > 4 and before.isalpha() and len(before) > 1:
        return digits(bare)
    if bare == text and len(bare) > 12 and not bare.endswith("000"):
        return sign + digits(bare)
    return sign + whole(text)


_TAIL = r"(?![\d])"
FRACTION = (
    Rule(
        name="range",
        pattern=re.compile(r"(?P<n>\d{1,2}/\d{1,2})\s?[-–]\s?(?P<n2>\d{1,2}/\d{1,2})(?![\w/])"),
        say=_fraction_range,
    ),
    Rule(
        name="fraction",
        pattern=re.compile(
            r"(?P<head>\d{1,5}[\s-])?(?P<a>\d{1,3}(?:\.\d{1,2})?)[/⁄](?P<b>\d{1,4}(?:\.\d{1,2})?)(?![\d/]|\.\d)(?:ths?|rds?|nds?)?(?!\w)"
        ),
        say=_fraction,
    ),
    Rule(name="fraction", pattern=re.compile(rf"(?P<n>(?:\d{{1,6}}\s?)?[{FRACTIONS}])"), say=_unicode_fraction),
)
ORDINAL = (
    Rule(name="ordinal", pattern=re.compile(r"(?P<n>\d{0,3}[23])d(?![\w-])(?=\s[A-Za-z])"), say=_short_ordinal),
    Rule(
        name="range",
        pattern=re.compile(r"(?P<n>\d{1,4})(?:st|nd|rd|th)-(?P<n2>\d{1,4})(?:st|nd|rd|th)(?![A-Za-z])"),
        say=_ordinal_range,
    ),
    Rule(
        name="ordinal",
        pattern=re.compile(
            r"(?P<n>\d{1,3}(?:,\d{3}){1,4}|\d{1,15})[-\s]?(?:(?<=\d)(?:st|nd|rd|th|ST|ND|RD|TH)|(?<=-)(?:st|nd|rd|th))(?![A-Za-z])"
        ),
        say=_ordinal,
    ),
    Rule(
        name="ordinal",
        pattern=re.compile(rf"(?P<n>\d{{1,3}})\s?[-\s]{BIG}th(?!\w)".replace(r"\b)", ")").replace(r"\bth", "th")),
        say=_big_ordinal,
    ),
)
NUMBERS = (
    Rule(name="cardinal", pattern=re.compile(rf"(?P<n>{PLAIN})(?P<big>[KkMB])(?![\w-])"), say=_thousands),
    # "1.250.000": no decimal number has two points, and a version has no three digits in every place.
    Rule(name="cardinal", pattern=re.compile(r"\d{1,3}(?:\.\d{3}){2,6}(?![\d.]*\d)"), say=_continental),
    Rule(name="version", pattern=re.compile(r"(?P<major>\d{1,2})\.(?P<minor>\d{2})(?![\w%]|\.\d)"), say=_release),
    Rule(name="version", pattern=re.compile(r"\d{1,4}(?:\.\d{1,4}){2,6}(?![\d])"), say=_version),
    Rule(
        name="range",
        pattern=re.compile(rf"{SIGN}(?P<n>{PLAIN})\s?[-–—−]\s?{SECOND}(?:\s{BIG})?(?![\w]|[-–]\d|,\d)"),
        say=_range,
    ),
    Rule(
        name="decimal",
        pattern=re.compile(rf"{SIGN}(?P<n>(?:{INTEGER})?\.\d+)(?P<big>\s{BIG.replace('?P<big>', '?:')}|bn\b)?{_TAIL}"),
        say=_decimal,
    ),
    Rule(name="cardinal", pattern=re.compile(rf"{SIGN}(?P<n>{INTEGER}){_TAIL}"), say=_cardinal),
)
