"""What every engine here needs at its edges: samples to a clip, silence, and a text that is no more than marks.

In: float samples between -1 and 1. Out: a `Clip`. An engine that produced something that is no sound says so here,
so that it is voiced again instead of being stored.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from narrate.errors import EngineError
from narrate.model import Clip
from narrate.plugins import Utterance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: How long an engine is silent for a text in which there is nothing to say.
NOTHING_SECONDS = 0.2

#: A word and how it is said, in the engine's own alphabet: ``[Kalinovka](/kəlˈinəfkə/)``.
INLINE = re.compile(r"\[([^\[\]]+)\]\(/([^()]*?)/\)")


#: A word to be stressed, for engines that say ``emphasis = True``: ``*never*``, ``*[Orel](/əɹjˈɔl/)*``.
STRESSED = re.compile(r"(?<![\w*])\*((?:[^\s*\[]|\[[^\[\]*]+\]\(/[^()*]*?/\))+)\*(?!\w)")


def clip_of(samples: NDArray[np.float32], rate_hz: int) -> Clip:
    """Return float samples (-1 to 1, one channel) as a clip; raise EngineError for what is not a number."""
    import numpy as np

    if not np.isfinite(samples).all():
        raise EngineError(
            "the voice returned samples that are no numbers", hint="build again; the other takes are kept"
        )
    pcm: Any = np.rint(np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2")
    return Clip(pcm=pcm.tobytes(), rate_hz=rate_hz)


def silence(rate_hz: int, seconds: float = NOTHING_SECONDS) -> Utterance:
    """Return what an engine says when there is nothing to say."""
    return Utterance(clip=Clip(pcm=bytes(2 * round(rate_hz * seconds)), rate_hz=rate_hz))


def has_words(text: str) -> bool:
    """Say whether there is a letter or a digit in a text, so that something can be said."""
    return any(letter.isalnum() for letter in text)


def plain(text: str) -> str:
    """Return a text without inline pronunciations and marks of stress: the words alone."""
    return INLINE.sub(r"\1", STRESSED.sub(r"\1", text))
