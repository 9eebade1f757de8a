"""English dates, years and times."""

from __future__ import annotations

import re

from narrate.production.speakable import en, en_amounts, en_names
from narrate.production.speakable.en_numbers import cardinal, decade, decimal, ordinal, pair, whole, year
from narrate.production.speakable.scan import Rule, Said

_DASH = r"\s?[-–—−]\s?"
_MONTH = en.MONTH_PATTERN
_SUFFIX = r"(?:st|nd|rd|th)?"
_WEEKDAY_BEFORE = re.compile(r"([A-Za-z]+)[.,]?\s$")


def word_before(match: re.Match[str]) -> str:
    """Return the word before a match, "" where there is none; punctuation between them counts as none."""
    text, at = match.string, match.start()
    found = _WEEKDAY_BEFORE.search(text, max(0, at - 30), at)
    return found[1] if found else ""


def word_after(match: re.Match[str]) -> str:
    """Return the word after a match, "" where something else follows."""
    found = re.compile(r"[ \u00a0]([A-Za-z][A-Za-z'’]*)").match(match.string, match.end())
    return found[1] if found else ""


def _month(text: str) -> str:
    return en.MONTH[text.lower().rstrip(".")]


def _named(number: str) -> str:
    return en.MONTHS[int(number) - 1]


def _the(match: re.Match[str]) -> str:
    return "" if word_before(match).lower() in ("the", "this", "that") else "the "


def _year_text(text: str) -> str:
    return pair(text) if len(text) == 2 else year(int(text))


def _iso(match: re.Match[str]) -> Said:
    if not (1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31):
        return None
    return f"{_the(match)}{ordinal(int(match['d']))} of {_named(match['m'])} {year(int(match['y']))}"


def _slashed(match: re.Match[str]) -> Said:
    first, second = int(match["a"]), int(match["b"])
    # "10.4.11" is a version; with dots only a full year or two digits everywhere make a date.
    if match["sep"] == "." and len(match["y"]) == 2 and len(match["a"] + match["b"]) < 4:
        return None
    if match["sep"] == "." or first > 12:
        first, second = second, first
        day_first = True
    else:
        day_first = False
    if not (1 <= first <= 12 and 1 <= second <= 31):
        return None
    said = _year_text(match["y"])
    if day_first:
        return f"{_the(match)}{ordinal(second)} of {en.MONTHS[first - 1]} {said}"
    return f"{en.MONTHS[first - 1]} {ordinal(second)}, {said}"


def _short_slashed(match: re.Match[str]) -> Said:
    if word_before(match).lower() not in ("on", "until", "since", "dated", "by", "before", "after", "due", "from"):
        return None
    month, day = int(match["a"]), int(match["b"])
    if (month, day) in ((24, 7), (9, 11)):  # names by now
        return None
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{en.MONTHS[month - 1]} {ordinal(day)}"


def _day_month(match: re.Match[str]) -> Said:
    first = int(match["d"])
    second = match["d2"]
    if not 1 <= first <= 31 or (second and not 1 <= int(second) <= 31):
        return None
    if match["month"] in ("may", "march") and not match["y"]:
        return None
    said = f"{_the(match)}{ordinal(first)}"
    if second:
        said += f" to the {ordinal(int(second))}"
    said += f" of {_month(match['month'])}"
    return said + (f" {year(int(match['y']))}" if match["y"] else "")


# In small letters these are words of other kinds as well: "you may 5 times out of 6".
_VERBS = frozenset("may march mar sep dec jun jul jan".split())


def _two_days(match: re.Match[str]) -> Said:
    """A night between two days: "8/9 May 1945"."""
    first, second = int(match["d"]), int(match["d2"])
    if not 1 <= first < second <= 31:
        return None
    said = f"{_the(match)}{ordinal(first)} and {ordinal(second)} of {_month(match['month'])}"
    return said + (f" {year(int(match['y']))}" if match["y"] else "")


