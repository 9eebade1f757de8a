"""What a file is decides who reads it; what it only pretends to be is one error."""

from __future__ import annotations

import os
import socket
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest

from narrate.errors import InputError
from narrate.writing.ingest import check_file, read
from narrate.writing.ingest.choose import choose
from narrate.writing.ingest.files import read_bytes, read_stream
from tests.writing.ingest.makers import STORY, docx, epub, md, page, pdf, txt, zipped


@pytest.mark.parametrize(
    ("name", "data", "importer"),
    [
        ("a.txt", txt(STORY), "text"),
        ("a", txt(STORY), "text"),
        ("a.log", txt(STORY), "text"),
        ("a.md", md(STORY), "markdown"),
        ("a.HTM", page(STORY), "html"),
        ("a.txt", page(STORY), "html"),
        ("a", b"\xef\xbb\xbf<!DOCTYPE html><p>x", "html"),
        ("a.pdf", pdf(STORY), "pdf"),
        ("a.txt", pdf(STORY), "pdf"),
        ("a.docx", docx(STORY), "docx"),
        ("a.zip", docx(STORY), "docx"),
        ("a.epub", epub(STORY), "epub"),
        ("a.bin", epub(STORY), "epub"),
    ],
)
def test_the_content_decides_then_the_suffix(name: str, data: bytes, importer: str) -> None:
    assert choose(Path(name), data, where=name) == importer


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", txt(STORY), "not a PDF file"),
        ("a.docx", txt(STORY), "not a DOCX file"),
        ("a.epub", b"\x89PNG\r\n\x1a\n", "not a EPUB file"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "old Word file"),
        ("a.zip", zipped({"x": "y"}), "unknown format .zip"),
        ("a", zipped({"x": "y"}), "unknown format"),
        ("a.rtf", rb"{\rtf1 x}", "are not read"),
        ("a.odt", zipped({"content.xml": "y"}), "are not read"),
        ("a.svg", b'<svg xmlns="x"/>', "unknown format .svg"),
        ("a.xml", b'<?xml version="1.0"?><feed/>', "unknown format .xml"),
    ],
)
def test_an_unknown_format_or_a_wrong_suffix_is_one_error(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        choose(Path(name), data, where=name)
    assert caught.value.where == name
    assert caught.value.hint


def test_slides_are_read_by_the_extra_or_it_is_named() -> None:
    data = zipped({"ppt/presentation.xml": "y"})
    if find_spec("markitdown") is not None:
        assert choose(Path("a.pptx"), data, where="a.pptx") == "office"
        return
    with pytest.raises(InputError, match="need an extra") as caught:
        choose(Path("a.pptx"), data, where="a.pptx")
    assert "narrate-radio[office]" in caught.value.hint


@pytest.mark.parametrize("name", ["a.txt", "a.xyz", "a.html", "a.md", "a"])
def test_bytes_that_are_no_text_are_one_error_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(InputError, match="not a text"):
        read(path)


def test_a_missing_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file") as caught:
        read(tmp_path / "gone.txt")
    assert caught.value.where.endswith("gone.txt")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder"):
        check_file(tmp_path)


def test_a_pipe_without_a_writer_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="a pipe"):
        read(tmp_path / "pipe.txt")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_no_document(device: str, tmp_path: Path) -> None:
    link = tmp_path / "story.txt"
    link.symlink_to(device)
    with pytest.raises(InputError):
        read(link)


def test_a_socket_is_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        with pytest.raises(InputError, match="a socket"):
            read(Path("s.txt"))


def test_a_link_in_a_circle_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(InputError, match="cannot read it"):
        read(tmp_path / "a.txt")


def test_a_name_that_no_file_can_have_is_one_error() -> None:
    with pytest.raises(InputError):
        read(Path("a\0b.txt"))


def test_too_big_a_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(60_000_000)
    with pytest.raises(InputError, match="more than 50 MB"):
        read_bytes(path)


def test_standard_input_is_read_up_to_a_limit() -> None:
    assert read_stream(BytesIO(b"Nobody moved.")) == b"Nobody moved."
    with pytest.raises(InputError, match="too big"):
        read_stream(BytesIO(b"x" * 11), max_bytes=10)
    with pytest.raises(InputError, match="empty"):
        read_stream(BytesIO(b""))


def test_a_name_with_an_escape_sequence_is_not_carried_on(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m.txt"
    path.write_bytes(txt(STORY))
    assert "\x1b" not in read(path).source.path
