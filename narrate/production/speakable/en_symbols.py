"""English symbols by name, pauses for dashes and brackets, and what is not read: citations, footnote marks, emoji."""

from __future__ import annotations

import re
import unicodedata

from narrate.production.speakable import en, en_amounts
from narrate.production.speakable.en_numbers import cardinal, digits
from narrate.production.speakable.scan import Rule, Said


def _symbol(match: re.Match[str]) -> Said:
    if match[0] == ">" and not match.string[max(0, match.start() - 3) : match.start()].strip():
        return ""  # a quoted line of a mail or of Markdown
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
        if (match.end() - match.start() == 1 and match[0] in "®™©¹²³⁰⁴⁵⁶⁷⁸⁹†‡`")
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
    if any(character.isdigit() for character in near) or text[match.end() : match.end() + 1] in en_amounts.CURRENCIES:
        return " to "
    return "-"


_CURRENCY = frozenset(en_amounts.CURRENCIES)
_MONTH_NEXT = re.compile(en.MONTH_PATTERN + r"(?![a-z])")
_MONTH_BEFORE = re.compile("(?:" + "|".join(en.MONTHS) + r")\s?$")


def _ellipsis(match: re.Match[str]) -> Said:
    return "… " if match.string[match.end() : match.end() + 1].strip() else "…"


_NOT_CITED = frozenset(
    "Apollo Soyuz Voyager Article Chapter Section Psalm Boeing Highway Route Page Part Volume Book Room Order Act "
    "Title Number Figure Table Grade Class Flight Level Model Mark Type Airbus Group January February March April "
    "May June July August September October November December Area Directive Unit Age Aged Population".split()
)


def _citation(match: re.Match[str]) -> Said:
    name = match["name"]
    if name in _NOT_CITED or (match["year"] and not match["comma"]):
        return None
    return ""


def _note(match: re.Match[str]) -> Said:
    return ""


def _bracket(match: re.Match[str]) -> Said:
    if match[0] in "[]{}":
        # "[T]he": an editor changed a letter, the word is one.
        text, at = match.string, match.start()
        inside = text[match.end() : match.end() + 1] if match[0] in "]}" else text[max(0, at - 1) : at]
        return "" if inside.isalpha() else " "
    return ", "


def _folded(match: re.Match[str]) -> Said:
    """Take the marks off a letter that English voices do not know: "ř", "ł"."""
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
    Rule(name="range", pattern=re.compile(r"(?<=[\w%])(?:–(?=[\w$£€¥])|-(?=[$£€¥]\d))"), say=_joined),
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
            rf"[ \u00a0]?\((?:see |cf\. )?{_NAME}(?P<comma>,)?\s"
            r"(?:(?P<year>(?:1[5-9]|20)\d{2}[a-z]?)(?:[,:]\s?(?:pp?\.\s?)?\d{1,4}(?:[-–]\d{1,4})?)?"
            r"|(?:pp?\.\s?)?\d{2,3}(?:[-–]\d{1,4})?)\)"
        ),
        say=_citation,
    ),
    Rule(
        name="footnote",
        pattern=re.compile(
            r"(?<=[\w.,;:!?\"”’)\]])(?:"
            r"[ ]?\[(?:\d{1,3}(?:[-–, ]{1,2}\d{1,3}){0,4}|note \d{1,2}|citation needed)\]|\[[a-z]\](?!\w))"
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
    Rule(name="markup", pattern=re.compile(r"</?[A-Za-z][^<>\n]{0,200}>"), say=_note),
    Rule(name="slash", pattern=re.compile(r"(?<=\w)/(?=\w)|/(?=\s)"), say=_slash),
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


def _inside(match: re.Match[str]) -> Said:
    """Digits at the end of a word, as in "covid19": a short number is read whole."""
    return cardinal(int(match[0])) if len(match[0]) <= 2 and match[0][0] != "0" else digits(match[0])


INSIDE = Rule(name="serial", pattern=re.compile(r"\d+"), say=_inside)
