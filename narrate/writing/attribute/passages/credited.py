"""Who speaks after the head of a page: whom it names, and what it says that the text is.

"A sermon by Ann Vane", "the diary of Ann Vane", "Ann Vane was born …"; who recorded or edited does not speak.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import CUE, bare_name, mentions, own_words
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import Token, tokens

#: the page tells a life
_LIFE = re.compile(
    r"\b(?:was born|born in|grew up|worked (?:as|at|in|on|for)|served|retired|emigrated|apprenticed|joined|"
    r"родил(?:ся|ась)|работал[а]?|служил[а]?|рос|росла|вырос|выросла|учил(?:ся|ась)|преподавал[а]?|воевал[а]?|"
    r"зимовал[а]?|"
    r"прожил[а]?|заведовал[а]?|руководил[а]?)\b",
    re.I,
)


_AGENT = frozenset(
    [
        "by",
        "with",
        "interviewer",
        "interviewed",
        "to",
        "for",
        "editor",
        "recorded",
        "transcribed",
        "photo",
        "photograph",
        "introduced",
        "introduces",
    ]
)


_FIELD = re.compile(
    r"(?:^|  |\| )\W*(?:speaker|delivered by|spoken by|preacher|orator|narrator|interviewee|informant|creator|author|"
    r"writer|correspondent|diarist|given by|told by|выступает|докладчик|рассказчи(?:к|ца)|автор(?: письма)?|информант"
    r"(?:ка)?)\s*:\s+(?=\S)",
    re.I,
)


_AS_TOLD = re.compile(r"(?:(?:story )?by )?(?=[A-Z].{3,50}?,? as told to (?-i:[A-Z]))", re.I)


def field_of(text: str, people: People) -> str:
    """Return whom a field of a catalogue names as the one who speaks or writes: "Creator: Vane, Ann (1901-1980)"."""
    language = people.language
    match = _FIELD.search(text) or _AS_TOLD.match(text)
    if match is None:
        return ""
    toks = tokens(text[match.end() : match.end() + 80])
    if len(toks) > 2 and toks[1].text == "," and toks[0].capital and toks[2].capital:
        given = read_name(toks, 2, language)
        return people.resolve(f"{given.text} {toks[0].text}") if given is not None else ""
    for k, tok in enumerate(toks[:6]):  # "The Rt Hon Ann Vane"
        name = read_name(toks, k, language) if tok.capital else None
        if name is not None and " " in name.text and people.is_person(name):
            return people.resolve(name.text, name.title)
    return ""


def speaker_of(
    head: Sequence[Block],
    texts: Sequence[str],
    people: People,
    *,
    to: str = "",
    sure: bool = False,
    hall: bool = False,
) -> tuple[str, bool]:
    """Return who speaks after the head of a page, and whether the head says that somebody speaks; nobody in doubt.

    `texts` are what is spoken: who is called or told about in them does not speak. `to` is who is written to.
    `sure`: the form of the text says that somebody speaks. `hall`: it speaks to a hall, so that a name alone below a
    title such as "Speech on the Water Bill" is no author's.
    """
    worth: defaultdict[str, float] = defaultdict(float)
    linked: set[str] = set()
    for n, block in enumerate(head):
        if person := field_of(block.text, people):
            worth[person] += 6
            linked.add(person)
            continue
        short = block.kind in ("title", "heading") or len(block.text.split()) <= 12
        if short and (name := bare_name(block.text, people)):
            speaks = hall and n > 0 and CUE.search(head[0].text) is not None
            below = n and bare_name(head[n - 1].text, people)  # a part that is played, who asks
            worth[name] += (4 if speaks or not block.why else 0) - 2 * bool(below)
            if block.why and not speaks:
                continue
            if not n or any(CUE.search(b.text) or _LIFE.search(b.text) for b in head if b is not block):
                linked.add(name)  # else a name under the title is who wrote it: the narrator
            continue
        for found in persons_of(block.text, people):
            worth[found.person] += (-3 if found.agent else 1 + found.opens + 3 * found.linked + short) + 0.5 * (n < 2)
            told = not short or (people.language.inflected and block.text[-1:] == ".")
            if found.linked or (found.opens and told):
                linked.add(found.person)
    body = [own_words(t) for t in texts]
    called = {name for name in worth if any(mentions(t, name) for t in body[: max(2, len(body) - 3)])}
    ranked = [(v, name) for name, v in worth.items() if name not in called and v > 0 and name != to]
    if not ranked:
        return "", False
    ranked.sort(reverse=True)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 1:
        rivals = [name for name in worth if any(v > ranked[0][0] - 1 and name == other for v, other in ranked)]
        if not hall or not linked.issuperset(rivals):
            return "", False
        ranked.sort(key=lambda one: one[1] != rivals[0])  # "A talk by Ann Vane. The manuscript is kept by Bert Orme."
    whole = " ".join(b.text for b in head)
    cued = any(field_of(b.text, people) for b in head) or CUE.search(whole) is not None
    best = ranked[0][1]
    if sure and best in linked:
        return best, True
    if best not in linked or not (cued or _LIFE.search(whole) or bare_name(head[0].text, people) == best):
        return "", False
    return best, cued


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person of a text and what he has to do with what is spoken."""

    person: str
    opens: bool  #: a sentence begins with it
    agent: bool  #: only took part: recorded, edited, was written to
    linked: bool  #: "a sermon by Ann Vane", "Ann Vane's diary"


