"""Files that lie: about what they are, about where their parts are, about what a reader sees.

Each generator yields a name, the bytes and what must happen; `cases` puts them beside the others. SECRET stands where
nobody sees it, or in a place that the file leads to.
"""

from __future__ import annotations

from tests.hostile import SECRET, SEEN, Made
from tests.hostile.heavy import package
from tests.writing.ingest.makers import W, chapter_page, docx, epub, paragraph, pdf_file, show, zipped

ESCAPES = "\x1b]0;x\x07\u202eevil\u200b\U000e0041"


def text() -> Made:
    """Yield bytes that are not the characters that they seem to be."""
    yield "two-marks", b"\xef\xbb\xbf\xff\xfe" + SEEN.encode("utf-16-le"), "either"
    yield "half-pairs", b"\xff\xfe" + SEEN.encode("utf-16-le") + b"\x00\xd8A\x00\x00\xdc", "either"
    yield "surrogates-in-utf8", SEEN.encode() + b"\n\n\xed\xa0\xbd\xed\xb8\x80", "read"
    yield "too-long-utf8", SEEN.encode() + b"\n\n\xc0\xbc\xe0\x80\xbc\xf0\x80\x80\xbc", "read"
    yield "broken-utf32", b"\xff\xfe\0\0" + SEEN.encode("utf-32-le") + b"\xff\xff\xff\x7f", "either"
    yield "marks-alone", "\u200b\u2060\u202e\ufeff\U000e0041".encode() * 500, "refused"
    yield "combining-alone", "\u0301".encode() * 5_000, "either"
    yield "seven-bits", b"+AFM-ECRET+ADw- " + SEEN.encode(), "read"
    yield "escapes-of-iso-2022", b"\x1b$B" + SEEN.encode() + b"\x1b(B " + SEEN.encode(), "either"
    yield "page-without-end", b"<!doctype html><html><p>" + SEEN.encode() + b"<p hidden>" + SECRET.encode(), "read"
    yield "pdf-in-the-middle", SEEN.encode() + b"\n\n%PDF-1.4\n", "either"
    yield "program-text", b"#!/bin/sh\nrm -rf /\n\n" + SEEN.encode(), "read"
    yield "table-with-formulas", f"=cmd|' /C calc'!A0,x\n@SUM(1),y\n\n{SEEN}".encode(), "read"


def html() -> Made:
    """Yield pages that show one thing and hold another."""

    def page(inside: str, head: str = "") -> bytes:
        return f"<!DOCTYPE html><html><head>{head}</head><body><p>{SEEN}</p>{inside}</body></html>".encode()

    for name, inside, head in (
        ("white-on-white", f'<p style="color:#fff">{SECRET}</p>', ""),
        ("almost-white", f'<p style="color:#fdfdfe">{SECRET}</p>', ""),
        ("white-by-sheet", f"<p class=w>{SECRET}</p>", "<style>.w{color:white}</style>"),
        ("black-on-black", f'<div style="background:#000"><p style="color:#000">{SECRET}</p></div>', ""),
        ("clear-letters", f'<p style="color:rgba(0,0,0,0)">{SECRET}</p>', ""),
        ("one-point", f'<p style="font-size:1px">{SECRET}</p>', ""),
        ("indented-away", f'<p style="text-indent:-999em">{SECRET}</p>', ""),
        ("moved-away", f'<p style="transform:translate(-9999px)">{SECRET}</p>', ""),
        ("clipped", f'<p style="clip-path:polygon(0 0,0 0,0 0)">{SECRET}</p>', ""),
        ("scaled-away", f'<p style="transform:scale(0,0)">{SECRET}</p>', ""),
        ("escaped-style", rf'<p style="d\69splay:none">{SECRET}</p>', ""),
        ("closed-dialog", f"<dialog>{SECRET}</dialog>", ""),
        ("plain-to-the-end", f"<plaintext hidden>{SECRET}", ""),
        (
            "sheet-for-dark-screens",
            f"<p hidden>{SECRET}",
            "<style>@media (prefers-color-scheme:dark){p{display:none}}</style>",
        ),
        ("refresh-to-loopback", "", '<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">'),
        ("base-on-loopback", '<img src="x.png">', '<base href="http://127.0.0.1:9/">'),
        ("sheet-on-loopback", "", '<link rel=stylesheet href="http://127.0.0.1:9/x.css">'),
        (
            "author-with-escapes",
            "",
            f'<meta name=author content="{ESCAPES}"><meta property=og:title content="{ESCAPES}">',
        ),
        ("data-with-escapes", "", f'<script type="application/ld+json">{{"author":"{ESCAPES}"}}</script>'),
        ("conditional", f"<!--[if IE]>{SECRET}<![endif]--><![CDATA[ {SECRET} ]]>", ""),
        ("source-text", f"<textarea hidden>{SECRET}</textarea><xmp hidden>{SECRET}</xmp>", ""),
    ):
        yield name, page(inside, head), "read"
    for charset in ("utf-16", "utf-7", "utf-32", "idna", "rot13", "zlib", "unicode_escape", "cp037", "x" * 40, "\0"):
        called = charset[:8].strip("\0") or "zero"
        yield f"charset-{called}", page("<p>x</p>", f'<meta charset="{charset}">'), "read"


