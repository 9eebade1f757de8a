"""Document -> Document: letters mended, lines joined, what belongs to the page marked with a reason.

In: what an importer returned. Out: the same source in blocks that can be read aloud; every character still leads back
to its place in the source. A reason never deletes: a block that is not spoken stays in the document with its `why`,
and what is cut out of a paragraph goes to `Document.dropped`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.model import Block, BlockKind, Document, Dropped
from narrate.writing.clean.citations import cited_names
from narrate.writing.clean.fields import fields_again
from narrate.writing.clean.furniture import by_wording
from narrate.writing.clean.inline import (
    Cut,
    cuts,
    leading_cut,
    line_numbers,
    note_numbers,
    starts_with_time,
)
from narrate.writing.clean.judged import COUNTED, LABEL
from narrate.writing.clean.kinds import judge
from narrate.writing.clean.lines import units
from narrate.writing.clean.mapped import Mapped, join, substitute
from narrate.writing.clean.repair import repair
from narrate.writing.clean.run_in import part_questions
from narrate.writing.clean.run_on import part_turns
from narrate.writing.clean.unit import BULLET, Unit
from narrate.writing.over import find_over
from narrate.writing.timed import find_timed

__all__ = ["clean"]

_SPACE = re.compile(r"\s{2,}|[\n\t]")
_CAPITALS = re.compile(r"(?:(?:The|[A-Z][a-z]{1,10}\.?) )?[A-ZА-ЯЁ][A-ZА-ЯЁ'’ -]{1,28}(?:\s*\([^)]{1,80}\))?\.\s")
_BEFORE_DASH = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3} [-–—] \S")
_STOPPED = re.compile(r"([A-Z][\w'’-]{2,}(?: [A-Z][\w'’-]+)?)\. +(?=[A-Z\[(“\"])")  #: "Cecil. Did you hear it?"
_SWORN = re.compile(r"[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]+){1,4},? (?:sworn|affirmed)\.?")
_COLUMN = re.compile(r"(?:(?:[\d:.]{4,12}|\d\d(?: \d\d){2,3}) )?([A-ZА-ЯЁ][A-ZА-ЯЁ0-9-]+) (?=\S)")
_QUOTE_BAR = re.compile(r"(?:^|(?<=\s))>(?=\s|$)\s*")
_SPOKEN_BRACKETS = re.compile(r"(?<![\w*_])[*_]{1,3}(?=\w)|(?<=[\w.,;:!?…”\"’)])[*_]{1,3}(?!\w)")
_BY_KIND = {
    "caption": "caption",
    "footnote": "citation",
    "code": "markup",
    "table": "table",
    "furniture": "navigation",
    "timestamp": "timestamp",
}


def clean(document: Document, *, keep: frozenset[str] = frozenset()) -> Document:
    """Return the document ready for attribution.

    `keep` names reasons that the user wants spoken, for instance ``{"caption", "citation"}``. Runs in time linear in
    the text and never fails on text, however damaged.
    """
    mended = [repair(Mapped(block.text, block.offsets)) for block in document.blocks]
    numbers: list[Dropped] = []
    if not document.markup:
        mended, numbers = _without_line_numbers(document.blocks, mended)
    language = document.language or _language(m.text for m in mended)
    blocks = _by_format(document.blocks, mended) if document.markup else _by_shape(document, mended, language)
    blocks = [replace(b, why="", kind="paragraph") if b.why and b.why in keep else b for b in blocks]
    spoken, dropped = _cut_inline(blocks, keep)
    title = document.title or next((b.text for b in spoken if b.kind == "title" and not b.why), "")
    if not title:  # a heading names the page only where no text stands before it
        first = next((b for b in spoken if not b.why), None)
        title = first.text if first is not None and first.kind == "heading" else ""
    return replace(
        document, title=title, language=language, blocks=tuple(spoken), dropped=(*document.dropped, *numbers, *dropped)
    )


def _language(texts: Iterable[str]) -> str:
    """Return ``ru`` where most letters are Cyrillic, else ``en``."""
    cyrillic = latin = 0
    for text in texts:
        if text.isascii():
            latin += len(text)
        else:
            found = len(re.findall("[а-яёА-ЯЁ]", text))
            cyrillic += found
            latin += len(text) - found
    return "ru" if cyrillic > latin / 2 else "en"


_NUMBERED = re.compile(r"^[ \t]*(\d{1,2})(?=[ \t]+\S|[ \t]*$)", re.M)


def _without_line_numbers(blocks: Sequence[Block], mended: Sequence[Mapped]) -> tuple[list[Mapped], list[Dropped]]:
    """Take away the numbers that a court's typist sets before every line: 1, 2, 3, and from 1 again on a new page."""
    found = [(n, m) for n, mapped in enumerate(mended) for m in _NUMBERED.finditer(mapped.text)]
    values = [int(match[1]) for _, match in found]
    begin = next((n for n, (one, two) in enumerate(pairwise(values)) if (one, two) == (1, 2)), 0)
    found, values = found[begin:], values[begin:]  # the number of the page may stand before them
    steps = sum(after in (before + 1, 1) for before, after in pairwise(values))
    if len(found) < 8 or steps < 0.9 * (len(found) - 1):
        return list(mended), []
    first, last = found[0][0], found[-1][0]
    lines = sum(1 for mapped in mended[first : last + 1] for line in mapped.text.split("\n") if line.strip())
    if len(found) < 0.8 * lines:
        return list(mended), []
    dropped = []
    for n, match in found:
        whole = replace(blocks[n], text=mended[n].text, offsets=mended[n].offsets)
        dropped.append(Dropped(text=match[1], why="markup", origin=whole.origin(*match.span(1))))
    numbered = {n for n, _ in found}
    out = [
        Mapped(_NUMBERED.sub(lambda m: " " * len(m[0]), m.text), m.offsets) if n in numbered else m
        for n, m in enumerate(mended)
    ]
    return out, dropped


