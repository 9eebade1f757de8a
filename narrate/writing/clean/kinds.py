"""What each unit of a plain page is, judged by its wording, its shape and where it lies.

The body of a page runs from its first sentence to its last; short lines before it are a title or a menu, short lines
inside it headings or captions, short lines after it the page's own. In doubt inside the body a line is spoken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from narrate.writing.clean.authors import drop_authors
from narrate.writing.clean.captions import drop_captions
from narrate.writing.clean.correspondence import find_letters
from narrate.writing.clean.edges import drop_advertisements, drop_boxes, drop_closing, drop_page_talk, judge_tail
from narrate.writing.clean.fields import drop_mail_fields, keep_labels
from narrate.writing.clean.front import drop_banner, drop_course, end_of_head
from narrate.writing.clean.furniture import DATE_LINE, by_wording
from narrate.writing.clean.head import is_quoted_title, judge_head
from narrate.writing.clean.judged import COUNTED, END, LABEL, SCENE, STOP, Judged, core, is_prose, is_title_case
from narrate.writing.clean.listings import (
    drop_back_matter,
    drop_contents,
    drop_descriptions,
    drop_footnotes,
    drop_licence,
    drop_numbered_notes,
    drop_references,
    drop_running_heads,
)
from narrate.writing.clean.subtitles import mark_subtitles
from narrate.writing.clean.unit import BULLET, Unit
from narrate.writing.clean.vocabulary import is_date
from narrate.writing.over import SOUNDS, find_over
from narrate.writing.posts import Part, find_thread
from narrate.writing.timed import find_timed


def judge(units: Sequence[Unit], *, language: str) -> list[Judged]:
    """Return the kind of every unit, with a reason for what is not spoken."""
    judged = [Judged(unit, why="navigation" if unit.torn else "") for unit in units]
    mark_subtitles(judged)
    thread = _without_closing(find_thread([unit.text for unit in units]), units)
    texts = [unit.text for unit in units]
    timed = find_timed(texts)
    over = find_over(texts)
    letters = (
        find_letters(judged)
        | frozenset(i for i, part in thread.items() if part.role == "body")
        | timed.keys()
        | over.keys()
        | {i + 1 for i in over}
    )
    for i, item in enumerate(judged):
        if not item.why:
            item.why = "" if i in letters and not item.unit.text.startswith("©") else _by_line(item.unit.text, language)
    keep_labels(judged)
    _hours(judged)
    drop_mail_fields(judged)
    drop_banner(judged, thread)
    drop_course(judged)
    drop_running_heads(judged)
    drop_contents(judged)
    drop_references(judged)
    drop_back_matter(judged)
    drop_licence(judged)
    drop_descriptions(judged, letters)
    drop_footnotes(judged)
    for item in judged:
        if _BRACKET_NOTE.match(item.unit.text):
            item.kind, item.why = "footnote", "citation"
    drop_numbered_notes(judged)
    drop_captions(judged, letters)
    drop_authors(judged)
    drop_advertisements(judged)
    drop_page_talk(judged, letters)
    drop_closing(judged, letters | thread.keys())
    _posts(judged, thread)
    for i, head in over.items():
        judged[i].why, judged[i].kind = "", "paragraph"
        if head.name.lower() in SOUNDS:
            judged[i].why = judged[i + 1].why = "stage-direction"
    prose = [i for i, item in enumerate(judged) if not item.why and (i in letters or is_prose(item.unit))]
    if prose and prose[0] not in letters and is_quoted_title(judged[prose[0]].unit) and len(prose) > 1:
        prose = prose[1:]
    first = end_of_head(judged, prose, letters) if prose else 0
    _dates_inside(judged, prose, first)
    if not prose:
        _only_fragments(judged)
    else:
        judge_head(judged, prose[0], first)
        drop_boxes(judged, first, letters)
        _inside(judged, prose, letters)
        judge_tail(judged, prose[-1])
    _posts(judged, thread)
    talk = _talks_in_hyphens([item.unit.text for item in judged if not item.why])
    for i, item in enumerate(judged):
        _shape(item, i in letters or (talk and _HYPHEN.match(item.unit.text) is not None))
    return judged


_HYPHEN = re.compile(r"-{1,2} ?(?=[^\W\d_]|[“\"«…])")
_REPORTS = re.compile(
    r"[,.!?…] ?-{1,2} ?[а-яё]{3}|[,.!?…] (?:(?:he|she|[A-Z]\w+|the \w+) )?(?:said|says|asked|replied|answered|cried|"
    r"whispered|shouted|muttered|told)\b"
)


def _talks_in_hyphens(texts: Sequence[str]) -> bool:
    """Tell dialogue whose dashes were typed as hyphens from a list: sentences, some of them asked or reported."""
    lines = [text for text in texts if _HYPHEN.match(text)]
    ended = sum(STOP.search(text) is not None for text in lines)
    asked = sum("?" in text for text in lines)
    reported = sum(_REPORTS.search(text) is not None for text in lines)
    if len(lines) < 2 or ended < 0.7 * len(lines) or asked > 0.8 * len(lines):
        return False
    return reported >= max(1, 0.15 * len(lines)) or (len(lines) >= 4 and asked >= 0.25 * len(lines))


def _without_closing(thread: dict[int, Part], units: Sequence[Unit]) -> dict[int, Part]:
    """Take away what closes the page of a board and stands below the last post as if it were part of it."""
    closing = dict(thread)
    for i in range(len(units) - 1, -1, -1):
        part = thread.get(i)
        if part is not None and part.role == "body":
            if not by_wording(units[i].text):
                break
            del closing[i]
    return closing


def _posts(judged: Sequence[Judged], thread: Mapping[int, Part]) -> None:
    """In a thread, posts and whoever wrote them stay; what the board says of its members and its buttons go."""
    for i, part in thread.items():
        item = judged[i]
        if part.role in ("data", "control"):
            item.why = "metadata" if part.role == "data" else "navigation"
        elif part.role == "subject":
            item.why, item.kind, item.level = "", "heading", 2
        elif item.why not in ("copyright", "advertisement"):
            item.why, item.kind = "", "paragraph"


_BRACKET_NOTE = re.compile(
    r"\[(?:Foot|End|Side)?note(?: (?:\d+|[A-Z*]))?:", re.I
)  #: as libraries of old books have them

_TURN = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ .'’-]{0,30}: ?\S")


_BENCH = re.compile(r"By the (?:Court|Jury|Coroner|Bench|Chairman|Recorder)\.", re.I)  #: who asks, and no byline


def _by_line(text: str, language: str) -> str:
    why = by_wording(text)
    if why == "metadata" and _BENCH.fullmatch(text):
        return ""
    if why not in ("", "copyright") and _TURN.match(text) and (why != "metadata" or text[-1] in "?!"):
        return "" if STOP.search(text) else why
    if why or language == "ru":
        return why
    letters = [ch for ch in text if ch.isalpha()]
    foreign = sum("а" <= ch.lower() <= "я" for ch in letters)
    return "mojibake" if foreign > 0.6 * len(letters) and len(text.split()) <= 8 else ""


_CUE = re.compile(
    r"(?:\d{1,3}[.)]? +)?"
    r"(?:GRAMS?|F/X|FX|SFX|S\.F\.X\.?|SOUND(?: EFFECTS?)?|EFFECTS|MUSIC|ATMOS(?:PHERE)?|AMBI(?:ENCE|ENT)?|STING|SIG|"
    r"SIGNATURE TUNE|THEME(?: TUNE)?|JINGLE|DISC|BED|ЗВУК|МУЗЫКА|ШУМЫ)(?: \d+)?\s*:\s.{1,200}"
)
_TITLED = re.compile(r"(?:§ )?(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Hon)\.? [A-Z]|§ ")
_RECESS = re.compile(r"[-–—]{1,3} ?Upon (?:recess|resum|commenc|adjourn|conclud|return)\w+\b")
_HOUR = re.compile(r"[\[(]?(?:\d{1,2}[.:]\d{2}(?: ?[ap]\. ?m\.?)|\d{1,2} ?(?:[ap]\. ?m\.?|noon|midnight))[\])]?", re.I)


def _hours(judged: Sequence[Judged]) -> None:
    """Between turns: the hours of a report of proceedings, and what a radio script asks of its effects."""
    texts = [COUNTED.sub("", item.unit.text) for item in judged]
    if sum(LABEL.match(text) is not None or _TITLED.match(text) is not None for text in texts) < 3:
        return
    for item in judged:
        if _CUE.fullmatch(item.unit.text) or _RECESS.match(item.unit.text):
            item.why = item.kind = "stage-direction"
        elif len(item.unit.text) <= 16 and _HOUR.fullmatch(item.unit.text):
            item.why = item.kind = "timestamp"


_CLOCK = re.compile(r"\d[:.]\d\d\b|\d ?[ap]\.?m\b|\b(?:updated|published|posted|ago)\b", re.I)


def _dates_inside(judged: Sequence[Judged], prose: Sequence[int], first: int) -> None:
    """A date between paragraphs is a diary's; with a time of day it is a comment's, alone in the head a byline's."""
    dates = [
        i
        for i in (range(prose[0], prose[-1]) if prose else ())
        if judged[i].why == "metadata" and _is_day(judged[i].unit.text) and not _CLOCK.search(judged[i].unit.text)
    ]
    before = judged[prose[0] - 1] if prose and prose[0] else None
    opened = before is not None and before.why == "metadata" and is_date(before.unit.text)  # the first day of a diary
    if len(dates) == 1 and dates[0] < first and not opened:
        return
    for i in dates:
        judged[i].why = ""
    if dates and before is not None and opened:
        before.why = ""


