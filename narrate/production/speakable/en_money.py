"""English money: amounts, magnitudes, ranges, cents."""

from __future__ import annotations

import re

from narrate.production.speakable import en_amounts
from narrate.production.speakable.en_dates import word_after
from narrate.production.speakable.en_numbers import cardinal, whole
from narrate.production.speakable.en_quantities import (
    FRACTIONS,
    PER_PATTERN,
    PLAIN,
    SHORT_BIG,
    attributive,
    number,
    per_words,
    signed,
)
from narrate.production.speakable.scan import Rule, Said

_HYPHEN = re.compile(r"-(?!per\b)[a-z]")
_NOTES = frozenset("bill bills note notes coin coins banknote banknotes stamp stamps".split())


def _money(match: re.Match[str]) -> Said:
    code = match["code"]
    if code:
        names = en_amounts.CURRENCY_CODES[code]
        country = ""
    else:
        names = en_amounts.OTHER_DOLLARS.get(match["country"] or "") or en_amounts.CURRENCIES[match["symbol"]]
        country = en_amounts.DOLLARS.get(match["country"] or "", "")
    per = f" {per_words(match)}" if match["per"] else ""
    one, many, cent, cents = (country + name if index < 2 else name for index, name in enumerate(names))
    amount, second = match["n"], match["n2"]
    big = (match["big"] or "").strip(" -\u00a0")
    said = signed(match)
    # "$5-million plan", "a $2m-a-year deal", but "$2-per-gallon"
    joined = ((match["big"] or "").startswith("-") and word_after(match).islower()) or bool(
        _HYPHEN.match(match.string, match.end())
    )
    if big:
        said += number(amount)
        if second:
            said += f" to {number(second)}"
        said += f" {en_amounts.MAGNITUDES[big.rstrip('s') if len(big) > 4 else big]}"
        return f"{said} {one if joined or attributive(match) else many}{per}"
    if second:
        return f"{said}{number(amount)} to {number(second)} {many}{per}"
    left, point, right = amount.partition(".")
    if point and len(right) == 2 and "/" not in amount:
        return said + _with_cents(left, right, (one, many, cent, cents)) + per
    one_note = joined or attributive(match) or word_after(match).lower() in _NOTES
    return f"{said}{number(amount)} {one if amount == '1' or one_note else many}{per}"


def _with_cents(left: str, right: str, names: tuple[str, ...]) -> str:
    one, many, cent, cents = names
    big, small = left.replace(",", "") or "0", int(right)
    parts = []
    if big.strip("0"):
        parts.append(f"{whole(big)} {one if big == '1' else many}")
    if small:
        parts.append(f"{cardinal(small)} {cent if small == 1 else cents}")
    return " and ".join(parts) or f"zero {many}"


def _shillings(match: re.Match[str]) -> Said:
    """Money of Britain before 1971: pounds, shillings and pence."""
    named = ((match["l"], "pound", "pounds"), (match["s"], "shilling", "shillings"), (match["d"], "penny", "pence"))
    said = [f"{number(amount)} {one if amount == '1' else many}" for amount, one, many in named if amount]
    return " and ".join(filter(None, (" ".join(said[:-1]), said[-1])))


def _cents(match: re.Match[str]) -> Said:
    return f"{number(match['n'])} {'cent' if match['n'] == '1' else 'cents'}"


_COUNTRY = "|".join(sorted(en_amounts.DOLLARS | en_amounts.OTHER_DOLLARS, key=len, reverse=True))
_CODES = "|".join(re.escape(code) for code in sorted(en_amounts.CURRENCY_CODES, key=len, reverse=True))
_CURRENCY = "".join(en_amounts.CURRENCIES)
_AFTER = "|".join(code for code in en_amounts.CURRENCY_CODES if not code.startswith("Rs"))
_OLD = r"(?P<s>\d{1,2})s\.?(?:\s(?P<d>\d{1,2}½?)d\b\.?(?=\W|$))?"
OLD_MONEY = (
    Rule(name="money", pattern=re.compile(rf"£(?P<l>\d{{1,6}})\.?\s{_OLD}(?!\w)"), say=_shillings),
    Rule(
        name="money",
        pattern=re.compile(r"(?P<l>(?!))?(?P<s>\d{1,2})s\.?\s(?P<d>\d{1,2}½?)d\b(?:\.(?=,|\s[a-z]))?"),
        say=_shillings,
    ),
    Rule(
        name="money",
        pattern=re.compile(r"(?P<l>(?!))?(?P<s>(?!))?(?P<d>\d{1,2}½?)d(?=\s(?:each|per|an?)\s|\s(?:each|per)\b)"),
        say=_shillings,
    ),
)
MONEY = (
    Rule(
        name="money",
        pattern=re.compile(
            rf"(?P<sign>[-−–+~])?(?:(?P<country>{_COUNTRY})?(?P<symbol>[{_CURRENCY}])\s?|(?P<code>{_CODES})\s?)"
            rf"(?P<n>(?:{PLAIN})(?:\s\d/\d(?!\d)|[{FRACTIONS}])?)(?:(?:\s?[-–—]\s?[{_CURRENCY}]?|\sto\s)(?P<n2>{PLAIN}))?"
            rf"(?:{SHORT_BIG})?(?!\d){PER_PATTERN}"
        ),
        say=_money,
    ),
    Rule(
        name="money",
        pattern=re.compile(
            rf"(?P<sign>[-−–+~])?(?P<country>(?!))?(?P<n>{PLAIN})(?P<n2>(?!))?(?:{SHORT_BIG})?\s?"
            rf"(?:(?P<symbol>[{_CURRENCY}])|(?P<code>{_AFTER})\b)(?!\d){PER_PATTERN}"
        ),
        say=_money,
    ),
    Rule(name="money", pattern=re.compile(rf"(?P<n>{PLAIN})\s?¢"), say=_cents),
)
