"""Every problem of a script at once: the ledger, the cast, the lexicon, the sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.config import Settings
from narrate.errors import InputError, NarrateError, ProblemsError
from narrate.model import ANNOUNCER, Origin, Script, Sound
from narrate.plugins import find
from narrate.studio.project import Project
from narrate.studio.write import changed_sources, ledger_of, readings_of
from narrate.writing.labels import cues_inside, unmarked_labels
from narrate.writing.ledger import Ledger, Reading

if TYPE_CHECKING:
    from narrate.production.mix import Style
    from narrate.production.sounds import Sounds

#: Sources whose text is the file itself, so that a line of it is a line in an editor; a page's is what was read of it.
WITH_LINES = (".txt", ".md", ".markdown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a script."""

    name: str
    summary: str
    problems: tuple[NarrateError, ...]  #: what must be mended
    notes: tuple[str, ...]  #: what a person should know
    details: tuple[str, ...]  #: each difference and each name, for who wants to see all


def check(project: Project, name: str) -> Checked:
    """Return the account of a script; a script that cannot even be read is a problem like others."""
    try:
        name = project.name_of(name)
        return _check(project, name, project.shown(project.script_file(name)))
    except ProblemsError as error:
        return Checked(name=name, summary="cannot be read", problems=error.problems, notes=(), details=())
    except InputError as error:
        return Checked(name=name, summary="cannot be read", problems=(error,), notes=(), details=())


def _check(project: Project, name: str, where: str) -> Checked:
    from narrate.production.mix import find_style
    from narrate.production.record import ignored_directions
    from narrate.production.sounds import Sounds
    from narrate.production.speakable import AS_WRITTEN, unruled
    from narrate.studio import cast

    settings = project.settings()
    script = project.read_script(name)
    readings = readings_of(project, script, settings=settings)
    ledger = ledger_of(project, script, settings=settings, readings=readings)
    problems = _added(ledger, where) if script.sources else []
    problems += [
        InputError(
            f"not spoken, and no reason given: {lost.text!r}",
            where=_place(lost.origin, readings),
            hint="put it back, or keep it in the script as [cut: why] and the passage",
        )
        for lost in ledger.lost
    ]
    problems += [
        InputError(
            "this source has changed since the script was written",
            where=project.shown(project.scripts / source.path),
            hint=f"look at the differences above; narrate write {name} ... --force writes the script again",
        )
        for source in changed_sources(script, readings)
    ]
    problems += _cast_problems(project, name)
    problems += _effect_problems(script, settings, where)
    sounds = Sounds(project.scripts / "sounds", rate_hz=settings.sound.rate_hz)
    problems += sound_problems(script, sounds, where=where, ours=True)
    told = " ".join(problem.message for problem in problems)
    broken = sounds.broken()
    problems += [error for error in broken if error.where not in told]
    try:
        uncredited = _uncredited(script, sounds, find_style(script.style, settings))
    except InputError as error:
        problems.append(InputError(error.message, where=where, hint=error.hint))
        uncredited = []
    ignored = ignored_directions(script, cast.stresses(project, name, script))
    notes = [f"{_count(len(ledger.dropped), 'passage')} left out, each with a reason"] if ledger.dropped else []
    notes += [f"{where}:{line}: ({direction}) changes nothing" for line, direction in ignored]
    notes += [f"{place}: {message}" for place, message in unmarked(project, name, script)]
    notes += [f"{where}:{n}: {cue} is read aloud: a cue stands on a line of its own" for n, cue in cues_inside(script)]
    notes += [
        f"{file.name}: whose is it? name its licence and source under credits: in the head"
        for file in uncredited
        if str(file) not in {error.where for error in broken}
    ]
    notes += [f"{one} and {other}: is that one person?" for one, other in cast.near_names(script)]
    tongues = (script.language, *(voice.language or script.language for voice in script.cast.values()))
    notes += [f"{language}: {AS_WRITTEN}" for language in unruled(tongues)]
    names = cast.unknown_names(project, script)
    if names:
        notes.append(
            f"{_count(len(names), 'name')} spoken by rule: {', '.join(found.name for found in names[:8])}"
            + (" ..." if len(names) > 8 else "")
            + f'; to say one otherwise: "{names[0].name}" = {{ say = "..." }} in scripts/lexicon.toml'
        )
    details = [f"{r.line}: {r.speaker}, not {r.attributed} ({r.rule}): the producer's choice" for r in ledger.recast]
    details += [f"{_place(d.origin, readings)}: left out ({d.why}): {d.text}" for d in ledger.dropped]
    details += [f"{found.name}: {found.says}" for found in names]
    if not script.sources:
        notes.append("the script names no sources: there is nothing to compare it with")
    return Checked(
        name=name,
        summary=f"{ledger.traced_words} of {ledger.spoken_words} spoken words lead back to a source; "
        f"{_count(sum(bool(a.why) for a in ledger.added), 'passage')} of the announcer's or your own",
        problems=tuple(problems),
        notes=tuple(notes),
        details=tuple(details),
    )


