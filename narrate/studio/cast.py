"""Who reads whom, which voices there are, and how names are spoken."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.cache import write_atomically
from narrate.config import Settings
from narrate.errors import InputError, NarrateError, raise_all
from narrate.model import ANNOUNCER, NARRATOR, UNKNOWN, Script, Speech, Voice
from narrate.plugins import Engine, VoiceInfo, find, names
from narrate.report import Reporter, Silent
from narrate.studio.project import Project
from narrate.studio.write import count_words
from narrate.writing.script import format_cast

if TYPE_CHECKING:
    from narrate.production.cast import CastBook

EMBEDDED = ("hibari", "kokoro")
NEAR_NAME = 0.9  #: likeness from which two speakers may be one, misspelt
SAMPLE_TEXT = "This is how I sound when I read to you. In nineteen fifty-six, nobody in the hall moved."


@dataclass(frozen=True, slots=True, kw_only=True)
class CastLine:
    """Who reads a speaker, and why."""

    speaker: str
    voice: str
    engine: str
    gender: str  #: of the speaker: female, male, or empty when nothing tells
    reason: str  #: script, show, cast book, chosen
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFound:
    """A name that no lexicon knows."""

    name: str
    says: str  #: what each engine would say


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconShown:
    """The entries of a lexicon, and what was done with it."""

    entries: tuple[Any, ...]
    note: str


# --- casting -------------------------------------------------------------------------------------------------------


def engines_of(settings: Settings, script: Script | None = None) -> dict[str, Engine]:
    """Return the engines that a script may need, made with the show's options; none has loaded a voice."""
    wanted = EMBEDDED if settings.voices.engine == "embedded" else (*EMBEDDED, settings.voices.engine)
    named = tuple(voice.engine for voice in script.cast.values() if voice.engine) if script is not None else ()
    return {
        name: find("engine", name)(dict(settings.engines.get(name, {}))) for name in dict.fromkeys((*wanted, *named))
    }


def cast_script(
    project: Project,
    name: str,
    script: Script,
    *,
    settings: Settings,
    engines: Mapping[str, Engine],
    draft: bool = False,
    newcomers: bool = False,
    remembers: bool = True,
    reporter: Reporter,
) -> Script:
    """Return the script with a voice for everybody; with `remembers`, people who are new go into the show's cast book.

    Raises InputError, with its line, for a speaker that the script's own cast has forgotten (unless `newcomers` are
    welcome) and for unknown voices.
    """
    from narrate.production.cast import CastBook, format_book, read_book, remember
    from narrate.production.cast import cast as cast_speakers
    from narrate.writing.attribute import genders

    book = read_book(project.cast_file) if project.cast_file.is_file() else CastBook()
    where = project.shown(project.script_file(name))
    if not newcomers:
        _refuse_forgotten(script, book, where=where, name=name)
    known = genders([speech.text for speech in script.speeches()], script.speakers())
    made = cast_speakers(
        script,
        settings=settings,
        genders=known,
        book=book,
        engines=engines,
        engine=settings.voices.engine,
        draft=draft,
        where=where,
        text=project.read_script_text(name),
    )
    # Only what the embedded voices were chosen for is kept: a build with another engine, or a draft, is an exception.
    if remembers and not draft and settings.voices.engine == "embedded":
        grown = remember(book, made, known)
        if grown != book:
            write_atomically(project.cast_file, format_book(grown).encode())
    for engine in {voice.engine for voice in made.cast.values()}:
        if notice := getattr(engines[engine], "notice", ""):
            reporter.warned(notice)
    return made


def _refuse_forgotten(script: Script, book: CastBook, *, where: str, name: str) -> None:
    """Once a head casts people, a speaker without a line is more likely misspelt than new."""
    if not script.cast.keys() - set(_NOBODY):
        return
    problems: list[NarrateError] = []
    first = {speech.speaker: speech.line for speech in reversed(script.speeches())}
    for speaker in script.speakers():
        if speaker in script.cast or speaker in (NARRATOR, ANNOUNCER, UNKNOWN) or book.find(speaker):
            continue
        meant = difflib.get_close_matches(speaker, [*script.cast, NARRATOR, ANNOUNCER], n=1, cutoff=0.8)
        near = f"did you mean {meant[0]!r}? if not, " if meant else ""
        problems.append(
            InputError(
                f"no voice for {speaker!r}",
                where=f"{where}:{first[speaker]}",
                hint=near + f"add a line to the cast at the top of the script, or run: narrate cast {name} --write",
            )
        )
    raise_all(problems)


def near_names(script: Script) -> list[tuple[str, str]]:
    """Return pairs of speakers whose names differ by a slip of the pen."""
    speakers = script.speakers()
    return [
        (one, other)
        for number, one in enumerate(speakers)
        for other in speakers[number + 1 :]
        if difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio() > NEAR_NAME
    ]


