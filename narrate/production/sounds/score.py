"""What the orchestra plays: idents, stings, beds, and the small effects of a studio. All of it is composed here.

Every piece is a function of the rate alone. The table at the end says what each is called in a script, and over how
much of its end the next voice may begin.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from narrate.audio.filters import band_pass, noise, random_of, wander
from narrate.production.sounds import instruments as play
from narrate.production.sounds.instruments import hertz

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BEAT = 0.62
# The station's own theme in D: five notes that rise and settle, over chords that end in the major.
THEME = (
    ("D4", 0.0, 1.0), ("A4", 1.0, 1.5), ("G4", 2.5, 0.5), ("F4", 3.0, 0.5), ("G4", 3.5, 0.75), ("E4", 4.25, 0.75),
    ("A4", 5.0, 2.6), ("F#4", 5.0, 2.6),
)  # fmt: skip
CHORDS = (
    (("D3", "A3"), 0.0, 2.45), (("Bb2", "F3"), 2.5, 0.95), (("C3", "G3"), 3.5, 1.45), (("D2", "D3", "A3"), 5.0, 2.7),
)  # fmt: skip


class _Tape:
    """A strip of time onto which sounds are laid."""

    def __init__(self, seconds: float, rate_hz: int) -> None:
        import numpy as np

        self.samples = np.zeros(int(seconds * rate_hz))
        self.rate_hz = rate_hz

    def lay(self, sound: NDArray[Any], at_seconds: float, level: float = 1.0) -> None:
        first = int(at_seconds * self.rate_hz)
        piece = sound[: max(0, len(self.samples) - first)]
        self.samples[first : first + len(piece)] += level * piece


def theme(rate_hz: int) -> NDArray[np.float64]:
    """Return the station's theme: brass over a kettledrum, a bell on its first and its last note, 7 s with the hall."""
    tape = _Tape(7.0, rate_hz)
    for note, beat, beats in THEME:
        tape.lay(play.brass(hertz(note), beats * BEAT, rate_hz, force=1.1), beat * BEAT, 1.0)
    for notes, beat, beats in CHORDS:
        for note in notes:
            tape.lay(play.brass(hertz(note), beats * BEAT, rate_hz, players=2, force=0.8), beat * BEAT, 0.55)
    tape.lay(play.bell(hertz("D4"), 4.0, rate_hz), 0.0, 0.34)
    tape.lay(play.roll(hertz("D2") * 1.0, 1.5 * BEAT, rate_hz), 3.5 * BEAT, 0.8)
    tape.lay(play.drum(hertz("D2"), 2.0, rate_hz), 5.0 * BEAT, 0.9)
    tape.lay(play.bell(hertz("A4"), 4.0, rate_hz), 5.0 * BEAT, 0.32)
    tape.lay(play.bell(hertz("D4"), 4.0, rate_hz), 5.0 * BEAT + 0.02, 0.28)
    return _ending(play.hall(tape.samples, rate_hz)[: int(7.8 * rate_hz)], rate_hz, 2.2)


def ident_shortwave(rate_hz: int) -> NDArray[np.float64]:
    """Return the ident of a station from far away: the dial turns, the time signal, then the theme clears."""
    import numpy as np

    tape = _Tape(12.6, rate_hz)
    found, marks, start = 2.1, 2.35, 4.75
    tape.lay(play.tuning(9.0, rate_hz, settle=found), 0.0, 0.55)
    signal = play.pips(rate_hz, count=4, every=0.6, last=0.4)
    tape.lay(band_pass(signal, 300, 3000, rate_hz), marks, 0.30)
    wide = theme(rate_hz)
    wide = wide / np.sqrt(np.mean(np.square(wide)))
    narrow = band_pass(wide, 280, 2600, rate_hz).astype(np.float64)
    # Reception clears during the first bar: the band opens and the fading stops.
    at = np.arange(len(wide)) / rate_hz
    clear = np.sin(np.clip((at - 0.5) / 1.6, 0, 1) * np.pi / 2) ** 2
    fading = 1 + 0.4 * (1 - clear) * wander(len(wide), int(0.35 * rate_hz), random_of("ident"))
    tape.lay((clear * wide + (1 - clear) * 1.3 * narrow) * fading, start, 0.42)
    return _ending(tape.samples, rate_hz, 1.8)


