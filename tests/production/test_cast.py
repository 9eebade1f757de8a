from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.config import Settings, VoiceSettings
from narrate.errors import InputError, ProblemsError, SetupError
from narrate.model import ANNOUNCER, NARRATOR, Script, Segment, Speech, Voice
from narrate.plugins import Engine
from narrate.production.cast import CastBook, Person, cast, format_book, parse_book, read_book, remember
from narrate.production.engines.hibari import HibariEngine
from narrate.production.engines.kokoro import KokoroEngine
from narrate.production.engines.likeness import alike
from narrate.production.engines.tone import ToneEngine

ENGINES: Mapping[str, Engine] = {"hibari": HibariEngine(), "kokoro": KokoroEngine(), "tone": ToneEngine()}
GENDER = {info.name: info.gender for engine in ENGINES.values() for info in engine.voices()}


def script(*speakers: str, language: str = "en", **voices: str) -> Script:
    return Script(
        title="The harbour",
        language=language,
        cast={name: Voice(name=voice) for name, voice in voices.items()},
        segments=(Segment(title="", cues=tuple(Speech(speaker=who, text="Nobody moved.") for who in speakers)),),
    )


def chosen(
    of: Script, *, genders: Mapping[str, str] | None = None, book: CastBook | None = None, engine: str = "embedded"
) -> Mapping[str, Voice]:
    return cast(of, settings=Settings(), genders=genders or {}, book=book, engines=ENGINES, engine=engine).cast


def test_the_narrator_is_heart_and_the_announcer_george() -> None:
    voices = chosen(script(ANNOUNCER, NARRATOR))
    assert (voices[NARRATOR].name, voices[NARRATOR].engine) == ("heart", "hibari")
    assert (voices[ANNOUNCER].name, voices[ANNOUNCER].engine) == ("bm_george", "kokoro")


def test_women_and_men_get_voices_of_their_own() -> None:
    voices = chosen(script("Ann", "Ben", "Cleo", "Dan"), genders={"Ann": "female", "Ben": "male", "Cleo": "female"})
    assert [GENDER[voices[name].name] for name in ("Ann", "Ben", "Cleo")] == ["female", "male", "female"]
    assert voices["Dan"].name in GENDER


def test_six_speakers_are_clearly_different_from_each_other_and_from_the_narrator() -> None:
    people = ["Ann", "Ben", "Cleo", "Dan", "Eve", "Fred"]
    genders = {name: "female" if at % 2 == 0 else "male" for at, name in enumerate(people)}
    names = [voice.name for voice in chosen(script(NARRATOR, *people), genders=genders).values()]
    assert max(alike(a, b) for a in names for b in names if a != b) < 0.75


def test_nobody_whispers_unless_asked_to() -> None:
    people = [f"Speaker {number}" for number in range(24)]
    names = {voice.name for voice in chosen(script(NARRATOR, *people)).values()}
    assert not names & {"af_nicole", "am_santa", "af_heart"}
    assert chosen(script("Ann", Ann="af_nicole"))["Ann"].name == "af_nicole"


@pytest.mark.parametrize("gender", ["", "female", "male"])
def test_no_two_speakers_share_a_voice_and_then_come_blends(gender: str) -> None:
    people = [f"Speaker {number}" for number in range(40)]
    voices = chosen(script(NARRATOR, ANNOUNCER, *people), genders=dict.fromkeys(people, gender))
    names = [voice.name for voice in voices.values()]
    assert len(set(names)) == 42
    blends = [name for name in names if "+" in name]
    assert blends
    assert all(GENDER[part.partition(":")[0]] == gender for name in blends for part in name.split("+") if gender)


def test_with_more_speakers_than_voices_and_blends_voices_are_shared_evenly() -> None:
    people = [f"Speaker {number}" for number in range(200)]
    voices = chosen(script(*people), engine="tone")
    counts = [sum(voice.name == name for voice in voices.values()) for name in GENDER]
    assert max(counts) - min(count for count in counts if count) <= 1


def test_a_cast_line_comes_before_the_book_and_the_book_before_a_choice() -> None:
    book = CastBook(people=(Person(name="Ann Lee", aliases=("Lee",), voice=Voice(name="bf_lily")),))
    assert chosen(script("Ann Lee"), book=book)["Ann Lee"].name == "bf_lily"
    assert chosen(script("lee"), book=book)["lee"].name == "bf_lily"
    lines = replace(script("Ann Lee"), cast={"Ann Lee": Voice(name="bf_emma", effect="shortwave")})
    assert chosen(lines, book=book)["Ann Lee"] == Voice(name="bf_emma", engine="kokoro", effect="shortwave")


def test_a_person_keeps_the_voice_in_the_next_episode() -> None:
    first = cast(script("Ann", "Ben"), settings=Settings(), genders={}, book=None, engines=ENGINES)
    book = remember(CastBook(), first, {})
    second = chosen(script("Cleo", "Ben", "Ann"), book=book)
    assert {name: second[name] for name in ("Ann", "Ben")} == {name: first.cast[name] for name in ("Ann", "Ben")}
    assert second["Cleo"].name not in {voice.name for voice in first.cast.values()}


def test_the_book_forgets_nobody_and_lists_neither_narrator_nor_announcer() -> None:
    told = cast(script(NARRATOR, ANNOUNCER, "Ann"), settings=Settings(), genders={}, book=None, engines=ENGINES)
    book = remember(CastBook(people=(Person(name="Zoe", voice=Voice(name="bf_lily")),)), told, {"Ann": "female"})
    assert [(person.name, person.gender) for person in book.people] == [("Zoe", ""), ("Ann", "female")]
    assert remember(book, told, {}) is book


