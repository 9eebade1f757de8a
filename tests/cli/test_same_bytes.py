"""The same script and the same version give the same bytes, whoever builds it and where."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """\
---
title: The ferry
date: 2026-11-22T09:00:00Z
guid: 3b1f4a52-9c1e-5d61-8a52-1d2f7c0e9a11
---

[ident]

**Narrator:** The ferry left at six. The harbour master was the last to see it.

**Ada Lund** (from the tape): I counted eleven people on the deck.

## The pier

**Narrator:** There should have been twelve.
"""


def published(folder: Path, jobs: int, **environment: str) -> dict[str, str]:
    """Build the script in a folder and return the digest of every file beside the cache."""
    (folder / "scripts").mkdir(parents=True)
    (folder / "scripts/ferry.md").write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, "-m", "narrate", "--project", str(folder), "build", "ferry", "--jobs", str(jobs)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (folder / "output").iterdir()
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.voices
def test_another_folder_time_zone_locale_hash_seed_and_number_of_jobs_change_no_byte(tmp_path: Path) -> None:
    here = published(tmp_path / "one", 1, TZ="Asia/Kolkata", LC_ALL="C", PYTHONHASHSEED="1")
    there = published(tmp_path / "другая папка", 2, TZ="America/New_York", LC_ALL="C.UTF-8", PYTHONHASHSEED="77")
    assert {"ferry.mp3", "ferry.vtt", "feed.xml", "ferry.html"} <= set(here)
    assert here == there
