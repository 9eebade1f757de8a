"""Episodes as text: ``NAME.json``, which `production` writes and `publishing` reads.

In: an `Episode`. Out: JSON that a person can open, and the same `Episode` back. The spoken sentences are ``segments``,
times in it are seconds from the start of the programme. A wrong file gives one error that names the field.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar, get_args

from narrate.errors import InputError
from narrate.model import Chapter, Enclosure, Episode, Line, Loudness, Origin, Source, SpeechKind, Word

VERSION = 1
_HINT = "the file is made by narrate and not meant to be edited: delete it and build the episode again"

T = TypeVar("T")


def format_episode(episode: Episode) -> str:
    """Return an episode as JSON text with a newline at its end; `parse_episode` is the inverse."""
    loudness = episode.loudness
    document = {
        "version": VERSION,
        "name": episode.name,
        "guid": episode.guid,
        "title": episode.title,
        "description": episode.description,
        "language": episode.language,
        "published": episode.published,
        "number": episode.number,
        "season": episode.season,
        "type": episode.type,
        "duration": episode.duration_seconds,
        "enclosure": {
            "file": episode.enclosure.file,
            "length": episode.enclosure.length,
            "type": episode.enclosure.type,
        },
        "cover": episode.cover,
        "loudness": loudness
        and {
            "integrated_lufs": _level(loudness.integrated_lufs),
            "true_peak_dbtp": _level(loudness.true_peak_dbtp),
            "range_lu": _level(loudness.range_lu),
        },
        "chapters": [_chapter(chapter) for chapter in episode.chapters],
        "segments": [_line(line) for line in episode.lines],
        "sources": [_source(source) for source in episode.sources],
        "credits": list(episode.credits),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _level(value: float) -> float | None:
    # Silence measures as minus infinity, for which JSON has no number.
    return value if math.isfinite(value) else None


def _chapter(chapter: Chapter) -> dict[str, Any]:
    times = {"title": chapter.title, "start": chapter.start_seconds, "end": chapter.end_seconds}
    return {**times, "image": chapter.image} if chapter.image else times


def _line(line: Line) -> dict[str, Any]:
    origin = line.origin
    return {
        "chapter": line.chapter,
        "speaker": line.speaker,
        "text": line.text,
        "start": line.start_seconds,
        "end": line.end_seconds,
        "paragraph": line.paragraph,
        "kind": line.kind,
        "via": line.via,
        "voice": line.voice,
        "engine": line.engine,
        "origin": origin and {"path": origin.path, "start": origin.start, "end": origin.end},
        "words": [{"text": w.text, "start": w.start_seconds, "end": w.end_seconds} for w in line.words],
    }


def _source(source: Source) -> dict[str, str]:
    return {
        "path": source.path,
        "url": source.url,
        "title": source.title,
        "author": source.author,
        "date": source.date,
        "retrieved": source.retrieved,
        "sha256": source.sha256,
    }


def parse_episode(text: str, where: str) -> Episode:
    """Return the episode in a JSON text; `where` names the file in errors. Raise InputError for a wrong one."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not valid JSON: {error}", where=where, hint=_HINT) from error
    head = _Table(document, where, "")
    if (version := head.take("version", int, VERSION)) > VERSION:
        raise InputError(
            f"written by a later narrate (format {version}, this one knows {VERSION})",
            where=where,
            hint="upgrade narrate, or build the episode again",
        )
    enclosure = head.table("enclosure")
    kind = head.take("type", str, "full")
    if kind not in ("full", "trailer", "bonus"):
        head.refuse("type", "full, trailer or bonus")
    return Episode(
        name=head.take("name", str),
        guid=head.take("guid", str),
        title=head.take("title", str),
        description=head.take("description", str, ""),
        language=head.take("language", str, "en"),
        published=head.take("published", str),
        number=head.maybe("number", int),
        season=head.maybe("season", int),
        type=kind,  # type: ignore[arg-type]  # one of the three, see above
        duration_seconds=head.seconds("duration"),
        enclosure=Enclosure(
            file=enclosure.take("file", str),
            length=enclosure.take("length", int),
            type=enclosure.take("type", str, "audio/mpeg"),
        ),
        cover=head.take("cover", str, ""),
        loudness=_read_loudness(head),
        chapters=tuple(
            Chapter(
                title=t.take("title", str),
                start_seconds=t.seconds("start"),
                end_seconds=t.seconds("end"),
                image=t.take("image", str, ""),
            )
            for t in head.tables("chapters")
        ),
        lines=tuple(_read_line(t) for t in head.tables("segments")),
        sources=tuple(Source(**{key: t.take(key, str, "") for key in _SOURCE_KEYS}) for t in head.tables("sources")),
        credits=tuple(head.texts("credits")),
    )