def _added(ledger: Ledger, where: str) -> list[NarrateError]:
    """Return a problem for each line that says what no source has."""
    lines: dict[tuple[int, str], list[str]] = {}
    for added in ledger.added:
        if not added.why:
            lines.setdefault((added.line, added.speaker), []).append(added.text)
    return [
        InputError(
            f"{speaker} says what no source has: " + ", ".join(repr(text) for text in texts),
            where=f"{where}:{line}",
            hint="if the show has another name now, say that here; else mark the line as yours: "
            f"**{ANNOUNCER}** (own words): ..."
            if speaker == ANNOUNCER
            else f"mend it, or mark the line as yours: **{speaker}** (own words): ...",
        )
        for (line, speaker), texts in lines.items()
    ]


def _place(origin: Origin, readings: Sequence[Reading]) -> str:
    """Return where a passage stands as an editor opens it: path and line, where the source has lines."""
    text = next((one.document.text for one in readings if one.document.source.path == origin.path), "")
    if not text or not origin.path.lower().endswith(WITH_LINES):
        return str(origin)
    return f"{origin.path}:{text.count(chr(10), 0, origin.start) + 1}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def sound_problems(script: Script, sounds: Sounds, *, where: str, ours: bool = False) -> list[NarrateError]:
    """Return an error, with its line, for each sound of a script that is not there or cannot be read.

    With `ours`, the sounds that narrate brings along are believed to be there: to compose them takes a moment.
    """
    from narrate.production.sounds import names

    problems: list[NarrateError] = []
    for cue in (cue for segment in script.segments for cue in segment.cues if isinstance(cue, Sound)):
        if not cue.name or (cue.kind, cue.name) == ("bed", "off") or (ours and cue.name in names(cue.kind)):
            continue
        try:
            sounds.info(cue.kind, cue.name)
        except InputError as error:
            file = f"{error.where}: " if error.where else ""
            problems.append(InputError(file + error.message, where=f"{where}:{cue.line}", hint=error.hint))
    return problems


def _uncredited(script: Script, sounds: Sounds, style: Style) -> list[Path]:
    """Return the user's sound files that are heard and that no credit in the head names."""
    usual = {"ident": style.ident, "sting": style.sting, "bed": style.bed}
    heard = {("sting", style.sting)} if style.chapter_sting and len(script.segments) > 1 else set()
    heard |= {("bed", style.bed)} if style.beds else set()
    heard |= {
        (cue.kind, cue.name or usual.get(cue.kind, ""))
        for segment in script.segments
        for cue in segment.cues
        if isinstance(cue, Sound) and cue.name != "off"
    }
    files = {file for kind, name in heard if style.sounds and (file := sounds.own_file(kind, name))}
    return sorted(file for file in files if not any(file.stem in credit for credit in script.credits))


def unmarked(project: Project, name: str, script: Script) -> list[tuple[str, str]]:
    """Return place and message for each line that looks like a label and would be read aloud."""
    where = project.shown(project.script_file(name))
    return [
        (
            f"{where}:{line}",
            f"'{label}:' is read aloud; if {label} speaks here, write **{label}:** - if not, begin the line with \\",
        )
        for line, label in unmarked_labels(script, project.read_script_text(name))
    ]


def _effect_problems(script: Script, settings: Settings, where: str) -> list[NarrateError]:
    """Return an error for each effect that a voice is to be heard through and that nobody offers."""
    wanted = {voice.effect: f"{where}: cast: {speaker}" for speaker, voice in script.cast.items() if voice.effect}
    wanted.setdefault(settings.sound.archive_effect, "scripts/show.toml")
    problems: list[NarrateError] = []
    for effect, place in wanted.items():
        try:
            find("effect", effect.partition(":")[0])
        except NarrateError as error:
            problems.append(InputError(error.message, where=place, hint=error.hint))
    return problems


def _cast_problems(project: Project, name: str) -> list[NarrateError]:
    from narrate.studio import cast

    try:
        cast.cast(project, name, remembers=False)
    except ProblemsError as error:
        return list(error.problems)
    except NarrateError as error:
        return [error]
    return []
