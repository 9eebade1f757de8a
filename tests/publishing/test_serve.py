"""The server: what RFC 9110 asks, what Apple asks, and nothing that is not in the folder."""

from __future__ import annotations

import gzip
import json
import os
import queue
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from narrate.errors import InputError, SetupError
from narrate.publishing.enclosure import outdated
from narrate.publishing.feed import check
from narrate.publishing.serve import Listening, serve
from narrate.publishing.serve.rewriting import rewrite
from tests.publishing.folder import make_folder

MP3 = "/episode1.mp3"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "output"
    make_folder(folder)
    (folder / ".secret").write_text("hidden")
    (folder / ".cache").mkdir()
    (folder / ".cache" / "take").write_text("hidden")
    (folder / "inside").mkdir()
    (folder / "inside" / "note.txt").write_text("note")
    (folder / "empty.mp3").write_bytes(b"")
    (folder.parent / "outside.txt").write_text("outside")
    (folder / "link.txt").symlink_to(folder.parent / "outside.txt")
    (folder / "up").symlink_to(folder.parent)
    return folder


@pytest.fixture(scope="module")
def listening(folder: Path) -> Listening:
    told: queue.Queue[Listening] = queue.Queue()
    threading.Thread(target=serve, args=(folder,), kwargs={"port": 0, "ready": told.put}, daemon=True).start()
    return told.get(timeout=20)


@pytest.fixture(scope="module")
def client(listening: Listening) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=listening.pages[0], headers={"accept-encoding": "identity"}) as client:
        yield client


@pytest.fixture
def mp3(folder: Path) -> bytes:
    return (folder / "episode1.mp3").read_bytes()


def raw(listening: Listening, request: bytes) -> bytes:
    """Send bytes as they are; httpx would mend the path."""
    host, _, port = listening.pages[0].removeprefix("http://").rstrip("/").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(request)
        answer = b""
        while part := line.recv(65536):
            answer += part
    return answer


