"""Markdown loses its marks, keeps their meaning as kinds, and every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from narrate.errors import InputError
from narrate.model import Document
from narrate.writing.ingest.markdown import parse


def shape(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parse(text, path="story.md").blocks]


def spoken(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not block.why]


def test_the_first_heading_alone_at_its_level_is_the_title() -> None:
    document = parse("# The *harbour*\n\n## Morning\n\nFog.\n", path="story.md")
    assert document.title == "The harbour"
    assert [(b.kind, b.level) for b in document.blocks] == [("title", 0), ("heading", 2), ("paragraph", 0)]
    assert document.markup


def test_several_headings_of_level_one_are_chapters() -> None:
    document = parse("# Morning\n\nFog.\n\n# Evening\n\nRain.\n", path="story.md")
    assert document.title == ""
    assert [b.kind for b in document.blocks] == ["heading", "paragraph", "heading", "paragraph"]


def test_front_matter_is_metadata_and_only_its_title_is_spoken() -> None:
    document = parse('---\ntitle: "The harbour"\nauthor: A. Keeper\ndate: 1956-03-01\n---\n\nFog.\n', path="story.md")
    assert (document.title, document.source.author, document.source.date) == ("The harbour", "A. Keeper", "1956-03-01")
    assert spoken(document) == ["The harbour", "Fog."]
    assert [d.why for d in document.dropped] == ["metadata", "metadata"]
    assert document.blocks[0].origin().start == 12


def test_a_title_of_the_front_matter_is_not_spoken_over_a_heading_of_the_text() -> None:
    document = parse('---\ntitle: "Episode 3: Fog"\n---\n\n# Fog\n\nIt came in.\n', path="story.md")
    assert spoken(document) == ["Fog", "It came in."]


def test_a_space_that_must_not_break_is_a_space_in_a_title() -> None:
    document = parse('---\ntitle: "Notes by Ann\\_Vane"\n---\n\nFog.\n', path="story.md")
    assert (document.title, spoken(document)[0]) == ("Notes by Ann Vane", "Notes by Ann Vane")


def test_text_between_two_rules_is_no_front_matter() -> None:
    assert shape("---\n\nFog came in. It stayed.\n\n---\n\nRain.\n")[0] == ("paragraph", "Fog came in. It stayed.")


def test_emphasis_links_and_code_leave_their_words() -> None:
    assert shape("A **bold** and [linked](http://example.org/a_(b) 'a') word, `as  is`, <http://example.org>.") == [
        ("paragraph", "A bold and linked word, as is, http://example.org.")
    ]


def test_a_block_quotation_knows_how_deep_it_is() -> None:
    document = parse("> One.\n>\n> > Two.\n> > Still two.\n", path="story.md")
    assert [(b.kind, b.level, b.text) for b in document.blocks] == [
        ("quote", 1, "One."),
        ("quote", 2, "Two. Still two."),
    ]


def test_the_number_of_an_item_is_read_out_and_leads_back_to_its_place() -> None:
    text = "Bring:\n\n3. **Two** ropes\n4) Bread\n"
    document = parse(text, path="story.md")
    items = [block for block in document.blocks if block.kind == "list-item"]
    assert [block.text for block in items] == ["3. Two ropes", "4) Bread"]
    for block in items:
        assert "".join(text[at] for at in block.offsets) == block.text


def test_list_items_know_how_deep_they_are() -> None:
    document = parse("- One\n- Two\n  1. Three\n", path="story.md")
    assert [(b.kind, b.level, b.text) for b in document.blocks] == [
        ("list-item", 1, "One"),
        ("list-item", 1, "Two"),
        ("list-item", 2, "1. Three"),
    ]


def test_code_tables_pictures_and_footnotes_say_why_they_are_not_spoken() -> None:
    text = "Fog[^1].\n\n    code\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![A *pier*](p.png)\n\n[^1]: Sea fog.\n"
    document = parse(text, path="story.md")
    assert spoken(document) == ["Fog."]
    assert {block.why for block in document.blocks} == {"", "code", "table", "caption", "footnote"}
    assert [d.text for d in document.dropped] == ["[^1]"]


def test_a_footnote_of_one_word_is_no_link() -> None:
    assert spoken(parse("Fog[^a] came.\n\n[^a]: Ibid.\n", path="story.md")) == ["Fog came."]


@pytest.mark.parametrize(
    "text",
    [
        "Seen <span hidden>SECRET</span> end.",
        "Seen <span style='display: none'>SECRET</span> end.",
        "Seen <!-- SECRET --> end.",
        'Seen end.\n\n<div style="display:none">\n\nSECRET\n\n<div>SECRET</div>\n\nSECRET\n\n</div>\n',
        "<script>\nSECRET\n</script>\n\nSeen end.",
        "<template>\n\n- SECRET\n\n</template>\n\nSeen end.",
        "Seen ~~SECRET~~ end.",
        "Seen end.\n\n[//]: # (SECRET)",
    ],
)
def test_what_is_hidden_or_struck_out_is_not_spoken(text: str) -> None:
    document = parse(text, path="story.md")
    assert spoken(document) == ["Seen end."]
    assert all("SECRET" not in dropped.text for dropped in document.dropped if dropped.why == "hidden")


def test_a_bracket_that_is_never_closed_is_no_label() -> None:
    text = "[x]: harbour.html\n\nThe [x][[^x] end."
    document = parse(text, path="story.md")
    assert spoken(document) == ["The x[ end."]
    assert [text[drop.origin.start : drop.origin.end] for drop in document.dropped] == ["[^x]"]


def test_html_blocks_leave_their_words() -> None:
    assert shape('<p align="center">The <b>old</b> pier</p>\n<p>Rain</p>\n') == [
        ("paragraph", "The old pier"),
        ("paragraph", "Rain"),
    ]


def test_escapes_and_entities_are_what_they_mean() -> None:
    assert shape(r"5 \* 3 &amp; more &#8212; done") == [("paragraph", "5 * 3 & more — done")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See [the lamp][1] and [oil].\n\n[1]: http://x.example\n[oil]: http://y.example", "See the lamp and oil."),
        ("See [a](<b c> 'd') [e](f (g)) [not](a link", "See a e [not](a link"),
        ("Fog<br>rain <B>bold</B> &lt;tag&gt;", "Fog rain bold <tag>"),
        ("`` a ` b `` and `c\nd`", "a ` b and c d"),
        ("***Both*** __and__ _one_ 2\\*3", "Both and one 2*3"),
        ("Hard  \nbreak\\\nhere", "Hard break here"),
        ("| a |\n|---|\n\nAfter.", "After."),
    ],
)
def test_what_marks_mean_is_left(text: str, said: str) -> None:
    assert spoken(parse(text, path="story.md")) == [said]


def test_metadata_in_toml_is_metadata() -> None:
    assert parse('+++\ntitle = "The lamp"\n+++\n\nFog.\n', path="story.md").title == "The lamp"


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: x\n---\n", "```\ncode\n```\n", "<!-- only -->\n"])
def test_nothing_to_read_is_one_error(text: str) -> None:
    with pytest.raises(InputError, match="nothing to read"):
        parse(text, path="story.md")


MARKS = st.sampled_from(
    [
        "a",
        "b c",
        " ",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "*",
        "**",
        "_",
        "`",
        "[",
        "]",
        "(x)",
        "](y)",
        "![",
        "\\*",
        "&amp;",
        "~~",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "| ",
        "|-|\n",
        "[^1]",
        "[^1]: ",
        "    ",
        "\t",
        "\r\n",
        "---\n",
        "é",
    ]
)


@example("\r\n- a\r\n\tb c")
@given(st.lists(MARKS, max_size=30).map("".join))
def test_every_character_leads_back_to_its_place(text: str) -> None:
    try:
        document = parse("word " + text, path="story.md")
    except InputError:
        return
    source = document.text
    for block in document.blocks:
        assert len(block.text) == len(block.offsets)
        assert list(block.offsets) == sorted(block.offsets)
        for character, place in zip(block.text, block.offsets, strict=True):
            assert source[place] == character or character == " " or source[place] in "&\\"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_machine(end: str) -> None:
    document = parse(end.join(["# Harbour", "", "Fog", "came in."]), path="story.md")
    assert spoken(document) == ["Harbour", "Fog came in."]
    origin = document.blocks[1].origin()
    assert document.text[origin.start : origin.end] == f"Fog{end}came in."


def test_a_footnote_that_begins_on_the_next_line_keeps_its_places() -> None:
    document = parse("word\n\n[^1]:\nnote", path="story.md")
    note = next(block for block in document.blocks if block.kind == "footnote")
    assert "".join(document.text[place] for place in note.offsets) == note.text == "note"