def _by_format(blocks: Sequence[Block], mended: Sequence[Mapped]) -> list[Block]:
    """Keep the kinds that the format gave; judge wording where it says only "paragraph"."""
    out: list[Block] = []
    texts = [_single(mapped) for mapped in mended]
    for block, text, again in zip(blocks, texts, fields_again([text.text for text in texts]), strict=True):
        if not text.text:
            continue
        why = block.why or _BY_KIND.get(block.kind, "")
        kind = block.kind
        if not why and kind in ("paragraph", "list-item", "heading"):
            why = by_wording(text.text)
            why = "" if why == "metadata" and (kind == "list-item" or again) else why
            if kind == "heading" and why in ("navigation", "metadata"):
                why = ""
            kind = "furniture" if why else kind
        out.append(replace(block, text=text.text, offsets=text.offsets, kind=kind, why=why))
    return out


def _by_shape(document: Document, mended: Sequence[Mapped], language: str) -> list[Block]:
    out: list[Block] = []
    for item in judge(part_questions(part_turns(units(mended))), language=language):
        mapped = _without_bars(item.unit, item.kind)
        if not mapped.text:
            continue
        out.append(
            Block(
                kind=item.kind,
                text=mapped.text,
                path=document.source.path,
                offsets=mapped.offsets,
                level=item.level,
                why=item.why,
            )
        )
    return out


def _without_bars(unit: Unit, kind: BlockKind) -> Mapped:
    mapped = unit.mapped
    if kind == "quote" and mapped.text.startswith(">"):
        mapped = substitute(_QUOTE_BAR, lambda _: "", mapped)
    if kind == "list-item" and (bullet := BULLET.match(mapped.text)) and not any(ch.isalnum() for ch in bullet[0]):
        mapped = mapped.slice(bullet.end(), len(mapped.text))
    return _single(mapped)


def _single(mapped: Mapped) -> Mapped:
    """Make white space single, and take away the stars of emphasis."""
    if "*" in mapped.text or "_" in mapped.text:
        mapped = substitute(_SPOKEN_BRACKETS, lambda _: "", mapped)
    if _SPACE.search(mapped.text):
        mapped = substitute(_SPACE, lambda _: " ", mapped)
    return mapped.strip()


