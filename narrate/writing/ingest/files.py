"""A path -> its bytes, and nothing that only pretends to be a document."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from narrate.errors import InputError

MAX_BYTES = 50_000_000

_KINDS = (
    (stat.S_ISDIR, "a folder, not a document", "name the documents in it"),
    (stat.S_ISFIFO, "a pipe, not a document", "save it to a file first, or give - to read standard input"),
    (stat.S_ISSOCK, "a socket, not a document", "give a file"),
    (stat.S_ISCHR, "a device, not a document", "give a file"),
    (stat.S_ISBLK, "a device, not a document", "give a file"),
)


def read_bytes(path: Path, *, where: str = "", max_bytes: int = MAX_BYTES) -> bytes:
    """Return what is in a regular file; raise InputError for anything else, for an empty file and for too big a one.

    What is behind the path is asked after opening it, and opening waits for nobody: a pipe without a writer is
    refused at once.
    """
    name = where or str(path)
    try:
        # O_NONBLOCK and O_NOCTTY do not exist on Windows, where a document cannot be a pipe either.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | _binary())
    except FileNotFoundError as error:
        raise InputError("no such file", where=name, hint="check the spelling and the folder") from error
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        _refuse_kind(path, name)
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise InputError(f"cannot read it: {reason}", where=name, hint="check its permissions") from error
    status = os.fstat(handle)
    try:
        _refuse(status.st_mode, name)
    except InputError:
        os.close(handle)
        raise
    with os.fdopen(handle, "rb") as stream:
        try:
            # The size is asked and then counted: a file can grow, and those of /proc say that they are empty.
            data = stream.read(max_bytes + 1) if status.st_size <= max_bytes else b""
        except OSError as error:
            raise InputError(f"cannot read it: {error.strerror}", where=name, hint="check the file") from error
    if data is None:  # it would have to be waited for
        raise InputError("cannot read it: not a file that stays as it is", where=name, hint="save it to a file first")
    if status.st_size > max_bytes or len(data) > max_bytes:
        raise _too_big(name, max_bytes)
    if not data:
        raise _empty(name)
    return data


def read_stream(stream: BinaryIO, *, where: str = "-", max_bytes: int = MAX_BYTES) -> bytes:
    """Return what comes through a stream, such as standard input; raise InputError for nothing and for too much."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _too_big(where, max_bytes)
    if not data:
        raise _empty(where)
    return data


def digest(data: bytes) -> str:
    """Return the sha256 of the bytes of a source, as the head of a script records it."""
    return sha256(data).hexdigest()


def _too_big(name: str, max_bytes: int) -> InputError:
    return InputError(
        f"too big: more than {max_bytes // 1_000_000} MB", where=name, hint="split it, or leave out its pictures"
    )


def _empty(name: str) -> InputError:
    return InputError("empty", where=name, hint="write something into it, or leave it out")


def _binary() -> int:
    return getattr(os, "O_BINARY", 0)


def _refuse_kind(path: Path, name: str) -> None:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return
    _refuse(mode, name)


def _refuse(mode: int, name: str) -> None:
    for is_kind, message, hint in _KINDS:
        if is_kind(mode):
            raise InputError(message, where=name, hint=hint)
