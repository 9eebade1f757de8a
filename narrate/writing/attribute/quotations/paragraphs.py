"""The narrator's paragraphs one after another: a story or a report, and quotations that go over several of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.languages.ru_forms import past
from narrate.writing.attribute.persons.nouns import role_name
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.tags import persons_in
from narrate.writing.attribute.quotations.dashes import dash_inside, dash_quotes, opens_with_dash, split_at_dashes
from narrate.writing.attribute.quotations.pieces import Paragraph, Piece
from narrate.writing.attribute.quotations.quotes import Reader
from narrate.writing.attribute.quotations.verse import find_ballad
from narrate.writing.attribute.voices import Turn, Voice
from narrate.writing.attribute.wording.marks import Quote, scan
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_FIRST_END = re.compile("[\"”»]|[’'](?!\\w)|[,.!?…] [—–-] ")


_CLAUSE_END = re.compile(r"[,.!?…](?=\s|$)")  #: where a dash only opens the paragraph

_ALONE = re.compile('"[^"]+"|“[^“”]+”|[‘\'].+[.!?—–…][’\']')  #: a paragraph that is one quotation, closed
_CARELESS = 2  #: quotations that nothing closes, from which a page is one that loses its marks
_MARKS = tuple("\"“«„‘'—–-")


def is_story(blocks: Sequence[Block], language: Language) -> bool:
    """Tell a story with dialogue from a report: by short quotations that begin one paragraph after another."""
    starts = short = asked = paragraphs = adjacent = turns = 0
    before = alone = False
    for block in blocks:
        if block.why or block.kind in ("title", "heading", "verse"):
            continue
        paragraphs += 1
        text = block.text
        adjacent += before and text[:1] in _MARKS
        before = text[:1] in _MARKS
        turns += alone and before
        alone = before and _ALONE.fullmatch(text) is not None
        if before:
            starts += 1
            closed = (_CLAUSE_END if text[0] in "—–-" and not language.dash_dialogue else _FIRST_END).search(text, 2)
            first = text[1 : closed.start() if closed else 200]
            short += len(first.split()) <= 12
            asked += first.rstrip()[-1:] in "?!"
    if turns >= 6 and turns >= 0.2 * paragraphs:
        return True  # whatever their length: nobody quotes one source after another without a clause
    if not language.dash_dialogue and turns >= 2 and adjacent >= 0.4 * starts >= 0.16 * paragraphs:
        return True
    if starts < 3 or short < 0.55 * starts or (language.reporting and _is_report(blocks, language)):
        return False
    mostly = starts >= 0.55 * paragraphs or (starts >= 0.45 * paragraphs and asked >= 0.12 * starts)
    return language.dash_dialogue or (mostly and adjacent >= 0.25 * starts)


_TAGGED = re.compile(r"[,.!?…»\"] [—–-] ([^\W\d_A-ZА-ЯЁ]+)")


def _is_report(blocks: Sequence[Block], language: Language) -> bool:
    """Tell a feature with dashes from a story by its tags: papers report in the present, stories in the past."""
    tags = [m[1] for b in blocks if not b.why and b.text[:1] in _MARKS for m in _TAGGED.finditer(b.text[:1500])]
    now = sum(tag in language.reporting for tag in tags)
    return now > 0 and sum(past(tag) != "" and tag in language.speech for tag in tags) < now


def read_all(
    blocks: Sequence[Block], turns: dict[int, Turn], voices: dict[int, Voice], reader: Reader
) -> list[Paragraph | Block]:
    """Return, for each block, what was read in it; the block itself where it has one voice or none."""
    scans = [[] if b.why or i in turns or i in voices else scan(b.text) for i, b in enumerate(blocks)]
    dashes = _has_dash_dialogue(blocks, turns, voices, reader.language)
    people = reader.scene.people
    until = _open_spans(blocks, scans)
    ballad = find_ballad(blocks, turns.keys() | voices.keys(), reader.language)
    plan: list[Paragraph | Block] = []
    for i, block in enumerate(blocks):
        if block.why or i in turns or i in voices or block.kind in ("title", "heading"):
            if not block.why:
                reader.pending = _under_name(block, people)
                if block.kind not in ("title", "heading"):
                    reader.carried, reader.carried_speaker = "", None
                if i in voices:
                    reader.scene.note(voices[i].speaker, i, subject=True, spoke=True)
            plan.append(block)
            continue
        if i in ballad:
            plan.append(Paragraph(block=i, pieces=ballad[i], dialogue=False))
            continue
        line = "" if dashes or (plan and isinstance(plan[-1], Block)) else _attribution_line(block.text, people)
        if line:
            plan.append(Paragraph(block=i, pieces=[Piece(start=0, end=len(block.text))], dialogue=False, line=line))
            continue
        quotes = scan(block.text, carried=reader.carried) if reader.carried else scans[i]
        if block.kind == "verse":
            quotes = []
        if dashes and opens_with_dash(block.text):
            quotes = dash_quotes(block.text, people)
        elif reader.language.dash_dialogue and not quotes and ": —" in block.text.replace("–", "—"):
            quotes = dash_inside(block.text, people)
        elif reader.language.dash_dialogue and quotes:
            quotes = split_at_dashes(block.text, quotes, people)
        paragraph = reader.read(i, block, quotes)
        plan.append(paragraph)
        _carry(i, paragraph, until, reader)
    return plan


def _under_name(block: Block, people: People) -> tuple[str, float, str] | None:
    """Return whose the quotation below a heading is: "Ada Lund, aged 101"."""
    if block.kind not in ("title", "heading") or len(block.text.split()) > 9:
        return None
    toks = tokens(block.text)
    name = read_name(toks, 0, people.language) if toks else None
    if name is None or name.possessive or not people.is_person(name) or (" " not in name.text and not name.title):
        return None
    if name.last < len(toks) and toks[name.last].text not in ",(:—–":
        return None
    return people.resolve(name.text, name.title), 0.75, "under-heading"


def _has_dash_dialogue(
    blocks: Sequence[Block], turns: dict[int, Turn], voices: dict[int, Voice], language: Language
) -> bool:
    """Tell whether paragraphs that begin with a dash are dialogue on this page."""
    count = sum(
        1
        for i, b in enumerate(blocks)
        if not b.why
        and i not in turns
        and i not in voices
        and b.kind in ("paragraph", "list-item")
        and opens_with_dash(b.text)
        and len(b.text) > 8
        and b.text.rstrip('»”"')[-1:] in ".!?…,:"
    )
    return count >= (1 if language.dash_dialogue else 3)


_HANDLE = re.compile(r"@([\w.-]+\w)(?:[,(].*)?$")
_LINE = re.compile(r"[—–-]{1,2}\s*(?P<who>[^—–]{2,90})")


def _attribution_line(text: str, people: People) -> str:
    """Return who is named by a line such as "— Agapito Lorne, porter"; nothing for any other line."""
    language = people.language
    match = _LINE.fullmatch(text)
    if match is None or text[-1:] in "!?:" or len(text.split()) > 14:
        return ""
    toks = tokens(match["who"])
    if not toks or any(t.low in language.speech for t in toks[:4]):
        return ""
    handle = _HANDLE.match(match["who"])
    if handle is not None:
        return handle[1]
    name = read_name(toks, 0, language)
    if name is not None and (name.last >= len(toks) or toks[name.last].text in ",.(" or not toks[name.last].word):
        return people.resolve(name.text, name.title)
    phrases = persons_in(toks, people)
    return role_name(phrases[0]) if phrases and phrases[0].kind == "role" and phrases[0].first <= 1 else ""


def _carry(i: int, paragraph: Paragraph, until: dict[int, int], reader: Reader) -> None:
    """Keep a quotation open into the next paragraph where it goes on there."""
    if paragraph.unclosed and (i in until or i < reader.carry_until):
        last = [p for p in paragraph.pieces if p.kind == "quote"]
        reader.carried = paragraph.unclosed
        reader.carried_speaker = (last[-1].speaker, last[-1].confidence) if last and not last[-1].open else ("", 0.3)
        reader.carry_until = max(reader.carry_until, until.get(i, i))
        if not last:
            reader.carried, reader.carried_speaker = "", None
    else:
        reader.carried, reader.carried_speaker = "", None


def quoted_over_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the blocks of quotations that go over several paragraphs."""
    until = _open_spans(blocks, [[] if b.why else scan(b.text) for b in blocks])
    return frozenset(k for i, last in until.items() for k in range(i, last + 1))


