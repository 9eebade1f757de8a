"""Documents -> ``scripts/NAME.md``, and what a person may ask of a document or a script.

The order is: read, clean, attribute, compose, format. Addresses and documents from outside the project are stored under
``scripts/sources/`` first, so that a build never depends on the network or on somebody's downloads.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from narrate.cache import write_atomically
from narrate.config import Settings
from narrate.errors import InputError, NarrateError, raise_all
from narrate.model import ANNOUNCER, Document, Dropped, Origin, Script, Source, Speech
from narrate.safe_text import visible
from narrate.studio.identity import episode_guid, timestamp
from narrate.studio.project import Project
from narrate.writing.compose import compose, known_lines
from narrate.writing.ingest.files import read_bytes, read_stream
from narrate.writing.ingest.provenance import provenance_of
from narrate.writing.ledger import Ledger, Reading, account, words
from narrate.writing.script import format as format_script
from narrate.writing.titles import title_of

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]+)://")

SHOW_FILE = """\
# The show: what every episode has in common. Change these lines before you write more scripts: the announcer says them.

[show]
title = "Narrated"
# station = "Radio Harbour"
# description = "What the show is about."
# author = "Your name"
# owner_name = "Your name"
# owner_email = "you@example.org"
# address = "https://example.org/radio/"     # where the output folder will be reached; needed before you publish

[announcer]
opening = ["This is {station}.", "{show}. {title}."]
archive = ["From the archive."]            # before what is heard as an old recording; {speaker} is whose words it has
closing = ["You have been listening to {show}."]
sign_off = ""
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What `write` made."""

    path: Path
    script: Script
    unchanged: bool  #: the same script was there already
    words: tuple[tuple[str, int], ...]  #: speaker and number of words, most first
    first_show: Path | None  #: the show file, where this was the first script and it was made
    doubtful: tuple[str, ...]  #: quotations whose speaker is not known
    copied: tuple[Path, ...]  #: documents that were stored in the project


def write(
    project: Project,
    name: str,
    documents: Sequence[str],
    *,
    title: str = "",
    force: bool = False,
    keep: frozenset[str] = frozenset(),
    allow_local: bool = False,
) -> Written:
    """Make ``scripts/NAME.md`` of documents.

    A script that is there already is only replaced with `force`; then it is kept beside as ``NAME.md.bak`` and lends
    its guid and date. Raises InputError for documents that cannot be read, all of them together.
    """
    settings = project.settings()
    _refuse_document(name, documents)
    name = project.name_of(name)
    path = project.script_file(name)
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else None
    if before is not None and not force:
        raise InputError(
            "this script exists already, and may have been edited",
            where=project.shown(path),
            hint="choose another name, or add --force (the old script is kept as .bak)",
        )
    places, copied = store(project, documents, allow_local=allow_local)
    try:
        readings = read_sources(project, places, settings=settings, keep=keep)
        _refuse_silence(readings, documents)
    except NarrateError:
        _forget(copied)
        raise
    made = compose(
        [reading.script for reading in readings],
        sources=[_recorded(reading.document) for reading in readings],
        title=title or _title(readings, name),
        settings=settings,
    )
    guid, date = _identity(project, name, settings, before)
    made = replace(made, guid=guid, date=date)
    text = format_script(made)
    if before is not None and before != text:
        write_atomically(path.with_name(path.name + ".bak"), before.encode())
    if before != text:
        write_atomically(path, text.encode())
    first_show = None
    if not project.show_file.exists():
        write_atomically(project.show_file, SHOW_FILE.encode())
        first_show = project.show_file
    return Written(
        path=path,
        first_show=first_show,
        script=made,
        unchanged=before == text,
        words=count_words(made),
        doubtful=_doubtful(made, settings.voices.least_confidence),
        copied=copied,
    )


def _doubtful(script: Script, least: float) -> tuple[str, ...]:
    """Return what is somebody's words, nobody being sure whose."""
    return tuple(
        speech.text
        for speech in script.speeches()
        if speech.rule == "unknown" or (speech.kind != "narration" and speech.confidence < least)
    )


def _refuse_document(name: str, documents: Sequence[str]) -> None:
    if _SCHEME.match(name) or (Path(name).suffix != ".md" and _path(name).is_file()):
        raise InputError(
            f"{name!r} is a document; the name of the episode comes before the documents",
            hint=f"narrate write NAME {shlex.join((name, *documents))}",
        )


def _refuse_silence(readings: Sequence[Reading], documents: Sequence[str]) -> None:
    if not any(reading.script.speeches() for reading in readings):
        raise InputError(
            "there is nothing to say in these documents",
            where=", ".join(documents),
            hint="narrate inspect DOCUMENT shows what was left out and why; --keep REASON keeps it",
        )


