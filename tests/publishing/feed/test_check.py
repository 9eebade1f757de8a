"""The conformance check: each way to break a good feed is found by the rule that forbids it, and by no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from narrate.publishing.feed import check, feed
from narrate.publishing.feed.check import RULES
from tests.episodes import SHOW, make_episode
from tests.publishing.folder import make_folder

GOOD = feed(SHOW, [make_episode(1), make_episode(2)]).decode()

#: rule, what is replaced in the good feed (once, from its start), by what
BREACHES = [
    ("xml-declaration", 'encoding="UTF-8"', 'encoding="latin1"'),
    ("no-doctype", "<rss ", "<!DOCTYPE rss>\n<rss "),
    ("namespace-itunes", "http://www.itunes.com/dtds", "http://www.itunes.com/DTDs"),
    ("namespace-podcast", "https://podcastindex.org/namespace/1.0", "https://podcastindex.org/namespace/2.0"),
    ("namespace-atom", "http://www.w3.org/2005/Atom", "http://www.w3.org/2005/atom"),
    ("channel-title", "<title>Harbour Lights</title>", ""),
    ("channel-link", "<link>https://example.org/radio/index.html</link>", ""),
    ("channel-link-is-a-page", "<link>https://example.org/radio/index.html", "<link>https://example.org/radio/feed.xml"),
    ("channel-description", "<p>Stories", "x" * 4000 + "<p>Stories"),
    ("channel-language", "<language>en<", "<language>English language<"),
    ("atom-self", 'rel="self"', 'rel="alternate"'),
    ("atom-self", 'type="application/rss+xml"', 'type="text/xml"'),
    ("atom-self", '<atom:link href="https://example.org/radio/feed.xml"', '<atom:link href="feed.xml"'),
    ("category", '<itunes:category text="History"/>', ""),
    ("category", 'text="History"', 'text="history"'),
    ("category", '<itunes:category text="History"/>',
     '<itunes:category text="Arts"><itunes:category text="Physics"/></itunes:category>'),
    ("channel-explicit", "<itunes:explicit>false", "<itunes:explicit>no"),
    ("channel-explicit", "<itunes:explicit>false</itunes:explicit>", ""),
    ("artwork", '<itunes:image href="https://example.org/radio/cover.jpg"/>', ""),
    ("owner", "<itunes:email>ada@example.org</itunes:email>", ""),
    ("owner", "<itunes:name>Ada Fenwick</itunes:name>", ""),
    ("owner-can-be-reached", "<itunes:email>ada@", "<itunes:email>nobody@"),
    ("author", "<itunes:author>The Saltmarsh Players</itunes:author>", ""),
    ("copyright-holder", "<copyright>", "<copyright>© 2026 "),
    ("last-build-date", "<lastBuildDate>Mon", "<lastBuildDate>Tue"),
    ("rss-image", "<url>https://example.org/radio/cover.jpg</url>\n      <title>Harbour Lights",
     "<url>https://example.org/radio/cover.jpg</url>\n      <title>Another"),
    ("show-type", "<itunes:type>episodic", "<itunes:type>weekly"),
    ("has-podcast-guid", f"<podcast:guid>{SHOW.guid}</podcast:guid>", ""),
    ("podcast-guid", f"<podcast:guid>{SHOW.guid}", "<podcast:guid>2f3a0c52-86a5-4f3e-9d7c-0f0f6a3f4d11"),
    ("locked", ">yes</podcast:locked>", ">true</podcast:locked>"),
    ("locked-names-an-owner", ' owner="ada@example.org"', ""),
    ("medium", "<podcast:medium>podcast", "<podcast:medium>radio"),
    ("funding", 'url="https://example.org/tea"', 'url="tea"'),
    ("namespace-lengths", 'purpose="ai-content"', f'purpose="{"x" * 129}"'),
    ("namespace-lengths", 'group="writing">The Saltmarsh Players', 'group="writing">'),
    ("complete-and-block", "<itunes:type>", "<itunes:block>no</itunes:block><itunes:type>"),
    ("channel-before-items", "  </channel>", "<podcast:block>no</podcast:block></channel>"),
    ("channel-elements-once", "<language>en</language>", "<language>en</language><language>en</language>"),
    ("values", "<title>Harbour Lights</title>\n    <link>", "<title> Harbour Lights</title>\n    <link>"),
    ("item-title", "<title>The lamp on the quay, part 2</title>", ""),
    ("item-enclosure", 'length="365000"', 'length="-1"'),
    ("item-enclosure", "enclosure url=\"https://example.org/radio/episode2", "enclosure url=\"/radio/episode2"),
    ("item-enclosure", "enclosure url=\"https://example.org/radio/episode2", "enclosure url=\"https://example.org/rädio/2"),
    ("enclosure-type", 'type="audio/mpeg"', 'type="audio/mp3"'),
    ("enclosure-unique", "episode2.0a1b2c3d.mp3", "episode1.0a1b2c3d.mp3"),
    ("item-guid", "4e-000000000002</guid>", "4e-000000000001</guid>"),
    ("item-guid", ' isPermaLink="false"', ""),
    ("item-date", "<pubDate>Mon, 02", "<pubDate>Sun, 02"),
    ("item-date", "<pubDate>Mon, 02 Mar 2026 09:00:00 +0000", "<pubDate>2026-03-02"),
    ("item-date", "<pubDate>Mon, 02 Mar 2026", "<pubDate>Fri, 02 Mar 2096"),
    ("dates-differ", "<pubDate>Mon, 02 Mar", "<pubDate>Sun, 01 Mar"),
    ("newest-first", "<pubDate>Mon, 02 Mar", "<pubDate>Sat, 28 Feb"),
    ("item-duration", "<itunes:duration>30", "<itunes:duration>0:30"),
    ("item-description-length", "<p>A lamp is", "x" * 4000 + "<p>A lamp is"),
    ("item-recommended", "<link>https://example.org/radio/episode2.html</link>", ""),
    ("item-values", "<itunes:episode>2<", "<itunes:episode>02<"),
    ("item-values", "<itunes:episodeType>full", "<itunes:episodeType>Full"),
    ("numbers-agree", "<podcast:episode>2<", "<podcast:episode>7<"),
    ("item-artwork", 'href="https://example.org/radio/episode2.jpg"', 'href="episode2.jpg"'),
    ("transcripts", 'type="text/vtt"', 'type="text/webvtt"'),
    ("transcripts", 'language="en" rel', 'language="eng lish" rel'),
    ("transcript-for-apple", 'type="text/vtt"', 'type="text/html"'),
    ("chapters", 'type="application/json+chapters"', 'type="application/json"'),
    ("soundbites", 'startTime="7.000"', 'startTime="29.000"'),
    ("soundbites", 'startTime="7.000"', 'startTime="soon"'),
    ("item-elements-once", "<itunes:episodeType>", 2 * "<itunes:season>1</itunes:season>" + "<itunes:episodeType>"),
]  # fmt: skip

#: What a breach of one rule cannot help breaching too.
ALSO = {
    "channel-title": {"rss-image"},
    "channel-link": {"rss-image"},
    "channel-link-is-a-page": {"rss-image"},
    "namespace-itunes": None,
    "namespace-podcast": None,
    "namespace-atom": None,
    "transcripts": {"transcript-for-apple"},
    "item-values": {"numbers-agree"},
    "item-date": {"newest-first"},
    "xml-declaration": None,
}


@pytest.mark.parametrize(("rule", "old", "new"), BREACHES)
def test_a_breach_is_found_by_its_rule_and_by_no_other(rule: str, old: str, new: str) -> None:
    assert old in GOOD
    found = {finding.rule for finding in check(GOOD.replace(old, new, 1).encode())}
    assert rule in found
    also = ALSO.get(rule, set())
    assert also is None or found <= {rule, *also}


def test_the_good_feed_has_no_finding() -> None:
    assert check(GOOD.encode()) == []


def test_every_rule_is_breached_by_some_test() -> None:
    of_the_document = {"xml-declaration", "no-doctype", "namespace-itunes", "namespace-podcast", "namespace-atom"}
    by_other_tests = {"artwork-size", "enclosure-file", "numbers-unique"}
    breached = {rule for rule, _, _ in BREACHES} - of_the_document
    assert {name for _, name, _, _ in RULES} == breached | by_other_tests


def test_a_finding_says_where_and_whose_rule_it_is() -> None:
    broken = GOOD.replace("<language>en<", "<language>?<", 1)
    (finding,) = check(broken.encode(), where="output/feed.xml")
    line = broken[: broken.index("<channel>")].count("\n") + 1
    assert (finding.level, finding.where, finding.source) == ("error", f"output/feed.xml:{line}", "PSP-1")


def test_errors_stand_before_warnings() -> None:
    broken = GOOD.replace("<copyright>", "<copyright>2026 ", 1).replace(
        "<itunes:explicit>false", "<itunes:explicit>no", 1
    )
    assert [finding.level for finding in check(broken.encode())] == ["error", "warning"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "well-formed"),
        (b"<rss", "well-formed"),
        (b"\xff\xfe\x00", "utf-8"),
        (b"<html></html>", "rss-2-0"),
        (b'<rss version="0.91"><channel/></rss>', "rss-2-0"),
        (b'<rss version="2.0"/>', "rss-2-0"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><rss version="2.0"><channel>&b;</channel></rss>', "no-doctype"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_said_and_nothing_is_raised(data: bytes, rule: str) -> None:
    assert rule in {finding.rule for finding in check(data)}


def test_two_episodes_of_one_number_are_found() -> None:
    broken = GOOD.replace("episode>2<", "episode>1<")
    assert {finding.rule for finding in check(broken.encode())} == {"numbers-unique"}


def test_a_serial_without_numbers_is_found() -> None:
    broken = GOOD.replace("<itunes:type>episodic", "<itunes:type>serial").replace(
        "<itunes:episode>2</itunes:episode>", ""
    )
    assert {finding.rule for finding in check(broken.encode())} == {"show-type"}


# --- the files behind the addresses --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    make_folder(folder)
    return folder


def test_a_finished_folder_has_no_finding(finished: Path) -> None:
    assert check((finished / "feed.xml").read_bytes(), finished) == []


def shorten(folder: Path) -> None:
    path = next(folder.glob("episode1.*.mp3"))
    path.write_bytes(path.read_bytes()[:-1])


def delete_mp3(folder: Path) -> None:
    next(folder.glob("episode1.*.mp3")).unlink()


def lie_about_type(folder: Path) -> None:
    Image.new("RGB", (1400, 1400)).save(folder / "episode1.jpg", format="PNG")


def oblong(folder: Path) -> None:
    Image.new("RGB", (1400, 1500)).save(folder / "cover.jpg", format="JPEG")


def no_picture(folder: Path) -> None:
    (folder / "cover.jpg").write_bytes(b"not a picture")


def heavy(folder: Path) -> None:
    with (folder / "cover.jpg").open("ab") as file:
        file.write(bytes(512 * 1024))


def chapters_from_two(folder: Path) -> None:
    (folder / "episode1.chapters.json").write_text(json.dumps({"version": "1.2.0", "chapters": [{"startTime": 2}]}))


def no_chapters(folder: Path) -> None:
    (folder / "episode1.chapters.json").write_text("[]")


def no_transcript(folder: Path) -> None:
    (folder / "episode1.vtt").unlink()


def another_duration(folder: Path) -> None:
    path = folder / "episode1.json"
    path.write_text(path.read_text().replace('"duration": 30.4', '"duration": 33.0'))


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (shorten, "enclosure-file"),
        (delete_mp3, "enclosure-file"),
        (lie_about_type, "item-artwork"),
        (oblong, "artwork"),
        (no_picture, "artwork"),
        (heavy, "artwork-size"),
        (chapters_from_two, "chapters"),
        (no_chapters, "chapters"),
        (no_transcript, "transcripts"),
        (another_duration, "item-duration"),
    ],
)
def test_a_file_that_is_not_what_the_feed_says_is_found(
    tmp_path: Path, spoil: Callable[[Path], None], rule: str
) -> None:
    make_folder(tmp_path)
    spoil(tmp_path)
    assert {finding.rule for finding in check((tmp_path / "feed.xml").read_bytes(), tmp_path)} == {rule}
