"""Hold a feed against the rules that directories and clients go by.

In: the bytes of a feed, and the folder that its addresses stand for. Out: findings; an error is what PSP-1 or Apple
require, a warning what they recommend. Each rule is one function, named, with its source. The feed may be anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a feed does not keep to."""

    level: Level
    rule: str  #: short and stable: ``channel-title``
    message: str
    where: str  #: ``feed.xml:12``, or the file that is meant
    source: str  #: whose rule it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A parsed feed and where its files lie."""

    channel: Any
    items: Sequence[Any]
    folder: Path | None
    base: str  #: what the addresses of files in the folder begin with

    def file(self, address: str) -> Path | None:
        """Return the file behind an address of this feed; None where it is not one of the folder."""
        if self.folder is None or not self.base or not address.startswith(self.base):
            return None
        return self.folder / unquote(urlsplit(address[len(self.base) :]).path)


#: What a rule yields: the element that is meant (or None), and what is wrong with it.
Said = Iterator[tuple[Any, str]]
Rule = tuple[Level, str, str, Callable[[Feed], Said]]
RULES: list[Rule] = []


def rule(level: Level, source: str) -> Callable[[Callable[[Feed], Said]], Callable[[Feed], Said]]:
    """Register a rule; its name is that of the function."""

    def register(function: Callable[[Feed], Said]) -> Callable[[Feed], Said]:
        RULES.append((level, function.__name__.replace("_", "-"), source, function))
        return function

    return register


def check(feed: bytes, folder: Path | None = None, *, where: str = "feed.xml") -> list[Finding]:
    """Return everything that is wrong with a feed, errors first."""
    from lxml import etree

    from narrate.publishing.feed import channel_rules, item_rules

    del channel_rules, item_rules  # loading them fills the table
    findings = list(_document(feed, where))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(feed, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return [*findings, _error("well-formed", f"not well-formed XML: {error}", where, "PSP-1")]
    channels = root.findall("channel") if root.tag == "rss" else []
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        return [*findings, _error("rss-2-0", "the root is not rss version 2.0 with one channel", where, "PSP-1")]
    own = next((link.get("href", "") for link in channels[0].findall(f"{ATOM}link") if link.get("rel") == "self"), "")
    parsed = Feed(
        channel=channels[0], items=channels[0].findall("item"), folder=folder, base=own.rpartition("/")[0] + "/"
    )
    for level, name, source, function in RULES:
        for element, message in function(parsed):
            place = f"{where}:{element.sourceline}" if element is not None and element.sourceline else where
            findings.append(Finding(level=level, rule=name, message=message, where=place, source=source))
    return sorted(findings, key=lambda finding: finding.level != "error")


def _error(name: str, message: str, where: str, source: str) -> Finding:
    return Finding(level="error", rule=name, message=message, where=where, source=source)


def _document(feed: bytes, where: str) -> Iterator[Finding]:
    try:
        text = feed.decode("utf-8")
    except UnicodeDecodeError as error:
        yield _error("utf-8", f"not UTF-8: {error.reason} at byte {error.start}", where, "PSP-1")
        return
    head = text[:2000]
    if not re.match(r"\ufeff?<\?xml\s+version=['\"]1\.0['\"]\s+encoding=['\"]utf-8['\"]", head, re.IGNORECASE):
        yield _error("xml-declaration", "the first line does not declare XML 1.0 in UTF-8", where, "PSP-1")
    if "<!DOCTYPE" in head:
        yield _error("no-doctype", "a feed has no DOCTYPE", where, "Apple 823")
    for prefix, name in (("itunes", ITUNES), ("podcast", PODCAST), ("atom", ATOM)):
        uri = name.strip("{}")
        if not re.search(rf"xmlns:{prefix}=(['\"]){re.escape(uri)}\1", head):
            yield _error(f"namespace-{prefix}", f"xmlns:{prefix} is not {uri}", where, "PSP-1")
    if "<content:encoded" in text and 'xmlns:content="http://purl.org/rss/1.0/modules/content/"' not in head:
        yield _error("namespace-content", "content:encoded is used and not declared", where, "PSP-1")


# --- what rules ask -------------------------------------------------------------------------------------------------


def text_of(parent: Any, name: str) -> str:
    """Return the text of the first child of this name without blanks around it; empty where there is none."""
    return (parent.findtext(name) or "").strip()


def is_web(address: str) -> bool:
    """Say whether this is an absolute http or https address in plain ASCII."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    plain = address.isascii() and not re.search(r"[\s<>\"{}|\\^`]", address)
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)


def picture_faults(path: Path) -> Iterator[str]:
    """Yield what is wrong with artwork (Apple 896): square, 1400 to 3000 px, RGB, JPEG or PNG, named so."""
    from PIL import Image

    if not path.is_file():
        yield f"{path.name} is not in the folder"
        return
    try:
        with Image.open(path) as image:
            kind, mode, (width, height) = image.format, image.mode, image.size
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        yield f"{path.name} is no picture: {error}"
        return
    suffixes = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}.get(kind or "", ())
    if path.suffix.lower() not in suffixes:
        yield f"{path.name} is {kind} inside: only JPEG as .jpg and PNG as .png are taken"
    if width != height or not 1400 <= width <= 3000:
        yield f"{path.name} is {width} x {height} px: it must be square, 1400 to 3000 px"
    if mode != "RGB":
        yield f"{path.name} is {mode}, not RGB without transparency"
