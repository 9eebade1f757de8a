"""Listen back to what was built: which sentences are not said as they are written, and better takes of them.

The order is: plan the takes as a build does, listen to each, judge; then, if wanted, voice what was not understood in
other ways and keep the best. A better take stands in the cache under the same key, so that the next build uses it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from narrate.cache import Cache
from narrate.config import Settings, override
from narrate.errors import InputError, NarrateError
from narrate.plugins import Engine
from narrate.report import Reporter
from narrate.studio.locks import locked
from narrate.studio.project import Project

if TYPE_CHECKING:
    from narrate.production.lexicon import Lexicon
    from narrate.production.record.plan import Planned
    from narrate.production.takes import Recorded
    from narrate.production.verify import Hearing, Kind, Recogniser, Verdict

#: How a sentence is said again: times its speed, and in how many parts. A neural voice that stumbles over one input
#: does not over one that differs a little; the nearest to the first take comes first.
OTHER_WAYS = ((0.97, 1), (1.03, 1), (1.0, 2), (0.94, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A sentence that was not understood."""

    where: str  #: ``scripts/NAME.md:12``
    kind: Kind
    text: str
    heard: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the recogniser made of an episode."""

    faults: tuple[Fault, ...]
    summary: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A take with what was heard in it and what is wrong with it."""

    take: Planned
    hearing: Hearing
    verdict: Verdict


def verify(
    project: Project, name: str, *, fix: bool = False, reporter: Reporter, recogniser: Recogniser | None = None
) -> Heard:
    """Return the sentences of a built episode that are not said as they are written.

    With `fix`, each is voiced again in other ways and the best take kept. Raises InputError for a script whose
    sentences are not all voiced, SetupError where the recogniser is not installed.
    """
    name = project.name_of(name)
    if recogniser is None:
        from narrate.production.verify import Whisper

        recogniser = Whisper(threads=min(4, os.cpu_count() or 1))
        recogniser.ready()
    with locked(project.output / ".cache" / f"{name}.lock", name):
        room, takes = _room(project, name, recogniser, reporter)
        judged = _listen(room, takes, reporter)
        mended = _mend(room, judged, reporter) if fix else []
        if mended:
            _forget_build(project, name)
    faults = tuple(
        Fault(where=room.place(one.take), kind=one.verdict.kind, text=one.take.text, heard=_heard(one))
        for one in (judged[take.key] for take in takes)
        if one.verdict.kind
    )
    return Heard(
        faults=faults,
        summary=_summary(takes, faults, name, mended=len(mended), fix=fix),
        details=(*mended, *_unjudged(room, takes)),
    )


# --- what is listened to -------------------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class _Room:
    """What listening and voicing again need."""

    engines: Mapping[str, Engine]
    cache: Cache
    lexicon: Lexicon
    recogniser: Recogniser
    rate_hz: int
    where: str  #: the script, as a person names it

    def place(self, take: Planned) -> str:
        return f"{self.where}:{take.line}"

    def recorded(self, take: Planned) -> Recorded | None:
        """Return a take from the cache, None where it is missing or damaged."""
        from narrate.production.takes import unpack

        entry = self.cache.read(take.key)
        return unpack(entry) if entry is not None else None

    def examine(self, take: Planned, recorded: Recorded) -> _Judged:
        """Listen to a take, a second time where the recogniser itself may have slipped."""
        from narrate.production.verify import listened, needs_second

        def at(*, twice: bool) -> _Judged:
            language = take.voice.language
            heard = listened(
                take.key, recorded.clip, language, recogniser=self.recogniser, cache=self.cache, twice=twice
            )
            return self.judge(take, heard)

        first = at(twice=False)
        return at(twice=True) if needs_second(first.verdict) else first

    def judge(self, take: Planned, hearing: Hearing) -> _Judged:
        """Say what is wrong with a take; a name may be heard as it is written or as the lexicon respells it."""
        from narrate.production.engines.clips import plain
        from narrate.production.speakable import speakable
        from narrate.production.verify import judge

        language = take.voice.language
        respelt = speakable(take.text, language, lexicon=self.lexicon).text
        verdict = judge(hearing, take.text, language=language, also=(plain(take.spoken), respelt))
        return _Judged(take=take, hearing=hearing, verdict=verdict)


def _room(project: Project, name: str, recogniser: Recogniser, reporter: Reporter) -> tuple[_Room, tuple[Planned, ...]]:
    """Return the takes of the last build; raise InputError where the script has sentences that were not voiced."""
    from narrate.production.record.plan import plan
    from narrate.studio.cast import cast_script, engines_of
    from narrate.studio.produce import project_lexicon

    script = project.read_script(name)
    lexicon = project_lexicon(project)
    missing: list[str] = []
    for settings in _settings(project, name):
        engines = engines_of(settings, script)
        cast = cast_script(project, name, script, settings=settings, engines=engines, reporter=reporter)
        rate_hz = settings.sound.rate_hz
        takes = plan(cast, lexicon=lexicon, engines=engines, rate_hz=rate_hz)
        room = _Room(
            engines=engines,
            cache=Cache(project.cache_address(settings)),
            lexicon=lexicon,
            recogniser=recogniser,
            rate_hz=rate_hz,
            where=project.shown(project.script_file(name)),
        )
        silent = [take for take in takes if room.recorded(take) is None]
        if not silent:
            return room, takes
        missing.append(f"{len(silent)} of {len(takes)} sentences are not voiced, the first in line {silent[0].line}")
    raise InputError(missing[0], where=project.shown(project.script_file(name)), hint=f"narrate build {name}")


