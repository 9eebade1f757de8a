"""`build --watch`: built at once, and again whenever the script is saved, whatever was wrong with it before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Narrate


def test_a_fault_is_told_and_what_is_saved_after_it_is_built(
    project: Path, narrate: Narrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "scripts/x.md"
    path.write_text("---\ntitle x\n---\n\nHello.\n", encoding="utf-8")
    saved = iter(["---\ntitle: x\n---\n\nHello, all of you.\n"])

    def wait(_seconds: float) -> None:
        try:
            path.write_text(next(saved), encoding="utf-8")
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("narrate.studio.produce.time.sleep", wait)
    done = narrate("build", "x", "--watch")
    assert done.code == 130
    assert "scripts/x.md:1: the head has no title (" in done.err
    assert "output/x.mp3: " in done.out
    assert done.err.count("watching; stop with Ctrl-C") == 2


def test_a_misspelt_name_is_not_waited_for(project: Path, narrate: Narrate) -> None:
    assert narrate("build", "lighthouse", "--watch").code == 3
