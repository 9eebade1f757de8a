"""Loudness as ITU-R BS.1770-4, EBU Tech 3341 and 3342 define it, in numpy alone.

A programme is measured as a stream: `Meter` keeps one number per 100 ms and a few thousand samples. What was measured
once as energies can be gated again without the sound, which is how levels are set before anything is rendered.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from narrate.audio.clip import to_array
from narrate.model import Clip, Loudness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Steps = Sequence[float] | NDArray[np.float64]  #: mean squares of 100 ms each

OFFSET_LUFS = -0.691  #: BS.1770-4, equation 2
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
RANGE_GATE_LU = -20.0  #: EBU Tech 3342
STEPS_PER_SECOND = 10
MOMENTARY_STEPS = 4  #: 400 ms blocks overlapping by 75 %
SHORT_TERM_STEPS = 30  #: 3 s

OVERSAMPLING = 8  #: BS.1770-4 annex 2 asks for at least 4 at 48 kHz
HALF_TAPS = 16
# The wave is only looked at beside samples within 2.5 dB of the record: sound that is limited to a band overshoots its
# own samples by more than that only where it has next to nothing but its highest frequencies.
CANDIDATE_RATIO = 0.75
AT_ONCE = 1024  # places, so that a loud hour takes no more memory than a loud second


@lru_cache(maxsize=8)
def _weighting(rate_hz: int) -> NDArray[np.float64]:
    """Return the impulse response of the K-weighting at a rate, long enough that the rest is under -90 dB.

    The two biquads are the analogue prototypes behind the table of BS.1770-4, taken to any rate by the bilinear
    transform; at 48 kHz they give the coefficients of the standard.
    """
    import numpy as np

    k = math.tan(math.pi * 1681.974450955533 / rate_hz)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    norm = 1 + k / q + k * k
    shelf_b = ((high + band * k / q + k * k) / norm, 2 * (k * k - high) / norm, (high - band * k / q + k * k) / norm)
    shelf_a = (2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm)
    k = math.tan(math.pi * 38.13547087602444 / rate_hz)
    q = 0.5003270373238773
    norm = 1 + k / q + k * k
    pass_b = (1.0, -2.0, 1.0)
    pass_a = (2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm)
    response: NDArray[np.float64] = np.zeros(round(rate_hz * 0.05))
    response[0] = 1.0
    for b, a in ((shelf_b, shelf_a), (pass_b, pass_a)):
        x1 = x2 = y1 = y2 = 0.0
        for i, x0 in enumerate(response.tolist()):
            y0 = b[0] * x0 + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
            x2, x1, y2, y1 = x1, x0, y1, y0
            response[i] = y0
    return response


class Convolver:
    """A filter given by its impulse response, applied to a stream by overlap-save; as many samples out as in."""

    def __init__(self, response: NDArray[Any], history: NDArray[Any] | None = None) -> None:
        """Begin with silence before the first sample, or with `history` (one less than the response has taps)."""
        import numpy as np

        self._taps = len(response)
        self._size = 1 << max(12, (self._taps * 6 - 1).bit_length())
        self._spectrum = np.fft.rfft(response.astype(np.float32), self._size)
        self._history = np.zeros(self._taps - 1, np.float32) if history is None else history.astype(np.float32)

    def push(self, samples: NDArray[Any]) -> NDArray[np.float32]:
        """Return the filtered samples, shape (n,)."""
        import numpy as np

        taps, size = self._taps, self._size
        step = size - taps + 1
        line = np.concatenate([self._history, samples.astype(np.float32, copy=False)])
        self._history = line[len(line) - (taps - 1) :].copy()
        blocks = -(-len(samples) // step)
        if not blocks:
            return np.zeros(0, np.float32)
        padded = np.zeros((blocks - 1) * step + size, np.float32)
        padded[: len(line)] = line
        windows = np.lib.stride_tricks.sliding_window_view(padded, size)[::step]
        out = np.fft.irfft(np.fft.rfft(windows, axis=1) * self._spectrum, size, axis=1)[:, taps - 1 :]
        return out.reshape(-1)[: len(samples)].astype(np.float32, copy=False)


def weighted(samples: NDArray[Any], rate_hz: int) -> NDArray[np.float32]:
    """Return K-weighted samples, shape (n,), with silence before the first."""
    return Convolver(_weighting(rate_hz)).push(samples)


def energies(clip: Clip) -> tuple[float, ...]:
    """Return the K-weighted mean square of every 100 ms, channels summed; the last is filled up with silence."""
    meter = Meter(clip.rate_hz, clip.channels, peaks=False)
    meter.push(to_array(clip))
    return meter.energies(flush=True)


def _lufs(energy: float) -> float:
    return OFFSET_LUFS + 10 * math.log10(energy) if energy > 0 else -math.inf


def _blocks(steps: Steps, count: int) -> NDArray[np.float64]:
    """Return the mean energies of all windows of `count` steps."""
    import numpy as np

    array = np.asarray(steps, dtype=np.float64)
    if len(array) < count:
        return np.zeros(0)
    total: NDArray[np.float64] = np.concatenate([[0.0], np.cumsum(array)])
    means: NDArray[np.float64] = np.maximum(total[count:] - total[:-count], 0.0) / count
    return means


def integrated_lufs(steps: Steps) -> float:
    """Return the gated loudness of 100 ms energies in LUFS (BS.1770-4, equations 3 to 7); ``-inf`` for silence.

    A sound shorter than one block of 400 ms is measured as one block of its own length.
    """
    import numpy as np

    if not len(steps):
        return -math.inf
    blocks = _blocks(steps, min(MOMENTARY_STEPS, len(steps)))
    audible = blocks[blocks > 10 ** ((ABSOLUTE_GATE_LUFS - OFFSET_LUFS) / 10)]
    if not audible.size:
        return -math.inf
    gate = float(np.mean(audible)) * 10 ** (RELATIVE_GATE_LU / 10)
    return _lufs(float(np.mean(audible[audible > gate])))


def loudness_range(steps: Steps) -> float:
    """Return the loudness range in LU (EBU Tech 3342); 0 for what is shorter than 3 s or silent."""
    import numpy as np

    blocks = _blocks(steps, SHORT_TERM_STEPS)
    audible = blocks[blocks > 10 ** ((ABSOLUTE_GATE_LUFS - OFFSET_LUFS) / 10)]
    if not audible.size:
        return 0.0
    counted = np.sort(audible[audible > float(np.mean(audible)) * 10 ** (RANGE_GATE_LU / 10)])
    last = len(counted) - 1
    low, high = counted[round(last * 0.10)], counted[round(last * 0.95)]
    return 10 * math.log10(float(high) / float(low))


@lru_cache(maxsize=1)
def _interpolator() -> NDArray[np.float32]:
    """Return the taps between two samples, shape (2 * HALF_TAPS, OVERSAMPLING - 1): a Kaiser-windowed sinc."""
    import numpy as np

    offsets = np.arange(-HALF_TAPS + 1, HALF_TAPS + 1)[:, None] - np.arange(1, OVERSAMPLING) / OVERSAMPLING
    window = np.i0(8.0 * np.sqrt(np.maximum(0, 1 - (offsets / HALF_TAPS) ** 2))) / np.i0(8.0)
    taps = np.sinc(offsets) * window
    return np.asarray(taps / taps.sum(axis=0), dtype=np.float32)


def true_peak(samples: NDArray[Any], at_least: float = 0.0) -> float:
    """Return the largest absolute value of the wave through the samples, shape (n,), or `at_least` if that is more."""
    import numpy as np

    if not samples.size:
        return at_least
    padded = np.pad(samples.astype(np.float32, copy=False), (HALF_TAPS, HALF_TAPS))
    level = np.abs(samples)
    record = max(at_least, float(level.max()))
    near = np.flatnonzero(level > CANDIDATE_RATIO * record)
    # Between each of these samples and the next, and between the one before and it.
    spans = np.union1d(near - 1, near)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * HALF_TAPS)
    spans = spans[(spans >= 0) & (spans + 1 < len(windows))] + 1
    for at in range(0, len(spans), AT_ONCE):
        record = max(record, float(np.abs(windows[spans[at : at + AT_ONCE]] @ _interpolator()).max()))
    return record


def decibels(value: float) -> float:
    """Return an amplitude in dB of full scale; ``-inf`` for none."""
    return 20 * math.log10(value) if value > 0 else -math.inf


def true_peak_db(clip: Clip) -> float:
    """Return the true peak of a clip in dBTP (BS.1770-4, annex 2)."""
    import numpy as np

    return decibels(max(true_peak(channel) for channel in np.atleast_2d(to_array(clip).T)))


class Meter:
    """Measures a stream: push samples, then ask. Memory: one number per 100 ms."""

    def __init__(self, rate_hz: int, channels: int = 1, *, peaks: bool = True) -> None:
        """Begin with silence; `peaks` False leaves out the true peak, which costs as much as the loudness."""
        import numpy as np

        self._step = rate_hz / STEPS_PER_SECOND
        self._filters = [Convolver(_weighting(rate_hz)) for _ in range(channels)]
        self._tails = [np.zeros(0, np.float32) for _ in range(channels)] if peaks else []
        self._peak = 0.0
        self._steps: list[float] = []
        self._open = 0.0  # energy of the step that is not full yet
        self._frames = 0

    def push(self, samples: NDArray[Any]) -> None:
        """Take samples in -1 to 1: shape (n,) for mono, (n, channels) else."""
        import numpy as np

        channels = np.atleast_2d(samples.T)
        if not channels.shape[1]:
            return
        energy = np.zeros(channels.shape[1])
        for one, channel in zip(self._filters, channels, strict=True):
            energy += np.square(one.push(channel), dtype=np.float64)
        self._collect(energy)
        for index, tail in enumerate(self._tails):
            line = np.concatenate([tail, channels[index]])
            self._peak = true_peak(line, self._peak)
            self._tails[index] = line[-2 * HALF_TAPS :]

    def _collect(self, energy: NDArray[np.float64]) -> None:
        import numpy as np

        # Borders of steps at rates that ten does not divide (11,025 Hz) fall on the nearest frame, without drift.
        first, last = self._frames, self._frames + len(energy)
        index = int(first / self._step) + 1
        borders: list[int] = []
        while (border := round(index * self._step)) <= last:
            if border > first:
                borders.append(border - first)
            index += 1
        total = np.concatenate([[0.0], np.cumsum(energy)])
        sums = np.diff(total[[0, *borders, len(energy)]])
        for value in sums[:-1].tolist():
            self._steps.append((self._open + value) / self._step)
            self._open = 0.0
        self._open += float(sums[-1])
        self._frames = last

    def energies(self, *, flush: bool = False) -> tuple[float, ...]:
        """Return the energies of all whole steps; with `flush` also of the last, unfinished one."""
        unfinished = round(len(self._steps) * self._step) < self._frames
        return (*self._steps, self._open / self._step) if flush and unfinished else tuple(self._steps)

    def loudness(self) -> Loudness:
        """Return what was measured so far."""
        steps = self.energies(flush=len(self._steps) < MOMENTARY_STEPS)
        return Loudness(
            integrated_lufs=integrated_lufs(steps),
            true_peak_dbtp=decibels(self._peak),
            range_lu=loudness_range(steps),
        )


def measure(clip: Clip) -> Loudness:
    """Return the loudness of a clip."""
    meter = Meter(clip.rate_hz, clip.channels)
    meter.push(to_array(clip))
    return meter.loudness()
