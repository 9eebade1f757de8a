"""The sidecar: an episode survives the way through text, and a wrong file is refused by name."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import InputError
from narrate.model import Line, Loudness, Word
from narrate.sidecar import format_episode, parse_episode
from tests.episodes import make_episode

TEXT = st.text(max_size=40)
SECONDS = st.floats(min_value=0, max_value=1e6, allow_nan=False)
WORDS = st.builds(Word, text=TEXT, start_seconds=SECONDS, end_seconds=SECONDS)
LINES = st.builds(
    Line,
    chapter=TEXT,
    speaker=TEXT,
    text=TEXT,
    start_seconds=SECONDS,
    end_seconds=SECONDS,
    paragraph=st.integers(0, 999),
    via=TEXT,
    words=st.lists(WORDS, max_size=3).map(tuple),
)


@given(title=TEXT, lines=st.lists(LINES, max_size=4), credits=st.lists(TEXT, max_size=2), season=st.none() | st.just(2))
def test_every_episode_comes_back_as_it_was(
    title: str, lines: list[Line], credits: list[str], season: int | None
) -> None:
    episode = make_episode(1, title=title, lines=tuple(lines), credits=tuple(credits), season=season)
    assert parse_episode(format_episode(episode), "x.json") == episode


def test_silence_has_no_loudness_and_still_comes_back() -> None:
    silent = Loudness(integrated_lufs=-math.inf, true_peak_dbtp=-math.inf, range_lu=0.0)
    text = format_episode(make_episode(1, loudness=silent))
    assert "Infinity" not in text
    assert parse_episode(text, "x.json").loudness == silent


def test_a_segment_names_its_source_span_voice_and_engine() -> None:
    first = json.loads(format_episode(make_episode()))["segments"][0]
    assert first["origin"] == {"path": "sources/harbour.txt", "start": 0, "end": 31}
    assert (first["voice"], first["engine"], first["start"], first["speaker"]) == ("heart", "hibari", 2.0, "Narrator")


def test_a_line_without_an_origin_has_none() -> None:
    episode = make_episode()
    episode = replace(episode, lines=(replace(episode.lines[0], origin=None),))
    assert parse_episode(format_episode(episode), "x.json") == episode


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"guid": None}, "guid is not a text"),
        ({"title": 7}, "title is not a text"),
        ({"number": True}, "number is not a whole number"),
        ({"duration": "long"}, "duration is not a number"),
        ({"duration": math.nan}, "duration is not a number"),
        ({"type": "pilot"}, "type is not full"),
        ({"chapters": {}}, "chapters is not a list"),
        ({"segments": [1]}, "segments[0] is not an object"),
        ({"segments": [{"speaker": "A", "text": "x", "start": 0, "end": 1, "kind": "sung"}]}, "segments[0].kind"),
        ({"credits": [1]}, "credits is not a list of texts"),
        ({"version": 99}, "later narrate"),
        ({"enclosure": {"file": "a.mp3"}}, "enclosure.length is missing"),
    ],
)
def test_a_wrong_field_is_named_with_its_file(change: dict[str, Any], said: str) -> None:
    document = {**json.loads(format_episode(make_episode())), **change}
    with pytest.raises(InputError) as caught:
        parse_episode(json.dumps(document), "output/x.json")
    assert said in caught.value.message
    assert caught.value.where == "output/x.json"
    assert caught.value.hint


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[" * 100_000])
def test_what_is_not_an_episode_gives_one_error(text: str) -> None:
    with pytest.raises(InputError):
        parse_episode(text, "output/x.json")
