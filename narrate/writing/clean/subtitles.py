"""Subtitles in a plain text: numbers, times, and what is shown, however its lines are cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.writing.clean.mapped import Mapped
from narrate.writing.clean.unit import LABEL_OF_LINE, Unit, unwrap

_STAMP = r"[\[(<]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])>]?"
TIMESTAMP = re.compile(_STAMP)
CUE_TIMES = re.compile(r"^\s*[\[(<]?(?:\d{1,2}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?\s*-+>\s*\d{1,2}:\d{1,2}.*$")
_SUBTITLE_HEAD = re.compile(r"[-–—] ?(?=\S)|>>|[\[(♪♫]")  #: another speaker, or a sound
_SUBTITLE_CREDIT = re.compile(
    r"(?:subs?|subtitles?|subtitled|captions?|captioned|captioning|sync|translation|translated|transcript|субтитры|"
    r"перевод)\b.{0,12}(?:\bby\b|:|©)",
    re.I,
)
_BRACKETED = re.compile(r"[\[(♪♫].*[\])♪♫]")


def times_of_cue(lines: Sequence[Mapped]) -> int:
    """Return which of the first two lines of a block is the times of a subtitle; -1 where none is."""
    return next((n for n, line in enumerate(lines[:2]) if CUE_TIMES.match(line.text)), -1)


def cue_units(lines: Sequence[Mapped], first: int, group: int, hyphenated: frozenset[str]) -> list[Unit]:
    """Return the number, the times, and what is shown: one unit for each speaker, however its lines are cut."""
    found = [Unit(mapped=line.strip(), group=group, alone=False) for line in lines[:first]]
    runs: list[list[Mapped]] = []
    for line in lines[first:]:
        text = line.text.strip()
        sounds = runs and _BRACKETED.fullmatch(runs[-1][-1].text.strip())
        if not runs or sounds or LABEL_OF_LINE.match(text) or _SUBTITLE_HEAD.match(text):
            runs.append([line])
        else:
            runs[-1].append(line)
    for run in runs:
        said = unwrap(run, hyphenated)
        cue = _SUBTITLE_CREDIT.match(said.text) is None
        found.append(Unit(mapped=said, group=group, lines=len(run), alone=False, cue=cue))
    return found
