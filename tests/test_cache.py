"""The store of takes: what is written is read, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.cache import Cache, key_of, write_atomically
from narrate.errors import SetupError


def test_what_is_stored_is_found_again_and_nothing_else(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.read(key_of("a")) is None
    cache.write(key_of("a"), b"sound")
    assert cache.read(key_of("a")) == b"sound"
    assert cache.read(key_of("a"), suffix=".slot") is None
    assert cache.size() == (1, 5)


def test_pruning_keeps_what_is_in_use(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.write(key_of("a"), b"12345")
    cache.write(key_of("b"), b"123")
    assert cache.prune(frozenset({key_of("a")})) == 3
    assert cache.read(key_of("a")) == b"12345"
    assert cache.read(key_of("b")) is None


def test_a_store_behind_an_address_is_the_same(tmp_path: Path) -> None:
    cache = Cache(f"memory://takes-{tmp_path.name}")
    assert cache.read(key_of("a")) is None
    cache.write(key_of("a"), b"sound")
    assert cache.read(key_of("a")) == b"sound"


def test_an_address_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(SetupError):
        Cache("nonsense://x")


@given(st.lists(st.text()), st.lists(st.text()))
def test_different_parts_have_different_keys(one: list[str], other: list[str]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    write_atomically(path, b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SetupError, match="No space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]
