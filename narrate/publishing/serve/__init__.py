"""The output folder over HTTP: feed, pages, MP3s with ranges, to any client on the network.

In: a folder. Out: a Starlette application, and `serve`, which runs it on uvicorn. What is said of ranges, conditions
and types follows RFC 9110. Addresses inside feed, chapters and pages become those that the client itself used, so that
one folder works at home, on a phone and behind a proxy.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from narrate import addresses
from narrate.errors import InputError, SetupError
from narrate.publishing.media import caching, is_text, type_of
from narrate.publishing.qr import qr_text
from narrate.publishing.serve.requests import (
    REWRITTEN,
    Scope,
    accepts_gzip,
    conditions,
    mend_range,
    name_of,
    wants_part,
)
from narrate.publishing.serve.rewriting import Texts, client_base

if TYPE_CHECKING:
    from starlette.responses import Response

__all__ = ["Listening", "app", "serve"]

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_TEXT = 64 * 1024 * 1024  #: larger texts go out as files, as they are


def app(folder: Path) -> App:
    """Return an ASGI application that serves a folder; raise InputError where there is none."""
    from starlette.exceptions import HTTPException
    from starlette.responses import PlainTextResponse
    from starlette.staticfiles import StaticFiles

    if not folder.is_dir():
        raise InputError("there is no such folder", where=str(folder), hint="run: narrate build --all")
    files = StaticFiles(directory=folder)
    texts = Texts(folder)

    async def serve_one(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            response = await _respond(files, texts, scope)
        except HTTPException as error:
            body = f"{error.status_code} {error.detail}\n"
            response = PlainTextResponse(body, status_code=error.status_code, headers=error.headers)

        async def send_open(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_ALWAYS]
            await send(message)

        await response(scope, receive, send_open)

    return serve_one


#: Players in web pages of other hosts may read everything here (podcast namespace, on transcripts).
_ALWAYS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"Accept-Ranges, Content-Length, Content-Range, ETag"),
    (b"x-content-type-options", b"nosniff"),
]


async def _respond(files: Any, texts: Texts, scope: Scope) -> Response:
    import anyio.to_thread
    from starlette.datastructures import Headers
    from starlette.exceptions import HTTPException
    from starlette.responses import FileResponse, Response

    method, path = scope["method"], name_of(scope)
    if method == "OPTIONS":
        allowed = {"allow": "GET, HEAD, OPTIONS", "access-control-allow-methods": "GET, HEAD, OPTIONS"}
        asked = {"access-control-allow-headers": "Range, If-Range, If-None-Match", "access-control-max-age": "86400"}
        return Response(status_code=204, headers={**allowed, **asked})
    if method not in ("GET", "HEAD"):
        raise HTTPException(405, headers={"allow": "GET, HEAD, OPTIONS"})
    if path is None:
        raise HTTPException(404)
    try:
        # Not in a thread: asking the file system takes less than handing the question over.
        full, stat = files.lookup_path(path)
    except (OSError, ValueError) as error:  # a name too long, a zero byte, a folder that may not be read
        raise HTTPException(404) from error
    if stat is None or not S_ISREG(stat.st_mode) or not os.access(full, os.R_OK):
        raise HTTPException(404)
    headers = Headers(scope=scope)
    common = {"cache-control": caching(path)}
    if is_text(path) and stat.st_size <= MAX_TEXT and not wants_part(path, headers, method):
        ours = client_base(scope)
        packed = accepts_gzip(headers.get("accept-encoding", ""))
        body, tag = await anyio.to_thread.run_sync(texts.read, path, Path(full), stat, ours, packed)
        common["etag"] = tag
        common["vary"] = "Accept-Encoding"
        common["last-modified"] = formatdate(stat.st_mtime, usegmt=True)
        if packed:
            common["content-encoding"] = "gzip"
        if path.endswith(REWRITTEN):
            common["vary"] += ", Forwarded, X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-Prefix"
        response: Response = Response(body, headers=common, media_type=type_of(path))
    else:
        response = FileResponse(full, headers=common, media_type=type_of(path), stat_result=stat)
        if is_text(path) and stat.st_size <= MAX_TEXT:
            # The same tag as that of the whole, or a resumed download would begin anew.
            response.headers["etag"] = (await anyio.to_thread.run_sync(texts.read, path, Path(full), stat, "", False))[
                1
            ]
            response.headers["vary"] = "Accept-Encoding"
        mend_range(scope, method, stat.st_size)
    return conditions(response, headers, files)


# --- running -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What to tell a person once the server answers."""

    pages: tuple[str, ...]  #: addresses of the page, this machine's own first
    feeds: tuple[str, ...]  #: addresses of the feed, in the same order
    qr: str  #: for a terminal: the page where a phone subscribes


def serve(folder: Path, *, host: str = "127.0.0.1", port: int = 8000, ready: Callable[[Listening], None]) -> None:
    """Serve a folder until interrupted; `ready` is called once, when the socket is open.

    Port 0 takes any free one. Raises InputError for a folder that is not there and SetupError for a port that is taken.
    """
    import uvicorn

    application = app(folder)
    opened = _open(host, port)
    ready(_listening(host, opened.getsockname()[1]))
    config = uvicorn.Config(
        application,
        log_level="error",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
        proxy_headers=False,  # they are read in client_base
    )
    with opened:
        uvicorn.Server(config).run(sockets=[opened])


def _open(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio switches Nagle's algorithm off; with 0, every small answer waits 40 ms.
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(512)
        return opened
    except (OSError, OverflowError) as error:
        opened.close()
        said = getattr(error, "strerror", None) or error
        raise SetupError(
            f"cannot listen on {host} port {port}: {said}", hint="give another: narrate serve --port 8001"
        ) from error


def _listening(host: str, port: int) -> Listening:
    hosts = [host]
    if host in ("0.0.0.0", "::", ""):
        hosts = ["127.0.0.1", *([lan] if (lan := _lan_address()) else [])]
    bases = [f"http://{f'[{name}]' if ':' in name else name}:{port}/" for name in hosts]
    return Listening(pages=tuple(bases), feeds=tuple(base + addresses.FEED for base in bases), qr=qr_text(bases[-1]))


def _lan_address() -> str:
    """Return this machine's address on the local network, or nothing; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket only asks the routing table; the address is one reserved for documents.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return ""
