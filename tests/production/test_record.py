from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from narrate import audio
from narrate.cache import Cache
from narrate.config import Settings, VoiceSettings
from narrate.errors import EngineError, InputError, ProblemsError, SetupError
from narrate.model import Clip, Script, Segment, Speech, Take, Voice
from narrate.plugins import Engine, Utterance
from narrate.production.engines.clips import clip_of
from narrate.production.engines.kokoro import KokoroEngine
from narrate.production.engines.tone import ToneEngine
from narrate.production.lexicon import Entry, Lexicon
from narrate.production.mix.items import CHANNELS
from narrate.production.record import ignored_directions, perform, record, session
from narrate.production.record.plan import parts_of, plan
from narrate.production.takes import load, unpack
from narrate.report import Recording, Silent

RATE_HZ = 16_000
TONE = Voice(name="beep", engine="tone")
Say = Callable[[str, Voice], Utterance]


class Listening(ToneEngine):
    """A tone engine that remembers what it was asked, and may answer otherwise."""

    def __init__(self, answer: Callable[[str, Voice, Say], Utterance] | None = None, **attributes: Any) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.answer = answer
        for name, value in attributes.items():
            setattr(self, name, value)

    def synthesize(self, text: str, voice: Voice) -> Utterance:
        self.asked.append(text)
        return self.answer(text, voice, super().synthesize) if self.answer else super().synthesize(text, voice)


def script(*texts: str, direction: str = "", voice: Voice = TONE) -> Script:
    cues = tuple(Speech(speaker="Ann", text=text, direction=direction, line=10 + n) for n, text in enumerate(texts))
    return Script(title="The harbour", cast={"Ann": voice}, segments=(Segment(title="", cues=cues),))


def recorded(
    of: Script,
    folder: Path,
    *,
    engine: Engine | None = None,
    engines: Mapping[str, Engine] | None = None,
    jobs: int = 1,
    reporter: Recording | None = None,
    executor: Executor | None = None,
) -> tuple[Take, ...]:
    with executor or ThreadPoolExecutor(max_workers=jobs) as pool:
        return record(
            of,
            settings=Settings(voices=VoiceSettings(jobs=jobs)),
            lexicon=None,
            engines=engines or {"tone": engine or ToneEngine()},
            cache=Cache(folder),
            rate_hz=RATE_HZ,
            executor=pool,
            reporter=reporter or Silent(),
            where="scripts/harbour.md",
        )


LONG = "The lamps along the harbour were lit an hour before the boats came home."
OTHER = "Nobody in the whole town asked how many of them had gone out that day."
THIRD = "The people came down to the water with lanterns and counted every sail."


# --- what becomes a take -------------------------------------------------------------------------------------------


def test_every_sentence_is_a_take_and_together_they_are_the_speech(tmp_path: Path) -> None:
    takes = recorded(script(f"{LONG} {OTHER}", THIRD), tmp_path)
    assert [(take.speech, take.text) for take in takes] == [(0, LONG), (0, OTHER), (1, THIRD)]


def test_a_very_short_sentence_is_recorded_with_its_neighbour(tmp_path: Path) -> None:
    takes = recorded(script(f"No. {LONG} {OTHER} Never.", "Why?"), tmp_path)
    assert [take.text for take in takes] == [f"No. {LONG}", f"{OTHER} Never.", "Why?"]


def test_a_pause_inside_a_paragraph_divides_it(tmp_path: Path) -> None:
    takes = recorded(script(f"{LONG} He stopped and waited, [pause 0.8] and went on.", f"[pause 2] {OTHER}"), tmp_path)
    assert [(take.text, take.pause_seconds) for take in takes] == [
        (LONG, 0.0),
        ("He stopped and waited,", 0.8),
        ("and went on.", 2.0),
        (OTHER, 0.0),
    ]


def test_emphasis_is_not_spoken_as_a_star(tmp_path: Path) -> None:
    of = script("I *never* said 2 * 3 was that.")
    (take,) = recorded(of, tmp_path)
    assert take.text == "I never said 2 * 3 was that."
    assert ignored_directions(of) == ((10, "*never*"),)


