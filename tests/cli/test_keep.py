"""What would be left out can be asked for back, by its reason and by nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from narrate.writing.attribute import attribute
from narrate.writing.clean import clean
from narrate.writing.ingest import read
from narrate.writing.reasons import KEEPABLE
from tests.cli.conftest import Narrate

PAGE = (
    "<html><body><nav><p>Harbour guide</p></nav><article><p>The lamp burned until the morning came up grey.</p>"
    "<figure><img src=x><figcaption>The lamp in 1911</figcaption></figure><p>Nobody on the quay said a word of it, "
    "and the keeper went home.</p></article><div class=cookie-banner><p>We keep crumbs.</p></div></body></html>"
)
CUT_FOR_GOOD = {"label", "hidden", "struck out", "reading aid", "formula"}


def spoken(text: str) -> str:
    return " ".join(segment["text"] for segment in json.loads(text)["segments"])


def test_a_reason_brings_back_what_was_left_out_for_it(narrate: Narrate, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    assert "crumbs" not in spoken(narrate("inspect", str(page), "--json").out)
    kept = spoken(narrate("inspect", str(page), "--json", "--keep", "cookie notice", "--keep", "caption").out)
    assert "We keep crumbs." in kept
    assert "The lamp in 1911" in kept
    assert "Harbour guide" not in kept


def test_an_unknown_reason_is_a_usage_error_that_lists_the_known_ones(narrate: Narrate, project: Path) -> None:
    page = project / "page.html"
    page.write_text(PAGE)
    for command in (("inspect", str(page)), ("write", "lamp", str(page))):
        done = narrate(*command, "--keep", "capton")
        assert done.code == 2
        assert "'capton'" in done.err
        assert all(reason in done.err for reason in KEEPABLE)
    assert not (project / "scripts/lamp.md").exists()


def test_every_reason_that_pages_have_is_known() -> None:
    pages = Path(__file__).parent.parent / "writing" / "corpus"
    found = {
        drop.why
        for half in ("dev", "heldout")
        for page in sorted((pages / half).glob("*.[tm][xd]*"))[::3]
        for drop in attribute(clean(read(page))).dropped
    }
    assert len(found) > 5
    assert found <= {*KEEPABLE, *CUT_FOR_GOOD}
