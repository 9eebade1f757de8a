"""Speaker labels without a mark: a column of names or initials to the left of what is said.

"NB   Sixty-four." and "1402:10   CAM-2   There's a cow on the mast." have no colon; they are told by capitals at the
start of a paragraph that come back over the page and take turns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_STAMP = r"(?:(?:[\[(]?(?:\d{1,2}:)?\d{1,4}:\d{2}(?:[.,:]\d{1,3})?[\])]?|\d\d(?: \d\d){2,3})\s+(?:[-–—]\s+)?)"
_CAPITALS = r"[A-ZА-ЯЁÀ-Þ][A-ZА-ЯЁÀ-Þ0-9'’&.-]*"
_ASIDE = r"(?:\s*[(\[][^()\[\]]{1,60}[)\]])?"
_COLUMN = re.compile(rf"{_STAMP}?({_CAPITALS}(?: {_CAPITALS}){{0,2}})(?={_ASIDE}\s+\S)")
_AFTER = re.compile(rf"{_ASIDE}\s+")
_IN_BRACKETS = re.compile(r"\(([A-ZА-ЯЁ][A-ZА-ЯЁ.]{0,4})\)")
_EQUALS = re.compile(r"\b([A-ZА-ЯЁ]{1,4}) ?= ?([A-ZА-ЯЁ][\w.'’ -]{1,40}?)(?=[,;]|$| [A-ZА-ЯЁ]{1,4} ?=)")
_FULL_NAME = re.compile(r"\b([A-Z][a-z][\w'’-]*(?: [A-Z][a-z][\w'’-]*){1,2})(?=[:,(|]| [-–—|]|$)")
_NAME_WORD = re.compile(r"\b[A-Z][\w’'-]{3,}")
_FIRST_WORDS = "I A O THE AND BUT IN ON AT TO OF IT HE SHE WE ACT SCENE PART CHAPTER Я А И В О У К С НО"
_NOT_A_LABEL = frozenset(_FIRST_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A label at the start of a block: up to where it reaches and what it says."""

    block: int
    label: str
    end: int


def find_columns(blocks: Sequence[Block], language: Language) -> list[Column]:
    """Return the labels of a page that has a column of them; an empty list for any other page.

    Two labels at least have to take turns, four times at least, and stand before half of the paragraphs between them.
    """
    heads = [(i, m) for i, b in enumerate(blocks) if not b.why and (m := _COLUMN.match(b.text[:120]))]
    if len(heads) < 4:
        return []
    seconds: dict[str, set[str]] = {}
    for _, match in heads:
        first, _, rest = match[1].partition(" ")
        seconds.setdefault(first, set()).add(rest)
    found = [_column(i, blocks[i], match, seconds, language) for i, match in heads]
    counts = Counter(c.label for c in found if c is not None)
    kept = [c for c in found if c is not None and counts[c.label] >= 2]
    if len(kept) < 4 or len({c.label for c in kept}) < 2:
        return []
    if sum(blocks[c.block].text[c.end : c.end + 1].islower() for c in kept) > 0.2 * len(kept):
        return []  # "NASA said": a word of the sentence
    first, last = kept[0].block, kept[-1].block
    between = sum(1 for b in blocks[first : last + 1] if not b.why)
    if len(kept) < 0.5 * between:
        return []
    return [c for c in found if c is not None and first <= c.block <= last]


_IN_CAST = re.compile(r"[A-ZÀ-Þ'’-]{2,}(?:,| \(|$)")  #: "NELL DARROW, a widow": the list, and no turn


def _column(
    i: int, block: Block, match: re.Match[str], seconds: Mapping[str, set[str]], language: Language
) -> Column | None:
    words = match[1].split(" ")
    size = len(words)
    start = match.start(1)
    wide = next((n for n in range(1, size + 1) if _is_wide(block, start + len(" ".join(words[:n])))), 0)
    if wide:
        size = wide
    elif words[0].lower().rstrip(".") in language.titles and size > 1:
        size = 2
    elif len(seconds[words[0]] - {""}) > 1 or "" in seconds[words[0]] or size == 1 or words[1] in _NOT_A_LABEL:
        size = 1
    label = " ".join(words[:size])
    if label in _NOT_A_LABEL or (len(label) == 1 and not wide) or label in ("Q", "A") or label.endswith("."):
        return None
    end = start + len(label)
    if _IN_CAST.match(block.text[end:].lstrip()):
        return None
    after = _AFTER.match(block.text, end)
    return Column(block=i, label=label, end=after.end() if after else end)


def _is_wide(block: Block, at: int) -> bool:
    """Tell whether more than one space stood here in the source."""
    if not 0 < at < len(block.text) - 1 or block.text[at] != " ":
        return False
    return block.offsets[at + 1] - block.offsets[at - 1] > 2


def legend(blocks: Sequence[Block], labels: frozenset[str], people: People) -> dict[str, str]:
    """Return who is meant by the labels that the page explains: "CAM-1   Captain Ann Vane", "Ann Vane (AV)"."""
    meant: dict[str, str] = {}
    for block in blocks[:40]:
        for label, person in _explained(block.text[:400], labels, people):
            meant.setdefault(label, person)
    return meant


