"""Compare a script with gold annotation, word by word: who speaks which words.

The words of both are aligned in order; a word is right when the gold speaker, or one that the gold also accepts,
says it. Words that are spoken and should not be, and words that are missing, count as errors.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.model import NARRATOR, Script

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "prof", "professor", "president", "governor", "senator"}
    | {"mayor", "chair", "judge", "captain", "general", "the", "a", "an"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What the gold says is spoken, and by whom."""

    text: str
    speakers: tuple[str, ...]  #: the first is meant, the others are accepted

    @property
    def quoted(self) -> bool:
        return self.speakers[0] != NARRATOR


@dataclass(slots=True)
class Score:
    """Counts of words; ratios follow from them, so that pages can be added up."""

    gold: int = 0
    right: int = 0
    extra: int = 0
    gold_quoted: int = 0
    right_quoted: int = 0
    said_quoted: int = 0
    said_quoted_right: int = 0
    wrong_person: int = 0

    def add(self, other: Score) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def accuracy(self) -> float:
        return 100 * self.right / max(1, self.gold + self.extra)

    @property
    def quoted_f(self) -> float:
        if not self.gold_quoted and not self.said_quoted:
            return 100.0
        precision = self.said_quoted_right / self.said_quoted if self.said_quoted else 1.0
        recall = self.right_quoted / self.gold_quoted if self.gold_quoted else 1.0
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def wrong_share(self) -> float:
        """Quoted words that a wrong person says, in percent of all quoted words."""
        return 100 * self.wrong_person / max(1, self.gold_quoted)


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").lower()
    return _WORD.findall(plain)


def read_gold(path: Path) -> list[Unit]:
    """Return the spoken units of a gold file."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Unit(text=u["text"], speakers=(u["speaker"], *u.get("accept", ()))) for u in lines if "text" in u]


def score(gold: Sequence[Unit], script: Script) -> Score:
    """Return how many words of a script are right."""
    gold_words, owner = _flat((u.text, n) for n, u in enumerate(gold))
    said_words, speaker = _flat((s.text, n) for n, s in enumerate(script.speeches()))
    names = [s.speaker for s in script.speeches()]
    result = Score(gold=len(gold_words), gold_quoted=sum(gold[n].quoted for n in owner))
    result.said_quoted = sum(names[n] != NARRATOR for n in speaker)
    matched = 0
    matcher = difflib.SequenceMatcher(None, gold_words, said_words, autojunk=False)
    for a, b, length in matcher.get_matching_blocks():
        matched += length
        for k in range(length):
            unit, name = gold[owner[a + k]], names[speaker[b + k]]
            good = any(same_person(name, wanted) for wanted in unit.speakers)
            result.right += good
            result.right_quoted += good and unit.quoted
            result.said_quoted_right += good and name != NARRATOR
            result.wrong_person += unit.quoted and not good and name != NARRATOR
    result.extra = len(said_words) - matched
    return result


def _flat(texts: Iterable[tuple[str, int]]) -> tuple[list[str], list[int]]:
    found: list[str] = []
    owner: list[int] = []
    for text, n in texts:
        here = words(text)
        found += here
        owner += [n] * len(here)
    return found, owner


def same_person(one: str, other: str) -> bool:
    """Tell whether two names mean one person: a surname is enough, titles do not count, Russian has cases."""
    if NARRATOR in (one, other):
        return one == other
    a, b = _name(one), _name(other)
    if not a or not b:
        return False
    if a == b or ((len(a) == 1 or len(b) == 1) and any(_like(x, y) for x in a for y in b)):
        return True
    if a[-len(b) :] == b or b[-len(a) :] == a:
        return True
    return _like(a[-1], b[-1]) and _like(a[0], b[0])


def _name(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    parts = [p.removesuffix("'s") for p in re.findall(r"[^\W_]+(?:['-][^\W_]+)*", plain.replace("’", "'"))]
    return [p for p in parts if p not in _TITLES] or parts


def _like(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    stem = max(4, min(len(a), len(b)) - 2)
    return bool(re.search("[а-я]", a)) and a[:stem] == b[:stem] and abs(len(a) - len(b)) <= 3
