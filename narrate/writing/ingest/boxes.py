"""What an element of a page says that it is: a role in the text, a box beside it, a mark within it.

Told by names, roles and classes alone, as authors of pages give them; which piece belongs to the main text is judged
in `html`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrate.writing.ingest.hidden import names
from narrate.writing.ingest.tree import local_name, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS = names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td "
    "tfoot th thead tr ul"
)
_STRUCK = names("del s strike")
_RUBY = names("rt rp")  # how a character is read, printed above it: the voice knows without
_FURNITURE = {
    **dict.fromkeys(("nav", "menu", "search"), "navigation"),
    **dict.fromkeys(("fieldset", "form"), "form"),
    "footer": "page header or footer",
}
_NOTE_ROLES = names("doc-footnote doc-endnote doc-endnotes footnote footnotes endnote endnotes rearnote rearnotes note")
_NOTE_CLASSES = names("footnote footnotes endnote endnotes references reflist footnote-definition")
_MARK_ROLES = names("doc-noteref noteref")
_MARK_CLASSES = names("footnote-ref footnoteref noteref reference footnote-reference fnref")
_PERMALINK_CLASSES = names("headerlink anchor anchorlink permalink mw-editsection heading-anchor")
_NO_HOME = names("ul ol dl blockquote hgroup tbody")
#: What people fill in or press: seen, but no text. Formulas are seen too, and no voice can read their markup.
CONTROLS = {**dict.fromkeys(("button", "optgroup", "option", "select", "textarea"), "form"), "math": "formula"}
# What the class of a box says that it is, and so why nobody speaks it.
_ASIDE_WORDS = {
    word: why
    for why, said in {
        "advertisement": "ad ads advert advertisement promo promoted sponsored",
        "comments": "comment comments",
        "cookie notice": "consent cookie cookies gdpr",
        "metadata": "byline meta tags",
        "navigation": "breadcrumb breadcrumbs menu nav pagination recommended related share sharing social toc toolbar",
        "aside": "banner modal newsletter popup sidebar subscribe widget",
    }.items()
    for word in said.split()
}
_FURNITURE_ROLES = {
    **dict.fromkeys(("navigation", "menu", "search"), "navigation"),
    **{"contentinfo": "page header or footer", "banner": "page header or footer"},
}
_CLASS_WORD = re.compile(r"[a-z]+")
_BRACKETED = re.compile(r"\[[^\[\]]{1,40}\]$")
_SHORT_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§¶]{1,3})[\])]?$", re.IGNORECASE)
DASHES = ("—", "–", "-", "―", "~")
_LONGEST_DATA_CELL = 120


def why_cut(element: _Element, name: str, attributes: dict[str, str]) -> str:
    """Return why an element within the text is not spoken; empty for all others."""
    if name in _STRUCK:
        return "struck out"
    if name in _RUBY:
        return "reading aid"
    if name in CONTROLS:
        return CONTROLS[name]
    if not _is_note_mark(element, name, attributes):
        return ""
    return "footnote" if _PERMALINK_CLASSES.isdisjoint(attributes.get("class", "").lower().split()) else "navigation"


def why_outside(name: str, attributes: dict[str, str], roles: tuple[str, ...]) -> str:
    """Return why a box of the page is no part of the text; empty where it is not such a box."""
    if "aside" in roles:
        said = _class_words(attributes)
        return next((_ASIDE_WORDS[word] for word in said if word in _ASIDE_WORDS), "aside")
    if "furniture" in roles:
        return _FURNITURE.get(name) or _FURNITURE_ROLES.get(attributes.get("role", ""), "navigation")
    return ""


def _class_words(attributes: dict[str, str]) -> list[str]:
    return _CLASS_WORD.findall(f"{attributes.get('class', '')} {attributes.get('id', '')}"[:500].lower())


def roles_of(element: _Element, name: str, attributes: dict[str, str]) -> tuple[str, ...]:
    """Return the roles in the text that an element gives to what is in it; `furniture` and `aside` are among them."""
    found: list[str] = []
    if name == "a" and "href" in attributes:
        found.append("link")
    elif name == "blockquote":
        found.append("quote")
    elif name in ("ul", "ol", "dl"):
        found.append("list")
    elif name[:1] == "h" and name[1:].isdigit():
        found.append("heading")
    elif name == "pre":
        found.append("pre")
    elif name in ("figcaption", "caption"):
        found.append("caption")
    elif name == "table" and _is_data(element):
        found.append("table")
    if name in BLOCKS and _is_note(attributes):
        found.append("note")
    if name in _FURNITURE and not (name == "footer" and _inside(element, ("blockquote", "article"))):
        found.append("furniture")
    boxed = name in BLOCKS and name not in ("body", "main", "article")
    if boxed and (name == "aside" or any(word in _ASIDE_WORDS for word in _class_words(attributes))):
        found.append("aside")
    if attributes.get("role", "") in _FURNITURE_ROLES:
        found.append("furniture")
    return tuple(found)


def is_home(element: _Element, name: str) -> bool:
    """Tell whether what stands in an element keeps company: a box with several blocks, and no list or quotation."""
    if name not in BLOCKS or name in _NO_HOME:
        return False
    inside = 0
    for child in element:
        inside += local_name(child) in BLOCKS
        if inside > 1:
            return True
    return False


def _is_note(attributes: dict[str, str]) -> bool:
    kinds = f"{attributes.get('role', '')} {attributes.get('type', '')}".lower().split()
    classes = attributes.get("class", "").lower().split()
    return not (_NOTE_ROLES.isdisjoint(kinds) and _NOTE_CLASSES.isdisjoint(classes))


def _is_note_mark(element: _Element, name: str, attributes: dict[str, str]) -> bool:
    """Tell whether an element only leads to a footnote, or to the heading that it stands in."""
    if name not in ("a", "sup", "span"):
        return False
    classes = attributes.get("class", "").lower().split()
    if not _PERMALINK_CLASSES.isdisjoint(classes):
        return len(text_of(element)) < 20
    if name == "span":
        return False
    kinds = f"{attributes.get('role', '')} {attributes.get('type', '')}".lower().split()
    if not (_MARK_ROLES.isdisjoint(kinds) and _MARK_CLASSES.isdisjoint(classes)):
        return True
    text = text_of(element)
    if name == "sup":
        return bool(_BRACKETED.match(text)) or (element.find(".//{*}a") is not None and bool(_SHORT_MARK.match(text)))
    leads_here = attributes.get("href", "").startswith("#")
    raised = element.find(".//{*}sup") is not None
    return (leads_here and bool(_BRACKETED.match(text))) or (raised and bool(_SHORT_MARK.match(text)))


def is_attribution(element: _Element, name: str) -> bool:
    """Tell whether this part of a block quotation names who is quoted: a footer, or a citation that ends its parent."""
    parent = element.getparent()
    if name == "footer":
        return True
    if name != "cite" or parent is None or local_name(parent) == "footer":
        return False
    return element.getnext() is None and not (element.tail or "").strip()


def _is_data(table: _Element) -> bool:
    """Tell figures in a table from a page that was laid out with one."""
    role = str(table.get("role") or "")
    if role in ("presentation", "none") or table.find(".//{*}table") is not None:
        return False
    if table.find(".//{*}th") is not None or table.find(".//{*}caption") is not None:
        return True
    cells = [len(text_of(cell)) for cell in table.iterdescendants("td", "{*}td")]
    rows = sum(1 for _ in table.iterdescendants("tr", "{*}tr"))
    return rows > 1 and len(cells) >= 2 * rows and max(cells, default=0) <= _LONGEST_DATA_CELL


def _inside(element: _Element, wanted: tuple[str, ...]) -> bool:
    return any(local_name(above) in wanted for above in element.iterancestors())
