"""How a letter begins: the place and the date over it, and whom it speaks to.

A salutation is told by its words, or by its place: a short line with a comma over a text that says "I" or "you".
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.register import firsts
from narrate.writing.attribute.wording.words import tokens

_SALUTATION = re.compile(
    r"(?:(?:my (?:own )?)?(?:very )?(?:dear(?:est)?|darling|beloved|honou?red|esteemed)\b.{0,60}|"
    r"to (?:whom it may concern|the editors?)|(?:dear )?(?:sir|madam|gentlemen|sirs)(?: or madam)?|"
    r"(?:hello|hi|hey|greetings|good (?:morning|evening|day)),?(?: (?:all|everyone|everybody|there|again|friends?|"
    r"folks|neighbou?rs|members|readers|[A-Z]\w+(?: and [A-Z]\w+)?))?|"
    r"(?:мо[йяи] )?(?:дорог(?:ой|ая|ие)|мил(?:ый|ая|ые)|уважаем(?:ый|ая|ые)|любим(?:ый|ая)|родн(?:ой|ая|ые)|"
    r"много\w{0,3}уважаем(?:ый|ая|ые)|глубокоуважаем(?:ый|ая|ые)|милостив(?:ый|ая|ые)|добр(?:ый|ое) (?:день|вечер|"
    r"утро)|"
    r"здравствуй(?:те)?|привет|голубчик|друг мой|душа моя)\b.{0,60}|"
    r"(?:reverend|honou?red|respected|worthy|good) (?:sir|madam|sirs|father|brothers?)|"
    r"\w[\w ]{1,25}, (?:мо[йяиё] )?(?:дорог(?:ой|ая|ие)|мил(?:ый|ая|ые)|родн(?:ой|ая|ые)|любим(?:ый|ая)|хорош(?:ий|ая))"
    r"(?: мо[йяи])?)[,:!.—–-]+",
    re.I,
)
_RUN_IN = re.compile(
    r"(?:(?:My )?[Dd]ear (?:Sirs?|Madam|Mr\.? Editor|Editor|[A-Z]\w+(?: [A-Z]\w+)?)|SIRS?|Sirs?|Madam|MADAM|"
    r"Mr\.? Editor|To the Editors?|Gentlemen)\s?(?:[,.:;]\s?[—–-]{1,2}|[—–-]|:)\s?(?=\S)|"
    r"(?:Мо[йяи] )?(?:[Дд]орог(?:ой|ая|ие)|[Мм]ил(?:ый|ая|ые)|[Рр]одн(?:ой|ая|ые)|[Лл]юбим(?:ый|ая|ые)|"
    r"Здравствуй(?:те)?,?|"
    r"Привет,?)(?: (?:мо[йяи]|наш[аи]?|дорог\w+|мил\w+))*(?: [А-ЯЁ][а-яё]+){1,3}[,!.] (?=\S)|"
    r"[А-ЯЁ][а-яё]+(?: (?:мо[йяё]|дорог\w+|мил\w+))?, здравствуй(?:те)?[!.,] (?=\S)"
)
_RUN_ON = re.compile(r"(?:My )?[Dd]ear (?:[A-Z][\w'’-]+ ?){1,3}, \w")  #: "Dear Brother, I was put to guard a bridge"
DATE = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2} (?:января|февраля|марта|апреля|мая|июня|июля|августа|"
    r"сентября|октября|ноября|декабря)\b|\b(?:sunday|monday|tuesday|wednesday|thursday|friday|"
    r"saturday)\b",
    re.I,
)


def begins(text: str) -> bool:
    """Tell whether a line or a paragraph begins a letter."""
    return is_salutation(text) or _RUN_IN.match(text) is not None or _RUN_ON.match(text) is not None


def begins_apart(text: str) -> bool:
    """Tell whether a line or a mark parts the salutation from the letter; a comma does so in a story, too."""
    return is_salutation(text) or _RUN_IN.match(text) is not None


def is_salutation(text: str) -> bool:
    """Tell whether a line speaks to whom a letter is written."""
    if re.match(r"(?:My )?[Dd]ear ", text) and len(text.split()) <= 4 and text[-1:].isalpha():
        return True
    return len(text) <= 90 and len(text.split()) <= 9 and _SALUTATION.fullmatch(text.strip()) is not None


def addressee(text: str) -> str:
    """Return the first name or noun with a capital that a salutation has: "Peg" of "Dear Peg,"."""
    words = (t for t in tokens(text[:90]) if t.capital and t.low not in ("dear", "my", "dearest"))
    return next((t.text for t in words), "")


def called_in(text: str) -> str:
    """Return whom a salutation calls, in its words: "Aunt Marge" of "Dear Aunt Marge: My neighbour …"."""
    match = re.match(r"(?:[Mm]y )?[Dd]ear(?:est)? ((?:[A-ZА-ЯЁ][\w.'’-]+ ?){1,4})", text)
    return match[1].strip() if match else ""


#: what an edition puts over a letter: a number, or the reference of an archive
NUMBER = re.compile(
    r"[A-Z]{1,6}(?:/[\w.-]+)+$|(?i:(?:transcript(?:ion)?\W+)?"
    r"(?:item|letter|document|doc|exhibit|no|nos|folio|письмо|документ|№)\b\W*(?:\d|[ivxlc]+\b))"
)


_TO_PAPER = re.compile(r"to the editors? of\b|sir,? to the editor", re.I)  #: over a letter to a paper


def is_letterhead(block: Block) -> bool:
    """Tell whether a line is the place or the date over a letter."""
    text = block.text
    if _TO_PAPER.match(text) and len(text) <= 70:
        return True
    return (
        len(text) <= 70
        and block.kind not in ("title",)
        and NUMBER.match(text) is None
        and bool(
            DATE.search(text) or text.endswith(",") or (block.kind == "heading" and any(ch.isdigit() for ch in text))
        )
        and (
            not text.endswith((".", ":", "!", "?"))
            or (text[-1] == "." and len(text.split()) <= (8 if any(ch.isdigit() for ch in text) else 3))
        )
    )


def above(blocks: Sequence[Block], spoken: Sequence[int], n: int, others: Sequence[Container[int]]) -> int:
    """Return where a letter begins, with the place and the date over its salutation at `n`.

    `others` hold the blocks that belong to somebody. A line without a date is taken where it lies right upon one.
    """
    begin = n
    while begin and n - begin < 5 and not any(spoken[begin - 1] in taken for taken in others):
        block, below = blocks[spoken[begin - 1]], blocks[spoken[begin]]
        upper = blocks[spoken[begin - 2]] if begin > 1 else block
        placed = begin == n and is_letterhead(upper) and _lies_upon(upper, block)  # the day, and the place below it
        if not (placed or is_letterhead(block) or (begin < n and is_letterhead(below) and _lies_upon(block, below))):
            break
        begin -= 1
    return begin


_PLACE_AND_DAY = re.compile(r"[A-ZА-ЯЁ][\w.-]+(?: [\w.-]+){0,3}, \d{1,2} [^\W\d_]{3,9}\.?(?:,? \d{4})?(?: г\.?| года)?")


def under_day(texts: Sequence[str], n: int) -> bool:
    """Tell a paragraph under a place and a day: a letter, if it is signed."""
    return n > 0 and _PLACE_AND_DAY.fullmatch(texts[n - 1]) is not None and _PLACE_AND_DAY.fullmatch(texts[n]) is None


def _lies_upon(block: Block, below: Block) -> bool:
    """Tell whether a short line stands on another without an empty line between: "Survey Camp No. 4"."""
    if block.kind == "title" or len(block.text.split()) > 7 or not block.offsets or not below.offsets:
        return False
    return below.offsets[0] - block.offsets[len(block.text) - 1] == 2 and block.text[-1:] not in ":?!"


_HALL = re.compile(
    r"\b(?:гости|коллеги|товарищи|граждане|ребята|участники|дамы|господа|делегаты|депутаты|друзья|земляки|выпускники|"
    r"зрители|слушатели|ladies|gentlemen|guests|colleagues|delegates|comrades|friends|graduates)\b",
    re.I,
)
_SPEECH = re.compile(
    r"\b(?:речь|речи|выступлени[ея]|слово|доклад|обращение|speech|address|remarks|lecture|toast|welcome)\b", re.I
)


def opens_speech(text: str, before: Sequence[str]) -> bool:
    """Tell how a speech begins from a salutation: it speaks to a hall, under a line that calls it a speech."""
    return _HALL.search(text) is not None and any(len(t) < 160 and _SPEECH.search(t) for t in before)


def calls_somebody(blocks: Sequence[Block], spoken: Sequence[int], n: int, language: Language) -> bool:
    """Tell a salutation by its place: "Tandy,", "Respected comrades," over a text that says "I" or "you"."""
    text = blocks[spoken[n]].text
    if text[-1:] != "," or not text[:1].isupper() or len(text.split()) > 6 or any(ch.isdigit() for ch in text):
        return False
    after = blocks[spoken[n + 1]] if n + 1 < len(spoken) else None
    if after is None or after.kind in ("title", "heading") or len(after.text.split()) <= 12:
        return False
    return firsts(after.text, language) > 0 or any(t.low in language.second_person for t in tokens(after.text))