def word() -> Made:
    """Yield Word documents with hidden letters, parts elsewhere and declared tricks."""
    story = [("paragraph", SEEN)]
    head = f"<w:document {W}><w:body>{paragraph('paragraph', SEEN)}"
    tail = "</w:body></w:document>"

    def main(before: str, inside: str = "", encoding: str = "utf-8") -> bytes:
        return docx(story, parts={"word/document.xml": (before + head + inside + tail).encode(encoding)})

    white = f'<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>'
    yield "white", docx(story, extra=white), "read"
    style = f'<w:styles {W}><w:style w:styleId="g"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    gone = f'<w:p><w:pPr><w:pStyle w:val="g"/></w:pPr><w:r><w:t>{SECRET}</w:t></w:r></w:p>'
    yield "hidden-by-style", docx(story, extra=gone, parts={"word/styles.xml": style}), "read"
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    yield "include", main("", f"<w:p><w:r><w:t>{include}</w:t></w:r></w:p>"), "read"
    yield "outside-definition", main('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), "either"
    yield "sheet-instruction", main('<?xml-stylesheet href="http://127.0.0.1:9/x.xsl" type="text/xsl"?>'), "read"
    parameter = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'
    yield "parameter-entity", main(parameter), "refused"
    laughs = '<!DOCTYPE x [<!ENTITY a "' + "a" * 10_000 + '">]>'
    bomb = laughs + f'<w:document {W} x="{"&a;" * 10_000}"><w:body>{paragraph("paragraph", SEEN)}{tail}'
    for encoding in ("cp037", "utf-32", "utf-16-be", "utf-7"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>'
        yield (
            f"entities-in-{encoding}",
            docx(story, parts={"word/document.xml": (declared + bomb).encode(encoding)}),
            "refused",
        )
    target = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="x/officeDocument" Target="{}"/></Relationships>'
    )
    for name, where in (
        ("climbing", "../../../../etc/passwd"),
        ("absolute", "file:///etc/passwd"),
        ("web", "http://127.0.0.1:9/"),
    ):
        yield f"main-part-{name}", docx(story, parts={"_rels/.rels": target.format(where)}), "read"
    core = (
        f"<x><title>{SEEN}\u202e</title><creator>\u202e\u200b\U000e0041</creator><created>{'9' * 5_000}</created></x>"
    )
    yield "properties-that-act", docx(story, parts={"docProps/core.xml": core}), "read"
    chunk = '<w:altChunk xmlns:r="x" r:id="r9"/>'
    yield "other-format-inside", docx(story, extra=chunk, parts={"word/afchunk.htm": f"<p>{SECRET}</p>"}), "read"
    macro = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + SECRET.encode()}
    yield "macro", docx(story, parts=macro), "read"
    fields = '<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\calc"/></w:p>'
    yield "field-that-starts-programs", docx(story, extra=fields), "read"
    yield "parts-in-one-place", package(), "refused"


