"""One text in every format: small writers of our own, so that tests need no other program and can break what they like.

A story is a list of parts: ``("title", text)``, ``("heading", text)``, ``("paragraph", text)``, ``("quote", text)``
and ``("item", text)``. Every maker returns the bytes of a file.
"""

from __future__ import annotations

import html
import io
import textwrap
import zipfile
from collections.abc import Iterable, Mapping, Sequence

Part = tuple[str, str]
Story = Sequence[Part]

STORY: Story = (
    ("title", "The lamp on the north pier"),
    ("heading", "Before the storm"),
    (
        "paragraph",
        "The harbour of Vellhaven had two lamps in those years, and only one of them was ever trusted. Old keepers "
        "called it the north lamp, although by the time of the great storm it stood east of everything that mattered. "
        "“Whoever looks after a light,” Marta Quill used to say, “looks after people he will never meet.”",
    ),
    (
        "paragraph",
        "In the autumn of 1911 the council voted to put it out. The minutes give no reason; the treasurer, a careful "
        "man with well-kept books, wrote only that the oil was dear and that the fishermen knew the way home anyway.",
    ),
    ("heading", "What the keeper wrote"),
    ("paragraph", "Marta Quill answered the council in a letter that hung for years in the customs house:"),
    (
        "quote",
        "You count the oil that I burn, gentlemen, and you have every right to count it. I count the boats that come "
        "in. Last night there were eleven, and the tenth was led by the sound of my bell and by nothing else at all.",
    ),
    ("paragraph", "She closed with a list of what she asked for, which was short:"),
    ("item", "A barrel of oil before the winter"),
    ("item", "A new pane for the western window"),
    ("item", "An assistant who does not drink"),
    (
        "paragraph",
        "None of it came. On the night of the ninth of November the lamp burned all the same, and forty years later an "
        "old man remembered at his daughter’s table: “We saw it from beyond the bar. Nobody in the boat said a word, "
        "but my father took his cap off.”",
    ),
    ("heading", "Afterwards"),
    (
        "paragraph",
        "The council never voted on the matter again. A bill for oil, paid in full and signed by no one, lies among "
        "the papers of that year, and beside it somebody has drawn, quite small and not very well, a lighthouse.",
    ),
)


def txt(story: Story) -> bytes:
    """Return plain text: a blank line between paragraphs, quotations set in."""
    parts = [f"    {text}" if kind == "quote" else text for kind, text in story]
    return ("\n\n".join(parts) + "\n").encode()


def md(story: Story) -> bytes:
    """Return Markdown."""
    marks = {"title": "# ", "heading": "## ", "quote": "> ", "item": "- "}
    lines = ["\n".join(textwrap.wrap(marks.get(kind, "") + text, 10_000)) for kind, text in story]
    return ("\n\n".join(lines) + "\n").encode()


def page(story: Story, *, before: str = "", after: str = "", head: str = "") -> bytes:
    """Return a web page with whatever stands around its main text."""
    title = html.escape(next((text for kind, text in story if kind == "title"), ""))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{before}'
        f"<article>{body(story)}</article>{after}</body></html>"
    ).encode()


def body(story: Story) -> str:
    """Return the elements of a story."""
    marks = {"title": "<h1>{}</h1>", "heading": "<h2>{}</h2>", "quote": "<blockquote><p>{}</p></blockquote>"}
    made: list[str] = []
    for kind, text in story:
        said = html.escape(text, quote=False)
        made.append(f"<ul><li>{said}</li></ul>" if kind == "item" else marks.get(kind, "<p>{}</p>").format(said))
    return "\n".join(made).replace("</ul>\n<ul>", "\n")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = {"title": "Title", "heading": "Heading1", "quote": "Quote"}


def paragraph(kind: str, text: str) -> str:
    """Return a paragraph of WordprocessingML."""
    properties = f'<w:pStyle w:val="{STYLES[kind]}"/>' if kind in STYLES else ""
    if kind == "item":
        properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    said = html.escape(text, quote=False)
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{said}</w:t></w:r></w:p>'


