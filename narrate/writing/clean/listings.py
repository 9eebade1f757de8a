"""What a page lists and nobody reads out: contents, references, notes, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from narrate.writing.clean.judged import END, STOP, WORD, Judged, is_prose
from narrate.writing.clean.vocabulary import is_described

REFERENCES = re.compile(
    r"^\W*(?:\d+\.? )?(?:works cited|references|bibliography|notes|footnotes|endnotes|sources|further reading|"
    r"notes and references|notes? (?:to|for) (?:the )?editors?|"
    r"external links|citations|литература|список литературы|примечания|источники|сноски|ссылки)\W*$",
    re.I,
)
RELATED = re.compile(
    r"^\W*(?:(?:explore )?more (?:on|from|in|about|like|to read|stories|news|articles)\b|related\b|"
    r"recommended\b|you (?:may|might)\b|also (?:in|on)\b|see also\b|"
    r"similar threads\b|most (?:read|popular|viewed)\b|comments\b|\d+ comments?\b|"
    r"latest\b|trending\b|popular\b|recent (?:posts|comments)|read next|further stories|archives?$|categories$|"
    r"links$|blogroll$|"
    r"читайте также|смотрите также|материалы по теме|по теме|похож(?:ие|ее)|комментарии|другие новости|популярное)",
    re.I,
)
CONTENTS = re.compile(
    r"^\W*(?:table of )?contents\W*$|^\W*(?:содержание|оглавление)\W*$|^\W*(?:in this issue|on this page)\W*$", re.I
)


_LINE_OF_TEXT = 80  #: characters: shorter lines are headings, captions, entries of a menu


def drop_running_heads(judged: Sequence[Judged]) -> None:
    """A short line that comes back again and again is a running head; speaker names alone on a line are not."""
    counts = Counter(item.unit.text for item in judged if not item.why and len(item.unit.text) < 80)
    for item in judged:
        text = item.unit.text
        if (
            not item.why
            and counts[text] >= 3
            and len(text.split()) >= 4
            and not END.search(text)
            and not text.isupper()
        ):
            item.why = "navigation"


def drop_references(judged: Sequence[Judged]) -> None:
    """After "Works cited" or "More on this story" the page speaks no more, unless real paragraphs follow."""
    mode = ""
    heads = [
        i
        for i, item in enumerate(judged)
        if item.why != "navigation" and len(item.unit.text) < 60 and REFERENCES.match(_EDIT.sub("", item.unit.text))
    ]
    # In a menu "Bibliography" stands before the text: notes are never longer than what they are notes to.
    told = [len(item.unit.text.split()) if len(item.unit.text) > _LINE_OF_TEXT else 0 for item in judged]
    last = heads[-1] if heads and sum(told[: heads[-1]]) >= sum(told[heads[-1] :]) else -1
    begun = False
    for i, item in enumerate(judged):
        text = _EDIT.sub("", item.unit.text)
        words = len(text.split())
        begun = begun or (not item.why and is_prose(item.unit))
        if mode == "citation" and ABOUT_US.match(text) and item.unit.alone:
            mode = ""  # what a press release says of its house
        if i == last and i > len(judged) * 0.3:
            mode = "citation"
            item.why = "citation"
        elif words <= 8 and RELATED.match(text) and not STOP.search(text) and i > 1:
            if "omment" in text.lower() and any(_COMMENT.fullmatch(later.unit.text) for later in judged[i + 1 : i + 4]):
                item.why = "navigation"
                continue
            mode = "navigation"
            item.why = "navigation"
        elif mode == "citation":
            item.why = item.why or "citation"
            if item.kind != "footnote":
                item.kind = "footnote"
        elif mode == "navigation" and not begun and item.unit.group != judged[i - 1].unit.group:
            mode = ""  # over the text a box ends with its block, and the title may stand below it
        elif mode == "navigation" and not item.why:
            ended = text[-1:] == "." and words >= 6 and item.unit.alone  # a teaser has no full stop
            if words >= 25 or ended or (STOP.search(text) and words >= 10):
                mode = ""
            else:
                item.why = "navigation"


ABOUT_US = re.compile(r"About (?:the )?[A-Z][^.!?]{2,60}$")
_LICENCE = re.compile(r"\*{3}\s*(start|end) of (?:th(?:is|e) )?.{4,120}", re.I)


def drop_licence(judged: Sequence[Judged]) -> None:
    """What a library of free books puts before and behind the text, parted by lines of stars: "*** START OF THIS …"."""
    marks = {m[1].lower(): i for i, item in enumerate(judged) if (m := _LICENCE.match(item.unit.text))}
    start, end = marks.get("start", -1), marks.get("end", len(judged))
    for item in (*judged[: start + 1], *judged[end:]):
        item.why = item.why or "metadata"


def drop_descriptions(judged: Sequence[Judged], letters: frozenset[int]) -> None:
    """What an edition says over each letter: where it lies, what it is written on. One such line proves nothing."""
    found = [
        item for i, item in enumerate(judged) if not item.why and i not in letters and is_described(item.unit.text)
    ]
    if len(found) > 1:
        for item in found:
            item.why = "metadata"


_BACK_MATTER = re.compile(
    r"(?:acknowledge?ments?|disclosure statement|funding|(?:conflicts?|declaration) of interests?|author contributions|"
    r"notes on contributors?|data availability(?: statement)?|additional information|orcid|благодарности)\W*",
    re.I,
)


def drop_back_matter(judged: Sequence[Judged]) -> None:
    """What an article owes to others, under heads in its last third: a head and the paragraph below it."""
    for n in range(2 * len(judged) // 3, len(judged)):
        if _BACK_MATTER.fullmatch(judged[n].unit.text):
            for item in judged[n : n + 2]:
                item.why = item.why or "metadata"


_EDIT = re.compile(r"\s*\[\s*(?:edit|edit source|hide|show|править|скрыть)\s*\]\s*$", re.I)
_NOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡]{1,2})\s+\S|\[\^?\d{1,3}\]:")
_NOTE_IN_BRACKETS = re.compile(r"\[(?:foot|end)?note(?: [\dA-Z*]{1,4})?\s?:", re.I)  #: as books typed anew have them
_NOTE_PARTS = 6  #: paragraphs of one such note
_RULE = re.compile(r"[_—–-]{5,}|(?:[*_-] ?){3,}")
_COMMENT = re.compile(r"\S.{0,30} (?:says|said|wrote|writes|commented|replied|пишет|написал[аи]?)(?: on .{0,40})?:")


def drop_footnotes(judged: Sequence[Judged]) -> None:
    """Notes under a rule or with a bracketed number, to the end of their block."""
    ruled = -1
    group = -1
    left = 0
    for i, item in enumerate(judged):
        text = item.unit.text
        left = _NOTE_PARTS if _NOTE_IN_BRACKETS.match(text) else left
        if left:
            item.why, item.kind = "citation", "footnote"
            left = 0 if text[-1:] == "]" else left - 1
            continue
        if _RULE.fullmatch(text):
            ruled = i
            continue
        note = _NOTE.match(text) or (ruled >= 0 and re.match(r"\d{1,3}[.)]? \S", text))
        if note and (text[0] in "[¹²³" or ruled >= 0) and len(text.split()) >= 2:
            group = item.unit.group
        if group == item.unit.group and i > len(judged) * 0.3:
            item.why = item.why or "citation"
            item.kind = "footnote"


def drop_numbered_notes(judged: Sequence[Judged]) -> None:
    """Notes without a head or a rule: the page ends with paragraphs that are numbered 1, 2, 3 and name sources."""
    body = [i for i, item in enumerate(judged) if item.why not in ("navigation", "copyright", "advertisement")]
    run: list[int] = []
    due = 0
    for i in reversed(body):
        text = judged[i].unit.text
        match = _NUMBERED_NOTE.match(text)
        if match and (not due or int(match[1]) == due - 1):
            run.append(i)
            due = int(match[1])
        elif run or len(text.split()) > 4:
            break
    if len(run) < 3 or due != 1 or run[-1] < len(judged) * 0.4:
        return
    sources = sum(_SOURCE.search(judged[i].unit.text) is not None for i in run)
    if sources >= 0.4 * len(run):
        for i in run:
            judged[i].why, judged[i].kind = "citation", "footnote"


_NUMBERED_NOTE = re.compile(r"\[?(\d{1,3})[.)\]]? (?=\S)")
_SOURCE = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\bpp?\. ?\d|\bibid|\bop\. cit|\bsee\b|\bcf\.|\b(?:vol|no|fol|ff|ch|ed|eds)\. ?\w|"
    r",\s\d{1,4}[–-]\d|"
    r"\barchives?\b|\bpapers\b|\binterview with\b|\bстр?\. ?\d",
    re.I,
)


def drop_contents(judged: Sequence[Judged]) -> None:
    """A table of contents runs from its head to the first sentence, or to a line that it lists itself."""
    listing = False
    seen: set[str] = set()
    for item in judged:
        text = item.unit.text
        if CONTENTS.match(_EDIT.sub("", text)) and not text.startswith(("‹", "«", "<")):
            listing, item.why, seen = True, "navigation", set()
        elif _CONTENTS_LINE.match(text) and len(_ENTRY.findall(text)) >= 3:
            item.why = "navigation"
        elif listing:
            plain = _plain_title(text)
            ended = STOP.search(text) is not None and not _ENTRY.match(text)
            if (is_prose(item.unit) and (ended or len(text.split()) > 9)) or plain in seen:
                listing = False
            elif len(text.split()) <= 16:
                seen.add(plain)
                item.why = item.why or "navigation"
            else:
                listing = False


def _plain_title(text: str) -> str:
    plain = re.sub(
        r"[. …]+(?:\d+|[ivxl]+)$|\[\w+\]$|^(?:chapter |part )?(?:[ivxl]+|\d+(?:\.\d+)*)[.) ]\s*", "", text, flags=re.I
    )
    return " ".join(WORD.findall(plain.lower()))


_CONTENTS_LINE = re.compile(
    r"(?:in this (?:issue|edition|number|week)|inside(?: this issue)?|contents|on this page|в номере)\s*:", re.I
)
_ENTRY = re.compile(r"(?:^|[\s,;:–—-])(?:\d{1,3}(?:\.\d+)*[.)]?\s|[ivxl]{1,5}[.)]\s|p\.? ?\d{1,3}\b|[•·])", re.I)
