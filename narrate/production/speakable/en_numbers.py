"""English number words, American style: no "and", "oh" in years and times, "zero" elsewhere."""

from __future__ import annotations

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "? ten twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = (
    " thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion decillion"
).split(" ")
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
# Longer numbers are read digit by digit: nobody follows beyond decillions, and int() refuses 4,300 digits.
LONGEST = 36


def _below_hundred(value: int) -> str:
    if value < 20:
        return ONES[value]
    tens, one = divmod(value, 10)
    return TENS[tens] + (f"-{ONES[one]}" if one else "")


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = [f"{ONES[hundreds]} hundred"] if hundreds else []
    if rest or not hundreds:
        words.append(_below_hundred(rest))
    return " ".join(words)


def cardinal(value: int) -> str:
    """Return 1436 as "one thousand four hundred thirty-six"; values of `LONGEST` digits at most."""
    if value < 1000:
        return _below_thousand(value)
    words: list[str] = []
    for scale in SCALES:
        value, rest = divmod(value, 1000)
        if rest:
            words.append(f"{_below_thousand(rest)} {scale}".strip())
        if not value:
            break
    return " ".join(reversed(words))


def ordinal_of(words: str) -> str:
    """Return a cardinal in words as an ordinal: "twenty-one" as "twenty-first"."""
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in _IRREGULAR:
        return head + _IRREGULAR[last]
    return head + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def ordinal(value: int) -> str:
    """Return 21 as "twenty-first"."""
    return ordinal_of(cardinal(value))


def digits(text: str) -> str:
    """Return each digit of a text by itself: "10" as "one zero"; other characters are left out."""
    return " ".join(ONES[int(character)] for character in text if character.isdecimal())


def whole(text: str) -> str:
    """Return a run of digits, with or without commas, as words; leading zeros and very long runs digit by digit."""
    text = text.replace(",", "").replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    if len(text) > LONGEST or (len(text) > 1 and text[0] == "0"):
        return digits(text)
    return cardinal(int(text))


def decimal(text: str) -> str:
    """Return "3.05" as "three point zero five" and "1,200" as a cardinal."""
    left, point, right = text.partition(".")
    if not point or not right:
        return whole(left)
    return f"{whole(left)} point {digits(right)}" if left else f"point {digits(right)}"


def year(value: int) -> str:
    """Return 1956 as "nineteen fifty-six", 1905 as "nineteen oh five", 2006 as "two thousand six"."""
    hundreds, rest = divmod(value, 100)
    if value < 100 or value >= 10000 or (hundreds % 10 == 0 and rest < 10):
        return cardinal(value)
    if not rest:
        return f"{cardinal(hundreds)} hundred"
    return f"{cardinal(hundreds)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def pair(text: str) -> str:
    """Return two digits as the end of a year is said: "05" as "oh five", "41" as "forty-one"."""
    value = int(text)
    if text[0] != "0":
        return cardinal(value)
    return f"oh {cardinal(value)}" if value else "oh oh"


def decade(value: int) -> str:
    """Return 1930 as "nineteen thirties", 30 as "thirties", 1900 as "nineteen hundreds"."""
    words = year(value)
    return words[:-1] + "ies" if words.endswith("y") else words + "s"


def house(text: str) -> str:
    """Return a house, road or type number as people say it: "123" as "one twenty-three", "2788" in two pairs."""
    value = int(text)
    if text[0] == "0" or len(text) > 4:
        return digits(text)
    if value < 100 or value % 1000 == 0:
        return cardinal(value)
    return year(value) if value % 100 or len(text) == 4 else cardinal(value)


def fraction(above: int, below: int) -> str:
    """Return 3 over 4 as "three quarters"."""
    if below == 1:
        return f"{cardinal(above)} over one"
    name = {2: "half", 4: "quarter"}.get(below) or ordinal(below)
    if above != 1:
        name = "halves" if below == 2 else name + "s"
    return f"{cardinal(above)} {name}"
