"""Paragraphs without a label between paragraphs that have one: whose they are.

In a transcript they go on with the turn before them, unless the clerk or the playwright writes them. In subtitles a
voice that nobody names is the film's own as often as the last speaker's, so the words have to tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.turns.labels import Label
from narrate.writing.attribute.voices import Turn
from narrate.writing.attribute.wording.words import tokens

AT_ONCE_SECONDS = 0.3  #: a subtitle that follows within this time goes on with the speech before it
_CLOCK = r"((?:\d{1,2}:)?\d{1,2}:\d{1,2}[.,]\d{1,3})"
_TIMES = re.compile(rf"\D{{0,2}}{_CLOCK}\s*-+>\s*{_CLOCK}")


_NEUTER = frozenset({"it", "it's", "this", "that", "that's", "это", "оно"})


def _seconds(time: str) -> float:
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = 60 * total + float(part)
    return total


def personal(text: str, language: Language) -> bool:
    """Tell whether a text says I, we or you."""
    return any(t.low in language.first_person or t.low in language.second_person for t in tokens(text[:1500]))


_LONGEST_QUESTION = 60  #: words
_FEW = 2  #: questions


def unlabelled_questions(blocks: Sequence[Block], labels: Mapping[int, Label]) -> frozenset[int]:
    """Return the questions of an interview with several guests, in which only the answers have labels.

    Each stands right before a label; they are most of what has no label, and who has one hardly ever asks.
    """
    first, last = min(labels), max(labels)
    spoken = [i for i, block in enumerate(blocks) if not block.why and block.kind != "title" and i <= last]
    asked = {
        i
        for i, after in pairwise(spoken)
        if after in labels
        and i not in labels
        and blocks[i].text.endswith("?")
        and len(blocks[i].text.split()) <= _LONGEST_QUESTION
    }
    bare = sum(i not in labels and i >= first for i in spoken)
    ask_back = sum(blocks[i].text.endswith("?") for i in labels)
    if len(asked) <= _FEW or len(asked) < 0.6 * bare or ask_back > 0.3 * len(labels):
        return frozenset()
    return frozenset(asked)


class Unlabelled:
    """What goes on with a turn, in a page of paragraphs."""

    def __init__(self, blocks: Sequence[Block], labels: Sequence[str], last: int, language: Language) -> None:
        """Take the page, its labels, and the block of the last one."""
        self.blocks, self.last, self.language = blocks, last, language
        self.mentioned = _mentioned(labels)
        self.staged = any(len(b.text) <= 60 and _SCENE.match(b.text) for b in blocks if not b.why)

    def continues(self, i: int, current: Turn) -> bool:
        """Tell whether a paragraph still belongs to the speaker before it."""
        text = self.blocks[i].text
        if _narrates(text, self.mentioned, self.language):
            return False
        if self.staged and self.blocks[i].kind == "paragraph" and not personal(text, self.language):
            return False  # what a play or a script has between the speeches
        if i < self.last:
            return True
        if current.rule == "question-answer" and not personal(text, self.language):
            return False  # after the last answer the page speaks again
        surname = current.speaker.split()[-1].lower() if current.speaker else ""
        return not (surname and surname in text.lower()) and len(text.split()) > 3 and not text.startswith(("—", "["))

    def testifies(self, i: int) -> bool:
        """Tell whether a paragraph after the swearing of a witness is what he says: it says I, or runs on."""
        block = self.blocks[i]
        singular = self.language.singular
        if i and block.kind == "paragraph" and 0 <= block.origin().start - self.blocks[i - 1].origin().end <= 1:
            return True
        return block.kind not in ("title", "heading") and any(t.low in singular for t in tokens(block.text[:1500]))


class Cues:
    """What goes on with a speech, in subtitles: the times decide, and where they leave a gap, the words.

    Where the film's own voice has a label too, whatever has none goes on. Else a subtitle without a label goes on where
    the one before it stops in a sentence, where it follows at once, or where it says I or takes up who was spoken of.
    """

    def __init__(self, blocks: Sequence[Block], labels: Sequence[str], language: Language) -> None:
        """Look for the times of subtitles."""
        self.blocks, self.language = blocks, language
        times = [b.text for b in blocks if b.why == "timestamp"]
        self.subtitles = any("-->" in text[:40] for text in times) or len(times) >= 0.4 * len(blocks)
        self.own_voice = any(label.lower().rstrip(".") in language.narrator_labels for label in labels)
        self.goes_on = False  #: the last subtitle belonged to somebody with a label
        self._until = -1.0
        self._at_once = False
        self._same = False  # no time since what was shown last
        self._before = self._shown = ""

    def __bool__(self) -> bool:
        """Tell whether the page has subtitles at all."""
        return self.subtitles

    def show(self, i: int) -> None:
        """Take in a block: a time, or what was shown."""
        text = self.blocks[i].text
        self._same = self._same and self.blocks[i].why != "timestamp"
        if self.blocks[i].why == "stage-direction":
            # a sound parts two speeches; in the subtitle of a speech it is the speaker's own
            self.goes_on = self.goes_on and (self.own_voice or self._same)
        elif times := _TIMES.match(text):
            start, end = _seconds(times[1]), _seconds(times[2])
            self._at_once = 0 <= start - self._until <= AT_ONCE_SECONDS
            self._until = end
        elif not self.blocks[i].why:
            self._before, self._shown = self._shown, text

    def continues(self, i: int) -> bool:
        """Tell whether a subtitle without a label goes on with the speech before it."""
        if self.blocks[i].kind == "list-item":  # a dash: two speak in one subtitle, and neither is named
            self.goes_on = False
        taken_up = self._same or self.own_voice or self._at_once or self._takes_up(self.blocks[i].text)
        self.goes_on = self.goes_on and taken_up
        self._same = True
        return self.goes_on

    def begin(self) -> None:
        """Take in that somebody with a label speaks."""
        self.goes_on = self._same = True

    def _takes_up(self, text: str) -> bool:
        first = tokens(text[:40])
        return (
            self._before[-1:].isalnum()
            or self._before[-1:] == ","
            or text[:1].islower()
            or personal(text, self.language)
            or bool(first and (first[0].low in self.language.pronouns or first[0].low in _NEUTER))
        )


_SCENE = re.compile(r"(?:ACT|SCENE|Scene|EXT|INT|Ext|Int|Enter|Exit|Exeunt|CURTAIN|Curtain)\b[ .:,]")


_FORMULA = re.compile(
    r"(?:Question (?:put|proposed|again proposed)|Bill (?:accordingly )?read|Motion (?:made|agreed|carried|by leave)|"
    r"Amendment (?:proposed|made|negatived)|The (?:House|Committee|Assembly|Council|court|Court) "
    r"(?:divided|adjourned|rose|proceeded)|"
    r"(?:The )?(?:meeting|hearing|sitting|session) (?:closed|ended|adjourned|was adjourned|rose))\b|"
    r"(?:Постановили|Решили|Слушали|Выступили|Голосовали|Принято|Приняли):|(?:Заседание|Собрание|Съезд|Суд|Перерыв)\b"
    r"[^.!?]{0,40}\b(?:закрыто|закрывается|закрыт|объявлен\w*|окончено|удаляется|продолжается|открыто|возобновл\w+)\b|"
    r"(?:INT|EXT|INT/EXT|НАТ|ИНТ)\. "
)


def _mentioned(labels: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds the people of the page by name: "The Chairman left", "Ray looks at the case"."""
    words = {part for label in labels for part in re.findall(r"[^\W\d_]{3,}", label)} - {"The", "THE", "and", "of"}
    shown = sorted({w.capitalize() for w in words} | {w.upper() for w in words})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, shown))})\b") if 0 < len(shown) <= 200 else None


_QUOTED = re.compile(r"[“\"«][^”\"»]{0,400}[”\"»]")


def _narrates(text: str, mentioned: re.Pattern[str] | None, language: Language) -> bool:
    """Tell what the clerk or the playwright writes between the turns: a person of the page, and no I and no you."""
    if _FORMULA.match(text) or text.startswith("* "):  # "* tallow looks at the clock": what somebody does in a chat
        return True
    if (words := tokens(text[:40])) and language.pronouns.get(words[0].low) and text[-1:] != "?":
        return not personal(_QUOTED.sub(" ", text), language)
    if mentioned is None or mentioned.search(text) is None or text[-1:] == "?" or not text[:1].isupper():
        return False
    return not personal(_QUOTED.sub(" ", text), language)
