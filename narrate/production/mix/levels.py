"""How loud each voice is made, and the whole programme, from energies that were measured once.

Every gain moves in steps. A step is the hysteresis of a program without a memory: an edited sentence changes a voice's
loudness by hundredths of a unit, which hardly ever crosses a border, so the rest is not rendered again; and since no
state is kept, the same script gives the same bytes whatever was built before.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.audio.meter import STEPS_PER_SECOND, integrated_lufs
from narrate.model import Placement, Take

TARGETS_LUFS = {"podcast": -16.0, "broadcast": -23.0, "streaming": -14.0, "mono": -19.0}
VOICE_STEP_DB = 0.8  # any two voices end within 0.8 LU of each other
PROGRAMME_STEP_DB = 0.5
# A voice that needs more than this is all but silent, and what would be raised is its noise.
MOST_GAIN_DB = 30.0


def in_steps(value_db: float, step_db: float) -> float:
    """Return a gain on the grid of `step_db`."""
    return round(round(value_db / step_db) * step_db, 2)


def voice_gains_db(takes: Sequence[Take], target_lufs: float) -> tuple[float, ...]:
    """Return for each take the gain that brings its voice, over the whole programme, to the target."""
    energies: dict[tuple[str, str, str, float], list[float]] = {}
    voices = [(take.voice.engine, take.voice.name, take.voice.language, take.voice.rate) for take in takes]
    for voice, take in zip(voices, takes, strict=True):
        energies.setdefault(voice, []).extend(take.energies)
    gains: dict[tuple[str, str, str, float], float] = {}
    for voice, steps in energies.items():
        loudness = integrated_lufs(steps)
        wanted = target_lufs - loudness if loudness > -70 else 0.0
        gains[voice] = in_steps(max(-MOST_GAIN_DB, min(MOST_GAIN_DB, wanted)), VOICE_STEP_DB)
    return tuple(gains[voice] for voice in voices)


def programme_gain_db(
    foreground: Sequence[Placement], takes: Sequence[Take], *, frames: int, rate_hz: int, target_lufs: float
) -> float:
    """Return the gain that brings the sum of the takes to the target, from their energies alone.

    Idents and stings are set relative to the target and left out: they are short, and gated with the speech they would
    only blur the figure. `master` measures what became of it all on the finished file.
    """
    import numpy as np

    step = rate_hz / STEPS_PER_SECOND
    grid = np.zeros(int(frames / step) + 2)
    for placement in foreground:
        if placement.kind != "take":
            continue
        take = takes[placement.take]
        first = round((placement.start + placement.lead) / step)
        steps = np.asarray(take.energies)[: len(grid) - first]
        grid[first : first + len(steps)] += steps * 10 ** (placement.gain_db / 10)
    loudness = integrated_lufs(grid.tolist())
    if loudness < -70:
        return 0.0
    return in_steps(max(-MOST_GAIN_DB, min(MOST_GAIN_DB, target_lufs - loudness)), PROGRAMME_STEP_DB)
