"""Where a stored file was fetched from: a small file beside it says so. Nothing here needs the network."""

from __future__ import annotations

import json
from pathlib import Path

from narrate.safe_text import visible


def provenance_of(path: Path) -> Path:
    """Return the file that says where a stored one came from."""
    return path.with_name(path.name + ".source.json")


def provenance(path: Path) -> dict[str, str]:
    """Return ``url`` and ``retrieved`` of a stored file; nothing where it was not fetched or says nothing usable."""
    beside = provenance_of(path)
    try:
        if not beside.is_file() or beside.stat().st_size > 10_000:
            return {}
        told = json.loads(beside.read_text(encoding="utf-8"))
        found = {key: visible(told[key]) for key in ("url", "retrieved") if isinstance(told.get(key), str)}
    except (OSError, ValueError, AttributeError):
        return {}
    return found if found.get("url", "").startswith(("http://", "https://")) else {}
