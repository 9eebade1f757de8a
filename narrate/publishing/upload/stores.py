"""Places for files: a folder, or whatever fsspec has a driver for."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from narrate.cache import write_atomically
from narrate.errors import NarrateError, SetupError

ATTEMPTS = 2  #: the drivers try again by themselves too


class Store(Protocol):
    """A place for files."""

    def read(self, name: str) -> bytes | None:
        """Return a small file, or None where there is none."""

    def write(self, name: str, source: Path | bytes, kind: str, cache: str) -> None:
        """Store a whole file; a reader sees the old or the new one."""

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""

    def sizes(self) -> Mapping[str, int]:
        """Return every file and its length in bytes."""


def open_store(destination: str, options: Mapping[str, Any]) -> Store:
    """Return the store behind a path or an address."""
    if "://" in destination and not destination.startswith("file://"):
        return RemoteStore(destination, options)
    return FolderStore(Path(destination.removeprefix("file://")).expanduser())


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder of this machine, or of a share."""

    root: Path

    def read(self, name: str) -> bytes | None:
        """Return a file, or None."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise refused(str(self.root), error) from error

    def write(self, name: str, source: Path | bytes, kind: str, cache: str) -> None:
        """Copy a file under a hidden name and rename it."""
        if isinstance(source, bytes):
            write_atomically(self.root / name, source)
            return
        temporary = self.root / f".{name}.part"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, temporary)
            temporary.replace(self.root / name)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise refused(str(self.root / name), error) from error

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.root / name).unlink(missing_ok=True)

    def sizes(self) -> Mapping[str, int]:
        """Return the files of the folder."""
        try:
            return {entry.name: entry.stat().st_size for entry in os.scandir(self.root) if entry.is_file()}
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise refused(str(self.root), error) from error


@dataclass(slots=True)
class RemoteStore:
    """Whatever fsspec has a driver for."""

    address: str
    options: Mapping[str, Any] = field(default_factory=dict)
    _files: Any = None
    _root: str = ""

    def _open(self) -> Any:
        if self._files is None:
            hint = 'pip install "narrate-radio[s3]"'
            try:
                import fsspec

                self._files, root = fsspec.core.url_to_fs(self.address, **self.options)
            except (ImportError, ValueError) as error:
                raise SetupError(f"cannot publish to {self.address}: {error}", hint=hint) from error
            self._root = root.rstrip("/")
        return self._files

    def _try(self, what: str, action: Any) -> Any:
        """Do it; again after a fault that may pass, with a word about the destination after one that does not."""
        for attempt in range(ATTEMPTS):
            try:
                return action(self._open())
            except FileNotFoundError:
                raise
            except NarrateError:
                raise
            except Exception as error:  # every driver has errors of its own
                if attempt + 1 == ATTEMPTS or not _passes(error):
                    raise refused(f"{self.address}/{what}".rstrip("/"), error) from error
                self._files.invalidate_cache()
        raise AssertionError("the loop returns or raises")  # pragma: no cover

    def read(self, name: str) -> bytes | None:
        """Return an object, or None."""
        try:
            return bytes(self._try(name, lambda files: files.cat_file(f"{self._root}/{name}")))
        except FileNotFoundError:
            return None

    def write(self, name: str, source: Path | bytes, kind: str, cache: str) -> None:
        """Store an object with its type and cache lines; a bucket shows it only when it is whole."""
        # s3fs takes headers by these names; drivers that know no headers take none.
        headers: dict[str, Any] = {"ContentType": kind, "CacheControl": cache} if self._is_s3() else {}

        def put(files: Any) -> None:
            if not self._is_s3():
                files.makedirs(self._root, exist_ok=True)
            if isinstance(source, bytes):
                files.pipe_file(f"{self._root}/{name}", source, **headers)
            else:
                files.put_file(str(source), f"{self._root}/{name}", **headers)

        try:
            self._try(name, put)
        except FileNotFoundError as error:
            raise refused(f"{self.address}/{name}", error) from error

    def _is_s3(self) -> bool:
        return self.address.startswith(("s3://", "s3a://"))

    def remove(self, name: str) -> None:
        """Remove an object."""
        try:
            self._try(name, lambda files: files.rm_file(f"{self._root}/{name}"))
        except FileNotFoundError:
            return

    def sizes(self) -> Mapping[str, int]:
        """Return the objects directly under the address."""
        try:
            found = self._try("", lambda files: files.ls(self._root, detail=True, refresh=True))
        except FileNotFoundError:
            return {}
        return {entry["name"].rpartition("/")[2]: int(entry["size"] or 0) for entry in found if entry["type"] == "file"}


def _passes(error: Exception) -> bool:
    """Say whether trying again may help: a line that broke or a server that is busy, not a wrong key."""
    said = f"{type(error).__name__} {error}"
    faults = r"(?i)time.?out|timed out|reset|connect|broken|slow ?down|busy|internal|\b5\d\d\b|incomplete|disconnected"
    return bool(re.search(faults, said))


def refused(where: str, error: Exception) -> SetupError:
    """Return the error for a destination that refused, with what to do about it."""
    said = str(getattr(error, "strerror", None) or str(error) or type(error).__name__).splitlines()[0][:300]
    if isinstance(error, PermissionError) or re.search(r"(?i)credential|forbidden|denied|signature|access key", said):
        hint = "check the credentials and that they may list, read and write there"
    else:
        hint = "check the address and the line; what went over already is not sent again"
    return SetupError(f"cannot publish: {said}", where=where, hint=hint)
