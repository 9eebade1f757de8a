"""How results look: on stdout, plain enough for a pipe, coloured only on a terminal.

Whatever comes from a document loses its control characters.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from narrate.legend import clock
from narrate.model import NARRATOR, Dropped, Origin, Script, Speech
from narrate.safe_text import strip_controls, visible

if TYPE_CHECKING:
    from rich.text import Text as RichText

    from narrate.model import Episode
    from narrate.publishing.feed.check import Finding
    from narrate.studio.cast import CastLine, LexiconShown
    from narrate.studio.check import Checked
    from narrate.studio.house import CacheShown, Examined
    from narrate.studio.produce import Built
    from narrate.studio.project import Project
    from narrate.studio.publish import Sent
    from narrate.studio.verify import Heard
    from narrate.studio.write import Written

INDENT = (0, 0, 0, 2)
MOST_VOICES = 40  #: of one engine in the list of all
WORDS_A_MINUTE = 150  #: of a documentary voice with its pauses; only for the estimate that `write` gives
COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "bright_red", "bright_cyan", "bright_green", "bright_magenta")


def say(line: str = "") -> None:
    """Print one line."""
    typer.echo(strip_controls(line))


def shorten(text: str, length: int) -> str:
    """Return a text on one line, cut with an ellipsis where it is longer than `length`."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def count(number: int, what: str) -> str:
    """Return ``1 chapter`` or ``2 chapters``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def table(rows: Iterable[Sequence[str]], *, indent: str = "  ", right: frozenset[int] = frozenset()) -> None:
    """Print rows in columns; the columns in `right` end in line."""
    lines = [[visible(cell) for cell in row] for row in rows]
    if not lines:
        return
    widths = [max(len(row[n]) for row in lines) for n in range(len(lines[0]))]
    for row in lines:
        cells = [
            cell.rjust(width) if n in right else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        typer.echo((indent + "  ".join(cells)).rstrip())


# --- write, inspect, check -----------------------------------------------------------------------------------------


def written(result: Written, project: Project, *, again: str) -> None:
    """Show what `narrate write` made; `again` is the command that would write the script once more."""
    script = result.script
    total = sum(number for _, number in result.words)
    minutes = max(1, round(total / WORDS_A_MINUTE))
    chapters = sum(bool(segment.title) for segment in script.segments)
    name = result.path.stem
    note = " (unchanged)" if result.unchanged else ""
    say(f"{project.shown(result.path)}: {count(chapters, 'chapter')}, {total} words, about {minutes} min{note}")
    say()
    say("who speaks:")
    table([(speaker, f"{number} words") for speaker, number in result.words], right=frozenset({1}))
    dropped(script.dropped)
    if result.doubtful:
        say()
        say("whose words these are is not known:")
        for text in result.doubtful:
            say(f"  {shorten(text, 90)}")
    if result.copied:
        say()
        say("kept copies of the documents: " + ", ".join(project.shown(path) for path in result.copied))
    if result.first_show is not None:
        say()
        say(f"made {project.shown(result.first_show)}: name your show there; the announcer says so after")
        say(f"  {again}")
    say()
    say(f"next: read and edit {project.shown(result.path)}, then: narrate build {name}")


def dropped(drops: Sequence[Dropped]) -> None:
    """Show what is left out, by reason."""
    if not drops:
        return
    say()
    say("left out:")
    reasons = Counter(drop.why for drop in drops)
    first = {drop.why: drop.text for drop in reversed(drops)}
    table([(why, f"{number}×", shorten(first[why], 70)) for why, number in reasons.most_common()])


def inspected_json(script: Script) -> None:
    """Print a script as JSON; the form is a contract, see DESIGN."""
    document = {
        "title": script.title,
        "segments": [
            {
                "chapter": segment.title,
                "speaker": cue.speaker,
                "text": cue.text,
                "kind": cue.kind,
                "rule": cue.rule,
                "confidence": round(cue.confidence, 3),
                "origin": _origin(cue.origin),
                **({"via": cue.via} if cue.via else {}),
            }
            for segment in script.segments
            for cue in segment.cues
            if isinstance(cue, Speech)
        ],
        "dropped": [{"text": drop.text, "why": drop.why, "origin": _origin(drop.origin)} for drop in script.dropped],
    }
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _origin(origin: Origin | None) -> dict[str, Any] | None:
    return None if origin is None else {"path": origin.path, "start": origin.start, "end": origin.end}


def inspected(script: Script) -> None:
    """Show a page as it would be spoken: a colour a speaker, the rule beside, left-out text struck through in place."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    colours = {name: "" if name == NARRATOR else COLOURS[n % len(COLOURS)] for n, name in enumerate(script.speakers())}
    console.print(Text(visible(script.title), style="bold"))
    waiting = _by_place(script.dropped)
    for segment in script.segments:
        console.print()
        console.print(Text(visible(f"## {segment.title}"), style="bold underline"))
        for speech in (cue for cue in segment.cues if isinstance(cue, Speech)):
            for drop in _before(speech.origin, waiting):
                console.print(Padding(_struck(drop), INDENT))
            via = f", text by {speech.via}" if speech.via else ""
            line = Text()
            line.append(visible(f"{speech.speaker}{via}"), style=f"bold {colours[speech.speaker]}".strip())
            line.append(f"  [{speech.rule or speech.kind} {speech.confidence:.2f}]", style="dim")
            console.print(line)
            console.print(Padding(Text(visible(speech.text), style=colours[speech.speaker]), INDENT))
    for drops in waiting.values():
        for drop in drops:
            console.print(Padding(_struck(drop), INDENT))


