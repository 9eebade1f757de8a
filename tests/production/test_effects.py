"""Effects: as long as before, the same every time, and fit to be understood."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from narrate.audio import from_array, measure, resample, silence, to_array, to_mono
from narrate.audio.filters import band_pass
from narrate.errors import InputError, SetupError
from narrate.model import Clip, Voice
from narrate.plugins import Effect, find
from tests.production.programme import babble

NAMES = ("shortwave", "telephone", "tape", "hall")
PRESETS = ("default", "light", "heavy")


def through(name: str, clip: Clip, preset: str = "default", seed: str = "a take") -> Clip:
    made: Clip = find("effect", name)().apply(clip, preset=preset, seed=seed)
    return made


def voice() -> Clip:
    return babble("an effect", 4.0, 0.4)


def envelope(clip: Clip) -> NDArray[Any]:
    """Return the level per 10 ms, smoothed over 50 ms: what syllables look like."""
    step = clip.rate_hz // 100
    samples = to_array(clip)
    level = np.sqrt(np.square(samples[: len(samples) // step * step].reshape(-1, step)).mean(axis=1))
    return np.convolve(level, np.hanning(7)[1:-1] / 3, mode="same")


def correlation(dry: Clip, wet: Clip) -> float:
    return float(np.corrcoef(envelope(dry), envelope(wet))[0, 1])


@pytest.mark.parametrize("name", NAMES)
def test_every_effect_is_a_plugin(name: str) -> None:
    effect = find("effect", name)()
    assert isinstance(effect, Effect)
    assert set(find("effect", name).presets) == set(PRESETS)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.sampled_from(PRESETS),
    st.integers(0, 5_000),
    st.sampled_from([8_000, 22_050, 44_100]),
    st.floats(0, 1),
)
def test_an_effect_never_changes_length_rate_or_channels(
    name: str, preset: str, frames: int, rate_hz: int, level: float
) -> None:
    clip = from_array(np.random.RandomState(frames).uniform(-level, level, frames), rate_hz)
    wet = through(name, clip, preset)
    assert (wet.frames, wet.rate_hz, wet.channels) == (clip.frames, rate_hz, 1)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_take_always_sounds_the_same(name: str) -> None:
    assert through(name, voice()) == through(name, voice())


def test_another_take_has_noise_of_its_own() -> None:
    assert through("shortwave", voice(), seed="one") != through("shortwave", voice(), seed="two")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("preset", PRESETS)
def test_an_effect_keeps_about_the_loudness(name: str, preset: str) -> None:
    before, after = measure(voice()), measure(through(name, voice(), preset))
    assert after.integrated_lufs == pytest.approx(before.integrated_lufs, abs=4.0)


@pytest.mark.parametrize(("name", "low", "high"), [("shortwave", 90, 4_500), ("telephone", 200, 4_000)])
def test_a_narrow_channel_lets_nothing_through_beside_its_band(name: str, low: float, high: float) -> None:
    noise = from_array(np.random.RandomState(2).uniform(-0.5, 0.5, 88_200), 44_100)
    wet = to_array(through(name, noise))
    inside = np.mean(np.square(band_pass(wet, 400, 2_500, 44_100)))
    outside = np.mean(np.square(band_pass(wet, high * 1.3, 20_000, 44_100)))
    under = np.mean(np.square(band_pass(wet, 0, low * 0.5, 44_100)))
    assert 10 * np.log10(outside / inside) < -35
    assert 10 * np.log10(under / inside) < -25


def test_the_default_shortwave_keeps_the_envelope_of_a_voice_and_the_heavy_does_not() -> None:
    dry = voice()
    default = np.mean([correlation(dry, through("shortwave", dry, seed=seed)) for seed in "abc"])
    heavy = np.mean([correlation(dry, through("shortwave", dry, "heavy", seed)) for seed in "abc"])
    assert default >= 0.9
    assert heavy < default - 0.05


def test_a_silent_channel_is_not_digital_silence() -> None:
    assert np.abs(to_array(through("shortwave", silence(44_100, 44_100)))).max() > 0


def test_a_hall_rings_on_after_the_voice() -> None:
    burst = from_array(np.concatenate([np.sin(np.arange(4_410) / 8) * 0.5, np.zeros(20_000)]), 44_100)
    wet = np.abs(to_array(through("hall", burst)))
    assert wet[8_000:12_000].max() > 0.002
    assert wet[8_000:12_000].max() > 3 * wet[20_000:24_000].max()


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_preset_is_an_input_error_that_names_those_there_are(name: str) -> None:
    with pytest.raises(InputError, match="no preset 'loud'") as caught:
        through(name, voice(), "loud")
    assert "default" in caught.value.hint


SENTENCES = (
    "The doors of the hall were closed to guests and to the press.",
    "In the summer the text reached the West.",
    "A station read it aloud for many days.",
    "He spoke slowly, and he chose his words.",
    "The delegates left the building without a word.",
    "The letter was read to the end.",
    "Many of them had spent years in the camps.",
    "We were told to write nothing down.",
)


def words_heard(heard: str, text: str) -> float:
    """Return the share of a text's words that were heard, in any order."""
    words = re.findall(r"[a-z]+", text.lower())
    found = re.findall(r"[a-z]+", heard.lower())
    return sum(word in found for word in words) / len(words)


@pytest.mark.recogniser
@pytest.mark.voices
def test_three_quarters_of_sentences_are_recognised_through_the_default_shortwave() -> None:
    """A sentence counts when four of five of its words are heard; the dry voice is the reference."""
    from narrate.production.verify.recogniser import Whisper

    listener = Whisper()
    try:
        listener.ready()
    except SetupError as error:
        pytest.skip(f"SKIPPED LOUDLY: {error.message}: {error.hint}")
    engine = find("engine", "hibari")({})
    dry = wet = 0
    for text in SENTENCES:
        clip = resample(to_mono(engine.synthesize(text, Voice(name="heart")).clip), 44_100)
        through_air = through("shortwave", clip, seed=text)
        dry += words_heard(listener.listen(clip, "en"), text) >= 0.8
        wet += words_heard(listener.listen(through_air, "en"), text) >= 0.8
        assert correlation(clip, through_air) >= 0.9
    assert dry >= 7
    assert wet >= 6
