"""A small project, and the command line called as a person calls it, in this process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

PAGE = """\
Home | Contact

The Ferry

The ferry left at six. "I counted eleven people on the deck," said Ada Lund, the harbour master.

"There should have been twelve," she said.

Years later, in an interview for the radio, Ada Lund described the evening:

We stood on the pier until it was dark. I have never told anybody what I saw.

Copyright 2019 The Harbour Museum
"""

SHOW = """\
[show]
title = "The Late Programme"
station = "Radio Fen"
description = "Evenings by the water."
owner_name = "Radio Fen"
owner_email = "fen@example.org"
address = "https://example.org/fen/"

[voices]
engine = "tone"
"""


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Narrate = Callable[..., Outcome]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one document and a show that is read by beeps."""
    root = tmp_path / "fen"
    (root / "scripts/sources").mkdir(parents=True)
    (root / "scripts/sources/ferry.txt").write_text(PAGE, encoding="utf-8")
    (root / "scripts/show.toml").write_text(SHOW, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def narrate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Narrate:
    """Run a command line; return its exit code and what it printed."""

    def run(*words: str, stdin: bytes = b"") -> Outcome:
        from narrate.cli import main

        monkeypatch.setattr(sys, "argv", ["narrate", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 0
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run
