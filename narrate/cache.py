"""A content-addressed store of takes: what was voiced once is never voiced again.

In: a key (64 hexadecimal digits) and bytes. Out: the same bytes, or None. The store is a folder, or any address that
fsspec knows (``s3://bucket/takes``), so that several machines can share it. Writes are atomic: a crash leaves whole
entries and nothing else.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from narrate.errors import SetupError


def key_of(*parts: str) -> str:
    """Return the content address of some strings; their borders count."""
    digest = sha256()
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old or the new one, never half; raise SetupError when it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            # mkstemp makes files that only their owner reads; a web server runs as another user.
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SetupError(
            f"cannot write {path.name}: {error.strerror or error}",
            where=str(path),
            hint="make room or give write permission for the folder; what was there before is untouched",
        ) from error


class Cache:
    """Bytes by key, in a folder or behind an fsspec address."""

    def __init__(self, address: str | Path) -> None:
        """Open the store; nothing is created before the first `write`."""
        self.address = str(address)
        self._remote: Any = None
        if "://" in self.address:
            try:
                import fsspec

                self._remote, self._root = fsspec.core.url_to_fs(self.address)
            except (ImportError, ValueError) as error:
                raise SetupError(
                    f"cannot open the cache {self.address}: {error}", hint='pip install "narrate-radio[s3]"'
                ) from error
        self._folder = Path(self.address)

    def _name(self, key: str, suffix: str) -> str:
        # Two letters a folder keep any one of them short, also with a hundred thousand takes.
        return f"{key[:2]}/{key}{suffix}"

    def read(self, key: str, suffix: str = ".take") -> bytes | None:
        """Return what is stored under a key, or None."""
        if self._remote is not None:
            try:
                return bytes(self._remote.cat_file(f"{self._root}/{self._name(key, suffix)}"))
            except FileNotFoundError:
                return None
        try:
            return (self._folder / self._name(key, suffix)).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, key: str, data: bytes, suffix: str = ".take") -> None:
        """Store bytes under a key."""
        if self._remote is not None:
            path = f"{self._root}/{self._name(key, suffix)}"
            self._remote.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
            self._remote.pipe_file(path, data)
            return
        write_atomically(self._folder / self._name(key, suffix), data)

    def entries(self) -> Iterator[Path]:
        """Yield the files of a local store."""
        if self._remote is None and self._folder.is_dir():
            yield from (path for path in sorted(self._folder.glob("??/*")) if path.is_file())

    def size(self) -> tuple[int, int]:
        """Return how many entries a local store has and how many bytes they take."""
        sizes = [path.stat().st_size for path in self.entries()]
        return len(sizes), sum(sizes)

    def prune(self, keep: frozenset[str]) -> int:
        """Remove the entries of a local store whose key is not in `keep`; return the bytes that came free."""
        freed = 0
        for path in self.entries():
            if path.name.partition(".")[0] not in keep:
                freed += path.stat().st_size
                path.unlink()
        return freed
