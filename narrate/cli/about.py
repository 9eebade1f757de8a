"""What `narrate COMMAND --help` says beside its options: a line for the list of commands, and examples.

Every example is parsed by the tests, so none can ask for an option that is gone.
"""

from __future__ import annotations

from typing import TypedDict


class About(TypedDict):
    """What a command is registered with."""

    short_help: str
    epilog: str


_COMMANDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "write": (
        "Documents into a script: scripts/NAME.md.",
        (
            "narrate write harbour page.html notes.pdf",
            "narrate write harbour https://example.org/speech --title 'The harbour'",
            "pdftotext old.pdf - | narrate write harbour -",
            "narrate write harbour page.html --keep caption --force",
        ),
    ),
    "inspect": (
        "Who would say what, and why; nothing is written.",
        (
            "narrate inspect page.html",
            "narrate inspect harbour --json",
            "narrate inspect harbour --timeline",
        ),
    ),
    "check": (
        "Every problem of a script, or of the feed, at once.",
        ("narrate check", "narrate -v check harbour", "narrate check --feed"),
    ),
    "build": (
        "A script into an episode, feed and page.",
        (
            "narrate build harbour",
            "narrate build --all --strict",
            "narrate build harbour --draft --watch --play",
            "narrate build harbour --engine gtts",
        ),
    ),
    "cast": (
        "Who is read by which voice; change it.",
        ("narrate cast harbour", "narrate cast harbour --set 'Ada Lund=bf_isabella'", "narrate cast harbour --write"),
    ),
    "voices": (
        "The voices there are; hear them.",
        (
            "narrate voices",
            "narrate voices --engine gtts",
            "narrate voices bf_isabella --sample isabella.wav --text 'Good evening.'",
            "narrate voices --sample samples",
        ),
    ),
    "normalise": (
        "What a voice is given for a line of text.",
        ("echo 'In 1956, at 16:30' | narrate normalise", "narrate normalise --language ru < page.txt"),
    ),
    "lexicon": (
        "How names are spoken; import and export.",
        ("narrate lexicon", "narrate lexicon --import names.pls", "narrate lexicon --export names.pls"),
    ),
    "serve": (
        "Listen, read along and subscribe on this machine.",
        ("narrate serve", "narrate serve --host 0.0.0.0 --port 9000", "narrate serve radio"),
    ),
    "publish": (
        "The episodes to a folder, a bucket or a ZIP file.",
        (
            "narrate publish radio",
            "narrate publish s3://bucket/radio --dry-run",
            "narrate publish radio --prune",
            "narrate publish --zip radio.zip",
        ),
    ),
    "withdraw": ("Take an episode back; its script stays.", ("narrate withdraw harbour",)),
    "verify": (
        "A recogniser listens and names what it did not understand.",
        ("narrate verify harbour", "narrate verify harbour --fix"),
    ),
    "doctor": ("Is everything here that a build needs?", ("narrate doctor",)),
    "cache": ("How much is kept of what was voiced; prune it.", ("narrate cache", "narrate cache --prune")),
}


def about(command: str) -> About:
    """Return the line and the examples of a command."""
    line, examples = _COMMANDS[command]
    return {"short_help": line, "epilog": "\b\nExamples:\n" + "\n".join(f"  {example}" for example in examples)}


def examples() -> dict[str, tuple[str, ...]]:
    """Return the examples of every command."""
    return {command: lines for command, (_, lines) in _COMMANDS.items()}
