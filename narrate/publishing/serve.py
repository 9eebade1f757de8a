"""The output folder over HTTP: feed, pages, MP3s with ranges, to any client on the network.

In: a folder. Out: a Starlette application, and `serve`, which runs it on uvicorn. What is said of ranges, conditions
and types follows RFC 9110. Addresses inside feed, chapters and pages become those that the client itself used, so that
one folder works at home, on a phone and behind a proxy.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import socket
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from narrate import addresses
from narrate.errors import InputError, SetupError
from narrate.publishing.media import caching, is_text, type_of
from narrate.publishing.qr import qr_svg, qr_text

if TYPE_CHECKING:
    from starlette.responses import Response

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

REWRITTEN = (".xml", ".chapters.json", ".html", ".svg")  #: may hold addresses
MAX_TEXT = 64 * 1024 * 1024  #: larger texts go out as files, as they are
MAX_RANGES = 16  #: more in one request is an attack or a mistake, and gets the whole file (RFC 9110, section 14.2)
CACHE_BYTES = 64 * 1024 * 1024
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?")
_PREFIX = re.compile(r"(/[A-Za-z0-9._~%-]+)*/?")


def app(folder: Path) -> App:
    """Return an ASGI application that serves a folder; raise InputError where there is none."""
    from starlette.exceptions import HTTPException
    from starlette.responses import PlainTextResponse
    from starlette.staticfiles import StaticFiles

    if not folder.is_dir():
        raise InputError("there is no such folder", where=str(folder), hint="run: narrate build --all")
    files = StaticFiles(directory=folder)
    texts = _Texts(folder)

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


async def _respond(files: Any, texts: _Texts, scope: Scope) -> Response:
    import anyio.to_thread
    from starlette.datastructures import Headers
    from starlette.exceptions import HTTPException
    from starlette.responses import FileResponse, Response

    method, path = scope["method"], _name(scope)
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
    if is_text(path) and stat.st_size <= MAX_TEXT and not _wants_part(path, headers, method):
        ours = client_base(scope)
        packed = _accepts_gzip(headers.get("accept-encoding", ""))
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
        _mend_range(scope, method, stat.st_size)
    return _conditions(response, headers, files)


def _name(scope: Scope) -> str | None:
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


def _wants_part(path: str, headers: Any, method: str) -> bool:
    return "range" in headers and method == "GET" and not path.endswith(REWRITTEN)


def _conditions(response: Response, headers: Any, files: Any) -> Response:
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


def _mend_range(scope: Scope, method: str, size: int) -> None:
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


def _accepts_gzip(text: str) -> bool:
    for part in text.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return False


# --- addresses -----------------------------------------------------------------------------------------------------


def client_base(scope: Scope) -> str:
    """Return the address of the folder as the client knows it: by its Host line, or by what a proxy says of it."""
    headers: dict[str, str] = {k.decode("latin-1"): v.decode("latin-1") for k, v in reversed(scope["headers"])}
    forwarded = dict(re.findall(r'(?i)\b(proto|host)="?([^";,\s]+)', headers.get("forwarded", "").partition(",")[0]))
    forwarded = {key.lower(): value for key, value in forwarded.items()}

    def first(name: str) -> str:
        return headers.get(name, "").partition(",")[0].strip()

    scheme = (forwarded.get("proto") or first("x-forwarded-proto") or str(scope.get("scheme", "http"))).lower()
    port = first("x-forwarded-port")
    host = forwarded.get("host") or first("x-forwarded-host") or headers.get("host", "")
    if port.isdigit() and first("x-forwarded-host") and ":" not in host and port not in ("80", "443"):
        host += f":{port}"
    # What a client sends goes into XML and HTML: nothing but a host may pass.
    if not _HOST.fullmatch(host):
        server = scope.get("server") or ("127.0.0.1", 80)
        host = f"{server[0]}:{server[1]}"
    prefix: str = first("x-forwarded-prefix") or str(scope.get("root_path", ""))
    if not _PREFIX.fullmatch(prefix):
        prefix = ""
    if scheme not in ("http", "https"):
        scheme = "http"
    return f"{scheme}://{host}{prefix.rstrip('/')}/"


def rewrite(text: bytes, written: str, ours: str) -> bytes:
    """Return a text in which the folder's own addresses begin with `ours` instead of `written`.

    Links for podcast apps hold the address without its scheme or percent-encoded; they follow too. An address that
    only begins alike, such as a page about the authors on the same host, is left alone: it leads to no file here.
    """
    if written == ours:
        return text
    name = rb"(?=[A-Za-z0-9._~%@:!$()*+,;=-]*\.(?:mp3|xml|vtt|srt|json|html|jpg|png|svg|epub|zip|m3u8)\b|[\"'<])"
    bare = written.partition("://")[2]
    text = re.sub(re.escape(quote(written, safe="").encode()) + name, quote(ours, safe="").encode(), text)
    text = re.sub(re.escape(written.encode()) + name, ours.encode(), text)
    apps = rb"((?:podcast|feed|antennapod-subscribe)://|pktc://subscribe/)"
    return re.sub(apps + re.escape(bare.encode()) + name, rb"\g<1>" + ours.partition("://")[2].encode(), text)


class _Texts:
    """Texts of the folder, rewritten and compressed once and then kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: OrderedDict[tuple[Any, ...], tuple[bytes, str]] = OrderedDict()
        self._bytes = 0
        self._written: tuple[float, str] = (0.0, "")

    def read(self, name: str, path: Path, stat: os.stat_result, ours: str, packed: bool) -> tuple[bytes, str]:
        """Return body and ETag of a text as this client is to see it."""
        changes = name.endswith(REWRITTEN)
        written = self._base() if changes else ""
        key = (name, stat.st_mtime_ns, stat.st_size, ours if written else "", written, packed)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if name == addresses.QR:
            body = qr_svg(addresses.of_file(ours, addresses.FEED))
        else:
            body = path.read_bytes()
            if written:
                body = rewrite(body, written, ours)
        tag = hashlib.sha256(body).hexdigest()[:32]
        # A compressed body is another representation and has a tag of its own (RFC 9110, section 8.8.3.3).
        made = (gzip.compress(body, 6, mtime=0), f'"{tag}-gz"') if packed else (body, f'"{tag}"')
        self._kept[key] = made
        self._bytes += len(made[0])
        while self._bytes > CACHE_BYTES and len(self._kept) > 1:
            self._bytes -= len(self._kept.popitem(last=False)[1][0])
        return made

    def _base(self) -> str:
        """Return what the folder's addresses begin with: the feed's own address says it."""
        feed = self.folder / addresses.FEED
        try:
            changed = feed.stat().st_mtime
            if changed != self._written[0]:
                with feed.open("rb") as file:
                    match = re.search(rb"<atom:link\b[^>]*\bhref=\"([^\"]*/)[^\"/]*\"", file.read(20_000))
                self._written = (changed, match[1].decode() if match else "")
        except OSError:
            return ""
        return self._written[1]


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
