"""Nobody speaks on a guess: a rule is believed no more than it has earned, and who asks for more gets less guessing."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.model import NARRATOR, UNKNOWN, Speech
from narrate.writing.attribute import attribute
from narrate.writing.attribute.sureness import EARNED, LEAST_CONFIDENCE, sureness
from narrate.writing.clean import clean
from narrate.writing.ingest import read

PAGE = "“I counted eleven people on the deck,” said Ada Lund. “There should have been twelve.”\n"


def spoken(tmp_path: Path, *, least: float, unknown: str = NARRATOR) -> list[Speech]:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return [s for s in attribute(clean(read(path)), least=least, unknown=unknown).speeches() if s.kind == "quote"]


def test_a_sure_speaker_speaks(tmp_path: Path) -> None:
    assert {speech.speaker for speech in spoken(tmp_path, least=LEAST_CONFIDENCE)} == {"Ada Lund"}


def test_who_asks_for_certainty_hears_the_narrator_and_still_sees_the_rule(tmp_path: Path) -> None:
    found = spoken(tmp_path, least=1.0)
    assert {speech.speaker for speech in found} == {NARRATOR}
    assert all(speech.rule not in ("", "unknown") and speech.confidence < 1.0 for speech in found)


def test_a_voice_of_its_own_may_read_what_nobody_is_sure_of(tmp_path: Path) -> None:
    assert {speech.speaker for speech in spoken(tmp_path, least=1.0, unknown=UNKNOWN)} == {UNKNOWN}


@pytest.mark.parametrize("rule", EARNED)
def test_a_rule_is_believed_no_more_than_it_has_earned(rule: str) -> None:
    earned = EARNED[rule]
    assert sureness(rule, 0.99) == earned
    assert sureness(rule, earned / 2) == earned / 2


def test_a_rule_that_was_never_counted_is_believed_as_it_says() -> None:
    assert sureness("no such rule", 0.8) == 0.8
