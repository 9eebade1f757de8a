"""Who is said to speak: the reporting clause beside a quotation.

In: the tokens of a clause. Out: its subject, unresolved: a name, a pronoun, or a noun such as "the old ferryman".
A small grammar of noun phrases and the tables of a language; no parser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.inflected import clause_after, clause_before, words_of
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import Subject, persons_in, phrase_at, phrases_in
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import Token

_PARTICLES = frozenset(["in", "out", "on", "up", "back"])  #: "broke in Dick", "called out the cook"

__all__ = ["Subject", "Tag", "first_person_phrase", "persons_in", "subject_of", "tag_after", "tag_before"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A reporting clause."""

    subject: Subject
    verb: str
    rule: str
    confidence: float
    start: int = 0  #: character at which subject or verb begins, whichever is first
    end: int = 0  #: one past the last character of subject and verb


def tag_after(toks: Sequence[Token], people: People, *, strong: bool, comma: bool = False) -> Tag | None:
    """Return the tag that a clause right after a quotation begins with.

    `strong`: the quotation ended so that a tag is expected (comma, question mark, exclamation mark, no mark at all).
    `comma`: a comma stands at its end, so that a person beside any verb is its tag.
    """
    language = people.language
    if language.inflected:
        return _inflected_after(toks, people, strong=strong)
    i = 0
    while i < len(toks) and (not toks[i].word or toks[i].low in ("and", "but", "then", "so", "as")) and i < 3:
        i += 1
    if i >= len(toks):
        return None
    if toks[i].low == "according" and i + 2 < len(toks) and toks[i + 1].low == "to":
        subject = phrase_at(toks, i + 2, people)
        return _tag(subject, "according", "tag-after", 0.95, toks[i].start) if subject else None
    named = _named_by(toks, i, people)
    if named is not None:
        return _tag(named, toks[i].low, "tag-after", 0.9, toks[i].start)
    if toks[i].low in language.speech or (
        toks[i].low in language.auxiliaries and i + 1 < len(toks) and toks[i + 1].low in language.speech
    ):
        verb = i if toks[i].low in language.speech else i + 1
        subject = _after_verb(toks, verb + 1, people)
        if subject is not None:
            return _tag(subject, toks[verb].low, "tag-after", 0.98, toks[i].start)
    if strong and toks[i].low in language.weak_speech:  # "shrugs old Matías"
        subject = _after_verb(toks, i + 1, people)
        if subject is not None and subject.kind == "name" and not subject.possessive:
            return _tag(subject, toks[i].low, "tag-after", 0.9, toks[i].start)
    if comma and _any_verb(toks[i], language) and i + 1 < len(toks):  # "counted Ada"
        subject = phrase_at(toks, i + 1, people, unlisted=False)
        if subject is not None and subject.kind in ("name", "role") and not subject.possessive:
            return _tag(subject, toks[i].low, "tag-after", 0.9, toks[i].start)
    subject = phrase_at(toks, i, people)
    if subject is None:
        return None
    found = _verb_after(toks, subject.last, language, weak=strong)
    if found is None and subject.kind == "thing":
        found = subject.last  # "it ran"
    if found is None and comma and not subject.possessive and subject.kind != "document":
        near = next((n for n in range(subject.last, min(len(toks), subject.last + 2)) if not _adverb(toks[n])), -1)
        if near >= 0 and _any_verb(toks[near], language) and toks[near].low.endswith(language.verb_endings):
            found = near  # "Ada counted"
    if found is None:
        return None
    verb = found
    confidence = 0.97 if strong else 0.8
    return Tag(
        subject=subject,
        verb=toks[verb].low,
        rule="tag-after",
        confidence=confidence,
        start=subject.start,
        end=toks[verb].end,
    )


def _inflected_after(toks: Sequence[Token], people: People, *, strong: bool) -> Tag | None:
    found = clause_after(toks, people, strong=strong)
    if found is None:
        return None
    return Tag(
        subject=found.subject,
        verb=found.verb.low,
        rule="tag-after",
        confidence=(0.97 if strong else 0.8) - (0.1 if found.dropped else 0),
        start=min(found.subject.start, found.verb.start),
        end=max(found.subject.end, found.verb.end),
    )


def _adverb(tok: Token) -> bool:
    return tok.low.endswith("ly")


def _any_verb(tok: Token, language: Language) -> bool:
    """A word that can be a verb, as far as the tables of other words tell; English alone has a fixed word order."""
    return (
        not language.inflected
        and tok.word
        and not tok.capital
        and tok.low.isalpha()
        and not (
            tok.low in language.small
            or tok.low in language.prepositions
            or tok.low in language.joins
            or tok.low in language.roles
            or tok.low in language.determiners
            or tok.low in language.pronouns
            or _adverb(tok)
        )
    )


