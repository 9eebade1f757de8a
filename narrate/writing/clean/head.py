"""The lines before the first sentence of a page: paper, title, standfirst, author, date, caption, menu."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from narrate.writing.clean.front import EVENT, TO_WHOM, drop_imprint, heavy_words, is_signed_and_dated
from narrate.writing.clean.furniture import DATE_INSIDE
from narrate.writing.clean.judged import (
    LABEL,
    NAME_LINE,
    SCENE,
    STOP,
    WORD,
    Judged,
    core,
    is_bracketed,
    is_title_case,
)
from narrate.writing.clean.russian import announces
from narrate.writing.clean.titles import without_menu
from narrate.writing.clean.unit import BULLET, Unit
from narrate.writing.clean.vocabulary import is_catalogued, is_masthead


def is_quoted_title(unit: Unit) -> bool:
    """A headline that is a quotation: no full stop in it, nothing after it."""
    text = unit.text
    return (
        text[:1] in "\"“«‘„'"
        and text[-1:] in "\"”»’'"
        and text[-2:-1] not in ".!?…,"
        and len(text.split()) <= 20
        and unit.alone
    )


_PERSONS = re.compile(
    r"\W*(?:characters|dramatis person(?:ae|æ)|persons?(?: of the play)?|the cast|cast|действующие лица)\W*", re.I
)
_SECTION = re.compile(
    r"(?:obituar(?:y|ies)|opinion|news|letters?|features?|culture|comment|essays?|reviews?|books?|interviews?|"
    r"world|politics|sport|science|history|"
    r"travel|analysis|editorial|column|profile|poetry|fiction|arts?|technology|business|health|новости|культура|"
    r"общество|интервью|мнение)",
    re.I,
)


def judge_head(judged: Sequence[Judged], standfirst: int, first: int) -> None:
    """Short lines before the first paragraph: a title with what belongs to it, or a menu with the title in it.

    `standfirst` is the index of the first sentence, below which no title stands, `first` that of the first paragraph.
    """
    rest = judged[first:]
    lines = _without_mastheads(_lines(judged[:first], judged[standfirst].unit.group), judged)
    persons = {item.unit.group for item in lines if _PERSONS.fullmatch(item.unit.text)}
    if persons and len(lines) > 3:  # a play: who is in it is read as it stands
        _name(item for item in lines if item.unit.group not in persons)
        return
    if len(lines) > 3:
        lines = _without_blocks(lines, judged, first)
    label = LABEL.match(judged[first].unit.text)
    opens_transcript = label is not None and label[0].rstrip(" :").isupper()
    if len(lines) > 3 and not _is_record(lines, rest, opens_transcript=opens_transcript):
        lines = without_menu(lines, judged, standfirst, first)
    if not lines:
        return
    drop_imprint(judged[:first], lines[0], judged[first].unit.group)
    _drop_house(judged, lines, rest)
    lines = _without_bylines([item for item in lines if not item.why], rest)
    if len(lines) > 1 and _SECTION.fullmatch(lines[0].unit.text):
        lines.pop(0).why = "navigation"
    if not opens_transcript:
        _drop_names_over_dates(judged[:first], lines[0])
        _drop_captions(judged[:first], lines[0])
    _name(item for item in lines if not item.why)


def _drop_house(judged: Sequence[Judged], lines: Sequence[Judged], rest: Sequence[Judged]) -> None:
    """Below a menu, drop the house or the number over the title where the text uses the title's words, none of its."""
    lines = [item for item in lines if not item.why]
    if len(lines) < 2 or not any(item.why == "navigation" for item in takewhile(lambda j: j is not lines[0], judged)):
        return
    house, title = lines[:2]
    if STOP.search(house.unit.text) or len(house.unit.text.split()) > 6 or not _HOUSE.search(house.unit.text):
        return
    said = {w.lower() for item in rest if not item.why for w in WORD.findall(item.unit.text)}
    if title.unit.alone and not said & heavy_words([house]) and said & heavy_words([title]):
        house.why = "navigation"


_HOUSE = re.compile(
    r"\b(?:ministry|department|office|bureau|council|university|college|institute|society|museum|archives?|library|agency|"
    r"press|radio|newsroom|authority|foundation|trust|association|centre|center)\b|\d",
    re.I,
)


