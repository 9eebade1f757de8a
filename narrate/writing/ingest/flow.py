"""A tree of HTML elements -> pieces: what a reader of the page sees, in order, each with its role.

Web pages and the chapters of e-books come through here. What is hidden is left behind; what is struck out or only a
mark that leads to a footnote is cut out and kept with its reason; a short quotation in ``q`` gets its marks back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.model import BlockKind
from narrate.safe_text import strip_controls
from narrate.writing.ingest.hidden import is_hidden, names
from narrate.writing.ingest.pieces import Cut, Piece

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
_BLANK = re.compile(r"\n\s*\n")
_BRACKETED = re.compile(r"\[[^\[\]]{1,40}\]$")
_SHORT_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§¶]{1,3})[\])]?$", re.IGNORECASE)
_CUT = "\0"  # stands for words that were cut out of a paragraph: no page can hold this character itself
_DASHES = ("—", "–", "-", "―", "~")
_LONGEST_DATA_CELL = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A piece, and what it stood in: the main text of a page is told from the rest by its company."""

    piece: Piece
    home: int  #: which container, by number; lists and boxes around one thing are none
    linked: bool  #: nothing but links
    furniture: bool  #: inside navigation, a form or the foot of the page
    aside: bool  #: inside something whose class says that it is no part of the text
    outside: str = ""  #: why it would be left out, by the outermost of these boxes


def local_name(element: _Element) -> str:
    """Return the name of an element without its namespace, in lower case; the parsers leave no comments in a tree."""
    return str(element.tag).rpartition("}")[2].lower()


def attributes_of(element: _Element) -> dict[str, str]:
    """Return the attributes of an element, names in lower case and without namespace."""
    return {str(key).rpartition("}")[2].lower(): str(value) for key, value in element.attrib.items()}


def remove_hidden(root: _Element) -> None:
    """Empty every element that is not shown; what follows it stays.

    Emptied rather than removed: moving the text behind each of many removed elements would take the square of time.
    """
    body = body_of(root)
    for element in list(body.iter()):
        name = local_name(element)
        attributes = attributes_of(element)
        if name in CONTROLS and not is_hidden("", attributes):
            continue  # seen, so it is accounted for, with all that is in it
        if element is not body and is_hidden(name, attributes):
            empty(element)


def body_of(root: _Element) -> _Element:
    """Return the body of a page, or all of it where it is only a part of one."""
    return next((part for part in root if local_name(part) == "body"), root)


def empty(element: _Element) -> None:
    """Make an element an empty ``span``; the text behind it stays."""
    # A page can hold control characters that the parser lets in and does not let out again.
    tail = strip_controls(element.tail or "")
    element.clear()
    element.tag, element.tail = "span", tail