def docx(story: Story, *, extra: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a Word document; `extra` is put behind the text, `parts` are added to or replace those of the package."""
    text = "".join(paragraph(kind, said) for kind, said in story)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{called}"/></w:style>'
        for name, called in (
            ("Title", "Title"),
            ("Heading1", "heading 1"),
            ("Heading2", "heading 2"),
            ("Quote", "Quote"),
        )
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{text}{extra}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
    }
    return zipped({**members, **(parts or {})})


def epub(story: Story, *, parts: Mapping[str, str | bytes] | None = None, spine: Iterable[str] | None = None) -> bytes:
    """Return an e-book, a chapter for each heading; `parts` are added to or replace those of the book."""
    title = next((text for kind, text in story if kind == "title"), "")
    chapters: list[list[Part]] = []
    for part in story:
        if not chapters or part[0] == "heading":
            chapters.append([])
        chapters[-1].append(part)
    names = [f"c{number}.xhtml" for number in range(len(chapters))]
    order = list(spine) if spine is not None else names
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{html.escape(title)}</dc:title><dc:creator>A. Keeper</dc:creator><dc:date>1951-02-03</dc:date>"
        "<dc:language>en</dc:language></metadata><manifest>"
        + "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in dict.fromkeys(order))
        + "</manifest><spine>"
        + "".join(f'<itemref idref="{name}"/>' for name in order)
        + "</spine></package>",
    }
    for name, chapter in zip(names, chapters, strict=True):
        members[f"OEBPS/{name}"] = chapter_page(body(chapter))
    return zipped({**members, **(parts or {})})


def chapter_page(inside: str) -> str:
    """Return a chapter of an e-book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Part</title></head>'
        f"<body>{inside}</body></html>"
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# --- PDF -----------------------------------------------------------------------------------------------------------

_HEIGHT, _LEFT, _WIDE = 792, 72, 62


def pdf(story: Story, *, hyphens: bool = True, running_head: str = "", indented: bool = False) -> bytes:
    """Return a PDF in Courier, 62 characters a line and with page numbers; words are divided at line ends."""
    pages: list[list[str]] = [[]]
    y = _HEIGHT - 90
    for kind, text in story:
        size, step = {"title": (22, 28), "heading": (16, 22)}.get(kind, (10, 13))
        left = _LEFT + (30 if kind == "quote" else 0)
        wide = {"title": 28, "heading": 38, "quote": 54}.get(kind, _WIDE)
        said = f"• {text}" if kind == "item" else text
        y -= 0 if indented and kind == "paragraph" else step
        for number, line in enumerate(wrap(said, wide, hyphens=hyphens and size == 10)):
            if y < 90:
                pages.append([])
                y = _HEIGHT - 90
            shift = 18 if indented and kind == "paragraph" and number == 0 else 0
            pages[-1].append(show(left + shift, y, size, line))
            y -= step
    for number, operations in enumerate(pages, 1):
        operations.append(show(300, 40, 9, str(number)))
        if running_head:
            operations.append(show(_LEFT, _HEIGHT - 40, 9, running_head))
    return pdf_file(["\n".join(operations) for operations in pages])


def wrap(text: str, width: int, *, hyphens: bool) -> list[str]:
    """Return the lines of a text; a long word is divided where that fills a line, as a typesetter does."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        room = width - len(line) - 1
        letters = word.isalpha() and word.islower()
        if len(line) + 1 + len(word) <= width or not line:
            line = f"{line} {word}".strip()
        elif hyphens and letters and len(word) > 7 and room > 4:
            cut = min(room - 1, len(word) - 3)
            lines.append(f"{line} {word[:cut]}-")
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def show(x: float, y: float, size: float, text: str) -> str:
    """Return the operations that print a line."""
    said = text.encode("cp1252").hex()
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{said}> Tj ET"


def pdf_file(contents: Sequence[str | bytes], *, trailer: str = "", catalog: str = "", filters: str = "") -> bytes:
    """Return a PDF whose pages run these operations."""
    count = len(contents)
    objects: list[bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(count))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        data = content if isinstance(content, bytes) else content.encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 {_HEIGHT}] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(data)} {filters} >>\nstream\n".encode() + data + b"\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


MAKERS = {"txt": txt, "md": md, "html": page, "docx": docx, "epub": epub, "pdf": pdf}
