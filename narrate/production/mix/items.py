"""The cues of a script in the order in which they are heard, each with the pause before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from narrate.config import Settings
from narrate.errors import InputError
from narrate.model import ANNOUNCER, NARRATOR, Pause, Script, Sound, SoundInfo, Speech, Take
from narrate.production.mix.styles import Style, Under

FindSound = Callable[[str, str], SoundInfo]  #: kind and name of a sound -> what a mix needs to know of it

HEAD_SECONDS = 0.2  # before the first sound: players cut into what begins at once
SOUND_PAUSE_SECONDS = 0.35
# A period channel opens before its speaker is heard, as a studio hears a line that is switched through.
CHANNEL_PAUSE_SECONDS = 0.8
# The same pause after every sentence sounds like a machine; this much more or less, half of it drawn from the take
# before and half from the take after, each in its own slot.
BREATH_VARIATION = 0.12
BRIDGE_TAKES = 4  # a bridge's bed leaves after this many sentences

# What a direction in the script is heard through. ``archive`` stands for the show's own archive effect.
CHANNELS = (
    (re.compile(r"\b(telephone|phone|phone line)\b", re.IGNORECASE), "telephone"),
    (re.compile(r"\b(hall|loudspeakers?|public address)\b", re.IGNORECASE), "hall"),
    (re.compile(r"\b(tape|recording|archives?|on the air|broadcast|radio|wireless)\b", re.IGNORECASE), "archive"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that is heard after what came before it."""

    kind: Literal["take", "sound"]
    chapter: int  #: index of its segment in the script
    pause_seconds: float  #: before it
    breathes: bool = False  #: whether that pause is a little longer or shorter by chance
    frames: int
    key: str
    take: int = -1
    speech: int = -1
    speaker: str = ""
    effect: str = ""
    gain_db: float = 0.0
    level_lu: float = 0.0  #: of a sound: how loud it is heard beside speech
    tail: int = 0  #: frames at its end that do not hold up what follows
    bed: str | None = None  #: the bed that plays under it by a cue of the script; None: none
    bed_gain_db: float = 0.0
    opens_bed: bool = False  #: the cue stands right before it, so a bed that played ends here


def channel(speech: Speech, take: Take, settings: Settings) -> str:
    """Return what a take is heard through: its voice's own effect, else what the direction says; empty for none."""
    if take.voice.effect:
        return take.voice.effect
    for pattern, effect in CHANNELS:
        if speech.direction and pattern.search(speech.direction):
            return settings.sound.archive_effect if effect == "archive" else effect
    return ""


def items(
    script: Script, takes: Sequence[Take], *, settings: Settings, style: Style, sounds: FindSound
) -> tuple[Item, ...]:
    """Return everything that is heard in the foreground, in order."""
    of_speech: dict[int, list[int]] = {}
    for index, take in enumerate(takes):
        of_speech.setdefault(take.speech, []).append(index)
    own_stings = any(isinstance(cue, Sound) and cue.kind == "sting" for part in script.segments for cue in part.cues)
    walk = _Walk(takes, settings, style, sounds)
    speech_index = -1
    for chapter, segment in enumerate(script.segments):
        walk.chapter(chapter, sting=style.chapter_sting and style.sounds and not own_stings and chapter > 0)
        for cue in segment.cues:
            if isinstance(cue, Speech):
                speech_index += 1
                walk.speech(cue, speech_index, of_speech.get(speech_index, ()))
            elif isinstance(cue, Pause):
                walk.asked_seconds = (walk.asked_seconds or 0.0) + cue.seconds
            elif isinstance(cue, Sound):
                walk.sound(cue)
    if not walk.items:
        raise InputError("nothing is heard in it", hint="write at least one paragraph")
    return tuple(walk.items)


