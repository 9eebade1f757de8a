"""English telephone and serial numbers, street addresses."""

from __future__ import annotations

import re

from narrate.production.speakable import en
from narrate.production.speakable.en_dates import word_before
from narrate.production.speakable.en_numbers import cardinal, decimal, digits, house, ordinal, whole, year
from narrate.production.speakable.scan import Rule, Said

# --- telephone -----------------------------------------------------------------------------------------------------


def _group(text: str) -> str:
    if text == "800":
        return "eight hundred"
    return digits(text) if text.isdigit() else text


def _telephone(match: re.Match[str]) -> Said:
    said = ", ".join(_group(part) for part in re.findall(r"\d+|[A-Z]+", match["all"]))
    if match["all"].startswith("+"):
        said = "plus " + said
    if match["ext"]:
        dashed = match.string[match.start("ext") - 1] == "-"
        said += f", {'' if dashed else 'extension '}{digits(match['ext'])}"
    return said


_PROMPT = re.compile(r"\b(?:tel|telephone|phone|call|fax|dial|mobile|ring)[.:]{0,2}\s$", re.IGNORECASE)


def _prompted(match: re.Match[str]) -> Said:
    if not _PROMPT.search(match.string, max(0, match.start() - 14), match.start()):
        return None
    if not 6 <= sum(character.isdigit() for character in match[0]) <= 15:
        return None
    return ", ".join(digits(part) for part in re.findall(r"\d+", match[0]))


def _trunk(match: re.Match[str]) -> Said:
    """Groups of digits that begin with a zero and are as long as a number at home: "020 7946 0011"."""
    if not 9 <= sum(character.isdigit() for character in match[0]) <= 12:
        return None
    return ", ".join("zero eight hundred" if part == "0800" else digits(part) for part in match[0].split())


def _announced(match: re.Match[str]) -> Said:
    """A secret or a mark is told digit by digit: "the PIN is 4471", "text 86753 to vote"."""
    found = _ANNOUNCED.search(match.string, max(0, match.start() - 30), match.start())
    if not found or (found["word"].lower() == "text" and not match.string.startswith(" to ", match.end())):
        return None
    if not found["is"] and len(match[0]) == 4 and match[0][0] in "12":
        return None  # "the civil code 1896"
    return digits(match[0])


_ANNOUNCED = re.compile(
    r"\b(?P<word>PIN|code|passcode|password|combination|extension|text|(?:account|serial|badge|licen[cs]e|phone|policy)"
    r"\snumber)\s?(?P<is>is |was |were |: ?)?$",
    re.IGNORECASE,
)


def _journal(match: re.Match[str]) -> Said:
    named = match.string[max(0, match.start() - 8) : match.start()].upper()
    last = match["x"] if match["x"] == "X" else digits(match["x"])
    return f"{digits(match['a'])}, {digits(match['b'])} {last}" if "ISSN" in named else None


def _host(match: re.Match[str]) -> Said:
    if any((len(part) > 1 and part[0] == "0") or int(part) > 255 for part in match["host"].split(".")):
        return None
    said = " dot ".join(digits(part) for part in match["host"].split("."))
    if match["port"]:
        said += f" colon {digits(match['port'])}"
    if match["bits"]:
        said += f" slash {cardinal(int(match['bits']))}"
    return said


def _book(match: re.Match[str]) -> Said:
    text = match[0]
    count = sum(character.isdigit() for character in text)
    named = word_before(match).upper().rstrip(":") in ("ISBN", "ISSN", "OCLC")
    if not named and count < 9:
        return None
    parts = re.findall(r"\d+|X", text)
    return ", ".join(digits(part) if part != "X" else "X" for part in parts)


def _chain(match: re.Match[str]) -> Said:
    """Digits in groups that are neither a date nor a telephone number: "12-345-67", "12/345/67890"."""
    longest = 4 if "/" in match[0] else 3
    return " ".join(whole(part) if len(part) <= longest else digits(part) for part in re.split(r"[-–/]", match[0]))


