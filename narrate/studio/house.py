"""Is everything here that a build needs, and how much is kept of what was voiced."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from narrate.cache import Cache
from narrate.errors import NarrateError, SetupError
from narrate.plugins import find, names
from narrate.studio.project import Project

NEEDED_BYTES = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One thing that `doctor` looked at."""

    what: str
    good: bool
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheShown:
    """How much a cache holds."""

    address: str
    entries: int
    size: int  #: bytes
    freed: int | None  #: bytes that pruning removed; None where nothing was pruned


def doctor(project: Project) -> list[Examined]:
    """Look at Python, the packages, the voices, the project and the disk; nothing is changed."""
    return [
        Examined(
            what="Python", good=sys.version_info >= (3, 11), message=sys.version.split()[0], hint="use 3.11 or later"
        ),
        *(_package(name) for name in ("av", "numpy", "onnxruntime", "gTTS", "pydub", "mutagen", "lxml", "Pillow")),
        *(_engine(name) for name in names("engine") if name in ("hibari", "kokoro")),
        _examine("project", lambda: f"{project.root}: {len(project.names())} scripts"),
        _examine("show.toml", lambda: project.settings().show.title),
        _examine("output", lambda: _writable(project)),
        _disk(project),
    ]


def _package(name: str) -> Examined:
    try:
        return Examined(what=name, good=True, message=version(name))
    except PackageNotFoundError:
        return Examined(what=name, good=False, message="is not installed", hint="pip install narrate-radio")


def _engine(name: str) -> Examined:
    def speak() -> str:
        from narrate.model import Voice

        engine = find("engine", name)({})
        clip = engine.synthesize("One, two.", Voice(name=engine.voices()[0].name)).clip
        return f"speaks ({clip.seconds:.1f} s of sound)"

    return _examine(f"voice engine {name}", speak)


def _examine(what: str, look: Callable[[], str]) -> Examined:
    try:
        return Examined(what=what, good=True, message=look())
    except NarrateError as error:
        return Examined(what=what, good=False, message=str(error), hint=error.hint)


def _writable(project: Project) -> str:
    folder = project.output if project.output.exists() else project.root
    if not os.access(folder, os.W_OK):
        raise SetupError(f"{folder} cannot be written", hint="change its permissions, or use --project elsewhere")
    return f"{folder} can be written"


def _disk(project: Project) -> Examined:
    free = shutil.disk_usage(project.root).free
    return Examined(
        what="disk",
        good=free > NEEDED_BYTES,
        message=f"{free / 1e9:.1f} GB free",
        hint="make room: a build needs 0.5 GB",
    )


def cache(project: Project, *, prune: bool) -> CacheShown:
    """Return the size of the project's cache; with `prune`, remove first what no script's last build used."""
    address = project.cache_address(project.settings())
    store = Cache(address)
    freed = None
    if prune:
        from narrate.studio.produce import keys_in_use

        freed = store.prune(keys_in_use(project)) + _remove_outdated(project)
    entries, size = store.size()
    return CacheShown(address=address, entries=entries, size=size, freed=freed)


def _remove_outdated(project: Project) -> int:
    """Remove the downloads of earlier renderings from the output folder; return the bytes that came free."""
    from narrate.publishing.enclosure import outdated
    from narrate.studio.publish import read_episodes

    freed = 0
    for path in outdated(project.output, read_episodes(project)):
        # A second name of a file that is still there frees nothing.
        freed += path.stat().st_size if path.stat().st_nlink == 1 else 0
        path.unlink()
    return freed
