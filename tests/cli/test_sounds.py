"""Sounds and voices that are not there are named before anything is voiced."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from narrate.audio import encode_wav, from_array
from tests.cli.conftest import Narrate

SCRIPT = "---\ntitle: x\n---\n\n[effect: {sound}]\n\n**Narrator:** Hello.\n"


def test_an_unknown_sound_is_named_with_its_line_and_nothing_is_voiced(project: Path, narrate: Narrate) -> None:
    (project / "scripts/x.md").write_text(SCRIPT.format(sound="thunder"), encoding="utf-8")
    checked = narrate("check", "x")
    assert checked.code == 3
    assert "scripts/x.md:5: no effect named 'thunder'" in checked.out
    assert "scripts/sounds/" in checked.out
    built = narrate("build", "x")
    assert built.code == 3
    assert "scripts/x.md:5: no effect named 'thunder'" in built.err
    assert "record" not in built.err


def test_a_sound_that_cannot_be_read_is_named_with_its_file(project: Path, narrate: Narrate) -> None:
    (project / "scripts/x.md").write_text(SCRIPT.format(sound="thunder"), encoding="utf-8")
    (project / "scripts/sounds").mkdir()
    (project / "scripts/sounds/thunder.wav").write_bytes(b"RIFF, but no sound")
    checked = narrate("check", "x")
    assert checked.code == 3
    assert "scripts/x.md:5: " in checked.out
    assert "thunder.wav" in checked.out


@pytest.mark.parametrize("name", ["bell.wav", "sting.flac", "nobody-asks-for-it.mp3"])
def test_a_broken_file_in_the_sounds_folder_is_a_problem_though_no_cue_names_it(
    name: str, project: Path, narrate: Narrate
) -> None:
    (project / "scripts/x.md").write_text(SCRIPT.format(sound="bell"), encoding="utf-8")
    (project / "scripts/sounds").mkdir()
    assert narrate("check", "x").code == 0
    (project / "scripts/sounds" / name).write_bytes(b"RIFF, but no sound")
    checked = narrate("check", "x")
    assert checked.code == 3
    assert checked.out.count(name) == 1
    assert "hint: give a " in checked.out


@pytest.mark.parametrize(
    ("name", "cue"), [("thunder.wav", "effect: thunder"), ("ident.wav", "ident"), ("bell.wav", "sting")]
)
def test_a_sound_of_the_users_without_a_credit_is_noted(name: str, cue: str, project: Path, narrate: Narrate) -> None:
    script = f"---\ntitle: x\n{{credits}}---\n\n[{cue}]\n\n**Narrator:** Hello.\n"
    (project / "scripts/x.md").write_text(script.format(credits=""), encoding="utf-8")
    (project / "scripts/sounds").mkdir()
    tone = np.sin(np.arange(8000) / 5).astype(np.float32) / 2
    (project / "scripts/sounds" / name).write_bytes(encode_wav(from_array(tone, 8000)))
    checked = narrate("check", "x")
    assert checked.code == 0
    assert f"{name}: whose is it?" in checked.out
    credit = f'credits:\n  - "{name}: recorded by Ada Lund, CC BY 4.0"\n'
    (project / "scripts/x.md").write_text(script.format(credits=credit), encoding="utf-8")
    assert "whose is it?" not in narrate("check", "x").out


def test_a_style_that_nobody_knows_is_a_problem_beside_the_others(project: Path, narrate: Narrate) -> None:
    script = SCRIPT.format(sound="thunder").replace("title: x", "title: x\nstyle: opera")
    (project / "scripts/x.md").write_text(script, encoding="utf-8")
    checked = narrate("check", "x")
    assert checked.code == 3
    assert "no style named 'opera'" in checked.out
    assert "no effect named 'thunder'" in checked.out


def test_an_effect_of_the_cast_that_nobody_offers_is_a_problem(project: Path, narrate: Narrate) -> None:
    head = "title: x\ncast:\n  Ada: {voice: beep, engine: tone, effect: shrtwave}"
    (project / "scripts/x.md").write_text(f"---\n{head}\n---\n\n**Ada:** Hello.\n", encoding="utf-8")
    checked = narrate("check", "x")
    assert checked.code == 3
    assert "scripts/x.md: cast: Ada: no effect named 'shrtwave'" in checked.out


@pytest.mark.parametrize("cue", ["[sting]", "[pause x]", "[cut: why]", "[bed: strings]"])
def test_a_cue_inside_a_paragraph_is_noted(cue: str, project: Path, narrate: Narrate) -> None:
    (project / "scripts/x.md").write_text(
        f"---\ntitle: x\n---\n\nHello. {cue} Bye. [pause 0.5] Now.\n", encoding="utf-8"
    )
    checked = narrate("check", "x")
    assert f"scripts/x.md:5: {cue} is read aloud: a cue stands on a line of its own" in checked.out
    assert "[pause 0.5]" not in checked.out


def test_a_pause_inside_a_paragraph_is_no_longer_than_one_of_its_own(project: Path, narrate: Narrate) -> None:
    (project / "scripts/x.md").write_text("---\ntitle: x\n---\n\nHello. [pause 99] Bye.\n", encoding="utf-8")
    checked = narrate("check", "x")
    assert checked.code == 3
    assert "scripts/x.md:5: a pause of 99 seconds" in checked.out


def test_a_check_changes_no_file(project: Path, narrate: Narrate) -> None:
    (project / "scripts/x.md").write_text(SCRIPT.format(sound="pips") + "\n**Ada Lund:** Yes.\n", encoding="utf-8")
    before = sorted(path.name for path in (project / "scripts").iterdir())
    assert narrate("check", "x").code == 0
    assert sorted(path.name for path in (project / "scripts").iterdir()) == before


def test_a_sound_of_ours_is_no_problem(project: Path, narrate: Narrate) -> None:
    (project / "scripts/x.md").write_text(SCRIPT.format(sound="pips"), encoding="utf-8")
    assert narrate("check", "x").code == 0


def test_a_voice_that_nobody_offers_is_an_error_with_near_ones(project: Path, narrate: Narrate) -> None:
    asked = narrate("voices", "bf_alise")
    assert asked.code == 3
    assert "bf_alice" in asked.err
    assert narrate("voices", "bf_alice").code == 0
