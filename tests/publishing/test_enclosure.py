"""Enclosures: a new address for new bytes, the old one for those who still ask."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from narrate.errors import InputError
from narrate.model import Enclosure
from narrate.publishing import enclosure
from tests.episodes import make_episode


def test_a_new_rendering_gets_a_new_address_and_the_old_one_keeps_its_bytes(tmp_path: Path) -> None:
    mp3 = tmp_path / "talk.mp3"
    mp3.write_bytes(b"first")
    first = enclosure.place(tmp_path, "talk")
    fresh = tmp_path / "fresh"
    fresh.write_bytes(b"second!")
    fresh.replace(mp3)
    second = enclosure.place(tmp_path, "talk")
    assert first.file != second.file
    assert (tmp_path / first.file).read_bytes() == b"first"
    assert (tmp_path / second.file).read_bytes() == b"second!"
    assert (second.length, second.type) == (7, "audio/mpeg")


def test_the_same_rendering_keeps_its_address_and_leaves_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "talk.mp3").write_bytes(b"first")
    first = enclosure.place(tmp_path, "talk")
    assert enclosure.place(tmp_path, "talk") == first
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["talk.mp3", first.file])


def test_where_a_file_can_have_one_name_only_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refuse)
    (tmp_path / "talk.mp3").write_bytes(b"first")
    placed = enclosure.place(tmp_path, "talk")
    assert (tmp_path / placed.file).read_bytes() == b"first"
    assert enclosure.place(tmp_path, "talk") == placed


def test_enclosures_of_earlier_renderings_are_found_and_nothing_else(tmp_path: Path) -> None:
    for name in ("talk.00000000.mp3", "talk.11111111.mp3", "talk.mp3", "other.22222222.mp3", "talk.notahash.mp3"):
        (tmp_path / name).write_bytes(b"")
    episode = make_episode(1, name="talk", enclosure=Enclosure(file="talk.11111111.mp3", length=0))
    assert [path.name for path in enclosure.outdated(tmp_path, [episode])] == ["talk.00000000.mp3"]


def test_an_mp3_that_was_changed_or_deleted_by_hand_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "talk.mp3").write_bytes(b"first")
    episode = make_episode(1, name="talk", enclosure=enclosure.place(tmp_path, "talk"))
    enclosure.check(tmp_path, episode)
    path = tmp_path / episode.enclosure.file
    path.write_bytes(b"FIRST")
    with pytest.raises(InputError, match="was changed") as caught:
        enclosure.check(tmp_path, episode)
    assert caught.value.where.endswith(path.name)
    path.unlink()
    with pytest.raises(InputError, match="is gone"):
        enclosure.check(tmp_path, episode)


def test_an_enclosure_without_a_hash_is_held_to_its_length(tmp_path: Path) -> None:
    (tmp_path / "talk.mp3").write_bytes(b"first")
    episode = make_episode(1, name="talk", enclosure=Enclosure(file="talk.mp3", length=5))
    enclosure.check(tmp_path, episode)
    with pytest.raises(InputError):
        enclosure.check(tmp_path, replace(episode, enclosure=Enclosure(file="talk.mp3", length=6)))


def test_no_mp3_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        enclosure.place(tmp_path, "talk")
    assert caught.value.hint == "run: narrate build talk"
