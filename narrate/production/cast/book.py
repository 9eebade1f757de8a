"""The show's cast book, ``scripts/cast.toml``: who is read by whom in every episode.

In and out: text and `CastBook`. Every problem of a file is reported at once; `parse_book(format_book(b)) == b`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from narrate.config import load_toml, read_text
from narrate.errors import InputError, NarrateError, raise_all
from narrate.model import ANNOUNCER, NARRATOR, UNKNOWN, Script, Voice

#: Beyond these no voice here is understood any more.
SLOWEST, FASTEST = 0.5, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is heard in the show."""

    name: str  #: canonical: "Nikita Khrushchev"
    voice: Voice
    aliases: tuple[str, ...] = ()  #: what scripts call the same person: "Khrushchev"
    gender: str = ""  #: female, male, or empty when unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class CastBook:
    """Who is read by whom in every episode: ``scripts/cast.toml``."""

    people: tuple[Person, ...] = ()

    def find(self, speaker: str) -> Person | None:
        """Return who is called so, by name or alias, capitals aside."""
        wanted = _same(speaker)
        return next((p for p in self.people if wanted in {_same(name) for name in (p.name, *p.aliases)}), None)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


_KEYS = {"voice", "engine", "language", "rate", "gain_db", "effect", "aliases", "gender"}


def read_book(path: Path) -> CastBook:
    """Return the show's cast book, an empty one where there is no file; raise every problem of it at once."""
    text = read_text(path)
    return CastBook() if text is None else parse_book(text, where=str(path))


def parse_book(text: str, *, where: str) -> CastBook:
    """Return what a cast book says; `where` names it in errors."""
    hint = 'a person is a table: ["Ada Lovelace"], and below it voice = "bf_emma"'
    tables = load_toml(text, where=where, hint=hint)
    lines = text.splitlines()
    people: list[Person] = []
    problems: list[NarrateError] = []
    for name, table in tables.items():
        at_line = next((n for n, line in enumerate(lines, 1) if line.strip().startswith("[") and name in line), 0)
        place = f"{where}:{at_line}" if at_line else where
        wrong = _wrong(name, table)
        if wrong:
            problems.append(InputError(wrong, where=place, hint="keys: " + ", ".join(sorted(_KEYS))))
        else:
            people.append(_person(name, table))
    seen: dict[str, str] = {}
    for person in people:
        for called in (person.name, *person.aliases):
            other = seen.setdefault(_same(called), person.name)
            if other != person.name:
                message = f"{called!r} is both {other!r} and {person.name!r}"
                problems.append(InputError(message, where=where, hint="give every alias to one person"))
    raise_all(problems)
    return CastBook(people=tuple(people))


def _wrong(name: str, table: Any) -> str:
    if not isinstance(table, dict):
        return f"{name} must be a table"
    if not isinstance(table.get("voice"), str) or not table["voice"]:
        return f"{name!r} has no voice"
    if unknown := sorted(set(table) - _KEYS):
        return f"unknown key {unknown[0]!r} for {name!r}"
    for key in ("rate", "gain_db"):
        if isinstance(table.get(key, 1.0), bool) or not isinstance(table.get(key, 1.0), int | float):
            return f"{key} of {name!r} must be a number"
    if not SLOWEST <= table.get("rate", 1.0) <= FASTEST:
        return f"rate of {name!r} must lie between {SLOWEST:g} and {FASTEST:g}"
    if table.get("gender", "") not in ("", "female", "male"):
        return f"gender of {name!r} must be female or male"
    aliases = table.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        return f"aliases of {name!r} must be a list of names"
    if not all(isinstance(table.get(key, ""), str) for key in ("engine", "language", "effect")):
        return f"engine, language and effect of {name!r} must be texts"
    return ""


def _person(name: str, table: Mapping[str, Any]) -> Person:
    return Person(
        name=name,
        aliases=tuple(table.get("aliases", ())),
        gender=table.get("gender", ""),
        voice=Voice(
            name=table["voice"],
            engine=table.get("engine", ""),
            language=table.get("language", ""),
            rate=float(table.get("rate", 1.0)),
            gain_db=float(table.get("gain_db", 0.0)),
            effect=table.get("effect", ""),
        ),
    )


_HEAD = """\
# Who is read by whom in every episode. narrate adds people as they appear; change a voice and it stays changed.
"""


def format_book(book: CastBook) -> str:
    """Return the book as TOML; `parse_book` gives the same book back."""
    parts = [_HEAD]
    for person in book.people:
        lines = [f"[{_toml(person.name)}]", f"voice = {_toml(person.voice.name)}"]
        for key in ("engine", "language", "effect"):
            if value := getattr(person.voice, key):
                lines.append(f"{key} = {_toml(value)}")
        if person.voice.rate != 1.0:
            lines.append(f"rate = {person.voice.rate!r}")
        if person.voice.gain_db != 0.0:
            lines.append(f"gain_db = {person.voice.gain_db!r}")
        if person.aliases:
            lines.append("aliases = [" + ", ".join(map(_toml, person.aliases)) + "]")
        if person.gender:
            lines.append(f"gender = {_toml(person.gender)}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _toml(text: str) -> str:
    escaped = "".join(
        f"\\{letter}" if letter in '"\\' else letter if letter.isprintable() else f"\\U{ord(letter):08x}"
        for letter in text
    )
    return f'"{escaped}"'


def remember(book: CastBook, script: Script, genders: Mapping[str, str]) -> CastBook:
    """Return the book with the people of a cast script who are new; narrator, announcer and unknown are nobody.

    Who is in the book already stays as the book has him: a cast line in one script is for that script.
    """
    new = [
        Person(name=speaker, voice=replace(voice, engine="", effect=""), gender=genders.get(speaker, ""))
        for speaker, voice in script.cast.items()
        if speaker not in (NARRATOR, ANNOUNCER, UNKNOWN) and book.find(speaker) is None
    ]
    return CastBook(people=(*book.people, *new)) if new else book


def assign(book: CastBook, voices: Mapping[str, Voice]) -> CastBook:
    """Return the book with other voices for some speakers; effect, speed and level of a person stay."""
    people = list(book.people)
    for speaker, voice in voices.items():
        person = book.find(speaker)
        if person is None:
            people.append(Person(name=speaker, voice=voice))
        else:
            kept = replace(person.voice, name=voice.name, engine=voice.engine)
            people[book.people.index(person)] = replace(person, voice=kept)
    return CastBook(people=tuple(people))
