"""Addresses inside the texts: they become those that the client itself used."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from narrate import addresses
from narrate.publishing.qr import qr_svg
from narrate.publishing.serve.requests import REWRITTEN, Scope

CACHE_BYTES = 64 * 1024 * 1024
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?")
_PREFIX = re.compile(r"(/[A-Za-z0-9._~%-]+)*/?")


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


class Texts:
    """Texts of the folder, rewritten and compressed once and then kept."""

    def __init__(self, folder: Path) -> None:
        """Keep nothing yet."""
        self.folder = folder
        self._kept: OrderedDict[tuple[Any, ...], tuple[bytes, str]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._written: tuple[float, str] = (0.0, "")

    def read(self, name: str, path: Path, stat: os.stat_result, ours: str, packed: bool) -> tuple[bytes, str]:
        """Return body and ETag of a text as this client is to see it."""
        changes = name.endswith(REWRITTEN)
        written = self._base() if changes else ""
        key = (name, stat.st_mtime_ns, stat.st_size, ours if written else "", written, packed)
        # Requests are answered in threads; the work itself is done outside of the lock.
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._make(name, path, written, ours, packed)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._bytes += len(made[0])
            while self._bytes > CACHE_BYTES and len(self._kept) > 1:
                self._bytes -= len(self._kept.popitem(last=False)[1][0])
        return made

    def _make(self, name: str, path: Path, written: str, ours: str, packed: bool) -> tuple[bytes, str]:
        if name == addresses.QR and written:
            body = qr_svg(addresses.of_file(ours, addresses.FEED))
        else:
            body = path.read_bytes()
            if written:
                body = rewrite(body, written, ours)
        tag = hashlib.sha256(body).hexdigest()[:32]
        # A compressed body is another representation and has a tag of its own (RFC 9110, section 8.8.3.3).
        return (gzip.compress(body, 6, mtime=0), f'"{tag}-gz"') if packed else (body, f'"{tag}"')

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
