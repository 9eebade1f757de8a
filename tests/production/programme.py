"""Programmes without an engine: takes of syllables that a test makes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from narrate.audio import energies, from_array, peak
from narrate.cache import key_of
from narrate.config import Settings
from narrate.model import Clip, Cue, Mix, Script, Segment, SoundInfo, Speech, Take, Voice
from narrate.production.mix import Style, arrange, find_style

RATE_HZ = 44_100


@lru_cache(maxsize=256)
def babble(name: str, seconds: float, level: float, rate_hz: int = RATE_HZ) -> Clip:
    """Return a buzz in syllables, four a second, with a little noise: as loud and peaky as a voice."""
    draw = np.random.RandomState(int(key_of(name)[:8], 16))
    at = np.arange(int(seconds * rate_hz)) / rate_hz
    pitch = draw.uniform(95, 220)
    buzz = sum(np.sin(2 * np.pi * k * pitch * at + draw.uniform(0, 6)) / k for k in range(1, 12))
    syllables = np.clip(np.sin(2 * np.pi * 2 * at + draw.uniform(0, 3)) ** 2, 0.02, 1)
    samples = level * syllables * buzz / 3 + level * 0.02 * draw.standard_normal(len(at))
    edge = np.clip(np.minimum(at, at[-1] - at) / 0.01, 0, 1)
    return from_array(samples * edge, rate_hz)


@dataclass
class Programme:
    """A script with its takes and their sounds."""

    script: Script
    takes: tuple[Take, ...]
    clips: dict[str, Clip]

    def load(self, key: str) -> Clip:
        return self.clips[key]

    def mix(self, style: str | Style = "plain", settings: Settings | None = None) -> Mix:
        chosen = settings or Settings()
        return arrange(
            self.script,
            self.takes,
            settings=chosen,
            style=find_style(style, chosen) if isinstance(style, str) else style,
            sounds=no_sound,
        )


def no_sound(kind: str, name: str) -> SoundInfo:
    return SoundInfo(keys=(f"{kind} {name}",), frames=2 * RATE_HZ, lufs=-20.0)


def said(
    chapters: Sequence[Sequence[Cue]],
    *,
    seconds: float = 1.5,
    levels: dict[str, float] | None = None,
    effects: dict[str, str] | None = None,
    rate_hz: int = RATE_HZ,
) -> Programme:
    """Return a programme of chapters of cues; each sentence of a speech, ended by a full stop, is a take."""
    segments = tuple(Segment(title=f"Chapter {n}", cues=tuple(cues)) for n, cues in enumerate(chapters, 1))
    script = Script(title="A test", segments=segments)
    takes: list[Take] = []
    clips: dict[str, Clip] = {}
    for index, speech in enumerate(script.speeches()):
        for text in filter(None, (part.strip() for part in speech.text.split("."))):
            clip = babble(speech.speaker + text, seconds, (levels or {}).get(speech.speaker, 0.3), rate_hz)
            key = key_of(speech.speaker, text, str(seconds), str(levels))
            clips[key] = clip
            takes.append(
                Take(
                    speech=index,
                    text=text,
                    spoken=text,
                    voice=Voice(name=speech.speaker, engine="test", effect=(effects or {}).get(speech.speaker, "")),
                    key=key,
                    frames=clip.frames,
                    energies=energies(clip),
                    peak=peak(clip),
                )
            )
    return Programme(script=script, takes=tuple(takes), clips=clips)


def speech(speaker: str, text: str, direction: str = "") -> Speech:
    return Speech(speaker=speaker, text=text, direction=direction)
