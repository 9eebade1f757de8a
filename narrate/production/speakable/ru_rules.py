"""The Russian grammar: numbers, years and dates with their cases, measures, money, abbreviations."""

from __future__ import annotations

import re

from narrate.production.speakable import ru
from narrate.production.speakable.en_roman import roman_value
from narrate.production.speakable.ru_numbers import cardinal, decimal, digits, form, ordinal, whole
from narrate.production.speakable.scan import Grammar, Rule, Said

_DASH = r"\s?[-–—−]\s?"
_MONTH = "(?:" + "|".join(ru.MONTHS) + ")"
_BEFORE = re.compile(r"([А-Яа-яЁё]+)\s$")
_YEAR_WORD = r"(?:\s?(?P<word>годах|годов|годами|годам|годом|года|году|годы|год|гг\.?|г\.|г(?![\w])))?"


def _before(match: re.Match[str]) -> str:
    found = _BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    return found[1].lower() if found else ""


def _year_case(before: str, word: str) -> str:
    """Return the case of a year by the word for "year" after it or the preposition before it."""
    if word in ("года", "годов"):
        return "gen"
    if word == "годом":
        return "ins"
    if word == "год":
        return "nom"
    if word in ("г.", "г", "году", "гг.", "гг", "", "годах"):
        if before in ("в", "во", "о", "об", "при", "на"):
            return "pre"
        if before in ("к", "ко"):
            return "dat"
        if word in ("", "г.", "г"):
            return ru.CASE_AFTER.get(before, "gen" if before.startswith(_MONTH_STEMS) else "nom")
        return "pre" if word in ("году", "годах") else "nom"
    return "nom"


_YEAR_FORMS = {"nom": "год", "gen": "года", "dat": "году", "ins": "годом", "pre": "году"}


_MONTH_STEMS = (*tuple(month[:-1] for month in ru.MONTHS if month != "мая"), "мае", "мая", "году", "года")


def _stop(match: re.Match[str]) -> str:
    return "." if match[0].endswith(".") and not match.string[match.end() : match.end() + 2].strip() else ""


def _year(match: re.Match[str]) -> Said:
    value, word, before = int(match["y"]), match["word"] or "", _before(match)
    if not word and (
        not 1000 <= value <= 2100 or before not in ("в", "с", "по", "до", "от", "после", "к", "из", "около")
    ):
        return None
    case = _year_case(before, word)
    said = ordinal(value, case)
    if not word:
        return said
    return f"{said} {_YEAR_FORMS[case] if word in ('г.', 'г') else word}{_stop(match)}"


def _years(match: re.Match[str]) -> Said:
    first, second, word, before = int(match["a"]), match["b"], match["word"] or "", _before(match)
    if not 800 <= first <= 2100:
        return None
    last = int(second) if len(second) > 2 else first // 100 * 100 + int(second)
    if last <= first or last > 2100:
        return None
    case = "pre" if before in ("в", "во") else ru.CASE_AFTER.get(before, "nom") if word else "nom"
    said = f"{ordinal(first, case)} – {ordinal(last, case)}"
    if not word:
        return said
    forms = {"nom": "годы", "gen": "годов", "dat": "годам", "ins": "годами", "pre": "годах"}
    return f"{said} {forms[case] if word.startswith('г') and len(word) < 4 else word}{_stop(match)}"


def _date(match: re.Match[str]) -> Said:
    day = int(match["d"])
    if not 1 <= day <= 31:
        return None
    case = {"на": "nom", "по": "nom", "к": "dat", "ко": "dat"}.get(_before(match), "gen")
    said = ordinal(day, case, "n")
    if match["d2"]:
        said += f" – {ordinal(int(match['d2']), case, 'n')}"
    said += f" {match['month']}"
    if match["y"]:
        said += f" {ordinal(int(match['y']), 'gen')} года"
    return said + _stop(match)


