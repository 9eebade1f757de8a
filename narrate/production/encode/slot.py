"""A slot becomes MP3 frames with what a meter says of them: encoded with its surroundings, which are thrown away.

In: a slot that renders its samples. Out: the bytes that the cache keeps. The bit reservoir is off, so no frame needs
another one; what comes before and after a slot is encoded with it and thrown away, so that the encoder is in the same
state at a join as in the middle. What is measured is the decoded MP3, and it is kept beside the frames.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from narrate.audio.codec import frame_samples
from narrate.audio.meter import HALF_TAPS, decibels, true_peak, weighted
from narrate.cache import key_of
from narrate.model import Clip
from narrate.production.encode.info import ENCODER_DELAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Load = Callable[[str], Clip]

VERSION = "2"  # changes whenever the same samples would become other frames
QUALITY = "5"  # LAME's own scale; 2 is twice as slow and hardly told apart on speech
TRUE_PEAK_LIMIT_DB = -1.1  # -1 is promised; meters differ by up to a tenth
# Under it by what coding mostly adds to a peak: at -1.5 one slot in fourteen had to be rendered again, at -1.8
# one in seventy. What it takes off, `master` makes up for.
START_CEILING_DB = -1.8
CEILING_TRIES = 6
CEILING_STEP_DB = 0.15  # lower than it was too high, then twice that, and so on: the noise of coding follows no level
DECODER_DELAY = 529
FEED_BLOCKS = 40  # frames handed to the encoder at once; one by one costs a fifth more
LAME_SCALES = ((160, 0.95), (192, 0.97), (224, 0.98), (320, 1.0))
HEAD = struct.Struct("<4sIfII")  # mark, frames, true peak, bytes, check
MARK = b"slt1"


class Slot(Protocol):
    """What is encoded by itself."""

    @property
    def frames(self) -> int:
        """Return its length in samples, a whole number of MP3 frames."""

    @property
    def run_in(self) -> int:
        """Return how many samples of what comes before are rendered, a whole number of MP3 frames."""

    @property
    def rate_hz(self) -> int:
        """Return its rate."""

    @property
    def key(self) -> str:
        """Return the content address of what is heard."""

    def render(self, load: Load, *, ceiling_db: float) -> NDArray[np.int16]:
        """Return the samples with their surroundings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """The frames of a slot and what a meter says of them."""

    mp3: bytes
    energies: NDArray[np.float32]  #: K-weighted mean square of each MP3 frame
    true_peak: float

    def pack(self) -> bytes:
        """Return what the cache keeps; `unpack` is the inverse."""
        head = HEAD.pack(MARK, len(self.energies), self.true_peak, len(self.mp3), zlib.crc32(self.mp3))
        return head + self.energies.astype("<f4").tobytes() + self.mp3


def unpack(data: bytes | None) -> Encoded | None:
    """Return a slot from the cache; None where it is missing or damaged, which is the same to us."""
    import numpy as np

    if data is None or len(data) < HEAD.size:
        return None
    mark, count, peak, size, check = HEAD.unpack_from(data)
    mp3 = data[HEAD.size + 4 * count :]
    if mark != MARK or len(mp3) != size or zlib.crc32(mp3) != check:
        return None
    # A copy: a view would keep the frames of every slot in memory for as long as the figures.
    return Encoded(mp3=mp3, energies=np.frombuffer(data, "<f4", count, HEAD.size).copy(), true_peak=peak)


def slot_key(slot: Slot, bitrate_kbps: int, *, last: bool) -> str:
    """Return the content address of an encoded slot."""
    return key_of("mp3", VERSION, QUALITY, str(bitrate_kbps), str(slot.rate_hz), str(last), slot.key)


