"""Names for those who have none in their label: "CALLER", "MAN", "Speaker 4".

A host says who is on the line before a caller speaks, and whom one has heard after it: "Let's go to Umar in Leith.",
"That was Gerrit Kamp.", "Thank you, Janice." So the turn before and the turn after tell, and nothing farther away.
A label with a number is one person all over the page; "CALLER" is somebody new with every name that is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.model import Block
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.labels import Label
from narrate.writing.attribute.wording.names import Name, read_name
from narrate.writing.attribute.wording.words import Token, tokens


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_REACH = 160  #: characters of a turn, at its end or its beginning, in which the next or the last speaker is named
_THERE = frozenset({"in", "from", "of", "at", "on", "who", "whose"})
_BRINGS = frozenset({"to", "from", "is", "with", "meet", "welcome", "here's", "by"})
_HEARD = re.compile(
    r"(?:(?:and|so|now|yes|well),? )*(?:that was|that's|that is|this is|you(?:'ve)? (?:just )?heard)"
    r"(?: (?:from|the voice of))? (?:(?-i:[a-z'’-]+ ){1,6}?|[^,.;:!?]{2,50}, )?(?=(?-i:[A-Z]))",
    re.I,
)


_UNNAMED = _set(
    "caller man woman boy girl guest voice voicemail listener male female neighbour neighbor unidentified unknown "
    "passer-by passerby child kid person resident message"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A turn: its label, and what is said in it."""

    label: Label
    text: str


def find_latecomers(
    blocks: Sequence[Block],
    accepted: Sequence[Label],
    people: People,
    named: frozenset[str],
) -> dict[int, str]:
    """Return who speaks after a label without a name, by block; `named` are those with a label of their own."""
    if not any(_is_nobody(f.label) for f in accepted):
        return {}
    said = _turns(blocks, accepted)
    found: dict[int, str] = {}
    whole: dict[str, str] = {}  # numbered labels
    current: dict[str, list[str]] = {}  # label -> who bears it now
    waiting: dict[str, list[int]] = {}  # label -> blocks since nobody bears it
    for n, turn in enumerate(said):
        label = turn.label.label
        if not _is_nobody(label):
            continue
        before = said[n - 1] if n and said[n - 1].label.label != label else None
        after = said[n + 1] if n + 1 < len(said) and said[n + 1].label.label != label else None
        brought = _brought_in(before.text[-_REACH:], people, named) if before else ""
        heard = _heard(after.text[:_REACH], people, named) if after else ""
        if brought:
            current[label], waiting[label] = [brought], []
        elif heard:
            current[label] = [heard]
            found |= dict.fromkeys(waiting.pop(label, ()), heard)
        if who := current.get(label):
            found[turn.label.block] = who[0]
            if label[-1:].isdigit():
                whole.setdefault(label, who[0])
        else:
            waiting.setdefault(label, []).append(turn.label.block)
        if heard and heard in named:  # from here on that person has a label of his own
            current.pop(label, None)
    return found | {t.label.block: whole[t.label.label] for t in said if t.label.label in whole}


def _is_nobody(label: str) -> bool:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", label.lower())
    return any(w in _UNNAMED for w in words) or (label[-1:].isdigit() and words[:1] == ["speaker"])


def _turns(blocks: Sequence[Block], accepted: Sequence[Label]) -> list[_Said]:
    ends = [f.block for f in accepted[1:]] + [len(blocks)]
    return [
        _Said(
            label=f,
            text=" ".join(
                [
                    blocks[f.block].text[f.end :],
                    *(b.text for b in blocks[f.block + 1 : min(end, f.block + 8)] if not b.why),
                ]
            ).strip(),
        )
        for f, end in zip(accepted, ends, strict=True)
    ]


def _brought_in(text: str, people: People, named: frozenset[str]) -> str:
    """Return whom the end of a turn calls or gives the floor to."""
    toks = tokens(text)
    found = ""
    for k, name in _names(toks, people):
        last = min(name.last, len(toks))
        before = toks[k - 1].low if k else ""
        after = toks[last].low if last < len(toks) else ""
        known = people.is_person(name) or len(re.findall(rf"\b{re.escape(name.text)}\b", text)) >= 2
        called = known and (_is_called(toks, k, last) or after in ("'s", "is"))
        given = before in _BRINGS and (known or after in _THERE)
        who = people.resolve(name.text, name.title)
        if (called or given) and who not in named:
            found = who
    return found


def _heard(text: str, people: People, named: frozenset[str]) -> str:
    """Return whose turn it was before a text that begins "That was Ann Vane" or "Thank you, Ann"."""
    straight = text.replace("’", "'")
    if match := _HEARD.match(straight):
        toks = tokens(text, match.end())
        name = read_name(toks, 0, people.language) if toks and toks[0].capital else None
        who = people.resolve(name.text, name.title) if name is not None else ""
        if name is not None and (" " in name.text or people.is_person(name) or who in named):
            return who
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    toks = tokens(first)
    for k, name in _names(toks, people):
        who = people.resolve(name.text, name.title)
        if _is_called(toks, k, name.last) and people.is_person(name) and who not in named:
            return who
    return ""


def _names(toks: Sequence[Token], people: People) -> list[tuple[int, Name]]:
    found = []
    k = 0
    while k < len(toks):
        name = read_name(toks, k, people.language) if toks[k].capital and toks[k].word else None
        if name is not None and not any(w in people.language.not_names for w in name.text.lower().split()):
            found.append((k, name))
            k = max(name.last, k + 1)
        else:
            k += 1
    return found


def _is_called(toks: Sequence[Token], first: int, last: int) -> bool:
    """Tell a name between the marks of a call: "Dot, you're on.", "Thank you, Dot."."""
    before = toks[first - 1].text if first else "."
    after = toks[last].text if last < len(toks) else "."
    return (before in ".!?" and after == ",") or (before == "," and after in ".!?")
