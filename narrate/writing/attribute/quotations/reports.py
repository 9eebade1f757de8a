"""What the narrator reports without marks: whose words, whether a question, and who is said to have spoken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from narrate.sentences import split
from narrate.writing.attribute.languages.ru_forms import past
from narrate.writing.attribute.persons.phrases import phrase_at
from narrate.writing.attribute.persons.tags import subject_of, tag_after
from narrate.writing.attribute.quotations.pronouns import whom_it_means
from narrate.writing.attribute.quotations.scene import Scene
from narrate.writing.attribute.wording.words import Token, tokens

_CLAUSE = 420  #: characters of a clause that are looked at beside a quotation


def who_spoke_before(text: str, scene: Scene) -> str:
    """Return who is said to have spoken just before: "That was Tadhg, from the settle", "Это крикнула Вера"."""
    toks = tokens(text[:120])
    if scene.language.inflected and len(toks) > 2 and toks[0].low == "так" and toks[1].low in scene.language.speech:
        return _so_spoke(toks, scene)
    if len(toks) < 3 or toks[0].low not in ("that", "this", "it", "это"):
        return ""
    after = toks[1].low
    if after not in ("was", "is", "from", "came", "был", "была") and after not in scene.language.speech:
        return ""
    at = 3 if toks[2].low == "from" else 2
    phrase = phrase_at(toks, at, scene.people, unlisted=False)
    if phrase is None or phrase.kind != "name" or phrase.possessive:
        return ""
    if phrase.last < len(toks) and toks[phrase.last].text not in ",.!:;—–":
        return ""
    return scene.who(phrase)


def _so_spoke(toks: Sequence[Token], scene: Scene) -> str:
    """Return the subject of "Так говорила в июле известная Анна Шерер, фрейлина": the first name that can be it."""
    gender = past(toks[1].low)
    for k in range(2, min(len(toks), 12)):
        if toks[k].text in ",.;:!?—":
            break
        phrase = phrase_at(toks, k, scene.people, unlisted=False) if toks[k].capital else None
        if phrase is not None and phrase.kind == "name" and not phrase.possessive:
            who = scene.who(phrase)
            return who if scene.people.gender_of(who) in ("", gender) or not gender else ""
    return ""


def asks(text: str, scene: Scene) -> bool:
    """Tell whether the end of a paragraph reports a question: "and asked what it was", not "had not asked"."""
    before = ""
    for tok in tokens(text, max(0, len(text) - _CLAUSE)):
        if tok.low in scene.language.asking and before not in scene.language.auxiliaries and before != "not":
            return True
        before = tok.low
    return False


def reported(index: int, text: str, scene: Scene) -> str:
    """Return whose words the last sentences report: "Lee said the plan was flawed."."""
    base = max(0, len(text) - 2 * _CLAUSE)
    spans = split(text[base:], scene.language.code)
    for s, e in reversed(spans[-2:]):
        toks = tokens(text, base + s, base + e)
        for n, tok in enumerate(toks[:40]):
            if tok.low not in scene.language.speech or tok.low in scene.language.loose_verbs:
                continue
            if scene.language.inflected and not _reports(toks, n):
                continue  # "the old man laughed"
            subject = subject_of(toks, n, scene.people)
            if subject is None and n + 1 < len(toks):
                tag = tag_after(toks[n:], scene.people, strong=True)
                subject = tag.subject if tag else None
            if subject is None:
                continue
            if subject.kind == "pronoun":
                return whom_it_means(scene, subject.text, index)[0]
            if subject.kind in ("name", "role"):
                return scene.who(subject)
    return ""


def _reports(toks: Sequence[Token], verb: int) -> bool:
    """Tell whether a Russian verb of speech has its object behind it: "сказал, что", "рассказала о"."""
    near = [t.low for t in toks[verb + 1 : verb + 7]]
    joined = any(a == "," and b in _OBJECTS for a, b in pairwise(near)) and "так" not in near
    return joined or "ли" in near or any(w in ("о", "об", "обо", "про") for w in near[:4])


_OBJECTS = frozenset(
    ["что", "как", "где", "куда", "почему", "зачем", "когда", "будто", "чтобы", "сколько", "кто", "чем"]
)
