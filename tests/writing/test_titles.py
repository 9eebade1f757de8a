"""The title of a page is its headline."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.writing.clean import clean
from narrate.writing.ingest import read
from narrate.writing.titles import title_of

TEXT = "The ferry was found on Sunday, two miles from the pier, with all its lamps lit and nobody at the wheel of it."


def title(tmp_path: Path, *lines: str, name: str = "page.txt") -> str:
    page = tmp_path / name
    page.write_text("\n\n".join((*lines, TEXT)) + "\n", encoding="utf-8")
    return title_of(clean(read(page)))


@pytest.mark.parametrize(
    "masthead",
    [
        "The Fenside Courier",
        "THE MARSH REVIEW",
        "The long shore — notes — about — archive",
        "Fenside Weekly > News",
        "Заречная правда",
    ],
)
def test_a_masthead_gives_way_to_the_headline(tmp_path: Path, masthead: str) -> None:
    assert title(tmp_path, masthead, "Ferry found with nobody on board") == "Ferry found with nobody on board"


def test_a_masthead_alone_is_better_than_nothing(tmp_path: Path) -> None:
    assert title(tmp_path, "The Fenside Courier") == "The Fenside Courier"


def test_a_story_may_have_a_dash_and_a_question_mark(tmp_path: Path) -> None:
    headline = "The harbour master – a life"
    assert title(tmp_path, headline, "By Bram Tolliver") == headline
    assert title(tmp_path, "Who was on the ferry?") == "Who was on the ferry?"


def test_text_that_begins_at_once_has_no_title(tmp_path: Path) -> None:
    assert title(tmp_path) == ""
    assert title(tmp_path, "“Is that seat free?”") == ""


def test_a_document_with_marks_is_believed(tmp_path: Path) -> None:
    assert title(tmp_path, "# The Fenside Courier", "## Ferry found", name="page.md") == "The Fenside Courier"
