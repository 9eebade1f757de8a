"""What reading a paragraph leaves: its pieces, each with one voice, and what else it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from narrate.model import NARRATOR


@dataclass(slots=True, kw_only=True)
class Piece:
    """A span of a paragraph with one voice."""

    start: int
    end: int
    speaker: str = NARRATOR
    kind: str = "narration"
    rule: str = "narration"
    confidence: float = 0.95
    inner: tuple[int, int] | None = None  #: the span between the marks
    open: bool = False  #: an utterance whose speaker is not known yet
    tagged: bool = False  #: a clause says that somebody says it, and nobody knows who: "asked somebody"
    called: frozenset[str] = frozenset()  #: who is called by name inside it, and so does not say it
    gender: str = ""  #: what its clause tells of who says it: "said the cook, wiping her hands"
    ranking: Mapping[str, float] = field(default_factory=dict)  #: whom the pronoun of its clause can mean, how surely


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """What was found in a paragraph."""

    block: int
    pieces: list[Piece]
    dialogue: bool  #: it is speech, but for a reporting clause
    only: bool = False  #: nothing but speech, without a dash before it
    bare: bool = False  #: no word that is not speech
    question: bool = False
    reported: str = ""  #: whose words the narrator reports indirectly at its end
    actors: tuple[str, ...] = ()  #: whom the narrator names in it, in a story
    addressed: frozenset[str] = frozenset()  #: who is called by name inside the speech, or is told or asked
    words: int = 0
    actor: str = ""  #: who acts in its last sentence, in a story
    named: frozenset[str] = frozenset()  #: whom the narrator names in it
    claims: str = ""  #: it says who spoke just before: "That was Tadhg, from the settle."
    mute: bool = False  #: it says that somebody gives no answer
    gender: str = ""  #: what its speech says of who speaks: "я пришла"
    asks: bool = False  #: what it reports at its end is a question
    subjects: tuple[str, ...] = ()  #: who does something in it, where nobody speaks
    unclosed: str = ""  #: family of the quotation that no mark and no clause closes in it
    silent: bool = False  #: in a story it says that somebody answers without a word
    line: str = ""  #: it is an attribution line, "— Name, place": who
    hears: str = ""  #: the gender of whom the speech calls: "Yes, sir"
    ranking: Mapping[str, float] = field(default_factory=dict)  #: whom the pronoun that reports it can mean


def fill(text: str, found: Sequence[Piece]) -> list[Piece]:
    """Return all pieces of a paragraph: the narrator has what is left."""
    pieces: list[Piece] = []
    at = 0
    for piece in found:
        if piece.start > at:
            pieces.append(Piece(start=at, end=piece.start))
        pieces.append(piece)
        at = piece.end
    if at < len(text):
        pieces.append(Piece(start=at, end=len(text)))
    return pieces
