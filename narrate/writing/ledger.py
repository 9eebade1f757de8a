"""Every spoken word traced to a source, every unspoken one given its reason.

In: a script and what its sources say (each as cleaned Document and as the attributor's Script). Out: a `Ledger`, and
nothing else: a pure function, so that `check` and `build` can never disagree. Words are compared without case and
punctuation. Cost grows with the length of the text, not with its square: unique runs of words anchor the alignment,
and only the short stretches between anchors are compared closely.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from narrate.model import Cut, Document, Dropped, Origin, Script, Speech

OWN_WORDS = "own words"  #: a direction: the producer says that these words are no source's
WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")

# Stretches whose lengths multiply to less than this are compared word by word; a longer one has to be anchored.
CLOSE_COMPARISON = 200_000
NEARBY = 12  # words: how far a label may stand from the word that it equals


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A source as the program reads it by itself."""

    document: Document  #: cleaned
    script: Script  #: attributed; its speeches and drops have origins


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Words of the script that no source has."""

    text: str
    speaker: str
    line: int  #: in the script file
    why: str  #: announcement, own words; empty: unexplained


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Words of a source that are not spoken and have no reason."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Recast:
    """A speech that the producer gave to somebody else than the attributor did."""

    text: str
    speaker: str
    attributed: str
    rule: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The account of a script against its sources."""

    origins: tuple[Origin | None, ...]  #: for each speech of the script, the source span behind it
    attributed: tuple[Speech | None, ...]  #: for each speech of the script, the attributor's speech behind it
    added: tuple[Added, ...]
    lost: tuple[Lost, ...]
    dropped: tuple[Dropped, ...]  #: with their reasons, the attributor's and the producer's
    recast: tuple[Recast, ...]
    spoken_words: int
    traced_words: int

    @property
    def unexplained(self) -> int:
        """How many differences have no reason: what ``--strict`` refuses."""
        return sum(not added.why for added in self.added) + len(self.lost)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a source and what the program by itself would do with it."""

    key: str
    source: int
    start: int
    end: int
    speech: Speech | None = None  #: the attributor's speech that has it
    why: str = ""  #: why it would be dropped; empty: it would be spoken, or neither speech nor drop accounts for it


def account(script: Script, readings: Sequence[Reading], *, announcements: Iterable[str] = ()) -> Ledger:
    """Return the ledger of a script.

    `announcements` are the lines that `show.toml` makes the announcer say: they are known not to come from a source.
    """
    source = [word for number, reading in enumerate(readings) for word in _source_words(number, reading)]
    passages = [cue for segment in script.segments for cue in segment.cues if isinstance(cue, Speech | Cut)]
    owner: list[int] = []
    spans: list[tuple[int, int]] = []
    keys: list[str] = []
    announced = {" ".join(words(line)) for line in announcements}
    for number, passage in enumerate(passages):
        if isinstance(passage, Speech) and _own_reason(passage, announced):
            continue  # the title that the announcer says is not the title that the source has
        for match in WORD.finditer(passage.text):
            owner.append(number)
            spans.append(match.span())
            keys.append(_key(match.group()))
    matched = align(keys, [word.key for word in source])
    _prefer_spoken(matched, source)

    added: list[Added] = []
    recast: list[Recast] = []
    origins: list[Origin | None] = []
    attributed: list[Speech | None] = []
    first = 0
    for number, passage in enumerate(passages):
        last = bisect_right(owner, number)
        if isinstance(passage, Speech):
            own = range(first, last)
            if (why := _own_reason(passage, announced)) and words(passage.text):
                added.append(Added(text=passage.text, speaker=passage.speaker, line=passage.line, why=why))
            added += _added(passage, own, spans, matched)
            found = [source[matched[i]] for i in own if matched[i] >= 0]
            origins.append(_origin(found, readings))
            attributed.append(_behind(found))
            recast += _recast(passage, attributed[-1])
        first = last
    used = {at: owner[i] for i, at in enumerate(matched) if at >= 0}
    lost, dropped = _unspoken(source, used, passages, readings)
    speech_words = sum(len(words(passage.text)) for passage in passages if isinstance(passage, Speech))
    traced = sum(isinstance(passages[number], Speech) for number in used.values())
    return Ledger(
        origins=tuple(origins),
        attributed=tuple(attributed),
        added=tuple(added),
        lost=tuple(lost),
        dropped=tuple(dropped),
        recast=tuple(recast),
        spoken_words=speech_words,
        traced_words=traced,
    )


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared: no case, no punctuation."""
    return [_key(match.group()) for match in WORD.finditer(text)]


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).replace("’", "'").replace("ʼ", "'").casefold()


