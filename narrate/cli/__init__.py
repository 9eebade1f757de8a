"""The front door: options in, one studio call, result out, errors to exit codes.

Results go to stdout, everything else to stderr. Nothing is decided here.
"""

from __future__ import annotations

import errno
import sys
from typing import NoReturn

from narrate.errors import NarrateError, ProblemsError, SetupError

BUG = 70  #: EX_SOFTWARE of sysexits.h
INTERRUPTED = 130
# A full disk or a folder without permission can meet any line of ours; a report to us would mend neither.
OF_THE_MACHINE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})
MEND_FILES = "make room or change the permissions; --debug before the command shows who asked for it"


def main() -> None:
    """Run the command line and exit with the code of what happened."""
    debug = "--debug" in sys.argv[1:]
    try:
        from narrate.cli.commands import app

        app(prog_name="narrate")
    except NarrateError as error:
        if debug:
            raise
        _tell(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _stopped()
    except SystemExit as leaving:
        if leaving.code == INTERRUPTED:  # typer turns Ctrl-C into this
            _stopped()
        raise
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does: not a fault. Python would complain at exit otherwise.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if debug:
            raise
        if isinstance(error, OSError) and error.errno in OF_THE_MACHINE:
            _tell(SetupError(error.strerror or str(error), where=str(error.filename or ""), hint=MEND_FILES))
            sys.exit(SetupError.exit_code)
        sys.stderr.write(f"error: narrate has a fault of its own: {type(error).__name__}: {error}\n")
        sys.stderr.write("hint: run it again with --debug (before the command) and report what it prints\n")
        sys.exit(BUG)


def _stopped() -> NoReturn:
    sys.stderr.write("\nstopped; what was finished is kept\n")
    sys.exit(INTERRUPTED)


def _tell(error: NarrateError) -> None:
    from narrate.safe_text import visible

    for problem in error.problems if isinstance(error, ProblemsError) else (error,):
        sys.stderr.write(f"error: {visible(str(problem))}\n")
        if problem.hint:
            sys.stderr.write(f"hint: {visible(problem.hint)}\n")
