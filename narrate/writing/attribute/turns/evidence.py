"""Which of the labels that were read a page really has: by coming back, by taking turns, by standing everywhere.

Each form of label has its own evidence: a colon is typed after many a word, a full stop after every sentence. What all
forms share is that a label is believed at once where nearly every paragraph around it has one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.bearers import is_known, key_of
from narrate.writing.attribute.turns.labels import Label, named_aside

_FIRM = 4  #: labels that are believed by themselves
EVERYWHERE = 0.8  #: of the paragraphs between the first and the last label


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the page around the labels is."""

    paragraphs: Sequence[int]  #: blocks that are spoken
    texts: Sequence[str]  #: of all blocks
    subtitles: bool
    screen: bool  #: a script for the screen
    interview: bool = False  #: its head says that somebody is interviewed
    sworn: bool = False  #: a record of witnesses


def accept_labels(found: Sequence[Label], page: Page, people: People) -> list[Label]:
    """Keep labels that come back, or that stand among labels that do."""
    evidence = _Evidence(found, page, people)
    kept = [f for f in found if evidence.speaks_for(f)]
    again = [f for f in kept if f.form not in ("bare", "qa")]
    for form in ("bare", "qa"):  # reporters ask, and whoever answers has a name
        if evidence.keys[form, "q"] >= 2 and len(again) >= 2:
            kept += [f for f in found if f.form == form and key_of(f.label) == "q" and f not in kept]
    asked = _answered(found, kept, people)
    kept += [f for f in found if f.form in ("named", "stop") and key_of(f.label) in asked and f not in kept]
    kept += _between(found, kept, page)
    return sorted(kept, key=lambda f: f.block)


def _between(found: Sequence[Label], kept: Sequence[Label], page: Page) -> list[Label]:
    """Return the few labels with a colon that came once, where every paragraph around them has one."""
    colons = [f.block for f in kept if f.form == "colon"]
    if len(colons) < _FIRM:
        return []
    first, last = min(colons), max(colons)
    taken = {f.block for f in kept}
    others = [f for f in found if f.form == "colon" and f.block not in taken and first < f.block < last]
    labelled = taken | {f.block for f in others}
    bare = any(first <= i <= last and i not in labelled for i in page.paragraphs)
    return [] if bare or len(others) > 0.35 * len(colons) else others


def _answered(found: Sequence[Label], kept: Sequence[Label], people: People) -> frozenset[str]:
    """Return the labels with a full stop whose question an A. answers: "Mr. Orme. Does linen ring?"."""
    answers = {f.block for f in kept if f.form in ("qa", "bare") and key_of(f.label) in ("a", "о")}
    return frozenset(
        key_of(f.label)
        for f in found
        if f.form in ("named", "stop") and f.block + 1 in answers and is_known(f.label, people)
    )


