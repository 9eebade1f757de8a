"""English words that are not said as written: abbreviations, titles, initials, Roman numerals, symbols, pauses."""

from __future__ import annotations

import re

from narrate.production.speakable import en
from narrate.production.speakable.en_codes import alone
from narrate.production.speakable.en_dates import word_after, word_before
from narrate.production.speakable.en_numbers import cardinal, digits, ordinal
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


_AMPERSAND = re.compile(r"(?:&|and)\s$")
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
            _with_stop(match, "Company")
            if before[:1].isupper() or _AMPERSAND.search(match.string, max(0, match.start() - 4), match.start())
            else None
        )
    if key == "c" and _ORDINAL_BEFORE.search(match.string, max(0, match.start() - 8), match.start()):
        return _with_stop(match, "century")
    if key == "st":
        return _saint_or_street(match, following)
    if key == "dr":
        return _doctor_or_drive(match, following)
    if key in en.BEFORE_NUMBERS:
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
        and key in ("vol", "vols", "pt", "bk", "ch", "chap", "art", "sec", "fig", "no")
    ):
        return None
    if match["word"] in ("C", "B", "D", "R", "P", "L", "N"):
        return None
    if key in ("c", "b", "d", "r", "fl", "est") and not re.match(
        r"\s?\d{3,4}(?!\d)", match.string[match.end() : match.end() + 8]
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
    if word in ("vol", "Vol", "pp", "ch", "vols", "Vols"):
        return _before_number(match, word.lower(), following)
    if word.lower() in en.BEFORE_NAMES and not following[:1].isupper():
        return None
    return en.ABBREVIATIONS[word.lower()]


def _latin(match: re.Match[str]) -> Said:
    return {"i.e": "that is", "e.g": "for example", "a.k.a": "also known as"}[
        match[0].lower().replace(" ", "").rstrip(".")
    ]


ABBREVIATION = (
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
            r"(?P<word>Mr|Mrs|Messrs|Dr|St|Mt|Prof|Rev|Capt|Lt|Col|Gen|Sgt|Jr|Sr|vs|Ltd|Inc|Corp|Nos?|no|[Vv]ols?|pp|etc|Blvd|Ave"
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
        return alone(letters[0]) if letters[0] == "A" else letters[0]
    person = spaced or (len(letters) <= 3 and following[:1].isupper() and following.lower() not in _FUNCTION)
    if person and "".join(letters) not in _DOTTED_NAMES:
        return "".join(f"{alone(letter)}" + ("" if letter in "Aa" else " ") for letter in letters).strip()
    said = "".join(letters)
    if said.lower() in ("am", "pm", "ad", "bc", "bce", "ce"):
        said = said.upper()
    elif len(letters) > 1 and all(letter.islower() for letter in letters):
        return None
    return _with_stop(match, said)


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
        r"[A-Za-z]\.(?:[ \u00a0]?[A-Z]\.(?![a-z]))*(?:(?<=\.)[A-Za-z]\.(?![a-z])){0,6}(?:(?<=[A-Z]\.)[A-Z](?=\s[A-Z][a-z]))?"
    ),
    say=_dotted,
)
ACRONYM = Rule(name="acronym", pattern=re.compile(r"(?P<caps>[A-Z]{2,6})(?![\w])"), say=_acronym)

# --- Roman numerals ------------------------------------------------------------------------------------------------

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_PRONOUN = frozenset(
    "am have had do did don can could will would shall should think want know love hope see say said ll ve".split()
)
_DETERMINERS = frozenset("the a an his her its their our this that every each next last my your no".split())
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
        return ordinal(value)
    if match["to"]:
        last = roman_value(match["to"])
        if not last or before.lower().rstrip("s") not in en.ROMAN_KEYWORDS:
            return None
        return f"{cardinal(value)} to {cardinal(last)}"
    if match.string[max(0, match.start() - 2) : match.start() - 1] == ",":
        before = ""
    if before.lower() in en.ROMAN_KEYWORDS or (before.endswith("s") and before[:-1].lower() in en.ROMAN_KEYWORDS):
        if text == "I" and before[0].islower() and after.lower() in _PRONOUN:
            return None
        if text in "CDLM" and before[0].islower():
            return None
        return cardinal(value)
    if len(text) == 1 and text not in "IVX":
        return None
    # A capital after the numeral that has its own ordinal: "XX Congress", "the XIX century", "II Corps".
    ordinal_noun = after.lower() in en.ROMAN_ORDINAL_AFTER or _second_after(match)
    if ordinal_noun and len(text) + len(before) > 1 and (len(text) > 1 or before.lower() in ("the", "of")):
        return ordinal(value)
    if match.start() >= 2 and before in en.MONARCHS and value < 40:
        return _monarch(match, text, value, before, after)
    return _other(match, text, value, before)


