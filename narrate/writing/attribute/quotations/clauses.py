"""The clause beside a quotation: where it can end, and the tag that it holds.

Marks that are missing are made good here: a clause ends a quotation that nothing closes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from narrate.sentences import split
from narrate.writing.attribute.persons.tags import Tag, tag_after, tag_before
from narrate.writing.attribute.quotations.scene import Scene
from narrate.writing.attribute.wording.marks import Quote, scan
from narrate.writing.attribute.wording.words import Token, tokens

_VERB_INSIDE = re.compile(r"[,!?…—] ([^\W\d_A-Z]{3,14}) (?=[^\W\d_])")
_CLAUSE = 420  #: characters of a clause that are looked at beside a quotation
_TERMINAL = ".!?…"


def clause_end(text: str, quotes: Sequence[Quote], n: int, scene: Scene) -> int:
    """Return where the clause after a quotation can end: at the next one, but not at a name in marks."""
    at = quotes[n].end
    for quote in quotes[n + 1 :]:
        inner = text[slice(*quote.inner)]
        between = text[at : quote.start]
        name = scene.language.inflected and inner[:1].isupper() and len(inner.split()) <= 4
        if not name or inner[-1:] in _TERMINAL + "," or any(ch in between for ch in ".!?:"):
            return quote.start
        at = quote.end
    return len(text)


def opened_late(text: str, quote: Quote, scene: Scene) -> Quote:
    """Return a quotation of which only the closing mark is left: the sentence before that mark."""
    base = max(0, quote.end - 1500)
    spans = split(text[base : quote.end - quote.mark], scene.language.code)
    start = base + spans[-1][0] if spans else 0
    return Quote(start=start, end=quote.end, family=quote.family, opened=False, nested=quote.nested, mark=quote.mark)


def trim(text: str, quote: Quote, scene: Scene) -> Quote:
    """End a quotation that no mark closes before its reporting clause, if it has one."""
    start = quote.inner[0]
    for match in re.finditer(r"[,!?…—][\"”»]?\s", text[start : quote.end]):
        at = start + match.end()
        toks = tokens(text, at, min(quote.end, at + 120))
        tag = tag_after(toks, scene.people, strong=True)
        if tag is not None and toks and tag.start - toks[0].start <= 2 and tag.end - at < 60:
            return Quote(
                start=quote.start,
                end=start + match.start() + 1,
                family=quote.family,
                opened=quote.opened,
                closed=False,
                mark=quote.mark,
            )
    return quote


def part_at_clauses(text: str, quotes: Sequence[Quote], scene: Scene) -> list[Quote]:
    """Part quotations that lack the marks around their clause: "I smelt it, said owner Ada Lund. It was toast."."""
    found: list[Quote] = []
    for quote in quotes:
        clause = _inside(text, quote, scene) if quote.opened and quote.closed and not quote.nested else None
        if clause is None:
            found.append(quote)
            continue
        left, right = clause
        found.append(replace(quote, end=left, closed=False, part=True))
        found.append(replace(quote, start=right, opened=False, part=True))
    return found


def _inside(text: str, quote: Quote, scene: Scene) -> tuple[int, int] | None:
    """Return where a clause stands inside a quotation: a verb of speech and then a name, up to a full stop."""
    language = scene.language
    if language.inflected:
        return None
    start, end = quote.inner
    for match in _VERB_INSIDE.finditer(text, start, end):
        if match[1].lower() not in language.speech - language.loose_verbs:
            continue
        toks = tokens(text, match.start(1), min(end, match.start(1) + 120))
        tag = tag_after(toks, scene.people, strong=True)
        if tag is None or tag.subject.kind != "name" or tag.subject.first == 0:
            continue
        stop = next((t for t in toks if t.start >= tag.end), None)
        if stop is not None and stop.text in ".,;" and any(ch.isalnum() for ch in text[stop.end : end]):
            return match.start() + 1, stop.end
    return None


def rest_after(text: str, start: int, scene: Scene) -> list[Quote]:
    """Return the quotations after the clause that ended one without a mark: "We saw it, said Ada. It was big."."""
    rest = scan(text[start:])
    for quote in rest:
        quote.start, quote.end = quote.start + start, quote.end + start
        quote.nested = [(a + start, b + start) for a, b in quote.nested]
    if rest and not rest[0].opened:  # only the mark at its end is left: it began where the clause ended
        spans = split(text[start : rest[0].end], scene.language.code)
        if len(spans) < 2:
            return rest[1:]
        rest[0].start = start + spans[1][0]
        rest[0].part = True
    return rest


def clause_after(text: str, quote: Quote, limit: int, scene: Scene) -> Tag | None:
    """Return the tag right after a quotation, in what stands before `limit`."""
    start, end = quote.inner
    last = text[start:end].rstrip()[-1:]
    stop = min(limit, quote.end + _CLAUSE)
    spans = split(text[quote.end : stop], scene.language.code)
    if not spans:
        return None
    clause_end = quote.end + spans[0][1]
    clause = text[quote.end : clause_end]
    head = clause.lstrip()[:1]
    if head == "." or not clause.strip():
        return None
    toks = tokens(text, quote.end, clause_end)
    strong = last in ",!?…—–-" or (last not in _TERMINAL) or head in ",—–"
    if (
        last not in ",!?…—–-"
        and last != "."
        and head not in ",—–-"
        and not (toks and (toks[0].low in scene.language.speech or toks[0].low in scene.language.pronouns))
    ):
        # no comma: a sentence that goes on after a quoted word
        return None if len(text[start:end].split()) < 4 else tag_after(toks, scene.people, strong=False)
    comma = last == "," or head == ","
    tag = tag_after(toks, scene.people, strong=strong, comma=comma)
    if tag is None:
        return None
    tag = _dropped(tag, text, quote.start, scene)
    if last == "." and head not in ",—–" and toks[0].capital and not _short_tag(toks, tag):
        return None
    if last in "!?" and head not in ",—–" and toks[0].capital and _indirect(toks, tag):
        return None
    return tag


def _indirect(toks: Sequence[Token], tag: Tag) -> bool:
    """Tell a sentence of its own from a tag: "Ada replied that it was so"."""
    after = next((t for t in toks if t.start >= tag.end), None)
    return after is not None and after.low in ("that", "nothing", "what", "how") and tag.end < toks[-1].start


def _short_tag(toks: Sequence[Token], tag: Tag) -> bool:
    """After a full stop only a bare "She said." can be a tag; "She said that…" is a new sentence."""
    return toks[-1].end - tag.end <= 2


def clause_before(text: str, start: int, end: int, scene: Scene, *, colon: bool) -> Tag | None:
    """Return the tag at the end of a span before a quotation."""
    begin = max(start, end - _CLAUSE)
    spans = split(text[begin:end], scene.language.code)
    if not spans:
        return None
    toks = tokens(text, begin + spans[-1][0], end)
    if colon and toks and toks[-1].text == ":":
        toks = toks[:-1]
    tag = tag_before(toks, scene.people, colon=colon)
    return _dropped(tag, text, end, scene) if tag is not None else None


def _dropped(tag: Tag, text: str, at: int, scene: Scene) -> Tag:
    """Where a verb has no subject and the text before says I, it is I who spoke: "I barred the door. So I said"."""
    subject = tag.subject
    if subject.kind != "pronoun" or text[subject.start : subject.end].lower() == subject.text:
        return tag
    near = [t.low for t in tokens(text, max(0, at - _CLAUSE), min(at, subject.start))]
    mine = max(
        (k for k, low in enumerate(near) if low in scene.language.pronouns and low in scene.language.first_person),
        default=-1,
    )
    others = max((k for k, low in enumerate(near) if low in ("он", "она")), default=-1)
    return replace(tag, subject=replace(subject, kind="first", text="я")) if mine > others else tag
