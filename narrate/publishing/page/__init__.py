"""The pages: one for the show and one for each episode, to listen and to read along.

In: a Show and its Episodes. Out: HTML by file name. A page works from disk, without a server and without anything
outside its folder; a Content-Security-Policy proves it, since script and style stand in the page and are named by
their hashes. Without scripts it is a text with a player above it and links that lead to places in it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from html import escape
from importlib.resources import files
from itertools import groupby
from pathlib import PurePosixPath
from string import Template
from urllib.parse import quote

from narrate import addresses
from narrate.model import NARRATOR, Episode, Line, Show, Source
from narrate.publishing.qr import qr_svg
from narrate.safe_text import strip_controls, visible

COLOURS = 8  # as many as page.css has; speaker nine shares with speaker one
SPEEDS = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
#: Our own mark: a dial and its hand.
ICON = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#a02f1d"/>
<path d="M6 20a10 10 0 0 1 20 0" fill="none" stroke="#faf7f1" stroke-width="2"/>
<path d="M16 22 22 10" stroke="#faf7f1" stroke-width="2.5" stroke-linecap="round"/></svg>
"""
_KEYS = (
    "Keys: space plays and pauses, left and right move five seconds, H and J go to the sentence before and after, "
    "P and N to the chapter before and after, plus and minus change the speed."
)


def pages(
    show: Show, episodes: Sequence[Episode], *, address: str = "", timelines: Collection[str] = ()
) -> dict[str, bytes]:
    """Return every page by its file name, ``index.html`` and ``NAME.html``, and the pictures that they need.

    `address` stands in for the show's own. `timelines` names the episodes that have a ``NAME.timeline.svg``.
    """
    base = addresses.base(address or show.address)
    ordered = sorted(episodes, key=lambda e: (e.published, e.season or 0, e.number or 0, e.name), reverse=True)
    made = {f"{e.name}.html": _episode(show, e, base, e.name in timelines).encode() for e in ordered}
    made[addresses.INDEX] = _index(show, ordered, base).encode()
    made[addresses.QR] = qr_svg(addresses.of_file(base, addresses.FEED))
    made["icon.svg"] = ICON
    return made


# --- the frame -----------------------------------------------------------------------------------------------------


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _frame(show: Show, *, title: str, summary: str, language: str, kind: str, body: str, foot: str) -> str:
    style, script = _read("page.css"), _read("page.js")
    return Template(_read("frame.html")).substitute(
        title=_text(title),
        summary=escape(visible(summary)[:300]),
        language=escape(language or "en"),
        show=escape(visible(show.title)),
        station=_text(show.station or show.title),
        kind=_text(kind),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        body=body,
        foot=foot,
    )


def _text(text: str) -> str:
    return escape(visible(text), quote=False)


def _href(name: str) -> str:
    """Return a file of the folder as a relative address."""
    return escape(quote(name, safe="/"))


def _paragraphs(text: str) -> str:
    parts = [visible(part) for part in strip_controls(text).split("\n\n")]
    return "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in parts if part)


