"""Who is meant by a label at its place: persons, offices, and those who ask and answer just now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.called import person_of_label
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.bearers import is_voice, key_of
from narrate.writing.attribute.turns.columns import initials, legend, shortened
from narrate.writing.attribute.turns.court import (
    accused_in,
    asked_by,
    examiner_in,
    is_defence,
    is_examined_again,
    named_answer,
    only_a_name,
    puts_up,
    spoken_to,
    witness_in,
    witness_line,
)
from narrate.writing.attribute.turns.credits import credits_below
from narrate.writing.attribute.turns.interviews import author, interview_names, main_person
from narrate.writing.attribute.turns.labels import Label, named_aside
from narrate.writing.attribute.turns.latecomers import find_latecomers
from narrate.writing.attribute.turns.nameless import text_of, who_asks, who_is_called
from narrate.writing.attribute.turns.offices import find_holders
from narrate.writing.attribute.turns.speakers import persons_of_labels, speaker_of
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves", "we're", "we've", "we'd", "we'll"}) | frozenset(
    {"мы", "нас", "нам", "нами", "наш", "наша", "наше", "наши"}
)
_QUESTION = re.compile(r"Q[.:]\s+(?=\S)")
_IN_THE_DOCK = frozenset({"prisoner", "defendant", "accused"})
_OPENING = 6  #: paragraphs before the first label in which somebody may introduce himself


class Naming:
    """Who is meant by the labels of a page; who asks and who answers changes with the lines that are heard."""

    def __init__(self, blocks: Sequence[Block], accepted: Sequence[Label], people: People) -> None:
        """Read the head of the page for whoever its labels mean."""
        language = people.language
        self.blocks, self.people, self.language = blocks, people, language
        self.head = blocks[: accepted[0].block]
        labels = [f.label for f in accepted]
        named = {f.label for f in accepted if f.form not in ("qa", "bare", "says")}
        self.asker, self.answerer = interview_names(blocks, people)
        self.asker = self.asker or author(blocks, people)
        met = self.answerer  # whom the head says that somebody spoke to
        self.witness = ""
        self._asks = any(f.form == "qa" for f in accepted)
        self._other = ""  # who spoke last of those with a name, but for the witness
        asked = language.question_labels | language.answer_labels
        questions = [f for f in accepted if f.form in ("qa", "bare") or f.label.lower() in asked]
        below, self._sources = credits_below(blocks, accepted, people)
        told = self.asker or self.answerer or below
        #: the page asks and answers itself
        self.of_page = bool(questions and not told and _is_faq(blocks, questions, people))
        if not self.answerer and questions:
            before = [i for i in range(accepted[0].block) if not blocks[i].why]
            self.answerer = main_person(blocks, before, people)
        self._known = {f.label: f.label for f in accepted if f.form in ("says", "timed") and not f.label[0].isupper()}
        self._known |= persons_of_labels(named, people)
        head = [block.text for block in self.head[:8]]
        self._known |= initials(labels, people, (self.asker, self.answerer), head)
        self._known |= shortened(named - self._known.keys(), head, people)
        self._known |= self._completed(labels)
        self._known |= self._introduced(accepted)
        self._known |= find_holders(self.head, labels, people)
        self._accused = self._find_accused(labels)
        answered = any(key_of(f.label) in ("a", "о") or f.label.lower() in language.answer_labels for f in accepted)
        #: who asks where nobody is named: the bench, or the press, whose questions somebody with a name answers
        self._unnamed = "Court" if self._accused else "" if answered or language.inflected else "Reporter"
        if questions and self.answerer in self._of_court(accepted):
            self.answerer = ""
        if not self.answerer and questions:
            put = (blocks[f.block].text[f.end :] for f in questions if key_of(f.label) == "q")
            name = spoken_to(put)
            self.answerer = person_of_label(name, people) if name else ""
        self._known |= legend(blocks, frozenset(labels), people)
        self._known |= self._nameless([f for f in accepted if f.form not in ("qa", "bare")])
        if met and questions and self._asks_others(accepted):
            self.asker, self.answerer = met, ""
        self.persons = {self._speaker(f) for f in accepted if f.form not in ("qa", "bare")}
        for f in accepted:  # "THE CHAIRMAN (Major Orme):", and from then on "THE CHAIRMAN:"
            if person := named_aside(f, people):
                self._known.setdefault(f.label, person)
        self._late = find_latecomers(blocks, accepted, people, frozenset(self.persons))
        self._late |= below

    def speaker(self, label: Label) -> str:
        """Return who speaks after a label."""
        speaker = self._late.get(label.block) or self._speaker(label)
        if label.form not in ("qa", "bare") and speaker not in (self.witness, self.answerer):
            self._other = speaker
        return speaker

    def _speaker(self, label: Label) -> str:
        asker = self.asker or (self._other if self.witness else "")  # Q. goes on for who has asked by name
        asker = asker or (self._unnamed if label.form in ("qa", "bare") else "")
        return (
            self._known.get(label.label)
            or named_aside(label, self.people)
            or speaker_of(label, asker, self.witness or self.answerer, self.people)
        )

    def hear(self, i: int) -> Literal["", "witness", "examiner", "by"]:
        """Take in what a line says of who asks or answers from here on; return what it was.

        ``witness``: the clerk writes who stands there; ``examiner``: the line names who asks; ``by``: it is a label of
        whoever asks and nothing else.
        """
        block = self.blocks[i]
        text = block.text.strip()
        if i in self._sources:
            return "examiner"
        counsel, brought = puts_up(text) if self._asks and not block.why else ("", "")
        if counsel:
            self.asker, self.witness = self._person(counsel), person_of_label(brought, self.people)
            return "witness"
        sworn = witness_line(text) if block.why in ("", "stage-direction") else ""
        if self._accused and not block.why and is_defence(text):
            self.witness = self._accused
            return "witness"
        if sworn:
            self.witness = person_of_label(sworn, self.people)
        elif not block.why:
            called = witness_in(text, self.people) or named_answer(self.blocks, i)
            self.witness = called or self.witness
        who, own = examiner_in(text)
        if who:
            self.asker = self._person(who)
            above = next((b.text for b in reversed(self.blocks[max(0, i - 3) : i]) if not b.why), "")
            if name := only_a_name(above):
                self.witness = person_of_label(name, self.people)
            return "by" if own else "examiner"
        again = self.witness and not block.why and is_examined_again(text)
        return "witness" if again or (sworn and not block.why) else ""

    def ask(self, i: int, label: Label) -> int:
        """Take in who asks by a note after a label, "Q. (By Mr. Orme)"; return where the question begins."""
        text, end = self.blocks[i].text, label.end
        if label.form in ("stop", "colon") and (question := _QUESTION.match(text, end)):  # "MR. ORME. Q. Was it rusty?"
            self.asker = self._speaker(label)
            return question.end()
        if label.testifies:
            self.witness = self._speaker(label)
        who, after = asked_by(text, end)
        if who:
            self.asker = self._person(who)
        return after

    def opening(self, first: int) -> tuple[int, str]:
        """Return who of those with a label names himself before the first label, and where he begins."""
        for i in range(max(0, first - _OPENING), first):
            block = self.blocks[i]
            if block.why or block.kind in ("title", "heading"):
                continue
            person = own_name(block.text, self.people)
            if person and person in self.persons:
                return i, person
        return first, ""

    def _person(self, who: str) -> str:
        key = key_of(who)
        if self._accused and key.removeprefix("the ") in _IN_THE_DOCK:
            return self._accused
        if known := next((person for label, person in self._known.items() if key_of(label) == key), ""):
            return known
        holders = find_holders(self.head, [who], self.people)
        return holders.get(who) or person_of_label(who, self.people)

    def _find_accused(self, labels: Sequence[str]) -> str:
        """Return who stands before the court; labels such as "Prisoner" mean the same person."""
        name = accused_in(self.blocks)
        person = person_of_label(name, self.people) if name else ""
        if person:
            self._known |= {label: person for label in labels if key_of(label).removeprefix("the ") in _IN_THE_DOCK}
        return person

    def _of_court(self, accepted: Sequence[Label]) -> frozenset[str]:
        """Return who asks or decides, so that nobody of them is taken for the one who answers."""
        lines = (examiner_in(block.text.strip())[0] for block in self.blocks if not block.why)
        asking = {self._person(who) for who in lines if who}
        return frozenset(asking | set(self._known.values()))

    def _completed(self, labels: Sequence[str]) -> dict[str, str]:
        """Return the full names that lines of the head give for surnames, whatever else these lines are."""
        head = " \n ".join(block.text[:300] for block in self.head[:40])
        found: dict[str, str] = {}
        for label in dict.fromkeys(labels):
            *office, surname = label.split()
            others = {w.lower().rstrip(".") for w in office}
            if len(surname) < 3 or any(w in self.language.names or w in self.language.particles for w in others):
                continue  # "ANN VANE", "The Minister of Works"
            if not office and " " in person_of_label(label, self.people).replace(". ", ""):
                continue
            names = {
                match[1]
                for match in re.finditer(rf"\b((?:[A-Z][\w'’-]+ |[A-Z]\. ){{1,2}}(?i:{re.escape(surname)}))\b", head)
            }
            full = [name for name in names if not self._titled(name)]
            if len(full) == 1:
                found[label] = person_of_label(full[0], self.people)
        return found

    def _titled(self, name: str) -> bool:
        words = [word.rstrip(".").lower() for word in name.split()[:-1]]
        return any(w in self.language.titles or w in self.language.small or w in self.language.roles for w in words)

    def _asks_others(self, accepted: Sequence[Label]) -> bool:
        """Tell whether who seemed to be asked asks: "They spoke to Ann Vane", with a Q for her and names for them."""
        if self.asker or not self.answerer or any(key_of(f.label) in ("a", "о") for f in accepted):
            return False
        return self.answerer not in {self._speaker(f) for f in accepted if f.form not in ("qa", "bare")}

    def _nameless(self, accepted: Sequence[Label]) -> dict[str, str]:
        """Return persons for labels that name nobody."""
        found = who_asks(self.blocks, accepted, self._known, self.asker, self.answerer)
        return found | who_is_called(self.blocks, accepted, self._known | found, self.people)

    def _introduced(self, accepted: Sequence[Label]) -> dict[str, str]:
        """Return the names that speakers without one give themselves: "HOST: Good morning, I'm Ann Vane."."""
        found: dict[str, str] = {}
        for f in accepted:
            nobody = _is_nobody(f.label, self.language)
            if f.label in found or f.form in ("qa", "bare") or (not nobody and " " in f.label):
                continue
            person = own_name(text_of(self.blocks, f), self.people)
            if person and (nobody or person.lower().startswith(f.label.lower())):  # "ROS: I'm Rosalind Vane."
                found[f.label] = person
        return found


def own_name(text: str, people: People) -> str:
    """Return the full name by which whoever says a text calls himself."""
    language = people.language
    for match in re.finditer(rf"\b(?:{_phrases(language)}),? (?=[A-ZА-ЯЁ])", text[:1500].replace("’", "'"), re.I):
        toks = tokens(text, match.end(), match.end() + 60)
        name = read_name(toks, 0, language) if toks and toks[0].capital else None
        if (
            name is not None
            and " " in name.text
            and not any(w in language.not_names for w in name.text.lower().split())
        ):
            return people.resolve(name.text, name.title)
    return ""


def _phrases(language: Language) -> str:
    return "|".join(
        re.escape(phrase)
        for phrase in (*language.self_naming, *language.introductions)
        if "it" not in phrase and phrase != "меня"
    )


def _is_nobody(label: str, language: Language) -> bool:
    """Tell whether a label is an office or a number and no name: HOST, SPEAKER 1."""
    low = label.lower().rstrip(".").removeprefix("the ")
    return low in language.roles or is_voice(low) or low in language.question_labels or low[-1:].isdigit()


_FAQ = re.compile(r"\bFAQs?\b|frequently asked|(?:common|your) questions|частые вопросы|вопросы и ответы", re.I)


def _is_faq(blocks: Sequence[Block], found: Sequence[Label], people: People) -> bool:
    """Tell a page's own questions and answers from an interview: no person answers, and nobody says "I"."""
    language = people.language
    if any(b.kind in ("title", "heading") and _FAQ.search(b.text) for b in blocks if not b.why):
        return True
    if any(witness_in(block.text, people) for block in blocks if not block.why):
        return False
    alone = language.first_person - _PLURAL
    answered = {"a", "о"} | language.answer_labels
    answers = [blocks[f.block].text[f.end :] for f in found if key_of(f.label) in answered]
    personal = sum(any(t.low in alone for t in tokens(text[:600])) for text in answers)
    addressed = any("state your name" in blocks[f.block].text.lower() for f in found)
    return not addressed and personal == 0 and len(answers) >= 3
