"""The feed: right for every input, or one error and no feed."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from narrate.errors import InputError, ProblemsError
from narrate.model import Chapter, Enclosure, Episode, Show, Source
from narrate.publishing.feed import check, feed, order, soundbite
from tests.episodes import SHOW, make_episode

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"


def parse(show: Show = SHOW, *episodes: Episode, address: str = "") -> Any:
    return etree.fromstring(feed(show, episodes or [make_episode(1), make_episode(2)], address=address))[0]


def faults(data: bytes) -> list[str]:
    return [f"{finding.rule}: {finding.message}" for finding in check(data)]


def test_a_whole_feed_keeps_every_rule() -> None:
    assert faults(feed(SHOW, [make_episode(1), make_episode(2)])) == []


def test_the_same_show_gives_the_same_bytes_in_whatever_order_its_episodes_come() -> None:
    episodes = [make_episode(n) for n in range(1, 6)]
    assert feed(SHOW, episodes) == feed(SHOW, episodes[::-1])


def test_a_show_that_says_nothing_of_itself_still_has_a_whole_feed() -> None:
    bare = replace(make_episode(1), number=None, description="", chapters=(), lines=(), sources=(), credits=())
    found = check(feed(Show(), [bare]))
    assert [(finding.level, finding.rule) for finding in found] == [("warning", "owner-can-be-reached")]


def test_an_empty_show_has_a_feed() -> None:
    assert faults(feed(SHOW, [])) == []


def test_addresses_come_from_the_show_and_can_be_given() -> None:
    assert parse().findtext("link") == "https://example.org/radio/index.html"
    assert parse(SHOW, address="http://10.0.0.2:8000").findtext("item/link") == "http://10.0.0.2:8000/episode2.html"
    assert parse(replace(SHOW, address="")).findtext("link") == "http://127.0.0.1:8000/index.html"


def test_a_file_name_of_any_script_becomes_plain_ascii() -> None:
    item = parse(SHOW, make_episode(1, name="Речь №1", enclosure=Enclosure(file="Речь №1.mp3", length=9))).find("item")
    url = item.find("enclosure").get("url")
    assert url.isascii()
    assert url.startswith("https://example.org/radio/%D0%A0")


def test_the_newest_episode_stands_first() -> None:
    titles = [item.findtext("title") for item in parse(SHOW, *(make_episode(n) for n in (2, 3, 1))).findall("item")]
    assert [title[-1] for title in titles] == ["3", "2", "1"]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_no_two_episodes_have_one_date_and_the_order_of_numbers_holds(minutes: list[int]) -> None:
    start = datetime.fromisoformat("2026-03-01T09:00:00+00:00")
    episodes = [
        make_episode(n, published=(start + timedelta(minutes=minute)).isoformat())
        for n, minute in enumerate(minutes, 1)
    ]
    dates = [parsedate_to_datetime(item.findtext("pubDate")) for item in parse(SHOW, *episodes).findall("item")]
    assert len(set(dates)) == len(dates)
    assert dates == sorted(dates, reverse=True)
    same = [episode.number for episode, _ in order([e for e in episodes if e.published == episodes[0].published])]
    assert same == sorted(same, key=lambda number: number or 0)


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2026-03-01T09:00:00Z", "Sun, 01 Mar 2026 09:00:00 +0000"),
        ("2026-03-01T09:00:00.75+02:00", "Sun, 01 Mar 2026 07:00:00 +0000"),
        ("2026-03-01", "Sun, 01 Mar 2026 00:00:00 +0000"),
    ],
)
def test_dates_are_rfc_2822(published: str, said: str) -> None:
    assert parse(SHOW, make_episode(1, published=published)).findtext("item/pubDate") == said


@given(st.text(max_size=600), st.text(max_size=6000))
def test_any_title_and_description_make_a_feed_that_keeps_the_rules(title: str, description: str) -> None:
    chapters = (
        Chapter(title=title, start_seconds=0, end_seconds=9),
        Chapter(title="x", start_seconds=9, end_seconds=30),
    )
    sources = (Source(path="a.txt", title=title, author=title, url="https://example.org/a?b=1&c=2"),)
    episode = make_episode(1, title=title, description=description, chapters=chapters, sources=sources)
    data = feed(replace(SHOW, title=title, description=description, author=title), [episode])
    assert faults(data) == []


@pytest.mark.parametrize(
    "title",
    ["a ]]> b", "F & <c>", "🎙️ on air", "שלום עולם", "a\x00b\x1bc", "  padded  ", "two\nlines", "\ufffe", "x" * 999],
)  # fmt: skip
def test_hard_titles_are_read_back_as_they_were_meant(title: str) -> None:
    episode = make_episode(1, title=title, description=f"{title}\n\nmore")
    data = feed(SHOW, [episode])
    assert faults(data) == []
    entry = feedparser.parse(data).entries[0]
    shown = title.replace("\n", " ").replace("\x00", "").replace("\x1b", "").replace("\ufe0f", "").strip()
    if len(shown) < 255 and title != "\ufffe":
        assert entry.title == shown
    else:
        assert 0 < len(entry.title) <= 255


def test_a_long_description_ends_between_blocks_and_keeps_the_line_on_voices() -> None:
    text = "\n\n".join(f"Paragraph {n} " + "ф" * 200 for n in range(40))
    said = parse(SHOW, make_episode(1, description=text)).findtext("item/description")
    assert len(said.encode()) <= 4000
    assert said.count("<p>") == said.count("</p>")
    assert "synthetic" in said.splitlines()[-1]


@pytest.mark.parametrize("letter", ["a", "& ", "ф", "🎙 ", "<"])
def test_a_single_endless_paragraph_is_cut_with_an_ellipsis(letter: str) -> None:
    data = feed(SHOW, [make_episode(1, description=letter * 5000)])
    assert faults(data) == []
    said = etree.fromstring(data).findtext("channel/item/description") or ""
    assert 3300 < len(said.encode()) <= 4000
    assert "…</p>" in said.splitlines()[0]


def test_an_item_says_all_of_itself() -> None:
    item = parse(SHOW, make_episode(2, season=3, type="bonus")).find("item")
    enclosure = item.find("enclosure")
    assert dict(enclosure.attrib) == {
        "url": "https://example.org/radio/episode2.0a1b2c3d.mp3",
        "length": "365000",
        "type": "audio/mpeg",
    }
    assert item.find("guid").get("isPermaLink") == "false"
    said = {
        name: item.findtext(f"{ITUNES}{name}") for name in ("duration", "season", "episode", "episodeType", "explicit")
    }
    assert said == {"duration": "30", "season": "3", "episode": "2", "episodeType": "bonus", "explicit": "false"}
    kinds = [(t.get("type"), t.get("url").rpartition("/")[2]) for t in item.findall(f"{PODCAST}transcript")]
    assert kinds == [
        ("text/vtt", "episode2.vtt"),
        ("application/x-subrip", "episode2.srt"),
        ("application/json", "episode2.transcript.json"),
    ]
    assert item.find(f"{PODCAST}chapters").get("type") == "application/json+chapters"
    persons = [(p.text, p.get("role")) for p in item.findall(f"{PODCAST}person")]
    assert persons == [
        ("The Saltmarsh Players", "author"),
        ("Ada Fenwick", "author"),
        ("heart (synthetic voice)", "narrator"),
    ]


def test_the_show_says_all_of_itself() -> None:
    channel = parse(replace(SHOW, category="Documentary", copyright="© 2026 The Saltmarsh Players", explicit=True))
    outer = channel.find(f"{ITUNES}category")
    assert (outer.get("text"), outer[0].get("text")) == ("Society & Culture", "Documentary")
    assert channel.findtext("copyright") == "The Saltmarsh Players"
    assert channel.findtext(f"{ITUNES}explicit") == "true"
    assert channel.find(f"{PODCAST}locked").get("owner") == "ada@example.org"
    assert channel.find(f"{PODCAST}funding").get("url") == "https://example.org/tea"
    assert channel.findtext(f"{PODCAST}license") == "cc-by-4.0"
    assert channel.find(f"{PODCAST}txt[@purpose='ai-content']").text == "true"
    assert channel.findtext("lastBuildDate") == "Mon, 02 Mar 2026 09:00:00 +0000"


def test_the_guid_is_the_stored_one_and_else_that_of_the_address() -> None:
    assert parse().findtext(f"{PODCAST}guid") == SHOW.guid
    derived = parse(replace(SHOW, guid="")).findtext(f"{PODCAST}guid")
    assert derived == str(uuid.uuid5(uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6"), "example.org/radio/feed.xml"))


def test_two_shows_without_an_address_do_not_share_a_guid() -> None:
    nowhere = replace(SHOW, address="", guid="")
    one, two = parse(nowhere, make_episode(1)), parse(nowhere, make_episode(2))
    assert one.findtext(f"{PODCAST}guid") != two.findtext(f"{PODCAST}guid")


def test_a_serial_without_numbers_is_numbered_by_date() -> None:
    episodes = [replace(make_episode(n), number=None) for n in (1, 2, 3)]
    items = parse(replace(SHOW, type="serial"), *episodes).findall("item")
    assert [item.findtext(f"{ITUNES}episode") for item in items] == ["3", "2", "1"]


def test_a_soundbite_lies_inside_the_programme_and_begins_with_the_first_quotation() -> None:
    found = soundbite(make_episode(1))
    assert found is not None
    start, length, title = found
    assert start == 7.0
    assert 15 <= length <= 120
    assert start + length <= 30.4
    assert title.startswith("I counted the boats")
    assert soundbite(make_episode(1, lines=make_episode().lines[:2])) is None


@pytest.mark.parametrize(
    ("show", "episodes", "said"),
    [
        (replace(SHOW, address="example.org"), [], "does not begin with http"),
        (replace(SHOW, category="Chronicles"), [], "not a category"),
        (replace(SHOW, owner_email="ada at example"), [], "no e-mail address"),
        (replace(SHOW, guid="mine"), [], "no UUID"),
        (SHOW, [make_episode(1, published="yesterday")], "is none"),
        (SHOW, [make_episode(1, published="")], "is none"),
        (SHOW, [make_episode(1, guid=" ")], "has no guid"),
        (SHOW, [make_episode(1), make_episode(2, guid=make_episode(1).guid)], "already that of episode1"),
        (SHOW, [make_episode(1), make_episode(2, enclosure=make_episode(1).enclosure)], "already that of episode1"),
    ],
)
def test_what_would_break_a_feed_is_one_error_with_a_hint(show: Show, episodes: list[Episode], said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        feed(show, episodes)
    assert caught.value.hint


def test_all_problems_are_said_at_once() -> None:
    with pytest.raises(ProblemsError) as caught:
        feed(replace(SHOW, category="No", guid="no"), [make_episode(1, guid="")])
    assert len(caught.value.problems) == 3


def test_feedparser_reads_what_was_meant() -> None:
    parsed = feedparser.parse(feed(SHOW, [make_episode(1), make_episode(2)]))
    assert not parsed.bozo
    assert (parsed.feed.title, parsed.feed.link) == ("Harbour Lights", "https://example.org/radio/index.html")
    assert parsed.feed.publisher_detail == {"name": "Ada Fenwick", "email": "ada@example.org"}
    entry = parsed.entries[0]
    assert entry.id == make_episode(2).guid
    assert entry.enclosures[0].length == "365000"
    assert (entry.itunes_duration, entry.itunes_episode) == ("30", "2")
    assert entry.podcast_chapters["url"].endswith("episode2.chapters.json")


def test_podcastparser_reads_what_was_meant() -> None:
    import io

    parsed = podcastparser.parse("https://example.org/radio/feed.xml", io.BytesIO(feed(SHOW, [make_episode(1)])))
    assert (parsed["title"], parsed["type"]) == ("Harbour Lights", "episodic")
    assert parsed["cover_url"] == "https://example.org/radio/cover.jpg"
    episode = parsed["episodes"][0]
    assert episode["guid"] == make_episode(1).guid
    assert episode["published"] == int(datetime.fromisoformat("2026-03-01T09:00:00+00:00").timestamp())
    assert (episode["total_time"], episode["number"]) == (30, 1)
    enclosure = episode["enclosures"][0]
    assert (enclosure["file_size"], enclosure["mime_type"]) == (365000, "audio/mpeg")
    assert episode["episode_art_url"].endswith("/episode1.jpg")
    assert "One boat is too many." in episode["description_html"]
