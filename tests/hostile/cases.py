"""The hostile corpus: ``python -m tests.hostile.cases FOLDER`` writes it, `test_hostile` reads it.

A case is a file and what must happen to it: either it is read, and then SEEN is among what is spoken, or it is one
InputError. SECRET stands where no reader of the document sees it, and must never be spoken.
"""

from __future__ import annotations

import gzip
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain
from pathlib import Path

from tests.hostile import SECRET, SEEN, Expected, Made, heavy, sly
from tests.writing.ingest.makers import W, chapter_page, docx, epub, paragraph, pdf_file, show, zipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One hostile file."""

    name: str  #: with its suffix
    data: bytes = field(repr=False)
    expected: Expected = "read"  #: `either`: a library may mend it or give up, and both are fine


def cases() -> Iterator[Case]:
    """Yield every case."""
    for suffix, group in (
        ("txt", chain(_text(), sly.text(), heavy.text())),
        ("md", chain(_markdown(), heavy.markdown())),
        ("html", chain(_html(), sly.html(), heavy.html())),
        ("docx", chain(_docx(), sly.word(), heavy.word())),
        ("epub", chain(_epub(), sly.book(), heavy.book())),
        ("pdf", chain(_pdf(), sly.printed(), heavy.printed())),
    ):
        for name, data, expected in group:
            yield Case(name=f"{suffix}-{name}.{suffix}", data=data, expected=expected)


def _text() -> Made:
    seen = SEEN.encode()
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in SECRET)
    noise = random.Random(4).randbytes(20_000)
    yield "empty", b"", "refused"
    yield "blank", b" \n\t\n" * 50, "refused"
    yield "mark-alone", b"\xef\xbb\xbf", "refused"
    yield "noise", noise, "refused"
    yield "zeros", bytes(5_000), "refused"
    yield "gzip", gzip.compress(seen * 50), "refused"
    yield "picture", b"\x89PNG\r\n\x1a\n" + noise[:500], "refused"
    yield "program", b"\x7fELF" + bytes(64) + noise[:500], "refused"
    yield "utf16-without-mark", SEEN.encode("utf-16-le"), "read"
    yield "utf16-odd-length", b"\xff\xfe" + SEEN.encode("utf-16-le") + b"\0", "either"
    yield "utf32", SEEN.encode("utf-32"), "read"
    yield "zero-bytes-inside", seen + b"\0\n\n" + seen, "read"
    yield "bad-utf8-inside", seen + b"\n\nA caf\xe9 and \xed\xa0\x80 half a pair.", "read"
    yield "direction-turned", f"{SEEN}\n\n\u202eno\u2066 \u202dmore\u2069\u200f".encode(), "read"
    yield "zero-width", f"{SEEN}\n\nN\u200bo\u200d\u2060\ufeff\u00adw.".encode(), "read"
    yield "message-in-tags", f"{SEEN}{tags}".encode(), "read"
    yield "escape-sequences", f"{SEEN}\n\n\x1b[31mred\x1b]0;title\x07\x1b[2J\x9b31m\x08\x08.".encode(), "read"
    yield "towers-of-marks", (SEEN + "\n\n" + "Z" + "\u0301\u0327\u0336" * 2_000).encode(), "read"
    yield "one-long-line", seen + b" and so on" * 100_000, "read"
    yield "one-long-word", seen + b"\n\n" + b"x" * 500_000, "read"
    yield "many-empty-lines", seen + b"\n" * 500_000 + seen, "read"
    yield "many-paragraphs", b"A.\n\n" * 20_000 + seen, "read"
    yield "open-brackets", seen + b"\n\n" + b"(" * 100_000, "read"
    yield "open-quotes", SEEN.encode() + b"\n\n" + "“".encode() * 50_000, "read"
    yield "long-number", seen + b"\n\n" + b"9" * 20_000, "read"
    yield "line-separators", f"{SEEN}\u2028{SEEN}\u2029\x85\x0c{SEEN}".encode(), "read"


def _markdown() -> Made:
    seen = f"{SEEN}\n\n"
    long = 20_000
    for name, text in {
        "quotes-in-quotes": ">" * long + " x",
        "lists-in-lists": "".join(" " * (2 * n) + "- x\n" for n in range(200)),
        "open-brackets": "[" * long,
        "open-pictures": "![" * long,
        "open-stars": "*a **a " * (long // 4),
        "open-tags": "<" * long + "\n\n" + "<a " * 5_000,
        "open-comments": "<!-- " * 5_000,
        "open-code": " ".join("`" * n for n in range(1, 200)),
        "links-in-links": "[a](" * 5_000,
        "wide-table": "|".join("a" * 2_000) + "\n" + "|".join("-" * 2_000) + "\n" + "|".join("b" * 2_000),
        "entities": "&#1;&#0;&#x202e;&#xE0041;&amp;" * 500,
        "hidden-block": f'<div style="display:none">\n\n{SECRET}\n\n</div>',
        "hidden-span": f"Seen <span hidden>{SECRET}</span> too.",
        "script": f"<script>\n{SECRET}\n</script>",
        "comment": f"<!-- {SECRET} -->",
        "definition": f'[//]: # "{SECRET}"\n[x]: http://127.0.0.1/{SECRET}',
        "picture-on-loopback": f"![]( http://127.0.0.1:9/{SECRET}.png )",
    }.items():
        yield name, (seen + text + "\n").encode(), "read"
    yield "metadata-alone", b"---\ntitle: x\n---\n", "refused"
    yield "metadata-bomb", b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n\n" + seen.encode(), "read"


def _html() -> Made:
    def page(inside: str, head: str = "") -> bytes:
        return f"<!DOCTYPE html><html><head>{head}</head><body><p>{SEEN}</p>{inside}</body></html>".encode()

    for name, inside in {
        "display-none": f'<p style="display:none">{SECRET}</p>',
        "hidden": f"<p hidden>{SECRET}</p>",
        "template": f"<template><p>{SECRET}</p></template>",
        "comment": f"<!-- {SECRET} --><!--- {SECRET} --><!-- {SECRET} --!>",
        "noscript": f"<noscript>{SECRET}</noscript>",
        "script": f"<script>document.write('<p>{SECRET}</p>')</script>",
        "off-the-page": f'<p style="position:absolute;left:-10000px">{SECRET}</p>',
        "no-size": f'<p style="font-size:0">{SECRET}</p>',
        "aria-hidden": f'<p aria-hidden="true">{SECRET}</p>',
        "attributes-with-text": f'<img alt="" title="{SECRET}" src="http://127.0.0.1:9/x"><input value="{SECRET}">',
        "frame-on-loopback": f'<iframe src="http://127.0.0.1:9/" srcdoc="{SECRET}"></iframe>',
        "control-characters": "<p>\x06\x0b&#6;no</p><script>x</script>\x06&#6;yes\x01<p hidden>x</p>&#1;\x0f",
        "tags-of-unicode": "".join(chr(0xE0000 + ord(letter)) for letter in SECRET),
        "vector": f"<svg><text>{SECRET}</text><foreignObject><p>{SECRET}</p></foreignObject></svg>",
        "open-elements": "<div>" * 20_000,
        "open-inline": "<b><i>" * 20_000,
        "data-address": '<img src="data:image/png;base64,' + "A" * 300_000 + '">',
    }.items():
        yield name, page(inside), "read"
    yield "hidden-by-sheet", page(f'<p class="x">{SECRET}</p>', "<style>.x{display:none}</style>"), "read"
    yield "many-attributes", page("<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">x</p>"), "either"
    yield "many-rules", page("<p>x</p>" * 3_000, "<style>" + ".x{display:none}" * 3_000 + "</style>"), "either"
    yield "title-with-escapes", page("", "<title>\x1b]0;x\x07\u202eevil</title>"), "read"
    yield "wrong-character-set", page("<p>“Café”</p>", '<meta charset="utf-16">'), "read"
    yield "seven-bit-tricks", b'<meta charset="utf-7"><p>+ADw-script+AD4- ' + SEEN.encode() + b"</p>", "read"
    yield "zero-bytes", page("<p>\0\0x</p>"), "read"
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    yield "entities", f"{entities}<html><body><p>{SEEN} &b; &f;</p></body></html>".encode(), "read"
    yield "empty", b"<html><body></body></html>", "refused"
    yield "pictures-alone", b'<html><body><img src="a.png"><script>x</script></body></html>', "refused"


def _docx() -> Made:
    story = [("paragraph", SEEN)]
    document = f"<w:document {W}><w:body>{paragraph('paragraph', SEEN)}{{}}</w:body></w:document>"
    yield "truncated", docx(story)[:-60], "refused"
    yield "bomb", docx(story, parts={"word/document.xml": bytes(40 << 20)}), "refused"
    yield "bomb-of-text", docx(story, parts={"word/document.xml": document.format("<w:p/>" * 3_000_000)}), "refused"
    yield "bomb-beside", docx(story, parts={"word/styles.xml": b" " * (40 << 20)}), "refused"
    yield "lying-sizes", _lying(docx(story)), "refused"
    yield (
        "many-members",
        zipped({f"word/{n}": "" for n in range(10_500)} | {"word/document.xml": document.format("")}),
        "refused",
    )
    yield "member-without-name", _nameless(docx(story)), "either"
    yield "climbing", docx(story, parts={"../../../evil.txt": "x"}), "refused"
    yield "absolute", docx(story, parts={"/tmp/evil.txt": "x"}), "refused"
    yield "link", _with_link(docx(story)), "refused"
    laughs = (
        '<!DOCTYPE x [<!ENTITY a "aaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + "]>"
    )
    yield "entities", docx(story, parts={"word/document.xml": laughs + "<x>&j;</x>"}), "refused"
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
    yield "outside-entity", docx(story, parts={"word/document.xml": outside}), "refused"
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{outside}'.encode("utf-16")
    yield "outside-entity-in-utf16", docx(story, parts={"word/document.xml": wide}), "refused"
    yield "entities-in-properties", docx(story, parts={"docProps/core.xml": laughs + "<x>&j;</x>"}), "refused"
    yield "no-document", zipped({"word/other.xml": "<x/>"}), "refused"
    yield "no-xml", docx(story, parts={"word/document.xml": b"\xff\xfe\0 nothing"}), "refused"
    yield "old-format", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "refused"
    yield "deleted", docx(story, extra=f"<w:p><w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>"), "read"
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"
    yield "hidden", docx(story, extra=hidden), "read"
    field_code = f'<w:p><w:r><w:instrText>INCLUDETEXT "http://127.0.0.1:9/{SECRET}"</w:instrText></w:r></w:p>'
    yield "field-on-loopback", docx(story, extra=field_code), "read"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://x/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>'
    )
    yield "template-on-loopback", docx(story, parts={"word/_rels/document.xml.rels": rels}), "read"
    nested = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("paragraph", "x") + "</w:tc></w:tr></w:tbl>" * 80
    yield "tables-in-tables", docx(story, extra=nested), "either"
    deep = "<w:r>" * 5_000 + "</w:r>" * 5_000
    yield "elements-in-elements", docx(story, extra=f"<w:p>{deep}</w:p>"), "refused"
    one, two = (f'<w:style w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BA"))
    circle = f"<w:styles {W}>{one}{two}</w:styles>"
    styled = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    yield "styles-in-a-circle", docx(story, extra=styled, parts={"word/styles.xml": circle}), "read"


def _epub() -> Made:
    story = [("paragraph", SEEN)]
    chapter = "OEBPS/c0.xhtml"
    yield "truncated", epub(story)[:-60], "refused"
    yield "bomb", epub(story, parts={chapter: b"<p>" + b"a" * (40 << 20)}), "refused"
    yield "no-container", zipped({"mimetype": "application/epub+zip"}), "refused"
    yield "no-spine", epub(story, spine=[]), "refused"
    yield "missing-chapter", epub(story, spine=["c0.xhtml", "c9.xhtml"]), "refused"
    yield "climbing-address", epub(story, spine=["../../../../../etc/passwd"]), "refused"
    yield "address-on-loopback", epub(story, spine=["http://127.0.0.1:9/x.xhtml"]), "refused"
    yield "climbing-member", epub(story, parts={"../evil.txt": "x"}), "refused"
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    yield "entities-in-package", epub(story, parts={"OEBPS/book.opf": laughs + "<package>&b;</package>"}), "refused"
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><html><body>&f;</body></html>'
    yield "outside-entity", epub(story, parts={chapter: outside}), "refused"
    locked = (
        '<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/>'
        "</EncryptedData></encryption>"
    )
    yield "protected", epub(story, parts={"META-INF/encryption.xml": locked}), "refused"
    yield "spine-many-times", epub(story, spine=["c0.xhtml"] * 5_000), "read"
    for name, inside in {
        "hidden": f'<p style="display: none">{SECRET}</p><p hidden="hidden">{SECRET}</p>',
        "script": f"<script>{SECRET}</script><!-- {SECRET} -->",
        "picture-on-loopback": '<img src="http://127.0.0.1:9/x.png" alt=""/>',
        "object-outside": f'<object data="file:///etc/passwd">{SECRET}</object>',
    }.items():
        yield name, epub(story, parts={chapter: chapter_page(f"<p>{SEEN}</p>{inside}")}), "read"
    sheet = (
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css"/><link rel="stylesheet" href="../../../etc/passwd"/>'
    )
    yield (
        "sheet-on-loopback",
        epub(story, parts={chapter: chapter_page(f"<p>{SEEN}</p>").replace("<title>", sheet + "<title>")}),
        "read",
    )
    yield "elements-in-elements", epub(story, parts={chapter: f"<html><body><p>{SEEN}</p>{'<div>' * 5_000}"}), "either"


def _pdf() -> Made:
    seen = show(72, 700, 10, SEEN)
    whole = pdf_file([seen])
    yield "truncated", whole[:300], "either"
    yield "head-alone", b"%PDF-1.7\n", "refused"
    yield "noise", b"%PDF-1.7\n" + random.Random(5).randbytes(5_000), "refused"
    yield "no-text", pdf_file([""]), "refused"
    yield "broken-index", whole.replace(b"startxref\n", b"startxref\n9"), "either"
    yield "pages-in-a-circle", whole.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "refused"
    yield "pages-many-times", whole.replace(b"/Kids [4 0 R]", b"/Kids [" + b"4 0 R " * 6_000 + b"]"), "refused"
    yield "index-in-a-circle", whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9 /Prev 9"), "either"
    for name, size in (("bomb", 600 << 20), ("small-bomb", 80 << 20)):
        yield name, pdf_file([_deflated(size)], filters="/Filter /FlateDecode"), "refused"
    twice = zlib.compress(_deflated(200 << 20))
    yield "bomb-in-bomb", pdf_file([twice], filters="/Filter [/FlateDecode /FlateDecode]"), "refused"
    yield "hexadecimal-end", pdf_file(["48656c"], filters="/Filter /ASCIIHexDecode"), "refused"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 6 0 R >> >> /Length 5 >>"
    form += b"\nstream\n/F Do\nendstream"
    drawing = pdf_file([seen + "\n/F Do"]).replace(
        b"/Font << /F1 3 0 R >>", b"/Font << /F1 3 0 R >> /XObject << /F 6 0 R >>"
    )
    yield "form-draws-itself", drawing.replace(b"xref\n0", b"6 0 obj\n" + form + b"\nendobj\nxref\n0"), "either"
    yield "invisible", pdf_file([f"{seen}\nBT /F1 10 Tf 3 Tr 1 0 0 1 72 600 Tm ({SECRET}) Tj ET"]), "read"
    yield "white", pdf_file([f"{seen}\n1 1 1 rg BT /F1 10 Tf 1 0 0 1 72 600 Tm ({SECRET}) Tj ET"]), "read"
    yield "tiny", pdf_file([f"{seen}\nBT /F1 0.5 Tf 1 0 0 1 72 600 Tm ({SECRET}) Tj ET"]), "read"
    yield "script", pdf_file([seen], catalog=f"/OpenAction << /S /JavaScript /JS ({SECRET}) >>"), "read"
    yield "address", pdf_file([seen], catalog="/OpenAction << /S /URI /URI (http://127.0.0.1:9/) >>"), "read"
    yield (
        "password",
        pdf_file(
            [seen],
            trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<4> <4>]",
        ),
        "refused",
    )
    yield (
        "escapes-in-title",
        pdf_file([seen]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info << /Title (\x1b]0;x\x07) >>"),
        "read",
    )
    yield "many-operations", pdf_file([seen + "\n" + "q Q " * 300_000]), "either"
    yield "many-fragments", pdf_file([seen + "\n" + "BT /F1 9 Tf (a) Tj ET " * 30_000]), "either"
    yield "arrays-in-arrays", pdf_file([seen], catalog="/X " + "[" * 20_000 + "]" * 20_000), "either"
    yield "strange-mode", pdf_file([f"{seen}\nBT /F1 Tr [1] Tr (x) rg /N k ET"]), "read"
    yield "no-catalogue", whole.replace(b"/Root 1 0 R", b"/Root 7"), "either"
    yield "no-size", whole.replace(b"/MediaBox [0 0 612 792]", b"/MediaBox null         "), "read"
    yield (
        "strange-numbers",
        pdf_file([f"{seen}\nBT /F1 1e99 Tf 9999999999999999999 0 0 -1 nan 0 Tm (x) Tj ET"]),
        "either",
    )


def _deflated(size: int) -> bytes:
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def _lying(data: bytes) -> bytes:
    """Return a zip whose directory says that every member is small, while they are not what it says."""
    at = data.find(b"PK\x01\x02")
    out = bytearray(data)
    while at >= 0:
        out[at + 16 : at + 20] = struct.pack("<I", 12345)  # the checksum
        out[at + 24 : at + 28] = struct.pack("<I", 7)  # the size
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def _nameless(data: bytes) -> bytes:
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("x", "")
    # The name is one letter long; no letter is left of it in the directory.
    return buffer.getvalue()[::-1].replace(b"x", b"\0", 1)[::-1]


def _with_link(data: bytes) -> bytes:
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as package:
        link = zipfile.ZipInfo("word/media/image1.png")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def main(folder: str) -> None:
    """Write every case into a folder."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for case in cases():
        (place / case.name).write_bytes(case.data)


if __name__ == "__main__":
    main(sys.argv[1])
