"""Who is present: the persons that a story has mentioned, and who of them a pronoun means."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.nouns import (
    COMES,
    HEARD,
    STILL,
    appears,
    before_noun,
    clause_gender,
    is_thing,
    presented,
    role_name,
    serves_as,
)
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import Subject, persons_in
from narrate.writing.attribute.quotations.epithets import antecedent
from narrate.writing.attribute.quotations.pronouns import whom_it_means
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import Token, tokens

_COPULA = frozenset({"is", "was", "became", "becomes"})
_ASIDE = _COPULA | frozenset(
    {
        ",",
        "—",
        "–",
        "had",
        "has",
        "been",
        "now",
        "then",
        "once",
        "formerly",
        "later",
        "today",
        "still",
        "also",
        "herself",
        "himself",
        "not",
    }
)
_AT_END = 40  #: characters before a quotation in which somebody may be brought in
_LEAVES = (("had", "gone"), ("had", "left"), ("was", "gone"), ("went", "out"), ("went", "away"), ("has", "gone"))
_EMBEDS = frozenset({"that", "whether", "if", "how", "what", "что", "чтобы", "будто", "если"})


def _of_a_place(phrase: Subject, toks: Sequence[Token], language: Language) -> bool:
    """Tell a saint's place from a saint: "the summit of Mount St. Helens"."""
    if phrase.kind != "name" or phrase.title not in ("saint", "st") or not phrase.first:
        return False
    return toks[phrase.first - 1].low in ("mount", "mt", *language.prepositions)


