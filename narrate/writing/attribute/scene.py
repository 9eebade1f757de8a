"""Who is present: the persons that a story has mentioned, and who of them a pronoun means."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from narrate.writing.attribute.languages import FEMALE, MALE, Language
from narrate.writing.attribute.people import People, read_name, tokens
from narrate.writing.attribute.tags import Subject, persons_in

_REACH = 12  #: paragraphs that a pronoun looks back


@dataclass(slots=True)
class Mention:
    """A person named in the narrator's text."""

    person: str
    block: int
    order: int
    subject: bool
    spoke: bool = False
    oblique: bool = False  #: after a preposition, or a possessor: less likely to be meant


@dataclass(slots=True)
class Scene:
    """What has been said of whom, up to here."""

    people: People
    language: Language
    dialogue: bool = False  #: the page tells a story: speakers change from paragraph to paragraph
    mentions: deque[Mention] = field(default_factory=lambda: deque(maxlen=80))
    speakers: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=12))  #: block, who
    phrases: dict[str, set[str]] = field(default_factory=dict)  #: role noun -> phrases used for it
    order: int = 0
    organisation: str = ""  #: what "it said" means: the last institution that a sentence began with
    kin: dict[str, int] = field(default_factory=dict)  #: "Brother" -> the block that first spoke of "her brother"
    first_seen: dict[str, int] = field(default_factory=dict)

    def read(self, text: str, start: int, end: int, block: int) -> None:
        """Take note of the persons in a piece of narration."""
        toks = tokens(text, start, end)
        if toks and toks[0].capital and toks[0].low not in self.language.small:  # "Granmere Aggregates, which …"
            name = read_name(toks, 0, self.language)
            if name is not None and not name.possessive and not self.people.is_person(name):
                self.organisation = name.text
        for phrase in persons_in(toks, self.language, self.people):
            if phrase.kind not in ("name", "role"):
                continue
            person = self.who(phrase)
            if phrase.kind == "role" and phrase.head in _THINGS:
                continue
            if not person or (phrase.kind == "role" and toks[phrase.first].low in ("every", "each", "no", "any")):
                continue
            previous = toks[phrase.first - 1].text if phrase.first else "."
            if phrase.kind == "role" and toks[phrase.first].low in self.language.possessives:
                self.kin.setdefault(person, block)
            subject = not phrase.possessive and (
                previous in '.!?,;:—–”"»'
                or toks[phrase.first - 1].low in ("and", "but", "when", "as", "then", "while", "that", "и", "а", "но")
            )
            oblique = phrase.possessive or (
                phrase.first > 0 and toks[phrase.first - 1].low in self.language.prepositions
            )
            if oblique and phrase.kind == "role" and phrase.first:
                if toks[phrase.first - 1].low in ("as", "like", "как"):
                    continue
                if toks[phrase.first].low in ("a", "an", "some", "another"):  # "a journey to a patient"
                    continue
            self.note(person, block, subject=subject, oblique=oblique)

    def note(self, person: str, block: int, *, subject: bool, spoke: bool = False, oblique: bool = False) -> None:
        """Remember one mention."""
        self.order += 1
        self.first_seen.setdefault(person, block)
        self.mentions.append(
            Mention(person=person, block=block, order=self.order, subject=subject, spoke=spoke, oblique=oblique)
        )

    def said(self, person: str, block: int) -> None:
        """Remember who spoke in a paragraph."""
        if not self.speakers or self.speakers[-1] != (block, person):
            self.speakers.append((block, person))

    def who(self, subject: Subject) -> str:
        """Return the person behind a name or a role; empty for what is no person."""
        if subject.kind == "name":
            person = self.people.resolve(subject.text, subject.title)
            if subject.gender:
                self.people.learn_gender(person, subject.gender)
            return person
        if subject.kind == "role":
            of = subject.text.split()[0].lower()
            if of in self.language.possessives and self.people.couple[0]:
                if subject.head in self.language.wives:
                    return self.people.couple[0]
                if subject.head in self.language.husbands:
                    return self.people.couple[1]
            if subject.head in self.people.roles and len(subject.text.split()) <= 3:
                return self.people.roles[subject.head]
            return role_name(subject)
        return ""

    def pronoun(self, word: str, block: int, *, own: bool = False) -> tuple[str, float]:
        """Return who "he" or "she" is, and how surely.

        `own`: the pronoun stands in a paragraph whose quotation it reports, so that in a dialogue the speaker of the
        paragraph before is less likely.
        """
        gender = self.language.pronouns.get(word, "") or self.language.possessives.get(word, "")
        scores: dict[str, float] = {}
        last_speaker = self.speakers[-1] if self.speakers else None
        newest = self.order
        for mention in reversed(self.mentions):
            gap = block - mention.block
            if gap > _REACH:
                break
            known = self.people.gender_of(mention.person)
            if gender and known and known != gender:
                continue
            score = 3.0 - (0.45 if self.dialogue else 0.7) * gap - 0.05 * (newest - mention.order)
            score += 0.7 * mention.subject + 0.5 * mention.spoke - 0.5 * mention.oblique
            if gender and not known:
                score -= 0.6 if gap == 0 and mention.subject else 1.2
            if (
                self.dialogue
                and own
                and last_speaker
                and last_speaker[1] == mention.person
                and last_speaker[0] < block
                and gap > 0
            ):
                score -= 1.6 if block - last_speaker[0] == 1 else 0.4
            if score > scores.get(mention.person, -99.0):
                scores[mention.person] = score
        if not scores:
            return "", 0.0
        ranked = sorted(scores, key=lambda p: -scores[p])
        best = ranked[0]
        margin = scores[best] - scores[ranked[1]] if len(ranked) > 1 else 2.0
        return best, max(0.5, min(0.93, 0.7 + 0.12 * margin))

    def aliases(self) -> dict[str, str]:
        """Return names for persons who were first "her brother": the next person of that gender to appear."""
        found: dict[str, str] = {}
        named = {n: seen for n, seen in self.first_seen.items() if n.lower() in self.people.names}
        for role, block in self.first_seen.items():
            gender = self.people.gender_of(role)
            if role in named or gender not in (FEMALE, MALE) or role.lower() in self.people.roles:
                continue
            same = [n for n in named if self.people.gender_of(n) == gender]
            if role in self.kin:
                near = [(named[n], n) for n in same if block <= named[n] <= block + 6]
                if near:
                    found[role] = min(near)[1]
            elif len(same) == 1 and block <= named[same[0]] and role.split()[-1].lower() in _GENERIC:
                found[role] = same[0]  # "the girl", where one girl has a name
            elif role.lower().startswith("old "):
                old = [n for n in same if self.people.titles.get(n) == "old"]
                if len(old) == 1:
                    found[role] = old[0]
        return found


#: nouns that are persons only beside a verb of speech
_THINGS = frozenset({"chair", "head", "guide", "robot", "voice", "general", "major", "minor", "host", "голос", "глава"})
_GENERIC = frozenset(
    {"girl", "boy", "woman", "man", "lady", "child", "девушка", "девочка", "мальчик", "женщина", "парень"}
)


def role_name(subject: Subject) -> str:
    """Return the page's own words for a person without a name."""
    words = subject.text.split()
    drop = {"his", "her", "their", "my", "our", "your", "its", "this", "that", "every", "each", "no"}
    words = [w for w in words if w.lower() not in drop] or [subject.head]
    text = " ".join(words)
    return text[:1].upper() + text[1:]
