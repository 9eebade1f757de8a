"""English money, measures, fractions, ordinals, decimals and plain numbers."""

from __future__ import annotations

import re

from narrate.production.speakable import en
from narrate.production.speakable.en_dates import word_after, word_before
from narrate.production.speakable.en_numbers import (
    cardinal,
    decimal,
    digits,
    fraction,
    house,
    ordinal,
    ordinal_of,
    whole,
)
from narrate.production.speakable.scan import Rule, Said

_SIGN = r"(?P<sign>[-−–+±~≈<>])?\s?"
_FRACTIONS = "".join(en.FRACTIONS)
_INTEGER = r"\d{1,3}(?:,\d{3}){1,12}(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?![\d,])|\d+"
_PLAIN = rf"(?:{_INTEGER})(?:\.\d+)?|\.\d+"
_NUMBER = rf"(?P<n>(?:{_PLAIN})(?:\s\d{{1,3}}[/⁄]\d{{1,3}}(?![/\d])|\s?[{_FRACTIONS}])?|\d{{1,3}}[/⁄]\d{{1,3}}(?![/\d])|[{_FRACTIONS}])"
_SECOND = rf"(?P<n2>{_PLAIN})"
_RANGE = rf"(?:\s?(?:[-–—−]|to)\s?{_SECOND})?"
_BIG = r"(?P<big>hundred|thousand|million|billion|trillion|quadrillion)\b"
_SHORT_BIG = r"(?P<big>\s(?:hundred|thousand|million|billion|trillion|quadrillion)s?\b|\s?(?:mln|mil|mn|bln|bn|trn|tn|MM|mm|[kKmMbBT])\b)"
_SIGNS = {"-": "minus ", "−": "minus ", "–": "minus ", "+": "plus ", "±": "plus or minus ", "~": "about "}
_SIGNS |= {"≈": "about ", "<": "less than ", ">": "more than "}


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
    elif (above, below) == (1, 4):
        part = "a quarter"
    return f"{decimal(head)} and {part}"


def _signed(match: re.Match[str]) -> str:
    return _SIGNS.get(match["sign"] or "", "")


def _one(text: str) -> bool:
    return text in ("1", "1.0") or (text[0] in _FRACTIONS) or ("/" in text and " " not in text)


_PER_UNIT = {
    "h": "hour", "hr": "hour", "s": "second", "sec": "second", "min": "minute", "day": "day", "yr": "year",
    "year": "year", "month": "month", "week": "week", "hour": "hour", "km": "kilometer", "m": "meter", "cm": "centimeter",
    "mi": "mile", "sq mi": "square mile", "kg": "kilogram", "g": "gram", "L": "liter", "l": "liter", "ml": "milliliter",
    "mL": "milliliter", "ha": "hectare", "mol": "mole", "K": "kelvin", "ft": "foot", "gal": "gallon", "dl": "deciliter",
    "dL": "deciliter", "lb": "pound", "person": "person", "capita": "capita", "acre": "acre", "sq km": "square kilometer",
    "W": "watt", "V": "volt", "mm": "millimeter", "minute": "minute", "second": "second", "a": "year", "t": "ton",
}  # fmt: skip
_PER = "|".join(sorted((re.escape(unit) for unit in _PER_UNIT), key=len, reverse=True))
_PER_PATTERN = rf"(?:\s?/\s?(?P<per>{_PER})(?P<perpower>[²³]|\^[23]|[23])?(?![\w]))?"


# --- money ---------------------------------------------------------------------------------------------------------

_NOTES = frozenset("bill bills note notes coin coins banknote banknotes stamp stamps".split())


def _money(match: re.Match[str]) -> Said:
    code = match["code"]
    if code:
        names = en.CURRENCY_CODES[code]
        country = ""
    else:
        names = en.CURRENCIES[match["symbol"]]
        country = en.DOLLARS.get(match["country"] or "", "")
    per = f" per {_PER_UNIT[match['per']]}" if match["per"] else ""
    one, many, cent, cents = (country + name if index < 2 else name for index, name in enumerate(names))
    amount, second = match["n"], match["n2"]
    big = (match["big"] or "").strip()
    said = _signed(match)
    if big:
        said += number(amount)
        if second:
            said += f" to {number(second)}"
        said += f" {en.MAGNITUDES[big.rstrip('s') if len(big) > 4 else big]} {many}"
        return said + per
    if second:
        return f"{said}{number(amount)} to {number(second)} {many}{per}"
    left, point, right = amount.partition(".")
    if point and len(right) == 2 and "/" not in amount:
        return said + _with_cents(left, right, (one, many, cent, cents)) + per
    note = word_after(match).lower() in _NOTES or (match.string[match.end() : match.end() + 1] == "-" and not point)
    return f"{said}{number(amount)} {one if amount == '1' or note else many}{per}"


