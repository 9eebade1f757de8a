"""Which nouns and names of a story mean one person: "her brother" has a name a page later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.writing.attribute.languages import FEMALE, MALE
from narrate.writing.attribute.persons.nouns import GENERIC, OLD, YOUNG, of_age
from narrate.writing.attribute.quotations.pieces import Paragraph

if TYPE_CHECKING:
    from narrate.writing.attribute.quotations.scene import Scene


_TAGGED = frozenset(["tag-after", "tag-before", "tag-after-role", "tag-before-role", "colon", "colon-role"])
_SOON = 6  #: paragraphs after which a name can take over from a noun
_KIN = {  # noun -> what the two are, and what they are the other way round
    **dict.fromkeys(["brother", "sister", "twin"], "sibling"),
    **dict.fromkeys(["husband", "wife"], "spouse"),
    **dict.fromkeys(["father", "mother", "dad", "mum", "mom"], "parent"),
    **dict.fromkeys(["son", "daughter", "child"], "offspring"),
    **dict.fromkeys(["uncle", "aunt"], "elder"),
    **dict.fromkeys(["nephew", "niece"], "younger"),
    **dict.fromkeys(["grandfather", "grandmother"], "grandparent"),
    **dict.fromkeys(["grandson", "granddaughter", "grandchild"], "grand-offspring"),
    **{"sibling": "sibling", "spouse": "spouse", "parent": "offspring", "offspring": "parent"},
    **{"elder": "younger", "younger": "elder", "grandparent": "grand-offspring", "grand-offspring": "grandparent"},
}
_MANY = 6  #: persons without a name that one paragraph is asked for


def elder(scene: Scene, role: str) -> str:
    """Return who is called "дедушка" by a child: the one old person that was named so far, or nobody."""
    if role not in OLD:
        return ""
    gender = scene.language.roles.get(role, "")
    named = [n for n in scene.first_seen if n.lower() in scene.people.names and scene.people.gender_of(n) == gender]
    found = of_age(role, named)
    return found[0] if len(found) == 1 else ""


def _by_trade(scene: Scene, role: str, gender: str, block: int) -> str:
    """Return the one of that gender whose trade is told later: "женщина" behind a bar is "буфетчица"."""
    others = [
        n
        for n, at in scene.first_seen.items()
        if n != role
        and at >= block
        and scene.language.roles.get(n.lower()) == gender
        and n.lower() not in scene.language.beasts
        and n not in scene.came.get(at, ())  # who came in beside her
    ]
    return others[0] if len(others) == 1 and others[0].split()[-1].lower() not in GENERIC else ""


def _together(paragraphs: Sequence[Paragraph], scene: Scene) -> set[tuple[str, str]]:
    """Return which noun and which name are two persons: one paragraph speaks of both, or one answers the other."""
    found: set[tuple[str, str]] = set()
    names = scene.people.names
    before: Paragraph | None = None
    for paragraph in paragraphs:
        said = {p.speaker for p in paragraph.pieces if p.kind == "quote" and not p.open and p.rule in _TAGGED}
        here = said | paragraph.named
        if before is not None and paragraph.block - before.block == 1:
            here |= {p.speaker for p in before.pieces if said and p.kind == "quote" and p.rule in _TAGGED}
        nouns = [who for who in here if who.lower() not in names]
        found.update((noun, who) for noun in nouns[:_MANY] for who in here if who.lower() in names)
        before = paragraph
    return found


def aliases(scene: Scene, paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """Return names for persons who were first "her brother": the next person of that gender to appear."""
    found = dict(scene.known_as)
    apart = set() if scene.language.inflected else _together(paragraphs, scene)
    named = {n: seen for n, seen in scene.first_seen.items() if n.lower() in scene.people.names}
    for role, block in scene.first_seen.items():
        gender = scene.people.gender_of(role)
        if role in named or gender not in (FEMALE, MALE) or role.lower() in scene.people.roles:
            continue
        if role.lower().startswith(("dead ", "late ")):
            continue  # nobody who comes in afterwards
        mine = [n for n in named if role in scene.kin or (role, n) not in apart]
        same = [n for n in mine if scene.people.gender_of(n) == gender]
        if scene.language.inflected:
            same = of_age(role, [n for n in same if role not in scene.strangers or named[n] >= block])
        unsure = [n for n in mine if not scene.people.gender_of(n) and n not in scene.people.loose]
        same = same or [n for n in unsure if scene.people.leaning(n) == gender] or unsure
        if scene.language.inflected and not same and role.split()[-1].lower() in GENERIC - YOUNG:
            other = _by_trade(scene, role, gender, block)
            if other:  # one person: the noun that the page uses more
                less, more = sorted((role, other), key=lambda n: scene.weight[n])
                found[less] = more
            continue
        if role in scene.kin:
            near = [(named[n], n) for n in same if block <= named[n] <= block + 6]
            if near:
                found[role] = min(near)[1]
        elif (
            len(same) == 1
            and (block <= scene.first_seen[same[0]] or role not in scene.strangers)
            and role.split()[-1].lower() in GENERIC
        ):
            found[role] = same[0]  # "the girl", where one girl has a name
        elif role.lower().startswith("old "):
            old = [n for n in same if scene.people.titles.get(n) == "old"]
            if len(old) == 1:
                found[role] = old[0]
        elif not scene.language.inflected:
            name = _named_since(role, same, paragraphs)
            if name and name not in found.values():  # whoever is "the man" already is no purser
                found[role] = name
    found.update(_of_each_other(found, scene))
    return found


def _named_since(role: str, same: Sequence[str], paragraphs: Sequence[Paragraph]) -> str:
    """Return the one name that takes over from a noun: after "Mrs Varley folded her hands" no lodge-keeper's wife."""
    until = max((p.block for p in paragraphs if role in p.named), default=-1)
    after = [n for n in same if until <= _told_of(n, paragraphs) <= until + _SOON]
    return after[0] if len(after) == 1 and until >= 0 else ""


def _told_of(name: str, paragraphs: Sequence[Paragraph]) -> int:
    """Return where the narrator speaks of somebody for the first time, whoever called him before."""
    return next((p.block for p in paragraphs if name in p.named and name not in p.addressed), -1)


def _of_each_other(found: dict[str, str], scene: Scene) -> dict[str, str]:
    """Return whom a noun of kin means by the other half of the pair: if her brother is Kester, his sister is she."""
    other: dict[str, str] = {}
    for one, owner in scene.owners.items():
        for back, whose in scene.owners.items():
            if owner and back != one and found.get(one, one) == whose and _answers(one, back) and back not in found:
                other[back] = owner
    return other


def _answers(one: str, back: str) -> bool:
    return _KIN.get(_KIN.get(one.split()[-1].lower(), ""), "") == _KIN.get(back.split()[-1].lower(), "-")
