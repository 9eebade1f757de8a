"""The producer's picture: whole SVG whatever the names are, no larger for a longer programme."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from narrate.legend import classes_of, clock, variables
from narrate.model import Sound
from narrate.production.mix import lines
from narrate.production.timeline import WIDTH, timeline
from tests.production.programme import Programme, said, speech

SVG = "{http://www.w3.org/2000/svg}"


def drawn(programme: Programme, levels: tuple[float, ...] = (-20.0, -16.0, float("-inf"))) -> etree._Element:
    mix = programme.mix("radio-liberty")
    svg = timeline(mix, programme.takes, lines(programme.script, programme.takes, mix), levels)
    return etree.fromstring(svg.encode())


def test_every_speaker_has_a_colour_a_wave_and_a_name() -> None:
    root = drawn(said([[speech("Ann", "One. Two."), speech("Ben", "Three.")], [speech("Cy", "Four.")]]))
    waves = [path for path in root.iter(f"{SVG}path") if "wave" in (path.get("class") or "")]
    assert [path.findtext(f"{SVG}title") for path in waves] == ["ident, stings and effects", "Ann", "Ben", "Cy"]
    assert len({path.get("class") for path in waves}) == 4
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert all(name in words for name in ("Ann", "Ben", "Cy", "Chapter 1", "Chapter 2", "-16 LUFS"))


def test_names_are_text_and_never_markup() -> None:
    root = drawn(said([[speech("<script>x & Sons", "One.")]]))
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


def test_a_speaker_has_the_colour_of_the_page() -> None:
    root = drawn(said([[speech("Narrator", "One."), speech("Ben", "Two."), speech("Cy", "Three.")]]))
    classes = {path.findtext(f"{SVG}title"): path.get("class") for path in root.iter(f"{SVG}path")}
    squares = [square.get("class") for square in root.iter(f"{SVG}rect")]
    assert squares == list(classes_of(["Narrator", "Ben", "Cy"]).values())
    assert [classes[name] for name in ("Narrator", "Ben", "Cy")] == [f"wave {name}" for name in squares]
    style = root.findtext(f"{SVG}style") or ""
    assert variables(dark=False) in style
    assert variables(dark=True) in style


def test_its_text_is_as_large_as_small_text_of_the_page() -> None:
    root = drawn(said([[speech("Ann", "One.")]]))
    column = 44 * 16 - 2 * 20  # pixels: the page is 44 rem wide with 1.25 rem of air on each side
    size = re.search(r"text\{font:(\d+)px", root.findtext(f"{SVG}style") or "")
    assert size is not None
    assert float(size[1]) * column / WIDTH >= 12


def test_chapters_with_room_for_a_few_letters_are_all_named() -> None:
    programme = said([[speech("Ann", "One. Two. Three.")]] * 8, seconds=4.0)
    titles = [text.text or "" for text in drawn(programme).iter(f"{SVG}text") if text.get("y") == "14"]
    assert len(titles) == 8
    assert all(title.startswith("Chapter") for title in titles)


def test_a_chapter_starts_when_the_page_says_it_does() -> None:
    programme = said([[speech("Ann", "One.")], [speech("Ann", "Two.")]], seconds=1.7)
    shown = [text.text for text in drawn(programme).iter(f"{SVG}text") if text.get("y") == "31"]
    assert shown == [clock(chapter.start_seconds) for chapter in programme.mix("radio-liberty").chapters]
