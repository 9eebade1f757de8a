"""Items with pauses become placements on a timeline, cut into slots of whole MP3 frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from narrate.audio.codec import frame_samples
from narrate.config import Settings
from narrate.model import Chapter, Line, Mix, Placement, Script, Speech, Take, Word
from narrate.production.mix.beds import lay_beds
from narrate.production.mix.items import FindSound, Item, beds_by_style, breath, items
from narrate.production.mix.levels import TARGETS_LUFS, programme_gain_db, take_gain_db
from narrate.production.mix.styles import Style

LAST_SECONDS = 0.8  # room tone after the last word
LAST_BED_SECONDS = 6.0  # the same with a bed, which comes up once more and goes
LONGEST_SLOT_SECONDS = 20.0  # what is longer is cut, so that no slot holds much in memory

# How an effect's noise comes and goes around its speaker, and how two takes through one channel share it.
CHANNEL_IN_SECONDS = 0.35
CHANNEL_OUT_SECONDS = 0.30
CHANNEL_JOIN_SECONDS = 0.06


def arrange(script: Script, takes: Sequence[Take], *, settings: Settings, style: Style, sounds: FindSound) -> Mix:
    """Return the programme as numbers.

    `takes` stand in the order of the script; `sounds` tells length and loudness of a sound by kind and name. Raises
    InputError where nothing is heard at all, and what `sounds` raises for a name that it does not know.
    """
    rate_hz = settings.sound.rate_hz
    target_lufs = TARGETS_LUFS[settings.sound.loudness]
    found = items(script, takes, settings=settings, style=style, sounds=sounds)
    found = beds_by_style(found, style) if settings.sound.bed else tuple(replace(item, bed=None) for item in found)
    starts, edges = _timeline(found, rate_hz)
    foreground = tuple(
        _placed(item, index, found, starts, edges, takes, target_lufs, rate_hz) for index, item in enumerate(found)
    )
    beds, ducking = lay_beds(
        found, foreground, edges, style=style, sounds=sounds, target_lufs=target_lufs, rate_hz=rate_hz
    )
    frames = edges[-1]
    return Mix(
        placements=(*foreground, *beds),
        chapters=_chapters(script, found, edges, rate_hz),
        frames=frames,
        rate_hz=rate_hz,
        edges=_short_slots(edges, rate_hz),
        ducking=ducking,
        gain_db=programme_gain_db(
            foreground,
            takes,
            [item.level_lu + target_lufs for item in found],
            frames=frames,
            rate_hz=rate_hz,
            target_lufs=target_lufs,
        ),
        target_lufs=target_lufs,
        room_db=style.room_db + target_lufs + 16.0,
    )


def _timeline(found: Sequence[Item], rate_hz: int) -> tuple[list[int], list[int]]:
    """Return where each item starts and the edges between them, one more than there are items.

    An edge lies in the middle of a pause and on a whole MP3 frame: the pause is stretched by less than one frame. What
    lies before the edge depends on the item before it alone, what lies after on the item after.
    """

    def half(pause: Item, item: Item) -> int:
        return round(pause.pause_seconds / 2 * (breath(item.key) if pause.breathes else 1.0) * rate_hz)

    block = frame_samples(rate_hz)
    starts: list[int] = []
    edges = [0]
    for index, item in enumerate(found):
        start = edges[-1] + half(item, item) * (2 if index == 0 else 1)
        starts.append(start)
        end = start + max(0, item.frames - item.tail)
        if index + 1 < len(found):
            end += half(found[index + 1], item)
        else:
            end += item.tail + round((LAST_BED_SECONDS if item.bed else LAST_SECONDS) * rate_hz)
        edges.append(max(-(-end // block), edges[-1] // block + 1) * block)
    return starts, edges


def _placed(
    item: Item,
    index: int,
    found: Sequence[Item],
    starts: Sequence[int],
    edges: Sequence[int],
    takes: Sequence[Take],
    target_lufs: float,
    rate_hz: int,
) -> Placement:
    start = starts[index]
    if item.kind == "sound":
        return Placement(
            start=start, frames=item.frames, kind="sound", key=item.key, gain_db=item.gain_db + target_lufs
        )
    take = takes[item.take]
    plain = Placement(
        start=start,
        frames=take.frames,
        kind="take",
        key=take.key,
        take=item.take,
        gain_db=round(take_gain_db(take, target_lufs) + take.voice.gain_db + take.gain_db, 2),
    )
    if not item.effect:
        return plain
    # The channel stays open from edge to edge, and over the edge where the next take comes through it as well.
    joined = round(CHANNEL_JOIN_SECONDS * rate_hz)
    before = index > 0 and found[index - 1].effect == item.effect
    after = index + 1 < len(found) and found[index + 1].effect == item.effect
    first = edges[index] - joined // 2 if before else max(edges[index], start - round(0.6 * rate_hz))
    last = (
        edges[index + 1] + joined // 2 if after else min(edges[index + 1], start + take.frames + round(0.5 * rate_hz))
    )
    lead = max(0, start - first)
    return replace(
        plain,
        start=start - lead,
        frames=max(lead + take.frames, last - start + lead),
        lead=lead,
        effect=item.effect,
        fade_in=min(joined if before else round(CHANNEL_IN_SECONDS * rate_hz), max(1, lead)),
        fade_out=joined if after else min(round(CHANNEL_OUT_SECONDS * rate_hz), max(1, last - start - take.frames)),
    )


def _short_slots(edges: Sequence[int], rate_hz: int) -> tuple[int, ...]:
    """Return the edges with more between them where two are far apart."""
    block = frame_samples(rate_hz)
    longest = round(LONGEST_SLOT_SECONDS * rate_hz) // block * block
    made = [edges[0]]
    for edge in edges[1:]:
        # A rest of under a quarter is not worth a slot of its own.
        while edge - made[-1] > longest * 5 // 4:
            made.append(made[-1] + longest)
        made.append(edge)
    return tuple(made)


def _chapters(script: Script, found: Sequence[Item], edges: Sequence[int], rate_hz: int) -> tuple[Chapter, ...]:
    """Return the chapters that are heard; each begins where its first sound's slot does and lasts until the next."""
    firsts: list[tuple[int, int]] = []
    for index, item in enumerate(found):
        if not firsts or firsts[-1][0] != item.chapter:
            firsts.append((item.chapter, edges[index]))
    ends = [edge for _, edge in firsts[1:]] + [edges[-1]]
    return tuple(
        Chapter(
            title=script.segments[chapter].title or script.title,
            start_seconds=start / rate_hz,
            end_seconds=end / rate_hz,
        )
        for (chapter, start), end in zip(firsts, ends, strict=True)
    )


def lines(script: Script, takes: Sequence[Take], mix: Mix) -> tuple[Line, ...]:
    """Return every sentence with the time at which it is heard."""
    speeches = [
        (segment.title or script.title, cue)
        for segment in script.segments
        for cue in segment.cues
        if isinstance(cue, Speech)
    ]
    made: list[Line] = []
    for placement in mix.placements:
        if placement.kind != "take":
            continue
        take = takes[placement.take]
        chapter, speech = speeches[take.speech]
        start = (placement.start + placement.lead) / mix.rate_hz
        made.append(
            Line(
                chapter=chapter,
                speaker=speech.speaker,
                text=take.text,
                start_seconds=start,
                end_seconds=start + take.frames / mix.rate_hz,
                paragraph=take.speech,
                kind=speech.kind,
                via=speech.via,
                voice=take.voice.name,
                engine=take.voice.engine,
                origin=speech.origin,
                words=tuple(
                    Word(text=word.text, start_seconds=start + word.start_seconds, end_seconds=start + word.end_seconds)
                    for word in take.words
                ),
            )
        )
    return tuple(made)
