"""Quotations in the narrator's paragraphs: which are utterances, and whose.

A quotation that is grammatically a part of the narrator's sentence stays with the narrator. An utterance is given to
the subject of the clause that reports it; where none does, to whoever the paragraph, the dialogue or the announcement
before it leaves. Each decision has a rule and a confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from narrate.model import NARRATOR, Block
from narrate.sentences import split
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.nouns import clause_gender, role_name
from narrate.writing.attribute.persons.phrases import Subject
from narrate.writing.attribute.persons.tags import Tag
from narrate.writing.attribute.quotations import addressed
from narrate.writing.attribute.quotations.actors import last_actor
from narrate.writing.attribute.quotations.clauses import (
    clause_after,
    clause_before,
    clause_end,
    opened_late,
    part_at_clauses,
    rest_after,
    trim,
)
from narrate.writing.attribute.quotations.exchanged import answers
from narrate.writing.attribute.quotations.hearers import gender_called, who_is_called, who_is_told
from narrate.writing.attribute.quotations.leftovers import learn_names, settle_paragraph
from narrate.writing.attribute.quotations.pieces import Paragraph, Piece, fill
from narrate.writing.attribute.quotations.pronouns import weigh, whom_it_means
from narrate.writing.attribute.quotations.reports import asks, reported, who_spoke_before
from narrate.writing.attribute.quotations.scene import Scene
from narrate.writing.attribute.quotations.utterances import utters
from narrate.writing.attribute.wording.marks import DASH, Quote
from narrate.writing.attribute.wording.words import tokens

_OPEN_END = re.compile(r"[,:](?:--|—|–)$")  #: "he suddenly addressed her with,--"
_MUTE = re.compile(
    r"\b(?:не ответил|не отвечал|ничего не (?:ответил|сказал)|промолчал|не откликнул|не отозвал|"
    r"(?:did not|didn['’]t) (?:answer|reply)|made no (?:answer|reply)|said nothing|gave no answer)",
    re.I,
)
_I = re.compile(r"\b(?:I|me|my|myself)\b(?!\.)")
_CLAUSE = 420  #: characters of a clause that are looked at beside a quotation
_GESTURE = 25  #: words of a paragraph that tells nothing but a gesture
_MANY = 40  #: quotations of a paragraph up to which missing marks are made good: it stays linear on broken pages


@dataclass(slots=True)
class Reader:
    """Goes through the narrator's paragraphs in order."""

    scene: Scene
    language: Language
    citations: Sequence[int]  #: where in the source an inline citation was, sorted
    unknown: str
    pending: tuple[str, float, str] | None = None  #: who was announced at the end of the paragraph before
    carried: str = ""  #: family of a quotation that is still open
    carried_speaker: tuple[str, float] | None = None
    carry_until: int = -1
    history: list[Paragraph] = field(default_factory=list)
    told: set[str] = field(default_factory=set)  #: to whom this paragraph speaks, by its tags

    # --- one paragraph ---------------------------------------------------------------------------------------------

    def read(self, index: int, block: Block, quotes: Sequence[Quote]) -> Paragraph:
        """Return the pieces of a paragraph and remember what they say for the next ones."""
        text = block.text
        found: list[Piece] = []
        self.told.clear()
        self.scene.block = index
        quotes = part_at_clauses(text, quotes, self.scene)
        for n, quote in enumerate(quotes):  # grows where a clause closes a quotation that lacks its mark
            before_end = quotes[n - 1].end if n else 0
            after_end = clause_end(text, quotes, n, self.scene)
            if quote.start > before_end:
                self.scene.read(text, before_end, quote.start, index)
            piece = self._quote(index, block, quote, before_end, after_end, found, first=n == 0)
            if piece is not None:
                if not piece.inner:
                    start, end = quote.inner
                    piece.inner = (max(start, piece.start), min(end, piece.end))
                found.append(piece)
                if piece.end < quote.end and not quote.closed and n + 1 == len(quotes) <= _MANY:
                    quotes[n] = replace(quote, end=piece.end)
                    quotes += rest_after(text, piece.end, self.scene)
                self.note(index, piece)
                if self.scene.dialogue:
                    for person in sorted(piece.called):  # whom somebody speaks to is there
                        self.scene.note(person, index, subject=False, opens=True)
        if not quotes or quotes[-1].end < len(text):
            self.scene.read(text, quotes[-1].end if quotes else 0, len(text), index)
        settle_paragraph(self, index, text, found)
        if self.scene.dialogue:
            learn_names(self, index, text, found)
        pieces = fill(text, found)
        told = " ".join(text[p.start : p.end] for p in pieces if p.kind == "narration")
        paragraph = Paragraph(
            block=index,
            pieces=pieces,
            dialogue=bool(found) and found[0].start <= 2,
            only=bool(found) and not told.strip(),
            bare=bool(found) and not any(ch.isalnum() for ch in told),
            question=bool(found) and "?" in text[found[-1].end - 3 : found[-1].end],
        )
        if quotes and not quotes[-1].closed and not (pieces and pieces[-1].kind != "quote"):
            paragraph.unclosed = quotes[-1].family
        self._announce(text, pieces)
        paragraph.words = len(text.split())
        paragraph.named = frozenset(m.person for m in self.scene.mentions if m.block == index and not m.spoke)
        if found and self.language.inflected:
            paragraph.gender = addressed.own_gender(" ".join(text[p.start : p.end] for p in found))
        if found:
            paragraph.ranking = _ranking(found)
            paragraph.hears = gender_called(" ".join(text[p.start : p.end] for p in found), self.language)
            if paragraph.ranking or all(p.open for p in found):
                paragraph.gender = paragraph.gender or next((p.gender for p in found if p.gender), "")
            paragraph.addressed = frozenset(self.told).union(*(piece.called for piece in found))
        if not found:
            paragraph.subjects = self.scene.subjects()
            paragraph.reported = reported(index, text, self.scene)
            if paragraph.reported:
                paragraph.asks = asks(text, self.scene)
                self.scene.note(paragraph.reported, index, subject=True, spoke=True)
            if self.scene.dialogue:
                paragraph.actors = tuple(
                    dict.fromkeys(m.person for m in self.scene.mentions if m.block == index and not m.oblique)
                )
                paragraph.silent = paragraph.words <= _GESTURE and any(
                    w in text.lower() for w in self.language.silences
                )
                subject = last_actor(text, self.scene)
                if subject is not None:
                    paragraph.actor = (
                        NARRATOR
                        if subject.kind == "first"
                        else whom_it_means(self.scene, subject.text, index)[0]
                        if subject.kind == "pronoun"
                        else self.scene.who(subject)
                    )
            paragraph.mute = _MUTE.search(text) is not None
            paragraph.claims = who_spoke_before(text, self.scene)
        self.scene.told_by_me += self.scene.dialogue and _I.search(told) is not None
        self.history.append(paragraph)
        return paragraph

    def _quote(
        self,
        index: int,
        block: Block,
        quote: Quote,
        before_end: int,
        after_end: int,
        found: list[Piece],
        *,
        first: bool,
    ) -> Piece | None:
        text = block.text
        if not quote.opened and not quote.part and first and not self.carried:
            quote = opened_late(text, quote, self.scene)
            before_end = quote.start
        start, end = quote.inner
        if end <= start or not any(ch.isalnum() for ch in text[start:end]):
            return None
        if not quote.opened and not quote.part and first and self.carried_speaker is not None:
            speaker, confidence = self.carried_speaker
            return Piece(
                start=quote.start,
                end=quote.end,
                speaker=speaker,
                kind="quote",
                rule="quotation-goes-on",
                confidence=confidence,
                open=not speaker,
            )
        if self.carried and quote.start == 0 and self.carried_speaker is not None and first:
            speaker, confidence = self.carried_speaker
            tag = clause_after(text, quote, after_end, self.scene)
            if tag is None or tag.subject.kind == "pronoun":
                return Piece(
                    start=0,
                    end=quote.end,
                    speaker=speaker,
                    kind="quote",
                    rule="quotation-goes-on",
                    confidence=confidence,
                    open=not speaker,
                )
        if self._cited(block, quote):
            return None
        if not quote.closed and not quote.part:
            quote = trim(text, quote, self.scene)
            start, end = quote.inner
        lead = text[before_end : quote.start]
        gap = lead.strip(" \t—–-―") if quote.family == DASH and first else lead.strip()
        after = clause_after(text, quote, after_end, self.scene)
        colon = gap[-1:] == ":"
        before = (
            clause_before(text, before_end, quote.start, self.scene, colon=colon)
            if gap[-1:] in ":,—–-" or gap[-1:].isalnum() or (colon and gap)
            else None
        )
        beside = self._joined(found, gap, before_end)
        answering = bool(found) and answers(text, found[-1].end, quote.start)
        joined = beside and not answering
        if not answering and not utters(text, quote, gap, before_end, after, before, joined, found, self.language):
            return None
        piece = Piece(start=quote.start, end=quote.end, kind="quote", open=True, rule="unknown", confidence=0.3)
        piece.called = who_is_called(text, quote, self.scene)
        self._speaker(index, text, piece, gap, after, before, joined, found, first=first)
        return piece

    def _cited(self, block: Block, quote: Quote) -> bool:
        """Tell whether a citation stood right behind the quotation."""
        if not self.citations or not block.offsets:
            return False
        place = block.offsets[min(quote.end, len(block.offsets)) - 1]
        n = bisect_left(self.citations, place)
        if n >= len(self.citations):
            return False
        if self.citations[n] - place <= 4:
            return True
        if len(self.citations) < 3:  # an essay: the citation may stand at the end of the sentence
            return False
        spans = split(block.text[quote.end : quote.end + _CLAUSE], self.language.code)
        if not spans:
            return False
        last = min(quote.end + spans[0][1], len(block.offsets)) - 1
        return self.citations[n] <= block.offsets[last] + 3

    def _joined(self, found: list[Piece], gap: str, before_end: int) -> bool:
        """The second half of a split quotation: nothing but the tag of the first stands between them."""
        beside = bool(found) and found[-1].end == before_end and (gap[-1:] in ",—–-;" or gap == "")
        return beside and (not gap or self.language.inflected or len(split(gap, self.language.code)) == 1)

    def _speaker(
        self,
        index: int,
        text: str,
        piece: Piece,
        gap: str,
        after: Tag | None,
        before: Tag | None,
        joined: bool,
        found: list[Piece],
        *,
        first: bool,
    ) -> None:
        for tag in (after, before):
            if tag is not None and tag.verb:
                told = who_is_told(text, tag, len(text) if tag is after else piece.start, self.scene)
                if told:
                    self.told.add(told)
                if tag is after and tag.subject.kind == "role":
                    piece.gender = clause_gender(tokens(text, tag.end, tag.end + 70), self.language)
                break
        if gap[-1:] == ":" and before is not None and self._take(index, piece, before):
            return
        if joined and found and not found[-1].open:
            piece.speaker, piece.open = found[-1].speaker, False
            piece.rule = "voice" if found[-1].rule == "voice" else "split-quotation"
            piece.confidence = found[-1].confidence
            return
        if before is not None and before.verb and gap[-1:] not in ":" and self._take(index, piece, before):
            return
        if after is not None and self._take(index, piece, after):
            return
        clauses = [tag for tag in (after, before) if tag is not None and tag.verb and tag.subject.kind != "thing"]
        piece.tagged = bool(clauses) or (after is None and self._told_by_somebody(text, piece))
        if joined and found:
            piece.rule = "split-quotation"
            return
        if first and not gap and self.pending is not None:
            speaker, confidence, rule = self.pending
            piece.speaker, piece.confidence, piece.rule, piece.open = speaker, confidence, rule, not speaker

    def _told_by_somebody(self, text: str, piece: Piece) -> bool:
        """Tell whether the sentence goes on with a verb of speech, whatever its subject: "asked somebody"."""
        toks = tokens(text, piece.end, min(len(text), piece.end + 80))[:6]
        words = [t for t in toks if t.word]
        return bool(words) and not words[0].capital and any(t.low in self.language.speech for t in words)

    def _take(self, index: int, piece: Piece, tag: Tag) -> bool:
        """Give a piece to the subject of its tag; False where the subject cannot be resolved."""
        subject = tag.subject
        if subject.kind == "document":
            piece.speaker, piece.rule, piece.confidence, piece.open = NARRATOR, "document", 0.6, False
            return True
        if subject.kind == "first":
            piece.speaker, piece.rule, piece.confidence, piece.open = NARRATOR, "first-person", 0.6, False
            return True
        if subject.kind == "role" and subject.head in self.language.voices and self.scene.dialogue:
            # "said a deep voice": somebody whom the reader is not told yet, and who takes no turns
            piece.speaker, piece.rule, piece.confidence, piece.open = role_name(subject), "voice", 0.5, False
            return True
        if subject.kind == "thing" and tag.verb in self.language.document_verbs:  # "it ran": a telegram, a sign
            piece.speaker, piece.rule, piece.confidence, piece.open = NARRATOR, "document", 0.6, False
            return True
        if subject.kind == "thing":
            person = "" if self.scene.dialogue else self.scene.organisation
            confidence, rule = 0.7, "organisation"
        elif subject.kind == "pronoun":
            piece.gender = self.language.pronouns.get(subject.text, "")
            person, confidence = self._pronoun(index, subject, tag, piece.called)
            if not person:
                return False
            if self.scene.dialogue:
                piece.ranking = weigh(self.scene, subject.text, index, own=True, called=piece.called)
            rule = "pronoun"
        else:
            goes_on = tag.verb in self.language.adding
            person = self.scene.who(subject, goes_on=goes_on, gender=piece.gender, tag=True)
            confidence, rule = tag.confidence, tag.rule
            if subject.kind == "role":
                confidence = min(confidence, 0.85)
                rule = f"{tag.rule}-role"
        if not person:
            return False
        piece.speaker, piece.rule, piece.confidence, piece.open = person, rule, confidence, False
        return True

    def _pronoun(self, index: int, subject: Subject, tag: Tag, called: frozenset[str]) -> tuple[str, float]:
        if subject.text in ("they", "they'd", "они"):
            return "", 0.0
        if tag.verb.startswith("слов"):  # "по его словам": whoever spoke just now
            block, last = self.scene.speakers[-1] if self.scene.speakers else (-9, "")
            wanted = self.language.pronouns.get(subject.text, "")
            if index - block <= 1 and self.scene.people.gender_of(last) in ("", wanted):
                return last, 0.8
        expected = self.expected(index)
        person, confidence = whom_it_means(
            self.scene, subject.text, index, own=True, called=called, expected=expected, turns=self.turns(index)
        )
        if person:
            self.scene.people.learn_gender(person, self.language.pronouns.get(subject.text, ""))
        return person, confidence * tag.confidence

    def turns(self, index: int) -> tuple[str, int]:
        """Return who was the last known speaker of an exchange without gaps, and how many turns ago."""
        for back, paragraph in enumerate(reversed(self.history[-8:]), 1):
            spoken = [piece for piece in paragraph.pieces if piece.kind == "quote"]
            if paragraph.block != index - back or not spoken:
                break
            known = next((p.speaker for p in spoken if not p.open and p.speaker != NARRATOR and p.rule != "voice"), "")
            if known:
                return known, back
        return "", 0

    def expected(self, index: int) -> frozenset[str]:
        """Return who was spoken to in the paragraph before: an answer is theirs."""
        last = self.history[-1] if self.history else None
        return last.addressed if last is not None and last.block == index - 1 else frozenset()

    # --- what tags leave open ----------------------------------------------------------------------------------------

    # --- memory ------------------------------------------------------------------------------------------------------

    def note(self, index: int, piece: Piece) -> None:
        """Remember who speaks."""
        if not piece.open and piece.rule != "voice" and piece.speaker not in (NARRATOR, self.unknown, ""):
            self.scene.note(piece.speaker, index, subject=True, spoke=True)
            self.scene.said(piece.speaker, index)

    def _announce(self, text: str, pieces: Sequence[Piece]) -> None:
        """A paragraph that ends in a colon announces who speaks in the next one."""
        self.pending = None
        end = len(text.rstrip())
        dashed = _OPEN_END.search(text[max(0, end - 4) : end])
        if text[end - 1 : end] != ":" and dashed is None:
            return
        tag = clause_before(text, 0, end, self.scene, colon=dashed is None)
        if tag is None:
            return
        probe = Piece(start=0, end=0, open=True)
        if self._take(self.scene.block, probe, tag):
            self.pending = (probe.speaker, min(probe.confidence, 0.92), "announced-quotation")


def _ranking(found: Sequence[Piece]) -> Mapping[str, float]:
    """Return whom the pronoun of a paragraph can mean; nothing where a clause names the speaker."""
    known = [p for p in found if not p.open and p.rule not in ("split-quotation", "same-paragraph")]
    ranked = [p.ranking for p in known if p.ranking]
    return ranked[0] if len(ranked) == len(known) and ranked else {}