def ask(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode("latin-1")


# --- whole files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/index.html", "text/html"),
        ("/feed.xml", "application/rss+xml"),
        (MP3, "audio/mpeg"),
        ("/episode1.vtt", "text/vtt"),
        ("/episode1.srt", "application/x-subrip"),
        ("/episode1.chapters.json", "application/json+chapters"),
        ("/episode1.transcript.json", "application/json"),
        ("/episode1.json", "application/json"),
        ("/cover.jpg", "image/jpeg"),
        ("/subscribe.svg", "image/svg+xml"),
        ("/playlist.m3u8", "application/vnd.apple.mpegurl"),
        ("/inside/note.txt", "text/plain"),
    ],
)
def test_every_file_has_its_type_an_etag_and_an_open_door(client: httpx.Client, path: str, kind: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert re.fullmatch(r'"[^"]+"', answer.headers["etag"])
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "last-modified" in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize("path", ["/", "/feed.xml", MP3, "/episode1.vtt", "/nothing"])
def test_head_says_what_get_says_without_a_body(client: httpx.Client, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert head.content == b""
    assert head.status_code == get.status_code
    ours = {name: value for name, value in head.headers.items() if name != "date"}
    assert ours == {name: value for name, value in get.headers.items() if name != "date"}


def test_a_text_is_compressed_for_those_who_ask_and_has_a_tag_of_its_own(client: httpx.Client) -> None:
    plain = client.get("/feed.xml")
    with client.stream("GET", "/feed.xml", headers={"accept-encoding": "br;q=1, gzip;q=0.5"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed) == plain.content
    assert len(packed) < len(plain.content) / 2
    assert answer.headers["etag"] != plain.headers["etag"]
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert "accept-encoding" in plain.headers["vary"].lower()


@pytest.mark.parametrize("accepted", ["gzip;q=0", "identity", "br", "gzip; q=0.0"])
def test_nobody_gets_gzip_who_does_not_take_it(client: httpx.Client, accepted: str) -> None:
    assert "content-encoding" not in client.get("/feed.xml", headers={"accept-encoding": accepted}).headers


def test_an_mp3_is_never_compressed(client: httpx.Client, mp3: bytes) -> None:
    answer = client.get(MP3, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert answer.content == mp3


def test_what_names_its_content_may_be_kept_for_ever_and_all_else_is_asked_for_again(
    client: httpx.Client, folder: Path
) -> None:
    enclosure = next(folder.glob("episode1.*.mp3")).name
    assert "immutable" in client.get(f"/{enclosure}").headers["cache-control"]
    assert client.get("/feed.xml").headers["cache-control"] == "no-cache"


# --- ranges --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-1", 0, 2), ("bytes=100-199", 100, 200), ("bytes=100-", 100, None), ("bytes=-500", -500, None),
     ("bytes=5-99999999999", 5, None), ("bytes=-99999999999", 0, None), ("BYTES = 0-0", 0, 1), ("bytes=,7-8,", 7, 9)],
)  # fmt: skip
def test_a_range_is_exactly_what_was_asked_for(
    client: httpx.Client, mp3: bytes, asked: str, start: int, end: int | None
) -> None:
    answer = client.get(MP3, headers={"range": asked})
    expected = mp3[start:end]
    first = start if start >= 0 else len(mp3) + start
    assert answer.status_code == 206
    assert answer.content == expected
    assert answer.headers["content-range"] == f"bytes {first}-{first + len(expected) - 1}/{len(mp3)}"
    assert answer.headers["content-length"] == str(len(expected))
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=99999999-999999999", "bytes=-0"])
def test_a_range_past_the_end_is_416_and_says_how_long_the_file_is(
    client: httpx.Client, mp3: bytes, asked: str
) -> None:
    answer = client.get(MP3, headers={"range": asked})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(mp3)}"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "asked",
    ["", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "lines=0-1", "bytes=0-1;2-3", "bytes=--1",
     "bytes=1-2-3", "bytes=٣-٤", "bytes=" + ",".join(f"{n}-{n}" for n in range(500)), "bytes=0x10-", "bytes=+1-2",
     "bytes=1 -2 3"],
)  # fmt: skip
def test_a_range_with_a_fault_is_ignored(client: httpx.Client, mp3: bytes, asked: str) -> None:
    answer = client.get(MP3, headers=[(b"range", asked.encode())])
    assert answer.status_code == 200
    assert answer.content == mp3


def test_a_range_of_an_empty_file_is_416(client: httpx.Client) -> None:
    assert client.get("/empty.mp3", headers={"range": "bytes=0-"}).status_code == 416
    assert client.get("/empty.mp3").status_code == 200


def test_several_ranges_come_as_parts_and_those_the_file_lacks_are_left_out(client: httpx.Client, mp3: bytes) -> None:
    answer = client.get(MP3, headers={"range": "bytes=0-1, 99999999-, 10-12"})
    assert answer.status_code == 206
    assert answer.headers["content-type"].startswith("multipart/byteranges; boundary=")
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert f"Content-Range: bytes 0-1/{len(mp3)}".encode() in answer.content
    assert f"Content-Range: bytes 10-12/{len(mp3)}\r\n\r\n".encode() + mp3[10:13] in answer.content


def test_a_range_means_nothing_to_head(client: httpx.Client, mp3: bytes) -> None:
    answer = client.head(MP3, headers={"range": "bytes=0-1"})
    assert (answer.status_code, answer.headers["content-length"]) == (200, str(len(mp3)))


def test_a_transcript_can_be_had_in_part_and_a_text_with_addresses_only_whole(client: httpx.Client) -> None:
    assert client.get("/episode1.vtt", headers={"range": "bytes=0-5"}).content == b"WEBVTT"
    whole = client.get("/feed.xml", headers={"range": "bytes=0-5"})
    assert whole.status_code == 200
    assert "accept-ranges" not in whole.headers


