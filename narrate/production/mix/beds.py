"""Music under speech: where it plays, which chord when, and how it makes room.

A bed of our own has several chords. Each slot has one chord, begun at the slot's own edge and blended into the next:
the music moves with the sentences, as an underscore does. Which one is drawn from what is said in the slot, so that
what is heard there depends neither on how long everything before it was nor on how many sentences that were. A
recording of the user's plays on as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.cache import key_of
from narrate.model import Placement, SoundInfo
from narrate.production.mix.items import FindSound, Item
from narrate.production.mix.styles import Style

BLEND_SECONDS = 1.2
BED_IN_SECONDS = 1.5
BED_OUT_SECONDS = 3.0

# The bed is down when the first syllable comes, and stays down between close sentences: with a shorter hold it came
# up in every pause and pumped.
DUCK_BEFORE_SECONDS = 0.15
HOLD_SECONDS = 0.9
RISE_SECONDS = 1.0
FALL_SECONDS = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of items under one bed: from item `first` up to, not including, `last`."""

    first: int
    last: int
    bed: str
    gain_db: float


def _spans(found: Sequence[Item]) -> tuple[Span, ...]:
    made: list[Span] = []
    for index, item in enumerate(found):
        if item.bed is None:
            continue
        if (
            made
            and made[-1].last == index
            and (made[-1].bed, made[-1].gain_db) == (item.bed, item.bed_gain_db)
            and not item.opens_bed
            and found[index - 1].chapter == item.chapter
        ):
            made[-1] = Span(first=made[-1].first, last=index + 1, bed=item.bed, gain_db=item.bed_gain_db)
        else:
            made.append(Span(first=index, last=index + 1, bed=item.bed, gain_db=item.bed_gain_db))
    return tuple(made)


def lay_beds(
    found: Sequence[Item],
    foreground: Sequence[Placement],
    edges: Sequence[int],
    *,
    style: Style,
    sounds: FindSound,
    target_lufs: float,
    rate_hz: int,
) -> tuple[tuple[Placement, ...], tuple[tuple[int, float], ...]]:
    """Return the placements of all beds and the points of their common level, in dB under the open bed."""
    spans = _spans(found)
    placements: list[Placement] = []
    for span in spans:
        info = sounds("bed", span.bed)
        level_db = target_lufs + style.bed_open_lu - info.lufs if info.lufs > -70 else 0.0
        gain_db = round(level_db + span.gain_db, 2)
        if len(info.keys) > 1:
            placements.extend(_chords(span, info, gain_db, found, edges, rate_hz))
        else:
            placements.append(_recording(span, info, gain_db, edges, rate_hz))
    depth_db = style.bed_under_lu - style.bed_open_lu
    return tuple(placements), _ducking(spans, foreground, depth_db, rate_hz)


def _end(span: Span, edges: Sequence[int], rate_hz: int) -> int:
    """Return where a bed has gone: under what follows it, or at the end of the programme."""
    if span.last + 1 >= len(edges):
        return edges[-1]
    follows = edges[span.last + 1] - edges[span.last]
    return edges[span.last] + min(follows // 2, round(BED_OUT_SECONDS / 2 * rate_hz))


def _chords(
    span: Span, info: SoundInfo, gain_db: float, found: Sequence[Item], edges: Sequence[int], rate_hz: int
) -> tuple[Placement, ...]:
    # A blend takes no more than half of the shorter slot, so that none reaches further than into the next.
    slots = [edges[index + 1] - edges[index] for index in range(span.first, span.last)]
    most = round(BLEND_SECONDS * rate_hz)
    halves = [0, *(min(most, one, other) // 2 for one, other in pairwise(slots)), 0]
    made: list[Placement] = []
    for index, before, after, slot in zip(range(span.first, span.last), halves, halves[1:], slots, strict=False):
        # A bed comes in on its first chord and goes out on it.
        is_first, is_last = index == span.first, index == span.last - 1
        chord = 0 if is_first or is_last else int(key_of(found[index].key)[:8], 16)
        start = edges[index] - before
        end = _end(span, edges, rate_hz) if is_last else edges[index + 1] + after
        going = min(round(BED_OUT_SECONDS * rate_hz), slot // 2 + end - edges[index + 1])
        made.append(
            Placement(
                start=start,
                frames=end - start,
                kind="bed",
                key=info.keys[chord % len(info.keys)],
                gain_db=gain_db,
                # At the slot's own edge the loop always stands at the same place, however long it blends in.
                offset=most - before,
                fade_in=min(round(BED_IN_SECONDS * rate_hz), slot // 2) if is_first else 2 * before,
                fade_out=going if is_last else 2 * after,
            )
        )
    return tuple(made)


def _recording(span: Span, info: SoundInfo, gain_db: float, edges: Sequence[int], rate_hz: int) -> Placement:
    start, end = edges[span.first], _end(span, edges, rate_hz)
    return Placement(
        start=start,
        frames=end - start,
        kind="bed",
        key=info.keys[0],
        gain_db=gain_db,
        fade_in=min(round(BED_IN_SECONDS * rate_hz), (end - start) // 2),
        fade_out=min(round(BED_OUT_SECONDS * rate_hz), (end - start) // 2),
    )


def _ducking(
    spans: Sequence[Span], foreground: Sequence[Placement], depth_db: float, rate_hz: int
) -> tuple[tuple[int, float], ...]:
    """Return (frame, dB) points: down before everything in the foreground, up where nothing comes for a while."""
    if not spans:
        return ()
    before = round(DUCK_BEFORE_SECONDS * rate_hz)
    fall, rise, hold = (round(seconds * rate_hz) for seconds in (FALL_SECONDS, RISE_SECONDS, HOLD_SECONDS))
    near: set[int] = set()
    for span in spans:
        near.update(range(max(0, span.first - 1), min(len(foreground), span.last + 2)))
    points: list[tuple[int, float]] = []
    down_until = -1
    for index in sorted(near):
        placement = foreground[index]
        start = placement.start - before
        if points and start - down_until <= hold + rise + fall:
            points.pop()  # nothing comes up between the two
        else:
            if points:
                points.append((down_until + hold + rise, 0.0))
            points.append((start - fall, 0.0))
            points.append((start, depth_db))
        down_until = max(down_until, placement.start + placement.frames)
        points.append((down_until + hold, depth_db))
    points.append((down_until + hold + rise, 0.0))
    return tuple(points)
