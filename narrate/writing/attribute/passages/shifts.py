"""Texts in the first person that no formula announces: the page speaks of somebody, then somebody says "I".

A speech under its speaker's name, a life told into a recorder, a column of memories each under a name: what they have
in common is the register. The narrator's part is in the third person and brings in a person; then the text is in the
first, and that person is not spoken of any more. Where he is spoken of again, the narrator is back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.announced import OPENING, speaks_to_hall
from narrate.writing.attribute.passages.credited import speaker_of
from narrate.writing.attribute.passages.edges import credited_below, only_person
from narrate.writing.attribute.passages.selves import named_by_himself, whose_story
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import persons_in
from narrate.writing.attribute.persons.register import (
    CUE,
    addresses_audience,
    alone,
    firsts,
    is_narration,
    mentions,
    own_words,
)
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_OF_HEAD = ("", "metadata", "footnote")  #: why what may say who speaks is not spoken itself
_GIVEN = re.compile(r"\W*(?:given|delivered|preached|spoken|read) (?:[a-z]+ )*by\b", re.I)
_DESCRIBED = re.compile(
    r"\W*(?:[\w'’]+ ){0,5}(?:speech|address|talk|sermon|remarks|lecture|eulogy|oration|statement|testimony|toast|"
    r"homily|transcript|text)\b",
    re.I,
)
#: in a conversation somebody is asked; a speech asks its hall
_ASKS = re.compile(r"\b(?:did|do|are|were|can|could|would|have) you\b|\byou (?:want|tell|explain)\b", re.I)
_INTRODUCTION = 4  #: paragraphs in which a page that says "we" brings somebody in
_LONGEST_CALL = 3  #: paragraphs with labels inside a speech: calls from the hall, and what is answered


def find_shifts(blocks: Sequence[Block], voices: dict[int, Voice], taken: frozenset[int], people: People) -> None:
    """Give texts in the first person to whom the text before them brings in."""
    language = people.language
    spoken = [i for i, block in enumerate(blocks) if not block.why]
    personal = {i: firsts(blocks[i].text, language) for i in spoken if blocks[i].kind not in ("title", "heading")}
    if not any(voice.rule == "under-name" for voice in voices.values()):
        _after_introduction(blocks, spoken, voices, taken, personal, people)


def _after_introduction(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    personal: dict[int, int],
    people: People,
) -> None:
    language = people.language
    for again, n in enumerate(_starts(blocks, spoken, personal, people)):
        if not n or spoken[n] in voices or spoken[n] in taken:
            continue
        while n and _calls(blocks[spoken[n - 1]], language):
            n -= 1
        if _give(blocks, spoken, n, voices, taken, personal, people, named=again > 0):
            return


def _starts(
    blocks: Sequence[Block], spoken: Sequence[int], personal: dict[int, int], people: People
) -> tuple[int, ...]:
    """Return where a text in the first person may begin: at its first "we", or at its first "I" soon after."""
    language = people.language
    own = [n for n, i in enumerate(spoken) if personal.get(i, 0) and not _of_house(blocks[i].text, people)]
    if not own:
        return ()
    singular = next((n for n in own if alone(blocks[spoken[n]].text, language)), own[0])
    return (own[0], singular) if own[0] < singular <= own[0] + _INTRODUCTION else (own[0],)


def _give(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    n: int,
    voices: dict[int, Voice],
    taken: frozenset[int],
    personal: dict[int, int],
    people: People,
    *,
    named: bool,
) -> bool:
    """Give the text from the place `n` on to whom the page brings in before it; tell whether it did.

    `named`: only where the text or its title names him, since the page has said "we" itself.
    """
    language = people.language
    run = _run(blocks, spoken, n, voices, taken, language)
    head = [b for i, b in enumerate(blocks[: spoken[n]]) if _is_head(b) and i not in voices and i not in taken]
    tells = [k for k in range(n) if _is_prose(blocks[spoken[k]])]
    hall = bool(run) and not tells and speaks_to_hall(blocks[run[0]].text, language)
    texts = [blocks[i].text for i in run]
    speaker, cued = ("", False) if named else speaker_of(head, texts, people, hall=hall)
    if not speaker and hall:
        speaker, cued = credited_below(blocks[-6:], people) or only_person(head, texts, people), True
    if not speaker:
        speaker, cued = _by_himself(head, texts, people, told=bool(tells)), True
    if not speaker or (not hall and any(_asks(text, language) for text in texts[:_INTRODUCTION])):
        return False
    if not cued and _brings_another(blocks, spoken, n, speaker, people):
        return False
    if cued and tells == list(range(n))[-len(tells) :] and len(tells) < 3:
        opening = [spoken[k] for k in tells]
        if not any(_introduces(blocks[i].text, speaker, people) for i in opening):
            run, tells = opening + run, []
    run = _until(blocks, run, speaker, personal, people, undivided=not tells)
    if hall and len(run) > 1 and _seats(blocks[run[-1]].text, language):
        run.pop()
    own = {i: len(own_words(blocks[i].text).split()) for i in run}
    words = sum(own.values())
    said = sum(personal.get(i, 0) for i in run)
    if words < (25 if cued else 40) or said < (1 if hall else max(3, 0.01 * words)):
        return False
    if not any(alone(blocks[i].text, language) or addresses_audience(blocks[i].text, language) for i in run):
        return False  # an institution says "we"
    if not hall and sum(own[i] for i in run if personal.get(i, 0)) < 0.5 * words:
        return False
    if words < 0.6 * sum(len(blocks[i].text.split()) for i in run):
        return False  # a report: others are quoted
    inside = frozenset(run)
    rest = [i for i in spoken if i not in inside and i not in voices and i not in taken]
    if sum(alone(blocks[i].text, language) for i in rest if personal.get(i, 0)) > (1 if cued else 0):
        return False  # the narrator says "I" too
    for i in run:
        voices[i] = Voice(speaker=speaker, rule="first-person-text", confidence=0.75 if cued else 0.6)
    return True


def _is_head(block: Block) -> bool:
    return block.why in _OF_HEAD or (block.why == "caption" and _GIVEN.match(block.text) is not None)


def _is_prose(block: Block) -> bool:
    """Tell whether the page itself speaks in a block; a line that says what follows is a part of the title."""
    described = _DESCRIBED.match(block.text) is not None
    return block.kind == "paragraph" and len(block.text.split()) > 12 and not described


def _asks(text: str, language: Language) -> bool:
    """Tell whether a paragraph without "I" ends by asking the one who is spoken to."""
    return text[-1:] == "?" and _ASKS.search(text[-200:]) is not None and not alone(text, language)


def _introduces(text: str, speaker: str, people: People) -> bool:
    """Tell whether a paragraph without "I" before a speech is the page's: about the speech, or with a full name."""
    if CUE.search(text) is not None or mentions(text, speaker):
        return True
    return any(p.kind == "name" and " " in p.text for p in persons_in(tokens(text), people))


