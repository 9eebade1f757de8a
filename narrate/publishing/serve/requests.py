"""What a request asks for, read as RFC 9110 has it: the path, the range, the conditions."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from email.utils import parsedate
from typing import TYPE_CHECKING, Any

from narrate import addresses

if TYPE_CHECKING:
    from starlette.responses import Response

Scope = MutableMapping[str, Any]

REWRITTEN = (".xml", ".chapters.json", ".html", ".svg")  #: may hold addresses
MAX_RANGES = 16  #: more in one request is an attack or a mistake, and gets the whole file (RFC 9110, section 14.2)


def name_of(scope: Scope) -> str | None:
    """Return the path inside the folder that is asked for; None for what is never served."""
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    # A server must take a request that names itself in full (RFC 9112, section 3.2.2).
    path = re.sub(r"^https?://[^/]*", "", path).removeprefix("/")
    if path in ("", "/"):
        return addresses.INDEX
    parts = path.split("/")
    # Hidden files hold caches and half-written files; dots that climb are hidden files too by this rule.
    if any(part.startswith(".") or not part or "\\" in part or "\0" in part for part in parts):
        return None
    return str(path)


def wants_part(path: str, headers: Any, method: str) -> bool:
    """Say whether a part of this text is asked for, and can be given."""
    return "range" in headers and method == "GET" and not path.endswith(REWRITTEN)


def conditions(response: Response, headers: Any, files: Any) -> Response:
    """Return the response, or 304 or 412 where the request says so (RFC 9110, section 13.2.2)."""
    from starlette.responses import PlainTextResponse
    from starlette.staticfiles import NotModifiedResponse

    tag = response.headers["etag"]
    if match := headers.get("if-match"):
        failed = match.strip() != "*" and tag not in [part.strip() for part in match.split(",")]
    else:
        since = parsedate(headers.get("if-unmodified-since", ""))
        changed = parsedate(response.headers["last-modified"])
        failed = since is not None and changed is not None and changed > since
    if failed:
        return PlainTextResponse("412 Precondition Failed\n", status_code=412, headers={"etag": tag})
    if files.is_not_modified(response.headers, headers):
        return NotModifiedResponse(response.headers)
    return response


def mend_range(scope: Scope, method: str, size: int) -> None:
    """Leave in the request only a range that is to be obeyed.

    A range of another method than GET, in an unknown unit or with a fault in it is ignored, and of several those are
    kept that the file has (RFC 9110, sections 14.1 and 14.2). Where none is left the file answers 416.
    """
    found = [value for name, value in scope["headers"] if name == b"range"]
    if not found:
        return
    rest = [(name, value) for name, value in scope["headers"] if name != b"range"]
    wanted = _satisfiable(found[0].decode("latin-1"), size) if len(found) == 1 and method == "GET" else None
    scope["headers"] = rest if wanted is None else [*rest, (b"range", wanted.encode())]


def _satisfiable(text: str, size: int) -> str | None:
    unit, _, ranges = text.partition("=")
    if unit.strip().lower() != "bytes" or not ranges.strip():
        return None
    kept: list[str] = []
    parts = [part.strip() for part in ranges.split(",") if part.strip()]
    if not parts or len(parts) > MAX_RANGES:
        return None
    for part in parts:
        match = re.fullmatch(r"(\d{0,19})-(\d{0,19})", part, re.ASCII)
        if not match or match[0] == "-":
            return None
        first, last = match.groups()
        if first and last and int(first) > int(last):
            return None
        if (first and int(first) < size) or (not first and int(last) > 0 and size > 0):
            kept.append(part)
    return "bytes=" + (",".join(kept) or f"{size}-")


def accepts_gzip(text: str) -> bool:
    """Say whether an Accept-Encoding line takes gzip."""
    for part in text.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return False
