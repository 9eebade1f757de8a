"""Run an importer where it can do no harm: in a child process with limits.

In: the name of an importer and a path. Out: the Document, or one error. A library that loops, grows or crashes on a
poisoned file takes the child with it and nothing else. The child writes no file, starts no program and opens no
connection.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from narrate import errors
from narrate.errors import InputError, NarrateError
from narrate.model import Document
from narrate.writing.ingest.files import read_bytes
from narrate.writing.ingest.wire import load

MEMORY_BYTES = 1 << 30
# A small file has no excuse for taking long; a book of many megabytes has.
CPU_SECONDS, CPU_SECONDS_PER_MB = 6.0, 2.0
WALL_SECONDS, WALL_SECONDS_PER_MB = 8.0, 4.0


def read_in_child(importer: str, path: Path) -> Document:
    """Return the document that an importer reads from a path; raise InputError for all that goes wrong with it."""
    # Opening it here first refuses pipes, folders and devices before a process is started for them.
    megabytes = len(read_bytes(path)) / 1_000_000
    cpu = CPU_SECONDS + CPU_SECONDS_PER_MB * megabytes
    command = [sys.executable, "-B", "-m", "narrate.writing.ingest.child", importer, str(path), str(int(cpu))]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        close_fds=True,
    ) as child:
        try:
            answer, _ = child.communicate(timeout=WALL_SECONDS + WALL_SECONDS_PER_MB * megabytes)
        except subprocess.TimeoutExpired as error:
            raise _too_long(path) from error
        finally:
            child.kill()
    return _document(answer, child.returncode, path)


def _environment() -> dict[str, str]:
    """Return the environment with the way to every module that is importable here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}


def _document(answer: bytes, code: int, path: Path) -> Document:
    try:
        kind, _, body = answer.decode().partition("\n")
        if kind == "document":
            return load(body, path=str(path))
        if kind == "error":
            raise _error(body)
    except (UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise _broken(path) from error
    # SIGXCPU is 24 and its hard form SIGKILL is 9, wherever there are such limits.
    if code in (-24, -9):
        raise _too_long(path)
    raise _broken(path)


def _error(body: str) -> NarrateError:
    told = json.loads(body)
    branch = getattr(errors, told["branch"], InputError)
    made: NarrateError = branch(told["message"], hint=told["hint"], where=told["where"])
    return made


def _too_long(path: Path) -> InputError:
    return InputError("took too long to read", where=str(path), hint="save it anew, or as plain text, and try that")


def _broken(path: Path) -> InputError:
    return InputError("cannot be read: damaged or too complex", where=str(path), hint="save it anew, or as plain text")
