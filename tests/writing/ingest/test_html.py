"""A web page leaves its main text, each part with its role, and nothing that a reader does not see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from narrate.errors import InputError
from narrate.writing.ingest.css import hiding_selectors
from narrate.writing.ingest.html import HtmlImporter, extract
from narrate.writing.ingest.pieces import Extract, Piece, assemble
from tests.benchmarks.web_pages import SITES
from tests.writing.ingest.makers import STORY, Story, page

MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>'
FOOT = "<footer><p>© 1999 The Vellhaven Gazette. All rights reserved.</p></footer>"
LONG = "It was a night that nobody in Vellhaven forgot, and the lamp burned until the morning came up grey and still. "


def read(html: str) -> Extract:
    return extract(html, where="page.html")


def spoken(found: Extract) -> list[str]:
    return [piece.text for piece in found.pieces if not piece.why]


def in_article(inside: str, head: str = "") -> str:
    text = f"<p>{LONG * 3}</p>{inside}<p>{LONG * 2}</p>"
    return f"<html><head>{head}</head><body>{MENU}<article>{text}</article>{FOOT}</body></html>"


def between(inside: str, head: str = "") -> list[Piece]:
    around = ((LONG * 3).strip(), (LONG * 2).strip())
    furniture = ("navigation", "page header or footer")
    return [
        piece
        for piece in read(in_article(inside, head)).pieces
        if piece.text not in around and piece.why not in furniture
    ]


def test_menus_and_feet_are_left_out() -> None:
    found = read(page(STORY, before=MENU, after=FOOT).decode())
    assert spoken(found) == [text for _, text in STORY]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        '<p style="display:none">{}</p>',
        '<p style="color: red; DISPLAY : NONE !important">{}</p>',
        '<p style="visibility:hidden">{}</p>',
        '<p style="opacity:0">{}</p>',
        '<p style="font-size:0px">{}</p>',
        '<p style="position:absolute; left:-9999px">{}</p>',
        '<p aria-hidden="true">{}</p>',
        '<p class="sr-only">{}</p>',
        "<!-- {} -->",
        "<script>var said = '{}'</script>",
        "<style>/* {} */</style>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<svg><text>{}</text></svg>",
        "<dialog>{}</dialog>",
        '<iframe srcdoc="{}"></iframe>',
        '<p title="{}"></p>',
        "<div hidden><div><p>x</p></div>{}</div>",
    ],
)
def test_what_is_not_shown_is_not_spoken(hidden: str) -> None:
    secret = f"SECRET words that {LONG}"
    found = read(in_article(hidden.format(secret)))
    assert all("SECRET" not in piece.text for piece in found.pieces)
    assert len(spoken(found)) == 2


@pytest.mark.parametrize(
    "rule", [".gone{display:none}", "p.gone { visibility : hidden }", "#gone{display:none}", "article .gone{opacity:0}"]
)
def test_style_sheets_of_the_page_hide_too(rule: str) -> None:
    found = between(f'<p class="gone" id="gone">SECRET {LONG}</p>', f"<style>{rule}</style>")
    assert found == []


@pytest.mark.parametrize(
    "rule", ["@media print{.kept{display:none}}", "@media (max-width: 600px){.kept{display:none}}"]
)
def test_style_sheets_for_paper_and_telephones_hide_nothing(rule: str) -> None:
    assert [piece.text for piece in between(f'<p class="kept">Kept. {LONG}</p>', f"<style>{rule}</style>")] == [
        f"Kept. {LONG}".strip()
    ]


@pytest.mark.parametrize(
    "rule", ["@media screen { .gone { display: none } }", "/* x */ @import 'y'; .gone[id] /* z */ {display:none}"]
)
def test_style_sheets_are_read_as_a_browser_reads_them(rule: str) -> None:
    assert between(f'<p class="gone" id="gone">SECRET {LONG}</p>', f"<style>{rule}</style>") == []


def test_selectors_that_need_a_browser_are_passed_over() -> None:
    assert list(hiding_selectors("a:hover{display:none} .x,.y > p{display:none} @font-face{src:x} b{color:red}")) == [
        [".x"],
        [".y", "p"],
    ]


def test_parts_keep_their_roles() -> None:
    found = between(
        "<h2>The letter</h2><blockquote><p>You count the oil that I burn.</p><footer>Marta Quill</footer></blockquote>"
        "<figure><img src=x alt=lamp><figcaption>The lamp in 1911</figcaption></figure>"
        "<ul><li>Oil</li><li>A pane<ul><li>of glass</li></ul></li></ul>"
    )
    assert [(piece.kind, piece.level, piece.text) for piece in found] == [
        ("heading", 2, "The letter"),
        ("quote", 1, "You count the oil that I burn."),
        ("quote", 1, "— Marta Quill"),
        ("caption", 0, "The lamp in 1911"),
        ("list-item", 1, "Oil"),
        ("list-item", 1, "A pane"),
        ("list-item", 2, "of glass"),
    ]


def test_a_short_quotation_gets_its_marks() -> None:
    assert [piece.text for piece in between("<p>She said <q>no</q>.</p>")] == ["She said “no”."]


def test_marks_of_footnotes_and_links_to_headings_are_not_read() -> None:
    found = between(
        '<h2>Oil <a class="headerlink" href="#o">¶</a></h2>'
        '<p>It was dear<sup><a href="#n1">1</a></sup>, m<sup>2</sup>.</p>'
    )
    assert [piece.text for piece in found] == ["Oil", "It was dear, m2."]


def test_footnotes_stand_apart() -> None:
    found = read(in_article('<section class="footnotes"><ol><li>The oil came from the south.</li></ol></section>'))
    assert [piece.kind for piece in found.pieces if "south" in piece.text] == ["footnote"]


def test_a_table_of_figures_is_not_spoken_and_a_page_laid_out_with_one_is() -> None:
    figures = "<table><tr><th>Year</th><th>Oil</th></tr><tr><td>1910</td><td>12</td></tr></table>"
    assert {piece.why for piece in between(figures)} == {"table"}
    layout = f"<table><tr><td><p>{LONG}Laid out.</p></td></tr></table>"
    assert [piece.kind for piece in between(layout)] == ["paragraph"]


def test_two_line_breaks_end_a_paragraph() -> None:
    assert [piece.text for piece in between("<p>First here.<br><br>Second<br>line.</p>")] == [
        "First here.",
        "Second line.",
    ]


def test_a_page_says_who_wrote_it_and_when() -> None:
    head = (
        '<title>The lamp - The Vellhaven Gazette</title><meta name="author" content="Marta Quill">'
        '<meta property="article:published_time" content="1999-11-09T08:00:00Z">'
        '<link rel="canonical" href="https://gazette.example.org/lamp">'
    )
    found = read(in_article("<h1>The lamp</h1>", head).replace("<html>", '<html lang="en-GB">'))
    assert (found.author, found.date, found.url) == ("Marta Quill", "1999-11-09", "https://gazette.example.org/lamp")
    assert found.language == "en-GB"


def test_a_headline_outside_the_main_text_is_the_title() -> None:
    head, top = "<head><title>The lamp</title></head>", "<header><h1>The lamp</h1></header>"
    html = f"<html>{head}<body>{MENU}{top}<article><p>{LONG * 4}</p></article>{FOOT}</body></html>"
    document = assemble(read(html), path="page.html", sha256="")
    first = next(block for block in document.blocks if not block.why)
    assert (document.title, first.kind, first.text) == ("The lamp", "title", "The lamp")


def test_a_page_is_read_whole_where_trafilatura_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert spoken(read(page(STORY, before=MENU, after=FOOT).decode())) == [text for _, text in STORY]


def test_a_page_of_a_few_words_is_read_whole() -> None:
    assert spoken(read(f"{MENU}<p>Nobody moved.</p>{FOOT}")) == ["Nobody moved."]


@pytest.mark.parametrize("html", ["<html></html>", "<!-- x -->", "<script>x</script>"])
def test_a_page_without_text_is_one_error(html: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(html)
    with pytest.raises(InputError, match="nothing to read"):
        HtmlImporter().read(path)


def test_entities_of_xml_are_text_of_a_page_and_open_nothing() -> None:
    entity = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    html = f"{entity}<html><body><p>Seen &x; end.</p></body></html>"
    assert "root:" not in " ".join(spoken(read(html)))


# --- every word that is seen is accounted for ------------------------------------------------------------------------


def reasons(inside: str, head: str = "") -> dict[str, str]:
    """Return why each thing on a page is left out, by its text."""
    document = assemble(read(in_article(inside, head)), path="page.html", sha256="")
    found = {block.text: block.why for block in document.blocks if block.why}
    return found | {drop.text: drop.why for drop in document.dropped}


@pytest.mark.parametrize(
    ("inside", "text", "why"),
    [
        ("<nav><p>Harbour guide</p></nav>", "Harbour guide", "navigation"),
        ("<div class='cookie-banner'><p>We keep crumbs.</p></div>", "We keep crumbs.", "cookie notice"),
        ("<div class=byline>By Marta Quill</div>", "By Marta Quill", "metadata"),
        ("<aside><p>Ten more lamps</p></aside>", "Ten more lamps", "aside"),
        ("<div class=ad-slot>Buy rope</div>", "Buy rope", "advertisement"),
        ("<div id=comments><p>First!</p></div>", "First!", "comments"),
        ("<form><p>Your letter</p></form>", "Your letter", "form"),
        ("<p><button>Listen</button></p>", "Listen", "form"),
        ("<select><option>North</option><option>South</option></select>", "North South", "form"),
        ("<p>Dark<sup><a href='#n1'>[1]</a></sup>.</p>", "[1]", "footnote"),
        ("<h2>Oil<span class=mw-editsection>[edit]</span></h2>", "[edit]", "navigation"),
        ("<p>It was <del>never</del> dark.</p>", "never", "struck out"),
        ("<p><s>Sold out.</s></p>", "Sold out.", "struck out"),
        ("<p>A <ruby>lamp<rt>lampu</rt></ruby>.</p>", "lampu", "reading aid"),
        ("<p>So <math><mi>x</mi><mo>=</mo><mn>2</mn></math>.</p>", "x = 2", "formula"),
    ],
)
def test_what_is_seen_and_not_spoken_is_told_with_its_reason(inside: str, text: str, why: str) -> None:
    assert reasons(inside)[text] == why


def test_the_menu_and_the_foot_of_a_page_are_told_with_their_reason() -> None:
    assert reasons("") == {
        "Home": "navigation",
        "About us": "navigation",
        "© 1999 The Vellhaven Gazette. All rights reserved.": "page header or footer",
    }


def test_a_cut_inside_a_paragraph_leaves_the_words_around_it_where_they_stand() -> None:
    document = assemble(read("<p>It was <s>never</s> dark<sup>[2]</sup>.</p>"), path="page.html", sha256="")
    assert document.text == "It was never dark[2]."
    (block,) = document.blocks
    assert block.text == "It was dark."
    assert [document.text[place] for place in block.offsets] == list("It was dark.")
    told = [(drop.text, document.text[drop.origin.start : drop.origin.end]) for drop in document.dropped]
    assert told == [("never", "never"), ("[2]", "[2]")]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    "site", [site for site in SITES if site.__name__ != "poisoned"], ids=lambda site: site.__name__
)
def test_every_word_of_a_page_is_spoken_or_has_a_reason(site: Callable[[Story], str]) -> None:
    html = site(STORY)
    document = assemble(read(html), path="page.html", sha256="")
    told = " ".join([*(block.text for block in document.blocks), *(drop.text for drop in document.dropped)])
    seen = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(head|style|script).*?</\1>", "", html))
    assert words(told) == words(unescape(seen))
    assert all(drop.why for drop in document.dropped)


# --- text that nobody sees -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inside",
    [
        '<p style="color:#fff">SECRET</p>',
        '<p style="color: White !important">SECRET <b>SECRET</b></p>',
        '<p style="color:rgb(254, 254, 254)">SECRET</p>',
        '<p style="color:rgba(10,20,30,0)">SECRET</p>',
        '<p><font color="#FFFFFF">SECRET</font> Seen.</p>',
        '<div style="background:#222; color:#eee"><p style="color:#222">SECRET</p>Seen.</div>',
        '<table bgcolor="#000000"><tr><td><font color=black>SECRET</font></td></tr></table>',
        "<p class=white-on-white>SECRET</p>",
        '<p style="font-size:1px">SECRET</p>',
        '<p style="font:0/0 a">SECRET</p>',
        '<p style="text-indent:-999em">SECRET</p>',
        '<p style="position:absolute;left:-950px">SECRET</p>',
        '<p style="transform:translateX(-9999px)">SECRET</p>',
        '<p style="clip-path:polygon(0 0, 0 0, 0 0)">SECRET</p>',
        '<p style="filter:opacity(0)">SECRET</p>',
        r'<p style="d\69splay:none">SECRET</p>',
    ],
)
def test_what_no_eye_can_see_is_not_spoken_and_not_told(inside: str) -> None:
    head = "<style>.white-on-white{color:#fefefe}</style>"
    document = assemble(read(in_article(inside, head)), path="page.html", sha256="")
    assert "SECRET" not in document.text
    assert ("Seen." in document.text) == ("Seen." in inside)


@pytest.mark.parametrize(
    ("inside", "head"),
    [
        ('<p style="color:white;background:#333">Seen here.</p>', ""),
        ('<div style="background:url(night.jpg)"><p style="color:white">Seen here.</p></div>', ""),
        ('<div style="background:linear-gradient(#000,#333)"><p style="color:white">Seen here.</p></div>', ""),
        ('<p class=hero style="color:white">Seen here.</p>', "<style>.hero:not(.x){background:#000}</style>"),
        ('<p class=hero style="color:white">Seen here.</p>', "<style>.hero{background:#000}</style>"),
        ('<p class=hero style="color:white">Seen here.</p>', '<link rel=stylesheet href="site.css">'),
        ('<p style="position:absolute;top:0;color:white">Seen here.</p>', ""),
        ('<p style="color:white;text-shadow:0 0 2px black">Seen here.</p>', ""),
        ('<p style="color:transparent;background-clip:text;background:linear-gradient(red,blue)">Seen here.</p>', ""),
        ('<p style="color:white"><span style="color:black">Seen here.</span></p>', ""),
        ('<p style="color:var(--ink)">Seen here.</p>', ""),
        ('<p style="left:50%;margin-left:-500px">Seen here.</p>', ""),
        ('<p style="text-indent:-2em;margin-left:2em">Seen here.</p>', ""),
        ('<p style="font-size:11px">Seen here.</p>', ""),
        ('<p style="font-size:0.8em">Seen here.</p>', ""),
        ("<table bgcolor=navy><tr><td><font color=white>Seen here.</font></td></tr></table>", ""),
        ("<p class=dim>Seen here.</p>", "<style>@media (prefers-color-scheme:dark){.dim{display:none}}</style>"),
    ],
)
def test_what_may_be_seen_is_spoken(inside: str, head: str) -> None:
    assert "Seen here." in spoken(read(in_article(inside, head)))
