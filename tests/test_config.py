"""The show file: what it may say, and every fault of it at once with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.config import Settings, override, parse_settings, read_settings
from narrate.errors import InputError, ProblemsError


def test_a_show_without_a_file_has_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "show.toml") == Settings()


def test_what_is_written_is_what_is_set() -> None:
    made = parse_settings(
        '[show]\ntitle = "Fen"\nexplicit = true\n[sound]\nbitrate_kbps = 64\nturn_pause_seconds = 1\n'
        '[announcer]\nopening = "This is {station}."\n[engines.gtts]\nrequests_per_second = 2\n',
        where="show.toml",
    )
    assert (made.show.title, made.show.explicit, made.sound.bitrate_kbps) == ("Fen", True, 64)
    assert made.sound.turn_pause_seconds == 1.0
    assert made.announcer.opening == ("This is {station}.",)
    assert made.engines["gtts"]["requests_per_second"] == 2


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[show]\ntitel = "Fen"\n', 2, "did you mean title?"),
        ("[show]\ntitle = 5\n", 2, "give a text"),
        ('[sound]\nbitrate_kbps = "high"\n', 2, "a whole number"),
        ("[sound]\n\nbed = 1\n", 3, "true or false"),
        ('[sound]\nloudness = "loud"\n', 2, "podcast"),
        ("[shwo]\n", 1, "did you mean show?"),
        ("[show\n", 1, "tables in [brackets]"),
    ],
)
def test_a_fault_is_named_with_its_line_and_a_hint(text: str, line: int, word: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_settings(text, where="show.toml")
    assert caught.value.where == f"show.toml:{line}"
    assert word in caught.value.hint


def test_all_faults_of_a_file_come_together() -> None:
    with pytest.raises(ProblemsError) as caught:
        parse_settings("[show]\ntitle = 5\nstation = 6\n[sound]\nbed = 1\n", where="show.toml")
    assert len(caught.value.problems) == 3


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "show.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot read it"):
        read_settings(path)


def test_an_option_that_is_not_given_changes_nothing() -> None:
    settings = Settings()
    assert override(settings, voices__engine=None) == settings
    assert override(settings, voices__engine="gtts").voices.engine == "gtts"


def test_a_name_in_braces_that_nothing_fills_in_is_an_error_with_its_line() -> None:
    with pytest.raises(InputError) as caught:
        parse_settings('[announcer]\nopening = "This is {staton}."\narchive = ["{speaker}."]\n', where="show.toml")
    assert caught.value.where == "show.toml:2"
    assert "{staton}" in caught.value.message
