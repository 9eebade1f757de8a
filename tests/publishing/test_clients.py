"""Real clients subscribe on loopback and get the very bytes; validators and players read what was meant.

Each test runs where its program is installed and is skipped, with a word, where it is not. Python clients that must
not share an environment with this project are looked for on the PATH like all others.
"""

from __future__ import annotations

import hashlib
import json
import os
import pty
import queue
import shutil
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from narrate.publishing.feed import feed
from narrate.publishing.serve import serve
from tests.episodes import SHOW, make_episode
from tests.publishing.folder import make_folder
from tests.publishing.test_page import node_package

pytestmark = pytest.mark.clients


def tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"SKIPPED LOUDLY: {name} is not installed")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clients") / "output"
    make_folder(folder)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> str:
    told: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=serve, args=(folder,), kwargs={"port": 0, "ready": told.put}, daemon=True).start()
    return str(told.get(timeout=20).feeds[0])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def run(home: Path, *command: str, **environment: str) -> str:
    """Run a program with a home of its own and no way but loopback; return what it said."""
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data")}
    given = {**os.environ, **own, "no_proxy": "*", "TERM": "xterm", **environment}
    done = subprocess.run(command, env=given, capture_output=True, text=True, timeout=90, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout + done.stderr


def digests(folder: Path, pattern: str = "episode?.*.mp3") -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob(pattern)}


def test_gpodder_downloads_the_very_bytes(home: Path, folder: Path, address: str) -> None:
    gpo = tool("gpo")
    own = {"GPODDER_HOME": str(home / "gpodder"), "GPODDER_DOWNLOAD_DIR": str(home / "downloads")}
    run(home, gpo, "subscribe", address, "Harbour", **own)
    run(home, gpo, "update", **own)
    run(home, gpo, "download", **own)
    assert digests(home) == digests(folder)
    assert "0 new episodes" in run(home, gpo, "update", **own)


def test_newsboat_queues_and_podboat_downloads_the_very_bytes(home: Path, folder: Path, address: str) -> None:
    newsboat, podboat = tool("newsboat"), tool("podboat")
    own = home / ".newsboat"
    own.mkdir()
    (own / "urls").write_text(address + "\n")
    (own / "config").write_text(f'download-path "{home}/pods/"\npodcast-auto-enqueue yes\n')
    run(home, newsboat, "-x", "reload")
    assert len((own / "queue").read_text().split()) == 4
    near, far = pty.openpty()
    given = {**os.environ, "HOME": str(home), "TERM": "xterm", "no_proxy": "*"}
    screen = subprocess.Popen([podboat, "-a"], stdin=far, stdout=far, stderr=far, env=given)
    drain = threading.Thread(target=_drain, args=(near,), daemon=True)
    drain.start()
    try:
        _until(lambda: digests(home) == digests(folder))
    finally:
        screen.kill()
        screen.wait()
        os.close(far)


def _drain(near: int) -> None:
    try:
        while os.read(near, 65536):
            continue
    except OSError:
        return
    finally:
        os.close(near)


def _until(true: Any, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.1)


def test_podget_downloads_the_very_bytes(home: Path, folder: Path, address: str) -> None:
    podget = tool("podget")
    own = home / "podget"
    own.mkdir()
    (own / "serverlist").write_text(f"{address} Radio Harbour\n")
    run(home, podget, "-d", str(own), "-l", str(home / "library"), "-r", "10")
    assert digests(home) == digests(folder)


def test_podcast_downloader_downloads_the_very_bytes(home: Path, folder: Path, address: str) -> None:
    # It installs no command of its own: it is asked for in the environment of poca, which stands beside it.
    python = Path(tool("poca")).with_name("python")
    (home / "pods").mkdir()
    show = {"name": "Harbour", "path": str(home / "pods"), "rss_link": address,
            "if_directory_empty": "download_all_from_feed"}  # fmt: skip
    (home / "config.json").write_text(json.dumps({"podcasts": [show]}))
    run(home, str(python), "-m", "podcast_downloader", "--config", str(home / "config.json"))
    assert digests(home) == digests(folder)


def test_poca_downloads_the_very_bytes(home: Path, folder: Path, address: str) -> None:
    poca = tool("poca")
    own, pods = home / "poca", home / "pods"
    own.mkdir()
    pods.mkdir()
    (own / "poca.xml").write_text(
        f"<poca version='1.1'><settings><base_dir>{pods}</base_dir></settings><subscriptions><subscription>"
        f"<title>Harbour</title><url>{address}</url></subscription></subscriptions></poca>"
    )
    run(home, poca, "-c", str(own), "-v")
    assert digests(home) == digests(folder)


def test_greg_downloads_the_very_bytes(home: Path, folder: Path, address: str) -> None:
    greg = tool("greg")
    run(home, greg, "add", "Harbour", address)
    run(home, greg, "sync")
    # Of a new subscription it takes the newest episode.
    got = digests(home)
    assert list(got) == [next(folder.glob("episode2.*.mp3")).name]
    assert got.items() <= digests(folder).items()


