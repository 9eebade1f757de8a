"""Samples: decoding, cutting, filtering, and the loudness meter on the standards' own signals."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from narrate.audio import (
    Meter,
    crossfade,
    decode,
    encode_wav,
    energies,
    fade,
    from_array,
    gain,
    integrated_lufs,
    join,
    measure,
    peak,
    pitch,
    resample,
    silence,
    slice_clip,
    to_array,
    to_mono,
    trim,
    true_peak_db,
)
from narrate.audio.limiter import MOST_RAISED_DB, limit, raised
from narrate.audio.meter import decibels, true_peak
from narrate.errors import InputError
from narrate.model import Clip, Loudness

RATES = (48_000, 44_100, 24_000)


def tone(level_db: float, seconds: float, rate_hz: int, hertz: float = 1000.0) -> NDArray[np.float64]:
    at = np.arange(round(seconds * rate_hz)) / rate_hz
    return np.asarray(10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * at))


def stereo_loudness(parts: list[tuple[float, float]], rate_hz: int) -> Loudness:
    """Measure a tone in steps of (dBFS, seconds), alike in both channels, pushed in uneven pieces."""
    line = np.concatenate([tone(level, seconds, rate_hz) for level, seconds in parts])
    both = np.stack([line, line], axis=1)
    meter = Meter(rate_hz, 2, peaks=False)
    for at in range(0, len(both), 70_001):
        meter.push(both[at : at + 70_001])
    return meter.loudness()


# --- EBU Tech 3341 and 3342 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([(-23, 20)], -23.0),
        ([(-33, 20)], -33.0),
        ([(-36, 10), (-23, 60), (-36, 10)], -23.0),
        ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23.0),
        ([(-26, 20), (-20, 20.1), (-26, 20)], -23.0),
    ],
    ids=["case 1", "case 2", "case 3", "case 4", "case 5"],
)
def test_integrated_loudness_agrees_with_ebu_3341(
    parts: list[tuple[float, float]], wanted: float, rate_hz: int
) -> None:
    assert stereo_loudness(parts, rate_hz).integrated_lufs == pytest.approx(wanted, abs=0.1)


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([(-20, 20), (-30, 20)], 10.0),
        ([(-20, 20), (-15, 20)], 5.0),
        ([(-40, 20), (-20, 20)], 20.0),
        ([(-50, 20), (-35, 20), (-20, 20), (-35, 20), (-50, 20)], 15.0),
    ],
    ids=["case 1", "case 2", "case 3", "case 4"],
)
def test_loudness_range_agrees_with_ebu_3342(parts: list[tuple[float, float]], wanted: float, rate_hz: int) -> None:
    assert stereo_loudness(parts, rate_hz).range_lu == pytest.approx(wanted, abs=1.0)


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize(
    ("divisor", "degrees", "level", "wanted"),
    [(4, 0, 0.5, -6.0), (4, 45, 0.5, -6.0), (6, 60, 0.5, -6.0), (8, 67.5, 0.5, -6.0), (4, 45, 1.41, 3.0)],
    ids=["case 15", "case 16", "case 17", "case 18", "case 19"],
)
def test_true_peak_agrees_with_ebu_3341(
    divisor: int, degrees: float, level: float, wanted: float, rate_hz: int
) -> None:
    at = np.arange(rate_hz)
    edges = np.minimum(1, np.minimum(at, rate_hz - 1 - at) / (0.05 * rate_hz))
    wave = edges * level * np.sin(2 * np.pi * at / divisor + np.radians(degrees))
    measured = decibels(true_peak(wave))
    assert wanted - 0.4 <= measured <= wanted + 0.2


def test_a_meter_gives_the_same_for_any_cut_of_the_stream() -> None:
    samples = np.random.RandomState(3).standard_normal(44_100 * 4) * 0.1
    whole, pieces = Meter(44_100), Meter(44_100)
    whole.push(samples)
    for at in range(0, len(samples), 1_357):
        pieces.push(samples[at : at + 1_357])
    assert np.allclose(whole.energies(), pieces.energies(), rtol=1e-4)
    assert whole.loudness().integrated_lufs == pytest.approx(pieces.loudness().integrated_lufs, abs=1e-3)
    assert whole.loudness().true_peak_dbtp == pytest.approx(pieces.loudness().true_peak_dbtp, abs=0.01)


def test_silence_has_no_loudness() -> None:
    loudness = measure(silence(44_100, 44_100))
    assert loudness.integrated_lufs == -math.inf
    assert loudness.true_peak_dbtp == -math.inf
    assert loudness.range_lu == 0.0
    assert integrated_lufs(()) == -math.inf


def test_steps_do_not_drift_at_a_rate_that_ten_does_not_divide() -> None:
    meter = Meter(11_025, peaks=False)
    meter.push(np.ones(11_025 * 60))
    assert len(meter.energies()) == 600


# --- clips -----------------------------------------------------------------------------------------------------


def sine(seconds: float = 0.5, rate_hz: int = 24_000, hertz: float = 440.0, level: float = 0.5) -> Clip:
    return from_array(level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate_hz)) / rate_hz), rate_hz)


def test_what_is_written_as_wav_is_read_back_to_the_bit() -> None:
    clip = sine()
    assert decode(encode_wav(clip)) == clip
    both = from_array(np.random.RandomState(1).uniform(-1, 1, (1000, 2)), 44_100)
    assert decode(encode_wav(both)) == both


@pytest.mark.parametrize("rate_hz", [8_000, 24_000, 48_000, 192_000])
def test_a_resampled_clip_keeps_its_length_and_its_tone(rate_hz: int) -> None:
    clip = sine(1.0, rate_hz)
    made = resample(clip, 44_100)
    assert made.frames == 44_100
    wanted = 0.5 * np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100)
    assert np.abs(to_array(made) - wanted)[1000:-1000].max() < 0.001


def test_resampling_leaves_no_alias_of_what_the_new_rate_cannot_hold() -> None:
    high = sine(1.0, 44_100, 15_000.0, 0.9)
    left = to_array(resample(high, 24_000))[2000:-2000]
    assert decibels(float(np.sqrt(np.mean(np.square(left))))) < -80


@pytest.mark.parametrize("bad", [b"", b"RIFF", b"not a sound at all" * 100, b"\x00" * 5000, b"%PDF-1.7 " + b"x" * 999])
def test_what_is_no_sound_is_an_input_error_that_names_the_file(bad: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(bad, where="sounds/bell.wav")
    assert caught.value.where == "sounds/bell.wav"
    assert caught.value.hint


def test_a_file_without_samples_is_an_input_error() -> None:
    with pytest.raises(InputError):
        decode(encode_wav(silence(0, 44_100)))


def test_a_sound_longer_than_allowed_is_refused_before_it_is_all_decoded() -> None:
    with pytest.raises(InputError, match="longer than"):
        decode(encode_wav(silence(44_100 * 90, 44_100)), max_seconds=60)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        decode(tmp_path / "none.wav", where="none.wav")


def test_trimming_takes_silence_from_both_ends_and_nothing_from_the_middle() -> None:
    rate = 24_000
    word = sine(0.4)
    clip = join([silence(rate, rate), word, silence(rate // 2, rate), word, silence(rate, rate)])
    made = trim(clip)
    assert 1.3 <= made.seconds <= 1.45
    assert peak(made) == pytest.approx(peak(clip), abs=0.01)


def test_trimming_silence_returns_it() -> None:
    clip = silence(10_000, 24_000)
    assert trim(clip) == clip
    assert trim(silence(0, 24_000)).frames == 0


def test_trimmed_ends_begin_and_end_at_nothing() -> None:
    made = to_array(trim(sine(0.4)))
    assert abs(made[0]) < 0.01
    assert abs(made[-1]) < 0.01


def test_a_pitch_shift_keeps_the_length_and_moves_the_tone() -> None:
    made = pitch(sine(1.0), 3)
    spectrum = np.abs(np.fft.rfft(to_array(made)))
    assert made.frames == 24_000
    assert int(spectrum.argmax()) == pytest.approx(440 * 2 ** (3 / 12), abs=3)


def test_gain_holds_samples_at_full_scale() -> None:
    assert peak(gain(sine(), 20)) == pytest.approx(1.0, abs=0.001)
    assert peak(gain(sine(), -6)) == pytest.approx(0.25, abs=0.01)


def test_a_crossfade_is_shorter_by_its_overlap() -> None:
    assert crossfade(sine(), sine(), 0.1).frames == 2 * 12_000 - 2_400


def test_fades_never_reach_beyond_the_clip() -> None:
    made = fade(sine(0.05), in_seconds=3, out_seconds=3)
    assert made.frames == 1_200
    assert peak(made) < 0.5


def test_slices_are_held_within_the_clip() -> None:
    assert slice_clip(sine(), -50, 10**9) == sine()
    assert slice_clip(sine(), 100, 50).frames == 0


def test_mono_is_the_mean_of_the_channels() -> None:
    both = from_array(np.array([[0.5, 0.0], [0.25, -0.25]]), 24_000)
    assert to_array(to_mono(both)).tolist() == pytest.approx([0.25, 0.0])


def test_clips_that_do_not_fit_are_not_joined() -> None:
    with pytest.raises(ValueError, match="rate"):
        join([silence(10, 24_000), silence(10, 44_100)])
    with pytest.raises(ValueError, match="nothing"):
        join([])


def test_joined_clips_follow_one_another_without_a_sample_between() -> None:
    one, two = sine(0.1), sine(0.2, hertz=300.0)
    assert join([one, two, one]).pcm == one.pcm + two.pcm + one.pcm


def test_energies_of_a_second_are_ten_and_add_up_to_its_loudness() -> None:
    clip = from_array(tone(-23.0, 1.0, 48_000), 48_000)
    steps = energies(clip)
    assert len(steps) == 10
    assert integrated_lufs(steps) == pytest.approx(-26.0, abs=0.15)  # one channel is 3 LU under two


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 3_000), st.floats(0.5, 3.0), st.integers(0, 10_000))
def test_no_limited_sample_is_above_the_ceiling(frames: int, level: float, seed: int) -> None:
    samples = (np.random.RandomState(seed).standard_normal(frames) * level).astype(np.float32)
    made = limit(samples, 44_100, -1.5)
    assert made.shape == samples.shape
    assert not frames or np.abs(made).max() <= 10 ** (-1.5 / 20) + 1e-6


def test_the_limiter_leaves_alone_what_is_under_the_ceiling() -> None:
    samples = to_array(sine(level=0.5))
    assert limit(samples, 24_000, -3.0) is samples


def level_db(samples: NDArray[np.float32]) -> float:
    return float(10 * np.log10(np.mean(np.square(samples))))


def test_what_the_limiter_takes_off_is_made_up_for() -> None:
    draw = np.random.RandomState(4)
    samples = (0.1 * draw.standard_normal(88_200)).astype(np.float32)
    samples[::9_000] *= 6
    made = raised(samples, 44_100, gain_db=6.0, ceiling_db=-3.0)
    assert np.abs(made).max() <= 10 ** (-3 / 20) + 1e-6
    assert level_db(made) == pytest.approx(level_db(samples) + 6.0, abs=0.15)
    assert level_db(limit(samples * 2, 44_100, -3.0)) < level_db(samples) + 5.7


def test_a_sound_with_peaks_alone_is_not_pressed_without_end() -> None:
    samples = np.zeros(88_200, np.float32)
    samples[::20_000] = 1.0
    made = raised(samples, 44_100, gain_db=20.0, ceiling_db=-3.0)
    most = limit(samples * np.float32(10 ** ((20 + MOST_RAISED_DB) / 20)), 44_100, -3.0)
    assert level_db(made) <= level_db(most) + 0.01


def test_silence_is_raised_to_silence() -> None:
    assert not raised(np.zeros(1_000, np.float32), 44_100, gain_db=30.0, ceiling_db=-1.0).any()


def test_a_piece_with_its_surroundings_is_limited_as_in_the_whole() -> None:
    samples = (np.random.RandomState(7).standard_normal(44_100) * 0.4).astype(np.float32)
    whole = limit(samples, 44_100, -3.0)
    piece = limit(samples[10_000:20_000], 44_100, -3.0)
    assert np.allclose(piece[2_000:-2_000], whole[12_000:18_000], atol=1e-6)


def test_a_true_peak_is_never_under_the_sample_peak() -> None:
    clip = from_array(np.random.RandomState(5).uniform(-0.9, 0.9, 4_000), 44_100)
    assert true_peak_db(clip) >= decibels(peak(clip))