def count_words(script: Script) -> tuple[tuple[str, int], ...]:
    """Return who speaks how many words, most first."""
    counter: Counter[str] = Counter()
    for speech in script.speeches():
        counter[speech.speaker] += len(words(speech.text))
    return tuple(counter.most_common())


def _title(readings: Sequence[Reading], name: str) -> str:
    return next((title for reading in readings if (title := title_of(reading.document))), name)


def _identity(project: Project, name: str, settings: Settings, before: str | None) -> tuple[str, str]:
    """Return guid and date: the ones that the script had, else new ones."""
    if before is not None:
        try:
            old = project.read_script(name)
        except NarrateError:
            old = Script(title="")
        if old.guid and old.date:
            return old.guid, old.date
    return episode_guid(settings.show, name), timestamp()


def _recorded(document: Document) -> Source:
    """Return what the head of the script says of a source."""
    return replace(document.source, title=document.source.title or document.title)


# --- sources -------------------------------------------------------------------------------------------------------


def store(project: Project, documents: Sequence[str], *, allow_local: bool) -> tuple[list[Path], tuple[Path, ...]]:
    """Return a file inside or near the project for each document, and which of them had to be stored first.

    Standard input (``-``), addresses and files from outside the project are stored under ``scripts/sources/``.
    """
    folder = project.scripts / "sources"
    before = frozenset(folder.iterdir()) if folder.is_dir() else frozenset()
    places: list[Path] = []
    problems: list[NarrateError] = []
    for given in documents:
        try:
            places.append(_stored(project, given, folder, allow_local=allow_local))
        except NarrateError as error:
            problems.append(error)
    # What another script has stored before is neither new nor ours to remove.
    copied = tuple(place for place in places if place.parent == folder and place not in before)
    if problems:
        _forget(copied)
    raise_all(problems)
    return places, copied


def _forget(copied: Sequence[Path]) -> None:
    """Remove stored documents, and what was noted of their addresses: who is refused leaves nothing behind."""
    for place in copied:
        place.unlink(missing_ok=True)
        provenance_of(place).unlink(missing_ok=True)


def _stored(project: Project, given: str, folder: Path, *, allow_local: bool) -> Path:
    """Return the file of a document inside the project."""
    if given == "-":
        data = read_stream(sys.stdin.buffer)
        place = folder / f"stdin-{hashlib.sha256(data).hexdigest()[:8]}.txt"
        write_atomically(place, data)
        return place
    if _is_web(given):
        return _fetched(given, folder, allow_local=allow_local)
    path = _path(given)
    if not path.exists() and (project.scripts / given).exists():
        path = project.scripts / given
    if path.resolve().is_relative_to(project.root.resolve()):
        return path
    data = read_bytes(path)
    # The head of the script names the copy, so its name is one that a person can read.
    place = folder / (visible(path.name) or "document")
    if place.exists() and place.read_bytes() != data:
        place = folder / f"{place.stem}-{hashlib.sha256(data).hexdigest()[:8]}{place.suffix}"
    write_atomically(place, data)
    return place


def _path(given: str) -> Path:
    """Return what was given as a path; raise InputError for one that no system can follow: too long, or in a circle."""
    path = Path(given)
    try:
        path.exists()
        path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or "its links lead in a circle"
        raise InputError(f"cannot read it: {reason}", where=given[:200], hint="check the path") from error
    return path


def _is_web(given: str) -> bool:
    """Say whether this is an address to fetch; raise InputError for an address of another kind than the web's."""
    scheme = _SCHEME.match(given)
    if scheme is None or _path(given).exists():
        return False
    if scheme[1].lower() in ("http", "https"):
        return True
    local = scheme[1].lower() == "file"
    raise InputError(
        f"{scheme[1]}:// addresses cannot be read",
        where=given,
        hint="give the path of the file" if local else "give an http:// or https:// address, or download the file",
    )


def _fetched(address: str, folder: Path, *, allow_local: bool) -> Path:
    from narrate.writing.ingest.fetch import fetch, store_fetched

    return store_fetched(fetch(address, allow_local=allow_local), folder)


def source_name(project: Project, path: Path) -> str:
    """Return a source's path as the head of a script names it: relative to the scripts folder."""
    return Path(os.path.relpath(path.resolve(), project.scripts.resolve())).as_posix()


