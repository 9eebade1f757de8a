"""How progress and warnings reach a person: one protocol, told by every stage, heard in four ways.

A stage never prints. It is handed a `Reporter` and says what it does; whether that becomes a bar, plain lines, JSON
lines or a list in a test is not its business. Everything here goes to stderr: stdout is for results.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Reporter(Protocol):
    """What a stage may say while it works."""

    def started(self, stage: str, total: int) -> None:
        """Say that a stage begins that has `total` steps (0: unknown)."""

    def progressed(self, stage: str, done: int, detail: str = "") -> None:
        """Say that `done` steps of the stage are finished."""

    def warned(self, message: str, *, where: str = "") -> None:
        """Say something that a person should know and that stops nothing."""

    def finished(self, stage: str, facts: Mapping[str, Any] | None = None) -> None:
        """Say that a stage is over, with the figures it ends on."""


class Silent:
    """Says nothing."""

    def started(self, stage: str, total: int) -> None:
        """Ignore it."""

    def progressed(self, stage: str, done: int, detail: str = "") -> None:
        """Ignore it."""

    def warned(self, message: str, *, where: str = "") -> None:
        """Ignore it."""

    def finished(self, stage: str, facts: Mapping[str, Any] | None = None) -> None:
        """Ignore it."""


@dataclass(slots=True)
class Recording:
    """Remembers what was said: the fake for tests."""

    events: list[tuple[Any, ...]] = field(default_factory=list)

    def started(self, stage: str, total: int) -> None:
        """Remember it."""
        self.events.append(("started", stage, total))

    def progressed(self, stage: str, done: int, detail: str = "") -> None:
        """Remember it."""
        self.events.append(("progressed", stage, done, detail))

    def warned(self, message: str, *, where: str = "") -> None:
        """Remember it."""
        self.events.append(("warned", message, where))

    def finished(self, stage: str, facts: Mapping[str, Any] | None = None) -> None:
        """Remember it."""
        self.events.append(("finished", stage, dict(facts or {})))

    @property
    def warnings(self) -> list[str]:
        """Return the warnings alone."""
        return [event[1] for event in self.events if event[0] == "warned"]


def warning_line(message: str, where: str) -> str:
    """Return one line as a person reads it."""
    return f"warning: {where}: {message}" if where else f"warning: {message}"


class JsonLines:
    """One JSON object a line, for programs that watch a build."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Write to `stream`, by default stderr as it is when something is said."""
        self.stream = stream

    def _say(self, event: str, **fields: Any) -> None:
        stream = self.stream or sys.stderr
        stream.write(json.dumps({"event": event, **fields}, ensure_ascii=False) + "\n")
        stream.flush()

    def started(self, stage: str, total: int) -> None:
        """Write it."""
        self._say("started", stage=stage, total=total)

    def progressed(self, stage: str, done: int, detail: str = "") -> None:
        """Write it."""
        self._say("progressed", stage=stage, done=done, detail=detail)

    def warned(self, message: str, *, where: str = "") -> None:
        """Write it."""
        self._say("warned", message=message, where=where)

    def finished(self, stage: str, facts: Mapping[str, Any] | None = None) -> None:
        """Write it."""
        self._say("finished", stage=stage, facts=dict(facts or {}))


class Plain:
    """Lines for a log: a line when a stage begins, then at most one every ten seconds."""

    every_seconds = 10.0

    def __init__(self, stream: TextIO | None = None) -> None:
        """Write to `stream`, by default stderr as it is when something is said."""
        self.stream = stream
        self._totals: dict[str, int] = {}
        self._last = 0.0

    def _say(self, line: str) -> None:
        stream = self.stream or sys.stderr
        stream.write(line + "\n")
        stream.flush()

    def started(self, stage: str, total: int) -> None:
        """Write that the stage begins."""
        self._totals[stage] = total
        self._last = time.monotonic()
        self._say(f"{stage}: {total} to do" if total else f"{stage} ...")

    def progressed(self, stage: str, done: int, detail: str = "") -> None:
        """Write it, unless something was written just now."""
        now = time.monotonic()
        if now - self._last < self.every_seconds:
            return
        self._last = now
        self._say(f"{stage}: {done} of {self._totals.get(stage, 0) or '?'}")

    def warned(self, message: str, *, where: str = "") -> None:
        """Write it at once."""
        self._say(warning_line(message, where))

    def finished(self, stage: str, facts: Mapping[str, Any] | None = None) -> None:
        """Write nothing: the result says it."""


class Terminal:
    """A bar with the time left, drawn by rich; warnings stay above it."""

    def __init__(self) -> None:
        """Draw nothing until a stage begins."""
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def _bar(self) -> Progress:
        if self._progress is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._progress = Progress(
                TextColumn("{task.description:>10}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[detail]}", markup=False),
                console=Console(stderr=True),
                transient=True,
            )
            self._progress.start()
        return self._progress

    def started(self, stage: str, total: int) -> None:
        """Add a bar."""
        self._tasks[stage] = self._bar().add_task(stage, total=total or None, detail="")

    def progressed(self, stage: str, done: int, detail: str = "") -> None:
        """Move the bar."""
        if stage in self._tasks:
            self._bar().update(self._tasks[stage], completed=done, detail=detail[:40])

    def warned(self, message: str, *, where: str = "") -> None:
        """Print it above the bars."""
        if self._progress is None:
            sys.stderr.write(warning_line(message, where) + "\n")
        else:
            self._progress.console.print(warning_line(message, where), markup=False, highlight=False)

    def finished(self, stage: str, facts: Mapping[str, Any] | None = None) -> None:
        """Take the bar away; with the last one the display ends, so that results follow on a clean line."""
        task = self._tasks.pop(stage, None)
        if task is not None:
            self._bar().remove_task(task)
        if not self._tasks:
            self.close()

    def close(self) -> None:
        """Take every bar away: what is printed next, an error or a farewell, stands on a clean line."""
        self._tasks.clear()
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
