"""Transcripts: every word once, at its own time, in the shape that players read."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Chapter, Episode, Line
from narrate.production.encode.transcripts import chapters_json, plain_text, srt, timed_words, transcript_json, vtt
from tests.episodes import make_episode

TIMING = re.compile(r"(\d\d+):(\d\d):(\d\d)[.,](\d{3}) --> (\d\d+):(\d\d):(\d\d)[.,](\d{3})")


def times(text: str) -> list[tuple[int, int]]:
    found = []
    for match in TIMING.finditer(text):
        h1, m1, s1, f1, h2, m2, s2, f2 = map(int, match.groups())
        found.append((((h1 * 60 + m1) * 60 + s1) * 1000 + f1, ((h2 * 60 + m2) * 60 + s2) * 1000 + f2))
    return found


def with_line(text: str, *, speaker: str = "Orla Venn", end: float = 20.0) -> Episode:
    line = Line(chapter="", speaker=speaker, text=text, start_seconds=1.0, end_seconds=end, paragraph=0)
    return make_episode(1, lines=(line,))


def test_webvtt_names_the_speaker_of_every_cue() -> None:
    text = vtt(make_episode())
    assert text.startswith("WEBVTT\n\n00:00:02.000 --> 00:00:04.400\n<v Narrator>The lamps were lit before four.\n")
    assert text.count("<v ") == len(times(text))


def test_webvtt_escapes_what_would_be_markup() -> None:
    assert "<v Bram Tolliver>" in vtt(make_episode())
    assert "&amp; say nothing of the &lt;Heron&gt;." in vtt(make_episode()).replace("\n", " ")


def test_subrip_numbers_its_cards_and_names_a_speaker_once_a_speech() -> None:
    text = srt(make_episode())
    cards = text.split("\n\n")
    assert [card.splitlines()[0] for card in cards] == [str(i + 1) for i in range(len(cards))]
    assert text.count("Orla Venn:") == 1
    assert text.startswith("1\n00:00:02,000 --> 00:00:04,400\nNarrator: The lamps\n")


def test_an_arrow_in_the_text_does_not_look_like_a_timing_line() -> None:
    assert len(re.findall("-->", srt(with_line("from here --> to there")))) == len(
        times(srt(with_line("from here --> to there")))
    )


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=400), st.text(max_size=12))
def test_no_line_is_too_long_and_no_word_is_lost(text: str, speaker: str) -> None:
    episode = with_line(text, speaker=speaker)
    rows = [row for row in vtt(episode).splitlines()[2:] if "-->" not in row]
    assert all(len(row) <= 65 for row in rows)
    spoken = re.sub(r"<v [^>]*>", " ", " ".join(rows)).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert spoken.split() == [p for w in timed_words(episode.lines[0]) for p in split(w.text, 65)]
    cards = [card.splitlines()[2:] for card in srt(episode).split("\n\n") if card]
    assert all(len(row) <= 32 and len(card) <= 2 for card in cards for row in card)


def split(word: str, width: int) -> list[str]:
    step = len(word) if len(word) <= width else width // 2
    return [word[at : at + step] for at in range(0, len(word), step)]


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50)), min_size=1, max_size=9))
def test_words_are_in_order_and_inside_their_line_whatever_the_engine_says(edges: list[tuple[float, float]]) -> None:
    from narrate.model import Word

    words = tuple(Word(text="x", start_seconds=a, end_seconds=b) for a, b in edges)
    line = replace(with_line(" ".join("x" for _ in edges)).lines[0], words=words)
    flat = [t for w in timed_words(line) for t in (w.start_seconds, w.end_seconds)]
    assert flat == sorted(flat)
    assert 1.0 <= flat[0] <= flat[-1] <= 20.0
    cues = times(vtt(make_episode(1, lines=(line,))))
    assert all(start < end for start, end in cues)


def test_the_json_transcript_gives_each_word_its_speaker_and_its_times() -> None:
    document = json.loads(transcript_json(make_episode()))
    assert document["version"] == "1.0.0"
    assert document["segments"][0] == {"speaker": "Narrator", "startTime": 2.0, "endTime": 2.4, "body": "The"}
    said = " ".join(segment["body"] for segment in document["segments"])
    assert said == " ".join(line.text for line in make_episode().lines)


def test_words_without_times_share_their_line_by_length() -> None:
    words = timed_words(with_line("a bbbbbbb", end=11.0).lines[0])
    assert [(word.start_seconds, word.end_seconds) for word in words] == [(1.0, 3.0), (3.0, 11.0)]


def test_the_plain_text_names_a_speaker_when_he_begins() -> None:
    assert plain_text(make_episode()).splitlines()[:2] == [
        "Narrator: The lamps were lit before four. Nobody had asked why.",
        "Orla Venn: I counted the boats twice, and there was one too many.",
    ]


def test_chapters_begin_at_zero_and_end_with_the_programme() -> None:
    chapters = (
        Chapter(title="B", start_seconds=12.0, end_seconds=30.0),
        Chapter(title="A", start_seconds=1.5, end_seconds=12.0),
        Chapter(title="too late", start_seconds=99.0, end_seconds=100.0),
    )
    found = json.loads(chapters_json(make_episode(1, chapters=chapters)))["chapters"]
    assert [(c["title"], c["startTime"], c["endTime"]) for c in found] == [("A", 0, 12.0), ("B", 12.0, 30.4)]


@pytest.mark.parametrize("chapters", [(), (Chapter(title="", start_seconds=0, end_seconds=30.4),)])
def test_a_programme_without_titled_chapters_is_one_chapter(chapters: tuple[Chapter, ...]) -> None:
    found = json.loads(chapters_json(make_episode(1, chapters=chapters)))["chapters"]
    assert [(c["title"], c["startTime"]) for c in found] == [("The lamp on the quay, part 1", 0)]