class _Walk:
    """Goes through the cues and remembers what the next pause depends on."""

    def __init__(self, takes: Sequence[Take], settings: Settings, style: Style, sounds: FindSound) -> None:
        self.items: list[Item] = []
        self.asked_seconds: float | None = None  #: by ``[pause]`` since the last item
        self._takes, self._settings, self._style, self._sounds = takes, settings, style, sounds
        self._chapter = 0
        self._new_chapter = False
        self._bed: str | None = None
        self._bed_gain_db = 0.0
        self._opens_bed = False

    def chapter(self, index: int, *, sting: bool) -> None:
        self._chapter = index
        self._new_chapter = bool(self.items)
        self._bed = None
        if sting and self.items and self.items[-1].kind != "sound":
            self.sound(Sound(kind="sting"))

    def speech(self, cue: Speech, index: int, takes: Sequence[int]) -> None:
        for number in takes:
            take = self._takes[number]
            effect = channel(cue, take, self._settings)
            pause_seconds, breathes = self._pause(cue.speaker, index, effect)
            self._add(
                Item(
                    kind="take",
                    chapter=self._chapter,
                    pause_seconds=pause_seconds,
                    breathes=breathes,
                    frames=take.frames,
                    key=take.key,
                    take=number,
                    speech=index,
                    speaker=cue.speaker,
                    effect=effect,
                )
            )

    def sound(self, cue: Sound) -> None:
        if not self._style.sounds:
            return
        style = self._style
        if cue.kind == "bed":
            self._bed = None if cue.name == "off" else cue.name or style.bed
            self._bed_gain_db = cue.gain_db
            self._opens_bed = self._bed is not None
            return
        name = cue.name or {"ident": style.ident, "sting": style.sting}.get(cue.kind, "")
        info = self._sounds(cue.kind, name)
        level_lu = {"ident": style.ident_lu, "sting": style.sting_lu}.get(cue.kind, style.effect_lu)
        # Silence has no loudness, so there is nothing to bring to a level.
        gain_db = level_lu - info.lufs if info.lufs > -70 else 0.0
        self._add(
            Item(
                kind="sound",
                chapter=self._chapter,
                pause_seconds=self._pause("", -1, "")[0],
                frames=info.frames,
                key=info.keys[0],
                gain_db=gain_db + cue.gain_db,
                level_lu=level_lu + cue.gain_db if info.lufs > -70 else -100.0,
                tail=info.tail,
            )
        )

    def _add(self, item: Item) -> None:
        self.items.append(
            replace(item, bed=self._bed, bed_gain_db=self._bed_gain_db, opens_bed=self._opens_bed and bool(self._bed))
        )
        self.asked_seconds = None
        self._new_chapter = False
        self._opens_bed = False

    def _pause(self, speaker: str, speech: int, effect: str) -> tuple[float, bool]:
        """Return the pause before what comes next and whether it breathes; one that is asked for does not."""
        sound = self._settings.sound
        if self.asked_seconds is not None:
            return self.asked_seconds, False
        if not self.items:
            return HEAD_SECONDS, False
        last = self.items[-1]
        if last.kind == "take" and last.speech == speech:
            asked = self._takes[last.take].pause_seconds
            return (asked, False) if asked else (sound.sentence_pause_seconds, True)
        if self._new_chapter:
            return sound.chapter_pause_seconds, False
        if last.kind == "sound" or not speaker:
            return SOUND_PAUSE_SECONDS, False
        if effect and effect != last.effect:
            return max(CHANNEL_PAUSE_SECONDS, sound.turn_pause_seconds), False
        return (sound.paragraph_pause_seconds if last.speaker == speaker else sound.turn_pause_seconds), True


def breath(key: str) -> float:
    """Return a factor near 1 that depends on the take alone, so that an edit elsewhere moves nothing."""
    drawn = int.from_bytes(sha256(key.encode()).digest()[:4], "big") / 2**32
    return 1.0 + BREATH_VARIATION * (2.0 * drawn - 1.0)


def beds_by_style(found: Sequence[Item], style: Style) -> tuple[Item, ...]:
    """Return the items with the style's own beds under them, where the script sets no bed at all."""
    if not style.sounds or not style.beds or any(item.bed is not None for item in found):
        return tuple(found)
    under: set[int] = set()
    for place in style.beds:
        under |= _places(found, place)
    return tuple(
        replace(item, bed=style.bed if index in under else None, opens_bed=index in under and index - 1 not in under)
        for index, item in enumerate(found)
    )


def _places(found: Sequence[Item], place: Under) -> set[int]:
    spoken = [index for index, item in enumerate(found) if item.kind == "take"]
    if place == "narration":
        return {index for index in spoken if found[index].speaker == NARRATOR and not found[index].effect}
    if place in ("opening", "closing"):
        order = spoken if place == "opening" else spoken[::-1]
        run: list[int] = []
        for index in order:
            if found[index].speaker != ANNOUNCER or found[index].effect or (run and abs(run[-1] - index) > 1):
                break
            run.append(index)
        # A programme in which only the announcer speaks has no opening that could be told from the rest.
        return set() if len(run) == len(spoken) else set(run)
    bridges: set[int] = set()
    seen: set[int] = set()
    for position, index in enumerate(spoken):
        item = found[index]
        if item.chapter in seen or item.speaker == ANNOUNCER:
            continue
        seen.add(item.chapter)
        if item.speaker == NARRATOR and not item.effect:
            near = spoken[position : position + BRIDGE_TAKES]
            bridges |= {other for other in near if found[other].speech == item.speech}
    return bridges