def ident_studio(rate_hz: int) -> NDArray[np.float64]:
    """Return the ident without the journey: the theme, as the studio plays it."""
    return theme(rate_hz)


def sting_bell(rate_hz: int) -> NDArray[np.float64]:
    """Return two strokes of the bell over low strings, 4.5 s: a page is turned."""
    tape = _Tape(4.6, rate_hz)
    chord = play.ensemble([hertz(n) for n in ("D2", "A2", "D3", "F3")], rate_hz, top_hz=520, spread=0.004, seed="sting")
    tape.lay(play.swelling(chord, 4.2, rate_hz, rise=0.9, fall=2.6), 0.0, 0.20)
    tape.lay(play.bell(hertz("A3"), 4.0, rate_hz), 0.15, 0.42)
    tape.lay(play.bell(hertz("D4"), 3.4, rate_hz), 0.95, 0.34)
    return _ending(play.hall(tape.samples, rate_hz, seconds=1.6)[: int(4.8 * rate_hz)], rate_hz, 1.8)


def sting_strings(rate_hz: int) -> NDArray[np.float64]:
    """Return a swell of strings from the minor to the open fifth, 4 s."""
    tape = _Tape(4.2, rate_hz)
    first = play.ensemble([hertz(n) for n in ("G2", "D3", "Bb3", "F4")], rate_hz, top_hz=1100, spread=0.004, seed="one")
    second = play.ensemble([hertz(n) for n in ("D2", "D3", "A3", "E4")], rate_hz, top_hz=1100, spread=0.004, seed="two")
    tape.lay(play.swelling(first, 2.3, rate_hz, rise=1.2, fall=1.0), 0.0, 0.3)
    tape.lay(play.swelling(second, 2.9, rate_hz, rise=0.8, fall=1.9), 1.3, 0.3)
    tape.lay(play.drum(hertz("D2"), 1.6, rate_hz), 1.5, 0.12)
    return _ending(play.hall(tape.samples, rate_hz, seconds=1.8)[: int(4.6 * rate_hz)], rate_hz, 1.6)


def sting_brass(rate_hz: int) -> NDArray[np.float64]:
    """Return the theme's last two chords, 3.5 s."""
    tape = _Tape(3.4, rate_hz)
    for note in ("C3", "G3", "E4"):
        tape.lay(play.brass(hertz(note), 0.55, rate_hz), 0.0, 0.6)
    for note in ("D3", "A3", "F#4", "A4"):
        tape.lay(play.brass(hertz(note), 1.5, rate_hz), 0.6, 0.6)
    tape.lay(play.drum(hertz("D2"), 1.6, rate_hz), 0.6, 0.7)
    return _ending(play.hall(tape.samples, rate_hz, seconds=1.6)[: int(3.8 * rate_hz)], rate_hz, 1.4)


def effect_pips(rate_hz: int) -> NDArray[np.float64]:
    """Return a time signal to the hour: five marks and a long one, a second apart."""
    return play.pips(rate_hz, count=6, every=1.0, last=0.5)


def effect_tuning(rate_hz: int) -> NDArray[np.float64]:
    """Return a search on the shortwave dial, 4 s, that ends on a quiet carrier."""
    return play.tuning(4.0, rate_hz, settle=2.4)


