"""What `write`, `inspect` and `check` are given: names, paths, addresses, and lines that look like labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Narrate

PAGE = "scripts/sources/ferry.txt"


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "a/b", "..\\evil", "sources/evil", ".."])
def test_a_name_with_a_path_makes_no_file_anywhere(project: Path, narrate: Narrate, name: str) -> None:
    before = sorted(project.parent.rglob("*"))
    refused = narrate("write", name, PAGE)
    assert refused.code == 3
    assert "hint: " in refused.err
    assert sorted(project.parent.rglob("*")) == before


@pytest.mark.parametrize("name", ["ferry", "ferry.md", "scripts/ferry.md", "./scripts/ferry"])
def test_a_script_is_also_known_by_its_path(project: Path, narrate: Narrate, name: str) -> None:
    narrate("write", "ferry", PAGE)
    assert narrate("check", name).code == 0
    assert narrate("check", str(project / "scripts/ferry.md")).code == 0


def test_from_a_folder_below_the_project_is_found(
    project: Path, narrate: Narrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrate("write", "ferry", PAGE)
    monkeypatch.chdir(project / "scripts")
    assert narrate("check", "ferry.md").code == 0
    assert narrate("write", "pier", "sources/ferry.txt").code == 0
    assert (project / "scripts/pier.md").is_file()


@pytest.mark.parametrize("name", ["index", "Cover", "README", "ferry.transcript", "ferry.chapters"])
def test_a_name_that_the_show_needs_for_itself_is_refused(project: Path, narrate: Narrate, name: str) -> None:
    refused = narrate("write", name, PAGE)
    assert refused.code == 3
    assert "another name" in refused.err


def test_documents_without_a_name_before_them_are_noticed(project: Path, narrate: Narrate) -> None:
    refused = narrate("write", PAGE, PAGE)
    assert refused.code == 3
    assert f"narrate write NAME {PAGE} {PAGE}" in refused.err
    assert "is a document" in narrate("write", "https://example.org/ferry", PAGE).err


@pytest.mark.parametrize("command", [("write", "x"), ("inspect",)])
@pytest.mark.parametrize(("address", "hint"), [("ftp://example.org/a.txt", "https://"), ("file:///a.txt", "the path")])
def test_an_address_of_another_kind_is_named_with_those_that_are_understood(
    project: Path, narrate: Narrate, command: tuple[str, ...], address: str, hint: str
) -> None:
    refused = narrate(*command, address)
    assert refused.code == 3
    assert f"{address.partition('://')[0]}:// addresses cannot be read" in refused.err
    assert hint in refused.err


def test_inspect_fetches_an_address_and_keeps_nothing(
    project: Path, narrate: Narrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    from narrate.writing.ingest.fetch import Fetched

    page = Fetched(
        data=(project / PAGE).read_bytes(),
        url="https://example.org/ferry.txt",
        retrieved="2026-11-22T09:00:00Z",
        content_type="text/plain",
        charset="",
    )
    monkeypatch.setattr("narrate.writing.ingest.fetch.fetch", lambda _address, **_options: page)
    before = sorted(project.rglob("*"))
    shown = narrate("inspect", "https://example.org/ferry.txt", "--json")
    assert shown.code == 0, shown.err
    assert json.loads(shown.out)["segments"][0]["origin"]["path"] == "https://example.org/ferry.txt"
    assert sorted(project.rglob("*")) == before


def test_a_write_that_fails_leaves_what_others_stored_and_nothing_of_its_own(
    project: Path, narrate: Narrate, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("The tug left at seven. Nobody was on board.", encoding="utf-8")
    stored = project / "scripts/sources/outside.txt"
    assert narrate("write", "x", str(outside), "nothing.txt").code == 3
    assert not stored.exists()
    assert narrate("write", "tug", str(outside)).code == 0
    assert narrate("write", "x", str(outside), "nothing.txt").code == 3
    assert stored.is_file()
    assert narrate("check", "tug").code == 0


def test_a_line_that_only_looks_like_a_label_is_told_by_check_and_by_build(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", PAGE)
    path = project / "scripts/ferry.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nAda Lund: Good night.\n", encoding="utf-8")
    line = len(path.read_text(encoding="utf-8").splitlines())
    told = f"scripts/ferry.md:{line}: 'Ada Lund:' is read aloud; if Ada Lund speaks here, write **Ada Lund:**"
    assert told in narrate("check", "ferry").out
    assert told in narrate("build", "ferry").err


def test_the_name_of_the_site_is_not_the_title_of_the_programme(project: Path, narrate: Narrate) -> None:
    page = project / "page.txt"
    page.write_text(
        "The Fenside Courier\n\nNews | Sport | Weather\n\nFerry found with nobody on board\n\n"
        "The ferry was found on Sunday, two miles from the pier, with its lamps lit. Nobody has claimed it since.\n",
        encoding="utf-8",
    )
    assert narrate("write", "found", "page.txt").code == 0
    script = (project / "scripts/found.md").read_text(encoding="utf-8")
    assert "title: Ferry found with nobody on board" in script


def test_a_file_whose_name_cannot_be_one_keeps_no_other_from_being_built(project: Path, narrate: Narrate) -> None:
    for name in ("a script", "good"):
        (project / f"scripts/{name}.md").write_text("---\ntitle: x\n---\n\nHello.\n", encoding="utf-8")
    checked = narrate("check")
    assert checked.code == 3
    assert "good: " in checked.out
    assert "such as a-script" in checked.out
    built = narrate("build", "--all")
    assert built.code == 3
    assert "such as a-script" in built.err
    assert (project / "output/good.mp3").is_file()


def test_a_script_in_another_encoding_is_named_with_the_line_of_its_first_odd_letter(
    project: Path, narrate: Narrate
) -> None:
    (project / "scripts/latin.md").write_bytes("---\ntitle: x\n---\n\nHello.\n\nA café.\n".encode("latin-1"))
    checked = narrate("check", "latin")
    assert checked.code == 3
    assert "scripts/latin.md:7: it is no UTF-8 text" in checked.out