def persons_of(text: str, people: People) -> Iterable[Found]:
    """Yield the persons of a text and what they have to do with what is spoken."""
    language = people.language
    toks = tokens(text[:1500])
    k = 0
    while k < len(toks):
        name = read_name(toks, k, language) if toks[k].capital and toks[k].word else None
        if name is None:
            k += 1
            continue
        if people.is_person(name) or (" " in name.text and _unknown_person(name.text, toks, k, language)):
            after = max(name.last, k + 1)
            if language.inflected:
                linked = _links_by_case(toks, k, after, people.is_oblique(name), language)
                agent = not linked and _is_near(toks, k, after, language.hands)
            else:
                linked = _is_linked(toks, k, after, name.possessive, language)
                agent = not linked and _is_agent(toks, k)
            if not (name.possessive and not linked):
                yield Found(
                    person=people.resolve(name.text, name.title),
                    opens=k == 0 or toks[k - 1].text in ".!?" or _behind_office(toks, k, language),
                    agent=agent,
                    linked=linked,
                )
        k = max(name.last, k + 1)


def _behind_office(toks: Sequence[Token], k: int, language: Language) -> bool:
    """Tell a name that a sentence begins with but for what the person is: "Директор школы Таисия Мохова провожала"."""
    start = next((j + 1 for j in range(k - 1, max(-1, k - 6), -1) if toks[j].text in ".!?"), 0 if k <= 5 else k)
    office = toks[start:k]
    return (
        language.inflected
        and bool(office)
        and office[0].low in language.roles
        and all(t.word and not t.capital for t in office[1:])
    )


def _is_linked(toks: Sequence[Token], k: int, last: int, possessive: bool, language: Language) -> bool:
    """Tell whether a name is that of whom a text is by: "sermon by", "the diary of", "preached … by", "'s address"."""
    if possessive:
        return any(_is_speech(t, language) for t in toks[last : last + 4])
    start = max((j + 1 for j in range(max(0, k - 25), k) if _ends(toks, j, language)), default=max(0, k - 25))
    before = toks[start:k]
    prepositions = [j for j, t in enumerate(before) if t.low in ("by", "of", "from", "with")]
    if not prepositions or len(before) - prepositions[-1] > 8:
        return False
    at = prepositions[-1]
    verb = next(
        (t.low for t in reversed(before[max(0, at - 12) : at]) if t.low in language.makes or t.low in language.hands),
        "",
    )
    noun = any(_is_speech(t, language) for t in before[:at])
    if before[at].low == "from" and not language.hands.isdisjoint(t.low for t in before[:at]) and verb:
        return True  # "Collected by Ann Vane from Bert Moss"
    if before[at].low == "by":
        if verb in language.hands and not (
            verb in language.makes and noun and "to" not in [t.low for t in before[:at]]
        ):
            return False
        return noun or verb in language.makes
    if before[at].low == "with":
        return any(t.low in ("interview", "conversation", "talk", "talking", "speaking") for t in before[:at])
    return any(_is_speech(t, language) for t in before[max(0, at - 3) : at])


def _links_by_case(toks: Sequence[Token], k: int, last: int, oblique: bool, language: Language) -> bool:
    """Tell the same where names have cases: "дневник лётчика Игоря Сомина", "вёл её лейтенант Сомин"."""
    if not oblique:
        return _is_near(toks, k, last, language.makes)
    for j in range(k - 1, max(-1, k - 7), -1):
        if not toks[j].word or toks[j].capital or toks[j].low in language.hands:
            return j >= 0 and toks[j].capital and _is_speech(toks[j], language)
        if _is_speech(toks[j], language):
            return True
    return False


def _is_near(toks: Sequence[Token], k: int, last: int, table: frozenset[str]) -> bool:
    """Tell whether one of the words stands beside a name, in its own sentence."""
    for step, start in ((-1, k - 1), (1, last)):
        for j in range(start, start + 5 * step, step):
            if not 0 <= j < len(toks) or toks[j].text in ".!?;":
                break
            if toks[j].low in table:
                return True
    return False


def _ends(toks: Sequence[Token], j: int, language: Language) -> bool:
    """Tell whether a mark ends a sentence; the point after "St" does not."""
    if toks[j].text not in ".!?;":
        return False
    return not (toks[j].text == "." and j and (toks[j - 1].low in language.titles or len(toks[j - 1].text) <= 2))


def _is_speech(tok: Token, language: Language) -> bool:
    return tok.low in language.speech_nouns and tok.low not in ("will", "text", "note", "post", "story", "call")


#: what journals are of
_STUDIES = frozenset(
    ["history", "studies", "records", "science", "sciences", "arts", "letters", "economics", "education", "culture"]
)


def _unknown_person(text: str, toks: Sequence[Token], k: int, language: Language) -> bool:
    words = text.lower().split()
    if any(w in language.not_names or w in language.speech_nouns or w in language.small for w in words):
        return False
    if words[-1] in _STUDIES:
        return False
    after = toks[k + len(words)].text if k + len(words) < len(toks) else ""
    if after == "." or after[:1].isdigit():
        return False  # "A Journal of Pastoral History Vol. 12"
    return len(words) <= 3 and (k == 0 or toks[k - 1].low in ("of", "with", "by"))


def _is_agent(toks: Sequence[Token], k: int) -> bool:
    before = toks[max(0, k - 3) : k]
    if any(t.low == "with" for t in before) and any(
        t.low in ("interview", "conversation") for t in toks[max(0, k - 6) : k]
    ):
        return False
    return any(t.low in _AGENT for t in before)
