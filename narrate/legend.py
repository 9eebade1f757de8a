"""How people and times are shown wherever an episode is seen: on its page, in its timeline, in a terminal.

In: who speaks, and seconds. Out: a colour for each speaker, the same one everywhere, and times as a player shows them.
Page and timeline are made in departments that do not know each other; what both must agree on is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from narrate.model import NARRATOR


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of text and bars, on a light and on a dark page."""

    light: str
    dark: str


#: Of the narrator, who is heard most and shall not shout.
QUIET = Colour("#675e53", "#a89e90")

# Each reads as small text on our paper, light and dark (4.5 to 1 and better, WCAG 2.2, 1.4.3), and differs from the
# others also in lightness, so that people who see fewer colours tell them apart.
COLOURS = (
    Colour("#2b70b8", "#8fc1fe"),
    Colour("#77224e", "#fca2c9"),
    Colour("#5d7700", "#c8d885"),
    Colour("#3d3589", "#7a86d9"),
    Colour("#8c3b00", "#eb9662"),
    Colour("#09602a", "#86c49b"),
    Colour("#a14f88", "#aa799f"),
    Colour("#533300", "#b17b17"),
)


def classes_of(speakers: Iterable[str]) -> dict[str, str]:
    """Return a class for each speaker in order of appearance: ``s0`` for the narrator, ``s1`` to ``s8`` in turn."""
    classes: dict[str, str] = {}
    for speaker in speakers:
        if speaker not in classes:
            others = len(classes) - (NARRATOR in classes)
            classes[speaker] = "s0" if speaker == NARRATOR else f"s{1 + others % len(COLOURS)}"
    return classes


def variables(*, dark: bool) -> str:
    """Return the palette as CSS variables ``--s0`` to ``--s8``."""
    palette = (QUIET, *COLOURS)
    return " ".join(f"--s{n}: {colour.dark if dark else colour.light};" for n, colour in enumerate(palette))


def clock(seconds: float) -> str:
    """Return a time as players show it, ``4:05`` or ``1:02:03``: the second that has begun, never the next one."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
