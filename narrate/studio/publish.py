"""``output/*.json`` -> feed, pages, playlist and pictures of the show, and from there to listeners."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate import __version__, addresses
from narrate.cache import write_atomically
from narrate.config import Settings
from narrate.errors import InputError, NarrateError, SetupError, raise_all
from narrate.model import Episode, Show
from narrate.report import Reporter
from narrate.sidecar import parse_episode
from narrate.studio.produce import write_if_changed
from narrate.studio.project import Project

if TYPE_CHECKING:
    from narrate.publishing.feed.check import Finding

SHOW_PIXELS = 3000
SUFFIXES = frozenset(
    {"mp3", "vtt", "srt", "json", "transcript.json", "chapters.json", "timeline.svg", "jpg", "html", "epub"}
)
NOT_EPISODES = (".transcript.json", ".chapters.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What `publish` did, a line a file or a fact."""

    lines: tuple[str, ...]


def read_episode(project: Project, name: str) -> Episode:
    """Return a finished episode; raise InputError where it was not built yet."""
    name = project.name_of(name)
    path = project.output / f"{name}.json"
    try:
        return parse_episode(path.read_text(encoding="utf-8"), project.shown(path))
    except FileNotFoundError as error:
        raise InputError(
            "this episode was not built yet", where=project.shown(path), hint=f"run: narrate build {name}"
        ) from error


def read_episodes(project: Project) -> list[Episode]:
    """Return every finished episode in the output folder; raise InputError for each that cannot be read."""
    found: list[Episode] = []
    problems: list[NarrateError] = []
    for path in sorted(project.output.glob("*.json")):
        if path.name.endswith(NOT_EPISODES):
            continue
        try:
            found.append(parse_episode(path.read_text(encoding="utf-8"), project.shown(path)))
        except NarrateError as error:
            problems.append(error)
    raise_all(problems)
    return found


def refresh(project: Project, *, settings: Settings) -> list[Path]:
    """Write feed, pages, playlist and the show's picture; return the files that changed.

    Nothing is opened or drawn where neither the show nor an episode has changed since the last time.
    """
    stamp = project.output / ".cache" / "show.build.json"
    inputs = _inputs(project, settings)
    if _is_fresh(project, stamp, inputs):
        return []
    made = _made(project, settings)
    changed = [path for name, data in made.items() if write_if_changed(path := project.output / name, data)]
    if made:
        said = {"inputs": inputs, "files": [_state(project.output / name) for name in made]}
        write_atomically(stamp, json.dumps(said, indent=1).encode())
    return changed


def _made(project: Project, settings: Settings) -> dict[str, bytes]:
    from narrate.publishing.epub import write_epub
    from narrate.publishing.feed import feed
    from narrate.publishing.page import pages
    from narrate.publishing.playlist import playlist

    episodes = read_episodes(project)
    if not episodes and not (project.output / addresses.FEED).exists():
        return {}
    show = settings.show
    books = [write_epub(project.output, show, episode).stem for episode in episodes] if settings.publish.epub else []
    return {
        addresses.FEED: feed(show, episodes),
        addresses.PLAYLIST: playlist(episodes).encode(),
        addresses.COVER: _picture(project, show),
        **pages(show, episodes, timelines=[e.name for e in episodes if _timeline(project, e).is_file()], books=books),
    }


def _inputs(project: Project, settings: Settings) -> str:
    told = [__version__, json.dumps(asdict(settings), default=str, sort_keys=True)]
    watched = [*project.output.glob("*.json"), *project.output.glob("*.timeline.svg")]
    if settings.show.cover:
        watched.append(project.scripts / settings.show.cover)
    told += [str(_state(path)) for path in sorted(watched) if path.is_file()]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _state(path: Path) -> list[object]:
    found = path.stat()
    return [path.name, found.st_size, found.st_mtime_ns]


def _is_fresh(project: Project, stamp: Path, inputs: str) -> bool:
    try:
        said = json.loads(stamp.read_text(encoding="utf-8"))
        return said["inputs"] == inputs and all(_state(project.output / file[0]) == file for file in said["files"])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return False


def _timeline(project: Project, episode: Episode) -> Path:
    return project.output / f"{episode.name}.timeline.svg"


def _picture(project: Project, show: Show) -> bytes:
    """Return the show's picture: the user's own, checked, or one that we draw."""
    from narrate.production.cover import check_picture, cover

    if show.cover:
        return check_picture(project.scripts / show.cover)
    return cover(show.title, show.title, show.station, size=SHOW_PIXELS)


