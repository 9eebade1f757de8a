"""English words that are not said as written: abbreviations, titles, initials, acronyms."""

from __future__ import annotations

import re

from narrate.production.speakable import en, en_names
from narrate.production.speakable.en_codes import alone
from narrate.production.speakable.en_dates import word_before
from narrate.production.speakable.scan import Rule, Said

_NEXT = re.compile(r"(?:\s+|(?=\d))[\"'“‘(]?(\w+)")
_FUNCTION = en.FUNCTION


def _following(match: re.Match[str]) -> str:
    found = _NEXT.match(match.string, match.end())
    return found[1] if found else ""


def _ends_sentence(match: re.Match[str]) -> bool:
    """Say whether the full stop of an abbreviation is also the one of its sentence."""
    rest = match.string[match.end() : match.end() + 3]
    return not rest.strip() or (rest[:1] in "\"”’'" and not rest[1:].strip())


def _with_stop(match: re.Match[str], said: str) -> str:
    return said + "." if match[0].endswith(".") and _ends_sentence(match) else said


_DATE_NEXT = re.compile(r",?\s(?:\d|" + en.MONTH_PATTERN + ")")
_AMPERSAND = re.compile(r"(?:&|and)\s$")
_TOWN_BEFORE = re.compile(r"[A-Z][\w'’]+,\s$")
_ORDINAL_BEFORE = re.compile(r"\d(?:st|nd|rd|th)\s$")


# --- abbreviations -------------------------------------------------------------------------------------------------


def _abbreviation(match: re.Match[str]) -> Said:
    word = match["word"]
    key = word.lower()
    following = _following(match)
    if key == "co":
        before = word_before(match)
        if following[:1].isupper() and not before[:1].isupper():
            return "County"
        return (
            _with_stop(match, word)
            if before[:1].isupper() or _AMPERSAND.search(match.string, max(0, match.start() - 4), match.start())
            else None
        )
    if key in en.AFTER_ORDINALS and _ORDINAL_BEFORE.search(match.string, max(0, match.start() - 8), match.start()):
        return _with_stop(match, en.AFTER_ORDINALS[key])
    if word in en.OLD_STATES and _TOWN_BEFORE.search(match.string, max(0, match.start() - 30), match.start()):
        return _with_stop(match, en.OLD_STATES[word])
    if word == "v" and word_before(match)[:1].isupper() and following[:1].isupper():
        return "versus"
    if word == "ft" and following[:1].isupper():
        return "featuring"
    if key == "st":
        return _saint_or_street(match, following)
    if key == "dr":
        return _doctor_or_drive(match, following)
    if key in en.WEEKDAYS:
        date = _DATE_NEXT.match(match.string, match.end())
        return en.WEEKDAYS[key] if date and word[0].isupper() else None
    if key in en.BEFORE_NUMBERS and (key not in en.ABBREVIATIONS or following[:1].isdigit()):
        return _before_number(match, key, following)
    said = en.ABBREVIATIONS.get(key)
    if said is None:
        return None
    if key in en.BEFORE_NAMES and not following[:1].isupper():
        return None
    if len(word) > 1 and word[0].islower() and said[0].isupper() and key not in ("jr", "sr"):
        return None
    if key in ("vs", "etc", "approx", "dept", "govt", "cf", "viz", "ca"):
        said = said[0].upper() + said[1:] if word[0].isupper() else said
    return _with_stop(match, said)


def _before_number(match: re.Match[str], key: str, following: str) -> Said:
    if not following[:1].isdigit() and not (
        following
        and not following.strip("IVXLC")
        and key in ("vol", "vols", "pt", "bk", "ch", "chap", "art", "sec", "fig", "no", "mk")
    ):
        return None
    if match["word"] in ("C", "B", "D", "R", "P", "L", "N"):
        return None
    if key in ("c", "b", "d", "r", "fl", "est") and not re.match(
        r"\s?(?:\d{3,4}(?!\d)|\d{1,2}\s[A-Z])", match.string[match.end() : match.end() + 8]
    ):
        return None
    said = en.BEFORE_NUMBERS[key]
    if match["word"][0].isupper():
        said = said[0].upper() + said[1:]
    return said + ("" if match.string[match.end() : match.end() + 1].isspace() else " ")