def _monarch(match: re.Match[str], text: str, value: int, before: str, after: str) -> Said:
    if text == "I" and (after.lower() in _PRONOUN or match.string[match.end() : match.end() + 1] in "'’"):
        return None
    if before == "Malcolm" and text == "X":
        return None
    return f"the {ordinal(value)}"


def _other(match: re.Match[str], text: str, value: int, before: str) -> Said:
    if len(text) == 1 or text.strip("IVX") and not (text.strip("IVXL") == "" and before[:1].isupper()):
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
            and (two[1] in en.GIVEN_NAMES or two[1].endswith("."))
            and before.lower() not in en.ROMAN_KEYWORDS
        ):
            return f"the {ordinal(value)}"
    if value <= 39 and before in en.GIVEN_NAMES:
        return f"the {ordinal(value)}"
    return cardinal(value)


def _second_after(match: re.Match[str]) -> bool:
    found = re.compile(r"\s[A-Z][\w-]*\s([A-Za-z]+)").match(match.string, match.end())
    return bool(found and found[1].lower() in en.ROMAN_ORDINAL_AFTER and found[1][0].isupper())


ROMAN = Rule(
    name="roman",
    pattern=re.compile(
        r"(?P<roman>[IVXLCDM]{1,12})(?P<suffix>th|st|nd|rd)?(?:\s?[-–]\s?(?P<to>[IVXLC]{1,8}))?(?![\w]|\.\w)"
    ),
    say=_roman,
)

# --- symbols, pauses, citations ------------------------------------------------------------------------------------


def _symbol(match: re.Match[str]) -> Said:
    return f" {en.SYMBOLS[match[0]]} "


def _greek(match: re.Match[str]) -> Said:
    return en.GREEK[match[0]]


def _section(match: re.Match[str]) -> Said:
    return (
        ("sections " if len(match["signs"]) > 1 or match["many"] else "section ")
        if match["signs"][0] == "§"
        else "number "
    )


def _hash(match: re.Match[str]) -> Said:
    return "number " if match["digit"] is not None else "hashtag "


def _subscript(match: re.Match[str]) -> Said:
    return cardinal(int("".join(str("₀₁₂₃₄₅₆₇₈₉".index(character)) for character in match[0])))


def _sharp(match: re.Match[str]) -> Said:
    return " sharp"


def _squared(match: re.Match[str]) -> Said:
    return " squared" if match[0][-1] in "²2" else " cubed"


def _silent(match: re.Match[str]) -> Said:
    return (
        ""
        if match.end() - match.start() == 1
        and match[0] in "®™©¹²³⁰⁴⁵⁶⁷⁸⁹†‡`"
        or not match[0].strip("\u200b\u200c\u200d\u2060\ufeff*_\ufe0f")
        else " "
    )


def _slash(match: re.Match[str]) -> Said:
    return " "


def _pause(match: re.Match[str]) -> Said:
    text = match.string
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    # Between dates and sums a dash means a span: "1 May – 3 June".
    if before and (
        before.isdigit() or text[max(0, match.start() - 3) : match.start()].strip()[-2:] in ("st", "nd", "rd", "th")
    ):
        if after.isdigit() or after in _CURRENCY or _MONTH_NEXT.match(text, match.end()):
            return " to "
    elif _MONTH_BEFORE.search(text, max(0, match.start() - 12), match.start()) and (
        after.isdigit() or _MONTH_NEXT.match(text, match.end())
    ):
        return " to "
    return ", "


def _joined(match: re.Match[str]) -> Said:
    """A dash without blanks is a span beside a number, and a hyphen between words."""
    text = match.string
    near = text[max(0, match.start() - 3) : match.start()] + text[match.end() : match.end() + 3]
    if any(character.isdigit() for character in near) or text[match.end() : match.end() + 1] in en.CURRENCIES:
        return " to "
    return "-"


_CURRENCY = frozenset(en.CURRENCIES)
_MONTH_NEXT = re.compile(en.MONTH_PATTERN + r"(?![a-z])")
_MONTH_BEFORE = re.compile("(?:" + "|".join(en.MONTHS) + r")\s?$")


def _ellipsis(match: re.Match[str]) -> Said:
    return "… " if match.string[match.end() : match.end() + 1].strip() else "…"


_NOT_CITED = frozenset(
    "Apollo Soyuz Voyager Article Chapter Section Psalm Boeing Highway Route Page Part Volume Book Room Order Act Title "
    "Number Figure Table Grade Class Flight Level Model Mark Type Airbus Group January February March April May June July "
    "August September October November December Area Directive Unit Age Aged Population".split()
)


def _citation(match: re.Match[str]) -> Said:
    name = match["name"]
    if name in _NOT_CITED or (match["year"] and not match["comma"]):
        return None
    return ""


def _note(match: re.Match[str]) -> Said:
    return ""


def _bracket(match: re.Match[str]) -> Said:
    return " " if match[0] in "[]{}" else ", "


