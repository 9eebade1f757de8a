"""Speaker labels: transcripts, interviews, plays, court records, questions and answers.

A label is told by its look and by coming back; one line that happens to contain a colon makes no transcript.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import NARRATOR, Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.bearers import is_known, key_of
from narrate.writing.attribute.turns.columns import find_columns
from narrate.writing.attribute.turns.court import accused_in, examiner_in, witness_line
from narrate.writing.attribute.turns.evidence import Page, accept_labels
from narrate.writing.attribute.turns.interviews import is_interview
from narrate.writing.attribute.turns.labels import Label, is_screenplay, read_label
from narrate.writing.attribute.turns.naming import Naming
from narrate.writing.attribute.turns.replies import find_replies
from narrate.writing.attribute.turns.unlabelled import Cues, Unlabelled, unlabelled_questions
from narrate.writing.attribute.voices import Turn
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens
from narrate.writing.over import find_over
from narrate.writing.timed import find_timed


def find_turns(blocks: Sequence[Block], people: People) -> dict[int, Turn]:
    """Return the turn of every block that has one, in a page that is a transcript; else nothing."""
    language = people.language
    timed = find_timed([block.text for block in blocks])
    found = [
        f
        for i, block in enumerate(blocks)
        if not block.why
        and i not in timed
        and not witness_line(block.text)
        and not examiner_in(block.text)[0]
        and (f := read_label(i, block, people))
        and not (f.form == "alone" and i and blocks[i - 1].kind == "quote")  # it signs the quotation above
    ]
    subtitles = any("-->" in b.text[:40] for b in blocks if b.why)
    paragraphs = [i for i, b in enumerate(blocks) if not b.why]
    sworn = sum(1 for i in paragraphs if witness_line(blocks[i].text)) >= 2
    sworn = sworn or bool(accused_in(blocks[i] for i in paragraphs[:40]))
    texts = [b.text for b in blocks]
    page = Page(
        paragraphs=paragraphs,
        texts=texts,
        subtitles=subtitles,
        screen=is_screenplay(blocks),
        sworn=sworn,
        interview=bool(found) and is_interview(blocks[: found[0].block]),
    )
    accepted = accept_labels(found, page, people)
    if timed:  # "Senator VANE (14:02):", and later "Senator VANE:"
        names = {key_of(t.name) for t in timed.values()}
        taken = {f.block for f in accepted} | set(range(min(timed)))
        accepted += [f for f in found if f.block not in taken and f.form == "colon" and _is_of(f, names, people)]
    accepted += [Label(block=i, label=t.name, end=t.end, form="timed") for i, t in timed.items() if not blocks[i].why]
    over = find_over([block.text for block in blocks])
    if len(over) > len(accepted):
        taken = {f.block for f in accepted}
        accepted += [
            Label(block=i, label=o.name, end=len(blocks[i].text), form="over", aside=o.aside)
            for i, o in over.items()
            if not blocks[i].why and i not in taken
        ]
    accepted += _before_marks(blocks, accepted)
    accepted.sort(key=lambda f: f.block)
    columns = find_columns(blocks, language)
    if len(columns) > len(accepted):
        taken = {c.block for c in columns}
        accepted = [f for f in accepted if f.block not in taken]
        accepted += [Label(block=c.block, label=c.label, end=c.end, form="column") for c in columns]
        accepted.sort(key=lambda f: f.block)
    if replies := find_replies(blocks):
        taken = {f.block for f in replies}
        accepted = sorted([*replies, *(f for f in accepted if f.block not in taken)], key=lambda f: f.block)
    if not accepted:
        return {}
    for label in dict.fromkeys(f.label for f in accepted if f.form not in ("qa", "bare")):
        name = read_name(tokens(label.split(",")[0]), 0, language)
        if name is not None and " " in name.text:
            people.add(name.text, title=name.title)
    naming = Naming(blocks, accepted, people)
    if naming.of_page:
        return {f.block: Turn(label_end=f.end, speaker=NARRATOR, rule="questions-of-page") for f in accepted}
    return _Walk(blocks, accepted, naming, language).turns()


def _before_marks(blocks: Sequence[Block], accepted: Sequence[Label]) -> list[Label]:
    """Return labels whose colon was forgotten, where others have one: "Ann “How long were you married?”"."""
    names = {f.label for f in accepted if f.form == "colon"}
    taken = {f.block for f in accepted}
    found = []
    for i, block in enumerate(blocks):
        name, mark, _ = block.text.partition(" “")
        if i not in taken and not block.why and mark and name in names:
            found.append(Label(block=i, label=name, end=len(name) + 1, form="colon"))
    return found


def _is_of(found: Label, names: set[str], people: People) -> bool:
    return key_of(found.label) in names or is_known(found.label, people)


class _Walk:
    """The way through a page from label to label."""

    def __init__(self, blocks: Sequence[Block], accepted: Sequence[Label], naming: Naming, language: Language) -> None:
        self.blocks, self.naming = blocks, naming
        self.by_block = {f.block: f for f in accepted}
        self.last = max(self.by_block)
        self.screen = is_screenplay(blocks) and sum(f.form == "alone" for f in accepted) > 0.5 * len(accepted)
        labels = [f.label for f in accepted if f.form not in ("qa", "bare")]
        self.unlabelled = Unlabelled(blocks, [*labels, *naming.persons], self.last, language)
        self.cues = Cues(blocks, labels, language)
        self.current: Turn | None = None
        self.testifies = False  # a witness was sworn, and nobody has asked yet
        self.asked = False  # the bench has put a question to the witness
        self.fresh = False  # a label alone on its line: what follows is its text
        self.goes_on = False  # the page has turns of several paragraphs
        self.found: dict[int, Turn] = {}
        self.questions = frozenset() if self.cues else unlabelled_questions(blocks, self.by_block)
        self.asker = naming.asker or language.questioner

    def turns(self) -> dict[int, Turn]:
        """Return the turn of every block that has one."""
        self._open()
        for i, block in enumerate(self.blocks):
            self.cues.show(i)
            if i not in self.by_block and self._announced(i):
                continue
            if i in self.by_block:
                self.naming.hear(i)
            if block.why:
                continue
            if i in self.by_block:
                self._label(i)
            elif i in self.questions:
                self.found[i] = Turn(label_end=0, speaker=self.asker, rule="question", confidence=0.8, own=False)
                self.current = None
            elif self.asked or (self.testifies and self.unlabelled.testifies(i)):
                self.asked, self.testifies = False, True
                self.current = Turn(label_end=0, speaker=self.naming.witness, rule="testimony", own=False)
                self.found[i] = self.current
            elif self.current is None or (block.kind == "quote" and not self.fresh):
                continue  # the page's own words, or a box between the turns
            elif self._continues(i):
                self.goes_on, self.fresh = self.goes_on or not self.fresh, False
                self.found[i] = Turn(
                    label_end=0,
                    speaker=self.current.speaker,
                    rule="subtitle-goes-on" if self.cues else "turn-goes-on",
                    confidence=0.85 if i < self.last else 0.6,
                    own=False,
                )
            else:
                self.current = None
        return self.found

    def _open(self) -> None:
        """Give what stands before the first label to whoever names himself there: "Hello, I'm Ann Vane."."""
        first = min(self.by_block)
        start, speaker = self.naming.opening(first)
        for i in range(start, first) if speaker else ():
            if not self.blocks[i].why and self.blocks[i].kind not in ("title", "heading"):
                self.found[i] = Turn(label_end=0, speaker=speaker, rule="introduces-self", confidence=0.75, own=False)

    def _announced(self, i: int) -> bool:
        """Tell whether a line without a label says who asks or who answers from here on."""
        heard = self.naming.hear(i)
        if heard:
            self.current = None
            self.testifies = heard != "by" and bool(self.naming.witness)
        if heard == "by":
            self.current = Turn(label_end=len(self.blocks[i].text), speaker=self.naming.asker, rule="label")
            self.found[i] = self.current
        return bool(heard)

    def _label(self, i: int) -> None:
        label = self.by_block[i]
        self.testifies = False
        rule = "question-answer" if label.form in ("qa", "bare") else "label"
        end = self.naming.ask(i, label)
        self.current = Turn(label_end=end, speaker=self.naming.speaker(label), rule=rule)
        self.found[i] = self.current
        self.cues.begin()
        self.fresh = label.end >= len(self.blocks[i].text)
        self.asked = label.asks and bool(self.naming.witness)

    def _continues(self, i: int) -> bool:
        """Tell whether a paragraph without a label belongs to the speaker before it."""
        if self.current is None or self.blocks[i].kind in ("title", "heading"):
            return False
        if self.fresh:
            return True
        if self.screen:
            return False
        if i >= self.last and not self.goes_on and not self.cues and not self.unlabelled.testifies(i):
            return False  # what says "I" after the last label is the speech, after a call from the hall
        return self.cues.continues(i) if self.cues else self.unlabelled.continues(i, self.current)
