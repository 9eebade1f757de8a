"""Samples of a mix: what a slot knows, what it renders, and what makes it render again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrate import plugins
from narrate.audio import energies, from_array, integrated_lufs, loudness_range, silence, to_array
from narrate.errors import SetupError
from narrate.model import Clip, Loudness, Mix, Pause, Placement, Sound, SoundInfo
from narrate.production import master
from narrate.production.master import apply_effect, corrected, slots, stream
from narrate.production.mix import STYLES
from tests.production import programme
from tests.production.programme import RATE_HZ, Programme, babble, said, speech

BLOCK = 1152


def keys(mix: Mix) -> list[str]:
    return [slot.key for slot in slots(mix, block=BLOCK)]


def rendered(programme: Programme, mix: Mix, ceiling_db: float = -1.0) -> Any:
    return np.concatenate(list(stream(mix, programme.load, block=BLOCK, ceiling_db=ceiling_db)))


def ten(word: str = "Five") -> Programme:
    return said([[speech("Ann", f"One. Two. Three. Four. {word}."), speech("Ben", "Six. Seven. Eight. Nine. Ten.")]])


def test_the_stream_is_exactly_as_long_as_the_mix() -> None:
    programme = ten()
    mix = programme.mix()
    assert len(rendered(programme, mix)) == mix.frames


def test_no_stretch_of_a_programme_is_digital_silence() -> None:
    programme = said([[speech("Ann", "One."), Pause(seconds=4), speech("Ben", "Two.")]])
    samples = rendered(programme, programme.mix()).astype(float)
    for at in range(0, len(samples) - 4_410, 4_410):
        level = np.sqrt(np.mean(np.square(samples[at : at + 4_410]))) / 32768
        assert level > 10 ** (-75 / 20)


def test_the_room_passes_from_slot_to_slot_without_a_seam() -> None:
    programme = said([[speech("Ann", "One."), Pause(seconds=60), speech("Ben", "Two.")]])
    mix = replace(programme.mix(), room_db=-30.0)
    samples = rendered(programme, mix).astype(float)
    steps = np.abs(np.diff(samples))
    for edge in mix.edges[1:-1]:
        near = steps[edge - 2_000 : edge + 2_000]
        assert steps[edge - 1] <= 1.5 * near.max()
        levels = [np.std(samples[at : at + 441]) for at in range(edge - 2_205, edge + 2_205, 441)]
        assert max(levels) < 2.5 * min(levels)


def test_what_a_slot_renders_around_itself_is_what_its_neighbours_are() -> None:
    programme = ten()
    mix = programme.mix()
    made = [(slot, slot.render(programme.load, ceiling_db=0.0)) for slot in slots(mix, block=BLOCK)]
    for (before, left), (after, right) in pairwise(made):
        assert before.start + before.frames == after.start
        # Their room tone is the same, their takes are too: only the limiter may see a little less at the very ends.
        shared = after.run_in + before.run_out
        assert np.abs(left[-shared:].astype(int) - right[:shared].astype(int)).max() <= 1


def test_one_changed_sentence_changes_its_own_slot_and_the_one_that_runs_in_on_it() -> None:
    before, after = keys(ten().mix()), keys(ten("Fife").mix())
    changed = [index for index, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert changed == [4, 5]


def test_an_inserted_sentence_leaves_all_other_slots_as_they_were() -> None:
    before, after = keys(ten().mix()), keys(ten("Five. And a half").mix())
    assert len(set(after) - set(before)) <= 3


def test_a_longer_pause_changes_three_slots_at_most() -> None:
    def with_pause(seconds: float) -> Programme:
        return said([[speech("Ann", "One. Two."), Pause(seconds=seconds), speech("Ben", "Three. Four.")]])

    before, after = keys(with_pause(1.0).mix()), keys(with_pause(1.7).mix())
    assert len(set(after) - set(before)) <= 3


def test_a_sentence_under_a_bed_changes_three_slots_at_most(beds: Programme) -> None:
    before = keys(beds.mix("feature"))
    take = beds.takes[3]
    shorter = replace(take, frames=take.frames - 9_000, key="another")
    after = keys(replace_take(beds, 3, shorter).mix("feature"))
    assert 1 <= len(set(after) - set(before)) <= 3


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.integers(0, 23),
    seconds=st.floats(0.25, 9.0),
    style=st.sampled_from(sorted(STYLES)),
    lengths=st.lists(st.floats(0.25, 7.0), min_size=24, max_size=24),
)
def test_whichever_sentence_changes_and_however_long_it_gets_three_slots_change_at_most(
    place: int, seconds: float, style: str, lengths: list[float], beds: Programme
) -> None:
    speakers = ["Narrator", "Narrator", "Ben"]
    programme = said([[speech(speakers[n % 3], f"{2 * n}. {2 * n + 1}.") for n in range(6)] for _ in range(2)])
    takes = [
        replace(take, frames=round(length * RATE_HZ)) for take, length in zip(programme.takes, lengths, strict=False)
    ]
    takes = [replace(take, key=f"take {index}") for index, take in enumerate(takes)]
    before = Programme(script=programme.script, takes=tuple(takes), clips={})
    after = replace_take(before, place, replace(takes[place], frames=round(seconds * RATE_HZ), key="another"))
    # A programme of a minute is not yet as loud as its sentences: its own gain may move by a step.
    mixes = [replace(made.mix(style), gain_db=0.0) for made in (before, after)]
    assert 1 <= len(set(keys(mixes[1])) - set(keys(mixes[0]))) <= 3


def test_a_slot_after_another_runs_in_long_enough_for_the_encoder_to_settle() -> None:
    programme = said([[speech("Ann", "One. Two. Three.")]], seconds=3.0)
    first, second, third = slots(programme.mix(), block=BLOCK)
    assert first.run_in < second.run_in == third.run_in == master.RUN_IN_BLOCKS * BLOCK


def replace_take(programme: Programme, index: int, take: Any) -> Programme:
    takes = (*programme.takes[:index], take, *programme.takes[index + 1 :])
    return Programme(script=programme.script, takes=takes, clips=programme.clips)


@pytest.fixture
def beds(monkeypatch: pytest.MonkeyPatch) -> Programme:
    def with_chords(kind: str, name: str) -> SoundInfo:
        return SoundInfo(keys=tuple(f"{kind} {name} {n}" for n in range(4)), frames=8 * RATE_HZ, lufs=-20.0)

    monkeypatch.setattr(programme, "no_sound", with_chords)
    made = said([[Sound(kind="bed"), speech("Ann", "One. Two. Three. Four. Five. Six. Seven. Eight.")]], seconds=3.0)
    for n in range(4):
        made.clips[f"bed strings {n}"] = made.clips[f"bed pad {n}"] = babble(f"bed {n}", 8.0, 0.1)
    return made


def test_a_key_says_nothing_of_where_a_slot_stands() -> None:
    one = said([[speech("Ann", "One."), speech("Ben", "Two. Three. Four.")]])
    two = said([[speech("Ann", "Another. Two. Three sentences."), speech("Ben", "Two. Three. Four.")]])
    assert set(keys(one.mix())[2:]) <= set(keys(two.mix()))


def test_speech_keeps_its_loudness_range_through_the_limiter() -> None:
    programme = said([[speech("Ann", f"Number {n}.") for n in range(30)]], levels={"Ann": 0.5})
    mix = programme.mix()
    free = from_array(rendered(programme, mix, ceiling_db=60.0) / 32767, RATE_HZ)
    held = from_array(rendered(programme, mix, ceiling_db=-6.0) / 32767, RATE_HZ)
    assert abs(loudness_range(energies(free)) - loudness_range(energies(held))) <= 1.0


def test_a_peaky_sentence_is_as_loud_as_a_calm_one_though_its_peaks_are_limited() -> None:
    programme = said([[speech("Ann", "One."), speech("Ben", "Two.")]], seconds=4.0)
    peaky = to_array(programme.clips[programme.takes[0].key]).copy()
    peaky[::20_000] = 0.7
    programme.clips[programme.takes[0].key] = clip = from_array(peaky, RATE_HZ)
    take = replace(programme.takes[0], key="peaky", energies=energies(clip), peak=0.7)
    programme.clips["peaky"] = clip
    loudness = []
    changed = replace_take(programme, 0, take)
    mix = changed.mix()
    samples = rendered(changed, mix, ceiling_db=-4.0) / 32767
    for placement in mix.placements:
        heard = samples[placement.start : placement.start + placement.frames]
        assert np.abs(heard).max() <= 10 ** (-4 / 20) + 1e-4
        loudness.append(integrated_lufs(energies(from_array(heard, RATE_HZ))))
    assert loudness == pytest.approx([-16.0, -16.0], abs=0.3)


def test_a_slot_stays_under_its_ceiling() -> None:
    programme = said([[speech("Ann", "One. Two.")]], levels={"Ann": 0.9})
    mix = replace(programme.mix(), gain_db=18.0)
    assert np.abs(rendered(programme, mix, ceiling_db=-3.0)).max() <= round(32767 * 10 ** (-3 / 20)) + 1


# --- effects on the timeline -----------------------------------------------------------------------------------


class Shorter:
    def apply(self, clip: Clip, **settings: Any) -> Clip:
        return replace(clip, pcm=clip.pcm[:-20])


class Stereo:
    def apply(self, clip: Clip, **settings: Any) -> Clip:
        return replace(clip, pcm=clip.pcm * 2, channels=2)


class Broken:
    def apply(self, clip: Clip, **settings: Any) -> Clip:
        raise RuntimeError("no valve")


class Nothing:
    def apply(self, clip: Clip, **settings: Any) -> Any:
        return None


class Softer:
    version = "7"

    def apply(self, clip: Clip, **settings: Any) -> Clip:
        return from_array(to_array(clip) * 0.25, clip.rate_hz)


@pytest.fixture
def effect(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    found: dict[str, Any] = {}
    real = plugins.find
    monkeypatch.setattr(plugins, "find", lambda kind, name: found[name] if name in found else real(kind, name))
    master._recent.clear()
    yield found
    master._recent.clear()


@pytest.mark.parametrize("plugin", [Shorter, Stereo, Broken, Nothing])
def test_an_effect_that_returns_something_else_is_an_error_with_its_name(plugin: type, effect: dict[str, Any]) -> None:
    effect["odd"] = plugin
    with pytest.raises(SetupError, match="'odd'") as caught:
        apply_effect("odd", silence(1_000, RATE_HZ), seed="x")
    assert caught.value.hint


def test_an_unknown_effect_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(SetupError, match="no effect named 'gramophone'") as caught:
        apply_effect("gramophone", silence(1_000, RATE_HZ), seed="x")
    assert "shortwave" in caught.value.hint


def test_a_voice_is_as_loud_through_a_channel_as_without(effect: dict[str, Any]) -> None:
    effect["soft"] = Softer
    programme = said([[speech("Ann", "One."), speech("Ben", "Two.")]], effects={"Ben": "soft"})
    mix = programme.mix()
    samples = rendered(programme, mix) / 32767
    loudness = [
        integrated_lufs(energies(from_array(samples[p.start + p.lead : p.start + p.lead + 66_150], RATE_HZ)))
        for p in mix.placements
    ]
    assert loudness[0] == pytest.approx(loudness[1], abs=1.0)


def test_the_version_of_an_effect_is_part_of_the_key(effect: dict[str, Any]) -> None:
    programme = said([[speech("Ann", "One.")]], effects={"Ann": "soft"})
    effect["soft"] = Softer
    before = keys(programme.mix())
    effect["soft"] = type("Newer", (Softer,), {"version": "8"})
    assert keys(programme.mix()) != before


def test_neighbouring_slots_share_one_pass_through_an_effect(effect: dict[str, Any]) -> None:
    calls: list[str] = []

    class Counting(Softer):
        def apply(self, clip: Clip, **settings: Any) -> Clip:
            calls.append(settings["seed"])
            return super().apply(clip)

    effect["soft"] = Counting
    programme = said([[speech("Ann", "One. Two. Three.")]], effects={"Ann": "soft"})
    rendered(programme, programme.mix())
    assert sorted(calls) == sorted(take.key for take in programme.takes)


# --- parts -----------------------------------------------------------------------------------------------------


def one_slot(*placements: Placement, frames: int = 100 * BLOCK, **changes: Any) -> Any:
    mix = Mix(placements=placements, chapters=(), frames=frames, rate_hz=RATE_HZ, edges=(0, frames), **changes)
    (slot,) = slots(mix, block=BLOCK)
    return slot


def test_a_bed_that_is_shorter_than_its_place_begins_again() -> None:
    ramp = from_array(np.linspace(0, 0.5, 1_000), RATE_HZ)
    slot = one_slot(Placement(start=0, frames=5_000, kind="bed", key="r"))
    samples = slot.render(lambda key: ramp, ceiling_db=0.0)[slot.run_in :]
    assert np.array_equal(samples[:1_000], samples[3_000:4_000])


def test_a_sound_that_is_shorter_than_the_mix_was_told_ends_in_silence() -> None:
    short = from_array(np.full(1_000, 0.5), RATE_HZ)
    slot = one_slot(Placement(start=0, frames=5_000, kind="sound", key="s"))
    samples = slot.render(lambda key: short, ceiling_db=0.0)[slot.run_in :]
    assert samples[999] > 10_000
    assert samples[1_001] == 0


def test_a_bed_follows_the_ducking_and_a_take_does_not() -> None:
    steady = from_array(np.full(60_000, 0.5), RATE_HZ)
    ducking = ((0, 0.0), (20_000, 0.0), (30_000, -20.0))
    for kind, wanted in (("bed", 0.05), ("take", 0.5)):
        slot = one_slot(Placement(start=0, frames=50_000, kind=kind, key="s"), ducking=ducking)  # type: ignore[arg-type]
        samples = slot.render(lambda key: steady, ceiling_db=0.0)[slot.run_in :] / 32767
        assert samples[10_000] == pytest.approx(0.5, abs=0.01)
        assert samples[40_000] == pytest.approx(wanted, abs=0.01)


def test_two_sounds_that_pass_into_one_another_keep_their_common_power() -> None:
    one, two = (from_array(np.random.RandomState(n).standard_normal(60_000) * 0.1, RATE_HZ) for n in (1, 2))
    slot = one_slot(
        Placement(start=0, frames=40_000, kind="sound", key="one", fade_out=20_000),
        Placement(start=20_000, frames=40_000, kind="sound", key="two", fade_in=20_000),
    )
    samples = slot.render({"one": one, "two": two}.__getitem__, ceiling_db=0.0)[slot.run_in :] / 32767
    levels = [np.std(samples[at : at + 4_000]) for at in range(4_000, 52_000, 4_000)]
    assert max(levels) / min(levels) < 1.1


def test_a_programme_that_missed_its_loudness_is_set_right_and_another_is_left() -> None:
    mix = ten().mix()

    def measured(lufs: float) -> Loudness:
        return Loudness(integrated_lufs=lufs, true_peak_dbtp=-1.5, range_lu=5.0)

    assert corrected(mix, measured(-16.3)) is None
    louder = corrected(mix, measured(-17.3))
    assert louder is not None
    assert louder.gain_db == mix.gain_db + 1.25
    assert corrected(mix, measured(float("-inf"))) is None