class _Evidence:
    """What the labels of a page say for one another."""

    def __init__(self, found: Sequence[Label], page: Page, people: People) -> None:
        self.page, self.people, self.language = page, people, people.language
        self.keys = Counter((f.form, key_of(f.label)) for f in found)
        self.forms = Counter(f.form for f in found)
        self.distinct = {form: len({k for fm, k in self.keys if fm == form}) for form in self.forms}
        self.timed = sum(f.timed for f in found)
        by_form = {form: [f for f in found if f.form == form] for form in self.forms}
        self.named = _names_in_a_row(by_form.get("named", []), page.paragraphs)
        self.titled = _names_in_a_row(by_form.get("titled", []), page.paragraphs)
        self.everywhere = {
            form: _everywhere([f for f in fs if self.keys[form, key_of(f.label)] >= 2], fs, page.paragraphs)
            for form, fs in by_form.items()
        }
        self.again = {form: {k for (fm, k), n in self.keys.items() if fm == form and n >= 2} for form in self.forms}
        named = {f.block for f in found if f.form in ("named", "stop")}
        self.known_colon = any(is_known(f.label, people) for f in by_form.get("colon", []))
        #: names ask, and A. answers
        self.answered = (
            sum(f.form == "qa" and key_of(f.label) in ("a", "о") and f.block - 1 in named for f in found) >= 3
        )
        # between Q and A a name in capitals is a label at once
        self.bare = min(self.keys["bare", "q"], self.keys["bare", "a"]) >= 2
        self.court = self.bare or min(self.keys["qa", "q"], self.keys["qa", "a"]) >= 2

    def speaks_for(self, found: Label) -> bool:
        """Tell whether a label is one."""
        if found.asks and self.page.sworn:
            return True
        count = self.keys[found.form, key_of(found.label)]
        match found.form:
            case "qa":
                return self.answered or any(
                    self.keys["qa", q] and self.keys["qa", a] for q, a in (("q", "a"), ("в", "о"))
                )
            case "bare":
                return self.bare
            case "dashed":
                return self.forms["dashed"] >= 3 and self.distinct["dashed"] >= 2
            case "capitals":
                again = len(self.again["capitals"]) >= 2 and self.forms["capitals"] >= 4
                return again and (count >= 2 or is_known(found.label, self.people))
            case "from":
                return self.forms["from"] >= 2
            case "says":
                return self.forms["says"] >= 2
            case "colon":
                return self._colon(found, count)
            case "named":
                sure = count >= 2 or bool(found.aside) or is_known(found.label, self.people)
                return self.named and (sure or self._called_up(found))
            case "titled":
                return self.titled
            case "stop":
                return ((self.court or self.page.sworn) and found.testifies) or (
                    self.forms["stop"] >= 3
                    and self.distinct["stop"] >= 2
                    and (count >= 2 or self.forms["stop"] >= 5)
                    and not self.forms["colon"] > self.forms["stop"]
                )
            case _:
                return self._alone(found, count)

    def _colon(self, found: Label, count: int) -> bool:
        capitals = found.label.isupper()
        if count == 1 and self._is_headline(found):
            return False
        if capitals and (self.page.subtitles or self.court):
            return True
        if found.block in self.everywhere["colon"] or self._shortened(found):
            return True
        several = self.forms["colon"]
        if self.page.interview and several >= 2 and self.distinct["colon"] == 2 and self.known_colon:
            return True  # a question and an answer of a page that goes on elsewhere
        known = capitals or is_known(found.label, self.people) or bool(named_aside(found, self.people))
        if several < 2:
            return False
        return (known and (count >= 2 or several >= 3)) or (count >= 2 and self.distinct["colon"] >= 2 and several >= 4)

    def _is_headline(self, found: Label) -> bool:
        """Tell "ROUNDTABLE: WHAT IS A SHOP FOR?" from a label: all of it is in capitals."""
        text = self.page.texts[found.block]
        return text.isupper() and len(text[found.end :].split()) > 1 and not self.page.subtitles

    def _alone(self, found: Label, count: int) -> bool:
        if self.forms["alone"] < 3 or self.distinct["alone"] < 2:
            return False
        return (
            count >= 2
            or (self.timed >= 3 and found.timed)
            or (self.page.screen and found.label.isupper())
            or self._shortened(found)
        )

    def _called_up(self, found: Label) -> bool:
        """Tell whether the speech before gives somebody the floor: "Слово товарищу Вайнер." - "Вайнер. …"."""
        stem = key_of(found.label).split()[-1]
        before = self.page.texts[found.block - 1].lower() if found.block else ""
        return len(stem) > 3 and stem[: max(4, len(stem) - 2)] in before

    def _shortened(self, found: Label) -> bool:
        """Tell whether a label stands once in full and comes back shorter: ANN VANE and VANE, Weekly Post and WP."""
        parts = key_of(found.label).split()
        short = {parts[-1], "".join(part[0] for part in parts)} if len(parts) > 1 else set()
        return bool(short & self.again[found.form])


def _everywhere(again: Sequence[Label], found: Sequence[Label], paragraphs: Sequence[int]) -> range:
    """Return the blocks where nearly every paragraph has a label, most of them labels that come back."""
    if len(again) < 4 or len({key_of(f.label) for f in again}) < 2:
        return range(0)
    first, last = again[0].block, again[-1].block
    labels = sum(first <= f.block <= last for f in found)
    enough = labels >= EVERYWHERE * sum(first <= i <= last for i in paragraphs) and len(again) >= 0.5 * labels
    return range(first, last + 1) if enough else range(0)


def _names_in_a_row(found: Sequence[Label], paragraphs: Sequence[int]) -> bool:
    """Tell whether names with a full stop are labels: two at least take turns, and most paragraphs have one."""
    surnames = Counter(key_of(f.label).split()[-1:][0] for f in found if key_of(f.label))
    again = [f for f in found if key_of(f.label) and surnames[key_of(f.label).split()[-1]] >= 2]
    if len(again) < 4 or sum(count >= 2 for count in surnames.values()) < 2:
        return False
    first, last = again[0].block, again[-1].block
    between = sum(first <= i <= last for i in paragraphs)
    return sum(first <= f.block <= last for f in found) >= 0.6 * between