def encode_slot(slot: Slot, load: Load, bitrate_kbps: int, last: bool) -> bytes:
    """Return a slot as the cache keeps it: frames and measurement. The last slot has the frames of the decoder's delay.

    Where the decoded MP3 comes out above the limit, the slot is rendered again under a lower ceiling.
    """
    block = frame_samples(slot.rate_hz)
    blocks = slot.run_in // block
    count = slot.frames // block + (-(-(ENCODER_DELAY + DECODER_DELAY) // block) if last else 0)

    def at(ceiling_db: float) -> Encoded:
        frames = encode(slot.render(load, ceiling_db=ceiling_db), slot.rate_hz, bitrate_kbps)
        return _measured(frames, blocks, count, slot.rate_hz)

    ceiling_db = START_CEILING_DB
    made = at(ceiling_db)
    for turn in range(CEILING_TRIES):
        excess_db = decibels(made.true_peak) - TRUE_PEAK_LIMIT_DB
        if excess_db <= 0:
            break
        ceiling_db -= excess_db + CEILING_STEP_DB * 2**turn
        made = at(ceiling_db)
    return made.pack()


def lame_scale(bitrate_kbps: int) -> float:
    """Return by what LAME multiplies its input at a bit rate, to leave itself room (its table for constant rates)."""
    return next(scale for kbps, scale in LAME_SCALES if bitrate_kbps <= kbps)


def encode(samples: NDArray[np.int16], rate_hz: int, bitrate_kbps: int) -> list[bytes]:
    """Return the MP3 frames of mono samples, bit reservoir off; the first holds the encoder's delay.

    They decode to the level of the samples: what LAME takes off by itself is put on before.
    """
    import av
    import numpy as np

    coder: Any = av.CodecContext.create("libmp3lame", "w")
    coder.sample_rate = rate_hz
    coder.layout = "mono"
    coder.format = "fltp"
    coder.bit_rate = bitrate_kbps * 1000
    coder.options = {"reservoir": "0", "compression_level": QUALITY}
    scaled = samples.astype(np.float32) * np.float32(1 / (32768 * lame_scale(bitrate_kbps)))
    step = frame_samples(rate_hz) * FEED_BLOCKS
    packets: list[bytes] = []
    for at in range(0, len(samples), step):
        frame = av.AudioFrame.from_ndarray(scaled[None, at : at + step], format="fltp", layout="mono")
        frame.sample_rate = rate_hz
        packets.extend(bytes(packet) for packet in coder.encode(frame))
    packets.extend(bytes(packet) for packet in coder.encode(None))
    return packets


def decode_frames(frames: Iterable[bytes]) -> NDArray[np.float32]:
    """Return the samples of joined MP3 frames in -1 to 1, the decoder's delay included, shape (n,)."""
    import av
    import numpy as np

    decoder: Any = av.CodecContext.create("mp3float", "r")
    packets = chain((av.Packet(data) for data in frames), (None,))
    # A copy of each plane: the decoder uses its memory again.
    parts = [
        np.frombuffer(frame.planes[0], np.float32, frame.samples).copy()
        for packet in packets
        for frame in decoder.decode(packet)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def _measured(frames: list[bytes], skip: int, count: int, rate_hz: int) -> Encoded:
    """Return the frames from `skip` on with the loudness of what they decode to, their run-in being the filter's."""
    import numpy as np

    size = frame_samples(rate_hz)
    # The decoder needs one frame before the first, the weighting 50 ms, which is two or three.
    spare, skip = max(0, skip - 4), min(4, skip)
    samples = decode_frames(frames[spare : spare + skip + count])
    kept = weighted(samples, rate_hz)[skip * size : (skip + count) * size].astype(np.float64)
    energies = np.square(kept).reshape(-1, size).mean(axis=1)
    # Samples before the slot are there for the wave between the first of it; they belong to the slot before.
    peak = true_peak(samples[max(0, skip * size - HALF_TAPS) : (skip + count) * size])
    mp3 = b"".join(frames[spare + skip : spare + skip + count])
    return Encoded(mp3=mp3, energies=energies.astype(np.float32), true_peak=peak)
