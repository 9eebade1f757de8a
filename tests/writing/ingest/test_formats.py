"""One text in six formats is one Document."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.model import Document
from narrate.writing.ingest import read
from tests.writing.ingest import makers
from tests.writing.ingest.makers import STORY

KINDS = {"title": "title", "heading": "heading", "paragraph": "paragraph", "quote": "quote", "item": "list-item"}


def spoken(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(block.text.split())) for block in document.blocks if not block.why]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("formats")
    read_ones: dict[str, Document] = {}
    for suffix, make in makers.MAKERS.items():
        path = folder / f"story.{suffix}"
        path.write_bytes(make(STORY))
        read_ones[suffix] = read(path, name=path.name)
    return read_ones


@pytest.mark.parametrize("suffix", [suffix for suffix in makers.MAKERS if suffix != "txt"])
def test_every_format_with_markup_gives_the_same_blocks(documents: dict[str, Document], suffix: str) -> None:
    assert spoken(documents[suffix]) == [(KINDS[kind], text) for kind, text in STORY]


def test_plain_text_gives_the_same_words(documents: dict[str, Document]) -> None:
    assert [text for _, text in spoken(documents["txt"])] == [text for _, text in STORY]


@pytest.mark.parametrize("suffix", [suffix for suffix in makers.MAKERS if suffix != "txt"])
def test_every_format_with_markup_knows_the_title(documents: dict[str, Document], suffix: str) -> None:
    assert documents[suffix].title == STORY[0][1]
    assert documents[suffix].markup


@pytest.mark.parametrize("suffix", list(makers.MAKERS))
def test_every_character_leads_back_to_the_text(documents: dict[str, Document], suffix: str) -> None:
    document = documents[suffix]
    for block in document.blocks:
        assert len(block.text) == len(block.offsets)
        for character, place in zip(block.text, block.offsets, strict=True):
            assert document.text[place] == character or character.isspace()


@pytest.mark.parametrize("suffix", list(makers.MAKERS))
def test_every_source_is_recorded(documents: dict[str, Document], suffix: str) -> None:
    source = documents[suffix].source
    assert source.path == f"story.{suffix}"
    assert len(source.sha256) == 64


@pytest.mark.parametrize("suffix", ["html", "epub", "pdf", "docx"])
def test_a_file_gives_the_same_document_every_time(documents: dict[str, Document], suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"story.{suffix}"
    path.write_bytes(makers.MAKERS[suffix](STORY))
    assert read(path, name=path.name) == documents[suffix]
