"""Letters: from the address and the date to the signature and the postscript, all in the writer's voice.

A letter is told by how it begins, a salutation on its line or run into the text, and by how it ends: a formula, a
short line with a comma over a name, or a name alone. Where nobody signs, it ends where the text in the first person
does, and is the person's whom the page calls the writer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.correspondents import signs_short
from narrate.writing.attribute.passages.diaries import is_day
from narrate.writing.attribute.passages.editions import find_editions
from narrate.writing.attribute.passages.headed import find_headed
from narrate.writing.attribute.passages.salutations import (
    DATE,
    above,
    addressee,
    begins,
    begins_apart,
    calls_somebody,
    is_salutation,
    opens_speech,
    under_day,
)
from narrate.writing.attribute.passages.signatures import (
    CAPITAL,
    POSTSCRIPT,
    bare_signature,
    is_closing,
    is_farewell,
    is_place,
    is_town,
    signature,
    signs,
)
from narrate.writing.attribute.passages.writers import Writers
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import alone, firsts, mentions, talks
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.words import tokens

_LONGEST = 80  #: blocks of a letter


def find_letters(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
) -> None:
    """Give every letter of the page to its writer; names that label turns, in `taken`, sign nothing."""
    language = people.language
    find_headed(blocks, spoken, voices, taken, people)
    find_editions(blocks, spoken, voices, taken, people)
    find_signed_in_one(blocks, spoken, voices, taken, people)
    texts = [blocks[i].text for i in spoken]
    starts = [
        n
        for n, i in enumerate(spoken)
        if i not in voices
        and i not in taken
        and (begins(texts[n]) or calls_somebody(blocks, spoken, n, language) or under_day(texts, n))
        and not (texts[n][-1:].isalpha() and n + 1 < len(texts) and not talks(texts[n + 1], language))
        and not opens_speech(texts[n], texts[max(0, n - 3) : n])
    ]
    called = frozenset(addressee(texts[n]) for n in starts)
    told = [texts[n] for n in range(max(0, starts[0] - 40), starts[0]) if spoken[n] not in voices] if starts else []
    writers = Writers(blocks, spoken, told[-12:], people)
    done = -1
    for at, n in enumerate(starts):
        if n <= done:
            continue
        limit = min(starts[at + 1] if at + 1 < len(starts) else len(spoken), n + _LONGEST)
        found = _sign_off(blocks, spoken, n, limit, called, writers.cast, people)
        begin = above(blocks, spoken, n, (voices, taken))
        if not begins(texts[n]) and (found is None or not found[1]):
            continue  # a line with a comma over a text, or a day, is the only evidence
        if found is None:
            done = _unsigned(blocks, spoken, begin, n, limit, voices, writers)
            continue
        end, signed = found
        writer, relation = writers.of_signed(begin, n, end, signed)
        voice = Voice(
            speaker=writer or relation.capitalize() or "Letter writer",
            rule="letter",
            confidence=0.95 if writer else 0.5,
        )
        if _adds(blocks, spoken, begin, end, limit, language) or _answers(
            blocks, spoken, starts[0], end, limit, writers.cast
        ):
            end += 1
        for k in range(begin, end + 1):
            voices[spoken[k]] = voice
        done = end


def _adds(blocks: Sequence[Block], spoken: Sequence[int], begin: int, end: int, limit: int, language: Language) -> bool:
    """Tell whether a letter goes on under its signature, on a page whose narrator never says "I"."""
    if end + 1 >= limit or blocks[spoken[end + 1]].kind != "paragraph" or not signs(blocks[spoken[end]].text):
        return False
    if not alone(blocks[spoken[end + 1]].text, language):
        return False
    others = (*spoken[max(0, begin - 12) : begin], *spoken[end + 2 : end + 6])
    return not any(firsts(blocks[i].text, language) for i in others)


_SHORT_NOTE = 14  #: words of a postscript that does not call itself one
_THE_PAGE = re.compile(
    r"\d|\b(?:letters?|museum|archives?|collection|family|today|now|surviv\w+|this|was found|reply|replied)\b", re.I
)


def _answers(
    blocks: Sequence[Block], spoken: Sequence[int], first: int, end: int, limit: int, cast: Sequence[str]
) -> bool:
    """Tell whether a line under the signature takes up a thing of the letters: "The dog is well".

    A note of the page's own would name the writers, a year, or what became of the letters.
    """
    if end + 1 >= limit or blocks[spoken[end + 1]].kind != "paragraph":
        return False
    text = blocks[spoken[end + 1]].text
    if (
        len(text.split()) > _SHORT_NOTE
        or text[-1:] not in ".!"
        or not text.startswith("The ")
        or _THE_PAGE.search(text)
    ):
        return False
    if any(part in text for name in cast for part in name.split()):
        return False
    thing = rf"\b{re.escape(text.split()[1])}\b"
    return any(re.search(thing, blocks[i].text) for i in spoken[max(first, end - _LONGEST) : end + 1])


# --- how it ends -----------------------------------------------------------------------------------------------------


_DASHED = re.compile(r"[—–-]{1,2} ?([A-ZА-ЯЁ][^.!?:;]{1,40})\.?")  #: "—Puzzled in Pell"


def _sign_off(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    n: int,
    limit: int,
    called: frozenset[str],
    cast: Sequence[str],
    people: People,
) -> tuple[int, str] | None:
    """Return the last block of the letter that begins at `n` and who signs it (maybe nobody), or None."""
    for k in range(n, limit):
        text = blocks[spoken[k]].text
        if k > n + 1 and _is_heading_over_text(blocks, spoken, k, called, cast, people):
            return None
        if k > n and (match := _DASHED.fullmatch(text)):
            return k, match[1]
        if k > n and is_closing(text):
            return signature(blocks, spoken, k, limit, people)
        if k > n and is_farewell(text) and k + 1 < limit and signs(blocks[spoken[k + 1]].text):
            return signature(blocks, spoken, k, limit, people)
        if (
            k > n
            and (len(blocks[spoken[k - 1]].text.split()) > 6 or blocks[spoken[k - 1]].text[-1:] in ".!?")
            and (name := _alone(text, called, cast, people))
            and not (
                k + 1 < limit
                and firsts(blocks[spoken[k + 1]].text, people.language)
                and blocks[spoken[k]].kind == "title"
            )
        ):
            end = k
            if k + 1 < limit and (is_place(blocks[spoken[k + 1]].text) or is_town(blocks[spoken[k + 1]].text)):
                end += 1
            while end + 1 < limit and POSTSCRIPT.match(blocks[spoken[end + 1]].text):
                end += 1
            return end, name
    return None


def _alone(text: str, called: frozenset[str], cast: Sequence[str], people: People) -> str:
    """Return who signs by a line of his own; a short name does where it is a correspondent's."""
    short = text.strip(" .,—–-")
    return bare_signature(text, people) or (short if short in called or signs_short(text, cast) else "")


