"""The end of a page, and what a page says of itself between its paragraphs: calls, credits, advertisements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from narrate.writing.clean.authors import byline, is_biography, tells_on, words_of
from narrate.writing.clean.head import NAME_ALONE
from narrate.writing.clean.judged import LABEL, NAME_LINE, STOP, Judged, is_bracketed, is_prose
from narrate.writing.clean.listings import ABOUT_US
from narrate.writing.clean.page_talk import calls, is_about_page, is_remark, is_wall, page_weight
from narrate.writing.clean.rows import is_timed_row
from narrate.writing.clean.unit import BULLET, Unit
from narrate.writing.clean.vocabulary import is_catalogued

_AD_MARK = re.compile(
    r"\W*(?:advertisements?|sponsored(?: (?:links?|content|results?))?|promoted|ads?|реклама)\W*", re.I
)


def drop_advertisements(judged: Sequence[Judged]) -> None:
    """Short lines without a full stop right after the word "Advertisement" are what is advertised."""
    left = group = 0
    for item in judged:
        text = item.unit.text
        if re.fullmatch(r"report this ad", text, re.I):
            item.why, left = "advertisement", 0
        elif _AD_MARK.fullmatch(text):
            item.why, left = "advertisement", 3
            group = -1 if text.strip().endswith(("s", "S")) else item.unit.group
        elif item.why == "navigation":
            left = 0
        elif left and not item.why and group in (-1, item.unit.group):
            words = len(text.split())
            if words <= 10 and not STOP.search(text) and not is_prose(item.unit) and text[:1] not in '“"‘«':
                item.why = "advertisement"
                left -= 1
            else:
                left = 0


_LONG = 25  #: words of a paragraph that no box of the page has


def drop_boxes(judged: Sequence[Judged], first: int, letters: frozenset[int]) -> None:
    """Below the first paragraph a block of which nearly half is the page's own is the page's as a whole."""
    for _, block in groupby(range(first, len(judged)), lambda i: judged[i].unit.group):
        lines = [judged[i] for i in block if i not in letters]
        own = sum(item.why in ("navigation", "advertisement", "copyright") for item in lines)
        if len(lines) < 4 or own < max(2, 0.4 * len(lines)):
            continue
        if any(item.unit.verse or len(item.unit.text.split()) >= _LONG for item in lines if not item.why):
            continue
        for item in lines:
            item.why = item.why or "navigation"


def drop_page_talk(judged: Sequence[Judged], letters: frozenset[int]) -> None:
    """Lines that speak of the page: at its edges on little evidence, between its paragraphs on much."""
    head = 0
    for head, item in enumerate(judged):
        if item.why:
            continue
        if is_about_page(item.unit.text):
            item.why = "editorial"
        elif is_wall(item.unit.text):
            item.why = "navigation"
        elif head in letters:
            break
        elif is_prose(item.unit):
            if not (head and is_catalogued(item.unit.text)) or LABEL.match(item.unit.text):
                break
            item.why = "metadata"
    names, said = byline(judged), words_of(judged)
    tail = len(judged)
    for tail in range(len(judged) - 1, head, -1):
        item = judged[tail]
        if item.why:
            continue
        if tail in letters or not (why := _at_the_end(item.unit, names, said, more=tail + 1 < len(judged))):
            if tail in letters or is_prose(item.unit):
                break
        else:
            item.why = why
    for item in judged[-max(4, len(judged) // 10) :]:
        if not item.why and is_remark(item.unit.text) and not item.unit.text[:1].islower():
            item.why = "editorial"
    for i in range(head, tail):
        item = judged[i]
        text = item.unit.text
        if item.why or i in letters or len(text) > 260 or LABEL.match(text):
            continue
        beside = sum(bool(judged[n].why) for n in (i - 1, i + 1) if 0 <= n < len(judged))
        asked = i > 0 and judged[i - 1].unit.text.endswith("?") and not judged[i - 1].why
        if beside and is_wall(text):
            item.why = "navigation"
        elif item.unit.alone and calls(text) >= 4 - beside // 2 and not asked:
            item.why = "advertisement"
        elif item.unit.alone and is_bracketed(text) and is_about_page(text):
            item.why = "editorial"


def _at_the_end(unit: Unit, names: str, said: Counter[str], *, more: bool) -> str:
    """Return why a line at the end of a page is not spoken; `more` lines of the page's own stand after it."""
    text = unit.text
    if LABEL.match(text):
        return ""
    if is_about_page(text) or is_remark(text):
        return "editorial"
    if is_biography(text, names, said):
        return "metadata"
    if calls(text) == 0 and tells_on(text, names, said):
        return ""
    if is_catalogued(text):
        return "metadata"
    return "advertisement" if calls(text) >= (3 if more else 4) or page_weight(text) >= 3 else ""


_CLOSING = frozenset({"navigation", "copyright", "advertisement", "metadata", "editorial"})
_SHORT = 20  #: words of a line that may belong to the page although nothing says so
_TOLD = 8  #: words of a sentence that tells something


