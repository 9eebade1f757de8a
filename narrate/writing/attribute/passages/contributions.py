"""Rows of contributions: many persons say a few words each, and each is named beside the own words.

"Sami Aalto, 34, bus driver: I sing to them." and "I sing to them. — Sami Aalto" are no labels, since they hold more
than a name, and no tags, since nothing is quoted. One such paragraph proves nothing; a row of them does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.signatures import name_of
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import alone, bare_name, firsts, mentions, own_words
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_NUMBER = re.compile(r"(?:#|№|No\. ?)?\d{1,3}[.):]?\s+(?=[^\W\d_])")  #: of a contribution
LEAST = 3  #: paragraphs that make a row; two where both say "I"
_LEAST_WORDS = 3
_HEAD = re.compile(
    r"(?:\W|\d{1,3}[.)])*"
    r"(?P<name>[A-ZА-ЯЁ][^.:;!?\"“”«»()]{2,48}?)"
    r"(?P<more>,[^:;!?\"“”«»]{1,60}?| \([^()]{1,40}\))?"
    r"(?P<end>:|\.| [—–-]) (?=\S)"
)
_TAIL = re.compile(
    r"[.!?…\"”»’] ?(?P<dash>[—–]|--?) ?(?P<name>@?[^\W\d_a-zа-яё][^.!?:;\"“”«»]{1,80}|@[\w.-]{2,30})\.?$"
)
_SAID = re.compile(r"[\"“«](?:[^\"“”«»]*[.!?…,]|(?:[^\s\"“”«»]+\s+){5,}[^\"“”«»]*)[\"”»]\W*")  #: no title of a work
_LABEL = re.compile(r"(?P<name>[A-ZА-ЯЁ][^.:;!?\"“”«»()]{2,60}): (?=[\"“«])")  #: over a quotation that is all the rest
_QUOTED = re.compile(r'\W*(?:"[^"]+"|“[^“”]+”|«[^«»]+»)\W*')  #: nothing but one quotation
_LONGEST_TAIL = 12  #: words
_LONGEST_SIGNATURE = 6  #: words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """A paragraph with the name of who says the rest of it."""

    block: int
    form: str
    name: str
    start: int
    end: int


def find_contributions(
    blocks: Sequence[Block], spoken: Sequence[int], voices: dict[int, Voice], taken: frozenset[int], people: People
) -> None:
    """Give the words beside each name of a row to it."""
    _under_quotations(blocks, spoken, voices, taken, people)
    personal = {
        i: firsts(blocks[i].text, people.language) for i in spoken if blocks[i].kind not in ("title", "heading")
    }
    lines = {
        n: name
        for n, i in enumerate(spoken)
        if i not in voices and i not in taken and (name := bare_name(_NUMBER.sub("", blocks[i].text), people))
    }
    heads = _name_heads(blocks, spoken, lines, voices, taken, personal, people)
    _sections(blocks, spoken, heads, sorted(lines), voices, taken, personal, people)
    _rows(blocks, spoken, voices, taken, people)


def _under_quotations(
    blocks: Sequence[Block], spoken: Sequence[int], voices: dict[int, Voice], taken: frozenset[int], people: People
) -> None:
    """Give each set-off quotation of a collection to the name in the line under it."""
    lines = {
        i: below
        for i, below in pairwise(spoken)
        if blocks[i].kind == "quote"
        and blocks[below].kind != "quote"
        and len(blocks[below].text.split()) <= _LONGEST_SIGNATURE
        and blocks[below].text[-1:] not in ".!?:"
        and not {i, below} & (taken | voices.keys())
    }
    known = sum(bare_name(blocks[below].text, people) != "" for below in lines.values())
    if known < 2 or 2 * known < len(lines):
        return
    for i, below in lines.items():
        name = bare_name(blocks[below].text, people) or name_of(blocks[below].text, people)
        if name:
            voices[i] = Voice(speaker=name, rule="contribution", confidence=0.85)


def _rows(
    blocks: Sequence[Block], spoken: Sequence[int], voices: dict[int, Voice], taken: frozenset[int], people: People
) -> None:
    rows: dict[str, list[_Frame]] = defaultdict(list)
    for i in spoken:
        if i in voices or i in taken or blocks[i].kind in ("title", "verse"):
            continue
        for frame in _frames(i, blocks[i].text, people):
            rows[frame.form].append(frame)
    for row in rows.values():
        persons = {frame.name for frame in row}
        personal = sum(firsts(blocks[f.block].text[f.start : f.end], people.language) > 0 for f in row)
        quoted = row[0].form.startswith("quoted")
        if not quoted and (len(persons) < 2 or len(row) < (LEAST if personal < 2 else 2) or 2 * personal < len(row)):
            continue
        for frame in row:
            voices[frame.block] = Voice(
                speaker=frame.name, rule="contribution", confidence=0.85, start=frame.start, end=frame.end
            )


def _frames(i: int, text: str, people: People) -> Iterator[_Frame]:
    """Yield what a paragraph may be: words after a name, words before a name."""
    head = _HEAD.match(text)
    if head is not None and head["more"] and (name := _person(head["name"], people)):
        rest = text[head.end() :]
        if len(rest.split()) >= _LEAST_WORDS and not mentions(rest, name):
            yield _Frame(block=i, form=f"head {head['end']}", name=name, start=head.end(), end=len(text))
    label = _LABEL.match(text)
    if label is not None and (name := _person(label["name"], people)) and _SAID.fullmatch(text[label.end() :]):
        yield _Frame(block=i, form="quoted head", name=name, start=label.end(), end=len(text))
    tail = _TAIL.search(text)
    if tail is not None and len(tail["name"].split()) <= _LONGEST_TAIL:
        before = text[: tail.start() + 1]
        whole = _QUOTED.fullmatch(before) is not None
        name = _person(tail["name"].split(",")[0], people) or (_signed(tail["name"], people) if whole else "")
        if name and len(before.split()) >= _LEAST_WORDS and not mentions(before, name):
            form = "quoted tail" if whole else f"tail {tail['dash']}"
            yield _Frame(block=i, form=form, name=name, start=0, end=tail.start() + 1)


def _signed(text: str, people: People) -> str:
    """Return who is named behind a quotation by one word: a first name, a handle."""
    word = text.strip().lstrip("@")
    if " " in word or not word or word.lower() in people.language.not_names | people.language.small:
        return ""
    return word if text.lstrip().startswith("@") else people.resolve(word)


def _person(text: str, people: People) -> str:
    """Return the person of a name that is all of `text`: two words, one after a title, or a name of the web."""
    if text.startswith("@"):
        return text[1:]
    toks = tokens(text.strip())
    name = read_name(toks, 0, people.language) if toks else None
    if name is None or len(name.text.split()) + bool(name.title) < 2 or name.possessive:
        return ""
    if (
        name.last < len(toks)
        and toks[name.last].text not in ",("
        and toks[name.last].low not in ("again", "of", "from")
    ):
        return ""
    words = name.text.lower().split()
    if any(w in people.language.not_names or w in people.language.speech_nouns for w in words):
        return ""
    return people.resolve(name.text, name.title)


def _name_heads(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    lines: dict[int, str],
    voices: dict[int, Voice],
    taken: frozenset[int],
    personal: dict[int, int],
    people: People,
) -> dict[int, str]:
    """Return the `lines` that are a name over a text in the first person, by place: two at least, or none."""
    found: dict[int, str] = {}
    last = -9
    for n, name in lines.items():
        below = [k for k in spoken[n + 1 : n + 5] if blocks[k].kind not in ("title", "heading")]
        texts = [k for k in below if _is_text(blocks[k].text)][:2]
        if not texts or texts[0] in voices or texts[0] in taken:
            continue
        if last in found and all(k in lines for k in range(last, n)):
            continue  # a second name over one text is a part that is played, who asks, who translated
        if any(personal.get(k, 0) for k in texts) and not _is_about(blocks[texts[0]].text, name, people):
            found[n] = name
            last = n
    return found if len(found) > 1 else {}


def _is_text(text: str) -> bool:
    """Tell a contribution from a trade or a place below a name."""
    words = len(text.split())
    return words > 12 or (words > 6 and text[-1:] in ".!?")


def _sections(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    heads: dict[int, str],
    lines: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    personal: dict[int, int],
    people: People,
) -> None:
    """Give the text under each name to it, as far as the next line that is a name."""
    language = people.language
    for n in sorted(heads):
        after = bisect_right(lines, n)
        end = lines[after] if after < len(lines) else len(spoken)
        voice = Voice(speaker=heads[n], rule="under-name", confidence=0.8)
        begun = False
        last = -1
        inside: list[int] = []
        for k in range(n + 1, end):
            i = spoken[k]
            block = blocks[i]
            if i in taken or i in voices or _is_about(block.text, heads[n], people):
                break
            if block.kind in ("title", "heading"):
                if begun and not personal.get(spoken[min(k + 1, len(spoken) - 1)], 0):
                    break
                continue
            if not begun and not _is_text(block.text) and not personal.get(i, 0):
                continue  # what the person is, between the name and the words
            begun = True
            inside.append(i)
            if personal.get(i, 0):
                last = len(inside)
        own_last = end == len(spoken) and last > 0  # the page's own last words
        if own_last or (0 < last == len(inside) - 1 and _is_general(blocks[inside[-1]].text, language)):
            inside = inside[:last]
        for i in inside:
            voices[i] = voice


def _is_about(text: str, name: str, people: People) -> bool:
    """Tell whether a text speaks of a person, by the surname or, where it says no "I", by the first name."""
    if mentions(text, name):
        return True
    first = re.escape(name.split()[0])
    return not alone(text, people.language) and re.search(rf"\b{first}\b", own_words(text)) is not None


def _is_general(text: str, language: Language) -> bool:
    """Tell a long paragraph before the next name that speaks of nobody in particular: the page's own."""
    toks = tokens(text)
    return len(toks) > 30 and not any(language.pronouns.get(t.low, "") in ("female", "male") for t in toks)
