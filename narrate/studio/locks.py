"""One build of an episode at a time: the second one says so instead of writing over the first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from narrate.errors import SetupError


@contextmanager
def locked(path: Path, name: str) -> Iterator[None]:
    """Hold a lock on an episode; raise SetupError while another build holds it.

    The system lets go of it when the process ends, however it ends, so that a crash never leaves it locked.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise SetupError(
            f"cannot write here: {error.strerror}", where=str(path.parent), hint="give write permission for the folder"
        ) from error
    try:
        _take(handle, name)
        yield
    finally:
        os.close(handle)


def _take(handle: int, name: str) -> None:
    busy = SetupError(f"{name} is being built by another narrate", hint="wait until it has finished")
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError as error:
            raise busy from error
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise busy from error
