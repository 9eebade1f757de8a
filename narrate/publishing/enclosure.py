"""The file that subscribers download: NAME.mp3 under a name that changes with its content.

In: the folder and a finished ``NAME.mp3``. Out: an `Enclosure` whose file is a second name of the same bytes. The
names of earlier renderings stay until the next publish, since clients that have read the old feed still ask for them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from narrate.addresses import enclosure_name
from narrate.errors import InputError, SetupError
from narrate.model import Enclosure, Episode

_ENCLOSURE = re.compile(r"(?P<name>.+)\.[0-9a-f]{8}\.mp3")


def place(folder: Path, name: str) -> Enclosure:
    """Give ``NAME.mp3`` its content name, without a copy where the file system can; return the enclosure."""
    mp3 = folder / f"{name}.mp3"
    try:
        wanted = folder / enclosure_name(name, mp3)
        length = mp3.stat().st_size
        if not (wanted.exists() and wanted.samefile(mp3)):
            temporary = wanted.with_name(f".{wanted.name}.new")
            temporary.unlink(missing_ok=True)
            try:
                os.link(mp3, temporary)
            except OSError:
                # Some file systems and shares know no second name.
                shutil.copyfile(mp3, temporary)
            temporary.replace(wanted)
            temporary.unlink(missing_ok=True)  # replacing a name by another of the same file leaves both
    except FileNotFoundError as error:
        raise InputError("there is no such MP3", where=str(mp3), hint=f"run: narrate build {name}") from error
    except OSError as error:
        raise SetupError(f"cannot write it: {error.strerror}", where=str(folder), hint="make room") from error
    return Enclosure(file=wanted.name, length=length)


def outdated(folder: Path, episodes: Iterable[Episode]) -> tuple[Path, ...]:
    """Return the enclosures of these episodes that an earlier rendering left."""
    current = {episode.name: episode.enclosure.file for episode in episodes}
    found = []
    for path in sorted(folder.glob("*.mp3")):
        match = _ENCLOSURE.fullmatch(path.name)
        if match and current.get(match["name"], path.name) != path.name:
            found.append(path)
    return tuple(found)


def check(folder: Path, episode: Episode) -> None:
    """Raise InputError where the file is not what the episode says: deleted, or changed by hand."""
    path = folder / episode.enclosure.file
    hint = f"run: narrate build {episode.name}"
    try:
        length = path.stat().st_size
        name = enclosure_name(episode.name, path)
    except FileNotFoundError as error:
        raise InputError("the MP3 of this episode is gone", where=str(path), hint=hint) from error
    except OSError as error:
        raise InputError(f"cannot read it: {error.strerror}", where=str(path), hint=hint) from error
    hashed = _ENCLOSURE.fullmatch(episode.enclosure.file)
    if length != episode.enclosure.length or (hashed and name != episode.enclosure.file):
        raise InputError("the MP3 was changed after it was made", where=str(path), hint=hint)
