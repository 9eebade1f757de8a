"""A PDF is read as a person reads the printed page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from narrate.errors import InputError
from narrate.writing.ingest import read as read_file
from narrate.writing.ingest.pdf import extract
from narrate.writing.ingest.pieces import Piece
from tests.writing.ingest.makers import STORY, pdf, pdf_file, show


def read(data: bytes) -> list[Piece]:
    return list(extract(data, where="story.pdf").pieces)


def spoken(data: bytes) -> list[str]:
    return [piece.text for piece in read(data) if not piece.why]


LONG_STORY = [*STORY, *((kind, text) for _ in range(4) for kind, text in STORY[1:])]


@pytest.mark.parametrize("hyphens", [True, False])
@pytest.mark.parametrize("indented", [True, False])
def test_pages_and_divided_words_are_joined(hyphens: bool, indented: bool) -> None:
    wanted = " ".join(text for _, text in LONG_STORY).split()
    assert " ".join(spoken(pdf(LONG_STORY, hyphens=hyphens, indented=indented))).split() == wanted


def test_page_numbers_and_running_heads_are_not_spoken() -> None:
    pieces = read(pdf(LONG_STORY, running_head="THE NORTH PIER"))
    assert " ".join(piece.text for piece in pieces if not piece.why).split() == [
        word for _, text in LONG_STORY for word in text.split()
    ]
    assert {piece.text for piece in pieces if piece.why} >= {"1", "2", "3", "THE NORTH PIER"}


LEFT = [
    "The fog came in over the",
    "harbour before the lamps",
    "were lit and nobody on the",
    "quay could say which of",
    "the boats were home.",
]
RIGHT = [
    "In the morning the door of",
    "the customs house was shut",
    "and a notice said that it",
    "would be so until further",
    "notice was given.",
]


@pytest.mark.parametrize("by_row", [True, False])
def test_columns_are_read_one_after_the_other(by_row: bool) -> None:
    left = [show(60, 700 - 13 * n, 10, line) for n, line in enumerate(LEFT)]
    right = [show(330, 700 - 13 * n, 10, line) for n, line in enumerate(RIGHT)]
    lines = [line for row in zip(left, right, strict=True) for line in row] if by_row else left + right
    assert spoken(pdf_file(["\n".join(lines)])) == [" ".join(LEFT), " ".join(RIGHT)]


def test_small_print_under_the_text_with_a_mark_is_a_footnote() -> None:
    lines = [show(72, 700 - 13 * n, 10, line) for n, line in enumerate(LEFT)]
    lines += [show(72, 200, 7, "1 From the minutes of the council,"), show(72, 191, 7, "which give no reason.")]
    pieces = read(pdf_file(["\n".join(lines)]))
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("paragraph", " ".join(LEFT)),
        ("footnote", "1 From the minutes of the council, which give no reason."),
    ]


def test_the_raised_mark_of_a_footnote_is_not_read() -> None:
    lines = [show(72, 700, 10, "It was dear"), show(138, 704, 6, "1"), show(144, 700, 10, " that year.")]
    assert spoken(pdf_file(["\n".join(lines)])) == ["It was dear that year."]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["It was a light-", "house."], "It was a lighthouse."),
        (["She was self-", "taught."], "She was self-taught."),
        (["The Anglo-", "Saxon."], "The Anglo-Saxon."),
        (["From 1937-", "41 on."], "From 1937-41 on."),
        (["A well-read man, well-", "read indeed."], "A well-read man, well-read indeed."),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_or_stays_as_it_was_meant(lines: list[str], wanted: str) -> None:
    content = "\n".join(show(72, 700 - 13 * n, 10, line) for n, line in enumerate(lines))
    assert spoken(pdf_file([content])) == [wanted]


@pytest.mark.parametrize(
    "secret",
    [
        "BT /F1 10 Tf 3 Tr 1 0 0 1 72 600 Tm (SECRET) Tj ET",
        "1 1 1 rg BT /F1 10 Tf 1 0 0 1 72 600 Tm (SECRET) Tj ET",
        "1 g BT /F1 10 Tf 1 0 0 1 72 600 Tm (SECRET) Tj ET",
        "BT /F1 1 Tf 1 0 0 1 72 600 Tm (SECRET) Tj ET",
    ],
)
def test_text_that_the_page_does_not_show_is_not_spoken(secret: str) -> None:
    lines = [show(72, 700 - 13 * n, 10, line) for n, line in enumerate(LEFT)]
    assert spoken(pdf_file(["\n".join([*lines, f"q {secret} Q", show(72, 500, 10, "And seen.")])])) == [
        " ".join(LEFT),
        "And seen.",
    ]


def test_invisible_text_over_a_scan_is_its_text() -> None:
    assert spoken(pdf_file(["BT /F1 10 Tf 3 Tr 1 0 0 1 72 600 Tm (Recognised.) Tj ET"])) == ["Recognised."]


def test_white_text_on_a_dark_ground_is_seen() -> None:
    content = "0 0 1 rg 0 0 600 792 re f 1 1 1 rg BT /F1 10 Tf 1 0 0 1 72 600 Tm (Seen.) Tj ET"
    assert spoken(pdf_file([content])) == ["Seen."]


def test_a_file_says_who_wrote_it_and_when() -> None:
    data = pdf(STORY).replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Info << /Title (The lamp) /Author (Marta Quill) /CreationDate (D:19510203) >>"
    )
    found = extract(data, where="story.pdf")
    assert (found.title, found.author, found.date) == ("The lamp", "Marta Quill", "1951-02-03")


@pytest.mark.parametrize("title", ["Microsoft Word - lamp.doc", "untitled", "lamp.indd"])
def test_what_a_program_puts_for_a_title_is_none(title: str) -> None:
    data = pdf(STORY).replace(b"/Root 1 0 R", f"/Root 1 0 R /Info << /Title ({title}) /Author (anonymous) >>".encode())
    found = extract(data, where="story.pdf")
    assert (found.title, found.author) == ("", "")


def test_a_broken_date_and_a_page_without_a_size_do_no_harm() -> None:
    data = pdf(STORY).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info << /CreationDate (yesterday) >>")
    found = extract(data.replace(b"/MediaBox [0 0 612 792]", b"/MediaBox null         "), where="story.pdf")
    assert found.date == ""
    assert [piece.text for piece in found.pieces if not piece.why] == [text for _, text in STORY]


def test_a_bold_line_of_its_own_is_a_heading() -> None:
    bold = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>"
    heading = show(72, 690, 10, "What the keeper wrote").replace("/F1", "/F2")
    data = pdf_file(["\n".join([heading, *(show(72, 660 - 13 * n, 10, line) for n, line in enumerate(LEFT))])])
    data = data.replace(b"/F1 3 0 R", b"/F1 3 0 R /F2 6 0 R")
    data = data.replace(b"xref\n0", b"6 0 obj\n" + bold + b"\nendobj\nxref\n0")
    assert [(piece.kind, piece.text) for piece in read(data)] == [
        ("heading", "What the keeper wrote"),
        ("paragraph", " ".join(LEFT)),
    ]


def test_what_is_printed_across_the_page_is_not_spoken() -> None:
    lines = [show(72, 700 - 13 * n, 10, line) for n, line in enumerate(LEFT)]
    across = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (DRAFT) Tj ET"
    assert spoken(pdf_file(["\n".join([across, *lines])])) == [" ".join(LEFT)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.4\nnothing more", "broken PDF"),
        (pdf(STORY)[:200], "broken PDF"),
        (pdf_file([""]), "holds no text"),
        (
            pdf_file(
                [show(72, 700, 10, "x")], trailer="/Encrypt << /Filter /Standard /V 4 /R 4 /O <00> /U <00> /P 0 >>"
            ),
            "locked|broken",
        ),
    ],
)
def test_a_broken_or_locked_file_is_one_error(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read(data)
    assert caught.value.hint


def locked(algorithm: str, password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(STORY))))
    writer.encrypt(user_password=password, owner_password="of the house", algorithm=algorithm)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


ALGORITHMS = ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_file_that_is_locked_against_changes_only_is_read(algorithm: str, tmp_path: Path) -> None:
    path = tmp_path / "story.pdf"
    path.write_bytes(locked(algorithm, ""))
    assert [block.text for block in read_file(path).blocks if not block.why] == [text for _, text in STORY]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_file_with_a_password_is_one_error(algorithm: str) -> None:
    with pytest.raises(InputError, match="locked with a password"):
        read(locked(algorithm, "quay"))


@pytest.mark.parametrize("place", ["PdfReader.decrypt", "PageObject.extract_text"])
def test_without_the_extra_a_file_that_needs_it_names_it(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf.errors import DependencyError

    def missing(*_: object, **__: object) -> None:
        raise DependencyError("cryptography is required")

    monkeypatch.setattr(f"pypdf.{place}", missing)
    with pytest.raises(InputError, match="AES") as caught:
        read(locked("AES-128", ""))
    assert "narrate-radio[crypt]" in caught.value.hint


SEEN = show(72, 700, 10, "Seen.")
RESOURCES = (
    b"/Resources << /ExtGState << /Clear << /ca 0 >> /Pale << /ca 0.4 >> /Gone 99 0 R >> /Properties << /Off 6 0 R "
    b"/On 7 0 R /Both << /OCGs [6 0 R 7 0 R] >> /None << /OCGs [6 0 R] >> >> /XObject << /Form 8 0 R /Dark 9 0 R >> "
)
FORM = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length {} {} /Resources << /Font << /F1 3 0 R >> >> >>"


def layered(operations: str, usual: str = "/OFF [6 0 R]") -> bytes:
    """Return a page with layers, of which the first is off, and forms."""
    data = pdf_file([f"{SEEN}\n{operations}"], catalog=f"/OCProperties << /OCGs [6 0 R 7 0 R] /D << {usual} >> >>")
    data = data.replace(b"/Resources << ", RESOURCES, 1)
    drawn = show(72, 5_000, 10, "Form.")
    objects = [
        "<< /Type /OCG /Name (a) >>",
        "<< /Type /OCG /Name (b) >>",
        *(f"{FORM.format(len(drawn), off)}\nstream\n{drawn}\nendstream" for off in ("", "/OC 6 0 R")),
    ]
    added = "".join(f"{number} 0 obj\n{content}\nendobj\n" for number, content in enumerate(objects, 6))
    return data.replace(b"xref\n0", added.encode() + b"xref\n0", 1)


ALSO = show(72, 600, 10, "Also.")


@pytest.mark.parametrize(
    "operations",
    [
        f"/OC /Off BDC {ALSO} EMC",
        f"/OC /Off BDC /Span BMC {ALSO} EMC EMC",
        f"/OC /None BDC {ALSO} EMC",
        f"q /Clear gs {ALSO} Q",
        "/Dark Do",
        show(-400, 600, 10, "Also."),
        show(700, 600, 10, "Also."),
        show(72, 900, 10, "Also."),
        show(72, -90, 10, "Also."),
    ],
)
def test_what_no_viewer_shows_is_not_spoken(operations: str) -> None:
    assert spoken(layered(operations)) == ["Seen."]


@pytest.mark.parametrize(
    ("operations", "text"),
    [
        (f"/OC /Off BDC EMC {ALSO}", "Also."),
        (f"/OC /On BDC {ALSO} EMC", "Also."),
        (f"/OC /Both BDC {ALSO} EMC", "Also."),
        (f"/OC /Missing BDC {ALSO} EMC", "Also."),
        (f"/Span /Off BDC {ALSO} EMC", "Also."),
        (f"q /Clear gs Q {ALSO}", "Also."),
        (f"/Pale gs {ALSO}", "Also."),
        (f"/Gone gs {ALSO}", "Also."),
        (f"/Missing gs {ALSO}", "Also."),
        (f"EMC EMC Q {ALSO}", "Also."),
        ("/Form Do", "Form."),
    ],
)
def test_what_a_viewer_shows_is_spoken(operations: str, text: str) -> None:
    assert " ".join(spoken(layered(operations))) in (f"Seen. {text}", f"{text} Seen.")


def test_layers_that_are_off_until_they_are_switched_on_are_not_spoken() -> None:
    assert spoken(layered(f"/OC /Off BDC {ALSO} EMC", "/BaseState /OFF /ON [7 0 R]")) == ["Seen."]
    assert "Also." in " ".join(spoken(layered(f"/OC /On BDC {ALSO} EMC", "/BaseState /OFF /ON [7 0 R]")))