def _month_day(match: re.Match[str]) -> Said:
    before = word_before(match)
    day = int(match["d"])
    if before.lower() not in en.MONTH or not 1 <= day <= 31:
        return None
    dotted = match.string[match.start() - 2 : match.start() - 1] == "."
    if before in _VERBS and not dotted and not match["y"] and not match["suffix"]:
        return None
    if not match["suffix"] and not match["y"] and word_after(match).lower() in en.COUNTED:
        return None
    said = ordinal(day)
    if match["d2"]:
        if int(match["d2"]) > 31:
            return None
        said += f" to {ordinal(int(match['d2']))}"
    return said + (f", {year(int(match['y']))}" if match["y"] else "")


def _era(match: re.Match[str]) -> Said:
    letters = match["era"].replace(".", "").replace(" ", "")
    number = match["y"].replace(",", "")
    last = f" to {_short(match['y2'])}" if match["y2"] else ""
    stop = "." if match["era"].endswith(".") and not match.string[match.end() : match.end() + 2].strip() else ""
    return f"{year(int(number))}{last} {letters}{stop}"


def _short(text: str) -> str:
    return year(int(text)) if len(text) > 2 else pair(text)


def _anno(match: re.Match[str]) -> Said:
    return f"AD {year(int(match['y']))}"


def _decade(match: re.Match[str]) -> Said:
    text = match["y"]
    value = int(text)
    if len(text) == 2 and (value % 10 or not value):
        return None
    if value % 10:
        return None
    if match["y2"]:
        return f"{decade(value)} to {decade(int(match['y2']))}"
    return decade(value)


def _class_of(match: re.Match[str]) -> Said:
    return pair(match["y"])


def _span(match: re.Match[str]) -> Said:
    first, second = match["a"], match["b"]
    if not 1000 <= int(first) <= 2100:
        return None
    if len(second) == 4:
        after = word_after(match)
        if not 1000 <= int(second) <= 2100 or after.lower() in en.COUNTED or after in en_amounts.UNITS:
            return None
        return f"{year(int(first))} to {year(int(second))}"
    if second == "00":
        return f"{year(int(first))} to {year((int(first) // 100 + 1) * 100)}"
    # "1200-50" is no span of years, "1937-41" is one.
    if int(second) <= int(first) % 100 and first[2:] != "99":
        return None
    return f"{year(int(first))} to {pair(second)}"


def _season(match: re.Match[str]) -> Said:
    first, second = int(match["a"]), match["b"]
    if not 1000 <= first <= 2100 or (len(second) == 2 and int(second) != (first + 1) % 100):
        return None
    return f"{year(first)}, {_short(second)}"


def _year(match: re.Match[str]) -> Said:
    value = int(match["y"])
    before, after = word_before(match), word_after(match).lower()
    if not 1000 <= value <= 2199:
        return None
    if before.lower() in ("in", "since", "during", "circa", "year"):
        return year(value)
    if after in en.COUNTED or before.lower() in en.ABOUT:
        return None
    return year(value)


# --- times ---------------------------------------------------------------------------------------------------------

_HALF = r"(?:[aApP]\.\s?[mM]\.?|[aApP][mM]\b|[AP]\s?M\b)"


def _clock(hour: str, minute: str | None, half: str) -> str | None:
    if int(hour) > 24 or (minute and int(minute) > 59):
        return None
    tail = f" {half}" if half.strip() else ""
    if not minute:
        return cardinal(int(hour)) + tail
    if minute == "00":
        if half:
            return cardinal(int(hour)) + tail
        if 1 <= int(hour) <= 12:
            return f"{cardinal(int(hour))} o'clock"
        return f"{cardinal(int(hour))} hundred"
    return f"{cardinal(int(hour))} {pair(minute)}{tail}"


def _letters(half: str | None) -> str:
    return (half or "").replace(".", "").replace(" ", "").upper()


_SCALE = re.compile(r"(?:scale|ratio|odds|ratio of|scale of)\s$", re.IGNORECASE)


