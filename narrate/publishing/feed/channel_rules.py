"""Rules for the show itself; see `check`."""

from __future__ import annotations

import re
import uuid
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from narrate.publishing.feed import apple
from narrate.publishing.feed.check import ATOM, ITUNES, PODCAST, Feed, Said, is_web, picture_faults, rule, text_of

LONG = {"description", f"{PODCAST}txt", f"{ITUNES}summary", "{http://purl.org/rss/1.0/modules/content/}encoded"}
MEDIUMS = {"podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course", "mixed"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.IGNORECASE)
DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
    r" \d\d:\d\d:\d\d ([+-]\d{4}|GMT)"
)
ONCE_CHANNEL = ["title", "link", "description", "language", "copyright", "lastBuildDate", "image", "pubDate"]
ONCE_ITUNES = ["author", "explicit", "image", "owner", "type", "complete", "block", "new-feed-url"]
ONCE_PODCAST = ["guid", "locked", "medium", "license"]


def date_fault(text: str) -> str:
    """Return what is wrong with an RFC 2822 date, or nothing."""
    if not DATE.fullmatch(text):
        return f"{text!r} is no RFC 2822 date with a numeric zone"
    try:
        moment: datetime = parsedate_to_datetime(text)
    except ValueError:
        return f"{text!r} is no date"
    return "" if moment.strftime("%a") == text[:3] else f"{text!r} has the wrong day of the week"


def explicit_fault(element: Any) -> str:
    """Return what is wrong with itunes:explicit, or nothing."""
    said = (element.text or "").strip()
    return "" if said in ("true", "false") else f"itunes:explicit is {said!r}, not true or false"


@rule("error", "PSP-1")
def channel_title(feed: Feed) -> Said:
    """A show has a title."""
    if not text_of(feed.channel, "title"):
        yield feed.channel, "the channel has no title"


@rule("error", "PSP-1")
def channel_link(feed: Feed) -> Said:
    """A show has a web page."""
    if not is_web(text_of(feed.channel, "link")):
        yield feed.channel, "the channel has no link to a web page"


