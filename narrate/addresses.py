"""Where the finished files are found: addresses in the feed, in the chapters and in the tags, and names in the folder.

In: the show's address, as a person wrote it. Out: plain ASCII addresses, percent-encoded. The feed, the chapters and
the tags must agree on every one of them, so they are made here and nowhere else.
"""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from narrate.errors import InputError

#: What stands in the files while a show has no address of its own; `narrate serve` puts in what the client used.
LOCAL = "http://127.0.0.1:8000/"

FEED = "feed.xml"
INDEX = "index.html"
COVER = "cover.jpg"  #: the show's picture
PLAYLIST = "playlist.m3u8"
QR = "subscribe.svg"  #: a picture of the address of the feed

#: The namespace that the podcast namespace's document on `guid` gives for podcasts.
PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")

_SAFE = "/:@!$()*,;=~+"


def base(address: str) -> str:
    """Return an address as a base to put file names behind: ASCII, with a slash at its end; `LOCAL` for none.

    Raises InputError for one without scheme or host, or with a query.
    """
    if not address.strip():
        return LOCAL
    hint = 'write the whole address of the folder in scripts/show.toml: address = "https://example.org/radio/"'
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError) as error:
        raise InputError(f"the show's address {address!r} is none: {error}", hint=hint) from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise InputError(f"the show's address {address!r} does not begin with http:// or https://", hint=hint)
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise InputError(f"the show's address {address!r} has a query, a fragment or a password", hint=hint)
    if ":" in host:
        host = f"[{host}]"
    path = quote(parts.path, safe=_SAFE + "%").removesuffix(FEED).removesuffix(INDEX)
    return urlunsplit((parts.scheme.lower(), f"{host}{port}", path.rstrip("/") + "/", "", ""))


def of_file(base_address: str, name: str) -> str:
    """Return the address of a file of the folder."""
    return base_address + quote(name, safe=_SAFE)


def of_page(base_address: str, episode: str) -> str:
    """Return the address of an episode's page."""
    return of_file(base_address, f"{episode}.html")


def podcast_guid(feed_address: str) -> str:
    """Return the `podcast:guid` of a feed: UUIDv5 of its address without scheme and trailing slashes.

    It is to be computed once, from the first address, and kept in `scripts/show.toml` from then on.
    """
    without = feed_address.partition("://")[2] or feed_address
    return str(uuid.uuid5(PODCAST_NAMESPACE, without.rstrip("/")))


def enclosure_name(name: str, mp3: bytes | Path) -> str:
    """Return ``NAME.<hash8>.mp3``: the name under which subscribers download these very bytes.

    Apple's player asks for the rest of a file that has changed meanwhile, again and again; under an address that names
    its content nothing ever changes.
    """
    if isinstance(mp3, Path):
        with mp3.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    else:
        digest = hashlib.sha256(mp3).hexdigest()
    return f"{name}.{digest[:8]}.mp3"
