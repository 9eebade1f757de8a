"""What an episode says of itself: the facts for the sidecar, the tag of its MP3, its picture."""

from __future__ import annotations

from narrate import addresses
from narrate.config import Settings
from narrate.model import Enclosure, Episode, Line, Mix, Script, Show
from narrate.studio.identity import episode_guid, timestamp

COVER_PIXELS = 1400
COVER_SUFFIX = ".jpg"


def describe(
    name: str, script: Script, lines: tuple[Line, ...], mix: Mix, *, settings: Settings, before: Episode | None
) -> Episode:
    """Return the episode as the script and the mix describe it; its file and its loudness come after rendering.

    A script that was written by hand may have neither guid nor date. The guid then follows from show and name; the date
    is that of the first build, which `before`, the episode as it was built last, remembers.
    """
    return Episode(
        name=name,
        guid=script.guid or (before.guid if before else "") or episode_guid(settings.show, name),
        title=script.title,
        description=script.description or _described(script, settings.show),
        language=script.language,
        published=script.date or (before.published if before else "") or timestamp(),
        number=script.number,
        duration_seconds=mix.frames / mix.rate_hz,
        enclosure=Enclosure(file=f"{name}.mp3", length=0),
        chapters=mix.chapters,
        lines=lines,
        cover=name + COVER_SUFFIX,
        sources=script.sources,
        credits=script.credits,
    )


def _described(script: Script, show: Show) -> str:
    """Return a description made of what the script has: its chapters and who is heard."""
    chapters = [segment.title for segment in script.segments if segment.title]
    return " · ".join(dict.fromkeys(chapters)) or show.description or script.title


def tag_of(episode: Episode, *, settings: Settings) -> tuple[bytes, bytes]:
    """Return the episode's picture, and the tag that stands before the frames of its MP3."""
    from narrate.production.cover import cover, tag_picture
    from narrate.production.encode.tags import tag

    show = settings.show
    picture = cover(episode.title, show.title, show.station, size=COVER_PIXELS)
    feed = addresses.of_file(addresses.base(show.address), addresses.FEED) if show.address else ""
    return picture, tag(episode, show, cover_jpeg=tag_picture(picture), feed_url=feed)
