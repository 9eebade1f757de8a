"""What a person does from the first document to the last listener, and what goes wrong on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from narrate import __version__
from tests.cli.conftest import Narrate

HEAVY = ("numpy", "onnxruntime", "pydub", "gtts", "lxml", "trafilatura", "mutagen", "starlette", "PIL", "av", "rich")


def test_a_document_becomes_a_programme(project: Path, narrate: Narrate) -> None:
    wrote = narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert wrote.code == 0, wrote.err
    assert "Ada Lund" in wrote.out
    assert "navigation" in wrote.out
    script = (project / "scripts/ferry.md").read_text(encoding="utf-8")
    assert "**Ada Lund" in script
    assert "This is Radio Fen." in script

    checked = narrate("check", "ferry")
    assert checked.code == 0, checked.out

    built = narrate("build", "ferry")
    assert built.code == 0, built.err
    made = {path.name for path in (project / "output").iterdir() if not path.name.startswith(".")}
    assert {"ferry.mp3", "ferry.vtt", "ferry.srt", "ferry.chapters.json", "ferry.json"} <= made
    assert {"feed.xml", "index.html", "playlist.m3u8", "cover.jpg", "ferry.jpg"} <= made
    assert "LUFS" in built.out


def test_a_second_build_makes_nothing_again(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert narrate("build", "ferry").code == 0
    before = {path: path.stat().st_mtime_ns for path in (project / "output").rglob("*") if path.is_file()}
    again = narrate("build", "ferry")
    assert "nothing changed" in again.out
    after = {path: path.stat().st_mtime_ns for path in (project / "output").rglob("*") if path.is_file()}
    assert after == before


def test_one_changed_sentence_voices_one_sentence(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert narrate("build", "ferry").code == 0
    path = project / "scripts/ferry.md"
    path.write_text(path.read_text(encoding="utf-8").replace("The ferry left at six", "The ferry left at seven"))
    built = narrate("build", "ferry")
    assert "voiced" in built.out
    assert " 1 of " in built.out, built.out


def test_a_sidecar_tells_who_says_what_and_when(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert narrate("build", "ferry").code == 0
    said = json.loads((project / "output/ferry.json").read_text(encoding="utf-8"))
    page = (project / "scripts/sources/ferry.txt").read_text(encoding="utf-8")
    counted = next(segment for segment in said["segments"] if "eleven people" in segment["text"])
    assert counted["speaker"] == "Ada Lund"
    assert counted["engine"] == "tone"
    origin = counted["origin"]
    assert "eleven people" in page[origin["start"] : origin["end"]]
    starts = [segment["start"] for segment in said["segments"]]
    assert starts == sorted(starts)


def test_a_script_that_exists_is_not_overwritten(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    path = project / "scripts/ferry.md"
    edited = path.read_text(encoding="utf-8") + "\nOne word more.\n"
    path.write_text(edited, encoding="utf-8")
    refused = narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert refused.code == 3
    assert "--force" in refused.err
    assert path.read_text(encoding="utf-8") == edited
    forced = narrate("write", "ferry", "scripts/sources/ferry.txt", "--force")
    assert forced.code == 0
    assert (project / "scripts/ferry.md.bak").read_text(encoding="utf-8") == edited


def test_writing_again_keeps_guid_and_date(project: Path, narrate: Narrate) -> None:
    def head() -> list[str]:
        lines = (project / "scripts/ferry.md").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.startswith(("guid:", "date:"))]

    narrate("write", "ferry", "scripts/sources/ferry.txt")
    before = head()
    narrate("write", "ferry", "scripts/sources/ferry.txt", "--force")
    assert len(before) == 2
    assert head() == before


def test_an_unfaithful_script_is_named_and_refused_where_that_is_asked(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    path = project / "scripts/ferry.md"
    path.write_text(path.read_text(encoding="utf-8").replace("eleven people", "seven people"), encoding="utf-8")
    checked = narrate("check", "ferry")
    assert checked.code == 3
    assert "seven" in checked.out
    assert "eleven" in checked.out
    assert narrate("build", "ferry", "--strict").code == 3
    assert not (project / "output/ferry.mp3").exists()
    assert narrate("build", "ferry").code == 0


def test_inspect_prints_the_contract(project: Path, narrate: Narrate) -> None:
    said = json.loads(narrate("inspect", "scripts/sources/ferry.txt", "--json").out)
    assert set(said) == {"title", "segments", "dropped"}
    assert {"chapter", "speaker", "text", "kind", "rule", "confidence", "origin"} <= set(said["segments"][0])
    assert {drop["why"] for drop in said["dropped"]} >= {"navigation", "copyright"}
    assert {segment["speaker"] for segment in said["segments"]} == {"Narrator", "Ada Lund"}


def test_inspect_shows_a_person_the_page(project: Path, narrate: Narrate) -> None:
    shown = narrate("inspect", "scripts/sources/ferry.txt")
    assert shown.code == 0
    assert "Ada Lund" in shown.out
    assert "left out" in shown.out


def test_inspect_of_a_script_knows_the_rules_of_its_sources(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    said = json.loads(narrate("inspect", "ferry", "--json").out)
    counted = next(segment for segment in said["segments"] if "eleven people" in segment["text"])
    assert counted["rule"] not in ("", "producer")
    assert counted["origin"]["path"] == "sources/ferry.txt"


def test_inspect_reads_standard_input(project: Path, narrate: Narrate) -> None:
    said = json.loads(narrate("inspect", "-", "--json", stdin=b"The ferry left at six. It was late.").out)
    assert said["segments"][0]["text"].startswith("The ferry left")


def test_normalise_answers_line_for_line(narrate: Narrate) -> None:
    done = narrate("normalise", stdin=b"In 1956.\n\nPlain words.\n")
    assert done.code == 0
    assert len(done.out.splitlines()) == 3
    assert "1956" not in done.out


def test_the_cast_is_shown_and_changed(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    shown = narrate("cast", "ferry")
    assert shown.code == 0, shown.err
    assert "Ada Lund" in shown.out


def test_a_speaker_that_the_cast_forgot_is_an_error_with_its_line(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    path = project / "scripts/ferry.md"
    assert narrate("cast", "ferry", "--write").code == 0
    path.write_text(path.read_text(encoding="utf-8") + "\n**Ada Lunt** (own words): Good night.\n", encoding="utf-8")
    built = narrate("build", "ferry")
    assert built.code == 3
    line = len(path.read_text(encoding="utf-8").splitlines())
    assert f"scripts/ferry.md:{line}: no voice for 'Ada Lunt'" in built.err
    assert "hint:" in built.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("build", "fery"), 3, "no such script"),
        (("build",), 3, "which episode"),
        (("build", "x y"), 3, "cannot be the name"),
        (("build", "../ferry"), 3, "leads out of"),
        (("write", "x", "nothing.txt"), 3, "nothing.txt"),
        (("--project", "nowhere", "check"), 4, "no such folder"),
        (("serve", "nowhere"), 3, "no such folder"),
        (("nonsense",), 2, ""),
    ],
)
def test_a_fault_is_one_clear_error(
    project: Path, narrate: Narrate, words: tuple[str, ...], code: int, said: str
) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    outcome = narrate(*words)
    assert outcome.code == code
    assert said in outcome.err
    assert "Traceback" not in outcome.err


def test_an_empty_document_is_one_clear_error(project: Path, narrate: Narrate) -> None:
    (project / "empty.txt").write_text("")
    outcome = narrate("write", "x", "empty.txt")
    assert outcome.code == 3
    assert "empty.txt" in outcome.err
    assert not (project / "scripts/x.md").exists()


def test_a_missing_source_is_named_and_nothing_is_touched(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert narrate("build", "ferry").code == 0
    before = (project / "output/ferry.mp3").read_bytes()
    (project / "scripts/sources/ferry.txt").unlink()
    built = narrate("build", "ferry")
    assert built.code == 3
    assert "ferry.txt" in built.err
    assert (project / "output/ferry.mp3").read_bytes() == before


def test_two_episodes_with_one_guid_are_refused_and_the_feed_stays(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert narrate("build", "ferry").code == 0
    feed = (project / "output/feed.xml").read_bytes()
    (project / "scripts/pier.md").write_bytes((project / "scripts/ferry.md").read_bytes())
    built = narrate("build", "pier")
    assert built.code == 3
    assert "guid" in built.err
    assert (project / "output/feed.xml").read_bytes() == feed


def test_an_unknown_voice_is_named_with_near_ones(project: Path, narrate: Narrate) -> None:
    (project / "scripts/x.md").write_text("---\ntitle: x\ncast:\n  Ann: af_jesica\n---\n**Ann:** Hello.\n")
    show = project / "scripts/show.toml"
    show.write_text(show.read_text().replace('"tone"', '"embedded"'))
    built = narrate("build", "x")
    assert built.code == 3
    assert "scripts/x.md:4" in built.err
    assert "af_jessica" in built.err


def test_a_draft_stays_out_of_the_feed(project: Path, narrate: Narrate) -> None:
    show = project / "scripts/show.toml"
    show.write_text(show.read_text().replace('"tone"', '"embedded"'))
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    built = narrate("build", "ferry", "--draft")
    assert built.code == 0, built.err
    assert (project / "output/drafts/ferry.mp3").is_file()
    assert not (project / "output/feed.xml").exists()
    assert not (project / "output/ferry.mp3").exists()


def test_progress_is_told_as_json_lines_where_that_is_asked(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    built = narrate("--json-lines", "build", "ferry")
    events = [json.loads(line) for line in built.err.splitlines()]
    assert {"started", "finished"} <= {event["event"] for event in events}
    assert {"record", "render"} <= {event.get("stage") for event in events}


def test_a_folder_that_cannot_be_written_is_one_clear_error(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    (project / "output").write_text("a file where the folder should be")
    built = narrate("build", "ferry")
    assert built.code == 4
    assert "output" in built.err
    assert "hint:" in built.err


def test_a_second_build_at_the_same_time_says_so(project: Path, narrate: Narrate) -> None:
    from narrate.studio.locks import locked

    narrate("write", "ferry", "scripts/sources/ferry.txt")
    with locked(project / "output/.cache/ferry.lock", "ferry"):
        built = narrate("build", "ferry")
    assert built.code == 4
    assert "another narrate" in built.err


def test_a_source_that_changed_is_told(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    source = project / "scripts/sources/ferry.txt"
    source.write_text(source.read_text(encoding="utf-8") + "\nIt rained all night long.\n", encoding="utf-8")
    checked = narrate("check", "ferry")
    assert checked.code == 3
    assert "has changed" in checked.out
    assert "It rained all night" in checked.out


def test_publishing_needs_an_address_and_then_sends_media_and_feed(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert narrate("build", "ferry").code == 0
    sent = narrate("publish", str(project / "public"))
    assert sent.code == 0, sent.err
    assert {"feed.xml", "index.html"} <= {path.name for path in (project / "public").iterdir()}
    assert "https://example.org/fen/feed.xml" in sent.out
    show = project / "scripts/show.toml"
    show.write_text(show.read_text().replace('address = "https://example.org/fen/"\n', ""))
    assert narrate("publish", str(project / "public")).code == 4


def test_the_show_gets_its_guid_once_and_keeps_it_with_another_address(project: Path, narrate: Narrate) -> None:
    show = project / "scripts/show.toml"
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert narrate("build", "ferry").code == 0
    kept = [line for line in show.read_text().splitlines() if line.startswith("guid")]
    assert len(kept) == 1
    show.write_text(show.read_text().replace("example.org/fen", "example.net/elsewhere"))
    assert narrate("build", "ferry").code == 0
    assert [line for line in show.read_text().splitlines() if line.startswith("guid")] == kept
    assert kept[0].split('"')[1] in (project / "output/feed.xml").read_text(encoding="utf-8")


def test_an_mp3_that_was_changed_by_hand_is_not_published(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    assert narrate("build", "ferry").code == 0
    said = json.loads((project / "output/ferry.json").read_text(encoding="utf-8"))
    with (project / "output" / said["enclosure"]["file"]).open("ab") as file:
        file.write(b"more")
    sent = narrate("publish", str(project / "public"))
    assert sent.code == 3
    assert "was changed" in sent.err


def test_an_episode_that_is_withdrawn_leaves_the_feed_and_keeps_its_script(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    narrate("write", "pier", "scripts/sources/ferry.txt", "--title", "The Pier")
    assert narrate("build", "--all").code == 0
    gone = narrate("withdraw", "pier")
    assert gone.code == 0, gone.err
    assert not list((project / "output").glob("pier.*"))
    assert (project / "scripts/pier.md").is_file()
    feed = (project / "output/feed.xml").read_text(encoding="utf-8")
    assert "The Pier" not in feed
    assert "The Ferry" in feed


def test_strict_does_not_trust_a_build_that_was_made_without_it(project: Path, narrate: Narrate) -> None:
    narrate("write", "ferry", "scripts/sources/ferry.txt")
    path = project / "scripts/ferry.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n**Narrator:** Nobody wrote this.\n", encoding="utf-8")
    assert narrate("build", "ferry").code == 0
    assert narrate("build", "ferry", "--strict").code == 3


def test_a_new_project_gets_a_show_file_at_its_first_script(tmp_path: Path, narrate: Narrate) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The ferry left at six. It was the last one of the year, and nobody knew.", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    wrote = narrate("--project", str(empty), "write", "one", str(page))
    assert wrote.code == 0, wrote.err
    assert (empty / "scripts/show.toml").is_file()
    assert "show.toml" in wrote.out
    assert narrate("--project", str(empty), "check", "one").code == 0


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nsys.argv = ['narrate', '--help']\nfrom narrate.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "build" in done.stdout
    assert done.stderr.strip() == "[]"


def test_the_version_is_told(narrate: Narrate) -> None:
    assert narrate("--version").out.strip() == f"narrate {__version__}"
