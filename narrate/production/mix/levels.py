"""How loud each sentence is made, and the whole programme, from energies that were measured once.

Every sentence is brought to the programme's loudness by itself. Within one synthetic voice sentences differ by half a
unit or so, which nobody meant; levelled one by one, all voices end at the same loudness, also one that says a single
sentence, and an edited sentence moves no gain but its own. No state is kept, so the same script gives the same bytes
whatever was built before.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.audio.meter import OFFSET_LUFS, STEPS_PER_SECOND, integrated_lufs
from narrate.model import Placement, Take

TARGETS_LUFS = {"podcast": -16.0, "broadcast": -23.0, "streaming": -14.0, "mono": -19.0}
# A meter also counts blocks that lie half in a pause: what is all in sentences of one loudness is this much softer.
EDGES_LU = 0.15
# What is all in sentences at the target is at the target, so the programme's own gain is 0 and stays there: an edit
# moves the sum by thousandths of a unit, far from the border of a step. It moves for what is not: a programme of one
# word, or one that is mostly music.
PROGRAMME_STEP_DB = 0.5
# A voice that needs more than this is all but silent, and what would be raised is its noise.
MOST_GAIN_DB = 30.0


def in_steps(value_db: float, step_db: float) -> float:
    """Return a gain on the grid of `step_db`."""
    return round(round(value_db / step_db) * step_db, 2)


def take_gain_db(take: Take, target_lufs: float) -> float:
    """Return the gain that brings a take to the target; `master` makes up for what its limiter takes off."""
    loudness = integrated_lufs(take.energies)
    if loudness <= -70:
        return 0.0
    return round(max(-MOST_GAIN_DB, min(MOST_GAIN_DB, target_lufs + EDGES_LU - loudness)), 2)


def programme_gain_db(
    foreground: Sequence[Placement],
    takes: Sequence[Take],
    sounds_lufs: Sequence[float],
    *,
    frames: int,
    rate_hz: int,
    target_lufs: float,
) -> float:
    """Return the gain that brings the sum of the takes and sounds to the target, from their energies alone.

    `sounds_lufs` holds for each placement that is a sound how loud it is heard; a sound counts as if it were that loud
    all along. `master` measures what became of it all on the finished file.
    """
    import numpy as np

    step = rate_hz / STEPS_PER_SECOND
    grid = np.zeros(int(frames / step) + 2)
    for placement, lufs in zip(foreground, sounds_lufs, strict=True):
        first = round((placement.start + placement.lead) / step)
        if placement.kind == "take":
            take = takes[placement.take]
            steps = np.asarray(take.energies)[: len(grid) - first] * 10 ** (placement.gain_db / 10)
        else:
            steps = np.full(min(round(placement.frames / step), len(grid) - first), 10 ** ((lufs - OFFSET_LUFS) / 10))
        grid[first : first + len(steps)] += steps
    loudness = integrated_lufs(grid)
    if loudness < -70:
        return 0.0
    return in_steps(max(-MOST_GAIN_DB, min(MOST_GAIN_DB, target_lufs - loudness)), PROGRAMME_STEP_DB)
