"""An episode as an EPUB 3 with media overlays: a book that reads itself aloud, sentence by sentence.

In: an Episode, its Show and the folder with its MP3 and picture. Out: ``NAME.epub``. The shape follows EPUB 3.3 and its
chapter on media overlays; every sentence points at its place in the MP3 by the times at which it was synthesised.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from itertools import groupby
from pathlib import Path

from narrate.errors import InputError, SetupError
from narrate.model import NARRATOR, Episode, Line, Show
from narrate.safe_text import strip_controls, visible

CSS = """body { font-family: serif; line-height: 1.5; margin: 5%; }
h1, h2 { line-height: 1.2; font-weight: 600; }
.who { display: block; font-weight: 600; }
.via { font-weight: 400; }
.quote { margin-left: 1.5em; }
.now { background: #fbe7b4; color: #231f1a; }
"""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CONTAINER = (
    _XML + '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    '<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One chapter of the book: the lines of one chapter of the programme."""

    name: str  #: ``c1``: its file is ``c1.xhtml``, its overlay ``c1.smil``
    title: str
    lines: tuple[Line, ...]

    @property
    def seconds(self) -> float:
        """How long its sentences are heard."""
        return sum(_span(line)[1] - _span(line)[0] for line in self.lines)


def write_epub(folder: Path, show: Show, episode: Episode) -> Path:
    """Write ``NAME.epub`` beside the MP3 and return its path; the same episode gives the same bytes.

    Raises InputError where the MP3 is gone or nothing is spoken.
    """
    parts = _parts(episode)
    if not parts:
        raise InputError("nothing is spoken in this episode", where=f"scripts/{episode.name}.md", hint="add a speech")
    target = folder / f"{episode.name}.epub"
    temporary = target.with_name(f".{target.name}.part")
    texts = dict(_texts(show, episode, parts))
    media = {"audio.mp3": folder / episode.enclosure.file}
    if episode.cover and (folder / episode.cover).is_file():
        media["cover.jpg"] = folder / episode.cover
    try:
        with zipfile.ZipFile(temporary, "w") as archive:
            # Readers look for these very bytes at this very place (EPUB open container format, section 4.2.6.3).
            archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), "application/epub+zip")
            archive.writestr(_entry("META-INF/container.xml"), _CONTAINER)
            archive.writestr(_entry("EPUB/package.opf"), _package(show, episode, parts, "cover.jpg" in media))
            for name, text in texts.items():
                archive.writestr(_entry(f"EPUB/{name}"), text)
            for name, path in media.items():
                with path.open("rb") as source, archive.open(_entry(f"EPUB/{name}", zipfile.ZIP_STORED), "w") as sink:
                    shutil.copyfileobj(source, sink, 1 << 20)
        temporary.replace(target)
    except FileNotFoundError as error:
        temporary.unlink(missing_ok=True)
        where, hint = str(error.filename), f"run: narrate build {episode.name}"
        raise InputError("the MP3 of this episode is gone", where=where, hint=hint) from error
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise SetupError(f"cannot write the book: {error.strerror}", where=str(target), hint="make room") from error
    return target


