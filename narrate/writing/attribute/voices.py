"""A whole block in one voice: a turn after a label, or a text without marks."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.model import SpeechKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks a whole block."""

    speaker: str
    rule: str
    confidence: float
    kind: SpeechKind = "excerpt"
    via: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where the label of a block ends and who speaks after it."""

    label_end: int
    speaker: str
    rule: str
    confidence: float = 0.97
    own: bool = True  #: False: a paragraph that goes on without a label
    start: int = 0  #: where the label begins
