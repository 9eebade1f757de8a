"""A whole block in one voice: a turn after a label, or a text without marks."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.model import SpeechKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks a block, all of it or most."""

    speaker: str
    rule: str
    confidence: float
    kind: SpeechKind = "excerpt"
    via: str = ""
    start: int = 0  #: what stands before it in the block is the narrator's
    end: int | None = None  #: so is what stands behind it; None: nothing does


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where the label of a block ends and who speaks after it."""

    label_end: int
    speaker: str
    rule: str
    confidence: float = 0.97
    own: bool = True  #: False: a paragraph that goes on without a label
    start: int = 0  #: where the label begins
