"""Plain text in any character set becomes paragraphs that know where they stand."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import InputError
from narrate.model import Document
from narrate.writing.ingest import read
from narrate.writing.ingest.text import paragraphs


def written(folder: Path, data: bytes, name: str = "story.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_a_blank_line_ends_a_paragraph(tmp_path: Path) -> None:
    document = read(written(tmp_path, b"One\ntwo.\n\n \t\nThree.\n"))
    assert texts(document) == ["One\ntwo.", "Three."]
    assert {block.kind for block in document.blocks} == {"paragraph"}
    assert not document.markup


def test_indentation_is_kept_since_it_may_mark_a_quotation(tmp_path: Path) -> None:
    assert texts(read(written(tmp_path, b"Plain.\n\n    Set in.\n    Still.\n"))) == [
        "Plain.",
        "    Set in.\n    Still.",
    ]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_end_as_on_any_machine(tmp_path: Path, end: bytes) -> None:
    document = read(written(tmp_path, end.join([b"One", b"two.", b"", b"Three."])))
    assert texts(document) == ["One\ntwo.", "Three."]
    assert document.text == end.decode().join(["One", "two.", "", "Three."])


def test_a_page_break_ends_a_line_and_nothing_else(tmp_path: Path) -> None:
    assert texts(read(written(tmp_path, b"One.\x0cTwo."))) == ["One.\nTwo."]


@given(st.text(alphabet=st.sampled_from("ab \t\r\n\x0c\x85\u2028\u200b\x00é"), max_size=60))
def test_every_character_of_a_block_leads_back_to_its_place(text: str) -> None:
    for block in paragraphs(text, path="story.txt"):
        assert len(block.offsets) == len(block.text)
        for character, place in zip(block.text, block.offsets, strict=True):
            assert text[place] == character or (character == "\n" and text[place].isspace())
        assert list(block.offsets) == sorted(set(block.offsets))


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), max_size=80))
def test_no_visible_text_is_lost(text: str) -> None:
    whole = "".join(block.text for block in paragraphs(text, path="story.txt"))
    wanted = "".join(text.split())
    hidden = set(wanted) - set("".join(whole.split()))
    assert all(not character.isalnum() or not character.isprintable() or character in "ᅟᅠㅤﾠ" for character in hidden)


@pytest.mark.parametrize(
    ("charset", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-8", b""),
    ],
)
def test_a_byte_order_mark_or_unicode_without_one_is_read(tmp_path: Path, charset: str, mark: bytes) -> None:
    text = "The café on the quay was shut – for good."
    assert texts(read(written(tmp_path, mark + text.encode(charset)))) == [text]


RUSSIAN = "Двери зала были закрыты для гостей. Никто не двигался, и было слышно, как пролетает муха. Потом он встал."
POLISH = "Drzwi sali były zamknięte dla gości. Nikt się nie poruszył, było słychać brzęczenie muchy. Później wstał."
GERMAN = "Die Türen waren für Gäste geschlossen. Niemand rührte sich. Später ging er über die Straße."
JAPANESE = "ホールの扉は閉ざされていた。誰も動かなかった。ハエの羽音が聞こえた。彼は立ち上がって話し始めた。"
FRENCH = "Les portes étaient fermées à tous les invités. Personne n’a bougé ; l’été s’achevait déjà dans la vallée."


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (POLISH, "cp1250"),
        (FRENCH, "cp1252"),
        (GERMAN, "cp1252"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_an_old_character_set_is_told_by_its_letters(tmp_path: Path, text: str, charset: str) -> None:
    assert texts(read(written(tmp_path, text.encode(charset)))) == [text]


def test_quotation_marks_of_windows_need_no_guess(tmp_path: Path) -> None:
    text = "“Nobody moved,” he said – “you’d have heard a fly…”"
    assert texts(read(written(tmp_path, text.encode("cp1252")))) == [text]


def test_a_file_name_can_declare_the_character_set(tmp_path: Path) -> None:
    data = "Дом".encode("iso8859-5")
    assert texts(read(written(tmp_path, data, "house.iso8859-5.txt"))) == ["Дом"]


def test_what_is_no_character_set_is_not_declared(tmp_path: Path) -> None:
    assert texts(read(written(tmp_path, b"caf\xe9, fin", "menu.rot13.txt")))[0].startswith("caf")


def test_hidden_characters_stay_in_the_source_and_leave_the_blocks(tmp_path: Path) -> None:
    text = "A fly\u202e was\x1b[31m heard\U000e0041."
    document = read(written(tmp_path, text.encode()))
    assert texts(document) == ["A fly was[31m heard."]
    assert document.text == text
    assert document.blocks[0].origin(6, 9).start == text.index("was")


def test_the_source_records_what_was_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"One.")
    document = read(path, name="sources/story.txt")
    assert document.source.path == "sources/story.txt"
    assert document.source.sha256 == sha256(b"One.").hexdigest()
    assert {block.path for block in document.blocks} == {"sources/story.txt"}


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\0\0\0"])
def test_nothing_to_read_is_one_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, data))
    assert caught.value.where.endswith("story.txt")
    assert caught.value.hint


def test_bytes_that_are_no_text_are_one_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a text"):
        read(written(tmp_path, bytes(range(256)) * 20))
