"""What a speech says of its own speaker: "I am Ada Lund", "It's Kolya, sir"."""

from __future__ import annotations

import re

from narrate.writing.attribute.quotations.pieces import Piece
from narrate.writing.attribute.quotations.scene import Scene
from narrate.writing.attribute.wording.names import Name, read_name
from narrate.writing.attribute.wording.words import tokens


def own_name(text: str, piece: Piece, scene: Scene, *, anywhere: bool) -> str:
    """Return the name that a speech gives itself: at its start, or in it after "I am" or "my name is"."""
    start, end = piece.inner or (piece.start, piece.end)
    starts = [start]
    if anywhere:
        starts += [start + m.end() for m in re.finditer(r"[.!?…,;:—] ", text[start:end])]
    for at in starts:
        head = text[at : at + 60].replace("’", "'").lower()
        phrases = scene.language.self_naming if anywhere else scene.language.introductions
        phrase = next((p for p in phrases if head.startswith(p + " ")), "")
        toks = tokens(text, at + len(phrase), min(end, at + 90)) if phrase else []
        name = read_name(toks, 0, scene.language) if toks else None
        if name is None or name.possessive or (anywhere and not _full_name(name, scene)):
            continue
        if set(name.text.lower().split()) & (scene.language.not_names | scene.language.small):
            continue
        after = toks[name.last] if name.last < len(toks) else None
        if (phrase == "меня") != (after is not None and after.low in ("зовут", "звать", "величать")):
            continue  # "Меня Анной Петровной звать": the name stands in the middle
        if after is not None and phrase != "меня" and after.text not in ",.!?;:—–" and not anywhere:
            continue
        return scene.people.resolve(name.text, name.title)
    return ""


def _full_name(name: Name, scene: Scene) -> bool:
    return " " in name.text or bool(name.title) or name.text.lower() in scene.people.names
