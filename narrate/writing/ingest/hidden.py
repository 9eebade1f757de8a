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
# that is how text is put before a machine and not before a person.
_STYLE = re.compile(
    r"(?:^|;)\s*(?:"
    r"display\s*:\s*none"
    r"|visibility\s*:\s*(?:hidden|collapse)"
    r"|content-visibility\s*:\s*hidden"
    r"|opacity\s*:\s*0*+\.?+0*+%?\s*(?:!important\s*)?(?:;|$)"
    r"|font-size\s*:\s*0*+\.?+0*+(?:px|pt|em|rem|%|ex|vw|vh)?\s*(?:!important\s*)?(?:;|$)"
    r"|(?:width|height|max-width|max-height)\s*:\s*0(?:px|em|rem|%|pt)?\s*(?:!important\s*)?(?:;|$)"
    r"|(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{4,}(?:px|em|rem|%)?"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)[\s,]"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)"
    r"|transform\s*:\s*scale\(\s*0\s*\)"
    r"|color\s*:\s*transparent"
    r"|mso-hide\s*:\s*all"
    r")",
    re.IGNORECASE,
)
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
    return _STYLE.search(without_comments(style)) is not None


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
