"""How progress is told: on a log, to a program, in a test."""

from __future__ import annotations

import io
import json

from narrate.report import JsonLines, Plain, Recording, Reporter


def work(reporter: Reporter) -> None:
    reporter.started("record", 2)
    reporter.progressed("record", 1, "a sentence")
    reporter.warned("a name is odd", where="x.md:3")
    reporter.progressed("record", 2)
    reporter.finished("record", {"takes": 2})


def test_json_lines_are_one_object_an_event() -> None:
    stream = io.StringIO()
    work(JsonLines(stream))
    events = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [event["event"] for event in events] == ["started", "progressed", "warned", "progressed", "finished"]
    assert events[2]["where"] == "x.md:3"


def test_a_log_gets_few_lines_and_every_warning() -> None:
    stream = io.StringIO()
    work(Plain(stream))
    assert stream.getvalue().splitlines() == ["record: 2 to do", "warning: x.md:3: a name is odd"]


def test_a_recording_remembers_everything() -> None:
    recording = Recording()
    work(recording)
    assert recording.warnings == ["a name is odd"]
    assert recording.events[-1] == ("finished", "record", {"takes": 2})
