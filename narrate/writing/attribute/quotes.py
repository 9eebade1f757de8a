"""Quotations in the narrator's paragraphs: which are utterances, and whose.

A quotation that is grammatically a part of the narrator's sentence stays with the narrator. An utterance is given to
the subject of the clause that reports it; where none does, to whoever the paragraph, the dialogue or the announcement
before it leaves. Each decision has a rule and a confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from narrate.model import NARRATOR, Block
from narrate.sentences import split
from narrate.writing.attribute import addressed
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.marks import DASH, SINGLE, Quote, scan
from narrate.writing.attribute.people import Name, Token, bare, read_name, tokens
from narrate.writing.attribute.phrases import phrase_at
from narrate.writing.attribute.scene import Scene, clause_gender, role_name
from narrate.writing.attribute.tags import Subject, Tag, persons_in, subject_of, tag_after, tag_before

_VOCATIVE = re.compile(
    r"(?:, |[\"“«‘]|[.!?] )(?:(?:[Mm]y )?(?:dear |own |poor |old )+|[Dd]ear )?"
    r"(?:((?:Mr|Mrs|Ms|Dr)\.?|Miss|Sir|Lady|Aunt|Uncle|Captain) )?"
    r"([^\W\d_][\w'-]+)(?=[,.!?…;]+(?:\W|$))"
)
_ENUMERATED = re.compile(r"[^\W\d_a-z][\w'-]+, $")  #: "Tom, Dick, and Harry" calls nobody
_OPEN_END = re.compile(r"[,:](?:--|—|–)$")  #: "he suddenly addressed her with,--"
_MUTE = re.compile(
    r"\b(?:не ответил|не отвечал|ничего не (?:ответил|сказал)|промолчал|не откликнул|не отозвал|"
    r"(?:did not|didn['’]t) (?:answer|reply)|made no (?:answer|reply)|said nothing|gave no answer)",
    re.I,
)
_CLAUSE = 420  #: characters of a clause that are looked at beside a quotation
_GESTURE = 25  #: words of a paragraph that tells nothing but a gesture
_MANY = 40  #: quotations of a paragraph up to which missing marks are made good: it stays linear on broken pages
_TERMINAL = ".!?…"
_CLOSERS = "”\"»’')]"


@dataclass(slots=True, kw_only=True)
class Piece:
    """A span of a paragraph with one voice."""

    start: int
    end: int
    speaker: str = NARRATOR
    kind: str = "narration"
    rule: str = "narration"
    confidence: float = 0.95
    inner: tuple[int, int] | None = None  #: the span between the marks
    open: bool = False  #: an utterance whose speaker is not known yet
    called: frozenset[str] = frozenset()  #: who is called by name inside it, and so does not say it
    gender: str = ""  #: what its clause tells of who says it: "said the cook, wiping her hands"


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """What was found in a paragraph."""

    block: int
    pieces: list[Piece]
    dialogue: bool  #: it is speech, but for a reporting clause
    only: bool = False  #: nothing but speech
    question: bool = False
    reported: str = ""  #: whose words the narrator reports indirectly at its end
    actors: tuple[str, ...] = ()  #: whom the narrator names in it, in a story
    addressed: frozenset[str] = frozenset()  #: who is called by name inside the speech, or is told or asked
    words: int = 0
    actor: str = ""  #: who acts in its last sentence, in a story
    named: frozenset[str] = frozenset()  #: whom the narrator names in it
    claims: str = ""  #: it says who spoke just before: "That was Tadhg, from the settle."
    mute: bool = False  #: it says that somebody gives no answer
    gender: str = ""  #: what its speech says of who speaks: "я пришла"
    asks: bool = False  #: what it reports at its end is a question
    subjects: tuple[str, ...] = ()  #: who does something in it, where nobody speaks
    unclosed: str = ""  #: family of the quotation that no mark and no clause closes in it
    silent: bool = False  #: in a story it says that somebody answers without a word
    line: str = ""  #: it is an attribution line, "— Name, place": who


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
        quotes = list(quotes)
        for n, quote in enumerate(quotes):  # grows where a clause closes a quotation that lacks its mark
            before_end = quotes[n - 1].end if n else 0
            after_end = self._clause_end(text, quotes, n)
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
                    quotes += self._after_clause(text, piece.end)
                self._note(index, piece)
                if self.scene.dialogue:
                    for person in sorted(piece.called):  # whom somebody speaks to is there
                        self.scene.note(person, index, subject=False, opens=True)
        if not quotes or quotes[-1].end < len(text):
            self.scene.read(text, quotes[-1].end if quotes else 0, len(text), index)
        self._settle(index, text, found)
        if self.scene.dialogue:
            self._learn_names(index, text, found)
        pieces = _fill(text, found)
        rest = sum(len(text[p.start : p.end].split()) for p in pieces if p.kind == "narration")
        paragraph = Paragraph(
            block=index,
            pieces=pieces,
            dialogue=bool(found) and found[0].start <= 2,
            only=bool(found) and rest == 0,
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
            paragraph.addressed = frozenset(self.told).union(*(piece.called for piece in found))
        if not found:
            paragraph.subjects = self.scene.subjects()
            paragraph.reported = self._reported(index, text)
            if paragraph.reported:
                paragraph.asks = self._asks(text)
                self.scene.note(paragraph.reported, index, subject=True, spoke=True)
            if self.scene.dialogue:
                paragraph.actors = tuple(
                    dict.fromkeys(m.person for m in self.scene.mentions if m.block == index and not m.oblique)
                )
                paragraph.silent = paragraph.words <= _GESTURE and any(
                    w in text.lower() for w in self.language.silences
                )
                subject = self._last_actor(text)
                if subject is not None:
                    paragraph.actor = (
                        self.scene.pronoun(subject.text, index)[0]
                        if subject.kind == "pronoun"
                        else self.scene.who(subject)
                    )
            paragraph.mute = _MUTE.search(text) is not None
            paragraph.claims = self._claims(text)
        self.history.append(paragraph)
        return paragraph

    def _claims(self, text: str) -> str:
        """Return who is said to have spoken just before: "That was Tadhg, from the settle", "Это крикнула Вера"."""
        toks = tokens(text[:120])
        if len(toks) < 3 or toks[0].low not in ("that", "this", "it", "это"):
            return ""
        after = toks[1].low
        if after not in ("was", "is", "from", "came", "был", "была") and after not in self.language.speech:
            return ""
        at = 3 if toks[2].low == "from" else 2
        phrase = phrase_at(toks, at, self.language, self.scene.people, unlisted=False)
        if phrase is None or phrase.kind != "name" or phrase.possessive:
            return ""
        if phrase.last < len(toks) and toks[phrase.last].text not in ",.!:;—–":
            return ""
        return self.scene.who(phrase)

    def _clause_end(self, text: str, quotes: Sequence[Quote], n: int) -> int:
        """Return where the clause after a quotation can end: at the next one, but not at a name in marks."""
        at = quotes[n].end
        for quote in quotes[n + 1 :]:
            inner = text[slice(*quote.inner)]
            between = text[at : quote.start]
            name = self.language.inflected and inner[:1].isupper() and len(inner.split()) <= 4
            if not name or inner[-1:] in _TERMINAL + "," or any(ch in between for ch in ".!?:"):
                return quote.start
            at = quote.end
        return len(text)

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
            quote = self._opened_late(text, quote)  # a mark that only closes: the sentence before it is the quotation
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
            tag = self._after(text, quote, after_end)
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
            quote = self._trim(text, quote)
            start, end = quote.inner
        lead = text[before_end : quote.start]
        gap = lead.strip(" \t—–-―") if quote.family == DASH and first else lead.strip()
        after = self._after(text, quote, after_end)
        colon = gap[-1:] == ":"
        before = (
            self._before(text, before_end, quote.start, colon=colon)
            if gap[-1:] in ":,—–-" or gap[-1:].isalnum() or (colon and gap)
            else None
        )
        joined = self._joined(found, gap, before_end)
        if not self._utters(text, quote, gap, before_end, after, before, joined, found):
            return None
        piece = Piece(start=quote.start, end=quote.end, kind="quote", open=True, rule="unknown", confidence=0.3)
        piece.called = self._called(text, quote)
        self._speaker(index, text, piece, gap, after, before, joined, found, first=first)
        return piece

    def _opened_late(self, text: str, quote: Quote) -> Quote:
        base = max(0, quote.end - 1500)
        spans = split(text[base : quote.end - quote.mark], self.language.code)
        start = base + spans[-1][0] if spans else 0
        return Quote(
            start=start, end=quote.end, family=quote.family, opened=False, nested=quote.nested, mark=quote.mark
        )

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

    def _trim(self, text: str, quote: Quote) -> Quote:
        """End a quotation that no mark closes before its reporting clause, if it has one."""
        start = quote.inner[0]
        for match in re.finditer(r"[,!?…—][\"”»]?\s", text[start : quote.end]):
            at = start + match.end()
            toks = tokens(text, at, min(quote.end, at + 120))
            tag = tag_after(toks, self.language, self.scene.people, strong=True)
            if tag is not None and toks and tag.start - toks[0].start <= 2 and tag.end - at < 60:
                return Quote(
                    start=quote.start,
                    end=start + match.start() + 1,
                    family=quote.family,
                    opened=quote.opened,
                    closed=False,
                    mark=quote.mark,
                )
        return quote

    def _after_clause(self, text: str, start: int) -> list[Quote]:
        """Return the quotations after the clause that ended one without a mark: "We saw it, said Ada. It was big."."""
        rest = scan(text[start:])
        for quote in rest:
            quote.start, quote.end = quote.start + start, quote.end + start
            quote.nested = [(a + start, b + start) for a, b in quote.nested]
        if rest and not rest[0].opened:  # only the mark at its end is left: it began where the clause ended
            spans = split(text[start : rest[0].end], self.language.code)
            if len(spans) < 2:
                return rest[1:]
            rest[0].start = start + spans[1][0]
            rest[0].part = True
        return rest

    # --- clauses -----------------------------------------------------------------------------------------------------

    def _after(self, text: str, quote: Quote, limit: int) -> Tag | None:
        start, end = quote.inner
        last = text[start:end].rstrip()[-1:]
        stop = min(limit, quote.end + _CLAUSE)
        spans = split(text[quote.end : stop], self.language.code)
        if not spans:
            return None
        clause_end = quote.end + spans[0][1]
        clause = text[quote.end : clause_end]
        head = clause.lstrip()[:1]
        if head == "." or not clause.strip():
            return None
        toks = tokens(text, quote.end, clause_end)
        strong = last in ",!?…—–-" or (last not in _TERMINAL) or head in ",—–"
        if (
            last not in ",!?…—–-"
            and last != "."
            and head not in ",—–-"
            and not (toks and (toks[0].low in self.language.speech or toks[0].low in self.language.pronouns))
        ):
            # no comma: a sentence that goes on after a quoted word
            return (
                None
                if len(text[start:end].split()) < 4
                else tag_after(toks, self.language, self.scene.people, strong=False)
            )
        comma = last == "," or head == ","
        tag = tag_after(toks, self.language, self.scene.people, strong=strong, comma=comma)
        if tag is None:
            return None
        tag = self._dropped(tag, text, quote.start)
        if last == "." and head not in ",—–" and toks[0].capital and not self._short_tag(toks, tag):
            return None
        return tag

    @staticmethod
    def _short_tag(toks: Sequence[Token], tag: Tag) -> bool:
        """After a full stop only a bare "She said." can be a tag; "She said that…" is a new sentence."""
        return toks[-1].end - tag.end <= 2

    def _before(self, text: str, start: int, end: int, *, colon: bool) -> Tag | None:
        begin = max(start, end - _CLAUSE)
        spans = split(text[begin:end], self.language.code)
        if not spans:
            return None
        toks = tokens(text, begin + spans[-1][0], end)
        if colon and toks and toks[-1].text == ":":
            toks = toks[:-1]
        tag = tag_before(toks, self.language, self.scene.people, colon=colon)
        return self._dropped(tag, text, end) if tag is not None else None

    def _dropped(self, tag: Tag, text: str, at: int) -> Tag:
        """Where a verb has no subject and the text before says I, it is I who spoke: "I barred the door. So I said"."""
        subject = tag.subject
        if subject.kind != "pronoun" or text[subject.start : subject.end].lower() == subject.text:
            return tag
        near = [t.low for t in tokens(text, max(0, at - _CLAUSE), min(at, subject.start))]
        mine = max(
            (k for k, low in enumerate(near) if low in self.language.pronouns and low in self.language.first_person),
            default=-1,
        )
        others = max((k for k, low in enumerate(near) if low in ("он", "она")), default=-1)
        return replace(tag, subject=replace(subject, kind="first", text="я")) if mine > others else tag

    def _joined(self, found: list[Piece], gap: str, before_end: int) -> bool:
        """The second half of a split quotation: nothing but the tag of the first stands between them."""
        return bool(found) and found[-1].end == before_end and (gap[-1:] in ",—–-;" or gap == "")

    # --- utterance or fragment ---------------------------------------------------------------------------------------

    def _utters(
        self,
        text: str,
        quote: Quote,
        gap: str,
        before_end: int,
        after: Tag | None,
        before: Tag | None,
        joined: bool,
        found: list[Piece],
    ) -> bool:
        if quote.family == DASH:
            return True
        start, end = quote.inner
        inner = text[start:end].strip()
        count = len(inner.split())
        last = inner[-1:]
        follow = text[quote.end : quote.end + 60].lstrip()
        begins = (
            (not gap and not before_end)
            or gap[-1:] in _TERMINAL + ":"
            or (bool(gap) and gap[-1] in _CLOSERS and gap[-2:-1] in _TERMINAL)
        )
        begins = begins or (gap == "" and before_end > 0 and bool(found) and found[-1].end == before_end)
        if joined and gap[-1:] in ",—–-;" and found:
            return count >= 2 or last in _TERMINAL
        if gap[-1:] == ":":
            if before is not None and before.subject.kind == "document":
                return False
            return (before is not None and (count >= 3 or last in "!?." or after is not None)) or (
                count >= 4 and last in _TERMINAL
            )
        if begins:
            return self._starts_sentence(inner, count, last, follow, after, quote)
        previous = self._last_word(gap)
        if before is not None and before.verb and before.subject.kind != "document":
            if gap[-1:] in ",—–-":
                return inner[:1].isupper() or count >= 4 or last in "!?"
            if (
                gap[-1:].isalnum()
                and previous in self.language.speech
                and previous
                not in ("called", "calls", "call", "described", "describes", "read", "reads", "put", "named")
            ):
                return inner[:1].isupper() and (last in _TERMINAL + "," or count >= 4)
        return bool(
            gap[-1:] in ",—–" and inner[:1].isupper() and last in _TERMINAL and count >= 5 and quote.family != SINGLE
        )

    def _starts_sentence(self, inner: str, count: int, last: str, follow: str, after: Tag | None, quote: Quote) -> bool:
        if after is not None and (last in ",!?…—–-." or follow[:1] in ",—–-" or count >= 4):
            return count >= 2 or last in ",!?….—" or follow[:1] in ",—"
        whole = last in _TERMINAL + "—–-" or follow[:1] == "."
        if not follow or follow[0] in ".":
            return (whole and (count >= 2 or last in "!?.…")) or count >= 5
        if follow[0] in ",;" or last == ",":
            return count >= 4 or (last == "," and count >= 2)
        if follow[0].islower():
            return last in "!?" and count >= 3
        return whole or (count >= 6 and quote.family != SINGLE)

    @staticmethod
    def _last_word(gap: str) -> str:
        match = re.search(r"([^\W_]+)\W*$", gap[-40:])
        return match[1].lower() if match else ""

    # --- whose -------------------------------------------------------------------------------------------------------

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
                told = self._addressee(text, tag, len(text) if tag is after else piece.start)
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
        if joined and found:
            piece.rule = "split-quotation"
            return
        if first and not gap and self.pending is not None:
            speaker, confidence, rule = self.pending
            piece.speaker, piece.confidence, piece.rule, piece.open = speaker, confidence, rule, not speaker

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
            person, confidence = self._pronoun(index, subject, tag, piece.called)
            if not person:
                return False
            rule = "pronoun"
        else:
            goes_on = tag.verb in self.language.adding
            person = self.scene.who(subject, goes_on=goes_on, gender=piece.gender)
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
        expected = self._expected(index)
        person, confidence = self.scene.pronoun(
            subject.text, index, own=True, called=called, expected=expected, turns=self._turns(index)
        )
        if person:
            self.scene.people.learn_gender(person, self.language.pronouns.get(subject.text, ""))
        return person, confidence * tag.confidence

    def _turns(self, index: int) -> tuple[str, int]:
        """Return who was the last known speaker of an exchange without gaps, and how many turns ago."""
        for back, paragraph in enumerate(reversed(self.history[-8:]), 1):
            spoken = [piece for piece in paragraph.pieces if piece.kind == "quote"]
            if paragraph.block != index - back or not spoken:
                break
            known = next((p.speaker for p in spoken if not p.open and p.speaker != NARRATOR and p.rule != "voice"), "")
            if known:
                return known, back
        return "", 0

    def _expected(self, index: int) -> frozenset[str]:
        """Return who was spoken to in the paragraph before: an answer is theirs."""
        last = self.history[-1] if self.history else None
        return last.addressed if last is not None and last.block == index - 1 else frozenset()

    # --- what tags leave open ----------------------------------------------------------------------------------------

    def _settle(self, index: int, text: str, found: list[Piece]) -> None:
        """One paragraph, one speaker: what is open takes the speaker that the paragraph has."""
        heard = [p for p in found if p.rule == "voice"]
        if heard and any(self._introduces(index, text, [piece]) for piece in found):
            for piece in heard:
                piece.open, piece.rule = True, "unknown"
        known = [p for p in found if not p.open and p.speaker != NARRATOR]
        starts = [p.start for p in known]
        for piece in found:
            if not piece.open or not known:
                continue
            after = bisect_left(starts, piece.start)
            nearest = min(known[max(0, after - 1) : after + 1], key=lambda k: abs(k.start - piece.start))
            piece.speaker, piece.rule, piece.open = nearest.speaker, "same-paragraph", False
            piece.confidence = min(0.9, nearest.confidence)
            self._note(index, piece)
        if known or not found:
            return
        open_ = [p for p in found if p.open]
        if open_ and not (self.scene.dialogue and self._introduces(index, text, open_)):
            self._beat(index, text, open_)
        if not self.scene.dialogue and all(p.open for p in open_):
            self._subject_before(index, text, open_)

    def _subject_before(self, index: int, text: str, open_: list[Piece]) -> None:
        """A paragraph that is nothing but a quotation is whose alone the one before speaks of."""
        before = self.history[-1] if self.history else None
        if before is None or before.block != index - 1 or before.asks:
            return
        person = before.reported or (before.subjects[0] if len(before.subjects) == 1 else "")
        if not person:
            return
        if any(ch.isalnum() for p in _fill(text, open_) if p.kind == "narration" for ch in text[p.start : p.end]):
            return
        for piece in open_:
            piece.speaker, piece.rule, piece.confidence, piece.open = person, "subject-before", 0.65, False
            self._note(index, piece)

    def _introduces(self, index: int, text: str, open_: list[Piece]) -> bool:
        """A speech that says whose it is: "It's Ada, sir", "I live across the road. My name is Ada Lund"."""
        person = self._own_name(text, open_[0], anywhere=False) or next(
            (name for piece in open_ if (name := self._own_name(text, piece, anywhere=True))), ""
        )
        if not person:
            return False
        for piece in open_:
            piece.speaker, piece.rule, piece.confidence, piece.open = person, "introduction", 0.7, False
            self._note(index, piece)
        return True

    def _own_name(self, text: str, piece: Piece, *, anywhere: bool) -> str:
        """Return the name that a speech gives itself: at its start, or in it after "I am" or "my name is"."""
        start, end = piece.inner or (piece.start, piece.end)
        starts = [start]
        if anywhere:
            starts += [start + m.end() for m in re.finditer(r"[.!?…,;:—] ", text[start:end])]
        for at in starts:
            head = text[at : at + 60].replace("’", "'").lower()
            phrases = self.language.self_naming if anywhere else self.language.introductions
            phrase = next((p for p in phrases if head.startswith(p + " ")), "")
            toks = tokens(text, at + len(phrase), min(end, at + 90)) if phrase else []
            name = read_name(toks, 0, self.language) if toks else None
            if name is None or name.possessive or (anywhere and not self._full_name(name)):
                continue
            if set(name.text.lower().split()) & (self.language.not_names | self.language.small):
                continue
            if name.last < len(toks) and toks[name.last].text not in ",.!?;:—–" and not anywhere:
                continue
            return self.scene.people.resolve(name.text, name.title)
        return ""

    def _full_name(self, name: Name) -> bool:
        return " " in name.text or bool(name.title) or name.text.lower() in self.scene.people.names

    def _learn_names(self, index: int, text: str, found: Sequence[Piece]) -> None:
        """Who says "I am Ada Lund" was "the visitor" before."""
        for piece in found:
            person = self._own_name(text, piece, anywhere=True)
            if not person:
                continue
            names = self.scene.people.names
            recent = [who for block, who in self.scene.speakers if index - block <= 6]
            unnamed = [who for who in dict.fromkeys(reversed(recent)) if who.lower() not in names and who != person]
            mine = [who for who in unnamed if who == piece.speaker] or unnamed
            if len(mine) == 1 and self._one_gender(mine[0], person):
                self.scene.known_as.setdefault(mine[0], person)

    def _one_gender(self, one: str, other: str) -> bool:
        genders = {self.scene.people.gender_of(one), self.scene.people.gender_of(other)} - {""}
        return len(genders) < 2

    def _beat(self, index: int, text: str, open_: list[Piece]) -> None:
        """Speech beside an action in the same paragraph: who acts speaks."""
        first = open_[0]
        lead = text[: first.start]
        spans = split(lead[-_CLAUSE:], self.language.code)
        subject: Subject | None = None
        if spans and lead.strip():
            base = max(0, len(lead) - _CLAUSE)
            for s, e in reversed(spans[-3:]):
                subject = self._actor(text, base + s, base + e)
                if subject is not None:
                    break
        elif first.end < len(text):
            rest = text[first.end : first.end + _CLAUSE]
            spans = split(rest, self.language.code)
            if spans and self.scene.dialogue:
                subject = self._actor(text, first.end + spans[0][0], first.end + spans[0][1])
        if subject is None:
            return
        if subject.kind == "pronoun":
            called = frozenset[str]().union(*(piece.called for piece in open_))
            expected = self._expected(index)
            turns = self._turns(index)
            person, confidence = self.scene.pronoun(
                subject.text, index, called=called, expected=expected, turns=turns if turns[1] > 1 else ("", 0)
            )
        else:
            person, confidence = self.scene.who(subject), 0.75
        if not person or any(person in piece.called for piece in open_):
            return
        for piece in open_:
            piece.speaker, piece.rule, piece.open = person, "action", False
            piece.confidence = min(confidence, 0.75)
            self._note(index, piece)

    def _last_actor(self, text: str) -> Subject | None:
        base = max(0, len(text) - 2 * _CLAUSE)
        for s, e in reversed(split(text[base:], self.language.code)[-3:]):
            subject = self._actor(text, base + s, base + e)
            if subject is not None:
                return subject
        return None

    def _actor(self, text: str, start: int, end: int) -> Subject | None:
        toks = tokens(text, start, end)
        for phrase in persons_in(toks, self.language, self.scene.people):
            if phrase.kind in ("name", "role", "pronoun") and not phrase.possessive and phrase.first <= 6:
                if phrase.first and toks[phrase.first - 1].low in self.language.prepositions:
                    if phrase.first > 1 or toks[0].low not in self.language.concerning:
                        continue
                    if phrase.last >= len(toks) or toks[phrase.last].text != ",":  # "For Ada, the lesson is simple."
                        continue
                if self.language.inflected or phrase.first == 0 or phrase.first + 1 == len(toks):
                    return phrase
                before = toks[phrase.first - 1]
                after = toks[phrase.last] if phrase.last < len(toks) else before
                if not before.word or before.low in self.language.joins or (after.word and not after.capital):
                    return phrase
                if before.low.endswith("ly") or before.low in self.language.concerning:
                    return phrase
        kin = len(toks) > 1 and bare(toks[1].low) in self.language.roles
        if toks and self.language.possessives.get(toks[0].low) and not kin and not self.language.inflected:
            # "Her hands shook."
            return Subject(kind="pronoun", text=toks[0].low, start=toks[0].start, end=toks[0].end, first=0, last=1)
        return None

    # --- memory ------------------------------------------------------------------------------------------------------

    def _note(self, index: int, piece: Piece) -> None:
        if not piece.open and piece.rule != "voice" and piece.speaker not in (NARRATOR, self.unknown, ""):
            self.scene.note(piece.speaker, index, subject=True, spoke=True)
            self.scene.said(piece.speaker, index)

    def _called(self, text: str, quote: Quote) -> frozenset[str]:
        """Return who is called by name inside a speech: "It's a bakery, Pim."."""
        people = self.scene.people
        start, end = quote.start, quote.end
        called: set[str] = set()
        if self.language.inflected:
            for phrase in addressed.called(text[start:end], self.language, people):
                name = self.scene.who(phrase)
                if phrase.kind == "role" and name not in self.scene.first_seen:
                    name = people.roles.get(phrase.head, "") or self.scene.elder(phrase.head)
                if name.lower() in people.names or name in self.scene.first_seen:
                    called.add(name)
            return frozenset(called)
        for match in _VOCATIVE.finditer(text, start, end):
            word = match[2].lower()
            if any(a <= match.start(2) < b for a, b in quote.nested):  # somebody else's words
                continue
            if not match[2][0].isupper() or _ENUMERATED.search(text[max(start, match.start() - 24) : match.start(2)]):
                continue
            if word in people.by_word:
                called.add(people.resolve(match[2], (match[1] or "").lower().rstrip(".")))
            elif word in people.roles:
                called.add(people.roles[word])
        return frozenset(called)

    def _addressee(self, text: str, tag: Tag, limit: int) -> str:
        """Return to whom a tag speaks: "Ada told the porter", "he said to Ada"."""
        if self.language.inflected:
            return self._spoken_to(text[tag.start : min(limit, tag.start + 120)])
        toks = tokens(text, tag.end, min(limit, tag.end + 80))
        i = 0
        while i < len(toks) and i < 3 and (toks[i].low.endswith("ly") or toks[i].low in self.language.auxiliaries):
            i += 1
        if i < len(toks) and toks[i].low in self.language.told_to:
            i += 1
        elif tag.verb not in self.language.told_whom:
            return ""
        phrase = phrase_at(toks, i, self.language, self.scene.people, unlisted=False)
        if phrase is None or phrase.possessive or phrase.kind not in ("name", "role"):
            return ""
        return self.scene.who(phrase)

    def _spoken_to(self, clause: str) -> str:
        phrase = addressed.spoken_to(clause, self.language, self.scene.people)
        if phrase is None:
            return ""
        if phrase.kind == "pronoun":
            return self.scene.pronoun(phrase.text, self.scene.block)[0]
        return self.scene.who(phrase)

    def _asks(self, text: str) -> bool:
        """Tell whether the end of a paragraph reports a question: "and asked what it was", not "had not asked"."""
        before = ""
        for tok in tokens(text, max(0, len(text) - _CLAUSE)):
            if tok.low in self.language.asking and before not in self.language.auxiliaries and before != "not":
                return True
            before = tok.low
        return False

    def _reported(self, index: int, text: str) -> str:
        """Return whose words the last sentences report: "Lee said the plan was flawed."."""
        base = max(0, len(text) - 2 * _CLAUSE)
        spans = split(text[base:], self.language.code)
        for s, e in reversed(spans[-2:]):
            toks = tokens(text, base + s, base + e)
            for n, tok in enumerate(toks[:40]):
                if tok.low not in self.language.speech or tok.low in self.language.loose_verbs:
                    continue
                if self.language.inflected and not _reports(toks, n):
                    continue  # "the old man laughed"
                subject = subject_of(toks, n, self.language, self.scene.people)
                if subject is None and n + 1 < len(toks):
                    tag = tag_after(toks[n:], self.language, self.scene.people, strong=True)
                    subject = tag.subject if tag else None
                if subject is None:
                    continue
                if subject.kind == "pronoun":
                    return self.scene.pronoun(subject.text, index)[0]
                if subject.kind in ("name", "role"):
                    return self.scene.who(subject)
        return ""

    def _announce(self, text: str, pieces: Sequence[Piece]) -> None:
        """A paragraph that ends in a colon announces who speaks in the next one."""
        self.pending = None
        end = len(text.rstrip())
        dashed = _OPEN_END.search(text[max(0, end - 4) : end])
        if text[end - 1 : end] != ":" and dashed is None:
            return
        tag = self._before(text, 0, end, colon=dashed is None)
        if tag is None:
            return
        probe = Piece(start=0, end=0, open=True)
        if self._take(self.scene.block, probe, tag):
            self.pending = (probe.speaker, min(probe.confidence, 0.92), "announced-quotation")


def _reports(toks: Sequence[Token], verb: int) -> bool:
    """Tell whether a Russian verb of speech has its object behind it: "сказал, что", "рассказала о"."""
    near = [t.low for t in toks[verb + 1 : verb + 7]]
    joined = any(a == "," and b in _OBJECTS for a, b in pairwise(near)) and "так" not in near
    return joined or any(w in ("о", "об", "обо", "про") for w in near[:4])


_OBJECTS = frozenset(
    ["что", "как", "где", "куда", "почему", "зачем", "когда", "будто", "чтобы", "сколько", "кто", "чем"]
)


def _fill(text: str, found: Sequence[Piece]) -> list[Piece]:
    """Return all pieces of a paragraph: the narrator has what is left."""
    pieces: list[Piece] = []
    at = 0
    for piece in found:
        if piece.start > at:
            pieces.append(Piece(start=at, end=piece.start))
        pieces.append(piece)
        at = piece.end
    if at < len(text):
        pieces.append(Piece(start=at, end=len(text)))
    return pieces
