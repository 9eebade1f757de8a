"""Players beside a transcript: "Listen: Ann Vane on her first day (1:12)" says who is heard above or below it.

The line itself is mostly furniture; whom it names speaks the paragraph beside it that says "I" or "you".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from narrate.model import Block
from narrate.writing.attribute.passages.announced import OPENING
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import persons_in
from narrate.writing.attribute.persons.register import mentions, own_words, talks
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_SHORT = 5  #: words of a line that says how long a recording is
_LONGEST = 24  #: words of a line beside a player
_PLAYER = re.compile(
    r"^\W*(?:[▶►♪🔊🎧]|(?:audio|sound|clip|excerpt|listen|hear|play|watch|video|запись|аудио|слушать|послушать|слушайте|"
    r"послушайте|услышьте|включите запись|звучит)\b)|"
    r"\(\d{1,2}[:'’]\d\d[\"”]?\)\W*$|^\W*\d{1,2}:\d\d\b",
    re.I,
)


def find_recordings(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
) -> None:
    """Give what is heard beside a player to whom the player names."""
    heard: dict[int, str] = {}
    last: dict[str, str] = {}  # gender -> whom the page named last
    for i, block in enumerate(blocks):
        if name := _named_by(block, people) or _meant_by(block, last, people):
            heard[i] = name
        if people.language.inflected and not block.why:
            for phrase in persons_in(tokens(block.text[:600]), people):
                if phrase.kind == "name" and " " in phrase.text:
                    name = people.resolve(phrase.text, phrase.title)
                    last[people.gender_of(name)] = name
    if not heard:
        return
    running = ""
    first = next((i for i in spoken if i not in heard and _is_heard(blocks[i].text, people)), -1)
    over = min(heard) < first  # the players stand over what is heard
    for i in spoken:
        text = blocks[i].text
        if i in heard or (len(text.split()) <= _SHORT and not talks(text, people.language)):
            continue
        own = i not in voices and i not in taken and blocks[i].kind in ("paragraph", "quote")
        if not (own and text[:1] not in OPENING and _is_heard(text, people)):
            running = ""
            continue
        name = _beside(blocks, heard, i, -1) or running or ("" if over else _beside(blocks, heard, i, 1))
        running = name if name and not mentions(text, name) else ""
        if running:
            voices[i] = Voice(speaker=name, rule="recording", confidence=0.85)


def _beside(blocks: Sequence[Block], heard: Mapping[int, str], i: int, step: int) -> str:
    """Return whom the player above or below names; a line with its length may stand between."""
    for k in range(i + step, i + 4 * step, step):
        if not 0 <= k < len(blocks):
            break
        if k in heard:
            return heard[k]
        if not blocks[k].why and len(blocks[k].text.split()) > _SHORT:
            break
    return ""


def _is_heard(text: str, people: People) -> bool:
    """Tell what is heard from what is told: it talks, quotes little, announces nothing and brings nobody in."""
    if not talks(text, people.language) or text[-1:] == ":" or len(own_words(text).split()) < 0.7 * len(text.split()):
        return False
    return not any(" " in p.text for p in persons_in(tokens(text), people) if p.kind == "name")


def _meant_by(block: Block, last: Mapping[str, str], people: People) -> str:
    """Return whom a Russian line beside a player means by "её голос", "его рассказ"."""
    text = block.text
    if not people.language.inflected or block.why or len(text.split()) > _LONGEST or _PLAYER.search(text) is None:
        return ""
    genders = (people.language.possessives.get(t.low, "") for t in tokens(text))
    return next((last[gender] for gender in genders if gender in last), "")


def _named_by(block: Block, people: People) -> str:
    """Return whom a line beside a player names first."""
    text = block.text
    if len(text.split()) > _LONGEST or _PLAYER.search(text) is None or text[:1] in OPENING:
        return ""
    toks = tokens(text)
    for k, tok in enumerate(toks):
        name = read_name(toks, k, people.language) if tok.capital and tok.word else None
        if name is not None and " " in name.text and people.is_person(name) and not name.possessive:
            return people.resolve(name.text, name.title)
    return ""