def _by_place(drops: Sequence[Dropped]) -> dict[str, list[Dropped]]:
    """Return what is left out of each source, in its order."""
    places: dict[str, list[Dropped]] = {}
    for drop in sorted(drops, key=lambda drop: drop.origin.start):
        places.setdefault(drop.origin.path, []).append(drop)
    return places


def _before(origin: Origin | None, waiting: dict[str, list[Dropped]]) -> Iterator[Dropped]:
    """Yield, and take away, what stands before a place in its source."""
    drops = waiting.get(origin.path, []) if origin is not None else []
    while drops and origin is not None and drops[0].origin.start < origin.start:
        yield drops.pop(0)


def _struck(drop: Dropped) -> RichText:
    from rich.text import Text

    line = Text(visible(shorten(drop.text, 200)), style="strike dim")
    line.append("  ").append(f"[left out: {visible(drop.why)}]", style="not strike dim")
    return line


def checked(result: Checked, *, verbose: bool) -> None:
    """Show the account of a script."""
    say(f"{result.name}: {result.summary}")
    for problem in result.problems:
        say(f"  error: {problem}")
        if problem.hint:
            say(f"    hint: {problem.hint}")
    for note in result.notes:
        say(f"  {note}")
    details = result.details if verbose else ()
    for detail in details:
        say(f"    {detail}")
    if result.details and not verbose:
        say(f"  {count(len(result.details), 'more line')} with narrate -v check {result.name}")


def findings(found: Sequence[Finding]) -> None:
    """Show what is wrong with a feed."""
    for finding in found:
        say(f"{finding.level}: {finding.message}")
    errors = sum(finding.level == "error" for finding in found)
    say(f"{count(errors, 'error')}, {count(len(found) - errors, 'warning')}")


# --- build ---------------------------------------------------------------------------------------------------------


def built(result: Built, project: Project) -> None:
    """Show what `narrate build` made: the facts, who reads whom, and where to hear it."""
    episode = result.episode
    path = project.shown(result.path)
    if result.unchanged:
        say(f"{path}: nothing changed")
        return
    size = result.path.stat().st_size / 1e6
    speakers = len({line.speaker for line in episode.lines})
    say(
        f"{path}: {clock(episode.duration_seconds)}, {size:.1f} MB, "
        f"{count(len(episode.chapters), 'chapter')}, {count(speakers, 'speaker')}"
    )
    facts = [
        ("voiced", _kept(result.voiced, result.takes, "sentence")),
        ("encoded", _kept(result.encoded, result.pieces, "piece")),
    ]
    if episode.loudness is not None:
        facts.append(
            (
                "loudness",
                f"{episode.loudness.integrated_lufs:.1f} LUFS, true peak {episode.loudness.true_peak_dbtp:.1f} dBTP, "
                f"range {episode.loudness.range_lu:.1f} LU",
            )
        )
    facts.append(("ledger", result.ledger))
    table(facts)
    say("  read by")
    table(result.cast, indent="    ")
    beside = sorted(name.removeprefix(path.removesuffix("mp3")) for name in result.files if name != path)
    say(f"  beside it: {', '.join(beside)}")
    if not result.draft:
        page = project.shown(result.path.with_suffix(".html"))
        say(f"next: listen to {path}, read along in {page}, or subscribe: narrate serve")