def test_if_range_with_the_same_tag_resumes_and_with_another_begins_anew(client: httpx.Client, mp3: bytes) -> None:
    first = client.get(MP3)
    for validator in (first.headers["etag"], first.headers["last-modified"]):
        again = client.get(MP3, headers={"range": "bytes=10-", "if-range": validator})
        assert (again.status_code, again.content) == (206, mp3[10:])
    for other in ('"another"', f"W/{first.headers['etag']}", "Thu, 01 Jan 1970 00:00:00 GMT", "rubbish"):
        whole = client.get(MP3, headers={"range": "bytes=10-", "if-range": other})
        assert (whole.status_code, whole.content) == (200, mp3)


def test_a_download_that_broke_off_is_never_glued_from_two_renderings(client: httpx.Client, folder: Path) -> None:
    path = folder / "replaced.mp3"
    path.write_bytes(b"a" * 1000)
    first = client.get("/replaced.mp3")
    fresh = folder / "fresh"
    fresh.write_bytes(b"b" * 1000)
    os.utime(fresh, ns=(path.stat().st_mtime_ns + 10**9,) * 2)
    fresh.replace(path)
    rest = client.get("/replaced.mp3", headers={"range": "bytes=500-", "if-range": first.headers["etag"]})
    assert (rest.status_code, rest.content) == (200, b"b" * 1000)


