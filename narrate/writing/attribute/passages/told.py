"""Told lives: a person is introduced, and the paragraphs after it are that person's, in the first person.

Oral histories and memoirs say who talks in one of three ways: a line with the name, the age and the trade; a remark
that what follows was told, recorded or taken down; or both, over several persons on one page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_TOLD = re.compile(
    r"\b(?:what follows|the following|this (?:account|story|memory)|these (?:memories|recollections|reminiscences)|"
    r"(?:his|her) (?:account|story|memories|recollections|reminiscences)|the (?:account|story|recollections))\b"
    r"[^.!?]{0,50}\b(?:(?:was|were|is|are) (?:\w+ )?(?:told|recorded|taped|dictated|spoken|taken down|written down|"
    r"set down|transcribed|noted down))\b|"
    r"\b(?:told|dictated|spoken) (?:it |this |the story |these memories )?(?:in|on|to) (?:\w+ ){0,4}"
    r"(?:\d{4}|daughter|son|niece|nephew|grandson|granddaughter|grandchildren|tape)\b|"
    r"\b(?:воспоминани[яей]+|рассказ|историю|память)\b[^.!?]{0,40}\b(?:записа(?:л|ла|ли|но|ны|н)|расшифрова\w+)\b|"
    r"\b(?:записа(?:л|ла|ли|но|ны)|расшифрова\w+)\b[^.!?]{0,40}\b(?:воспоминани[яей]+|рассказ|с (?:его|её|ее) слов)\b|"
    r"^(?:рассказыва(?:ет|ют)|вспомина(?:ет|ют)|говорит|делится|рассказчи(?:к|ца)|информант(?:ка)?|"
    r"со слов)\b[^.!?]{0,160}"
    r"(?:\d{4}|\d\d лет|\d\d года?|:$)",
    re.I,
)
_FLOOR = re.compile(
    r"\bслово\b[^.!?]{0,60}\b(?:предоставля\w+|предоставил\w*|предоставлено|имеет|получает|получил\w*|бер[её]т|взял\w*|"
    r"переда[её]т\w*|переда[ёе]м|да[её]тся|за)\b|\b(?:предоставля\w+|предоставил\w*|переда[её]т|да[её]т|дал[аи]?|"
    r"бер[её]т|"
    r"взял[аи]?|получил[аи]?|просит) слово\b|\bна трибун[еу]\b|\b(?:takes?|took|has|have|given?|gave|"
    r"yields?) the floor\b|"
    r"\bfloor (?:is|goes) to\b",
    re.I,
)
_CAPITAL_NAME = re.compile(r"([A-ZА-ЯЁ][A-ZА-ЯЁ'’-]+(?: [A-ZА-ЯЁ][A-ZА-ЯЁ'’.-]*){1,3})(?=[,:(]|$)")
_AGENT = frozenset(["by", "to", "for", "with", "from", "у", "для"])
_HANDED = frozenset(["записал", "записала", "записали", "передал", "передала", "told", "gave"])
_ASIDE = re.compile(
    r"(?:here|at this|then|now|suddenly|for a (?:moment|while)|after a (?:pause|while)|тут|здесь|потом)\b[^.!?]{0,30}\b"
    r"(?:he|she|they|он|она|они)\b[^.!?]{0,30}\b(?:laugh|cr(?:ied|ies)|wept|weep|stop|paus|sigh|smil|fell silent|"
    r"look|рассмеял|смеёт|смеял|заплакал|замолча|вздох|помолча)",
    re.I,
)
_INTRODUCED = re.compile(
    r"(?:,| \(| [—–-]) ?(?:aged? )?\d{2,3}\b|, [^\d:]{3,80}:$|\(\d{4}[^)]*\):$|, (?:born (?:in )?)?\d{4}\b[^:]{0,80}:$"
)


def introduced(text: str, following: Sequence[Block], people: People) -> str:
    """Return whom a line "Ann Vane, 58, baker:" introduces, if texts in the first person follow; else nothing."""
    language = people.language
    words = text.split()
    if not (text.endswith(":") or (not text.endswith((".", "!", "?", ",")) and re.search(r", \d{2,3}\b", text))):
        return ""
    if len(words) > 16 or not _INTRODUCED.search(text):
        return ""
    toks = tokens(text)
    name = read_name(toks, 0, language)
    if name is None or " " not in name.text or name.last >= len(toks) or toks[name.last].text not in ",(—–-":
        return ""
    if any(t.low in language.speech or t.low in language.announce_verbs for t in toks[name.last :]):
        return ""
    if following and following[0].text[:1] in '"“«„':
        return ""
    if not any(is_personal(block.text, language) for block in following[:2]):
        return ""
    return people.resolve(name.text, name.title)


def told(before: Sequence[Block], block: Block, following: Sequence[Block], people: People) -> str:
    """Return who told what follows, where a paragraph says that it was told or recorded; else nothing."""
    language = people.language
    text = block.text
    if _TOLD.search(text) is None or not following or following[0].text[:1] in '"“«„—–':
        return ""
    if not any(is_personal(b.text, language) for b in following[:2]):
        return ""
    if is_personal(text, language):
        return ""
    spoken = _SPOKEN_BY.search(text)
    if spoken and (name := _first_name(text[spoken.end() : spoken.end() + 120], people)):
        return name
    for candidate in (text, *(b.text for b in reversed(before[-3:])), *(b.text for b in before[:2])):
        name = _topic(candidate, people)
        if name:
            return name
    return ""


def floor_given(text: str, following: Sequence[Block], people: People) -> str:
    """Return who is given the floor for what follows: "Слово имеет товарищ Мохов", "Ann Vane takes the floor"."""
    language = people.language
    match = _FLOOR.search(text)
    if (
        match is None
        or len(text.split()) > 60
        or not following
        or not any(is_personal(b.text, language) for b in following[:2])
    ):
        return ""
    toks = tokens(text)
    found: list[str] = []
    k = 0
    while k < len(toks):
        name = read_name(toks, k, language) if toks[k].capital and toks[k].word else None
        if name is not None and (people.is_person(name) or name.title):
            found.append(people.resolve(name.text, name.title))
        k = max(name.last, k + 1) if name is not None else k + 1
    return found[-1] if found else ""


#: who spoke, where the sentence goes on to say so; who was told or wrote it down is another
_SPOKEN_BY = re.compile(
    r"\b(?:spoken|delivered|said|read|given|made|dictated|told)\b"
    r"(?:(?!\b(?:to|recorded|taken|written)\b)[^.!?]){0,40}? by ",
    re.I,
)


def _first_name(text: str, people: People) -> str:
    """Return the first whole name of a text."""
    toks = tokens(text)
    for k, tok in enumerate(toks):
        name = read_name(toks, k, people.language) if tok.capital and tok.word else None
        if name is not None and " " in name.text and people.is_person(name):
            return people.resolve(name.text, name.title)
        if tok.text in ".!?":
            break
    return ""


def _topic(text: str, people: People) -> str:
    """Return the first person of a text who is not the one that something is told to or recorded by."""
    if match := _CAPITAL_NAME.match(text):
        return people.resolve(" ".join(w.capitalize() for w in match[1].split()))
    toks = tokens(text[:1500])
    k = 0
    while k < len(toks):
        name = read_name(toks, k, people.language) if toks[k].capital and toks[k].word else None
        if name is None:
            k += 1
            continue
        agent = any(t.low in _AGENT | _HANDED for t in toks[max(0, k - 5) : k])
        sentence_start = k == 0 or toks[k - 1].text in ".!?"
        if _is_person(name.text, people) and (sentence_start or not agent or "belong" in text[: toks[k].start][-14:]):
            shown = " ".join(w.capitalize() for w in name.text.split()) if name.text.isupper() else name.text
            return people.resolve(shown, name.title)
        k = max(name.last, k + 1)
    return ""


def _is_person(text: str, people: People) -> bool:
    shown = " ".join(w.capitalize() for w in text.split()) if text.isupper() else text
    name = read_name(tokens(shown), 0, people.language)
    return name is not None and people.is_person(name)


def is_personal(text: str, language: Language) -> bool:
    """Tell whether somebody speaks of himself here, outside quotation marks."""
    own = re.sub('["“«„][^"”»“]{0,400}["”»]', " ", text[:1500])
    return any(t.low in language.first_person for t in tokens(own))


def is_aside(text: str) -> bool:
    """Tell whether a short paragraph says what the teller does while telling: "Here he laughed"."""
    return len(text.split()) <= 25 and _ASIDE.match(text) is not None