# --- the sources ---------------------------------------------------------------------------------------------------


def _source_words(number: int, reading: Reading) -> list[_Word]:
    """Return the words of a source in their order, each with its fate."""
    document = reading.document
    found: list[tuple[str, int, int]] = []
    for block in document.blocks:
        for match in WORD.finditer(block.text):
            start, end = match.span()
            if block.offsets:
                found.append((_key(match.group()), block.offsets[start], block.offsets[end - 1] + 1))
    for drop in document.dropped:
        found += [(key, drop.origin.start, drop.origin.end) for key in words(drop.text)]
    if not document.markup:
        covered = _Spans([(start, end, None) for _, start, end in found])
        found += [
            (_key(match.group()), *match.span())
            for match in WORD.finditer(document.text)
            if covered.at(match.start()) is None and covered.at(match.end() - 1) is None
        ]
    found.sort(key=lambda word: word[1])
    drops = _Spans([(d.origin.start, d.origin.end, d.why) for d in (*document.dropped, *reading.script.dropped)])
    spoken = _Spans([(s.origin.start, s.origin.end, s) for s in reading.script.speeches() if s.origin is not None])
    fates = []
    for key, start, end in found:
        why = drops.at(start)
        speech = spoken.at(start) if why is None else None
        fates.append(_Word(key, number, start, end, speech and speech[2], str(why[2]) if why is not None else ""))
    return fates


class _Spans:
    """Spans that do not overlap, asked for the one at a place."""

    def __init__(self, spans: Iterable[tuple[int, int, object]]) -> None:
        self.spans = sorted(((s, e, v) for s, e, v in spans if e > s), key=lambda span: span[:2])
        self.starts = [span[0] for span in self.spans]

    def at(self, place: int) -> tuple[int, int, Any] | None:
        at = bisect_right(self.starts, place) - 1
        if at >= 0 and self.spans[at][1] > place:
            return self.spans[at]
        return None


def _origin(found: list[_Word], readings: Sequence[Reading]) -> Origin | None:
    """Return the span from the first to the last word, in the source that most of the words come from."""
    if not found:
        return None
    number = Counter(word.source for word in found).most_common(1)[0][0]
    own = [word for word in found if word.source == number]
    return Origin(
        path=readings[number].document.source.path,
        start=min(word.start for word in own),
        end=max(word.end for word in own),
    )


# --- what differs --------------------------------------------------------------------------------------------------


def _own_reason(speech: Speech, announced: set[str]) -> str:
    """Return why a speech needs no source; empty where it needs one."""
    if OWN_WORDS in speech.direction:
        return OWN_WORDS
    return "announcement" if " ".join(words(speech.text)) in announced else ""


def _added(speech: Speech, own: range, spans: list[tuple[int, int]], matched: list[int]) -> list[Added]:
    return [
        Added(text=speech.text[spans[run[0]][0] : spans[run[-1]][1]], speaker=speech.speaker, line=speech.line, why="")
        for run in _runs([i for i in own if matched[i] < 0])
    ]


def _behind(found: list[_Word]) -> Speech | None:
    """Return the attributor's speech that most of the words come from, if it has at least half of them."""
    counter = Counter(id(word.speech) for word in found if word.speech is not None)
    if not counter:
        return None
    most, number = counter.most_common(1)[0]
    if number * 2 < len(found):
        return None
    return next(word.speech for word in found if id(word.speech) == most)


def _recast(speech: Speech, behind: Speech | None) -> list[Recast]:
    if behind is None or _same(behind.speaker, speech.speaker):
        return []
    return [
        Recast(text=speech.text, speaker=speech.speaker, attributed=behind.speaker, rule=behind.rule, line=speech.line)
    ]


def _same(one: str, other: str) -> bool:
    """Tell whether one name is the other, or a part of it: Khrushchev and Nikita Khrushchev."""
    a, b = set(words(one)), set(words(other))
    return a <= b or b <= a


