"""Dialogue by dashes: where speech ends and the reporting clause begins.

A paragraph opens with a dash; ", — said she, —" steps out of the speech and in again. The same happens inside
guillemets in Russian and French. Which part is the clause is told by its verb of speech, or by a person who acts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.marks import ANGLE, DASH, DOUBLE, Quote
from narrate.writing.attribute.people import People, tokens
from narrate.writing.attribute.tags import persons_in

_OPENS = re.compile(r"[—–-]\s*(?=[\w«\"“…¿¡])|[―]\s*")
_TURN = re.compile(r"[,.!?…:;»”\"](\s+[—–-]\s+)")


def opens_with_dash(text: str) -> bool:
    """Tell whether a paragraph begins as a line of dialogue."""
    return _OPENS.match(text) is not None


def dash_quotes(text: str, language: Language, people: People) -> list[Quote]:
    """Return the parts of a dialogue paragraph that are speech."""
    opening = _OPENS.match(text)
    if opening is None:
        return []
    return [
        Quote(start=s, end=e, family=DASH, opened=n == 0, closed=True, mark=0, part=True)
        for n, (s, e) in enumerate(_speech(text, opening.end(), len(text), language, people))
    ]


def split_at_dashes(text: str, quotes: Sequence[Quote], language: Language, people: People) -> list[Quote]:
    """Part quotations that hold their own reporting clause: «Yes, — he said. — Come.»"""
    out: list[Quote] = []
    for quote in quotes:
        if quote.family not in (ANGLE, DOUBLE) or not quote.opened:
            out.append(quote)
            continue
        start, end = quote.inner
        parts = _speech(text, start, end, language, people)
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


def _speech(text: str, start: int, end: int, language: Language, people: People) -> list[tuple[int, int]]:
    cuts = [(m.start(1), m.end(1)) for m in _TURN.finditer(text, start, end)]
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
        elif _is_clause(text[right:stop], language, people):
            parts.append((begin, left))
            clause = True
    if not clause:
        parts.append((begin, end))
    return parts


def _is_clause(piece: str, language: Language, people: People) -> bool:
    """Tell whether a part between dashes reports: a verb of speech near its start, or a person who does something."""
    toks = tokens(piece[:160])
    if not toks:
        return False
    head = toks[:7]
    if (
        any(t.low in language.first_person or t.low in language.second_person for t in toks[:2])
        and toks[0].low not in language.speech
    ):
        return toks[0].low in ("я", "i") and len(toks) > 1 and toks[1].low in language.speech
    lower = not toks[0].capital
    if lower and any(t.low in language.speech or t.low in language.weak_speech for t in head):
        return True
    phrases = [p for p in persons_in(head, language, people) if p.first <= 1 and not p.possessive]
    if phrases and not lower:
        return any(
            t.low in language.speech or t.low in language.weak_speech
            for t in toks[phrases[0].last : phrases[0].last + 4]
        )
    return bool(phrases) and phrases[0].kind in ("name", "role", "pronoun") and lower and piece.rstrip()[-1:] in ".,:"