def _folded(match: re.Match[str]) -> Said:
    """Take the marks off a letter that English voices do not know: "ř", "ł"."""
    import unicodedata

    plain = {
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ħ": "h",
        "ı": "i",
        "ĸ": "k",
        "ŋ": "ng",
        "œ": "oe",
        "Œ": "OE",
        "ſ": "s",
    }
    letter = match[0]
    if letter in plain:
        return plain[letter]
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)) or None


PAUSES = (
    Rule(name="ellipsis", pattern=re.compile(r"\.(?:[ \u00a0]?\.){1,60}(?!\d)|…+"), say=_ellipsis),
    Rule(name="range", pattern=re.compile(r"(?<=[\w%])–(?=[\w$£€¥])"), say=_joined),
    Rule(
        name="dash",
        pattern=re.compile(
            r"[ \u00a0]?(?:-{2,}|[—―⸺]+|(?<=\s)[-–](?=\s)|–(?=\s)|(?<=[A-Za-z])–(?=[A-Za-z])(?<=\s))[ \u00a0]?"
        ),
        say=_pause,
    ),
)
_NAME = r"(?P<name>[A-Z][A-Za-zÀ-ž'’-]{1,30})(?:(?:,| and| &) [A-Z][A-Za-zÀ-ž'’-]{1,30}){0,3}(?: et al\.?)?"
SYMBOLS = (
    Rule(name="symbol", pattern=re.compile(r"[₀-₉]{1,4}"), say=_subscript),
    Rule(name="measure", pattern=re.compile(r"[ ][x×] (?=\d)"), say=lambda match: " by "),
    Rule(
        name="citation",
        pattern=re.compile(
            rf"[ \u00a0]?\((?:see |cf\. )?{_NAME}(?:(?P<comma>,)?\s(?:(?P<year>(?:1[5-9]|20)\d{{2}}[a-z]?)(?:[,:]\s?(?:pp?\.\s?)?\d{{1,4}}(?:[-–]\d{{1,4}})?)?|(?:pp?\.\s?)?\d{{2,3}}(?:[-–]\d{{1,4}})?))\)"
        ),
        say=_citation,
    ),
    Rule(
        name="footnote",
        pattern=re.compile(
            r"(?<=[\w.,;:!?\"”’)\]])[ ]?\[(?:\d{1,3}|[a-z]|note \d{1,2}|citation needed)(?:[-–, ]{1,2}\d{1,3}){0,4}\]"
        ),
        say=_note,
    ),
    Rule(name="footnote", pattern=re.compile(r"(?<=[A-Za-z.,;:!?\"”’]{2})[¹²³⁰⁴-⁹]{1,3}(?!\w)"), say=_note),
    Rule(
        name="symbol",
        pattern=re.compile(r"(?P<signs>§{1,2}|№{1,2})\s?(?=\d)(?=\d{1,6}(?P<many>[-–]\d)?)"),
        say=_section,
    ),
    Rule(name="symbol", pattern=re.compile(r"(?<=[A-G])#(?!\w)"), say=_sharp),
    Rule(
        name="power",
        pattern=re.compile(
            r"(?<=[A-Za-z)])(?P<power>[²³]|\^[23])(?!\w)(?<=\b[A-Za-z)].)|(?<=[A-Za-z)])(?P<caret>\^[23])(?!\w)"
        ),
        say=_squared,
    ),
    Rule(name="symbol", pattern=re.compile(r"#(?:(?P<digit>(?=\d))|(?=[A-Za-z]))"), say=_hash),
    Rule(name="slash", pattern=re.compile(r"(?<=\w)/(?=\w)|\s/\s"), say=_slash),
    Rule(name="bracket", pattern=re.compile(r"[()\[\]{}]"), say=_bracket),
    Rule(name="symbol", pattern=re.compile(r"[" + re.escape("".join(en.SYMBOLS)) + "]"), say=_symbol),
    Rule(name="greek", pattern=re.compile("[" + "".join(en.GREEK) + "](?![Α-ω])(?<![Α-ω].)"), say=_greek),
    Rule(
        name="symbol",
        pattern=re.compile(r"[*_\u200b\u200c\u200d\u2060\ufeff\ufe0f]+|[" + re.escape(en.SILENT) + "]"),
        say=_silent,
    ),
    Rule(
        name="emoji",
        pattern=re.compile(
            "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u25a0-\u25ff\ufe0f\u200d\U000e0020-\U000e007f]+"
        ),
        say=_note,
    ),
    Rule(name="diacritics", pattern=re.compile(r"[\u0100-\u024f\u1e00-\u1eff\u0300-\u036fﬀ-ﬆ]"), say=_folded),
)


def _digits_singly(match: re.Match[str]) -> Said:
    return digits(match[0])


LEFTOVER = Rule(name="digits", pattern=re.compile(r"\d+"), say=_digits_singly)
