"""Publishing: only what changed, media before the feed, and a run that broke off is taken up again."""

from __future__ import annotations

import shutil
import socket
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from narrate.errors import InputError, SetupError
from narrate.model import Episode
from narrate.publishing import enclosure, upload
from narrate.publishing.upload import MANIFEST, publish, zip_offline
from narrate.report import Recording
from tests.episodes import SHOW, make_episode
from tests.publishing.folder import make_folder, publish_texts, silence


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Episode]]:
    folder = tmp_path_factory.mktemp("made")
    return folder, make_folder(folder)


@pytest.fixture
def output(made: tuple[Path, list[Episode]], tmp_path: Path) -> tuple[Path, list[Episode]]:
    folder = tmp_path / "output"
    shutil.copytree(made[0], folder)
    return folder, made[1]


def render_anew(folder: Path, episodes: list[Episode], seconds: float) -> list[Episode]:
    """Give the first episode another MP3, as a build after a correction does."""
    first, *rest = episodes
    fresh = folder / "fresh"
    fresh.write_bytes(silence(seconds))
    fresh.replace(folder / f"{first.name}.mp3")
    changed = [replace(first, enclosure=enclosure.place(folder, first.name)), *rest]
    publish_texts(folder, changed, SHOW)
    return changed


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# --- a folder ------------------------------------------------------------------------------------------------------


def test_everything_goes_once_media_first_and_the_feed_last(output: tuple[Path, list[Episode]], tmp_path: Path) -> None:
    folder, episodes = output
    target = tmp_path / "web"
    done = publish(folder, episodes, str(target))
    assert done.sent[-1] == "feed.xml"
    media = [index for index, name in enumerate(done.sent) if name.endswith((".mp3", ".jpg"))]
    pages = [index for index, name in enumerate(done.sent) if name.endswith(".html")]
    assert max(media) < min(pages)
    assert done.feed == "https://example.org/radio/feed.xml"
    for name in done.sent:
        assert (target / name).read_bytes() == (folder / name).read_bytes()
    again = publish(folder, episodes, str(target))
    assert (again.sent, again.bytes_sent) == ((), 0)
    assert set(again.kept) == set(done.sent)


def test_the_same_bytes_go_under_one_name_only(output: tuple[Path, list[Episode]], tmp_path: Path) -> None:
    folder, episodes = output
    publish(folder, episodes, str(tmp_path / "web"))
    assert sorted(name for name in names(tmp_path / "web") if name.endswith(".mp3")) == sorted(
        episode.enclosure.file for episode in episodes
    )


def test_hidden_files_and_links_stay_at_home(output: tuple[Path, list[Episode]], tmp_path: Path) -> None:
    folder, episodes = output
    (folder / ".cache").mkdir()
    (folder / ".part").write_text("x")
    (folder / "link.txt").symlink_to("/etc/hosts")
    publish(folder, episodes, str(tmp_path / "web"))
    assert names(tmp_path / "web") == {n for n in names(tmp_path / "web") if not n.startswith(".")} | {MANIFEST}
    assert "link.txt" not in names(tmp_path / "web")


def test_a_dry_run_says_the_same_and_writes_nothing(output: tuple[Path, list[Episode]], tmp_path: Path) -> None:
    folder, episodes = output
    dry = publish(folder, episodes, str(tmp_path / "web"), dry_run=True)
    assert not (tmp_path / "web").exists()
    assert publish(folder, episodes, str(tmp_path / "web")) == dry


def test_only_what_changed_goes(output: tuple[Path, list[Episode]], tmp_path: Path) -> None:
    folder, episodes = output
    publish(folder, episodes, str(tmp_path / "web"))
    (folder / "episode1.vtt").write_text("WEBVTT\n")
    assert publish(folder, episodes, str(tmp_path / "web")).sent == ("episode1.vtt",)


def test_a_file_that_somebody_shortened_at_the_destination_goes_again(
    output: tuple[Path, list[Episode]], tmp_path: Path
) -> None:
    folder, episodes = output
    publish(folder, episodes, str(tmp_path / "web"))
    (tmp_path / "web" / "episode1.srt").write_text("")
    assert publish(folder, episodes, str(tmp_path / "web")).sent == ("episode1.srt",)


def test_an_old_enclosure_stays_for_one_publish_and_goes_with_the_next(
    output: tuple[Path, list[Episode]], tmp_path: Path
) -> None:
    folder, episodes = output
    target = tmp_path / "web"
    publish(folder, episodes, str(target))
    old = episodes[0].enclosure.file
    second = render_anew(folder, episodes, 12)
    done = publish(folder, second, str(target))
    assert second[0].enclosure.file in done.sent
    assert done.left == (old,)
    assert (target / old).is_file()
    third = render_anew(folder, second, 14)
    done = publish(folder, third, str(target))
    assert done.removed == (old,)
    assert not (target / old).exists()
    assert (target / second[0].enclosure.file).is_file()