# --- conditions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/feed.xml", MP3, "/episode1.vtt", "/"])
def test_what_has_not_changed_is_not_sent_again(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    tag, date = first.headers["etag"], first.headers["last-modified"]
    for condition in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        answer = client.get(path, headers={"if-none-match": condition})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
        assert "access-control-allow-origin" in answer.headers
    assert client.get(path, headers={"if-modified-since": date}).status_code == 304
    assert client.get(path, headers={"if-none-match": '"x"', "if-modified-since": date}).status_code == 200
    assert client.get(path, headers={"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}).status_code == 200
    assert client.get(path, headers={"if-modified-since": "rubbish"}).status_code == 200
    assert client.get(path, headers={"if-none-match": tag, "range": "bytes=0-1"}).status_code == 304


def test_a_condition_that_fails_is_412(client: httpx.Client) -> None:
    tag = client.get(MP3).headers["etag"]
    assert client.get(MP3, headers={"if-match": '"x"'}).status_code == 412
    assert client.get(MP3, headers={"if-match": f'"x", {tag}'}).status_code == 200
    assert client.get(MP3, headers={"if-match": "*"}).status_code == 200
    assert client.get(MP3, headers={"if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}).status_code == 412
    assert client.get(MP3, headers={"if-unmodified-since": "Thu, 01 Jan 2099 00:00:00 GMT"}).status_code == 200


# --- what is not served --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/.secret", "/.cache/take", "/link.txt", "/up/outside.txt", "/../outside.txt", "/..%2foutside.txt",
     "/%2e%2e/outside.txt", "/%2e%2e%2foutside.txt", "/..%5coutside.txt", "/inside/../../outside.txt", "//etc/passwd",
     "/inside//note.txt", "/%00", "/feed.xml%00.mp3", "/feed.xml/", "/inside", "/inside/", "/%2fetc%2fpasswd",
     "/" + "a" * 5000, "/%ff%fe", "/..", "/.", "/%2e", "/inside/.%2e/feed.xml", "/C:%5cwindows"],
)  # fmt: skip
def test_nothing_hidden_and_nothing_outside_is_ever_served(listening: Listening, path: str) -> None:
    answer = raw(listening, ask(path))
    assert answer.split(b" ", 2)[1] == b"404", answer[:200]
    assert b"outside" not in answer
    assert b"hidden" not in answer


def test_a_request_may_name_the_server_in_full_and_carry_a_query(listening: Listening, client: httpx.Client) -> None:
    assert raw(listening, ask("http://a/episode1.vtt")).startswith(b"HTTP/1.1 200 ")
    assert raw(listening, ask("http://a/../outside.txt")).startswith(b"HTTP/1.1 404 ")
    assert client.get("/episode1.vtt?_from=app").text.startswith("WEBVTT")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_nothing_can_be_changed(client: httpx.Client, folder: Path, method: str) -> None:
    answer = client.request(method, MP3, content=b"x")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert (folder / "episode1.mp3").stat().st_size > 1


def test_a_page_of_another_host_may_ask_for_ranges(client: httpx.Client) -> None:
    asked = {"origin": "https://player.example", "access-control-request-method": "GET",
             "access-control-request-headers": "range"}  # fmt: skip
    answer = client.options(MP3, headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "range" in answer.headers["access-control-allow-headers"].lower()


def test_a_file_that_may_not_be_read_is_not_there(client: httpx.Client, folder: Path) -> None:
    path = folder / "locked.mp3"
    path.write_bytes(b"x")
    path.chmod(0)
    try:
        # Root reads everything; others get no hint that there is something.
        assert client.get("/locked.mp3").status_code == (200 if os.geteuid() == 0 else 404)
    finally:
        path.unlink()


def test_a_file_that_goes_away_is_404_from_then_on(client: httpx.Client, folder: Path) -> None:
    (folder / "brief.mp3").write_bytes(b"x")
    assert client.get("/brief.mp3").status_code == 200
    (folder / "brief.mp3").unlink()
    assert client.get("/brief.mp3").status_code == 404


def test_a_thousand_broken_requests_and_hanging_clients_disturb_nobody(
    listening: Listening, client: httpx.Client, mp3: bytes
) -> None:
    host, _, port = listening.pages[0].removeprefix("http://").rstrip("/").partition(":")
    hanging = [socket.create_connection((host, int(port)), timeout=10) for _ in range(30)]
    for number, line in enumerate(hanging):
        line.sendall([b"", b"GET ", ask(MP3)[:-2]][number % 3])
    try:
        for number in range(1000):
            asked = f"bytes={number * 7919 % 99991}-{number * 31 % 977}"
            assert client.get(MP3, headers={"range": asked}).status_code in (200, 206, 416)
        for rubbish in (b"\x16\x03\x01 x\r\n\r\n", b"GET\r\n\r\n", b"\r\n" * 50 + b"x\r\n\r\n"):
            assert raw(listening, rubbish).startswith(b"HTTP/1.1 400 ")
        assert client.get(MP3).content == mp3
    finally:
        for line in hanging:
            line.close()


# --- addresses -----------------------------------------------------------------------------------------------------


def test_the_feed_leads_to_the_server_that_sent_it(client: httpx.Client, folder: Path) -> None:
    data = client.get("/feed.xml").content
    assert b"https://example.org/radio/" not in data
    assert check(data) == []
    enclosures = re.findall(rb'<enclosure url="([^"]+)" length="(\d+)"', data)
    assert len(enclosures) == 2
    for url, length in enclosures:
        assert len(client.get(url.decode()).content) == int(length)
    for url in set(re.findall(rb'(?:url|href)="(http://127[^"]+)"|<link>(http://127[^<]+)', data)):
        assert client.get((url[0] or url[1]).decode()).status_code == 200
    assert not outdated(folder, [])


def test_chapters_pages_and_the_qr_code_follow_too(client: httpx.Client) -> None:
    base = str(client.base_url)
    chapters = json.loads(client.get("/episode1.chapters.json").content)
    assert chapters["chapters"][1]["url"] == f"{base}episode1.html#t=11.25"
    page = client.get("/index.html").text
    assert f"{base}feed.xml" in page
    assert f"podcast://{base.removeprefix('http://')}feed.xml" in page
    assert "example.org/radio" not in page
    assert f"QR code: {base}feed.xml" in client.get("/subscribe.svg").text


@pytest.mark.parametrize(
    ("headers", "base"),
    [
        ({"host": "radio.local:8000"}, "http://radio.local:8000/"),
        ({"host": "[::1]:8000"}, "http://[::1]:8000/"),
        ({"x-forwarded-proto": "https", "x-forwarded-host": "radio.example"}, "https://radio.example/"),
        ({"x-forwarded-proto": "https, http", "x-forwarded-host": "radio.example, b"}, "https://radio.example/"),
        (
            {"x-forwarded-host": "radio.example", "x-forwarded-port": "8443", "x-forwarded-prefix": "/listen"},
            "http://radio.example:8443/listen/",
        ),
        ({"forwarded": 'for=192.0.2.1;proto=https;host="radio.example:444", for=b'}, "https://radio.example:444/"),
    ],
)
def test_addresses_follow_the_name_that_the_client_used(
    client: httpx.Client, headers: dict[str, str], base: str
) -> None:
    data = client.get("/feed.xml", headers=headers).text
    assert f'<atom:link href="{base}feed.xml"' in data
    assert f'<enclosure url="{base}episode1.' in data
    assert "example.org/radio" not in data


@pytest.mark.parametrize(
    "headers",
    [
        {"host": 'a"><script>'},
        {"x-forwarded-host": "a<b"},
        {"x-forwarded-host": "a b"},
        {"x-forwarded-proto": "javascript"},
        {"x-forwarded-prefix": '/"onload='},
        {"x-forwarded-prefix": "//evil.example/a b"},
    ],
)
def test_nothing_but_a_host_gets_into_the_feed(client: httpx.Client, headers: dict[str, str]) -> None:
    data = client.get("/feed.xml", headers=headers).content
    assert check(data) == []
    assert not re.search(rb"<script|onload|javascript|evil", data)


def test_an_address_that_only_begins_alike_is_left_alone(client: httpx.Client) -> None:
    # The folder lies under /radio/, the page for donations does not.
    assert 'url="https://example.org/tea"' in client.get("/feed.xml").text
    text = b'<a href="https://example.org/">home</a> https://example.org/about-us https://example.org/x.mp3'
    ours = rewrite(text, "https://example.org/", "http://a/")
    assert ours == b'<a href="http://a/">home</a> https://example.org/about-us http://a/x.mp3'


def test_a_new_feed_is_served_at_once(client: httpx.Client, folder: Path) -> None:
    path = folder / "feed.xml"
    before = path.read_bytes()
    tag = client.get("/feed.xml").headers["etag"]
    try:
        path.write_bytes(before.replace(b"Harbour Lights", b"Harbour Lamps"))
        os.utime(path, (time.time() + 5, time.time() + 5))
        answer = client.get("/feed.xml", headers={"if-none-match": tag})
        assert answer.status_code == 200
        assert "Harbour Lamps" in answer.text
    finally:
        path.write_bytes(before)


# --- starting ------------------------------------------------------------------------------------------------------


def test_it_says_where_it_listens_and_shows_a_code_for_a_phone(listening: Listening) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", listening.pages[0])
    assert listening.feeds[0] == listening.pages[0] + "feed.xml"
    assert len(listening.qr.splitlines()) > 10


def test_a_port_that_is_taken_is_one_error_with_a_hint(listening: Listening, folder: Path) -> None:
    port = int(listening.pages[0].rstrip("/").rpartition(":")[2])
    with pytest.raises(SetupError, match="cannot listen") as caught:
        serve(folder, port=port, ready=lambda _: None)
    assert "--port" in caught.value.hint


@pytest.mark.parametrize("port", [-1, 70000])
def test_a_port_that_is_none_is_one_error(folder: Path, port: int) -> None:
    with pytest.raises(SetupError):
        serve(folder, port=port, ready=lambda _: None)


def test_a_folder_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        serve(tmp_path / "nothing", port=0, ready=lambda _: None)
