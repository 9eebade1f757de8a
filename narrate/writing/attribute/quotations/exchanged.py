"""Two persons who talk inside one paragraph: «Умеешь плавать?» — «Нет». — «И я нет».

A dash alone between a closing and an opening mark changes the speaker; a clause between them does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import NARRATOR
from narrate.writing.attribute.quotations.pieces import Piece

_BETWEEN = re.compile(r"[»”\"][.,!?…]*\s*[—–-]\s*[«“„\"]")


def answers(text: str, end: int, start: int) -> bool:
    """Tell whether the quotation at `start` answers the one that ends at `end`."""
    return start - end <= 6 and _BETWEEN.fullmatch(text[end - 1 : start + 1]) is not None


def take_turns(text: str, found: Sequence[Piece]) -> bool:
    """Give the quotations of a paragraph to the two who talk in it; False where nobody answers in it.

    Who is named for one turn says every second one. A turn of somebody who is not named stays open.
    """
    turn = 0
    turns: list[int] = []
    for n, piece in enumerate(found):
        turn += n > 0 and answers(text, found[n - 1].end, piece.start)
        turns.append(turn % 2)
    if not turn:
        return False
    for side in (0, 1):
        own = [piece for piece, at in zip(found, turns, strict=True) if at == side]
        names = {piece.speaker for piece in own if not piece.open and piece.speaker != NARRATOR}
        if len(names) == 1:
            for piece in own:
                if piece.open:
                    piece.speaker, piece.rule, piece.confidence, piece.open = next(iter(names)), "turn", 0.7, False
    return True