def initials(
    labels: Iterable[str], people: People, first: Sequence[str] = (), head: Sequence[str] = ()
) -> dict[str, str]:
    """Return who is meant by labels that are the initials of exactly one full name of the page.

    Those who talk on the page, `first`, are meant before anybody who is only named. All words of a name count more
    than two of them: С. И. is Серафим Ильин before Серафима Игнатьевна Пологова. Where nobody known has them, a name
    in a short line of the head will do: "Ann Vane: Why bridges sing".
    """
    labels = list(labels)
    strangers = {match[1] for line in head if len(line) <= 100 for match in _FULL_NAME.finditer(line)}
    meant = _letters({label for label in labels if len(label) == 1 and label.isupper()}, people)
    for label in labels:
        letters = label.replace(".", "").replace(" ", "")
        if not letters.isupper():
            continue
        for persons in (first, people.counts, strangers):
            whole, part = set(), set()
            for name in persons:
                if len(name.rstrip(".").split(" ")[-1]) < 2:
                    continue  # a label itself
                words = [word[0].upper() for word in name.replace("-", " ").split()]
                if len(words) > 1 and letters == "".join(words):
                    whole.add(people.resolve(name))
                elif len(words) > 2 and letters in (words[0] + words[-1], words[0] + words[1]):
                    part.add(people.resolve(name))
            if found := whole or part:
                if len(found) == 1:
                    meant[label] = next(iter(found))
                break
    return meant


def shortened(labels: Iterable[str], head: Sequence[str], people: People) -> dict[str, str]:
    """Return who is meant by labels that are the beginning of one name in the head: "Soc." where Socrates talks."""
    names = {match[0] for text in head for match in _NAME_WORD.finditer(text[:400])}
    meant: dict[str, str] = {}
    for label in dict.fromkeys(labels):
        short = label.rstrip(".").lower()
        language = people.language
        known = short in people.names or short in language.names or short in language.nicknames
        if not (2 <= len(short) <= 6 and short.isalpha()) or known:
            continue
        found = {n.capitalize() for n in names if len(n) > len(short) and n.lower().startswith(short)}
        if len(found) == 1:
            meant[label] = people.resolve(found.pop())
    return meant


def _letters(labels: set[str], people: People) -> dict[str, str]:
    """Return who is meant by single letters, "P:" and "K:", where each begins the surname of one full name."""
    if len(labels) < 2 or any(label.lower() in people.language.short_labels for label in labels):
        return {}
    full = {people.resolve(name) for name in people.counts if " " in name}
    meant = {label: [name for name in full if name.split()[-1][0].upper() == label] for label in labels}
    return {label: names[0] for label, names in meant.items()} if all(len(n) == 1 for n in meant.values()) else {}


def _explained(text: str, labels: frozenset[str], people: People) -> Iterator[tuple[str, str]]:
    for match in _IN_BRACKETS.finditer(text):
        if match[1] in labels and (person := _name_beside(text, match.start(), match.end(), people)):
            yield match[1], person
    for match in _EQUALS.finditer(text):
        if match[1] in labels:
            yield match[1], match[2].strip()
    parts = text.split(maxsplit=1)
    if len(parts) < 2 or (key := parts[0].rstrip(":=")) not in labels or len(text) > 80 or text[-1:] in ".!?":
        return
    toks = tokens(parts[1].lstrip("=:—–- "))
    for k, tok in enumerate(toks[:5]):
        if tok.low in people.language.prepositions:
            return  # a turn: "NARRATOR: In Port Vane"
        if tok.capital and (name := read_name(toks, k, people.language)) is not None and " " in name.text:
            yield key, people.resolve(name.text, name.title)
            return
    if toks and len(toks) <= 4 and all(t.capital for t in toks):
        yield key, " ".join(t.text for t in toks)


def _name_beside(text: str, start: int, end: int, people: People) -> str:
    """Return whom letters in brackets mean: "Ann Vane, the pilot (AV)", "the pilot (AV) is Ann Vane"."""
    language = people.language
    if match := re.match(r" (?:is|was) ", text[end:]):
        toks = tokens(text, end + match.end(), end + 60)
        name = read_name(toks, 0, language) if toks and toks[0].capital else None
        if name is not None and " " in name.text:
            return people.resolve(name.text, name.title)
    if person := _name_ending_at(text, start, people):
        return person
    begin = max(text.rfind(mark, 0, start) for mark in (";", ")", ". ", ":"))
    toks = tokens(text, max(begin + 1, start - 120), start)
    for k, tok in enumerate(toks):
        if tok.capital and (name := read_name(toks, k, language)) is not None and " " in name.text:
            return people.resolve(name.text, name.title)
    return ""


def _name_ending_at(text: str, end: int, people: People) -> str:
    toks = tokens(text, max(0, end - 60), end)
    for k, tok in enumerate(toks):
        if tok.capital and (name := read_name(toks, k, people.language)) is not None and name.last >= len(toks):
            return people.resolve(name.text, name.title)
    return ""