def _saint_or_street(match: re.Match[str], following: str) -> Said:
    before = word_before(match)
    named = before[:1].isupper() and before.lower() not in _FUNCTION
    numbered = re.search(r"\d(?:st|nd|rd|th)\s$", match.string[max(0, match.start() - 6) : match.start()])
    if numbered or (named and not following[:1].isupper()):
        return _with_stop(match, "Street")
    if following[:1].isupper():
        return "Saint"
    return _with_stop(match, "Street") if before else None


def _doctor_or_drive(match: re.Match[str], following: str) -> Said:
    before = word_before(match)
    named = before[:1].isupper() and before.lower() not in _FUNCTION
    if named and (not following[:1].isupper()):
        return _with_stop(match, "Drive")
    if following[:1].isupper() or match["dot"] or not before:
        return _with_stop(match, "Doctor") if following or match["dot"] else None
    return None


def _undotted(match: re.Match[str]) -> Said:
    word = match["word"]
    following = _following(match)
    if word in ("Dr", "St"):
        return _doctor_or_drive(match, following) if word == "Dr" else _saint_or_street(match, following)
    if word in ("No", "Nos", "no"):
        if not following[:1].isdigit() or (word == "no" and not word_before(match)):
            return None
        # "no 5 people" is rare; "there are no 5-star hotels" is not.
        if word == "no" and word_before(match).lower() not in (
            "number",
            "room",
            "page",
            "issue",
            "platform",
            "house",
            "flat",
        ):
            return None
        return "Number" if word == "No" else "Numbers" if word == "Nos" else "number"
    if word.lower() in en.MONTH:
        return en.MONTH[word.lower()] if following[:1].isdigit() else None
    if word in ("vol", "Vol", "pp", "ch", "vols", "Vols", "Mk"):
        return _before_number(match, word.lower(), following)
    if word.lower() in en.BEFORE_NAMES and not following[:1].isupper():
        return None
    return en.ABBREVIATIONS[word.lower()]


def _days(match: re.Match[str]) -> Said:
    """From one day of the week or month to another: "Mon.-Fri.", "Jan–Mar"."""
    names = en.WEEKDAYS if match["first"].lower() in en.WEEKDAYS else en.MONTH
    first, last = names.get(match["first"].lower()), names.get(match["last"].lower())
    if not first or not last:
        return None
    stop = "." if match[0].endswith(".") and not match.string[match.end() : match.end() + 2].strip() else ""
    return f"{first} to {last}{stop}"


def _with(match: re.Match[str]) -> Said:
    return "without" if match[0].lower() == "w/o" else "with "


def _latin(match: re.Match[str]) -> Said:
    return {"i.e": "that is", "e.g": "for example", "a.k.a": "also known as"}[
        match[0].lower().replace(" ", "").rstrip(".")
    ]


def _degree(match: re.Match[str]) -> Said:
    return _with_stop(match, "PhD")


def _yearly(match: re.Match[str]) -> Said:
    return _with_stop(match, "per annum")


def _book(match: re.Match[str]) -> Said:
    return en_names.BOOKS.get(match["word"])


def _respelled(match: re.Match[str]) -> Said:
    return en.RESPELLED[match[0]]


