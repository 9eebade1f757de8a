"""How a Word document says what its paragraphs are and how its letters look.

Styles inherit from one another (ECMA-376, part 1, 17.7). Letters that are hidden, of one point, or white where no
colour lies under them are on no page that a person reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrate.writing.ingest.tree import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_ON = (None, "1", "true", "on")
_SMALLEST_HALF_POINTS = 2


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or character style says: its own word and what it inherits."""

    name: str = ""
    based_on: str = ""
    outline: int = 0  #: 1 for the highest level of headings; 0: no heading
    numbered: bool = False
    hidden: bool | None = None  #: None: says nothing of it
    colour: str = ""  #: of the letters, six hexadecimal digits or ``auto``
    ground: bool = False  #: some colour lies under the letters


@dataclass(frozen=True, slots=True)
class Letters:
    """How the letters of a run look."""

    hidden: bool = False
    colour: str = ""
    ground: bool = False

    @property
    def unseen(self) -> bool:
        """Tell whether nobody sees the letters."""
        return self.hidden or (self.colour == "ffffff" and not self.ground)

    def with_style(self, style: Style) -> Letters:
        """Return how the letters look when a style, or a run itself, has had its say."""
        return Letters(
            hidden=self.hidden if style.hidden is None else style.hidden,
            colour=style.colour or self.colour,
            ground=self.ground or style.ground,
        )


@dataclass(slots=True)
class Styles:
    """All styles of a document, by their identifiers."""

    known: dict[str, Style] = field(default_factory=dict)
    default: str = ""  #: the style of paragraphs that name none
    language: str = ""

    def chain(self, identifier: str) -> Iterator[Style]:
        """Yield a style and those that it is based on; a circle ends."""
        seen: set[str] = set()
        while identifier and identifier not in seen:
            seen.add(identifier)
            style = self.known.get(identifier)
            if style is None:
                return
            yield style
            identifier = style.based_on


def child_of(element: _Element, name: str) -> _Element | None:
    """Return the first child of a name, whatever its namespace and case."""
    return next((child for child in element if local_name(child) == name.lower()), None)


def attribute(element: _Element, name: str) -> str:
    """Return an attribute whatever its namespace, empty where there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def value(element: _Element | None, name: str) -> str:
    """Return the ``w:val`` of a child, empty where there is none."""
    found = child_of(element, name) if element is not None else None
    return attribute(found, "val") if found is not None else ""


def said_of(properties: _Element | None) -> Style:
    """Return what run properties say of the look of letters."""
    if properties is None:
        return Style()
    hidden: bool | None = None
    for child in properties:
        name = local_name(child)
        if name in ("vanish", "specvanish", "webhidden"):
            hidden = (attribute(child, "val") or None) in _ON
        size = attribute(child, "val")[:6] if name == "sz" else ""
        if size.isdecimal() and int(size) <= _SMALLEST_HALF_POINTS:
            hidden = True
    return Style(hidden=hidden, colour=value(properties, "color").lower(), ground=has_ground(properties))


def has_ground(properties: _Element | None) -> bool:
    """Tell whether properties lay a colour under the text, or a style that may."""
    if properties is None:
        return False
    shade = child_of(properties, "shd")
    if shade is not None and attribute(shade, "fill").lower() not in ("", "auto", "ffffff"):
        return True
    if shade is not None and attribute(shade, "val") not in ("", "clear", "nil"):
        return True
    return any(child_of(properties, name) is not None for name in ("highlight", "tblStyle"))