@rule("warning", "RSS 2.0")
def channel_link_is_a_page(feed: Feed) -> Said:
    """The page is not the feed."""
    own = [link.get("href") for link in feed.channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if text_of(feed.channel, "link") in own:
        yield feed.channel.find("link"), "the channel's link is the feed itself"


@rule("error", "PSP-1")
def channel_description(feed: Feed) -> Said:
    """A show says what it is, in at most 4000 bytes."""
    said = text_of(feed.channel, "description")
    if not said:
        yield feed.channel, "the channel has no description"
    elif len(said.encode()) > 4000:
        yield feed.channel.find("description"), "the description is longer than 4000 bytes"


@rule("error", "PSP-1")
def channel_language(feed: Feed) -> Said:
    """A show has a language."""
    if not LANGUAGE.fullmatch(text_of(feed.channel, "language")):
        yield feed.channel, f"{text_of(feed.channel, 'language')!r} is no language code"


@rule("error", "PSP-1")
def atom_self(feed: Feed) -> Said:
    """A feed says where it is, once."""
    links = [link for link in feed.channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(links) != 1:
        yield feed.channel, f"there are {len(links)} atom:link rel=self, not one"
    for link in links:
        if link.get("type") != "application/rss+xml":
            yield link, "atom:link rel=self is not of type application/rss+xml"
        if not is_web(link.get("href", "")):
            yield link, "atom:link rel=self has no absolute address"


@rule("error", "PSP-1, Apple 1691")
def category(feed: Feed) -> Said:
    """A show stands in one of Apple's categories."""
    categories = feed.channel.findall(f"{ITUNES}category")
    if not categories:
        yield feed.channel, "there is no itunes:category"
    for element in categories:
        outer = element.get("text", "")
        if outer not in apple.CATEGORIES:
            yield element, f"{outer!r} is not a category of Apple's list"
            continue
        for inner in element.findall(f"{ITUNES}category"):
            if inner.get("text", "") not in apple.CATEGORIES[outer]:
                yield inner, f"{inner.get('text', '')!r} is not a subcategory of {outer}"


@rule("error", "PSP-1, W3C")
def channel_explicit(feed: Feed) -> Said:
    """A show is explicit or not."""
    element = feed.channel.find(f"{ITUNES}explicit")
    if element is None:
        yield feed.channel, "there is no itunes:explicit"
    elif fault := explicit_fault(element):
        yield element, fault


@rule("error", "PSP-1, Apple 896")
def artwork(feed: Feed) -> Said:
    """A show has a picture, as Apple wants it."""
    element = feed.channel.find(f"{ITUNES}image")
    address = "" if element is None else element.get("href", "")
    if not is_web(address):
        yield element if element is not None else feed.channel, "there is no itunes:image with an absolute address"
    elif path := feed.file(address):
        for fault in picture_faults(path):
            yield element, fault


@rule("warning", "Apple 896")
def artwork_size(feed: Feed) -> Said:
    """A picture of more than 512 KiB is refused by some hosts."""
    for element in (*feed.channel.findall(f"{ITUNES}image"), *feed.channel.findall(f"item/{ITUNES}image")):
        path = feed.file(element.get("href", ""))
        if path and path.is_file() and path.stat().st_size > 512 * 1024:
            yield element, f"{path.name} is larger than 512 KiB"


@rule("error", "W3C, Apple 823")
def owner(feed: Feed) -> Said:
    """A show has an owner with a name and an e-mail address."""
    element = feed.channel.find(f"{ITUNES}owner")
    if element is None:
        yield feed.channel, "there is no itunes:owner"
        return
    if not text_of(element, f"{ITUNES}name"):
        yield element, "itunes:owner has no name"
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", text_of(element, f"{ITUNES}email")):
        yield element, "itunes:owner has no e-mail address"


@rule("warning", "Apple 823")
def owner_can_be_reached(feed: Feed) -> Said:
    """Apple writes to the owner; a stand-in address reaches nobody."""
    said = text_of(feed.channel, f"{ITUNES}owner/{ITUNES}email")
    if re.search(r"^nobody@example\.(org|com|net)$", said):
        yield feed.channel.find(f"{ITUNES}owner"), "the owner has no address: set owner_email in scripts/show.toml"


@rule("warning", "PSP-1")
def author(feed: Feed) -> Said:
    """A show has an author."""
    if not text_of(feed.channel, f"{ITUNES}author"):
        yield feed.channel, "there is no itunes:author"


@rule("warning", "PSP-1")
def copyright_holder(feed: Feed) -> Said:
    """The copyright names a holder: not the word, the sign or a year."""
    said = text_of(feed.channel, "copyright")
    if re.search(r"(?i)copyright|©|\(c\)|\b(19|20)\d\d\b", said):
        yield feed.channel.find("copyright"), "the copyright has the word, the sign or a year in it"


@rule("warning", "RSS 2.0")
def last_build_date(feed: Feed) -> Said:
    """A feed says when it was made."""
    element = feed.channel.find("lastBuildDate")
    if element is None:
        if len(feed.items):
            yield feed.channel, "there is no lastBuildDate"
    elif fault := date_fault((element.text or "").strip()):
        yield element, fault


@rule("warning", "RSS 2.0")
def rss_image(feed: Feed) -> Said:
    """The RSS picture has the title and the link of the channel."""
    image = feed.channel.find("image")
    if image is None:
        yield feed.channel, "there is no RSS image"
        return
    for name in ("title", "link"):
        if text_of(image, name) != text_of(feed.channel, name):
            yield image, f"the image's {name} is not the channel's"
    if not is_web(text_of(image, "url")):
        yield image, "the image has no absolute address"


@rule("error", "PSP-1")
def show_type(feed: Feed) -> Said:
    """A show is episodic or serial, and a serial numbers its episodes."""
    element = feed.channel.find(f"{ITUNES}type")
    said = "episodic" if element is None else (element.text or "").strip()
    if said not in ("episodic", "serial"):
        yield element, f"itunes:type is {said!r}, not episodic or serial"
    if said == "serial":
        for item in feed.items:
            full = text_of(item, f"{ITUNES}episodeType") in ("", "full")
            if full and not text_of(item, f"{ITUNES}episode"):
                yield item, "an episode of a serial has no itunes:episode: add `number:` to the head of its script"


@rule("warning", "PSP-1")
def has_podcast_guid(feed: Feed) -> Said:
    """A show has a podcast:guid."""
    if feed.channel.find(f"{PODCAST}guid") is None:
        yield feed.channel, "there is no podcast:guid"


@rule("error", "podcast namespace, guid")
def podcast_guid(feed: Feed) -> Said:
    """It is a UUID of version 5."""
    for element in feed.channel.findall(f"{PODCAST}guid"):
        said = (element.text or "").strip()
        try:
            right = uuid.UUID(said).version == 5 and str(uuid.UUID(said)) == said.lower()
        except ValueError:
            right = False
        if not right:
            yield element, f"{said!r} is no UUID of version 5"


@rule("error", "podcast namespace, locked")
def locked(feed: Feed) -> Said:
    """Locked is yes or no."""
    for element in feed.channel.findall(f"{PODCAST}locked"):
        if (element.text or "").strip() not in ("yes", "no"):
            yield element, "podcast:locked is not yes or no"


@rule("warning", "podcast namespace, locked")
def locked_names_an_owner(feed: Feed) -> Said:
    """A show says whether it may be imported, and whom to ask."""
    elements = feed.channel.findall(f"{PODCAST}locked")
    if not elements or not elements[0].get("owner"):
        yield feed.channel, "there is no podcast:locked with an owner"


@rule("error", "podcast namespace, medium")
def medium(feed: Feed) -> Said:
    """A medium is one of the namespace's."""
    for element in feed.channel.findall(f"{PODCAST}medium"):
        said = (element.text or "").strip()
        if said not in MEDIUMS and said.removesuffix("L") not in MEDIUMS:
            yield element, f"{said!r} is no medium of the podcast namespace"


@rule("error", "podcast namespace, funding")
def funding(feed: Feed) -> Said:
    """Funding has an address."""
    for element in feed.channel.findall(f"{PODCAST}funding"):
        if not is_web(element.get("url", "")):
            yield element, "podcast:funding has no absolute address"


@rule("error", "podcast namespace, txt, person and license")
def namespace_lengths(feed: Feed) -> Said:
    """Texts of the namespace keep to its lengths."""
    for element in feed.channel.iter(f"{PODCAST}txt"):
        if len(element.get("purpose", "")) > 128 or len(element.text or "") > 4000:
            yield element, "podcast:txt is too long"
    for name in ("person", "license", "soundbite"):
        for element in feed.channel.iter(f"{PODCAST}{name}"):
            said = (element.text or "").strip()
            if len(said) > 128 or (not said and name != "soundbite"):
                yield element, f"podcast:{name} is empty or longer than 128 characters"


@rule("error", "PSP-1")
def complete_and_block(feed: Feed) -> Said:
    """itunes:complete and itunes:block know one value."""
    for name in ("complete", "block"):
        for element in feed.channel.findall(f"{ITUNES}{name}"):
            if (element.text or "").strip().lower() != "yes":
                yield element, f"itunes:{name} is not yes"


@rule("warning", "W3C")
def channel_before_items(feed: Feed) -> Said:
    """Nothing of the channel stands behind its first item."""
    seen = False
    for element in feed.channel:
        if not isinstance(element.tag, str):
            continue
        seen = seen or element.tag == "item"
        if seen and element.tag != "item":
            yield element, f"{element.tag} stands behind the first item"


@rule("error", "W3C")
def channel_elements_once(feed: Feed) -> Said:
    """What a channel has once, it has once."""
    names = (*ONCE_CHANNEL, *(ITUNES + name for name in ONCE_ITUNES), *(PODCAST + name for name in ONCE_PODCAST))
    for name in names:
        if len(found := feed.channel.findall(name)) > 1:
            yield found[1], f"{name.rpartition('}')[2]} stands there twice"


@rule("error", "PSP-1")
def values(feed: Feed) -> Said:
    """No value has blanks around it or more than 255 characters, but those that may."""
    for element in feed.channel.iter():
        if not isinstance(element.tag, str) or len(element):
            continue
        said, name = element.text or "", element.tag.rpartition("}")[2]
        if said != said.strip():
            yield element, f"{name} has blanks before or after its value"
        if len(said) > 255 and element.tag not in LONG:
            yield element, f"{name} is longer than 255 characters"
