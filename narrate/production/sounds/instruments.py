"""A small orchestra: bell, brass, kettledrum, strings, and a shortwave set, each a few lines of additive synthesis.

Frequencies in Hz, lengths in seconds, levels free: `score` brings every piece to one loudness. Mono, shape (n,).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.audio.filters import band_pass, convolve, echoes, noise, random_of, wander

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOOP_FRAMES = 1 << 20  # of a bed's chord: 24 s at 44.1 kHz
NOTES = {"C": 0, "C#": 1, "D": 2, "Eb": 3, "E": 4, "F": 5, "F#": 6, "G": 7, "G#": 8, "A": 9, "Bb": 10, "B": 11}

# A church bell's partials: hum, prime, minor third, fifth, octave and above, as (ratio, level, seconds to die away).
BELL_PARTIALS = (
    (0.5, 0.55, 4.2), (1.0, 0.8, 3.0), (1.183, 0.65, 2.2), (1.506, 0.4, 1.6), (2.0, 0.9, 1.4), (2.514, 0.4, 0.9),
    (2.662, 0.3, 0.8), (3.011, 0.35, 0.6), (4.166, 0.25, 0.4), (5.433, 0.18, 0.28), (6.796, 0.1, 0.2),
)  # fmt: skip
# The modes of a kettledrum's skin that sound a pitch.
DRUM_PARTIALS = ((1.0, 1.0, 1.1), (1.5, 0.7, 0.8), (1.98, 0.45, 0.6), (2.44, 0.3, 0.45), (2.9, 0.15, 0.3))


def hertz(note: str) -> float:
    """Return the frequency of a note such as ``F#3``, A4 being 440 Hz."""
    name, octave = note[:-1], int(note[-1])
    return float(440.0 * 2 ** ((NOTES[name] + 12 * octave - 57) / 12))


def _time(seconds: float, rate_hz: int) -> NDArray[np.float64]:
    import numpy as np

    return np.arange(int(seconds * rate_hz)) / rate_hz