def _numeric_date(match: re.Match[str]) -> Said:
    day, month, year = int(match["d"]), int(match["m"]), int(match["y"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{ordinal(day, 'gen', 'n')} {ru.MONTHS[month - 1]} {ordinal(year, 'gen')} года"


# The letters after a hyphen are the end of the ordinal: "5-й", "5-го", "30-х".
_ENDINGS = {
    "й": ("nom", "m"), "ый": ("nom", "m"), "ой": ("nom", "m"), "го": ("gen", "m"), "ого": ("gen", "m"),
    "му": ("dat", "m"), "ому": ("dat", "m"), "м": ("pre", "m"), "ом": ("pre", "m"), "ым": ("ins", "m"),
    "я": ("nom", "f"), "ая": ("nom", "f"), "ю": ("acc", "f"), "ую": ("acc", "f"), "е": ("nom", "p"), "ое": ("nom", "n"),
    "ые": ("nom", "p"), "х": ("gen", "p"), "ых": ("gen", "p"), "ми": ("ins", "p"), "ми ": ("ins", "p"),
}  # fmt: skip


def _ordinal(match: re.Match[str]) -> Said:
    value, ending = int(match["n"]), match["ending"]
    if ending in ("ти", "и", "мя") or (ending == "х" and 2 <= value <= 4):
        return cardinal(value, "ins" if ending == "мя" else "gen")
    case, gender = _ENDINGS[ending]
    if ending == "е" and value % 10:
        gender = "n"
    if ending == "й" and re.compile(r"\s[а-яё]*(?:ой|ей|ии|ы)(?!\w)").match(match.string, match.end()):
        case, gender = "gen", "f"
    if ending == "м" and _before(match) not in ("в", "во", "на", "о", "об", "при"):
        case = "ins"
    if ending == "м" and re.compile(r"\s[а-яё]*ам(?!\w)").match(match.string, match.end()):
        case, gender = "dat", "p"
    if case == "acc":
        return re.sub("ая$", "ую", re.sub("ья$", "ью", ordinal(value, "nom", "f")))
    said = ordinal(value, case, gender)
    # "40-х гг.", "1920-е гг."
    return said + (" " + {"gen": "годов", "nom": "годы"}.get(case, "годов") + _stop(match) if match["years"] else "")


def _roman(match: re.Match[str]) -> Said:
    value = roman_value(match["roman"])
    noun = match["noun"].lower()
    stem = next((stem for stem in ru.ORDINAL_NOUNS if noun.startswith(stem)), "")
    if not value:
        return None
    if not stem:
        # "Николай II", "Екатерина II": the name before the numeral gives case and gender.
        return None
    gender, ending = ru.ORDINAL_NOUNS[stem], noun[len(stem) :]
    first = roman_value(match["first"] or "")
    if first:
        case = _noun_case(ending, gender)
        return f"{ordinal(first, case, gender)} – {ordinal(value, case, gender)} {match['noun']}"
    return f"{ordinal(value, _noun_case(ending, gender), _plural(ending, gender))} {match['noun']}"


def _noun_case(ending: str, gender: str) -> str:
    if gender == "m":
        return {
            "": "nom",
            "а": "gen",
            "у": "dat",
            "ом": "ins",
            "е": "pre",
            "и": "nom",
            "ы": "nom",
            "ов": "gen",
            "ах": "pre",
        }.get(ending, "nom")
    if gender == "n":
        return {"ие": "nom", "ия": "gen", "ию": "dat", "ием": "ins", "ии": "pre", "е": "nom", "я": "gen"}.get(
            ending, "nom"
        )
    return "nom" if ending in ("я", "а", "ь") else "gen"


def _plural(ending: str, gender: str) -> str:
    return "p" if gender == "m" and ending in ("и", "ы", "ов", "ах") else gender


def _monarch(match: re.Match[str]) -> Said:
    value, name = roman_value(match["roman"]), _before(match)
    named = _BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    if not value or not named or not named[1][0].isupper():
        return None
    if name.startswith(("глав", "част", "том", "войн")):
        return None
    if name.endswith(("а", "я")) and name[:-1] + ("й" if name.endswith("я") else "") not in _MEN:
        return ordinal(value, "nom", "f")
    if name.endswith(("ы", "ой", "ей", "е")) and name.startswith(("екатерин", "елизавет", "анн", "изабелл")):
        return ordinal(value, "gen", "f")
    for ending, case in (
        ("ом", "ins"),
        ("ем", "ins"),
        ("а", "gen"),
        ("я", "gen"),
        ("у", "dat"),
        ("ю", "dat"),
        ("е", "pre"),
    ):
        if name.endswith(ending):
            return ordinal(value, case)
    return ordinal(value)


_MEN = frozenset(
    "николай александр пётр петр павел иван людовик карл генрих пий эдуард георг вильгельм фридрих наполеон".split()
)


# --- numbers -------------------------------------------------------------------------------------------------------

_INTEGER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?!\d)|\d+"


def _plain(text: str) -> int:
    bare = "".join(character for character in text if character.isdecimal())
    return int(bare) if len(bare) <= 15 else 0


def _quantity(match: re.Match[str]) -> Said:
    """A number with a unit: the number takes the gender of the unit, both the case that the preposition asks for."""
    big, unit = (match["big"] or "").rstrip("."), (match["unit"] or "").rstrip(".")
    if not big and not unit:
        return None
    if unit == "г" and match["unit"].endswith("."):
        return None
    case = ru.CASE_AFTER.get(_before(match), "nom")
    name = ru.SCALES[big] if big else ru.UNITS[unit]
    value = _plain(match["n"])
    if match["part"]:
        said = f"{decimal(str(value), match['part'])} {name[1]}"
    else:
        said = whole(match["n"], case, name[3])
        said += " " + (
            name[form(value)] if case == "nom" else name[1] if form(value) == 0 and case == "gen" else name[2]
        )
    if big and unit:
        said += " " + ru.UNITS[unit][2]
    if match["sign"]:
        said = "минус " + said
    return said + _stop(match)


def _money(match: re.Match[str]) -> Said:
    name = ru.UNITS[match["symbol"]]
    value = _plain(match["n"])
    if match["big"]:
        scale = ru.SCALES[match["big"].rstrip(".")]
        head = decimal(str(value), match["part"]) if match["part"] else whole(match["n"], "nom", scale[3])
        return f"{head} {scale[1] if match['part'] else scale[form(value)]} {name[2]}"
    if match["part"]:
        return f"{decimal(str(value), match['part'])} {name[1]}"
    return f"{whole(match['n'], 'nom', name[3])} {name[form(value)]}"


def _decimal(match: re.Match[str]) -> Said:
    if len(match["n"]) > 15:
        return None
    return ("минус " if match["sign"] else "") + decimal(str(int(match["n"])), match["part"])


def _time(match: re.Match[str]) -> Said:
    hours, minutes = int(match["h"]), match["m"]
    if hours > 24 or int(minutes) > 59:
        return None
    tail = "ноль ноль" if minutes == "00" else whole(minutes)
    return f"{cardinal(hours)} {tail}"


def _range(match: re.Match[str]) -> Said:
    case = ru.CASE_AFTER.get(_before(match), "nom")
    return f"{whole(match['a'], case)} – {whole(match['b'], case)}"


# Feminine and neuter nouns that are counted often; others are masculine.
_FEMININE = re.compile(
    r"\s(?:[а-яё]+(?:ых|их|ая|яя)\s)?(?:[а-яё]+(?:ция|ции|ость|ости)|страниц|книг|минут|секунд|недел|тысяч|женщин|машин|пушк|дивизи|арми|винтов|копе[ей]|тонн|"
    r"стран|республик|област|школ|семь[яи]|девоч|рот|стать|час(?:ть|ти)|глав|строк|комнат|улиц|деревн|лошад|коров|песн|рук|ног|ноч)"
)
_NEUTER_ONE = re.compile(r"\s(?:слово|место|письмо|окно|дело|село|яблоко|озеро|издание|предприятие|хозяйство)")


def _cardinal(match: re.Match[str]) -> Said:
    gender = (
        "f"
        if _FEMININE.match(match.string, match.end())
        else "n"
        if _NEUTER_ONE.match(match.string, match.end())
        else "m"
    )
    sign = "минус " if match["sign"] else ""
    said = sign + whole(match["n"], ru.CASE_AFTER.get(_before(match), "nom"), gender)
    if said.endswith("одна") and re.compile(r"\s[а-яё]+[ую](?!\w)").match(match.string, match.end()):
        said = said[:-1] + "у"  # "двадцать одну книгу"
    return said


def _number_sign(match: re.Match[str]) -> Said:
    return "номер "


def _leftover(match: re.Match[str]) -> Said:
    return digits(match[0])


# --- words ---------------------------------------------------------------------------------------------------------


def _abbreviation(match: re.Match[str]) -> Said:
    key = re.sub(r"\.\s?(?=[а-яё])", ". ", match[0].lower())
    said = ru.ABBREVIATIONS.get(key)
    if said is None:
        return None
    if key == "стр." and not match.string[match.end() : match.end() + 2].strip()[:1].isdigit():
        return None
    return said + _stop(match)


def _century(match: re.Match[str]) -> Said:
    value = roman_value(match["roman"])
    if not value:
        return None
    before = _before(match)
    # "начало XX в.", "40-х гг. XX в.": after another word it is mostly the genitive; at the start the nominative.
    other = "gen" if match.string[max(0, match.start() - 40) : match.start()].strip() else "nom"
    case = "pre" if before in ("в", "во") else ru.CASE_AFTER.get(before, other)
    forms = {"nom": "век", "gen": "века", "dat": "веку", "ins": "веком", "pre": "веке"}
    return f"{ordinal(value, case)} {forms[case]}{_stop(match)}"


def _initials(match: re.Match[str]) -> Said:
    return re.sub(r"\.\s?", " ", match[0]).strip() + " "


def _silent(match: re.Match[str]) -> Said:
    return ""


def _pause(match: re.Match[str]) -> Said:
    return " – " if match[0].strip() in "—–-" else ", "


_UNIT = "|".join(re.escape(unit) for unit in sorted(ru.UNITS, key=len, reverse=True))
_BIG = r"(?:тыс\.?|млн\.?|млрд\.?|трлн\.?)"
_RULES = (
    Rule(
        name="date",
        pattern=re.compile(
            rf"(?P<d>\d{{1,2}})(?:{_DASH}(?P<d2>\d{{1,2}}))?\s(?P<month>{_MONTH})(?!\w)(?:\s(?P<y>\d{{3,4}})(?!\d)(?:\s?(?:года|г\.|г(?!\w)))?)?"
        ),
        say=_date,
    ),
    Rule(
        name="date",
        pattern=re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?!\d)(?:\s?(?:года|г\.))?"),
        say=_numeric_date,
    ),
    Rule(
        name="year-range",
        pattern=re.compile(rf"(?P<a>\d{{3,4}}){_DASH}(?P<b>\d{{2,4}})(?!\d|-[а-я]){_YEAR_WORD}"),
        say=_years,
    ),
    Rule(
        name="telephone",
        pattern=re.compile(r"(?:\+?\d{1,2}[- ])?\(?\d{3,4}\)?[- ]\d{2,3}-\d{2}-\d{2}(?![\d-])"),
        say=lambda match: ", ".join(whole(part) for part in re.findall(r"\d+", match[0])),
    ),
    Rule(
        name="ordinal",
        pattern=re.compile(
            r"(?P<n>\d{1,9})-(?P<ending>ого|ому|ый|ой|ая|ую|ое|ые|ых|ым|ом|го|му|ми|мя|ти|и|й|м|я|ю|е|х)(?!\w)(?P<years>\s?гг\.)?"
        ),
        say=_ordinal,
    ),
    Rule(name="year", pattern=re.compile(rf"(?P<y>\d{{1,4}})(?!\d|[.,:]\d){_YEAR_WORD}"), say=_year),
    Rule(name="time", pattern=re.compile(r"(?P<h>\d{1,2}):(?P<m>\d{2})(?!\d|:)"), say=_time),
    Rule(
        name="measure",
        pattern=re.compile(
            rf"(?P<sign>[-−])?(?P<n>{_INTEGER})(?:[.,](?P<part>\d{{1,9}}))?(?:\s?(?P<big>{_BIG})(?!\w))?(?:\s?(?P<unit>(?:{_UNIT})(?!\w)\.?))?"
        ),
        say=_quantity,
    ),
    Rule(name="range", pattern=re.compile(rf"(?P<a>\d{{1,9}}){_DASH}(?P<b>\d{{1,9}})(?![\d-])"), say=_range),
    Rule(name="decimal", pattern=re.compile(r"(?P<sign>[-−])?(?P<n>\d+)[.,](?P<part>\d{1,9})(?!\d)"), say=_decimal),
    Rule(name="cardinal", pattern=re.compile(rf"(?P<sign>(?<!\w)[-−])?(?P<n>{_INTEGER})"), say=_cardinal),
    Rule(name="digits", pattern=re.compile(r"\d+"), say=_leftover),
)
_WORD_RULES = (
    Rule(name="century", pattern=re.compile(r"(?P<roman>[IVXLC]{1,8})\s(?:в\.|века?(?!\w))(?<=в\.)"), say=_century),
    Rule(
        name="roman",
        pattern=re.compile(r"(?:(?P<first>[IVXLC]{1,8})[-–])?(?P<roman>[IVXLC]{1,8})\s(?P<noun>[А-Яа-яЁё]{2,30})"),
        say=_roman,
    ),
    Rule(name="roman", pattern=re.compile(r"(?P<roman>[IVXLC]{1,8})(?!\w)"), say=_monarch),
)
_ABBREVIATION = re.compile(
    "|".join(sorted((re.escape(key).replace(r"\.\ ", r"\.\s?") for key in ru.ABBREVIATIONS), key=len, reverse=True)),
    re.IGNORECASE,
)

