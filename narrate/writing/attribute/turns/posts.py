"""Threads of posts: whoever stands at the head of a post says all of it."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.voices import Turn
from narrate.writing.attribute.wording.cases import in_order
from narrate.writing.posts import find_thread


def find_posts(blocks: Sequence[Block], people: People) -> dict[int, Turn]:
    """Return the turns of a forum, of comments under a text, or of a mailing list; nothing for any other page."""
    turns: dict[int, Turn] = {}
    for i, part in find_thread([block.text for block in blocks]).items():
        block = blocks[i]
        if block.why or block.kind in ("title", "heading") or part.role in ("data", "control", "subject"):
            continue
        label = part.role in ("name", "head", "quoted")
        turns[i] = Turn(
            label_end=len(block.text) if label else part.end,
            speaker=_who(part.author, people),
            rule="post",
            confidence=0.95,
            own=label or part.end > 0,
        )
    return turns


def _who(author: str, people: People) -> str:
    """Return who is meant by the head of a post: "Шубина Евдокия Тимофеевна" begins with the surname."""
    language = people.language
    if " " not in author:
        return author
    parts = in_order(author.split(), language) if language.inflected else author.split()
    return people.resolve(" ".join(parts))