def _dying(at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a gain that takes what still rings to nothing over the last third: cut off, it would click."""
    import numpy as np

    return np.asarray(np.cos(np.clip((at / at[-1] - 0.66) / 0.34, 0, 1) * np.pi / 2) ** 2)


def bell(pitch_hz: float, seconds: float, rate_hz: int) -> NDArray[np.float64]:
    """Return one stroke of a bell; each partial is a pair a little apart, which makes it beat."""
    import numpy as np

    at = _time(seconds, rate_hz)
    draw = random_of("bell", f"{pitch_hz:.3f}")
    out = np.zeros(len(at))
    for ratio, level, dies in BELL_PARTIALS:
        for split in (-0.0007, 0.0007):
            wave = np.sin(2 * np.pi * pitch_hz * ratio * (1 + split) * at + draw.uniform(0, 2 * np.pi))
            out += 0.5 * level * wave * np.exp(-at / (dies * (220 / pitch_hz) ** 0.25))
    strike = band_pass(noise(len(at), draw), 1800, 7000, rate_hz) * np.exp(-at / 0.012)
    return np.asarray((out + 0.5 * strike) * np.minimum(1.0, at / 0.002) * _dying(at))


def brass(
    pitch_hz: float, seconds: float, rate_hz: int, *, players: int = 3, force: float = 1.0
) -> NDArray[np.float64]:
    """Return a note of a brass section: the louder, the more overtones, and they come later than the note."""
    import numpy as np

    at = _time(seconds, rate_hz)
    draw = random_of("brass", f"{pitch_hz:.3f}", f"{seconds:.3f}")
    out = np.zeros(len(at))
    release = np.clip((seconds - at) / 0.14, 0.0, 1.0) ** 1.5
    for _ in range(players):
        late = draw.uniform(0.0, 0.018)
        swell = (1 - np.exp(-np.maximum(0.0, at - late) / 0.045)) * (0.86 + 0.14 * np.exp(-at / 0.35)) * release
        vibrato = 0.0028 * np.sin(2 * np.pi * draw.uniform(4.6, 5.4) * at + draw.uniform(0, 6.28))
        vibrato *= np.clip((at - 0.35) / 0.5, 0, 1)
        unsteady = 0.0012 * wander(len(at), int(0.3 * rate_hz), draw) + draw.uniform(-0.0024, 0.0024)
        phase = 2 * np.pi * np.cumsum(pitch_hz * (1 + vibrato + unsteady)) / rate_hz
        for harmonic in range(1, 19):
            frequency = harmonic * pitch_hz
            if frequency > 7000:
                break
            bright = swell ** (1 + 0.16 * harmonic / force)
            body = (
                1.0 + 0.9 * np.exp(-(((frequency - 520) / 260) ** 2)) + 0.7 * np.exp(-(((frequency - 1250) / 450) ** 2))
            )
            level = body * harmonic**-0.75 / (1 + (frequency / (2300 * force)) ** 2)
            out += level * bright * np.sin(harmonic * phase + draw.uniform(0, 6.28))
    return np.asarray(out / players)


def drum(pitch_hz: float, seconds: float, rate_hz: int) -> NDArray[np.float64]:
    """Return one stroke on a kettledrum."""
    import numpy as np

    at = _time(seconds, rate_hz)
    draw = random_of("drum", f"{pitch_hz:.3f}")
    fall = 1 + 0.015 * np.exp(-at / 0.06)  # the skin is tightest while it moves most
    out = np.zeros(len(at))
    for ratio, level, dies in DRUM_PARTIALS:
        phase = 2 * np.pi * np.cumsum(pitch_hz * ratio * fall) / rate_hz
        out += level * np.sin(phase + draw.uniform(0, 6.28)) * np.exp(-at / dies)
    out += 0.6 * band_pass(noise(len(at), draw), 60, 420, rate_hz) * np.exp(-at / 0.035)
    return np.asarray(out * np.minimum(1.0, at / 0.003) * _dying(at))


def roll(pitch_hz: float, seconds: float, rate_hz: int) -> NDArray[np.float64]:
    """Return a roll on a kettledrum that grows to its end."""
    import numpy as np

    out = np.zeros(int((seconds + 1.2) * rate_hz))
    stroke = drum(pitch_hz, 1.0, rate_hz)
    draw = random_of("roll", f"{pitch_hz:.3f}")
    at = 0.0
    while at < seconds:
        first = int(at * rate_hz)
        out[first : first + len(stroke)] += stroke * (0.08 + 0.5 * (at / seconds) ** 2) * draw.uniform(0.85, 1.1)
        at += draw.uniform(0.062, 0.074)
    return out


def ensemble(
    pitches_hz: Sequence[float], rate_hz: int, *, top_hz: float, spread: float, seed: str, frames: int = LOOP_FRAMES
) -> NDArray[np.float64]:
    """Return many players on sustained notes, as a loop without a seam.

    Each overtone is a cloud of lines in the spectrum rather than one, the wider the higher, as a section is that never
    quite agrees; one inverse transform turns the clouds into sound that repeats after `frames`.
    """
    import numpy as np

    draw = random_of("ensemble", seed)
    spectrum = np.zeros(frames // 2 + 1, np.complex128)
    bins = np.arange(len(spectrum))
    for pitch in pitches_hz:
        for harmonic in range(1, 24):
            frequency = pitch * harmonic
            if frequency > 2.5 * top_hz:
                break
            centre = frequency * frames / rate_hz
            width = max(1.5, centre * spread)
            first, last = int(centre - 4 * width), int(centre + 4 * width) + 1
            cloud = np.exp(-(((bins[first:last] - centre) / width) ** 2)) / width**0.5
            level = harmonic**-1.1 / (1 + (frequency / top_hz) ** 4) / (1 + (55 / frequency) ** 4)
            # Low notes carry further than they should in a bed, so the section is balanced towards its middle.
            level *= (pitch / 110) ** 0.35
            spectrum[first:last] += level * cloud * np.exp(2j * np.pi * draw.uniform(0, 1, last - first))
    out = np.fft.irfft(spectrum, frames)
    return np.asarray(out / np.sqrt(np.mean(np.square(out))))


def swelling(
    loop: NDArray[np.float64], seconds: float, rate_hz: int, *, rise: float, fall: float
) -> NDArray[np.float64]:
    """Return the beginning of a loop, growing over `rise` seconds and gone after `fall` more at its end."""
    import numpy as np

    at = _time(seconds, rate_hz)
    shape = (
        np.sin(np.clip(at / rise, 0, 1) * np.pi / 2) ** 2
        * np.sin(np.clip((seconds - at) / fall, 0, 1) * np.pi / 2) ** 2
    )
    return np.asarray(loop[: len(at)] * shape)


def hall(samples: NDArray[np.float64], rate_hz: int, *, seconds: float = 2.2, wet: float = 0.28) -> NDArray[np.float64]:
    """Return the samples in a concert hall, longer by its echoes; `wet` is their level beside the direct sound."""
    import numpy as np

    response = echoes(seconds, rate_hz, random_of("concert hall"))
    reverberant = convolve(samples, response).astype(np.float64)
    level = np.sqrt(np.sum(np.square(samples))) / max(1e-9, np.sqrt(np.sum(np.square(reverberant))))
    out = wet * level * reverberant
    out[: len(samples)] += samples
    return np.asarray(out)


def pips(rate_hz: int, *, count: int, every: float, last: float) -> NDArray[np.float64]:
    """Return a time signal: `count` marks of a tenth of a second at 1 kHz, the last one longer."""
    import numpy as np

    out = np.zeros(int(((count - 1) * every + last + 0.05) * rate_hz))
    for index in range(count):
        length = last if index == count - 1 else 0.1
        at = _time(length, rate_hz)
        edge = np.clip(np.minimum(at, length - at) / 0.004, 0, 1)
        first = int(index * every * rate_hz)
        out[first : first + len(at)] += np.sin(2 * np.pi * 1000 * at) * np.sin(edge * np.pi / 2)
    return out


def tuning(seconds: float, rate_hz: int, *, settle: float) -> NDArray[np.float64]:
    """Return a hand on the dial of a shortwave set: static, whistles that sweep past, a murmur of other stations.

    From `settle` on the station is found and only a little noise is left.
    """
    import numpy as np

    at = _time(seconds, rate_hz)
    draw = random_of("tuning", f"{seconds:.2f}")
    static = band_pass(noise(len(at), draw), 300, 3200, rate_hz).astype(np.float64)
    static *= 0.55 + 0.45 * wander(len(at), int(0.21 * rate_hz), draw)
    out = 0.26 * static / np.sqrt(np.mean(np.square(static)))
    for first, last, start, level in ((2700, 180, 0.05, 0.34), (260, 2300, 0.62, 0.22), (1700, 70, 1.20, 0.40)):
        # Beside a carrier the set whistles at the difference; passing it, the whistle falls to nothing and rises again.
        part = np.clip((at - settle * start / 2.0) / (0.42 * settle), 0, 1)
        sweep = first * (last / first) ** part
        inside = np.sin(np.pi * part)
        out += level * inside * np.sin(2 * np.pi * np.cumsum(sweep) / rate_hz)
    murmur = band_pass(noise(len(at), draw), 420, 900, rate_hz) + band_pass(noise(len(at), draw), 1100, 1500, rate_hz)
    speech_like = np.clip(wander(len(at), int(0.11 * rate_hz), draw), 0, 1) * np.clip((0.8 * settle - at) / 0.2, 0, 1)
    out += 1.3 * murmur * speech_like
    found = np.clip((at - settle) / 0.35, 0, 1)
    out *= 1.0 - 0.86 * found
    return np.asarray(out * np.clip(at / 0.25, 0, 1) * np.clip((seconds - at) / 1.2, 0, 1))
