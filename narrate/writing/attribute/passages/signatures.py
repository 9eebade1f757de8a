"""How a letter ends: a formula, a short line with a comma, a name alone, a place, a postscript."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.salutations import NUMBER, begins
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import bare_name
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

CAPITAL = "[A-ZА-ЯЁ]"
_CLOSING = re.compile(
    r"(?:(?:i (?:am|remain|have the honou?r to be)|believe me|as ever|ever|always|with|and|until then|we remain|"
    r"in haste|thanking you)?,? ?)?"
    r".{0,40}?\b(?:yours?|your loving|your affectionate|"
    r"sincerely|faithfully|truly|respectfully|greetings?|respects?|esteem|thanks|cheers|salutations|blessings|"
    r"affectionately|cordially|fraternally|love|regards|wishes|kisses|"
    r"(?:\()?signed\)?|"
    r"gratefully|(?:your|thy) (?:\w+,? ){0,4}(?:son|daughter|brother|sister|friend|servant|husband|wife|mother|"
    r"father|cousin|uncle|aunt|nephew|niece|own)|"
    r"тво[йяи]|ваш[аи]?|с уважением|с приветом|с любовью|с почтением|с поклоном|целую|обнимаю|искренне|"
    r"жму (?:вашу |твою )?руку|"
    r"остаюсь|кланяюсь|низкий поклон|до свидания|до встречи|прощай(?:те)?|любящ(?:ий|ая)|преданн(?:ый|ая)|"
    r"храни (?:вас|тебя)|готов(?:ый|ая) к (?:вашим )?услугам|слуга|уважающ(?:ий|ая)|жду ответа)"
    r"\b(.{0,60})",
    re.I,
)
#: a formula that runs on to who signs: "Обнимаю всех. Ваш сын Павел.", "Кланяюсь низко, твоя Дуня"
_SIGNED = re.compile(
    r"(?:^|[.,!?] )(?-i:[Вв]аш[аи]?|[Тт]во[йяи]|[Yy]ours)\b,? (?:(?-i:[a-zа-яё]+),? ){0,4}"
    rf"(?P<who>(?-i:{CAPITAL}\w+(?: {CAPITAL}\w+)?))[.!]?",
    re.I,
)
_ETC = re.compile(r"(?:(?:I|We) (?:am|are|remain|have)|Yours),? (?:Sirs?,? )?(?:&c|etc)\.?,?(?: &c\.?,?)?", re.I)
POSTSCRIPT = re.compile(r"(?:P\.? ?)+S\b|З\.? ?Ы\.|Постскриптум", re.I)


def is_closing(text: str) -> bool:
    """Tell whether a line is a formula over a signature."""
    if len(text) > 90 or len(text.split()) > 12 or text[-1:] in "?!:;":
        return False
    if _ETC.fullmatch(text.strip()):
        return True
    if len(text.split()) <= 12 and (signed := _SIGNED.search(text)) is not None and signed.end() == len(text):
        return True
    return _CLOSING.fullmatch(text) is not None and (text[-1:] != "." or len(text.split()) <= 4)


def is_farewell(text: str) -> bool:
    """Tell a short line that ends in a comma: "Happy digging,", "In haste,"."""
    return text[-1:] in ",—–" and len(text.split()) <= 7 and not begins(text)


def signs(text: str) -> bool:
    """Tell whether a line can be a signature: a few words, the first with a capital, no sentence."""
    words = text.split()
    return 1 <= len(words) <= 7 and len(text) <= 60 and text.lstrip("(")[:1].isupper() and text[-1:] not in ":?!;"


def is_place(text: str) -> bool:
    """Tell whether a line under a signature says who or where the writer is: "Marsh End, Ferrow"."""
    words = text.split()
    return (
        1 <= len(words) <= 7
        and len(text) <= 60
        and text[:1].isupper()
        and text[-1:] not in "?!:;"
        and (any(ch in text for ch in ",.") or any(ch.isdigit() for ch in text))
        and sum(w[:1].isupper() or w[:1].isdigit() for w in words) >= 0.6 * len(words)
    )


def is_town(text: str) -> bool:
    """Tell whether a line under a signature can be a place alone: "Nether Wick"; "BUS SENSE" is a heading."""
    words = text.split()
    return 1 <= len(words) <= 3 and not text.isupper() and all(w[:1].isupper() and w.isalpha() for w in words)


#: "loving son" before a name
_WHOSE = re.compile(
    r"^(?:[a-z]+,? )*(?:son|daughter|brother|sister|friend|husband|wife|mother|father|cousin|uncle|aunt|nephew|niece) "
    r"(?=[A-Z])"
)


def signature(blocks: Sequence[Block], spoken: Sequence[int], end: int, limit: int, people: People) -> tuple[int, str]:
    """Return the last unit of the letter and its writer, who may be nobody."""
    language = people.language
    writer = ""
    tail = _CLOSING.fullmatch(blocks[spoken[end]].text)
    rest = _WHOSE.sub("", (tail[1] if tail else "").strip(" ,."))
    if (signed := _SIGNED.search(blocks[spoken[end]].text)) is not None:
        rest = signed["who"]
    if rest and rest[0].isupper() and rest.lower() not in language.roles:
        writer = name_of(rest, people)
    while end + 1 < limit and not writer and _goes_on(blocks[spoken[end + 1]].text):
        end += 1
    k = end + 1
    while k < limit and k - end <= 3:
        text = blocks[spoken[k]].text
        if POSTSCRIPT.match(text):
            break
        below = k + 1 < len(spoken) and begins(blocks[spoken[k + 1]].text)
        if (
            not signs(text)
            or NUMBER.match(text)
            or (below and not _lies_upon(blocks[spoken[k - 1]], blocks[spoken[k]]))
        ):
            break
        if (
            writer
            and text.isupper()
            and " " in text
            and not any(ch in text for ch in ",.")
            and not _repeats(text, writer)
        ):
            break  # the heading of the next one: "THE FOUNDER'S REPLY"
        name = bare_signature(text, people) or _named_first(text, people)
        if not writer and not name:
            break
        office = tokens(text)[0].low in language.roles if tokens(text) else False
        if writer and name and not office and not is_place(text):
            break
        writer = writer or name
        end = k
        k += 1
    while end + 1 < limit and POSTSCRIPT.match(blocks[spoken[end + 1]].text):
        end += 1
    return end, writer


def _lies_upon(block: Block, below: Block) -> bool:
    """Tell whether no empty line parts two lines."""
    return bool(block.offsets and below.offsets) and below.offsets[0] - block.offsets[-1] <= 2


def _repeats(text: str, writer: str) -> bool:
    return writer.split()[-1].lower() in text.lower()


def _goes_on(text: str) -> bool:
    """Tell one more line of the formula: "I am, dear Father,", "your affectionate son"."""
    if POSTSCRIPT.match(text):
        return False
    return is_closing(text) or is_farewell(text) or (text[:1].islower() and len(text.split()) <= 7)


def kin(text: str, language: Language) -> str:
    """Return as what somebody signs who gives no name: "Your Mother"."""
    words = text.lower().rstrip(" .,!").split()
    return words[-1] if len(words) <= 6 and words[:1] == ["your"] and words[-1] in language.roles else ""


def _named_first(text: str, people: People) -> str:
    """Return the name that a line begins with, in capitals only where it is one word or two."""
    name = read_name(tokens(text), 0, people.language)
    if name is None or (text.isupper() and len(text.split()) > 3):
        return ""
    return people.resolve(name.text, name.title)


_NICKNAMED = re.compile(rf"(?:{CAPITAL}[\w.'’-]*,? )+[(\"“]({CAPITAL}[\w'’-]+)[)\"”] ({CAPITAL}[\w'’-]+)")
_SHORT = re.compile(rf"({CAPITAL}[a-zа-яё]{{1,5}})\.? ({CAPITAL}[\w'’-]+)")


def _shortened(text: str, people: People) -> str:
    """Return the person of the page who signs in short: "Robt. Muir", "Wm. “Billy” Tate"."""
    if match := _NICKNAMED.match(text):
        return people.resolve(f"{match[1]} {match[2]}")
    match = _SHORT.fullmatch(text)
    if match is None:
        return ""
    short, surname = match[1].lower(), match[2]
    fits = [n for n in people.candidates(surname) if _abbreviates(short, n.lower().split()[0])]
    if len(fits) != 1 and surname.lower() in people.by_word:  # "his brother Robert", and Muir is the other one's name
        fits = [f"{n} {surname}" for n in people.counts if " " not in n and _abbreviates(short, n.lower())]
    return people.resolve(fits[0]) if len(fits) == 1 else ""


#: two whole names in one line
_TWO = re.compile(rf"{CAPITAL}[\w.'’-]+ {CAPITAL}[\w'’-]+ (?:and|&|и) {CAPITAL}[\w.'’-]+ {CAPITAL}[\w'’-]+")


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether the letters of a short form stand in a name in their order: "Robt", "Thos", "Wm"."""
    letters = iter(name)
    return short[:1] == name[:1] and len(short) < len(name) and all(ch in letters for ch in short)


