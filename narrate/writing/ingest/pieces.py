"""What a reader found in a page, a book or a PDF -> Document.

Formats with a layout have no plain text that a person could count characters in. Their Document's text is what was
extracted, piece by piece with a blank line between, and origins count in that: the same file gives the same text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from narrate.errors import InputError
from narrate.model import Block, BlockKind, Document, Dropped, Origin, Source
from narrate.safe_text import visible
from narrate.writing.ingest.blocks import block, single_spaces

# At a radio reader's pace this is two weeks without a break: no programme, but a decompression bomb of words.
MAX_CHARACTERS = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Words inside a paragraph that a reader sees and nobody speaks, such as the mark of a footnote."""

    at: int  #: before which character of the piece's text
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph or other unit as a reader found it, its white space single."""

    kind: BlockKind
    text: str
    level: int = 0
    why: str = ""
    cuts: tuple[Cut, ...] = ()  #: what stands inside and is not spoken, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """All that a reader found."""

    pieces: Sequence[Piece]
    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""


def assemble(extract: Extract, *, path: str, sha256: str) -> Document:
    """Return the Document; raise InputError where nothing in it can be spoken or where it is too long."""
    if sum(len(piece.text) for piece in extract.pieces) > MAX_CHARACTERS:
        raise InputError("too long for any programme", where=path, hint="split it and narrate a part")
    parts: list[str] = []
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    at = 0
    for piece in extract.pieces:
        if not piece.text:
            continue
        if parts:
            parts.append("\n\n")
            at += 2
        whole, places = _with_cuts(piece, at, path, dropped)
        parts.append(whole)
        at += len(whole)
        made = block(piece.kind, piece.text, places, path=path, level=piece.level, why=piece.why)
        if made is not None:
            # Where hidden characters stood, white space may now stand twice or at an end.
            text, offsets = single_spaces(made.text, made.offsets)
            blocks.append(made if text == made.text else replace(made, text=text, offsets=offsets))
    if not any(not made.why for made in blocks):
        raise InputError("nothing to read in it", where=path, hint="give a document with text")
    blocks, title = with_title(blocks, visible(extract.title))
    return Document(
        title=title,
        language=visible(extract.language),
        blocks=tuple(blocks),
        text="".join(parts),
        source=Source(
            path=path,
            url=visible(extract.url),
            title=title,
            author=visible(extract.author),
            date=visible(extract.date),
            sha256=sha256,
        ),
        markup=True,
        dropped=tuple(dropped),
    )


def _with_cuts(piece: Piece, start: int, path: str, dropped: list[Dropped]) -> tuple[str, Sequence[int]]:
    """Return the text of a piece as it stands in the document, cuts and all, and where each spoken character is."""
    if not piece.cuts:
        return piece.text, range(start, start + len(piece.text))
    parts: list[str] = []
    places = array("I")
    done = 0
    here = start
    for cut in piece.cuts:
        parts += [piece.text[done : cut.at], cut.text]
        places.extend(range(here, here + cut.at - done))
        here += cut.at - done
        origin = Origin(path=path, start=here, end=here + len(cut.text))
        dropped.append(Dropped(text=visible(cut.text), why=cut.why, origin=origin))
        here += len(cut.text)
        done = cut.at
    parts.append(piece.text[done:])
    places.extend(range(here, here + len(piece.text) - done))
    return "".join(parts), places


def with_title(blocks: Iterable[Block], stated: str) -> tuple[list[Block], str]:
    """Return the blocks with the title marked as such, and the title.

    The title is what the document states, or else its first heading of level 1, if that stands at its head and is the
    only one: several of that level are chapters. A first heading that says what the document states is the title too.
    """
    made = list(blocks)
    if (first := next((one for one in made if one.kind == "title"), None)) is not None:
        return made, stated or visible(first.text)
    spoken = [index for index, one in enumerate(made) if not one.why]
    tops = [index for index, one in enumerate(made) if one.kind == "heading" and one.level == 1]
    if spoken and made[spoken[0]].kind == "heading":
        at = spoken[0]
        said = visible(made[at].text)
        if tops == [at] or (stated and said.casefold() == stated.casefold()):
            made[at] = replace(made[at], kind="title", level=0)
            return made, stated or said
    return made, stated
