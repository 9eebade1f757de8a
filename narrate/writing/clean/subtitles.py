"""Subtitles in a plain text: numbers, times, and what is shown, however its lines are cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from narrate.writing.clean.judged import Judged
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
_NUMBER = re.compile(r"\d{1,5}")
_SOUNDS = re.compile(r"[A-Z]{2,}(?:ING|[^S]S)|MUSIC|APPLAUSE|LAUGHTER|SILENCE|THUNDER|FANFARE")
_OFFER = re.compile(r"\b(?:you|these|this)\b.{0,60}\b(?:subtitles|captions)\b", re.I)  #: what a site says over them
_FILE = 3  #: cues in a file of subtitles
_BRACKETED = re.compile(r"[\[(♪♫].*[\])♪♫]")


def times_of_cue(lines: Sequence[Mapped]) -> int:
    """Return which of the first two lines of a block is the times of a subtitle; -1 where none is."""
    return next((n for n, line in enumerate(lines[:2]) if CUE_TIMES.match(line.text)), -1)


def part_cues(lines: list[Mapped]) -> list[list[Mapped]]:
    """Part a block in which the cues follow one another without blank lines: a number, the times, what is shown."""
    times = [n for n, line in enumerate(lines) if CUE_TIMES.match(line.text)]
    if len(times) < 2:
        return [lines]
    starts = [n - 1 if n and _NUMBER.fullmatch(lines[n - 1].text.strip()) else n for n in times]
    edges = [0, *(n for n in starts if n), len(lines)]
    return [lines[start:end] for start, end in pairwise(edges)]


def is_sound(text: str) -> bool:
    """Tell a sound that stands in capitals without brackets: "FROG CROAKING", "SHE LAUGHS"."""
    words = text.split()
    return text.isupper() and 0 < len(words) <= 4 and text[-1].isalpha() and any(_SOUNDS.fullmatch(w) for w in words)


def cue_units(lines: Sequence[Mapped], first: int, group: int, hyphenated: frozenset[str]) -> list[Unit]:
    """Return the number, the times, and what is shown: one unit for each speaker, however its lines are cut."""
    found = [Unit(mapped=line.strip(), group=group, alone=False) for line in lines[:first]]
    runs: list[list[Mapped]] = []
    for line in lines[first:]:
        text = line.text.strip()
        sounds = runs and (is_sound(runs[-1][-1].text.strip()) or _BRACKETED.fullmatch(runs[-1][-1].text.strip()))
        if not runs or sounds or is_sound(text) or LABEL_OF_LINE.match(text) or _SUBTITLE_HEAD.match(text):
            runs.append([line])
        else:
            runs[-1].append(line)
    for run in runs:
        said = unwrap(run, hyphenated)
        cue = _SUBTITLE_CREDIT.match(said.text) is None
        found.append(Unit(mapped=said, group=group, lines=len(run), alone=False, cue=cue))
    return found


def mark_subtitles(judged: Sequence[Judged]) -> None:
    """Mark the numbers and the times of subtitles, sounds in capitals, the head of the file, and lone times."""
    times = [i for i, item in enumerate(judged) if CUE_TIMES.match(item.unit.text)]
    for i in times:
        judged[i].why = judged[i].kind = "timestamp"
        before = judged[i - 1] if i else None
        named = before is not None and before.unit.group == judged[i].unit.group  # a cue may have a name
        if before is not None and (named or before.unit.text.isdigit()):
            before.why = before.kind = "timestamp"
    for item in judged:
        text = item.unit.text
        if len(text) < 40 and TIMESTAMP.match(text) and not any(ch.isalpha() for ch in text):
            item.why = item.kind = "timestamp"
        elif text == "WEBVTT":
            item.why = "metadata"
    if len(times) < _FILE:
        return
    start = next((i for i, item in enumerate(judged[: times[0]]) if item.unit.text == "WEBVTT"), times[0])
    for i, item in enumerate(judged[: times[0]]):
        if i > start or _OFFER.search(item.unit.text):
            item.why = item.why or "metadata"
    shown = [item for item in judged[times[0] :] if not item.why]
    if 2 * sum(item.unit.text.isupper() for item in shown) < len(shown) + _FILE:
        for item in shown:
            if is_sound(item.unit.text):
                item.why = item.kind = "stage-direction"
