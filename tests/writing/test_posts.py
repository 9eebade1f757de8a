"""Threads: a post belongs to whoever stands at its head, and what the board adds is not read."""

from __future__ import annotations

import pytest

from narrate.model import Document, Script, Source
from narrate.writing.attribute import attribute
from narrate.writing.clean import clean
from narrate.writing.ingest.text import paragraphs
from narrate.writing.posts import find_thread


def read(text: str) -> Script:
    blocks = tuple(paragraphs(text, path="page.txt"))
    return attribute(clean(Document(title="", language="", blocks=blocks, text=text, source=Source(path="page.txt"))))


def voiced(text: str) -> list[tuple[str, str]]:
    return [(s.speaker, s.text) for s in read(text).speeches() if s.speaker != "Narrator"]


FIRST, SECOND = "Has anyone seen the brass heron? It stood by my gate.", "It is in the canal. I saw it there on Sunday."


@pytest.mark.parametrize(
    ("head", "other"),
    [
        ("tidewife » Mon Mar 02, 2015 8:40 pm", "Kobalt » Tue Mar 03, 2015 7:05 am"),
        ("by tidewife » Mon Mar 02, 2015 8:40 pm", "by Kobalt » Tue Mar 03, 2015 7:05 am"),
        ("tidewife · 2 March 2015 at 20:40", "Kobalt · 3 March 2015 at 07:05"),
        ("tidewife 02.03.2015 20:40", "Kobalt 03.03.2015 07:05"),
        ("tidewife wrote on 2 March 2015 at 20:40:", "Kobalt wrote on 3 March 2015 at 07:05:"),
        ("tidewife - 3 hours ago", "Kobalt - 2 hours ago"),
        ("tidewife\n20:40 Mon 2 March 15", "Kobalt\n07:05 Tue 3 March 15"),
        ("tidewife says:\nMarch 2, 2015 at 8:40 pm", "Kobalt says:\nMarch 3, 2015 at 7:05 am"),
        ("tidewife\nPosts: 12\nJoined: Sat Nov 12, 2011 8:15 pm", "Kobalt\nModerator\nPosts: 903"),
        ("2 Mar 2015   #1\ntidewife\nMember", "3 Mar 2015   #2\nKobalt"),
        (
            "From: tidewife <t@weir.example>\nDate: Mon, 2 Mar 2015 20:40:00 +0000",
            "From: Kobalt <k@weir.example>\nDate: Tue, 3 Mar 2015 07:05:00 +0000",
        ),
    ],
)
def test_a_post_is_spoken_by_the_name_at_its_head(head: str, other: str) -> None:
    page = f"The brass heron\n\n{head}\n\n{FIRST}\n\nReply\n\n{other}\n\n{SECOND}\n\nReply\n"
    assert voiced(page) == [("tidewife", FIRST), ("Kobalt", SECOND)]


def test_what_a_post_quotes_of_another_is_read_by_whoever_quotes() -> None:
    page = (
        f"Lost things\n\ntidewife\n2 March 2015 20:40\n\n{FIRST}\n\nQuote  Report  Like (2)\n\n"
        f"Kobalt\n3 March 2015 07:05\n\ntidewife wrote:\nIt stood by my gate.\n\n{SECOND}\n\nQuote  Report\n"
    )
    assert {speaker for speaker, text in voiced(page) if "gate." in text and "Has" not in text} == {"Kobalt"}
    dropped = {d.text for d in read(page).dropped}
    assert {"tidewife wrote:", "Quote Report Like (2)"} <= dropped


def test_comments_under_a_report_leave_the_report_alone() -> None:
    report = '"We looked for it all week," said Ada Quill, who keeps the lock, and she did not sound hopeful.'
    page = (
        f"Heron gone\n\n{report}\n\n2 comments\n\n"
        f"tidewife 02.03.2015 20:40\n{FIRST}\n\nKobalt 03.03.2015 07:05\n{SECOND}"
    )
    said = voiced(page)
    assert [speaker for speaker, _ in said] == ["Ada Quill", "tidewife", "Kobalt"]


@pytest.mark.parametrize(
    "page",
    [
        "Ada: Good evening.\n\nBen: Good evening to you.\n\nAda: And how is the heron?\n\nBen: Gone.",
        "12 March 1931\n\nThe heron came back.\n\n13 March 1931\n\nThe heron has gone again.",
        "The heron stood by the gate.\n\nIt was made of brass, and nobody knew on Monday 2 March at 20:40 whose.",
        "Sir,\n\nThe heron is a nuisance.\n\nAda Quill\nWeir Street\n\n"
        "Sir,\n\nThe heron is not.\n\nBen Orme\nLock Lane",
    ],
)
def test_what_has_no_heads_of_posts_is_no_thread(page: str) -> None:
    assert find_thread([line for line in page.split("\n") if line]) == {}


def test_one_post_alone_is_no_thread() -> None:
    assert find_thread(["tidewife » Mon Mar 02, 2015 8:40 pm", FIRST]) == {}
