"""A look-ahead limiter whose gain at any moment depends on a few milliseconds around it and on nothing else.

That is what lets a programme be limited in pieces: a piece with its surroundings gives the same samples as the whole.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR_ENOUGH_DB = 0.1
MOST_RAISED_DB = 4.0  # a peaky sound is not pressed harder than that to make up for its peaks
TURNS = 3

# A whole period of a deep voice (100 Hz) fits between two minima, so the gain does not follow the wave itself.
REACH_SECONDS = 0.010


def _least_near(values: NDArray[Any], reach: int) -> NDArray[Any]:
    """Return for every value the least within `reach` on both sides, by doubling: log2(reach) passes."""
    import numpy as np

    width = 2 * reach + 1
    line = np.pad(values, (reach, reach), constant_values=1.0)
    covered = 1
    while covered < width:
        shift = min(covered, width - covered)
        line = np.minimum(line[:-shift], line[shift:])
        covered += shift
    return line


def _mean_near(values: NDArray[Any], reach: int) -> NDArray[Any]:
    """Return the mean of every 2 * reach + 1 values under a triangle: two running means, each a difference of sums."""
    import numpy as np

    line = values.astype(np.float64)
    for width in (reach + 1, reach + 1):
        total = np.concatenate([[0.0], np.cumsum(line)])
        line = (total[width:] - total[:-width]) / width
    return line


def limit(samples: NDArray[np.float32], rate_hz: int, ceiling_db: float) -> NDArray[np.float32]:
    """Return the samples, shape (n,), with none beyond the ceiling; untouched where none comes near it."""
    import numpy as np

    ceiling = np.float32(10 ** (ceiling_db / 20))
    level = np.abs(samples)
    if not level.size or level.max() <= ceiling:
        return samples
    reach = round(REACH_SECONDS * rate_hz)
    out = samples.copy()
    # The gain moves within twice the reach of what is too loud and nowhere else, and only there it is computed.
    for first, last in _runs(np.flatnonzero(level > ceiling), 4 * reach):
        near = slice(max(0, first - 2 * reach), last + 2 * reach)
        needed = np.minimum(1.0, ceiling / np.maximum(level[near], ceiling)).astype(np.float32)
        held = np.pad(_least_near(needed, reach), (reach, reach), constant_values=1.0)
        out[near] = np.clip(samples[near] * _mean_near(held, reach), -ceiling, ceiling)
    return out


def raised(samples: NDArray[np.float32], rate_hz: int, *, gain_db: float, ceiling_db: float) -> NDArray[np.float32]:
    """Return the samples, shape (n,), with a gain, none beyond the ceiling, and no softer for it.

    What the limiter takes off its peaks is put on again before it, up to `MOST_RAISED_DB`. Loudness is judged by the
    energy without weighting: on speech the two move together within a few tenths of a decibel, and it costs nothing.
    """
    import numpy as np

    def energy(values: NDArray[np.float32]) -> float:
        return float(np.dot(values, values))

    plain = samples * np.float32(10 ** (gain_db / 20))
    out = limit(plain, rate_hz, ceiling_db)
    added_db = 0.0
    for _ in range(TURNS):
        if out is plain or added_db >= MOST_RAISED_DB:
            break
        missing_db = 10 * math.log10(energy(plain) / energy(out))
        if missing_db < NEAR_ENOUGH_DB:
            break
        added_db = min(MOST_RAISED_DB, added_db + missing_db)
        out = limit(samples * np.float32(10 ** ((gain_db + added_db) / 20)), rate_hz, ceiling_db)
    return out


def _runs(indexes: NDArray[Any], gap: int) -> list[tuple[int, int]]:
    """Return (first, one past last) of every run of indexes that lie no more than `gap` apart."""
    import numpy as np

    if not indexes.size:
        return []
    breaks = np.flatnonzero(np.diff(indexes) > gap)
    firsts = indexes[np.concatenate([[0], breaks + 1])]
    lasts = indexes[np.concatenate([breaks, [len(indexes) - 1]])] + 1
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