def _notes(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the numbers of the notes that the page drops."""
    heads = (
        re.match(r"\D{0,2}(\d{1,3})[.)\]]?\s", b.text) for b in blocks if b.kind == "footnote" or b.why == "citation"
    )
    return frozenset(int(head[1]) for head in heads if head)


def _cut_inline(blocks: Sequence[Block], keep: frozenset[str]) -> tuple[list[Block], list[Dropped]]:
    """Take citations, stage directions and notes out of the paragraphs."""
    cited: Counter[str] = cited_names(block.text for block in blocks if not block.why)
    texts = [COUNTED.sub("", block.text) for block in blocks]
    transcript = sum(1 for text in texts if LABEL.match(text) or _CAPITALS.match(text)) >= 3
    transcript = transcript or sum(_SWORN.fullmatch(block.text) is not None for block in blocks) >= 2
    stopped = Counter(m[1] for block in blocks if not block.why and (m := _STOPPED.match(block.text)))
    again = [count for count in stopped.values() if count > 1]
    transcript = transcript or (len(again) > 1 and sum(again) >= 5)
    alone = Counter(block.text.split(" (")[0] for block in blocks if len(block.text) < 30 and block.text.isupper())
    transcript = transcript or sum(count for count in alone.values() if count > 1) >= 4
    columns = Counter(m[1] for block in blocks if not block.why and (m := _COLUMN.match(block.text)))
    transcript = transcript or sum(count for count in columns.values() if count > 1) >= 4
    transcript = transcript or sum("-->" in block.text for block in blocks if block.why == "timestamp") >= 3
    timed = sum(1 for block in blocks if not block.why and starts_with_time(block.text)) >= 3
    transcript = transcript or timed or bool(find_over(texts))
    labels = Counter(m[0].rstrip(": ").split()[-1] for b in blocks if not b.why and (m := LABEL.match(b.text)))
    shortened = frozenset(k for k, n in (columns + labels).items() if n >= 2 and k.isupper() and len(k) <= 4)
    dashed = sum(not block.why and _BEFORE_DASH.match(block.text) is not None for block in blocks)
    dateline = 3 if dashed < 3 else 0  # paragraphs in which the report may begin; names before dashes come back
    numbered = iter(line_numbers([b.text for b in blocks if not b.why and b.kind == "verse"]))
    noted = iter(note_numbers([b.text for b in blocks if not b.why], _notes(blocks)))
    transcript = transcript or bool(find_over([block.text for block in blocks]))
    heads = find_timed([block.text for block in blocks])
    out: list[Block] = []
    dropped: list[Dropped] = []
    for i, block in enumerate(blocks):
        found: list[Cut] = []
        if not block.why:
            paragraph = block.kind == "paragraph"
            head = heads[i].end if i in heads else 0
            found = leading_cut(block.text, timed=timed, dateline=dateline > 0 and paragraph) if not head else []
            dateline = 0 if found else dateline - paragraph
            more = cuts(block.text, cited, transcript=transcript) + next(noted)
            more += next(numbered) if block.kind == "verse" else []
            for cut in sorted(more, key=lambda c: c.start):
                start = len(block.text[: cut.end]) - len(block.text[cut.start : cut.end].lstrip())
                if not found or start >= found[-1].end:
                    found.append(replace(cut, start=max(cut.start, found[-1].end if found else 0)))
            found = [c for c in found if c.why not in keep and c.start >= head]
            found = [c for c in found if block.text[c.start : c.end].strip(" ()") not in shortened]
        if not found:
            out.append(block)
            continue
        mapped = Mapped(block.text, block.offsets)
        rest: list[Mapped] = []
        at = 0
        for cut in found:
            rest.append(mapped.slice(at, cut.start))
            at = cut.end
        rest.append(mapped.slice(at, len(mapped.text)))
        left = join(rest, "").strip()
        if not any(ch.isalnum() for ch in left.text):
            kind: BlockKind = "stage-direction" if found[0].why == "stage-direction" else "furniture"
            out.append(replace(block, kind=kind, why=found[0].why))
            continue
        for cut in found:
            text = block.text[cut.start : cut.end]
            start = cut.start + len(text) - len(text.lstrip())
            end = start + len(text.strip())
            dropped.append(Dropped(text=text.strip(), why=cut.why, origin=block.origin(start, end)))
        out.append(replace(block, text=left.text, offsets=left.offsets))
    return out, dropped
