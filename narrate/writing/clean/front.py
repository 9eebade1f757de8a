"""The front matter of a page: how far it reaches, and which of its lines say who made the text, for whom, and when.

A title with its standfirst is spoken; the lines between the standfirst and the first paragraph are mostly not. So the
head of a page does not end at its first sentence but behind the last byline, date or caption that stands near the top.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from narrate.writing.clean.furniture import DATE_INSIDE
from narrate.writing.clean.judged import LABEL, SMALL, STOP, WORD, Judged, is_prose, is_title_case
from narrate.writing.clean.unit import BULLET
from narrate.writing.clean.vocabulary import is_catalogued, is_date

_FIELD_WORDS = 6  #: a line without a colon among the fields of a record, "Season 2, Episode 9"
_STANDFIRST_WORDS = 45  #: a standfirst is not longer than this, nor are two of them
_HEAD_REASONS = frozenset({"metadata", "navigation", "caption", "advertisement"})


def end_of_head(judged: Sequence[Judged], prose: Sequence[int], letters: frozenset[int]) -> int:
    """Return the index of the first paragraph: where a byline follows a standfirst, the paragraph after the byline.

    A label, a letter, a stanza or something said in marks is text already, whatever stands below it.
    """
    end, words = prose[0], 0
    for i in range(prose[0], min(_address(judged, letters), prose[0] + 16)):
        item = judged[i]
        text = item.unit.text
        if item.why in _HEAD_REASONS:
            end = i + 1
        elif i in letters or item.unit.verse or item.unit.cue or item.why or _is_turn(item):
            break
        elif is_imprint(text):
            end = i + 1
        elif is_prose(item.unit):
            words += len(text.split())
            if words > _STANDFIRST_WORDS or text[:1] in '"“«‘„—–' or BULLET.match(text):
                break
    return next((i for i in prose if i >= end), prose[0])


def _is_turn(item: Judged) -> bool:
    """Tell a speaker's label from a field of the head, "Transcriber: L. Ng", and from a headline in capitals."""
    text = item.unit.text
    label = LABEL.match(text)
    if label is None or text.isupper() or not is_prose(item.unit):
        return False
    return label[0].isupper() or not is_imprint(text)


def _address(judged: Sequence[Judged], letters: frozenset[int]) -> int:
    """Return the index at which the first letter begins, its address and its date among it; else the page's length."""
    start = min(letters, default=len(judged))
    while 0 < start < len(judged) and not judged[start - 1].why and len(judged[start - 1].unit.text.split()) <= 6:
        start -= 1
    return start


EVENT = re.compile(
    r"\b(?:speech|address|remarks|statement|testimony|lecture|sermon|letters?|interview|conversation|diary|meeting|"
    r"minutes|hearing|session|sitting|assembly|dedication|opening|service|debate|born|died|речь|выступление|"
    r"term|volume|заседание|собрание|письмо|интервью|беседа)\b",
    re.I,
)
_ROLE = re.compile(
    r"(?:[\w’'/&-]+ ){0,5}(?:correspondent|reporter|writer|editor|columnist|photographer|contributor|critic|staff|"
    r"bureau|desk|корреспондент|обозреватель|редактор|фотограф)s?",
    re.I,
)
_SEAT = re.compile(
    r"(?:the )?(?:[A-Z][\w'’-]+ ){0,3}(?:Department|School|Faculty|Institute|University|College|Cent(?:re|er)|"
    r"Laborator(?:y|ies)) "
    r"(?:of|for)\b[^.!?]{3,80}|[A-Z][^.!?,]{2,40} (?:University|College|Institute)(?:, [^.!?]{2,40})?|"
    r"(?:кафедра|институт|университет)\b[^.!?]{3,80}"
)