def effect_tape(rate_hz: int) -> NDArray[np.float64]:
    """Return a tape machine being started: the switch, the reels, the hiss."""
    import numpy as np

    tape = _Tape(1.8, rate_hz)
    draw = random_of("tape machine")
    count = int(1.6 * rate_hz)
    at = np.arange(count) / rate_hz
    click = band_pass(noise(count, draw), 700, 5000, rate_hz) * np.exp(-at / 0.006)
    thud = np.sin(2 * np.pi * 92 * at) * np.exp(-at / 0.03)
    speed = np.clip(at / 0.5, 0, 1) ** 1.5
    motor = sum(np.sin(2 * np.pi * np.cumsum(k * 49.0 * speed) / rate_hz) / k for k in (1, 2, 3)) * speed
    hiss = band_pass(noise(count, draw), 1500, 8000, rate_hz) * speed
    tape.lay(click * 0.9 + thud * 0.5, 0.05)
    tape.lay(0.05 * motor + 0.05 * hiss, 0.12)
    tape.lay(click * 0.4 + thud * 0.2, 0.17)
    return _ending(tape.samples, rate_hz, 0.5)


def effect_bell(rate_hz: int) -> NDArray[np.float64]:
    """Return one stroke of the bell."""
    return _ending(play.hall(play.bell(hertz("A3"), 4.0, rate_hz), rate_hz)[: int(4.5 * rate_hz)], rate_hz, 1.5)


def _ending(samples: NDArray[np.float64], rate_hz: int, seconds: float) -> NDArray[np.float64]:
    """Return the samples, gone at their end."""
    import numpy as np

    count = min(len(samples), int(seconds * rate_hz))
    out = samples.copy()
    out[len(out) - count :] *= np.cos(np.linspace(0, np.pi / 2, count)) ** 2
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sound of our own."""

    kind: str
    name: str
    render: Callable[[int], Any]  #: rate -> samples, any level
    tail_seconds: float = 0.0  #: over which what follows may begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """Music under speech: chords of low instruments, each a loop; the mix moves from one to the next."""

    name: str
    chords: tuple[tuple[str, ...], ...]
    top_hz: float  #: above that the overtones are held back: speech lives there
    spread: float

    def render(self, chord: int, rate_hz: int) -> Any:
        """Return one chord as a loop."""
        import numpy as np

        notes = [hertz(note) for note in self.chords[chord]]
        loop = play.ensemble(notes, rate_hz, top_hz=self.top_hz, spread=self.spread, seed=f"{self.name} {chord}")
        at = np.arange(len(loop)) / len(loop)
        return loop * (1 + 0.10 * np.sin(2 * np.pi * (3 * at + chord / 4)) + 0.06 * np.sin(2 * np.pi * 7 * at))


PIECES = (
    Piece(kind="ident", name="shortwave", render=ident_shortwave, tail_seconds=1.6),
    Piece(kind="ident", name="studio", render=ident_studio, tail_seconds=2.0),
    Piece(kind="sting", name="bell", render=sting_bell, tail_seconds=1.6),
    Piece(kind="sting", name="strings", render=sting_strings, tail_seconds=1.2),
    Piece(kind="sting", name="brass", render=sting_brass, tail_seconds=1.2),
    Piece(kind="effect", name="pips", render=effect_pips),
    Piece(kind="effect", name="tuning", render=effect_tuning, tail_seconds=1.0),
    Piece(kind="effect", name="tape", render=effect_tape, tail_seconds=0.6),
    Piece(kind="effect", name="bell", render=effect_bell, tail_seconds=2.0),
)

BEDS = (
    Bed(
        name="strings",
        chords=(("D2", "A2", "D3", "F3"), ("Bb2", "F3", "Bb3"), ("G2", "D3", "Bb3"), ("A2", "E3", "A3")),
        top_hz=420,
        spread=0.0035,
    ),
    Bed(
        name="pad",
        chords=(("A2", "E3", "B3", "C4"), ("F2", "C3", "G3", "A3"), ("D3", "A3", "C4", "E4"), ("G2", "D3", "G3", "B3")),
        top_hz=650,
        spread=0.006,
    ),
    Bed(
        name="drone",
        chords=(("D2", "A2", "D3"), ("D2", "G2", "D3"), ("D2", "Bb2", "F3"), ("D2", "A2", "E3")),
        top_hz=300,
        spread=0.003,
    ),
)