def _is_heading_over_text(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    k: int,
    called: frozenset[str],
    cast: Sequence[str],
    people: People,
) -> bool:
    """Tell a heading of the page from the short lines of a letter: a paragraph stands under it."""
    block = blocks[spoken[k]]
    return (
        block.kind in ("title", "heading")
        and block.text[-1:] not in ",—–"
        and not is_day(block.text)
        and not is_closing(block.text)
        and not _alone(block.text, called, cast, people)
        and k + 1 < len(spoken)
        and blocks[spoken[k + 1]].kind == "paragraph"
        and len(blocks[spoken[k + 1]].text.split()) > 12
    )


# --- letters in one paragraph ----------------------------------------------------------------------------------------

_IN_ONE = re.compile(
    r"\b(?:[Yy]ours?|[Yy]r|[Ll]ove|[Rr]espectfully|[Ss]incerely|[Aa]ffectionate|[Ff]riend|[Ss]on|[Dd]aughter|[Bb]rother|"
    r"[Ss]ister|[Hh]usband|[Ww]ife|[Mm]other|[Ff]ather)\b(?: \w+){0,4},? "
    rf"(?P<who>{CAPITAL}[\w.'’-]*(?: ?{CAPITAL}[\w.'’-]+){{1,3}})\W*$"
)


#: "Love Lina", "Oscar, age 6" behind the last full stop
_LAST_WORDS = re.compile(
    r"[.!?] (?:(?:(?:With |Lots of |Much )?[Ll]ove|From|Yours|Your friend|Best wishes|Thank you|Thanks|XX+),? )?"
    rf"(?P<who>{CAPITAL}[\w'’-]+(?: (?:and )?{CAPITAL}[\w'’-]+){{0,2}})(?:,? (?:aged? )?\d{{1,2}}| [x♥]+)?$"
)


def find_signed_in_one(
    blocks: Sequence[Block], spoken: Sequence[int], voices: dict[int, Voice], taken: frozenset[int], people: People
) -> None:
    """Give a block quotation that ends as a letter does to the person of the page who signs it."""
    for i in spoken:
        block = blocks[i]
        if i in voices or i in taken:
            continue
        if begins(block.text) and len(block.text.split()) > 9 and (child := _LAST_WORDS.search(block.text)):
            voices[i] = Voice(speaker=people.resolve(child["who"]), rule="letter", confidence=0.85)
            continue
        if block.kind != "quote":
            continue
        match = _IN_ONE.search(block.text[-160:])
        name = re.sub(r"\.(?=\w)", ". ", match["who"]) if match else ""
        writer = people.resolve(name) if name else ""
        if " " in writer and alone(block.text, people.language):
            voices[i] = Voice(speaker=writer, rule="letter", confidence=0.85)


# --- letters that nobody signs ---------------------------------------------------------------------------------------


def _unsigned(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    begin: int,
    n: int,
    limit: int,
    voices: dict[int, Voice],
    writers: Writers,
) -> int:
    """Give a letter without a signature to whom the page calls its writer; return its last place."""
    language = writers.people.language
    texts = [blocks[spoken[k]].text for k in range(n, limit)]
    answering = writers.answering(texts[0])
    if not answering and not any(talks(text, language) for text in texts[:3]):
        return n
    writer = answering or writers.of_unsigned(begin, texts)
    known = writer and (
        begins_apart(texts[0]) or (" " in writer and writer.split()[0].rstrip(".").lower() not in language.titles)
    )
    if not known:
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
    if end == n and not answering and is_salutation(blocks[spoken[n]].text):
        return n
    for k in range(begin, end + 1):
        voices[spoken[k]] = Voice(speaker=writer, rule="letter", confidence=0.7)
    return end
