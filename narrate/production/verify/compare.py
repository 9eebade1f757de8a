"""What was said beside what should have been said: where they part, and in which way.

In: two texts. Out: a `Verdict`. Both are normalised, reduced to sounds and laid along each other at the least cost;
then the stretch is looked for in which most goes wrong. A name that is spelt otherwise costs little there, a word that
is missing costs all its sounds. Nothing here knows of clips or recognisers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from narrate.production.speakable import normalise
from narrate.production.verify.sounds import Sound, difference, sounds_of, words_of

_NAME = re.compile(r"(?<=[\w,;:–—-] )[^\W\d_a-zа-яё][\w'’-]+")

_LINKS = frozenset(("and", before) for before in ("hundred", "thousand", "million", "billion"))

Kind = Literal["dropped", "doubled", "cut", "garbled", "silent"]

#: With fewer words a recogniser has nothing to go by; a short sentence is recorded with its neighbour anyway.
FEWEST_WORDS = 4
#: What a stretch must cost to be a fault: about two consonants that nobody said, or that somebody said too much.
FAULT_COST = 2.0
#: A word that is missing from its first sound to its last is no slip of spelling, however short: "hall", "was".
WORD_COST = 1.4
#: A voice that breaks off is heard as such: the recogniser writes dots or a dash, and less is enough.
BROKEN_OFF_COST = 0.9
BROKEN_OFF = ("...", "…", "-", "–", "—")
#: A sound that was heard rightly takes this share of its weight from the stretch around it.
RELIEF = 0.35
#: What counts as heard rightly, in the weights of `sounds`.
NEARLY_RIGHT = 0.5
#: Names are written as they are heard: where this much of one was heard, its other sounds count for less.
NAME_HEARD, NAME_COST = 0.3, 0.5
#: Where so much of a sentence is wrong, no single place is.
MOST_WRONG = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is wrong with a take; `kind` is empty where nothing is."""

    kind: Kind | Literal[""] = ""
    cost: float = 0.0  #: of the worst stretch: the number of consonants that are wrong
    share: float = 0.0  #: of the whole, 0 to 1 and more
    said: str = ""  #: the words of the text in the worst stretch
    heard: str = ""  #: what was heard in their place


@dataclass(frozen=True, slots=True)
class _Step:
    """One sound of the text, one that was heard, or both laid together."""

    wanted: Sound | None
    heard: Sound | None
    cost: float


def compare(text: str, heard: str, *, language: str = "en", also: Iterable[str] = ()) -> Verdict:
    """Return what is wrong with what was heard, the kindest reading of all.

    `also` holds other ways to write the same text, such as names as the lexicon respells them.
    """
    found = _told(heard, language)
    names = _names(text)
    broken = heard.rstrip().endswith(BROKEN_OFF) and not text.rstrip().endswith(BROKEN_OFF)
    ways = dict.fromkeys(_told(one, language) for one in (text, *also))
    verdicts = [_verdict(wanted, found, names, broken) for wanted in ways]
    return min(verdicts, key=lambda verdict: (bool(verdict.kind), verdict.cost))