def _name(lines: Iterable[Judged]) -> None:
    """Make the first line the title and the others headings."""
    for n, item in enumerate(lines):
        item.kind, item.level = ("heading", 2) if n else ("title", 1)


def _lines(head: Sequence[Judged], body: int) -> list[Judged]:
    """Return the lines that can be a title or belong to one; the name of a site over its menu is none.

    In the block of the text itself, `body`, on a page without empty lines, nothing tells a menu's neighbours.
    """
    rows = {item.unit.group for item in head if item.why == "navigation"} - {body}
    found = [
        item
        for n, item in enumerate(head)
        if not item.why
        and not _is_short_sentence(item.unit.text)
        and not is_bracketed(item.unit.text)
        and not (n and item.unit.text[-1:] in ":,")
    ]
    for item in found[:-1]:
        if item.unit.group in rows and len(item.unit.text.split()) <= 5:
            item.why = "navigation"
    return [item for item in found if not item.why]


def _without_blocks(lines: Sequence[Judged], judged: Sequence[Judged], first: int) -> list[Judged]:
    """Take away blocks of three and more short lines: menus. A list after a colon is read: "Members present:"."""
    groups = Counter(item.unit.group for item in lines)
    listed = {
        after.unit.group
        for before, after in pairwise(judged[: first + 1])
        if before.unit.text[-1:] == ":" and after.unit.group - before.unit.group <= 1
    }
    lines = [item for item in lines if item.unit.group not in listed]
    wordy = {g for g in groups if sum(len(x.unit.text.split()) for x in lines if x.unit.group == g) >= 4 * groups[g]}
    wordy.add(judged[first].unit.group)  # a page without empty lines has no blocks to tell from one another
    for item in lines:
        if groups[item.unit.group] >= 3 and item.unit.group not in wordy:
            item.why = "navigation"
    return [item for item in lines if not item.why]


def _is_record(lines: Sequence[Judged], rest: Sequence[Judged], *, opens_transcript: bool) -> bool:
    """Tell the head of a court's or a council's record, which is read as it stands, from a menu."""
    labelled = opens_transcript or sum(LABEL.match(item.unit.text) is not None for item in rest) >= 4
    return labelled and len(lines) <= 8 and sum(len(item.unit.text.split()) for item in lines) >= 3 * len(lines)


def _drop_names_over_dates(head: Sequence[Judged], title: Judged) -> None:
    for item, after in pairwise(head):
        if (
            not item.why
            and item is not title
            and after.why == "metadata"
            and item.unit.group == after.unit.group
            and 2 <= len(item.unit.text.split()) <= 4
            and NAME_LINE.fullmatch(item.unit.text)
        ):
            item.why = "metadata"


def _drop_captions(head: Sequence[Judged], title: Judged) -> None:
    """What stands between the byline and the text, or ends in a year, is a picture's caption."""
    titled = dated = False
    for before, item in pairwise([title, *head]):
        text = item.unit.text
        titled = titled or item is title
        dated = dated or (titled and item.why == "metadata" and _WHO_AND_WHEN.search(text) is not None)
        if item.why or item is title or SCENE.match(text) or BULLET.match(text):
            continue
        below = (
            dated
            and len(text.split()) >= 6
            and _NAMES_SOMETHING.search(text) is not None
            and not re.match(r"\w+(?: \w+)?: ", text)
            and not is_title_case(text.split())
            and not STOP.search(text)
            and not announces(text)
            and (before is not title or not item.unit.alone)
        )
        dated_line = _ENDS_IN_A_YEAR.search(text) is not None and not is_title_case(text.split())
        if (below or dated_line) and not EVENT.search(text) and not TO_WHOM.search(text):
            item.kind, item.why = "caption", "caption"


_NAMES_SOMETHING = re.compile(r"\s\W?[A-ZÀ-ÞА-ЯЁ\d]")
_ENDS_IN_A_YEAR = re.compile(r", (?:c\. ?|circa )?(?:1[5-9]|20)\d\d$")