def read_sources(
    project: Project,
    paths: Sequence[Path],
    *,
    settings: Settings,
    keep: frozenset[str] = frozenset(),
    names: Mapping[Path, str] | None = None,
) -> list[Reading]:
    """Read, clean and attribute documents; raise every problem of every document together.

    `names` says what a document is called that has no place in the project.
    """
    from narrate.writing.attribute import attribute
    from narrate.writing.clean import clean
    from narrate.writing.ingest import read

    readings: list[Reading] = []
    problems: list[NarrateError] = []
    for path in paths:
        try:
            name = (names or {}).get(path) or source_name(project, path)
            document = clean(read(path, name=name), keep=keep)
        except NarrateError as error:
            problems.append(error)
            continue
        voices = settings.voices
        script = attribute(document, unknown=voices.unknown_speaker, least=voices.least_confidence)
        readings.append(Reading(document=document, script=script))
    raise_all(problems)
    return readings


def readings_of(project: Project, script: Script, *, settings: Settings) -> list[Reading]:
    """Return the readings of a script's sources; raise InputError for each that is missing."""
    return read_sources(project, [project.scripts / source.path for source in script.sources], settings=settings)


def ledger_of(
    project: Project, script: Script, *, settings: Settings, readings: Sequence[Reading] | None = None
) -> Ledger:
    """Return the account of a script against its sources."""
    found = readings_of(project, script, settings=settings) if readings is None else readings
    return account(script, found, announcements=known_lines(settings, script))


def changed_sources(script: Script, readings: Sequence[Reading]) -> list[Source]:
    """Return the sources that are not what they were when the script was written."""
    return [
        source
        for source, reading in zip(script.sources, readings, strict=True)
        if source.sha256 and source.sha256 != reading.document.source.sha256
    ]


# --- what would be spoken ------------------------------------------------------------------------------------------


def inspect(
    project: Project, given: Sequence[str], *, keep: frozenset[str] = frozenset(), allow_local: bool = False
) -> Script:
    """Return what would be spoken of documents, or of a script with the rules and origins of its sources.

    One name of a script, or any number of documents. Nothing is written.
    """
    from narrate.writing.attribute.quotations.nested import part_nested

    settings = project.settings()
    if len(given) == 1 and _is_script(project, given[0]):
        return traced(project, project.read_script(given[0]), settings=settings)
    with TemporaryDirectory(prefix="narrate-") as folder:
        places = [_inspected(place, Path(folder), allow_local=allow_local) for place in given]
        names = {place: one for one, place in zip(given, places, strict=True) if place.parent == Path(folder)}
        readings = read_sources(project, places, settings=settings, keep=keep, names=names)
    return Script(
        title=_title(readings, "Untitled"),
        language=readings[0].document.language if readings else "en",
        segments=tuple(
            segment for reading in readings for segment in part_nested(reading.document, reading.script).segments
        ),
        dropped=tuple(_drops(readings)),
    )


def _is_script(project: Project, given: str) -> bool:
    path = _path(given)
    if path.exists():
        return (
            path.suffix == ".md" and path.resolve().parent == project.scripts.resolve() and path.stem in project.names()
        )
    return path.name.removesuffix(".md") in project.names()


def _inspected(given: str, folder: Path, *, allow_local: bool) -> Path:
    """Return where a document lies; what is no file yet is put into `folder`."""
    if given == "-":
        place = folder / "stdin.txt"
        place.write_bytes(read_stream(sys.stdin.buffer))
        return place
    return _fetched(given, folder, allow_local=allow_local) if _is_web(given) else Path(given)


def _drops(readings: Sequence[Reading]) -> list[Dropped]:
    return [drop for reading in readings for drop in reading.script.dropped]


def traced(project: Project, script: Script, *, settings: Settings) -> Script:
    """Return a script whose speeches carry the origin, kind and rule that its sources give them."""
    return account_for(project, script, settings=settings)[0]


def account_for(project: Project, script: Script, *, settings: Settings) -> tuple[Script, Ledger]:
    """Return the script as `traced` does, and its ledger."""
    ledger = ledger_of(project, script, settings=settings)
    found = iter(zip(ledger.origins, ledger.attributed, strict=True))
    segments = tuple(
        replace(
            segment, cues=tuple(_traced(cue, *next(found)) if isinstance(cue, Speech) else cue for cue in segment.cues)
        )
        for segment in script.segments
    )
    return replace(script, segments=segments, dropped=ledger.dropped), ledger


def _traced(speech: Speech, origin: Origin | None, behind: Speech | None) -> Speech:
    if behind is None:
        return replace(speech, origin=origin, rule="announcer" if speech.speaker == ANNOUNCER else "producer")
    if behind.speaker != speech.speaker:
        return replace(speech, origin=origin, kind=behind.kind, rule="producer")
    return replace(speech, origin=origin, kind=behind.kind, rule=behind.rule, confidence=behind.confidence)
