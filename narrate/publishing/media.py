"""What each file of the folder is, for a server and for a bucket alike: its media type and how long it may be kept."""

from __future__ import annotations

import re

#: Python's own table knows few of these and differs from system to system.
TYPES = {
    ".mp3": "audio/mpeg",
    ".xml": "application/rss+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".chapters.json": "application/json+chapters; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".m3u8": "application/vnd.apple.mpegurl; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".epub": "application/epub+zip",
    ".zip": "application/zip",
}
_HASHED = re.compile(r"\.[0-9a-f]{8}\.mp3$")


def type_of(name: str) -> str:
    """Return the media type of a file by its name, as it is served and as it is published."""
    lower = name.lower()
    return next((kind for suffix, kind in TYPES.items() if lower.endswith(suffix)), "application/octet-stream")


def is_text(name: str) -> bool:
    """Say whether a file is worth compressing."""
    return "charset" in type_of(name)


def caching(name: str) -> str:
    """Return the Cache-Control of a file: what names its own content never changes, all else is asked for again."""
    return "public, max-age=31536000, immutable" if _HASHED.search(name) else "no-cache"
