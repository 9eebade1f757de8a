"""Which elements the style sheets inside a page hide.

Only what can be told without a browser: names, classes, ids and attributes, alone, together or one within another.
Rules for print and other media are passed over; a rule that shows an element again is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from narrate.writing.ingest.hidden import style_hides, without_comments

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_RULES = 2_000
_LONGEST_SHEET = 1_000_000
_SIMPLE = re.compile(r"""([.#]?[\w-]+)|\[\s*([\w-]+)\s*(?:=\s*["']?([^"'\]]*)["']?\s*)?\]""")
_WHOLE = re.compile(r"""(?:\*|(?:\*|[\w-]+)?(?:[.#][\w-]+|\[[^\]]{1,80}\])*)$""")


def hidden_by_styles(root: _Element, linked: Sequence[str] = ()) -> list[_Element]:
    """Return the elements that a style sheet of the page, or one that it links to, takes from view."""
    sheets = [sheet[:_LONGEST_SHEET] for sheet in linked]
    sheets += [(style.text or "")[:_LONGEST_SHEET] for style in root.iter("style") if _for_screen(style)]
    selectors = [selector for sheet in sheets for selector in hiding_selectors(sheet)][:_MOST_RULES]
    if not selectors:
        return []
    return [
        element
        for element in root.iter()
        if element.tag not in ("html", "body") and any(_matches(element, selector) for selector in selectors)
    ]


def hiding_selectors(sheet: str) -> Iterator[list[str]]:
    """Yield the selectors of the rules that hide, each as its compounds from the outside in."""
    at = 0
    sheet = without_comments(sheet)
    while (opening := sheet.find("{", at)) >= 0:
        head = sheet[at:opening].rpartition(";")[2].rpartition("}")[2].strip()
        if head.startswith("@"):
            media = head.lower()
            if media.startswith("@media") and "print" not in media and not re.search(r"(?:max|min)-width", media):
                at = opening + 1  # its rules stand inside
            else:
                at = _after_block(sheet, opening)
            continue
        closing = sheet.find("}", opening)
        closing = len(sheet) if closing < 0 else closing
        if style_hides(sheet[opening + 1 : closing]):
            for selector in head.split(","):
                compounds = selector.replace(">", " ").split()
                if compounds and all(_WHOLE.match(compound) for compound in compounds):
                    yield compounds
        at = closing + 1


def _after_block(sheet: str, opening: int) -> int:
    depth = 0
    for match in re.compile("[{}]").finditer(sheet, opening):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.end()
    return len(sheet)


def _for_screen(style: _Element) -> bool:
    media = str(style.get("media") or "all").lower()
    return "all" in media or "screen" in media


def _matches(element: _Element, compounds: list[str]) -> bool:
    if not _is(element, compounds[-1]):
        return False
    rest = compounds[:-1]
    for above in element.iterancestors():
        if not rest:
            break
        if _is(above, rest[-1]):
            rest = rest[:-1]
    return not rest


def _is(element: _Element, compound: str) -> bool:
    classes = (element.get("class") or "").split()
    for match in _SIMPLE.finditer(compound):
        name, attribute, value = match.groups()
        if attribute:
            have = element.get(attribute)
            if have is None or (value is not None and have != value):
                return False
        elif name.startswith("."):
            if name[1:] not in classes:
                return False
        elif name.startswith("#"):
            if element.get("id") != name[1:]:
                return False
        elif str(element.tag).lower() != name.lower():
            return False
    return compound != "*"
