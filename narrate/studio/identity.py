"""What an episode is called for good, and when it was made."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime

from narrate.model import Show

# A namespace of our own, so that the guid of an episode follows from its show and name and nothing else.
GUIDS = uuid.UUID("5f0b4f0e-6d0c-5a53-9c3e-0d6a6c1d7a11")


def episode_guid(show: Show, name: str) -> str:
    """Return the guid of an episode that has none yet."""
    return str(uuid.uuid5(GUIDS, f"{show.guid or show.title}\n{name}"))


def timestamp() -> str:
    """Return now as RFC 3339, or the time that SOURCE_DATE_EPOCH names, so that a build can be repeated exactly."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")
