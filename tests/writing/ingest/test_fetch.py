"""An address is fetched once, from a host that is judged before the connection, or it is one error."""

from __future__ import annotations

import gzip
import http.server
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

import pytest
import trustme

from narrate.errors import InputError
from narrate.writing.ingest import connect, read
from narrate.writing.ingest.connect import is_public, parse
from narrate.writing.ingest.fetch import Fetched, fetch, store_fetched, user_agent
from narrate.writing.ingest.provenance import provenance
from tests.writing.ingest.makers import STORY, page

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A web server on loopback with pages that a test puts there, and a resolver that leads every name to it."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.resolved: list[str] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers.get("Host", ""), self.headers.get("User-Agent", "")))
                status, headers, data = site.pages.get(self.path, (404, {}, b"no"))
                self.send_response(status)
                for name, value in {"Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def put(self, path: str, data: bytes, content_type: str = "text/html", status: int = 200, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": content_type, **named}, data)
        return f"http://vellhaven.example:{self.port}{path}"

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.resolved.append(host)
        return ["127.0.0.1"]

    def fetch(self, url: str, max_bytes: int = 1_000_000) -> Fetched:
        return fetch(url, allow_local=True, resolver=self.resolve, max_bytes=max_bytes)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_page_comes_with_its_address_kind_and_time(site: Site) -> None:
    got = site.fetch(site.put("/lamp", page(STORY), "text/html; charset=UTF-8"))
    assert got.data == page(STORY)
    assert (got.content_type, got.charset) == ("text/html", "utf-8")
    assert got.url.endswith("/lamp")
    assert got.retrieved.endswith("Z")


def test_the_server_is_told_the_name_and_who_asks(site: Site) -> None:
    site.fetch(site.put("/lamp", b"x"))
    assert {(host, agent) for _, host, agent in site.asked} == {(f"vellhaven.example:{site.port}", user_agent())}
    assert user_agent().startswith("narrate/")


def test_a_name_is_resolved_once_and_the_connection_goes_there(site: Site) -> None:
    site.fetch(site.put("/lamp", b"x"))
    assert site.resolved == ["vellhaven.example"]


def test_a_redirect_is_followed_and_judged(site: Site) -> None:
    site.put("/lamp", b"x")
    got = site.fetch(site.put("/old", b"", status=301, Location="/lamp"))
    assert got.url.endswith("/lamp")
    assert len(site.resolved) == 2


def test_five_redirects_are_followed_and_no_more(site: Site) -> None:
    site.put("/6", b"end")
    for number in range(6):
        site.put(f"/{number}", b"", status=302, Location=f"/{number + 1}")
    assert site.fetch(f"http://vellhaven.example:{site.port}/1").data == b"end"
    with pytest.raises(InputError, match="without end"):
        site.fetch(f"http://vellhaven.example:{site.port}/0")


