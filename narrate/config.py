"""Settings: what `scripts/show.toml` says, overridden by the head of a script, overridden by options.

In: a TOML file. Out: frozen `Settings`, one field a key, so that every stage reads names and not dictionaries. Every
unknown key and wrong type of a file is reported at once, with its line.
"""

from __future__ import annotations

import re
import tomllib
import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from narrate.errors import InputError, NarrateError, raise_all
from narrate.model import Show

#: what stands in braces in a line of the announcer's; the speaker is known only before a recording
ANNOUNCER_PLACES = ("station", "show", "title", "speaker")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncerSettings:
    """What the announcer says in every programme. ``{station}``, ``{show}`` and ``{title}`` are filled in."""

    opening: tuple[str, ...] = ("This is {station}.", "{show}. {title}.")
    #: before what is heard as a recording, once a chapter for each voice; ``{speaker}`` is whose words are heard
    archive: tuple[str, ...] = ("From the archive.",)
    closing: tuple[str, ...] = ("You have been listening to {show}.",)
    sign_off: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """Who reads what nobody else was chosen for."""

    engine: str = "embedded"  #: embedded (kokoro and hibari), or the name of one engine for everybody
    narrator: str = "heart"
    announcer: str = "bm_george"
    unknown_speaker: Literal["Narrator", "Unknown"] = "Narrator"  #: who reads a quotation whose speaker is not known
    least_confidence: float = 0.5  #: who was found less surely than this is not believed: the same reads instead
    jobs: int = 0  #: recordings at once; 0: as many as the engine and the processor allow


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundSettings:
    """How the programme sounds."""

    style: str = "radio-liberty"  #: radio-liberty, plain, feature
    loudness: Literal["podcast", "broadcast", "streaming", "mono"] = "podcast"  #: -16, -23, -14, -19 LUFS
    bitrate_kbps: int = 96
    rate_hz: int = 44100
    bed: bool = True  #: music under the narration, where the style has it
    archive_effect: str = "shortwave"  #: what a speech marked "from the tape" is heard through
    sentence_pause_seconds: float = 0.28
    paragraph_pause_seconds: float = 0.55
    turn_pause_seconds: float = 0.45
    chapter_pause_seconds: float = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSettings:
    """``[style]``: what the show does otherwise than its style; what is not given stays as the style has it.

    Levels are in LU relative to speech, the room tone in dBFS.
    """

    sounds: bool | None = None
    ident: str | None = None
    sting: str | None = None
    bed: str | None = None
    chapter_sting: bool | None = None
    beds: tuple[str, ...] | None = None  #: of opening, bridge, narration, closing
    ident_lu: float | None = None
    sting_lu: float | None = None
    effect_lu: float | None = None
    bed_under_lu: float | None = None
    bed_open_lu: float | None = None
    room_db: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheSettings:
    """Where takes are kept."""

    address: str = ""  #: a folder or an fsspec address; empty: output/.cache


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishSettings:
    """What is made for listeners beside feed and pages."""

    epub: bool = False  #: an e-book of every episode that reads itself aloud


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set for a show."""

    show: Show = field(default_factory=Show)
    announcer: AnnouncerSettings = field(default_factory=AnnouncerSettings)
    voices: VoiceSettings = field(default_factory=VoiceSettings)
    sound: SoundSettings = field(default_factory=SoundSettings)
    style: StyleSettings = field(default_factory=StyleSettings)
    cache: CacheSettings = field(default_factory=CacheSettings)
    publish: PublishSettings = field(default_factory=PublishSettings)
    engines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  #: ``[engines.NAME]``: options of an engine


def read_text(path: Path) -> str | None:
    """Return the text of a file that a person wrote, None where there is none; raise InputError for no text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read it: {error}", where=str(path), hint="save the file as UTF-8 text") from error