def _open_spans(blocks: Sequence[Block], scans: Sequence[Sequence[Quote]]) -> dict[int, int]:
    """For each paragraph that leaves a quotation open: the last paragraph up to which it goes on."""
    until: dict[int, int] = {}
    n = len(blocks)
    following = [0] * n
    nxt = n
    for i in range(n - 1, -1, -1):
        following[i] = nxt
        if not blocks[i].why:
            nxt = i
    # from the end: where the next unmatched closing mark lies, as long as nothing opens in between
    closes_at, family = n, ""
    for i in range(n - 1, -1, -1):
        if blocks[i].why:
            continue
        quotes = scans[i]
        if quotes and not quotes[-1].closed:
            j = following[i]
            if (
                j < n
                and scans[j]
                and scans[j][0].start == 0
                and scans[j][0].opened
                and scans[j][0].family == quotes[-1].family
            ):
                until[i] = j
            elif closes_at < n and closes_at - i <= 60 and family == quotes[-1].family:
                until[i] = closes_at
        if quotes and not quotes[0].opened:
            closes_at, family = i, quotes[0].family
        elif any(q.opened and q.family == family for q in quotes) or blocks[i].kind in ("title", "heading"):
            closes_at = n
    return _careful(until, scans)


def _careful(until: dict[int, int], scans: Sequence[Sequence[Quote]]) -> dict[int, int]:
    """Return what goes on, without what only seems to: where marks are missing, the next one opens again."""
    strays = sum(bool(quotes) and not quotes[-1].closed and i not in until for i, quotes in enumerate(scans))
    if strays < _CARELESS:
        return until
    return {i: j for i, j in until.items() if scans[j] and scans[j][0].start == 0 and scans[j][0].opened}
