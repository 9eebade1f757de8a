"""What a person hears of a build, and what is left when it is cut short."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from narrate.audio import decode, measure
from tests.cli.conftest import Narrate

SCRIPT = "---\ntitle: x\n---\n\n{text}\n"
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.argv = ["narrate", *sys.argv[1:]]
from narrate.cli import main
main()
"""


@pytest.mark.parametrize(
    ("text", "preset"),
    [
        ("Yes.", "podcast"),
        ("Yes.", "broadcast"),
        ("Yes.", "streaming"),
        ("Yes.", "mono"),
        ("[sting]\n\nYes.", "podcast"),
        ("One two three. Four five.", "podcast"),
    ],
)
def test_a_programme_of_a_word_is_as_loud_as_any(text: str, preset: str, project: Path, narrate: Narrate) -> None:
    show = project / "scripts/show.toml"
    show.write_text(show.read_text() + f'\n[sound]\nloudness = "{preset}"\n')
    (project / "scripts/x.md").write_text(SCRIPT.format(text=text))
    assert narrate("build", "x").code == 0
    found = measure(decode(project / "output/x.mp3"))
    target = {"podcast": -16.0, "broadcast": -23.0, "streaming": -14.0, "mono": -19.0}[preset]
    assert found.integrated_lufs == pytest.approx(target, abs=0.5)
    assert found.true_peak_dbtp <= -1.0


def build(project: Path, *before: str) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parent.parent.parent)
    command = [sys.executable, *(before or ("-m", "narrate")), "--project", str(project), "build", "x"]
    return subprocess.Popen(
        command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root}
    )


def long_script(word: str) -> str:
    return SCRIPT.format(text="\n\n".join(f"{word} number {n} of the evening is read." for n in range(25)))


def test_a_disk_that_is_full_in_the_middle_is_told_and_the_episode_before_still_plays(
    project: Path, narrate: Narrate
) -> None:
    (project / "scripts/x.md").write_text(long_script("Letter"))
    assert narrate("build", "x").code == 0
    before = (project / "output/x.mp3").read_bytes()
    (project / "scripts/x.md").write_text(long_script("Page"))
    process = build(project, "-c", LIMITED)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 4
    assert b"cannot write" in said
    assert b"hint: make room" in said
    assert b"Traceback" not in said
    assert (project / "output/x.mp3").read_bytes() == before
    assert [path.name for path in (project / "output").glob(".x.mp3*")] == []


def test_a_build_that_was_killed_leaves_the_episode_before_and_the_next_one_goes_on(
    project: Path, narrate: Narrate
) -> None:
    (project / "scripts/x.md").write_text(long_script("Letter"))
    assert narrate("build", "x").code == 0
    before = (project / "output/x.mp3").read_bytes()
    (project / "scripts/x.md").write_text(long_script("Page"))
    process = build(project)
    ends = time.monotonic() + 120
    while not list((project / "output").glob(".x.mp3.*")) and process.poll() is None and time.monotonic() < ends:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert (project / "output/x.mp3").read_bytes() == before
    again = narrate("build", "x")
    assert again.code == 0
    assert "0 of 25 sentences" in again.out
    said = json.loads((project / "output/x.json").read_text(encoding="utf-8"))
    assert said["segments"][0]["text"].startswith("Page")
    assert decode(project / "output/x.mp3").frames > 0
    assert [path.name for path in (project / "output").glob(".x.mp3*")] == []