def drop_closing(judged: Sequence[Judged], letters: frozenset[int]) -> None:
    """Drop what stands between the lines at the end that are the page's own: where they are the most, all is."""
    names, said = byline(judged), words_of(judged)
    kept = dropped = 0
    start = len(judged)
    for i in range(len(judged) - 1, -1, -1):
        item = judged[i]
        if item.why in _CLOSING:
            dropped += 1
            if dropped > kept:
                start = i
        elif not item.why:
            kept += 1
            if kept > dropped + 2 or i in letters or not _can_close(item, names, said):
                break
            if i and ABOUT_US.match(judged[i - 1].unit.text):
                break
    for item in judged[start:]:
        item.why = item.why or "navigation"


def _can_close(item: Judged, names: str, said: Counter[str]) -> bool:
    text = item.unit.text
    if (
        item.unit.verse
        or item.unit.cue
        or BULLET.match(text)
        or len(text.split()) >= _SHORT
        or text[:1] in '"“«‘—–('
        or text[-1:] in '”»"'
    ):
        return False
    if ABOUT_US.match(text) or (len(text.split()) >= _TOLD and page_weight(text) < 1):
        return False
    return LABEL.match(text) is None and not is_timed_row(text) and not tells_on(text, names, said)


def judge_tail(judged: Sequence[Judged], last: int) -> None:
    """Short lines after the last sentence are the page's own, except a signature, a source line or an ending."""
    repeated = Counter(item.unit.text for item in judged if len(item.unit.text) < 40)
    signed = _signed(judged, last)
    adjacent = True
    for i in range(last + 1, len(judged)):
        adjacent = adjacent and (i == last + 1 or not judged[i - 1].why)
        item = judged[i]
        text = _NOTE_MARK.sub("", item.unit.text)
        if item.why:
            continue
        if adjacent and (is_timed_row(text) or _heads_rows(judged, i)):
            item.kind = "list-item" if is_timed_row(text) else "heading"
            continue
        if i in signed:
            continue
        if is_bracketed(text) or (text.isupper() and repeated[text] > 1):
            continue  # a speaker's name over a last word
        if adjacent and (text[:1] in "—–-" or BULLET.match(text) or item.unit.group == judged[last].unit.group):
            continue
        if adjacent and text[-1:] == ":" and i + 1 < len(judged) and BULLET.match(judged[i + 1].unit.text):
            continue  # the last list
        if text.lstrip("★☆* ")[:1] in '“"«' and adjacent:
            continue  # what somebody says of it
        if re.fullmatch(r"\W*(?:the end|fin|finis|end|конец)\W*", text, re.I) or STOP.search(text):
            continue
        if adjacent and i == last + 1 and len(judged) == i + 1 and len(text.split()) <= 6 and NAME_LINE.fullmatch(text):
            continue
        item.why = "navigation"


def _heads_rows(judged: Sequence[Judged], i: int) -> bool:
    """Tell whether a line stands over the rows of a programme: "FLOWER ROTA"."""
    return i + 1 < len(judged) and is_timed_row(judged[i + 1].unit.text) and len(judged[i].unit.text.split()) <= 8


_NOTE_MARK = re.compile(r"(?<=[.!?])\d{1,2}$")
#: "Г. ЛАПТЕВ, ветеран труда": how readers sign in Russian papers
_WITH_TRADE = re.compile(
    r"(?:[А-ЯЁ]\. ?){1,2}[А-ЯЁ][А-ЯЁа-яё-]{2,}, [а-яё][^.!?]{2,40}(?:, (?:г|с|д|пос)\. ?[А-ЯЁ][а-яё-]+)?"
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|я|мне|меня)\b")


_ROW = 60  #: units before the last signature of a row
_SENT_IN = re.compile(  #: "Ann Vane, Tunbury", "A. Vane, by email"
    r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]+){1,3}, (?:by e-?mail|via \w+|aged? \d+|[A-Z][\w'’-]+)(?:,? [A-Z][\w'’-]+){0,3}"
)


def _signed(judged: Sequence[Judged], last: int) -> frozenset[int]:
    """Return the lines of a signature under a text in the first person: a name, and the place beside it."""
    n = last + 1
    if n < len(judged) and not judged[n].why and _WITH_TRADE.fullmatch(judged[n].unit.text):
        return frozenset({n})
    while (
        n < len(judged) and STOP.search(_NOTE_MARK.sub("", judged[n].unit.text)) and not judged[n].unit.text.isupper()
    ):
        n += 1  # a last short sentence
    if n >= len(judged) or not _FIRST_PERSON.search(" ".join(j.unit.text for j in judged[max(0, last - 4) : n])):
        return frozenset()
    text = judged[n].unit.text
    row = sum(_SENT_IN.fullmatch(item.unit.text) is not None for item in judged[max(0, n - _ROW) : n])
    if row > 1 and not judged[n].why and _SENT_IN.fullmatch(text):
        return frozenset({n})
    if judged[n].why or len(text.split()) > 4 or not NAME_LINE.fullmatch(text) or len(text) < 4:
        return frozenset()
    if not (text.isupper() or (NAME_ALONE.fullmatch(text) and judged[n].unit.lines == 1)):
        return frozenset()
    found = {n}
    after = judged[n + 1] if n + 1 < len(judged) else None
    if after is not None and after.unit.group == judged[n].unit.group and len(after.unit.text.split()) <= 5:
        found.add(n + 1)
    return frozenset(found)