@dataclass(slots=True)
class Mention:
    """A person named in the narrator's text."""

    person: str
    block: int
    order: int
    subject: bool
    spoke: bool = False
    opens: bool = False  #: a sentence begins with it
    new: bool = False  #: the page names the person here for the first time
    reports: bool = False  #: a verb of speech follows it
    embedded: bool = False  #: the subject of a clause inside another: "thought that Ada was late"
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
    about: str = ""  #: of whom the title speaks
    told_by_me: int = 0  #: paragraphs in which the narrator says I
    organisation: str = ""  #: what "it said" means: the last institution that a sentence began with
    kin: dict[str, int] = field(default_factory=dict)  #: "Brother" -> the block that first spoke of "her brother"
    owners: dict[str, str] = field(default_factory=dict)  #: "Brother" -> whose
    first_seen: dict[str, int] = field(default_factory=dict)
    still: set[tuple[int, str]] = field(default_factory=set)  #: who only sat there when a paragraph brought him in
    strangers: set[str] = field(default_factory=set)  #: roles that the page brings in by "a"
    came: dict[int, set[str]] = field(default_factory=dict)  #: block -> strangers of whom it tells what they did
    known_as: dict[str, str] = field(default_factory=dict)  #: role -> the name that a sentence gives it
    weight: Counter[str] = field(default_factory=Counter)  #: how often each person was spoken of so far
    meant: dict[str, str] = field(default_factory=dict)  #: role -> its name, once the whole page is read
    apart: frozenset[str] = frozenset()  #: whom the noun that is read cannot mean: its sentence names them beside it
    _acting: tuple[int, str] = (-1, "")  #: the last subject that the narrator named, and where
    _chain: str = ""  #: the name that the nouns after it describe
    block: int = 0  #: the paragraph that is read
    _top: int = 0
    _reporting: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Work out the verbs that report what somebody said aloud."""
        self._reporting = self.language.speech - self.language.loose_verbs - self.language.thinking

    def read(self, text: str, start: int, end: int, block: int) -> None:
        """Take note of the persons in a piece of narration."""
        self.block = block
        toks = tokens(text, start, end)
        self._house(toks)
        phrases = persons_in(toks, self.people)
        self._chain = ""
        for n, phrase in enumerate(phrases):
            if phrase.kind == "pronoun":
                self._again(phrase, toks, block)
                continue
            if phrase.kind not in ("name", "role"):
                continue
            if phrase.kind == "role" and self._same(phrases, n, toks):
                continue
            self.apart = self._beside(phrases, n, toks) if self.dialogue and phrase.kind == "role" else frozenset()
            person = self.who(phrase)
            self.apart = frozenset()
            before = phrases[n - 1] if n else None
            made = (
                before is not None
                and before.kind == "pronoun"
                and phrase.kind == "name"
                and [t.low for t in toks[before.last : phrase.first]][:1] in ([c] for c in _COPULA)
                and phrase.first - before.last <= 2
            )
            if made and before is not None:  # "he was a thin man called Huw"
                gender = self.language.pronouns.get(before.text, "")
                earlier = self._acting[1] if self._acting[0] == block else ""
                named = earlier.lower() in self.people.names
                if earlier and not named and self.people.gender_of(earlier) in ("", gender):
                    self.known_as[earlier] = person
            self._chain = person if phrase.kind == "name" and not phrase.possessive else ""
            trade = self.language.inflected and phrase.possessive and phrase.kind == "role"
            if trade and self._acting[0] == block and serves_as(phrase, toks):
                self._learn(phrase.head, self._acting[1])  # "Он служит смотрителем маяка"
                continue
            if phrase.kind == "role" and (phrase.head in self.language.things or is_thing(phrase, toks)):
                continue
            if not person or (phrase.kind == "role" and toks[phrase.first].low in ("every", "each", "no", "any")):
                continue
            previous = toks[phrase.first - 1].text if phrase.first else "."
            if (
                phrase.kind == "role"
                and person not in self.first_seen
                and (
                    toks[phrase.first].low in ("a", "an", "another")
                    or (phrase.last < len(toks) and toks[phrase.last].low in self.language.prepositions)
                    or (self.language.inflected and appears(phrase, toks))
                )
            ):  # "a woman", "the man with the wreath"
                self.strangers.add(person)
                if self.language.inflected and before_noun(phrase, toks) in STILL:
                    self.still.add((block, person))
                elif self.language.inflected and before_noun(phrase, toks) in COMES:
                    self.came.setdefault(block, set()).add(person)
            if phrase.kind == "role" and toks[phrase.first].low in self.language.possessives:
                self.kin.setdefault(person, block)
                if self.dialogue and person not in self.owners and not self.language.inflected:
                    self.owners[person] = whom_it_means(self, toks[phrase.first].low, block)[0]
            work = phrase.title in ("", "saint", "st")
            if phrase.kind == "name" and work and phrase.first and toks[phrase.first - 1].low in ("a", "an"):
                continue  # "a Saint Jerome": a work
            if _of_a_place(phrase, toks, self.language):
                continue
            seen = phrase.possessive and any(
                t.low in self.language.features for t in toks[phrase.last : phrase.last + 2]
            )
            oblique = not seen and (
                phrase.possessive
                or (
                    phrase.first > 0
                    and (
                        toks[phrase.first - 1].low in self.language.prepositions
                        or toks[phrase.first - 1].low == "whose"
                    )
                )
            )
            cleft = phrase.first > 1 and toks[phrase.first - 2].low == "it" and toks[phrase.first - 1].low in _COPULA
            cleft = cleft or (
                phrase.kind == "name"
                and phrase.first > 1
                and toks[phrase.first - 1].low in _COPULA
                and toks[phrase.first - 2].low in ("them", "these", "those", "here", "there", "first", "last")
            )  # "among them was Ada"
            cleft = cleft or (phrase.kind == "name" and presented(phrase, before, toks))
            verb = phrase.last < len(toks) and self._verb_like(toks[phrase.last])
            verb = verb and toks[phrase.last].low not in ("who", "whose", "whom", "which")
            lead = phrase.first - 1
            while lead >= 0 and toks[lead].capital and lead >= phrase.first - 3:
                lead -= 1  # "Harlan goalkeeper Gwen Vane, who …"
            fronted = phrase.kind == "name" and (lead < 0 or toks[lead].text in '.!?”"»')
            subject = not oblique and (
                cleft  # "it was Ada"
                or seen  # "a shade passed over the weaver's face"
                or fronted
                or made
                or verb
                or previous in '.!?:—–”"»'
                or (previous in ",;" and phrase.kind == "name")
                or toks[phrase.first - 1].low in self.language.joins
            )
            if oblique and phrase.kind == "role" and phrase.first:
                if toks[phrase.first - 1].low in ("as", "like", "как"):
                    continue
                at_end = end - phrase.end < _AT_END or any(t.low == "who" for t in toks[phrase.last : phrase.last + 6])
                closes = phrase.head in self.language.generic and at_end
                if toks[phrase.first].low in ("a", "an", "some", "another") and not closes:
                    continue  # "a journey to a patient"; but "empty except for a man with a broom" brings one in
            called = HEARD.intersection(t.low for t in toks[max(0, phrase.first - 2) : phrase.first])
            if oblique and self.language.inflected and phrase.kind == "name" and called:
                oblique, subject = False, True  # "Допрашивают свидетельницу Тамару Жукову": who speaks next
            after = tuple(t.low for t in toks[phrase.last : phrase.last + 2])
            if after in _LEAVES:  # "when the boy had gone"
                self._forget(person, block)
                continue
            opens = cleft or fronted or previous in '.!?”"»'
            if self.language.inflected and not oblique:  # the case tells the subject, adjectives may stand before it
                near = [t.text for t in toks[max(0, phrase.first - 3) : phrase.first]]
                opens = opens or phrase.first <= 2 or any(mark in ".!?" for mark in near)
                subject = subject or opens or phrase.kind == "name"
            if subject and not made:
                self._acting = (block, person)
            owner = self._owner(phrase, toks, block) if subject and not self.dialogue else ""
            if subject and not self.people.gender_of(person):
                self.people.learn_gender(person, clause_gender(toks[phrase.last : phrase.last + 32], self.language))
            self.note(person, block, subject=subject, oblique=oblique, opens=subject and opens and not owner)
            self.mentions[-1].new = self.weight[person] == 1 and phrase.kind == "name" and not phrase.possessive
            self.mentions[-1].reports = phrase.last < len(toks) and toks[phrase.last].low in self._reporting
            self.mentions[-1].embedded = phrase.first > 0 and toks[phrase.first - 1].low in _EMBEDS
            if owner:
                self.people.loose.discard(owner)
                self.people.learn_gender(owner, self.language.possessives.get(toks[phrase.first].low, ""))
                self.note(owner, block, subject=True)

    def _head_of_house(self, whose: str, noun: str) -> str:
        """Return Mr. Woodhouse for "her father" beside Emma Woodhouse; else he or she of the couple of the page."""
        wife = noun in self.language.wives
        if not (wife or noun in self.language.husbands):
            return ""
        child, _ = whom_it_means(self, whose, self.block)
        surname = child.split()[-1].lower() if child else ""
        titles = ("mrs", "lady") if wife else ("mr", "sir", "lord")
        near = [self.people.polite[surname, t] for t in titles if (surname, t) in self.people.polite]
        near = [n for n in near if n != child]
        return near[0] if near else self.people.couple[0 if wife else 1]

    def _forget(self, person: str, block: int) -> None:
        """Forget whom the narrator sends away."""
        kept = [m for m in self.mentions if m.person != person]
        self.mentions.clear()
        self.mentions.extend(kept)
        self.first_seen.setdefault(person, block)

    def _owner(self, phrase: Subject, toks: Sequence[Token], block: int) -> str:
        """In "her mother thought so" a report goes on speaking of her, unless it is the mother who speaks."""
        word = toks[phrase.first].low
        if phrase.kind != "role" or word not in self.language.possessives:
            return ""
        if (
            phrase.last < len(toks)
            and toks[phrase.last].low in self.language.speech - self.language.thinking - self.language.loose_verbs
        ):
            return ""
        person, confidence = whom_it_means(self, word, block, theme=True)
        return person if confidence >= 0.8 else ""

    def _house(self, toks: Sequence[Token]) -> None:
        """Keep the institution that a sentence begins with: "Granmere Aggregates, which …", "The ministry declined"."""
        first = 1 if toks and toks[0].low in self.language.definite else 0
        if first >= len(toks):
            return
        if first and toks[1].low in self.language.institutions:
            self.organisation = self.language.institutions[toks[1].low]
        if not toks[first].capital or toks[first].low in self.language.small:
            return
        name = read_name(toks, first, self.language)
        if name is None or name.possessive or self.people.is_person(name):
            return
        if " " in name.text or name.text.isupper():
            self.organisation = name.text

    def _again(self, phrase: Subject, toks: Sequence[Token], block: int) -> None:
        """A pronoun that is the subject of a sentence keeps whom it means in mind."""
        if not self.language.pronouns.get(phrase.text) or phrase.possessive:
            return
        person, confidence = whom_it_means(self, phrase.text, block, theme=True)
        if person and confidence >= 0.8:
            acting = self._acting == (block, person)  # "The corporal bent down. He …"
            if confidence >= 0.85 or acting:
                self.people.learn_gender(person, self.language.pronouns[phrase.text])
            self.note(person, block, subject=True)

    def _same(self, phrases: Sequence[Subject], n: int, toks: Sequence[Token]) -> bool:
        """Tell whether a noun only says what the name beside it is: "Ada Lund, then a clerk", "he was a clerk"."""
        phrase = phrases[n]
        if toks[phrase.first].low in self.language.possessives:
            return False
        if (
            self.language.inflected
            and self._acting[1]
            and "это" in [t.low for t in toks[max(0, phrase.first - 3) : phrase.first]]
        ):
            self._learn(phrase.head, self._acting[1])  # "Это был молодой парень"
            return True
        before = phrases[n - 1] if n else None
        if before is not None and not before.possessive:
            between = [t.low for t in toks[before.last : phrase.first]]
            if self.language.inflected and before.kind == "role" and between[:1] == [","] and len(between) <= 2:
                closing = toks[phrase.last] if phrase.last < len(toks) else None
                if closing is not None and closing.text == "," and not phrase.possessive:
                    self._learn(phrase.head, self.who(before))  # "Лейтенант, совсем мальчик, стоял"
                    return True
            if between and len(between) <= 5 and _ASIDE.issuperset(between):
                if self._chain:
                    self._learn(phrase.head, self._chain)
                    return True
                if before.kind == "pronoun" and between[0] in _COPULA:
                    return True
        after = phrases[n + 1] if n + 1 < len(phrases) else None
        if after is not None and after.kind in ("name", "pronoun") and toks[phrase.first].low in ("a", "an"):
            between = [t.text for t in toks[phrase.last : after.first]]
            opens = phrase.first == 0 or toks[phrase.first - 1].text in '.!?”"'
            if opens and between[-1:] == [","] and between.count(",") == 1 and len(between) <= 7 and "." not in between:
                return True  # "A plumber by trade, he had moved to town"
        if after is not None and after.kind == "name" and not after.possessive:
            between = [t.low for t in toks[phrase.last : after.first]]
            if any(w in _COPULA for w in between[-1:]) and len(between) <= 6 and "," not in between:
                self._learn(phrase.head, self.who(after))
                self.note(self.who(after), self.block, subject=True)
                return True
        return False

    def _beside(self, phrases: Sequence[Subject], n: int, toks: Sequence[Token]) -> frozenset[str]:
        """Return who is somebody else in the sentence of a noun: "Behind him the boy", "Ada looked at the girl"."""
        first = phrases[n].first
        start = first
        while start and toks[start - 1].text not in ".!?":
            start -= 1
        found = {
            self.people.resolve(p.text, p.title)
            for p in phrases[:n]
            if p.first >= start and p.kind == "name" and not p.possessive
        }
        near = toks[start:first]
        if self._acting[1] and any(
            b.low in ("him", "her") and a.low in self.language.prepositions for a, b in pairwise(near)
        ):
            found.add(self._acting[1])
        return frozenset(found)

    def _learn(self, role: str, person: str) -> None:
        self.people.roles.setdefault(role, person)
        self.people.loose.discard(person)
        self.people.learn_gender(person, self.language.roles.get(role, ""))

    def _verb_like(self, tok: Token) -> bool:
        """A word in lower case that is no preposition: after a name it is a verb, as a rule."""
        return tok.word and not tok.capital and tok.low not in self.language.prepositions | self.language.joins

    def note(
        self, person: str, block: int, *, subject: bool, spoke: bool = False, oblique: bool = False, opens: bool = False
    ) -> None:
        """Remember one mention."""
        self.order += 1
        self.first_seen.setdefault(person, block)
        self.weight[person] += 1
        self.mentions.append(
            Mention(
                person=person, block=block, order=self.order, subject=subject, spoke=spoke, oblique=oblique, opens=opens
            )
        )

    def said(self, person: str, block: int) -> None:
        """Remember who spoke in a paragraph."""
        if not self.speakers or self.speakers[-1] != (block, person):
            self.speakers.append((block, person))

    def subjects(self) -> tuple[str, ...]:
        """Return who is the subject of a sentence or clause of the paragraph, in order."""
        return tuple(dict.fromkeys(m.person for m in self.mentions if m.block == self.block and m.subject))

    def who(self, subject: Subject, *, goes_on: bool = False, gender: str = "", tag: bool = False) -> str:
        """Return the person behind a name or a role; empty for what is no person.

        `goes_on`: the verb says that who spoke last speaks again. `gender`: what the clause tells besides the noun.
        `tag`: the clause says who spoke.
        """
        if subject.kind == "name":
            person = self.people.resolve(subject.text, subject.title)
            if subject.gender:
                self.people.learn_gender(person, subject.gender)
            return person
        if subject.kind == "role":
            of = subject.text.split()[0].lower()
            if of in self.language.possessives and (head := self._head_of_house(of, subject.head)):
                return head
            if subject.head in self.people.roles and len(subject.text.split()) <= 3 and not subject.other:
                return self.people.roles[subject.head]
            own = role_name(subject)
            if of in self.language.possessives and subject.head in ("lady", "wife"):
                own = "Wife"
            if own in self.known_as:
                return self.known_as[own]
            if own in self.first_seen:
                return own
            if self.dialogue and subject.definite and " " not in own and not self.language.inflected:
                same = [who for who in self.first_seen if who.lower().endswith(f" {subject.head}")]
                if len(same) == 1 and same[0].lower() not in self.people.names:
                    return same[0]  # a German girl is "the girl" from then on
            person = antecedent(self, subject, goes_on=goes_on, gender=gender, tag=tag)
            if person and self.dialogue:
                self.known_as[own] = person
                self.people.learn_gender(person, self.language.roles.get(subject.head, "") or gender)
            return person or own
        return ""

    def most(self) -> int:
        """How often the person is named whom the page names most."""
        if not self._top:
            self._top = max(self.people.counts.values(), default=1) or 1
        return self._top