def _told(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a text as they are spoken, whichever way its numbers are written."""
    words = words_of(normalise(text, language))
    # "Two hundred and six" and "two hundred six" are one number.
    return tuple(word for before, word in zip(["", *words], words, strict=False) if (word, before) not in _LINKS)


def _names(text: str) -> frozenset[str]:
    """Return the words that stand with a capital inside a sentence."""
    return frozenset(word for found in _NAME.finditer(text) for word in words_of(found[0]))


def _verdict(wanted: Sequence[str], heard: Sequence[str], names: frozenset[str], broken: bool) -> Verdict:
    if len(wanted) < FEWEST_WORDS:
        return Verdict()
    if not heard:
        return Verdict(kind="silent", cost=float("inf"), share=1.0, said=" ".join(wanted))
    steps = _forgiven(_aligned(sounds_of(wanted), sounds_of(heard)), wanted, names)
    first, last, score = _worst(steps)
    total = sum(step.wanted.weight for step in steps if step.wanted)
    share = sum(step.cost for step in steps) / max(total, 1.0)
    final = len(wanted) - 1
    enough = BROKEN_OFF_COST if broken and _touches(steps, first, last, final) else FAULT_COST
    if _lacks_a_word(steps, first, last):
        enough = min(enough, WORD_COST)
    kind: Kind | Literal[""] = ""
    if score >= enough:
        twice = _says_twice(heard) and not _says_twice(wanted)
        kind = _kind(steps, first, last, share, final, twice=twice)
    return Verdict(
        kind=kind,
        cost=round(score, 2),
        share=round(share, 3),
        said=_words(wanted, (step.wanted for step in steps[first:last])),
        heard=_words(heard, (step.heard for step in steps[first:last])),
    )


def _forgiven(steps: Sequence[_Step], wanted: Sequence[str], names: frozenset[str]) -> list[_Step]:
    """Return the steps with the sounds of half-heard names at less cost."""
    weights: dict[int, float] = {}
    right: dict[int, float] = {}
    for step in steps:
        if step.wanted is not None:
            weights[step.wanted.word] = weights.get(step.wanted.word, 0.0) + step.wanted.weight
            if step.cost < NEARLY_RIGHT and step.heard is not None:
                right[step.wanted.word] = right.get(step.wanted.word, 0.0) + step.wanted.weight
    half = {word for word, weight in right.items() if wanted[word] in names and weight >= NAME_HEARD * weights[word]}
    made: list[_Step] = []
    word = -1
    for step in steps:
        word = step.wanted.word if step.wanted is not None else word
        made.append(replace(step, cost=step.cost * NAME_COST) if word in half else step)
    return made


def _kind(steps: Sequence[_Step], first: int, last: int, share: float, final: int, *, twice: bool) -> Kind:
    stretch = steps[first:last]
    missing = sum(step.cost for step in stretch if step.heard is None)
    extra = sum(step.cost for step in stretch if step.wanted is None)
    if missing > 2 * extra and (share < MOST_WRONG or not extra):
        edge = _touches(steps, first, last, 0) or _touches(steps, first, last, final)
        return "cut" if edge else "dropped"
    if extra > 2 * missing and (twice or (share < MOST_WRONG and _is_echo(steps, first, last))):
        return "doubled"
    return "garbled"


def _lacks_a_word(steps: Sequence[_Step], first: int, last: int) -> bool:
    """Say whether in a stretch nothing is heard, and a whole word at least falls into it."""
    stretch = steps[first:last]
    inside = {step.wanted.word for step in stretch if step.wanted}
    outside = {step.wanted.word for step in (*steps[:first], *steps[last:]) if step.wanted}
    return bool(inside - outside) and all(step.heard is None for step in stretch)


def _touches(steps: Sequence[_Step], first: int, last: int, word: int) -> bool:
    """Say whether a stretch reaches into a word of the text."""
    return any(step.wanted is not None and step.wanted.word == word for step in steps[first:last])


def _is_echo(steps: Sequence[_Step], first: int, last: int) -> bool:
    """Say whether what was heard too much is heard right before or behind it as well."""
    more = "".join(step.heard.letter for step in steps[first:last] if step.heard and step.wanted is None)
    before = "".join(step.heard.letter for step in steps[:first] if step.heard)[-len(more) - 2 :]
    behind = "".join(step.heard.letter for step in steps[last:] if step.heard)[: len(more) + 2]
    half = max(2, len(more) // 2)
    return any(more[i : i + half] in before or more[i : i + half] in behind for i in range(len(more) - half + 1))


def _words(words: Sequence[str], sounds: Iterable[Sound | None]) -> str:
    indexes = sorted({sound.word for sound in sounds if sound is not None})
    return " ".join(words[indexes[0] : indexes[-1] + 1]) if indexes else ""


def _aligned(wanted: Sequence[Sound], heard: Sequence[Sound]) -> list[_Step]:
    """Lay two rows of sounds along each other at the least cost (Wagner and Fischer, 1974, with weights)."""
    rows, columns = len(wanted), len(heard)
    cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        cost[i][0] = cost[i - 1][0] + wanted[i - 1].weight
    for j in range(1, columns + 1):
        cost[0][j] = cost[0][j - 1] + heard[j - 1].weight
    for i, one in enumerate(wanted, 1):
        row, above = cost[i], cost[i - 1]
        for j, other in enumerate(heard, 1):
            row[j] = min(
                above[j - 1] + difference(one.letter, other.letter),
                above[j] + one.weight,
                row[j - 1] + other.weight,
            )
    return _traced(wanted, heard, cost)


def _traced(wanted: Sequence[Sound], heard: Sequence[Sound], cost: Sequence[Sequence[float]]) -> list[_Step]:
    steps: list[_Step] = []
    i, j = len(wanted), len(heard)
    while i or j:
        here = cost[i][j]
        if i and abs(here - cost[i - 1][j] - wanted[i - 1].weight) < 1e-9:
            i -= 1
            steps.append(_Step(wanted[i], None, wanted[i].weight))
        elif j and abs(here - cost[i][j - 1] - heard[j - 1].weight) < 1e-9:
            j -= 1
            steps.append(_Step(None, heard[j], heard[j].weight))
        else:
            i, j = i - 1, j - 1
            steps.append(_Step(wanted[i], heard[j], difference(wanted[i].letter, heard[j].letter)))
    return steps[::-1]


def _worst(steps: Sequence[_Step]) -> tuple[int, int, float]:
    """Return where the most goes wrong, and how much (the largest sum of a run: Kadane's algorithm)."""
    best = (0, 0, 0.0)
    start, running = 0, 0.0
    for place, step in enumerate(steps):
        weight = step.wanted.weight if step.wanted else 0.0
        gain = step.cost - (RELIEF * weight if step.cost < NEARLY_RIGHT else 0.0)
        if running <= 0:
            start, running = place, 0.0
        running += gain
        if running > best[2]:
            best = (start, place + 1, running)
    return best


def repeats_itself(text: str, language: str = "en") -> bool:
    """Say whether words of a text follow each other twice, as in "never, never again"."""
    return _says_twice(_told(text, language))


def _says_twice(words: Sequence[str]) -> bool:
    return any(
        words[at : at + run] == words[at + run : at + 2 * run]
        for run in range(1, len(words) // 2 + 1)
        for at in range(len(words) - 2 * run + 1)
    )


def is_too_short(text: str, language: str = "en") -> bool:
    """Say whether a text has too few words for a recogniser to be trusted with it."""
    return len(words_of(normalise(text, language))) < FEWEST_WORDS
