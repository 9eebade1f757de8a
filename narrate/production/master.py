"""The numbers of a mix become samples, one slot at a time.

In: a Mix and a function that loads a sound by its key. Out: slots; each renders its own samples with a little of its
surroundings, at the programme's level and under the ceiling. A slot knows everything that is heard in it and nothing
else, so its key says whether it was rendered before, and no more than a few slots are ever in memory.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from narrate import plugins
from narrate.audio.clip import from_array, to_array
from narrate.audio.codec import frame_samples
from narrate.audio.limiter import limit, raised
from narrate.audio.meter import energies, integrated_lufs
from narrate.cache import key_of
from narrate.errors import NarrateError, SetupError
from narrate.model import Clip, Loudness, Mix, Placement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Load = Callable[[str], Clip]  #: key -> the sound, mono at the session rate

VERSION = "2"  # changes whenever the same mix would sound different
# MP3 frames of surroundings. Two make the samples right, but the encoder's guess of how softly it is played, and with
# it where it spends its bits, settles within a second. Joins beside a whole encode of the same samples, at worst: +6.6
# dB with four and +0.8 with 36 in a programme with beds; more than 36 changes nothing. (Under a steady chord the whole
# encode itself jumps by 7 dB from frame to frame, and one join in thirty is over +3 dB with any number.)
RUN_IN_BLOCKS = 36
RUN_OUT_BLOCKS = 4
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
    run_in: int  #: frames of surroundings before it: of the slot before, as far as that reaches
    run_out: int  #: frames of surroundings after it
    rate_hz: int
    parts: tuple[Part, ...]
    ducking: tuple[tuple[int, float], ...]
    room_db: float

    @property
    def key(self) -> str:
        """Return the content address of what is heard in the slot."""
        return key_of("slot", VERSION, repr(self))

    def render(self, load: Load, *, ceiling_db: float) -> NDArray[np.int16]:
        """Return the samples with their surroundings, shape (run_in + frames + run_out,)."""
        import numpy as np

        out = _room(self)
        for part in self.parts:
            sound = _heard(part, load, self.rate_hz, ceiling_db)
            out[part.at : part.at + part.length] += sound * _envelope(part, self.ducking)
        limited = limit(out, self.rate_hz, ceiling_db) * np.float32(32767)
        return np.asarray(np.rint(limited), dtype=np.int16)


def slots(mix: Mix, *, block: int) -> Iterator[Slot]:
    """Yield the slots of a mix in order; `block` is the number of samples in a frame of the encoder."""
    run_out = RUN_OUT_BLOCKS * block
    beds, others = (_Row([p for p in mix.placements if (p.kind == "bed") is bed]) for bed in (True, False))
    versions = {p.effect: _effect_version(p.effect) for p in mix.placements if p.effect}
    level = _Ducking(mix.ducking)
    before = 0
    for first, last in zip(mix.edges, mix.edges[1:], strict=False):
        # A bed that goes during the slot before, which it does within its first half, belongs to the sentence before
        # that: an edit there is not to reach a third slot.
        gone = any(
            p.start < first - before and p.start + p.frames <= first for p in beds.within((first - before, first))
        )
        known = before // 2 if gone else before - ROOM_BLEND
        run_in = max(RUN_OUT_BLOCKS, min(RUN_IN_BLOCKS, known // block)) * block
        window = (first - run_in, last + run_out)
        near = (*others.within(window), *(under := beds.within(window)))
        yield Slot(
            start=first,
            frames=last - first,
            run_in=run_in,
            run_out=run_out,
            rate_hz=mix.rate_hz,
            parts=tuple(_part(placement, window, mix.gain_db, versions) for placement in near),
            ducking=level.within(window) if under else (),
            room_db=mix.room_db,
        )
        before = last - first


class _Row:
    """Placements in the order of their starts, to be asked which of them are heard in a window."""

    def __init__(self, placements: Sequence[Placement]) -> None:
        self._order = sorted(placements, key=lambda placement: placement.start)
        self._starts = [placement.start for placement in self._order]
        self._longest = max((placement.frames for placement in self._order), default=0)

    def within(self, window: tuple[int, int]) -> tuple[Placement, ...]:
        """Return those that are heard between two frames, in order."""
        near = self._order[bisect_left(self._starts, window[0] - self._longest) : bisect_left(self._starts, window[1])]
        return tuple(placement for placement in near if placement.start + placement.frames > window[0])


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


class _Ducking:
    """The points of the beds' level, to be asked for those in a window."""

    def __init__(self, points: tuple[tuple[int, float], ...]) -> None:
        import numpy as np

        self._points = points
        self._frames = [frame for frame, _ in points]
        self._lines = np.array(points, dtype=np.float64).reshape(-1, 2).T

    def within(self, window: tuple[int, int]) -> tuple[tuple[int, float], ...]:
        """Return them with one at each end of the window, counted from its start."""
        import numpy as np

        first, last = np.interp(window, *self._lines).tolist() if self._points else (0.0, 0.0)
        inside = self._points[bisect_right(self._frames, window[0]) : bisect_left(self._frames, window[1])]
        return (
            (0, round(first, 3)),
            *((frame - window[0], level) for frame, level in inside),
            (window[1] - window[0], round(last, 3)),
        )


