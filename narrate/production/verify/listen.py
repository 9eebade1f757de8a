"""Listen to takes and remember what was heard.

In: a take's sound and its text. Out: what was heard in it, kept beside the take (``KEY.heard``) so that a sentence is
listened to once for as long as its sound stays the same, and what is wrong with it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
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
#: Silence put around a take for the first listening and for the second: in takes that begin and end at once, Whisper
#: now and then leaves out the last words.
ROOM_SECONDS = (0.3, 1.0)
#: What may still be wrong in a second listening that overrules the first, in consonants.
ACQUITTED_COST = 1.5
_SUFFIX = ".heard"
_FORMAT = "narrate heard 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What was heard in a take."""

    texts: tuple[str, ...] = ()  #: as the recogniser wrote it, once for each time it listened; none for silence
    repeat: Repeat = field(default_factory=Repeat)  #: what its sound says by itself


def listen(clip: Clip, language: str, recogniser: Recogniser, before: Hearing | None = None) -> Hearing:
    """Return what is heard in a clip; `before` is what was heard in it already, and is kept beside."""
    if audio.peak(clip) < SILENT_PEAK:
        return Hearing()
    texts = before.texts if before else ()
    around = audio.silence(round(ROOM_SECONDS[min(len(texts), 1)] * clip.rate_hz), clip.rate_hz)
    text = recogniser.listen(audio.join([around, clip, around]), language)
    return Hearing(texts=(*texts, text), repeat=before.repeat if before else most_repeated(clip))


def listened(
    key: str, clip: Clip, language: str, *, recogniser: Recogniser, cache: Cache, twice: bool = False
) -> Hearing:
    """Return what is heard in a take, from the cache where the same sound was listened to before.

    With `twice` the recogniser has listened a second time, so that its own slips are told from those of the voice.
    """
    sound = sha256(clip.pcm).hexdigest()
    asked = {"format": _FORMAT, "recogniser": recogniser.fingerprint, "language": language, "sound": sound}
    kept = _kept(cache.read(key, suffix=_SUFFIX), asked)
    if kept is not None and (not twice or len(kept.texts) != 1):
        return kept
    hearing = listen(clip, language, recogniser, kept)
    if twice and len(hearing.texts) == 1:
        hearing = listen(clip, language, recogniser, hearing)
    cache.write(key, json.dumps({**asked, **asdict(hearing)}, ensure_ascii=False).encode(), suffix=_SUFFIX)
    return hearing


def _kept(entry: bytes | None, asked: dict[str, str]) -> Hearing | None:
    try:
        kept: Any = json.loads(entry) if entry else {}
        if not asked.items() <= kept.items():
            return None
        return Hearing(texts=tuple(map(str, kept["texts"])), repeat=Repeat(**kept["repeat"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # another version wrote it, or half of it: listen again


def judge(hearing: Hearing, text: str, *, language: str = "en", also: Sequence[str] = ()) -> Verdict:
    """Return what is wrong with a take of `text`; `also` are other ways to write the same.

    A second listening acquits a take in which it understood nearly all. And what was understood rightly may still be
    said twice, since recognisers leave out what was stammered.
    """
    verdict, *later = [compare(text, heard, language=language, also=also) for heard in hearing.texts or ("",)]
    if needs_second(verdict):
        verdict = next((one for one in later if not one.kind and one.cost <= ACQUITTED_COST), verdict)
    twice = hearing.repeat.likeness >= ALIKE and not repeats_itself(text, language)
    if verdict.kind or not twice or is_too_short(text, language):
        return verdict
    heard = f"{hearing.repeat.seconds:.1f} s are heard twice at {hearing.repeat.start_seconds:.1f} s"
    return Verdict(kind="doubled", cost=hearing.repeat.seconds * CONSONANTS_A_SECOND, heard=heard)


def needs_second(verdict: Verdict) -> bool:
    """Say whether a verdict may be a slip of the recogniser: it stops early and skips, but repeats nothing."""
    return verdict.kind in ("dropped", "cut", "garbled")
