"""The book that reads itself aloud: every reference leads somewhere, every sentence to its place in the MP3."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from narrate.errors import InputError
from narrate.model import Episode
from narrate.publishing.epub import write_epub
from tests.episodes import SHOW
from tests.publishing.folder import make_folder

OPF = "{http://www.idpf.org/2007/opf}"
SMIL = "{http://www.w3.org/ns/SMIL}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    folder = tmp_path_factory.mktemp("book")
    return folder, make_folder(folder)[0]


@pytest.fixture(scope="module")
def book(made: tuple[Path, Episode]) -> zipfile.ZipFile:
    return zipfile.ZipFile(write_epub(made[0], SHOW, made[1]))


def parsed(book: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(book.read(f"EPUB/{name}"))


def test_the_first_entry_says_what_it_is(book: zipfile.ZipFile) -> None:
    first = book.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.read("mimetype") == b"application/epub+zip"


def test_the_package_names_every_file_and_no_other(book: zipfile.ZipFile) -> None:
    package = parsed(book, "package.opf")
    named = {item.get("href") for item in package.iter(f"{OPF}item")}
    there = {name.removeprefix("EPUB/") for name in book.namelist() if name.startswith("EPUB/")}
    assert named == there - {"package.opf"}
    ids = {item.get("id") for item in package.iter(f"{OPF}item")}
    assert {ref.get("idref") for ref in package.iter(f"{OPF}itemref")} <= ids
    assert {item.get("media-overlay") for item in package.iter(f"{OPF}item")} - {None} <= ids


def test_every_sentence_is_a_clip_at_its_time(book: zipfile.ZipFile, made: tuple[Path, Episode]) -> None:
    clips = []
    for name in ("c1", "c2", "c3"):
        page = parsed(book, f"{name}.xhtml")
        texts = {element.get("id"): element.text for element in page.iter() if element.get("id")}
        for par in parsed(book, f"{name}.smil").iter(f"{SMIL}par"):
            target, audio = par.find(f"{SMIL}text").get("src"), par.find(f"{SMIL}audio")
            file, _, identifier = target.partition("#")
            assert file == f"{name}.xhtml"
            clips.append((texts[identifier], float(audio.get("clipBegin")[:-1]), float(audio.get("clipEnd")[:-1])))
    assert clips == [(line.text, line.start_seconds, line.end_seconds) for line in made[1].lines]


def test_the_durations_of_the_overlays_are_those_of_their_clips(book: zipfile.ZipFile) -> None:
    metas = [m for m in parsed(book, "package.opf").iter(f"{OPF}meta") if m.get("property") == "media:duration"]
    seconds = {m.get("refines"): float(m.text[:-1]) for m in metas}
    assert seconds.pop(None) == pytest.approx(sum(seconds.values()), abs=0.002)
    assert set(seconds) == {"#c1-smil", "#c2-smil", "#c3-smil"}


def test_the_same_episode_gives_the_same_bytes(made: tuple[Path, Episode]) -> None:
    folder, episode = made
    first = write_epub(folder, SHOW, episode).read_bytes()
    assert write_epub(folder, SHOW, episode).read_bytes() == first


def test_hard_text_is_text(made: tuple[Path, Episode]) -> None:
    folder, episode = made
    hard = "]]> <b>&amp;\x00\x1b"
    line = replace(episode.lines[0], text=hard, speaker=hard, via=hard, chapter=hard)
    other = replace(episode, name="hard", title=hard, description=hard, lines=(line,))
    with zipfile.ZipFile(write_epub(folder, SHOW, other)) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".smil", ".opf", ".xml")):
                etree.fromstring(book.read(name))


def test_without_an_mp3_or_without_a_word_there_is_no_book(made: tuple[Path, Episode], tmp_path: Path) -> None:
    _, episode = made
    with pytest.raises(InputError, match="is gone"):
        write_epub(tmp_path, SHOW, episode)
    with pytest.raises(InputError, match="nothing is spoken"):
        write_epub(tmp_path, SHOW, replace(episode, lines=()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.clients
def test_epubcheck_is_content(made: tuple[Path, Episode]) -> None:
    epubcheck, java = shutil.which("epubcheck"), shutil.which("java")
    if not epubcheck or not java:
        pytest.skip("SKIPPED LOUDLY: epubcheck or java is not installed")
    path = write_epub(made[0], SHOW, made[1])
    done = subprocess.run([java, "-jar", epubcheck, str(path)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
