"""Document <-> JSON, for the way from the child process to its parent.

Not pickle: the child has read a file of unknown origin, and what it sends is data and can be nothing else.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from narrate.model import Block, Document, Dropped, Origin, Source


def dump(document: Document) -> str:
    """Return a Document as JSON text."""
    return json.dumps(
        {
            "title": document.title,
            "language": document.language,
            "text": document.text,
            "markup": document.markup,
            "source": asdict(document.source),
            "blocks": [[b.kind, b.text, b.level, b.why, _runs(b.offsets)] for b in document.blocks],
            "dropped": [[d.text, d.why, d.origin.start, d.origin.end] for d in document.dropped],
        }
    )


def load(text: str, *, path: str) -> Document:
    """Return the Document in a JSON text; everything in it is of the source `path`."""
    data: dict[str, Any] = json.loads(text)
    return Document(
        title=data["title"],
        language=data["language"],
        text=data["text"],
        markup=data["markup"],
        source=Source(**{**data["source"], "path": path}),
        blocks=tuple(
            Block(kind=kind, text=text, path=path, level=level, why=why, offsets=_offsets(runs))
            for kind, text, level, why, runs in data["blocks"]
        ),
        dropped=tuple(
            Dropped(text=text, why=why, origin=Origin(path=path, start=start, end=end))
            for text, why, start, end in data["dropped"]
        ),
    )


def _runs(offsets: Sequence[int]) -> list[tuple[int, int]]:
    """Return offsets as runs of consecutive ones: where each begins and how long it is."""
    if isinstance(offsets, range) and offsets.step == 1:
        return [(offsets.start, len(offsets))]
    runs: list[tuple[int, int]] = []
    begin = before = -2
    for place in offsets:
        if place != before + 1:
            if begin >= 0:
                runs.append((begin, before - begin + 1))
            begin = place
        before = place
    if begin >= 0:
        runs.append((begin, before - begin + 1))
    return runs


def _offsets(runs: Sequence[Sequence[int]]) -> Sequence[int]:
    if len(runs) == 1:
        start, length = runs[0]
        return range(start, start + length)
    places = array("I")
    for start, length in runs:
        places.extend(range(start, start + length))
    return places