def cast(
    project: Project, name: str, *, changes: Sequence[str] = (), write_head: bool = False, remembers: bool = True
) -> tuple[CastLine, ...]:
    """Return who reads whom; first make the `changes` (``SPEAKER=VOICE``), with `write_head` fill the script's head.

    A person has one voice in the whole show, so a change goes into the cast book; a script that names a voice for the
    speaker itself, and the narrator and announcer, who are nobody, are changed in the script's head.
    """
    from narrate.production.cast import assign, format_book, read_book

    settings = project.settings()
    script = project.read_script(name)
    if changes or write_head:
        new = dict(_change(change, script) for change in changes)
        # Checked before it is written: a misspelt voice must not reach a file.
        tried = replace(script, cast={**script.cast, **new})
        made = _cast_quietly(project, name, tried, settings=settings, newcomers=write_head or not script.cast)
        book = read_book(project.cast_file)
        grown = assign(book, {speaker: voice for speaker, voice in new.items() if speaker not in _NOBODY})
        if grown != book:
            write_atomically(project.cast_file, format_book(grown).encode())
        head = script.cast if not write_head else {speaker: made[speaker] for speaker in script.speakers()}
        chosen = {**head, **{who: voice for who, voice in new.items() if who in _NOBODY}}
        for who in new.keys() & script.cast.keys():
            chosen[who] = replace(script.cast[who], name=new[who].name, engine=new[who].engine)
        if chosen != script.cast:
            text = with_cast(project.read_script_text(name), chosen)
            write_atomically(project.script_file(name), text.encode())
            script = project.read_script(name)
    before = read_book(project.cast_file)
    made = _cast_quietly(project, name, script, settings=settings, remembers=remembers)
    spoken, told = dict(count_words(script)), _genders(script, before)
    return tuple(
        CastLine(
            speaker=speaker,
            voice=voice.name + (f" through {voice.effect}" if voice.effect else ""),
            engine=voice.engine,
            gender=told[speaker],
            reason=_reason(speaker, script, before),
            words=spoken.get(speaker, 0),
        )
        for speaker, voice in made.items()
    )


_NOBODY = (NARRATOR, ANNOUNCER, UNKNOWN)


def _reason(speaker: str, script: Script, book: CastBook) -> str:
    if speaker in script.cast:
        return "script"
    if speaker in (NARRATOR, ANNOUNCER):
        return "show"
    return "cast book" if book.find(speaker) else "chosen"


def _genders(script: Script, book: CastBook) -> dict[str, str]:
    from narrate.writing.attribute import genders

    known = genders([speech.text for speech in script.speeches()], script.speakers())
    people = {speaker: book.find(speaker) for speaker in script.speakers()}
    return {who: known.get(who) or (person.gender if person else "") for who, person in people.items()}


def _cast_quietly(
    project: Project,
    name: str,
    script: Script,
    *,
    settings: Settings,
    newcomers: bool = False,
    remembers: bool = True,
) -> dict[str, Voice]:
    engines = engines_of(settings, script)
    made = cast_script(
        project,
        name,
        script,
        settings=settings,
        engines=engines,
        newcomers=newcomers,
        remembers=remembers,
        reporter=Silent(),
    )
    return dict(made.cast)


def stresses(project: Project, name: str, script: Script) -> Callable[[Speech], bool]:
    """Return whether the voice of a speech stresses a word between stars; nobody's does while the cast is faulty."""
    from narrate.production.record import emphasises

    settings = project.settings()
    stressing: set[str] = set()
    try:
        made = _cast_quietly(project, name, script, settings=settings, remembers=False)
        offered = engines_of(settings, script)
        stressing = {speaker for speaker, voice in made.items() if emphasises(offered[voice.engine])}
    except NarrateError:
        pass  # told with the problems of the cast
    return lambda speech: speech.speaker in stressing


def _change(change: str, script: Script) -> tuple[str, Voice]:
    speaker, equals, voice = change.partition("=")
    speaker, voice = speaker.strip(), voice.strip()
    if not equals or not voice:
        raise InputError(f"cannot read {change!r}", hint='write --set "SPEAKER=VOICE"')
    if speaker not in script.speakers():
        raise InputError(f"{speaker!r} does not speak in this script", hint="it has: " + ", ".join(script.speakers()))
    engine, colon, voice_name = voice.partition(":")
    if colon and engine in names("engine"):
        return speaker, Voice(name=voice_name, engine=engine)
    return speaker, Voice(name=voice)


def with_cast(text: str, cast: Mapping[str, Voice]) -> str:
    """Return the text of a script with another cast in its head; nothing else of the file is touched."""

    lines = text.splitlines(keepends=True)
    marks = [number for number, line in enumerate(lines) if line.rstrip() == "---"][:2]
    head = lines[marks[0] + 1 : marks[1]]
    kept, inside = [], False
    for line in head:
        if re.match(r"cast\s*:", line):
            inside = True
        elif inside and not re.match(r"\s|#", line):
            inside = False
        if not inside:
            kept.append(line)
    return "".join([*lines[: marks[0] + 1], *kept, format_cast(cast), *lines[marks[1] :]])


# --- voices --------------------------------------------------------------------------------------------------------