def book() -> Made:
    """Yield e-books whose parts are not what the contents say."""
    story = [("paragraph", SEEN)]
    chapter = "OEBPS/c0.xhtml"
    for name, inside in {
        "white": f'<p style="color:#fff">{SECRET}</p>',
        "include": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>',
        "switch": f'<p hidden="">{SECRET}</p><script type="text/x">{SECRET}</script>',
    }.items():
        yield name, epub(story, parts={chapter: chapter_page(f"<p>{SEEN}</p>{inside}")}), "read"
    whole = chapter_page(f"<p>{SEEN}</p>")
    outside = whole.replace("<html", '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><html', 1)
    yield "outside-definition", epub(story, parts={chapter: outside}), "either"
    lying = whole.replace('encoding="utf-8"', 'encoding="utf-16"')
    yield "charset-that-lies", epub(story, parts={chapter: lying}), "read"
    wide = whole.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
    yield "wide-chapter", epub(story, parts={chapter: wide}), "read"
    for name, where in (
        ("climbing", "../../../etc/passwd"),
        ("absolute", "/etc/passwd"),
        ("web", "http://127.0.0.1:9/x"),
    ):
        container = f'<container><rootfiles><rootfile full-path="{where}"/></rootfiles></container>'
        yield f"package-{name}", epub(story, parts={"META-INF/container.xml": container}), "refused"
    title = epub([("title", "\u202eevil\u200b\U000e0041"), *story])
    yield "title-that-acts", title, "read"
    yield "picture-as-chapter", epub(story, parts={chapter: b"\x89PNG\r\n\x1a\n" + bytes(500)}), "refused"
    yield "no-book", zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<x/>"}), "refused"


def printed() -> Made:
    """Yield PDFs with text that no page shows."""
    seen = show(72, 700, 10, SEEN)

    def hidden(operations: str) -> bytes:
        return pdf_file([f"{seen}\n{operations}"])

    secret = f"BT /F1 10 Tf 1 0 0 1 {{}} {{}} Tm ({SECRET}) Tj ET"
    for name, x, y in (("left-of-the-page", -500, 600), ("above-the-page", 72, 5_000), ("right-of-the-page", 900, 600)):
        yield name, hidden(secret.format(x, y)), "read"
    resources = b"/Resources << /ExtGState << /G << /ca 0 >> >> /Properties << /L 6 0 R >> "
    clear = hidden(f"q /G gs {secret.format(72, 600)} Q").replace(b"/Resources << ", resources)
    yield "clear-letters", clear, "read"
    layers = "/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>"
    layer = pdf_file([f"{seen}\n/OC /L BDC {secret.format(72, 600)} EMC"], catalog=layers)
    layer = layer.replace(b"/Resources << ", resources)
    layer = layer.replace(b"xref\n0", b"6 0 obj\n<< /Type /OCG /Name (x) >>\nendobj\nxref\n0", 1)
    yield "layer-that-is-off", layer, "read"
    note = b"/Annots [<< /Type /Annot /Subtype /Text /Contents (SECRET) /Rect [0 0 9 9] >>] /MediaBox"
    yield "note-on-the-page", pdf_file([seen]).replace(b"/MediaBox", note, 1), "read"
    yield "attachment", pdf_file([seen], catalog=f"/Names << /EmbeddedFiles << /Names [({SECRET}) 3 0 R] >> >>"), "read"
    info = b"/Root 1 0 R /Info << /Title <FEFF202E0065200B> /Author (\x1b[31m) /CreationDate (D:99999999999999) >>"
    yield "properties-that-act", pdf_file([seen]).replace(b"/Root 1 0 R", info), "read"
    yield "title-of-itself", pdf_file([seen]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info << /Title 2 0 R >>"), "read"
    yield "language-that-acts", pdf_file([seen], catalog="/Lang (\x1b[31m)"), "read"
    yield "name-of-a-page", b"<html>" + pdf_file([seen]), "either"
    yield (
        "sent-to-loopback",
        pdf_file([seen], catalog="/AA << /WC << /S /SubmitForm /F (http://127.0.0.1:9/) >> >>"),
        "read",
    )