_INITIALS_FIRST = re.compile(r"(?:[А-ЯЁ]\. ?){1,2}[А-ЯЁ][А-ЯЁа-яё-]{2,}, [а-яё]")


def signs_with_trade(text: str) -> bool:
    """Tell how readers sign in Russian papers: "Г. ЛАПТЕВ, ветеран труда"."""
    return _INITIALS_FIRST.match(text) is not None


def bare_signature(text: str, people: People) -> str:
    """Return who signs by a line of his own: "G. T. Bassano", "HAROLD BINNS.", "SCHOOLGIRL, AGED 11."."""
    language = people.language
    words = text.split()
    longest = 9 if signs_with_trade(text) else 6  # "И. ПЕТРОВА, доярка на пенсии, с. Никольское"
    if not 1 <= len(words) <= longest or len(text) > 60 or text[-1:] in ":?!;":
        return ""
    if _TWO.fullmatch(text):
        return text
    head = re.sub(r"^\(([^()]{2,12})\)\s*", r"\1 ", text.rstrip(". "))
    if known := _shortened(head, people):
        return known
    name = bare_name(head, people) or ""
    if name:
        return name
    first = head.split(",")[0].strip()
    if first.isupper() and len(first) > 3 and all(w[:1].isalpha() for w in first.split()) and len(first.split()) <= 4:
        low = first.lower().split()
        if any(w in language.not_names or w in language.determiners or w in language.speech_nouns for w in low):
            return ""
        shown = " ".join(w if len(w.rstrip(".")) == 1 else w.capitalize() for w in first.split())
        return people.resolve(shown)
    if re.fullmatch(rf"(?:{CAPITAL}\. ?){{1,3}}{CAPITAL}[\w'’-]+", first):
        return people.resolve(first)
    return ""


def name_of(text: str, people: People) -> str:
    """Return the first name at the start of a line, or nothing."""
    toks = tokens(text)
    for i in range(min(4, len(toks))):
        name = read_name(toks, i, people.language)
        if name is not None:
            return people.resolve(name.text, name.title)
    return ""
