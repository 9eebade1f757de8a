"""Files that cost far more to read than to make: nested, repeated, referring to themselves.

Each generator yields a name, the bytes and what must happen; `cases` puts them beside the others.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from tests.hostile import SEEN, Made
from tests.writing.ingest.makers import W, chapter_page, docx, epub, paragraph, pdf_file, show, zipped


def text() -> Made:
    """Yield plain text that gives the rules for wording and for speakers far too much to do."""
    for name, said in {
        "notes": "[1]" * 50_000,
        "citations": "(Grieve 416) " * 20_000,
        "quotation-marks": "“”" * 40_000,
        "straight-marks": '"' * 100_000,
        "dialogue": "“Yes,” he said. " * 10_000,
        "tags": "“Yes,” said John Smith, " * 8_000,
        "initials": "A. B. C. " * 20_000,
        "labels": "ANNA: Yes.\n\n" * 10_000,
        "many-speakers": "".join(f"NAME{n} SMITH: Yes.\n\n" for n in range(5_000)),
        "questions": "Q. Yes?\n\nA. No.\n\n" * 5_000,
        "letters": "Dear Anna,\n\nYes.\n\nYours,\n\nBen\n\n" * 3_000,
        "capitals": "AB CD\n\n" * 20_000,
        "scenes": "INT. HOUSE - NIGHT\n\nANNA\nYes.\n\n" * 4_000,
        "quoted-lines": "> a\n" * 40_000,
        "damaged-letters": "Ðóññêàÿ " * 20_000,
    }.items():
        yield name, f"{SEEN}\n\n{said}\n\n{SEEN}\n".encode(), "read"


def markdown() -> Made:
    """Yield Markdown whose marks multiply."""
    wide = "|".join("a" * 3_000) + "\n" + "|".join("-" * 3_000) + "\n"
    for name, text in {
        "short-rows-of-a-wide-table": wide + "|\n" * 3_000,
        "many-definitions": "".join(f"[{n}]: /x\n" for n in range(10_000)) + "\n" + "[1][2] " * 5_000,
        "one-definition-many-times": "[a]: <" + "x" * 5_000 + ">\n\n" + "[a] " * 20_000,
        "emphasis-in-emphasis": "*_" * 20_000 + "x" + "_*" * 20_000,
        "emphasis-that-never-fits": "_a__b*c**" * 10_000,
        "lists-on-one-line": "- " * 5_000 + "x",
        "quotes-and-lists": "> - " * 2_000 + "x",
        "headings": "# x\n" * 30_000,
        "underlined": "x\n" * 30_000 + "---",
        "unclosed-html": "<![CDATA[ " * 10_000 + "<?x " * 10_000 + "<!X " * 10_000,
        "unclosed-entities": "&" * 50_000 + "&#" * 20_000 + "&#x1" * 20_000,
        "unclosed-addresses": "<http://a" * 20_000,
        "titles-that-never-close": '[a](b "' * 5_000,
        "escapes": "\\" * 100_001,
        "notes": "[^1]" * 20_000 + "\n\n[^1]: x\n",
        "notes-in-notes": "".join(f"[^{n}]: [^{n + 1}]\n" for n in range(5_000)),
        "struck": "~~a" * 20_000,
        "tags-that-hide": "<b hidden>x" * 20_000,
    }.items():
        yield name, f"{SEEN}\n\n{text}\n".encode(), "either" if name == "short-rows-of-a-wide-table" else "read"


def html() -> Made:
    """Yield pages with too much of something."""

    def page(inside: str, head: str = "") -> bytes:
        return f"<!DOCTYPE html><html><head>{head}</head><body><p>{SEEN}</p>{inside}</body></html>".encode()

    deep = "<div class='a'>" * 3_000
    for name, inside, head in (
        ("a-hundred-thousand-boxes", "<div>" * 100_000, ""),
        ("table-in-table", "<table><tr><td>" * 3_000 + "x", ""),
        ("cells", "<table>" + ("<tr>" + "<td>1" * 100) * 100 + "</table>", ""),
        ("wide-cells", "<table>" + "<tr><td rowspan=65534 colspan=1000>x" * 500 + "</table>", ""),
        ("options", "<select>" + "<option>x" * 50_000 + "</select>", ""),
        ("marks-in-marks", "<sup>" * 10_000 + "1", ""),
        ("anchors-in-anchors", "<span class=anchor>" * 5_000 + "word " * 20_000, ""),
        ("quotes-in-quotes", "<blockquote><cite>" * 5_000 + "x", ""),
        ("struck-in-struck", "<s>" * 20_000 + "x", ""),
        ("struck-words", "<p>" + "a <s>b</s> " * 20_000 + "</p>", ""),
        ("short-paragraphs", "<p>x" * 15_000, ""),
        ("lists-in-lists", "<ul><li>" * 10_000 + "x", ""),
        ("rules-for-what-is-deep", deep + "x", "<style>" + ".a " * 200 + "{display:none}</style>"),
        ("many-deep-rules", deep + "x", "<style>" + ".b .a{display:none}" * 300 + "</style>"),
        ("colours-and-boxes", "<div style='color:#fff;background:#eee'>" * 20_000 + "x", ""),
        ("many-colours", "<p class=a>x" * 1_000, "<style>" + ".a{color:#000}" * 500 + "</style>"),
        ("open-style", "<p style='" + "a:b;" * 100_000 + "'>x", ""),
        ("open-brackets-in-style", "<p style='background:" + "rgb(" * 100_000 + "'>x", ""),
        ("open-comments-in-style", "<p style='" + "/*" * 100_000 + "'>x", ""),
        ("escapes-in-style", "<p style='" + "\\64 " * 100_000 + "'>x", ""),
        ("open-sheet", "x", "<style>" + "@media{" * 50_000 + "</style>"),
        ("selectors", "<p>x" * 2_000, "<style>" + "p," * 100_000 + "p{opacity:0.5}</style>"),
        ("long-title", "x", "<title>" + "fog " * 100_000 + "</title>"),
        ("deep-data", "x", '<script type="application/ld+json">' + '{"a":' * 50_000 + "</script>"),
        (
            "wide-data",
            "x",
            '<script type="application/ld+json">[' + '{"@type":"Person","name":"x"},' * 20_000 + "{}]</script>",
        ),
        ("dates", "<time>2024-01-01</time> " * 10_000, ""),
        ("one-long-date", "<time>" + "2024-01-" * 50_000 + "</time>", ""),
        ("descriptions", "x", "<meta name=author content=x>" * 20_000),
        ("links", "<a href=/x>x</a> " * 30_000, ""),
    ):
        yield name, page(inside, head), "either"


def word() -> Made:
    """Yield Word documents with too much of something."""
    story = [("paragraph", SEEN)]
    run = "<w:r><w:t>x</w:t></w:r>"
    yield "many-runs", docx(story, extra=f"<w:p>{run * 60_000}</w:p>"), "either"
    chain = "".join(
        f'<w:style w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(10_000)
    )
    styled = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    yield "long-line-of-styles", docx(story, extra=styled * 300, parts={"word/styles.xml": _styles(chain)}), "either"
    inner = docx(story)
    yield "document-in-document", docx(story, parts={"word/embeddings/a.docx": inner}), "read"
    yield "twice-the-same-part", _doubled(docx(story)), "either"
    relations = '<Relationships xmlns="x">' + '<Relationship Id="a" Type="x" Target="y"/>' * 10_000 + "</Relationships>"
    yield "many-relations", docx(story, parts={"_rels/.rels": relations}), "read"
    value = docx(story, parts={"word/document.xml": f'<w:document {W} a="{"x" * (11 << 20)}"/>'})
    yield "long-attribute", value, "refused"
    yield "headers", docx(story, parts={f"word/header{n}.xml": f"<w:hdr {W}/>" for n in range(2_000)}), "either"


def _styles(inside: str) -> str:
    return f"<w:styles {W}>{inside}</w:styles>"


def _doubled(data: bytes) -> bytes:
    """Return a package with a second part of the same name: readers differ in which one they take."""
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as package:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = f"<w:document {W}><w:body>{paragraph('paragraph', 'Another.')}</w:body></w:document>"
            package.writestr("word/document.xml", text)
    return buffer.getvalue()


def book() -> Made:
    """Yield e-books with too much of something."""
    story = [("paragraph", SEEN)]
    sheet = ".x{display:none}" * 10_000
    linked = chapter_page(f"<p>{SEEN}</p>").replace("<title>", '<link rel="stylesheet" href="s.css"/><title>')
    names = [f"c{n}.xhtml" for n in range(150)]
    parts = {f"OEBPS/{name}": linked for name in names} | {"OEBPS/s.css": sheet}
    yield "one-sheet-for-many-chapters", epub(story, parts=parts, spine=names), "read"
    yield "sheets-that-call-each-other", epub(story, parts={**_one(linked), "OEBPS/s.css": '@import "s.css";'}), "read"
    many = [f"c{n}.xhtml" for n in range(3_000)]
    small = {f"OEBPS/{name}": chapter_page("<p>x</p>") for name in many} | _one(chapter_page(f"<p>{SEEN}</p>"))
    yield "many-chapters", epub(story, parts=small, spine=many), "either"
    points = "<navPoint><navLabel><text>x</text></navLabel>" * 200 + "</navPoint>" * 200
    yield "contents-in-contents", epub(story, parts={"OEBPS/toc.ncx": f"<ncx><navMap>{points}</navMap></ncx>"}), "read"
    creators = "<dc:creator>x</dc:creator>" * 20_000
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'{creators}</metadata><manifest><item id="a" href="c0.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    yield "many-authors", epub(story, parts={"OEBPS/book.opf": opf}), "read"
    container = (
        "<container><rootfiles>" + '<rootfile full-path="../../etc/passwd"/>' * 5_000 + "</rootfiles></container>"
    )
    yield "many-packages", epub(story, parts={"META-INF/container.xml": container}), "refused"


def _one(chapter: str) -> dict[str, str | bytes]:
    return {"OEBPS/c0.xhtml": chapter}


def printed() -> Made:
    """Yield PDFs that refer to themselves or unpack to far more."""
    seen = show(72, 700, 10, SEEN)
    whole = pdf_file([seen])
    yield "bomb-of-blanks", pdf_file([zlib.compress(zlib.compress(bytes(24 << 20)))], filters=_TWICE), "refused"
    yield "thousand-filters", pdf_file([seen], filters=f"/Filter [{'/FlateDecode ' * 1_000}]"), "refused"
    runs = bytes([129, 32]) * 60_000
    yield "run-lengths", pdf_file([runs], filters="/Filter /RunLengthDecode"), "refused"
    yield "lzw", pdf_file([b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 50_000], filters="/Filter /LZWDecode"), "refused"
    predictor = "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 /Colors 32 >>"
    yield "wide-predictor", pdf_file([zlib.compress(seen.encode())], filters=predictor), "refused"
    for name in ("JBIG2Decode", "CCITTFaxDecode", "DCTDecode", "JPXDecode", "Crypt", "NoSuchDecode"):
        yield f"text-as-{name.lower()}", pdf_file([seen], filters=f"/Filter /{name}"), "either"
    yield "base-85", pdf_file(["z" * 300_000], filters="/Filter /ASCII85Decode"), "refused"
    yield "length-of-itself", whole.replace(b"/Length 9", b"/Length 5 0 R /X 9", 1), "either"
    contents = b"/Contents [" + b"5 0 R " * 20_000 + b"]"
    yield "content-many-times", whole.replace(b"/Contents 5 0 R", contents), "either"
    yield "kids-are-no-list", whole.replace(b"/Kids [4 0 R]", b"/Kids 4 0 R  "), "either"
    yield "count-of-many-digits", whole.replace(b"/Count 1", b"/Count " + b"9" * 5_000), "either"
    yield (
        "numbers-of-many-digits",
        pdf_file([f"{seen}\nBT /F1 {'9' * 5_000} Tf 1 0 0 1 0 {'8' * 400} Tm (x) Tj ET"]),
        "either",
    )
    yield "dictionary-in-dictionary", pdf_file([seen], catalog="/A << " * 5_000 + ">> " * 5_000), "either"
    yield "ranges-of-everything", _with_map(seen, "1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"), "either"
    many = "100 beginbfrange " + "<0000> <FFFF> <0041> " * 5_000 + "endbfrange"
    yield "many-ranges", _with_map(seen, many), "either"
    widths = b"/Widths [" + b"500 " * 100_000 + b"] /FirstChar -2000000000 /LastChar 2000000000"
    yield "wide-font", whole.replace(b"/BaseFont /Courier", b"/BaseFont /Courier " + widths), "either"
    encoding = b"/Encoding << /Differences [" + b"0 /a " * 50_000 + b"] >>"
    yield "differences", whole.replace(b"/Encoding /WinAnsiEncoding", encoding), "either"
    yield "inline-picture-without-end", pdf_file([f"{seen}\nBI /W 9 /H 9 ID " + "x" * 500_000]), "either"
    yield "saved-states", pdf_file([f"{seen}\n" + "q " * 200_000]), "either"
    yield (
        "updates",
        whole + b"".join(b"trailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n" for _ in range(3_000)),
        "either",
    )
    yield "same-place", pdf_file(["\n".join([seen, *[show(72, 600, 10, "x")] * 8_000])]), "either"
    yield "odd-box", whole.replace(b"[0 0 612 792]", b"[1e400 -9 x] "), "either"


_TWICE = "/Filter [/FlateDecode /FlateDecode]"


def _with_map(content: str, cmap: str) -> bytes:
    """Return a PDF whose font says what its characters mean."""
    stream = f"begincmap {cmap} endcmap".encode()
    data = pdf_file([content]).replace(b"/BaseFont /Courier", b"/BaseFont /Courier /ToUnicode 6 0 R")
    added = f"6 0 obj\n<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream\nendobj\n"
    return data.replace(b"xref\n0", added + b"xref\n0", 1)


def package() -> bytes:
    """Return a zip whose parts all lie in one and the same place, as in a bomb without nesting."""
    data = bytearray(zipped({f"word/{n}.xml": "<x/>" for n in range(300)}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 42 : at + 46] = bytes(4)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)
