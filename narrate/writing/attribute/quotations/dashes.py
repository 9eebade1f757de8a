"""Dialogue by dashes: where speech ends and the reporting clause begins.

A paragraph opens with a dash; ", — said she, —" steps out of the speech and in again. The same happens inside
guillemets in Russian and French. Which part is the clause is told by its verb of speech, or by a person who acts.
Where the dash only opens the paragraph, as in Irish stories, commas do its work: "—Come in, he said, and shut it."
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from narrate.sentences import split
from narrate.writing.attribute.languages import FEMALE, MALE, Language, words
from narrate.writing.attribute.languages.ru_forms import past
from narrate.writing.attribute.persons.inflected import clause_after, clause_before
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import Subject
from narrate.writing.attribute.persons.tags import Tag, persons_in, tag_after
from narrate.writing.attribute.wording.marks import ANGLE, DASH, DOUBLE, Quote
from narrate.writing.attribute.wording.words import Token, tokens

_OPENS = re.compile(r"[—–-]{1,2}\s*(?=[\w«\"“‘'’(\[…¿¡])|[―]\s*")
_TURN = re.compile(r"[,.!?…:;»”\")]((?:\s+[—–-]{1,2}|\s*[―])\s*)(?=[^\s\d—–-])")
_BROKEN = re.compile(r"\w(\s+[—–]\s+)(?=(?:он|она) )")
_AGAIN = re.compile(r"[.!?…,](\s+[—–]+)(?=[\w“\"'‘])")
_INSIDE = re.compile(r":\s+([—–]\s+)(?=[^\W\d_a-zа-яё]|…)")
_HUGGED = re.compile(r"\s[—–](?=[^\W\d_A-ZА-ЯЁ])([^—–]{2,160}?)(?:[—–](?=[\s.,;:!?…])[.,;:]?|$)")
_BREAK = re.compile(r"[,!?…—][”\"]?\s+|\.\s+(?=[a-z])")


def opens_with_dash(text: str) -> bool:
    """Tell whether a paragraph begins as a line of dialogue."""
    return _OPENS.match(text) is not None


def dash_quotes(text: str, people: People) -> list[Quote]:
    """Return the parts of a dialogue paragraph that are speech."""
    language = people.language
    opening = _OPENS.match(text)
    if opening is None:
        return []
    hugged = [(m.start(), m.end()) for m in _HUGGED.finditer(text, opening.end()) if _reports(m[1], people)]
    parts = [(opening.end(), len(text))]
    if hugged:  # "—Come —said Ann—, and close it."
        return _quotes(_outside(text, opening.end(), hugged))
    if language.dash_dialogue or _TURN.search(text):
        parts = _speech(text, opening.end(), len(text), people)
    if not language.dash_dialogue and len(parts) == 1 and parts[0][1] >= len(text):
        parts = _between_commas(text, opening.end(), people)
    return _quotes(parts)


def _reports(clause: str, people: People) -> bool:
    return tag_after(tokens(f"— {clause}"), people, strong=True) is not None


def dash_inside(text: str, people: People) -> list[Quote]:
    """Return the speech of a paragraph that comes to it only after a colon: "Then she said: — Wake him.\""""
    for match in _INSIDE.finditer(text):
        begin = max(0, match.start() - 200)
        spans = split(text[begin : match.start()], people.language.code)
        if spans and clause_before(tokens(text, begin + spans[-1][0], match.start()), people) is not None:
            parts = _speech(text, match.end(), len(text), people)
            first, *others = _quotes(parts)
            first.start, first.part = match.start(1), False
            return [first, *others]
    return []


def _quotes(parts: Sequence[tuple[int, int]]) -> list[Quote]:
    return [
        Quote(start=s, end=e, family=DASH, opened=n == 0, closed=True, mark=0, part=True)
        for n, (s, e) in enumerate(parts)
    ]


def split_at_dashes(text: str, quotes: Sequence[Quote], people: People) -> list[Quote]:
    """Part quotations that hold their own reporting clause: «Yes, — he said. — Come.»"""
    out: list[Quote] = []
    for quote in quotes:
        if quote.family not in (ANGLE, DOUBLE) or not quote.opened:
            out.append(quote)
            continue
        start, end = quote.inner
        parts = _speech(text, start, end, people)
        if len(parts) == 1 and parts[0][1] >= end:
            out.append(quote)
            continue
        for n, (s, e) in enumerate(parts):
            last = n == len(parts) - 1
            ends = last and e >= end
            out.append(
                Quote(
                    start=quote.start if n == 0 else s,
                    end=quote.end if ends else e,
                    family=quote.family,
                    opened=n == 0,
                    closed=ends and quote.closed,
                    mark=quote.mark,
                    part=True,
                )
            )
    return out


