"""Which elements the style sheets inside a page hide.

Only what can be told without a browser: names, classes, ids and attributes, alone, together or one within another.
Rules for print and other media are passed over; a rule that shows an element again is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from narrate.writing.ingest.hidden import style_hides, without_comments

if TYPE_CHECKING:
    from lxml.etree import _Element

Value = TypeVar("Value")

_MOST_RULES = 2_000
_MOST_ANCESTORS = 300
_LONGEST_SHEET = 1_000_000
_SIMPLE = re.compile(r"""([.#]?[\w-]+)|\[\s*([\w-]+)\s*(?:=\s*["']?([^"'\]]*)["']?\s*)?\]""")
_WHOLE = re.compile(r"""(?:\*|(?:\*|[\w-]+)?(?:[.#][\w-]+|\[[^\]]{1,80}\])*)$""")
_OTHER_MEDIA = re.compile(r"print|prefers|(?:max|min)-width|width\s*[<>]")


class Selectors(Generic[Value]):
    """What rules say, found again by the elements that they are about.

    A page that a browser saved has thousands of both: each element is compared only with the rules whose last part
    names its id, one of its classes or its tag.
    """

    def __init__(self, rules: Iterable[tuple[Sequence[str], Value]]) -> None:
        """Sort the rules by what their last compound asks for first."""
        self._by_key: dict[str, list[tuple[int, Sequence[str], Value]]] = {}
        for number, (compounds, value) in enumerate(rules):
            self._by_key.setdefault(_key(compounds[-1]), []).append((number, compounds, value))

    def __bool__(self) -> bool:
        """Tell whether there is any rule."""
        return bool(self._by_key)

    def of(self, element: _Element) -> list[Value]:
        """Return what the rules say of an element, in their order."""
        keys = ["", str(element.tag).lower()]
        keys += [f".{name}" for name in dict.fromkeys((element.get("class") or "").split())]
        if name := element.get("id"):
            keys.append(f"#{name}")
        found = [
            (number, value)
            for key in keys
            for number, compounds, value in self._by_key.get(key, ())
            if _matches(element, compounds)
        ]
        return [value for _, value in sorted(found, key=lambda one: one[0])]


def sheets_of(root: _Element, linked: Sequence[str] = ()) -> list[str]:
    """Return the style sheets that a page links to, and those that stand inside it, for the screen."""
    inside = [style.text or "" for style in root.iter("style") if _for_screen(style)]
    return [without_comments(sheet[:_LONGEST_SHEET]) for sheet in (*linked, *inside)]


def hidden_by_styles(root: _Element, linked: Sequence[str] = ()) -> list[_Element]:
    """Return the elements that a style sheet of the page, or one that it links to, takes from view."""
    hiding = (selector for sheet in sheets_of(root, linked) for selector in _hiding(sheet))
    selectors = Selectors((selector, True) for selector in islice(hiding, _MOST_RULES))
    if not selectors:
        return []
    return [element for element in root.iter() if element.tag not in ("html", "body") and selectors.of(element)]


@lru_cache(maxsize=16)
def _hiding(sheet: str) -> Sequence[Sequence[str]]:
    """Return the first selectors of a sheet that hide; every chapter of a book asks for the same."""
    return tuple(islice(hiding_selectors(sheet), _MOST_RULES))


def hiding_selectors(sheet: str) -> Iterator[list[str]]:
    """Yield the selectors of the rules that hide, each as its compounds from the outside in."""
    for head, declarations in rules(sheet):
        if style_hides(declarations):
            for selector in head.split(","):
                if compounds := plain_selector(selector):
                    yield compounds


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of every rule of a sheet that counts on every screen."""
    at = 0
    sheet = without_comments(sheet)
    while (opening := sheet.find("{", at)) >= 0:
        head = sheet[at:opening].rpartition(";")[2].rpartition("}")[2].strip()
        if head.startswith("@"):
            media = head.lower()
            inside = media.startswith("@media") and not _OTHER_MEDIA.search(media)
            # The rules of a medium stand inside its block.
            at = opening + 1 if inside or media.startswith(("@layer", "@supports")) else _after_block(sheet, opening)
            continue
        closing = sheet.find("}", opening)
        closing = len(sheet) if closing < 0 else closing
        yield head, sheet[opening + 1 : closing]
        at = closing + 1


def plain_selector(selector: str) -> list[str]:
    """Return the compounds of a selector from the outside in; nothing for one that needs a browser."""
    compounds = selector.replace(">", " ").split()
    return compounds if all(_WHOLE.match(compound) for compound in compounds) else []


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


def _key(compound: str) -> str:
    """Return the id, a class or the tag that a compound asks for; empty where it asks for none of these."""
    asked = [match[1] for match in _SIMPLE.finditer(compound) if match[1]]
    for mark in "#.":
        if found := next((name for name in asked if name.startswith(mark)), ""):
            return found
    return asked[0].lower() if asked else ""


def _matches(element: _Element, compounds: Sequence[str]) -> bool:
    if not _is(element, compounds[-1]):
        return False
    left = len(compounds) - 1
    for above in islice(element.iterancestors(), _MOST_ANCESTORS):
        if not left:
            break
        if _is(above, compounds[left - 1]):
            left -= 1
    return not left


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
