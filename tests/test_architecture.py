"""The house stands as it was drawn: who may import whom, and what may be printed where."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_a_room_imports_only_the_rooms_below_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "2 kept, 0 broken" in done.stdout


def test_pydub_stays_in_audio() -> None:
    users = [
        path
        for path in (ROOT / "narrate").rglob("*.py")
        if "import pydub" in path.read_text(encoding="utf-8") or "from pydub" in path.read_text(encoding="utf-8")
    ]
    assert users
    assert all("audio" in path.relative_to(ROOT).parts for path in users)
