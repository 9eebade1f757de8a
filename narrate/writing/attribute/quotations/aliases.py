"""Which nouns and names of a story mean one person: "her brother" has a name a page later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.writing.attribute.languages import FEMALE, MALE
from narrate.writing.attribute.persons.nouns import GENERIC, OLD, of_age

if TYPE_CHECKING:
    from narrate.writing.attribute.quotations.scene import Scene


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


def aliases(scene: Scene) -> dict[str, str]:
    """Return names for persons who were first "her brother": the next person of that gender to appear."""
    found = dict(scene.known_as)
    named = {n: seen for n, seen in scene.first_seen.items() if n.lower() in scene.people.names}
    for role, block in scene.first_seen.items():
        gender = scene.people.gender_of(role)
        if role in named or gender not in (FEMALE, MALE) or role.lower() in scene.people.roles:
            continue
        same = [n for n in named if scene.people.gender_of(n) == gender]
        if scene.language.inflected:
            same = of_age(role, [n for n in same if role not in scene.strangers or named[n] >= block])
        unsure = [n for n in named if not scene.people.gender_of(n) and n not in scene.people.loose]
        same = same or [n for n in unsure if scene.people.leaning(n) == gender] or unsure
        if scene.language.inflected and not same and role.split()[-1].lower() in GENERIC:
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
    return found