# --- clauses between dashes ------------------------------------------------------------------------------------------


def _speech(text: str, start: int, end: int, people: People) -> list[tuple[int, int]]:
    cuts = [(m.start(1), m.end(1)) for m in _TURN.finditer(text, start, end)]
    if people.language.inflected:
        cuts += [(m.start(1), m.end(1)) for m in _BROKEN.finditer(text, start, end)]
        cuts.sort()
    if not cuts:
        return [(start, end)]
    parts: list[tuple[int, int]] = []
    begin = start
    clause = False
    for n, (left, right) in enumerate(cuts):
        stop = cuts[n + 1][0] if n + 1 < len(cuts) else end
        if clause:
            clause = False
            begin = right
        elif _is_clause(text, left, right, stop, people):
            parts.append((begin, left))
            clause = True
    if not clause:
        parts.append((begin, end))
    return parts


def _is_clause(text: str, left: int, right: int, stop: int, people: People) -> bool:
    """Tell whether a part between dashes reports: a verb of speech near its start, or a person who does something."""
    language = people.language
    if language.inflected:
        return _inflected_clause(text, left, right, stop, people)
    piece = text[right:stop]
    toks = tokens(piece[:160])
    if not toks:
        return False
    head = toks[:7]
    if (
        any(t.low in language.first_person or t.low in language.second_person for t in toks[:2])
        and toks[0].low not in language.speech
    ):
        return toks[0].low == "i" and len(toks) > 1 and toks[1].low in language.speech
    lower = not toks[0].capital
    if lower and any(t.low in language.speech or t.low in language.weak_speech for t in head):
        return True
    phrases = [p for p in persons_in(head, people) if p.first <= 1 and not p.possessive]
    if phrases and not lower:
        return any(
            t.low in language.speech or t.low in language.weak_speech
            for t in toks[phrases[0].last : phrases[0].last + 4]
        )
    return bool(phrases) and phrases[0].kind in ("name", "role", "pronoun") and lower and piece.rstrip()[-1:] in ".,:"


def _inflected_clause(text: str, left: int, right: int, stop: int, people: People) -> bool:
    language = people.language
    toks = tokens(text, left, min(stop, right + 200))
    words = [t for t in toks if t.word]
    found = clause_after(toks, people, strong=True)
    if not words or found is None:
        return False
    subject, verb = found.subject, found.verb
    spoken = verb.low in language.speech
    before = text[left - 1 : left]
    if subject.kind == "first":
        return spoken
    if any(t.low in language.second_person for t in words[:2]):
        return False
    if before.isalnum():  # broken off: only a gesture tells the narrator from the speaker
        return any(t.low in language.weak_speech for t in words[:12])
    if before == "," and subject.start < verb.start and not spoken:
        closed = stop < len(text) and text[:stop].rstrip()[-1:] == "."  # ", — дед достал банку. — Несите три"
        return verb.low in language.weak_speech or (closed and past(verb.low) != "" and not words[0].capital)
    if words[0].capital:
        return subject.start < verb.start or spoken
    return True


# --- clauses between commas ------------------------------------------------------------------------------------------


def _tags(text: str, start: int, people: People) -> list[tuple[int, int, int]]:
    """Return the reporting clauses of a paragraph: where the speech before ends, where each begins and ends."""
    language = people.language
    found: list[tuple[int, int, int]] = []
    at = start
    for match in _BREAK.finditer(text, start):
        begin = match.end()
        if begin < at:
            continue
        toks = tokens(text, begin, begin + 120)
        tag = tag_after(toks, people, strong=True)
        if tag is None or not toks or tag.subject.kind in ("first", "document", "thing") or tag.start - begin > 1:
            continue
        if toks[0].low in language.second_person or tag.verb not in language.speech:
            continue
        end = _tag_end(toks, tag, language)
        if end < 0:
            continue
        found.append((match.start() + 1, begin, end))
        at = end
    return found


