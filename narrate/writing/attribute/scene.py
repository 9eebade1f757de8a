"""Who is present: the persons that a story has mentioned, and who of them a pronoun means."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from narrate.writing.attribute.epithets import antecedent
from narrate.writing.attribute.languages import FEMALE, MALE, Language, words
from narrate.writing.attribute.languages.ru_forms import past, patronymic
from narrate.writing.attribute.people import People, Token, read_name, tokens
from narrate.writing.attribute.tags import Subject, persons_in

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
_EMBEDS = frozenset({"that", "whether", "if", "how", "what", "что", "чтобы", "будто", "если"})
_REACH = 12  #: paragraphs that a pronoun looks back


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
    organisation: str = ""  #: what "it said" means: the last institution that a sentence began with
    kin: dict[str, int] = field(default_factory=dict)  #: "Brother" -> the block that first spoke of "her brother"
    first_seen: dict[str, int] = field(default_factory=dict)
    still: set[tuple[int, str]] = field(default_factory=set)  #: who only sat there when a paragraph brought him in
    strangers: set[str] = field(default_factory=set)  #: roles that the page brings in by "a"
    known_as: dict[str, str] = field(default_factory=dict)  #: role -> the name that a sentence gives it
    weight: Counter[str] = field(default_factory=Counter)  #: how often each person was spoken of so far
    meant: dict[str, str] = field(default_factory=dict)  #: role -> its name, once the whole page is read
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
        phrases = persons_in(toks, self.language, self.people)
        self._chain = ""
        for n, phrase in enumerate(phrases):
            if phrase.kind == "pronoun":
                self._again(phrase, toks, block)
                continue
            if phrase.kind not in ("name", "role"):
                continue
            if phrase.kind == "role" and self._same(phrases, n, toks):
                continue
            person = self.who(phrase)
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
            if trade and self._acting[0] == block and _serves_as(phrase, toks):
                self._learn(phrase.head, self._acting[1])  # "Он служит смотрителем маяка"
                continue
            if phrase.kind == "role" and (phrase.head in _THINGS or _is_thing(phrase, toks)):
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
                    or (self.language.inflected and _appears(phrase, toks))
                )
            ):  # "a woman", "the man with the wreath"
                self.strangers.add(person)
                if self.language.inflected and _before_noun(phrase, toks) in _STILL:
                    self.still.add((block, person))
            if phrase.kind == "role" and toks[phrase.first].low in self.language.possessives:
                self.kin.setdefault(person, block)
            work = phrase.title in ("", "saint", "st")
            if phrase.kind == "name" and work and phrase.first and toks[phrase.first - 1].low in ("a", "an"):
                continue  # "a Saint Jerome": a work
            oblique = phrase.possessive or (
                phrase.first > 0 and toks[phrase.first - 1].low in self.language.prepositions
            )
            cleft = phrase.first > 1 and toks[phrase.first - 2].low == "it" and toks[phrase.first - 1].low in _COPULA
            cleft = cleft or (
                phrase.kind == "name"
                and phrase.first > 1
                and toks[phrase.first - 1].low in _COPULA
                and toks[phrase.first - 2].low in ("them", "these", "those", "here", "there", "first", "last")
            )  # "among them was Ada"
            cleft = cleft or (phrase.kind == "name" and _presented(phrase, before, toks))
            verb = phrase.last < len(toks) and self._verb_like(toks[phrase.last])
            verb = verb and toks[phrase.last].low not in ("who", "whose", "whom", "which")
            lead = phrase.first - 1
            while lead >= 0 and toks[lead].capital and lead >= phrase.first - 3:
                lead -= 1  # "Harlan goalkeeper Gwen Vane, who …"
            fronted = phrase.kind == "name" and (lead < 0 or toks[lead].text in '.!?”"»')
            subject = not oblique and (
                cleft  # "it was Ada"
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
                if toks[phrase.first].low in ("a", "an", "some", "another"):  # "a journey to a patient"
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
                self.people.learn_gender(person, clause_gender(toks[phrase.last : phrase.last + 16], self.language))
            self.note(person, block, subject=subject, oblique=oblique, opens=subject and opens and not owner)
            self.mentions[-1].new = self.weight[person] == 1 and phrase.kind == "name" and not phrase.possessive
            self.mentions[-1].reports = phrase.last < len(toks) and toks[phrase.last].low in self._reporting
            self.mentions[-1].embedded = phrase.first > 0 and toks[phrase.first - 1].low in _EMBEDS
            if owner:
                self.people.loose.discard(owner)
                self.people.learn_gender(owner, self.language.possessives.get(toks[phrase.first].low, ""))
                self.note(owner, block, subject=True)

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
        person, confidence = self.pronoun(word, block, theme=True)
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
        person, confidence = self.pronoun(phrase.text, block, theme=True)
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

    def who(self, subject: Subject, *, goes_on: bool = False, gender: str = "") -> str:
        """Return the person behind a name or a role; empty for what is no person.

        `goes_on`: the verb says that who spoke last speaks again. `gender`: what the clause tells besides the noun.
        """
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
            own = role_name(subject)
            if own in self.known_as:
                return self.known_as[own]
            if own in self.first_seen:
                return own
            person = antecedent(self, subject, goes_on=goes_on, gender=gender)
            if person and self.dialogue:
                self.known_as[own] = person
                self.people.learn_gender(person, self.language.roles.get(subject.head, "") or gender)
            return person or own
        return ""

    def pronoun(
        self,
        word: str,
        block: int,
        *,
        own: bool = False,
        theme: bool = False,
        called: frozenset[str] = frozenset(),
        expected: frozenset[str] = frozenset(),
        turns: tuple[str, int] = ("", 0),
    ) -> tuple[str, float]:
        """Return who "he" or "she" is, and how surely.

        `own`: the pronoun stands in a paragraph whose quotation it reports, so that in a dialogue the speaker of the
        paragraph before is less likely. `theme`: it stands in the narrator's text, which speaks of whom the page
        is about. `called`: who is spoken to and so is not meant; `expected`: who was spoken to just before.
        `turns`: who spoke last in an exchange, and how many turns ago; two persons take turns.
        """
        gender = self.language.pronouns.get(word, "") or self.language.possessives.get(word, "")
        scores: dict[str, float] = {}
        last_speaker = self.speakers[-1] if self.speakers else None
        newest = self.order
        newest_subject = True
        for mention in reversed(self.mentions):
            gap = block - mention.block
            if gap > _REACH:
                break
            known = self.people.gender_of(mention.person)
            if (gender and known and known != gender) or mention.person in called:
                continue
            score = 3.0 - (0.45 if self.dialogue else 0.7) * gap - 0.05 * (newest - mention.order)
            if not self.dialogue and gap:  # a report has a new subject in a new paragraph, or the page's own
                score += (1.4 if theme else 0.6) * self.people.counts[mention.person] / self._most() - 1.5
            if mention.person in self.people.loose and not mention.spoke:
                score -= 1.5
            if own and gap == 0 and mention.reports:
                score += 0.8  # "Voss told us that …": his words follow
            if self.dialogue and mention.person == turns[0] and turns[1] > 1:
                score += 0.6 if turns[1] % 2 == 0 else -1.2
            if mention.person in expected:
                score += 1.2
            fresh = own and not self.dialogue and gap == 1 and mention.new
            acts = (mention.subject and not mention.embedded) or fresh
            if own and not self.dialogue and acts and newest_subject:
                score += 0.5  # the last subject before the speech
                newest_subject = False
            if fresh:  # brought in to speak: "The last word went to Ada Lund, 9."
                score += 0.7 + 0.8 * mention.oblique
            score += 0.7 * mention.subject + 0.5 * mention.spoke - 0.5 * mention.oblique + 0.3 * mention.opens
            if gender and not known:
                score -= 0.6 if gap == 0 and mention.subject else 1.6 if self.dialogue else 1.2
                leaning = self.people.leaning(mention.person)
                score += 0.4 if leaning == gender else -0.6 if leaning else 0.0
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
        if theme and not self.dialogue and all(m.block != block for m in self.mentions if m.person in scores):
            heavy = sorted(scores, key=lambda p: -self.weight[p])[:2]
            if len(heavy) == 2 and self.weight[heavy[0]] >= max(5, 2 * self.weight[heavy[1]]):
                scores[heavy[0]] += 2.5  # a paragraph that begins with "he" speaks of whom the page is about
        ranked = sorted(scores, key=lambda p: -scores[p])
        best = ranked[0]
        if not self.dialogue and len(ranked) > 1 and scores[best] < 1.2 and scores[best] - scores[ranked[1]] < 0.25:
            return "", 0.0  # two whom nobody has named for a while: rather nobody than the wrong one
        margin = scores[best] - scores[ranked[1]] if len(ranked) > 1 else 2.0
        return best, max(0.5, min(0.93, 0.7 + 0.12 * margin))

    def _most(self) -> int:
        """How often the person is named whom the page names most."""
        if not self._top:
            self._top = max(self.people.counts.values(), default=1) or 1
        return self._top

    def elder(self, role: str) -> str:
        """Return who is called "дедушка" by a child: the one old person that was named so far, or nobody."""
        if role not in _OLD:
            return ""
        gender = self.language.roles.get(role, "")
        named = [n for n in self.first_seen if n.lower() in self.people.names and self.people.gender_of(n) == gender]
        found = _of_age(role, named)
        return found[0] if len(found) == 1 else ""

    def _by_trade(self, role: str, gender: str, block: int) -> str:
        """Return the one of that gender whose trade is told later: "женщина" behind a bar is "буфетчица"."""
        others = [
            n
            for n, at in self.first_seen.items()
            if n != role and at >= block and self.language.roles.get(n.lower()) == gender
        ]
        return others[0] if len(others) == 1 and others[0].split()[-1].lower() not in _GENERIC else ""

    def aliases(self) -> dict[str, str]:
        """Return names for persons who were first "her brother": the next person of that gender to appear."""
        found = dict(self.known_as)
        named = {n: seen for n, seen in self.first_seen.items() if n.lower() in self.people.names}
        for role, block in self.first_seen.items():
            gender = self.people.gender_of(role)
            if role in named or gender not in (FEMALE, MALE) or role.lower() in self.people.roles:
                continue
            same = [n for n in named if self.people.gender_of(n) == gender]
            if self.language.inflected:
                same = _of_age(role, [n for n in same if role not in self.strangers or named[n] >= block])
            unsure = [n for n in named if not self.people.gender_of(n) and n not in self.people.loose]
            same = same or [n for n in unsure if self.people.leaning(n) == gender] or unsure
            if self.language.inflected and not same and role.split()[-1].lower() in _GENERIC:
                other = self._by_trade(role, gender, block)
                if other:  # one person: the noun that the page uses more
                    less, more = sorted((role, other), key=lambda n: self.weight[n])
                    found[less] = more
                continue
            if role in self.kin:
                near = [(named[n], n) for n in same if block <= named[n] <= block + 6]
                if near:
                    found[role] = min(near)[1]
            elif (
                len(same) == 1
                and (block <= self.first_seen[same[0]] or role not in self.strangers)
                and role.split()[-1].lower() in _GENERIC
            ):
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
    | {"хозяйка", "хозяин", "старик", "старуха", "мужчина", "lad", "gentleman"}
    | {"старичок", "старушка", "дед", "бабка", "бабушка", "мальчишка", "девчонка", "пацан", "юноша", "парнишка"}
)


_OLD = frozenset({"старик", "старичок", "дед", "дедушка", "старуха", "старушка", "бабка", "бабушка"})
_YOUNG = frozenset(
    {"мальчик", "мальчишка", "мальчуган", "пацан", "парнишка", "девочка", "девчонка", "ребёнок", "малыш"}
)


_STILL = words(
    "сидел сидела стоял стояла лежал лежала спал спала дремал дремала висел ждал ждала молчал молчала читал читала "
    "писал писала курил курила жил жила был была вязал вязала грелся грелась"
)
_SERVES = words(
    "служит служил служила работает работал работала был была стал стала становится трудится трудился числится"
)


def _serves_as(phrase: Subject, toks: Sequence[Token]) -> bool:
    """Tell what somebody is by trade: "служит смотрителем", "стала учительницей"."""
    before = [t.low for t in toks[max(0, phrase.first - 3) : phrase.first]]
    instrumental = toks[phrase.first].low.endswith(("ом", "ем", "ём", "ой", "ей", "ым", "им"))
    return instrumental and any(w in _SERVES for w in before) and not any(w in ("с", "со") for w in before)


def _is_thing(phrase: Subject, toks: Sequence[Token]) -> bool:
    """Tell a noun that the next sentence calls "it": "The coach was late. It had been late since Corrow."."""
    stop = next((k for k in range(phrase.last, min(len(toks), phrase.last + 14)) if toks[k].text in ".!?"), -1)
    opens = not phrase.first or toks[phrase.first - 1].text in ".!?"
    return opens and 0 < stop < len(toks) - 1 and toks[stop + 1].low == "it"


def _before_noun(phrase: Subject, toks: Sequence[Token]) -> str:
    """Return the word before a noun and its adjectives."""
    k = phrase.first - 1
    while k > 0 and toks[k].low.endswith(("ая", "яя", "ый", "ий", "ой")) and not past(toks[k].low):
        k -= 1
    return toks[k].low if k >= 0 else ""


def _appears(phrase: Subject, toks: Sequence[Token]) -> bool:
    """Tell how a Russian story brings somebody in: "мальчик лет восьми", "вошла женщина", "какой-то мужик"."""
    after = toks[phrase.last].low if phrase.last < len(toks) else ""
    before = _before_noun(phrase, toks)
    first = toks[phrase.first].low
    return after == "лет" or first in ("какой-то", "какая-то", "некий", "некая", "один", "одна") or past(before) != ""


def _of_age(role: str, names: Sequence[str]) -> list[str]:
    """Return the names that a noun of old or of young age can mean: only the old are called by their father's name."""
    word = role.split()[-1].lower()
    if word not in _OLD | _YOUNG:
        return list(names)
    elder = [n for n in names if any(patronymic(w.lower())[0] for w in n.split())]
    return elder if word in _OLD else [n for n in names if n not in elder]


