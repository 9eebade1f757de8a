"""Whatever stands where a document is expected is one error, and nothing that a name can hold gets into a script."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Narrate


@pytest.fixture
def beside(project: Path) -> Path:
    """Return a folder outside the project with things in it that are no documents."""
    folder = project.parent / "beside"
    folder.mkdir()
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="such links and files do not exist there")
@pytest.mark.parametrize("command", [("inspect",), ("write", "lamp")])
@pytest.mark.parametrize("name", ["circle.txt", "nowhere.txt", "zero.txt", "folder.txt", "pipe.txt", "a" * 5_000])
def test_what_is_no_document_is_one_error(narrate: Narrate, beside: Path, command: tuple[str, ...], name: str) -> None:
    done = narrate(*command, str(beside / name))
    assert done.code == 3
    assert len(done.err.splitlines()) == 2
    assert len(done.err) < 1_000


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system has no such files")
@pytest.mark.parametrize("name", ["/proc/self/mem", "/proc/kmsg"])
def test_a_file_of_the_system_that_cannot_be_read_through_is_one_error(narrate: Narrate, name: str) -> None:
    done = narrate("inspect", name)
    assert (done.code, len(done.err.splitlines())) == (3, 2)


def test_a_name_that_no_system_takes_is_one_error(narrate: Narrate, project: Path) -> None:
    assert narrate("write", "a" * 5_000, "scripts/sources/ferry.txt").code == 3


def test_the_copy_of_a_document_has_a_name_that_shows_what_it_is(narrate: Narrate, project: Path) -> None:
    given = project.parent / "fog\x1b[31m\u202e of\nnovember.txt"
    given.write_text("Nobody on the quay said a word, and the lamp burned until the morning came up grey.")
    done = narrate("write", "fog", str(given))
    assert done.code == 0
    assert "\x1b" not in done.out
    assert (project / "scripts/sources/fog[31m of november.txt").is_file()
    assert narrate("check", "fog").code == 0