def withdraw(project: Project, name: str, *, settings: Settings) -> list[Path]:
    """Take an episode out of feed, page and output folder; return the files that were removed. Its script stays."""
    name = project.name_of(name)
    if not (project.output / f"{name}.json").is_file():
        built = ", ".join(episode.name for episode in read_episodes(project)) or "none"
        raise InputError(f"there is no finished episode {name}", hint=f"finished: {built}")
    episode = read_episode(project, name)
    made = [
        path for path in project.output.glob(f"{episode.name}.*") if path.is_file() and _belongs(path, episode.name)
    ]
    for path in (*made, project.output / ".cache" / f"{episode.name}.build.json"):
        path.unlink(missing_ok=True)
    refresh(project, settings=settings)
    return sorted(made)


def _belongs(path: Path, name: str) -> bool:
    # episode.1.mp3 may be the hashed download of "episode" or the file of an episode called "episode.1".
    rest = path.name.removeprefix(name + ".")
    return rest in SUFFIXES or bool(re.fullmatch(r"[0-9a-f]{8}\.mp3", rest))


def check_feed(project: Project) -> list[Finding]:
    """Return everything that the published files do not keep to; raise InputError where there is no feed yet."""
    from narrate.publishing.feed.check import check

    path = project.output / addresses.FEED
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("there is no feed yet", where=project.shown(path), hint="run: narrate build --all") from error
    return check(data, project.output, where=project.shown(path))


def serve(folder: Path, *, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve a folder until somebody presses Ctrl-C; say first where it is reached."""
    from narrate.publishing.serve import Listening
    from narrate.publishing.serve import serve as run

    def ready(listening: Listening) -> None:
        for page, feed in zip(listening.pages, listening.feeds, strict=True):
            say(f"listen:    {page}")
            say(f"subscribe: {feed}")
        say(listening.qr)
        if host.startswith("127.") or host == "localhost":
            say("for a phone on the same network: narrate serve --host 0.0.0.0")
        say("stop with Ctrl-C")

    if not folder.is_dir():
        raise InputError("there is no such folder", where=str(folder), hint="run: narrate build NAME")
    run(folder, host=host, port=port, ready=ready)


def send(project: Project, dest: str, *, dry_run: bool, prune: bool, as_zip: bool, reporter: Reporter) -> Sent:
    """Check the feed and bring the files to `dest`; nothing is sent when the check finds an error."""
    from narrate.publishing.enclosure import outdated
    from narrate.publishing.upload import publish, zip_offline

    settings = project.settings()
    episodes = read_episodes(project)
    if not episodes:
        raise InputError(
            "there is nothing to publish yet", where=project.shown(project.output), hint="narrate build NAME"
        )
    refresh(project, settings=settings)
    if as_zip or dest.lower().endswith(".zip"):
        path = zip_offline(project.output, episodes, Path(dest))
        return Sent(lines=(f"{path}: {path.stat().st_size / 1e6:.1f} MB",))
    raise_all(_changed_by_hand(project, episodes))
    errors = [finding for finding in check_feed(project) if finding.level == "error"]
    raise_all(
        InputError(finding.message, where=finding.where, hint="narrate check --feed lists everything")
        for finding in errors
    )
    if not settings.show.address:
        raise SetupError(
            "the show has no address",
            where=project.shown(project.show_file),
            hint='write where the folder will be reached: address = "https://example.org/radio/" under [show]',
        )
    result = publish(project.output, episodes, dest, prune=prune, dry_run=dry_run, reporter=reporter)
    if not dry_run:
        # The feed at the destination no longer leads to them, and nobody downloads from here.
        for path in outdated(project.output, episodes):
            path.unlink()
    verb = "would send" if dry_run else "sent"
    lines = [f"{verb} {name}" for name in result.sent]
    lines += [f"{'would remove' if dry_run else 'removed'} {name}" for name in result.removed]
    lines += [f"left there: {name} (--prune removes it)" for name in result.left]
    lines.append(
        f"{verb} {len(result.sent)} files, {result.bytes_sent / 1e6:.1f} MB; {len(result.kept)} were there already"
    )
    lines.append(f"feed: {result.feed}")
    return Sent(lines=tuple(lines))


def _changed_by_hand(project: Project, episodes: list[Episode]) -> list[NarrateError]:
    """Return an error for each MP3 that is gone or not what was built."""
    from narrate.publishing.enclosure import check

    problems: list[NarrateError] = []
    for episode in episodes:
        try:
            check(project.output, episode)
        except NarrateError as error:
            problems.append(error)
    return problems
