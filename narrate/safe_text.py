"""Text that is safe to speak, to tag and to print.

In: any text. Out: the same text without the characters that nobody sees and that still act: escape sequences, marks
that turn the direction of writing round, zero-width characters, the tag characters that can hide a message in plain
sight, and towers of combining marks. `visible` is what goes into a tag, a feed or a line on a terminal.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

# Categories Cc (without tab and newline), Cf and Cs, and what has no glyph though it counts as a letter or a mark:
# the fillers, the grapheme joiner, the variation selectors. Written out, since no class of `re` says "category".
_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_COMBINING = "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

# Five C1 controls and the soft hyphen are the second half of a letter where UTF-8 was once read as windows-1252
# ("â€\x9d", a closing quotation mark): a source keeps them there until `clean` has mended it.
_HALF = "\x81\x8d\x8f\x90\x9d\xad"

# Vietnamese needs two marks on a letter and phonetic script three; a fifth is a prank that no voice can read.
_TOWER = f"(?<=[{_COMBINING}]{{4}})[{_COMBINING}]+"
_GONE = re.compile(f"[{_HIDDEN}{_HALF}]+|{_TOWER}")
_GONE_FROM_SOURCE = re.compile(f"[{_HIDDEN}]+|(?<![\u00c2-\u00f4\u20ac])[{_HALF}]|{_TOWER}")
# What ends a line for `str.splitlines`; the tab and the newline themselves stay as they are.
_BREAK = re.compile("\r\n|[\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")


def strip_controls(text: str) -> str:
    """Return the text without hidden characters; every kind of line end becomes a newline."""
    return _GONE.sub("", _BREAK.sub("\n", text))


def visible(text: str) -> str:
    """Return the text on one line, without hidden characters, white space made single."""
    return " ".join(strip_controls(text).split())


def strip_with_offsets(text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Return the text without hidden characters and, for each character that stays, its offset.

    Line ends are the caller's business: here they are hidden characters like others, except the newline. What may be
    half of a damaged letter stays, so that it can be mended.
    """
    if _GONE_FROM_SOURCE.search(text) is None:
        return text, offsets
    kept = array("I")
    parts: list[str] = []
    at = 0
    for match in _GONE_FROM_SOURCE.finditer(text):
        parts.append(text[at : match.start()])
        kept.extend(offsets[at : match.start()])
        at = match.end()
    parts.append(text[at:])
    kept.extend(offsets[at:])
    return "".join(parts), kept