def _with_cents(left: str, right: str, names: tuple[str, ...]) -> str:
    one, many, cent, cents = names
    big, small = left.replace(",", "") or "0", int(right)
    parts = []
    if big.strip("0"):
        parts.append(f"{whole(big)} {one if big == '1' else many}")
    if small:
        parts.append(f"{cardinal(small)} {cent if small == 1 else cents}")
    return " and ".join(parts) or f"zero {many}"


def _cents(match: re.Match[str]) -> Said:
    return f"{number(match['n'])} {'cent' if match['n'] == '1' else 'cents'}"


_COUNTRY = "|".join(sorted(en.DOLLARS, key=len, reverse=True))
_CODES = "|".join(re.escape(code) for code in sorted(en.CURRENCY_CODES, key=len, reverse=True))
_CURRENCY = "".join(en.CURRENCIES)
MONEY = (
    Rule(
        name="money",
        pattern=re.compile(
            rf"(?P<sign>[-−–+~])?(?:(?P<country>{_COUNTRY})?(?P<symbol>[{_CURRENCY}])\s?|(?P<code>{_CODES})\s?)"
            rf"(?P<n>(?:{_PLAIN})(?:\s\d/\d(?!\d)|[{_FRACTIONS}])?)(?:(?:\s?[-–—]\s?[{_CURRENCY}]?|\sto\s)(?P<n2>{_PLAIN}))?"
            rf"(?:{_SHORT_BIG})?(?!\d){_PER_PATTERN}"
        ),
        say=_money,
    ),
    Rule(
        name="money",
        pattern=re.compile(
            rf"(?P<sign>[-−–+~])?(?P<country>(?!))?(?P<n>{_PLAIN})(?P<n2>(?!))?(?:{_SHORT_BIG})?\s?"
            rf"(?:(?P<symbol>[{_CURRENCY}])|(?P<code>USD|EUR|GBP|CHF|JPY|CAD|AUD|RUB|INR|SEK|NOK|DKK|PLN|CNY|DM)\b)(?!\d){_PER_PATTERN}"
        ),
        say=_money,
    ),
    Rule(name="money", pattern=re.compile(rf"(?P<n>{_PLAIN})\s?¢"), say=_cents),
)

# --- measures ------------------------------------------------------------------------------------------------------

_UNIT_NAMES = sorted(en.UNITS, key=len, reverse=True)
_UNIT = "|".join(re.escape(unit) for unit in _UNIT_NAMES)
_POWER = r"(?:(?P<power>[²³]|\^[23]|[23](?![\d.,]))(?!\w))?"
_POWERS = {"2": "square ", "3": "cubic "} | {"²": "square ", "³": "cubic ", "^2": "square ", "^3": "cubic "}


def _measure(match: re.Match[str]) -> Said:
    unit, gap = match["unit"], match["gap"]
    if gap and unit in en.LETTER_UNITS:
        following = match.string[match.end() : match.end() + 2]
        # "in class 5 A. Hale": a letter with a full stop and a name is an initial; "5 A students": a name of a class.
        if following[:1] == "." and following[1:2] == " " and unit.isupper():
            return None
        if unit in "AFT" and not match["per"]:
            return None
    if unit == "in." and gap and not _ends_or_lower(match):
        return None
    if unit in en.LETTER_UNITS and (gap == "-" or (not gap and unit.isupper() and _numbered(match))):
        return None
    amount, second = match["n"], match["n2"]
    one, many = en.UNITS[unit]
    big = match["big"] or ""
    single = (_one(amount) and not second and not big) or gap == "-"
    said = f"{_signed(match)}{number(amount)}"
    if second:
        said += f" to {number(second)}"
    if big:
        said += f" {big}"
    said += f" {_POWERS.get(match['power'] or '', '')}{one if single else many}"
    if match["per"]:
        said += f" per {_POWERS.get(match['perpower'] or '', '')}{_PER_UNIT[match['per']]}"
    if unit in _DOTTED and _DOT_INSIDE.match(match.string, match.end()):
        return said, match.end() + 1
    return said


_DOTTED = frozenset("oz lb lbs ft mi yd gal hr hrs min sec qt pt tbsp tsp h yr yrs".split())
_DOT_INSIDE = re.compile(r"\.(?:,|\s[a-z(])")


def _numbered(match: re.Match[str]) -> bool:
    """Say whether a name stands before, as in "Route 1A" and "room 5T"."""
    before = word_before(match)
    return (before[:1].isupper() and before.lower() not in en.FUNCTION) or before in (
        "room",
        "gate",
        "seat",
        "flat",
        "unit",
        "section",
    )


