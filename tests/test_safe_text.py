"""What is hidden is not spoken, not tagged and not printed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.safe_text import strip_controls, strip_with_offsets, visible


@pytest.mark.parametrize(
    "hidden",
    ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u00ad", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\U000e0041"],
)
def test_a_hidden_character_is_not_spoken(hidden: str) -> None:
    assert strip_controls(f"sea{hidden}side") == "seaside"


@given(st.text())
def test_nothing_of_the_categories_control_format_and_surrogate_is_left(text: str) -> None:
    left = [c for c in strip_controls(text) if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\t\n"]
    assert left == []


def test_every_hidden_character_of_unicode_is_known() -> None:
    every = "".join(map(chr, range(0x110000)))
    left = {c for c in strip_controls(every) if unicodedata.category(c) in ("Cc", "Cf", "Cs")}
    assert left <= {"\t", "\n"}


@given(st.text())
def test_stripping_twice_changes_nothing_more(text: str) -> None:
    assert strip_controls(strip_controls(text)) == strip_controls(text)


@given(st.text())
def test_what_is_visible_stands_on_one_line(text: str) -> None:
    assert len(visible(text).splitlines()) <= 1
    assert "\x1b" not in visible(text)


def test_a_line_end_of_any_kind_becomes_a_newline() -> None:
    assert strip_controls("a\r\nb\rc\x0cd\u2028e") == "a\nb\nc\nd\ne"


def test_a_tower_of_marks_is_cut_to_four() -> None:
    assert strip_controls("o" + "\u0300" * 50 + "k") == "o" + "\u0300" * 4 + "k"


def test_letters_of_every_script_stay() -> None:
    text = "Ångström über Öl, Русская речь, 日本語, العربية, tiếng Việt"
    assert strip_controls(text) == text


@given(st.text(), st.integers(0, 1000))
def test_every_character_that_stays_keeps_its_place(text: str, start: int) -> None:
    stripped, places = strip_with_offsets(text, range(start, start + len(text)))
    assert [text[place - start] for place in places] == list(stripped)


def test_half_of_a_damaged_letter_stays_in_a_source_and_goes_at_the_end() -> None:
    damaged = "â€œNo,â€\x9d"
    assert strip_with_offsets(damaged, range(8))[0] == damaged
    assert "\x9d" not in strip_controls(damaged)
