"""The producer's picture: whole SVG whatever the names are, no larger for a longer programme."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from narrate.model import Sound
from narrate.production.mix import lines
from narrate.production.timeline import clock, timeline
from tests.production.programme import Programme, said, speech

SVG = "{http://www.w3.org/2000/svg}"


def drawn(programme: Programme, levels: tuple[float, ...] = (-20.0, -16.0, float("-inf"))) -> etree._Element:
    mix = programme.mix("radio-liberty")
    svg = timeline(mix, programme.takes, lines(programme.script, programme.takes, mix), levels)
    return etree.fromstring(svg.encode())


def test_every_speaker_has_a_colour_a_wave_and_a_name() -> None:
    root = drawn(said([[speech("Ann", "One. Two."), speech("Ben", "Three.")], [speech("Cy", "Four.")]]))
    waves = [path for path in root.iter(f"{SVG}path") if path.get("stroke")]
    assert [path.findtext(f"{SVG}title") for path in waves] == ["ident, stings and effects", "Ann", "Ben", "Cy"]
    assert len({path.get("stroke") for path in waves}) == 4
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert all(name in words for name in ("Ann", "Ben", "Cy", "Chapter 1", "Chapter 2", "-16 LUFS"))


def test_names_are_text_and_never_markup() -> None:
    root = drawn(said([[speech("<script>x</script> & Sons", "One.")]]))
    assert not list(root.iter(f"{SVG}script"))
    assert any("& Sons" in (text.text or "") for text in root.iter(f"{SVG}text"))


def test_a_long_programme_makes_no_larger_a_picture() -> None:
    def size(count: int) -> int:
        one = said([[speech("Ann", "Yes.")]], seconds=0.5)
        cues = (speech("Ann", "Yes."),) * count
        script = replace(one.script, segments=(replace(one.script.segments[0], cues=cues),))
        programme = Programme(
            script=script, takes=tuple(replace(one.takes[0], speech=n) for n in range(count)), clips=one.clips
        )
        return len(etree.tostring(drawn(programme, (-16.0,) * count)))

    assert size(4_000) < 2 * size(400)


def test_a_programme_of_one_word_can_be_drawn() -> None:
    assert drawn(said([[speech("Ann", "Yes.")]], seconds=0.3), ()).tag == f"{SVG}svg"


def test_a_sound_before_the_first_word_is_drawn() -> None:
    root = drawn(said([[Sound(kind="ident"), speech("Ann", "One.")]]))
    assert "ident, stings and effects" in [title.text for title in root.iter(f"{SVG}title")]


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (65.4, "1:05"), (3_599.6, "1:00:00"), (36_000, "10:00:00")]
)
def test_times_read_as_on_a_player(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown
