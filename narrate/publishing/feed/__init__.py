"""The feed: the show and its episodes as RSS 2.0 with what Apple and the podcast namespace add.

In: a Show and its Episodes. Out: bytes that are the same for the same input, so that an ETag means something. Rules:
PSP-1 (Podcast Standards Project), Apple's requirements for feeds, the podcast namespace's documents. `check` holds a
feed against them, whoever wrote it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any

from narrate import addresses
from narrate.errors import InputError, NarrateError, raise_all
from narrate.model import NARRATOR, Episode, Show, Source
from narrate.publishing.feed import apple
from narrate.publishing.feed.check import Finding, check
from narrate.safe_text import strip_controls, visible

__all__ = ["Finding", "check", "feed", "order"]

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
NAMES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}

MAX_VALUE = 255  # characters of a value, PSP-1
MAX_DESCRIPTION = 4000  # bytes, PSP-1
MAX_TITLE = 128  # characters of a soundbite's title or a person's name, podcast namespace

SYNTHETIC = "The voices of this programme are synthetic: a computer reads the words of the people named."
#: A domain that is nobody's (RFC 2606), for a show that names no owner.
NOBODY = "nobody@example.org"


def feed(show: Show, episodes: Sequence[Episode], *, address: str = "") -> bytes:
    """Return the feed, newest episode first; `address` stands in for the show's own.

    Raises InputError for what would make a broken feed: an address that is none, two episodes with one guid or one
    enclosure, dates that are none, a category that Apple does not list.
    """
    from lxml import etree

    base = addresses.base(address or show.address)
    _refuse(show, episodes)
    dated = order(_numbered(show, episodes))
    rss = etree.Element("rss", nsmap=NAMES, version="2.0")
    _channel(etree.SubElement(rss, "channel"), show, dated, base)
    etree.indent(rss)
    head, _, tail = etree.tostring(rss, encoding="UTF-8").rpartition(b"  </channel>")
    # An item becomes text before the next is made: ten thousand as one tree would take 200 MB.
    parts = [b'<?xml version="1.0" encoding="UTF-8"?>\n', head]
    parts.extend(_item_text(show, episode, published, base) for episode, published in reversed(dated))
    return b"".join((*parts, b"  </channel>", tail, b"\n"))


def _item_text(show: Show, episode: Episode, published: datetime, base: str) -> bytes:
    from lxml import etree

    around = etree.Element("rss", nsmap=NAMES)
    item = etree.SubElement(around, "item")
    _item(item, show, episode, published, base)
    etree.indent(around, level=1)
    text: bytes = etree.tostring(around, encoding="UTF-8")
    return b"    " + text[text.index(b"<item>") : text.rindex(b"</item>")] + b"</item>\n"


def order(episodes: Sequence[Episode]) -> list[tuple[Episode, datetime]]:
    """Return the episodes with their dates, oldest first, no two dates the same.

    Clients order by date alone, so episodes of one moment are set a second apart, by number and name. In a serial of
    one moment that is the order of the numbers.
    """
    dated = [(episode, _date(episode)) for episode in episodes]
    dated.sort(key=lambda pair: (pair[1], pair[0].season or 0, pair[0].number or 0, pair[0].name))
    result: list[tuple[Episode, datetime]] = []
    for episode, published in dated:
        if result and published <= result[-1][1]:
            published = result[-1][1] + timedelta(seconds=1)
        result.append((episode, published))
    return result


def _numbered(show: Show, episodes: Sequence[Episode]) -> Sequence[Episode]:
    """Return the episodes; in a serial where nobody gave a number, each with its place, since Apple asks for one."""
    full = [episode for episode, _ in order(episodes) if episode.type == "full"]
    if show.type != "serial" or any(episode.number is not None for episode in full):
        return episodes
    places = {episode.guid: place for place, episode in enumerate(full, 1)}
    return [replace(episode, number=places.get(episode.guid)) for episode in episodes]


def _date(episode: Episode, text: str | None = None) -> datetime:
    try:
        # RSS and its readers know whole seconds.
        moment = datetime.fromisoformat((text or episode.published).strip()).replace(microsecond=0)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"the date {episode.published!r} is none",
            where=_script(episode),
            hint="write it as 2026-11-22T09:00:00Z",
        ) from error


def _script(episode: Episode) -> str:
    return f"scripts/{episode.name}.md"


def _refuse(show: Show, episodes: Sequence[Episode]) -> None:
    problems: list[NarrateError] = []
    if apple.find(show.category) is None:
        known = ", ".join(apple.CATEGORIES)
        problems.append(
            InputError(
                f"{show.category!r} is not a category of Apple's list",
                where="scripts/show.toml",
                hint=f"one of {known}, or one of their subcategories",
            )
        )
    if show.owner_email and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[A-Za-z]{2,}", show.owner_email.strip()):
        problems.append(
            InputError(f"{show.owner_email!r} is no e-mail address", where="scripts/show.toml", hint="name@example.org")
        )
    if show.guid and not _is_uuid(show.guid):
        problems.append(
            InputError(
                f"the show's guid {show.guid!r} is no UUID",
                where="scripts/show.toml",
                hint="take the guid of the first feed, or delete the line and build again",
            )
        )
    seen: dict[str, Episode] = {}
    for episode in episodes:
        for key in (episode.guid, episode.enclosure.file):
            other = seen.setdefault(key, episode)
            if other is not episode:
                problems.append(
                    InputError(
                        f"the guid or file {key!r} is already that of {other.name}",
                        where=_script(episode),
                        hint="delete the guid line of the copied script: a new one is made",
                    )
                )
        if not episode.guid.strip():
            problems.append(InputError("the episode has no guid", where=_script(episode), hint="build it again"))
    raise_all(problems)


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


# --- values --------------------------------------------------------------------------------------------------------


def _short(text: str, most: int = MAX_VALUE) -> str:
    """Return one line of at most `most` characters, cut between words with an ellipsis."""
    text = visible(text)
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head = cut.rpartition(" ")[0]
    return (head if len(head) > most // 2 else cut).rstrip(" ,;:-") + "…"


def _title(episode: Episode) -> str:
    return _short(episode.title) or episode.name


def _paragraphs(text: str) -> list[str]:
    return [line for part in re.split(r"\n\s*\n", strip_controls(text)) if (line := visible(part))]


def _within(blocks: Sequence[str], most: int = MAX_DESCRIPTION) -> str:
    """Return as many whole blocks of HTML as fit; the first, plain text, is cut where even it does not."""
    kept: list[str] = []
    left = most
    for block in blocks:
        left -= len(block.encode()) + 1
        if left >= 0:
            kept.append(block)
        elif not kept:
            return f"<p>{escape(_cut_bytes(blocks[0], most - 8), quote=False)}</p>"
    return "\n".join(kept)


def _cut_bytes(block: str, most: int) -> str:
    from html import unescape

    text = unescape(block.removeprefix("<p>").removesuffix("</p>"))
    while len(escape(text, quote=False).encode()) > most - 3:
        over = len(escape(text, quote=False).encode()) - (most - 3)
        text = text[: -max(1, over // 4)]
    return text.rpartition(" ")[0] + "…" if " " in text else text + "…"


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text, quote=False)}</a>'


def _named(source: Source) -> str:
    title = visible(source.title) or visible(source.url)
    return _link(source.url, title) if _is_web(source.url) else escape(title, quote=False)


def _is_web(address: str) -> bool:
    return bool(re.match(r"https?://[^\s/?#]+\S*$", address))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"


def _notes(episode: Episode, page: str) -> str:
    """Return the description of an episode in the HTML that clients show: p, a, ul, li."""
    blocks = [f"<p>{escape(text, quote=False)}</p>" for text in _paragraphs(episode.description) or [_title(episode)]]
    if len(episode.chapters) > 1:
        # Many players turn a time at the start of a line into a link.
        items = [
            f"<li>{_clock(c.start_seconds)} {escape(visible(c.title), quote=False)}</li>" for c in episode.chapters
        ]
        blocks.append("<ul>\n" + "\n".join(items) + "\n</ul>")
    sources = [
        f"<li>{_named(source)}</li>" for source in episode.sources if visible(source.title) or _is_web(source.url)
    ]
    if sources:
        blocks.append("<p>Sources:</p>\n<ul>\n" + "\n".join(sources) + "\n</ul>")
    if episode.credits:
        credits = "\n".join(f"<li>{escape(visible(text), quote=False)}</li>" for text in episode.credits)
        blocks.append(f"<p>Credits:</p>\n<ul>\n{credits}\n</ul>")
    last = f"<p>{SYNTHETIC} {_link(page, 'Read along')}.</p>"
    return _within(blocks, MAX_DESCRIPTION - len(last.encode()) - 1) + "\n" + last


# --- elements ------------------------------------------------------------------------------------------------------


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    from lxml import etree

    prefix, _, local = name.rpartition(":")
    element = etree.SubElement(parent, f"{{{NAMES[prefix]}}}{local}" if prefix else local, attributes)
    if text:
        element.text = text
    return element


def _channel(channel: Any, show: Show, dated: Sequence[tuple[Episode, datetime]], base: str) -> None:
    from lxml import etree

    title = _short(show.title) or "Narrated"
    page = addresses.of_file(base, addresses.INDEX)
    picture = addresses.of_file(base, addresses.COVER)
    author = _short(show.author) or _short(show.station) or title
    own = addresses.of_file(base, addresses.FEED)
    _add(channel, "atom:link", href=own, rel="self", type="application/rss+xml")
    _add(channel, "title", title)
    _add(channel, "link", page)
    about = [f"<p>{escape(text, quote=False)}</p>" for text in _paragraphs(show.description) or [f"{title}."]]
    description = _add(channel, "description")
    description.text = etree.CDATA(_within([*about, f"<p>{SYNTHETIC}</p>"]))
    _add(channel, "language", _language(show.language))
    if holder := _short(_holder(show.copyright)):
        _add(channel, "copyright", holder)
    if dated:
        built = max(_date(e, e.rendered) if e.rendered else published for e, published in dated)
        _add(channel, "lastBuildDate", format_datetime(max(built, dated[-1][1])))
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
    _add(owner, "itunes:name", _short(show.owner_name) or author)
    _add(owner, "itunes:email", show.owner_email.strip() or NOBODY)
    _add(channel, "itunes:type", show.type)
    _add(channel, "podcast:guid", show.guid.lower() or _guid(own, base, dated))
    # Hosts that import a feed ask the owner named here; some take the tag for absent where nobody is named.
    _add(channel, "podcast:locked", "yes" if show.locked else "no", owner=show.owner_email.strip() or NOBODY)
    _add(channel, "podcast:medium", show.medium)
    if visible(show.author):
        _add(channel, "podcast:person", _short(show.author, MAX_TITLE), role="author", group="writing")
    _license(channel, show.license)
    if _is_web(show.funding):
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
    if _is_web(text):
        _add(parent, "podcast:license", "custom", url=text)
    elif visible(text):
        _add(parent, "podcast:license", _short(text, MAX_TITLE).lower())


def _item(item: Any, show: Show, episode: Episode, published: datetime, base: str) -> None:
    from lxml import etree

    page = addresses.of_page(base, episode.name)
    enclosure = episode.enclosure
    _add(item, "title", _title(episode))
    _add(item, "link", page)
    _add(item, "description").text = etree.CDATA(_notes(episode, page))
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
        _add(item, "podcast:person", _short(author, MAX_TITLE), role="author", group="writing")
    if voice := next((v for line in episode.lines if line.speaker == NARRATOR and (v := _short(line.voice, 100))), ""):
        _add(item, "podcast:person", f"{voice} (synthetic voice)", role="narrator", group="cast")
    if bite := soundbite(episode):
        start, duration, title = bite
        _add(item, "podcast:soundbite", _short(title, MAX_TITLE), startTime=f"{start:.3f}", duration=f"{duration:.3f}")


def soundbite(episode: Episode) -> tuple[float, float, str] | None:
    """Return start and length in seconds and the words of a passage worth hearing first: from the first quotation.

    The namespace recommends 15 to 120 seconds; a programme that has not as much has none.
    """
    lines = [line for line in episode.lines if line.end_seconds <= episode.duration_seconds]
    first = next((index for index, line in enumerate(lines) if line.kind != "narration"), 0)
    for begin in (first, 0):
        for line in lines[begin:]:
            length = line.end_seconds - lines[begin].start_seconds
            if length > 120:
                break
            if length >= 15:
                return lines[begin].start_seconds, length, lines[begin].text
    return None
