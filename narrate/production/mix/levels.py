"""How loud each voice is made, and the whole programme, from energies that were measured once.

Every gain moves in steps. A step is the hysteresis of a program without a memory: an edited sentence changes a voice's
loudness by hundredths of a unit, which hardly ever crosses a border, so the rest is not rendered again; and since no
state is kept, the same script gives the same bytes whatever was built before.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.audio.meter import OFFSET_LUFS, STEPS_PER_SECOND, decibels, integrated_lufs
from narrate.model import Placement, Take

TARGETS_LUFS = {"podcast": -16.0, "broadcast": -23.0, "streaming": -14.0, "mono": -19.0}
VOICE_STEP_DB = 0.5  # any two voices end within 1 LU of each other, the error of the estimate below included
PROGRAMME_STEP_DB = 0.5
# A voice that needs more than this is all but silent, and what would be raised is its noise.
MOST_GAIN_DB = 30.0

# What the limiter takes off a sentence grows with the square of how far its peaks stand above the ceiling. Measured on
# four voices at -16 LUFS: 0.03, 0.05, 0.2 and 0.8 LU at 0.9, 1.2, 2.6 and 4.9 dB; the curve is within 0.05 of each.
CEILING_DB = -1.5
LOSS_LU_PER_DB2 = 0.033
MOST_LOSS_LU = 2.0


def in_steps(value_db: float, step_db: float) -> float:
    """Return a gain on the grid of `step_db`."""
    return round(round(value_db / step_db) * step_db, 2)


def limiter_loss_lu(peak: float, gain_db: float) -> float:
    """Return by how much a take comes out softer than its energies say, since its peaks meet the ceiling."""
    over_db = decibels(peak) + gain_db - CEILING_DB
    return min(MOST_LOSS_LU, LOSS_LU_PER_DB2 * over_db * over_db) if over_db > 0 else 0.0


def voice_gains_db(takes: Sequence[Take], target_lufs: float) -> tuple[float, ...]:
    """Return for each take the gain that brings its voice, over the whole programme, to the target."""
    voices = [(take.voice.engine, take.voice.name, take.voice.language, take.voice.rate) for take in takes]
    spoken: dict[tuple[str, str, str, float], list[Take]] = {}
    for voice, take in zip(voices, takes, strict=True):
        spoken.setdefault(voice, []).append(take)
    gains: dict[tuple[str, str, str, float], float] = {}
    for voice, of_voice in spoken.items():
        loudness = integrated_lufs([step for take in of_voice for step in take.energies])
        wanted = target_lufs - loudness if loudness > -70 else 0.0
        wanted += sum(limiter_loss_lu(take.peak, wanted) for take in of_voice) / len(of_voice)
        gains[voice] = in_steps(max(-MOST_GAIN_DB, min(MOST_GAIN_DB, wanted)), VOICE_STEP_DB)
    return tuple(gains[voice] for voice in voices)


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
            # An effect presses its voice as a transmitter does, which leaves the limiter little to do.
            loss = 0.0 if placement.effect else limiter_loss_lu(take.peak, placement.gain_db)
            steps = np.asarray(take.energies)[: len(grid) - first] * 10 ** ((placement.gain_db - loss) / 10)
        else:
            steps = np.full(min(round(placement.frames / step), len(grid) - first), 10 ** ((lufs - OFFSET_LUFS) / 10))
        grid[first : first + len(steps)] += steps
    loudness = integrated_lufs(grid.tolist())
    if loudness < -70:
        return 0.0
    return in_steps(max(-MOST_GAIN_DB, min(MOST_GAIN_DB, target_lufs - loudness)), PROGRAMME_STEP_DB)
