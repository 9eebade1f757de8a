"""A Word document is read by its styles; what was deleted, hidden or remarked upon is not part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.errors import InputError
from narrate.model import Document
from narrate.writing.ingest.docx import DocxImporter
from tests.writing.ingest.makers import STORY, W, docx, paragraph

P: list[tuple[str, str]] = [("paragraph", "Seen.")]


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "story.docx"
    path.write_bytes(data)
    return DocxImporter().read(path)


def run(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def texts(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks if block.why != "page header or footer"]


def left_out(document: Document) -> list[tuple[str, str]]:
    return [(block.text, block.why) for block in document.blocks if block.why]


@pytest.mark.parametrize(
    "inside",
    [
        "<w:del><w:r><w:delText>SECRET</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>SECRET</w:t></w:r></w:moveFrom>",
        run("<w:t>SECRET</w:t>", "<w:vanish/>"),
        run("<w:t>SECRET</w:t>", '<w:sz w:val="2"/>'),
        run("<w:instrText>SECRET</w:instrText>"),
        run('<w:commentReference w:id="0"/>'),
    ],
)
def test_what_is_not_shown_is_not_spoken(tmp_path: Path, inside: str) -> None:
    comments = {
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="0">{paragraph("paragraph", "SECRET")}</w:comment>'
        "</w:comments>"
    }
    document = read(
        tmp_path,
        docx(P, extra=f"<w:p>{run('<w:t>Also </w:t>')}{inside}{run('<w:t>seen.</w:t>')}</w:p>", parts=comments),
    )
    assert [text for _, text in texts(document)] == ["Seen.", "Also seen."]


SHADED = '<w:shd w:val="clear" w:fill="222222"/>'
WHITE = '<w:color w:val="FFFFFF"/>'
PALE = '<w:rStyle w:val="Pale"/>'
GRID = '<w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>'
BLACK, SHOWN = '<w:color w:val="auto"/>', '<w:vanish w:val="0"/>'
MARKED = WHITE + '<w:highlight w:val="blue"/>'
HOUSE = (
    f'<w:styles {W}><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    f'<w:style w:styleId="Pale"><w:name w:val="Pale"/><w:rPr>{WHITE}</w:rPr></w:style>'
    '<w:style w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
    f'<w:style w:styleId="Band"><w:name w:val="Band"/><w:pPr>{SHADED}</w:pPr><w:rPr>{WHITE}</w:rPr></w:style>'
    "</w:styles>"
)


def styled(style: str, inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


@pytest.mark.parametrize(
    "extra",
    [
        f"<w:p>{run('<w:t>SECRET</w:t>', WHITE)}</w:p>",
        styled("Pale", run("<w:t>SECRET</w:t>")),
        styled("Gone", run("<w:t>SECRET</w:t>")),
        f"<w:p>{run('<w:t>SECRET</w:t>', PALE)}</w:p>",
        f"<w:tbl><w:tr><w:tc><w:p>{run('<w:t>SECRET</w:t>', WHITE)}</w:p></w:tc></w:tr></w:tbl>",
    ],
)
def test_white_letters_on_a_white_page_are_not_spoken(tmp_path: Path, extra: str) -> None:
    assert texts(read(tmp_path, docx(P, extra=extra, parts={"word/styles.xml": HOUSE}))) == [("paragraph", "Seen.")]


@pytest.mark.parametrize(
    "extra",
    [
        f"<w:p>{run('<w:t>Also.</w:t>', WHITE + SHADED)}</w:p>",
        f"<w:p>{run('<w:t>Also.</w:t>', MARKED)}</w:p>",
        f"<w:p><w:pPr>{SHADED}</w:pPr>{run('<w:t>Also.</w:t>', WHITE)}</w:p>",
        styled("Band", run("<w:t>Also.</w:t>")),
        styled("Pale", run("<w:t>Also.</w:t>", BLACK)),
        styled("Gone", run("<w:t>Also.</w:t>", SHOWN)),
        f"<w:tbl><w:tr><w:tc><w:tcPr>{SHADED}</w:tcPr>"
        f"<w:p>{run('<w:t>Also.</w:t>', WHITE)}</w:p></w:tc></w:tr></w:tbl>",
        f"<w:tbl>{GRID}<w:tr><w:tc><w:p>{run('<w:t>Also.</w:t>', WHITE)}</w:p></w:tc></w:tr></w:tbl>",
        f"<w:p><w:r><w:drawing><w:txbxContent><w:p>{run('<w:t>Also.</w:t>', WHITE)}</w:p></w:txbxContent></w:drawing>"
        "</w:r></w:p>",
    ],
)
def test_white_letters_on_a_colour_are_spoken(tmp_path: Path, extra: str) -> None:
    document = read(tmp_path, docx(P, extra=extra, parts={"word/styles.xml": HOUSE}))
    assert texts(document) == [("paragraph", "Seen."), ("paragraph", "Also.")]


def test_white_letters_on_a_coloured_page_are_spoken(tmp_path: Path) -> None:
    main = (
        f'<w:document {W}><w:background w:color="000000"/><w:body><w:p>{run("<w:t>Seen.</w:t>", WHITE)}</w:p></w:body>'
    )
    document = read(tmp_path, docx(P, parts={"word/document.xml": main + "</w:document>"}))
    assert texts(document) == [("paragraph", "Seen.")]


def test_what_was_inserted_is_text(tmp_path: Path) -> None:
    extra = "<w:p><w:ins><w:r><w:t>Put in.</w:t></w:r></w:ins></w:p>"
    assert ("paragraph", "Put in.") in texts(read(tmp_path, docx(P, extra=extra)))


def test_headers_and_footers_belong_to_the_page(tmp_path: Path) -> None:
    head = f"<w:hdr {W}>{paragraph('paragraph', 'The Gazette')}</w:hdr>"
    parts = {"word/header1.xml": head, "word/header2.xml": head, "word/footer1.xml": head.replace("Gazette", "Foot")}
    document = read(tmp_path, docx(P, parts=parts))
    assert texts(document) == [("paragraph", "Seen.")]
    assert left_out(document) == [("The Gazette", "page header or footer"), ("The Foot", "page header or footer")]


def test_footnotes_stand_apart_and_separators_are_none(tmp_path: Path) -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1">{paragraph("paragraph", "-")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("paragraph", "From the minutes.")}</w:footnote></w:footnotes>'
    )
    document = read(tmp_path, docx(P, parts={"word/footnotes.xml": notes}))
    assert [(block.kind, block.why) for block in document.blocks] == [("paragraph", ""), ("footnote", "footnote")]


def test_tables_of_contents_and_figures_are_told_from_text(tmp_path: Path) -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('paragraph', 'The pier 3')}</w:sdtContent></w:sdt>"
    )
    cell = "<w:tc>" + paragraph("paragraph", "12") + "</w:tc>"
    table = f"<w:tbl>{f'<w:tr>{cell}{cell}</w:tr>' * 2}</w:tbl>"
    document = read(tmp_path, docx(P, extra=contents + table))
    assert [(block.kind, block.why) for block in document.blocks] == [
        ("paragraph", ""),
        ("furniture", "navigation"),
        *[("table", "table")] * 4,
    ]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('paragraph', 'Boxed.')}</w:txbxContent>"
    extra = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert texts(read(tmp_path, docx(P, extra=extra))) == [("paragraph", "Seen."), ("paragraph", "Boxed.")]


def test_styles_inherit(tmp_path: Path) -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="A"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Own"><w:name w:val="House"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style></w:styles>'
    )
    extra = '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>Afterwards</w:t></w:r></w:p>'
    extra += '<w:p><w:pPr><w:pStyle w:val="Round"/></w:pPr><w:r><w:t>Still.</w:t></w:r></w:p>'
    document = read(tmp_path, docx(P, extra=extra, parts={"word/styles.xml": styles}))
    assert [(block.kind, block.level) for block in document.blocks[1:]] == [("heading", 2), ("paragraph", 0)]


@pytest.mark.parametrize(
    ("name", "kind", "why"),
    [
        ("Title", "title", ""),
        ("heading 3", "heading", ""),
        ("Intense Quote", "quote", ""),
        ("caption", "caption", "caption"),
        ("footnote text", "footnote", "footnote"),
        ("HTML Preformatted", "code", "code"),
        ("List Bullet 2", "list-item", ""),
        ("Normal", "paragraph", ""),
    ],
)
def test_a_style_is_known_by_its_name_whatever_its_identifier(tmp_path: Path, name: str, kind: str, why: str) -> None:
    styles = f'<w:styles {W}><w:style w:styleId="z9"><w:name w:val="{name}"/></w:style></w:styles>'
    extra = '<w:p><w:pPr><w:pStyle w:val="z9"/></w:pPr><w:r><w:t>So.</w:t></w:r></w:p>'
    block = read(tmp_path, docx(P, extra=extra, parts={"word/styles.xml": styles})).blocks[-1]
    assert (block.kind, block.why) == (kind, why)


def test_a_line_of_a_printed_table_of_contents_is_left_out(tmp_path: Path) -> None:
    styles = f'<w:styles {W}><w:style w:styleId="z"><w:name w:val="toc 1"/></w:style></w:styles>'
    extra = '<w:p><w:pPr><w:pStyle w:val="z"/></w:pPr><w:r><w:t>Page 3</w:t></w:r></w:p>'
    document = read(tmp_path, docx(P, extra=extra, parts={"word/styles.xml": styles}))
    assert left_out(document) == [("Page 3", "navigation")]


def test_an_outline_level_makes_a_heading_and_numbering_an_item(tmp_path: Path) -> None:
    extra = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Oil</w:t></w:r></w:p>'
    extra += (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="4"/></w:numPr></w:pPr><w:r><w:t>So</w:t></w:r></w:p>'
    )
    document = read(tmp_path, docx(P, extra=extra))
    assert [(block.kind, block.level) for block in document.blocks[1:]] == [("heading", 2), ("list-item", 3)]


def test_breaks_tabs_and_hyphens_are_what_they_look_like(tmp_path: Path) -> None:
    inside = (
        "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t>"
    )
    document = read(tmp_path, docx(P, extra=f"<w:p>{run(inside)}{run('<w:br/><w:br/><w:t>f</w:t>')}</w:p>"))
    assert [text for _, text in texts(document)] == ["Seen.", "a b c-de", "f"]


def test_content_controls_are_read(tmp_path: Path) -> None:
    extra = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('paragraph', 'Filled in.')}</w:sdtContent></w:sdt>"
    assert ("paragraph", "Filled in.") in texts(read(tmp_path, docx(P, extra=extra)))


def test_the_document_says_who_wrote_it_and_when(tmp_path: Path) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:creator>Marta Quill</dc:creator><dcterms:created>1951-02-03T00:00:00Z</dcterms:created>"
        "</cp:coreProperties>"
    )
    source = read(tmp_path, docx(STORY, parts={"docProps/core.xml": core})).source
    assert (source.title, source.author, source.date) == (STORY[0][1], "Marta Quill", "1951-02-03T00:00:00Z")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(P)[:-200], "broken zip"),
        (docx(P, parts={"word/document.xml": "<w:document"}), "broken XML"),
        (docx(P, parts={"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "entities"),
        (docx(P, parts={"word/document.xml": b"\0" * (3 << 20)}), "unpacks to far more"),
        (docx(P, parts={"../../evil.xml": "x"}), "outside"),
        (docx([]), "nothing to read"),
        (docx(P, parts={"word/document.xml": "<x/>"}), "not a Word document"),
    ],
)
def test_a_broken_or_hostile_file_is_one_error(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read(tmp_path, data)
    assert caught.value.where
    assert caught.value.hint
