"""Whom "the baronet", "the old man" or "the 34-year-old" means: a noun for somebody who has a name already.

A report varies its nouns: who was "Kev, 44" is "the plasterer" a line later. A noun with "the" that nobody brought in
before is such another word, where exactly one person is near whom it can mean; else it is somebody new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.writing.attribute.persons.nouns import of_age

if TYPE_CHECKING:
    from narrate.writing.attribute.persons.phrases import Subject
    from narrate.writing.attribute.quotations.scene import Scene

_NEAR = 3  #: paragraphs that a noun of any person ("the boy") looks back; twice as many in a story


def antecedent(scene: Scene, subject: Subject, *, goes_on: bool = False, gender: str = "", tag: bool = False) -> str:
    """Return the named person that a definite noun means, or nothing.

    `goes_on`: its verb is "added" or the like, so that it means who spoke or was reported last. `tag`: the clause says
    who spoke.
    """
    if subject.head in scene.language.voices or subject.head in scene.language.institutions:
        return ""
    gender = scene.language.roles.get(subject.head, "") or gender
    near = [person for person in _near(scene, gender) if person not in scene.apart]
    styled = _styled(scene, subject.head, near)
    if styled and (subject.definite or (scene.language.inflected and subject.head in scene.language.offices)):
        return styled[0]  # "глава региона" is the governor
    if not subject.definite:
        return ""
    if subject.head in scene.language.young:
        near = [person for person in near if not _grown(scene, person)]
    if scene.language.inflected and subject.head not in scene.language.generic:
        return (
            _by_trade(scene, near) if tag and not scene.dialogue else ""
        )  # without an article only a noun for anybody can mean somebody known
    new = [person for person in near if scene.first_seen.get(person) == scene.block]
    if scene.language.inflected and len(new) == 1:
        return new[0]  # whom this paragraph brings in
    if scene.language.inflected and (scene.dialogue or not near):
        return _in_focus(scene, subject.head, gender)
    aged = [person for person in near if scene.people.titles.get(person) in subject.text.lower().split()[:-1]]
    if len(aged) == 1:
        return aged[0]  # "the old man" is Old Harry
    if goes_on:
        spoke = next((m.person for m in reversed(scene.mentions) if m.spoke and scene.block - m.block <= 2), "")
        if spoke in near:
            return spoke
    if not scene.dialogue:
        told = _told(scene, subject, near)
        if told:
            return told
        if subject.head in scene.language.generic and (nameless := _nameless(scene, gender)):
            return nameless
    generic = subject.head in scene.language.generic
    fresh = [person for person in near if scene.block - scene.first_seen.get(person, 0) <= _NEAR]
    if generic and scene.dialogue and len(near) > 1 and len(fresh) == 1:
        return fresh[0]  # who has just come in: "The girl looked at him"
    if not generic and (not scene.dialogue or subject.head in scene.language.offices):
        return ""
    last = scene.speakers[-1] if scene.dialogue and scene.speakers else (-9, "")
    near = [person for person in near if last != (scene.block - 1, person)]  # in a dialogue the other one speaks
    known = [person for person in near if gender and scene.people.gender_of(person) == gender]
    meant = known or near
    return meant[0] if len(meant) == 1 and (generic or known) else ""


def _styled(scene: Scene, head: str, near: list[str]) -> list[str]:
    """Return the persons whose office a noun says in other words: "чиновник" of a mayor."""
    styles = scene.language.styles.get(head, frozenset())
    held = {person for role, person in scene.people.roles.items() if role in styles and scene.language.inflected}
    return [person for person in near if scene.people.titles.get(person) in styles or person in held]


def _by_trade(scene: Scene, near: list[str]) -> str:
    """Return whom a Russian report calls by a trade that it has not told: the one person of this paragraph or the last.

    "Новый спектакль Льва Осокина", and then "объяснил режиссёр". Who has another trade on the page is not meant.
    """
    here = {m.person for m in scene.mentions if scene.block - m.block <= 1}
    tied = {person for role, person in scene.people.roles.items() if role not in scene.language.generic}
    meant = [person for person in near if person in here]
    return meant[0] if len(meant) == 1 and meant[0] not in tied else ""


def _in_focus(scene: Scene, head: str, gender: str) -> str:
    """Return the one person with a name who acted or spoke lately and can be "старик" or "хозяйка" in Russian.

    In a report, where nobody was named for a while, it is the one of that gender whom the page has named at all.
    """
    reach = scene.block - 2 * _NEAR if scene.dialogue else -1
    active = dict.fromkeys(
        m.person for m in scene.mentions if m.block >= reach and (m.subject or m.spoke) and m.person != "Narrator"
    )
    named = [n for n in active if n.lower() in scene.people.names and scene.people.gender_of(n) == gender]
    meant = of_age(head, named)
    return meant[0] if gender and len(meant) == 1 else ""


def _near(scene: Scene, gender: str) -> list[str]:
    """Return the named persons of the last paragraphs whom the noun can mean, the last one first."""
    reach = 2 * _NEAR if scene.dialogue else _NEAR
    found: list[str] = []
    for mention in reversed(scene.mentions):
        if scene.block - mention.block > reach:
            break
        person = mention.person
        named = person.lower() in scene.people.names
        if named and person not in found and scene.people.gender_of(person) in ("", gender or "", *_either(gender)):
            found.append(person)
    return found


def _grown(scene: Scene, person: str) -> bool:
    """Tell an adult by what the page calls him: a title, or the bare surname."""
    *given, last = person.lower().split()
    return scene.people.titles.get(person, "miss") != "miss" or (bool(given) and last in scene.people.names)


def _nameless(scene: Scene, gender: str) -> str:
    """Return the one person without a name of this paragraph: a retired welder is "the man" in the next sentence."""
    found = dict.fromkeys(
        m.person
        for m in scene.mentions
        if m.block == scene.block
        and not m.oblique
        and m.person.lower() not in scene.people.names
        and m.person.split()[-1].lower() not in scene.language.generic
        and scene.people.gender_of(m.person) in ("", gender)
    )
    return next(iter(found)) if len(found) == 1 else ""


def _either(gender: str) -> tuple[str, ...]:
    return () if gender else ("female", "male")


def _told(scene: Scene, subject: Subject, near: list[str]) -> str:
    """In a report: who speaks or acts in this paragraph, or, for a noun of no office, alone in the one before."""
    here = next((m for m in reversed(scene.mentions) if m.block != scene.block or m.subject), None)
    if here is not None and here.block == scene.block and here.person in near:
        return here.person  # who spoke or acts last in this paragraph
    if scene.speakers and scene.speakers[-1][0] == scene.block and scene.speakers[-1][1] in near:
        return scene.speakers[-1][1]
    office = subject.head in scene.language.offices
    held = {person for role, person in scene.people.roles.items() if role in scene.language.offices}
    for back in range(1 if office else 2):
        block = scene.block - back
        acting = dict.fromkeys(m.person for m in scene.mentions if m.block == block and m.subject and m.person in near)
        if len(acting) > 1:
            return ""
        for person in acting:
            return "" if office and person in held else person
    named = {m.person for m in scene.mentions if m.block in (scene.block, scene.block - 1) and m.person in near}
    return named.pop() if len(named) == 1 and not office else ""  # "It did not satisfy Ada Lund, who …"
