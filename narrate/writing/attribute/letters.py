"""Letters: from the address and the date to the signature and the postscript, all in the writer's voice.

A letter is told by how it begins, a salutation on its line or run into the text, and by how it ends: a formula, a
short line with a comma over a name, or a name alone. Where nobody signs, it ends where the text in the first person
does, and is the person's whom the page calls the writer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.diaries import is_day
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.names import read_name
from narrate.writing.attribute.people import People
from narrate.writing.attribute.register import bare_name, firsts, mentions, speaker_of
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.words import tokens

_CAPITAL = "[A-ZА-ЯЁ]"
_SALUTATION = re.compile(
    r"(?:(?:my (?:own )?)?(?:very )?(?:dear(?:est)?|darling|beloved|honou?red|esteemed)\b.{0,60}|"
    r"to (?:whom it may concern|the editors?)|(?:dear )?(?:sir|madam|gentlemen|sirs)(?: or madam)?|"
    r"(?:hello|hi|hey|greetings|good (?:morning|evening|day)),?(?: (?:all|everyone|everybody|there|again|friends?|"
    r"folks|neighbou?rs|members|readers|[A-Z]\w+(?: and [A-Z]\w+)?))?|"
    r"(?:мо[йяи] )?(?:дорог(?:ой|ая|ие)|мил(?:ый|ая|ые)|уважаем(?:ый|ая|ые)|любим(?:ый|ая)|родн(?:ой|ая|ые)|"
    r"много\w{0,3}уважаем(?:ый|ая|ые)|глубокоуважаем(?:ый|ая|ые)|милостив(?:ый|ая|ые)|добр(?:ый|ое) (?:день|вечер|"
    r"утро)|"
    r"здравствуй(?:те)?|привет|голубчик|друг мой|душа моя)\b.{0,60}|"
    r"\w[\w ]{1,25}, (?:мо[йяиё] )?(?:дорог(?:ой|ая|ие)|мил(?:ый|ая|ые)|родн(?:ой|ая|ые)|любим(?:ый|ая)|хорош(?:ий|ая))"
    r"(?: мо[йяи])?)[,:!.—–-]+",
    re.I,
)
_RUN_IN = re.compile(
    r"(?:(?:My )?[Dd]ear (?:Sirs?|Madam|Mr\.? Editor|Editor|[A-Z]\w+(?: [A-Z]\w+)?)|SIRS?|Sirs?|Madam|MADAM|"
    r"Mr\.? Editor|To the Editors?|Gentlemen)\s?(?:[,.:;]\s?[—–-]{1,2}|[—–-]|:)\s?(?=\S)"
)
_CLOSING = re.compile(
    r"(?:(?:i (?:am|remain|have the honou?r to be)|believe me|as ever|ever|always|with|and|until then|we remain|"
    r"in haste|thanking you)?,? ?)?"
    r".{0,40}?\b(?:yours?|your loving|your affectionate|"
    r"sincerely|faithfully|truly|respectfully|greetings?|respects?|esteem|thanks|cheers|salutations|blessings|"
    r"affectionately|cordially|fraternally|love|regards|wishes|kisses|"
    r"gratefully|(?:your|thy) (?:\w+,? ){0,4}(?:son|daughter|brother|sister|friend|servant|husband|wife|mother|"
    r"father|cousin|uncle|aunt|nephew|niece|own)|"
    r"тво[йяи]|ваш[аи]?|с уважением|с приветом|с любовью|с почтением|с поклоном|целую|обнимаю|искренне|"
    r"жму (?:вашу |твою )?руку|"
    r"остаюсь|кланяюсь|низкий поклон|до свидания|до встречи|прощай(?:те)?|любящ(?:ий|ая)|преданн(?:ый|ая)|"
    r"храни (?:вас|тебя))"
    r"\b(.{0,60})",
    re.I,
)
_ETC = re.compile(r"(?:(?:I|We) (?:am|are|remain)|Yours),? (?:Sirs?,? )?(?:&c|etc)\.?,?(?: &c\.?,?)?", re.I)
_POSTSCRIPT = re.compile(r"(?:P\.? ?)+S\b|З\.? ?Ы\.|Постскриптум", re.I)
DATE = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2} (?:января|февраля|марта|апреля|мая|июня|июля|августа|"
    r"сентября|октября|ноября|декабря)\b|\b(?:sunday|monday|tuesday|wednesday|thursday|friday|"
    r"saturday)\b",
    re.I,
)
_LONGEST = 80  #: blocks of a letter


def find_letters(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
    language: Language,
) -> None:
    """Give every letter of the page to its writer; names that label turns, in `taken`, sign nothing."""
    _headed_letters(blocks, spoken, voices, people, language)
    texts = [blocks[i].text for i in spoken]
    starts = [
        n
        for n, i in enumerate(spoken)
        if i not in voices and begins(texts[n]) and not _opens_speech(texts[n], texts[max(0, n - 3) : n])
    ]
    done = -1
    for at, n in enumerate(starts):
        if n <= done:
            continue
        limit = min(starts[at + 1] if at + 1 < len(starts) else len(spoken), n + _LONGEST)
        found = _sign_off(blocks, spoken, n, limit, people, language)
        begin = n
        while begin and n - begin < 4 and spoken[begin - 1] not in voices and _is_letterhead(blocks[spoken[begin - 1]]):
            begin -= 1
        if found is None:
            done = _unsigned(blocks, spoken, begin, n, limit, voices, people, language)
            continue
        end, signed = found
        writer = _full(signed, texts[max(0, begin - 40) : begin], people) if signed else ""
        if not writer:
            writer = _writer_before(blocks, spoken, begin, texts[n : end + 1], people, language)
        voice = Voice(speaker=writer or "Letter writer", rule="letter", confidence=0.95 if writer else 0.5)
        for k in range(begin, end + 1):
            voices[spoken[k]] = voice
        done = end


_HALL = re.compile(
    r"\b(?:гости|коллеги|товарищи|граждане|ребята|участники|дамы|господа|делегаты|депутаты|друзья|земляки|выпускники|"
    r"зрители|слушатели|ladies|gentlemen|guests|colleagues|delegates|comrades|friends|graduates)\b",
    re.I,
)
_SPEECH = re.compile(
    r"\b(?:речь|речи|выступлени[ея]|слово|доклад|обращение|speech|address|remarks|lecture|toast|welcome)\b", re.I
)


def _opens_speech(text: str, before: Sequence[str]) -> bool:
    """Tell how a speech begins from a salutation: it speaks to a hall, under a line that calls it a speech."""
    return _HALL.search(text) is not None and any(len(t) < 160 and _SPEECH.search(t) for t in before)


# --- how it ends -----------------------------------------------------------------------------------------------------


def _sign_off(
    blocks: Sequence[Block], spoken: Sequence[int], n: int, limit: int, people: People, language: Language
) -> tuple[int, str] | None:
    """Return the last block of the letter that begins at `n` and who signs it (maybe nobody), or None."""
    for k in range(n, limit):
        text = blocks[spoken[k]].text
        if k > n + 1 and _is_heading_over_text(blocks, spoken, k, people, language):
            return None
        if k > n and _is_closing(text):
            return _signature(blocks, spoken, k, limit, people, language)
        if k > n and _is_farewell(text) and k + 1 < limit and signs(blocks[spoken[k + 1]].text):
            return _signature(blocks, spoken, k, limit, people, language)
        if (
            k > n
            and len(blocks[spoken[k - 1]].text.split()) > 6
            and (name := bare_signature(text, people, language))
            and not (
                k + 1 < limit and firsts(blocks[spoken[k + 1]].text, language) and blocks[spoken[k]].kind == "title"
            )
        ):
            end = k
            if k + 1 < limit and (is_place(blocks[spoken[k + 1]].text) or is_town(blocks[spoken[k + 1]].text)):
                end += 1
            if end + 1 < limit and _POSTSCRIPT.match(blocks[spoken[end + 1]].text):
                end += 1
            return end, name
    return None


def _is_heading_over_text(
    blocks: Sequence[Block], spoken: Sequence[int], k: int, people: People, language: Language
) -> bool:
    """Tell a heading of the page from the short lines of a letter: a paragraph stands under it."""
    block = blocks[spoken[k]]
    return (
        block.kind in ("title", "heading")
        and block.text[-1:] not in ",—–"
        and not is_day(block.text)
        and not _is_closing(block.text)
        and not bare_name(block.text, people, language)
        and k + 1 < len(spoken)
        and blocks[spoken[k + 1]].kind == "paragraph"
        and len(blocks[spoken[k + 1]].text.split()) > 12
    )


def _is_closing(text: str) -> bool:
    if len(text) > 90 or len(text.split()) > 12 or text[-1:] in "?!:;":
        return False
    if _ETC.fullmatch(text.strip()):
        return True
    return _CLOSING.fullmatch(text) is not None and (text[-1:] != "." or len(text.split()) <= 4)


def _is_farewell(text: str) -> bool:
    """Tell a short line that ends in a comma: "Happy digging,", "In haste,"."""
    return text[-1:] in ",—–" and len(text.split()) <= 7 and not begins(text)


def signs(text: str) -> bool:
    """Tell whether a line can be a signature: a few words, the first with a capital, no sentence."""
    words = text.split()
    return 1 <= len(words) <= 7 and len(text) <= 60 and text[:1].isupper() and text[-1:] not in ":?!;"


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


def _signature(
    blocks: Sequence[Block], spoken: Sequence[int], end: int, limit: int, people: People, language: Language
) -> tuple[int, str]:
    """Return the last unit of the letter and its writer, who may be nobody."""
    writer = ""
    tail = _CLOSING.fullmatch(blocks[spoken[end]].text)
    rest = (tail[1] if tail else "").strip(" ,.")
    if rest and rest[0].isupper():
        writer = name_of(rest, people, language)
    k = end + 1
    while k < limit and k - end <= 3:
        text = blocks[spoken[k]].text
        if _POSTSCRIPT.match(text):
            return k, writer
        if not signs(text) or (k + 1 < limit and begins(blocks[spoken[k + 1]].text)):
            break
        name = bare_signature(text, people, language) or _named_first(text, people, language)
        if not writer and not name:
            break
        if writer and name and not is_place(text):
            break
        writer = writer or name
        end = k
        k += 1
    if end + 1 < limit and _POSTSCRIPT.match(blocks[spoken[end + 1]].text):
        end += 1
    return end, writer


def _named_first(text: str, people: People, language: Language) -> str:
    """Return the name that a line begins with, in capitals only where it is one word or two."""
    name = read_name(tokens(text), 0, language)
    if name is None or (text.isupper() and len(text.split()) > 3):
        return ""
    return people.resolve(name.text, name.title)


def bare_signature(text: str, people: People, language: Language) -> str:
    """Return who signs by a line of his own: "G. T. Bassano", "HAROLD BINNS.", "SCHOOLGIRL, AGED 11."."""
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or text[-1:] in ":?!;":
        return ""
    head = re.sub(r"^\(([^()]{2,12})\)\s*", r"\1 ", text.rstrip(". "))
    name = bare_name(head, people, language) or ""
    if name:
        return name
    first = head.split(",")[0].strip()
    if first.isupper() and len(first) > 3 and all(w[:1].isalpha() for w in first.split()) and len(first.split()) <= 4:
        low = first.lower().split()
        if any(w in language.not_names or w in language.determiners or w in language.speech_nouns for w in low):
            return ""
        shown = " ".join(w if len(w.rstrip(".")) == 1 else w.capitalize() for w in first.split())
        return people.resolve(shown)
    if re.fullmatch(rf"(?:{_CAPITAL}\. ?){{1,3}}{_CAPITAL}[\w'’-]+", first):
        return people.resolve(first)
    return ""


# --- letters that nobody signs ---------------------------------------------------------------------------------------


def _unsigned(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    begin: int,
    n: int,
    limit: int,
    voices: dict[int, Voice],
    people: People,
    language: Language,
) -> int:
    """Give a letter without a signature to whom the page calls its writer; return its last place."""
    texts = [blocks[spoken[k]].text for k in range(n, limit)]
    if not any(firsts(text, language) for text in texts[:3]):
        return n
    writer = _writer_before(blocks, spoken, begin, texts, people, language)
    if not writer:
        return n
    end = n
    for k in range(n, limit):
        block = blocks[spoken[k]]
        if spoken[k] in voices or (block.kind in ("title", "heading") and not DATE.search(block.text)):
            break
        if k > n and mentions(block.text, writer):
            break
        if k == n or firsts(block.text, language) or any(t.low in language.second_person for t in tokens(block.text)):
            end = k
    if end == n:
        return n
    for k in range(begin, end + 1):
        voices[spoken[k]] = Voice(speaker=writer, rule="letter", confidence=0.7)
    return end


def _full(name: str, before: Sequence[str], people: People) -> str:
    """Return the name of a signature in the fullest form that the page has: "Minna" is Minna Aldous."""
    known = people.resolve(name)
    if " " in known:
        return known
    for text in before:
        short = r"\w*" if len(name) > 2 else ""  # "Wilf" signs for Wilfrid
        if name in text and (match := re.search(rf"\b{re.escape(name)}{short}(?: {_CAPITAL}[\w'’-]+){{1,2}}", text)):
            return match[0].removesuffix("'s").removesuffix("’s")
    return known


# --- letters under heads ---------------------------------------------------------------------------------------------

_FROM_TO = re.compile(
    r"(?:\d{1,4}\.? )?(?:(?:From|Letter from|Telegram from|От) )?"
    rf"(?P<writer>{_CAPITAL}[\w.'’-]+(?: {_CAPITAL}[\w.'’-]+){{0,3}}),? "
    rf"(?:to|к|—|–|writes to) (?:(?:his|her|my|their|the) (?:\w+ ){{0,2}})?"
    rf"(?P<to>{_CAPITAL}[\w.'’-]+(?: {_CAPITAL}[\w.'’-]+){{0,3}})"
    r"(?:[,.;] .{0,60}|:| \(.{1,40}\)| (?=[A-Z]{2}).{0,80})?"
)


def _headed_letters(
    blocks: Sequence[Block], spoken: Sequence[int], voices: dict[int, Voice], people: People, language: Language
) -> None:
    """Letters under heads such as "Ann to Bert, 3 May 1862": to the signature, or to the next head.

    A signature is a short line that begins as the writer's name does: "Gid." for Gideon.
    """
    heads = [
        (n, match)
        for n, i in enumerate(spoken)
        if len(blocks[i].text) < 100 and blocks[i].kind != "title" and (match := _FROM_TO.fullmatch(blocks[i].text))
    ]
    for at, (n, match) in enumerate(heads):
        last = heads[at + 1][0] if at + 1 < len(heads) else len(spoken)
        at_address = next(
            (k for k in range(n + 1, min(n + 5, last)) if _is_address(blocks[spoken[k]].text, match["to"])), -1
        )
        if at_address < 0 or any(len(blocks[spoken[k]].text.split()) > 14 for k in range(n + 1, at_address)):
            continue
        end = next((k for k in range(at_address + 1, last) if _signs_as(blocks[spoken[k]].text, match["writer"])), -1)
        if end < 0:
            continue
        if end + 1 < last and _POSTSCRIPT.match(blocks[spoken[end + 1]].text):
            end += 1
        writer = people.resolve(match["writer"])
        voice = Voice(speaker=writer, rule="letter", confidence=0.9)
        begin = at_address
        while begin > n + 1 and (
            _is_letterhead(blocks[spoken[begin - 1]])
            or (begin < at_address and is_town(blocks[spoken[begin - 1]].text.replace(",", "")))
        ):
            begin -= 1
        for k in range(begin, end + 1):
            voices[spoken[k]] = voice


def _is_address(text: str, to: str) -> bool:
    """Tell whether a short line speaks to somebody: "Dear Brother", "Gid —"."""
    words = text.split()
    if len(words) > 6 or text[-1:] in "?":
        return False
    return (
        _is_salutation(text)
        or words[0].lower() in ("dear", "my", "dearest")
        or (len(words[0]) > 1 and to.startswith(words[0].strip(",.:—–-")))
    )


def _signs_as(text: str, writer: str) -> bool:
    words = text.rstrip(".,").split()
    if len(words) <= 12 and text.endswith(writer) and "," in text:
        return True  # "With respectful greeting, Josef Vanek"
    return 1 <= len(words) <= 4 and any(
        len(word) >= 2 and (part.startswith(word.rstrip(".")) or word.rstrip(".") == part[:1])
        for word in words
        for part in writer.split()
    )


# --- how it begins ---------------------------------------------------------------------------------------------------


def begins(text: str) -> bool:
    """Tell whether a line or a paragraph begins a letter."""
    return _is_salutation(text) or _RUN_IN.match(text) is not None


def _is_salutation(text: str) -> bool:
    if text[:5] == "Dear " and len(text.split()) <= 4 and text[-1:].isalpha():
        return True
    return len(text) <= 90 and len(text.split()) <= 9 and _SALUTATION.fullmatch(text.strip()) is not None


def _is_letterhead(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= 70
        and block.kind not in ("title",)
        and bool(
            DATE.search(text) or text.endswith(",") or (block.kind == "heading" and any(ch.isdigit() for ch in text))
        )
        and (not text.endswith((".", ":", "!", "?")) or (text[-1] == "." and len(text.split()) <= 8))
    )


def name_of(text: str, people: People, language: Language) -> str:
    """Return the first name at the start of a line, or nothing."""
    toks = tokens(text)
    for i in range(min(4, len(toks))):
        name = read_name(toks, i, language)
        if name is not None:
            return people.resolve(name.text, name.title)
    return ""


def _writer_before(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    start: int,
    texts: Sequence[str],
    people: People,
    language: Language,
) -> str:
    """Return whom the text before a letter calls its writer."""
    head = [blocks[i] for i in spoken[max(0, start - 5) : start]]
    for block in reversed(head):
        if match := _FROM_TO.match(block.text):
            return people.resolve(match["writer"])
    if not head:
        return ""
    salutation = tokens(texts[0][:90]) if texts else []
    to = next((t.text for t in salutation if t.capital and t.low not in ("dear", "my", "dearest")), "")
    return speaker_of(head, texts, people, language, to=people.resolve(to) if to else "")[0]
