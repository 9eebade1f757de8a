"""The ID3 tag: what other programs read back from it."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from mutagen.id3 import ID3

from narrate.model import Chapter
from narrate.production.encode.tags import tag
from narrate.production.encode.transcripts import chapters_json
from tests.episodes import SHOW, make_episode

JPEG = b"\xff\xd8\xff\xe0" + bytes(500) + b"\xff\xd9"
FRAMES = b"\xff\xfb\x90\x00" + bytes(413)


def read(data: bytes) -> Any:
    return ID3(io.BytesIO(data), translate=False)


def test_the_tag_is_version_2_3_with_utf_16_text() -> None:
    data = tag(make_episode(1, title="Über den Fluß"), SHOW, cover_jpeg=JPEG)
    assert data[:5] == b"ID3\x03\x00"
    assert "Über den Fluß".encode("utf-16-le") in data
    assert read(data).version == (2, 3, 0)


def test_it_says_everything_a_player_shows() -> None:
    tags = read(tag(make_episode(2), SHOW, cover_jpeg=JPEG, number_of=9, feed_url="https://example.org/radio/feed.xml"))
    said = {name: str(tags[name]) for name in ("TIT2", "TALB", "TPE1", "TRCK", "TCON", "TYER", "TLAN", "TLEN", "TGID")}
    assert said == {
        "TIT2": "The lamp on the quay, part 2",
        "TALB": "Harbour Lights",
        "TPE1": "The Saltmarsh Players",
        "TRCK": "2/9",
        "TCON": "Podcast",
        "TYER": "2026",
        "TLAN": "eng",
        "TLEN": "30400",
        "TGID": "0f5d7d3e-1c1e-4f6b-8a4e-000000000002",
    }
    assert str(tags["WFED"]) == "https://example.org/radio/feed.xml"
    assert "One boat is too many." in str(tags["TDES"])
    assert "One boat is too many." in str(tags["COMM::eng"])
    assert "Orla Venn: I counted the boats twice" in str(tags["USLT::eng"])
    assert tags["PCST"].value == 1
    assert (tags["APIC:"].data, tags["APIC:"].mime, tags["APIC:"].type) == (JPEG, "image/jpeg", 3)
    assert str(tags["TCOP"]) == "2026 The Saltmarsh Players"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert tag(make_episode(), SHOW, cover_jpeg=JPEG) == tag(make_episode(), SHOW, cover_jpeg=JPEG)


def test_chapters_are_the_same_as_in_the_json_beside_the_file() -> None:
    episode = make_episode()
    tags = read(tag(episode, SHOW, cover_jpeg=JPEG))
    document = json.loads(chapters_json(episode, address=SHOW.address))
    frames = [tags[f"CHAP:{name}"] for name in tags["CTOC:toc"].child_element_ids]
    assert [
        {
            "startTime": frame.start_time / 1000,
            "endTime": frame.end_time / 1000,
            "title": str(frame.sub_frames["TIT2"]),
            "url": frame.sub_frames["WXXX:chapter url"].url,
        }
        for frame in frames
    ] == document["chapters"]
    assert {frame.start_offset for frame in frames} == {0xFFFFFFFF}


def test_a_chapter_can_carry_a_picture() -> None:
    chapters = (Chapter(title="One", start_seconds=0, end_seconds=30.4, image="one.jpg"),)
    episode = make_episode(1, chapters=chapters)
    tags = read(tag(episode, SHOW, cover_jpeg=JPEG, pictures={"one.jpg": JPEG}))
    assert tags["CHAP:ch00000"].sub_frames["APIC:"].data == JPEG
    document = json.loads(chapters_json(episode, address=SHOW.address))
    assert document["chapters"][0]["img"] == "https://example.org/radio/one.jpg"


@pytest.mark.parametrize("count", [1, 255, 256, 600])
def test_every_chapter_hangs_on_one_ordered_table_however_many_there_are(count: int) -> None:
    chapters = tuple(Chapter(title=f"No. {i}", start_seconds=i, end_seconds=i + 1) for i in range(count))
    tags = read(tag(make_episode(1, chapters=chapters, duration_seconds=count), SHOW, cover_jpeg=JPEG))
    tables = {frame.element_id: frame for frame in tags.getall("CTOC")}
    assert [name for name, frame in tables.items() if frame.flags & 2] == ["toc"]
    assert all(frame.flags & 1 and len(frame.child_element_ids) <= 255 for frame in tables.values())

    def leaves(name: str) -> list[str]:
        return (
            [leaf for child in tables[name].child_element_ids for leaf in leaves(child)] if name in tables else [name]
        )

    assert [str(tags[f"CHAP:{leaf}"].sub_frames["TIT2"]) for leaf in leaves("toc")] == [
        f"No. {i}" for i in range(count)
    ]


def test_chapters_stand_in_the_file_in_their_order_whatever_their_size() -> None:
    titles = ["A very long title for a first chapter", "B", "Another title of some length", "D"]
    chapters = tuple(Chapter(title=title, start_seconds=i, end_seconds=i + 1) for i, title in enumerate(titles))
    data = tag(make_episode(1, chapters=chapters, duration_seconds=4), SHOW, cover_jpeg=JPEG)
    assert re.findall(rb"(?:CTOC|CHAP).{6}(\w+)\x00", data, re.S) == [
        b"toc",
        b"ch00000",
        b"ch00001",
        b"ch00002",
        b"ch00003",
    ]
    assert [str(read(data)[f"CHAP:ch0000{i}"].sub_frames["TIT2"]) for i in range(4)] == titles


def test_control_characters_do_not_reach_the_tag() -> None:
    tags = read(tag(make_episode(1, title="a\x00b\nc\x1bd"), SHOW, cover_jpeg=JPEG))
    assert str(tags["TIT2"]) == "ab cd"


def test_an_unknown_language_is_undetermined() -> None:
    assert str(read(tag(make_episode(1, language="tlh"), SHOW, cover_jpeg=JPEG))["TLAN"]) == "und"
