"""The page of one episode: player, chapters, transcript, sources."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import PurePosixPath

from narrate.legend import classes_of, clock
from narrate.model import Episode, Line, Show, Source
from narrate.publishing.page.frame import (
    day,
    honest,
    href,
    lasts,
    paragraphs,
    player_of,
    seconds_of,
    text,
    whole_page,
)

SPEEDS = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
_KEYS = (
    "Keys: space plays and pauses, left and right move five seconds, H and J go to the sentence before and after, "
    "P and N to the chapter before and after, plus and minus change the speed."
)


def episode_page(show: Show, episode: Episode, timeline: bool, book: bool) -> str:
    """Return the page of an episode; `timeline` and `book` say whether there is a picture of it and an EPUB."""
    facts = [day(episode.published), lasts(episode.duration_seconds)]
    if episode.number is not None:
        facts.insert(0, f"Episode {episode.number}")
    picture = f'<img src="{href(episode.cover)}" alt="" width="176" height="176">' if episode.cover else ""
    language = escape(episode.language or "en")
    body = [
        f'<div class="head"><div>{picture}</div><div><h1 lang="{language}">{text(episode.title)}</h1>',
        f'<p class="meta">{" · ".join(filter(None, facts))}</p></div></div>',
        f'<div class="lede" lang="{language}">{paragraphs(episode.description)}</div>',
        _player(episode),
    ]
    if timeline:
        picture = href(f"{episode.name}.timeline.svg")
        # On a phone it scrolls by itself, so the keyboard must reach it.
        alt = "The programme as a timeline of who speaks when; the text below says the same"
        image = f'<img src="{picture}" alt="{alt}">'
        body.append(f'<div class="timeline" tabindex="0" role="group" aria-label="Timeline">{image}</div>')
    if len(episode.chapters) > 1:
        body.append(_chapters(episode))
    body.append(_transcript(episode))
    body.append(_sources(episode))
    body.append(honest(episode.sources))
    body.append(_downloads(episode, book))
    return whole_page(
        show,
        title=f"{episode.title} – {show.title}",
        summary=episode.description or episode.title,
        language=episode.language,
        kind=show.title if show.station else "",
        body="\n".join(body),
        foot=text(_KEYS),
    )


def _player(episode: Episode) -> str:
    speeds = "".join(
        f'<option value="{speed:g}"{" selected" if speed == 1 else ""}>{speed:g}×</option>' for speed in SPEEDS
    )
    return (
        f'<div class="player">{player_of(episode, key=episode.guid)}<div class="tools script-only">'
        '<button type="button" id="back">15 s back</button><button type="button" id="on">30 s on</button>'
        f'<label>Speed <select id="speed">{speeds}</select></label>'
        '<label><input type="checkbox" id="follow" checked> Follow the text</label></div></div>'
    )


def _chapters(episode: Episode) -> str:
    items = "".join(
        f'<li><a href="#t={seconds_of(chapter.start_seconds)}"><span lang="{escape(episode.language or "en")}">'
        f'{text(chapter.title) or "Opening"}</span> <span class="time">{clock(chapter.start_seconds)}</span></a></li>'
        for chapter in episode.chapters
    )
    title = '<h2 id="chapters-title">Chapters</h2>'
    return f'<nav class="chapters" aria-labelledby="chapters-title">{title}<ol>{items}</ol></nav>'


def _transcript(episode: Episode) -> str:
    colours = classes_of(line.speaker for line in episode.lines)
    used: set[str] = set()
    parts = ['<section id="transcript" aria-labelledby="transcript-title"><h2 id="transcript-title">Transcript</h2>']
    if len(colours) > 1:
        names = "".join(f'<li class="{colour}">{text(name)}</li>' for name, colour in colours.items())
        parts.append(f'<ul class="legend" aria-label="Speakers">{names}</ul>')
    sources = {source.path: number for number, source in enumerate(episode.sources, 1)}
    starts = {chapter.title: chapter.start_seconds for chapter in reversed(episode.chapters)}
    parts.append(f'<div lang="{escape(episode.language or "en")}">')
    speaker = ""
    for chapter, lines in groupby(episode.lines, key=lambda line: line.chapter):
        if chapter and len(episode.chapters) > 1:
            anchor = _anchor(starts.get(chapter, -1.0), used)
            parts.append(f"<h2{anchor}>{text(chapter)}</h2>")
            speaker = ""
        for _, spoken in groupby(lines, key=lambda line: (line.paragraph, line.speaker, line.via)):
            paragraph = list(spoken)
            parts.append(_speech(paragraph, speaker, colours, sources, used))
            speaker = paragraph[0].speaker
    parts.append("</div></section>")
    return "\n".join(parts)


def _anchor(seconds: float, used: set[str]) -> str:
    """Return an id that `#t=` links lead to without scripts, the first time it is asked for."""
    name = f"t={seconds_of(seconds)}"
    if seconds < 0 or name in used:
        return ""
    used.add(name)
    return f' id="{name}"'


def _speech(
    lines: Sequence[Line], before: str, colours: dict[str, str], sources: dict[str, int], used: set[str]
) -> str:
    first = lines[0]
    start = first.start_seconds
    quoted = " quote" if first.kind != "narration" else ""
    name = ""
    if first.speaker != before:
        via = f' <span class="via">in the words of {text(first.via)}</span>' if first.via else ""
        name = f'<span class="who">{text(first.speaker)}{via}</span>'
    spans = " ".join(
        f'<span class="s" data-start="{seconds_of(line.start_seconds)}" data-end="{seconds_of(line.end_seconds)}">'
        f"{text(line.text)}</span>"
        for line in lines
    )
    return (
        f'<div class="speech {colours[first.speaker]}{quoted}"{_anchor(start, used)}>'
        f'<span class="time"><a href="#t={seconds_of(start)}">{clock(start)}</a></span>'
        f"<p>{name}{spans}{_origin(lines, sources)}</p></div>"
    )


def _origin(lines: Sequence[Line], sources: dict[str, int]) -> str:
    spans = [line.origin for line in lines if line.origin]
    if not spans:
        return ""
    path = spans[0].path
    start, end = min(s.start for s in spans if s.path == path), max(s.end for s in spans if s.path == path)
    number = sources.get(path)
    label = f"source {number}" if number else PurePosixPath(path).name
    title = f"{path}, characters {start} to {end}"
    inner = (
        f'<a href="#source-{number}" title="{escape(title)}">{text(label)}</a>'
        if number
        else (f'<span title="{escape(title)}">{text(label)}</span>')
    )
    return f' <span class="source" lang="en">{inner}</span>'


def _sources(episode: Episode) -> str:
    if not episode.sources and not episode.credits:
        return ""
    items = "".join(
        f'<li id="source-{number}">{number}. {_source(source)}</li>' for number, source in enumerate(episode.sources, 1)
    )
    made = "".join(f"<li>{text(credit)}</li>" for credit in episode.credits)
    credits = f'<h2 id="credits-title">Credits</h2><ul class="sources">{made}</ul>' if made else ""
    return (
        f'<section aria-labelledby="sources-title"><h2 id="sources-title">Sources</h2>'
        f'<ol class="sources">{items}</ol>{credits}</section>'
    )


def _source(source: Source) -> str:
    title = text(source.title or PurePosixPath(source.path).name)
    if source.url.startswith(("https://", "http://")):
        title = f'<a href="{escape(source.url)}" rel="noreferrer">{title}</a>'
    facts = ", ".join(filter(None, (text(source.author), text(source.date), text(source.path))))
    return f'{title} <span class="small">{facts}</span>'


def _downloads(episode: Episode, book: bool) -> str:
    kinds = [
        ("MP3", episode.enclosure.file),
        *([("EPUB", f"{episode.name}.epub")] if book else []),
        ("WebVTT", f"{episode.name}.vtt"),
        ("SubRip", f"{episode.name}.srt"),
        ("JSON", f"{episode.name}.transcript.json"),
    ]
    links = "".join(f'<li><a href="{href(file)}" download>{kind}</a></li>' for kind, file in kinds)
    return (
        '<section class="links" aria-labelledby="download-title"><h2 id="download-title">Download and subscribe</h2>'
        f'<ul>{links}<li><a href="index.html#subscribe">Subscribe to the show</a></li></ul></section>'
    )
