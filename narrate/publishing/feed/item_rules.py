"""Rules for each episode; see `check`."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from narrate.publishing.feed.channel_rules import LANGUAGE, date_fault, explicit_fault
from narrate.publishing.feed.check import ITUNES, PODCAST, Feed, Said, is_web, picture_faults, rule, text_of

TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a", ".mp4": "video/mp4", ".pdf": "application/pdf"}
TRANSCRIPTS = {"text/vtt", "application/x-subrip", "application/srt", "application/json", "text/html", "text/plain"}
ONCE = ["title", "link", "description", "guid", "pubDate", "author", "comments", "source"]
ONCE_ITUNES = ["duration", "explicit", "image", "episode", "season", "episodeType", "title", "author", "block"]
ONCE_PODCAST = ["chapters", "season", "episode", "license", "location"]


def name_of(item: Any) -> str:
    """Return how to speak of an item."""
    return repr(text_of(item, "title") or "an item without title")


def whole(text: str) -> bool:
    """Say whether this is a whole number from 1."""
    return bool(re.fullmatch(r"[1-9]\d*", text))


@rule("error", "PSP-1")
def item_title(feed: Feed) -> Said:
    """An episode has a title."""
    for item in feed.items:
        if not text_of(item, "title"):
            yield item, "an item has no title"


@rule("error", "PSP-1")
def item_enclosure(feed: Feed) -> Said:
    """An episode has one file, at an absolute address in plain ASCII."""
    for item in feed.items:
        enclosures = item.findall("enclosure")
        if len(enclosures) != 1:
            yield item, f"{name_of(item)} has {len(enclosures)} enclosures, not one"
        for enclosure in enclosures:
            if not is_web(enclosure.get("url", "")):
                yield enclosure, f"{enclosure.get('url', '')!r} is no absolute address in plain ASCII"
            if not whole(enclosure.get("length", "")):
                yield enclosure, f"the length {enclosure.get('length', '')!r} is no number of bytes"


@rule("error", "PSP-1")
def enclosure_type(feed: Feed) -> Said:
    """The type is that of the file."""
    for enclosure in feed.channel.findall("item/enclosure"):
        wanted = TYPES.get(Path(enclosure.get("url", "").partition("?")[0]).suffix.lower())
        if not enclosure.get("type") or (wanted and enclosure.get("type") != wanted):
            yield enclosure, f"the type is {enclosure.get('type', '')!r}, not {wanted}"


@rule("error", "Apple 823")
def enclosure_unique(feed: Feed) -> Said:
    """Apple ignores a second episode with the same file."""
    seen = Counter(e.get("url", "") for e in feed.channel.findall("item/enclosure"))
    for enclosure in feed.channel.findall("item/enclosure"):
        if seen[enclosure.get("url", "")] > 1:
            yield enclosure, f"{enclosure.get('url', '')} is the file of more than one item"


@rule("error", "PSP-1")
def enclosure_file(feed: Feed) -> Said:
    """The file is there and as long as the feed says."""
    for enclosure in feed.channel.findall("item/enclosure"):
        path = feed.file(enclosure.get("url", ""))
        if path is None:
            continue
        if not path.is_file():
            yield enclosure, f"{path.name} is not in the folder"
        elif str(path.stat().st_size) != enclosure.get("length"):
            yield enclosure, f"{path.name} has {path.stat().st_size} bytes, the feed says {enclosure.get('length')}"


@rule("error", "PSP-1")
def item_guid(feed: Feed) -> Said:
    """An episode has a guid that no other has; a permanent link is an address."""
    seen = Counter(text_of(item, "guid") for item in feed.items)
    for item in feed.items:
        guid = item.find("guid")
        said = text_of(item, "guid")
        if not said:
            yield item, f"{name_of(item)} has no guid"
        elif seen[said] > 1:
            yield guid, f"the guid {said!r} is that of more than one item"
        elif guid.get("isPermaLink", "true") != "false" and not is_web(said):
            yield guid, f"the guid {said!r} is no link and does not say isPermaLink=false"


@rule("error", "PSP-1, Apple 823")
def item_date(feed: Feed) -> Said:
    """An episode has an RFC 2822 date that is not in the future."""
    now = datetime.now(UTC)
    for item in feed.items:
        said = text_of(item, "pubDate")
        if fault := date_fault(said):
            yield item, f"{name_of(item)}: {fault}"
        elif parsedate_to_datetime(said) > now:
            yield item.find("pubDate"), f"{name_of(item)} is dated in the future: many clients hide it till then"


@rule("warning", "Apple 823")
def dates_differ(feed: Feed) -> Said:
    """Clients order by date, so no two are the same."""
    seen = Counter(text_of(item, "pubDate") for item in feed.items)
    for item in feed.items:
        if seen[text_of(item, "pubDate")] > 1:
            yield item, f"{name_of(item)} has the same date as another item"


@rule("warning", "PSP-1")
def newest_first(feed: Feed) -> Said:
    """The newest episode stands first."""
    before: datetime | None = None
    for item in feed.items:
        said = text_of(item, "pubDate")
        if date_fault(said):
            continue
        moment = parsedate_to_datetime(said)
        if before and moment > before:
            yield item, f"{name_of(item)} is newer than the item before it"
        before = moment


@rule("error", "PSP-1")
def item_duration(feed: Feed) -> Said:
    """The duration is whole seconds, and those of the programme."""
    for item in feed.items:
        said = text_of(item, f"{ITUNES}duration")
        if not whole(said):
            yield item, f"{name_of(item)}: itunes:duration is {said!r}, not whole seconds"
            continue
        heard = _sidecar(feed, item).get("duration")
        if isinstance(heard, (int, float)) and abs(heard - int(said)) > 1:
            yield item, f"{name_of(item)} lasts {heard:.1f} s, the feed says {said} s"


def _sidecar(feed: Feed, item: Any) -> dict[str, Any]:
    page = feed.file(text_of(item, "link"))
    try:
        said = json.loads(page.with_suffix(".json").read_text(encoding="utf-8")) if page else {}
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


@rule("error", "PSP-1")
def item_description_length(feed: Feed) -> Said:
    """A description has at most 4000 bytes."""
    for item in feed.items:
        if len(text_of(item, "description").encode()) > 4000:
            yield item.find("description"), f"the description of {name_of(item)} is longer than 4000 bytes"


@rule("warning", "PSP-1")
def item_recommended(feed: Feed) -> Said:
    """An episode has a description, a page, and says whether it is explicit."""
    for item in feed.items:
        for name in ("description", "link", f"{ITUNES}explicit"):
            if not text_of(item, name):
                yield item, f"{name_of(item)} has no {name.rpartition('}')[2]}"


@rule("error", "W3C")
def item_values(feed: Feed) -> Said:
    """Explicit, episode, season and type are as Apple has them."""
    for item in feed.items:
        for element in item.findall(f"{ITUNES}explicit"):
            if fault := explicit_fault(element):
                yield element, fault
        for name in ("episode", "season"):
            said = item.findtext(f"{ITUNES}{name}")
            if said is not None and not whole(said):
                yield item, f"itunes:{name} of {name_of(item)} is {said!r}, not a whole number from 1"
        kind = item.findtext(f"{ITUNES}episodeType")
        if kind not in (None, "full", "trailer", "bonus"):
            yield item, f"itunes:episodeType of {name_of(item)} is {kind!r}, not full, trailer or bonus"


@rule("error", "Apple 823")
def numbers_unique(feed: Feed) -> Said:
    """No two full episodes of a season have one number."""
    seen: dict[tuple[str, str], str] = {}
    for item in feed.items:
        number = text_of(item, f"{ITUNES}episode")
        if number and text_of(item, f"{ITUNES}episodeType") in ("", "full"):
            other = seen.setdefault((text_of(item, f"{ITUNES}season"), number), name_of(item))
            if other != name_of(item):
                yield item, f"{name_of(item)} has the number {number}, as {other} has"


@rule("warning", "podcast namespace, season and episode")
def numbers_agree(feed: Feed) -> Said:
    """The two namespaces give the same numbers."""
    for item in feed.items:
        for name in ("season", "episode"):
            ours, apples = item.findtext(f"{PODCAST}{name}"), item.findtext(f"{ITUNES}{name}")
            if ours is not None and apples is not None and ours.strip() != apples.strip():
                yield item, f"podcast:{name} and itunes:{name} of {name_of(item)} differ"


@rule("error", "Apple 896")
def item_artwork(feed: Feed) -> Said:
    """The picture of an episode is as that of a show."""
    for element in feed.channel.findall(f"item/{ITUNES}image"):
        if not is_web(element.get("href", "")):
            yield element, "itunes:image has no absolute address"
        elif path := feed.file(element.get("href", "")):
            for fault in picture_faults(path):
                yield element, fault


@rule("error", "podcast namespace, transcript")
def transcripts(feed: Feed) -> Said:
    """A transcript has an address and a type, and is there."""
    for element in feed.channel.findall(f"item/{PODCAST}transcript"):
        if not is_web(element.get("url", "")):
            yield element, "podcast:transcript has no absolute address"
        if element.get("type") not in TRANSCRIPTS:
            yield element, f"{element.get('type', '')!r} is no type of transcript"
        if (language := element.get("language")) and not LANGUAGE.fullmatch(language):
            yield element, f"{language!r} is no language code"
        path = feed.file(element.get("url", ""))
        if path and not path.is_file():
            yield element, f"{path.name} is not in the folder"


@rule("warning", "Apple 5316")
def transcript_for_apple(feed: Feed) -> Said:
    """Apple takes WebVTT, with the names of speakers; it stands first."""
    for item in feed.items:
        kinds = [element.get("type") for element in item.findall(f"{PODCAST}transcript")]
        if not kinds or kinds[0] != "text/vtt":
            yield item, f"{name_of(item)} has no WebVTT transcript before others"


@rule("error", "podcast namespace, JSON chapters")
def chapters(feed: Feed) -> Said:
    """Chapters are JSON, in order, from 0."""
    for element in feed.channel.findall(f"item/{PODCAST}chapters"):
        if element.get("type") != "application/json+chapters" or not is_web(element.get("url", "")):
            yield element, "podcast:chapters has no absolute address or another type than application/json+chapters"
        elif (path := feed.file(element.get("url", ""))) and (fault := _chapters_fault(path)):
            yield element, fault


def _chapters_fault(path: Path) -> str:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        starts = [chapter["startTime"] for chapter in document["chapters"]]
        if not isinstance(document["version"], str):
            return f"the version in {path.name} is no text"
    except OSError:
        return f"{path.name} is not in the folder"
    except (ValueError, KeyError, TypeError):
        return f"{path.name} is no chapters file"
    if (
        not all(isinstance(start, (int, float)) for start in starts)
        or starts != sorted(starts)
        or starts[:1] not in ([], [0])
    ):
        return f"the chapters in {path.name} do not rise from 0"
    return ""


@rule("error", "podcast namespace, soundbite")
def soundbites(feed: Feed) -> Said:
    """A soundbite lies inside the programme."""
    for item in feed.items:
        for element in item.findall(f"{PODCAST}soundbite"):
            try:
                start, length = float(element.get("startTime", "")), float(element.get("duration", ""))
            except ValueError:
                yield element, "a soundbite has no startTime or no duration"
                continue
            whole_length = text_of(item, f"{ITUNES}duration")
            end = float(whole_length) + 1 if whole(whole_length) else float("inf")
            if start < 0 or length <= 0 or start + length > end:
                yield element, f"a soundbite of {name_of(item)} lies outside the programme"


@rule("error", "W3C")
def item_elements_once(feed: Feed) -> Said:
    """What an item has once, it has once."""
    names = (*ONCE, *(ITUNES + name for name in ONCE_ITUNES), *(PODCAST + name for name in ONCE_PODCAST))
    for item in feed.items:
        counted = Counter(element.tag for element in item)
        for name in names:
            if counted[name] > 1:
                yield item, f"{name_of(item)} has {name.rpartition('}')[2]} twice"
