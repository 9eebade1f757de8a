"""Linear-phase filters, convolution and slow random movement: what effects and composed sounds are made of.

Everything random is drawn from a seed by a generator whose stream numpy promises never to change.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TAPS = 1025


def random_of(*seed: str) -> np.random.RandomState:
    """Return a generator that draws the same numbers for the same strings, on every machine."""
    import numpy as np

    return np.random.RandomState(int.from_bytes(sha256("\0".join(seed).encode()).digest()[:4], "big"))


def fast_length(least: int) -> int:
    """Return a length from `least` on that a Fourier transform likes: two, three or five times a power of two."""
    power = 1 << max(0, (least - 1).bit_length())
    return min(size for size in (power, power * 3 // 4, power * 5 // 8, power * 5 // 4) if size >= least)


def band(low_hz: float, high_hz: float, rate_hz: int, taps: int = TAPS) -> NDArray[np.float64]:
    """Return the impulse response of a band-pass, shape (taps,), symmetrical; 0 Hz makes it a low-pass."""
    import numpy as np

    at = np.arange(taps) - (taps - 1) / 2
    high = min(high_hz, 0.49 * rate_hz) / rate_hz
    low = low_hz / rate_hz
    response = 2 * high * np.sinc(2 * high * at) - 2 * low * np.sinc(2 * low * at)
    return np.asarray(response * np.blackman(taps))


def convolve(samples: NDArray[Any], response: NDArray[Any]) -> NDArray[np.float32]:
    """Return the whole convolution, shape (n + m - 1,)."""
    import numpy as np

    length = len(samples) + len(response) - 1
    size = fast_length(length)
    spectrum = np.fft.rfft(np.asarray(samples, np.float32), size)
    spectrum *= np.fft.rfft(np.asarray(response, np.float32), size)
    return np.asarray(np.fft.irfft(spectrum, size)[:length], dtype=np.float32)


def band_pass(samples: NDArray[Any], low_hz: float, high_hz: float, rate_hz: int) -> NDArray[np.float32]:
    """Return the samples between two frequencies, neither earlier nor later than before."""
    half = (TAPS - 1) // 2
    return convolve(samples, band(low_hz, high_hz, rate_hz))[half : half + len(samples)]


def wander(count: int, every: int, draw: np.random.RandomState) -> NDArray[np.float32]:
    """Return a smooth random line in -1 to 1, shape (count,), with a new direction about every `every` samples."""
    import numpy as np

    points = draw.uniform(-1.0, 1.0, count // every + 3)
    coarse = max(1, every // 64)
    at = np.arange(0, count + coarse, coarse) / every
    first = at.astype(np.int64)
    ease = (1 - np.cos((at - first) * np.pi)) / 2
    line = points[first] * (1 - ease) + points[first + 1] * ease
    return np.interp(np.arange(count), np.arange(len(line)) * coarse, line).astype(np.float32)


def noise(count: int, draw: np.random.RandomState) -> NDArray[np.float32]:
    """Return white noise of level 1, shape (count,)."""
    import numpy as np

    return np.asarray(draw.standard_normal(count), dtype=np.float32)


def speech_level(samples: NDArray[Any], rate_hz: int) -> float:
    """Return the RMS level of what is heard of a clip: of its 20 ms within 20 dB of the loudest; 0 for silence."""
    import numpy as np

    step = max(1, rate_hz // 50)
    blocks = len(samples) // step
    if not blocks:
        return 0.0
    power = np.square(np.asarray(samples[: blocks * step], np.float64).reshape(blocks, step)).mean(axis=1)
    heard = power[power > power.max() / 100]
    return float(np.sqrt(heard.mean())) if heard.size else 0.0


def echoes(seconds: float, rate_hz: int, draw: np.random.RandomState) -> NDArray[np.float32]:
    """Return the impulse response of a room without its direct sound: early echoes, then a dense tail."""
    import numpy as np

    count = int(seconds * rate_hz)
    at = np.arange(count) / rate_hz
    dense = noise(count, draw)
    bright = band_pass(dense, 1500, 7000, rate_hz) * np.exp(-6.9 * at / (0.55 * seconds))
    dark = band_pass(dense, 90, 1500, rate_hz) * np.exp(-6.9 * at / seconds)
    tail = (bright + dark) * np.minimum(1.0, at / 0.045)
    for _ in range(9):
        tail[int(draw.uniform(0.012, 0.075) * rate_hz)] += draw.choice([-1.0, 1.0]) * draw.uniform(0.8, 2.2)
    return np.asarray(tail, dtype=np.float32)
