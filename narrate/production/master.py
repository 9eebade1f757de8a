"""The numbers of a mix become samples, one slot at a time.

In: a Mix and a function that loads a sound by its key. Out: slots; each renders its own samples with a little of its
surroundings, at the programme's level and under the ceiling. A slot knows everything that is heard in it and nothing
else, so its key says whether it was rendered before, and no more than a few slots are ever in memory.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from narrate import plugins
from narrate.audio.clip import from_array, to_array
from narrate.audio.limiter import limit
from narrate.audio.meter import energies, integrated_lufs
from narrate.cache import key_of
from narrate.errors import NarrateError, SetupError
from narrate.model import Clip, Loudness, Mix, Placement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Load = Callable[[str], Clip]  #: key -> the sound, mono at the session rate

VERSION = "1"  # changes whenever the same mix would sound different
CONTEXT_BLOCKS = 4  # MP3 frames of surroundings on each side: what an encoder needs to arrive in a steady state
NEAR_ENOUGH_LU = 0.4  # the programme is not rendered again for less
MOST_MATCH_DB = 15.0  # how far an effect's level is brought back to that of the dry voice

ROOM_FRAMES = 1 << 18
ROOM_BLEND = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A placement as one slot hears it. Frames; `at` counts from the first sample of the slot's surroundings."""

    kind: str
    key: str
    at: int
    read: int  #: first frame of the sound that is heard here; before it, for an effect, the lead
    length: int
    gain_db: float
    effect: str = ""
    version: str = ""  #: of the effect
    lead: int = 0
    frames: int = 0  #: of the whole placement, where an effect needs all of it
    fade_in: int = 0
    since_start: int = 0  #: from the start of the placement, where it still fades in
    fade_out: int = 0
    until_end: int = 0  #: to the end of the placement, where it fades out already


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A stretch of the programme that is rendered and encoded by itself."""

    start: int = field(repr=False)  #: in the programme; takes no part in the key
    frames: int
    context: int  #: frames of surroundings before and after
    rate_hz: int
    parts: tuple[Part, ...]
    ducking: tuple[tuple[int, float], ...]
    room_db: float

    @property
    def key(self) -> str:
        """Return the content address of what is heard in the slot."""
        return key_of("slot", VERSION, repr(self))

    def render(self, load: Load, *, ceiling_db: float) -> NDArray[np.int16]:
        """Return the samples with their surroundings, shape (context + frames + context,)."""
        import numpy as np

        out = _room(self)
        for part in self.parts:
            sound = _heard(part, load)
            out[part.at : part.at + part.length] += sound * _envelope(part, self.ducking)
        limited = limit(out, self.rate_hz, ceiling_db) * np.float32(32767)
        return np.asarray(np.rint(limited), dtype=np.int16)


def slots(mix: Mix, *, block: int) -> Iterator[Slot]:
    """Yield the slots of a mix in order; `block` is the number of samples in a frame of the encoder."""
    context = CONTEXT_BLOCKS * block
    order = sorted(mix.placements, key=lambda placement: placement.start)
    starts = [placement.start for placement in order]
    longest = max((placement.frames for placement in order), default=0)
    versions = {p.effect: _effect_version(p.effect) for p in order if p.effect}
    points = [frame for frame, _ in mix.ducking]
    for first, last in zip(mix.edges, mix.edges[1:], strict=False):
        window = (first - context, last + context)
        near = order[bisect_left(starts, window[0] - longest) : bisect_left(starts, window[1])]
        parts = tuple(
            _part(placement, window, mix.gain_db, versions)
            for placement in near
            if placement.start + placement.frames > window[0]
        )
        beds = any(part.kind == "bed" for part in parts)
        yield Slot(
            start=first,
            frames=last - first,
            context=context,
            rate_hz=mix.rate_hz,
            parts=parts,
            ducking=_ducking_in(mix.ducking, points, window) if beds else (),
            room_db=mix.room_db,
        )


def _part(placement: Placement, window: tuple[int, int], gain_db: float, versions: dict[str, str]) -> Part:
    """Return what of a placement is heard in a window; what makes no difference there is left at 0."""
    skipped = max(0, window[0] - placement.start)
    end = min(placement.frames, window[1] - placement.start)
    fades_in = skipped < placement.fade_in
    fades_out = end > placement.frames - placement.fade_out
    return Part(
        kind=placement.kind,
        key=placement.key,
        at=placement.start + skipped - window[0],
        read=placement.offset + skipped,
        length=end - skipped,
        gain_db=round(placement.gain_db + gain_db, 2),
        effect=placement.effect,
        version=versions.get(placement.effect, ""),
        lead=placement.lead,
        frames=placement.frames if placement.effect else 0,
        fade_in=placement.fade_in if fades_in else 0,
        since_start=skipped if fades_in else 0,
        fade_out=placement.fade_out if fades_out else 0,
        until_end=placement.frames - end if fades_out else 0,
    )


def _ducking_in(
    ducking: tuple[tuple[int, float], ...], frames: list[int], window: tuple[int, int]
) -> tuple[tuple[int, float], ...]:
    """Return the points of the beds' level in a window, with one at each end, counted from the window's start."""
    import numpy as np

    levels = [level for _, level in ducking]
    first, last = np.interp(window, frames, levels).tolist() if ducking else (0.0, 0.0)
    inside = ducking[bisect_right(frames, window[0]) : bisect_left(frames, window[1])]
    return (
        (0, round(first, 3)),
        *((frame - window[0], level) for frame, level in inside),
        (window[1] - window[0], round(last, 3)),
    )


# --- samples -------------------------------------------------------------------------------------------------------


def _envelope(part: Part, ducking: tuple[tuple[int, float], ...]) -> Any:
    """Return the gain of a part: a number, or one for each of its frames, shape (length,)."""
    import numpy as np

    gain = np.float32(10 ** (part.gain_db / 20))
    if not (part.fade_in or part.fade_out or (part.kind == "bed" and ducking)):
        return gain
    shape = np.full(part.length, gain, np.float32)
    # A quarter of a sine: two unrelated sounds that pass into one another keep their common level.
    if part.fade_in:
        ramp = (part.since_start + np.arange(min(part.length, part.fade_in - part.since_start)) + 0.5) / part.fade_in
        shape[: len(ramp)] *= np.sin(ramp * (np.pi / 2)).astype(np.float32)
    if part.fade_out:
        count = min(part.length, part.fade_out - part.until_end)
        ramp = (part.until_end + np.arange(count)[::-1] + 0.5) / part.fade_out
        shape[part.length - count :] *= np.sin(ramp * (np.pi / 2)).astype(np.float32)
    if part.kind == "bed" and ducking:
        frames, levels = zip(*ducking, strict=True)
        decibels = np.interp(np.arange(part.at, part.at + part.length), frames, levels)
        shape *= (10 ** (decibels / 20)).astype(np.float32)
    return shape


def _heard(part: Part, load: Load) -> NDArray[np.float32]:
    """Return the samples of a part before its gain, shape (length,)."""
    import numpy as np

    if part.effect:
        whole = _through_effect(part, load)
    else:
        clip = load(part.key)
        whole = np.frombuffer(clip.pcm, dtype="<i2", count=clip.frames)
        if part.kind == "bed" and len(whole):
            wanted = np.arange(part.read, part.read + part.length) % len(whole)
            return whole[wanted].astype(np.float32) / np.float32(32768)
    piece = whole[part.read : part.read + part.length].astype(np.float32)
    if not part.effect:
        piece /= np.float32(32768)
    # A sound that changed under its key would be shorter or longer than the mix was told.
    return piece if len(piece) == part.length else np.pad(piece, (0, part.length - len(piece)))


_recent: OrderedDict[tuple[Any, ...], NDArray[np.float32]] = OrderedDict()
_recent_lock = threading.Lock()


def _through_effect(part: Part, load: Load) -> NDArray[np.float32]:
    """Return a whole placement as heard through its effect, at the loudness of the dry voice.

    Neighbouring slots hear the same placement, so the last few are kept.
    """
    import numpy as np

    name = (part.key, part.effect, part.version, part.lead, part.frames)
    with _recent_lock:
        if name in _recent:
            return _recent[name]
    clip = load(part.key)
    dry = np.zeros(part.frames, np.float32)
    samples = to_array(clip)[: part.frames - part.lead]
    dry[part.lead : part.lead + len(samples)] = samples
    wet = apply_effect(part.effect, from_array(dry, clip.rate_hz), seed=part.key)
    spoken = slice(part.lead, part.lead + len(samples))
    before, after = (
        integrated_lufs(energies(from_array(array[spoken], clip.rate_hz))) for array in (dry, to_array(wet))
    )
    match_db = max(-MOST_MATCH_DB, min(MOST_MATCH_DB, before - after)) if min(before, after) > -70 else 0.0
    out = to_array(wet) * np.float32(10 ** (match_db / 20))
    with _recent_lock:
        _recent[name] = out
        while len(_recent) > 6:
            _recent.popitem(last=False)
    return out


def _effect_version(effect: str) -> str:
    return str(getattr(plugins.find("effect", effect.partition(":")[0]), "version", ""))


def apply_effect(effect: str, clip: Clip, *, seed: str) -> Clip:
    """Return a clip through an effect by its name, with a preset after a colon: ``shortwave:light``.

    Raises SetupError for an unknown effect, for one that fails, and for one that changes the length, rate or channels.
    """
    name, _, preset = effect.partition(":")
    kind = plugins.find("effect", name)
    settings = {"preset": preset} if preset else {}
    try:
        made: Clip = kind().apply(clip, seed=seed, **settings)
        shape = (made.frames, made.rate_hz, made.channels)
    except NarrateError:
        raise
    except Exception as error:  # a plugin may fail in any way; the person needs its name
        raise SetupError(
            f"the effect {name!r} failed: {error}", hint="choose another effect in the cast of the script"
        ) from error
    if shape != (clip.frames, clip.rate_hz, clip.channels):
        raise SetupError(
            f"the effect {name!r} returned {shape[0]} frames of {shape[2]} channel(s) at {shape[1]} Hz "
            f"for {clip.frames} of {clip.channels} at {clip.rate_hz} Hz",
            hint="an effect may change how a clip sounds, not how long it is; choose another, or mend the plugin",
        )
    return made


@lru_cache(maxsize=4)
def _room_loop(rate_hz: int) -> NDArray[np.float32]:
    """Return the tone of a quiet room that joins itself without a seam: noise that falls off towards the treble."""
    import numpy as np

    # RandomState, since its stream is promised never to change between versions of numpy.
    spectrum = np.fft.rfft(np.random.RandomState(1956).standard_normal(ROOM_FRAMES))
    hertz = np.fft.rfftfreq(ROOM_FRAMES, 1 / rate_hz)
    spectrum *= (hertz > 30) / (1 + (hertz / 250) ** 2) ** 0.4 / (1 + (hertz / 6000) ** 4)
    loop = np.fft.irfft(spectrum, ROOM_FRAMES)
    return np.asarray(loop / np.sqrt(np.mean(np.square(loop))), dtype=np.float32)


def _room(slot: Slot) -> NDArray[np.float32]:
    """Return the room tone of a slot and its surroundings, shape (context + frames + context,).

    It begins and ends alike in every slot, so that what one slot ends with is what the next one begins after.
    """
    import numpy as np

    total = slot.frames + 2 * slot.context
    if slot.room_db < -120:
        return np.zeros(total, np.float32)
    loop = _room_loop(slot.rate_hz)
    # One stretch counts from the slot's start, another to its end; they blend well before the end's surroundings.
    blend_at = slot.context + max(0, slot.frames - slot.context - ROOM_BLEND)
    out = np.empty(total, np.float32)
    out[: blend_at + ROOM_BLEND] = _round(loop, -slot.context, blend_at + ROOM_BLEND)[:total]
    ending = _round(loop, blend_at - slot.context - slot.frames, total - blend_at)
    blend = min(ROOM_BLEND, len(ending))
    ramp = (np.arange(blend, dtype=np.float32) + 0.5) * np.float32(np.pi / 2 / ROOM_BLEND)
    ending[:blend] = ending[:blend] * np.sin(ramp) + out[blend_at : blend_at + blend] * np.cos(ramp)
    out[blend_at:] = ending
    out *= np.float32(10 ** (slot.room_db / 20))
    return out


def _round(loop: NDArray[np.float32], first: int, count: int) -> NDArray[np.float32]:
    """Return `count` samples of a loop from `first` on, however often it goes round."""
    import numpy as np

    first %= len(loop)
    return np.resize(np.concatenate([loop[first:], loop[:first]]) if first else loop, count)


def corrected(mix: Mix, measured: Loudness) -> Mix | None:
    """Return the mix at another level where the finished programme missed its loudness; None where it is right.

    What was measured depends on the mix alone, so the same script always takes the same second turn.
    """
    off = mix.target_lufs - measured.integrated_lufs
    if abs(off) <= NEAR_ENOUGH_LU or abs(off) > 40:
        return None
    return replace(mix, gain_db=round(mix.gain_db + round(off * 4) / 4, 2))


def stream(mix: Mix, load: Load, *, block: int, ceiling_db: float = -1.0) -> Iterator[NDArray[np.int16]]:
    """Yield the samples of the whole programme, slot by slot."""
    for slot in slots(mix, block=block):
        yield slot.render(load, ceiling_db=ceiling_db)[slot.context : slot.context + slot.frames]
