"""Slots become one MP3 file, each encoded on its own and never twice.

In: slots that render their samples with a little of their surroundings. Out: a file of constant bit rate whose frames
are those of the slots, behind a tag and an Info frame of our own that lets decoders return exactly the programme's
samples. The bit reservoir is off, so no frame needs another one; what comes before and after a slot is encoded with it
and thrown away, so that the encoder is in the same state at a join as in the middle. What is measured is the decoded
MP3, and it is kept beside the frames.
"""

from __future__ import annotations

import os
import struct
import tempfile
import zlib
from array import array
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from glob import escape
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from narrate.audio.codec import frame_samples
from narrate.audio.meter import (
    HALF_TAPS,
    STEPS_PER_SECOND,
    decibels,
    integrated_lufs,
    loudness_range,
    true_peak,
    weighted,
)
from narrate.cache import Cache, key_of
from narrate.errors import InputError, SetupError
from narrate.model import Clip, Loudness
from narrate.production.encode.info import ENCODER_DELAY, info_frame, smallest_bitrate
from narrate.report import Reporter, Silent

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
class Rendered:
    """What became of a programme."""

    frames: int  #: samples of the programme
    duration_seconds: float
    bytes: int  #: of the whole file, tag included
    loudness: Loudness  #: of the decoded MP3
    audio_sha256: str  #: of the MP3 frames, without tag and Info frame
    slots: int
    encoded: int  #: how many slots were not in the cache
    levels_lufs: tuple[float, ...] = field(repr=False)  #: short-term loudness, one value a second


@dataclass(frozen=True, slots=True, kw_only=True)
class _Encoded:
    """The frames of a slot and what a meter says of them."""

    mp3: bytes
    energies: NDArray[np.float32]  #: K-weighted mean square of each MP3 frame
    true_peak: float

    def pack(self) -> bytes:
        head = HEAD.pack(MARK, len(self.energies), self.true_peak, len(self.mp3), zlib.crc32(self.mp3))
        return head + self.energies.astype("<f4").tobytes() + self.mp3


def _unpack(data: bytes | None) -> _Encoded | None:
    """Return a slot from the cache; None where it is missing or damaged, which is the same to us."""
    import numpy as np

    if data is None or len(data) < HEAD.size:
        return None
    mark, count, peak, size, check = HEAD.unpack_from(data)
    mp3 = data[HEAD.size + 4 * count :]
    if mark != MARK or len(mp3) != size or zlib.crc32(mp3) != check:
        return None
    # A copy: a view would keep the frames of every slot in memory for as long as the figures.
    return _Encoded(mp3=mp3, energies=np.frombuffer(data, "<f4", count, HEAD.size).copy(), true_peak=peak)


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

    def at(ceiling_db: float) -> _Encoded:
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


def _measured(frames: list[bytes], skip: int, count: int, rate_hz: int) -> _Encoded:
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
    return _Encoded(mp3=mp3, energies=energies.astype(np.float32), true_peak=peak)


def render(
    slots: Iterable[Slot],
    *,
    load: Load,
    cache: Cache,
    path: Path,
    tag: bytes = b"",
    rate_hz: int,
    bitrate_kbps: int,
    executor: Executor | None = None,
    workers: int = 1,
    reporter: Reporter | None = None,
    total: int = 0,
) -> Rendered:
    """Write the file, atomically, and return what it is. Memory does not grow with the length of the programme.

    Raises InputError for a bit rate that MP3 does not have at this rate, SetupError when the file cannot be written;
    what was there before is untouched then.
    """
    least = smallest_bitrate(rate_hz, bitrate_kbps)
    if bitrate_kbps != least:
        raise InputError(
            f"no MP3 of {bitrate_kbps} kbit/s at {rate_hz} Hz", where="sound.bitrate_kbps", hint=f"give {least}"
        )
    say = reporter or Silent()
    say.started("render", total)
    try:
        with ExitStack() as stack:
            if executor is not None and not isinstance(executor, ThreadPoolExecutor):
                # Elsewhere a slot costs more to send than to encode, and the codec lets threads run side by side.
                executor = stack.enter_context(ThreadPoolExecutor(max_workers=workers))
            done = stack.enter_context(closing(_ready(slots, load, cache, bitrate_kbps, executor, workers)))
            made = _write(done, path, tag, rate_hz, say)
    except OSError as error:
        raise SetupError(
            f"cannot write {path.name}: {error.strerror or error}",
            where=str(path),
            hint="make room or give write permission for the folder; what was there before is untouched",
        ) from error
    say.finished("render", {"slots": made.slots, "encoded": made.encoded})
    return made


