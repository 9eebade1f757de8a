"""Who takes which turn of a conversation: the one assignment of speakers for which most speaks.

In: paragraphs of speech in order, some with a speaker that a clause names, some where a pronoun leaves several, some
where nothing tells. Turns are weighed together, not one by one, so that a name at the end of an exchange tells who
began it. What speaks for an assignment: two persons take turns, who is called answers and does not call himself, who
acts in between goes on or begins. Linear in the paragraphs: each looks at a handful of persons and two turns back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from narrate.model import NARRATOR
from narrate.writing.attribute.quotations.pieces import Paragraph, Piece
from narrate.writing.attribute.quotations.scene import Scene

_FEW = 6  #: persons that one turn is weighed for
_NEAR = 20  #: turns on both sides in which they are looked for
_FAR = 24  #: paragraphs beyond which it does not matter how far away somebody speaks
_NEVER = -30.0
_NOBODY = -3.0  #: somebody whom nothing names takes the turn

_AGAIN = -2.0  #: who has just spoken speaks again in the next paragraph
_AGAIN_LATER = -0.3  #: the same after a paragraph of the narrator's
_RETURN = 0.8  #: who spoke before the other speaks again
_RETURN_LATER = -0.1
_CALLED = 0.8  #: whom the last speaker called by name
_ANSWERS = 0.3  #: who has just spoken is called by name
_HEARD = 1.3  #: "sir" is meant for who spoke before or speaks next
_STRANGE = -0.6  #: who has not spoken in the last turns
_AWAY = -0.06  #: for each paragraph since he spoke or until he does
_NAMELESS = -0.7  #: who is called, but is nowhere said to speak
_KIN = -0.8  #: who has a name is "his niece"
_LATE = -0.5  #: for each paragraph until the story names him first
_ACTS = 1.8  #: who acts in the narrator's paragraph before
_BESIDE = 0.9  #: of whom the narrator spoke just before somebody else began
_NAMED = 0.7
_MINE = 2  #: paragraphs in which the narrator says I, from which he is one of those who talk

Turns = tuple[str, str]  #: who spoke before the last turn, and in it


def speech_of(paragraph: Paragraph) -> list[Piece]:
    """Return the pieces of a paragraph that are spoken."""
    return [p for p in paragraph.pieces if p.kind == "quote"]


def speaker_of(paragraph: Paragraph) -> str:
    """Return who speaks in a paragraph as far as it is known; the narrator who says I last."""
    pieces = [p for p in speech_of(paragraph) if p.rule != "voice"]
    named = next((p.speaker for p in pieces if not p.open and p.speaker != NARRATOR), "")
    return named or next((p.speaker for p in pieces if p.rule == "first-person"), "")


def fits(person: str, paragraph: Paragraph, scene: Scene) -> bool:
    """Tell whether somebody can be the speaker of a paragraph, by whom it calls and what it says of itself."""
    called = {*paragraph.addressed, *(scene.meant.get(a, a) for a in paragraph.addressed)}
    if {person, scene.meant.get(person, person)} & called:
        return False
    if person == NARRATOR and any(p.gender for p in paragraph.pieces):
        return False  # who is "he" is not "I"
    return not paragraph.gender or scene.people.gender_of(person) in ("", paragraph.gender)


@dataclass(slots=True)
class Exchange:
    """One conversation: paragraphs of speech with little of the narrator's between them."""

    run: Sequence[Paragraph]
    gaps: dict[int, Paragraph]  #: the narrator's paragraphs, by block
    scene: Scene
    heard: set[str] = field(default_factory=set)  #: who is said to speak in it

    def speakers(self) -> list[tuple[str, float]]:
        """Return who speaks in each paragraph, and by how much that is better than anybody else; empty for nobody."""
        known = [speaker_of(p) for p in self.run]
        self.heard = set(known)
        choices = [self._candidates(n, known) for n in range(len(self.run))]
        steps = [self._steps(n, choices) for n in range(len(self.run))]
        ahead: list[dict[Turns, float]] = [{("", ""): 0.0}]
        for step in steps:
            totals: dict[Turns, float] = {}
            for (two, one, person), worth in step.items():
                if (two, one) in ahead[-1]:
                    totals[one, person] = max(totals.get((one, person), -inf), ahead[-1][two, one] + worth)
            ahead.append(totals)
        found: list[tuple[str, float]] = []
        behind = dict.fromkeys(ahead[-1], 0.0)
        for n in range(len(self.run) - 1, -1, -1):
            best: dict[str, float] = {}
            for turns, worth in behind.items():
                best[turns[1]] = max(best.get(turns[1], -inf), ahead[n + 1][turns] + worth)
            ranked = sorted(best, key=lambda who: -best[who])
            found.append((ranked[0], best[ranked[0]] - best[ranked[1]] if len(ranked) > 1 else inf))
            before: dict[Turns, float] = {}
            for (two, one, person), worth in steps[n].items():
                if (two, one) in ahead[n]:
                    before[two, one] = max(before.get((two, one), -inf), behind[one, person] + worth)
            behind = before
        return found[::-1]

    def _steps(self, n: int, choices: Sequence[dict[str, float]]) -> dict[tuple[str, str, str], float]:
        """Return what speaks for every three turns that end in one."""
        ones = choices[n - 1] if n else {"": 0.0}
        twos = choices[n - 2] if n > 1 else {"": 0.0}
        return {
            (two, one, person): worth + self._fitting(n, two, one, person)
            for two in twos
            for one in ones
            for person, worth in choices[n].items()
        }

    # --- who comes into question -------------------------------------------------------------------------------------

    def _candidates(self, n: int, known: Sequence[str]) -> dict[str, float]:
        """Return who can take a turn, and what speaks for each besides the turns beside it."""
        paragraph = self.run[n]
        if known[n] and not paragraph.ranking:
            return {known[n]: 0.0, **dict.fromkeys(self._related(known[n]), _KIN)}
        if known[n]:
            best = max(paragraph.ranking.values())
            ranked = sorted(paragraph.ranking, key=lambda who: -paragraph.ranking[who])
            meant = [who for who in ranked if fits(who, paragraph, self.scene)][:_FEW] or [known[n]]
            return {who: max(-4.0, paragraph.ranking.get(who, 0.0) - best) for who in meant}
        found: dict[str, float] = {}
        if self.scene.told_by_me >= _MINE and fits(NARRATOR, paragraph, self.scene):
            found[NARRATOR] = 0.0  # who tells the story is always there
        for who in self._near(n, known):
            if len(found) < _FEW and who not in found and fits(who, paragraph, self.scene):
                found[who] = self._worth(n, who, known)
        return {**found, "": _NOBODY}

    def _related(self, who: str) -> list[str]:
        """Return who of those that have names "his niece" can be."""
        people = self.scene.people
        gender = people.gender_of(who)
        if who not in self.scene.kin or who.lower() in people.names or not gender:
            return []
        return sorted(n for n in self.heard if n.lower() in people.names and people.gender_of(n) == gender)[:_FEW]

    def _near(self, n: int, known: Sequence[str]) -> list[str]:
        """Return who speaks, is called or acts near a turn, the nearest first."""
        found: list[str] = []
        for step in range(_NEAR):
            for k in (n - step, n + step) if step else (n,):
                if not 0 <= k < len(self.run):
                    continue
                found += [known[k], *sorted(self.run[k].addressed)]
                gap = self.gaps.get(self.run[k].block - 1)
                if gap is not None:
                    found += [gap.actor, gap.reported, *gap.actors]
        for block in range(self.run[0].block - 1, self.run[0].block - 4, -1):
            if block in self.gaps:
                found += [*self.gaps[block].actors, *sorted(self.gaps[block].named)]
        return [who for who in dict.fromkeys(found) if who]

    def _worth(self, n: int, who: str, known: Sequence[str]) -> float:
        block = self.run[n].block
        late = max(0, self.scene.first_seen.get(who, 0) - block)
        meant = any(piece.gender for piece in self.run[n].pieces)  # "he said" before he is named
        if late > (0 if who in self.scene.strangers and not meant else 5):
            return _NEVER  # the story brings him in later
        if self._appears(n, who):
            return 0.0
        if n and who in self.run[n - 1].addressed:
            return 0.0 if who in self.heard else _NAMELESS
        away = next((block - self.run[k].block for k in range(n - 1, -1, -1) if known[k] == who), 2 * _NEAR)
        coming = next((self.run[k].block - block for k in range(n + 1, len(known)) if known[k] == who), 2 * _NEAR)
        return _AWAY * min(away, coming + 2, _FAR) + _LATE * min(late, 3)

    # --- how turns follow each other ---------------------------------------------------------------------------------

    def _fitting(self, n: int, two: str, one: str, person: str) -> float:
        """Return what speaks for a person after the last two turns."""
        if not n:
            return self._after_gap(0, "", "", person)
        paragraph, last = self.run[n], self.run[n - 1]
        near = paragraph.block - last.block == 1
        if not person:
            return 0.0
        score = 0.0
        if person == one:
            score += _AGAIN if near else _AGAIN_LATER
            if any(piece.rule == "quotation-goes-on" for piece in speech_of(paragraph)):
                score += 6.0
        elif person == two:
            score += _RETURN if near and self._joined(n - 1) else _RETURN_LATER
        elif two and person not in last.addressed and not self._appears(n, person):
            score += _STRANGE
        if near and not self._joined(n - 1) and person != one and self._beside(n - 1, person):
            score += _BESIDE
        if person in last.addressed:
            score += _CALLED
        if one and one in paragraph.addressed:
            score += _ANSWERS
        score += _HEARD * (self._heard(paragraph, one) + self._heard(last, person))
        return score + (0.0 if near else self._after_gap(n, two, one, person))

    def _heard(self, paragraph: Paragraph, other: str) -> int:
        """Tell whether "sir" in a speech is meant for who spoke before or speaks next: 1, 0, or -1."""
        gender = self.scene.people.gender_of(other) if other and paragraph.hears else ""
        return 0 if not gender else 1 if gender == paragraph.hears else -1

    def _joined(self, n: int) -> bool:
        """Tell whether a turn follows the one before it at once."""
        return n > 0 and self.run[n].block - self.run[n - 1].block == 1

    def _beside(self, n: int, person: str) -> bool:
        """Tell whether the paragraph before a turn speaks of somebody: who speaks there may speak to him."""
        gap = self.gaps.get(self.run[n].block - 1)
        return gap is not None and (person in gap.actors or person in gap.named)

    def _appears(self, n: int, person: str) -> bool:
        """Tell whether the narrator's paragraph before a turn has somebody act."""
        gap = self.gaps.get(self.run[n].block - 1)
        return gap is not None and person in gap.actors

    def _after_gap(self, n: int, two: str, one: str, person: str) -> float:
        """Return what the narrator's paragraph before a turn says for a person."""
        gap = self.gaps.get(self.run[n].block - 1)
        if gap is None:
            return 0.0
        if (gap.mute or gap.silent) and gap.actors and one and gap.actors[0] != one:
            return _ACTS if person == one else 0.0  # who was not answered goes on
        if gap.asks and one and gap.reported != one:
            return _ACTS if person == one else 0.0  # what was asked indirectly is answered
        if gap.asks and person == gap.reported != "":
            return _AGAIN  # who asked does not answer
        known = gap.actor in gap.actors or gap.actor in self.heard
        actor = gap.actor if known else gap.actors[0] if len(gap.actors) == 1 else ""
        others = [a for a in gap.actors if a in self.heard]
        if others and actor not in self.heard:
            actor = others[-1]  # who only looks on takes no turn
        if actor and person == actor:
            return _ACTS
        return _NAMED if person in gap.actors else 0.0
