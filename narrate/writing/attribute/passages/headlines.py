"""Headlines over a text that somebody speaks: "Address of Mayor Ann Vane to the council"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.passages.announced import Announced, addresses
from narrate.writing.attribute.passages.announcers import named
from narrate.writing.attribute.passages.credited import field_of, persons_of
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.phrases import Subject
from narrate.writing.attribute.persons.register import bare_name, own_words
from narrate.writing.attribute.persons.tags import persons_in
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import Token, tokens

HEADLINE = re.compile(
    r"\b(?:speech|address|remarks|statement|testimony|sermon|lecture|talk|keynote|eulogy|toast|oration|"
    r"proclamation|homily|broadcast|introduction|welcome|greetings?|remembered|recollections?|memories|"
    r"reminiscences|told (?:by|to)|opinion|in (?:his|her) own words|речь|выступление|обращение|слово|доклад|"
    r"заявление)\b",
    re.I,
)


def _stranger(toks: Sequence[Token], people: People) -> str:
    """Return the first full name after "by", whose titles and offices stand before it."""
    language = people.language
    by = next((k for k, t in enumerate(toks) if t.low == "by"), len(toks))
    for k in range(by + 1, min(by + 12, len(toks))):
        name = read_name(toks, k, language) if toks[k].capital else None
        words = name.text.lower().split() if name is not None else []
        if (
            name is not None
            and len(words) > 1
            and not any(w in language.not_names or w in language.roles for w in words)
        ):
            return people.resolve(name.text, name.title)
    return ""


def _next_texts(blocks: Sequence[Block], spoken: Sequence[int], n: int) -> list[Block]:
    """The next three paragraphs, up to a heading that announces another speaker; "Madam Chancellor," is none."""
    found: list[Block] = []
    for i in spoken[n : n + 10]:
        block = blocks[i]
        if block.text[-1:] in ",:" and len(block.text.split()) <= 8:
            continue
        if block.kind not in ("title", "heading"):
            found.append(block)
        elif HEADLINE.search(block.text):
            break
    return found[:3]


def headline(
    blocks: Sequence[Block], spoken: Sequence[int], n: int, following: Block, people: People
) -> Announced | None:
    """A title such as "Address of Mayor Ann Vane to the council" over a text that speaks to people."""
    text = blocks[spoken[n]].text
    after = blocks[spoken[n + 1]]
    if after.kind in ("title", "heading") and HEADLINE.search(after.text):
        return None
    if speaker := _talk(text, blocks, following, people):
        return Announced(voice=Voice(speaker=speaker, rule="headline", confidence=0.8), long=True)
    if not HEADLINE.search(text) or len(text.split()) > 30:
        return None
    if sum(addresses(own_words(b.text), people.language) for b in _next_texts(blocks, spoken, n + 1)) < 2:
        return None
    below = [b for b in blocks[spoken[n] + 1 : spoken[n] + 8] if b.why in ("", "metadata")]
    lines = below[: below.index(following)] if following in below else []
    speaker = _credited(lines, people) or _titled(text, people)
    if " " not in speaker and speaker.lower() in people.language.roles:  # "The Headmistress's Address"
        beside = (bare_name(b.text, people) for b in lines if re.search(r"\d", b.text) is None)
        speaker = next(filter(None, beside), speaker)
    head = following.text[:200].lower()
    if not speaker or (speaker.split()[-1].lower() in head and "my name" not in head):
        return None
    return Announced(voice=Voice(speaker=speaker, rule="headline", confidence=0.8), long=True)


_TITLE = re.compile(
    r"(?P<first>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}): \S|"
    r"\S.{4,80} [|–—] (?P<last>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2})\b"
)
_HALL = re.compile(r"\W*(?:laughter|applause|аплодисменты|смех)\b", re.I)


def _talk(text: str, blocks: Sequence[Block], following: Block, people: People) -> str:
    """Return who talks under "Ann Vane: Why bridges sing", where a hall laughs or claps and the text says I."""
    match = _TITLE.match(text)
    at = next((k for k, b in enumerate(blocks) if b is following), len(blocks))
    texts = [b.text for b in blocks[at : at + 4] if not b.why]
    if match is None or not any(addresses(text, people.language) for text in texts):
        return ""
    if not any(b.why == "stage-direction" and _HALL.match(b.text) for b in blocks):
        return ""
    name = match["first"] or match["last"]
    return "" if any(name.split()[-1] in text for text in texts) else people.resolve(name)


_BY = re.compile(r"\W*(?:(?:given|delivered|preached|read|spoken|written|told|made) )?by\b", re.I)


def _credited(lines: Sequence[Block], people: People) -> str:
    """Return whom a line under the headline names: "by the Rev. Ann Vane", "Given by her son, Bert Vane"."""
    for block in lines:
        if person := field_of(block.text, people):
            return person
        for found in persons_of(block.text, people):
            if found.linked or _BY.match(block.text):
                return found.person
    return ""


_MAKERS = frozenset(["by", "of", "from"])


def _titled(text: str, people: People) -> str:
    """Return who speaks by the words of the headline: not for whom, to whom or at which saint's church."""
    language = people.language
    shown = re.sub(r"[A-ZА-ЯЁ][A-ZА-ЯЁ'’]+", lambda m: m[0].capitalize(), text) if text.isupper() else text
    toks = tokens(shown)
    ranked: list[tuple[int, int, Subject]] = []
    for phrase in persons_in(toks, people):
        if phrase.kind not in ("name", "role") or phrase.title in ("st", "saint") or HEADLINE.search(phrase.text):
            continue  # "Upper Wenlow Remembered" names nobody
        before = next(
            (t.low for t in reversed(toks[max(0, phrase.first - 14) : phrase.first]) if t.low in language.prepositions),
            "",
        )
        if before and before not in _MAKERS:
            continue
        ranked.append((phrase.kind == "role", not before and not phrase.possessive, phrase))
    if not ranked:
        return _stranger(toks, people)
    best = min(ranked, key=lambda one: one[:2])[2]
    if best.kind == "role" and best.first and toks[best.first - 1].low not in (*_MAKERS, *language.determiners):
        return ""
    return named(best, toks, people)