# --- samples -------------------------------------------------------------------------------------------------------


def _envelope(part: Part, ducking: tuple[tuple[int, float], ...]) -> Any:
    """Return the gain over what `_heard` returned: a number, or one for each frame of the part, shape (length,)."""
    import numpy as np

    gain = np.float32(1.0 if part.kind == "take" else 10 ** (part.gain_db / 20))
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


def _heard(part: Part, load: Load, rate_hz: int, ceiling_db: float) -> NDArray[np.float32]:
    """Return the samples of a part, shape (length,); a take's at its level, others' before their gain."""
    import numpy as np

    if part.kind == "take":
        piece = _at_level(part, load, rate_hz, ceiling_db)[part.read : part.read + part.length]
    else:
        clip = load(part.key)
        whole = np.frombuffer(clip.pcm, dtype="<i2", count=clip.frames)
        if part.kind == "bed" and len(whole):
            wanted = np.arange(part.read, part.read + part.length) % len(whole)
            return whole[wanted].astype(np.float32) / np.float32(32768)
        piece = whole[part.read : part.read + part.length].astype(np.float32) / np.float32(32768)
    # A sound that changed under its key would be shorter or longer than the mix was told.
    return piece if len(piece) == part.length else np.pad(piece, (0, part.length - len(piece)))


_recent: OrderedDict[tuple[Any, ...], NDArray[np.float32]] = OrderedDict()
_recent_lock = threading.Lock()


def _at_level(part: Part, load: Load, rate_hz: int, ceiling_db: float) -> NDArray[np.float32]:
    """Return a whole take with its gain and under the ceiling, as loud as if nothing had been limited.

    Neighbouring slots hear the same take, so the last few are kept.
    """
    name = (part.key, part.effect, part.version, part.lead, part.frames, part.gain_db, ceiling_db)
    with _recent_lock:
        if name in _recent:
            return _recent[name]
    whole = _through_effect(part, load) if part.effect else to_array(load(part.key))
    out = raised(whole, rate_hz, gain_db=part.gain_db, ceiling_db=ceiling_db)
    with _recent_lock:
        _recent[name] = out
        while len(_recent) > 6:
            _recent.popitem(last=False)
    return out


def _through_effect(part: Part, load: Load) -> NDArray[np.float32]:
    """Return a whole placement as heard through its effect, at the loudness of the dry voice."""
    import numpy as np

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
    return to_array(wet) * np.float32(10 ** (match_db / 20))


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
    """Return the room tone of a slot and its surroundings, shape (run_in + frames + run_out,).

    It begins and ends alike in every slot, so that what one slot ends with is what the next one begins after.
    """
    import numpy as np

    total = slot.run_in + slot.frames + slot.run_out
    if slot.room_db < -120:
        return np.zeros(total, np.float32)
    loop = _room_loop(slot.rate_hz)
    # One stretch counts from the slot's start, another to its end; they blend before what the next slot runs in on.
    longest = RUN_IN_BLOCKS * frame_samples(slot.rate_hz)
    blend_at = slot.run_in + max(0, slot.frames - longest - ROOM_BLEND)
    out = np.empty(total, np.float32)
    out[: blend_at + ROOM_BLEND] = _round(loop, -slot.run_in, blend_at + ROOM_BLEND)[:total]
    ending = _round(loop, blend_at - slot.run_in - slot.frames, total - blend_at)
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
        yield slot.render(load, ceiling_db=ceiling_db)[slot.run_in : slot.run_in + slot.frames]
