"""Slides, tables and mail -> Document, through markitdown (extra ``[office]``).

It turns them into Markdown, which is read like any other: the text that origins count in is that Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from narrate.errors import SetupError
from narrate.model import Document
from narrate.writing.ingest.files import digest, read_bytes
from narrate.writing.ingest.markdown import parse


class OfficeImporter:
    """Reads what markitdown reads and nobody here does."""

    suffixes: Sequence[str] = (".pptx", ".xlsx", ".xls", ".msg", ".csv")

    def read(self, path: Path) -> Document:
        """Return the text of slides, tables or a mail; raise SetupError where markitdown is not installed."""
        data = read_bytes(path)
        try:
            from markitdown import MarkItDown
        except ImportError as error:
            raise SetupError(
                f"{path.suffix} files need an extra", where=str(path), hint='pip install "narrate-radio[office]"'
            ) from error
        text = str(MarkItDown(enable_plugins=False).convert_local(path).markdown)
        return parse(text, path=str(path), sha256=digest(data))
