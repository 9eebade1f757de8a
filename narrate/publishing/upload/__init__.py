"""Bring the finished folder to where subscribers find it: a folder, a bucket, or a zip to carry along.

In: the output folder and its episodes. Out: the same files elsewhere, only those that changed, in an order that never
shows a subscriber a feed with a missing MP3: media first, the feed last. A run that breaks off is taken up by the next.
What a destination must be able to do is `Store`, four verbs; a folder is one, everything that fsspec knows is another.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate import addresses
from narrate.errors import InputError, NarrateError
from narrate.model import Episode
from narrate.publishing.media import caching, type_of
from narrate.publishing.upload.stores import Store, open_store, refused
from narrate.report import Reporter, Silent

#: What was sent, by name and digest: it lies beside the files, so that any machine can take up the work.
MANIFEST = ".narrate-published.json"
_OLD = "old:"  #: stands before the digest of what the last publish found superfluous


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a run did, or would do."""

    sent: tuple[str, ...]  #: in the order in which they went
    kept: tuple[str, ...]  #: were there already
    removed: tuple[str, ...]
    left: tuple[str, ...]  #: at the destination and not in the folder any more; `prune` would remove them
    bytes_sent: int
    feed: str  #: address of the feed


def publish(
    folder: Path,
    episodes: Sequence[Episode],
    destination: str,
    *,
    prune: bool = False,
    dry_run: bool = False,
    reporter: Reporter | None = None,
    options: Mapping[str, Any] | None = None,
) -> Published:
    """Bring the folder to `destination`, a path or an fsspec address such as ``s3://bucket/radio``.

    Only what changed goes. What is at the destination and no longer in the folder stays, except enclosures of earlier
    renderings from before the last publish, unless `prune` is asked for. A dry run takes the same path and writes
    nothing. Raises InputError where the folder has no feed or lacks an MP3, SetupError where the destination refuses.
    """
    reporter = reporter or Silent()
    names = _in_order(folder, episodes)
    store = open_store(destination, options or {})
    known = _manifest(store)
    there = store.sizes()
    digests = {name: _digest(folder / name) for name in names}
    for episode in episodes:
        _untouched(folder, episode, digests[episode.enclosure.file])
    sizes = {name: (folder / name).stat().st_size for name in names}
    sent = [n for n in names if there.get(n) != sizes[n] or known.get(n) != digests[n]]
    superfluous = sorted(name for name in there if name in known and name not in digests)
    gone = superfluous if prune else [n for n in superfluous if _outdated(n, episodes, known.get(n, ""))]
    result = Published(
        sent=tuple(sent),
        kept=tuple(name for name in names if name not in sent),
        removed=tuple(gone),
        left=tuple(name for name in superfluous if name not in gone),
        bytes_sent=sum(sizes[name] for name in sent),
        feed=_feed_address(folder),
    )
    if dry_run:
        return result
    reporter.started("publish", len(sent))
    try:
        for done, name in enumerate(sent, 1):
            store.write(name, folder / name, type_of(name), caching(name))
            known[name] = digests[name]
            # A machine that loses its power says nothing at the end.
            if name.endswith(".mp3"):
                _remember(store, known)
            reporter.progressed("publish", done, name)
        # Only now does nothing that subscribers read lead to them.
        for name in gone:
            store.remove(name)
            known.pop(name, None)
        for name in result.left:
            if name.endswith(".mp3") and not known[name].startswith(_OLD):
                known[name] = _OLD + known[name]
    except BaseException:
        with suppress(NarrateError):
            _remember(store, known)
        raise
    if sent or gone or result.left:
        _remember(store, known)
    reporter.finished("publish", {"sent": len(sent), "bytes": result.bytes_sent, "removed": len(gone)})
    return result


