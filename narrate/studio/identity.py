"""What a show and an episode are called for good, and when something was made."""

from __future__ import annotations

import os
import re
import uuid
from datetime import UTC, datetime

from narrate import addresses
from narrate.cache import write_atomically
from narrate.config import parse_settings
from narrate.model import Show
from narrate.studio.project import Project

# A namespace of our own, so that the guid of an episode follows from its show and name and nothing else.
GUIDS = uuid.UUID("5f0b4f0e-6d0c-5a53-9c3e-0d6a6c1d7a11")


def episode_guid(show: Show, name: str) -> str:
    """Return the guid of an episode that has none yet."""
    return str(uuid.uuid5(GUIDS, f"{show.title}\n{name}"))


def keep_show_guid(project: Project) -> None:
    """Write the guid of a show into its file when it has its first address, and never again.

    `podcast:guid` follows from the first address and must not change with the next one.
    """
    show = project.settings().show
    if show.guid or not show.address or not project.show_file.is_file():
        return
    guid = addresses.podcast_guid(addresses.of_file(addresses.base(show.address), addresses.FEED))
    line = f'guid = "{guid}"  # set once, from the first address\n'
    text = project.show_file.read_text(encoding="utf-8-sig")
    kept = re.sub(r"(?m)^(\s*\[show\][^\n]*\n)", lambda head: head[0] + line, text, count=1)
    # A table that is written otherwise, such as show = { ... }, is left alone rather than broken.
    if kept != text and parse_settings(kept, where=str(project.show_file)).show.guid == guid:
        write_atomically(project.show_file, kept.encode())


def timestamp() -> str:
    """Return now as RFC 3339, or the time that SOURCE_DATE_EPOCH names, so that a build can be repeated exactly."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")
