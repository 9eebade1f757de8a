"""What clauses leave open in a paragraph: it has one speaker, whoever acts beside a speech or says his own name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.model import NARRATOR
from narrate.sentences import split
from narrate.writing.attribute.persons.phrases import Subject
from narrate.writing.attribute.quotations.actors import actor
from narrate.writing.attribute.quotations.exchanged import take_turns
from narrate.writing.attribute.quotations.introductions import own_name
from narrate.writing.attribute.quotations.pieces import Piece, fill
from narrate.writing.attribute.quotations.pronouns import whom_it_means

if TYPE_CHECKING:
    from narrate.writing.attribute.quotations.quotes import Reader

_CLAUSE = 420  #: characters of a clause that are looked at beside a quotation


def settle_paragraph(reader: Reader, index: int, text: str, found: list[Piece]) -> None:
    """One paragraph, one speaker: what is open takes the speaker that the paragraph has."""
    heard = [p for p in found if p.rule == "voice"]
    if heard and any(_introduces(reader, index, text, [piece]) for piece in found):
        for piece in heard:
            piece.open, piece.rule = True, "unknown"
    answering = take_turns(text, found)
    known = [p for p in found if not p.open and p.speaker != NARRATOR]
    if answering:
        return
    starts = [p.start for p in known]
    for piece in found:
        if not piece.open or not known:
            continue
        after = bisect_left(starts, piece.start)
        nearest = min(known[max(0, after - 1) : after + 1], key=lambda k: abs(k.start - piece.start))
        piece.speaker, piece.rule, piece.open = nearest.speaker, "same-paragraph", False
        piece.confidence = min(0.9, nearest.confidence)
        reader.note(index, piece)
    if known or not found:
        return
    open_ = [p for p in found if p.open]
    if open_ and not (reader.scene.dialogue and _introduces(reader, index, text, open_)):
        _beat(reader, index, text, open_)
    if not reader.scene.dialogue and all(p.open for p in open_):
        _subject_before(reader, index, text, open_)


def _subject_before(reader: Reader, index: int, text: str, open_: list[Piece]) -> None:
    """A paragraph that is nothing but a quotation is whose alone the one before speaks of."""
    before = reader.history[-1] if reader.history else None
    if before is None or before.block != index - 1 or before.asks:
        return
    person = before.reported or (before.subjects[0] if len(before.subjects) == 1 else "")
    if not person:
        return
    if any(ch.isalnum() for p in fill(text, open_) if p.kind == "narration" for ch in text[p.start : p.end]):
        return
    for piece in open_:
        piece.speaker, piece.rule, piece.confidence, piece.open = person, "subject-before", 0.65, False
        reader.note(index, piece)


def _introduces(reader: Reader, index: int, text: str, open_: list[Piece]) -> bool:
    """A speech that says whose it is: "It's Ada, sir", "I live across the road. My name is Ada Lund"."""
    person = own_name(text, open_[0], reader.scene, anywhere=False) or next(
        (name for piece in open_ if (name := own_name(text, piece, reader.scene, anywhere=True))), ""
    )
    if not person:
        return False
    for piece in open_:
        piece.speaker, piece.rule, piece.confidence, piece.open = person, "introduction", 0.7, False
        reader.note(index, piece)
    return True


def learn_names(reader: Reader, index: int, text: str, found: Sequence[Piece]) -> None:
    """Who says "I am Ada Lund" was "the visitor" before."""
    for piece in found:
        person = own_name(text, piece, reader.scene, anywhere=True)
        if not person:
            continue
        names = reader.scene.people.names
        recent = [who for block, who in reader.scene.speakers if index - block <= 6]
        unnamed = [who for who in dict.fromkeys(reversed(recent)) if who.lower() not in names and who != person]
        mine = [who for who in unnamed if who == piece.speaker] or unnamed
        if len(mine) == 1 and _one_gender(reader, mine[0], person):
            reader.scene.known_as.setdefault(mine[0], person)


def _one_gender(reader: Reader, one: str, other: str) -> bool:
    genders = {reader.scene.people.gender_of(one), reader.scene.people.gender_of(other)} - {""}
    return len(genders) < 2


def _beat(reader: Reader, index: int, text: str, open_: list[Piece]) -> None:
    """Speech beside an action in the same paragraph: who acts speaks."""
    first = open_[0]
    lead = text[: first.start]
    spans = split(lead[-_CLAUSE:], reader.language.code)
    subject: Subject | None = None
    if spans and lead.strip():
        base = max(0, len(lead) - _CLAUSE)
        for s, e in reversed(spans[-3:]):
            subject = actor(text, base + s, base + e, reader.scene)
            if subject is not None:
                break
    elif first.end < len(text):
        rest = text[first.end : first.end + _CLAUSE]
        spans = split(rest, reader.language.code)
        if spans and reader.scene.dialogue:
            subject = actor(text, first.end + spans[0][0], first.end + spans[0][1], reader.scene)
    if subject is None:
        return
    if subject.kind == "first":
        for piece in open_:
            piece.speaker, piece.rule, piece.confidence, piece.open = NARRATOR, "first-person", 0.6, False
        return
    if subject.kind == "pronoun":
        called = frozenset[str]().union(*(piece.called for piece in open_))
        expected = reader.expected(index)
        turns = reader.turns(index)
        person, confidence = whom_it_means(
            reader.scene,
            subject.text,
            index,
            called=called,
            expected=expected,
            turns=turns if turns[1] > 1 else ("", 0),
        )
    else:
        person, confidence = reader.scene.who(subject), 0.75
    if not person or any(person in piece.called for piece in open_):
        return
    for piece in open_:
        piece.speaker, piece.rule, piece.open = person, "action", False
        piece.confidence = min(confidence, 0.75)
        reader.note(index, piece)