def _settings(project: Project, name: str) -> Iterator[Settings]:
    """Yield the settings of the show, then with the one engine that the last build was asked for."""
    from narrate.sidecar import parse_episode

    settings = project.settings()
    yield settings
    sidecar = project.output / f"{name}.json"
    try:
        episode = parse_episode(sidecar.read_text(encoding="utf-8"), project.shown(sidecar))
    except (OSError, NarrateError):
        return
    engines = {line.engine for line in episode.lines}
    if len(engines) == 1:
        yield override(settings, voices__engine=engines.pop())


def _listen(room: _Room, takes: Sequence[Planned], reporter: Reporter) -> dict[str, _Judged]:
    """Return the judgement on each take by its key; a sentence that is said twice is listened to once."""
    once = {take.key: take for take in reversed(takes)}
    judged: dict[str, _Judged] = {}
    reporter.started("listen", len(once))
    for done, take in enumerate(reversed(once.values()), 1):
        recorded = room.recorded(take)
        if recorded is None:
            raise InputError("a take has gone from the cache while it was used", where=room.place(take))
        judged[take.key] = room.examine(take, recorded)
        reporter.progressed("listen", done, take.text)
    reporter.finished("listen", {"faults": sum(bool(one.verdict.kind) for one in judged.values())})
    return judged


# --- voicing again -------------------------------------------------------------------------------------------------


def _mend(room: _Room, judged: dict[str, _Judged], reporter: Reporter) -> list[str]:
    """Voice what was not understood again and keep what is better; return a line on each, and change `judged`."""
    faulty = [one for one in judged.values() if one.verdict.kind]
    told: list[str] = []
    reporter.started("voice again", len(faulty))
    for done, one in enumerate(faulty, 1):
        found = _better(room, one)
        if found is None:
            reporter.warned("no other way to say it was understood better", where=room.place(one.take))
        else:
            how, better, entry = found
            room.cache.write(one.take.key, entry)
            judged[one.take.key] = better
            result = better.verdict.kind or "understood"
            told.append(f"{room.place(one.take)}: {one.verdict.kind}, voiced again ({how}): {result}")
        reporter.progressed("voice again", done, one.take.text)
    reporter.finished("voice again", {"mended": len(told)})
    return told


def _better(room: _Room, first: _Judged) -> tuple[str, _Judged, bytes] | None:
    """Return the best other take, how it was voiced and its cache entry; None where none is better."""
    from narrate.production.takes import pack, unpack
    from narrate.production.verify import listen

    before = room.recorded(first.take)
    best: tuple[str, _Judged, bytes] | None = None
    for how, entry in _voiced_again(room, first.take):
        recorded = unpack(entry)
        if recorded is None or before is None:
            continue
        recorded = _of_other_length(recorded, before)
        other = room.judge(first.take, listen(recorded.clip, first.take.voice.language, room.recogniser))
        if _badness(other) < _badness(best[1] if best else first):
            best = (how, other, pack(recorded))
        if not other.verdict.kind:
            break
    return best


def _voiced_again(room: _Room, take: Planned) -> Iterator[tuple[str, bytes]]:
    """Yield the take voiced in other ways, with a word on how; a way in which the voice fails is left out."""
    from narrate.production.record.perform import perform

    for speed, parts in OTHER_WAYS:
        voice = replace(take.voice, rate=round(take.voice.rate * speed, 4))
        longest = len(take.spoken) // parts + 10 if parts > 1 else 0
        how = f"speed {speed:g}" + (f", in {parts} parts" if parts > 1 else "")
        try:
            yield how, perform(room.engines[voice.engine], take.spoken, voice, room.rate_hz, longest=longest)
        except NarrateError:
            continue


def _badness(judged: _Judged) -> tuple[bool, float]:
    return bool(judged.verdict.kind), judged.verdict.cost


def _of_other_length(recorded: Recorded, before: Recorded) -> Recorded:
    """Return a take that is not as long as the one it replaces.

    What was rendered of the old take is kept under its key and its length; one sample less tells the two apart.
    """
    if recorded.frames != before.frames:
        return recorded
    clip = replace(recorded.clip, pcm=recorded.clip.pcm[:-2])
    return replace(recorded, clip=clip, frames=clip.frames)


def _forget_build(project: Project, name: str) -> None:
    """Let the next build render again: its stamp knows the script and the settings, not the sound of the takes."""
    (project.output / ".cache" / f"{name}.build.json").unlink(missing_ok=True)


# --- what is said of it --------------------------------------------------------------------------------------------


def _heard(judged: _Judged) -> str:
    heard = judged.hearing.texts[0] if judged.hearing.texts else "nothing"
    return heard if judged.verdict.said or not judged.verdict.heard else f"{heard} ({judged.verdict.heard})"


def _unjudged(room: _Room, takes: Sequence[Planned]) -> list[str]:
    from narrate.production.verify import is_too_short

    return [f"{room.place(take)}: too short to judge: {take.text}" for take in takes if is_too_short(take.text)]


def _summary(takes: Sequence[Planned], faults: Sequence[Fault], name: str, *, mended: int, fix: bool) -> str:
    said = f"{len(takes)} sentences, {len(takes) - len(faults)} understood as they are written"
    if mended:
        said += f"; {mended} voiced again, now: narrate build {name}"
    elif faults and not fix:
        said += f"; narrate verify {name} --fix voices the others again"
    return said
