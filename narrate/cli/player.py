"""Hear an episode from where it changed: in a player of this machine, else in the browser.

A player is started beside the build, so that feed and pages are written while it plays; the next change stops it and
starts it again. `close` waits for it.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from types import TracebackType

from narrate.studio.produce import Built

#: Programs that can begin in the middle of a file, best first, with what they are given.
PLAYERS = (
    ("mpv", ("--no-video", "--really-quiet", "--start={seconds}", "{file}")),
    ("ffplay", ("-nodisp", "-autoexit", "-loglevel", "quiet", "-ss", "{seconds}", "{file}")),
    ("cvlc", ("--play-and-exit", "--quiet", "--start-time={seconds}", "{file}")),
    ("vlc", ("--intf=dummy", "--play-and-exit", "--quiet", "--start-time={seconds}", "{file}")),
)


class Player:
    """Plays one episode at a time."""

    def __init__(self) -> None:
        """Begin with nothing playing."""
        self._running: subprocess.Popen[bytes] | None = None
        self._playing: Built | None = None

    def __enter__(self) -> Player:
        """Return the player."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for the end of what plays; stop it after an error or Ctrl-C."""
        if kind is not None:
            self._stop()
            return
        try:
            self._wait()
        except KeyboardInterrupt:
            self._stop()
            raise

    def play(self, built: Built) -> None:
        """Play an episode from its first change, in place of what plays now."""
        self._stop()
        self._playing = built
        command = player_command(built.path, built.changed_seconds)
        try:
            self._running = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except (OSError, IndexError):
            _open(built)

    def _wait(self) -> None:
        # A player without a sound card gives up at once: then the browser may do better.
        if self._running is not None and self._running.wait() != 0 and self._playing is not None:
            _open(self._playing)

    def _stop(self) -> None:
        if self._running is not None and self._running.poll() is None:
            self._running.terminate()
            self._running.wait()
        self._running = None


def player_command(path: Path, seconds: float) -> list[str]:
    """Return what plays a file from a time on; empty where no player is found."""
    for name, arguments in PLAYERS:
        if found := shutil.which(name):
            given = {"seconds": f"{seconds:.1f}", "file": str(path.resolve())}
            return [found, *(argument.format_map(given) for argument in arguments)]
    return []


def _open(built: Built) -> None:
    """Open the page at the change; a draft has no page, so its file is opened."""
    import webbrowser

    page = built.path.with_suffix(".html")
    place = f"#t={built.changed_seconds:.1f}"
    webbrowser.open((page if page.is_file() else built.path).resolve().as_uri() + place)
