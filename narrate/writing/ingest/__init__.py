"""A file -> Document: whatever a person has becomes text in blocks, each character traceable, or one clear error.

`read` chooses the importer. Nothing is repaired, dropped or guessed about the text itself: `clean` does that. All but
plain text is read in a child process with limits.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from narrate.model import Document
from narrate.plugins import find
from narrate.safe_text import visible
from narrate.writing.ingest.choose import TRUSTED, choose
from narrate.writing.ingest.files import read_bytes
from narrate.writing.ingest.guard import read_in_child
from narrate.writing.ingest.provenance import provenance


def read(path: Path, *, name: str = "") -> Document:
    """Return the document at `path`; origins call it `name`, or the path where no name is given.

    Raises InputError, its place the path, for what cannot be read.
    """
    importer = choose(path, read_bytes(path), where=str(path))
    document: Document = (
        find("importer", importer)().read(path) if importer in TRUSTED else read_in_child(importer, path)
    )
    return _named(_with_provenance(document, path), visible(name or str(path)))


def check_file(path: Path) -> None:
    """Raise InputError unless a document is at `path`: a regular file, not empty, not too big, of a known format."""
    choose(path, read_bytes(path), where=str(path))


def _with_provenance(document: Document, path: Path) -> Document:
    """Return the document with the address it was fetched from, where it was."""
    known = provenance(path)
    return replace(document, source=replace(document.source, **known)) if known else document


def _named(document: Document, name: str) -> Document:
    if document.source.path == name:
        return document
    return replace(
        document,
        blocks=tuple(replace(block, path=name) for block in document.blocks),
        dropped=tuple(replace(d, origin=replace(d.origin, path=name)) for d in document.dropped),
        source=replace(document.source, path=name),
    )