def _named_by(toks: Sequence[Token], i: int, people: People) -> Subject | None:
    """Read "was how Ada put it", "was Ada's verdict", "is the verdict of Ada"."""
    language = people.language
    if toks[i].low not in language.auxiliaries | {"is", "came", "comes"} or i + 2 >= len(toks):
        return None
    if toks[i + 1].low in ("how", "what"):
        return phrase_at(toks, i + 2, people)
    near = toks[i + 1 : i + 8]
    noun = next((n for n, t in enumerate(near) if t.low in language.said_of), None)
    if noun is None:
        return None
    if noun + 1 < len(near) and near[noun + 1].low in ("of", "from"):
        return phrase_at(toks, i + noun + 3, people)
    owner = toks[i + 1]
    if owner.low in language.possessives:
        return Subject(kind="pronoun", text=owner.low, start=owner.start, end=owner.end, first=i + 1, last=i + 2)
    return phrase_at(toks, i + 1, people) if near[noun - 1].low.endswith("'s") else None


def _tag(subject: Subject, verb: str, rule: str, confidence: float, start: int) -> Tag:
    return Tag(
        subject=subject, verb=verb, rule=rule, confidence=confidence, start=min(start, subject.start), end=subject.end
    )


def _after_verb(toks: Sequence[Token], i: int, people: People) -> Subject | None:
    """The subject of "said NAME", past an adverb, an object pronoun or the particle of "broke in Dick"."""
    for skip in range(3):
        if i + skip >= len(toks) or toks[i + skip].text in ".;:":
            return None
        found = phrase_at(toks, i + skip, people, inverted=True)
        if found is not None:
            return found
        low = toks[i + skip].low
        if not (low.endswith("ly") or low in people.language.auxiliaries or (not skip and low in _PARTICLES)):
            return None
    return None


def _verb_after(toks: Sequence[Token], i: int, language: Language, *, weak: bool) -> int | None:
    """The verb of a subject that ends at `i`: past adverbs, "of" phrases and what stands between commas."""
    steps = 0
    while i < len(toks) and steps < 26:
        tok = toks[i]
        steps += 1
        if tok.low in language.speech or (weak and tok.low in language.weak_speech):
            return i
        if tok.low in language.leads and i + 2 < len(toks) and toks[i + 1].low == "to":
            if toks[i + 2].low in language.speech or toks[i + 2].low == "know":  # "used to say", "wanted to know"
                return i + 2
            return None
        if tok.low in language.auxiliaries or tok.low.endswith("ly"):
            i += 1
        elif tok.text == "," and i + 1 < len(toks) and toks[i + 1].low in language.speech:
            i += 1  # the comma that closes "her husband, Hector,"
        elif tok.text == ",":
            closing = _closing_comma(toks, i + 1)
            if closing is None:
                return None
            i = closing + 1
        elif tok.low in language.prepositions or tok.text == "(":
            i = _past_phrase(toks, i + 1, language)
        elif tok.text.isdigit() or tok.low in ("who", "which", "whose", "and"):
            if tok.low == "and":
                i += 1
                continue
            return None
        else:
            return None
    return None


def _closing_comma(toks: Sequence[Token], i: int) -> int | None:
    end = min(len(toks), i + 24)
    for n in range(i, end):
        if toks[n].text == "," and not (n + 1 < len(toks) and toks[n + 1].text.isdigit()):
            return n
        if toks[n].text in '.;:"“”':
            return None
    return None


def _past_phrase(toks: Sequence[Token], i: int, language: Language) -> int:
    """Skip a noun phrase in lower case or capitals: "of Harrow", "from the back of the hall"."""
    steps = 0
    while i < len(toks) and steps < 8 and toks[i].word and toks[i].low not in language.speech:
        i += 1
        steps += 1
    return i if i >= len(toks) or toks[i].text != ")" else i + 1


