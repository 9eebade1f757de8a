"""The elements of the feed, in one canonical order: those of the channel and those of an item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from narrate import addresses
from narrate.model import NARRATOR, Episode, Show
from narrate.publishing.feed import apple
from narrate.publishing.feed.notes import (
    SYNTHETIC,
    is_web,
    notes,
    paragraphs,
    short,
    soundbite,
    title_of,
    within,
)
from narrate.safe_text import visible

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
NAMES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}

MAX_TITLE = 128  # characters of a soundbite's title or a person's name, podcast namespace
#: A domain that is nobody's (RFC 2606), for a show that names no owner.
NOBODY = "nobody@example.org"


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    from lxml import etree

    prefix, _, local = name.rpartition(":")
    element = etree.SubElement(parent, f"{{{NAMES[prefix]}}}{local}" if prefix else local, attributes)
    if text:
        element.text = text
    return element


def write_channel(channel: Any, show: Show, dated: Sequence[tuple[Episode, datetime]], base: str) -> None:
    """Write everything that the feed says of the show."""
    from lxml import etree

    title = short(show.title) or "Narrated"
    page = addresses.of_file(base, addresses.INDEX)
    picture = addresses.of_file(base, addresses.COVER)
    author = short(show.author) or short(show.station) or title
    own = addresses.of_file(base, addresses.FEED)
    _add(channel, "atom:link", href=own, rel="self", type="application/rss+xml")
    _add(channel, "title", title)
    _add(channel, "link", page)
    about = [f"<p>{escape(text, quote=False)}</p>" for text in paragraphs(show.description) or [f"{title}."]]
    description = _add(channel, "description")
    description.text = etree.CDATA(within([*about, f"<p>{SYNTHETIC}</p>"]))
    _add(channel, "language", _language(show.language))
    if holder := short(_holder(show.copyright)):
        _add(channel, "copyright", holder)
    if dated:
        _add(channel, "lastBuildDate", format_datetime(max(published for _, published in dated)))
    _add(channel, "generator", "narrate")
    image = _add(channel, "image")
    _add(image, "url", picture)
    _add(image, "title", title)
    _add(image, "link", page)
    _add(channel, "itunes:author", author)
    category, subcategory = apple.find(show.category) or ("History", "")
    outer = channel
    for name in filter(None, (category, subcategory)):
        outer = _add(outer, "itunes:category")
        outer.set("text", name)
    _add(channel, "itunes:explicit", "true" if show.explicit else "false")
    _add(channel, "itunes:image", href=picture)
    owner = _add(channel, "itunes:owner")
    _add(owner, "itunes:name", short(show.owner_name) or author)
    _add(owner, "itunes:email", show.owner_email.strip() or NOBODY)
    _add(channel, "itunes:type", show.type)
    _add(channel, "podcast:guid", show.guid.lower() or _guid(own, base, dated))
    # Hosts that import a feed ask the owner named here; some take the tag for absent where nobody is named.
    _add(channel, "podcast:locked", "yes" if show.locked else "no", owner=show.owner_email.strip() or NOBODY)
    _add(channel, "podcast:medium", show.medium)
    if visible(show.author):
        _add(channel, "podcast:person", short(show.author, MAX_TITLE), role="author", group="writing")
    _license(channel, show.license)
    if is_web(show.funding):
        _add(channel, "podcast:funding", "Support the programme", url=show.funding)
    _add(channel, "podcast:txt", "true", purpose="ai-content")
    _add(channel, "podcast:txt", SYNTHETIC, purpose="synthetic-voices")


def _guid(own: str, base: str, dated: Sequence[tuple[Episode, datetime]]) -> str:
    # Every show without an address has the same one for the moment; its first episode tells it from others.
    first = dated[0][0].guid if dated else "empty"
    return addresses.podcast_guid(own if base != addresses.LOCAL else f"narrate:{first}")


def _language(tag: str) -> str:
    return tag.strip().replace("_", "-").lower() or "en"


def _holder(copyright_line: str) -> str:
    """Return who holds the copyright: PSP-1 wants neither the word nor the sign nor a year."""
    return re.sub(r"(?i)copyright|\(c\)|©|\b(1[89]|20)\d\d(\s*[-–]\s*(1[89]|20)\d\d)?\b,?", "", copyright_line).strip()


def _license(parent: Any, text: str) -> None:
    if is_web(text):
        _add(parent, "podcast:license", "custom", url=text)
    elif visible(text):
        _add(parent, "podcast:license", short(text, MAX_TITLE).lower())


def write_item(item: Any, show: Show, episode: Episode, published: datetime, base: str) -> None:
    """Write everything that the feed says of one episode."""
    from lxml import etree

    page = addresses.of_page(base, episode.name)
    enclosure = episode.enclosure
    _add(item, "title", title_of(episode))
    _add(item, "link", page)
    _add(item, "description").text = etree.CDATA(notes(episode, page))
    _add(item, "guid", episode.guid.strip(), isPermaLink="false")
    _add(item, "pubDate", format_datetime(published))
    url = addresses.of_file(base, enclosure.file)
    _add(item, "enclosure", url=url, length=str(enclosure.length), type=enclosure.type)
    _add(item, "itunes:duration", str(max(1, round(episode.duration_seconds))))
    _add(item, "itunes:explicit", "true" if show.explicit else "false")
    if episode.cover:
        _add(item, "itunes:image", href=addresses.of_file(base, episode.cover))
    _add(item, "itunes:episodeType", episode.type)
    if episode.season is not None:
        _add(item, "itunes:season", str(episode.season))
        _add(item, "podcast:season", str(episode.season))
    if episode.number is not None:
        _add(item, "itunes:episode", str(episode.number))
        _add(item, "podcast:episode", str(episode.number))
    _extras(item, show, episode, base)


def _extras(item: Any, show: Show, episode: Episode, base: str) -> None:
    language = _language(episode.language)
    for suffix, kind in (
        (".vtt", "text/vtt"),
        (".srt", "application/x-subrip"),
        (".transcript.json", "application/json"),
    ):
        url = addresses.of_file(base, episode.name + suffix)
        _add(item, "podcast:transcript", url=url, type=kind, language=language, rel="captions")
    url = addresses.of_file(base, f"{episode.name}.chapters.json")
    _add(item, "podcast:chapters", url=url, type="application/json+chapters")
    # What an item names replaces what the channel names, so the author is said again.
    authors = map(visible, [show.author, *(source.author for source in episode.sources)])
    for author in {author.casefold(): author for author in authors if author}.values():
        _add(item, "podcast:person", short(author, MAX_TITLE), role="author", group="writing")
    if voice := next((v for line in episode.lines if line.speaker == NARRATOR and (v := short(line.voice, 100))), ""):
        _add(item, "podcast:person", f"{voice} (synthetic voice)", role="narrator", group="cast")
    if bite := soundbite(episode):
        start, duration, title = bite
        _add(item, "podcast:soundbite", short(title, MAX_TITLE), startTime=f"{start:.3f}", duration=f"{duration:.3f}")
