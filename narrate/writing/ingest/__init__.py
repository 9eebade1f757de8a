"""A file -> Document: whatever a person has becomes text in blocks, each character traceable, or one clear error.

`read` chooses the importer. Nothing is repaired, dropped or guessed about the text itself: `clean` does that.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from narrate.model import Document
from narrate.writing.ingest.markdown import MarkdownImporter
from narrate.writing.ingest.text import TextImporter


def read(path: Path, *, name: str = "") -> Document:
    """Return the document at `path`; origins call it `name`, or the path where no name is given.

    Raises InputError for what cannot be read.
    """
    importer = MarkdownImporter() if path.suffix.lower() in MarkdownImporter.suffixes else TextImporter()
    return _named(importer.read(path), name or str(path))


def _named(document: Document, name: str) -> Document:
    if document.source.path == name:
        return document
    return replace(
        document,
        blocks=tuple(replace(block, path=name) for block in document.blocks),
        dropped=tuple(replace(d, origin=replace(d.origin, path=name)) for d in document.dropped),
        source=replace(document.source, path=name),
    )
