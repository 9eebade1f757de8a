"""Listen to takes and remember what was heard.

In: a take's sound and its text. Out: what was heard in it, kept beside the take (``KEY.heard``) so that a sentence is
listened to once for as long as its sound stays the same, and what is wrong with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from narrate import audio
from narrate.cache import Cache
from narrate.model import Clip
from narrate.production.verify.compare import Verdict, compare, is_too_short, repeats_itself
from narrate.production.verify.recogniser import Recogniser
from narrate.production.verify.repeats import ALIKE, Repeat, most_repeated

#: Under -40 dBFS at its loudest, a take is silence; recognisers hear words in that.
SILENT_PEAK = 0.01
#: Of ordinary speech, so that what was heard can be compared with what was only measured.
CONSONANTS_A_SECOND = 8.0
_SUFFIX = ".heard"
_FORMAT = "narrate heard 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What was heard in a take."""

    text: str  #: as the recogniser wrote it; "" for silence
    repeat: Repeat = field(default_factory=Repeat)  #: what its sound says by itself


def listen(clip: Clip, language: str, recogniser: Recogniser) -> Hearing:
    """Return what is heard in a clip."""
    if audio.peak(clip) < SILENT_PEAK:
        return Hearing(text="")
    return Hearing(text=recogniser.listen(clip, language), repeat=most_repeated(clip))


def listened(key: str, clip: Clip, language: str, *, recogniser: Recogniser, cache: Cache) -> Hearing:
    """Return what is heard in a take, from the cache where the same sound was listened to before."""
    sound = sha256(clip.pcm).hexdigest()
    asked = {"format": _FORMAT, "recogniser": recogniser.fingerprint, "language": language, "sound": sound}
    kept = _kept(cache.read(key, suffix=_SUFFIX), asked)
    if kept is not None:
        return kept
    hearing = listen(clip, language, recogniser)
    cache.write(key, json.dumps({**asked, **asdict(hearing)}, ensure_ascii=False).encode(), suffix=_SUFFIX)
    return hearing


def _kept(entry: bytes | None, asked: dict[str, str]) -> Hearing | None:
    try:
        kept: Any = json.loads(entry) if entry else {}
        if not asked.items() <= kept.items():
            return None
        return Hearing(text=str(kept["text"]), repeat=Repeat(**kept["repeat"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # another version wrote it, or half of it: listen again


def judge(hearing: Hearing, text: str, *, language: str = "en", also: Iterable[str] = ()) -> Verdict:
    """Return what is wrong with a take of `text`; `also` are other ways to write the same.

    What the recogniser understood rightly may still be said twice: it leaves out what was stammered.
    """
    verdict = compare(text, hearing.text, language=language, also=also)
    twice = hearing.repeat.likeness >= ALIKE and not repeats_itself(text, language)
    if verdict.kind or not twice or is_too_short(text, language):
        return verdict
    heard = f"{hearing.repeat.seconds:.1f} s are heard twice at {hearing.repeat.start_seconds:.1f} s"
    return Verdict(kind="doubled", cost=hearing.repeat.seconds * CONSONANTS_A_SECOND, heard=heard)
