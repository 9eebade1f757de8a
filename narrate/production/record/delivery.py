"""What a direction in the script means for the voice: speed and level.

``(slowly)``, ``(quickly)``, ``(quietly)`` and ``(loudly)`` are done here; ``(from the tape)`` and ``(on the
telephone)`` are effects, which the mix puts on. Everything else is listed as ignored, so that nobody waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from narrate.model import Script, Speech
from narrate.production.record.emphasis import EMPHASIS

_RATES = (
    (re.compile(r"\b(slow|slowly|slower|deliberately)\b", re.IGNORECASE), 0.85),
    (re.compile(r"\b(fast|faster|quick|quickly|quicker|hastily|hurriedly)\b", re.IGNORECASE), 1.15),
)
# Far enough to be heard beside the other speakers, near enough to stay intelligible in a car.
_GAINS_DB = (
    (re.compile(r"\b(quiet|quietly|softly|in a low voice|whisper|whispers|whispering)\b", re.IGNORECASE), -5.0),
    (re.compile(r"\b(loud|loudly|louder|shout|shouts|shouting)\b", re.IGNORECASE), 3.0),
)
#: What the mix hears in a direction (its channels), and the producer's mark for words of his own.
_ELSEWHERE = re.compile(
    r"\b(telephone|phone|hall|loudspeakers?|public address|tape|recording|archives?|on the air|broadcast|radio|wireless"
    r"|own words)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a speech is to be said."""

    rate: float = 1.0  #: times the voice's own
    gain_db: float = 0.0
    ignored: tuple[str, ...] = ()  #: parts of the direction that nothing here or in the mix can do


def delivery(direction: str) -> Delivery:
    """Return what a direction asks for; its parts are separated by commas or semicolons."""
    rate, gain_db = 1.0, 0.0
    ignored: list[str] = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;]", direction))):
        rates = [factor for pattern, factor in _RATES if pattern.search(part)]
        gains = [gain for pattern, gain in _GAINS_DB if pattern.search(part)]
        rate *= rates[0] if rates else 1.0
        gain_db += gains[0] if gains else 0.0
        if not (rates or gains or _ELSEWHERE.search(part)):
            ignored.append(part)
    return Delivery(rate=round(rate, 4), gain_db=gain_db, ignored=tuple(ignored))


def ignored_directions(script: Script, stresses: Callable[[Speech], bool] | None = None) -> tuple[tuple[int, str], ...]:
    """Return line and text of every direction and every ``*emphasis*`` that no voice here can follow.

    `stresses` says whether the voice of a speech stresses words between stars; without it none does.
    """
    found: list[tuple[int, str]] = []
    for speech in script.speeches():
        found += [(speech.line, part) for part in delivery(speech.direction).ignored]
        if not (stresses and stresses(speech)):
            found += [(speech.line, mark[0]) for mark in EMPHASIS.finditer(speech.text)]
    return tuple(found)
