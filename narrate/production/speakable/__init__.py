"""What a voice is given: numbers, dates, names and symbols as words.

In: a line of a script. Out: the same line as it is spoken, and every change with its name and place. Engines differ in
what they can read ("1956", "$3.50", "XX Congress"), so nothing is left to them. The rules are one grammar a language;
a text in a language without one is left alone but for the lexicon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from narrate.production.speakable.scan import Change, Grammar, apply, changes_of

if TYPE_CHECKING:
    from narrate.production.lexicon import Lexicon

__all__ = ["AS_WRITTEN", "Change", "Spoken", "normalise", "speakable", "unruled"]


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


def _tongue(language: str) -> str:
    return (language or "en").lower().partition("-")[0]


AS_WRITTEN = "numbers, dates and abbreviations are given to the voice as they are written; rules are here for en and ru"


def unruled(languages: Iterable[str]) -> list[str]:
    """Return those of some languages (BCP 47 tags), each once, whose numbers nothing here writes out."""
    return [language for language in dict.fromkeys(languages) if _tongue(language) not in ("en", "ru")]


def speakable(text: str, language: str = "en", *, lexicon: Lexicon | None = None, alphabet: str = "") -> Spoken:
    """Return a text as words.

    `language` is a BCP 47 tag; an empty one means English. `alphabet` names the phonemes an engine takes
    inline ("misaki"); without one the lexicon's respellings are used.
    """
    grammar = _grammar(_tongue(language))
    text = _calm(text)
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


def _calm(text: str) -> str:
    """Return a line that is all capitals with its long words in small letters.

    A masthead shouts for the eye; a voice would spell every name that its dictionary lacks. Four letters and fewer may
    be an acronym and stay, as do Roman numerals and words without a vowel.
    """
    if text != text.upper() or sum(map(str.isalpha, text)) < CALM_LETTERS or " " not in text.strip():
        return text

    def word(found: re.Match[str]) -> str:
        small = found[0][0] + found[0][1:].lower()
        return small if len(small) == len(found[0]) and not _STAYS.fullmatch(found[0]) else found[0]

    return _LONG_CAPITALS.sub(word, text)


CALM_LETTERS = 10
_LONG_CAPITALS = re.compile(r"[^\W\d_]{5,}")
_STAYS = re.compile(r"[IVXLCDM]+|[^AEIOUYАЕЁИОУЫЭЮЯ]+")


def normalise(line: str, language: str = "en") -> str:
    """Return one line as plain words, without a lexicon: what `narrate normalise` prints."""
    return speakable(line, language).text
