"""Lines that were meant as labels are found; prose with a colon is left alone."""

from __future__ import annotations

import pytest

from narrate.writing.labels import unmarked_labels
from narrate.writing.script import parse

HEAD = "---\ntitle: A test\n---\n\n**Ada Lund:** Good evening.\n\n"


def found(body: str) -> list[tuple[int, str]]:
    return unmarked_labels(parse(HEAD + body), HEAD + body)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ada Lund: I counted them.", "Ada Lund"),
        ("Lund: I counted them.", "Lund"),
        ("ADA LUND: I counted them.", "ADA LUND"),
        ("*Ada Lund:* I counted them.", "Ada Lund"),
        ("Ada Lund (slowly): I counted them.", "Ada Lund"),
        ("Narrator: She counted them.", "Narrator"),
        ("Bram Tolliver: I was not there.", "Bram Tolliver"),
        ("Jan van der Meer: I was not there.", "Jan van der Meer"),
        ("INTERVIEWER: Were you there?", "INTERVIEWER"),
        ("**Ada Lund** I counted them.", "Ada Lund"),
    ],
)
def test_a_name_and_a_colon_are_named_with_their_line(line: str, name: str) -> None:
    assert found(line) == [(7, name)]


@pytest.mark.parametrize(
    "line",
    [
        "She said: I counted them.",
        "There were three: the ferry, the pilot and the tug.",
        "Update: the ferry left at six.",
        "At 16:30 the ferry left.",
        "\\Ada Lund: so the page was signed.",
        "**Ada Lund:** I counted them.",
        "**Ada Lund** (slowly): I counted them.",
        "See https://example.org/ferry for more.",
    ],
)
def test_prose_and_true_labels_are_left_alone(line: str) -> None:
    assert found(line) == []


def test_one_word_counts_when_it_stands_there_twice() -> None:
    assert found("Tolliver: Yes.\n\nNobody spoke.\n\nTolliver: No.") == [(7, "Tolliver"), (11, "Tolliver")]


def test_every_line_of_a_paragraph_is_looked_at() -> None:
    assert found("Nobody spoke.\nAda Lund: I did.") == [(8, "Ada Lund")]


def test_a_windows_file_has_the_same_lines() -> None:
    text = (HEAD + "Ada Lund: I counted them.\n").replace("\n", "\r\n")
    assert unmarked_labels(parse(text), text) == [(7, "Ada Lund")]
