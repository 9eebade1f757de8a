"""The episodes as a playlist that any player opens from disk."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from narrate.model import Episode
from narrate.safe_text import visible


def playlist(episodes: Sequence[Episode]) -> str:
    """Return an extended M3U in UTF-8 with paths relative to its own folder, oldest episode first."""
    rows = ["#EXTM3U"]
    for episode in sorted(episodes, key=lambda e: (e.published, e.season or 0, e.number or 0, e.name)):
        rows.append(f"#EXTINF:{max(1, round(episode.duration_seconds))},{visible(episode.title)}")
        # A path in an M3U8 is an address: blanks and hash signs would end it in some players.
        rows.append(quote(episode.enclosure.file, safe="/"))
    return "\n".join(rows) + "\n"