def clock(seconds: float) -> str:
    """Return a time as a person reads it: 4:05, 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _at(seconds: float) -> str:
    return f"{max(0.0, seconds):.3f}".rstrip("0").rstrip(".")


def _day(published: str) -> str:
    try:
        day = datetime.fromisoformat(published)
    except ValueError:
        return ""
    return f'<time datetime="{day:%Y-%m-%d}">{day.day} {day:%B %Y}</time>'


def _lasts(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes else f"{round(seconds)} s"


def _honest(sources: Sequence[Source]) -> str:
    authors = list(dict.fromkeys(visible(source.author) for source in sources if source.author))
    wrote = f"The words were written by {_listed(authors)}." if authors else "The words are those of the sources."
    return (
        '<p class="honest">The voices of this programme are synthetic: a computer reads what the people named here '
        f"wrote or said, and none of them took part. {_text(wrote)}</p>"
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


# --- the show ------------------------------------------------------------------------------------------------------


def _index(show: Show, ordered: Sequence[Episode], base: str) -> str:
    body = [
        '<div class="head">',
        f'<img src="{addresses.COVER}" alt="" width="176" height="176">',
        f"<div><h1>{_text(show.title)}</h1>",
        f'<p class="meta">{_text(show.author or show.station)}</p></div></div>',
        f'<div class="lede">{_paragraphs(show.description)}</div>',
    ]
    if ordered:
        newest = ordered[0]
        body.append(f'<h2 id="newest">Newest: {_text(newest.title)}</h2>')
        body.append(_audio(newest, key=""))
    body.append('<h2 id="episodes">Episodes</h2>')
    body.append('<div class="entries">' if ordered else "<p>There is no episode yet.</p>")
    body += [_entry(episode) for episode in ordered]
    body.append("</div>" if ordered else "")
    body.append(_subscribe(base))
    body.append(_honest([source for episode in ordered for source in episode.sources][:12]))
    foot = " · ".join(filter(None, (_text(show.copyright), _text(show.license))))
    return _frame(
        show,
        title=show.title,
        summary=show.description or show.title,
        language=show.language,
        kind=f"{len(ordered)} {'episode' if len(ordered) == 1 else 'episodes'}",
        body="\n".join(body),
        foot=foot or "Made with narrate",
    )


def _entry(episode: Episode) -> str:
    name = _href(f"{episode.name}.html")
    facts = " · ".join(filter(None, (_day(episode.published), _lasts(episode.duration_seconds))))
    first = strip_controls(episode.description).split("\n\n")[0]
    picture = (
        f'<img src="{_href(episode.cover)}" alt="" width="88" height="88" loading="lazy">' if episode.cover else ""
    )
    return (
        f'<article class="entry"><div>{picture}</div><div><h3><a href="{name}">{_text(episode.title)}</a></h3>'
        f'<p class="meta">{facts}</p><p>{_text(first)}</p></div></article>'
    )


def _subscribe(base: str) -> str:
    feed = addresses.of_file(base, addresses.FEED)
    bare = feed.partition("://")[2]
    apps = {
        "Apple Podcasts": f"podcast://{bare}",
        "AntennaPod": f"antennapod-subscribe://{bare}",
        "Pocket Casts": f"pktc://subscribe/{bare}",
        "Overcast": f"overcast://x-callback-url/add?url={quote(feed, safe='')}",
        "RSS": addresses.FEED,
    }
    links = "".join(f'<li><a href="{escape(link)}">{name}</a></li>' for name, link in apps.items())
    local = (
        '<p class="meta local-note">This address answers on this computer while <code>narrate serve</code> runs. '
        "For a phone, run <code>narrate serve --host 0.0.0.0</code>.</p>"
        if base == addresses.LOCAL
        else ""
    )
    return (
        '<section class="subscribe" id="subscribe" aria-labelledby="subscribe-title"><div>'
        '<h2 id="subscribe-title">Subscribe</h2>'
        "<p>Put this address into any podcast app, or open it there with one of the buttons.</p>"
        f'<code id="feed-address">{escape(feed)}</code> '
        '<button type="button" id="copy" class="script-only">Copy</button>'
        f'<div class="links"><ul>{links}</ul></div>{local}</div>'
        f'<img src="{addresses.QR}" alt="QR code of the address of the feed" width="144" height="144"></section>'
    )


def _audio(episode: Episode, *, key: str) -> str:
    about = escape(visible(episode.title))
    remember = f' id="audio" data-key="{escape(key)}"' if key else ""
    source = _href(episode.enclosure.file)
    return (
        f'<audio{remember} controls preload="{"metadata" if key else "none"}" src="{source}" '
        f'aria-label="{about}"><a href="{source}">Download the MP3</a></audio>'
    )


# --- an episode ----------------------------------------------------------------------------------------------------


def _episode(show: Show, episode: Episode, base: str, timeline: bool) -> str:
    facts = [_day(episode.published), _lasts(episode.duration_seconds)]
    if episode.number is not None:
        facts.insert(0, f"Episode {episode.number}")
    picture = f'<img src="{_href(episode.cover)}" alt="" width="176" height="176">' if episode.cover else ""
    language = escape(episode.language or "en")
    body = [
        f'<div class="head"><div>{picture}</div><div><h1 lang="{language}">{_text(episode.title)}</h1>',
        f'<p class="meta">{" · ".join(filter(None, facts))}</p></div></div>',
        f'<div class="lede" lang="{language}">{_paragraphs(episode.description)}</div>',
        _player(episode),
    ]
    if timeline:
        picture = _href(f"{episode.name}.timeline.svg")
        body.append(f'<img class="timeline" src="{picture}" alt="The programme as a timeline of who speaks when">')
    if len(episode.chapters) > 1:
        body.append(_chapters(episode))
    body.append(_transcript(episode))
    body.append(_sources(episode))
    body.append(_honest(episode.sources))
    body.append(_downloads(episode))
    return _frame(
        show,
        title=f"{episode.title} – {show.title}",
        summary=episode.description or episode.title,
        language=episode.language,
        kind=show.title if show.station else "",
        body="\n".join(body),
        foot=_text(_KEYS),
    )


def _player(episode: Episode) -> str:
    speeds = "".join(
        f'<option value="{speed:g}"{" selected" if speed == 1 else ""}>{speed:g}×</option>' for speed in SPEEDS
    )
    return (
        f'<div class="player">{_audio(episode, key=episode.guid)}<div class="tools script-only">'
        '<button type="button" id="back">15 s back</button><button type="button" id="on">30 s on</button>'
        f'<label>Speed <select id="speed">{speeds}</select></label>'
        '<label><input type="checkbox" id="follow" checked> Follow the text</label></div></div>'
    )


def _chapters(episode: Episode) -> str:
    items = "".join(
        f'<li><a href="#t={_at(chapter.start_seconds)}"><span lang="{escape(episode.language or "en")}">'
        f'{_text(chapter.title) or "Opening"}</span> <span class="time">{clock(chapter.start_seconds)}</span></a></li>'
        for chapter in episode.chapters
    )
    title = '<h2 id="chapters-title">Chapters</h2>'
    return f'<nav class="chapters" aria-labelledby="chapters-title">{title}<ol>{items}</ol></nav>'


def _transcript(episode: Episode) -> str:
    colours = _colours(episode)
    used: set[str] = set()
    parts = ['<section id="transcript" aria-labelledby="transcript-title"><h2 id="transcript-title">Transcript</h2>']
    if len(colours) > 1:
        names = "".join(f'<li class="{colour}">{_text(name)}</li>' for name, colour in colours.items())
        parts.append(f'<ul class="legend" aria-label="Speakers">{names}</ul>')
    sources = {source.path: number for number, source in enumerate(episode.sources, 1)}
    starts = {chapter.title: chapter.start_seconds for chapter in reversed(episode.chapters)}
    parts.append(f'<div lang="{escape(episode.language or "en")}">')
    speaker = ""
    for chapter, lines in groupby(episode.lines, key=lambda line: line.chapter):
        if chapter and len(episode.chapters) > 1:
            anchor = _anchor(starts.get(chapter, -1.0), used)
            parts.append(f"<h2{anchor}>{_text(chapter)}</h2>")
            speaker = ""
        for _, spoken in groupby(lines, key=lambda line: (line.paragraph, line.speaker, line.via)):
            paragraph = list(spoken)
            parts.append(_speech(paragraph, speaker, colours, sources, used))
            speaker = paragraph[0].speaker
    parts.append("</div></section>")
    return "\n".join(parts)


def _colours(episode: Episode) -> dict[str, str]:
    """Return a class for every speaker: the narrator is quiet, the others take the colours in turn."""
    colours: dict[str, str] = {}
    for line in episode.lines:
        if line.speaker not in colours:
            others = sum(1 for name in colours if name != NARRATOR)
            colours[line.speaker] = "s0" if line.speaker == NARRATOR else f"s{1 + others % COLOURS}"
    return colours


def _anchor(seconds: float, used: set[str]) -> str:
    """Return an id that `#t=` links lead to without scripts, the first time it is asked for."""
    name = f"t={_at(seconds)}"
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
        via = f' <span class="via">in the words of {_text(first.via)}</span>' if first.via else ""
        name = f'<span class="who">{_text(first.speaker)}{via}</span>'
    spans = " ".join(
        f'<span class="s" data-start="{_at(line.start_seconds)}" data-end="{_at(line.end_seconds)}">'
        f"{_text(line.text)}</span>"
        for line in lines
    )
    return (
        f'<div class="speech {colours[first.speaker]}{quoted}"{_anchor(start, used)}>'
        f'<span class="time"><a href="#t={_at(start)}">{clock(start)}</a></span>'
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
        f'<a href="#source-{number}" title="{escape(title)}">{_text(label)}</a>'
        if number
        else (f'<span title="{escape(title)}">{_text(label)}</span>')
    )
    return f' <span class="source" lang="en">{inner}</span>'


def _sources(episode: Episode) -> str:
    if not episode.sources and not episode.credits:
        return ""
    items = "".join(
        f'<li id="source-{number}">{number}. {_source(source)}</li>' for number, source in enumerate(episode.sources, 1)
    )
    made = "".join(f"<li>{_text(credit)}</li>" for credit in episode.credits)
    credits = f'<h2 id="credits-title">Credits</h2><ul class="sources">{made}</ul>' if made else ""
    return (
        f'<section aria-labelledby="sources-title"><h2 id="sources-title">Sources</h2>'
        f'<ol class="sources">{items}</ol>{credits}</section>'
    )


def _source(source: Source) -> str:
    title = _text(source.title or PurePosixPath(source.path).name)
    if source.url.startswith(("https://", "http://")):
        title = f'<a href="{escape(source.url)}" rel="noreferrer">{title}</a>'
    facts = ", ".join(filter(None, (_text(source.author), _text(source.date), _text(source.path))))
    return f'{title} <span class="small">{facts}</span>'


def _downloads(episode: Episode) -> str:
    kinds: Iterator[tuple[str, str]] = iter(
        (
            ("MP3", episode.enclosure.file),
            ("WebVTT", f"{episode.name}.vtt"),
            ("SubRip", f"{episode.name}.srt"),
            ("JSON", f"{episode.name}.transcript.json"),
        )
    )
    links = "".join(f'<li><a href="{_href(file)}" download>{kind}</a></li>' for kind, file in kinds)
    return (
        '<section class="links" aria-labelledby="download-title"><h2 id="download-title">Download and subscribe</h2>'
        f'<ul>{links}<li><a href="index.html#subscribe">Subscribe to the show</a></li></ul></section>'
    )
