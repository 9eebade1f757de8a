"""Help and completion: examples that can be typed, names that the shell knows, nothing heavy loaded."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from narrate.cli.about import examples
from narrate.cli.commands import app
from tests.cli.conftest import Narrate
from tests.cli.test_journey import HEAVY

LINES = [(command, line) for command, lines in examples().items() for line in lines]


@pytest.mark.parametrize(("command", "line"), LINES)
def test_every_example_of_the_help_can_be_typed(command: str, line: str) -> None:
    words = shlex.split(line.rpartition("| ")[2].partition(" <")[0])
    assert words[0] == "narrate"
    root = typer.main.get_command(app)
    context = root.make_context("narrate", words[1:], resilient_parsing=False)
    asked, parsed, rest = root.resolve_command(context, context._protected_args + context.args)  # type: ignore[attr-defined]
    assert asked == command
    parsed.make_context(command, rest, parent=context)


def test_every_command_has_examples_and_shows_them(narrate: Narrate) -> None:
    root = typer.main.get_command(app)
    assert set(root.commands) == set(examples())  # type: ignore[attr-defined]
    shown = narrate("write", "--help").out
    assert all(line in shown for line in examples()["write"])


def test_the_list_of_commands_cuts_no_line_short(narrate: Narrate) -> None:
    listed = narrate("--help").out.partition("Commands:")[2]
    assert "Documents into a script: scripts/NAME.md." in listed
    assert "..." not in listed.partition("Begin with")[0]


def completed(words: str, folder: Path) -> tuple[list[str], str]:
    """Return what a shell is offered for a line, and which heavy modules were loaded for it."""
    program = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print([n for n in {HEAVY!r} if n in sys.modules], file=sys.stderr))\n"
        "sys.argv = ['narrate']\nfrom narrate.cli import main\nmain()"
    )
    asked = {"_NARRATE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    environment = {**os.environ, **asked, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout.split(), done.stderr.strip()


def test_a_shell_completes_commands_and_the_names_of_scripts(project: Path) -> None:
    for name in ("harbour", "heron", "ferry"):
        (project / f"scripts/{name}.md").write_text("---\ntitle: x\n---\n\nHello.\n", encoding="utf-8")
    assert completed("narrate bu", project) == (["build"], "[]")
    assert completed("narrate build h", project) == (["harbour", "heron"], "[]")
    assert completed(f"narrate --project {project} check f", project.parent) == (["ferry"], "[]")
    assert completed("narrate --project nowhere check f", project) == ([], "[]")