def _ready(
    slots: Iterable[Slot], load: Load, cache: Cache, bitrate_kbps: int, executor: Executor | None, workers: int
) -> Generator[tuple[Slot, _Encoded, bool], None, None]:
    """Yield the slots in order with their frames, and whether they were encoded now; a few are under way at a time."""
    waiting: deque[tuple[Slot, str, _Encoded | None, Future[bytes] | None]] = deque()

    def settle() -> tuple[Slot, _Encoded, bool]:
        slot, key, found, future = waiting.popleft()
        if found is not None:
            return slot, found, False
        data = future.result() if future is not None else b""
        cache.write(key, data, suffix=".slot")
        encoded = _unpack(data)
        if encoded is None:
            raise SetupError(f"the executor returned no slot for {key[:12]}", hint="use the executor local")
        return slot, encoded, True

    try:
        for slot, last in _with_last(slots):
            key = slot_key(slot, bitrate_kbps, last=last)
            found = _unpack(cache.read(key, suffix=".slot"))
            future: Future[bytes] | None = None
            if found is None:
                future = _submit(executor, slot, load, bitrate_kbps, last)
            waiting.append((slot, key, found, future))
            # With as many again waiting as working, a long slot does not leave the other workers idle.
            while len(waiting) > (2 * workers if executor is not None else 0):
                yield settle()
        while waiting:
            yield settle()
    finally:
        for _, _, _, future in waiting:
            if future is not None:
                future.cancel()


def _submit(executor: Executor | None, slot: Slot, load: Load, bitrate_kbps: int, last: bool) -> Future[bytes]:
    if executor is not None:
        return executor.submit(encode_slot, slot, load, bitrate_kbps, last)
    done: Future[bytes] = Future()
    done.set_result(encode_slot(slot, load, bitrate_kbps, last))
    return done


def _with_last(slots: Iterable[Slot]) -> Iterator[tuple[Slot, bool]]:
    """Yield each slot and whether it is the last."""
    waiting: Slot | None = None
    for slot in slots:
        if waiting is not None:
            yield waiting, False
        waiting = slot
    if waiting is not None:
        yield waiting, True


def _write(
    done: Iterator[tuple[Slot, _Encoded, bool]], path: Path, tag: bytes, rate_hz: int, say: Reporter
) -> Rendered:
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{path.name[:40]}."
    if len(path.name) <= 40:  # else the prefix may be another file's as well
        for left in path.parent.glob(f"{escape(prefix)}{'?' * 8}"):
            left.unlink(missing_ok=True)  # by a process that was killed; who renders a file, holds its lock
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=prefix)
    try:
        with os.fdopen(handle, "wb") as file:
            made = _write_file(done, file, tag, rate_hz, say)
        Path(temporary).chmod(0o644)  # mkstemp makes files that only their owner reads
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return made


def _write_file(
    done: Iterator[tuple[Slot, _Encoded, bool]], file: IO[bytes], tag: bytes, rate_hz: int, say: Reporter
) -> Rendered:

    digest = sha256()
    frames = size = count = encoded = blocks = 0
    peak = 0.0
    collected = _Steps(rate_hz)
    offsets: list[tuple[int, int]] = []  # (frames, bytes) before each slot
    head = b""
    file.write(tag)
    for slot, part, new in done:
        if not head:
            head = part.mp3[:4]
            file.write(bytes(len(info_frame(head, frames=0, bytes_=0, offsets=[], padding=0))))
        offsets.append((blocks, size))
        file.write(part.mp3)
        digest.update(part.mp3)
        frames += slot.frames
        blocks += len(part.energies)
        size += len(part.mp3)
        collected.push(part.energies)
        peak = max(peak, part.true_peak)
        count += 1
        encoded += new
        say.progressed("render", count)
    if not head:
        raise InputError("nothing is heard in it", hint="write at least one paragraph")
    padding = blocks * frame_samples(rate_hz) - frames - ENCODER_DELAY
    info = info_frame(head, frames=blocks, bytes_=size, offsets=offsets, padding=padding, peak=peak)
    file.seek(len(tag))
    file.write(info)
    steps = collected.steps()
    return Rendered(
        frames=frames,
        duration_seconds=frames / rate_hz,
        bytes=len(tag) + len(info) + size,
        loudness=Loudness(
            integrated_lufs=integrated_lufs(steps),
            true_peak_dbtp=decibels(peak),
            range_lu=loudness_range(steps),
        ),
        audio_sha256=digest.hexdigest(),
        slots=count,
        encoded=encoded,
        levels_lufs=tuple(integrated_lufs(steps[at : at + 30]) for at in range(0, len(steps), 10)),
    )


class _Steps:
    """Mean squares per 100 ms of the programme from those per MP3 frame, which come slot by slot.

    Energy is taken to flow evenly through a frame of 26 ms; what decodes before the programme begins is left out.
    """

    def __init__(self, rate_hz: int) -> None:
        self._size = frame_samples(rate_hz)
        self._step = rate_hz / STEPS_PER_SECOND
        self._at = 0  # samples that came
        self._total = 0.0  # energy of all of them
        self._sums = array("d")  # energy before each border of a step

    def push(self, energies: NDArray[np.float32]) -> None:
        """Take the frames of a slot."""
        import numpy as np

        places = self._at + np.arange(len(energies) + 1) * self._size
        totals = self._total + np.concatenate([[0.0], np.cumsum(energies, dtype=np.float64)]) * self._size
        first = len(self._sums)
        count = int((places[-1] - ENCODER_DELAY - DECODER_DELAY) / self._step) + 1 - first
        borders = ENCODER_DELAY + DECODER_DELAY + (first + np.arange(max(0, count))) * self._step
        self._sums.extend(np.interp(borders, places, totals).tolist())
        self._at, self._total = int(places[-1]), float(totals[-1])

    def steps(self) -> NDArray[np.float64]:
        """Return those of all whole steps, shape (n,)."""
        import numpy as np

        return np.diff(np.array(self._sums)) / self._step
