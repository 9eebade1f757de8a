"""One pass over a text: where a rule of the language fits, its words stand in for what was written.

A `Grammar` finds the next place of interest with one pattern; the name of the group that matched chooses a list of
rules, and the first rule that has something to say there wins. Rules see the whole text around their match, and every
change keeps its place in the text as it was given. All repetitions in the patterns are bounded or run over one set of
characters, so that the pass is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

#: Rules that change letters within a word; the words of all others are set apart by blanks.
INSIDE_WORDS = frozenset({"diacritics"})

Said = str | tuple[str, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One replacement: what was written at ``text[start:end]``, what is said, and the rule that decided."""

    name: str  #: year, decade, date, money, roman, initials, ...
    start: int  #: first character in the text as it was given
    end: int  #: one past the last
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What to look for at a place of interest, and how to say it.

    `say` returns the words, or the words and where the text goes on (when it read less than the pattern matched), or
    None when the rule does not apply after all.
    """

    name: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The rules of one language."""

    trigger: re.Pattern[str]  #: one named group for each family of rules
    families: Mapping[str, tuple[Rule, ...]]


def changes_of(text: str, grammar: Grammar, start: int = 0, end: int | None = None) -> list[Change]:
    """Return what the rules change between two places, in order and without overlaps."""
    last = len(text) if end is None else end
    changes: list[Change] = []
    search = grammar.trigger.search
    at = start
    while found := search(text, at, last):
        place = found.start()
        at = place + 1
        for rule in grammar.families[found.lastgroup or ""]:
            match = rule.pattern.match(text, place, last)
            said = rule.say(match) if match else None
            if match is None or said is None:
                continue
            words, stop = (said, match.end()) if isinstance(said, str) else said
            if stop <= place:
                continue
            changes.append(Change(name=rule.name, start=place, end=stop, before=text[place:stop], after=words))
            at = stop
            break
    return changes


def apply(text: str, changes: Iterable[Change]) -> str:
    """Return the text with the changes put in, blanks and pauses tidied around them."""
    parts: list[str] = []
    at = 0
    for change in changes:
        kept, after = text[at : change.start], change.after
        last = kept[-1:] or (parts[-1][-1:] if parts else "")
        if change.name not in INSIDE_WORDS:
            if after and last and (last.isalnum() or last in "%)") and after[0].isalnum():
                kept += " "
            following = text[change.end : change.end + 1]
            if after and after[-1].isalnum() and following.isalnum():
                after += " "
        if kept:
            parts.append(kept)
        if after:
            parts.append(after)
        at = change.end
    parts.append(text[at:])
    return _tidy("".join(parts))


_SPACES = re.compile(r"[ \t\u00a0]{2,}")
_SPACE_BEFORE = re.compile(r"[ \u00a0]+(?=[,;:!?…]|\.(?!\w))")
_PAUSES = re.compile(r"([,;:.!?…])(?:[\s]*,)+(?=\s|$)|,\s*(?=[,;:.!?…])")
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
_EDGES = re.compile(r"^[\s,;:]+|[\s,]+$")


def _tidy(text: str) -> str:
    text = _SPACES.sub(" ", text)
    text = _SPACE_BEFORE.sub("", text)
    text = _PAUSES.sub(lambda found: found[1] or "", text)
    text = _TWO_STOPS.sub(".", text)
    return _EDGES.sub("", text)