def test_an_episode_that_is_gone_stays_published_until_prune(
    output: tuple[Path, list[Episode]], tmp_path: Path
) -> None:
    folder, episodes = output
    target = tmp_path / "web"
    (target).mkdir()
    (target / "mine.txt").write_text("not ours")
    publish(folder, episodes, str(target))
    for path in folder.glob("episode2.*"):
        path.unlink()
    publish_texts(folder, episodes[:1], SHOW)
    kept = publish(folder, episodes[:1], str(target))
    assert kept.removed == ()
    assert "episode2.html" in kept.left
    assert (target / episodes[1].enclosure.file).is_file()
    pruned = publish(folder, episodes[:1], str(target), prune=True)
    assert set(pruned.removed) == set(kept.left)
    assert {name for name in names(target) if name.startswith("episode2")} == set()
    assert (target / "mine.txt").read_text() == "not ours"


def test_no_feed_and_a_missing_mp3_stop_it_before_anything_goes(
    output: tuple[Path, list[Episode]], tmp_path: Path
) -> None:
    folder, episodes = output
    (folder / episodes[0].enclosure.file).unlink()
    with pytest.raises(InputError, match="is gone"):
        publish(folder, episodes, str(tmp_path / "web"))
    (folder / "feed.xml").unlink()
    with pytest.raises(InputError, match="no feed"):
        publish(folder, episodes, str(tmp_path / "web"))
    assert not (tmp_path / "web").exists()


def test_an_mp3_that_was_changed_by_hand_stops_it_before_anything_goes(
    output: tuple[Path, list[Episode]], tmp_path: Path
) -> None:
    folder, episodes = output
    path = folder / episodes[0].enclosure.file
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"x")
    with pytest.raises(InputError, match="was changed"):
        publish(folder, episodes, str(tmp_path / "web"))
    assert not (tmp_path / "web").exists()


def test_a_destination_that_is_a_file_is_one_error_with_a_hint(
    output: tuple[Path, list[Episode]], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SetupError) as caught:
        publish(*output, str(tmp_path / "file"))
    assert caught.value.hint


def test_an_unknown_kind_of_address_names_the_extra(output: tuple[Path, list[Episode]]) -> None:
    with pytest.raises(SetupError) as caught:
        publish(*output, "carrier-pigeon://loft/radio")
    assert "narrate-radio[s3]" in caught.value.hint


def test_a_broken_list_of_what_was_sent_costs_a_second_sending_only(
    output: tuple[Path, list[Episode]], tmp_path: Path
) -> None:
    folder, episodes = output
    first = publish(folder, episodes, str(tmp_path / "web"))
    for rubbish in ("{", "[]", ""):
        (tmp_path / "web" / MANIFEST).write_text(rubbish)
        assert publish(folder, episodes, str(tmp_path / "web")).sent == first.sent


def test_progress_is_told(output: tuple[Path, list[Episode]], tmp_path: Path) -> None:
    said = Recording()
    done = publish(*output, str(tmp_path / "web"), reporter=said)
    assert said.events[0] == ("started", "publish", len(done.sent))
    assert said.events[-2] == ("progressed", "publish", len(done.sent), "feed.xml")
    assert said.events[-1][0] == "finished"


# --- a store that fails --------------------------------------------------------------------------------------------


@dataclass
class Failing:
    """A store in memory that breaks at a given file."""

    breaks_at: str = ""
    files: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        return self.files.get(name)

    def write(self, name: str, source: Path | bytes, kind: str, cache: str) -> None:
        if name == self.breaks_at:
            raise SetupError("the line broke")
        self.files[name] = source if isinstance(source, bytes) else source.read_bytes()

    def remove(self, name: str) -> None:
        self.files.pop(name, None)

    def sizes(self) -> Mapping[str, int]:
        return {name: len(data) for name, data in self.files.items()}


