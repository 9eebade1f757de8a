"""A finished output folder with every file that a build makes, in milliseconds: its MP3s are true frames of silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from narrate import addresses
from narrate.model import Episode, Show
from narrate.production.cover import cover, tag_picture
from narrate.production.encode.tags import tag
from narrate.production.encode.transcripts import chapters_json, srt, transcript_json, vtt
from narrate.publishing import enclosure
from narrate.publishing.feed import feed
from narrate.publishing.page import pages
from narrate.publishing.playlist import playlist
from narrate.sidecar import format_episode
from tests.episodes import SHOW, make_episode

#: MPEG-1 Layer III, 32 kbit/s, 44.1 kHz, mono: 104 bytes and 1152 samples of silence.
FRAME = b"\xff\xfb\x10\xc4" + bytes(100)
FRAME_SECONDS = 1152 / 44100


def silence(seconds: float) -> bytes:
    return FRAME * round(seconds / FRAME_SECONDS)


@cache
def picture(title: str, size: int) -> bytes:
    return cover(title, SHOW.title, SHOW.station, size=size)


def make_folder(folder: Path, episodes: Sequence[Episode] | None = None, show: Show = SHOW) -> list[Episode]:
    """Fill the folder; return the episodes with their true enclosures."""
    folder.mkdir(parents=True, exist_ok=True)
    finished = []
    for episode in episodes if episodes is not None else [make_episode(1), make_episode(2)]:
        art = picture(episode.title, 1400)
        (folder / episode.cover).write_bytes(art)
        head = tag(episode, show, cover_jpeg=tag_picture(art, 600), number_of=2)
        (folder / f"{episode.name}.mp3").write_bytes(head + silence(episode.duration_seconds))
        done = replace(episode, enclosure=enclosure.place(folder, episode.name))
        finished.append(done)
        for suffix, text in (
            (".vtt", vtt(done)),
            (".srt", srt(done)),
            (".transcript.json", transcript_json(done)),
            (".chapters.json", chapters_json(done, address=show.address)),
            (".json", format_episode(done)),
        ):
            (folder / f"{done.name}{suffix}").write_text(text, encoding="utf-8", newline="\n")
    (folder / addresses.COVER).write_bytes(picture(show.title, 3000))
    (folder / addresses.PLAYLIST).write_text(playlist(finished), encoding="utf-8")
    publish_texts(folder, finished, show)
    return finished


def publish_texts(folder: Path, episodes: Sequence[Episode], show: Show) -> None:
    """Write the feed and the pages anew."""
    (folder / addresses.FEED).write_bytes(feed(show, episodes))
    for name, data in pages(show, episodes).items():
        (folder / name).write_bytes(data)