def _card(match: re.Match[str]) -> Said:
    return ", ".join(digits(part) for part in re.split(r"[ -]", match[0]))


def _ending(match: re.Match[str]) -> Said:
    return digits(match[0]) if _ENDING_IN.search(match.string, max(0, match.start() - 20), match.start()) else None


_ENDING_IN = re.compile(r"(?:ending|ends|ended)\s(?:in|with)\s$", re.IGNORECASE)
_EXT = r"(?:(?:\s?(?:ext\.?|x|extension)\s?|-)(?P<ext>\d{1,5}))?(?![\w-])"
_NO_EXT = r"(?P<ext>(?!))?(?![\w-])"


def _phone(pattern: str) -> Rule:
    return Rule(name="telephone", pattern=re.compile(f"(?P<all>{pattern}"), say=_telephone)


#: Asked before dates and years.
TELEPHONE = (
    _phone(r"(?:\+?\d{1,3}[-. ]?)?(?:\(\d{3}\)[-. ]?|\d{3}[-. ])\d{3}[-. ]\d{4})" + _EXT),
    _phone(r"(?:\+?1[- ])?[2-9]\d{2}-[A-Z0-9]{1,7}(?:-[A-Z0-9]{1,7}){0,3})(?<=[A-Z])" + _NO_EXT),
    _phone(r"\+\d{1,3}(?:[- .]?\(?\d{1,4}\)?){2,6})" + _NO_EXT),
    _phone(r"[2-9]\d{2}-\d{4})" + _EXT),
    _phone(r"\d{3}-\d{2}-\d{4})" + _NO_EXT),
    Rule(name="telephone", pattern=re.compile(r"0\d{2,4}(?:\s\d{2,8}){1,3}(?![\w-])"), say=_trunk),
    Rule(name="serial", pattern=re.compile(r"\d{3,12}(?![\w-]|[.,:/]\d)"), say=_announced),
    Rule(name="serial", pattern=re.compile(r"(?P<a>\d{4})-(?P<b>\d{3})(?P<x>[\dX])(?!\w)"), say=_journal),
    Rule(name="card", pattern=re.compile(r"\d{4}(?:[ -]\d{4}){3}(?![\w-])"), say=_card),
    Rule(name="card", pattern=re.compile(r"\d{4}(?!\w)"), say=_ending),
    Rule(
        name="host",
        pattern=re.compile(r"(?P<host>\d{1,3}(?:\.\d{1,3}){3})(?::(?P<port>\d{2,5}))?(?:/(?P<bits>\d{1,2}))?(?![.\d])"),
        say=_host,
    ),
    Rule(name="serial", pattern=re.compile(r"\d{1,5}(?:-\d{1,7}){2,4}(?:-X)?(?![\w]|-\d)|\d{9}[\dX](?!\w)"), say=_book),
)
#: Asked after dates.
CHAINS = (
    Rule(name="telephone", pattern=re.compile(r"\d{2,5}(?:[-/ ]\d{2,8}){1,4}(?![\w])"), say=_prompted),
    Rule(
        name="serial",
        pattern=re.compile(r"\d{1,7}(?:[-–]\d{1,7}){2,8}(?![\w]|[-–]\d)|\d{1,7}(?:/\d{1,7}){2,8}(?![\w/])"),
        say=_chain,
    ),
)

# --- serial numbers ------------------------------------------------------------------------------------------------


def alone(letter: str) -> str:
    """Return a single letter so that engines name it: a bare "A" would be read as the article."""
    return f"{letter}-" if letter in "Aa" else letter


def _digits_of_code(text: str) -> str:
    if text[0] == "0" and len(text) > 1:
        return digits(text)
    if len(text) <= 2 or (len(text) == 3 and text.endswith("00")):
        return cardinal(int(text))
    return digits(text)


