"""Whom "he" or "she" means: of those spoken of in the last paragraphs the one for whom most speaks.

Nearness, being a subject, having spoken, gender, whose turn it is, who is spoken to. A close call in a report gives
nobody: rather the narrator than a wrong person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrate.writing.attribute.quotations.scene import Scene

_ABOUT = 0.35  #: who stands in the title of a report
_REACH = 12  #: paragraphs that a pronoun looks back


def whom_it_means(
    scene: Scene,
    word: str,
    block: int,
    *,
    own: bool = False,
    theme: bool = False,
    called: frozenset[str] = frozenset(),
    expected: frozenset[str] = frozenset(),
    turns: tuple[str, int] = ("", 0),
) -> tuple[str, float]:
    """Return who "he" or "she" is, and how surely; the arguments are those of `weigh`."""
    scores = weigh(scene, word, block, own=own, theme=theme, called=called, expected=expected, turns=turns)
    if not scores:
        return "", 0.0
    ranked = sorted(scores, key=lambda p: -scores[p])
    best = ranked[0]
    if not scene.dialogue and len(ranked) > 1 and scores[best] < 1.2 and scores[best] - scores[ranked[1]] < 0.25:
        return "", 0.0  # two whom nobody has named for a while: rather nobody than the wrong one
    margin = scores[best] - scores[ranked[1]] if len(ranked) > 1 else 2.0
    return best, max(0.5, min(0.93, 0.7 + 0.12 * margin))


def weigh(
    scene: Scene,
    word: str,
    block: int,
    *,
    own: bool = False,
    theme: bool = False,
    called: frozenset[str] = frozenset(),
    expected: frozenset[str] = frozenset(),
    turns: tuple[str, int] = ("", 0),
) -> dict[str, float]:
    """Return whom "he" or "she" can mean, and how much speaks for each.

    `own`: the pronoun stands in a paragraph whose quotation it reports, so that in a dialogue the speaker of the
    paragraph before is less likely. `theme`: it stands in the narrator's text, which speaks of whom the page
    is about. `called`: who is spoken to and so is not meant; `expected`: who was spoken to just before.
    `turns`: who spoke last in an exchange, and how many turns ago; two persons take turns.
    """
    gender = scene.language.pronouns.get(word, "") or scene.language.possessives.get(word, "")
    scores: dict[str, float] = {}
    last_speaker = scene.speakers[-1] if scene.speakers else None
    newest = scene.order
    newest_subject = True
    for mention in reversed(scene.mentions):
        gap = block - mention.block
        if gap > _REACH:
            break
        known = scene.people.gender_of(mention.person)
        if (gender and known and known != gender) or mention.person in called:
            continue
        score = 3.0 - (0.45 if scene.dialogue else 0.7) * gap - 0.05 * (newest - mention.order)
        if not scene.dialogue and gap:  # a report has a new subject in a new paragraph, or the page's own
            score += (1.4 if theme else 0.6) * scene.people.counts[mention.person] / scene.most() - 1.5
        if mention.person == scene.about and not scene.dialogue:
            score += _ABOUT
        if mention.person in scene.people.loose and not mention.spoke:
            score -= 1.5
        if own and gap == 0 and mention.reports:
            score += 0.8  # "Voss told us that …": his words follow
        if scene.dialogue and mention.person == turns[0] and turns[1] > 1:
            score += 0.6 if turns[1] % 2 == 0 else -1.2
        if mention.person in expected:
            score += 1.2
        fresh = own and not scene.dialogue and gap == 1 and mention.new
        acts = (mention.subject and not mention.embedded) or fresh
        if own and not scene.dialogue and acts and newest_subject:
            score += 0.5  # the last subject before the speech
            newest_subject = False
        if fresh:  # brought in to speak: "The last word went to Ada Lund, 9."
            score += 0.7 + 0.8 * mention.oblique
        score += (
            0.7 * mention.subject
            - 0.4 * mention.embedded
            + 0.5 * mention.spoke
            - 0.5 * mention.oblique
            + 0.3 * mention.opens
        )
        if gender and not known:
            score -= 0.6 if gap == 0 and mention.subject else 1.6 if scene.dialogue else 1.2
            leaning = scene.people.leaning(mention.person)
            score += 0.4 if leaning == gender else -0.6 if leaning else 0.0
        if (
            scene.dialogue
            and own
            and last_speaker
            and last_speaker[1] == mention.person
            and last_speaker[0] < block
            and gap > 0
        ):
            score -= 1.6 if block - last_speaker[0] == 1 else 0.4
        if score > scores.get(mention.person, -99.0):
            scores[mention.person] = score
    if scores and theme and not scene.dialogue and all(m.block != block for m in scene.mentions if m.person in scores):
        heavy = sorted(scores, key=lambda p: -scene.weight[p])[:2]
        if len(heavy) == 2 and scene.weight[heavy[0]] >= max(5, 2 * scene.weight[heavy[1]]):
            scores[heavy[0]] += 2.5  # a paragraph that begins with "he" speaks of whom the page is about
    return scores
