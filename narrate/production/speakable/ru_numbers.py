"""Russian number words in five cases: cardinals, ordinals, fractions.

Cases are named nom, gen, dat, ins, pre; the accusative of things without life is the nominative. Genders are m, f, n,
and p for the plural.
"""

from __future__ import annotations

CASES = ("nom", "gen", "dat", "ins", "pre")
LONGEST = 15

_ONE = {
    "m": "один одного одному одним одном",
    "f": "одна одной одной одной одной",
    "n": "одно одного одному одним одном",
    "p": "одни одних одним одними одних",
}
_SMALL = {
    0: "ноль ноля нолю нолём ноле",
    2: "два двух двум двумя двух",
    3: "три трёх трём тремя трёх",
    4: "четыре четырёх четырём четырьмя четырёх",
    5: "пять пяти пяти пятью пяти",
    6: "шесть шести шести шестью шести",
    7: "семь семи семи семью семи",
    8: "восемь восьми восьми восемью восьми",
    9: "девять девяти девяти девятью девяти",
    40: "сорок сорока сорока сорока сорока",
    90: "девяносто девяноста девяноста девяноста девяноста",
    100: "сто ста ста ста ста",
    200: "двести двухсот двумстам двумястами двухстах",
    300: "триста трёхсот трёмстам тремястами трёхстах",
    400: "четыреста четырёхсот четырёмстам четырьмястами четырёхстах",
}
_TEENS = (
    "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
).split()
for _index, _word in enumerate([*_TEENS, "двадцать", "тридцать"]):
    _value = 10 + _index if _index < 10 else (_index - 8) * 10
    _SMALL[_value] = f"{_word} {_word[:-1]}и {_word[:-1]}и {_word}ю {_word[:-1]}и"
for _digit, _word in ((5, "пять"), (6, "шесть"), (7, "семь"), (8, "восемь")):
    _oblique = _SMALL[_digit].split()[1]
    _ins = _SMALL[_digit].split()[3]
    _SMALL[_digit * 10] = f"{_word}десят {_oblique}десяти {_oblique}десяти {_ins}десятью {_oblique}десяти"
for _digit, _word in ((5, "пять"), (6, "шесть"), (7, "семь"), (8, "восемь"), (9, "девять")):
    _oblique = _SMALL[_digit].split()[1]
    _ins = _SMALL[_digit].split()[3]
    _SMALL[_digit * 100] = f"{_word}сот {_oblique}сот {_oblique}стам {_ins}стами {_oblique}стах"
# One thousand, million, ...: singular in five cases, then plural.
_SCALES = (
    ("f", "тысяча тысячи тысяче тысячей тысяче", "тысячи тысяч тысячам тысячами тысячах"),
    ("m", "миллион миллиона миллиону миллионом миллионе", "миллионы миллионов миллионам миллионами миллионах"),
    (
        "m",
        "миллиард миллиарда миллиарду миллиардом миллиарде",
        "миллиарды миллиардов миллиардам миллиардами миллиардах",
    ),
    (
        "m",
        "триллион триллиона триллиону триллионом триллионе",
        "триллионы триллионов триллионам триллионами триллионах",
    ),
)
_ORDINALS = {
    0: "нулевой", 1: "первый", 2: "второй", 3: "третий", 4: "четвёртый", 5: "пятый", 6: "шестой", 7: "седьмой",
    8: "восьмой", 9: "девятый", 40: "сороковой", 90: "девяностый", 100: "сотый", 200: "двухсотый", 300: "трёхсотый",
    400: "четырёхсотый",
}  # fmt: skip
for _index, _word in enumerate([*_TEENS, "двадцать", "тридцать"]):
    _ORDINALS[10 + _index if _index < 10 else (_index - 8) * 10] = _word[:-1] + "ый"
for _digit in (5, 6, 7, 8):
    _ORDINALS[_digit * 10] = _SMALL[_digit].split()[1] + "десятый"
for _digit in (5, 6, 7, 8, 9):
    _ORDINALS[_digit * 100] = _SMALL[_digit].split()[1] + "сотый"
