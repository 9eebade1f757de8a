"""Slots become one MP3 file, none encoded twice.

In: slots that render their samples with a little of their surroundings. Out: a file of constant bit rate whose frames
are those of the slots, behind a tag and an Info frame of our own that lets decoders return exactly the programme's
samples.
"""

from __future__ import annotations

import os
import tempfile
from array import array
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from glob import escape
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING

from narrate.audio.codec import frame_samples
from narrate.audio.meter import STEPS_PER_SECOND, decibels, integrated_lufs, loudness_range
from narrate.cache import Cache
from narrate.errors import InputError, SetupError
from narrate.model import Loudness
from narrate.production.encode.info import ENCODER_DELAY, info_frame, smallest_bitrate
from narrate.production.encode.slot import DECODER_DELAY, Encoded, Load, Slot, encode_slot, slot_key, unpack
from narrate.report import Reporter, Silent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
) -> Generator[tuple[Slot, Encoded, bool], None, None]:
    """Yield the slots in order with their frames, and whether they were encoded now; a few are under way at a time."""
    waiting: deque[tuple[Slot, str, Encoded | None, Future[bytes] | None]] = deque()

    def settle() -> tuple[Slot, Encoded, bool]:
        slot, key, found, future = waiting.popleft()
        if found is not None:
            return slot, found, False
        data = future.result() if future is not None else b""
        cache.write(key, data, suffix=".slot")
        encoded = unpack(data)
        if encoded is None:
            raise SetupError(f"the executor returned no slot for {key[:12]}", hint="use the executor local")
        return slot, encoded, True

    try:
        for slot, last in _with_last(slots):
            key = slot_key(slot, bitrate_kbps, last=last)
            found = unpack(cache.read(key, suffix=".slot"))
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


def _write(done: Iterator[tuple[Slot, Encoded, bool]], path: Path, tag: bytes, rate_hz: int, say: Reporter) -> Rendered:
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
    done: Iterator[tuple[Slot, Encoded, bool]], file: IO[bytes], tag: bytes, rate_hz: int, say: Reporter
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
