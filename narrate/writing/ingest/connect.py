"""One HTTP request to one host, at an address that was looked at before.

A name is resolved once, every address that it has is judged, and the connection goes to the address that was judged:
between looking and connecting nothing can change. What is not on the public Internet is refused in any spelling.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from narrate.errors import InputError

SILENCE_SECONDS = 5.0
# A page must come at a walking pace: some seconds until it begins, redirects and all, then 20 kB in each.
START_SECONDS, LEAST_BYTES_A_SECOND = 7.0, 20_000
_CHUNK = 1 << 16
_SAFE = "/:@!$&'()*+,;=~-._%"

Resolver = Callable[[str, int], Sequence[str]]
_IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent."""

    status: int
    headers: Message
    body: bytes = field(repr=False)


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def parse(url: str) -> SplitResult:
    """Return the parts of an address, host in ASCII; raise InputError for what is not fetched."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        if ":" not in host:
            host = host.encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError) as error:
        raise InputError("not a valid address", where=url, hint="copy it anew from the browser") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise InputError("only http and https are fetched", where=url, hint="save the page and give the file")
    if parts.username is not None or parts.password is not None:
        raise InputError("an address with a password in it is not fetched", where=_bare(parts), hint="leave it out")
    if not host or any(ord(character) <= 32 or character in '\\^`{|}<>"' for character in host):
        raise InputError("not a valid address", where=url, hint="copy it anew from the browser")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port is None else f"{shown}:{port}"
    path = quote(parts.path, safe=_SAFE) or "/"
    return SplitResult(parts.scheme.lower(), netloc, path, quote(parts.query, safe=_SAFE + "?"), "")


def judge(host: str, port: int, *, allow_local: bool, resolver: Resolver, where: str) -> str:
    """Return the address to connect to; raise InputError where the host has none, or one that is not public."""
    try:
        found = [ipaddress.ip_address(address.partition("%")[0]) for address in resolver(host, port)]
    except (OSError, UnicodeError, ValueError) as error:
        raise InputError(f"no host named {host}", where=where, hint="check the spelling and the network") from error
    if not found:
        raise InputError(f"no host named {host}", where=where, hint="check the spelling and the network")
    if not allow_local and not all(map(is_public, found)):
        raise InputError(
            "an address inside this machine or network is not fetched",
            where=where,
            hint="add --allow-local if you trust it",
        )
    return str(found[0])


def is_public(address: _IPAddress) -> bool:
    """Tell whether an address is globally routable, also the one that is packed into it (RFC 6890, 6052, 3056)."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in ipaddress.IPv6Network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if int(address) >> 32 == 0:  # ::127.0.0.1, the old way to write an IPv4 address
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def request(url: str, *, address: str, headers: dict[str, str], max_bytes: int, began: float) -> Answer:
    """Send one GET for `url` to `address`; raise InputError for whatever comes of it but an answer.

    `began` is when the person began to wait, by `time.monotonic`.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection = _Connection(host, port, address=address, secure=secure)
    # Whatever trickles in, in headers or body: at the latest then the line is cut.
    alarm = threading.Timer(max(START_SECONDS - (time.monotonic() - began), 0.1), connection.cut)
    alarm.daemon = True
    alarm.start()
    try:
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": parts.netloc, "Accept-Encoding": "gzip", **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        alarm.cancel()
        with response:  # of a line that ends with the answer it is the only holder
            body = _body(response, began=began, max_bytes=max_bytes, where=url)
        return Answer(status=response.status, headers=response.headers, body=body)
    except InputError:
        raise
    except TimeoutError as error:
        raise _too_slow(url) from error
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or "no secure connection"
        raise InputError(
            f"its certificate is not accepted: {reason}",
            where=url,
            hint="open it in a browser, and if you trust it save the page and give the file",
        ) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if connection.was_cut:
            raise _too_slow(url) from error
        reason = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
        raise InputError(f"cannot be fetched: {reason}", where=url, hint="check the address and the network") from error
    finally:
        alarm.cancel()
        connection.close()


class _Connection(http.client.HTTPConnection):
    """Connects to an address, and names the host to the server as always."""

    def __init__(self, host: str, port: int, *, address: str, secure: bool) -> None:
        super().__init__(host, port, timeout=SILENCE_SECONDS)
        self.address = address
        self.secure = secure
        self.was_cut = False

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), timeout=SILENCE_SECONDS)
        self.sock = plain
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)

    def cut(self) -> None:
        self.was_cut = True
        with contextlib.suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _body(response: http.client.HTTPResponse, *, began: float, max_bytes: int, where: str) -> bytes:
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", ""):
        raise InputError(
            f"comes in an encoding not asked for: {coding}", where=where, hint="save the page in a browser"
        )
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in coding else None
    body = bytearray()
    received = 0
    while part := response.read1(_CHUNK):
        received += len(part)
        if inflate is not None:
            try:
                part = inflate.decompress(part, max_bytes + 1 - len(body))
            except zlib.error as error:
                raise InputError("arrived damaged", where=where, hint="try again") from error
        body += part
        if len(body) > max_bytes or (inflate is not None and inflate.unconsumed_tail):
            raise InputError(
                f"too big: more than {max_bytes // 1_000_000} MB", where=where, hint="save the text of it and give that"
            )
        if time.monotonic() - began > START_SECONDS + received / LEAST_BYTES_A_SECOND:
            raise _too_slow(where)
    return bytes(body)


def _too_slow(url: str) -> InputError:
    return InputError("takes too long to answer", where=url, hint="try again later, or save the page in a browser")


def _bare(parts: SplitResult) -> str:
    """Return an address without the password in it: messages end up in logs."""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