def drop_banner(judged: Sequence[Judged], thread: Mapping[int, object]) -> None:
    """Drop the name of the site over its menu: the lines of the first block down to the menu, if a title is left.

    The menu is a row right below them. Where no line of another block can be the title, the banner is the title.
    """
    start = next((i for i, item in enumerate(judged[:8]) if not item.why), 0)
    row = next((i for i, item in enumerate(judged[: start + 6]) if i > start and _is_menu(item)), 0)
    if judged and not judged[0].why and _CRUMBS.search(judged[0].unit.text) and 0 not in thread:
        start, row = 0, row or 1
    if not row or row >= len(judged):
        return
    group = judged[start].unit.group
    banner = judged[start:row]
    beside = judged[row].unit.group == group or _CRUMBS.search(banner[0].unit.text)
    below = judged[row].unit.group - group == 1 and not start and _is_strange(banner, judged, row)
    if not beside and not below:
        return
    if any(i in thread for i in range(row + 1)):
        return
    if any(STOP.search(item.unit.text) or len(item.unit.text.split()) > 12 for item in banner):
        return
    left = (item for item in judged[row + 1 : row + 12] if not item.why and item.unit.group != group)
    if any(_can_be_title(item) for item in left):
        for line in banner:
            line.why = line.why or "navigation"


def _is_menu(item: Judged) -> bool:
    """Tell whether a line is a menu, "Catalogue | Visit | Shop" too, which begins like a field of a catalogue."""
    text = item.unit.text
    return item.why == "navigation" or (item.why == "metadata" and text.count("|") >= 2 and not _says_who_or_when(text))


def _is_strange(banner: Sequence[Judged], judged: Sequence[Judged], row: int) -> bool:
    """Tell whether the text uses the words of a line below a menu, and none of those above it."""
    title = next((i for i in range(row + 1, len(judged)) if not judged[i].why), row)
    used = {w.lower() for item in judged[title + 1 :] if not item.why for w in WORD.findall(item.unit.text)}
    signed = title + 1 < len(judged) and judged[title + 1].why == "metadata"
    known = signed or bool(used & heavy_words(judged[title : title + 1]))
    return known and not used & heavy_words(banner) and _can_be_title(judged[title])


def heavy_words(lines: Sequence[Judged]) -> set[str]:
    """Return the words that carry weight."""
    return {w.lower() for item in lines for w in WORD.findall(item.unit.text) if w.lower() not in SMALL}


_COURSE = re.compile(
    r"\b[A-Z]{2,5} ?\d{3}\b|^(?:Prof|Dr|Professor|Instructor)\b\.? [A-Z]\w+$|\b[Ff]all term\b|"
    r"\b[Ss]pring term\b|^Final [Pp]aper"
)


def drop_course(judged: Sequence[Judged]) -> None:
    """Drop what a student sets over a paper: the name, the teacher, the course and the day, line by line."""
    block = [item for item in judged[:6] if item.unit.group == judged[0].unit.group]
    after = judged[len(block)] if len(block) < len(judged) else None
    if after is None or not _can_be_title(after):
        return
    most = 7 if len(block) > 1 else 14
    short = all(len(item.unit.text.split()) <= most and not STOP.search(item.unit.text) for item in block)
    if short and any(_COURSE.search(item.unit.text) for item in block):
        for item in block:
            item.why = "metadata"


_CRUMBS = re.compile(r"^[^.!?]{3,60}\s[>»›→]\s[^.!?]{2,40}$")


def _can_be_title(item: Judged) -> bool:
    text = item.unit.text
    return item.unit.alone and not STOP.search(text) and len(text.split()) <= 20 and text[:1] not in "-—–[("


TO_WHOM = re.compile(r"[A-Z][\w'’-]+ to (?:(?:his|her) (?:\w+ )?)?[A-Z]|^To [A-Z].{0,40} from [A-Z]")  #: over a letter


def is_signed_and_dated(text: str) -> bool:
    """Tell whether a line is names and a whole date, and parted from it: "Ann Pell, April 2011", "Zürich, 9 May 1907".

    What is held on a day is a title: "Speech at the Town Hall, 12 May 1947".
    """
    if len(text) > 110 or EVENT.search(text) or text[-1:] in "?!:" or TO_WHOM.search(text):
        return False
    match = DATE_INSIDE.search(text)
    if match is None or not is_date(match[0]):
        return False
    before, after = text[: match.start()].strip(), text[match.end() :].strip(" .()|·•–—-,")
    if before and before[-1] not in ",.;:|·•–—-(/" and "  " not in text[: match.start()]:
        return False
    return is_title_case(f"{before} {after}".split() or ["A"]) and len(text.split()) <= 14


