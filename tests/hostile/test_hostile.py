"""Every hostile file is read without what it hides, or refused with one clear error."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from narrate.errors import InputError
from narrate.model import Document
from narrate.writing.ingest import guard, read
from tests.hostile import SECRET, SEEN
from tests.hostile.cases import Case, cases

ALL = tuple(cases())


def is_hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\n\t"


def test_there_are_enough_cases_and_each_is_small() -> None:
    assert len(ALL) >= 250
    assert len({case.name for case in ALL}) == len(ALL)
    assert max(len(case.data) for case in ALL) < 1_500_000


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less than for a person's file: what is slow here is slow on purpose."""
    monkeypatch.setattr(guard, "CPU_SECONDS", 3.0)


def read_or_error(path: Path, name: str) -> Document | InputError:
    try:
        return read(path, name=name)
    except InputError as error:
        return error


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_hostile_file_is_read_or_refused(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.data)
    got = read_or_error(path, case.name)
    assert [entry.name for entry in tmp_path.iterdir()] == [case.name]
    if isinstance(got, InputError):
        assert case.expected != "read", f"refused: {got}"
        assert got.hint
        assert got.where
        assert not any(map(is_hidden, str(got)))
        return
    assert case.expected != "refused", f"read: {[block.text[:80] for block in got.blocks][:5]}"
    said = "\n".join(block.text for block in got.blocks)
    head = f"{got.title}{got.source.title}{got.source.author}{got.source.date}"
    assert SECRET not in said + head
    assert "root:" not in said
    assert case.expected == "either" or SEEN in said
    assert not any(map(is_hidden, head + said))
