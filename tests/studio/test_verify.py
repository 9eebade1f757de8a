from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from narrate.cache import Cache
from narrate.errors import InputError
from narrate.model import Clip, Voice
from narrate.plugins import Utterance
from narrate.production.engines.tone import ToneEngine
from narrate.production.takes import unpack
from narrate.production.verify.repeats import Repeat
from narrate.report import Recording, Silent
from narrate.studio.produce import Options, build
from narrate.studio.project import Project
from narrate.studio.verify import OTHER_WAYS, Heard, verify

SCRIPT = """---
title: The harbour
---

The boats came home before the storm.

Nobody in the village had slept. Good night.
"""
FIRST, SECOND = "The boats came home before the storm.", "Nobody in the village had slept. Good night."


class Scripted:
    """A recogniser that hears what it is told to, by the number of the listening, and else nothing."""

    fingerprint = "scripted 1"

    def __init__(self, answers: Mapping[int, str] | None = None) -> None:
        self.answers = dict(answers or {})
        self.clips: list[Clip] = []

    def listen(self, clip: Clip, language: str) -> str:
        self.clips.append(clip)
        return self.answers.get(len(self.clips), "")


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one built episode, voiced in tones."""
    folder = tmp_path_factory.mktemp("studio")
    (folder / "scripts").mkdir()
    (folder / "scripts" / "harbour.md").write_text(SCRIPT, encoding="utf-8")
    (folder / "scripts" / "show.toml").write_text('[voices]\nengine = "tone"\n', encoding="utf-8")
    built(Project(root=folder))
    return folder


@pytest.fixture
def project(studio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same in a copy of its own; equal tones would count as words said twice, so nobody compares them."""
    monkeypatch.setattr(import_module("narrate.production.verify.listen"), "most_repeated", lambda clip: Repeat())
    shutil.copytree(studio, tmp_path / "show")
    return Project(root=tmp_path / "show")


def built(project: Project) -> bool:
    (result,) = build(project, ["harbour"], options=Options(), reporter=Silent())
    return not result.unchanged


def heard(project: Project, *answers: str, fix: bool = False, ear: Scripted | None = None) -> Heard:
    ear = ear or Scripted(dict(enumerate(answers, 1)))
    return verify(project, "harbour", fix=fix, reporter=Silent(), recogniser=ear)


def takes(project: Project) -> dict[str, bytes]:
    cache = Cache(project.output / ".cache")
    stamp = json.loads((project.output / ".cache" / "harbour.build.json").read_text(encoding="utf-8"))
    return {key: cache.read(key) or b"" for key in stamp["takes"]}


def test_what_is_understood_is_no_fault(project: Project) -> None:
    found = heard(project, FIRST, SECOND)
    assert found.faults == ()
    assert "2 sentences, 2 understood" in found.summary


def test_a_fault_is_named_with_its_line_its_kind_and_what_was_heard(project: Project) -> None:
    slip = "Nobody had slept. Good night."
    (fault,) = heard(project, FIRST, slip, slip).faults
    assert (fault.where, fault.kind, fault.text, fault.heard) == ("scripts/harbour.md:7", "dropped", SECOND, slip)


def test_a_slip_of_the_recogniser_is_heard_a_second_time(project: Project) -> None:
    assert heard(project, FIRST, "Nobody had slept. Good night.", SECOND).faults == ()


def test_a_second_run_listens_to_nothing(project: Project) -> None:
    heard(project, FIRST, SECOND)
    deaf = Scripted()
    assert heard(project, ear=deaf).faults == ()
    assert deaf.clips == []


def test_a_script_that_was_changed_must_be_built_first(project: Project) -> None:
    project.script_file("harbour").write_text(SCRIPT + "\nThe lamp was out that night.\n", encoding="utf-8")
    with pytest.raises(InputError, match="not voiced") as caught:
        heard(project)
    assert caught.value.hint == "narrate build harbour"


def test_an_episode_that_was_built_with_another_engine_is_found(project: Project) -> None:
    project.show_file.write_text("", encoding="utf-8")  # as after: narrate build harbour --engine tone
    assert heard(project, FIRST, SECOND).faults == ()


def test_fixing_keeps_a_take_that_is_understood_and_the_next_build_uses_it(project: Project) -> None:
    before = takes(project)
    episode = (project.output / "harbour.mp3").read_bytes()
    assert not built(project)
    found = heard(project, FIRST, "Nobody had slept.", "Nobody had slept.", SECOND, fix=True)
    assert found.faults == ()
    assert "narrate build harbour" in found.summary
    assert any("speed 0.97" in line and "understood" in line for line in found.details)
    assert built(project)
    after = takes(project)
    assert before.keys() == after.keys()
    assert sum(before[key] != after[key] for key in before) == 1
    assert (project.output / "harbour.mp3").read_bytes() != episode


def test_where_no_take_is_better_the_first_stays(project: Project) -> None:
    before = takes(project)
    found = heard(project, FIRST, *["Nobody had slept. Good night."] * (2 + len(OTHER_WAYS)), fix=True)
    assert [fault.kind for fault in found.faults] == ["dropped"]
    assert takes(project) == before
    assert not built(project)


def test_the_better_of_two_bad_takes_is_kept_and_still_named(project: Project) -> None:
    bad, better = "Nobody slept.", "Nobody in the village. Good night."
    found = heard(project, FIRST, bad, bad, bad, better, bad, bad, fix=True)
    assert [fault.heard for fault in found.faults] == [better]
    assert any("speed 1.03" in line for line in found.details)


def test_a_new_take_is_never_as_long_as_the_old_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = takes(project)
    real = ToneEngine.synthesize

    def as_long(self: ToneEngine, text: str, voice: Voice) -> Utterance:
        return real(self, text, replace(voice, rate=1.0))

    monkeypatch.setattr(ToneEngine, "synthesize", as_long)
    heard(project, FIRST, "Nobody had slept.", "Nobody had slept.", SECOND, fix=True)
    built(project)
    after = takes(project)
    changed = [(unpack(before[key]), unpack(after[key])) for key in before if before[key] != after[key]]
    assert [(old.frames - new.frames) for old, new in changed if old and new] == [1]


def test_a_voice_that_fails_when_it_is_asked_again_stops_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: ToneEngine, text: str, voice: Voice) -> Utterance:
        raise RuntimeError("no breath left")

    monkeypatch.setattr(ToneEngine, "synthesize", broken)
    reporter = Recording()
    ear = Scripted({1: FIRST, 2: "Nobody had slept.", 3: "Nobody had slept."})
    found = verify(project, "harbour", fix=True, reporter=reporter, recogniser=ear)
    assert len(found.faults) == 1
    assert any("no other way" in warning for warning in reporter.warnings)


def test_a_sentence_that_is_too_short_is_listed_as_not_judged(project: Project) -> None:
    project.script_file("harbour").write_text(SCRIPT + "\nGood night.\n", encoding="utf-8")
    built(project)
    found = heard(project, FIRST, SECOND, "Could I")
    assert found.faults == ()
    assert any("too short to judge: Good night." in line for line in found.details)