_SOURCE_KEYS = ("path", "url", "title", "author", "date", "retrieved", "sha256")


def _read_line(table: _Table) -> Line:
    kind = table.take("kind", str, "narration")
    if kind not in get_args(SpeechKind):
        table.refuse("kind", " or ".join(get_args(SpeechKind)))
    origin = table.table("origin") if table.data.get("origin") is not None else None
    return Line(
        chapter=table.take("chapter", str, ""),
        speaker=table.take("speaker", str),
        text=table.take("text", str),
        start_seconds=table.seconds("start"),
        end_seconds=table.seconds("end"),
        paragraph=table.take("paragraph", int, 0),
        kind=kind,  # type: ignore[arg-type]  # one of the kinds, see above
        via=table.take("via", str, ""),
        voice=table.take("voice", str, ""),
        engine=table.take("engine", str, ""),
        origin=None if origin is None else _read_origin(origin),
        words=tuple(
            Word(text=w.take("text", str), start_seconds=w.seconds("start"), end_seconds=w.seconds("end"))
            for w in table.tables("words")
        ),
    )


def _read_origin(table: _Table) -> Origin:
    return Origin(path=table.take("path", str), start=table.take("start", int), end=table.take("end", int))


def _read_loudness(head: _Table) -> Loudness | None:
    if head.data.get("loudness") is None:
        return None
    table = head.table("loudness")
    return Loudness(
        integrated_lufs=table.level("integrated_lufs"),
        true_peak_dbtp=table.level("true_peak_dbtp"),
        range_lu=table.level("range_lu"),
    )


class _Table:
    """A JSON object that says which of its fields is missing or wrong."""

    def __init__(self, data: Any, where: str, name: str) -> None:
        self.where, self.name = where, name
        if not isinstance(data, dict):
            raise InputError(f"{name or 'the document'} is not an object", where=where, hint=_HINT)
        self.data: Mapping[str, Any] = data

    def refuse(self, key: str, wanted: str) -> NoReturn:
        name = f"{self.name}.{key}" if self.name else key
        said = "is missing" if key not in self.data else "is not " + wanted
        raise InputError(f"{name} {said}", where=self.where, hint=_HINT)

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        value = self.data.get(key, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.refuse(key, {str: "a text", int: "a whole number"}.get(kind, kind.__name__))
        return value

    def maybe(self, key: str, kind: type[T]) -> T | None:
        return None if self.data.get(key) is None else self.take(key, kind)

    def seconds(self, key: str) -> float:
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            self.refuse(key, "a number")
        return float(value)

    def level(self, key: str) -> float:
        return -math.inf if self.data.get(key) is None else self.seconds(key)

    def table(self, key: str) -> _Table:
        if key not in self.data:
            self.refuse(key, "an object")
        return _Table(self.data[key], self.where, f"{self.name}.{key}" if self.name else key)

    def tables(self, key: str) -> list[_Table]:
        values = self.data.get(key, [])
        if not isinstance(values, list):
            self.refuse(key, "a list")
        return [_Table(value, self.where, f"{key}[{index}]") for index, value in enumerate(values)]

    def texts(self, key: str) -> list[str]:
        values = self.data.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.refuse(key, "a list of texts")
        return values