RESPELLED = Rule(name="spelling", pattern=re.compile(rf"(?:{'|'.join(en.RESPELLED)})(?!\w)"), say=_respelled)
_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
_DAY += "|".join(en.MONTHS) + ")"
ABBREVIATION = (
    Rule(name="abbreviation", pattern=re.compile(r"Ph\.\s?D\.?(?!\w)"), say=_degree),
    Rule(name="abbreviation", pattern=re.compile(r"p\.\s?a\.(?!\w)"), say=_yearly),
    Rule(name="abbreviation", pattern=re.compile(r"(?P<word>[A-Z][a-z]{1,5})\.(?=\s\d{1,3}:\d)"), say=_book),
    Rule(
        name="date",
        pattern=re.compile(
            rf"(?P<word>Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?=,?\s(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?{en.MONTH_PATTERN})"
        ),
        say=lambda match: en.WEEKDAYS[match["word"].lower()],
    ),
    Rule(
        name="date",
        pattern=re.compile(rf"(?P<first>{_DAY})\.?\s?[-–]\s?(?P<last>{_DAY})(?!\w)\.?"),
        say=_days,
    ),
    Rule(name="abbreviation", pattern=re.compile(r"w/(?:o(?!\w))?(?=\s|\w)", re.IGNORECASE), say=_with),
    Rule(
        name="abbreviation",
        pattern=re.compile(r"(?:i\.\s?e\.?|e\.\s?g\.?|a\.k\.a\.?)(?![A-Za-z])", re.IGNORECASE),
        say=_latin,
    ),
    Rule(
        name="abbreviation",
        pattern=re.compile(r"(?P<word>[A-Za-z]{1,8})(?P<dot>\.)(?!\w\.)(?![a-z])"),
        say=_abbreviation,
    ),
    Rule(
        name="abbreviation",
        pattern=re.compile(
            r"(?P<word>Mr|Mrs|Messrs|Dr|St|Mt|Prof|Rev|Capt|Lt|Col|Gen|Sgt|Jr|Sr|vs|Ltd|Inc|Corp|Nos?|no|[Vv]ols?|pp|etc|Blvd|Ave|Mk"
            r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?P<dot>(?!))?(?![\w.'’-])"
        ),
        say=_undotted,
    ),
)

# --- initials and acronyms -----------------------------------------------------------------------------------------


def _dotted(match: re.Match[str]) -> Said:
    """Join "U.S." and "a.m." to capitals; leave the letters of a person apart."""
    letters = re.findall(r"[A-Za-z]", match[0])
    following = _following(match)
    spaced = " " in match[0].strip()
    rest = match.string[match.end() : match.end() + 1]
    # A lone capital with a full stop is an initial only before a name; "Plan B." ends a sentence.
    if len(letters) == 1:
        if not following[:1].isupper() or rest not in (" ", "\u00a0"):
            return None
        name_before = word_before(match)[:1].isupper()
        if following.lower() in _FUNCTION and not name_before:
            return None
        if following.lower() in _FUNCTION:
            return None
        return _before_name(match, alone(letters[0]))
    person = spaced or (len(letters) <= 3 and following[:1].isupper() and following.lower() not in _FUNCTION)
    if person and "".join(letters) not in _DOTTED_NAMES:
        return _before_name(match, "".join(alone(letter).ljust(2) for letter in letters).strip())
    said = "".join(letters)
    if said.lower() in ("am", "pm", "ad", "bc", "bce", "ce"):
        said = said.upper()
    elif len(letters) > 1 and all(letter.islower() for letter in letters):
        return None
    return _with_stop(match, said)


def _before_name(match: re.Match[str], said: str) -> Said:
    """Join a last "A-" to the name after it."""
    joined = said.endswith("-") and match.string[match.end() : match.end() + 1] == " "
    return said, match.end() + joined


_DOTTED_NAMES = frozenset("US USA UK UN USSR EU DC UAE AD BC PR FBI CIA LA NY NJ PHD JP".split())
_LETTERS = re.compile(r"[A-Z]{2,}")


def _acronym(match: re.Match[str]) -> Said:
    text = match["caps"]
    if text in en.SPELLED and not _shouted(match):
        return " ".join(text[:-1]) + f" {text[-1]}" if "A" not in text else "-".join(text)
    return None


def _shouted(match: re.Match[str]) -> bool:
    """Say whether the words around are in capitals too, as in a headline."""
    around = match.string[max(0, match.start() - 25) : match.start()] + match.string[match.end() : match.end() + 25]
    return any(len(word) > 3 and word not in en.SPELLED for word in _LETTERS.findall(around))


INITIALS = Rule(
    name="initials",
    pattern=re.compile(
        r"[A-Za-z]\.(?:[ \u00a0]?[A-Z]\.(?![a-z]))*"
        r"(?:(?<=\.)[A-Za-z]\.(?![a-z])){0,6}(?:(?<=[A-Z]\.)[A-Z](?=\s[A-Z][a-z]))?"
    ),
    say=_dotted,
)
ACRONYM = Rule(name="acronym", pattern=re.compile(r"(?P<caps>[A-Z]{2,6})(?![\w])"), say=_acronym)