def test_a_redirect_into_this_network_is_refused(site: Site) -> None:
    answers = {"vellhaven.example": ["93.184.215.14"], "inside.example": ["10.0.0.1"]}
    # The public name is judged by the resolver's word and then connected to here.
    real = socket.create_connection

    def nearby(address: tuple[str, int], timeout: float) -> socket.socket:
        assert address[0] == "93.184.215.14"
        return real(("127.0.0.1", site.port), timeout=timeout)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("narrate.writing.ingest.connect.socket.create_connection", nearby)
        url = site.put("/old", b"", status=302, Location="http://inside.example/secret")
        with pytest.raises(InputError, match="inside this machine or network"):
            fetch(url, resolver=lambda host, port: answers[host])


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://vellhaven.example/x",
        "gopher://127.0.0.1:6379/_x",
        "javascript:alert(1)",
        "data:text/html,x",
        "//user:word@vellhaven.example/",
        "http://127.0.0.1/",
        "http://[::ffff:7f00:1]/",
        "http://2130706433/",
        "http://[::1",
        "http://" + "a" * 70 + ".example/",
        "\\\\127.0.0.1\\x",
    ],
)
def test_a_redirect_to_what_is_not_fetched_is_one_error(target: str) -> None:
    def answer(url: str, address: str, *_: object) -> connect.Answer:
        assert address == "93.184.215.14"
        headers = Message()
        if not url.endswith("/robots.txt"):
            headers["Location"] = target
        return connect.Answer(status=302, headers=headers, body=b"")

    def answers(host: str, port: int) -> Sequence[str]:
        return ["93.184.215.14"] if host == "vellhaven.example" else connect.resolve(host, port)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("narrate.writing.ingest.fetch._get", answer)
        with pytest.raises(InputError) as caught:
            fetch("http://vellhaven.example/old", resolver=answers)
    assert caught.value.hint
    assert "word@" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://0/",
        "http://017700000001/",
        "http://0x7f.1/",
        "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:ffff:127.0.0.1]/",
        "http://[::127.0.0.1]/",
        "http://LOCALHOST/",
        "http://localhost/",
        "http://localhost./",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::]/",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
    ],
)
def test_this_machine_and_network_are_refused_in_any_spelling(url: str) -> None:
    with pytest.raises(InputError, match="inside this machine or network") as caught:
        fetch(url)
    assert "--allow-local" in caught.value.hint


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(InputError, match="inside this machine"):
        fetch("http://vellhaven.example/", resolver=lambda host, port: ["93.184.215.14", "127.0.0.1"])


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2002:5db8:d70e::"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["224.0.0.1", "255.255.255.255", "240.0.0.1", "ff02::1", "::127.0.0.1", "192.0.2.1"]
)
def test_addresses_of_nobody_and_of_many_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://vellhaven.example/x",
        "file:///etc/passwd",
        "gopher://vellhaven.example/",
        "http://user:word@vellhaven.example/",
        "http://user@vellhaven.example/",
        "http:///x",
        "http://a b/",
        "http://vellhaven.example:99999/",
        "http://[::1/",
        "http://evil.example\\@vellhaven.example/",
    ],
)
def test_an_address_that_is_not_fetched_is_one_error_without_the_password(url: str) -> None:
    with pytest.raises(InputError) as caught:
        fetch(url, resolver=lambda host, port: pytest.fail("resolved"))
    assert caught.value.hint
    assert "word" not in str(caught.value) or "password" in caught.value.message
    assert "user:word" not in str(caught.value)


def test_letters_of_any_script_become_what_servers_read() -> None:
    assert parse("http://vellhäven.example/Lámpara nueva?q=ñ#part").geturl() == (
        "http://xn--vellhven-4za.example/L%C3%A1mpara%20nueva?q=%C3%B1"
    )


