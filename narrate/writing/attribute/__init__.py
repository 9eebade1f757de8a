"""Document -> Script: who says what, by which rule, how surely.

A cascade over blocks, then over pieces of paragraphs, first hit wins: speaker labels, letters, announced excerpts,
quotations with their reporting clauses, dialogue. Rules are the same for every language; what they look for stands in
`languages`. Nothing is guessed in silence: every speech carries its rule and a confidence.
"""

from __future__ import annotations

from dataclasses import replace

from narrate.model import NARRATOR, Cue, Document, Script, Speech
from narrate.writing.attribute.cues import script_of
from narrate.writing.attribute.languages import find
from narrate.writing.attribute.passages.cited import find_cited
from narrate.writing.attribute.passages.excerpts import find_voices
from narrate.writing.attribute.passages.shifts import find_shifts
from narrate.writing.attribute.passages.speeches import bring_in, find_interjections, name_offices
from narrate.writing.attribute.persons.beasts import with_beasts
from narrate.writing.attribute.persons.census import find_people
from narrate.writing.attribute.persons.genders import genders
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.quotations.dialogue import settle
from narrate.writing.attribute.quotations.paragraphs import is_story, quoted_over_blocks, read_all
from narrate.writing.attribute.quotations.pieces import Paragraph
from narrate.writing.attribute.quotations.quotes import Reader
from narrate.writing.attribute.quotations.scene import Scene
from narrate.writing.attribute.sureness import LEAST_CONFIDENCE, sureness
from narrate.writing.attribute.turns.depositions import find_depositions
from narrate.writing.attribute.turns.exchanges import find_exchange
from narrate.writing.attribute.turns.labelled import find_turns
from narrate.writing.attribute.turns.posts import find_posts
from narrate.writing.attribute.turns.questions import find_questions
from narrate.writing.attribute.wording.words import bare, tokens

__all__ = ["attribute", "genders"]

#: what speaks of other pages names nobody of this one
_ELSEWHERE = frozenset({"navigation", "aside", "comments", "outside the main text"})


def attribute(document: Document, *, unknown: str = NARRATOR, least: float = LEAST_CONFIDENCE) -> Script:
    """Return the script of a cleaned document.

    `unknown` speaks where nobody can be found who says a quotation (the rule ``unknown``), and where whoever was found
    is less sure than `least`: such speeches keep the rule that found him, and its confidence.
    """
    blocks = document.blocks
    texts = [block.text for block in blocks if block.why not in _ELSEWHERE]
    language = with_beasts(texts, find(document.language))
    people = find_people(texts, language)
    posts = find_posts(blocks, people)
    others = [replace(b, why=b.why or "post") if i in posts else b for i, b in enumerate(blocks)] if posts else blocks
    turns = find_turns(others, people) or find_depositions(others, people) or find_exchange(others, people)
    turns = find_questions(others, people, document.text, frozenset(turns)) | turns | posts
    cited = find_cited(document, frozenset(turns), people)
    voices = cited | find_voices(blocks, frozenset(turns | cited), people)
    story = is_story(blocks, language)
    if not story:
        find_shifts(blocks, voices, frozenset(turns) | quoted_over_blocks(blocks), people)
    turns |= find_interjections(blocks, voices, people)
    name_offices(blocks, turns, people)
    bring_in(blocks, turns, people)
    scene = Scene(people, language, dialogue=story, about=_about(document, people))
    citations = sorted(d.origin.start for d in document.dropped if d.why == "citation")
    reader = Reader(scene, language, citations, unknown)
    plan = read_all(blocks, turns, voices, reader)
    settle([p for p in plan if isinstance(p, Paragraph)], scene, unknown)
    return _doubted(script_of(document, plan, turns, voices), unknown, least)


def _about(document: Document, people: People) -> str:
    """Return of whom the title or a heading near the top speaks: "Dickens as a Musician"."""
    heads = [b.text for b in document.blocks[:12] if not b.why and b.kind in ("title", "heading")]
    found = {
        people.resolve(tok.text)
        for tok in tokens(" ".join([document.title, *heads[:3]]))
        if tok.capital and bare(tok.low) in people.by_word
    }
    return found.pop() if len(found) == 1 else ""


def _doubted(script: Script, unknown: str, least: float) -> Script:
    """Return the script in which nobody speaks on a guess."""
    segments = tuple(
        replace(segment, cues=tuple(_believed(cue, unknown, least) for cue in segment.cues))
        for segment in script.segments
    )
    return replace(script, segments=segments)


def _believed(cue: Cue, unknown: str, least: float) -> Cue:
    if not isinstance(cue, Speech) or cue.kind == "narration" or cue.speaker in (NARRATOR, unknown):
        return cue
    sure = round(sureness(cue.rule, cue.confidence), 2)
    return replace(cue, confidence=sure, speaker=cue.speaker if sure >= least else unknown)