_HARD = {
    "m": "ый ого ому ым ом".split(),
    "f": "ая ой ой ой ой".split(),
    "n": "ое ого ому ым ом".split(),
    "p": "ые ых ым ыми ых".split(),
}
_SOFT = {
    "m": "ий ьего ьему ьим ьем".split(),
    "f": "ья ьей ьей ьей ьей".split(),
    "n": "ье ьего ьему ьим ьем".split(),
    "p": "ьи ьих ьим ьими ьих".split(),
}


def form(count: int) -> int:
    """Return which form of a noun a number takes: 0 "год", 1 "года", 2 "лет"."""
    if count % 100 in (11, 12, 13, 14) or count % 10 in (0, 5, 6, 7, 8, 9):
        return 2
    return 0 if count % 10 == 1 else 1


def _simple(value: int, case: int, gender: str) -> str:
    if value == 1:
        return _ONE[gender].split()[case]
    if value == 2 and case == 0 and gender == "f":
        return "две"
    return _SMALL[value].split()[case]


def _below_thousand(value: int, case: int, gender: str) -> list[str]:
    words: list[str] = []
    if value >= 100:
        words.append(_simple(value // 100 * 100, case, gender))
        value %= 100
    if value >= 20:
        words.append(_simple(value // 10 * 10, case, gender))
        value %= 10
    if value:
        words.append(_simple(value, case, gender))
    return words


def cardinal(value: int, case: str = "nom", gender: str = "m") -> str:
    """Return 21 as "двадцать один"; values of `LONGEST` digits at most."""
    at = CASES.index(case)
    if not value:
        return _simple(0, at, gender)
    groups: list[str] = []
    value, rest = divmod(value, 1000)
    if rest:
        groups.append(" ".join(_below_thousand(rest, at, gender)))
    for kind, single, plural in _SCALES:
        value, rest = divmod(value, 1000)
        if rest:
            groups.append(
                " ".join([*(_below_thousand(rest, at, kind) if rest > 1 else []), _scale(rest, at, single, plural)])
            )
        if not value:
            break
    return " ".join(reversed(groups))


def _scale(count: int, case: int, single: str, plural: str) -> str:
    kind = form(count)
    if kind == 0:
        return single.split()[case]
    if case == 0:
        return single.split()[1] if kind == 1 else plural.split()[1]
    return plural.split()[case]


def ordinal(value: int, case: str = "nom", gender: str = "m") -> str:
    """Return 1953 as "тысяча девятьсот пятьдесят третий": only the last word is declined."""
    at = CASES.index(case)
    for size, stem in ((10**9, "миллиардный"), (10**6, "миллионный"), (1000, "тысячный")):
        if value and value % size == 0:
            count = value // size
            head = "" if count == 1 else cardinal(count, "gen").replace(" ", "")
            return _ending(head + stem, at, gender)
    last = value % 100 if value % 100 in _ORDINALS and value % 100 else value % 10 if value % 10 else value % 1000
    if value == 0:
        last = 0
    rest = value - last
    words = [cardinal(rest)] if rest else []
    return " ".join([*words, _ending(_ORDINALS[last], at, gender)])


def _ending(word: str, case: int, gender: str) -> str:
    if word == "третий":
        return "трет" + _SOFT[gender][case]
    if gender == "m" and case == 0:
        return word
    return word[:-2] + _HARD[gender][case]


def digits(text: str) -> str:
    """Return each digit by itself."""
    return " ".join(
        _SMALL[int(character)].split()[0] if character != "1" else "один" for character in text if character.isdecimal()
    )


def whole(text: str, case: str = "nom", gender: str = "m") -> str:
    """Return a run of digits as words; leading zeros and very long runs digit by digit."""
    text = "".join(character for character in text if character.isdecimal())
    if len(text) > LONGEST or (len(text) > 1 and text[0] == "0"):
        return digits(text)
    return cardinal(int(text), case, gender)


def decimal(left: str, right: str) -> str:
    """Return 3,5 as "три целых пять десятых"."""
    parts = ("десятая десятых", "сотая сотых", "тысячная тысячных", "десятитысячная десятитысячных")
    left_value = int(left)
    wholes = "целая" if form(left_value) == 0 else "целых"
    if len(right) > len(parts):
        return f"{whole(left, gender='f')} {wholes} {digits(right)}"
    value = int(right)
    one, many = parts[len(right) - 1].split()
    return (
        f"{cardinal(left_value, gender='f')} {wholes} {cardinal(value, gender='f')} {one if form(value) == 0 else many}"
    )