def find_pieces(root: _Element) -> list[Found]:
    """Return the pieces of a tree whose hidden elements have been emptied."""
    from lxml.etree import iterwalk

    reader = _Reader()
    walk = iterwalk(body_of(root), events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if reader.start(element):
                walk.skip_subtree()
        else:
            reader.end(element)
    reader.flush()
    return reader.found


class _Reader:
    """Where the walk is, and what it has read since the last border of a paragraph."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.buffer: list[str] = []
        self.depth: dict[str, int] = dict.fromkeys(
            ("quote", "list", "heading", "table", "pre", "caption", "note", "furniture", "aside", "link"), 0
        )
        self.level = 0
        self.outside: list[str] = []
        self.cuts: list[tuple[str, str]] = []
        self.opened: dict[_Element, tuple[str, ...]] = {}
        self.boxed: set[_Element] = set()
        self.skipped: set[_Element] = set()
        self.at_home: set[_Element] = set()
        self.unlinked = False  #: some of the paragraph being read is no link
        self.homes = [0]
        self.next_home = 1

    def start(self, element: _Element) -> bool:
        """Take the beginning of an element; return whether to pass over what is in it."""
        name, attributes = local_name(element), attributes_of(element)
        if name in BLOCKS:
            self.flush()
        if why := _why_cut(element, name, attributes):
            self.skipped.add(element)
            said = " ".join(" ".join(map(str, element.itertext())).split()) if name in CONTROLS else text_of(element)
            if any(map(str.isalnum, said)):
                self.cuts.append((said, why))
                self.buffer.append(_CUT)
            return True
        if name == "br":
            self.buffer.append("\n")
        elif name == "q":
            self.buffer.append("“")
        elif self.depth["quote"] and _is_attribution(element, name):
            self.flush()
            self.buffer.append("" if text_of(element).startswith(_DASHES) else "— ")
        roles = _roles(element, name, attributes)
        if roles:
            self.opened[element] = roles
            for role in roles:
                self.depth[role] += 1
        if why := _why_outside(name, attributes, roles):
            self.boxed.add(element)
            self.outside.append(why)
        if name[:1] == "h" and name[1:].isdigit():
            self.level = int(name[1:])
        if _is_home(element, name):
            self.at_home.add(element)
            self.homes.append(self.next_home)
            self.next_home += 1
        self._take(element.text)
        return False

    def end(self, element: _Element) -> None:
        """Take the end of an element and the text behind it."""
        if element in self.skipped:
            self.skipped.discard(element)
        else:
            name = local_name(element)
            if name == "q":
                self.buffer.append("”")
            if name in BLOCKS or (self.depth["quote"] and _is_attribution(element, name)):
                self.flush()
            for role in self.opened.pop(element, ()):
                self.depth[role] -= 1
            if element in self.boxed:
                self.boxed.discard(element)
                self.outside.pop()
            if element in self.at_home:
                self.at_home.discard(element)
                self.homes.pop()
        self._take(element.tail)

    def _take(self, text: str | None) -> None:
        if text:
            self.buffer.append(text.replace(_CUT, ""))
            if not self.depth["link"] and not self.unlinked:
                self.unlinked = any(map(str.isalnum, text))

    def flush(self) -> None:
        """Close the paragraph that was being read."""
        text = "".join(self.buffer)
        linked = not self.unlinked
        self.buffer.clear()
        self.unlinked = False
        if not text.strip():
            return
        # Two line breaks are how old pages end a paragraph; white space in the source of a page means nothing.
        for part in _BLANK.split(text) if "\n" in text else (text,):
            if words := " ".join(part.split()):
                self.found.append(
                    Found(
                        piece=self._piece(words),
                        home=self.homes[-1],
                        linked=linked,
                        furniture=bool(self.depth["furniture"]),
                        aside=bool(self.depth["aside"]),
                        outside=next(iter(self.outside), ""),
                    )
                )

    def _piece(self, words: str) -> Piece:
        kind, level, why = self._kind()
        if _CUT not in words:
            return Piece(kind=kind, text=words, level=level, why=why)
        first, *others = words.split(_CUT)
        cuts: list[Cut] = []
        at = len(first)
        here, self.cuts = self.cuts[: len(others)], self.cuts[len(others) :]
        for part, (said, reason) in zip(others, here, strict=True):
            cuts.append(Cut(at=at, text=said, why=reason))
            at += len(part)
        text = first + "".join(others)
        if text.strip():
            return Piece(kind=kind, text=text, level=level, why=why, cuts=tuple(cuts))
        return Piece(kind="furniture", text=" ".join(said for said, _ in here), why=here[0][1])

    def _kind(self) -> tuple[BlockKind, int, str]:
        depth = self.depth
        if depth["caption"]:
            return "caption", 0, "caption"
        if depth["note"]:
            return "footnote", 0, "footnote"
        if depth["table"]:
            return "table", 0, "table"
        if depth["quote"]:
            return "quote", depth["quote"], ""
        if depth["heading"]:
            return "heading", self.level, ""
        if depth["list"]:
            return "list-item", depth["list"], ""
        if depth["pre"]:
            return "code", 0, "code"
        return "paragraph", 0, ""


def _why_cut(element: _Element, name: str, attributes: dict[str, str]) -> str:
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


def _why_outside(name: str, attributes: dict[str, str], roles: tuple[str, ...]) -> str:
    """Return why a box of the page is no part of the text; empty where it is not such a box."""
    if "aside" in roles:
        said = _class_words(attributes)
        return next((_ASIDE_WORDS[word] for word in said if word in _ASIDE_WORDS), "aside")
    if "furniture" in roles:
        return _FURNITURE.get(name) or _FURNITURE_ROLES.get(attributes.get("role", ""), "navigation")
    return ""


def _class_words(attributes: dict[str, str]) -> list[str]:
    return _CLASS_WORD.findall(f"{attributes.get('class', '')} {attributes.get('id', '')}"[:500].lower())


def _roles(element: _Element, name: str, attributes: dict[str, str]) -> tuple[str, ...]:
    roles: list[str] = []
    if name == "a" and "href" in attributes:
        roles.append("link")
    elif name == "blockquote":
        roles.append("quote")
    elif name in ("ul", "ol", "dl"):
        roles.append("list")
    elif name[:1] == "h" and name[1:].isdigit():
        roles.append("heading")
    elif name == "pre":
        roles.append("pre")
    elif name in ("figcaption", "caption"):
        roles.append("caption")
    elif name == "table" and _is_data(element):
        roles.append("table")
    if name in BLOCKS and _is_note(attributes):
        roles.append("note")
    if name in _FURNITURE and not (name == "footer" and _inside(element, ("blockquote", "article"))):
        roles.append("furniture")
    boxed = name in BLOCKS and name not in ("body", "main", "article")
    if boxed and (name == "aside" or any(word in _ASIDE_WORDS for word in _class_words(attributes))):
        roles.append("aside")
    if attributes.get("role", "") in _FURNITURE_ROLES:
        roles.append("furniture")
    return tuple(roles)


def _is_home(element: _Element, name: str) -> bool:
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


def _is_attribution(element: _Element, name: str) -> bool:
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


def text_of(element: _Element) -> str:
    """Return all text in an element, on one line."""
    return " ".join("".join(map(str, element.itertext())).split())