def spell_code(text: str) -> str:
    """Return a code of letters and digits as it is read: "A320b" as "A-three two zero b"."""
    said: list[str] = []
    for part in re.findall(r"\d+|[A-Za-z]+|\.", text):
        if part == ".":
            said.append("point")
            continue
        word = _digits_of_code(part) if part[0].isdigit() else alone(part)
        if said and said[-1].endswith("-"):
            said[-1] += word
        else:
            said.append(word)
    if said[-1] == "s" and len(said) > 1 and text[-2].isdigit():
        plural = said[-2][:-1] + "ies" if said[-2].endswith("y") else said[-2] + "s"
        said[-2:] = [plural]  # "B-52s"
    return " ".join(said).rstrip("-")


def _code(match: re.Match[str]) -> Said:
    letters = match["letters"]
    # "mid-1990s", "post-1945", "Soyuz-11": a word and a number, each read by its own rules.
    if len(letters) > 4 or (len(letters) > 1 and not letters.isupper() and match[0][len(letters)] in "-–"):
        return None
    if letters in ("FY", "CY", "AY") and re.fullmatch(r"[A-Z]{2}-?(?:19|20)\d\d", match[0]):
        return f"{letters} {year(int(match[0][-4:]))}"
    if re.fullmatch(r"(?:pre|mid|post|non|over|under|age|top|era)", letters, re.IGNORECASE):
        return None
    return spell_code(match[0])


def _code_digits_first(match: re.Match[str]) -> Said:
    letters = match["letters"]
    if letters == "x" and _SUM.match(match.string, match.end()):
        return spell_code(match[0])
    if letters in ("x", "X") and match[0][-1] in "xX":
        return f"{whole(match['n'])} times"
    return spell_code(match[0])


_SUM = re.compile(r"\s?[-+−=](?!-)")


def _clause(match: re.Match[str]) -> Said:
    """A place in a law: "501(c)(3)"; a number alone in brackets is a score or a note."""
    parts = re.findall(r"\w+", match["parts"])
    if parts[0].isdigit():
        return None
    number = match["n"]
    said = [house(number) if len(number) == 3 else whole(number)]
    said += [cardinal(int(part)) if part.isdigit() else alone(part) for part in parts]
    return " ".join(said).replace("- ", "-").rstrip("-")


def _scientific(match: re.Match[str]) -> Said:
    return f"{decimal(match['n'])} e {'minus ' if match['minus'] else ''}{whole(match['power'])}"


def _times_ten(match: re.Match[str]) -> Said:
    return f"{decimal(match['n'])} times ten to the {_exponent(match)}"


def _power(match: re.Match[str]) -> Said:
    said, power = decimal(match["n"]), _exponent(match)
    if power in ("two", "three"):
        return f"{said} {'squared' if power == 'two' else 'cubed'}"
    return f"{said} to the {power}"


def _exponent(match: re.Match[str]) -> str:
    high = match["high"] or ""
    power = "".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(character)) for character in high.lstrip("⁻")) or match["power"]
    return ("minus " if match["minus"] or high[:1] == "⁻" else "") + whole(power)


