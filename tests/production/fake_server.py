"""A speech service on loopback that does what a test tells it to, and remembers what it was asked.

Replies are taken from `FakeServer.script` one by one; when it is empty, `FakeServer.usual` answers. Real sockets, real
HTTP/1.1 with kept connections, real TLS where a context is given.
"""

from __future__ import annotations

import io
import ssl
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self

from narrate.model import Clip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server does with one request."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    fault: Literal["", "hang", "stall", "reset", "short"] = ""  #: after a half: stall says no more, short hangs up


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    connection: int  #: number of the connection that it came over, from 1


class FakeServer:
    """A context manager: the server runs inside the ``with``."""

    def __init__(self, usual: Callable[[Asked], Reply], tls: ssl.SSLContext | None = None) -> None:
        self.usual = usual
        self.script: deque[Reply] = deque()
        self.asked: list[Asked] = []
        self.connections = 0
        self.most_at_once = 0
        self.together: threading.Barrier | None = None  #: requests wait here for each other
        self._at_once = 0
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._tls = tls
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.fake = self
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            reply = self.script.popleft() if self.script else None
        if self.together:
            with suppress(threading.BrokenBarrierError):
                self.together.wait(5)
        return reply or self.usual(asked)

    def answered(self) -> None:
        with self._lock:
            self._at_once -= 1

    def connected(self) -> int:
        with self._lock:
            self.connections += 1
            return self.connections

    def hang(self) -> None:
        self._over.wait(30)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    fake: FakeServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that go away are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        self.connection_number = self.server.fake.connected()
        super().setup()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fake = self.server.fake
        reply = fake.answer(
            Asked(path=self.path, headers=self.headers, body=body, connection=self.connection_number)  # type: ignore[arg-type]
        )
        # Counted down before the answer leaves: the next request may come before this thread goes on.
        fake.answered()
        if reply.fault == "hang":
            fake.hang()
        if reply.fault in ("hang", "reset"):
            self.close_connection = True
            self.connection.close()
            return
        self.send_response_only(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body[: len(reply.body) // 2] if reply.fault else reply.body)
        if reply.fault == "stall":
            fake.hang()
        self.close_connection = bool(reply.fault)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Keep the test's output clean."""


class FakeClock:
    """Time that passes only when somebody sleeps; what was slept is remembered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self._now += seconds


@cache
def tone(seconds: float, rate_hz: int = 24_000) -> Clip:
    """Return a sound that is no silence."""
    import numpy as np

    at = np.arange(round(seconds * rate_hz)) / rate_hz
    samples = np.rint(9000 * np.sin(2 * np.pi * 220 * at)).astype("<i2")
    return Clip(pcm=samples.tobytes(), rate_hz=rate_hz)


@cache
def mp3(seconds: float) -> bytes:
    """Return a tone as bare MP3 frames at 24 kHz and 32 kbit/s, the kind of sound that Google sends."""
    import av
    import numpy as np

    clip = tone(seconds)
    target = io.BytesIO()
    with av.open(target, "w", format="mp3", options={"write_xing": "0", "id3v2_version": "0"}) as container:
        stream = container.add_stream("mp3", rate=clip.rate_hz, layout="mono", bit_rate=32_000)
        samples = np.frombuffer(clip.pcm, "<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate = clip.rate_hz
        for packet in (
            *stream.encode(av.AudioResampler("s16p", "mono", clip.rate_hz).resample(frame)[0]),
            *stream.encode(None),
        ):
            container.mux(packet)
    return target.getvalue()
