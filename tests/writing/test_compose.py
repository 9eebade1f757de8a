"""What is put around and between the pages of a programme."""

from __future__ import annotations

from dataclasses import replace

from narrate.config import AnnouncerSettings, Settings
from narrate.model import ANNOUNCER, NARRATOR, Cue, Script, Segment, Speech
from narrate.writing.compose import FROM_THE_TAPE, compose, known_lines
from narrate.writing.ledger import account

TOLD = Speech(speaker=NARRATOR, text="The recording was found in a cellar. In it Ada Lund says:", kind="narration")
HEARD = Speech(speaker="Ada Lund", text="I counted eleven people on the deck.", kind="excerpt")
AFTER = Speech(speaker=NARRATOR, text="There should have been twelve. The tape goes on:", kind="narration")


def programme(*chapters: tuple[Cue, ...], settings: Settings | None = None) -> Script:
    page = Script(title="The ferry", segments=tuple(Segment(title=f"Part {n}", cues=c) for n, c in enumerate(chapters)))
    return compose([page], sources=(), title="The ferry", settings=settings or Settings())


def said(script: Script) -> list[tuple[str, str]]:
    return [(speech.speaker, speech.text) for speech in script.speeches()]


def announcing(*lines: str) -> Settings:
    return replace(Settings(), announcer=AnnouncerSettings(archive=lines))


def test_the_announcer_introduces_what_is_heard_as_a_recording() -> None:
    script = programme((TOLD, HEARD))
    at = said(script).index(("Ada Lund", HEARD.text))
    assert said(script)[at - 1] == (ANNOUNCER, "From the archive.")
    assert next(s for s in script.speeches() if s.speaker == "Ada Lund").direction == FROM_THE_TAPE


def test_a_voice_is_introduced_once_a_chapter() -> None:
    script = programme((TOLD, HEARD, AFTER, HEARD), (TOLD, HEARD))
    assert said(script).count((ANNOUNCER, "From the archive.")) == 2


def test_another_voice_with_the_same_words_is_introduced_by_itself() -> None:
    read = replace(HEARD, speaker="Harbour reader", via="Ada Lund")
    script = programme((TOLD, HEARD, AFTER, read))
    assert said(script).count((ANNOUNCER, "From the archive.")) == 2


def test_what_is_not_called_a_recording_is_not_introduced() -> None:
    script = programme((replace(TOLD, text="Later she wrote to the harbour office:"), HEARD))
    assert (ANNOUNCER, "From the archive.") not in said(script)


def test_the_introduction_names_whose_words_are_heard() -> None:
    read = replace(HEARD, speaker="Harbour reader", via="Ada Lund")
    script = programme((TOLD, read), settings=announcing("The words of {speaker}, in {show}."))
    assert (ANNOUNCER, "The words of Ada Lund, in Narrated.") in said(script)


def test_a_show_that_wants_no_introduction_gets_none() -> None:
    with_none, with_one = programme((TOLD, HEARD), settings=announcing()), programme((TOLD, HEARD))
    assert len(said(with_none)) == len(said(with_one)) - 1


def test_a_line_that_names_a_station_is_left_out_where_there_is_none() -> None:
    script = programme((TOLD, HEARD), settings=announcing("From the archive of {station}."))
    assert not any("archive" in text for speaker, text in said(script) if speaker == ANNOUNCER)


def test_the_ledger_knows_the_introduction_as_the_shows_own() -> None:
    settings = announcing("The words of {speaker}.")
    script = programme((TOLD, HEARD), settings=settings)
    added = account(script, (), announcements=known_lines(settings, script)).added
    (line,) = [one for one in added if one.text == "The words of Ada Lund."]
    assert line.why