def test_a_line_break_in_an_address_sends_no_second_request(site: Site) -> None:
    with pytest.raises(InputError):
        site.fetch(f"http://vellhaven.example:{site.port}/x\r\nX-Evil: 1")
    assert all("\r" not in path for path, _, _ in site.asked)


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "404"), (403, "refused"), (410, "gone"), (429, "too many"), (500, "500"), (204, "204")]
)
def test_an_answer_that_is_no_page_is_one_error(site: Site, status: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        site.fetch(site.put("/lamp", b"", status=status))
    assert caught.value.where.endswith("/lamp")


def test_robots_are_asked_first_and_obeyed(site: Site) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /private/\n", "text/plain")
    assert site.fetch(site.put("/public", b"x")).data == b"x"
    with pytest.raises(InputError, match="asks programs not to"):
        site.fetch(site.put("/private/lamp", b"x"))
    assert "/private/lamp" not in [path for path, _, _ in site.asked]


def test_rules_that_fail_forbid_everything(site: Site) -> None:
    site.put("/robots.txt", b"", status=503)
    with pytest.raises(InputError, match="asks programs not to"):
        site.fetch(site.put("/lamp", b"x"))


def test_what_is_too_big_is_not_read_to_its_end(site: Site) -> None:
    with pytest.raises(InputError, match="too big"):
        site.fetch(site.put("/lamp", b"x" * 5_000), max_bytes=4_000)


def test_packed_pages_are_unpacked_and_bombs_are_not(site: Site) -> None:
    url = site.put("/lamp", gzip.compress(b"fog"), Content_Encoding="gzip")
    assert site.fetch(url).data == b"fog"
    bomb = site.put("/bomb", gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")
    with pytest.raises(InputError, match="too big"):
        site.fetch(bomb)


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_an_encoding_that_cannot_be_read_is_one_error(site: Site, coding: str) -> None:
    with pytest.raises(InputError, match=r"encoding|damaged"):
        site.fetch(site.put("/lamp", b"not packed", Content_Encoding=coding))


def test_a_picture_is_no_document(site: Site) -> None:
    with pytest.raises(InputError, match="image/png"):
        site.fetch(site.put("/lamp.png", b"x", "image/png"))


def served_by(answer: Callable[[socket.socket], None]) -> str:
    """Return the address of a server that treats its one connection as `answer` does."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def serve() -> None:
        with listener:
            line, _ = listener.accept()
            with line:
                line.recv(1000)
                answer(line)

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{port}/lamp"


def trickle(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    stop = threading.Event()
    try:
        while not stop.wait(0.02):
            line.sendall(b"X: y\r\n")
    except OSError:
        return


def test_a_server_that_only_trickles_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "START_SECONDS", 0.3)
    with pytest.raises(InputError, match=r"too long|cannot be fetched"):
        fetch(served_by(trickle), allow_local=True)


def test_a_silent_server_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "SILENCE_SECONDS", 0.2)

    def wait(line: socket.socket) -> None:
        threading.Event().wait(2)

    with pytest.raises(InputError, match="too long"):
        fetch(served_by(wait), allow_local=True)


def drip(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    stop = threading.Event()
    try:
        while not stop.wait(0.02):
            line.sendall(b"x")
    except OSError:
        return


def test_a_body_that_drips_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "START_SECONDS", 0.3)
    with pytest.raises(InputError, match="too long"):
        fetch(f"{served_by(drip)}", allow_local=True)


def flood(line: socket.socket) -> None:
    try:
        while True:
            line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
    except OSError:
        return


def test_a_server_that_says_continue_for_ever_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "START_SECONDS", 0.3)
    with pytest.raises(InputError, match=r"too long|cannot be fetched"):
        fetch(served_by(flood), allow_local=True)


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\nfog",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5_000 + b"\r\nfog",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nfog",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nfog\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nfog",
        b"HTTP/1.1 99999999999999999999 OK\r\n\r\nfog",
        b"HTTP/9.9 200 OK\r\n\r\nfog",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\nfog",
        b"\x1b[31mHTTP/1.1 200 OK\r\n\r\nfog",
        b"HTTP/1.1 302 Found\r\nLocation: http://\x1b[31m/\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_an_answer_out_of_bounds_is_one_error_without_escapes(said: bytes) -> None:
    with pytest.raises(InputError) as caught:
        fetch(served_by(lambda line: line.sendall(said)).replace("/lamp", "/robots.txt"), allow_local=True)
    assert caught.value.hint
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    "said", [b"", b"SSH-2.0-nothing\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Le"]
)
def test_a_server_that_speaks_something_else_is_one_error(said: bytes) -> None:
    with pytest.raises(InputError) as caught:
        fetch(served_by(lambda line: line.sendall(said)), allow_local=True)
    assert caught.value.hint


def test_a_port_where_nobody_listens_is_one_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(InputError, match="cannot be fetched"):
        fetch(f"http://127.0.0.1:{port}/", allow_local=True)


def test_https_is_not_given_up_for_http(site: Site) -> None:
    url = site.put("/lamp", b"x").replace("http://", "https://")
    with pytest.raises(InputError):
        site.fetch(url)
    assert site.asked == []


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Return an authority of the test's own that this machine trusts."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return made


def secured(site: Site, certificate: trustme.LeafCert) -> str:
    """Make a site speak TLS; return the address of its one page."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    # The greeting is left to the thread that answers: it closes the line where that fails.
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True, do_handshake_on_connect=False)
    site.server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a reader that hangs up is the test
    return site.put("/lamp", page(STORY)).replace("http://", "https://")


def test_a_page_comes_over_a_secure_line(site: Site, authority: trustme.CA) -> None:
    url = secured(site, authority.issue_cert("vellhaven.example"))
    got = site.fetch(url)
    assert (got.data, got.url) == (page(STORY), url)
    assert site.resolved == ["vellhaven.example"]


def test_a_certificate_of_an_unknown_authority_is_one_error(site: Site, authority: trustme.CA) -> None:
    refuse(site, secured(site, trustme.CA().issue_cert("vellhaven.example")), "unable to get local issuer")


def test_a_certificate_for_another_name_is_one_error(site: Site, authority: trustme.CA) -> None:
    refuse(site, secured(site, authority.issue_cert("karsholm.example")), "Hostname mismatch")


def test_a_certificate_that_has_run_out_is_one_error(site: Site, authority: trustme.CA) -> None:
    old = authority.issue_cert("vellhaven.example", not_after=datetime(2020, 1, 1, tzinfo=UTC))
    refuse(site, secured(site, old), "expired")


def refuse(site: Site, url: str, reason: str) -> None:
    with pytest.raises(InputError, match=f"its certificate is not accepted: .*{reason}") as caught:
        site.fetch(url)
    assert caught.value.where.startswith("https://vellhaven.example")
    assert caught.value.hint
    assert site.asked == []


# --- stored --------------------------------------------------------------------------------------------------------


def fetched(data: bytes = b"fog", url: str = "https://vellhaven.example/a/lamp.html", **changes: str) -> Fetched:
    about = {"content_type": "text/html", "charset": "", "retrieved": "2026-01-02T03:04:05Z", **changes}
    return Fetched(data=data, url=url, **about)


@pytest.mark.parametrize(
    ("got", "name"),
    [
        (fetched(), "lamp.html"),
        (fetched(url="https://vellhaven.example/"), "vellhaven-example.html"),
        (fetched(url="https://vellhaven.example/a/", charset="windows-1251"), "a.cp1251.html"),
        (fetched(url="https://vellhaven.example/x.php?id=3"), "x-php.html"),
        (fetched(url="https://vellhaven.example/..%2f..%2fetc%2fpasswd", content_type="text/plain"), "passwd.txt"),
        (fetched(url="https://vellhaven.example/book.epub", content_type="application/octet-stream"), "book.epub"),
        (fetched(url="https://vellhaven.example/%1b%5b31m%E2%80%AEx", content_type="application/pdf"), "31mx.pdf"),
        (fetched(charset="rot13"), "lamp.html"),
    ],
)
def test_a_stored_file_is_named_after_its_address_and_kind(got: Fetched, name: str) -> None:
    assert got.file_name() == name


def test_what_was_fetched_is_stored_as_it_came_and_says_where_from(tmp_path: Path) -> None:
    path = store_fetched(fetched(page(STORY)), tmp_path)
    assert path.read_bytes() == page(STORY)
    source = read(path, name="sources/lamp.html").source
    assert (source.url, source.retrieved) == ("https://vellhaven.example/a/lamp.html", "2026-01-02T03:04:05Z")


def test_another_page_of_the_same_name_does_not_replace_the_first(tmp_path: Path) -> None:
    first, second = store_fetched(fetched(b"one"), tmp_path), store_fetched(fetched(b"two"), tmp_path)
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert store_fetched(fetched(b"one"), tmp_path) == first


def test_the_server_s_character_set_is_kept_in_the_name(tmp_path: Path) -> None:
    text = "<p>Двери зала были закрыты.</p>".encode("koi8-r")
    path = store_fetched(fetched(text, charset="koi8-r"), tmp_path)
    assert read(path).blocks[0].text == "Двери зала были закрыты."


@pytest.mark.parametrize("said", ["", "[]", '{"url": 3}', '{"url": "javascript:x"}', '{"url": "http://x"'])
def test_a_note_of_origin_that_says_nothing_usable_is_passed_over(tmp_path: Path, said: str) -> None:
    (tmp_path / "lamp.html.source.json").write_text(said)
    assert provenance(tmp_path / "lamp.html") == {}