def _without_mastheads(open_: Sequence[Judged], judged: Sequence[Judged]) -> list[Judged]:
    """Take the name of the paper from above a title, and what says where the text was printed."""
    owners = " ".join(item.unit.text for item in judged if item.why == "copyright").lower()
    for n, item in enumerate(open_[:-1]):
        text = item.unit.text
        owned = 2 <= len(text.split()) <= 5 and len(text) > 8 and text.lower() in owners
        dated = is_signed_and_dated(text) and item is judged[0]
        if n < 2 and (is_masthead(text) or owned or dated) and (n == 0 or open_[0].why):
            item.why = "navigation"
    left = [item for item in open_ if not item.why]
    if any(not is_catalogued(item.unit.text) for item in left):
        for item in left:
            item.why = "metadata" if is_catalogued(item.unit.text) else ""
    return [item for item in left if not item.why]


def _without_bylines(left: Sequence[Judged], rest: Sequence[Judged]) -> list[Judged]:
    """Take away a name that stands alone below the title and never in the text: whoever wrote it."""
    said: set[str] = set()
    for item in rest:
        if not item.why:
            said.update(WORD.findall(item.unit.text.lower()))
    listed = sum(NAME_ALONE.fullmatch(item.unit.text) is not None for item in rest if not item.why) > 1
    asked = sum(re.match(r"[QA][.:] ", item.unit.text) is not None for item in rest) >= 2
    spoken = asked or (left and _ADDRESS.search(left[0].unit.text))
    for n, item in enumerate(left):
        if not n and (len(left) < 2 or not _CYRILLIC_NAME.fullmatch(item.unit.text)):
            continue  # only Russian journals set the author over the title
        match = NAME_ALONE.fullmatch(item.unit.text)
        if (
            match
            and not _INSTITUTION.search(match[1])
            and not listed
            and not spoken
            and not said.intersection(_surnames(match[1]))
        ):
            item.why = "metadata"
    return [item for item in left if not item.why]


_CYRILLIC_NAME = re.compile(r"[А-ЯЁ][а-яё]+ (?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]\. ?[А-ЯЁ][а-яё]+)")
_NAME_PART = r"(?:[A-ZÀ-ÞА-ЯЁ][\w'’-]+|[A-ZА-ЯЁ]\.)"
NAME_ALONE = re.compile(
    rf"({_NAME_PART}(?: (?:{_NAME_PART}|de|van|von|da|di|der)){{1,3}}"
    rf"(?:(?: and| &|,| и) {_NAME_PART}(?: {_NAME_PART}){{1,2}})?)(?:(?:,| in| at|  +[·•|"
    rf"—–-]?) ?[A-Z][^.!?]{{2,50}})?"
)
_INSTITUTION = re.compile(
    r"^(?:the|a|an|our|my|part|book|act|scene|chapter|room|plot)\b|-\w\b|(?:tion|ness|ology|ics|ship)s?\b|"
    r"\b(?:committee|report|council|court|office|department|intro|outro|orders?|hearing|meeting|board|society|agenda|"
    r"programme|program|project|house|hall|street|road|avenue|lane|park|school|church|club|bill|act|party|assembly|"
    r"parliament|senate|ministry|day|night|morning|evening|week|host|questions?|answers?|notes?|page|college|"
    r"university|institute|institution|company|museum|gallery|library|archives?|collection|papers|voices|stories|"
    r"records?|review|news|letters?|history|memories|life|lives|years?|war|world|city|county|town|village|island|"
    r"river|valley|bridge|station|north|south|east|west|upper|lower|old|new|last|first)\b",
    re.I,
)
_ADDRESS = re.compile(
    r"\b(?:speech|address|remarks|statement|testimony|lecture|sermon|letter|interview|conversation|profile|obituary|"
    r"memoir|diary|talk|q ?& ?a|questions|answers|meets?|речь|выступление|интервью|беседа)\b",
    re.I,
)


def _surnames(names: str) -> set[str]:
    return {WORD.findall(name.lower())[-1] for name in re.split(r",| and | & | и ", names) if WORD.search(name)}


_WHO_AND_WHEN = re.compile(
    rf"\bby\b|\b(?:1[89]|20)\d\d\b|\d[:.]\d\d|{DATE_INSIDE.pattern}|^{NAME_ALONE.pattern}$", re.I
)


def _is_short_sentence(text: str) -> bool:
    text = core(text)
    if text[-1:] in "!?." and re.search(r"[.!?] \w", text):
        return True
    return text[-1:] == "." and not text.endswith("..") and len(text.split()) >= 2 and not is_title_case(text.split())