def _brings_another(blocks: Sequence[Block], spoken: Sequence[int], n: int, speaker: str, people: People) -> bool:
    """Tell whether the paragraph right before a text names somebody else in full, and not its speaker."""
    text = blocks[spoken[n - 1]].text
    if blocks[spoken[n - 1]].kind != "paragraph" or mentions(text, speaker):
        return False
    named = {people.resolve(p.text, p.title) for p in persons_in(tokens(text), people) if p.kind == "name"}
    return any(" " in name and name != speaker for name in named)


def _seats(text: str, language: Language) -> bool:
    """Tell what the record says after a speech: "The honourable member resumed his seat amid cheers."."""
    toks = tokens(text)
    if any(t.low in language.first_person or t.low in language.second_person for t in toks):
        return False
    gendered = {language.pronouns.get(t.low, "") or language.possessives.get(t.low, "") for t in toks}
    return len(toks) <= 20 and not gendered.isdisjoint(("female", "male"))


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


def _by_himself(head: Sequence[Block], texts: Sequence[str], people: People, *, told: bool) -> str:
    """Return whose story a title says that it is, or who gives his own name after the page has `told` of others."""
    titles = [b.text for b in head[:6] if not b.why and (b.kind in ("title", "heading") or len(b.text.split()) < 10)]
    storied = next(filter(None, (whose_story(title, people) for title in titles)), "")
    if storied or not told or any(alone(b.text, people.language) for b in head):
        return storied
    return named_by_himself(texts, people)


def _until(
    blocks: Sequence[Block],
    run: Sequence[int],
    speaker: str,
    personal: dict[int, int],
    people: People,
    *,
    undivided: bool,
) -> list[int]:
    """Cut a run before the narrator comes back; where the speaker has the page to himself, only to speak of him."""
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
        if undivided and len(kept) > 1 and not _speaks_of_text(blocks[kept[-1]].text, language):
            break
        kept.pop()
    return kept


def _speaks_of_text(text: str, language: Language) -> bool:
    """Tell whether a paragraph is about a man or woman, or about a text: what a page adds to a speech."""
    first = tokens(text[:40])
    return CUE.search(text) is not None or (
        bool(first) and language.pronouns.get(first[0].low, "") in ("female", "male")
    )


def _brings_in(text: str, after: str, people: People) -> bool:
    """Tell whether a paragraph names somebody in full whom the next one quotes: the narrator's way, not a teller's."""
    if after[:1] not in OPENING or not any(t.low in people.language.speech for t in tokens(own_words(after))):
        return False
    named = [p for p in persons_in(tokens(text), people) if p.kind == "name"]
    return any(" " in p.text for p in named)