def _is_day(text: str) -> bool:
    return DATE_LINE.fullmatch(text) is not None or is_date(text)


def _only_fragments(judged: Sequence[Judged]) -> None:
    """A page without one sentence: a title and a list, or a menu. What nothing speaks against is spoken."""
    kept = [item for item in judged if not item.why]
    if kept and len(kept[0].unit.text.split()) <= 20 and kept[0].unit.alone:
        kept[0].kind = "title"


_TELLER = re.compile(r"^[A-ZÀ-ÞА-ЯЁ][^,.]{3,40}, (?:b\.|born|aged?|р\.|род\.) ?\d{2,4}\b")  #: "Ann Vane, b. 1930, …"


#: over a document that follows
_DOCUMENT = re.compile(
    r"(?:an? )?(?:extracts?|excerpts?|letter|telegram|dispatch|despatch|memorandum|deposition|testimony|statement|"
    r"evidence) (?:of|from|by)\b",
    re.I,
)


def _inside(judged: Sequence[Judged], prose: Sequence[int], letters: frozenset[int]) -> None:
    """Short lines between sentences: headings, captions, list items, names."""
    for i in range(prose[0], prose[-1]):
        item = judged[i]
        text = core(item.unit.text)
        if item.why or i in letters or is_prose(item.unit) or END.search(text) or BULLET.match(text):
            continue
        words = text.split()
        if SCENE.match(text):
            item.kind, item.level = "heading", 2
            continue
        if text[:1] in '—–-("“«[' or text[:1].islower():
            continue
        if len(words) <= 10 or is_title_case(words):
            item.kind = "heading"
            item.level = 2
        elif _TELLER.search(text) or _DOCUMENT.match(text):
            item.kind, item.level = "heading", 3
        elif item.unit.alone and len(words) >= 11:
            item.kind, item.why = "caption", "caption"
    _headings_in_a_row(judged, prose)


def _headings_in_a_row(judged: Sequence[Judged], prose: Sequence[int]) -> None:
    """Three and more short lines one after another in one block are a list or a menu, no headings."""
    i = prose[0]
    while i < prose[-1]:
        end = i
        while end < prose[-1] and judged[end].kind == "heading" and not judged[end].why:
            end += 1
        if end - i >= 3 and len({judged[n].unit.group for n in range(i, end)}) == 1:
            for n in range(i, end):
                judged[n].kind, judged[n].level = "paragraph", 0
        i = max(end, i + 1)


def _shape(item: Judged, in_letter: bool) -> None:
    """Give the kind that follows from the shape alone."""
    text = item.unit.text
    if item.why:
        if item.kind not in ("caption", "timestamp", "footnote"):
            item.kind = "caption" if item.why == "caption" else "furniture"
        return
    if item.kind != "paragraph":
        return
    if item.unit.verse:
        item.kind = "verse"
    elif text.startswith(">") and not text.startswith(">>"):
        item.kind = "quote"
    elif BULLET.match(text) and text[:1] not in "—–" and not in_letter:
        item.kind = "list-item"
    elif item.unit.indent >= 3 and len(text.split()) >= 6:
        item.kind = "quote"
