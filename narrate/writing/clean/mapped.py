"""Text that knows where each of its characters came from.

Every repair and every cut goes through here, so that a word in the script can always be traced to the page.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and, for each character, its place in the source."""

    text: str
    offsets: Sequence[int]

    def slice(self, start: int, end: int) -> Mapped:
        """Return the characters from `start` up to `end`."""
        return Mapped(self.text[start:end], self.offsets[start:end])

    def strip(self) -> Mapped:
        """Return the text without white space at its ends."""
        body = self.text.strip()
        if len(body) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, start + len(body))


def substitute(pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str | None], mapped: Mapped) -> Mapped:
    """Replace what `pattern` finds; None from `replacement` leaves a match as it is."""
    text, offsets = mapped.text, mapped.offsets
    parts: list[str] = []
    places = array("I")
    done = 0
    for match in pattern.finditer(text):
        new = replacement(match)
        if new is None:
            continue
        start, end = match.span()
        parts += (text[done:start], new)
        places.extend(offsets[done:start])
        places.extend(_spread(offsets[start:end], len(new), after_word=start > 0 and text[start - 1].isalnum()))
        done = end
    if not parts:
        return mapped
    parts.append(text[done:])
    places.extend(offsets[done:])
    return Mapped("".join(parts), places)


def _spread(old: Sequence[int], count: int, *, after_word: bool) -> Iterable[int]:
    """Give `count` new characters places among the `old` ones: first on first, last on last."""
    if count == len(old):
        return old
    if count == 1:  # inside a word the whole damaged letter belongs to it; a mark before a word starts where it starts
        return (old[-1] if after_word else old[0],)
    return (old[i * (len(old) - 1) // (count - 1)] for i in range(count))


def join(parts: Sequence[Mapped], glue: str = " ") -> Mapped:
    """Join texts; the glue is said to lie where the text before it ended."""
    if len(parts) == 1:
        return parts[0]
    places = array("I")
    for i, part in enumerate(parts):
        if i and glue and places:
            places.extend([places[-1]] * len(glue))
        places.extend(part.offsets)
    return Mapped(glue.join(part.text for part in parts), places)
