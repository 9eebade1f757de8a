"""Ctrl-C at any moment: a clear last line, exit code 130, no half file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from narrate.report import Terminal
from tests.cli.conftest import Narrate


def test_the_bars_are_gone_before_the_farewell(
    project: Path, narrate: Narrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    class Watched(Terminal):
        def close(self) -> None:
            super().close()
            told.append("closed")
            sys.stderr.write("<bars closed>")

    def stopped(*_given: Any, reporter: Terminal, **_options: Any) -> Iterator[None]:
        reporter.started("record", 10)
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("narrate.cli.commands.Terminal", Watched)
    monkeypatch.setattr("narrate.studio.produce.build", stopped)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    (project / "scripts/x.md").write_text("---\ntitle: x\n---\n\nHello.\n")
    done = narrate("build", "x")
    assert done.code == 130
    assert told == ["closed"]
    assert done.err.endswith("<bars closed>\nstopped; what was finished is kept\n")


def test_while_narrate_itself_is_loaded_there_is_no_traceback(
    narrate: Narrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted:
        def find_spec(self, name: str, *_more: Any) -> None:
            if name == "narrate.cli.commands":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "narrate.cli.commands", raising=False)
    monkeypatch.delattr("narrate.cli.commands", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    done = narrate("--version")
    assert done.code == 130
    assert "stopped" in done.err


def test_what_is_half_made_leaves_no_file(project: Path, narrate: Narrate, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_given: Any, **_options: Any) -> None:
        raise KeyboardInterrupt

    narrate("write", "ferry", "scripts/sources/ferry.txt")
    monkeypatch.setattr("narrate.production.encode.mp3.render", interrupted)
    assert narrate("build", "ferry").code == 130
    left = [path for path in (project / "output").rglob("*") if path.is_file() and ".cache" not in path.parts]
    assert left == []
    assert not [name for _, _, names in os.walk(project) for name in names if name.startswith(".ferry")]
    monkeypatch.undo()
    monkeypatch.chdir(project)
    assert narrate("build", "ferry").code == 0
