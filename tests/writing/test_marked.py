"""Mini pages whose gold stands in them: who says a part, and what is not spoken.

One file of ``marked`` is a page. ``[[Anna: Come in, ‹said Anna.› It is late.]]`` is Anna's but for what stands in
``‹ ›``; ``[[- Photo: the harbour]]`` is not spoken; everything else is the narrator's. A new case is a new file.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrate.model import NARRATOR
from tests.writing.scoring import Unit, score, words
from tests.writing.test_attribute import script_of

MARKED = Path(__file__).parent / "marked"
_PART = re.compile(r"\[\[(-|[^\[\]:]{1,60}:) ((?:[^\[\]]|\[[^\[\]]*\])*?) ?\]\]")
_ASIDE = re.compile(r"‹([^‹›]*)›")


def parts(page: str) -> list[tuple[str, str]]:
    """Return every part of a marked page with who says it; ``-`` says what is not spoken."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in _PART.finditer(page):
        found.append((page[at : match.start()], NARRATOR))
        inside = 0
        speaker = match[1].rstrip(":")
        for aside in _ASIDE.finditer(match[2]):
            found += [(match[2][inside : aside.start()], speaker), (aside[1], NARRATOR)]
            inside = aside.end()
        found.append((match[2][inside:], speaker))
        at = match.end()
    return [*found, (page[at:], NARRATOR)]


@pytest.mark.parametrize("page", sorted(MARKED.glob("*.txt")), ids=lambda page: page.stem)
def test_every_part_of_a_marked_page_goes_to_whom_it_is_marked_with(page: Path) -> None:
    marked = parts(page.read_text(encoding="utf-8"))
    gold = [Unit(text=text, speakers=(speaker,)) for text, speaker in marked if speaker != "-" and words(text)]
    script = script_of("".join(text for text, _ in marked))
    found = score(gold, script)
    assert found.right == found.gold
    assert found.extra == 0


def test_the_marks_of_a_page_are_no_part_of_it() -> None:
    assert parts("A [[- [4] ]] b: [[Ann: Yes, ‹she said.› No.]]\n") == [
        ("A ", NARRATOR),
        ("[4]", "-"),
        (" b: ", NARRATOR),
        ("Yes, ", "Ann"),
        ("she said.", NARRATOR),
        (" No.", "Ann"),
        ("\n", NARRATOR),
    ]
