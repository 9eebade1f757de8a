"""Whom an announcement means: its subject, who reads, or the person whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Container, Sequence

from narrate.model import Block
from narrate.writing.attribute.passages.announced import READS
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import mentions
from narrate.writing.attribute.persons.tags import Subject, persons_in, subject_of
from narrate.writing.attribute.wording.words import Token, tokens


def who_speaks(toks: Sequence[Token], verbs: Sequence[int], people: People) -> tuple[str | None, str, tuple[str, ...]]:
    """Return who is announced, whose words they are, and who else is known to the narrator."""
    language = people.language
    phrases = [p for p in persons_in(toks, people) if p.kind in ("name", "role")]
    pronouns = [p for p in persons_in(toks, people) if p.kind == "pronoun"]
    names = tuple(people.resolve(p.text, p.title) for p in phrases if p.kind == "name")
    if reader := reader_of(toks, phrases):  # "his report is read here by the actor Jon Tveit"
        return named(reader, toks, people), "", names
    for verb in _main_verbs(toks, verbs):
        subject = beside(toks, verb, phrases) or subject_of(toks, verb, people)
        if subject is not None and subject.kind == "pronoun" and language.pronouns.get(subject.text):
            return f"\0{language.pronouns[subject.text]}", "", names
        if subject is None or subject.kind not in ("name", "role"):
            continue
        speaker = named(subject, toks, people)
        via = ""
        if subject.kind == "role" and toks[verb].low in READS and names:
            via = names[0]
        return speaker, via, names
    for k, tok in enumerate(toks):  # "here is his eulogy for our grandmother"
        gender = language.possessives.get(tok.low, "")
        if gender in ("female", "male") and any(t.low in language.speech_nouns for t in toks[k + 1 : k + 4]):
            return f"\0{gender}", "", names
    for k, tok in enumerate(toks[:-1]):  # "a speech … by one of his successors, Nikita Khrushchev"
        if tok.low in ("by", "from") and k:
            after = [p for p in phrases if p.first > k and p.kind == "name"]
            if after and after[0].first - k <= 14:
                return people.resolve(after[0].text, after[0].title), "", names
    if phrases:
        best = next((p for p in phrases if p.kind == "name"), phrases[0])
        return named(best, toks, people), "", names
    if pronouns or any(t.low in language.possessives for t in toks):
        gender = (
            language.pronouns.get(pronouns[0].text, "")
            if pronouns
            else next(language.possessives[t.low] for t in toks if t.low in language.possessives)
        )
        return f"\0{gender}", "", names
    return None, "", names


def reader_of(toks: Sequence[Token], phrases: Sequence[Subject]) -> Subject | None:
    """Return by whom something is read, where the sentence says so."""
    for k, tok in enumerate(toks):
        if tok.low in READS and any(t.low == "by" for t in toks[k + 1 : k + 4]):
            return next((p for p in phrases if k < p.first <= k + 6), None)
    return None


def beside(toks: Sequence[Token], verb: int, phrases: Sequence[Subject]) -> Subject | None:
    """Return the name between commas before a verb: "the ship's last master, Captain Hugo Wahl, explained"."""
    if verb < 2 or toks[verb - 1].text != ",":
        return None
    return next((p for p in phrases if p.kind == "name" and p.last == verb - 1 and " " in p.text), None)


_SUBORDINATE = frozenset(
    {"when", "after", "before", "while", "as", "if", "because", "since", "когда", "после", "пока", "если"}
)


def _main_verbs(toks: Sequence[Token], verbs: Sequence[int]) -> list[int]:
    """Return the verbs outside "when …," first: they say what the sentence is about."""
    inside: set[int] = set()
    open_ = False
    for n, tok in enumerate(toks):
        if tok.low in _SUBORDINATE:
            open_ = True
        elif tok.text in ",;:":
            open_ = False
        if open_:
            inside.add(n)
    return [v for v in verbs if v not in inside] + [v for v in verbs if v in inside]


def named(subject: Subject, toks: Sequence[Token], people: People) -> str:
    """Return the person of a phrase, or its noun with a capital."""
    if subject.kind == "name":
        if subject.last < len(toks) and toks[subject.last].low in people.language.households:
            return f"{subject.text} {toks[subject.last].text}"
        return people.resolve(subject.text, subject.title)
    if subject.head in people.roles:
        return people.roles[subject.head]
    after = toks[subject.last :]
    for k, tok in enumerate(after[:-1]):  # an announcer "over the U.S. sponsored Radio Liberty"
        if tok.low in ("over", "on", "for", "of", "from", "at") and subject.head in (
            "announcer",
            "presenter",
            "host",
            "speaker",
            "reader",
        ):
            caps = [t for t in after[k + 1 : k + 9] if t.capital and t.word and "." not in t.text and len(t.text) > 2]
            if caps and subject.head == "announcer" and tok.low in ("over", "on", "for", "from"):
                return f"{' '.join(t.text for t in caps[-2:])} {subject.head}"
    return subject.head.capitalize()


def _can_be(phrase: Subject, gender: str, people: People) -> bool:
    return people.gender_of(people.resolve(phrase.text, phrase.title)) in ("", gender)


#: a name after these is a place or a person beside the point
_PLACES = frozenset({"from", "in", "at", "near", "to", "into", "из", "в", "на", "под"})


def last_person(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    n: int,
    gender: str,
    people: People,
    voices: Container[int] = frozenset(),
) -> str:
    """Return whom a pronoun of the announcement means: a subject of its own paragraph before one of earlier ones.

    Who is called or spoken of in the text that follows is not its speaker; what `voices` say is passed over.
    """
    language = people.language
    following = blocks[spoken[n + 1]].text if n + 1 < len(spoken) else ""
    title = " ".join(blocks[i].text for i in spoken[:4] if blocks[i].kind in ("title", "heading")).title()
    best, worth = "", -1.0
    told = [k for k in range(n, max(-1, n - 12), -1) if spoken[k] not in voices][:5]
    for back, k in enumerate(told):
        toks = [] if blocks[spoken[k]].kind == "title" else tokens(blocks[spoken[k]].text[-1500:])
        phrases = persons_in(toks, people)
        kin = any(p.kind == "role" and gender and language.roles.get(p.head) == gender for p in phrases)
        if not back and kin and not any(p.kind == "name" and _can_be(p, gender, people) for p in phrases):
            return ""  # "we found his daughter", who has no name yet
        brought_in = {
            people.resolve(p.text, p.title) for p in phrases if p.kind == "name" and _can_be(p, gender, people)
        }
        for phrase in phrases:
            if phrase.kind != "name":
                continue
            person = people.resolve(phrase.text, phrase.title)
            known = people.gender_of(person)
            after = toks[phrase.last].low if phrase.last < len(toks) else ""
            if (gender and known and known != gender) or mentions(following, person) or after in language.records:
                continue
            starts = phrase.first == 0 or toks[phrase.first - 1].text in ".!?,:;"
            score = (
                1.0 * (known == gender)
                + 1.0 * (starts and not phrase.possessive)
                + 0.5 * (not phrase.possessive)
                + 1.0 * (person not in people.loose and mentions(title, person))  # whom the page is about
                + 1.0 * (not back and len(brought_in) == 1 and " " in person)  # the paragraph speaks of nobody else
                + 0.001 * phrase.first
                - 0.9 * back
                - 1.5 * (phrase.first > 0 and toks[phrase.first - 1].low in _PLACES)
            )
            if score > worth:
                best, worth = person, score
        if best and (not gender or worth >= 1.5 or back > 1):
            break
    return best
