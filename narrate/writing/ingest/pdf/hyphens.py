"""Lines -> running text: a word that was divided at the end of a line is one word again.

Whether a hyphen belongs to the word is told by the document's own words, where it has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from narrate.writing.ingest.hidden import names
from narrate.writing.ingest.pdf.lines import Line, Page

_HYPHENS = "-\u2010\u00ad"
_WORD_AT_START = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# After these a hyphen at the end of a line is most likely one that belongs there.
_KEEPS_HYPHEN = names("self well half all ex vice non quasi cross ill so mid high low long short old new")


def vocabulary_of(pages: Sequence[Page]) -> Counter[str]:
    """Count the words of the document that no line end divides, hyphenated ones as they are."""
    words: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            text = line.text.strip()
            text = text[: len(text) - 1 - len(_word_before_hyphen(text))] if text[-1:] in _HYPHENS else text
            for match in _WORDS.findall(text):
                word = match.casefold().replace("\u2010", "-")
                words[word] += 1
                if "-" in word:
                    words.update(word.split("-"))
    return words


def _word_before_hyphen(text: str) -> str:
    """Return the letters before the hyphen that ends a text."""
    last = len(text) - 1
    first = last
    while first > 0 and text[first - 1].isalpha():
        first -= 1
    return text[first:last]


def joined(lines: Sequence[Line], vocabulary: Counter[str]) -> str:
    """Return the lines of a paragraph as one text."""
    text = ""
    for line in lines:
        following = " ".join(line.text.split())
        text = _join(text, following, vocabulary) if text else following
    return text


def _join(text: str, following: str, vocabulary: Counter[str]) -> str:
    if text.endswith("—") and not text.endswith(" —"):
        return text + following
    if text[-1:] not in _HYPHENS or text[-2:-1] in ("", " "):
        return f"{text} {following}"
    first, tail = _word_before_hyphen(text), _WORD_AT_START.match(following)
    if not first or tail is None:
        # A number range or a name such as "B-52": the hyphen is part of it.
        return text.rstrip("\u00ad") + following
    second = tail[0]
    whole, apart = f"{first}{second}".casefold(), f"{first}-{second}".casefold()
    keeps = second[0].isupper() or vocabulary[apart] > vocabulary[whole]
    keeps = keeps or (first.casefold() in _KEEPS_HYPHEN and not vocabulary[whole])
    if keeps and not text.endswith("\u00ad"):
        return text[:-1] + "-" + following
    return text[:-1] + following