GRAMMAR = Grammar(
    trigger=re.compile(
        r"(?P<pause>\s[-–—]\s|\.(?:\s?\.)+|…)"
        r"|(?<!\w)(?:(?P<number>[-−]?\d)|(?P<money>[$€£]\s?\d)|(?P<roman>[IVXLC]+(?!\w))"
        r"|(?P<initials>(?:[А-ЯЁ]\.\s?){1,3}(?=[А-ЯЁ][а-яё])|[А-ЯЁ]\.\s?[А-ЯЁ]\s(?=[А-ЯЁ][а-яё]))"
        r"|(?P<abbreviation>(?:[а-яёА-ЯЁ]{1,5}\.)))"
        r"|(?P<digits>(?<=\w)\d)|(?P<sign>№\s?(?=\d))|(?P<silent>\s?\[\d{1,3}\]|[*_©®™\[\]])"
    ),
    families={
        "pause": (
            Rule(name="ellipsis", pattern=re.compile(r"\.(?:\s?\.){1,60}|…"), say=lambda match: "…"),
            Rule(name="dash", pattern=re.compile(r"\s[-–—]\s"), say=_pause),
        ),
        "number": _RULES,
        "digits": (Rule(name="digits", pattern=re.compile(r"\d+"), say=lambda match: whole(match[0])),),
        "money": (
            Rule(
                name="money",
                pattern=re.compile(
                    rf"(?P<symbol>[$€£])\s?(?P<n>{_INTEGER})(?:[.,](?P<part>\d{{1,9}}))?(?:\s?(?P<big>{_BIG})(?!\w))?"
                ),
                say=_money,
            ),
        ),
        "roman": _WORD_RULES,
        "initials": (
            Rule(
                name="initials", pattern=re.compile(r"(?:[А-ЯЁ]\.\s?){1,3}(?:[А-ЯЁ]\s)?(?=[А-ЯЁ][а-яё])"), say=_initials
            ),
        ),
        "abbreviation": (Rule(name="abbreviation", pattern=_ABBREVIATION, say=_abbreviation),),
        "sign": (Rule(name="symbol", pattern=re.compile(r"№\s?"), say=_number_sign),),
        "silent": (Rule(name="symbol", pattern=re.compile(r"\s?\[\d{1,3}\]|[*_©®™\[\]]"), say=_silent),),
    },
)