def _ends_or_lower(match: re.Match[str]) -> bool:
    following = match.string[match.end() : match.end() + 2].strip()
    return not following or not following[0].isupper()


def _per(match: re.Match[str]) -> Said:
    power = _POWERS.get(match["perpower"] or "", "")
    return f"{number(match['n'])} per {power}{_PER_UNIT[match['per']]}"


def _feet(match: re.Match[str]) -> Said:
    feet, inches = match["feet"], match["inches"]
    said = f"{number(feet)} {'foot' if feet == '1' else 'feet'}"
    if inches:
        said += f" {number(inches)} {'inch' if inches == '1' else 'inches'}"
    return said


_OPEN_QUOTES = re.compile(r"(?<!\d)\"")


def _inches(match: re.Match[str]) -> Said:
    # A closing quotation mark after a number looks the same: only short numbers and no blank before an opening one.
    text, at = match.string, match.start()
    if len(_OPEN_QUOTES.findall(text, max(0, at - 200), at)) % 2:
        return None
    return f"{number(match['n'])} {'inch' if match['n'] == '1' else 'inches'}"


def _degrees(match: re.Match[str]) -> Said:
    said = f"{number(match['d'])} degree{'' if match['d'] == '1' else 's'}"
    for group, name in (("m", "minute"), ("s", "second")):
        if match[group]:
            said += f" {number(match[group])} {name}{'' if match[group] == '1' else 's'}"
    names = {"N": "north", "S": "south", "E": "east", "W": "west"}
    return said + (f" {names[match['side']]}" if match["side"] else "")


def _by(match: re.Match[str]) -> Said:
    parts = re.split(r"\s?[x×*]\s?", match["all"])
    said = (" times " if "*" in match["all"] else " by ").join(number(part) for part in parts)
    unit = match["unit"]
    return f"{said} {en.UNITS[unit][1]}" if unit else said


def _span_by(match: re.Match[str]) -> Said:
    return f"{number(match['n'])} feet by {number(match['n2'])} feet"


MEASURES = (
    Rule(
        name="measure",
        pattern=re.compile(r"(?P<n>\d{1,4}(?:\.\d)?)['’′]\s?[x×]\s?(?P<n2>\d{1,4}(?:\.\d)?)['’′]"),
        say=_span_by,
    ),
    Rule(
        name="measure",
        pattern=re.compile(
            rf"(?P<all>\d{{1,5}}(?:\.\d{{1,3}})?(?:\s?[x×*]\s?\d{{1,5}}(?:\.\d{{1,3}})?){{1,3}})(?:\s?(?P<unit>{_UNIT})(?!\w))?(?![\w])"
        ),
        say=_by,
    ),
    Rule(
        name="measure",
        pattern=re.compile(
            r"(?P<d>\d{1,3}(?:\.\d+)?)\s?°(?:\s?(?P<m>\d{1,2}(?:\.\d+)?)\s?[′'’])?(?:\s?(?P<s>\d{1,2}(?:\.\d+)?)\s?(?:″|\"|''|’’))?"
            r"(?!\s?[CFK]\b)(?:\s?(?P<side>[NSEW])\b)?"
        ),
        say=_degrees,
    ),
    Rule(
        name="measure",
        pattern=re.compile(
            r"(?P<feet>\d{1,3})[ -]?(?:ft|feet|foot)\.?,?[ -](?P<inches>\d{1,2}(?:\.\d{1,2}|\s?[½¼¾])?)[ -]?in(?:\.(?=\s[a-z,(])|ch(?:es)?)?(?!\w)"
        ),
        say=_feet,
    ),
    Rule(
        name="measure",
        pattern=re.compile(r"(?P<feet>\d{1,2})\s?['’′]\s?(?P<inches>\d{1,2}(?:\.\d+|\s?[½¼¾])?)\s?(?:\"|”|″|''|’’)"),
        say=_feet,
    ),
    Rule(
        name="measure",
        pattern=re.compile(
            rf"{_SIGN}{_NUMBER}(?:\s?%?(?:\s?[-–—−]\s?|\sto\s){_SECOND})?(?:\s{_BIG})?(?P<gap>[ \u00a0-]?)(?P<unit>{_UNIT})(?![A-Za-z])"
            rf"{_POWER}(?![A-Za-z0-9]){_PER_PATTERN}"
        ),
        say=_measure,
    ),
    Rule(
        name="measure",
        pattern=re.compile(rf"(?P<n>{_PLAIN})\s?/\s?(?P<per>{_PER})(?P<perpower>[²³]|\^[23]|[23])?(?![\w/])"),
        say=_per,
    ),
    Rule(
        name="measure",
        pattern=re.compile(r"(?P<n>\d{1,3}(?:\.\d+|\s?\d/\d|[½¼¾])?)(?:″|\"(?=[\s,.;)]|$))"),
        say=_inches,
    ),
)