class Stressing(Listening):
    """An engine that is told which words to stress."""

    emphasis = True


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("I *never* said that she took it.", "I *never* said that she took it."),
        ("The man, the *man*, the man left.", "The man, the *man*, the man left."),
        ("It was *never, never* said to her.", "It was *never,* *never* said to her."),
        ("He came in *1956* and in 1957 too.", "He came in *nineteen* *fifty-six* and in nineteen fifty-seven too."),
        ("*Nobody moved. It was late.* He left.", "*Nobody* *moved.* *It* *was* *late*. He left."),
        ("He ate two * of the * loaves.", "He ate two of the loaves."),
    ],
)
def test_an_engine_that_can_stress_words_is_told_which(tmp_path: Path, written: str, given: str) -> None:
    engine = Stressing()
    takes = recorded(script(written), tmp_path, engine=engine)
    assert " ".join(take.spoken for take in takes) == given
    assert "*" not in " ".join(take.text for take in takes).replace(" * ", "")
    assert ignored_directions(script(written), lambda speech: True) == ()


def test_a_stressed_word_changes_the_take_of_its_sentence_alone(tmp_path: Path) -> None:
    plain = recorded(script(f"{LONG} {OTHER}"), tmp_path, engine=Stressing())
    stressed = recorded(script(f"{LONG} {OTHER.replace('the', '*the*', 1)}"), tmp_path, engine=Stressing())
    assert [one.key == other.key for one, other in zip(plain, stressed, strict=True)] == [True, False]


def test_what_is_spoken_is_what_the_engine_is_given(tmp_path: Path) -> None:
    engine = Listening()
    (take,) = recorded(script("In 1956 nobody moved."), tmp_path, engine=engine)
    assert engine.asked == [take.spoken] == ["In nineteen fifty-six nobody moved."]


def test_a_sentence_that_an_engine_cannot_take_in_one_is_given_in_parts(tmp_path: Path) -> None:
    engine = Listening(max_chars=60)
    takes = recorded(
        script(" ".join(f"boat {letter} came home," for letter in "abcdefghijklmnop")), tmp_path, engine=engine
    )
    assert max(map(len, engine.asked)) <= 60
    assert " ".join(engine.asked).split() == [word for take in takes for word in take.spoken.split()]


def test_a_paragraph_of_40_000_letters_without_a_full_stop_is_voiced_whole() -> None:
    text = "and the boats came home " * 1700
    planned = plan(script(text.strip()), lexicon=None, engines={"tone": ToneEngine()}, rate_hz=RATE_HZ)
    assert " ".join(take.text for take in planned) == text.strip()


@given(st.text(alphabet="ab.! ?,*", max_size=120))
@examples(max_examples=60, deadline=None)
def test_no_word_is_lost_or_said_twice(text: str) -> None:
    planned = plan(script(text), lexicon=None, engines={"tone": ToneEngine()}, rate_hz=RATE_HZ)
    said = [letter for take in planned for letter in take.text if letter.isalnum()]
    assert said == [letter for letter in text if letter.isalnum()]


# --- what is voiced and what is not --------------------------------------------------------------------------------


def test_what_was_recorded_is_never_voiced_again(tmp_path: Path) -> None:
    of = script(LONG, OTHER)
    first = recorded(of, tmp_path)
    engine = Listening()
    assert recorded(of, tmp_path, engine=engine) == first
    assert engine.asked == []


def test_an_edited_sentence_is_voiced_and_no_other(tmp_path: Path) -> None:
    recorded(script(f"{LONG} {OTHER}"), tmp_path)
    engine = Listening()
    recorded(script(f"{LONG} {THIRD}"), tmp_path, engine=engine)
    assert engine.asked == [THIRD]