def test_a_draft_is_read_by_the_fast_engine_alone() -> None:
    of = script(NARRATOR, "Ann", "Ben", Ben="bm_george")
    voices = cast(of, settings=Settings(), genders={"Ann": "female"}, book=None, engines=ENGINES, draft=True).cast
    assert {voice.engine for voice in voices.values()} == {"hibari"}
    assert voices[NARRATOR].name == "heart"
    assert GENDER[voices["Ann"].name] == "female"
    assert GENDER[voices["Ben"].name] == "male"


def test_another_engine_keeps_effects_and_chooses_voices_of_its_own() -> None:
    of = replace(script("Ann"), cast={"Ann": Voice(name="bf_emma", effect="shortwave", rate=0.9)})
    voice = chosen(of, engine="tone")["Ann"]
    assert (voice.engine, voice.effect, voice.rate) == ("tone", "shortwave", 0.9)


def test_a_blend_of_ones_own_is_a_voice() -> None:
    assert chosen(replace(script("Ann"), cast={"Ann": Voice(name="am_michael:0.6+bm_george:0.4")}))["Ann"].engine == (
        "kokoro"
    )


def test_every_unknown_voice_is_reported_with_its_line_and_what_was_meant() -> None:
    text = "---\ntitle: The harbour\ncast:\n  Ann: jesica\n  Ben: {voice: xyzzy}\n---\n"
    of = script("Ann", "Ben", Ann="jesica", Ben="xyzzy")
    with pytest.raises(ProblemsError) as caught:
        cast(of, settings=Settings(), genders={}, book=None, engines=ENGINES, where="scripts/h.md", text=text)
    assert [problem.where for problem in caught.value.problems] == ["scripts/h.md:4", "scripts/h.md:5"]
    assert "af_jessica" in caught.value.problems[0].hint
    assert "narrate voices" in caught.value.problems[1].hint


@pytest.mark.parametrize("name", ["am_michael:0.6+bm_gorge:0.4", "am_michael+", "am_michael:-1+bm_george:-1"])
def test_a_blend_of_voices_that_are_not_there_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        chosen(replace(script("Ann"), cast={"Ann": Voice(name=name)}))


@pytest.mark.parametrize("rate", [0.0, -1.0, 0.4, 7.5])
def test_a_rate_at_which_nobody_is_understood_is_refused(rate: float) -> None:
    for engine in ("embedded", "tone"):
        with pytest.raises(InputError, match="rate"):
            chosen(replace(script("Ann"), cast={"Ann": Voice(name="bf_emma", rate=rate)}), engine=engine)


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(InputError, match="no engine 'parrot'"):
        chosen(replace(script("Ann"), cast={"Ann": Voice(name="x", engine="parrot")}))
    with pytest.raises(SetupError, match="'parrot'"):
        chosen(script("Ann"), engine="parrot")


def test_a_language_that_no_voice_speaks_is_said_before_anything_is_voiced() -> None:
    with pytest.raises(SetupError, match="'ru'"):
        chosen(script("Анна", language="ru"))
    assert chosen(script("Анна", language="ru"), engine="tone")["Анна"].engine == "tone"


def test_the_settings_name_narrator_and_announcer() -> None:
    settings = Settings(voices=VoiceSettings(narrator="bm_lewis", announcer="bf_emma"))
    voices = cast(script(NARRATOR, ANNOUNCER), settings=settings, genders={}, book=None, engines=ENGINES).cast
    assert [voice.name for voice in voices.values()] == ["bm_lewis", "bf_emma"]


NAMES = st.text(min_size=1, max_size=12).filter(lambda name: name.strip() == name)
PEOPLE = st.builds(
    Person,
    name=NAMES,
    voice=st.builds(Voice, name=NAMES, rate=st.sampled_from([1.0, 0.9]), effect=st.sampled_from(["", "shortwave"])),
    gender=st.sampled_from(["", "female", "male"]),
)


@given(st.lists(PEOPLE, max_size=4, unique_by=lambda person: " ".join(person.name.casefold().split())))
def test_a_book_that_is_written_is_read_as_it_was(people: list[Person]) -> None:
    book = CastBook(people=tuple(people))
    assert parse_book(format_book(book), where="cast.toml") == book


def test_a_book_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_book(tmp_path / "cast.toml") == CastBook()


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("[Ann\n", "not valid TOML", 1),
        ("# people\n[Ann]\nrate = 1.0\n", "no voice", 2),
        ('[Ann]\nvoice = "a"\nvoise = 1\n', "unknown key 'voise'", 1),
        ('[Ann]\nvoice = "a"\nrate = "fast"\n', "must be a number", 1),
        ('[Ann]\nvoice = "a"\nrate = 9\n', "between 0.5 and 2", 1),
        ('[Ann]\nvoice = "a"\ngender = "f"\n', "female or male", 1),
        ('[Ann]\nvoice = "a"\naliases = "b"\n', "list of names", 1),
        ('Ann = "a"\n', "must be a table", 0),
        ('[Ann]\nvoice = "a"\naliases = ["Ben"]\n[Ben]\nvoice = "b"\n', "both", 0),
    ],
)
def test_what_is_wrong_in_a_book_is_said_with_its_line(text: str, says: str, line: int) -> None:
    with pytest.raises(InputError, match=says) as caught:
        parse_book(text, where="cast.toml")
    assert caught.value.where == (f"cast.toml:{line}" if line else "cast.toml")


def test_a_book_that_is_no_text_is_an_error_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "cast.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot read"):
        read_book(tmp_path / "cast.toml")
