"""What a voice is heard through: shortwave, telephone, tape, hall.

In: a mono clip. Out: a clip of the same length, about as loud; `master` brings it to the dry voice's loudness. A preset
is a row of numbers. Noise, fading and crackle are drawn from the seed, so the same take always sounds the same. The
default presets are meant for text and keep it intelligible; ``shortwave:heavy`` is for a sting, never for a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from narrate.audio.clip import from_array, to_array
from narrate.audio.filters import band_pass, convolve, echoes, noise, random_of, speech_level, wander
from narrate.errors import InputError
from narrate.model import Clip

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SILENT_LEVEL = 0.05  # what noise is measured against where nobody speaks


class _Filter(Protocol):
    def __call__(self, samples: NDArray[np.float32], rate_hz: int, draw: np.random.RandomState) -> Any: ...


class _Effect:
    """Turns a clip into samples and back, and finds the preset."""

    name: ClassVar[str]
    version: ClassVar[str] = "2"  #: changes whenever the same clip would sound different
    presets: ClassVar[dict[str, _Filter]]

    def apply(self, clip: Clip, *, seed: str = "", preset: str = "default", **_: Any) -> Clip:
        """Return the clip as heard through the effect; raise InputError for a preset that it does not have."""
        if preset not in self.presets:
            raise InputError(f"{self.name} has no preset {preset!r}", hint="known: " + ", ".join(self.presets))
        if not clip.frames:
            return clip
        samples = self.presets[preset](to_array(clip), clip.rate_hz, random_of(self.name, preset, seed))
        return from_array(samples, clip.rate_hz)


def _level(samples: NDArray[np.float32], rate_hz: int) -> float:
    return speech_level(samples, rate_hz) or SILENT_LEVEL


def _db(value: float) -> float:
    return float(10 ** (value / 20))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortwaveBand:
    """Reception by the ionosphere: a narrow band, two rays that add and cancel, noise, crackle, a distant carrier."""

    depth: float  #: of the fading, 0 to 1
    noise_db: float  #: under the speech
    whistle_db: float  #: under the speech
    crackles_per_second: float
    # A broadcast channel of 9 or 10 kHz lets voices keep their lowest notes; cut at 280 Hz, as on a telephone, a deep
    # voice kept 0.70 of its envelope, cut here 0.94.
    low_hz: float = 120.0
    high_hz: float = 3700.0
    drive: float = 0.8  #: of a transmitter's limiter: programmes were sent as loud as they would go

    def __call__(self, samples: NDArray[np.float32], rate_hz: int, draw: np.random.RandomState) -> Any:
        """Return the samples as a listener's set gives them."""
        import numpy as np

        level = _level(samples, rate_hz)
        sent = np.tanh(band_pass(samples, self.low_hz, self.high_hz, rate_hz) * (self.drive * 0.4 / level))
        heard = self._two_rays(sent, rate_hz, draw)
        reference = _level(heard, rate_hz)
        heard += self._noise(len(samples), rate_hz, draw) * np.float32(reference)
        limited = band_pass(heard, self.low_hz * 0.8, self.high_hz * 1.1, rate_hz)
        return limited * (level / _level(limited, rate_hz))

    def _two_rays(self, sent: NDArray[np.float32], rate_hz: int, draw: np.random.RandomState) -> NDArray[np.float32]:
        """Return the sum of a direct and a late ray whose delay and strength wander: notches move through the voice."""
        import numpy as np

        count = len(sent)
        delay = (0.75 + 0.45 * wander(count, int(1.7 * rate_hz), draw)) * (rate_hz / 1000)
        strength = self.depth * (0.55 + 0.45 * wander(count, int(0.9 * rate_hz), draw))
        at = np.arange(count, dtype=np.float32)
        late = np.interp(at - delay, at, sent, left=0.0).astype(np.float32)
        both = (sent + strength * late) / (1 + strength * strength) ** 0.5
        # A receiver's gain control takes back most of a fade; what is left is heard as breathing.
        swell = 1.0 + 0.45 * self.depth * wander(count, int(1.3 * rate_hz), draw)
        return np.asarray(both * swell, dtype=np.float32)

    def _noise(self, count: int, rate_hz: int, draw: np.random.RandomState) -> NDArray[np.float32]:
        import numpy as np

        floor = band_pass(noise(count, draw), self.low_hz, self.high_hz, rate_hz)
        floor *= _db(self.noise_db) / max(1e-9, float(np.sqrt(np.mean(np.square(floor)))))
        floor *= 1.0 + 0.5 * wander(count, int(0.8 * rate_hz), draw)
        hertz = 930.0 + 45.0 * wander(count, int(2.5 * rate_hz), draw)
        phase = np.cumsum(hertz.astype(np.float64)) * (2 * np.pi / rate_hz)
        whistle = np.sin(phase).astype(np.float32) * _db(self.whistle_db) * 1.414
        whistle *= 0.6 + 0.4 * wander(count, int(1.1 * rate_hz), draw)
        return np.asarray(floor + whistle + self._crackle(count, rate_hz, draw), dtype=np.float32)

    def _crackle(self, count: int, rate_hz: int, draw: np.random.RandomState) -> NDArray[np.float32]:
        """Return static: short bursts of a distant storm, each dying away within milliseconds."""
        import numpy as np

        line = np.zeros(count + rate_hz // 10, np.float32)
        for _ in range(draw.poisson(self.crackles_per_second * count / rate_hz)):
            at = draw.randint(0, max(1, count))
            length = draw.randint(rate_hz // 1000, rate_hz // 60)
            burst = noise(length, draw) * np.exp(-np.arange(length) / (length / 4)).astype(np.float32)
            line[at : at + length] += burst * _db(self.noise_db + draw.uniform(2, 14))
        return line[:count]


class Shortwave(_Effect):
    """A broadcast from far away, as it was heard at night."""

    name = "shortwave"
    presets: ClassVar[dict[str, _Filter]] = {
        "default": ShortwaveBand(depth=0.55, noise_db=-24, whistle_db=-37, crackles_per_second=1.4),
        "light": ShortwaveBand(depth=0.3, noise_db=-34, whistle_db=-48, crackles_per_second=0.4, high_hz=4500),
        "heavy": ShortwaveBand(
            depth=0.95, noise_db=-13, whistle_db=-24, crackles_per_second=6, low_hz=280, high_hz=2900, drive=4.0
        ),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A telephone line: 300 to 3400 Hz, companded to eight bits, with the hum and hiss of the exchange."""

    noise_db: float
    low_hz: float = 300.0
    high_hz: float = 3400.0

    def __call__(self, samples: NDArray[np.float32], rate_hz: int, draw: np.random.RandomState) -> Any:
        """Return the samples as the other end hears them."""
        import numpy as np

        level = _level(samples, rate_hz)
        narrow = np.tanh(band_pass(samples, self.low_hz, self.high_hz, rate_hz) * (0.30 / level))
        # The logarithmic steps of ITU-T G.711: 8 bits sound like 13.
        pressed = np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log(256)
        stepped = np.rint(pressed * 127) / 127
        spoken = np.sign(stepped) * np.expm1(np.abs(stepped) * np.log(256)) / 255
        reference = _level(spoken, rate_hz)
        hiss = band_pass(noise(len(samples), draw), self.low_hz, self.high_hz, rate_hz)
        hiss *= reference * _db(self.noise_db) / max(1e-9, float(np.sqrt(np.mean(np.square(hiss)))))
        out = band_pass(spoken.astype(np.float32) + hiss, self.low_hz, self.high_hz, rate_hz)
        return out * (level / _level(out, rate_hz))


class Telephone(_Effect):
    """A caller."""

    name = "telephone"
    presets: ClassVar[dict[str, _Filter]] = {
        "default": Line(noise_db=-38),
        "light": Line(noise_db=-48, low_hz=200, high_hz=4000),
        "heavy": Line(noise_db=-24, low_hz=420, high_hz=2600),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Reel:
    """Quarter-inch tape: warm, a little unsteady, with hiss."""

    flutter: float  #: 1: as a machine in good order
    hiss_db: float  #: under the speech
    high_hz: float
    drive: float

    def __call__(self, samples: NDArray[np.float32], rate_hz: int, draw: np.random.RandomState) -> Any:
        """Return the samples as played back."""
        import numpy as np

        count = len(samples)
        level = _level(samples, rate_hz)
        at = np.arange(count, dtype=np.float64)
        wow = wander(count, int(0.55 * rate_hz), draw) * (0.0009 * rate_hz)
        shake = wander(count, int(0.06 * rate_hz), draw) * (0.00005 * rate_hz)
        played = np.interp(at + self.flutter * (wow + shake), at, samples).astype(np.float32)
        drive = self.drive * 0.35 / level
        pressed = np.tanh(played * drive) / drive
        bump = band_pass(pressed, 60, 160, rate_hz)  # the playback head lifts the lowest octave
        hiss = band_pass(noise(count, draw), 800, self.high_hz, rate_hz)
        hiss *= level * _db(self.hiss_db) / max(1e-9, float(np.sqrt(np.mean(np.square(hiss)))))
        out = band_pass(pressed + 0.4 * bump, 70, self.high_hz, rate_hz) + hiss
        return out * (level / _level(out, rate_hz))


class Tape(_Effect):
    """A recording from the archive."""

    name = "tape"
    presets: ClassVar[dict[str, _Filter]] = {
        "default": Reel(flutter=1.0, hiss_db=-40, high_hz=7500, drive=1.6),
        "light": Reel(flutter=0.5, hiss_db=-48, high_hz=10500, drive=1.0),
        "heavy": Reel(flutter=2.2, hiss_db=-30, high_hz=4800, drive=2.6),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Loudspeakers in a large room: a delay, then echoes that die away, the treble first."""

    wet_db: float
    seconds: float  #: until the echoes are 60 dB down
    low_hz: float = 140.0
    high_hz: float = 6500.0

    def __call__(self, samples: NDArray[np.float32], rate_hz: int, draw: np.random.RandomState) -> Any:
        """Return the samples as a listener in the room hears them."""
        level = _level(samples, rate_hz)
        direct = band_pass(samples, self.low_hz, self.high_hz, rate_hz)
        # The room is the same for everybody who speaks in it, so its echoes are not drawn from the take's seed.
        response = echoes(self.seconds, rate_hz, random_of("hall", str(self.seconds)))
        reverberant = convolve(direct, response)[: len(samples)]
        reverberant *= _db(self.wet_db) * _level(direct, rate_hz) / _level(reverberant, rate_hz)
        out = direct + reverberant
        return out * (level / _level(out, rate_hz))


class Hall(_Effect):
    """A speaker before a large audience."""

    name = "hall"
    presets: ClassVar[dict[str, _Filter]] = {
        "default": Room(wet_db=-9, seconds=1.5),
        "light": Room(wet_db=-14, seconds=0.9),
        "heavy": Room(wet_db=-3, seconds=2.6),
    }
