"""Utterance or fragment: whether a quotation could be said aloud or is a part of the narrator's sentence."""

from __future__ import annotations

import re

from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.tags import Tag
from narrate.writing.attribute.quotations.pieces import Piece
from narrate.writing.attribute.wording.marks import DASH, SINGLE, Quote

_WHOLE = 12  #: words from which a part of the narrator's sentence may be heard in its author's voice
_TERMINAL = ".!?…"
_CLOSERS = "”\"»’')]"


def utters(
    text: str,
    quote: Quote,
    gap: str,
    before_end: int,
    after: Tag | None,
    before: Tag | None,
    joined: bool,
    found: list[Piece],
    language: Language,
) -> bool:
    """Tell an utterance from a fragment: `gap` is what stands before it, `after` and `before` are its tags."""
    if quote.family == DASH:
        return True
    start, end = quote.inner
    inner = text[start:end].strip()
    count = len(inner.split())
    last = inner[-1:]
    follow = text[quote.end : quote.end + 60].lstrip()
    begins = (
        (not gap and not before_end)
        or gap[-1:] in _TERMINAL + ":"
        or (bool(gap) and gap[-1] in _CLOSERS and gap[-2:-1] in _TERMINAL)
    )
    begins = begins or (gap == "" and before_end > 0 and bool(found) and found[-1].end == before_end)
    if joined and gap[-1:] in ",—–-;" and found:
        return count >= 2 or last in _TERMINAL
    if gap[-1:] == ":":
        if before is not None and before.subject.kind == "document":
            return False
        said = (
            count >= 2
            and inner[:1].isupper()
            and follow[:1] == "."
            and before is not None
            and before.verb in language.speech
        )
        return (before is not None and (count >= 3 or last in "!?." or after is not None or said)) or (
            count >= 4 and (last in _TERMINAL or (after is not None and after.verb in language.speech))
        )
    if begins:
        return _starts_sentence(inner, count, last, follow, after, quote)
    previous = _last_word(gap)
    if before is not None and before.verb and before.subject.kind != "document":
        if gap[-1:] in ",—–-":
            if inner[:1].islower() and before.confidence < 0.95:  # "said it had nine, “eight of them about snoring”"
                return count >= _WHOLE
            return inner[:1].isupper() or count >= 4 or last in "!?"
        if (
            gap[-1:].isalnum()
            and previous in language.speech
            and previous not in ("called", "calls", "call", "described", "describes", "read", "reads", "put", "named")
        ):
            return inner[:1].isupper() and (last in _TERMINAL + "," or count >= 4)
    return bool(
        gap[-1:] in ",—–" and inner[:1].isupper() and last in _TERMINAL and count >= 5 and quote.family != SINGLE
    )


def _starts_sentence(inner: str, count: int, last: str, follow: str, after: Tag | None, quote: Quote) -> bool:
    if after is not None and (last in ",!?…—–-." or follow[:1] in ",—–-" or count >= 4):
        return count >= 2 or last in ",!?….—" or follow[:1] in ",—"
    whole = last in _TERMINAL + "—–-" or follow[:1] == "."
    if not follow or follow[0] in ".":
        return (whole and (count >= 2 or last in "!?.…")) or count >= 5
    if follow[0] in ",;" or last == ",":
        return count >= 4 or (last == "," and count >= 2)
    if follow[0].islower():
        return last in "!?" and count >= 3
    return whole or (count >= 6 and quote.family != SINGLE)


def _last_word(gap: str) -> str:
    match = re.search(r"([^\W_]+)\W*$", gap[-40:])
    return match[1].lower() if match else ""
