"""Everything that can go wrong, in one tree; each branch is one exit code.

Nothing below `cli` prints an error or exits. A stage raises one of these, chained to what caused it; `cli` turns it
into two lines on stderr (`error:` with the place, `hint:` with what to do next) and the exit code of its branch.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar


class NarrateError(Exception):
    """A fault that a person can understand and mend.

    `where` is a place that a person can open: ``scripts/harbour.md:41``. `hint` says what to do next.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        """Keep the three parts apart, so that `cli` can lay them out and tests can look at each."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        """One line: place and message."""
        return f"{self.where}: {self.message}" if self.where else self.message


class InputError(NarrateError):
    """A file that a person wrote is wrong: edit it."""

    exit_code = 3


class SetupError(NarrateError):
    """Something is not installed, not configured or not reachable on this machine."""

    exit_code = 4


class EngineError(NarrateError):
    """A voice engine failed; what it voiced before is kept, so trying again costs only the rest."""

    exit_code = 5


class OutageError(EngineError):
    """An engine can voice nothing at all for now: asking it for the other sentences would be in vain."""


class ProblemsError(InputError):
    """Several problems of one file or one build, reported together rather than one a run."""

    def __init__(self, problems: Iterable[NarrateError]) -> None:
        """Take at least one problem; the first lends its message to `str`."""
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(first.message, hint=first.hint, where=first.where)
        if len({problem.exit_code for problem in self.problems}) == 1:
            # Ten sentences that an engine failed at are no fault of a file: the way on is that of each of them.
            self.exit_code = first.exit_code  # type: ignore[misc]


def raise_all(problems: Iterable[NarrateError]) -> None:
    """Raise nothing for none, the error itself for one, `ProblemsError` for more."""
    found = tuple(problems)
    if len(found) == 1:
        raise found[0]
    if found:
        raise ProblemsError(found)
