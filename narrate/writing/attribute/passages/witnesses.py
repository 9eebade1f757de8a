"""Voices between the paragraphs of a narrator who is nobody: features for the radio, pages with recordings.

The narrator tells in the third person; then a paragraph without marks says "I", "you" or "Sir!". It belongs to whom the
paragraph before it has brought in: who reads, who was recorded, who explains, or whom it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.model import Block
from narrate.sentences import split
from narrate.writing.attribute.passages.announced import OPENING, READS, speaks_to_hall
from narrate.writing.attribute.passages.announcers import beside, last_person, named, reader_of
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import Subject, persons_in
from narrate.writing.attribute.persons.register import alone, mentions, own_words, talks
from narrate.writing.attribute.persons.tags import subject_of
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import Token, tokens

_SHORTEST = 6  #: words of a paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """Who is heard in a paragraph."""

    who: str
    cued: bool  #: the page says that he speaks
    sure: bool = False  #: enough where nobody else is heard on the page


def find_witnesses(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
) -> None:
    """Give paragraphs that talk to whom the narrator brings in before them; nothing where he says "I" himself."""
    texts = [
        n
        for n, i in enumerate(spoken)
        if blocks[i].kind in ("paragraph", "quote")
        and i not in voices
        and i not in taken
        and len(blocks[i].text.split()) >= _SHORTEST
    ]
    found = _hear(blocks, spoken, texts, voices, people)
    if len(texts) < 2 * len(found):
        return
    alone_heard = len({one.who for one in found.values()} | {voice.speaker for voice in voices.values()}) < 2
    if alone_heard and not all(one.sure for one in found.values()):
        return
    for n, one in found.items():
        voices[spoken[n]] = Voice(speaker=one.who, rule="witness", confidence=0.75 if one.cued else 0.65)


def _hear(
    blocks: Sequence[Block], spoken: Sequence[int], texts: Sequence[int], voices: Mapping[int, Voice], people: People
) -> dict[int, _Heard]:
    """Return who is heard in which of the `texts`: nobody in any of them where the narrator says "I"."""
    language = people.language
    found: dict[int, _Heard] = {}
    strange = 0  # paragraphs that say "I", and nobody is brought in
    for at, n in enumerate(texts):
        text = blocks[spoken[n]].text
        strong = alone(text, language) > 0
        before = texts[at - 1] if at else -1
        if not (strong or (talks(text, language) and not _introduces(text, people))):
            aloud = before == n - 1 and text[:1] not in OPENING
            if aloud and (reader := _reads_aloud(blocks, spoken, before, voices, people)):
                found[n] = _Heard(who=reader, cued=True)
            continue
        if (strong or before < 0) and (who := _named_after(blocks, spoken, texts, at, people)):
            found[n] = _Heard(who=who, cued=True, sure=True)
            continue
        if text[:1] in OPENING or len(own_words(text).split()) < 0.7 * len(text.split()):
            if strong:
                return {}  # "…," she told me: the narrator says "I"
        elif before in found and before == n - 1:
            found[n] = found[before]
        elif before >= 0 and _leads(blocks, spoken, before, n, people):
            speaker, cued = _brought_in(blocks, spoken, before, n, voices, people)
            if not speaker and at > 1 and (again := found.get(texts[at - 2])) is not None:
                speaker, cued = _again(blocks[spoken[before]].text, again, people)
            set_off = blocks[spoken[n]].kind == "quote"
            colon = blocks[spoken[before]].text[-1:] == ":"
            if speaker and strong and not (cued or set_off) and _names(text, people):
                return {}  # "I watched Vane at work": the narrator is there
            if speaker and (cued or strong) and not mentions(text, speaker):
                quotes = own_words(blocks[spoken[before]].text) != blocks[spoken[before]].text[:3000]
                sure = cued and " " in speaker and (set_off or colon or (strong and not quotes))
                found[n] = _Heard(who=speaker, cued=cued or set_off, sure=sure)
            elif strong and not colon:
                strange += 1
        elif strong:
            strange += 1
        if strange and language.dash_dialogue:
            return {}
    return found if 2 * strange <= len({one.who for one in found.values()}) else {}


_THAT_IS = re.compile(
    r"(?:That|This|It)(?:['’]s| is| was) (?:the voice of )?(?=(?:the |a |an )?[\w ]{0,40}?[A-Z])|"
    r"The voice (?:is|belongs to) "
)


def _named_after(blocks: Sequence[Block], spoken: Sequence[int], texts: Sequence[int], at: int, people: People) -> str:
    """Return who was heard, where the next paragraph says so: "That's Ann Vane. She was born …"."""
    if at + 1 >= len(texts) or blocks[spoken[texts[at]]].text[:1] in OPENING:
        return ""
    text = blocks[spoken[texts[at + 1]]].text
    match = _THAT_IS.match(text)
    toks = tokens(text[match.end() : match.end() + 80]) if match else []
    for k, tok in enumerate(toks):
        name = read_name(toks, k, people.language) if tok.capital else None
        if name is not None and " " in name.text and people.is_person(name):
            return people.resolve(name.text, name.title)
        if tok.text in ".!?":
            break
    return ""


def _introduces(text: str, people: People) -> bool:
    """Tell the "we" of those who made the programme, who bring somebody in: "on a reel that we found, Ann Vane …"."""
    return any(_is_named(p) and " " in p.text for p in persons_in(tokens(text), people))


def _again(text: str, heard: _Heard, people: People) -> tuple[str, bool]:
    """Return who was heard before a paragraph that speaks of him as "he" and names nobody: he is heard again."""
    language = people.language
    toks = tokens(own_words(text))
    spoken_of = {language.pronouns.get(t.low, "") or language.possessives.get(t.low, "") for t in toks}
    gender = people.gender_of(heard.who)
    if any(p.kind == "name" for p in persons_in(toks, people)):
        return "", False
    meant = gender in spoken_of or (not gender and spoken_of & {"female", "male"})
    return (heard.who, heard.cued) if meant else ("", False)


def _reads_aloud(
    blocks: Sequence[Block], spoken: Sequence[int], before: int, voices: Mapping[int, Voice], people: People
) -> str:
    """Return who reads what follows, whatever its register: "It is read by Bert Vane.", "He reads them here."."""
    language = people.language
    text = blocks[spoken[before]].text
    spans = split(text, language.code)
    toks = tokens(text[slice(*spans[-1])]) if spans else []
    if text[-1:] not in ".:" or READS.isdisjoint(t.low for t in toks):
        return ""
    if (reader := reader_of(toks, persons_in(toks, people))) is not None:
        return named(reader, toks, people)
    gender = language.pronouns.get(toks[0].low, "")
    if not gender or toks[1].low not in READS or not {t.low for t in toks} & {"here", "aloud", "out", "вслух"}:
        return ""
    return last_person(blocks, spoken, before, gender, people, voices)


def _names(text: str, people: People) -> bool:
    """Tell whether a paragraph speaks of persons whose full names the page has."""
    named_here = [p for p in persons_in(tokens(text), people) if p.kind == "name"]
    return any(" " in people.resolve(p.text, p.title) for p in named_here)


def _leads(blocks: Sequence[Block], spoken: Sequence[int], before: int, n: int, people: People) -> bool:
    """Tell whether nothing stands between two paragraphs but lines that name a person, or say what follows.

    "Listen to Ann Vane", "Transcript", "In her own words".
    """
    return all(
        any(_is_named(p) for p in persons_in(toks, people))
        or (len(toks) <= 5 and not people.language.speech_nouns.isdisjoint(t.low for t in toks))
        for k in range(before + 1, n)
        for toks in (tokens(blocks[spoken[k]].text),)
    )


def _brought_in(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    before: int,
    n: int,
    voices: Mapping[int, Voice],
    people: People,
) -> tuple[str, bool]:
    """Return whom the paragraph at `before` brings in to speak at `n`, and whether it says that he speaks."""
    language = people.language
    text = blocks[spoken[before]].text
    if speaks_to_hall(text, language):
        return "", False  # whom a speech calls
    for start, end in reversed(split(text, language.code)[-2:]):
        subject = _speaks(tokens(text[start:end]), people)
        if subject is None or (subject.definite and subject.head in language.voices):
            continue  # "the voice is clear enough"
        if subject.kind == "pronoun":
            gender = language.pronouns.get(subject.text, "") or language.possessives.get(subject.text, "")
            speaker = last_person(blocks, spoken, n - 1, gender, people, voices) if gender else ""
        else:
            speaker = named(subject, tokens(text[start:end]), people)
        if speaker:
            return speaker, True
    toks = tokens(text)
    full = [name for p in persons_in(toks, people) if _is_named(p) and " " in (name := people.resolve(p.text, p.title))]
    heard = len(set(full)) == 1 and (text[-1:] == ":" or not people.language.carriers.isdisjoint(t.low for t in toks))
    if not heard and own_words(text) != text[:3000]:
        return "", False  # whom the page quotes in marks needs them
    return (full[-1] if full else ""), heard


def _is_named(phrase: Subject) -> bool:
    return phrase.kind == "name" and not phrase.possessive


def _speaks(toks: Sequence[Token], people: People) -> Subject | None:
    """Return who reads, was recorded or says something in a sentence."""
    language = people.language
    phrases = persons_in(toks, people)
    if toks and toks[0].low in language.heard:  # "Listen to the curator, Ann Vane, describe the loom"
        return next((p for p in phrases if p.kind == "name"), None)
    for k, tok in enumerate(toks):
        after = [p for p in phrases if p.first > k]
        if tok.low in READS and any(t.low == "by" for t in toks[k + 1 : k + 4]):
            return after[0] if after else None
        if tok.low in READS:
            return subject_of(toks, k, people)
        if tok.low in language.records and k and toks[k - 1].low in ("was", "were", "been"):
            return subject_of(toks, k, people)
        if tok.low in language.records and k + 1 < len(toks):  # "a student had recorded him the year before"
            if toks[k + 1].low in ("him", "her"):
                word = "he" if toks[k + 1].low == "him" else "she"
                return Subject(kind="pronoun", text=word, start=tok.start, end=tok.end, first=k + 1, last=k + 2)
            if after and after[0].first == k + 1 and after[0].kind == "name":
                return after[0]
    nouns = any(t.low in language.speech_nouns for t in toks)
    verbs = [k for k, t in enumerate(toks) if t.low in language.announce_verbs or (nouns and t.low in language.speech)]
    for k in reversed(verbs):
        subject = beside(toks, k, phrases) or subject_of(toks, k, people)
        if subject is not None and not subject.possessive:
            return subject
    for a, b in pairwise(phrases):  # "the voice of the engineer"
        if a.head in language.voices and b.first - a.last <= 2 and toks[a.last].low == "of":
            return b
    voiced = [p for p in phrases if p.kind == "role" and p.head in language.voices | {"announcer", "presenter"}]
    return voiced[-1] if voiced else None
