"""What a voice is given: numbers, dates, names and symbols as words.

In: a line of a script. Out: the same line as it is spoken, and every change with its name and place. Engines differ in
what they can read ("1956", "$3.50", "XX Congress"), so nothing is left to them. The rules are one grammar a language;
a text in a language without one is left alone but for the lexicon.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from narrate.production.speakable.scan import Change, Grammar, apply, changes_of

if TYPE_CHECKING:
    from narrate.production.lexicon import Lexicon

__all__ = ["Change", "Spoken", "normalise", "speakable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A text as an engine is given it, and what was changed."""

    text: str
    changes: tuple[Change, ...]  #: in order, without overlaps; places count in the text as it was given


@lru_cache(maxsize=8)
def _grammar(language: str) -> Grammar | None:
    # One language is loaded when it is first spoken: its patterns take time to compile.
    if language == "en":
        from narrate.production.speakable import en_rules

        return en_rules.GRAMMAR
    if language == "ru":
        from narrate.production.speakable import ru_rules

        return ru_rules.GRAMMAR
    return None


def speakable(text: str, language: str = "en", *, lexicon: Lexicon | None = None, alphabet: str = "") -> Spoken:
    """Return a text as words.

    `language` is a BCP 47 tag; an empty one means English. `alphabet` names the phonemes an engine takes
    inline ("misaki"); without one the lexicon's respellings are used.
    """
    grammar = _grammar((language or "en").lower().partition("-")[0])
    changes: list[Change] = []
    at = 0
    for found in lexicon.replacements(text, alphabet) if lexicon else ():
        if grammar:
            changes += changes_of(text, grammar, at, found.start)
        before = text[found.start : found.end]
        changes.append(Change(name="lexicon", start=found.start, end=found.end, before=before, after=found.said))
        at = found.end
    if grammar:
        changes += changes_of(text, grammar, at)
    said = apply(text, changes) if changes else text
    return Spoken(text=unicodedata.normalize("NFC", said), changes=tuple(changes))


def normalise(line: str, language: str = "en") -> str:
    """Return one line as plain words, without a lexicon: what `narrate normalise` prints."""
    return speakable(line, language).text
