"""A file that loops, grows or crashes its reader takes a child process with it and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from narrate.errors import InputError, SetupError
from narrate.model import Block, Document, Dropped, Origin, Source
from narrate.writing.ingest import guard, read, wire
from narrate.writing.ingest.choose import choose
from narrate.writing.ingest.office import OfficeImporter

PLUGIN = """
import os, socket, subprocess, sys, time
from narrate.errors import SetupError
from narrate.model import Block, Document, Source

class {name}:
    suffixes = (".odd",)

    def read(self, path):
        {body}
        text = path.read_text()
        block = Block(kind="paragraph", text=text, path=str(path), offsets=range(len(text)))
        return Document(title="", language="", blocks=(block,), text=text, source=Source(path=str(path)))
"""


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install an importer for ``.odd`` files in a folder on the path, and return a file for it."""
    (tmp_path / "odd-1.dist-info").mkdir()
    (tmp_path / "odd-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: odd\nVersion: 1\n")
    (tmp_path / "odd-1.dist-info" / "entry_points.txt").write_text("[narrate.importers]\nodd = odd_plugin:Odd\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "odd_plugin", raising=False)
    path = tmp_path / "story.odd"
    path.write_text("Nobody moved.")
    return path


def plugin(odd: Path, body: str) -> None:
    (odd.parent / "odd_plugin.py").write_text(PLUGIN.format(name="Odd", body=body))


def test_a_plugin_reads_the_files_it_claims(odd: Path) -> None:
    plugin(odd, "pass")
    assert [block.text for block in read(odd).blocks] == ["Nobody moved."]


def test_a_broken_plugin_claims_nothing(odd: Path) -> None:
    (odd.parent / "odd_plugin.py").write_text("raise RuntimeError('broken')")
    assert choose(odd, odd.read_bytes(), where="story.odd") == "text"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise ValueError('no such table\\n\\x1b[31m')", "damaged: ValueError: no such table"),
        ("os.abort()", "damaged or too complex"),
        ("sys.exit(0)", "damaged or too complex"),
        ("bytearray(3 << 30)", "too much memory"),
        ("path.with_name('evil.txt').write_text('x')", "may not write"),
        ("os.remove(path)", "may not use os.remove"),
        ("subprocess.run(['true'])", "may not use subprocess"),
        ("socket.create_connection(('127.0.0.1', 9))", "may not use socket"),
    ],
)
def test_what_an_importer_must_not_do_is_one_error(odd: Path, body: str, reason: str) -> None:
    plugin(odd, body)
    with pytest.raises(InputError, match=reason) as caught:
        read(odd)
    assert caught.value.where == str(odd)
    assert "\x1b" not in str(caught.value)
    assert sorted(path.name for path in odd.parent.iterdir() if path.name.startswith(("evil", "story"))) == [
        "story.odd"
    ]


@pytest.mark.parametrize(
    ("limit", "body"),
    [("WALL_SECONDS", "time.sleep(60)"), ("CPU_SECONDS", "while True: pass")],
)
def test_an_importer_that_takes_too_long_is_stopped(
    odd: Path, body: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin(odd, body)
    monkeypatch.setattr(guard, limit, 1.0)
    with pytest.raises(InputError, match="too long"):
        read(odd)


def test_an_importer_s_own_error_comes_through_whole(odd: Path) -> None:
    plugin(odd, "raise SetupError('needs a dictionary', hint='install one', where='here')")
    with pytest.raises(SetupError, match="needs a dictionary") as caught:
        read(odd)
    assert (caught.value.hint, caught.value.where) == ("install one", "here")


def test_what_an_importer_prints_is_not_taken_for_its_answer(odd: Path) -> None:
    plugin(odd, "print('document'); os.write(1, b'error')")
    assert read(odd).text == "Nobody moved."


def test_slides_are_read_as_the_markdown_that_the_extra_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Converter:
        def __init__(self, *, enable_plugins: bool) -> None:
            assert not enable_plugins

        def convert_local(self, path: Path) -> SimpleNamespace:
            return SimpleNamespace(markdown="# The lamp\n\nIt burned.")

    monkeypatch.setitem(sys.modules, "markitdown", SimpleNamespace(MarkItDown=Converter))
    path = tmp_path / "talk.pptx"
    path.write_bytes(b"PK")
    document = OfficeImporter().read(path)
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("title", "The lamp"),
        ("paragraph", "It burned."),
    ]


def test_slides_without_the_extra_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markitdown", None)
    path = tmp_path / "talk.pptx"
    path.write_bytes(b"PK")
    with pytest.raises(SetupError, match="need an extra"):
        OfficeImporter().read(path)


def test_a_document_comes_through_as_it_was() -> None:
    document = Document(
        title="Fog",
        language="en",
        text="Fog\r\ncame in.",
        markup=True,
        source=Source(path="a", url="u", title="Fog", author="x", date="d", sha256="0"),
        blocks=(
            Block(kind="quote", text="Fog\ncame in.", path="a", offsets=(0, 1, 2, 3, *range(5, 13)), level=2, why="w"),
            Block(kind="paragraph", text="", path="a", offsets=()),
        ),
        dropped=(Dropped(text="x", why="y", origin=Origin(path="a", start=1, end=2)),),
    )
    loaded = wire.load(wire.dump(document), path="a")
    assert loaded == document
    assert [list(block.offsets) for block in loaded.blocks] == [list(block.offsets) for block in document.blocks]