def engines(project: Project, only: str = "", *, voices: Sequence[str] = ()) -> list[Engine]:
    """Return every engine that loads, or one of them; raise InputError where none has one of these `voices`."""
    settings = project.settings()
    wanted = (only,) if only and only != "embedded" else EMBEDDED if only else names("engine")
    found = []
    for name in wanted:
        try:
            found.append(find("engine", name)(dict(settings.engines.get(name, {}))))
        except NarrateError:
            if only:
                raise
    offered = [info.name for engine in found for info in engine.voices()] if voices else []
    for voice in voices:
        if voice not in offered and not any(_accepts(engine, voice) for engine in found):
            near = difflib.get_close_matches(voice, offered, n=3)
            hint = f"did you mean {', '.join(near)}?" if near else "narrate voices lists them"
            raise InputError(f"no voice named {voice!r}", hint=hint)
    return found


def _accepts(engine: Engine, voice: str) -> bool:
    """Say whether an engine makes a voice that it does not list, such as a blend."""
    accepts = getattr(engine, "accepts", None)
    return bool(accepts and accepts(voice))


def _named(voice: str) -> VoiceInfo:
    return VoiceInfo(name=voice, language="", gender="", description="a blend")


def sample(project: Project, voices: Sequence[str], *, engine: str, to: Path, text: str) -> list[Path]:
    """Make a WAV of one voice, or of each in a folder; return the files."""
    from narrate.audio import encode_wav

    found = engines(project, engine or "embedded", voices=voices)
    offered = [(made, info) for made in found for info in made.voices()]
    if voices:
        listed = [(made, info) for made, info in offered if info.name in voices]
        blends = [voice for voice in voices if voice not in {info.name for _, info in listed}]
        offered = [*listed, *((made, _named(voice)) for voice in blends for made in found if _accepts(made, voice))]
    single = to.suffix.lower() == ".wav"
    if to.suffix and not single and not to.is_dir():
        raise InputError(
            f"a sample is a WAV file, not {to.suffix}",
            where=str(to),
            hint=f"write {to.with_suffix('.wav')}, or a folder",
        )
    if single and len(offered) != 1:
        raise InputError("one file can hold one voice", where=str(to), hint="name the voice, or give a folder")
    made_files = []
    for made, info in offered:
        clip = made.synthesize(text or SAMPLE_TEXT, Voice(name=info.name, engine=made.name)).clip
        path = to if single else to / f"{info.name}.wav"
        write_atomically(path, encode_wav(clip))
        made_files.append(path)
    return made_files


# --- names ---------------------------------------------------------------------------------------------------------


def unknown_names(project: Project, script: Script) -> list[NameFound]:
    """Return the proper names of a script that no lexicon knows, with what each engine would say.

    Of engines that take phonemes these are told, of the others the text that they are given.
    """
    from narrate.production.engines.phonemes import Phonemizer
    from narrate.production.lexicon import unknown_names as find_names
    from narrate.production.speakable import normalise
    from narrate.studio.produce import project_lexicon

    phonemizer = Phonemizer()
    text = "\n".join(speech.text for speech in script.speeches())
    by_kind: dict[bool, list[str]] = {True: [], False: []}
    for engine in engines(project):
        if engine.name != "tone":
            by_kind[engine.alphabet == "misaki"].append(engine.name)
    says: dict[str, Callable[[str], str]] = {
        ", ".join(by_kind[True]): lambda name: " ".join(piece.phonemes for piece in phonemizer(name)),
        ", ".join(by_kind[False]): lambda name: f'"{normalise(name, script.language)}"',
    }
    found = find_names(
        text,
        project_lexicon(project),
        knows=phonemizer.knows,
        says={engines_named: say for engines_named, say in says.items() if engines_named},
        language=script.language,
    )
    return [
        NameFound(name=one.name, says="; ".join(f"{engine}: {said}" for engine, said in one.said.items()))
        for one in found
    ]


def as_given(project: Project, engine: str, language: str) -> partial[str]:
    """Return what makes of a line what an engine would be given, names by the show's lexicon included."""
    from narrate.production.speakable import speakable
    from narrate.studio.produce import project_lexicon

    (made,) = engines(project, engine)[:1]
    book = project_lexicon(project)

    def said(line: str, *, language: str) -> str:
        return speakable(line, language, lexicon=book, alphabet=made.alphabet).text

    return partial(said, language=language)


def lexicon(project: Project, *, import_file: Path | None, export_file: Path | None) -> LexiconShown:
    """Return the show's lexicon; add the entries of a PLS file to it, or write it as one."""
    from narrate.production.lexicon import export_pls, format_lexicon, import_pls
    from narrate.studio.produce import project_lexicon

    book = project_lexicon(project)
    note = ""
    if import_file is not None:
        book = replace(book, entries=(*book.entries, *import_pls(import_file).entries))
        write_atomically(project.lexicon_file, format_lexicon(book).encode())
        note = f"{import_file} was added to {project.shown(project.lexicon_file)}"
    if export_file is not None:
        write_atomically(export_file, export_pls(book).encode())
        note = f"written to {export_file}"
    return LexiconShown(entries=tuple(book.entries), note=note)
