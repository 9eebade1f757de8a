"""One segment as a value: cut, fade, gain, cross-fade, join, pitch.

pydub does the first four; it is never given more than one segment, since it copies all it holds at every step. Joining
is one pass over bytes, because adding segments one by one costs the square of their number.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from narrate.audio.codec import through_graph
from narrate.model import Clip

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FULL_SCALE = 32768.0

# What counts as silence at the ends of a take: 10 ms whose level is 45 dB under the loudest, or under -60 dBFS.
SILENCE_BELOW_DB = 45.0
SILENCE_FLOOR = 10 ** (-60 / 20)
# Soft consonants begin and end under that threshold, so a little is kept: more at the end, where sounds die away.
LEAD_SECONDS = 0.03
TAIL_SECONDS = 0.07
FADE_IN_SECONDS = 0.005
FADE_OUT_SECONDS = 0.03


@lru_cache(maxsize=1)
def _segment_class() -> Any:
    with warnings.catch_warnings():
        # pydub looks for an ffmpeg program, which nothing here uses, and holds regular expressions of another age.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment


def _segment(clip: Clip) -> Any:
    return _segment_class()(data=clip.pcm, sample_width=2, frame_rate=clip.rate_hz, channels=clip.channels)


def _clip(segment: Any) -> Clip:
    return Clip(pcm=segment.raw_data, rate_hz=segment.frame_rate, channels=segment.channels)


def to_array(clip: Clip) -> NDArray[np.float32]:
    """Return the samples as float32 in -1 to 1: shape (frames,) for mono, (frames, channels) else."""
    import numpy as np

    used = clip.frames * clip.channels
    array = np.frombuffer(clip.pcm, dtype="<i2", count=used).astype(np.float32) / np.float32(FULL_SCALE)
    return array if clip.channels == 1 else array.reshape(-1, clip.channels)


def from_array(samples: NDArray[Any], rate_hz: int) -> Clip:
    """Return a clip of samples in -1 to 1, rounded to 16 bit; what is beyond full scale is held there."""
    import numpy as np

    scaled = np.rint(np.asarray(samples, dtype=np.float64) * FULL_SCALE)
    pcm = np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1).astype("<i2")
    return Clip(pcm=pcm.tobytes(), rate_hz=rate_hz, channels=1 if pcm.ndim == 1 else pcm.shape[1])


def silence(frames: int, rate_hz: int) -> Clip:
    """Return digital silence, mono."""
    return Clip(pcm=bytes(2 * frames), rate_hz=rate_hz)


def peak(clip: Clip) -> float:
    """Return the largest absolute sample, 0 to 1."""
    import numpy as np

    samples = np.frombuffer(clip.pcm, dtype="<i2", count=clip.frames * clip.channels)
    return float(max(int(samples.max()), -int(samples.min()))) / FULL_SCALE if samples.size else 0.0


def to_mono(clip: Clip) -> Clip:
    """Return the mean of the channels."""
    if clip.channels == 1:
        return clip
    return from_array(to_array(clip).mean(axis=1), clip.rate_hz)


def slice_clip(clip: Clip, start: int, end: int) -> Clip:
    """Return the frames from `start` up to `end`; bounds beyond the clip are held at its ends."""
    block = 2 * clip.channels
    first, last = max(0, start), max(0, min(end, clip.frames))
    return Clip(pcm=clip.pcm[first * block : last * block], rate_hz=clip.rate_hz, channels=clip.channels)


def join(clips: Iterable[Clip]) -> Clip:
    """Return the clips one after another, in time linear in their length; they must agree in rate and channels."""
    parts = tuple(clips)
    if not parts:
        raise ValueError("nothing to join")
    first = parts[0]
    if any((part.rate_hz, part.channels) != (first.rate_hz, first.channels) for part in parts):
        raise ValueError("clips of different rate or channels cannot be joined")
    return Clip(pcm=b"".join(part.pcm for part in parts), rate_hz=first.rate_hz, channels=first.channels)


def gain(clip: Clip, gain_db: float) -> Clip:
    """Return the clip louder or softer; samples beyond full scale are held there."""
    return _clip(_segment(clip).apply_gain(gain_db)) if gain_db else clip


def fade(clip: Clip, *, in_seconds: float = 0.0, out_seconds: float = 0.0) -> Clip:
    """Return the clip fading in and out over whole milliseconds, each at most as long as the clip."""
    segment = _segment(clip)
    longest = len(segment)
    if into := min(longest, round(in_seconds * 1000)):
        segment = segment.fade_in(into)
    if out := min(longest, round(out_seconds * 1000)):
        segment = segment.fade_out(out)
    return _clip(segment)


def crossfade(first: Clip, second: Clip, seconds: float) -> Clip:
    """Return the second clip growing out of the end of the first; the result is shorter by the overlap."""
    overlap = min(round(seconds * 1000), len(_segment(first)), len(_segment(second)))
    return _clip(_segment(first).append(_segment(second), crossfade=overlap))


def sounding(clip: Clip) -> tuple[int, int] | None:
    """Return from which frame up to which a clip is heard, soft edges of speech included; None when nothing is."""
    import numpy as np

    samples = to_array(clip)
    mono = samples if samples.ndim == 1 else np.abs(samples).max(axis=1)
    step = max(1, clip.rate_hz // 100)
    blocks = len(mono) // step
    if blocks == 0:
        return None
    level = np.sqrt(np.square(mono[: blocks * step].reshape(blocks, step)).mean(axis=1))
    threshold = max(SILENCE_FLOOR, float(level.max()) * 10 ** (-SILENCE_BELOW_DB / 20))
    heard = np.flatnonzero(level > threshold)
    if not heard.size:
        return None
    start = int(heard[0]) * step - round(LEAD_SECONDS * clip.rate_hz)
    end = (int(heard[-1]) + 1) * step + round(TAIL_SECONDS * clip.rate_hz)
    return max(0, start), min(end, clip.frames)


def trim(clip: Clip) -> Clip:
    """Return a mono or stereo clip without the silence before and after, with short fades at both ends.

    A clip in which nothing is heard comes back as it is.
    """
    span = sounding(clip)
    if span is None:
        return clip
    return fade(slice_clip(clip, *span), in_seconds=FADE_IN_SECONDS, out_seconds=FADE_OUT_SECONDS)


def pitch(clip: Clip, semitones: float) -> Clip:
    """Return the clip higher or lower by some semitones, formants with it, exactly as long as before."""
    if not semitones or not clip.pcm:
        return clip
    factor = 2 ** (semitones / 12)
    nodes = (
        ("asetrate", str(round(clip.rate_hz * factor))),
        ("aresample", str(clip.rate_hz)),
        ("atempo", f"{1 / factor:.6f}"),
    )
    return _filtered(clip, nodes, clip.frames)


def tempo(clip: Clip, factor: float) -> Clip:
    """Return the clip `factor` times as fast (0.5 to 2) at its own pitch."""
    if factor == 1.0 or not clip.pcm:
        return clip
    return _filtered(clip, (("atempo", f"{factor:.6f}"),), round(clip.frames / factor))


def _filtered(clip: Clip, filters: Iterable[tuple[str, str]], frames: int) -> Clip:
    """Return what a chain of the library's filters makes of a clip, at the clip's own rate."""
    import av

    layout = "stereo" if clip.channels == 2 else "mono"
    graph = av.filter.Graph()
    nodes = [
        graph.add_abuffer(sample_rate=clip.rate_hz, format="s16", layout=layout),
        *(graph.add(name, settings) for name, settings in filters),
        graph.add("aformat", f"sample_fmts=s16:sample_rates={clip.rate_hz}:channel_layouts={layout}"),
        graph.add("abuffersink"),
    ]
    for one, following in pairwise(nodes):
        one.link_to(following)
    graph.configure()
    return through_graph(graph, clip, rate_hz=clip.rate_hz, frames=frames)
