"""Texts in the first person that no formula announces: the page speaks of somebody, then somebody says "I".

A speech under its speaker's name, a life told into a recorder, a column of memories each under a name: what they have
in common is the register. The narrator's part is in the third person and brings in a person; then the text is in the
first, and that person is not spoken of any more. Where he is spoken of again, the narrator is back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import zip_longest

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.announced import OPENING
from narrate.writing.attribute.passages.credited import speaker_of
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import persons_in
from narrate.writing.attribute.persons.register import (
    addresses_audience,
    alone,
    bare_name,
    firsts,
    is_narration,
    mentions,
    own_words,
)
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_NUMBER = re.compile(r"(?:#|№|No\. ?)?\d{1,3}[.):]?\s+(?=[^\W\d_])")  #: of a contribution
_LONGEST_CALL = 3  #: paragraphs with labels inside a speech: calls from the hall, and what is answered


def find_shifts(blocks: Sequence[Block], voices: dict[int, Voice], taken: frozenset[int], people: People) -> None:
    """Give texts in the first person to whom the text before them brings in."""
    language = people.language
    spoken = [i for i, block in enumerate(blocks) if not block.why]
    personal = {i: firsts(blocks[i].text, language) for i in spoken if blocks[i].kind not in ("title", "heading")}
    lines = {
        n: name
        for n, i in enumerate(spoken)
        if i not in voices and i not in taken and (name := bare_name(_NUMBER.sub("", blocks[i].text), people))
    }
    heads = _name_heads(blocks, spoken, lines, voices, taken, personal, people)
    _sections(blocks, spoken, heads, sorted(lines), voices, taken, personal, people)
    if not heads:
        _after_introduction(blocks, spoken, voices, taken, personal, people)


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
    for n, name in lines.items():
        below = [k for k in spoken[n + 1 : n + 5] if blocks[k].kind not in ("title", "heading")]
        texts = [k for k in below if len(blocks[k].text.split()) > 12][:2]
        if not texts or texts[0] in voices or texts[0] in taken:
            continue
        if any(personal.get(k, 0) for k in texts) and not _is_about(blocks[texts[0]].text, name, people):
            found[n] = name
    return found if len(found) > 1 else {}


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
            if not begun and len(block.text.split()) <= 12 and not personal.get(i, 0):
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


def _after_introduction(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    personal: dict[int, int],
    people: People,
) -> None:
    language = people.language
    n = next(
        (n for n, i in enumerate(spoken) if personal.get(i, 0) and not _of_house(blocks[i].text, people)),
        len(spoken),
    )
    if n >= len(spoken) or not n or spoken[n] in voices or spoken[n] in taken:
        return
    while n and _calls(blocks[spoken[n - 1]], language):
        n -= 1
    run = _run(blocks, spoken, n, voices, taken, language)
    head = [
        b for i, b in enumerate(blocks[: spoken[n]]) if b.why in ("", "metadata") and i not in voices and i not in taken
    ]
    speaker, cued = speaker_of(head, [blocks[i].text for i in run], people)
    if not speaker:
        return
    run = _until(blocks, run, speaker, personal, people)
    own = {i: len(own_words(blocks[i].text).split()) for i in run}
    words = sum(own.values())
    said = sum(personal.get(i, 0) for i in run)
    if words < (25 if cued else 40) or said < 3 or said < 0.01 * words:
        return
    if sum(own[i] for i in run if personal.get(i, 0)) < 0.5 * words:
        return
    if words < 0.6 * sum(len(blocks[i].text.split()) for i in run):
        return  # a report: others are quoted
    inside = frozenset(run)
    rest = [i for i in spoken if i not in inside and i not in voices and i not in taken]
    if sum(alone(blocks[i].text, language) for i in rest if personal.get(i, 0)) > (1 if cued else 0):
        return  # the narrator says "I" too
    for i in run:
        voices[i] = Voice(speaker=speaker, rule="first-person-text", confidence=0.75 if cued else 0.6)


def _of_house(text: str, people: People) -> bool:
    """Tell the "we" of a museum that introduces somebody: "Ann Vane worked in our mill"."""
    language = people.language
    name = read_name(tokens(text[:120]), 0, language)
    return name is not None and " " in name.text and people.is_person(name) and not alone(text, language)


def _calls(block: Block, language: Language) -> bool:
    """Tell whether a paragraph addresses an audience: "Mr. Chairman, brothers:"."""
    return block.kind not in ("title",) and addresses_audience(block.text, language)


def _run(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    n: int,
    voices: dict[int, Voice],
    taken: frozenset[int],
    language: Language,
) -> list[int]:
    run: list[int] = []
    passed = 0
    for i in spoken[n:]:
        passed = passed + 1 if i in taken else 0
        if i in voices or passed > _LONGEST_CALL:
            break
        called = i == spoken[n] and addresses_audience(blocks[i].text, language)  # "Друзья мои!" alone on its line
        if not passed and (called or blocks[i].kind not in ("title", "heading")):
            run.append(i)
    return run


def _until(
    blocks: Sequence[Block],
    run: Sequence[int],
    speaker: str,
    personal: dict[int, int],
    people: People,
) -> list[int]:
    """Cut a run before the narrator comes back."""
    language = people.language
    kept: list[int] = []
    for i, after in zip_longest(run, run[1:]):
        announces = (
            blocks[i].text[-1:] == ":" and not alone(blocks[i].text, language) and not _calls(blocks[i], language)
        )
        if announces or mentions(blocks[i].text, speaker):
            break
        if (
            after is not None
            and kept
            and not (personal.get(i, 0) or personal.get(after, 0))
            and _brings_in(blocks[i].text, blocks[after].text, people)
        ):
            break
        kept.append(i)
    while kept and not personal.get(kept[-1], 0) and is_narration(blocks[kept[-1]].text, language):
        kept.pop()
    return kept


def _brings_in(text: str, after: str, people: People) -> bool:
    """Tell whether a paragraph names somebody in full whom the next one quotes: the narrator's way, not a teller's."""
    if after[:1] not in OPENING or not any(t.low in people.language.speech for t in tokens(own_words(after))):
        return False
    named = [p for p in persons_in(tokens(text), people) if p.kind == "name"]
    return any(" " in p.text for p in named)
