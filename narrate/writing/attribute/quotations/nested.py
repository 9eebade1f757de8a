"""Quotations inside a speech: they stay in its voice and become units of their own.

In: a document and its script. Out: the same script in finer units, for who wants to see what is quoted where. A script
that is read aloud keeps such a sentence whole, since one voice says it in one breath.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from narrate.model import Block, Document, Script, Speech
from narrate.writing.attribute.wording.marks import Quote, scan

_BEFORE = ",:;.!?…—–-"  #: what stands before words that could be said aloud
_TRIM = " \t\n,;:—–-"


def part_nested(document: Document, script: Script) -> Script:
    """Return the script with each quotation inside a speech as a speech of kind ``nested-quote``."""
    blocks = iter([block for block in document.blocks if not block.why])
    place = _Place(blocks)
    segments = tuple(
        replace(
            segment,
            cues=tuple(
                unit for cue in segment.cues for unit in (place.parted(cue) if isinstance(cue, Speech) else (cue,))
            ),
        )
        for segment in script.segments
    )
    return replace(script, segments=segments)


class _Place:
    """Walks through the blocks beside the speeches, which stand in the same order."""

    def __init__(self, blocks: Iterator[Block]) -> None:
        self._blocks = blocks
        self._block = next(blocks, None)
        self._at = 0

    def parted(self, speech: Speech) -> Iterator[Speech]:
        start = self._find(speech.text)
        quotes = [] if start < 0 or speech.kind not in ("quote", "excerpt") else _nested(speech.text)
        block = self._block
        if not quotes or block is None:
            yield speech
            return
        done = 0
        for quote in quotes:
            for kind, first, last in ((speech.kind, done, quote.start), ("nested-quote", *quote.inner)):
                first, last = _trimmed(speech.text, first, last)
                if any(ch.isalnum() for ch in speech.text[first:last]):
                    yield _unit(speech, block, start, first, last, kind)
            done = quote.end
        first, last = _trimmed(speech.text, done, len(speech.text))
        if any(ch.isalnum() for ch in speech.text[first:last]):
            yield _unit(speech, block, start, first, last, speech.kind)

    def _find(self, text: str) -> int:
        """Return where the text of a speech stands in its block, which becomes the current one."""
        while self._block is not None:
            found = self._block.text.find(text, self._at)
            if found >= 0:
                self._at = found + len(text)
                return found
            self._block, self._at = next(self._blocks, None), 0
        return -1


def _unit(speech: Speech, block: Block, start: int, first: int, last: int, kind: str) -> Speech:
    return replace(
        speech,
        text=speech.text[first:last],
        kind=kind,  # type: ignore[arg-type]
        origin=block.origin(start + first, start + last),
    )


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    while first < last and text[first] in _TRIM:
        first += 1
    while last > first and text[last - 1] in _TRIM:
        last -= 1
    return first, last


def _nested(text: str) -> list[Quote]:
    """Return the quotations of a speech that somebody could have said; its words in passing stay where they are."""
    return [quote for quote in scan(text) if quote.opened and quote.closed and _is_utterance(text, quote)]


def _is_utterance(text: str, quote: Quote) -> bool:
    inner = text[quote.inner[0] : quote.inner[1]].strip()
    before = text[: quote.start].rstrip()[-1:]
    if len(inner.split()) < 2 and inner[-1:] not in "!?.":
        return False
    starts = not before or before in _BEFORE
    return starts and (inner[:1].isupper() or before in ",:" or inner[-1:] in ".!?…,")
