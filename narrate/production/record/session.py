"""The recording session: what is missing is voiced, several takes at once, and stored as each is finished.

In: a cast script and a cache. Out: takes. The first sentences come first, so that somebody can listen while the rest is
made, then the longest, so that no worker is left alone with a long one at the end. When a sentence fails the others are
finished; then every one that failed is named.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from narrate.cache import Cache
from narrate.config import Settings
from narrate.errors import EngineError, InputError, NarrateError, OutageError, SetupError, raise_all
from narrate.model import Script, Take, Voice
from narrate.plugins import Engine
from narrate.production.engines.phonemes import shorten
from narrate.production.record.perform import perform, perform_elsewhere
from narrate.production.record.plan import Planned, plan
from narrate.production.speakable import AS_WRITTEN, unruled
from narrate.production.takes import Recorded, figures, unpack
from narrate.report import Reporter

if TYPE_CHECKING:
    from narrate.production.lexicon import Lexicon

#: A service that failed so often without a single success will not answer the next hundred requests either.
GIVE_UP_AFTER = 5
#: How many takes are handed at once to an executor whose workers are elsewhere.
FAR_WIDTH = 64


def record(
    script: Script,
    *,
    settings: Settings,
    lexicon: Lexicon | None,
    engines: Mapping[str, Engine],
    cache: Cache,
    rate_hz: int,
    executor: Executor,
    reporter: Reporter,
    where: str = "",
) -> tuple[Take, ...]:
    """Return the takes of a cast script in order; their sound lies in the cache.

    `where` names the script in errors. Raises SetupError when an engine cannot run, and for sentences that failed one
    error each, all together.
    """
    planned = plan(script, lexicon=lexicon, engines=engines, rate_hz=rate_hz)
    for language in unruled(take.voice.language for take in planned):
        reporter.warned(f"{language}: {AS_WRITTEN}")
    found = _in_cache(planned, cache)
    missing = _missing(planned, found)
    if missing and isinstance(executor, ThreadPoolExecutor):
        stand_ins = _stand_ins(missing, engines, reporter)
        if stand_ins:
            cast = {who: stand_ins.get(voice.engine, _itself)(voice) for who, voice in script.cast.items()}
            planned = plan(replace(script, cast=cast), lexicon=lexicon, engines=engines, rate_hz=rate_hz)
            found = _in_cache(planned, cache)
            missing = _missing(planned, found)
    reporter.started("record", len(planned))
    session = _Session(
        settings=settings,
        engines=engines,
        cache=cache,
        rate_hz=rate_hz,
        executor=executor,
        reporter=reporter,
        where=where,
    )
    found |= session.voice(missing, done=len(planned) - len(missing))
    takes = tuple(_take(one, found[one.key]) for one in planned)
    seconds = sum(take.frames for take in takes) / rate_hz
    reporter.finished("record", {"takes": len(takes), "voiced": len(missing), "seconds": round(seconds, 1)})
    return takes


def _in_cache(planned: Sequence[Planned], cache: Cache) -> dict[str, Recorded]:
    """Return what the cache holds, without the samples; a damaged entry is none."""
    found: dict[str, Recorded] = {}
    for key in dict.fromkeys(take.key for take in planned):
        entry = cache.read(key)
        recorded = unpack(entry) if entry is not None else None
        if recorded is not None:
            found[key] = figures(recorded)
    return found


def _missing(planned: Sequence[Planned], found: Mapping[str, Recorded]) -> list[Planned]:
    """Return what must be voiced, in the order of the script; a sentence that is said twice is voiced once."""
    once: dict[str, Planned] = {}
    for take in planned:
        if take.key not in found:
            once.setdefault(take.key, take)
    return list(once.values())


def _itself(voice: Voice) -> Voice:
    return voice


def _stand_ins(
    missing: Sequence[Planned], engines: Mapping[str, Engine], reporter: Reporter
) -> dict[str, Callable[[Voice], Voice]]:
    """Load the engines that are needed; for one that cannot run, return what names another engine's voice.

    `ready` and `stand_in` are what an engine may have beside the protocol.
    """
    found: dict[str, Callable[[Voice], Voice]] = {}
    for name in dict.fromkeys(take.voice.engine for take in missing):
        ready = getattr(engines[name], "ready", None)
        stand_in = getattr(engines[name], "stand_in", None)
        if ready is None:
            continue
        try:
            ready()
        except SetupError as error:
            example = next(take.voice for take in missing if take.voice.engine == name)
            other = stand_in(example).engine if stand_in else ""
            if stand_in is None or other not in engines:
                raise
            reporter.warned(
                f"{error.message}: EVERY VOICE OF {name.upper()} IS REPLACED by one of {other}, which sounds less good "
                f"({error.hint})"
            )
            found[name] = stand_in
    return found


@dataclass(slots=True, kw_only=True)
class _Session:
    """What the takes of one build have in common."""

    settings: Settings
    engines: Mapping[str, Engine]
    cache: Cache
    rate_hz: int
    executor: Executor
    reporter: Reporter
    where: str
    problems: dict[str, NarrateError] = field(default_factory=dict)
    outages: dict[str, OutageError] = field(default_factory=dict)  #: by engine; one for all its sentences
    successes: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)

    def voice(self, missing: Sequence[Planned], *, done: int) -> dict[str, Recorded]:
        """Voice and store takes; return their figures. Raises for those that failed when all others are finished."""
        self.reporter.progressed("record", done)
        waiting = {name: deque(takes) for name, takes in self._in_order(missing).items()}
        running: dict[Future[bytes], Planned] = {}
        found: dict[str, Recorded] = {}
        try:
            while True:
                self._fill(waiting, running)
                if not running:
                    break
                ready, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in sorted(ready, key=lambda one: running[one].key):
                    take = running.pop(future)
                    self._collect(future, take, found)
                    done += 1
                    self.reporter.progressed("record", done, shorten(take.text))
        finally:
            for future in running:
                future.cancel()
        named = [self.problems[take.key] for take in missing if take.key in self.problems]
        raise_all([*self.outages.values(), *named])
        return found

    def _in_order(self, missing: Sequence[Planned]) -> dict[str, list[Planned]]:
        """Return what each engine is to do: the first takes of the script, then the longest first."""
        by_engine: dict[str, list[Planned]] = {}
        for take in missing:
            by_engine.setdefault(take.voice.engine, []).append(take)
        for name, takes in by_engine.items():
            first = self._width(name)
            takes[first:] = sorted(takes[first:], key=lambda take: -len(take.spoken))
        return by_engine

    def _width(self, engine: str) -> int:
        """Return how many takes of an engine may be under way."""
        if not isinstance(self.executor, ThreadPoolExecutor) and self.engines[engine].offline:
            return FAR_WIDTH
        return max(1, min(self.engines[engine].parallel, self.settings.voices.jobs or self.engines[engine].parallel))

    def _fill(self, waiting: Mapping[str, deque[Planned]], running: dict[Future[bytes], Planned]) -> None:
        for name, takes in waiting.items():
            if name in self.outages:
                takes.clear()
            if self.failures[name] >= GIVE_UP_AFTER and not self.successes[name] and not self.engines[name].offline:
                self._give_up(name, takes)
            under_way = sum(take.voice.engine == name for take in running.values())
            while takes and under_way < self._width(name):
                take = takes.popleft()
                running[self._submit(take)] = take
                under_way += 1

    def _submit(self, take: Planned) -> Future[bytes]:
        if isinstance(self.executor, ThreadPoolExecutor):
            engine = self.engines[take.voice.engine]
            return self.executor.submit(perform, engine, take.spoken, take.voice, self.rate_hz)
        options = json.dumps(dict(self.settings.engines.get(take.voice.engine, {})), sort_keys=True, default=str)
        return self.executor.submit(
            perform_elsewhere, take.voice.engine, options, take.spoken, take.voice, self.rate_hz
        )

    def _collect(self, future: Future[bytes], take: Planned, found: dict[str, Recorded]) -> None:
        try:
            entry = future.result()
        except SetupError:
            raise  # it cannot work for any other sentence either
        except OutageError as error:
            self.outages.setdefault(take.voice.engine, error)
            return
        except NarrateError as error:
            self.failures[take.voice.engine] += 1
            self.problems[take.key] = self._named(error, take)
            return
        except Exception as error:  # a worker that died, an executor that lost its connection
            raise EngineError(
                f"the recording broke off: {error!r}", hint="build again; what was voiced is kept"
            ) from error
        self.cache.write(take.key, entry)
        recorded = unpack(entry)
        if recorded is None:
            raise EngineError("a worker returned a take that is damaged", hint="build again; what was voiced is kept")
        found[take.key] = figures(recorded)
        self.successes[take.voice.engine] += 1

    def _place(self, take: Planned) -> str:
        return f"{self.where}:{take.line}" if self.where and take.line else self.where or f"line {take.line}"

    def _named(self, error: NarrateError, take: Planned) -> NarrateError:
        kind = type(error) if type(error) in (InputError, EngineError) else EngineError
        named = kind(f"{shorten(take.text)!r}: {error.message}", hint=error.hint, where=self._place(take))
        named.__cause__ = error
        return named

    def _give_up(self, engine: str, takes: deque[Planned]) -> None:
        for take in takes:
            problem = EngineError("not tried, since this engine failed from the start", hint="see the first error")
            self.problems[take.key] = self._named(problem, take)
        takes.clear()


def _take(planned: Planned, recorded: Recorded) -> Take:
    return Take(
        speech=planned.speech,
        text=planned.text,
        spoken=planned.spoken,
        voice=planned.voice,
        key=planned.key,
        frames=recorded.frames,
        energies=recorded.energies,
        peak=recorded.peak,
        words=recorded.words,
        pause_seconds=planned.pause_seconds,
        gain_db=planned.gain_db,
    )