def _entry(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type, entry.external_attr = method, 0o644 << 16
    return entry


def _parts(episode: Episode) -> tuple[Part, ...]:
    spoken = [line for line in episode.lines if visible(line.text)]
    found = []
    for number, (chapter, lines) in enumerate(groupby(spoken, key=lambda line: line.chapter), 1):
        title = visible(chapter) or visible(episode.title) or episode.name
        found.append(Part(name=f"c{number}", title=title, lines=tuple(lines)))
    return tuple(found)


def _span(line: Line) -> tuple[float, float]:
    """Return begin and end of a clip in whole milliseconds; a clip is never empty."""
    start = round(max(0.0, line.start_seconds), 3)
    return start, max(round(line.end_seconds, 3), start + 0.001)


def _xml(text: str) -> str:
    return escape(visible(text))


def _texts(show: Show, episode: Episode, parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    yield "style.css", CSS
    yield "nav.xhtml", _nav(episode, parts)
    for part in parts:
        yield f"{part.name}.xhtml", _chapter(show, episode, part, first=part is parts[0])
        yield f"{part.name}.smil", _overlay(part)


def _page(episode: Episode, title: str, body: str) -> str:
    language = escape(episode.language or "en")
    return (
        f'{_XML}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}">\n'
        f'<head><title>{_xml(title)}</title><link rel="stylesheet" href="style.css"/></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _nav(episode: Episode, parts: Sequence[Part]) -> str:
    items = "".join(f'<li><a href="{part.name}.xhtml">{_xml(part.title)}</a></li>' for part in parts)
    return _page(
        episode, episode.title, f'<nav epub:type="toc" id="toc"><h1>{_xml(episode.title)}</h1><ol>{items}</ol></nav>'
    )


def _chapter(show: Show, episode: Episode, part: Part, *, first: bool) -> str:
    rows = [f'<section epub:type="chapter" id="{part.name}"><h2>{_xml(part.title)}</h2>']
    if first:
        rows.insert(0, f"<h1>{_xml(episode.title)}</h1>\n<p>{_xml(show.title)}. The voices are synthetic.</p>")
    numbered = list(enumerate(part.lines))
    speaker = ""
    for _, spoken in groupby(numbered, key=lambda pair: (pair[1].paragraph, pair[1].speaker)):
        lines = list(spoken)
        head = lines[0][1]
        who = ""
        if head.speaker not in (speaker, NARRATOR):
            via = f' <span class="via">in the words of {_xml(head.via)}</span>' if head.via else ""
            who = f'<span class="who">{_xml(head.speaker)}{via}</span>'
        speaker = head.speaker
        text = " ".join(f'<span id="s{number}">{_xml(line.text)}</span>' for number, line in lines)
        quoted = ' class="quote"' if head.kind != "narration" else ""
        rows.append(f"<p{quoted}>{who}{text}</p>")
    rows.append("</section>")
    return _page(episode, part.title, "\n".join(rows))


def _overlay(part: Part) -> str:
    rows = []
    for number, line in enumerate(part.lines):
        begin, end = _span(line)
        clip = f'<audio src="audio.mp3" clipBegin="{begin:.3f}s" clipEnd="{end:.3f}s"/>'
        rows.append(f'<par id="p{number}"><text src="{part.name}.xhtml#s{number}"/>{clip}</par>')
    return (
        f'{_XML}<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">\n'
        f'<body><seq id="q" epub:textref="{part.name}.xhtml#{part.name}" epub:type="chapter">\n'
        + "\n".join(rows)
        + "\n</seq></body>\n</smil>\n"
    )


def _package(show: Show, episode: Episode, parts: Sequence[Part], with_cover: bool) -> str:
    try:
        moment = datetime.fromisoformat(episode.published)
    except ValueError:
        moment = datetime(1980, 1, 1, tzinfo=UTC)
    modified = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    description = " ".join(strip_controls(episode.description).split())
    meta = [
        f'<dc:identifier id="id">urn:uuid:{escape(episode.guid)}</dc:identifier>',
        f"<dc:title>{_xml(episode.title) or episode.name}</dc:title>",
        f"<dc:language>{escape(episode.language or 'en')}</dc:language>",
        *[f"<dc:creator>{_xml(name)}</dc:creator>" for name in _authors(show, episode)],
        *([f"<dc:description>{escape(description)}</dc:description>"] if description else []),
        f'<meta property="dcterms:modified">{modified}</meta>',
        f'<meta property="media:duration">{sum(part.seconds for part in parts):.3f}s</meta>',
        *[f'<meta property="media:duration" refines="#{p.name}-smil">{p.seconds:.3f}s</meta>' for p in parts],
        '<meta property="media:active-class">now</meta>',
        '<meta property="media:narrator">a synthetic voice</meta>',
        '<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">auditory</meta>',
        '<meta property="schema:accessModeSufficient">textual</meta>',
        '<meta property="schema:accessibilityFeature">synchronizedAudioText</meta>',
        '<meta property="schema:accessibilityFeature">tableOfContents</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
        '<meta property="schema:accessibilitySummary">The whole text, with every sentence read aloud.</meta>',
    ]
    items = ['<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
             '<item id="css" href="style.css" media-type="text/css"/>',
             '<item id="audio" href="audio.mp3" media-type="audio/mpeg"/>']  # fmt: skip
    if with_cover:
        items.append('<item id="cover" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>')
    for part in parts:
        items.append(
            f'<item id="{part.name}" href="{part.name}.xhtml" media-type="application/xhtml+xml" '
            f'media-overlay="{part.name}-smil"/>'
            f'<item id="{part.name}-smil" href="{part.name}.smil" media-type="application/smil+xml"/>'
        )
    spine = "".join(f'<itemref idref="{part.name}"/>' for part in parts)
    return (
        f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n' + "\n".join(meta) + "\n</metadata>\n"
        "<manifest>\n" + "\n".join(items) + f"\n</manifest>\n<spine>{spine}</spine>\n</package>\n"
    )


def _authors(show: Show, episode: Episode) -> list[str]:
    named = [visible(source.author) for source in episode.sources] or [visible(show.author)]
    return list(dict.fromkeys(filter(None, named))) or ["unknown"]
