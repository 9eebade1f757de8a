"""What every voice engine must do: a suite to run against one's own.

Subclass `EngineContract`, name the class ``Test...`` and give it an ``engine`` fixture; the switches say what an engine
cannot promise. An engine that is installed as an entry point of ``narrate.engines`` is run by
`test_engines_contract` without a line of code.
"""

from __future__ import annotations

import math
from array import array
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from narrate.errors import InputError
from narrate.model import Clip, Voice
from narrate.plugins import Engine, Utterance

SENTENCE = "The doors of the great hall were closed, and nobody moved."


def peak_of(clip: Clip) -> float:
    samples = array("h", clip.pcm)
    return max((abs(sample) for sample in samples), default=0) / 32768


class EngineContract:
    """The promises of `narrate.plugins.Engine`, one test each."""

    repeats: bool = True  #: the same text gives the same samples
    keeps_to_rate: bool = True  #: `Voice.rate` changes the speed
    knows_its_voices: bool = True  #: a name that `voices` does not list is refused
    text: str = SENTENCE

    @pytest.fixture
    def engine(self) -> Engine:
        raise LookupError("give the class an `engine` fixture")

    @pytest.fixture
    def voice(self, engine: Engine) -> Voice:
        return Voice(name=engine.voices()[0].name, engine=engine.name, language="en")

    def test_it_has_everything_that_the_protocol_names(self, engine: Engine) -> None:
        assert isinstance(engine, Engine)
        assert engine.name
        assert engine.fingerprint
        assert engine.licence
        assert engine.max_chars >= 1
        assert engine.parallel >= 1
        assert isinstance(engine.offline, bool)
        assert isinstance(engine.alphabet, str)

    def test_its_fingerprint_stays_the_same(self, engine: Engine) -> None:
        before = engine.fingerprint
        engine.synthesize("One.", Voice(name=engine.voices()[0].name))
        assert engine.fingerprint == before

    def test_its_voices_have_names_of_their_own_and_a_language(self, engine: Engine) -> None:
        voices = engine.voices()
        names = [voice.name for voice in voices]
        assert names
        assert len(set(names)) == len(names)
        assert all(voice.language and voice.gender in ("female", "male", "") for voice in voices)

    def test_a_sentence_is_heard(self, engine: Engine, voice: Voice) -> None:
        clip = engine.synthesize(self.text, voice).clip
        assert clip.channels in (1, 2)
        assert 8_000 <= clip.rate_hz <= 192_000
        assert len(clip.pcm) % (2 * clip.channels) == 0
        assert 0.5 < clip.seconds < 30
        assert peak_of(clip) > 0.02

    def test_more_text_is_more_sound(self, engine: Engine, voice: Voice) -> None:
        assert engine.synthesize(self.text, voice).clip.seconds > engine.synthesize("Nobody moved.", voice).clip.seconds

    def test_the_same_text_has_the_same_samples(self, engine: Engine, voice: Voice) -> None:
        if not self.repeats:
            pytest.skip("this engine does not promise it")
        assert engine.synthesize(self.text, voice) == engine.synthesize(self.text, voice)

    def test_two_at_once_sound_as_one_after_the_other(self, engine: Engine, voice: Voice) -> None:
        if not self.repeats:
            pytest.skip("this engine does not promise it")
        texts = [self.text, "Nobody moved.", "You could hear a fly.", "The clock struck four."]
        alone = [engine.synthesize(text, voice) for text in texts]
        with ThreadPoolExecutor(max_workers=engine.parallel) as pool:
            together: list[Utterance] = list(pool.map(lambda text: engine.synthesize(text, voice), texts))
        assert together == alone

    def test_a_higher_rate_is_quicker(self, engine: Engine, voice: Voice) -> None:
        if not self.keeps_to_rate:
            pytest.skip("this engine has one speed")
        quick = engine.synthesize(self.text, replace(voice, rate=1.25)).clip.seconds
        slow = engine.synthesize(self.text, replace(voice, rate=0.8)).clip.seconds
        assert quick < 0.85 * slow

    @pytest.mark.parametrize("text", ["", " ", "...", "—", "?!"])
    def test_nothing_to_say_is_a_short_silence(self, engine: Engine, voice: Voice, text: str) -> None:
        said = engine.synthesize(text, voice)
        assert 0 < said.clip.seconds <= 1
        assert not said.words

    def test_words_come_in_order_and_inside_the_sound(self, engine: Engine, voice: Voice) -> None:
        said = engine.synthesize(self.text, voice)
        if not said.words:
            pytest.skip("this engine does not tell when its words are heard")
        assert [word.text for word in said.words] == self.text.split()
        edges = [edge for word in said.words for edge in (word.start_seconds, word.end_seconds)]
        assert edges == sorted(edges)
        assert all(math.isfinite(edge) for edge in edges)
        assert edges[0] >= 0
        assert edges[-1] <= said.clip.seconds

    def test_a_text_as_long_as_it_takes_is_spoken_whole(self, engine: Engine, voice: Voice) -> None:
        sentence = "Nobody moved in the hall. "
        part = engine.synthesize((sentence * 200)[: engine.max_chars // 4].strip(), voice).clip.seconds
        whole = engine.synthesize((sentence * 200)[: engine.max_chars].strip(), voice).clip.seconds
        assert whole > 2.5 * part

    def test_an_inline_pronunciation_is_not_read_out(self, engine: Engine, voice: Voice) -> None:
        if engine.alphabet != "misaki":
            pytest.skip("this engine takes no pronunciations in misaki's alphabet")
        said = engine.synthesize("Nobody [Kalinovka](/kəlˈinəfkə/) moved.", voice)
        assert [word.text for word in said.words] in ([], ["Nobody", "Kalinovka", "moved."])
        assert said.clip.seconds < 2 * engine.synthesize("Nobody Kalinovka moved.", voice).clip.seconds

    def test_a_voice_that_it_does_not_have_is_refused(self, engine: Engine) -> None:
        if not self.knows_its_voices:
            pytest.skip("this engine passes any name on")
        with pytest.raises(InputError) as caught:
            engine.synthesize(self.text, Voice(name="nobody-has-this-name"))
        assert caught.value.hint
