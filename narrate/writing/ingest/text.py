"""Plain text -> Document: one block for each run of lines between blank ones.

No kinds are guessed here: plain text does not say what is a heading and what a menu. That is judged in `clean`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from narrate.errors import InputError
from narrate.model import Block, Document, Source
from narrate.writing.ingest.blocks import block, join_lines, lines_of
from narrate.writing.ingest.decode import charset_in_name, decode
from narrate.writing.ingest.files import digest, read_bytes


class TextImporter:
    """Reads plain text in any character set."""

    suffixes: Sequence[str] = (".txt", ".text")

    def read(self, path: Path) -> Document:
        """Return the text in paragraphs, lines and indentation kept; raise InputError for what is no text."""
        data = read_bytes(path)
        text = decode(data, declared=charset_in_name(path), where=str(path))
        blocks = tuple(paragraphs(text, path=str(path)))
        if not blocks:
            raise InputError("nothing to read in it", where=str(path), hint="write something into it, or leave it out")
        return Document(
            title="",
            language="",
            blocks=blocks,
            text=text,
            source=Source(path=str(path), sha256=digest(data)),
        )


def paragraphs(text: str, *, path: str) -> Iterator[Block]:
    """Yield a block for each run of lines that are not blank; its text keeps the lines and their indentation."""
    run: list[tuple[int, int]] = []
    for start, end in lines_of(text):
        if text[start:end].strip():
            run.append((start, end))
        elif run:
            yield from _paragraph(text, run, path)
            run = []
    if run:
        yield from _paragraph(text, run, path)


def _paragraph(text: str, run: Sequence[tuple[int, int]], path: str) -> Iterator[Block]:
    joined, places = join_lines(text, run)
    if (made := block("paragraph", joined, places, path=path)) is not None:
        yield made
