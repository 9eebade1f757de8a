"""How a take lies in the cache, and how it is read back.

In: a recorded sentence with all that was measured of it. Out: one cache entry, and the same again. An entry is a line
of JSON and then the samples::

    {"format": "narrate take 1", "rate_hz": 44100, "frames": 88200, "peak": 0.41, "energies": [...],
     "words": [["Nobody", 0.05, 0.43], ...], "sha256": "..."}

The samples are signed 16-bit little-endian, one channel; `sha256` is theirs. An entry that is not whole is no entry.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256

from narrate.cache import Cache
from narrate.errors import InputError
from narrate.model import Clip, Word

_FORMAT = "narrate take 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A sentence as it was recorded: trimmed, one channel, at the session's rate."""

    clip: Clip
    frames: int  #: of the clip, also where only the figures were kept
    energies: tuple[float, ...]
    peak: float
    words: tuple[Word, ...]


def pack(recorded: Recorded) -> bytes:
    """Return a cache entry; equal takes give equal bytes."""
    clip = recorded.clip
    head = {
        "format": _FORMAT,
        "rate_hz": clip.rate_hz,
        "frames": recorded.frames,
        "peak": recorded.peak,
        "energies": recorded.energies,
        "words": [[word.text, word.start_seconds, word.end_seconds] for word in recorded.words],
        "sha256": sha256(clip.pcm).hexdigest(),
    }
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + clip.pcm


def unpack(entry: bytes) -> Recorded | None:
    """Return what an entry holds, or None for one that is damaged or of another format."""
    head, found, pcm = entry.partition(b"\n")
    try:
        told = json.loads(head) if found else {}
        if told["format"] != _FORMAT or told["frames"] * 2 != len(pcm) or sha256(pcm).hexdigest() != told["sha256"]:
            return None
        return Recorded(
            clip=Clip(pcm=pcm, rate_hz=int(told["rate_hz"])),
            frames=int(told["frames"]),
            energies=tuple(map(float, told["energies"])),
            peak=float(told["peak"]),
            words=tuple(Word(text=str(t), start_seconds=float(a), end_seconds=float(b)) for t, a, b in told["words"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def figures(recorded: Recorded) -> Recorded:
    """Return a take without its samples: an hour of them would fill 300 MB."""
    return replace(recorded, clip=Clip(pcm=b"", rate_hz=recorded.clip.rate_hz))


def load(cache: Cache, key: str) -> Clip:
    """Return the sound of a take; raise InputError when it has gone from the cache or is damaged."""
    entry = cache.read(key)
    recorded = unpack(entry) if entry is not None else None
    if recorded is None:
        raise InputError("a take has gone from the cache while it was used", where=cache.address, hint="build again")
    return recorded.clip
