"""Whole blocks in another's voice, without quotation marks: letters, announced excerpts, a speech that is the page.

An announcement names who is about to speak; how far the voice goes is told by the register: it ends where the text
speaks of the speaker again, or begins to tell instead of to address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from narrate.model import Block
from narrate.writing.attribute.passages.announcements import announcement
from narrate.writing.attribute.passages.announcers import last_person
from narrate.writing.attribute.passages.contributions import find_contributions
from narrate.writing.attribute.passages.diaries import find_diaries
from narrate.writing.attribute.passages.extent import Extent
from narrate.writing.attribute.passages.letters import find_letters
from narrate.writing.attribute.passages.recordings import find_recordings
from narrate.writing.attribute.passages.signed import attribution_lines, find_signed
from narrate.writing.attribute.passages.witnesses import find_witnesses
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.tags import subject_of
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.words import tokens


def find_voices(blocks: Sequence[Block], taken: frozenset[int], people: People) -> dict[int, Voice]:
    """Return the voice of every block that speaks as a whole; `taken` blocks belong to other rules."""
    voices: dict[int, Voice] = {}
    spoken = [i for i, block in enumerate(blocks) if not block.why]
    find_letters(blocks, spoken, voices, taken, people)
    find_signed(blocks, voices, taken, people)
    find_contributions(blocks, spoken, voices, taken, people)
    find_diaries(blocks, spoken, voices, taken, people)
    find_recordings(blocks, spoken, voices, taken, people)
    n = 0
    while n < len(spoken):
        i = spoken[n]
        if i in voices or i in taken:
            n += 1
            continue
        announced = announcement(blocks, spoken, n, voices, people)
        if announced is None:
            n += 1
            continue
        n = Extent(blocks, spoken, announced, voices, taken, people).give(n + 1)
    attribution_lines(blocks, spoken, voices, taken, people)
    _quoted_speech(blocks, spoken, voices, taken, people)
    find_witnesses(blocks, spoken, voices, taken, people)
    for before, i in pairwise(spoken):
        if before in voices and i not in voices and i not in taken and _LAST_WORD.fullmatch(blocks[i].text):
            voices[i] = voices[before]
    return voices


_LAST_WORD = re.compile(
    r"\W*(?:amen|thank you|аминь|спасибо(?: за внимание)?|благодарю(?: за внимание| вас)?)\W*", re.I
)


_CLOSES = {'"': '"', "“": "”", "«": "»", "„": "“", "‘": "’"}


def _quoted_speech(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
) -> None:
    """A speech or a letter given in full: paragraphs that each open a quotation, closed only in the last.

    The text before it says what it is, and whose.
    """
    n = 1
    while n < len(spoken):
        end = n
        while end < len(spoken) and spoken[end] not in taken and _opens_only(blocks[spoken[end]].text):
            end += 1
        if end - n < 2 or end >= len(spoken) or blocks[spoken[end]].text[:1] != blocks[spoken[n]].text[:1]:
            n = max(end, n + 1)
            continue
        speaker = _speech_of(blocks, spoken, n, people)
        if speaker:
            for k in range(n, end + 1):
                voices.setdefault(
                    spoken[k], Voice(speaker=speaker, rule="quoted-speech", confidence=0.85, kind="quote")
                )
        n = end + 1


def _opens_only(text: str) -> bool:
    """Tell whether a paragraph opens a quotation at its start and leaves it open at its end."""
    mark = text[:1]
    closing = _CLOSES.get(mark)
    if closing is None:
        return False
    return text.count(mark) % 2 == 1 if closing == mark else text.count(mark) > text.count(closing)


def _speech_of(blocks: Sequence[Block], spoken: Sequence[int], n: int, people: People) -> str:
    """Return whose speech begins at `spoken[n]`, if the three blocks before it speak of a speech."""
    language = people.language
    before = [blocks[i].text for i in spoken[max(0, n - 3) : n]]
    if not any(t.low in language.speech_nouns for text in before for t in tokens(text[-600:])):
        return ""
    toks = tokens(before[-1][-600:])
    verbs = [k for k, t in enumerate(toks) if t.low in language.announce_verbs or t.low in language.speech]
    if verbs:
        subject = subject_of(toks, verbs[-1], people)
        if subject is not None and subject.kind == "name":
            return people.resolve(subject.text, subject.title)
    gender = next((language.possessives[t.low] for t in reversed(toks) if t.low in language.possessives), "")
    gender = gender or next((language.pronouns[t.low] for t in reversed(toks) if t.low in language.pronouns), "")
    return last_person(blocks, spoken, n - 1, gender if gender in ("female", "male") else "", people)
