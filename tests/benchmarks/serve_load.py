"""How much the server bears: requests a second for ranges, CPU a request, and whether its memory grows.

Run: python -m tests.benchmarks.serve_load [REQUESTS]

Two processes ask for random ranges of 64 KiB over connections that stay open, as players do; the server is a process
of its own. Printed beside it: what the bare sockets of this machine do with the same bytes, since other work on the
machine moves both alike.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

WORKERS = 2
CHUNK = 65536
SIZE = 20_000_000


def run_server(folder: str, pipe: Any) -> None:
    """Serve; answer each message with CPU seconds and resident KiB."""
    from narrate.publishing.serve import serve

    def ready(listening: Any) -> None:
        pipe.send(listening.pages[0])
        threading.Thread(target=report, daemon=True).start()

    def report() -> None:
        while pipe.recv():
            status = Path("/proc/self/status").read_text(encoding="ascii")
            resident = int(status.partition("VmRSS:")[2].split()[0])
            usage = resource.getrusage(resource.RUSAGE_SELF)
            pipe.send((usage.ru_utime + usage.ru_stime, resident))

    serve(Path(folder), port=0, ready=ready)


def run_bare(pipe: Any) -> None:
    """Answer every request with the same number of bytes and no thought at all."""
    body = b"HTTP/1.1 206 OK\r\ncontent-length: %d\r\n\r\n" % CHUNK + bytes(CHUNK)
    listener = socket.create_server(("127.0.0.1", 0))
    pipe.send(f"http://127.0.0.1:{listener.getsockname()[1]}/")

    def answer(line: socket.socket) -> None:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while line.recv(4096):
            line.sendall(body)

    while True:
        threading.Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()


def ask(port: int, requests: int, seed: int) -> None:
    """Ask for ranges at random and count what comes."""
    chance = random.Random(seed)
    with socket.create_connection(("127.0.0.1", port)) as line:
        file = line.makefile("rb")
        for _ in range(requests):
            start = chance.randrange(SIZE - CHUNK)
            wanted = f"GET /a.mp3 HTTP/1.1\r\nHost: a\r\nRange: bytes={start}-{start + CHUNK - 1}\r\n\r\n"
            line.sendall(wanted.encode())
            status = file.readline()
            assert b" 206 " in status, status
            while (header := file.readline().lower()) != b"\r\n":
                assert not header.startswith(b"content-length") or int(header.split(b":")[1]) == CHUNK
            assert len(file.read(CHUNK)) == CHUNK


def load(port: int, requests: int) -> float:
    """Return the seconds that WORKERS take for `requests` each."""
    began = time.monotonic()
    workers = [multiprocessing.Process(target=ask, args=(port, requests, n)) for n in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    return time.monotonic() - began


def start(target: Any, *arguments: Any) -> tuple[Any, Any, int]:
    """Start a server process; return it, the line to it and its port."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=target, args=(*arguments, theirs), daemon=True)
    process.start()
    return process, ours, int(ours.recv().rstrip("/").rpartition(":")[2])


def main() -> None:
    """Print the figures."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.mp3").write_bytes(random.Random(1).randbytes(SIZE))
        process, pipe, port = start(run_server, folder)
        bare, _, bare_port = start(run_bare)
        load(port, 200)
        pipe.send(True)
        cpu, resident = pipe.recv()
        for turn in range(3):
            seconds = load(port, requests)
            pipe.send(True)
            now, grown = pipe.recv()
            count = WORKERS * requests
            print(
                f"turn {turn + 1}: {count / seconds:.0f} requests a second, "
                f"{1e6 * (now - cpu) / count:.0f} us of CPU each, "
                f"memory {grown / 1024:.0f} MB ({(grown - resident) / 1024:+.1f})"
            )
            cpu = now
        print(f"bare sockets: {WORKERS * requests / load(bare_port, requests):.0f} requests a second")
        for each in (process, bare):
            each.kill()


if __name__ == "__main__":
    main()