def test_curl_takes_up_a_download_that_broke_off(home: Path, folder: Path, address: str) -> None:
    curl = tool("curl")
    path = next(folder.glob("episode1.*.mp3"))
    part = home / "part.mp3"
    part.write_bytes(path.read_bytes()[:50_000])
    run(home, curl, "-s", "-C", "-", "-o", str(part), address.replace("feed.xml", path.name))
    assert part.read_bytes() == path.read_bytes()


# --- the feed ------------------------------------------------------------------------------------------------------


def node(home: Path, package: str, script: str) -> Any:
    """Run a script on the feed that it finds in `xml`; return the JSON that it prints."""
    root = node_package(package).parent
    (home / "feed.xml").write_bytes(feed(SHOW, [make_episode(1), make_episode(2, season=3)]))
    before = "const xml = require('fs').readFileSync('feed.xml', 'utf8');"
    (home / "read.cjs").write_text(f"{before}\n{script}")
    given = {**os.environ, "NODE_PATH": str(root)}
    done = subprocess.run([tool("node"), "read.cjs"], cwd=home, env=given, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_partytime_knows_every_tag_of_the_namespace_that_is_used(home: Path) -> None:
    said = node(
        home,
        "podcast-partytime",
        "const { parseFeed } = require('podcast-partytime');"
        "Promise.resolve(parseFeed(xml)).then(f => console.log(JSON.stringify(f)));",
    )
    assert said["title"] == "Harbour Lights"
    assert said["guid"] == SHOW.guid
    assert said["locked"] is True
    assert said["medium"] == "podcast"
    assert said["explicit"] is False
    supported = {name for names in said["pc20support"].values() for name in names}
    assert {"transcript", "locked", "funding", "chapters", "soundbite", "person", "season", "episode", "guid", "medium",
            "license", "txt"} <= supported  # fmt: skip
    item = said["items"][0]
    assert item["guid"] == make_episode(2).guid
    assert item["enclosure"]["length"] == 365000
    assert item["duration"] == 30
    assert [t["type"] for t in item["podcastTranscripts"]] == ["text/vtt", "application/srt", "application/json"]
    assert item["podcastChapters"]["type"] == "application/json+chapters"
    assert item["podcastSeason"]["number"] == 3
    assert item["podcastEpisode"]["number"] == 2


def test_feedsmith_reads_every_field_as_meant(home: Path) -> None:
    said = node(
        home,
        "feedsmith",
        "console.log(JSON.stringify(require('feedsmith').parseRssFeed(xml)));",
    )
    channel = said.get("feed", said)
    assert channel["title"] == "Harbour Lights"
    assert channel["itunes"]["explicit"] is False
    assert channel["itunes"]["owner"] == {"name": "Ada Fenwick", "email": "ada@example.org"}
    assert channel["podcast"]["guid"] == SHOW.guid
    item = channel["items"][0]
    assert item["enclosures"][0]["length"] == 365000
    assert item["itunes"]["duration"] == 30
    assert len(item["podcast"]["transcripts"]) == 3
    assert item["podcast"]["chapters"]["type"] == "application/json+chapters"


# --- the MP3 -------------------------------------------------------------------------------------------------------


def test_mp3val_has_nothing_to_say(home: Path, folder: Path) -> None:
    said = run(home, tool("mp3val"), str(folder / "episode1.mp3"))
    assert "WARNING" not in said
    assert "ERROR" not in said


def test_ffprobe_reads_title_and_chapters(home: Path, folder: Path) -> None:
    probe = [tool("ffprobe"), "-v", "error", "-show_chapters", "-show_format", "-of", "json"]
    said = json.loads(run(home, *probe, str(folder / "episode1.mp3")))
    tags = said["format"]["tags"]
    assert (tags["title"], tags["album"], tags["track"]) == ("The lamp on the quay, part 1", "Harbour Lights", "1/2")
    chapters = [(c["tags"]["title"], float(c["start_time"])) for c in said["chapters"]]
    assert chapters == [("The quay", 0.0), ("The letter", 11.25), ("Morning", 22.5)]


def test_eyed3_reads_the_tag_as_version_2_3(home: Path, folder: Path) -> None:
    said = run(home, tool("eyeD3"), "--no-color", "-v", str(folder / "episode1.mp3"))
    for part in ("ID3 v2.3", "The lamp on the quay, part 1", "Harbour Lights", "CTOC", "CHAP x 3", "Podcast"):
        assert part in said


def test_mpv_seeks_into_the_middle_over_http(home: Path, folder: Path, address: str) -> None:
    path = next(folder.glob("episode1.*.mp3")).name
    where = address.replace("feed.xml", path)
    options = ["--no-config", "--no-video", "--ao=null", "--start=60%", "--length=0.5", "--msg-level=all=warn"]
    said = run(home, tool("mpv"), *options, where)
    assert "error" not in said.lower()
