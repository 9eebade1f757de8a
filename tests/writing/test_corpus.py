"""Pages as they really look, each beside its gold: who speaks which words.

A new case is two files in ``corpus/dev``: the page and ``NAME.jsonl``. The pages of ``corpus/heldout`` were out of
sight while rules were written and are here as a guard.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from narrate.model import Script
from narrate.writing.attribute import attribute
from narrate.writing.clean import clean
from narrate.writing.ingest import read
from tests.conftest import GOLD, SEEDS
from tests.writing.scoring import Score, read_gold, same_person, score

CORPUS = Path(__file__).parent / "corpus"

#: percent of words right, F of quoted words, percent of words right on the worst page, most wrong persons in percent
FLOORS = {
    "dev": (95.6, 96.1, 2.8, 2.0),
    # Unseen pages are where the rules still fall short. A new set takes the place of the one that was opened, and its
    # floors are what it had at first sight.
    "heldout": (89.0, 86.8, 11.5, 8.5),
}

#: opened pages that are still mostly wrong; a page that is right by now must leave the list
NOT_YET = frozenset(
    {
        "footnotes_sandvag_i",
        "footnotes_water_clock",
        "list_sayings",
        "markdown_deadtape_q",
        "markdown_signalbox_b",
        "menus_cosmonaut_j",
        "newsletter_allotment_society",
        "russian_samizdat_f",
        "speech_dock_clerks_g",
        "speech_president_dam_h",
        "subtitles_glacier-post_m",
        "transcript_seedbank_f",
        "unbalanced_collision_kestrel_l",
        "verse_ballad_e",
        "verse_carnglaze_b",
        "verse_ferryman_poet",
        "verse_lockkeeper_o",
        "verse_loom_f",
        "verse_mineflag_a",
        "verse_net_song_g",
    }
)


def _pages(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*") if p.suffix in (".txt", ".md") and p.with_suffix(".jsonl").exists())


@cache
def _score(page: Path, gold: Path) -> Score:
    return score(read_gold(gold), _script(page))


def _script(page: Path) -> Script:
    return attribute(clean(read(page)))


@pytest.mark.parametrize("part", FLOORS)
def test_the_words_of_the_corpus_go_to_who_says_them(part: str) -> None:
    pages = _pages(CORPUS / part)
    if not pages:
        pytest.skip(f"no pages in {CORPUS / part}")
    total, worst = Score(), 100.0
    for page in pages:
        one = _score(page, page.with_suffix(".jsonl"))
        total.add(one)
        worst = min(worst, one.accuracy)
    accuracy, quoted, page_floor, wrong = FLOORS[part]
    assert total.accuracy >= accuracy
    assert total.quoted_f >= quoted
    assert worst >= page_floor
    assert total.wrong_share <= wrong


@pytest.mark.parametrize("page", _pages(CORPUS / "dev"), ids=lambda page: page.stem)
def test_every_page_of_the_corpus_is_mostly_right(page: Path) -> None:
    right = _score(page, page.with_suffix(".jsonl")).accuracy
    assert right >= 79 or page.stem in NOT_YET
    assert right < 84 or page.stem not in NOT_YET


def test_the_seed_pages_are_right() -> None:
    golds = sorted(GOLD.glob("*.jsonl"))
    if not golds:
        pytest.skip(f"no seed pages beside the repository ({SEEDS})")
    total = Score()
    for gold in golds:
        total.add(_score(SEEDS / f"{gold.stem}.txt", gold))
    assert total.accuracy >= 99.5
    assert total.quoted_f >= 99.5


def test_the_scorer_sees_a_wrong_speaker_and_a_missing_word() -> None:
    pages = _pages(CORPUS / "dev")
    gold = read_gold(pages[0].with_suffix(".jsonl"))
    script = _script(pages[0])
    assert score([*gold, *gold[-1:]], script).accuracy < score(gold, script).accuracy
    assert same_person("Taubman", "William Taubman")
    assert not same_person("Nina Vane", "Nora Vane")
