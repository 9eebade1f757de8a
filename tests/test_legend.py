"""Colours of speakers and times: readable, and the same wherever an episode is shown."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.legend import COLOURS, QUIET, Colour, classes_of, clock, variables
from narrate.model import NARRATOR

PAPER = Colour("#faf7f1", "#15130f")
SHEET = Colour("#fffdf9", "#1d1a16")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [QUIET, *COLOURS])
def test_every_colour_reads_as_small_text_on_every_ground(colour: Colour) -> None:
    for ground in (PAPER, SHEET):
        assert contrast(colour.light, ground.light) >= 4.5
        assert contrast(colour.dark, ground.dark) >= 4.5


def test_no_two_colours_are_one_for_who_does_not_tell_red_from_green() -> None:
    # Deuteranopia after Machado, Oliveira and Fernandes (2009), compared by the largest difference of a channel.
    rows = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))

    def seen(colour: str) -> list[float]:
        channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        return [sum(weight * channel for weight, channel in zip(row, channels, strict=True)) for row in rows]

    for palette in ([c.light for c in (QUIET, *COLOURS)], [c.dark for c in (QUIET, *COLOURS)]):
        for one, other in itertools.combinations(palette, 2):
            assert max(abs(a - b) for a, b in zip(seen(one), seen(other), strict=True)) > 12, (one, other)


def test_the_narrator_is_quiet_and_the_others_take_the_colours_in_turn() -> None:
    names = ["P0", NARRATOR, *(f"P{n}" for n in range(1, 9)), "P0"]
    assert list(classes_of(names).values()) == ["s1", "s0", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s1"]


def test_every_class_has_its_variable() -> None:
    for dark in (False, True):
        assert [f"--s{n}:" in variables(dark=dark) for n in range(len(COLOURS) + 1)].count(False) == 0
    assert variables(dark=False) != variables(dark=True)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0:00"), (59.9, "0:59"), (61, "1:01"), (3599.6, "59:59"), (3600, "1:00:00"), (36_000, "10:00:00")],
)
def test_times_read_as_on_a_player(seconds: float, said: str) -> None:
    assert clock(seconds) == said


@given(st.floats(0, 1e6))
def test_a_clock_never_shows_a_second_that_has_not_begun(seconds: float) -> None:
    shown = sum(60**power * int(part) for power, part in enumerate(reversed(clock(seconds).split(":"))))
    assert shown <= seconds < shown + 1