def load_toml(text: str, *, where: str, hint: str) -> dict[str, Any]:
    """Return the tables of a TOML text; raise InputError with the line, and `hint`, where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = at[1] if at else str(text.count("\n") + 1)
        raise InputError(f"not valid TOML: {error}", where=f"{where}:{line}", hint=hint) from error


def read_settings(path: Path) -> Settings:
    """Return the settings of a show file, or the defaults where there is none; raise InputError for a wrong one."""
    text = read_text(path)
    return Settings() if text is None else parse_settings(text, where=str(path))


def parse_settings(text: str, *, where: str) -> Settings:
    """Return the settings in a TOML text; `where` names it in errors."""
    tables = load_toml(text, where=where, hint="strings stand in quotation marks, tables in [brackets]")
    problems: list[NarrateError] = []
    lines = text.splitlines()

    def place(table: str, key: str) -> str:
        current = ""
        for number, line in enumerate(lines, 1):
            if header := re.match(r"\s*\[([^\]]+)\]", line):
                current = header.group(1).strip()
            if (current == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]", line)) or (
                not table and (current == key or re.match(rf"\s*{re.escape(key)}\s*=", line))
            ):
                return f"{where}:{number}"
        return where

    made: dict[str, Any] = {}
    known = {f.name: f for f in fields(Settings)}
    hints = get_type_hints(Settings)
    for name, table in tables.items():
        if name not in known:
            problems.append(_unknown(name, tuple(known), place("", name)))
        elif not isinstance(table, dict):
            problems.append(
                InputError(
                    f"{name} must be a table", where=place("", name), hint=f"write [{name}] on a line of its own"
                )
            )
        elif name == "engines":
            made[name] = table
        elif is_dataclass(hints[name]) and isinstance(hints[name], type):
            made[name] = _fill(hints[name], name, table, place, problems)
    problems += _unknown_places(made.get("announcer", AnnouncerSettings()), place)
    raise_all(problems)
    return Settings(**made)


def _unknown_places(says: AnnouncerSettings, place: Any) -> list[NarrateError]:
    """Return an error for each name in braces that nothing fills in: the announcer would say it as it stands."""
    return [
        InputError(
            f"nothing fills in {{{name}}}",
            where=place("announcer", key.name),
            hint="known: " + ", ".join(f"{{{known}}}" for known in ANNOUNCER_PLACES),
        )
        for key in fields(says)
        for name in re.findall(r"\{(\w+)\}", "".join(getattr(says, key.name)))
        if name not in ANNOUNCER_PLACES
    ]


T = TypeVar("T")


def read_table(kind: type[T], table: Mapping[str, Any], *, where: str) -> T:
    """Return a table as a dataclass of its owner, as an engine does with ``[engines.NAME]``; report all wrong keys.

    `where` names the table in errors, for it comes without its lines.
    """
    problems: list[NarrateError] = []
    made: T = _fill(kind, "", table, lambda _table, _key: where, problems)
    raise_all(problems)
    return made


def _unknown(name: str, known: tuple[str, ...], where: str) -> InputError:
    import difflib

    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "known: " + ", ".join(known)
    return InputError(f"unknown key {name!r}", where=where, hint=hint)


def _fill(kind: type, table_name: str, table: Mapping[str, Any], place: Any, problems: list[NarrateError]) -> Any:
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in hints:
            problems.append(_unknown(key, tuple(hints), place(table_name, key)))
            continue
        converted = _convert(value, hints[key])
        if converted is None:
            problems.append(
                InputError(
                    f"{key} cannot be {value!r}", where=place(table_name, key), hint=f"give {_wanted(hints[key])}"
                )
            )
        else:
            values[key] = converted
    required = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    problems.extend(
        InputError(f"{key} is missing", where=place(table_name, key), hint=f"give {_wanted(hints[key])}")
        for key in required
        if key not in table
    )
    return kind(**values) if set(required) <= set(values) else None


def _convert(value: Any, hint: Any) -> Any:
    """Return the value as the type wants it, or None where it does not fit."""
    origin = get_origin(hint)
    if origin is Literal:
        return value if value in get_args(hint) else None
    if origin is tuple:
        if isinstance(value, str):
            return (value,)
        return tuple(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else None
    if origin in (list, dict):
        return value if isinstance(value, origin) else None
    if origin in (Union, types.UnionType):
        return next(
            (c for c in (_convert(value, a) for a in get_args(hint) if a is not type(None)) if c is not None), None
        )
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is int and isinstance(value, bool):
        return None
    return value if isinstance(hint, type) and isinstance(value, hint) else None


def _wanted(hint: Any) -> str:
    origin = get_origin(hint)
    if origin is Literal:
        return "one of " + ", ".join(map(str, get_args(hint)))
    if origin is tuple:
        return "a list of texts"
    if origin in (list, dict):
        return "a list" if origin is list else "a table"
    return {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}.get(hint, "another value")


def override(settings: Settings, **options: Any) -> Settings:
    """Return settings with ``table__key`` options put in; an option that is None changes nothing."""
    for option, value in options.items():
        if value is None:
            continue
        table, _, key = option.partition("__")
        settings = replace(settings, **{table: replace(getattr(settings, table), **{key: value})})
    return settings
