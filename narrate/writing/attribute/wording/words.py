"""Words and marks: the tokens that every rule of attribution reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: an en dash joins the words of a name ("Spencer–Churchill"), and parts a sentence before a word in lower case or "I"
TOKEN = re.compile(r"[^\W_]+(?:(?:['’.\-&]|–(?![a-zа-яё]|I\b))[^\W_]+)*|[^\s\w]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, and where it stands."""

    text: str
    start: int
    end: int
    low: str

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Tell a word from a mark."""
        return self.text[0].isalnum()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a span of a text; the full stop of an abbreviation belongs to no token."""
    found = []
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match[0]
        found.append(Token(word, match.start(), match.end(), word.lower().replace("’", "'")))
    return found


def bare(word: str) -> str:
    """Return a word without a possessive ending."""
    for ending in ("'s", "’s"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word.rstrip("'’")
