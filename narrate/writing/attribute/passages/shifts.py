"""Texts in the first person that no formula announces: the page speaks of somebody, then somebody says "I".

A speech under its speaker's name, a life told into a recorder, a column of memories each under a name: what they have
in common is the register. The narrator's part is in the third person and brings in a person; then the text is in the
first, and that person is not spoken of any more. Where he is spoken of again, the narrator is back.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.announced import OPENING, speaks_to_hall
from narrate.writing.attribute.passages.credited import credited_below, speaker_of
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import persons_in
from narrate.writing.attribute.persons.register import (
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
    hall = bool(run) and speaks_to_hall(blocks[run[0]].text, language)
    hall = hall and not any(len(blocks[i].text.split()) > 12 and blocks[i].kind == "paragraph" for i in spoken[:n])
    speaker, cued = speaker_of(head, [blocks[i].text for i in run], people, hall=hall)
    if not speaker and hall:
        speaker, cued = credited_below(blocks[-6:], people), True
    if not speaker:
        return
    if not cued and _brings_another(blocks, spoken, n, speaker, people):
        return
    run = _until(blocks, run, speaker, personal, people)
    if hall and len(run) > 1 and _seats(blocks[run[-1]].text, language):
        run.pop()
    own = {i: len(own_words(blocks[i].text).split()) for i in run}
    words = sum(own.values())
    said = sum(personal.get(i, 0) for i in run)
    if words < (25 if cued else 40) or said < (1 if hall else 3) or said < 0.01 * words:
        return
    if not any(alone(blocks[i].text, language) or addresses_audience(blocks[i].text, language) for i in run):
        return  # an institution says "we"
    if not hall and sum(own[i] for i in run if personal.get(i, 0)) < 0.5 * words:
        return
    if words < 0.6 * sum(len(blocks[i].text.split()) for i in run):
        return  # a report: others are quoted
    inside = frozenset(run)
    rest = [i for i in spoken if i not in inside and i not in voices and i not in taken]
    if sum(alone(blocks[i].text, language) for i in rest if personal.get(i, 0)) > (1 if cued else 0):
        return  # the narrator says "I" too
    for i in run:
        voices[i] = Voice(speaker=speaker, rule="first-person-text", confidence=0.75 if cued else 0.6)


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