def _presented(phrase: Subject, before: Subject | None, toks: Sequence[Token]) -> bool:
    """Tell a sentence that brings a person in at its end: "Then came Ada Lund."."""
    if phrase.possessive or (phrase.last < len(toks) and toks[phrase.last].text not in ".!"):
        return False
    start = phrase.first - 1
    while start >= 0 and toks[start].text not in ".!?":
        start -= 1
    earlier = before is not None and before.first > start
    return not earlier and 1 < phrase.first - start <= 5 and toks[phrase.first - 1].word and toks[start + 1].low != "by"


def clause_gender(toks: Sequence[Token], language: Language) -> str:
    """Return the gender of the subject of "… said the cook, wiping her hands", as far as what follows it tells."""
    for tok, following in pairwise(toks):
        if tok.text in '.;:!?“”"«»' or tok.capital or tok.low in language.roles:
            return ""
        gender = language.possessives.get(tok.low, "")
        if gender:  # "told her she had" is somebody else
            other = (
                language.pronouns,
                language.determiners,
                language.prepositions,
                language.joins,
                language.auxiliaries,
            )
            object_ = not following.word or any(following.low in table for table in other)
            return "" if object_ else gender
    return ""


def role_name(subject: Subject) -> str:
    """Return the page's own words for a person without a name."""
    words = subject.text.split()
    drop = {"his", "her", "their", "my", "our", "your", "its", "this", "that", "every", "each", "no"}
    drop |= {
        "этот",
        "эта",
        "тот",
        "та",
        "один",
        "одна",
        "какой-то",
        "какая-то",
        "некий",
        "сам",
        "самый",
        "его",
        "её",
        "ее",
    }
    drop |= {"их", "наш", "наша", "мой", "моя"}
    words = [w for w in words if w.lower() not in drop] or [subject.head]
    text = " ".join(words)
    return text[:1].upper() + text[1:]