def test_a_sentence_that_is_said_twice_is_voiced_once(tmp_path: Path) -> None:
    engine = Listening()
    first, second = recorded(script(LONG, LONG), tmp_path, engine=engine)
    assert engine.asked == [LONG]
    assert (first.key, first.speech, second.speech) == (second.key, 0, 1)


@pytest.mark.parametrize("change", [{"effect": "shortwave"}, {"gain_db": -3.0}])
def test_effect_and_gain_of_a_voice_change_no_take(tmp_path: Path, change: dict[str, Any]) -> None:
    (before,) = recorded(script(LONG), tmp_path)
    (after,) = recorded(script(LONG, voice=replace(TONE, **change)), tmp_path)
    assert after.key == before.key


@pytest.mark.parametrize("change", [{"name": "low"}, {"rate": 0.9}, {"language": "de"}])
def test_voice_rate_and_language_do(tmp_path: Path, change: dict[str, Any]) -> None:
    (before,) = recorded(script(LONG), tmp_path)
    (after,) = recorded(script(LONG, voice=replace(TONE, **change)), tmp_path)
    assert after.key != before.key


def test_another_fingerprint_of_the_engine_is_another_take(tmp_path: Path) -> None:
    (before,) = recorded(script(LONG), tmp_path)
    (after,) = recorded(script(LONG), tmp_path, engine=Listening(fingerprint="tone 2"))
    assert after.key != before.key


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"not json", b'{"format": "narrate take 1"}\nab', None])
def test_a_damaged_entry_is_voiced_again(tmp_path: Path, damage: bytes | None) -> None:
    (take,) = recorded(script(LONG), tmp_path)
    cache = Cache(tmp_path)
    whole = cache.read(take.key)
    assert whole is not None
    cache.write(take.key, whole[:-2] if damage is None else damage)
    engine = Listening()
    assert recorded(script(LONG), tmp_path, engine=engine) == (take,)
    assert engine.asked == [LONG]
    assert cache.read(take.key) == whole


def test_any_number_of_jobs_gives_the_same_bytes(tmp_path: Path) -> None:
    of = script(*(f"{LONG} {number} {OTHER}" for number in range(6)))
    alone = recorded(of, tmp_path / "one", jobs=1)
    together = recorded(of, tmp_path / "four", jobs=4)
    assert alone == together
    one, four = ({p.name: p.read_bytes() for p in Cache(tmp_path / name).entries()} for name in ("one", "four"))
    assert one == four


def test_the_first_sentences_come_first_and_then_the_longest(tmp_path: Path) -> None:
    engine = Listening()
    texts = [
        "The first sentence here.",
        "A short second sentence.",
        f"{LONG} And so on.",
        "The third is longer than that.",
    ]
    recorded(script(*texts), tmp_path, engine=engine)
    assert engine.asked[0] == texts[0]
    assert [len(text) for text in engine.asked[1:]] == sorted((len(text) for text in engine.asked[1:]), reverse=True)


def test_no_more_takes_are_under_way_than_the_engine_allows(tmp_path: Path) -> None:
    under_way, most, lock = [0], [0], threading.Lock()

    def answer(text: str, voice: Voice, say: Say) -> Utterance:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        said = say(text, voice)
        with lock:
            under_way[0] -= 1
        return said

    recorded(script(*(f"{LONG} {n}" for n in range(12))), tmp_path, engine=Listening(answer, parallel=2), jobs=8)
    assert 1 <= most[0] <= 2


