"""Who acts in a sentence of the narrator: beside a speech, whoever acts speaks."""

from __future__ import annotations

from narrate.sentences import split
from narrate.writing.attribute.persons.phrases import Subject, persons_in
from narrate.writing.attribute.quotations.scene import Scene
from narrate.writing.attribute.wording.words import bare, tokens

_CLAUSE = 420  #: characters of a clause that are looked at beside a quotation


def last_actor(text: str, scene: Scene) -> Subject | None:
    """Return who acts in the last sentences of a text."""
    base = max(0, len(text) - 2 * _CLAUSE)
    for s, e in reversed(split(text[base:], scene.language.code)[-3:]):
        subject = actor(text, base + s, base + e, scene)
        if subject is not None:
            return subject
    return None


def actor(text: str, start: int, end: int, scene: Scene) -> Subject | None:
    """Return who acts in a sentence: the person that it begins with, or whose hands shake in it."""
    toks = tokens(text, start, end)
    for phrase in persons_in(toks, scene.people):
        if phrase.kind == "first" and phrase.first <= 1 and phrase.text == "i":
            return phrase  # "I put down the lamp."
        if phrase.kind in ("name", "role", "pronoun") and not phrase.possessive and phrase.first <= 6:
            if phrase.first and toks[phrase.first - 1].low in scene.language.prepositions:
                if phrase.first > 1 or toks[0].low not in scene.language.concerning:
                    continue
                if phrase.last >= len(toks) or toks[phrase.last].text != ",":  # "For Ada, the lesson is simple."
                    continue
            if scene.language.inflected or phrase.first == 0 or phrase.first + 1 == len(toks):
                return phrase
            before = toks[phrase.first - 1]
            after = toks[phrase.last] if phrase.last < len(toks) else before
            if not before.word or before.low in scene.language.joins or (after.word and not after.capital):
                return phrase
            if before.low.endswith("ly") or before.low in scene.language.concerning:
                return phrase
    kin = len(toks) > 1 and bare(toks[1].low) in scene.language.roles
    if toks and scene.language.possessives.get(toks[0].low) and not kin and not scene.language.inflected:
        # "Her hands shook."
        return Subject(kind="pronoun", text=toks[0].low, start=toks[0].start, end=toks[0].end, first=0, last=1)
    return None
