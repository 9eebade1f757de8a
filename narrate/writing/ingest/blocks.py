"""Runs of characters -> blocks whose every character leads back to its place."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrate.model import Block, BlockKind
from narrate.safe_text import strip_with_offsets

# All that ends a line for `str.splitlines`. The two characters of \r\n are one end.
_LINE_END = re.compile("\r\n|[\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
# windows-1252 in place of the C1 controls, as browsers read them (HTML standard, 13.2.5.80): quotation marks and
# dashes for the most part. The five without a meaning there stay only inside damaged UTF-8 ("â€\x9d", a closing
# quotation mark), where `clean` needs them to mend it.
_C1 = {code: bytes((code,)).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0) if code != 0x85}
_ONE_BREAK = re.compile("[\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
_C1_ANY = re.compile("[\x80-\x84\x86-\x9f]")


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every line, without what ends it."""
    at = 0
    for match in _LINE_END.finditer(text):
        yield at, match.start()
        at = match.end()
    if at < len(text):
        yield at, len(text)


def block(
    kind: BlockKind, text: str, offsets: Sequence[int], *, path: str, level: int = 0, why: str = ""
) -> Block | None:
    """Return a block without hidden characters, or None where nothing that can be read is left."""
    shown, places = strip_with_offsets(_ONE_BREAK.sub(" ", _western(text)), offsets)
    if not shown.strip():
        return None
    return Block(kind=kind, text=shown, path=path, offsets=places, level=level, why=why)


def join_lines(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Sequence[int]]:
    """Return lines of a text joined with newlines, and the place of each character.

    The newline's place is that of the line end in the source.
    """
    first, last = spans[0][0], spans[-1][1]
    if all(after[0] == before[1] + 1 for before, after in pairwise(spans)):
        return "\n".join(text[start:end] for start, end in spans), range(first, last)
    places = array("I")
    for start, end in spans:
        if places:
            places.append(min(places[-1] + 1, start))
        places.extend(range(start, end))
    return "\n".join(text[start:end] for start, end in spans), places


def single_spaces(text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Return the text with single white space and none at its ends, with the place of each character."""
    parts: list[str] = []
    places = array("I")
    for match in re.finditer(r"\S+", text):
        if parts:
            parts.append(" ")
            places.append(offsets[match.start() - 1])
        parts.append(match[0])
        places.extend(offsets[match.start() : match.end()])
    return "".join(parts), places


def _western(text: str) -> str:
    return _C1_ANY.sub(lambda match: _C1[ord(match[0])], text) if _C1_ANY.search(text) else text