def tag_before(toks: Sequence[Token], people: People, *, colon: bool) -> Tag | None:
    """Return the tag that a clause right before a quotation ends with."""
    language = people.language
    if not toks:
        return None
    rule = "colon" if colon else "tag-before"
    if language.inflected and (found := _inflected_before(toks, people, rule)) is not None:
        return found
    whose = _words_of(toks, people) if colon and not language.inflected else None
    if whose is not None:
        return Tag(subject=whose, verb=toks[-1].low, rule=rule, confidence=0.9, start=whose.start, end=toks[-1].end)
    verb = None
    for n in range(len(toks) - 1, max(-1, len(toks) - 30), -1):
        if toks[n].low in language.speech and not _is_noun(toks, n, language):
            verb = n
            break
    if verb is not None:
        distance = sum(t.word for t in toks[verb + 1 :])
        subject = subject_of(toks, verb, people)
        if subject is None and verb + 1 < len(toks):  # "said the mayor:"
            subject = _after_verb(toks, verb + 1, people)
        if subject is None and colon and not language.inflected:
            subject = _opening(toks, verb, language)
        if subject is not None and (colon or distance <= 9):
            return Tag(
                subject=subject,
                verb=toks[verb].low,
                rule=rule,
                confidence=0.97 if distance <= 4 else 0.85,
                start=subject.start,
                end=toks[-1].end,
            )
    for n, tok in enumerate(toks[:-1]):
        if (tok.low == "according" and toks[n + 1].low == "to") or (
            tok.low in ("words", "opinion", "view") and toks[n + 1].low == "of"
        ):
            subject = phrase_at(toks, n + 2, people)
            if subject is not None:
                return Tag(subject=subject, verb=tok.low, rule=rule, confidence=0.93, start=tok.start, end=toks[-1].end)
    if not colon:
        return None
    subject = first_person_phrase(toks, people)
    if subject is None:
        return None
    return Tag(subject=subject, verb="", rule="colon", confidence=0.7, start=subject.start, end=toks[-1].end)


def _inflected_before(toks: Sequence[Token], people: People, rule: str) -> Tag | None:
    owner = words_of(toks, people)
    opens = owner is not None and toks[0].low in ("по", "со", "с")  # "По его словам, мост не пустел:"
    found = owner if opens else clause_before(toks, people) or owner
    if found is None:
        return None
    return Tag(
        subject=found.subject,
        verb=found.verb.low,
        rule=rule,
        confidence=0.97 if found.distance <= 4 else 0.85,
        start=min(found.subject.start, found.verb.start),
        end=toks[-1].end,
    )


def _words_of(toks: Sequence[Token], people: People) -> Subject | None:
    """Read whose words "A sailor remembered her last words:" or "We still quote Ada's advice:" brings in."""
    language = people.language
    i = len(toks) - 1
    if i < 2 or toks[i].low not in language.said_of:
        return None
    while i > 1 and toks[i].word and toks[i].low not in language.possessives and not toks[i].low.endswith("'s"):
        i -= 1
        if len(toks) - i > 4:
            return None
    if toks[i].low in language.possessives:
        return Subject(kind="pronoun", text=toks[i].low, start=toks[i].start, end=toks[i].end, first=i, last=i + 1)
    begin = i
    while begin and toks[begin - 1].capital:
        begin -= 1
    name = read_name(toks, begin, language) if toks[i].capital else None
    if name is None or not name.possessive or not people.is_person(name):
        return None
    return Subject(kind="name", text=name.text, start=name.start, end=name.end, first=begin, last=name.last)


def _opening(toks: Sequence[Token], verb: int, language: Language) -> Subject | None:
    """The subject that no table knows: "Brackley Boats, which runs them, said:", "An insider at the park revealed:"."""
    i = next((n for n in range(min(4, verb)) if toks[n].capital or toks[n].low in language.determiners), -1)
    if i < 0 or (i and toks[i - 1].low in language.prepositions):
        return None
    if toks[i].low in language.determiners:
        j = i + 1
        while j < verb and _plain(toks[j], language):
            j += 1
        head = toks[j - 1]
        written = language.documents | language.speech_nouns
        if j == i + 1 or head.low in written or head.low.removesuffix("s") in written:
            return None
        text = " ".join(t.text for t in toks[i + 1 : j])
        return Subject(kind="role", text=text, head=head.low, start=toks[i].start, end=head.end, first=i, last=j)
    name = read_name(toks, i, language)
    if name is None or name.possessive or toks[i].low in language.not_names or name.last >= len(toks):
        return None
    if name.last != verb and toks[name.last].text not in ",(–—":
        return None
    return Subject(kind="name", text=name.text, start=name.start, end=name.end, first=i, last=name.last)


def _plain(tok: Token, language: Language) -> bool:
    return (
        tok.word
        and not tok.capital
        and tok.low not in language.prepositions
        and tok.low not in language.joins
        and tok.low not in language.auxiliaries
        and tok.low not in ("who", "which", "that", "whose")
    )


def _is_noun(toks: Sequence[Token], n: int, language: Language) -> bool:
    """A word that looks like a verb of speech but follows a determiner or an adjective: "the answer", "his reply"."""
    before = toks[n - 1].low if n else ""
    return before in language.determiners or before in language.prepositions or before.endswith("'s")


