"""Text in the colour of what lies under it: on the page for machines, and seen by nobody.

What cannot be told without a browser counts as seen: a sheet that is not here, a picture or a box that may lie under
the text, a rule that needs more than names. White text on a dark picture is common, and a poisoned page is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from narrate.writing.ingest.css import Selectors, plain_selector, rules, sheets_of
from narrate.writing.ingest.hidden import declarations, names

if TYPE_CHECKING:
    from lxml.etree import _Element

Colour = tuple[int, int, int]
Styles = dict[str, str]
_Rule = tuple[Sequence[str], Styles]

# On white, a person sees #f5f5f5 on a good screen at best.
_NEAREST = 10
_MOST_RULES = 4_000
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_NAMED = {
    "black": _BLACK,
    "white": _WHITE,
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
}
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*(0?\.?\d+%?)\s*)?\)")
_PART = re.compile(r"#[0-9a-f]{1,8}|rgba?\([^()]{0,60}\)|[a-z][a-z0-9-]{0,40}")
_STATE = re.compile(r":(?:hover|focus|active|visited|link|selection|:)")
_UNCHANGED = names(
    "inherit unset none transparent initial revert no-repeat repeat repeat-x repeat-y scroll fixed currentcolor"
)
# What may show letters in another way than their colour says, and what may lay them on something else.
_PAINTS = names("text-shadow mix-blend-mode filter -webkit-text-stroke -webkit-text-fill-color background-clip")
_MOVES = names("position transform margin margin-top margin-left margin-right margin-bottom inset")
# These change nothing but letters: a sheet that is not here seldom lays another ground under them.
_WITHIN_LINE = names("a abbr b big cite code em font i mark q s small span strong sub sup u")


@dataclass(frozen=True, slots=True)
class _Look:
    """How text looks in an element; None where it cannot be told."""

    colour: Colour | None
    ground: Colour | None

    @property
    def unseen(self) -> bool:
        if self.colour is None or self.ground is None:
            return False
        return max(abs(one - other) for one, other in zip(self.colour, self.ground, strict=True)) <= _NEAREST


def blank_camouflaged(root: _Element, linked: Sequence[str] = (), *, complete: bool) -> None:
    """Take away the text that has the colour of what lies under it.

    `linked` are the sheets that the page links to, so far as they are here; `complete` says whether those are all.
    """
    from lxml.etree import iterwalk

    found, plain = _rules(sheets_of(root, linked))
    complete = complete and plain
    selectors = Selectors(found)
    looks = [_Look(_BLACK, _WHITE) if complete else _Look(None, None)]
    for event, element in iterwalk(root, events=("start", "end")):
        if event == "start":
            looks.append(_look(element, looks[-1], _styles(element, selectors), complete=complete))
            if looks[-1].unseen:
                element.text = None
        else:
            looks.pop()
            if looks[-1].unseen:
                element.tail = None


def _rules(sheets: Sequence[str]) -> tuple[list[_Rule], bool]:
    """Return the rules that colour something, and whether these are all that do."""
    read = [_rules_of(sheet) for sheet in sheets]
    return [rule for found, _ in read for rule in found][:_MOST_RULES], all(plain for _, plain in read)


@lru_cache(maxsize=16)
def _rules_of(sheet: str) -> tuple[Sequence[_Rule], bool]:
    found: list[_Rule] = []
    plain = "@import" not in sheet and "prefers-color-scheme" not in sheet
    for head, text in rules(sheet):
        said = _about_looks(declarations(text))
        if not said:
            continue
        for selector in head.split(","):
            compounds = plain_selector(selector)
            # A state such as :hover is not how the page is read; whatever else is not understood may be.
            if compounds and len(found) < _MOST_RULES:
                found.append((compounds, said))
            elif not _STATE.search(selector):
                plain = False
    return found, plain


def _about_looks(said: Styles) -> Styles:
    return {
        name: value
        for name, value in said.items()
        if name == "color" or name.startswith("background") or name in _PAINTS or (name in _MOVES and _moves(value))
    }


def _moves(value: str) -> bool:
    return value != "static" and ("-" in value or not value[:1].isdigit())


def _styles(element: _Element, selectors: Selectors[Styles]) -> Styles:
    """Return what is said of the looks of an element: by attributes, by rules, by its own style."""
    said: Styles = {}
    name = str(element.tag).lower()
    for attribute, wanted in (("bgcolor", "background-color"), ("background", "background-image")):
        if value := element.get(attribute):
            said[wanted] = f"url({value})" if attribute == "background" else value.lower()
    if (colour := element.get("text" if name == "body" else "color")) and name in ("body", "font"):
        said["color"] = colour.strip().lower()
    for rule in selectors.of(element) if selectors else ():
        said.update(rule)
    if style := element.get("style"):
        said.update(_about_looks(declarations(style)))
    return said


def _look(element: _Element, above: _Look, said: Styles, *, complete: bool) -> _Look:
    name = str(element.tag).lower()
    colour, ground = above.colour, above.ground
    if not complete and (name not in _WITHIN_LINE or element.get("class") or element.get("id")):
        colour = ground = None  # a rule that is not here may say anything of it
    if name == "a" and element.get("href") is not None:
        colour = None
    if not _MOVES.isdisjoint(said):
        ground = None
    for key in said:
        if key.startswith("background"):
            ground = _ground(said[key], ground)
    if not _PAINTS.isdisjoint(said):
        ground = None
    if "color" in said:
        colour = _colour(said["color"], ground) if said["color"] not in _UNCHANGED else above.colour
    return _Look(colour, ground)


def _ground(said: str, above: Colour | None) -> Colour | None:
    if "url(" in said or "gradient" in said or "var(" in said:
        return None
    found = [part for part in _PART.findall(said) if part not in _UNCHANGED]
    if not found:
        return above
    return next((colour for part in found if (colour := _colour(part, above)) is not None), None)


def _colour(said: str, ground: Colour | None) -> Colour | None:
    """Return a colour; that of the ground for one that lets all of it through; None for what is not known here."""
    if said in _NAMED:
        return _NAMED[said]
    if match := _RGB.fullmatch(said):
        if match[4] is not None and not float(match[4].rstrip("%") or 1):
            return ground
        return (min(int(match[1]), 255), min(int(match[2]), 255), min(int(match[3]), 255))
    bare = said if said.startswith("#") else f"#{said}"
    if not _HEX.fullmatch(bare):
        return None
    digits = bare[1:] if len(bare) > 5 else "".join(digit * 2 for digit in bare[1:])
    if digits[6:] == "00":
        return ground
    return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))