class Elsewhere(Executor):
    """An executor whose workers are other processes: what goes there and back is pickled."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.sent.append(call.__name__)
        call, args, kwargs = pickle.loads(pickle.dumps((call, args, kwargs)))
        future: Future[Any] = Future()
        future.set_result(pickle.loads(pickle.dumps(call(*args, **kwargs))))
        return future


def test_workers_elsewhere_make_the_engine_by_its_name_and_return_the_same_takes(tmp_path: Path) -> None:
    far = Elsewhere()
    assert recorded(script(LONG, OTHER), tmp_path / "far", executor=far) == recorded(
        script(LONG, OTHER), tmp_path / "near"
    )
    assert set(far.sent) == {"perform_elsewhere"}


# --- how a take sounds ---------------------------------------------------------------------------------------------


def test_a_take_is_trimmed_resampled_and_measured(tmp_path: Path) -> None:
    (take,) = recorded(script(LONG), tmp_path)
    clip = load(Cache(tmp_path), take.key)
    untrimmed = ToneEngine().synthesize(LONG, TONE).clip
    assert (clip.rate_hz, clip.channels, clip.frames) == (RATE_HZ, 1, take.frames)
    assert clip.seconds < untrimmed.seconds
    assert take.energies == audio.energies(clip)
    assert take.peak == audio.peak(clip)


def test_words_are_told_from_the_start_of_the_trimmed_take(tmp_path: Path) -> None:
    (take,) = recorded(script(LONG), tmp_path)
    samples = audio.to_array(load(Cache(tmp_path), take.key))
    assert [word.text for word in take.words] == LONG.split()
    for word in take.words:
        inside = samples[round(word.start_seconds * RATE_HZ) : round(word.end_seconds * RATE_HZ)]
        assert float(np.sqrt(np.square(inside).mean())) > 0.1
    for word, following in zip(take.words, take.words[1:], strict=False):
        gap = samples[round((word.end_seconds + 0.01) * RATE_HZ) : round((following.start_seconds - 0.01) * RATE_HZ)]
        assert float(np.abs(gap).max()) < 0.01


def test_directions_become_speed_and_level(tmp_path: Path) -> None:
    (plain,) = recorded(script(LONG), tmp_path)
    (slow,) = recorded(script(LONG, direction="slowly"), tmp_path)
    (quick,) = recorded(script(LONG, direction="quickly, loudly"), tmp_path)
    (quiet,) = recorded(script(LONG, direction="from the tape; quietly"), tmp_path)
    assert slow.frames > plain.frames > quick.frames
    assert quick.gain_db > 0 > quiet.gain_db
    assert quiet.key == plain.key


def test_directions_that_nobody_follows_are_listed() -> None:
    assert ignored_directions(script(LONG, direction="slowly, weeping; from the tape")) == ((10, "weeping"),)
    assert ignored_directions(script(LONG, direction="own words")) == ()


def test_what_the_mix_hears_in_a_direction_is_not_called_ignored() -> None:
    for pattern, _ in CHANNELS:
        for words in pattern.pattern.removeprefix(r"\b(").removesuffix(r")\b").split("|"):
            assert ignored_directions(script(LONG, direction=words.replace("?", ""))) == ()


# --- what goes wrong -----------------------------------------------------------------------------------------------


def noise(text: str, voice: Voice, say: Say) -> Utterance:
    samples = np.random.default_rng(1).normal(0, 0.2, 24_000 * 5).astype(np.float32)
    return Utterance(clip=clip_of(samples, 24_000))


def no_numbers(text: str, voice: Voice, say: Say) -> Utterance:
    return Utterance(clip=clip_of(np.full(24_000, np.nan, np.float32), 24_000))


def mute(text: str, voice: Voice, say: Say) -> Utterance:
    return Utterance(clip=Clip(pcm=bytes(48_000), rate_hz=24_000))


def half(text: str, voice: Voice, say: Say) -> Utterance:
    clip = say(text, voice).clip
    return Utterance(clip=audio.slice_clip(clip, 0, clip.frames // 3))


def at_a_wrong_rate(text: str, voice: Voice, say: Say) -> Utterance:
    return Utterance(clip=replace(say(text, voice).clip, rate_hz=4_000))


def nothing(text: str, voice: Voice, say: Say) -> Utterance:
    return Utterance(clip=Clip(pcm=b"", rate_hz=24_000))


def breaking(text: str, voice: Voice, say: Say) -> Utterance:
    raise ZeroDivisionError("the parrot is dead")


@pytest.mark.parametrize("answer", [noise, no_numbers, mute, half, at_a_wrong_rate, nothing, breaking])
def test_what_is_no_speech_is_tried_again_and_then_named(
    tmp_path: Path, answer: Callable[[str, Voice, Say], Utterance]
) -> None:
    engine = Listening(answer)
    with pytest.raises(EngineError) as caught:
        recorded(script(LONG), tmp_path, engine=engine)
    assert len(engine.asked) >= 2
    assert caught.value.where == "scripts/harbour.md:10"
    assert LONG[:30] in caught.value.message
    assert caught.value.hint
    assert Cache(tmp_path).size() == (0, 0)


def test_the_second_try_has_another_split(tmp_path: Path) -> None:
    def stumbling(text: str, voice: Voice, say: Say) -> Utterance:
        return mute(text, voice, say) if text == LONG else say(text, voice)

    engine = Listening(stumbling)
    (take,) = recorded(script(LONG), tmp_path, engine=engine)
    assert " ".join(engine.asked[1:]) == LONG
    assert [word.text for word in take.words] == LONG.split()


def test_when_sentences_fail_the_others_are_finished_and_each_is_named(tmp_path: Path) -> None:
    def failing(text: str, voice: Voice, say: Say) -> Utterance:
        if "lamps" in text or "lanterns" in text:
            raise EngineError("no breath", hint="breathe")
        return say(text, voice)

    with pytest.raises(ProblemsError) as caught:
        recorded(script(LONG, OTHER, THIRD), tmp_path, engine=Listening(failing))
    assert [problem.where for problem in caught.value.problems] == ["scripts/harbour.md:10", "scripts/harbour.md:12"]
    assert caught.value.exit_code == EngineError.exit_code
    engine = Listening()
    recorded(script(LONG, OTHER, THIRD), tmp_path, engine=engine)
    assert sorted(engine.asked) == sorted([LONG, THIRD])


def test_a_text_that_the_voice_cannot_read_is_not_tried_twice(tmp_path: Path) -> None:
    def illiterate(text: str, voice: Voice, say: Say) -> Utterance:
        raise InputError("cannot read that", hint="write it otherwise")

    engine = Listening(illiterate)
    with pytest.raises(InputError, match="cannot read that"):
        recorded(script(LONG), tmp_path, engine=engine)
    assert len(engine.asked) == 1


def test_an_engine_that_cannot_run_at_all_stops_the_session(tmp_path: Path) -> None:
    def missing(text: str, voice: Voice, say: Say) -> Utterance:
        raise SetupError("no larynx", hint="install one")

    engine = Listening(missing)
    with pytest.raises(SetupError, match="no larynx"):
        recorded(script(LONG, OTHER, THIRD), tmp_path, engine=engine)
    assert len(engine.asked) < 3


def test_a_service_that_never_answers_is_not_asked_for_every_sentence(tmp_path: Path) -> None:
    def offline(text: str, voice: Voice, say: Say) -> Utterance:
        raise EngineError("no network", hint="choose the embedded voices")

    engine = Listening(offline, offline=False, parallel=1)
    with pytest.raises(ProblemsError) as caught:
        recorded(script(*(f"{LONG} {n}" for n in range(30))), tmp_path, engine=engine)
    assert len(caught.value.problems) == 30
    assert len(set(engine.asked)) <= 2 * session.GIVE_UP_AFTER


def test_an_engine_that_hangs_is_named_and_the_others_are_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def hanging(text: str, voice: Voice, say: Say) -> Utterance:
        if text == LONG:
            released.wait(20)
        return say(text, voice)

    monkeypatch.setattr(perform, "HANG_SECONDS", 0.5)
    engine = Listening(hanging)
    try:
        with pytest.raises(EngineError, match="has not answered"):
            recorded(script(LONG, OTHER), tmp_path, engine=engine)
    finally:
        released.set()
    assert engine.asked == [LONG, OTHER]
    assert Cache(tmp_path).size()[0] == 1


def test_where_the_voice_file_is_missing_the_fast_voice_stands_in_and_says_so(tmp_path: Path) -> None:
    class Broken(KokoroEngine):
        def ready(self) -> None:
            raise SetupError("the voice file of Kokoro is incomplete", hint="pip install it")

    reporter = Recording()
    engines: Sequence[Engine] = (Broken(), Listening(name="hibari", _voices=None))
    beeps = Listening(lambda text, voice, say: say(text, replace(voice, name="beep")), name="hibari")
    of = script(LONG, voice=Voice(name="am_adam", engine="kokoro", effect="shortwave"))
    (take,) = recorded(of, tmp_path, engines={"kokoro": engines[0], "hibari": beeps}, reporter=reporter)
    assert (take.voice.engine, take.voice.effect) == ("hibari", "shortwave")
    assert "REPLACED" in reporter.warnings[0]
    with pytest.raises(SetupError):
        recorded(of, tmp_path / "alone", engines={"kokoro": engines[0]})


def test_nothing_to_say_is_a_take_without_words(tmp_path: Path) -> None:
    (take,) = recorded(script("..."), tmp_path)
    assert take.words == ()
    assert take.frames > 0


def test_emoji_are_not_spoken_and_leave_the_words_beside_them(tmp_path: Path) -> None:
    alone, beside = recorded(script("🎉🎉", f"🎉 {LONG} 👩‍👩‍👧"), tmp_path)
    assert (alone.spoken, beside.spoken) == ("", LONG)
    assert alone.words == ()


def test_a_speaker_without_a_voice_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no voice for 'Ann'"):
        recorded(replace(script(LONG), cast={}), tmp_path)
    with pytest.raises(SetupError, match="no engine 'parrot'"):
        recorded(script(LONG, voice=Voice(name="x", engine="parrot")), tmp_path)


def test_progress_counts_what_the_cache_had(tmp_path: Path) -> None:
    recorded(script(LONG), tmp_path)
    reporter = Recording()
    recorded(script(LONG, OTHER), tmp_path, reporter=reporter)
    assert reporter.events[0] == ("started", "record", 2)
    assert [event[2] for event in reporter.events if event[0] == "progressed"] == [1, 2]
    assert reporter.events[-1][2]["voiced"] == 1


def test_a_take_that_has_gone_from_the_cache_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="gone from the cache"):
        load(Cache(tmp_path), "0" * 64)
    assert unpack(b"") is None


# --- with a lexicon ------------------------------------------------------------------------------------------------


def test_an_entry_of_the_lexicon_changes_the_takes_that_use_it_and_no_others() -> None:
    of = script(f"The train reached Kalinovka at noon. {OTHER}")
    engines = {"tone": ToneEngine()}

    def keys(*entries: Entry) -> list[str]:
        return [take.key for take in plan(of, lexicon=Lexicon(entries), engines=engines, rate_hz=RATE_HZ)]

    none, first = keys(), keys(Entry(word="Kalinovka", say="kah-LEE-nov-kah"))
    second = keys(Entry(word="Kalinovka", say="kah-lee-NOV-kah"))
    assert len({none[0], first[0], second[0]}) == 3
    assert none[1] == first[1] == second[1]
    assert keys(Entry(word="Elsewhere", say="else-where")) == none


def test_phonemes_reach_the_engine_that_takes_them_and_are_never_cut() -> None:
    entry = Entry(word="Ilya of Kalinovka", say="il-ya of ka-lin-ovka", ipa="ilˈja əv kəlˈinəfkə")
    engines = {"tone": Listening(alphabet="misaki", max_chars=40)}
    (take,) = plan(script("Then Ilya of Kalinovka came."), lexicon=Lexicon((entry,)), engines=engines, rate_hz=RATE_HZ)
    assert "[Ilya of Kalinovka](/" in take.spoken
    parts = parts_of(take.spoken * 3, 40, "en")
    assert len(parts) >= 3
    assert all(part.count("[") == part.count("](/") == part.count("/)") for part in parts)
