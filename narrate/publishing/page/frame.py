"""What every page has: the frame with its policy, and how texts, times and files are written in HTML."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote

from narrate.legend import variables
from narrate.model import Episode, Show, Source
from narrate.safe_text import strip_controls, visible


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def whole_page(show: Show, *, title: str, summary: str, language: str, kind: str, body: str, foot: str) -> str:
    """Return a page: the parts are HTML, the other values are texts."""
    light, dark = variables(dark=False), variables(dark=True)
    palette = f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    style, script = palette + _read("page.css"), _read("page.js")
    return Template(_read("frame.html")).substitute(
        title=text(title),
        summary=escape(visible(summary)[:300]),
        language=escape(language or "en"),
        show=escape(visible(show.title)),
        station=text(show.station or show.title),
        kind=text(kind),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        body=body,
        foot=foot,
    )


def text(text: str) -> str:
    """Return a text as it stands between tags."""
    return escape(visible(text), quote=False)


def href(name: str) -> str:
    """Return a file of the folder as a relative address."""
    return escape(quote(name, safe="/"))


def paragraphs(text: str) -> str:
    """Return a text of several paragraphs as HTML."""
    parts = [visible(part) for part in strip_controls(text).split("\n\n")]
    return "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in parts if part)


def seconds_of(seconds: float) -> str:
    """Return a time as the addresses behind ``#t=`` have it."""
    return f"{max(0.0, seconds):.3f}".rstrip("0").rstrip(".")


def day(published: str) -> str:
    """Return a date as a person reads it; nothing for what is none."""
    try:
        day = datetime.fromisoformat(published)
    except ValueError:
        return ""
    return f'<time datetime="{day:%Y-%m-%d}">{day.day} {day:%B %Y}</time>'


def lasts(seconds: float) -> str:
    """Return a length as a person says it."""
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes else f"{round(seconds)} s"


def honest(sources: Sequence[Source]) -> str:
    """Return the line that says whose voices and whose words these are."""
    authors = list(dict.fromkeys(visible(source.author) for source in sources if source.author))
    wrote = f"The words were written by {_listed(authors)}." if authors else "The words are those of the sources."
    return (
        '<p class="honest">The voices of this programme are synthetic: a computer reads what the people named here '
        f"wrote or said, and none of them took part. {text(wrote)}</p>"
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def player_of(episode: Episode, *, key: str) -> str:
    """Return the audio element; one with a key remembers where the listener was."""
    about = escape(visible(episode.title))
    remember = f' id="audio" data-key="{escape(key)}"' if key else ""
    source = href(episode.enclosure.file)
    return (
        f'<audio{remember} controls preload="{"metadata" if key else "none"}" src="{source}" '
        f'aria-label="{about}"><a href="{source}">Download the MP3</a></audio>'
    )
