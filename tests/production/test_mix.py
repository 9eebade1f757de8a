"""The timeline: pauses, levels, beds, chapters, and the edges at which it may be cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.audio import integrated_lufs
from narrate.config import Settings, SoundSettings, StyleSettings
from narrate.errors import InputError
from narrate.model import ANNOUNCER, NARRATOR, Cue, Mix, Pause, Placement, Script, Sound, SoundInfo, Speech
from narrate.production.mix import STYLES, find_style, lines
from narrate.production.mix.levels import EDGES_LU, PROGRAMME_STEP_DB, take_gain_db
from tests.production import programme as programmes
from tests.production.programme import RATE_HZ, Programme, said, speech

BLOCK = 1152


def gaps(mix: Mix) -> list[float]:
    """Return the seconds between the takes in order."""
    takes = [p for p in mix.placements if p.kind == "take"]
    return [(after.start + after.lead - before.start - before.frames) / RATE_HZ for before, after in pairwise(takes)]


def foreground(mix: Mix) -> list[Placement]:
    return [p for p in mix.placements if p.kind != "bed"]


def beds(mix: Mix) -> list[Placement]:
    return [p for p in mix.placements if p.kind == "bed"]


cues = st.lists(
    st.one_of(
        st.builds(
            speech, st.sampled_from([NARRATOR, ANNOUNCER, "Ann", "Ben"]), st.sampled_from(["One.", "One. Two.", "Yes."])
        ),
        st.builds(Pause, seconds=st.floats(0, 3)),
        st.builds(Sound, kind=st.sampled_from(["ident", "sting", "bed", "effect"]), name=st.sampled_from(["", "off"])),
    ),
    min_size=1,
    max_size=8,
).map(lambda made: [*made, speech(NARRATOR, "End.")])


@settings(max_examples=40, deadline=None)
@given(st.lists(cues, min_size=1, max_size=4), st.sampled_from(sorted(STYLES)))
def test_takes_never_overlap_and_every_edge_is_a_whole_mp3_frame(chapters: list[list[Cue]], style: str) -> None:
    programme = said(chapters, seconds=0.6)
    mix = programme.mix(style)
    assert all(gap > 0 or gap == pytest.approx(0, abs=1e-3) for gap in gaps(mix))
    assert len([p for p in mix.placements if p.kind == "take"]) == len(programme.takes)
    assert mix.edges[0] == 0
    assert mix.edges[-1] == mix.frames
    assert all(edge % BLOCK == 0 for edge in mix.edges)
    assert all(a < b for a, b in pairwise(mix.edges))
    assert all(p.start >= 0 and p.start + p.frames <= mix.frames for p in mix.placements)
    assert all(p.fade_in + p.fade_out <= p.frames for p in mix.placements)


def test_a_change_of_speaker_a_paragraph_and_a_sentence_have_their_own_pauses() -> None:
    mix = said([[speech("Ann", "One. Two."), speech("Ann", "Three."), speech("Ben", "Four.")]]).mix()
    sentence, paragraph, turn = gaps(mix)
    sound = SoundSettings()
    frame = BLOCK / RATE_HZ
    assert sentence == pytest.approx(sound.sentence_pause_seconds, rel=0.13, abs=frame)
    assert paragraph == pytest.approx(sound.paragraph_pause_seconds, rel=0.13, abs=frame)
    assert turn == pytest.approx(sound.turn_pause_seconds, rel=0.13, abs=frame)
    assert sentence < turn < paragraph


def test_a_pause_in_the_script_is_as_long_as_it_says() -> None:
    (gap,) = gaps(said([[speech("Ann", "One."), Pause(seconds=2.5), speech("Ben", "Two.")]]).mix())
    assert gap == pytest.approx(2.5, abs=BLOCK / RATE_HZ)


def test_a_pause_inside_a_paragraph_stands_after_its_sentence() -> None:
    programme = said([[speech("Ann", "One. Two.")]])
    programme.takes = (replace(programme.takes[0], pause_seconds=1.4), *programme.takes[1:])
    (gap,) = gaps(programme.mix())
    assert gap == pytest.approx(1.4, abs=BLOCK / RATE_HZ)


def test_a_chapter_begins_with_its_own_sting_and_not_after_it() -> None:
    programme = said([[speech(NARRATOR, "One.")], [speech("Ann", "Two.")]])
    mix = programme.mix("radio-liberty")
    (sting,) = [p for p in foreground(mix) if p.kind == "sound"]
    second = mix.chapters[1]
    assert second.start_seconds <= sting.start / RATE_HZ <= second.start_seconds + 1
    assert mix.chapters[0].end_seconds == second.start_seconds
    assert mix.chapters[-1].end_seconds == mix.frames / RATE_HZ


def test_a_script_with_a_sting_of_its_own_gets_no_others() -> None:
    programme = said([[speech("Ann", "One.")], [speech("Ann", "Two."), Sound(kind="sting"), speech("Ann", "Three.")]])
    assert [p.kind for p in foreground(programme.mix("feature"))] == ["take", "take", "sound", "take"]


def test_the_plain_style_has_voices_and_pauses_only() -> None:
    chapters: list[list[Cue]] = [
        [Sound(kind="ident"), Sound(kind="bed"), speech(ANNOUNCER, "One.")],
        [speech(NARRATOR, "Two.")],
    ]
    assert {p.kind for p in said(chapters).mix("plain").placements} == {"take"}


def test_a_bed_plays_from_its_cue_until_it_is_switched_off() -> None:
    chapter: list[Cue] = [
        speech("Ann", "One."),
        Sound(kind="bed"),
        speech("Ann", "Two."),
        Sound(kind="bed", name="off"),
        Pause(seconds=6),
        speech("Ann", "Three."),
    ]
    mix = said([chapter]).mix("feature")
    (bed,) = beds(mix)
    one, two, three = foreground(mix)
    assert one.start + one.frames <= bed.start <= two.start
    assert two.start + two.frames < bed.start + bed.frames < three.start


def test_chords_pass_into_one_another_and_none_reaches_over_a_whole_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    chords = SoundInfo(keys=("a", "b", "c", "d"), frames=8 * RATE_HZ, lufs=-20.0)
    monkeypatch.setattr(programmes, "no_sound", lambda kind, name: chords)
    text = " ".join(f"Sentence {n}." for n in range(20))
    for seconds in (0.2, 0.6, 4.0):
        mix = said([[Sound(kind="bed"), speech("Ann", text)]], seconds=seconds).mix("feature")
        laid = beds(mix)
        assert laid[0].key == laid[-1].key == "a"
        assert {bed.key for bed in laid} == set(chords.keys)
        for before, after in pairwise(laid):
            assert before.start + before.frames - after.start == before.fade_out == after.fade_in
        for before, after in zip(laid, laid[2:], strict=False):
            assert before.start + before.frames <= after.start


def test_a_bed_ends_with_its_chapter() -> None:
    chapters: list[list[Cue]] = [[Sound(kind="bed"), speech("Ann", "One.")], [Pause(seconds=8), speech("Ann", "Two.")]]
    mix = said(chapters).mix(replace(STYLES["feature"], chapter_sting=False))
    (bed,) = beds(mix)
    assert bed.start + bed.frames < foreground(mix)[1].start


def test_beds_can_be_switched_off_for_a_show() -> None:
    programme = said([[Sound(kind="bed"), speech("Ann", "One.")]])
    assert not beds(programme.mix("feature", Settings(sound=SoundSettings(bed=False))))


def level_at(mix: Mix, frame: int) -> float:
    frames, levels = zip(*mix.ducking, strict=True)
    return float(np.interp(frame, frames, levels))


def test_a_bed_is_down_150_ms_before_anybody_speaks_and_stays_down_between_close_sentences() -> None:
    chapter: list[Cue] = [Sound(kind="bed"), Pause(seconds=5), speech("Ann", "One. Two."), Pause(seconds=9)]
    mix = said([[*chapter, speech("Ann", "Three.")]]).mix("feature")
    style = STYLES["feature"]
    depth = style.bed_under_lu - style.bed_open_lu
    one, two, three = foreground(mix)
    assert level_at(mix, one.start - round(0.15 * RATE_HZ)) == pytest.approx(depth)
    assert level_at(mix, one.start - round(0.6 * RATE_HZ)) == pytest.approx(0)
    assert level_at(mix, (one.start + one.frames + two.start) // 2) == pytest.approx(depth)
    assert level_at(mix, (two.start + two.frames + three.start) // 2) == pytest.approx(0)


def test_voices_of_different_loudness_come_out_within_one_unit() -> None:
    programme = said(
        [[speech("Loud", "One. Two."), speech("Soft", "Three. Four."), speech("Middle", "Five.")]],
        levels={"Loud": 0.8, "Soft": 0.05, "Middle": 0.3},
    )
    loudness = [integrated_lufs(take.energies) + take_gain_db(take, -16.0) for take in programme.takes]
    assert loudness == pytest.approx([-16.0 + EDGES_LU] * len(loudness), abs=0.01)


def test_one_other_sentence_moves_no_gain_of_a_long_programme() -> None:
    text = " ".join(f"Sentence {n}." for n in range(60))
    before = said([[speech("Ann", text)]], seconds=3.0).mix()
    after = said([[speech("Ann", text.replace("Sentence 31.", "Another one."))]], seconds=3.0).mix()
    assert before.gain_db == after.gain_db
    others = [(a, b) for a, b in zip(before.placements, after.placements, strict=True) if a.key == b.key]
    assert len(others) == 59
    assert all(a.gain_db == b.gain_db for a, b in others)


def test_a_programme_of_sentences_at_the_target_needs_no_gain_of_its_own() -> None:
    assert said([[speech("Ann", "One. Two."), speech("Ben", "Three. Four.")]], seconds=4.0).mix().gain_db == 0.0


def test_the_programmes_own_gain_moves_in_steps() -> None:
    mix = said([[speech("Ann", "One.")]], seconds=0.15).mix()
    assert mix.gain_db > 0
    assert (mix.gain_db / PROGRAMME_STEP_DB).is_integer()


def test_a_silent_take_is_not_raised() -> None:
    programme = said([[speech("Ann", "One."), speech("Ben", "Two.")]], levels={"Ann": 0.0})
    assert foreground(programme.mix())[0].gain_db == 0.0


@pytest.mark.parametrize(
    ("direction", "effect"),
    [
        ("from the tape", "shortwave"),
        ("on the air", "shortwave"),
        ("on the telephone", "telephone"),
        ("over the loudspeakers", "hall"),
        ("quietly", ""),
        ("", ""),
    ],
)
def test_a_direction_chooses_what_a_voice_is_heard_through(direction: str, effect: str) -> None:
    mix = said([[speech("Ann", "One."), speech("Ben", "Two.", direction)]]).mix()
    assert foreground(mix)[1].effect == effect


def test_a_voices_own_effect_wins_over_a_direction() -> None:
    programme = said([[speech("Ann", "One.", "on the telephone")]], effects={"Ann": "tape:light"})
    assert foreground(programme.mix())[0].effect == "tape:light"


def test_the_shows_archive_effect_is_heard_where_a_recording_is() -> None:
    chosen = Settings(sound=SoundSettings(archive_effect="tape"))
    assert foreground(said([[speech("Ann", "One.", "from the archive")]]).mix("plain", chosen))[0].effect == "tape"


def test_a_channel_opens_before_its_speaker_and_stays_open_between_two_sentences() -> None:
    mix = said([[speech("Ann", "One."), speech("Ben", "Two. Three.", "from the tape")]]).mix()
    _, first, second = foreground(mix)
    assert first.lead > 0.2 * RATE_HZ
    assert first.start + first.frames > second.start
    assert first.fade_out == second.fade_in


def test_a_very_long_sound_or_pause_is_cut_into_slots() -> None:
    mix = said([[speech("Ann", "One."), Pause(seconds=300), speech("Ann", "Two.")]]).mix()
    longest = max(b - a for a, b in pairwise(mix.edges)) / RATE_HZ
    assert longest <= 26


def test_lines_say_when_each_sentence_is_heard() -> None:
    programme = said([[speech("Ann", "One. Two.")], [speech("Ben", "Three.", "from the tape")]])
    mix = programme.mix()
    found = lines(programme.script, programme.takes, mix)
    assert [(line.speaker, line.text, line.paragraph, line.chapter) for line in found] == [
        ("Ann", "One", 0, "Chapter 1"),
        ("Ann", "Two", 0, "Chapter 1"),
        ("Ben", "Three", 1, "Chapter 2"),
    ]
    last = foreground(mix)[2]
    assert found[2].start_seconds == pytest.approx((last.start + last.lead) / RATE_HZ)
    assert all(line.end_seconds - line.start_seconds == pytest.approx(1.5) for line in found)


def test_a_script_in_which_nothing_is_heard_is_an_input_error() -> None:
    with pytest.raises(InputError):
        Programme(script=Script(title="Empty"), takes=(), clips={}).mix()
    with pytest.raises(InputError):
        said([[Sound(kind="ident")]]).mix("plain")


def test_a_programme_of_one_word_is_a_programme() -> None:
    mix = said([[speech("Ann", "Yes.")]], seconds=0.3).mix("radio-liberty")
    assert len(mix.chapters) == 1
    assert mix.frames > 0.3 * RATE_HZ


def test_twenty_thousand_sentences_are_laid_out_in_order() -> None:
    one = said([[speech("Ann", "Yes.")]], seconds=0.3)
    count = 20_000
    script = replace(
        one.script, segments=(replace(one.script.segments[0], cues=(Speech(speaker="Ann", text="Yes."),) * count),)
    )
    takes = tuple(replace(one.takes[0], speech=index) for index in range(count))
    mix = Programme(script=script, takes=takes, clips=one.clips).mix("radio-liberty")
    assert len(mix.placements) >= count
    assert len(mix.edges) == count + 1
    starts = [p.start for p in foreground(mix)]
    assert starts == sorted(starts)


def test_a_style_is_the_scripts_then_the_shows_with_the_shows_changes() -> None:
    chosen = Settings(sound=SoundSettings(style="feature"), style=StyleSettings(bed_under_lu=-25.0, beds=("closing",)))
    assert find_style("", chosen).name == "feature"
    assert find_style("plain", chosen).name == "plain"
    assert find_style("", chosen).bed_under_lu == -25.0
    assert find_style("", chosen).beds == ("closing",)
    with pytest.raises(InputError, match="no style"):
        find_style("loud", chosen)


def test_an_edit_changes_nothing_about_what_comes_after_but_its_place() -> None:
    """What follows moves by whole MP3 frames and keeps every number that is not a place."""
    before = said([[speech("Ann", "One. Two. Three. Four.")]])
    after = said([[speech("Ann", "One. Two and a half. Three. Four.")]])
    changed = after.takes[1]
    after.takes = (after.takes[0], replace(changed, frames=changed.frames + 7_001), *after.takes[2:])
    old, new = foreground(before.mix())[2:], foreground(after.mix())[2:]
    shifts = {b.start - a.start for a, b in zip(old, new, strict=True)}
    assert len(shifts) == 1
    assert shifts.pop() % BLOCK == 0
    assert [replace(p, start=0) for p in old] == [replace(p, start=0) for p in new]


@pytest.mark.parametrize(("name", "target"), [("podcast", -16), ("broadcast", -23), ("streaming", -14), ("mono", -19)])
def test_presets_set_the_target(name: str, target: float) -> None:
    chosen = Settings(sound=SoundSettings(loudness=name))  # type: ignore[arg-type]  # any of the four
    assert said([[speech("Ann", "One.")]]).mix("plain", chosen).target_lufs == target
