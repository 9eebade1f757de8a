"""Where quotations begin and end in a paragraph: an automaton with a stack that never fails.

Marks are often missing, turned round or of the wrong kind; whatever stands there, spans come back, and each says
whether it was opened and closed by a mark. Linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

_MARK = re.compile("[\"“”]{2}|‘‘|’’|``|''|[\"“”„‟«»‘’‚'‹›`]")
_OPENS_AFTER = frozenset(" \t\n([{—–-/\"“«„‘'")
_ELISION = re.compile(
    r"(?:tis|twas|twere|twill|em|til|till|cause|bout|round|n|d|neath|cos|fraid|ere|nother|\d0s|\d\d)\b", re.I
)
_SPACED = re.compile(r" [A-Z]")
_STRONG = frozenset('.,!?…—–;:-"”»')

DOUBLE, SINGLE, ANGLE, DASH = "double", "single", "angle", "dash"


@dataclass(slots=True, kw_only=True)
class Quote:
    """A quotation at the top level of a paragraph, marks included in `start` and `end`."""

    start: int
    end: int
    family: str
    opened: bool = True  #: False: it came open from the paragraph before
    closed: bool = True  #: False: no mark closes it in this paragraph
    nested: list[tuple[int, int]] = field(default_factory=list)  #: quotations inside, marks included
    mark: int = 1  #: how many characters a mark has
    shut: int = 0  #: how many characters the closing mark has, where they are others
    part: bool = False  #: one of several parts that dashes make of one quotation

    @property
    def inner(self) -> tuple[int, int]:
        """Return the span between the marks."""
        return self.start + (self.mark if self.opened else 0), self.end - (
            (self.shut or self.mark) if self.closed else 0
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    at: int
    size: int
    family: str
    opens: bool
    loose: bool = False  #: could be the other direction as well
    twice: bool = False  #: two double marks side by side: one that was typed twice, or the ends of two quotations


def scan(text: str, *, carried: str = "") -> list[Quote]:
    """Return the quotations of a paragraph, in order and without overlap.

    `carried` is the family of a quotation that is still open from the paragraph before, or nothing.
    """
    if not carried and _MARK.search(text) is None:
        return []
    quotes: list[Quote] = []
    stack: list[tuple[str, int]] = []  # family, start
    top: Quote | None = None
    if carried:
        top = Quote(start=0, end=len(text), family=carried, opened=False, closed=False)
        stack.append((carried, 0))
    for event in _events(text):
        if event.opens:
            if top is not None and top.start == 0 and not top.opened and event.at == 0 and event.family == top.family:
                top.opened, top.mark = True, event.size  # the mark that opens again at each paragraph
                continue
            if (
                stack
                and event.family == stack[-1][0]
                and _ended_before(text, event.at)
                and len(stack) == 1
                and top is not None
            ):
                top.end, top.closed = event.at, False
                quotes.append(top)
                stack.clear()
                top = None
            if not stack:
                top = Quote(start=event.at, end=len(text), family=event.family, closed=False, mark=event.size)
            stack.append((event.family, event.at))
            continue
        depth = (
            next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == event.family), -1)
            if len(stack) < 50
            else len(stack) - 1
        )
        if depth < 0:
            if not stack and not quotes and event.family != SINGLE and not event.loose:
                quotes.append(
                    Quote(start=0, end=event.at + event.size, family=event.family, opened=False, mark=event.size)
                )
            continue
        while event.twice and depth > 0 and stack[depth - 1][0] == event.family:
            depth -= 1
        opened_at = stack[depth][1]
        del stack[depth:]
        if stack:
            if top is not None:
                top.nested.append((opened_at, event.at + event.size))
        elif top is not None:
            top.end, top.closed, top.shut = event.at + event.size, True, event.size
            quotes.append(top)
            top = None
    if top is not None:
        quotes.append(top)
    return quotes


def _ended_before(text: str, at: int) -> bool:
    """A mark that opens after a full stop: the quotation before it lacks its closing mark."""
    head = text[max(0, at - 3) : at].rstrip()
    return head[-1:] in ".!?…"


def _events(text: str) -> list[_Event]:
    found: list[_Event] = []
    singles: list[tuple[int, bool, bool]] = []  # place in `found`, opens, strong close
    open_double = 0
    for match in _MARK.finditer(text):
        at, ch = match.start(), match[0]
        before = text[at - 1] if at else " "
        after = text[match.end()] if match.end() < len(text) else " "
        if ch in "‘’'‚‹›`" and len(ch) == 1:
            event, strong = _single(ch, at, before, after, text)
            if event is not None:
                singles.append((len(found), event.opens, strong))
                found.append(event)
            continue
        loose = ch == '"' and before.isspace() and _SPACED.match(text, match.end()) is not None
        event = _double(ch, at, len(ch), before, after, open_double > 0, loose=loose)
        if event is None:
            continue
        if ch[0] in '"“”' and len(ch) == 2:
            event = replace(event, twice=True)
        if event.family == DOUBLE:
            open_double = open_double + 1 if event.opens else max(0, open_double - 1)
        found.append(event)
    return _paired(found, singles) if singles else found


def _double(
    ch: str, at: int, size: int, before: str, after: str, is_open: bool, *, loose: bool = False
) -> _Event | None:
    """Return what a double mark does; `loose`: a space and a capital follow it, as in `said " What is it ?"`."""
    if ch in "«»":
        opens = ch == "«"
        if opens and before.isalnum() and not after.isalnum():
            opens = False
        return _Event(at=at, size=size, family=ANGLE, opens=opens)
    can_open = before in _OPENS_AFTER and (not after.isspace() or (loose and not is_open))
    can_close = not before.isspace() and (not after.isalnum() or _noted(before, after))
    if ch in "„‟":
        return _Event(at=at, size=size, family=DOUBLE, opens=True)
    if ch == "“":
        closes = is_open and not can_open and can_close
        return _Event(at=at, size=size, family=DOUBLE, opens=not closes)
    if ch == "”":
        return _Event(
            at=at, size=size, family=DOUBLE, opens=not is_open and can_open and after.isalnum() and not can_close
        )
    if before.isdigit() and not is_open and not can_open:
        return None  # inches
    if can_open and not (can_close and is_open):
        return _Event(at=at, size=size, family=DOUBLE, opens=not is_open or before.isspace(), loose=True)
    if not can_open and not can_close and not is_open:
        return None
    return _Event(at=at, size=size, family=DOUBLE, opens=not is_open and not can_close, loose=ch == '"' and can_open)


def _noted(before: str, after: str) -> bool:
    """Tell the number of a note right behind a closing mark: "like moths.'4"."""
    return after.isdigit() and before in _STRONG


def _single(ch: str, at: int, before: str, after: str, text: str) -> tuple[_Event | None, bool]:
    if ch in "‚‹":
        return _Event(at=at, size=1, family=SINGLE, opens=True), False
    if ch == "›":
        return _Event(at=at, size=1, family=SINGLE, opens=False), True
    elided = after in "'’" and _ELISION.match(text, at + 2)  # "‘’Tis a wicked night"
    if before in _OPENS_AFTER and (after.isalnum() or after in '“"…¿¡[—' or elided):
        if ch == "’" or _ELISION.match(text, at + 1):
            return None, False
        begins = after.isupper() and text[max(0, at - 2) : at].rstrip()[-1:] in ".!?:,"
        return _Event(at=at, size=1, family=SINGLE, opens=True, loose=begins), False
    if ch not in "‘`" and not before.isspace() and (not after.isalnum() or _noted(before, after)):
        return _Event(at=at, size=1, family=SINGLE, opens=False), before in _STRONG
    return None, False


def _paired(found: list[_Event], singles: list[tuple[int, bool, bool]]) -> list[_Event]:
    """Keep single marks that come in pairs; the others are apostrophes.

    From the right: for each opening mark the next closing one before another opens, a strong one (after
    punctuation) before a weak one, since a weak one may be the end of "boys'".
    """
    keep: set[int] = set()
    closers: list[tuple[int, bool]] = []  # nearest last
    for place, opens, strong in reversed(singles):
        if not opens:
            closers.append((place, strong))
            continue
        chosen = -1
        ahead = closers[-6:][::-1]
        for nth, (candidate, is_strong) in enumerate(ahead):
            if is_strong:
                chosen = candidate
                break
            if nth == 0:
                chosen = candidate
        if ahead and chosen != ahead[0][0] and found[chosen].at - found[ahead[0][0]].at > 400:
            chosen = ahead[0][0]
        if chosen >= 0:
            keep |= {place, chosen}
            while closers and closers[-1][0] <= chosen:
                closers.pop()
        elif found[place].at == 0 or found[place].loose:
            keep.add(place)  # it begins a sentence and so is no apostrophe: the closing one comes in a later paragraph
        else:
            closers.clear()
    return [e for n, e in enumerate(found) if e.family != SINGLE or n in keep]
