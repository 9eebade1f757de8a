"""The grammar of a programme as data: which sounds a style uses, where, and how loud.

A style is what a person would otherwise repeat in every script. A cue in the script wins over it: a script that sets
its own stings or beds gets exactly those.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal

from narrate.config import Settings
from narrate.errors import InputError

Under = Literal["opening", "bridge", "narration", "closing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One manner of making radio. Levels are relative to speech, in LU."""

    name: str
    sounds: bool = True  #: False: no ident, sting, bed or effect is heard, whatever the script says
    ident: str = "shortwave"  #: which one ``[ident]`` means
    sting: str = "bell"  #: which one ``[sting]`` means
    bed: str = "strings"  #: which one ``[bed]`` means
    chapter_sting: bool = True  #: a sting before every chapter but the first, where the script sets none
    beds: tuple[Under, ...] = ()  #: where a bed plays by itself, where the script sets none
    ident_lu: float = -1.0
    sting_lu: float = -3.0
    effect_lu: float = -4.0
    bed_under_lu: float = -21.0  #: while somebody speaks
    bed_open_lu: float = -9.0  #: while nobody does
    room_db: float = -66.0  #: room tone in dBFS at a programme of -16 LUFS, so that no silence is digital


RADIO_LIBERTY = Style(name="radio-liberty", beds=("opening", "bridge", "closing"))
PLAIN = Style(name="plain", sounds=False, chapter_sting=False)
FEATURE = Style(
    name="feature",
    ident="studio",
    sting="strings",
    bed="pad",
    beds=("opening", "narration", "closing"),
    bed_under_lu=-19.0,
    bed_open_lu=-8.0,
)

STYLES = {style.name: style for style in (RADIO_LIBERTY, PLAIN, FEATURE)}


def find_style(name: str, settings: Settings) -> Style:
    """Return the style of a script: the one it names, else the show's; raise InputError for an unknown one."""
    wanted = name or settings.sound.style
    if wanted not in STYLES:
        raise InputError(f"no style named {wanted!r}", hint="known: " + ", ".join(STYLES))
    changes = {
        field.name: value
        for field in fields(Style)
        if field.name != "name" and (value := getattr(settings.style, field.name, None)) is not None
    }
    return replace(STYLES[wanted], **changes)