def subject_of(toks: Sequence[Token], verb: int, people: People) -> Subject | None:
    """Return the subject of the verb at index `verb`, looking to the left."""
    language = people.language
    phrases = phrases_in(toks, 0, verb, people)
    i = verb - 1
    while i >= 0 and (toks[i].low in language.auxiliaries or toks[i].low.endswith("ly")):
        i -= 1
    if i > 1 and toks[i].low == "and" and toks[i - 1].low in language.speech and not _is_noun(toks, i - 1, language):
        return subject_of(toks, i - 1, people)  # "a trucker on the radio called and said"
    relative = _relative(toks, i, phrases, language)
    if relative > 0:  # "…, which said:", "Ada Crane, who stood up and told them:"
        i = relative
        stop = i - 1 if toks[i - 1].text == "," else i
        while stop > 1 and toks[stop - 1].low in language.auxiliaries:
            stop -= 1  # "by Ada Crane herself, who …"
        for phrase in phrases:
            if phrase.last == stop and not phrase.possessive:
                return phrase
        begin = stop
        while begin and toks[begin - 1].capital:
            begin -= 1
        name = read_name(toks, begin, language) if begin < stop else None
        if name is not None and name.last == stop:
            return Subject(kind="name", text=name.text, start=name.start, end=name.end, first=name.first, last=stop)
        return None
    if not phrases:
        return None
    if i >= 0 and toks[i].text in ",—–)":  # an aside stands between subject and verb
        for n in range(i - 1, max(-1, i - 26), -1):
            if toks[n].text in ",—–(":
                for phrase in reversed(phrases):
                    if (
                        phrase.first
                        and toks[phrase.first - 1].low in language.prepositions
                        and phrase is not phrases[0]
                    ):
                        continue  # "a spokeswoman for the council, which …"
                    if phrase.last == n or (phrase.last < n and _only_of(toks, phrase.last, n, language)):
                        return phrase
                break
        return phrases[0] if not phrases[0].possessive or len(phrases) == 1 else phrases[-1]
    for phrase in reversed(phrases):
        if phrase.last > i + 1 or phrase.possessive:
            continue
        if _only_of(toks, phrase.last, i + 1, language) and not _behind_preposition(toks, phrase.first, language):
            return phrase
    # "She put down the lamp and said": the subject of the verb before
    for phrase in phrases:
        if not phrase.possessive and not (phrase.first and toks[phrase.first - 1].low in language.prepositions):
            return phrase
    return None


def _relative(toks: Sequence[Token], i: int, phrases: Sequence[Subject], language: Language) -> int:
    """Return where the relative pronoun stands whose clause the verb ends, or -1."""
    if i > 0 and toks[i].low in ("which", "that", "который", "которая"):
        return i
    commas = [n for n in range(i, max(0, i - 16), -1) if toks[n].text == ","][:2]
    if len(commas) == 2 and toks[commas[1] - 1].low == "who":
        return commas[1] - 1  # "Lydia, who, flying to her, cried:"
    for n in range(i, max(0, i - 16), -1):
        if toks[n].low == "who":
            return n
        if toks[n].text in ",;:.—–" or any(p.first == n and p.kind in ("pronoun", "name") for p in phrases):
            return -1
    return -1


def _behind_preposition(toks: Sequence[Token], first: int, language: Language) -> bool:
    """Tell what stands behind a preposition and belongs to the noun before it: "of the African Plains"."""
    k = first - 1
    if k > 0 and toks[k].low in language.definite:
        k -= 1
    return k >= 0 and toks[k].low in language.prepositions


def _only_of(toks: Sequence[Token], start: int, end: int, language: Language) -> bool:
    """Nothing, or only a phrase that belongs to the noun before it: "of Harrow", "from the bank"."""
    if start >= end:
        return True
    if end - start > 9 or toks[start].low not in language.prepositions:
        return False
    return all(t.word and t.low not in language.speech for t in toks[start:end])


def first_person_phrase(toks: Sequence[Token], people: People) -> Subject | None:
    """Return the first person that a clause names, possessors included."""
    phrases = phrases_in(toks, 0, len(toks), people)
    named = [p for p in phrases if p.kind in ("name", "role", "pronoun")]
    told = [
        p
        for p in named
        if not (p.first and toks[p.first - 1].low in people.language.prepositions)
        or any(t.low == "who" for t in toks[p.last : p.last + 2])  # "with Ada Lund, who gave her own version:"
    ]
    first = next((p for p in told if not p.possessive), next(iter(told), None))
    if first is not None and first.kind == "role" and first.possessive and people.language.inflected:
        return None  # "разосланных с красным лакеем, было написано:"
    return _in_apposition(first, named, toks) if first is not None and first.kind == "role" else first


def _in_apposition(role: Subject, phrases: Sequence[Subject], toks: Sequence[Token]) -> Subject:
    """Return the name that stands between commas behind a noun: "Его ученик, мастер Егор Ламзин, вёл с ним …"."""
    for phrase in phrases:
        between = toks[role.last : phrase.first]
        if phrase.kind == "name" and phrase.first > role.last and not phrase.possessive:
            beside = between[0].text == "," and len(between) <= 3 and "," not in [t.text for t in between[1:]]
            return phrase if beside and phrase.last < len(toks) and toks[phrase.last].text == "," else role
    return role
