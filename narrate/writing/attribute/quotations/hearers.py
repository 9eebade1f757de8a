"""Whom a speech is said to: called by name inside it, or told or asked by its clause. Who hears does not speak."""

from __future__ import annotations

import re
from itertools import chain

from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.phrases import phrase_at
from narrate.writing.attribute.persons.tags import Tag
from narrate.writing.attribute.quotations import addressed
from narrate.writing.attribute.quotations.aliases import elder
from narrate.writing.attribute.quotations.pronouns import whom_it_means
from narrate.writing.attribute.quotations.scene import Scene
from narrate.writing.attribute.wording.marks import Quote
from narrate.writing.attribute.wording.words import tokens

_VOCATIVE = re.compile(
    r"(?:, |[\"“«‘]|[.!?] )(?:(?:[Mm]y )?(?:dear |own |poor |old )+|[Dd]ear )?"
    r"(?:((?:Mr|Mrs|Ms|Dr)\.?|Miss|Sir|Lady|Aunt|Uncle|Captain) )?"
    r"([^\W\d_][\w'-]+)(?=[,.!?…;]+(?:\W|$))"
)
#: "You are Kamau", "You must be Ada"
_TOLD_WHO = re.compile(
    r"\b(?:[Yy]ou(?:['’]re| are|['’]ll be| must be| will be)|[Aa]re you) (?:not )?"
    r"(?:((?:Mr|Mrs|Ms|Dr)\.?|Miss|Sir|Lady|Aunt|Uncle|Captain) )?"
    r"([^\W\d_a-z][\w'-]+)(?: [^\W\d_a-z][\w'-]+)?(?=[,.!?…;—]+(?:\W|$))"
)
_ENUMERATED = re.compile(r"[^\W\d_a-z][\w'-]+, $")  #: "Tom, Dick, and Harry" calls nobody


def who_is_called(text: str, quote: Quote, scene: Scene) -> frozenset[str]:
    """Return who is called by name inside a speech: "It's a bakery, Pim."."""
    people = scene.people
    start, end = quote.start, quote.end
    called: set[str] = set()
    if scene.language.inflected:
        for phrase in addressed.called(text[start:end], people):
            name = scene.who(phrase)
            if phrase.kind == "role" and name not in scene.first_seen:
                name = people.roles.get(phrase.head, "") or elder(scene, phrase.head)
            if name.lower() in people.names or name in scene.first_seen:
                called.add(name)
        return frozenset(called)
    for match in chain(_VOCATIVE.finditer(text, start, end), _TOLD_WHO.finditer(text, start, end)):
        word = match[2].lower()
        if any(a <= match.start(2) < b for a, b in quote.nested):  # somebody else's words
            continue
        if not match[2][0].isupper() or _ENUMERATED.search(text[max(start, match.start() - 24) : match.start(2)]):
            continue
        if word in people.by_word:
            called.add(people.resolve(match[2], (match[1] or "").lower().rstrip(".")))
        elif word in people.roles:
            called.add(people.roles[word])
        elif word in scene.language.calls and word in scene.language.roles and not match[1]:
            gender = scene.language.calls[word]  # "Dad?": nobody else, where no man has a name
            if not any(people.gender_of(name) == gender for name in people.names.values()):
                called.add(match[2])
    return frozenset(called)


_CALL = re.compile(
    r"(?:, |[\"“«‘—–-]|[.!?…] |^)(?:(?:oh|yes|no|well|ah|good|my|dear|own|old|your|why),? ){0,3}"
    r"([a-z][a-z']+)(?=[,.!?…;—])",
    re.I,
)


def gender_called(text: str, language: Language) -> str:
    """Return the gender of whom a speech calls by no name: "Yes, sir", "No, papa, nobody thought of it"."""
    found = {language.calls.get(match[1].lower().replace("’", "'"), "") for match in _CALL.finditer(text)} - {""}
    return found.pop() if len(found) == 1 else ""


def who_is_told(text: str, tag: Tag, limit: int, scene: Scene) -> str:
    """Return to whom a tag speaks: "Ada told the porter", "he said to Ada"."""
    if scene.language.inflected:
        return _spoken_to(text[tag.start : min(limit, tag.start + 120)], scene)
    toks = tokens(text, tag.end, min(limit, tag.end + 80))
    i = 0
    while i < len(toks) and i < 3 and (toks[i].low.endswith("ly") or toks[i].low in scene.language.auxiliaries):
        i += 1
    if i < len(toks) and toks[i].low in scene.language.told_to:
        i += 1
    elif tag.verb not in scene.language.told_whom:
        return ""
    phrase = phrase_at(toks, i, scene.people, unlisted=False)
    if phrase is None or phrase.possessive or phrase.kind not in ("name", "role"):
        return ""
    return scene.who(phrase)


def _spoken_to(clause: str, scene: Scene) -> str:
    phrase = addressed.spoken_to(clause, scene.people)
    if phrase is None:
        return ""
    if phrase.kind == "pronoun":
        return whom_it_means(scene, phrase.text, scene.block)[0]
    return scene.who(phrase)
