"""English measures: a number and a unit, feet and inches, degrees, "5 by 7"."""

from __future__ import annotations

import re

from narrate.production.speakable import en, en_amounts
from narrate.production.speakable.en_dates import word_after, word_before
from narrate.production.speakable.en_numbers import cardinal
from narrate.production.speakable.en_quantities import (
    BIG,
    NUMBER,
    PER,
    PER_PATTERN,
    PLAIN,
    POWERS,
    SECOND,
    SIGN,
    attributive,
    is_one,
    number,
    per_words,
    signed,
)
from narrate.production.speakable.scan import Rule, Said

_UNIT_NAMES = sorted(en_amounts.UNITS, key=len, reverse=True)
# "in" is an inch where no place can follow.
_INCH = (
    r"in(?=\)|;|\s?[×x]\s?\d|\s\(\d|\s(?:thick|long|wide|high|deep|tall|across|guns?|pipes?|tyres?|tires?|screens?|shells?"
    r"|of (?:rain|snow|water))\b)"
)
_UNIT = "|".join(_INCH if unit == "in" else re.escape(unit) for unit in _UNIT_NAMES)
_POWER = r"(?:(?P<power>[²³]|\^[23]|[23](?!\d|[.,]\d))(?!\w))?"


def _measure(match: re.Match[str]) -> Said:
    unit, gap = match["unit"], match["gap"]
    if gap and unit in en_amounts.LETTER_UNITS:
        following = match.string[match.end() : match.end() + 2]
        # "in class 5 A. Hale": a letter with a full stop and a name is an initial; "5 A students": a name of a class.
        if following[:1] == "." and following[1:2] in (" ", ",") and unit.isupper():
            return None
        if unit in "AFT" and not match["per"]:
            return None
    if unit == "m" and not gap and word_after(match).lower() in en.COUNTED:
        return f"{number(match['n'])} million"
    if unit in ("hrs", "hr", "h") and _CLOCK_TIME.fullmatch(amount := match["n"]) and amount[0] in "01":
        return None  # "0330 hrs" is a time
    if not gap and (unit == "ac" or (unit in "ALNTFJ" and _marked(match))):
        return None
    if unit == "in." and gap and not _ends_or_lower(match):
        return None
    if unit in en_amounts.LETTER_UNITS and (gap == "-" or (not gap and unit.isupper() and _numbered(match))):
        return None
    amount, second = match["n"], match["n2"]
    one, many = en_amounts.UNITS[unit]
    big = match["big"] or ""
    single = (is_one(amount) and not second and not big) or gap == "-" or (not match["per"] and attributive(match))
    said = f"{signed(match)}{number(amount)}"
    if second:
        said += f" to {number(second)}"
    if big:
        said += f" {big}"
    said += f" {POWERS.get(match['power'] or '', '')}{one if single else many}"
    if match["per"]:
        said += f" {per_words(match)}"
    if unit in _DOTTED and _DOT_INSIDE.match(match.string, match.end()):
        return said, match.end() + 1
    return said


_DOTTED = frozenset("oz lb lbs ft mi yd gal hr hrs min mins sec secs qt pt tbsp tsp h yr yrs".split())
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


_CLOCK_TIME = re.compile(r"[0-2]\d[0-5]\d")


def _marked(match: re.Match[str]) -> bool:
    """Say whether a capital that touches its number marks it, as in "buses 34A and 27L", rather than measures it."""
    return match["n"].isdigit() and not match["per"] and word_after(match) != "of" and not attributive(match)


def _ends_or_lower(match: re.Match[str]) -> bool:
    following = match.string[match.end() : match.end() + 2].strip()
    return not following or not following[0].isupper()


def _per(match: re.Match[str]) -> Said:
    return f"{signed(match)}{number(match['n'])} {per_words(match)}"


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
    return f"{number(match['n'])} {'inch' if is_one(match['n']) or attributive(match) else 'inches'}"


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
    return f"{said} {en_amounts.UNITS[unit][1]}" if unit else said


def _span_by(match: re.Match[str]) -> Said:
    return f"{number(match['n'])} feet by {number(match['n2'])} feet"


PER_ONE = Rule(
    name="measure",
    pattern=re.compile(rf"per\s(?P<per>{PER})(?P<perpower>[²³]|\^[23]|[23])?(?![\w.'-])"),
    say=per_words,
)


def _together(match: re.Match[str]) -> Said:
    """Hours, minutes and seconds written closely: "1h 30m", "4m33s"."""
    named = [(int(match[group]), name) for group, name in _CLOCK if match[group] is not None]
    return " ".join(f"{cardinal(value)} {name}{'' if value == 1 else 's'}" for value, name in named)


_CLOCK = (("h", "hour"), ("m", "minute"), ("s", "second"))


def _chains(match: re.Match[str]) -> Said:
    miles, chains = match["miles"], match["chains"]
    return f"{number(miles)} mile{'' if miles == '1' else 's'} {number(chains)} chain{'' if chains == '1' else 's'}"


MEASURES = (
    Rule(
        name="measure",
        pattern=re.compile(
            r"(?P<h>\d{1,3})\s?(?:h|hrs?)\.?\s?(?P<m>[0-5]?\d)\s?(?:m|mins?)(?:\s?(?P<s>[0-5]?\d)\s?(?:s|secs?))?(?!\w)"
        ),
        say=_together,
    ),
    Rule(
        name="measure",
        pattern=re.compile(r"(?P<h>(?!))?(?P<m>\d{1,3})\s?(?:m|mins?)\s?(?P<s>[0-5]?\d)\s?(?:s|secs?)(?!\w)"),
        say=_together,
    ),
    # British railways are measured so.
    Rule(name="measure", pattern=re.compile(r"(?P<miles>\d{1,4}) mi (?P<chains>\d{1,2}) ch(?!\w)"), say=_chains),
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
            r"(?P<feet>\d{1,3})[ -]?(?:ft|feet|foot)\.?,?[ -]"
            r"(?P<inches>\d{1,2}(?:\.\d{1,2}|\s?[½¼¾])?)[ -]?in(?:\.(?=\s[a-z,(])|ch(?:es)?)?(?!\w)"
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
            rf"{SIGN}{NUMBER}(?:\s?%?(?:\s?[-–—−]\s?|\sto\s){SECOND})?"
            rf"(?:\s{BIG})?(?P<gap>[ \u00a0-]?)(?P<unit>{_UNIT})(?![A-Za-z])"
            rf"{_POWER}(?![A-Za-z0-9]){PER_PATTERN}"
        ),
        say=_measure,
    ),
    Rule(
        name="measure",
        pattern=re.compile(rf"{SIGN}(?P<n>{PLAIN})\s?/\s?(?P<per>{PER})(?P<perpower>[²³]|\^[23]|[23])?(?![\w/])"),
        say=_per,
    ),
    Rule(
        name="measure",
        pattern=re.compile(r"(?P<n>\d{1,3}(?:\.\d+|\s\d/\d{1,2}|/\d{1,2}|\s?[½¼¾⅛⅜⅝⅞])?)(?:″|\"(?=[\s,.;)]|$))"),
        say=_inches,
    ),
)
