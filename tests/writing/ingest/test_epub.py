"""An e-book is read in the order of its spine, its notes and front matter apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.errors import InputError
from narrate.model import Document
from narrate.writing.ingest.epub import EpubImporter
from tests.writing.ingest.makers import STORY, chapter_page, epub


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "book.epub"
    path.write_bytes(data)
    return EpubImporter().read(path)


TWO: list[tuple[str, str]] = [("heading", "One"), ("paragraph", "First."), ("heading", "Two"), ("paragraph", "Second.")]


def spoken(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not block.why]


def test_the_spine_gives_the_order_and_not_the_names(tmp_path: Path) -> None:
    assert spoken(read(tmp_path, epub(TWO, spine=["c1.xhtml", "c0.xhtml"]))) == ["Two", "Second.", "One", "First."]


def test_a_chapter_named_twice_is_read_once(tmp_path: Path) -> None:
    assert spoken(read(tmp_path, epub(TWO, spine=["c0.xhtml", "c0.xhtml"]))) == ["One", "First."]


def test_the_book_says_who_wrote_it_and_when(tmp_path: Path) -> None:
    document = read(tmp_path, epub(STORY))
    source = document.source
    assert (source.title, source.author, source.date) == (STORY[0][1], "A. Keeper", "1951-02-03")
    assert document.language == "en"


def test_footnotes_and_front_matter_are_told_by_what_the_book_says(tmp_path: Path) -> None:
    inside = '<p>Oil<a epub:type="noteref" href="#n">1</a> was dear.</p>'
    inside += '<aside epub:type="footnote" id="n"><p>In 1911.</p></aside>'
    parts = {
        "OEBPS/c0.xhtml": chapter_page('<section epub:type="copyright-page"><p>All rights reserved.</p></section>'),
        "OEBPS/c1.xhtml": chapter_page(inside),
    }
    document = read(tmp_path, epub(TWO, parts=parts))
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("furniture", "All rights reserved."),
        ("paragraph", "Oil was dear."),
        ("footnote", "In 1911."),
    ]


def test_a_chapter_without_a_heading_is_called_as_the_contents_call_it(tmp_path: Path) -> None:
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        '<item id="a" href="c0.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="n"/><itemref idref="a"/></spine></package>'
    )
    parts = {
        "OEBPS/book.opf": opf,
        "OEBPS/c0.xhtml": chapter_page('<img src="one.png" alt=""/><p>First.</p>'),
        "OEBPS/nav.xhtml": chapter_page('<nav epub:type="toc"><ol><li><a href="c0.xhtml">The lamp</a></li></ol></nav>'),
    }
    assert spoken(read(tmp_path, epub(TWO, parts=parts))) == ["The lamp", "First."]


def test_the_contents_and_what_stands_beside_the_text_are_told_with_their_reason(tmp_path: Path) -> None:
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        '<item id="a" href="c0.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="c1.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b" linear="no"/></spine></package>'
    )
    parts = {
        "OEBPS/book.opf": opf,
        "OEBPS/c0.xhtml": chapter_page("<p>First.</p><nav><p>Next</p></nav>"),
        "OEBPS/c1.xhtml": chapter_page("<p>Answers.</p>"),
        "OEBPS/nav.xhtml": chapter_page('<nav epub:type="toc"><ol><li><a href="c1.xhtml">More</a></li></ol></nav>'),
    }
    blocks = read(tmp_path, epub(TWO, parts=parts)).blocks
    assert [(block.text, block.why) for block in blocks] == [
        ("More", "navigation"),
        ("First.", ""),
        ("Next", "navigation"),
        ("Answers.", "outside the reading order"),
    ]


def test_an_old_book_has_its_contents_in_a_file_of_their_own(tmp_path: Path) -> None:
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        '<item id="a" href="c0.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        '<spine toc="n"><itemref idref="a"/></spine></package>'
    )
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>The lamp</text></navLabel>'
        '<content src="c0.xhtml#top"/></navPoint></navMap></ncx>'
    )
    parts = {"OEBPS/book.opf": opf, "OEBPS/c0.xhtml": chapter_page("<p>First.</p>"), "OEBPS/toc.ncx": ncx}
    assert spoken(read(tmp_path, epub(TWO, parts=parts))) == ["The lamp", "First."]


def test_a_part_of_notes_alone_is_footnotes(tmp_path: Path) -> None:
    notes = chapter_page('<section epub:type="endnotes"><p>1. From the minutes.</p></section>')
    blocks = read(tmp_path, epub(TWO, parts={"OEBPS/c1.xhtml": notes})).blocks
    assert [(block.kind, block.why) for block in blocks][-1] == ("footnote", "footnote")


def test_an_empty_chapter_is_passed_over(tmp_path: Path) -> None:
    assert spoken(read(tmp_path, epub(TWO, parts={"OEBPS/c0.xhtml": " "}))) == ["Two", "Second."]


def test_style_sheets_of_the_book_hide(tmp_path: Path) -> None:
    chapter = chapter_page('<p>Seen.</p><p class="x">SECRET</p>').replace(
        "<title>", '<link rel="stylesheet" href="s.css"/><title>'
    )
    parts = {"OEBPS/c0.xhtml": chapter, "OEBPS/s.css": ".x{display:none}"}
    assert spoken(read(tmp_path, epub(TWO[:2], parts=parts))) == ["Seen."]


def test_a_chapter_that_is_no_xml_is_read_as_the_page_it_is(tmp_path: Path) -> None:
    parts = {"OEBPS/c0.xhtml": "<html><body><p>Fog &nbsp; and <br>rain"}
    assert spoken(read(tmp_path, epub(TWO[:2], parts=parts))) == ["Fog and rain"]


ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
)


def test_scrambled_fonts_are_no_copy_protection(tmp_path: Path) -> None:
    parts = {"META-INF/encryption.xml": ENCRYPTED.format("http://www.idpf.org/2008/embedding")}
    assert spoken(read(tmp_path, epub(TWO, parts=parts)))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (epub(TWO)[:300], "broken zip"),
        (epub(TWO, spine=[]), "nothing to read"),
        (epub(TWO, parts={"META-INF/container.xml": "<container/>"}), "not an e-book"),
        (epub(TWO, parts={"META-INF/encryption.xml": ENCRYPTED.format("http://www.w3.org/x#aes256-cbc")}), "protected"),
        (epub(TWO, parts={"OEBPS/c0.xhtml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "entities"),
        (epub(TWO, parts={"OEBPS/c0.xhtml": "<p>" + "a" * (3 << 20)}), "unpacks to far more"),
        (epub(TWO, spine=["c0.xhtml", "gone.xhtml"]), "missing"),
        (epub(TWO, spine=["../../../../etc/passwd"]), "missing"),
    ],
)
def test_a_broken_or_hostile_file_is_one_error(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read(tmp_path, data)
    assert caught.value.hint
