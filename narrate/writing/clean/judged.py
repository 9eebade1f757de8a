"""What every rule on the kinds of a page asks of a line: is it prose, a label, a title, a bracket.

A unit with its verdict, and the plainest tests of its wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.model import BlockKind
from narrate.writing.clean.unit import Unit


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


END = re.compile(r"[.!?…:;,]['\"”’»)\]*_]*$|[—–-]$")
STOP = re.compile(r"[.!?…]['\"”’»)\]*_]*$")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LABEL = re.compile(
    r"(?:[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d+)?[\])]?\s*[-–—]?\s*)?(?:>>\s*)?(?:\*\*|__)?"
    r"(?:[A-ZА-ЯЁÀ-Þ][\w.'’-]*(?: (?:[A-ZА-ЯЁÀ-Þ\d][\w.'’-]*|of|the|de|van|von|и)){0,4}|[QAВО]\.?|[a-z]{2,12}\d?)"
    r"(?:\s*[(\[][^)\]]{1,40}[)\]])?:(?:\*\*|__)?(?=\s|$)|[QA]\.\s"
)
COUNTED = re.compile(r"^\d{1,3}[.)]? +")  #: before the lines of a script
_NAME_TIME = re.compile(r"[^\W\d_].{0,40}\s[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?")
NAME_LINE = re.compile(r"[A-ZА-ЯЁÀ-Þ][\w.'’-]*(?: (?:[A-ZА-ЯЁÀ-Þ][\w.'’-]*|de|van|von|and|&|и)){0,5}[.,]?")
SMALL = _set(
    "a an the of in on at to for from by with and or nor but as is are was be it its his her their our my your into "
    "over under about after before between than that this via per vs no not i и в во на с со о об от до из к ко по "
    "за для не а но или у бы же ли как что это"
)
_COMMON = _set(
    "the of and to in a is was that it for on as with his he by at from had were are this which but not have be "
    "they one their or an there she her who been we you i my our me your them him its if when would will what said "
    "so up out into и в не на с что он я как это по но из у за от так же все она к то о а ты мы вы его её их был "
    "была было были ещё уже мне меня"
)


@dataclass(slots=True)
class Judged:
    """A unit and what it was found to be."""

    unit: Unit
    kind: BlockKind = "paragraph"
    why: str = ""
    level: int = 0


def is_bracketed(text: str) -> bool:
    """A whole line in brackets is a direction: the text around it decides, not its place."""
    return text[:1] in "[(" and text[-1:] in "])"


_TRAILING_GROUPS = re.compile(r"(?:\s*(?:\[[^\[\]]{1,120}\]|\([^()]{1,120}\)|♪+))+$")


def core(text: str) -> str:
    """Return a line without the stage directions and notes at its end."""
    if text[-1:] not in ")]♪":
        return text
    return _TRAILING_GROUPS.sub("", text) or text


_INITIALS = re.compile(r"[QA]\. (?:[A-Z]\. ?)+[A-Z][\w'’-]+")  # "A. J. Renwick" is no answer


def is_prose(unit: Unit) -> bool:
    """Tell whether a unit belongs to the text: a sentence, a turn, a stanza, speech between marks."""
    text = core(unit.text)
    words = text.split()
    if unit.verse or unit.cue or _NAME_TIME.fullmatch(text):
        return True
    if (label := LABEL.match(text)) and not _INITIALS.fullmatch(text):
        long = len(words) > 12 and not is_title_case(words)  # "Firing the Reader: Sound and Discipline in …"
        return END.search(text) is not None or label[0].rstrip(" :").isupper() or long
    if text[:1] in "—–" and len(words) >= 2 and END.search(text):
        return True
    if len(words) >= 20 and (STOP.search(text) or (_small_share(words) >= 0.25 and not is_title_case(words))):
        return True
    if not END.search(text):
        return text[:1] in '"“«‘„' and len(words) >= 8 and not is_title_case(words)
    if text[:1] in '"“«‘„' and STOP.search(text):
        return len(words) >= 3 or text[-1:] in '"”»’'
    return len(words) >= 4 and (_small_share(words) >= 0.15 or len(words) <= 6) and not text.endswith("...")


def _small_share(words: Sequence[str]) -> float:
    return sum(w.lower().strip(".,;:!?\"'“”«»()") in _COMMON for w in words) / len(words)


SCENE = re.compile(r"(?:INT|EXT|INT\.?/EXT|I/E|ИНТ|НАТ)[. ]+[^\W\d_]")


def is_title_case(words: Sequence[str]) -> bool:
    """Tell whether every word that carries weight has a capital."""
    heavy = [w.strip("\"'“”«»(),.:;") for w in words]
    heavy = [w for w in heavy if w and w.lower() not in SMALL and not w[0].isdigit()]
    return bool(heavy) and all(w[0].isupper() for w in heavy)
