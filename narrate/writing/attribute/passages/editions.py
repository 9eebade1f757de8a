"""Editions of one person's letters: "TO RIES." stands over each of them, and who wrote them all is said once.

The writer signs one of them at least, or is named in the head of the page: "Letters of Ann Vane", "Ann Vane. Collected
works". From line to line the text is the writer's; numbers between the letters and notes in brackets are the edition's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.passages.signatures import is_closing, is_farewell, signature
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import is_narration, talks
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_LONGEST = 80  #: blocks of a letter
_HEAD = re.compile(
    r"(?:(?:letter |no\.? ?)?(?:\d{1,4}|[ivxlc]{1,7})\.? )?(?:"
    r"to (?!the editors?\b|the reader|my readers)(?:[\w.,'’-]+ ?){1,10}|"
    r"письмо (?:к )?(?:[А-ЯЁ]\.? ?){1,2}[А-ЯЁ]\w+(?: от .{4,40})?|"
    r"\d{1,4}\. (?:[А-ЯЁ]\. ?){1,2}[А-ЯЁ]\w+\.? ?\d{4}.{0,60})",
    re.I,
)
_NUMBER = re.compile(r"(?:(?:letter|no\.?|письмо|№) ?)?(?:\d{1,3}|[IVXLC]{1,7})\.?", re.I)
_NOTE = re.compile(r"\[|(?:впервые|печатается|датируется|публикуется)\b|\d{1,2} [А-ЯЁA-Z]", re.I)
_INITIALS = re.compile(r"(?:[A-ZА-ЯЁ]\. ?){1,2}[A-ZА-ЯЁ][\w'’-]{2,}")
_WORKS = re.compile(
    r"\b(?:letters|correspondence|collected works|complete works|собрание сочинений|письма|переписка)\b", re.I
)


def find_editions(
    blocks: Sequence[Block], spoken: Sequence[int], voices: dict[int, Voice], taken: frozenset[int], people: People
) -> None:
    """Give the letters under lines that say to whom they go to the one who wrote them."""
    heads = [
        n
        for n, i in enumerate(spoken)
        if i not in voices and i not in taken and _is_head(blocks[i]) and _speaks_below(blocks, spoken, n, people)
    ]
    writer = _author(blocks, people) or _signer(blocks, spoken, heads, people) if heads else ""
    if not writer:
        return
    voice = Voice(speaker=writer, rule="letter", confidence=0.85)
    for n, after in zip(heads, [*heads[1:], len(spoken)], strict=True):
        end = _end(blocks, spoken, n + 1, min(after, n + _LONGEST), people)
        for k in range(n + 1, end):
            if spoken[k] in voices or spoken[k] in taken:
                break
            if not _is_head(blocks[spoken[k]]):
                voices[spoken[k]] = voice


def _is_head(block: Block) -> bool:
    """Tell a line over a letter from a sentence that begins with "To"."""
    text = block.text
    if len(text) > 90 or _HEAD.fullmatch(text) is None:
        return False
    capitals = [word[:1].isupper() for word in re.findall(r"[^\W\d_]{3,}", text)[1:]]
    return text.isupper() or (text[-1:] not in "?!,:;" and bool(capitals) and sum(capitals) >= 0.6 * len(capitals))


def _speaks_below(blocks: Sequence[Block], spoken: Sequence[int], n: int, people: People) -> bool:
    below = [blocks[i].text for i in spoken[n + 1 : n + 5]]
    return any(len(text.split()) > 12 and talks(text, people.language) for text in below)


def _author(blocks: Sequence[Block], people: People) -> str:
    """Return whose letters or works the head of the page says that these are."""
    for block in blocks[:4]:
        if _WORKS.search(block.text) is None or len(block.text.split()) > 20:
            continue
        if initials := _INITIALS.search(block.text):
            return people.resolve(initials[0])
        toks = tokens(block.text)
        for k, tok in enumerate(toks):
            name = read_name(toks, k, people.language) if tok.capital else None
            if name is not None and " " in name.text and not _WORKS.search(name.text):
                return people.resolve(name.text, name.title)
    return ""


def _signer(blocks: Sequence[Block], spoken: Sequence[int], heads: Sequence[int], people: People) -> str:
    """Return the one who signs the letters; nobody where several do."""
    found: set[str] = set()
    for n, after in zip(heads, [*heads[1:], len(spoken)], strict=True):
        for k in range(n + 2, min(after, n + _LONGEST)):
            text = blocks[spoken[k]].text
            if is_closing(text) or is_farewell(text):
                name = signature(blocks, spoken, k, after, people)[1]
                found |= {name} if name else set()
    return found.pop() if len(found) == 1 else ""


def _end(blocks: Sequence[Block], spoken: Sequence[int], begin: int, last: int, people: People) -> int:
    """Return the place behind a letter: before a number, a note of the editor, or what the page tells after it."""
    end = next(
        (
            k
            for k in range(begin, last)
            if _NUMBER.fullmatch(blocks[spoken[k]].text) or (k > begin and _NOTE.match(blocks[spoken[k]].text))
        ),
        last,
    )
    while end > begin and not talks(blocks[spoken[end - 1]].text, people.language):
        if not is_narration(blocks[spoken[end - 1]].text, people.language):
            break
        end -= 1
    return end
