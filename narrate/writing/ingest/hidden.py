"""Which elements of a page nobody sees: one rule for web pages, e-books and HTML inside Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping


def names(text: str) -> frozenset[str]:
    """Return the names in a text, separated by white space."""
    return frozenset(text.split())


#: Elements that are code, forms, pictures or frames. What stands in them is not the text of the page.
NEVER_TEXT = names(
    "applet area audio base button canvas col colgroup datalist dialog embed frame frameset head iframe input link "
    "map math meta meter noembed noframes noscript object optgroup option param picture progress script select source "
    "style svg template textarea title track video"
)
#: Elements without an end tag.
VOID = names("area base br col embed hr img input link meta param source track wbr")

# The value of a style attribute, comments taken out. Off the page, of no size or fully transparent is hidden too:
# that is how text is put before a machine and not before a person. A margin of some hundred points is how boxes are
# centred, so only one of thousands counts.
_STYLE = re.compile(
    r"(?:^|;)\s*(?:"
    r"display\s*:\s*none"
    r"|visibility\s*:\s*(?:hidden|collapse)"
    r"|content-visibility\s*:\s*hidden"
    r"|opacity\s*:\s*0*+\.?+0*+%?\s*(?:!important\s*)?(?:;|$)"
    r"|font-size\s*:\s*(?:0*+\.?+0*+(?:px|pt|em|rem|%|ex|vw|vh)?|0*+[01](?:\.\d+)?(?:px|pt)|0*+\.0\d*r?em)\s*"
    r"(?:!important\s*)?(?:;|$)"
    r"|font\s*:\s*0(?:px|pt|em)?[\s/]"
    r"|(?:width|height|max-width|max-height)\s*:\s*0(?:px|em|rem|%|pt)?\s*(?:!important\s*)?(?:;|$)"
    r"|(?:left|top|right|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{4,}"
    r"|(?:left|top|right|text-indent)\s*:\s*-(?:9\d\dpx|\d{3}(?:r?em|%|v[wh]))"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)[\s,]"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)"
    r"|clip-path\s*:\s*polygon\(\s*0(?:px|%)?\s+0(?:px|%)?\s*(?:,\s*0(?:px|%)?\s+0(?:px|%)?\s*)*\)"
    r"|transform\s*:\s*(?:scale(?:3d|x|y)?\(\s*0\s*[,)]|translate(?:3d|x|y)?\(\s*(?:0,\s*)?-\d{4,})"
    r"|(?:filter\s*:\s*opacity\(\s*|zoom\s*:\s*)0*+\.?+0*+%?\s*(?:[;)]|$)"
    r"|(?P<transparent>color\s*:\s*transparent)"
    r"|mso-hide\s*:\s*all"
    r")",
    re.IGNORECASE,
)
# Letters that are cut out of a picture, or shown by their shadow, are as transparent as what is hidden.
_SHOWN_OTHERWISE = re.compile(
    r"background-clip\s*:\s*text|text-shadow\s*:|text-stroke|text-fill-color\s*:", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_HIDDEN_CLASSES = names(
    "hidden d-none is-hidden hide invisible sr-only visually-hidden visuallyhidden screen-reader-text "
    "screen-reader-only print-only u-hidden"
)


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element is not shown, going by its name and attributes in lower case."""
    if tag in NEVER_TEXT or "hidden" in attributes:
        return True
    if attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    classes = attributes.get("class", "")
    if classes and not _HIDDEN_CLASSES.isdisjoint(classes.lower().split()):
        return True
    style = attributes.get("style", "")
    return bool(style) and style_hides(style)


def style_hides(style: str) -> bool:
    """Tell whether a list of CSS declarations takes an element off the page."""
    plain = _plain(style)
    match = _STYLE.search(plain)
    return match is not None and (match["transparent"] is None or _SHOWN_OTHERWISE.search(plain) is None)


def declarations(style: str) -> dict[str, str]:
    """Return what a list of CSS declarations says, names and values in lower case; the last of a name counts."""
    said: dict[str, str] = {}
    for declaration in _plain(style).lower().split(";"):
        name, _, value = declaration.partition(":")
        if value := value.removesuffix("!important").strip():
            said[name.strip()] = value
    return said


def _plain(style: str) -> str:
    """Return declarations without comments and escapes: ``d\\69splay`` is ``display``."""
    plain = without_comments(style)
    return _ESCAPE.sub(_unescaped, plain) if "\\" in plain else plain


def _unescaped(match: re.Match[str]) -> str:
    if match[2]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 else ""


def without_comments(style: str) -> str:
    """Return CSS without its comments, one that is never closed with all that follows it."""
    parts: list[str] = []
    at = 0
    while (opening := style.find("/*", at)) >= 0:
        parts.append(style[at:opening])
        closing = style.find("*/", opening + 2)
        if closing < 0:
            return " ".join(parts)
        at = closing + 2
    return " ".join([*parts, style[at:]])
