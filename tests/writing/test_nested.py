"""Quotations inside a speech are units of their own for who inspects a page, in the voice of the speech."""

from __future__ import annotations

from pathlib import Path

from narrate.model import Script, Speech
from narrate.writing.attribute import attribute
from narrate.writing.attribute.quotations.nested import part_nested
from narrate.writing.clean import clean
from narrate.writing.ingest import read
from tests.writing.scoring import words


def units(page: str, tmp_path: Path) -> tuple[Script, list[Speech]]:
    path = tmp_path / "page.txt"
    path.write_text(page, encoding="utf-8")
    document = clean(read(path))
    script = attribute(document)
    return script, list(part_nested(document, script).speeches())


TURNS = "ADA LUND: I asked him, “Where is the boat?” He did not know.\n\nBEN ROE: So you went.\n\nADA LUND: I went.\n"


def test_a_question_told_inside_a_turn_is_a_unit_in_the_same_voice(tmp_path: Path) -> None:
    _, found = units(TURNS, tmp_path)
    assert [(s.speaker, s.kind, s.text) for s in found[:3]] == [
        ("Ada Lund", "excerpt", "I asked him"),
        ("Ada Lund", "nested-quote", "Where is the boat?"),
        ("Ada Lund", "excerpt", "He did not know."),
    ]


def test_each_unit_points_at_its_own_words(tmp_path: Path) -> None:
    _, found = units(TURNS, tmp_path)
    for speech in found:
        assert speech.origin is not None
        assert TURNS[speech.origin.start : speech.origin.end] == speech.text


def test_no_word_is_lost_and_none_is_added(tmp_path: Path) -> None:
    script, found = units(TURNS, tmp_path)
    whole = [word for speech in script.speeches() for word in words(speech.text)]
    assert [word for speech in found for word in words(speech.text)] == whole


def test_a_word_in_passing_stays_where_it_is(tmp_path: Path) -> None:
    _, found = units("ADA LUND: They called it “the tub” and laughed.\n\nBEN ROE: Yes.\n\nADA LUND: Yes.\n", tmp_path)
    assert "nested-quote" not in {speech.kind for speech in found}


def test_marks_in_the_narrators_text_make_no_units(tmp_path: Path) -> None:
    _, found = units("The sign said: “Mind the step.” Nobody minded it for thirty years, and nobody fell.\n", tmp_path)
    assert "nested-quote" not in {speech.kind for speech in found}


def test_single_marks_inside_a_quotation_are_found(tmp_path: Path) -> None:
    _, found = units("“My mother told me, ‘Never trust the tide.’ I never did,” said Ada Lund.\n", tmp_path)
    assert [speech.text for speech in found if speech.kind == "nested-quote"] == ["Never trust the tide."]