def _time(match: re.Match[str]) -> Said:
    half, half2 = _letters(match["half"]), _letters(match["half2"])
    if match["sep"] == "." and not (half or half2):
        return None
    if match["h2"] is None and not match["minute"] and not half:
        return None
    if match["minute"] and not half and _SCALE.search(match.string, max(0, match.start() - 16), match.start()):
        return f"{cardinal(int(match['h']))} to {whole(match['minute'])}"
    if match["minute"] == "00" and not half and match["h2"] is None and word_after(match) == "hours":
        return f"{pair(match['h']) if len(match['h']) == 2 else cardinal(int(match['h']))} hundred"
    said = _clock(match["h"], match["minute"], half or (half2 and match["minute"] == "00" and " ") or "")
    if said is None or (word_before(match) in en_names.BIBLE and not half):
        return f"{cardinal(int(match['h']))} {pair(match['minute'])}" if match["minute"] and said else None
    if match["h2"]:
        if not (match["minute"] or match["minute2"] or half or half2):
            return None
        second = _clock(match["h2"], match["minute2"], half2)
        if second is None:
            return None
        said = f"{said} to {second}"
    # The full stop of "p.m." may be the one of the sentence.
    if match[0].endswith(".") and not match.string[match.end() : match.end() + 2].strip():
        said += "."
    return said


def _duration(match: re.Match[str]) -> Said:
    hours, minutes, seconds = int(match["h"]), int(match["m"]), match["s"]
    names = []
    for value, name in ((hours, "hour"), (minutes, "minute")):
        names.append(f"{cardinal(value)} {name}" + ("" if value == 1 else "s"))
    last = seconds.lstrip("0") or "0"
    last = "0" + last if last.startswith(".") else last
    names.append(f"and {decimal(last)} second" + ("" if last == "1" else "s"))
    half = _letters(match["half"])
    return " ".join(names) + (f" {half}" if half else "")


def _race(match: re.Match[str]) -> Said:
    minutes = int(match["m"])
    seconds = match["s"].lstrip("0")
    seconds = "0" + seconds if seconds.startswith(".") else seconds
    return f"{cardinal(minutes)} minute{'' if minutes == 1 else 's'} and {decimal(seconds)} seconds"


def _ratio(match: re.Match[str]) -> Said:
    if word_before(match) in en_names.BIBLE:
        return f"{cardinal(int(match['a']))} {cardinal(int(match['b']))}"
    if "." in match["a"]:
        return f"{decimal(match['a'])} to {whole(match['b'])}"
    if "," in match["b"]:
        return f"{cardinal(int(match['a']))} to {whole(match['b'])}"
    if len(match["b"]) == 4 and 1900 <= int(match["b"]) <= 2100:
        return f"{cardinal(int(match['a']))} {year(int(match['b']))}"
    if match["b"][0] == "0" and len(match["b"]) == 2:
        return f"{cardinal(int(match['a']))} {pair(match['b'])}"
    if len(match["b"]) == 2 and int(match["b"]) < 60 and len(match["a"]) <= 2 and int(match["a"]) > 24:
        return f"{cardinal(int(match['a']))} {cardinal(int(match['b']))}"
    return f"{cardinal(int(match['a']))} to {cardinal(int(match['b']))}"


def _military(match: re.Match[str]) -> Said:
    """Read "at 0630" as the clock of soldiers and sailors; without the zero it could be a year."""
    if not match["hours"] and (
        match["h"][0] != "0" or word_before(match).lower() not in ("at", "by", "until", "from", "to")
    ):
        return None
    said = pair(match["h"]) + (" hundred" if match["m"] == "00" else f" {pair(match['m'])}")
    return said + (" hours" if match["hours"] else "")