def _in_order(folder: Path, episodes: Sequence[Episode]) -> list[str]:
    """Return the files to publish: media and pictures, then texts, then pages, then the feed."""
    if not (folder / addresses.FEED).is_file():
        raise InputError("there is no feed in this folder", where=str(folder), hint="run: narrate build --all")
    whole = {f"{episode.name}.mp3" for episode in episodes}
    enclosures = {episode.enclosure.file for episode in episodes}
    for episode in episodes:
        if not (folder / episode.enclosure.file).is_file():
            where, hint = str(folder / episode.enclosure.file), f"run: narrate build {episode.name}"
            raise InputError("the MP3 of this episode is gone", where=where, hint=hint)
    names = []
    for path in folder.iterdir():
        name = path.name
        # NAME.mp3 holds the same bytes as its enclosure, and old enclosures are at the destination already.
        superfluous = name.endswith(".mp3") and name not in enclosures and (name in whole or _HASHED.search(name))
        if path.is_file() and not path.is_symlink() and not name.startswith(".") and not superfluous:
            names.append(name)

    def rank(name: str) -> tuple[int, str]:
        if name == addresses.FEED:
            return 3, name
        if name.endswith(".html"):
            return 2, name
        return (0 if re.search(r"\.(mp3|jpg|jpeg|png|svg|epub)$", name) else 1), name

    return sorted(names, key=rank)


def _untouched(folder: Path, episode: Episode, digest: str) -> None:
    """Raise InputError where an MP3 is not what its name and its episode say."""
    path = folder / episode.enclosure.file
    named = _HASHED.match(path.name)
    if path.stat().st_size != episode.enclosure.length or (named and not digest.startswith(named["digest"])):
        hint = f"run: narrate build {episode.name}"
        raise InputError("the MP3 was changed after it was made", where=str(path), hint=hint)


_HASHED = re.compile(r"^(?P<name>.+)\.(?P<digest>[0-9a-f]{8})\.mp3$")


def _outdated(name: str, episodes: Sequence[Episode], digest: str) -> bool:
    """Say whether this is the enclosure of an earlier rendering that the last publish already replaced."""
    match = _HASHED.match(name)
    current = {episode.name for episode in episodes}
    return match is not None and digest.startswith(_OLD) and match["name"] in current


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(store: Store) -> dict[str, str]:
    try:
        said = json.loads(store.read(MANIFEST) or b"{}")
    except ValueError:
        return {}
    return {str(name): str(digest) for name, digest in said.items()} if isinstance(said, dict) else {}


def _remember(store: Store, known: Mapping[str, str]) -> None:
    text = json.dumps(dict(sorted(known.items())), indent=0).encode()
    store.write(MANIFEST, text, "application/json", "no-store")


def _feed_address(folder: Path) -> str:
    with (folder / addresses.FEED).open("rb") as file:
        match = re.search(rb"<atom:link\b[^>]*\bhref=\"([^\"]+)\"", file.read(20_000))
    return match[1].decode() if match else ""


# --- to carry along ------------------------------------------------------------------------------------------------


def zip_offline(folder: Path, episodes: Sequence[Episode], target: Path) -> Path:
    """Write the folder as one zip that plays from disk: pages, MP3s, transcripts, playlist; return its path.

    The same files give the same bytes.
    """
    if not target.parent.is_dir():
        raise InputError("there is no such folder", where=str(target.parent), hint="make it, or give another")
    temporary = target.with_name(f".{target.name}.part")
    top = re.sub(r"[^\w-]+", "-", target.stem).strip("-") or "radio"
    try:
        with zipfile.ZipFile(temporary, "w") as archive:
            for name in sorted(_in_order(folder, episodes)):
                # MP3s and pictures are compressed already.
                method = zipfile.ZIP_STORED if type_of(name).startswith(("audio", "image/j")) else zipfile.ZIP_DEFLATED
                entry = zipfile.ZipInfo(f"{top}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
                entry.compress_type, entry.external_attr = method, 0o644 << 16
                with (folder / name).open("rb") as source, archive.open(entry, "w", force_zip64=True) as sink:
                    shutil.copyfileobj(source, sink, 1 << 20)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise refused(str(target), error) from error
    return target
