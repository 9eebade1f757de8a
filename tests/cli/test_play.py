"""``narrate build --play`` plays from the edit: in a player that is found on the path, else in the browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from narrate.cli.player import PLAYERS, player_command
from tests.cli.conftest import Narrate

Changed = Callable[[], float]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path with no program on it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr("webbrowser.open", found.append)
    return found


def player(path: Path, name: str, *, code: int = 0) -> Path:
    """Put a program on the path that writes down what it was given; return where it writes."""
    said = path / f"{name}.said"
    text = f"import sys\nopen({str(said)!r}, 'a').write(' '.join(sys.argv[1:]) + '\\n')\n"
    (path / name).write_text(f"#!{sys.executable}\n{text}sys.exit({code})\n")
    (path / name).chmod(0o755)
    return said


@pytest.fixture
def edited(project: Path, narrate: Narrate) -> Changed:
    """An episode that was built and then changed; a call returns where the change is heard."""
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert narrate("build", "ferry").code == 0
    script = project / "scripts/ferry.md"
    script.write_text(script.read_text(encoding="utf-8").replace("should have been twelve", "should have been ten"))

    def changed() -> float:
        said = json.loads((project / "output/ferry.json").read_text(encoding="utf-8"))
        return float(next(segment["start"] for segment in said["segments"] if "been ten" in segment["text"]))

    return changed


@pytest.mark.parametrize("name", [name for name, _ in PLAYERS])
def test_a_player_on_the_path_plays_from_the_change(
    name: str, edited: Changed, project: Path, narrate: Narrate, path: Path, opened: list[str]
) -> None:
    said = player(path, name)
    assert narrate("build", "ferry", "--play").code == 0
    heard = said.read_text().split()
    assert any(word.endswith(f"{edited():.1f}") for word in heard)
    assert heard[-1] == str(project / "output/ferry.mp3")
    assert opened == []


def test_without_a_player_the_page_opens_at_the_change(
    edited: Changed, narrate: Narrate, path: Path, opened: list[str]
) -> None:
    assert narrate("build", "ferry", "--play").code == 0
    assert opened[0].endswith(f"/output/ferry.html#t={edited():.1f}")


def test_where_the_player_gives_up_the_page_opens(
    edited: Changed, narrate: Narrate, path: Path, opened: list[str]
) -> None:
    player(path, "mpv", code=2)
    assert narrate("build", "ferry", "--play").code == 0
    assert opened[0].endswith(f"#t={edited():.1f}")


def test_a_player_that_cannot_be_started_is_none(
    edited: Changed, narrate: Narrate, path: Path, opened: list[str]
) -> None:
    (path / "mpv").write_text("no program at all")
    (path / "mpv").chmod(0o755)
    assert narrate("build", "ferry", "--play").code == 0
    assert len(opened) == 1


def test_an_episode_that_did_not_change_plays_from_its_start(
    project: Path, narrate: Narrate, path: Path, opened: list[str]
) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    narrate("build", "ferry")
    said = player(path, "mpv")
    assert narrate("build", "ferry", "--play").code == 0
    assert "--start=0.0" in said.read_text()


class Process:
    """A player that plays until it is stopped."""

    started: list[list[str]]
    stopped: list[str]

    def __init__(self, command: list[str], **_options: Any) -> None:
        self._file, self._on = command[-1], True
        self.started.append(command)

    def poll(self) -> int | None:
        return None if self._on else -15

    def terminate(self) -> None:
        self._on = False
        self.stopped.append(self._file)

    def wait(self) -> int:
        if self._on:
            raise KeyboardInterrupt
        return -15


@pytest.fixture
def process(path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Process]:
    player(path, "mpv")
    Process.started, Process.stopped = [], []
    monkeypatch.setattr("narrate.cli.player.subprocess.Popen", Process)
    return Process


def test_under_watch_each_change_plays_from_where_it_is_heard_and_stops_what_played(
    edited: Changed, project: Path, narrate: Narrate, process: type[Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = project / "scripts/ferry.md"
    turns: list[float] = []

    def sleep(seconds: float) -> None:
        turns.append(edited())
        if len(turns) > 1:
            raise KeyboardInterrupt
        script.write_text(script.read_text(encoding="utf-8").replace("I have never told", "I have not told"))

    monkeypatch.setattr("narrate.studio.produce.time", SimpleNamespace(sleep=sleep))
    assert narrate("build", "ferry", "--watch", "--play").code == 130
    starts = [next(word for word in command if word.startswith("--start=")) for command in process.started]
    assert starts[0] == f"--start={turns[0]:.1f}"
    assert float(starts[1].removeprefix("--start=")) > turns[0]
    assert len(process.started) == len(process.stopped) == 2


def test_ctrl_c_stops_the_player(edited: Changed, narrate: Narrate, process: type[Process]) -> None:
    assert narrate("build", "ferry", "--play").code == 130
    assert len(process.started) == len(process.stopped) == 1


def test_feed_and_pages_are_written_before_anybody_waits_for_the_player(
    edited: Changed, project: Path, narrate: Narrate, process: type[Process]
) -> None:
    (project / "output/feed.xml").unlink()
    narrate("build", "ferry", "--play")
    assert (project / "output/feed.xml").is_file()


def test_a_file_is_named_in_full(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    player(path, "ffplay")
    monkeypatch.chdir(tmp_path)
    assert player_command(Path("a b.mp3"), 61.25)[-3:] == ["-ss", "61.2", str(tmp_path / "a b.mp3")]