# --- numbers -------------------------------------------------------------------------------------------------------


def _fraction(match: re.Match[str]) -> Said:
    above, below = match["a"], match["b"]
    if "." in above:
        return f"{decimal(above)} out of {whole(below)}"
    if (
        (above, below) in (("9", "11"), ("24", "7"), ("7", "11"))
        or (int(above) + int(below) == 100 and int(above) >= 50)
    ) and not match["head"]:
        return f"{cardinal(int(above))} {cardinal(int(below))}"
    if int(below) == 0:
        return None
    head = (match["head"] or "").rstrip("- ")
    return number(f"{head} {above}/{below}" if head else f"{above}/{below}")


def _unicode_fraction(match: re.Match[str]) -> Said:
    return number(match["n"])


def _ordinal(match: re.Match[str]) -> Said:
    text = match["n"].replace(",", "")
    if len(text) > 15:
        return None
    return ordinal(int(text))


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
    said = f"{_signed(match)}{number(first)} {between} {number(second)}"
    return said + (f" {match['big']}" if match["big"] else "")


def _decimal(match: re.Match[str]) -> Said:
    big = (match["big"] or "").strip()
    # "5M" and "10K" are told apart from names such as "4K" by nobody; both are read as letters unless money.
    return f"{_signed(match)}{number(match['n'])}" + (f" {en.MAGNITUDES.get(big, big)}" if big else "")


def _thousands(match: re.Match[str]) -> Said:
    """Read "100M parameters" and "1.5B" as quantities; "4K" and "a 5K run" stay letters."""
    after = word_after(match)
    plural = after.endswith("s") or after in en.COUNTED or after == "of"
    if "." not in match["n"] and not (plural or (match["big"] in "MB" and after[:1].islower())):
        return None
    if after in ("tvs", "televisions", "displays", "monitors", "races", "runs"):
        return None
    return f"{number(match['n'])} {en.MAGNITUDES[match['big']]}"


def _version(match: re.Match[str]) -> Said:
    return " point ".join(whole(part) for part in match[0].split("."))


def _cardinal(match: re.Match[str]) -> Said:
    text = match["n"]
    bare = re.sub(r"[, \u00a0\u202f]", "", text)
    before = word_before(match)
    sign = _signed(match)
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
        and 4 <= len(bare)
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
        name="fraction",
        pattern=re.compile(
            r"(?P<head>\d{1,5}[\s-])?(?P<a>\d{1,3}(?:\.\d{1,2})?)[/⁄](?P<b>\d{1,4})(?![\d/]|\.\d)(?:ths?|rds?|nds?)?(?!\w)"
        ),
        say=_fraction,
    ),
    Rule(name="fraction", pattern=re.compile(rf"(?P<n>(?:\d{{1,6}}\s?)?[{_FRACTIONS}])"), say=_unicode_fraction),
)
ORDINAL = (
    Rule(
        name="ordinal",
        pattern=re.compile(
            r"(?P<n>\d{1,3}(?:,\d{3}){1,4}|\d{1,15})[-\s]?(?:(?<=\d)(?:st|nd|rd|th|ST|ND|RD|TH)|(?<=-)(?:st|nd|rd|th))(?![A-Za-z])"
        ),
        say=_ordinal,
    ),
    Rule(
        name="ordinal",
        pattern=re.compile(rf"(?P<n>\d{{1,3}})\s?[-\s]{_BIG}th(?!\w)".replace(r"\b)", ")").replace(r"\bth", "th")),
        say=_big_ordinal,
    ),
)
NUMBERS = (
    Rule(name="cardinal", pattern=re.compile(rf"(?P<n>{_PLAIN})(?P<big>[KkMB])(?![\w-])"), say=_thousands),
    Rule(name="version", pattern=re.compile(r"\d{1,4}(?:\.\d{1,4}){2,6}(?![\d])"), say=_version),
    Rule(
        name="range",
        pattern=re.compile(rf"{_SIGN}(?P<n>{_PLAIN})\s?[-–—−]\s?{_SECOND}(?:\s{_BIG})?(?![\w]|[-–]\d|,\d)"),
        say=_range,
    ),
    Rule(
        name="decimal",
        pattern=re.compile(
            rf"{_SIGN}(?P<n>(?:{_INTEGER})?\.\d+)(?P<big>\s{_BIG.replace('?P<big>', '?:')}|bn\b)?{_TAIL}"
        ),
        say=_decimal,
    ),
    Rule(name="cardinal", pattern=re.compile(rf"{_SIGN}(?P<n>{_INTEGER}){_TAIL}"), say=_cardinal),
)