def is_imprint(text: str) -> bool:
    """Tell whether a line in the head of a page says who made the text, when, or where it was printed."""
    if is_signed_and_dated(text) or is_catalogued(text) or is_made_by(text):
        return True
    return len(text.split()) <= 10 and (_DONE_BY.match(text) or _PRINTED.fullmatch(text)) is not None


_DONE_BY = re.compile(
    r"\W*(?!(?i:tried|examined|interviewed|asked|led|opened|signed)\b)(?i:\w+ed|chosen|told) by (?:the )?[A-Z][\w.'’-]+"
    r"(?: (?:(?:of|the|and) )*[A-Z][\w.'’-]*)*\W*$"
)
_PRINTED = re.compile(
    r"[A-Z][A-Z .,&’'-]+: [A-Z][A-Z .,&’'-]+,? (?:1[5-9]|20)\d\d\.?"
)  #: "LONDON: PIKE AND HALLAM. 1884."


FIELD_LINE = re.compile(r"[A-ZА-ЯЁ][\w ]{1,24}:\s+\S.{0,90}")  #: "Made: about 1780, Vey valley"


def is_made_by(text: str) -> bool:
    """Tell whether a line says what whoever is named above it does, or where: "Transport correspondent"."""
    words = len(text.split())
    if STOP.search(text) or words > 12:
        return False
    name, comma, role = text.partition(", ")
    if comma and _is_name(name) and _ROLE.fullmatch(role):
        return True
    return (words <= 6 and _ROLE.fullmatch(text) is not None) or _SEAT.fullmatch(text) is not None


def drop_imprint(head: Sequence[Judged], title: Judged, body: int) -> None:
    """Drop the lines below a title that say who made the text and when, in what post and for which paper.

    In a block of its own with such a line, a short line without a sentence is another: a name, an agency, a place.
    `body` is the block of the first paragraph.
    """
    for before, item in pairwise(head):
        if item.why or item is title:
            continue
        text = item.unit.text
        named = before is not title and _is_name(before.unit.text)
        if is_signed_and_dated(text) or (is_made_by(text) and (named or ", " in text)):
            item.why = "metadata"
    groups = Counter(item.unit.group for item in head)
    fields = Counter(item.unit.group for item in head if FIELD_LINE.fullmatch(item.unit.text))
    tables = {g for g, count in fields.items() if count >= 3 and count >= groups[g] - 2 and g != body}
    known = Counter(item.unit.group for item in head if item.why in ("metadata", "caption"))
    for item in head:
        group = item.unit.group
        many = known[group] >= max(2, groups[group] / 2) or (known[group] and group in tables)
        short = group in tables and len(item.unit.text.split()) <= _FIELD_WORDS and item.unit.text[-1].isdigit()
        if not item.why and item is not title and many and (short or FIELD_LINE.fullmatch(item.unit.text)):
            item.why = "metadata"
    blocks = {item.unit.group for item in head if item.why == "metadata" and _says_who_or_when(item.unit.text)}
    blocks -= {item.unit.group for item in head if item is title or is_prose(item.unit)}
    below: set[int] = set()
    for item in head:
        text, group = item.unit.text, item.unit.group
        if item.why:
            below.add(group)
        elif group in blocks and _is_name(text) and (group in below or _is_short_name(text)):
            item.why = "metadata"


def _is_short_name(text: str) -> bool:
    words = text.split()
    return len(words) <= 4 and not any(word.lower() in SMALL for word in words)


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and is_title_case(words) and not STOP.search(text) and not EVENT.search(text)


_WHO = re.compile(r"\b(?:by|from our)\b|^(?:words|text|story|photo\w*|portrait|illustrat\w+)\s*:", re.I)


def _says_who_or_when(text: str) -> bool:
    return is_made_by(text) or _WHO.search(text) is not None or DATE_INSIDE.search(text) is not None
