"""The feed: the show and its episodes as RSS 2.0 with what Apple and the podcast namespace add.

In: a Show and its Episodes. Out: bytes that are the same for the same input, so that an ETag means something. Rules:
PSP-1 (Podcast Standards Project), Apple's requirements for feeds, the podcast namespace's documents. `check` holds a
feed against them, whoever wrote it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import datetime

from narrate import addresses
from narrate.errors import InputError, NarrateError, raise_all
from narrate.model import Episode, Show
from narrate.publishing.feed import apple
from narrate.publishing.feed.check import Finding, check
from narrate.publishing.feed.elements import NAMES, write_channel, write_item
from narrate.publishing.feed.notes import soundbite
from narrate.publishing.feed.order import numbered, order, script_of

__all__ = ["Finding", "check", "feed", "order", "soundbite"]


def feed(show: Show, episodes: Sequence[Episode], *, address: str = "") -> bytes:
    """Return the feed, newest episode first; `address` stands in for the show's own.

    Raises InputError for what would make a broken feed: an address that is none, two episodes with one guid or one
    enclosure, dates that are none, a category that Apple does not list.
    """
    from lxml import etree

    base = addresses.base(address or show.address)
    _refuse(show, episodes)
    dated = order(numbered(show, episodes))
    rss = etree.Element("rss", nsmap=NAMES, version="2.0")
    write_channel(etree.SubElement(rss, "channel"), show, dated, base)
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
    write_item(item, show, episode, published, base)
    etree.indent(around, level=1)
    text: bytes = etree.tostring(around, encoding="UTF-8")
    return b"    " + text[text.index(b"<item>") : text.rindex(b"</item>")] + b"</item>\n"


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
                        where=script_of(episode),
                        hint="delete the guid line of the copied script: a new one is made",
                    )
                )
        if not episode.guid.strip():
            problems.append(InputError("the episode has no guid", where=script_of(episode), hint="build it again"))
    raise_all(problems)


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