def _kept(made: int, of: int, what: str) -> str:
    return count(of, what) if made == of else f"{made} of {count(of, what)}; {of - made} kept from before"


def timelines(episodes: Sequence[Episode]) -> None:
    """Draw episodes as bars: who speaks when, a column a piece of time."""
    width = 72
    for episode in episodes:
        say(f"{episode.title}  {clock(episode.duration_seconds)}")
        speakers = list(dict.fromkeys(line.speaker for line in episode.lines))
        step = max(episode.duration_seconds, 0.001) / width
        name_width = max((len(speaker) for speaker in speakers), default=0)
        for speaker in speakers:
            row = [" "] * width
            for line in episode.lines:
                if line.speaker == speaker:
                    for column in range(int(line.start_seconds / step), min(width, int(line.end_seconds / step) + 1)):
                        row[column] = "█"
            say(f"  {speaker.ljust(name_width)} {''.join(row)}")
        marks = [" "] * width
        for chapter in episode.chapters:
            marks[min(width - 1, int(chapter.start_seconds / step))] = "|"
        say(f"  {'chapters'.ljust(name_width)} {''.join(marks)}")
        for chapter in episode.chapters:
            say(f"  {clock(chapter.start_seconds).rjust(8)}  {chapter.title}")


# --- the rest ------------------------------------------------------------------------------------------------------


def cast(lines: Sequence[CastLine]) -> None:
    """Show who reads whom."""
    table(
        [
            ("speaker", "gender", "voice", "engine", "chosen by", "words"),
            *((line.speaker, line.gender, line.voice, line.engine, line.reason, str(line.words)) for line in lines),
        ]
    )


def voices(engines: Sequence[Any], only: set[str], *, every: bool) -> None:
    """Show the voices of engines: offline or not, licence, languages, and the voices by name."""
    for engine in engines:
        offered = [voice for voice in engine.voices() if not only or voice.name in only]
        if only and not offered:
            continue
        languages = sorted({voice.language for voice in offered})
        reach = "works offline" if engine.offline else "TEXT LEAVES THIS MACHINE"
        say(f"{engine.name}: {reach}; licence: {engine.licence}")
        if not offered:
            say(f"  no voices yet: name them under [engines.{engine.name}] in scripts/show.toml")
            continue
        say(f"  {len(offered)} voices; languages: {shorten(', '.join(languages), 90)}")
        listed = offered if every or len(offered) <= MOST_VOICES else offered[:8]
        table([(voice.name, voice.language, voice.gender, voice.description) for voice in listed], indent="    ")
        if len(listed) < len(offered):
            say(f"    ... all of them: narrate voices --engine {engine.name}")


def lexicon(result: LexiconShown) -> None:
    """Show how names are spoken."""
    table([(entry.word, entry.say or "", entry.ipa or "") for entry in result.entries])
    if result.note:
        say(result.note)


def files(paths: Sequence[Path], project: Project, *, note: str = "") -> None:
    """Show which files were made, or what else `note` says of them."""
    for path in paths:
        say(note + project.shown(path))


def sent(result: Sent) -> None:
    """Show what `narrate publish` did."""
    for line in result.lines:
        say(line)


def heard(result: Heard, *, verbose: bool) -> None:
    """Show what the recogniser did not understand."""
    for fault in result.faults:
        say(f"{fault.where}: {fault.kind}: {shorten(fault.text, 70)}")
        say(f"  heard: {shorten(fault.heard, 90)}")
    say(result.summary)
    if verbose:
        for line in result.details:
            say(f"  {line}")


def examined(found: Sequence[Examined]) -> None:
    """Show what `narrate doctor` found."""
    for finding in found:
        say(f"{'ok  ' if finding.good else 'FAIL'}  {finding.what}: {finding.message}")
        if not finding.good and finding.hint:
            say(f"      hint: {finding.hint}")


def cache(result: CacheShown) -> None:
    """Show the size of the cache."""
    say(f"{result.address}: {result.entries} entries, {result.size / 1e6:.1f} MB")
    if result.freed is not None:
        say(f"removed {result.freed / 1e6:.1f} MB")
