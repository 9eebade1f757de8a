"""Threads of posts: whoever stands at the head of a post says all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from narrate.model import Block
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import talks
from narrate.writing.attribute.voices import Turn
from narrate.writing.attribute.wording.cases import in_order
from narrate.writing.posts import Part, find_thread


def find_posts(blocks: Sequence[Block], people: People) -> dict[int, Turn]:
    """Return the turns of a forum, of comments under a text, or of a mailing list; nothing for any other page."""
    turns: dict[int, Turn] = {}
    thread = find_thread([block.text for block in blocks])
    end = _signed_at(blocks, thread)
    for i, part in thread.items():
        block = blocks[i]
        if i > end and not talks(block.text, people.language):
            continue  # the page's own, below the last message
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


def _signed_at(blocks: Sequence[Block], thread: Mapping[int, Part]) -> int:
    """Return the block at which the last message is signed with the name of whoever wrote it; else the page's end."""
    heads = [i for i, part in thread.items() if part.role in ("name", "head")]
    last = max(heads, default=len(blocks))
    for i in range(last + 1, len(blocks)):
        if i in thread and blocks[i].text.rstrip(" .,") in thread[i].author.split():
            return i
    return len(blocks)


def _who(author: str, people: People) -> str:
    """Return who is meant by the head of a post: "Шубина Евдокия Тимофеевна" begins with the surname."""
    language = people.language
    if " " not in author:
        return author
    parts = in_order(author.split(), language) if language.inflected else author.split()
    return people.resolve(" ".join(parts))
