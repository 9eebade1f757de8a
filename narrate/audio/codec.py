"""Bytes of a sound file to a clip and back, and from one rate to another: PyAV in process, no program to install."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.errors import InputError
from narrate.model import Clip

if TYPE_CHECKING:
    from collections.abc import Iterator

WAV_HEADER_BYTES = 44


def frame_samples(rate_hz: int) -> int:
    """Return how many samples an MP3 frame holds (ISO 11172-3; 13818-3 for rates under 32 kHz)."""
    return 1152 if rate_hz >= 32_000 else 576


def decode(
    data: bytes | Path, *, where: str = "", max_seconds: float | None = None, mono_at: int | None = None
) -> Clip:
    """Return the sound in a WAV, FLAC, MP3 or Ogg file, or its bytes, at its own rate, one or two channels.

    With `mono_at` it comes as one channel at that rate, converted on the way, so that no more than the result is held.
    Raises InputError for what is no sound, holds none, or is longer than `max_seconds` (found without decoding the
    rest). `where` names the file in errors.
    """
    import av

    parts: list[bytes] = []
    frames = 0
    try:
        with av.open(str(data) if isinstance(data, Path) else io.BytesIO(data), mode="r") as container:
            if not container.streams.audio:
                raise InputError("no sound in it", where=where, hint="give a WAV, FLAC or MP3 file")
            stream = container.streams.audio[0]
            rate_hz = mono_at or stream.rate
            channels = 1 if mono_at else min(2, stream.channels)
            converter = av.AudioResampler(format="s16", layout="stereo" if channels == 2 else "mono", rate=rate_hz)
            for part in _converted(container.decode(stream), converter):
                parts.append(part)
                frames += len(part) // (2 * channels)
                if max_seconds is not None and frames > max_seconds * rate_hz:
                    raise InputError(
                        f"longer than {max_seconds / 60:g} minutes", where=where, hint="cut out the part that is wanted"
                    )
    except (av.FFmpegError, OSError, ValueError, IndexError) as error:
        raise InputError(
            f"not a sound that can be read: {getattr(error, 'strerror', '') or error}",
            where=where,
            hint="give a WAV, FLAC or MP3 file",
        ) from error
    if not frames:
        raise InputError("no sound in it: it has no samples", where=where, hint="give a file that can be heard")
    return Clip(pcm=b"".join(parts), rate_hz=rate_hz, channels=channels)


def _converted(frames: Iterator[Any], converter: Any) -> Iterator[bytes]:
    """Yield interleaved 16-bit samples of decoded frames; the converter's own delay is flushed at the end."""
    for frame in frames:
        frame.pts = None  # gaps and overlaps in time stamps must not become gaps in samples
        for made in converter.resample(frame):
            yield bytes(made.planes[0])[: made.samples * 2 * made.layout.nb_channels]
    for made in converter.resample(None):
        yield bytes(made.planes[0])[: made.samples * 2 * made.layout.nb_channels]


def encode_wav(clip: Clip) -> bytes:
    """Return the clip as a 16-bit WAV file."""
    import struct

    block = 2 * clip.channels
    data = clip.pcm[: clip.frames * block]
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        WAV_HEADER_BYTES - 8 + len(data),
        b"WAVE",
        b"fmt ",
        16,
        1,
        clip.channels,
        clip.rate_hz,
        clip.rate_hz * block,
        block,
        16,
        b"data",
        len(data),
    )
    return head + data


def resample(clip: Clip, rate_hz: int) -> Clip:
    """Return the clip at another rate, band-limited before samples are dropped; length is the nearest whole frame."""
    if clip.rate_hz == rate_hz or not clip.pcm:
        return Clip(pcm=clip.pcm, rate_hz=rate_hz, channels=clip.channels)
    import av

    layout = "stereo" if clip.channels == 2 else "mono"
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=clip.rate_hz, format="s16", layout=layout)
    # A longer filter than the library's own default: what lies above the new band must be gone, not folded back.
    shaped = graph.add("aresample", f"{rate_hz}:filter_size=64:phase_shift=10:cutoff=0.95:internal_sample_fmt=fltp")
    form = graph.add("aformat", f"sample_fmts=s16:sample_rates={rate_hz}:channel_layouts={layout}")
    sink = graph.add("abuffersink")
    source.link_to(shaped)
    shaped.link_to(form)
    form.link_to(sink)
    graph.configure()
    return through_graph(graph, clip, rate_hz=rate_hz, frames=round(clip.frames * rate_hz / clip.rate_hz))


def through_graph(graph: Any, clip: Clip, *, rate_hz: int, frames: int) -> Clip:
    """Return what a filter graph makes of a clip, cut or filled with silence to exactly `frames`."""
    import av
    import numpy as np

    frame = av.AudioFrame.from_ndarray(
        np.frombuffer(clip.pcm, dtype="<i2")[: clip.frames * clip.channels].reshape(1, -1),
        format="s16",
        layout="stereo" if clip.channels == 2 else "mono",
    )
    frame.sample_rate = clip.rate_hz
    graph.push(frame)
    graph.push(None)
    parts: list[bytes] = []
    while True:
        try:
            made = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            break
        parts.append(bytes(made.planes[0])[: made.samples * 2 * clip.channels])
    wanted = frames * 2 * clip.channels
    return Clip(pcm=b"".join(parts)[:wanted].ljust(wanted, b"\0"), rate_hz=rate_hz, channels=clip.channels)
