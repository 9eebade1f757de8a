"""Texts over a name: whoever is named under a text wrote it, told it or sent it in.

Letters to an editor, memories of readers, cards in a museum, a foreword, an epigraph. A name under a text looks like a
name over the next one; what tells them apart is where the row of them begins and ends, a dash, or a word such as
"told by".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.announced import OPENING
from narrate.writing.attribute.passages.diaries import is_day
from narrate.writing.attribute.passages.salutations import begins
from narrate.writing.attribute.passages.signatures import (
    bare_signature,
    is_place,
    is_town,
    name_of,
    signs,
    signs_with_trade,
)
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import alone, bare_name, firsts, mentions
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

LONGEST_TEXT = 60  #: paragraphs above a name that can be one text
_LONGEST_LINE = 14  #: words
_NOBODY = re.compile(r"\b(?:proverb|saying|traditional|anon(?:ymous)?|пословица|поговорка|народн\w+)\b", re.I)
_SAYS_SO = re.compile(
    r"\b(?:foreword|preface|message|(?:donor|owner|visitor|maker)['’]s story|in (?:his|her) own words|testimony|"
    r"letters?|statement|comments?|from the|welcome|readers?|postbag|mail|telegram|cable|"
    r"dispatch|despatch|memorandum|memo|minute|circular|appeal|declaration|"
    r"предисловие|письм[оа]|обращение|слово)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signed:
    """A text and who is named under it; places count what is read out or was made metadata."""

    first: int
    last: int  #: of the text
    end: int  #: of the text with its signature
    name: str
    form: str  #: "name", "by" or "dash"
    headed: bool  #: under a heading such as "Foreword"
    bounded: bool  #: something stands before it that cannot be part of it
    titled: bool = False  #: a heading of its own, or the page's over its introduction


def find_signed(blocks: Sequence[Block], voices: dict[int, Voice], taken: frozenset[int], people: People) -> None:
    """Give texts to the names under them."""
    language = people.language
    places = [i for i, block in enumerate(blocks) if block.why in ("", "metadata")]
    found = _find(blocks, places, voices, taken, people)
    rows = Counter(one.form for one in found)
    if rows["dash"] == 1:  # a quotation in marks over such a line makes it a row as well
        rows["dash"] += any(_quoted_over(blocks[a], blocks[b], people) for a, b in pairwise(places))
    kept = [one for one in found if one.headed or rows[one.form] > 1]
    first = next((n for n, i in enumerate(places) if alone(blocks[i].text, language)), 0)
    over = any(bare_name(blocks[i].text, people) for i in places[max(0, first - 3) : first])
    for one in kept:
        if one.form == "name" and over:
            continue  # the names stand over the texts
        row = [other for other in kept if other is not one and other.form == one.form]
        introduced = one.titled and not one.headed and bool(row) and not any(other.titled for other in row)
        start = one.first if one.bounded and not introduced else _begin(blocks, places, one, row, language)
        voice = Voice(speaker=one.name, rule="signed", confidence=0.85)
        for k in range(start, (one.end if one.form == "name" else one.last) + 1):
            if not blocks[places[k]].why:
                voices.setdefault(places[k], voice)


def _find(
    blocks: Sequence[Block],
    places: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
) -> list[_Signed]:
    """Return every text of the page over a name."""
    language = people.language
    found: list[_Signed] = []
    start, headed, bounded = 0, False, False
    lines = Counter(blocks[i].text for i in places if len(blocks[i].text) <= 60)
    for n, i in enumerate(places):
        block = blocks[i]
        if i in voices or i in taken:
            start, headed, bounded = n + 1, False, True
            continue
        name, form = _credit(block.text, people) if lines[block.text] < 2 else ("", "")  # else a label
        near = range(max(start, n - LONGEST_TEXT), n) if name else ()  # linear on a page of nothing but names
        body = [k for k in near if not blocks[places[k]].why and blocks[places[k]].kind not in ("title", "heading")]
        if not name or not body or body[-1] != n - 1 or not _is_over(blocks, places, n, form, voices):
            if block.kind in ("title", "heading") and not name:
                start, headed, bounded = n + 1, _says_so(block.text), block.kind == "heading"
            elif block.why:
                start = n + 1 if start == n else start
            continue
        if form == "dash":
            body = _personal_end(blocks, places, body, language)
        texts = [blocks[places[k]].text for k in body]
        personal = any(alone(t, language) for t in texts)
        personal = personal or (signs_with_trade(block.text) and any(firsts(t, language) for t in texts))
        named = any(mentions(t, name) for t in texts) and not (form == "dash" and personal)
        if (form != "name" or personal) and not named:
            end = n
            after = blocks[places[n + 1]].text if n + 1 < len(places) else ""
            if signs(after) and len(after.split()) <= 6 and (is_place(after) or is_town(after)):
                end = n + 1
            titled = bounded and start > 0 and blocks[places[start - 1]].kind == "heading"
            found.append(
                _Signed(
                    first=body[0],
                    last=body[-1],
                    end=end,
                    name=name,
                    form=form,
                    headed=headed,
                    bounded=bounded,
                    titled=titled,
                )
            )
            start, headed, bounded = end + 1, False, True
    return found


def _quoted_over(block: Block, line: Block, people: People) -> bool:
    return (
        block.text[:1] in OPENING
        and line.text[:1] in "—–-"
        and len(line.text.split()) <= _LONGEST_LINE
        and _after_dash(line.text, people) != ""
    )


def _says_so(heading: str) -> bool:
    words = heading.split()
    return _SAYS_SO.search(" ".join(words if len(words) <= 8 else words[:3])) is not None


def _is_over(blocks: Sequence[Block], places: Sequence[int], n: int, form: str, voices: dict[int, Voice]) -> bool:
    """Tell whether a text stands over the name at `n`, and the name not over a letter itself."""
    before = blocks[places[n - 1]].text
    if not (len(before.split()) > 12 or re.search(r"[.!?…”\"]\d?$", before)):
        return False
    if form != "name":
        return before[:1] not in OPENING
    after = blocks[places[n + 1]].text if n + 1 < len(places) else ""
    return not (after and (begins(after) or places[n + 1] in voices or is_day(after)))


def _personal_end(blocks: Sequence[Block], places: Sequence[int], body: Sequence[int], language: Language) -> list[int]:
    """Return the last paragraph over a dash, with those before it that are as personal as it is."""
    kept = [body[-1]]
    for k in reversed(body[:-1]):
        if k != kept[0] - 1 or not firsts(blocks[places[k]].text, language):
            break
        kept.insert(0, k)
    return kept if all(firsts(blocks[places[k]].text, language) for k in kept) else kept[-1:]


def _begin(
    blocks: Sequence[Block], places: Sequence[int], one: _Signed, row: Sequence[_Signed], language: Language
) -> int:
    """Return where a text begins that nothing parts from the page's own introduction.

    It begins with its first "I", or before it as far as its longest neighbour is long.
    """
    others = [other.last - other.first + 1 for other in row if other.bounded]
    personal = (k for k in range(one.first, one.last) if alone(blocks[places[k]].text, language))
    return max(one.first, min(next(personal, one.last), one.last + 1 - max(others, default=1)))


_BY = re.compile(
    r"\W*(?:as )?(?:\w+ )?(?:(?:told|submitted|contributed|shared|sent(?: in)?|posted|related|remembered|written|given|"
    r"spoken|dictated|recorded|collected)(?: [a-z]+){0,3}? (?:by|from)|(?:рассказал|прислал)[аи]?|записано от|"
    r"воспоминания),? (?=(?-i:[A-ZА-ЯЁ]))",
    re.I,
)


def _credit(text: str, people: People) -> tuple[str, str]:
    """Return who is named by a line under a text, and in which form."""
    if len(text.split()) > _LONGEST_LINE or text[-1:] in "?!:;":
        return "", ""
    bare = text.lstrip("> ")
    if bare[:1] in "—–-":
        return _after_dash(bare, people), "dash"
    if match := _BY.match(text):
        return name_of(text[match.end() :], people), "by"
    return bare_signature(text, people), "name"


_GROUP = re.compile(r"[—–] ?((?:The [A-Z][\w'’-]+ \w+|Class of \d{4})(?:,|$))")  #: "— The Ward family, Marsh Lane"


def _after_dash(text: str, people: People) -> str:
    """Return who is named by "— Ada Lund, The Weir", which is no dialogue."""
    toks = tokens(text.lstrip("—–- "))
    name = read_name(toks, 0, people.language)
    if text[-1:] in ".," or _NOBODY.search(text):
        return ""
    if name is None or (name.last < len(toks) and toks[name.last].text not in ",(|—–-"):
        group = _GROUP.match(text)
        return group[1].rstrip(",") if group else ""
    return people.resolve(name.text, name.title)


def attribution_lines(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
) -> None:
    """Give a block quotation or an epigraph over a line "— Name, source" to that person."""
    for k in range(1, len(spoken)):
        block = blocks[spoken[k]]
        text = block.text.lstrip("> ")
        if text[:1] not in "—–-" or len(text.split()) > _LONGEST_LINE or text[-1:] in "?!":
            continue
        name = "" if _NOBODY.search(text) else name_of(text.lstrip("—–- "), people)
        before = spoken[k - 1]
        if not name or before in taken:
            continue
        quoted = blocks[before].kind in ("quote", "verse")
        if not quoted and not (_after_dash(text, people) and _is_epigraph(blocks, spoken, k)):
            continue
        m = k - 1
        voices.pop(spoken[k], None)
        while m >= 0 and blocks[spoken[m]].kind == blocks[before].kind and spoken[m] not in taken:
            if m < k - 1 and blocks[spoken[m]].text.lstrip("> ")[:1] in "—–-":
                break  # the line under the one before
            voices[spoken[m]] = Voice(speaker=name, rule="attribution-line", confidence=0.9)
            m -= 1


def _is_epigraph(blocks: Sequence[Block], spoken: Sequence[int], k: int) -> bool:
    """Tell whether one short paragraph stands between a heading and the line at `k`, with a text below."""
    return (
        k >= 2
        and k + 1 < len(spoken)
        and blocks[spoken[k - 2]].kind in ("title", "heading")
        and blocks[spoken[k - 1]].kind == "paragraph"
        and blocks[spoken[k - 1]].text[:1] not in OPENING
        and len(blocks[spoken[k - 1]].text.split()) <= 60
        and len(tokens(blocks[spoken[k + 1]].text)) > 12
    )
