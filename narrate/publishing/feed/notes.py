"""Values of the feed: how texts are shortened, and what is said of an episode in the HTML that clients show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from narrate.model import Episode, Source
from narrate.safe_text import strip_controls, visible

MAX_VALUE = 255  # characters of a value, PSP-1
MAX_DESCRIPTION = 4000  # bytes, PSP-1
SYNTHETIC = "The voices of this programme are synthetic: a computer reads the words of the people named."


def short(text: str, most: int = MAX_VALUE) -> str:
    """Return one line of at most `most` characters, cut between words with an ellipsis."""
    text = visible(text)
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head = cut.rpartition(" ")[0]
    return (head if len(head) > most // 2 else cut).rstrip(" ,;:-") + "…"


def title_of(episode: Episode) -> str:
    """Return the title of an episode as the feed has it; its name where it has none."""
    return short(episode.title) or episode.name


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line."""
    return [line for part in re.split(r"\n\s*\n", strip_controls(text)) if (line := visible(part))]


def within(blocks: Sequence[str], most: int = MAX_DESCRIPTION) -> str:
    """Return as many whole blocks of HTML as fit; the first, plain text, is cut where even it does not."""
    kept: list[str] = []
    left = most
    for block in blocks:
        left -= len(block.encode()) + 1
        if left >= 0:
            kept.append(block)
        elif not kept:
            return f"<p>{escape(_cut_bytes(blocks[0], most - 8), quote=False)}</p>"
    return "\n".join(kept)


def _cut_bytes(block: str, most: int) -> str:
    text = unescape(block.removeprefix("<p>").removesuffix("</p>"))
    while len(escape(text, quote=False).encode()) > most - 3:
        over = len(escape(text, quote=False).encode()) - (most - 3)
        text = text[: -max(1, over // 4)]
    return text.rpartition(" ")[0] + "…" if " " in text else text + "…"


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text, quote=False)}</a>'


def _named(source: Source) -> str:
    title = visible(source.title) or visible(source.url)
    return _link(source.url, title) if is_web(source.url) else escape(title, quote=False)


def is_web(address: str) -> bool:
    """Say whether this is an http or https address."""
    return bool(re.match(r"https?://[^\s/?#]+\S*$", address))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"


def notes(episode: Episode, page: str) -> str:
    """Return the description of an episode in the HTML that clients show: p, a, ul, li."""
    blocks = [f"<p>{escape(text, quote=False)}</p>" for text in paragraphs(episode.description) or [title_of(episode)]]
    if len(episode.chapters) > 1:
        # Many players turn a time at the start of a line into a link.
        items = [
            f"<li>{_clock(c.start_seconds)} {escape(visible(c.title), quote=False)}</li>" for c in episode.chapters
        ]
        blocks.append("<ul>\n" + "\n".join(items) + "\n</ul>")
    sources = [
        f"<li>{_named(source)}</li>" for source in episode.sources if visible(source.title) or is_web(source.url)
    ]
    if sources:
        blocks.append("<p>Sources:</p>\n<ul>\n" + "\n".join(sources) + "\n</ul>")
    if episode.credits:
        credits = "\n".join(f"<li>{escape(visible(text), quote=False)}</li>" for text in episode.credits)
        blocks.append(f"<p>Credits:</p>\n<ul>\n{credits}\n</ul>")
    last = f"<p>{SYNTHETIC} {_link(page, 'Read along')}.</p>"
    return within(blocks, MAX_DESCRIPTION - len(last.encode()) - 1) + "\n" + last


def soundbite(episode: Episode) -> tuple[float, float, str] | None:
    """Return start and length in seconds and the words of a passage worth hearing first: from the first quotation.

    The namespace recommends 15 to 120 seconds; a programme that has not as much has none.
    """
    lines = [line for line in episode.lines if line.end_seconds <= episode.duration_seconds]
    first = next((index for index, line in enumerate(lines) if line.kind != "narration"), 0)
    for begin in (first, 0):
        for line in lines[begin:]:
            length = line.end_seconds - lines[begin].start_seconds
            if length > 120:
                break
            if length >= 15:
                return lines[begin].start_seconds, length, lines[begin].text
    return None
