"""The script file: what a person may write, what comes back, what is refused and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import InputError, ProblemsError
from narrate.model import Cue, Cut, Pause, Script, Segment, Sound, Source, Speech, Voice
from narrate.writing.script import format, parse

HEAD = "---\ntitle: A test\n---\n\n"


def squeeze(text: str) -> str:
    return " ".join(text.split())


lines = st.text(min_size=1).map(squeeze).filter(bool)
plain_words = st.text("abc (]*\\:#-", min_size=1).map(squeeze).filter(bool)
names = (lines | plain_words).filter(lambda name: name != "\ufeff")
directions = st.just("") | (lines | plain_words).filter(lambda d: "text by " not in d)
speeches = st.builds(Speech, speaker=names, text=lines | plain_words, direction=directions, via=st.just("") | names)
cuts = st.builds(
    Cut,
    text=lines | plain_words,
    why=st.just("") | lines.filter(lambda why: "]" not in why and "[" not in why),
)
pauses = st.builds(Pause, seconds=st.floats(0.001, 60))
sounds = st.builds(
    Sound,
    kind=st.sampled_from(["ident", "sting", "bed", "effect"]),
    name=st.sampled_from(["", "pips", "sounds/bell.wav", "low strings"]),
    gain_db=st.sampled_from([0.0, -6.0, 3.5]),
)
cues: st.SearchStrategy[Cue] = speeches | cuts | pauses | sounds
voices = st.builds(
    Voice,
    name=lines,
    engine=st.sampled_from(["", "kokoro"]),
    language=st.sampled_from(["", "en-GB"]),
    rate=st.sampled_from([1.0, 0.85]),
    gain_db=st.sampled_from([0.0, -3.25]),
    effect=st.sampled_from(["", "shortwave"]),
)
sources = st.builds(Source, path=lines, url=st.just("") | lines, title=st.just("") | lines)
segments = st.builds(Segment, title=lines, cues=st.lists(cues, max_size=4).map(tuple))
scripts = st.builds(
    Script,
    title=lines,
    language=st.sampled_from(["en", "ru"]),
    description=st.just("") | lines,
    guid=st.just("") | st.uuids().map(str),
    date=st.sampled_from(["", "2026-11-22T09:00:00Z"]),
    number=st.none() | st.integers(0, 999_999),
    style=st.sampled_from(["", "plain"]),
    sources=st.lists(sources, max_size=2).map(tuple),
    credits=st.lists(lines, max_size=2).map(tuple),
    cast=st.dictionaries(names, voices, max_size=3),
    segments=st.builds(
        lambda first, more: (Segment(title="", cues=(first,)), *more), speeches, st.lists(segments, max_size=3)
    ),
)


@given(scripts)
def test_what_is_written_is_what_is_read(script: Script) -> None:
    assert parse(format(script)) == script


@given(st.text())
def test_any_text_is_a_script_or_one_clear_error(text: str) -> None:
    for given_text in (text, HEAD + text):
        try:
            parsed: Script | InputError = parse(given_text)
        except InputError as error:
            parsed = error
        assert isinstance(parsed, Script) or (parsed.where.startswith("script:") and parsed.hint)


def test_a_paragraph_without_a_label_stays_with_the_speaker_above() -> None:
    script = parse(HEAD + "**Ann** (from the tape):\nOne,\ntwo.\n\nThree.\n")
    assert [(s.speaker, s.direction, s.text) for s in script.speeches()] == [
        ("Ann", "from the tape", "One, two."),
        ("Ann", "from the tape", "Three."),
    ]


def test_a_paragraph_before_any_label_is_the_narrator() -> None:
    assert parse(HEAD + "Good evening.").speeches()[0].speaker == "Narrator"


def test_who_wrote_the_words_stands_in_the_direction() -> None:
    speech = parse(HEAD + "**Announcer** (slowly; text by Ann Lee): Hello.").speeches()[0]
    assert (speech.direction, speech.via) == ("slowly", "Ann Lee")


def test_a_chapter_begins_at_a_second_level_heading() -> None:
    script = parse(HEAD + "[ident]\n## One\nHello.\n[pause 1.5]\n## Two\n\n[bed: low -20 dB]\n\nBye.\n\n[bed off]")
    assert [segment.title for segment in script.segments] == ["", "One", "Two"]
    assert script.segments[1].cues[1] == Pause(seconds=1.5)
    assert script.segments[2].cues[0] == Sound(kind="bed", name="low", gain_db=-20.0)
    assert script.segments[2].cues[2] == Sound(kind="bed", name="off")


def test_a_cut_passage_is_kept_and_not_spoken() -> None:
    script = parse(HEAD + "Hello.\n\n[cut: said before] Hello again.")
    assert script.segments[0].cues[1] == Cut(text="Hello again.", why="said before")
    assert len(script.speeches()) == 1


def test_comments_are_not_spoken() -> None:
    script = parse(HEAD + "One.\n\n<!-- a note\n\nover lines -->\n\nTwo.")
    assert [speech.text for speech in script.speeches()] == ["One.", "Two."]


def test_every_speech_knows_its_line() -> None:
    script = parse(HEAD + "**Ann:** One.\n\n**Ben:**\nTwo.")
    assert [speech.line for speech in script.speeches()] == [5, 7]


def test_the_head_keeps_words_that_yaml_would_take_for_something_else() -> None:
    script = parse("---\ntitle: No\nlanguage: no\ncast:\n  1956: heart\n---\nHello.")
    assert (script.title, script.language, dict(script.cast)) == ("No", "no", {"1956": Voice(name="heart")})


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("Hello.", 1, "no head"),
        ("---\ntitle: x\nHello.", 1, "not closed"),
        ("---\ntitle: x\nautor: y\n---\nHello.", 3, "'autor'"),
        ("---\ntitle: x\ntitle: y\n---\nHello.", 3, "twice"),
        ("---\ntitle: [x\n---\nHello.", 2, "YAML"),
        ("---\nlanguage: en\n---\nHello.", 1, "no title"),
        ("---\ntitle: x\nnumber: one\n---\nHello.", 3, "'one'"),
        ("---\ntitle: x\ncast:\n  Ann:\n---\nHello.", 4, "no voice"),
        ("---\ntitle: x\ncast:\n  Ann: {voice: heart, rate: fast}\n---\nHello.", 4, "'fast'"),
        ("---\ntitle: x\ncast:\n  Ann: {voice: heart, pitch: 1}\n---\nHello.", 4, "'pitch'"),
        ("---\ntitle: x\nsources:\n  - {url: y}\n---\nHello.", 4, "without a path"),
        (HEAD + "Hello.\n\n[pause long]", 7, "[pause long]"),
        (HEAD + "Hello.\n\n[pause 90]", 7, "90"),
        (HEAD + "Hello.\n\n[jingle]", 7, "[jingle]"),
        (HEAD + "# One\n\nHello.", 5, "no chapter"),
        (HEAD + "##\n\nHello.", 5, "without a title"),
        (HEAD + "**Ann:**\n\nHello.", 5, "says nothing"),
        (HEAD + "**:** Hello.", 5, "without a name"),
        (HEAD + "[ident]", 5, "nobody says anything"),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, where="scripts/x.md")
    assert caught.value.where == f"scripts/x.md:{line}"
    assert word in caught.value.message
    assert caught.value.hint


def test_all_faults_of_a_file_are_reported_together() -> None:
    with pytest.raises(ProblemsError) as caught:
        parse("---\ntitle: x\nautor: y\n---\n[jingle]\n\n**Ann:**\n\nHello.\n\n[pause x]", where="x.md")
    assert [problem.where for problem in caught.value.problems] == ["x.md:3", "x.md:5", "x.md:7", "x.md:11"]


def test_a_direction_may_stand_inside_the_asterisks() -> None:
    speech = parse(HEAD + "**Ada Lund (slowly):** Good night.").speeches()[0]
    assert (speech.speaker, speech.direction, speech.text) == ("Ada Lund", "slowly", "Good night.")


def test_labels_on_lines_right_below_each_other_are_speeches() -> None:
    script = parse(HEAD + "**Ann:** Hello.\n**Ben** (slowly): Hello\nto you.\n**Cy:** Good night.\n")
    assert [(s.speaker, s.text, s.line) for s in script.speeches()] == [
        ("Ann", "Hello.", 5),
        ("Ben", "Hello to you.", 6),
        ("Cy", "Good night.", 8),
    ]
