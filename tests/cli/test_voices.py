"""Voices, names and spoken text, as a person asks for them on the command line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Narrate
from tests.production.fake_google import BLOCK_PAGE, HTML, speak
from tests.production.fake_server import Asked, FakeServer, Reply

SCRIPT = """\
---
title: The fen
---

## One

**Narrator:** The ferry left at six, with old Kalinowski on board.

**Ada Lund:** I *never* said that. She told me so.

**Gregor Voss** (weeping): He was late.
"""


@pytest.fixture
def fen(project: Path) -> Path:
    """The project with a script, read by the embedded voices."""
    (project / "scripts/fen.md").write_text(SCRIPT, encoding="utf-8")
    (project / "scripts/show.toml").unlink()
    return project


def people(project: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads((project / "scripts/cast.toml").read_text(encoding="utf-8"))


def test_the_cast_says_who_is_a_woman_and_who_a_man_and_who_chose(fen: Path, narrate: Narrate) -> None:
    lines = narrate("cast", "fen").out.splitlines()
    assert lines[0].split() == ["speaker", "gender", "voice", "engine", "chosen", "by", "words"]
    assert "female" in next(line for line in lines if "Ada Lund" in line)
    assert "chosen" in next(line for line in lines if "Ada Lund" in line)
    assert "cast book" in narrate("cast", "fen").out


def test_a_voice_that_is_chosen_is_the_person_s_in_every_episode(fen: Path, narrate: Narrate) -> None:
    (fen / "scripts/other.md").write_text(SCRIPT.replace("The fen", "The dyke"), encoding="utf-8")
    assert narrate("cast", "fen", "--set", "Ada Lund=bf_emma").code == 0
    assert people(fen)["Ada Lund"]["voice"] == "bf_emma"
    assert "bf_emma" in narrate("cast", "other").out
    assert (fen / "scripts/fen.md").read_text(encoding="utf-8") == SCRIPT


def test_a_line_of_the_script_that_names_the_voice_is_changed_as_well(fen: Path, narrate: Narrate) -> None:
    path = fen / "scripts/fen.md"
    head = "cast:\n  Ada Lund: {voice: af_kore, effect: telephone}\n  Gregor Voss: am_adam\n---"
    path.write_text(SCRIPT.replace("---\n\n##", f"{head}\n\n##", 1), encoding="utf-8")
    shown = narrate("cast", "fen", "--set", "Ada Lund=bf_emma")
    assert shown.code == 0, shown.err
    assert "bf_emma through telephone" in shown.out
    assert "  Ada Lund: {voice: bf_emma, effect: telephone}\n" in path.read_text(encoding="utf-8")
    assert people(fen)["Ada Lund"]["voice"] == "bf_emma"


def test_the_narrator_is_nobody_and_is_changed_in_the_script(fen: Path, narrate: Narrate) -> None:
    assert narrate("cast", "fen", "--set", "Narrator=bm_george").code == 0
    assert "  Narrator: bm_george\n" in (fen / "scripts/fen.md").read_text(encoding="utf-8")
    assert "Narrator" not in people(fen)
    assert narrate("cast", "fen").code == 0


@pytest.mark.parametrize("change", ["Ada Lund=bf_nosuch", "Ada=bf_emma", "Ada Lund", "Ada Lund=bf_emma:x+y"])
def test_a_change_that_cannot_be_made_changes_no_file(fen: Path, narrate: Narrate, change: str) -> None:
    narrate("cast", "fen")
    before = people(fen)
    asked = narrate("cast", "fen", "--set", change)
    assert asked.code == 3
    assert "hint:" in asked.err
    assert people(fen) == before
    assert (fen / "scripts/fen.md").read_text(encoding="utf-8") == SCRIPT


def test_a_voice_that_an_engine_has_not_is_an_error_and_no_empty_list(fen: Path, narrate: Narrate) -> None:
    for words in (("voices", "--engine", "gtts", "bf_emma"), ("voices", "bf_emm")):
        asked = narrate(*words)
        assert (asked.code, asked.out) == (3, "")
        assert f"no voice named {words[-1]!r}" in asked.err


def test_a_sample_is_a_wav_file_and_never_a_folder_of_another_ending(fen: Path, narrate: Narrate) -> None:
    asked = narrate("voices", "heart", "--sample", "hear.mp3")
    assert asked.code == 3
    assert "hint: write hear.wav" in asked.err
    assert not (fen / "hear.mp3").exists()


def test_samples_of_several_voices_need_a_folder(fen: Path, narrate: Narrate) -> None:
    assert narrate("voices", "--engine", "tone", "--sample", "hear.wav").code == 3
    heard = narrate("voices", "--engine", "tone", "--sample", "hear")
    assert heard.code == 0
    assert len(list((fen / "hear").glob("*.wav"))) == len(heard.out.splitlines()) > 1


def test_a_command_engine_without_a_command_says_what_to_write_where(fen: Path, narrate: Narrate) -> None:
    built = narrate("build", "fen", "--engine", "command")
    assert built.code == 4
    assert "the engine 'command' has no voice yet" in built.err
    assert 'hint: write command = ["espeak-ng"' in built.err
    assert "under [engines.command]" in built.err


def test_names_without_an_entry_are_told_as_each_engine_would_say_them(fen: Path, narrate: Narrate) -> None:
    told = narrate("-v", "check", "fen")
    line = next(line for line in told.out.splitlines() if line.strip().startswith("Kalinowski:"))
    assert 'gtts, openai, command: "Kalinowski"' in line
    assert "hibari, kokoro: kˌ" in line


def test_what_no_voice_follows_is_listed_and_what_one_does_is_not(fen: Path, narrate: Narrate) -> None:
    told = narrate("check", "fen").out
    assert "fen.md:11: (weeping) changes nothing" in told
    assert "*never*" not in told
    (fen / "scripts/show.toml").write_text('[voices]\nengine = "tone"\n', encoding="utf-8")
    assert "(*never*) changes nothing" in narrate("check", "fen").out


@pytest.mark.parametrize(
    ("engine", "given"),
    [
        ((), "Orel had three bridges."),
        (("--engine", "gtts"), "Uh-ryol had three bridges."),
        (("--engine", "kokoro"), "[Orel](/əɹjˈɔl/) had three bridges."),
    ],
)
def test_lines_are_given_to_an_engine_with_the_names_of_the_lexicon(
    fen: Path, narrate: Narrate, engine: tuple[str, ...], given: str
) -> None:
    (fen / "scripts/lexicon.toml").write_text('"Orel" = { say = "uh-RYOL", ipa = "ɐˈrʲɵl" }\n', encoding="utf-8")
    assert narrate("normalise", *engine, stdin=b"Orel had 3 bridges.\n").out == given + "\n"


def test_a_language_without_rules_is_said_once(fen: Path, narrate: Narrate) -> None:
    done = narrate("normalise", "--language", "de", stdin=b"Im Jahr 1956.\nUnd 1957.\n")
    assert (done.code, done.out) == (0, "Im Jahr 1956.\nUnd 1957.\n")
    assert done.err.count("rules are here for en and ru") == 1
    path = fen / "scripts/fen.md"
    path.write_text(SCRIPT.replace("title:", "language: de\ntitle:"), encoding="utf-8")
    (fen / "scripts/show.toml").write_text('[voices]\nengine = "tone"\n', encoding="utf-8")
    assert narrate("check", "fen").out.count("rules are here for en and ru") == 1
    assert narrate("build", "fen").err.count("rules are here for en and ru") == 1


def test_a_build_says_that_text_leaves_the_machine_before_it_does_and_goes_on_where_it_stopped(
    fen: Path, narrate: Narrate
) -> None:
    path = fen / "scripts/fen.md"
    path.write_text(SCRIPT.replace("---\n\n##", "cast:\n  Ada Lund: en-ie\n  Gregor Voss: en-co.in-low\n---\n\n##", 1))
    hosts: list[str] = []

    def refuse_the_third(asked: Asked) -> Reply:
        hosts.append(asked.path.split("/")[1])
        return Reply(status=429, headers=HTML, body=BLOCK_PAGE) if len(hosts) == 3 else speak(asked)

    with FakeServer(refuse_the_third) as google:
        options = f'base_url = "{google.url}/{{tld}}"\nrequests_at_once = 1\n'
        (fen / "scripts/show.toml").write_text(f'[voices]\nengine = "gtts"\n[engines.gtts]\n{options}')
        stopped = narrate("build", "fen")
        assert stopped.code == 5
        assert stopped.err.index("every sentence is sent to Google") < stopped.err.index("error:")
        assert "block" in stopped.err
        asked = len(hosts)
        assert narrate("build", "fen").code == 0
    # Each speaker has the accent of his own host, and of three sentences two were voiced before the block.
    assert set(hosts) == {"com", "ie", "co.in"}
    assert (asked, len(hosts)) == (3, 4)


def test_the_embedded_voices_promise_nothing_about_a_network(fen: Path, narrate: Narrate) -> None:
    assert "sent to" not in narrate("build", "fen", "--draft").err