def _unspoken(
    source: list[_Word], used: dict[int, int], passages: list[Speech | Cut], readings: Sequence[Reading]
) -> tuple[list[Lost], list[Dropped]]:
    lost: list[Lost] = []
    dropped: list[Dropped] = []

    def why(at: int) -> str | None:
        """Return None for a spoken word, a reason for a dropped one, nothing for a lost one."""
        if at not in used:
            return source[at].why
        passage = passages[used[at]]
        return (passage.why or "cut by the producer") if isinstance(passage, Cut) else None

    first = 0
    for at in range(1, len(source) + 1):
        reason = why(first)
        if at < len(source) and source[at].source == source[first].source and why(at) == reason:
            continue
        if reason is not None:
            document = readings[source[first].source].document
            start, end = source[first].start, source[at - 1].end
            origin = Origin(path=document.source.path, start=start, end=end)
            text = " ".join(document.text[start:end].split())
            if reason:
                dropped.append(Dropped(text=text, why=reason, origin=origin))
            else:
                lost.append(Lost(text=text, origin=origin))
        first = at
    return lost, dropped


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


# --- alignment -----------------------------------------------------------------------------------------------------


def align(a: Sequence[str], b: Sequence[str]) -> list[int]:
    """Return for each word of `a` the index of its word in `b`, or -1; no word of `b` is used twice.

    First in order (runs that occur once in both are anchors, the stretches between are compared closely), then what
    is left is looked for elsewhere, so that a passage that was moved is still traced.
    """
    matched = [-1] * len(a)
    stack = [(0, len(a), 0, len(b))]
    while stack:
        a0, a1, b0, b1 = stack.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            matched[a0] = b0
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            matched[a1] = b1
        if a0 >= a1 or b0 >= b1:
            continue
        if anchors := _anchors(a, b, a0, a1, b0, b1):
            for i, j in anchors:
                matched[i] = j
            edges = [(a0 - 1, b0 - 1), *anchors, (a1, b1)]
            stack += [(i + 1, k, j + 1, m) for (i, j), (k, m) in itertools.pairwise(edges) if k > i + 1 and m > j + 1]
        elif (a1 - a0) * (b1 - b0) <= CLOSE_COMPARISON:
            for i, j, size in SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False).get_matching_blocks():
                matched[a0 + i : a0 + i + size] = range(b0 + j, b0 + j + size)
    _match_moved(a, b, matched)
    return matched


def _anchors(a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int) -> list[tuple[int, int]]:
    """Return pairs of places where a run of words stands that occurs once on either side, longest chain in order."""
    for size in (6, 3, 1):
        once_a = _once(a, a0, a1, size)
        once_b = _once(b, b0, b1, size)
        pairs = sorted((i, once_b[run]) for run, i in once_a.items() if run in once_b)
        if pairs:
            return _increasing(pairs)
    return []


def _once(tokens: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    for at in range(start, end - size + 1):
        run = tuple(tokens[at : at + size])
        seen[run] = -1 if run in seen else at
    return {run: at for run, at in seen.items() if at >= 0}


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that rises on both sides (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(tops, j)
        before[number] = piles[at - 1] if at else -1
        if at == len(tops):
            tops.append(j)
            piles.append(number)
        else:
            tops[at] = j
            piles[at] = number
    chain = []
    number = piles[-1]
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _prefer_spoken(matched: list[int], source: Sequence[_Word]) -> None:
    """Match a word to the place where it is spoken rather than to a label of the same name right beside it."""
    for i, at in enumerate(matched):
        if at < 0 or not source[at].why:
            continue
        before = max(matched[i - 1] if i else -1, at - NEARBY)
        after = matched[i + 1] if i + 1 < len(matched) and matched[i + 1] > at else at + NEARBY
        for other in (*range(at - 1, before, -1), *range(at + 1, min(after, len(source)))):
            if source[other].key == source[at].key and not source[other].why:
                matched[i] = other
                break


def _match_moved(a: Sequence[str], b: Sequence[str], matched: list[int]) -> None:
    """Look elsewhere for runs of three words and more that were not found in order."""
    size = 3
    free = set(range(len(b))) - set(matched)
    places: dict[tuple[str, ...], list[int]] = {}
    for at in sorted(free):
        if all(at + k in free for k in range(size)):
            places.setdefault(tuple(b[at : at + size]), []).append(at)
    if not places:
        return
    for spots in places.values():
        spots.reverse()  # taken from the end: the first place first
    for run in _runs([i for i, at in enumerate(matched) if at < 0]):
        i, stop = run[0], run[-1] + 1
        while i + size <= stop:
            spots = places.get(tuple(a[i : i + size]), [])
            while spots and any(spots[-1] + k not in free for k in range(size)):
                spots.pop()
            if not spots:
                i += 1
                continue
            at = spots.pop()
            while i < stop and at in free and a[i] == b[at]:
                matched[i] = at
                free.discard(at)
                i, at = i + 1, at + 1
