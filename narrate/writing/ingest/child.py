"""The child process that `guard` starts: ``python -m narrate.writing.ingest.child IMPORTER PATH CPU_SECONDS``.

Limits first, then the importer, then one answer on standard output: ``document`` or ``error`` and a line of JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from narrate.errors import InputError, NarrateError
from narrate.plugins import find
from narrate.safe_text import visible
from narrate.writing.ingest import wire
from narrate.writing.ingest.guard import MEMORY_BYTES

_FORBIDDEN = frozenset(
    {"socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.fork"}
    | {"os.posix_spawn", "os.spawn", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink"}
    | {"os.chmod", "os.truncate", "shutil.rmtree"}
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def main(importer: str, path: str, cpu_seconds: str) -> int:
    """Read one document and write the answer; return the exit code."""
    answer = _take_output()
    _limit(int(cpu_seconds))
    try:
        made = find("importer", importer)
        sys.addaudithook(_refuse)
        reader = made() if isinstance(made, type) else made
        text = "document\n" + wire.dump(reader.read(Path(path)))
    except NarrateError as error:
        text = _told(error)
    except MemoryError:
        text = _told(InputError("needs too much memory to read", where=path, hint="split it, or save it as plain text"))
    except RecursionError:
        text = _told(InputError("nested too deeply to read", where=path, hint="save it anew, or as plain text"))
    except Exception as error:
        # Whatever a library makes of a damaged file, it is the file's fault here; the first line says which.
        reason = visible(f"{type(error).__name__}: {error}")[:160]
        text = _told(InputError(f"damaged: {reason}", where=path, hint="save it anew, or as plain text"))
    answer.write(text.encode("utf-8", "replace"))
    answer.flush()
    # Whatever a library still wants to do at exit, it is not waited for.
    os._exit(0)


def _told(error: NarrateError) -> str:
    told = {
        "branch": type(error).__name__,
        "message": error.message,
        "hint": error.hint,
        "where": error.where,
    }
    return "error\n" + json.dumps(told)


def _take_output() -> BinaryIO:
    """Keep standard output for the answer: what a library prints goes nowhere."""
    answer = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answer


def _limit(cpu_seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows knows no such limits; the parent's clock stays
        return
    for limit, soft, hard in (
        (resource.RLIMIT_AS, MEMORY_BYTES, MEMORY_BYTES),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        # Where a limit is lower already it stays; macOS has none on memory.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (soft, hard))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"an importer may not use {event}")
    if event == "open" and len(arguments) > 2:
        path, mode, flags = arguments[:3]
        writes = (isinstance(mode, str) and not set(mode).isdisjoint("wax+")) or (
            isinstance(flags, int) and flags & _WRITING
        )
        if writes and path != os.devnull:
            raise PermissionError("an importer may not write a file")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
