"""Letters on a page: from the address and the salutation to the signature and the postscript."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.writing.clean.furniture import DATE_INSIDE
from narrate.writing.clean.judged import NAME_LINE, STOP, Judged
from narrate.writing.clean.unit import Unit
from narrate.writing.clean.vocabulary import is_date

_SALUTATION = re.compile(
    r"(?:(?:my (?:own )?)?(?:very )?(?:dear(?:est)?|darling|beloved|honou?red|esteemed)\b.{0,60}|"
    r"to whom it may concern|(?:dear )?(?:sir|madam|gentlemen|sirs)"
    r"|(?:мо[йяи] )?(?:дорог(?:ой|ая|ие)|мил(?:ый|ая|ые)|(?:много|глубоко)?уважаем(?:ый|ая|ые)|любим(?:ый|ая)|"
    r"родн(?:ой|ая|ые)|"
    r"здравствуй(?:те)?|привет|голубчик|милостив(?:ый|ая|ые))\b.{0,60}|"
    r"\w[\w ]{1,25}, (?:мо[йяиё] )?(?:дорог(?:ой|ая|ие)|мил(?:ый|ая|ые)|родн(?:ой|ая|ые))(?: мо[йяи])?)[,:!.—–-]*",
    re.I,
)
_CLOSING = re.compile(
    r"(?:(?:i (?:am|remain)|believe me|as ever|ever|always|with|and|until then|we remain),? )?.{0,40}?\b(?:yours|"
    r"sincerely|faithfully|truly|respectfully|affectionately|love|regards|wishes|"
    r"gratefully|(?:your|thy) (?:\w+,? ){0,4}(?:son|daughter|brother|sister|friend|servant|husband|wife|mother|"
    r"father|cousin|uncle|aunt|nephew|niece|own)|"
    r"тво[йяи]|ваш[аи]?|с уважением|с приветом|с любовью|с почтением|целую|обнимаю|искренне|жму (?:вашу |твою )?руку|"
    r"остаюсь|кланяюсь|с поклоном|готов(?:ый|ая) к (?:вашим )?услугам|преданн(?:ый|ая)|уважающ(?:ий|ая)|"
    r"храни (?:вас|тебя)|"
    r"до свидания|до встречи|прощай(?:те)?)\b.{0,60}",
    re.I,
)


def find_letters(judged: Sequence[Judged]) -> frozenset[int]:
    """Return the units of letters: address and date, salutation, text, closing, signature, postscript."""
    inside: set[int] = set()
    i = 0
    closings = [n for n, item in enumerate(judged) if _is_closing(judged, n) or _is_signed_and_placed(judged, n)]
    for i, item in enumerate(judged):
        run_in = _runs_in(item.unit.text)
        if i in inside or not (
            run_in or is_salutation(item.unit.text) or _calls_somebody(judged, i) or _under_day(judged, i, closings)
        ):
            continue
        end = next((n for n in closings if n > i), None)
        start = i
        while start and i - start < 4 and _is_address(judged[start - 1].unit, judged, start - 1):
            start -= 1
        if end is None:
            if run_in or is_salutation(item.unit.text) or any(is_date(judged[n].unit.text) for n in range(start, i)):
                inside.update(range(start, i + 1))
            continue
        first = end + 1
        while end + 1 < len(judged) and (_is_signature(judged[end + 1].unit) or _goes_on(judged, first, end + 1)):
            if is_salutation(judged[end + 1].unit.text) or (
                end + 2 < len(judged) and is_salutation(judged[end + 2].unit.text)
            ):
                break
            end += 1
            if re.match(r"P\.? ?S|З\.? ?Ы", judged[end].unit.text):
                break
        inside.update(range(start, end + 1))
    return frozenset(inside)


_RUSSIAN = re.compile(
    r"(?:Мо[йяи] )?(?:[Дд]орог|[Мм]ил|[Рр]одн|[Лл]юбим)(?:ой|ая|ие|ый|"
    r"ые)(?: мо[йяи])?(?: [А-ЯЁ][а-яё]+){1,3}[,!] (?=\S)|"
    r"[А-ЯЁ][а-яё]+, здравствуй(?:те)?[!.,] (?=\S)|Здравствуй(?:те)?,(?: [\w-]+){1,4}[!.] (?=\S)"
)
_PLACE_AND_DAY = re.compile(r"[A-ZА-ЯЁ][\w.-]+(?: [\w.-]+){0,3}, \d{1,2} [^\W\d_]{3,9}\.?(?:,? \d{4})?(?: г\.?| года)?")
_LONGEST = 8  #: units between the day over a letter without a salutation and its signature


def _under_day(judged: Sequence[Judged], i: int, closings: Sequence[int]) -> bool:
    """Tell a text under a place and a day, and over a formula: a letter that calls nobody."""
    if not i or not _PLACE_AND_DAY.fullmatch(judged[i - 1].unit.text) or len(judged[i].unit.text.split()) < 8:
        return False
    return any(i < n <= i + _LONGEST for n in closings)


def _is_signed_and_placed(judged: Sequence[Judged], n: int) -> bool:
    """Tell a signature by the place and the day right below it: "JANE ROE", "Tunbury, May 3, 2011"."""
    if n + 1 >= len(judged) or judged[n].unit.group != judged[n + 1].unit.group:
        return False
    text, below = judged[n].unit.text, judged[n + 1].unit.text
    if NAME_LINE.fullmatch(text) is None or not 2 <= len(text.split()) <= 4:
        return False
    place, _, day = below.partition(", ")
    return len(place.split()) <= 3 and place[:1].isupper() and place.replace(" ", "").isalpha() and is_date(day)


def _goes_on(judged: Sequence[Judged], first: int, n: int) -> bool:
    """Tell another line of a signature, in one block with the first: an office, a place, one who signs as well."""
    unit = judged[n].unit
    if n == first:
        signs = unit.text[:1].isupper() and "," in unit.text and len(unit.text.split()) <= 40
        return signs and STOP.search(unit.text) is None
    return unit.group == judged[first].unit.group and len(unit.text.split()) <= 12 and STOP.search(unit.text) is None


_RUN_IN = re.compile(
    r"(?:(?:My )?[Dd]ear (?:[A-Z][\w'’-]+ ?){1,3}|SIRS?|Sirs?|Madam|MADAM|Gentlemen)(?:[,:]?\s?(?:—|--)|[,:] (?=[\w]))"
)


def _runs_in(text: str) -> bool:
    """Tell a salutation with the letter behind it from a headline: "Dear Minister, count the chairs"."""
    if _RUSSIAN.match(text):
        return True
    match = _RUN_IN.match(text)
    return match is not None and (match[0][-1:] in "—-" or len(text.split()) >= 12)


def is_salutation(text: str) -> bool:
    """Tell whether a line opens a letter."""
    if re.match(r"(?:My )?[Dd]ear ", text) and len(text.split()) <= 4 and text[-1:].isalpha():
        return True
    return (
        len(text) <= 90
        and len(text.split()) <= 9
        and _SALUTATION.fullmatch(text.strip()) is not None
        and text.strip()[-1:] in ",:!—–-."
    )


_TALK = re.compile(r"\b(?:I|me|my|we|us|our|you|yours?|я|мне|меня|мой|моя|мы|нам|вы|вам|вас|ты|тебе|тебя)\b")


def _calls_somebody(judged: Sequence[Judged], i: int) -> bool:
    """Tell a salutation by its place: "Tandy," over a text that says "I" or "you"."""
    text = judged[i].unit.text
    if text[-1:] != "," or not text[:1].isupper() or len(text.split()) > 6 or any(ch.isdigit() for ch in text):
        return False
    after = judged[i + 1].unit.text if i + 1 < len(judged) else ""
    return len(after.split()) > 12 and _TALK.search(after) is not None


_ETC = re.compile(r"(?:(?:I|We) (?:am|are|remain|have)|Yours),? (?:Sirs?,? )?(?:&c|etc)\.?,?(?: &c\.?,?)?", re.I)


def _is_closing(judged: Sequence[Judged], i: int) -> bool:
    text = judged[i].unit.text
    if _ETC.fullmatch(text.strip()):
        return True
    if len(text) > 90 or len(text.split()) > 12 or text[-1:] in "?!:;" or _CLOSING.fullmatch(text) is None:
        return False
    return text[-1:] != "." or len(text.split()) <= 4


def _is_address(unit: Unit, judged: Sequence[Judged], i: int) -> bool:
    text = unit.text
    if len(text) > 70 or (STOP.search(text) and not DATE_INSIDE.search(text)):
        return False
    return (
        bool(DATE_INSIDE.search(text))
        or is_date(text)
        or text.endswith(",")
        or (len(text.split()) <= 5 and i + 1 < len(judged) and judged[i + 1].unit.group == unit.group)
    )


def _is_signature(unit: Unit) -> bool:
    text = unit.text
    if re.match(r"P\.? ?(?:P\. ?)?S\b|З\.? ?Ы\.", text):
        return True
    return (
        len(text.split()) <= 7
        and len(text) <= 60
        and (
            NAME_LINE.fullmatch(text) is not None or (unit.text[:1].isupper() and "," in text and not STOP.search(text))
        )
    )
