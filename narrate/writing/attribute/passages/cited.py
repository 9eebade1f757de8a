"""Set-off passages that say themselves whose they are: by the citation at their end.

"(Greer 58)" behind an indented block, or behind one that a colon announces, names its author; the list of works gives
the first name. Inside a sentence a citation is evidence and no voice.
"""

from __future__ import annotations

import re

from narrate.model import Block, Document
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.voices import Voice

# A title in its own language begins with an article: (La Linterna, 4 May).
_AUTHOR = re.compile(
    r"[(\[](?!(?:The|La|Le|Les|El|Los|Las|Il|Lo|Die|Der|Das|De|Het|O|A|As|Os) )"
    r"(?P<name>[A-ZÀ-ÞА-ЯЁ][\w'’-]+(?: [A-ZÀ-ÞА-ЯЁ][\w'’-]+)?)(?=[ ,:])"
)
_FIRST = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]*\.?(?: [A-ZÀ-ÞА-ЯЁ]\.)*"
_MARKS = "\"“«„‘'"


def find_cited(document: Document, taken: frozenset[int], people: People) -> dict[int, Voice]:
    """Return the voice of each set-off block with a citation at its end; `taken` blocks belong to other rules."""
    found: dict[int, Voice] = {}
    blocks = document.blocks
    citations = [drop for drop in document.dropped if drop.why == "citation"]
    at = 0
    before: Block | None = None
    for i, block in enumerate(blocks):
        if block.why or not block.offsets:
            continue
        end = block.offsets[-1]
        following = next((b.offsets[0] for b in blocks[i + 1 : i + 2] if b.offsets), end + 1_000)
        while at < len(citations) and citations[at].origin.start <= end:
            at += 1
        behind = at < len(citations) and citations[at].origin.start < following
        if behind and i not in taken and _set_off(block, before) and (who := _AUTHOR.match(citations[at].text.strip())):
            speaker = _full_name(who["name"], document, people)
            if speaker:
                found[i] = Voice(speaker=speaker, rule="cited", confidence=0.9)
        before = block
    return found


def _set_off(block: Block, before: Block | None) -> bool:
    if block.kind not in ("quote", "paragraph") or block.text[:1] in _MARKS or before is None:
        return False
    return block.kind == "quote" or before.text.rstrip()[-1:] == ":"


def _full_name(name: str, document: Document, people: People) -> str:
    """Return the person whom a citation means: as the page calls him, or as its list of works does."""
    known = people.resolve(name)
    if " " in known and known != name:
        return known
    surname = re.compile(rf"(?<![\w’'-]){re.escape(name)}, (?P<first>{_FIRST})(?=[.,:; (])")
    for block in document.blocks:
        if block.why == "citation" and (listed := surname.search(block.text)):
            return f"{listed['first']} {name}"
    # Two capitals alone may as well be a title: (Congressional Debates 8841).
    return known if known.lower() in people.names and " " not in name else ""