def test_whenever_the_line_breaks_subscribers_see_no_feed_with_a_missing_mp3(
    output: tuple[Path, list[Episode]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, episodes = output
    store = Failing()
    monkeypatch.setattr(upload, "open_store", lambda destination, options: store)
    order = publish(folder, episodes, "s3://x", dry_run=True).sent
    second = render_anew(folder, episodes, 20)
    enclosures = {episode.enclosure.file for episode in second}
    for name in publish(folder, second, "s3://x", dry_run=True).sent:
        store.breaks_at = name
        with pytest.raises(SetupError):
            publish(folder, second, "s3://x")
        assert "feed.xml" not in store.files or enclosures <= set(store.files)
    store.breaks_at = ""
    rest = publish(folder, second, "s3://x")
    assert rest.sent == ("feed.xml",)
    assert set(store.files) - {MANIFEST} == {
        name for name in (*order, *enclosures) if name != episodes[0].enclosure.file
    }


# --- a bucket ------------------------------------------------------------------------------------------------------


DENIED = (
    b"HTTP/1.1 403 Forbidden\r\nContent-Type: application/xml\r\nContent-Length: 97\r\nConnection: close\r\n\r\n"
    b"<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id is unknown</Message></Error>"
)


@dataclass
class Line:
    """A line to the bucket that can be cut, slowed and closed: a proxy in front of the store."""

    upstream: int
    port: int = 0
    cut_after: int = -1  #: bytes of one connection that get through before it breaks; -1: all
    cuts: int = 0  #: how many connections are still to be cut
    refuse: bool = False
    deny: bool = False  #: answer as a store does that does not know the key


@pytest.fixture(scope="module")
def bucket() -> Iterator[int]:
    moto = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    yield port
    server.stop()


@pytest.fixture
def line(bucket: int) -> Iterator[Line]:
    line = Line(upstream=bucket)
    listener = socket.create_server(("127.0.0.1", 0))
    line.port = listener.getsockname()[1]
    threading.Thread(target=_listen, args=(listener, line), daemon=True).start()
    yield line
    listener.close()


def _listen(listener: socket.socket, line: Line) -> None:
    while True:
        try:
            near, _ = listener.accept()
        except OSError:
            return
        if line.refuse:
            near.close()
            continue
        if line.deny:
            near.recv(65536)
            near.sendall(DENIED)
            near.close()
            continue
        cut = line.cuts > 0
        line.cuts -= cut
        far = socket.create_connection(("127.0.0.1", line.upstream))
        for source, sink, limit in ((near, far, line.cut_after if cut else -1), (far, near, -1)):
            threading.Thread(target=_copy, args=(source, sink, limit), daemon=True).start()


def _copy(source: socket.socket, sink: socket.socket, limit: int) -> None:
    passed = 0
    with suppress(OSError):
        while data := source.recv(65536):
            passed += len(data)
            if 0 <= limit < passed:
                break
            sink.sendall(data)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


def options(port: int, **more: Any) -> dict[str, Any]:
    config = {"retries": {"max_attempts": 1}, "connect_timeout": 2, "read_timeout": 5}
    return {
        "key": "test",
        "secret": "test",
        "endpoint_url": f"http://127.0.0.1:{port}",
        "client_kwargs": {"region_name": "us-east-1"},
        "config_kwargs": config,
        "skip_instance_cache": True,
        **more,
    }


@pytest.fixture
def place(bucket: int, request: pytest.FixtureRequest) -> Iterator[Any]:
    import boto3  # type: ignore[import-untyped]  # comes with moto

    name = "b" + str(abs(hash(request.node.name)))
    session = boto3.session.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
    client = session.client("s3", endpoint_url=f"http://127.0.0.1:{bucket}")
    client.create_bucket(Bucket=name)
    client.bucket = name
    yield client
    client.close()


def keys(place: Any) -> set[str]:
    found = place.list_objects_v2(Bucket=place.bucket).get("Contents", [])
    return {entry["Key"] for entry in found}


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the driver its own pauses."""
    monkeypatch.setattr("s3fs.core.S3FileSystem.retries", 1)


@pytest.mark.filterwarnings("ignore")  # botocore and aiohttp warn of their own affairs
@pytest.mark.usefixtures("hasty")
class TestBucket:
    def test_files_arrive_with_type_and_cache_lines(
        self, output: tuple[Path, list[Episode]], line: Line, place: Any
    ) -> None:
        folder, episodes = output
        to = f"s3://{place.bucket}/radio"
        done = publish(folder, episodes, to, options=options(line.port))
        assert keys(place) == {f"radio/{name}" for name in (*done.sent, MANIFEST)}
        for name, kind, cache in (
            ("feed.xml", "application/rss+xml; charset=utf-8", "no-cache"),
            ("episode1.vtt", "text/vtt; charset=utf-8", "no-cache"),
            ("episode1.chapters.json", "application/json+chapters; charset=utf-8", "no-cache"),
            (episodes[0].enclosure.file, "audio/mpeg", "public, max-age=31536000, immutable"),
        ):
            head = place.get_object(Bucket=place.bucket, Key=f"radio/{name}")
            assert (head["ContentType"], head["CacheControl"]) == (kind, cache)
            assert head["Body"].read() == (folder / name).read_bytes()
        assert publish(folder, episodes, to, options=options(line.port)).sent == ()

    def test_a_line_that_is_cut_in_the_middle_is_tried_again(
        self, output: tuple[Path, list[Episode]], line: Line, place: Any
    ) -> None:
        folder, episodes = output
        line.cut_after, line.cuts = 40_000, 2
        done = publish(folder, episodes, f"s3://{place.bucket}/radio", options=options(line.port))
        assert line.cuts == 0
        for name in done.sent:
            body = place.get_object(Bucket=place.bucket, Key=f"radio/{name}")["Body"].read()
            assert body == (folder / name).read_bytes()

    def test_a_line_that_stays_cut_is_one_error_and_the_next_run_finishes(
        self, output: tuple[Path, list[Episode]], line: Line, place: Any
    ) -> None:
        folder, episodes = output
        to = f"s3://{place.bucket}/radio"
        line.cut_after, line.cuts = 100_000, 1000
        with pytest.raises(SetupError) as caught:
            publish(folder, episodes, to, options=options(line.port))
        assert "is not sent again" in caught.value.hint
        assert "radio/feed.xml" not in keys(place)
        line.cuts = 0
        arrived = len(keys(place))
        publish(folder, episodes, to, options=options(line.port))
        assert "radio/feed.xml" in keys(place)
        assert arrived < len(keys(place))

    def test_a_refused_line_and_wrong_credentials_are_errors_that_say_so(
        self, output: tuple[Path, list[Episode]], line: Line, place: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder, episodes = output
        line.refuse = True
        with pytest.raises(SetupError, match="cannot publish"):
            publish(folder, episodes, f"s3://{place.bucket}/radio", options=options(line.port))
        line.refuse, line.deny = False, True
        with pytest.raises(SetupError) as denied:
            publish(folder, episodes, f"s3://{place.bucket}/radio", options=options(line.port))
        assert "credentials" in denied.value.hint
        line.deny = False
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
        monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
        nobody = options(line.port, key=None, secret=None)
        with pytest.raises(SetupError) as caught:
            publish(folder, episodes, f"s3://{place.bucket}/radio", options=nobody)
        assert "credentials" in caught.value.hint

    def test_a_bucket_that_is_not_there_is_one_error(self, output: tuple[Path, list[Episode]], line: Line) -> None:
        with pytest.raises(SetupError, match="cannot publish"):
            publish(*output, "s3://no-such-bucket-anywhere/radio", options=options(line.port))


# --- to carry along ------------------------------------------------------------------------------------------------


def test_the_zip_holds_what_plays_from_disk_and_is_the_same_each_time(
    output: tuple[Path, list[Episode]], tmp_path: Path
) -> None:
    folder, episodes = output
    one = zip_offline(folder, episodes, tmp_path / "harbour lights.zip").read_bytes()
    assert zip_offline(folder, episodes, tmp_path / "harbour lights.zip").read_bytes() == one
    with zipfile.ZipFile(tmp_path / "harbour lights.zip") as archive:
        assert archive.testzip() is None
        assert {name.partition("/")[0] for name in archive.namelist()} == {"harbour-lights"}
        playlist = archive.read("harbour-lights/playlist.m3u8").decode()
        entries = [row for row in playlist.splitlines() if not row.startswith("#")]
        assert {f"harbour-lights/{entry}" for entry in entries} <= set(archive.namelist())
        assert archive.getinfo(f"harbour-lights/{entries[0]}").compress_type == zipfile.ZIP_STORED


def test_a_zip_into_nowhere_is_one_error(output: tuple[Path, list[Episode]], tmp_path: Path) -> None:
    with pytest.raises(InputError):
        zip_offline(*output, tmp_path / "nowhere" / "a.zip")


def test_the_playlist_names_files_beside_it_in_the_order_of_listening(output: tuple[Path, list[Episode]]) -> None:
    folder, episodes = output
    rows = (folder / "playlist.m3u8").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "#EXTM3U"
    assert rows[1] == "#EXTINF:30,The lamp on the quay, part 1"
    assert [row for row in rows if not row.startswith("#")] == [episode.enclosure.file for episode in episodes]
    assert all((folder / row).is_file() for row in rows if not row.startswith("#"))


def test_a_title_with_a_line_break_stays_on_its_line() -> None:
    from narrate.publishing.playlist import playlist

    rows = playlist([make_episode(1, title="a\n#EXTM3U", name="с пробелом #1")]).splitlines()
    assert len(rows) == 3
    assert rows[2] == "episode1.0a1b2c3d.mp3"