def _tag_end(toks: Sequence[Token], tag: Tag, language: Language) -> int:
    """Return where a clause such as "he said to her quietly, going in" ends; -1 where it is no clause of its own."""
    k = next((n for n, t in enumerate(toks) if t.start >= tag.end), len(toks))
    steps = 0
    while k < len(toks) and toks[k].word and steps < 6:
        low = toks[k].low
        if low in ("that", "nothing", "so", "it", "what", "no") or low in language.first_person:
            return -1
        k += 1
        steps += 1
    if k >= len(toks):
        return toks[-1].end
    if toks[k].text not in ".,;:!?—–…":
        return -1
    after = toks[k + 1].low if k + 1 < len(toks) else ""
    sentence = [t.low for t in toks[k + 1 : k + 16]]
    about = not any(w in language.first_person or w in language.second_person for w in sentence)
    goes_on = toks[k].text == "," and (after.endswith("ing") or (about and after in _BESIDE))
    while goes_on and k < len(toks) and toks[k].text not in ".!?—–":
        k += 1
        if k < len(toks) and toks[k].text == "," and not about:
            break  # "wiping his face, and so would I"
    return toks[min(k, len(toks) - 1)].end


def _between_commas(text: str, start: int, people: People) -> list[tuple[int, int]]:
    """Return the speech of a paragraph whose dash only opens it."""
    asides = [(left, end) for left, _, end in _tags(text, start, people)]
    return _outside(text, start, asides + _told_between(text, start, people))


def _outside(text: str, start: int, asides: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what is left of a paragraph without what the narrator says in it."""
    parts: list[tuple[int, int]] = []
    at = start
    for left, end in sorted(asides):
        if left < at:
            at = max(at, end)
            continue
        if any(ch.isalnum() for ch in text[at:left]):
            parts.append((at, left))
        at = end
    if any(ch.isalnum() for ch in text[at:]):
        parts.append((at, len(text)))
    return [(s + len(text[s:e]) - len(text[s:e].lstrip(" —–")), e) for s, e in parts]


def _told_between(text: str, start: int, people: People) -> list[tuple[int, int]]:
    """Return sentences of the narrator inside the speech: before a dash that opens it again, or where somebody acts."""
    language = people.language
    spans = [(start + s, start + e) for s, e in split(text[start:], language.code)]
    opens = [m.end() for m in _AGAIN.finditer(text, start)]
    found: list[tuple[int, int]] = []
    for n, (s, e) in enumerate(spans):
        if not n or text[s] in "—–":
            continue
        after = bisect_left(opens, e - 1)
        again = after < len(opens) and opens[after] <= e + 4
        toks = tokens(text, s, e)
        actor = _who_begins(toks, people)
        if actor is not None and (again or _acts(actor, toks, text[max(start, s - _NEAR) : s], language)):
            found.append((s, e))
    return found


def _who_begins(toks: Sequence[Token], people: People) -> Subject | None:
    """Return the person with whom a sentence begins, but for an "and" before."""
    joined = bool(toks) and toks[0].low in ("and", "but", "then", "so")
    phrases = persons_in(toks[: 7 + joined], people)
    first = next((p for p in phrases if p.first == joined), None)
    return first if first is not None and first.kind in ("pronoun", "name", "role") else None


_NEAR = 600  #: characters of the speech before a sentence in which somebody may have been spoken of
_BESIDE = words("without with as from while still half before after looking her his into over through in on at")
_DID = words(
    """
took put drew sat stood went came got let gave shook laid held ran lit rose bent leant drank ate threw spat wept
caught felt fell knelt swung bit blew struck tore wound spread slid crept led hung
"""
)


def _acts(actor: Subject, toks: Sequence[Token], before: str, language: Language) -> bool:
    """Tell what the narrator saw the speaker do: "He breathed on the glass", where no he was spoken of."""
    rest = [t for t in toks[actor.last :] if t.word]
    if len(rest) < 2 or any(t.low in language.first_person | language.second_person for t in toks):
        return False
    verb = rest[0].low
    did = verb in language.weak_speech or verb in _DID or verb in language.loose_verbs
    if not did and (not verb.endswith("ed") or verb in language.speech):
        return False
    gender = language.pronouns.get(actor.text, "")
    if actor.kind == "pronoun" and gender not in (FEMALE, MALE):
        return False  # "They took up the line"
    spoken_of = {t.low for t in tokens(before)}
    if actor.kind != "pronoun":
        return actor.head not in spoken_of
    pronouns = {w for w, g in [*language.pronouns.items(), *language.possessives.items()] if g == gender}
    persons = {w for w, g in language.roles.items() if g == gender}
    return spoken_of.isdisjoint(pronouns | persons | {"him", "her"})
