"""What holds for every page, however broken: no word lost, none invented, every origin points at its words."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.model import NARRATOR, UNKNOWN, Document, Script, Source
from narrate.writing.attribute import attribute, genders
from narrate.writing.clean import clean
from narrate.writing.ingest.text import paragraphs
from tests.writing.scoring import words

PIECES = st.sampled_from(
    [
        "Anna Vane",
        "said",
        "she said",
        "he asked",
        "the mayor",
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        "—",
        "–",
        "- ",
        "The boat left at nine.",
        "Nobody knew why",
        "I was there,",
        "Is that so?",
        "Go!",
        "ANNA:",
        "Q.",
        "A.",
        "Q:",
        "BEN VANE:",
        "In her diary, Anna Vane describes the storm:",
        "Below is the speech given by Ben Vane.",
        "Dear Anna,",
        "Yours ever,",
        "Ben",
        "(Vane 12)",
        "[3]",
        "[Lenin]",
        "(laughter)",
        "[sic]",
        "1.",
        "•",
        "Home | About | Contact",
        "© 2011 Vane",
        "part 1, 2, 3",
        "— Anna Vane, baker",
        "Works Cited",
        "Contents",
        "00:12",
        "00:00:01,000 --> 00:00:02,000",
        "Chapter One",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\n\n",
        "…",
        "...",
        "and then",
        "a very long way from the water, where the sheep are",
        "сказал он",
        "— Да, — ответила Вера.",
        "*",
        "_",
        "THE COURT:",
        "WITNESS",
        "> quoted",
        "♪",
        "P.S.",
        "3 Comments",
        "Anna says:",
        "12 May 1961",
        "Mrs.",
        "Dr. Vane",
    ]
)
PAGES = st.lists(PIECES, max_size=60).map(" ".join)


def page(text: str) -> Document:
    return Document(
        title="",
        language="",
        blocks=tuple(paragraphs(text, path="page.txt")),
        text=text,
        source=Source(path="page.txt"),
    )


def script_of(text: str) -> tuple[Document, Script]:
    document = page(text)
    return document, attribute(clean(document))


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_every_word_of_the_page_is_spoken_or_dropped_and_none_is_invented(text: str) -> None:
    _, script = script_of(text)
    kept: Counter[str] = Counter()
    for speech in script.speeches():
        kept.update(words(speech.text))
    for dropped in script.dropped:
        kept.update(words(dropped.text))
    assert kept == Counter(words(text))


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_origins_point_at_the_words_they_claim(text: str) -> None:
    document, script = script_of(text)
    for speech in script.speeches():
        assert speech.origin is not None
        claimed = iter(words(document.text[speech.origin.start : speech.origin.end]))
        assert all(word in claimed for word in words(speech.text))  # in order; a citation may stand between
    for dropped in script.dropped:
        assert words(document.text[dropped.origin.start : dropped.origin.end]) == words(dropped.text)


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_speeches_are_single_lines_in_order_with_a_rule_and_a_confidence(text: str) -> None:
    _, script = script_of(text)
    last = 0
    for speech in script.speeches():
        assert speech.text == " ".join(speech.text.split())
        assert speech.speaker
        assert speech.rule
        assert 0 < speech.confidence <= 1
        assert speech.origin is not None
        assert speech.origin.start >= last
        last = speech.origin.start
    assert all(segment.title for segment in script.segments[1:])


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_becomes_a_script(text: str) -> None:
    _, script = script_of(text)
    assert all(speech.text.strip() for speech in script.speeches())


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_unknown_speakers_are_named_as_asked_and_say_so(text: str) -> None:
    document = clean(page(text))
    for one, other in zip(attribute(document).speeches(), attribute(document, unknown=UNKNOWN).speeches(), strict=True):
        assert one.text == other.text
        if one.rule == "unknown":
            assert one.speaker == NARRATOR
            assert other.speaker == UNKNOWN
            assert one.confidence < 0.5


@settings(max_examples=50, deadline=None)
@given(PAGES, st.lists(st.text(max_size=20), max_size=4))
def test_genders_answers_for_every_speaker(text: str, speakers: list[str]) -> None:
    found = genders([text], speakers)
    assert set(found) == set(speakers)
    assert set(found.values()) <= {"female", "male", ""}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n \n",
        "a" * 1_000_000,
        "“a " * 10_000 + "b” " * 10_000,
        "(" * 10_000 + "x" + ")" * 10_000,
        "'a 'b s' " * 20_000,
        "\n\n".join(f"“Paragraph {n} opens and never closes." for n in range(3_000)),
        "\n".join(f'“He said to them ‘that line {n} was, said Anna. "And then' for n in range(3_000)),
        "\n\n".join(f"Anna Vane wrote in her diary {n}:" for n in range(2_000)),
        "\n\n".join("Dear Anna," for _ in range(2_000)),
        "© 2011 Vane\n\nHome | About\n\nPrevious Next",
        "“Only this.”",
    ],
    ids=lambda text: f"{len(text)} characters: {text[:12]!r}",
)
def test_hostile_pages_come_through(text: str) -> None:
    _, script = script_of(text)
    spoken = sum(len(words(speech.text)) for speech in script.speeches())
    dropped = sum(len(words(dropped.text)) for dropped in script.dropped)
    assert spoken + dropped == len(words(text))