SERIAL = (
    Rule(
        name="serial",
        pattern=re.compile(
            r"(?P<letters>[A-Za-z]{1,10})[-–]?\d{1,12}(?:[-/]?[A-Za-z0-9]{1,12}){0,5}(?:\.\d{1,4}){0,4}(?![\w])"
        ),
        say=_code,
    ),
)
SERIAL_DIGITS = (
    Rule(
        name="power",
        pattern=re.compile(
            r"(?P<n>\d{1,6}(?:\.\d{1,6})?)\s?[×x]\s?10(?:\^(?P<minus>[-−]?)(?P<power>\d{1,4})|(?P<high>⁻?[⁰¹²³⁴-⁹]{1,3}))(?!\w)"
        ),
        say=_times_ten,
    ),
    Rule(
        name="serial",
        pattern=re.compile(r"(?P<n>\d{1,4})(?P<parts>(?:\((?:[a-z]|\d{1,2})\)){1,4})(?!\w)"),
        say=_clause,
    ),
    Rule(
        name="power",
        pattern=re.compile(r"(?P<n>\d{1,6}(?:\.\d{1,6})?)[eE](?P<minus>[-−]?)\+?(?P<power>\d{1,3})(?!\w)"),
        say=_scientific,
    ),
    Rule(
        name="power",
        pattern=re.compile(
            r"(?P<n>\d{1,6}(?:\.\d{1,6})?)\s?(?:\^(?P<minus>[-−]?)(?P<power>\d{1,4})|(?P<high>⁻?[⁰¹²³⁴-⁹]{1,3}))(?!\w|\.\d)"
        ),
        say=_power,
    ),
    Rule(
        name="serial",
        pattern=re.compile(
            r"(?P<n>\d{1,9})(?P<letters>[A-Za-z]{1,3})(?:[-/]?\d{1,9}[A-Za-z]{0,3}){0,4}(?:\.\d{1,4})?(?![\w])"
        ),
        say=_code_digits_first,
    ),
    Rule(
        name="serial",
        pattern=re.compile(r"(?P<n>\d{1,9})-(?P<letters>[A-Z]{1,3})(?:-?\d{1,9}[A-Z]{0,3}){1,4}(?![\w])"),
        say=_code_digits_first,
    ),
)

# --- streets -------------------------------------------------------------------------------------------------------

_STREET = "|".join(sorted(set(en.STREETS) | set(en.STREETS.values()), key=len, reverse=True))
_COMPASS = "|".join(sorted(en.DIRECTIONS, key=len, reverse=True))


def _street(match: re.Match[str]) -> Said:
    side, kind = match["side"], match["kind"]
    said = house(match["n"])
    if side:
        said += f" {en.DIRECTIONS[side.rstrip('.')]}"
    name = _NUMBERED_STREET.sub(lambda found: ordinal(int(found[1])), match["name"].strip())
    said += f" {name} {en.STREETS.get(kind, kind)}"
    tail = _TOWN.match(match.string, match.end())
    if tail and tail["state"].replace(".", "") in en.STATES:
        said += f", {tail['town']}, " + en.STATES[tail["state"].replace(".", "")].replace("_", " ")
        return said + (f" {digits(tail['zip'])}" if tail["zip"] else ""), tail.end()
    end = match.end()
    if match.string[end : end + 1] == "." and kind in en.STREETS and match.string[end + 1 : end + 3].strip():
        # In the middle of a sentence the full stop belongs to "St."; before a capital it ends the sentence too.
        end += 1
        said += "." if match.string[end : end + 2].strip()[:1].isupper() else ""
    return said, end


_NUMBERED_STREET = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")
_TOWN = re.compile(
    r"\.?,\s(?P<town>(?:[A-Z][\w'’-]{1,20}\.?\s?){1,3}),\s(?P<state>[A-Z]\.?[A-Z]\b\.?)(?:,?\s(?P<zip>\d{5})(?![\w-]))?"
)


def _state(match: re.Match[str]) -> Said:
    if match["state"] not in en.STATES:
        return None
    said = en.STATES[match["state"]].replace("_", " ")
    said += f" {digits(match['zip'])}"
    return said + (f", {digits(match['more'])}" if match["more"] else "")


STREET = Rule(
    name="address",
    pattern=re.compile(
        rf"(?P<n>\d{{1,5}})\s(?:(?P<side>{_COMPASS})\.?\s)?(?P<name>(?:(?:[A-Z][\w'’]{{0,30}}|\d{{1,3}}(?:st|nd|rd|th))\s){{1,4}}?)(?P<kind>{_STREET})\b"
    ),
    say=_street,
)
STATE = Rule(
    name="address", pattern=re.compile(r"(?P<state>[A-Z]{2})\s(?P<zip>\d{5})(?:-(?P<more>\d{4}))?(?![\w-])"), say=_state
)
