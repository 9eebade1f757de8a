"""What the commands say: to a newcomer, in words that lead on."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Narrate

PAGE = "scripts/sources/ferry.txt"


def test_a_build_says_what_was_made_again_and_where_to_hear_it(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", PAGE)
    first = narrate("build", "ferry").out
    assert "kept from before" not in first
    assert "beside it: chapters.json, json, srt, timeline.svg, transcript.json, vtt" in first
    assert "next: listen to output/ferry.mp3, read along in output/ferry.html, or subscribe: narrate serve" in first
    path = project / "scripts/ferry.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Ferry", "Old Ferry", 1), encoding="utf-8")
    assert re.search(r"voiced +0 of (\d+) sentences; \1 kept from before", narrate("build", "ferry").out)


def test_after_a_show_is_renamed_each_line_of_the_announcer_is_one_problem(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", PAGE)
    show = project / "scripts/show.toml"
    show.write_text(show.read_text().replace("The Late Programme", "Evenings in Spring"))
    checked = narrate("check", "ferry")
    assert checked.code == 3
    problems = [line for line in checked.out.splitlines() if "Announcer says what no source has" in line]
    assert len(problems) == 2
    assert "if the show has another name now, say that here" in checked.out


def test_a_passage_of_a_text_is_named_by_its_line(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", PAGE)
    path = project / "scripts/ferry.md"
    path.write_text(path.read_text(encoding="utf-8").replace("There should have been twelve,", "There should,"))
    text = (project / PAGE).read_text(encoding="utf-8").splitlines()
    line = next(number for number, one in enumerate(text, 1) if "should have been" in one)
    assert f"sources/ferry.txt:{line}: not spoken" in narrate("check", "ferry").out


def test_where_there_is_no_script_check_says_how_to_make_one(tmp_path: Path, narrate: Narrate) -> None:
    checked = narrate("--project", str(tmp_path), "check")
    assert checked.code == 3
    assert "no scripts yet" in checked.err
    assert "narrate write NAME DOCUMENT" in checked.err


def test_a_missing_script_is_told_with_the_project_and_those_that_are_there(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", PAGE)
    missing = narrate("build", "lighthouse").err
    assert str(project) in missing
    assert "there are: ferry" in missing


def test_only_a_finished_episode_can_be_withdrawn(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", PAGE)
    refused = narrate("withdraw", "ferry")
    assert refused.code == 3
    assert "no finished episode ferry" in refused.err
    assert "finished: none" in refused.err


def test_the_first_script_says_how_to_name_the_show_and_write_again(tmp_path: Path, narrate: Narrate) -> None:
    page = tmp_path / "a page.txt"
    page.write_text("The ferry left at six. It was the last one of the year, and nobody knew.", encoding="utf-8")
    wrote = narrate("--project", str(tmp_path), "write", "one", str(page)).out
    assert f"narrate write one '{page}' --force" in wrote


@pytest.mark.parametrize(("number", "code"), [(errno.EACCES, 4), (errno.ENOSPC, 4), (errno.ENOENT, 70)])
def test_a_fault_of_the_machine_is_none_of_narrate(
    project: Path, narrate: Narrate, monkeypatch: pytest.MonkeyPatch, number: int, code: int
) -> None:
    def fails(*_given: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number), "output/feed.xml")

    monkeypatch.setattr("narrate.studio.house.doctor", fails)
    done = narrate("doctor")
    assert done.code == code
    assert "output/feed.xml" in done.err
    assert "hint: " in done.err


def test_a_show_without_a_station_is_announced_once(tmp_path: Path, narrate: Narrate) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The ferry left at six. It was the last one of the year, and nobody knew.", encoding="utf-8")
    narrate("--project", str(tmp_path), "write", "one", str(page), "--title", "The Ferry")
    script = (tmp_path / "scripts/one.md").read_text(encoding="utf-8")
    assert "Narrated. The Ferry." in script
    assert "This is" not in script
    assert narrate("--project", str(tmp_path), "check", "one").code == 0