_END = r"(?![\w]|[.,:]\d)"
TIMES = (
    Rule(
        name="time",
        pattern=re.compile(
            rf"(?P<h>\d{{1,2}}):(?P<m>\d{{2}}):(?P<s>\d{{2}}(?:\.\d{{1,3}})?)(?!\d|:)(?:\s?(?P<half>{_HALF}))?"
        ),
        say=_duration,
    ),
    Rule(name="time", pattern=re.compile(r"(?P<m>\d{1,2}):(?P<s>\d{2}\.\d{1,3})(?!\d)"), say=_race),
    Rule(
        name="time",
        pattern=re.compile(
            rf"(?P<h>\d{{1,2}})(?:(?P<sep>[:.])(?P<minute>\d{{2}}))?(?!\d)(?:\s?(?P<half>{_HALF}))?"
            rf"(?:{_DASH}(?P<h2>\d{{1,2}})(?:[:.](?P<minute2>\d{{2}}))?(?![\d:])(?:\s?(?P<half2>{_HALF}))?)"
        ),
        say=_time,
    ),
    Rule(
        name="time",
        pattern=re.compile(
            rf"(?P<h>\d{{1,2}})(?:(?P<sep>[:.])(?P<minute>\d{{2}}))?(?!\d|[:,]\d)(?:\s?(?P<half>{_HALF}))?"
            r"(?P<h2>(?!))?(?P<minute2>(?!))?(?P<half2>(?!))?"
        ),
        say=_time,
    ),
    Rule(
        name="ratio",
        pattern=re.compile(r"(?P<a>\d{1,4}(?:\.\d{1,3})?):(?P<b>\d{1,3}(?:,\d{3}){1,3}|\d{1,4})(?![\d:])"),
        say=_ratio,
    ),
)
DATES = (
    Rule(
        name="date",
        pattern=re.compile(r"(?P<y>[12]\d{3})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d-])"),
        say=_iso,
    ),
    Rule(
        name="date",
        pattern=re.compile(r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>[12]\d{3}|\d{2})(?![\d-])"),
        say=_slashed,
    ),
    Rule(
        name="date",
        pattern=re.compile(
            rf"(?P<d>\d{{1,2}})/(?P<d2>\d{{1,2}})\s(?P<month>{_MONTH})(?![a-z])(?:,?\s(?P<y>[12]\d{{3}})(?!\d|,\d|[-–/]\d|s\b))?"
        ),
        say=_two_days,
    ),
    Rule(name="date", pattern=re.compile(rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}}){_END}"), say=_short_slashed),
    Rule(
        name="date",
        pattern=re.compile(
            rf"(?P<d>\d{{1,2}}){_SUFFIX}(?:{_DASH}(?P<d2>\d{{1,2}}){_SUFFIX})?\s(?:of\s)?(?:day\sof\s)?(?P<month>{_MONTH})"
            rf"(?![a-z])(?:,?\s(?P<y>[12]\d{{3}})(?!\d|,\d|[-–/]\d|s\b))?"
        ),
        say=_day_month,
    ),
    Rule(
        name="date",
        pattern=re.compile(
            rf"(?P<d>\d{{1,2}})(?P<suffix>{_SUFFIX})(?:{_DASH}(?P<d2>\d{{1,2}}){_SUFFIX})?(?![\d:%°]|[.,]\d)(?![A-Za-z])"
            r"(?:,?\s(?P<y>[12]\d{3})(?![\d]|[-–]\d))?"
        ),
        say=_month_day,
    ),
)
_ERA = r"(?P<era>B\.?\s?C\.?\s?E\b\.?|B\.?\s?C\b\.?|C\.?E\b\.?|A\.?\s?D\b\.?)"
YEARS = (
    Rule(
        name="year",
        pattern=re.compile(rf"(?P<y>\d{{1,2}},\d{{3}}|\d{{1,5}})(?:{_DASH}(?P<y2>\d{{1,4}}))?\s?{_ERA}(?!\w)"),
        say=_era,
    ),
    Rule(
        name="decade",
        pattern=re.compile(r"['’]?(?P<y>[12]?\d?\d0)['’]?s(?:\s?[-–]\s?['’]?(?P<y2>[12]?\d?\d0)['’]?s)?(?!\w)"),
        say=_decade,
    ),
    Rule(name="year", pattern=re.compile(r"['‘’](?P<y>\d{2})(?![\w'’])"), say=_class_of),
    Rule(
        name="year-range",
        pattern=re.compile(rf"(?P<a>\d{{4}}){_DASH}(?P<b>\d{{4}}|\d{{2}})(?![\w]|[-–.,]\d)"),
        say=_span,
    ),
    Rule(name="season", pattern=re.compile(r"(?P<a>\d{4})/(?P<b>\d{4}|\d{2})(?![\w/])"), say=_season),
)
MILITARY = Rule(
    name="time",
    pattern=re.compile(r"(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)(?!\d|[.,:]\d)(?P<hours>\s(?:hours|hrs?|h)\b|h\b)?"),
    say=_military,
)
YEAR = Rule(name="year", pattern=re.compile(r"(?P<y>\d{4})(?![\d]|[-–.,]\d|%)"), say=_year)
ANNO = Rule(name="year", pattern=re.compile(r"A\.?\s?D\.?\s(?P<y>\d{1,4})(?![\d,])"), say=_anno)
