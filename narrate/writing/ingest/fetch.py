"""An address -> the bytes behind it, fetched once and stored beside the script.

Redirects are followed at most five times and judged each like the first address. A host's robots.txt is asked and
obeyed (RFC 9309). What came is stored as it came: a build never needs the network, and the ledger holds.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from narrate.cache import write_atomically
from narrate.errors import InputError
from narrate.safe_text import visible
from narrate.writing.ingest.connect import Answer, Resolver, judge, parse, request, resolve
from narrate.writing.ingest.decode import charset_named
from narrate.writing.ingest.files import MAX_BYTES
from narrate.writing.ingest.provenance import provenance_of

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

MOST_REDIRECTS = 5
_ROBOTS_BYTES = 500 * 1024  # as much as RFC 9309 asks a reader to take
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_KNOWN_SUFFIX = re.compile(r"\.(?:html?|xhtml|txt|md|markdown|pdf|epub|docx)$", re.IGNORECASE)
_REASONS = {
    401: "needs a password",
    402: "is behind a paywall",
    403: "is refused by its server",
    404: "is not there (404)",
    410: "is gone (410)",
    429: "is refused for now: too many requests",
    451: "is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address held, and when."""

    data: bytes = field(repr=False)
    url: str  #: where it was found in the end
    content_type: str  #: without parameters; empty where the server says none
    charset: str  #: as the server says; empty where it does not
    retrieved: str  #: RFC 3339

    def file_name(self) -> str:
        """Return a name for the stored file: from the address, with the character set and the suffix of its kind."""
        path = unquote(urlsplit(self.url).path).rstrip("/")
        last = path.rpartition("/")[2] or urlsplit(self.url).hostname or "page"
        own = _KNOWN_SUFFIX.search(last)
        suffix = _SUFFIXES.get(self.content_type) or (own[0].lower() if own else "")
        stem = last[: own.start()] if own else last
        stem = re.sub(r"[^\w-]+", "-", visible(stem)).strip("-_")[:60] or "page"
        charset = charset_named(self.charset)
        # Of UTF-8 nothing needs to be said; other sets are not always told by the bytes alone.
        declared = (
            f".{charset}" if charset not in ("", "utf-8") and suffix in (".html", ".xhtml", ".txt", ".md") else ""
        )
        return f"{stem}{declared}{suffix}"


def user_agent() -> str:
    """Return how narrate names itself to servers."""
    try:
        number = version("narrate-radio")
    except PackageNotFoundError:
        number = "0"
    return f"narrate/{number} (+narrate-radio: fetches single pages that a person asked for)"


def fetch(url: str, *, allow_local: bool = False, resolver: Resolver = resolve, max_bytes: int = MAX_BYTES) -> Fetched:
    """Return what is at an address; raise InputError for whatever stands in the way.

    `allow_local` lets addresses of this machine and network through. `resolver` stands in for the system's in tests.
    """
    began = time.monotonic()
    robots: dict[str, RobotFileParser] = {}
    here = parse(url).geturl()
    for _ in range(MOST_REDIRECTS + 1):
        parts = parse(here)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = judge(parts.hostname or "", port, allow_local=allow_local, resolver=resolver, where=here)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in robots:
            robots[origin] = _robots(origin, address, began)
        if not robots[origin].can_fetch("narrate", here):
            raise InputError("its server asks programs not to fetch it", where=here, hint="save the page in a browser")
        answer = _get(here, address, max_bytes, began)
        target = answer.headers.get("Location")
        if answer.status not in _REDIRECTS or not target:
            return _fetched(answer, here)
        here = parse(_joined(here, target)).geturl()
    raise InputError("leads from one address to the next without end", where=url, hint="give the last address itself")


def _joined(here: str, target: str) -> str:
    try:
        return urljoin(here, target)
    except ValueError as error:
        raise InputError("leads to what is no address", where=here, hint="give the last address itself") from error


def store_fetched(fetched: Fetched, folder: Path) -> Path:
    """Store what was fetched in a folder, as it came, and beside it where it came from; return the file's path."""
    name = fetched.file_name()
    path = folder / name
    digest = sha256(fetched.data).hexdigest()
    if path.exists() and path.read_bytes() != fetched.data:
        stem, dot, rest = name.partition(".")
        path = folder / f"{stem}-{digest[:8]}{dot}{rest}"
    about = {"url": fetched.url, "retrieved": fetched.retrieved, "sha256": digest}
    if not path.exists():
        write_atomically(path, fetched.data)
    write_atomically(provenance_of(path), (json.dumps(about, indent=2) + "\n").encode())
    return path


def _get(url: str, address: str, max_bytes: int, began: float) -> Answer:
    headers = {"User-Agent": user_agent(), "Accept": "text/html, text/plain, */*;q=0.5", "Connection": "close"}
    return request(url, address=address, headers=headers, max_bytes=max_bytes, began=began)


def _robots(origin: str, address: str, began: float) -> RobotFileParser:
    """Return a host's rules: none where it has no such file, everything forbidden while it fails (RFC 9309, 2.3.1)."""
    from urllib.robotparser import RobotFileParser

    answer = _get(f"{origin}/robots.txt", address, MAX_BYTES, began)
    rules = RobotFileParser()
    if answer.status >= 500:
        rules.parse(["User-agent: *", "Disallow: /"])
    elif answer.status == 200:
        rules.parse(answer.body[:_ROBOTS_BYTES].decode("utf-8", "replace").splitlines())
    else:
        rules.parse([])
    return rules


def _fetched(answer: Answer, url: str) -> Fetched:
    if answer.status != 200:
        reason = _REASONS.get(answer.status, f"is answered with an error ({answer.status})")
        raise InputError(reason, where=url, hint="check the address in a browser, or save the page and give the file")
    kind, charset = _content_type(answer.headers)
    if kind.startswith(("image/", "audio/", "video/", "font/")):
        raise InputError(f"not a document but {kind}", where=url, hint="give the address of a page or document")
    if not answer.body:
        raise InputError("empty", where=url, hint="check the address in a browser")
    return Fetched(
        data=answer.body,
        url=url,
        content_type=kind,
        charset=charset,
        retrieved=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _content_type(headers: Message) -> tuple[str, str]:
    if "Content-Type" not in headers:
        return "", ""
    charset = headers.get_content_charset("")
    return headers.get_content_type(), visible(charset)[:40]
