"""Transcripts and chapters as files: WebVTT, SubRip, and the JSON of the podcast namespace.

In: an Episode, whose words carry the times at which they were synthesised. Out: text. The shapes follow the podcast
namespace's documents on transcripts and on JSON chapters (version 1.2).
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.model import Episode, Line, Word
from narrate.production.encode.chapters import marks
from narrate.safe_text import visible

VTT_WIDTH = 65  # what the namespace's document recommends for captions
SRT_WIDTH = 32  # likewise, with two lines a card
CUE_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What is shown at one time."""

    speaker: str
    rows: tuple[str, ...]
    start_ms: int
    end_ms: int


def vtt(episode: Episode) -> str:
    """Return WebVTT: every cue names its speaker, no line is longer than 65 characters, markup included."""
    parts = ["WEBVTT\n"]
    for line in _spoken(episode):
        tag = f"<v {html.escape(visible(line.speaker), quote=False)}>" if visible(line.speaker) else ""
        for cue in _cues(line, width=VTT_WIDTH, first=VTT_WIDTH - len(tag), escape=True):
            rows = "\n".join(html.escape(row, quote=False) for row in cue.rows)
            parts.append(f"{_clock(cue.start_ms, '.')} --> {_clock(cue.end_ms, '.')}\n{tag}{rows}\n")
    return "\n".join(parts)


def srt(episode: Episode) -> str:
    """Return SubRip: cards of two lines of 32 characters; the speaker is named on the first card of a speech."""
    cards: list[str] = []
    before = ""
    for line in _spoken(episode):
        speaker = visible(line.speaker)
        label = f"{speaker}: " if speaker and speaker != before else ""
        before = speaker
        for cue in _cues(line, width=SRT_WIDTH, first=SRT_WIDTH, label=label):
            # An arrow inside a card would read as the timing line of the next one.
            text = "\n".join(cue.rows).replace("-->", "→")
            cards.append(f"{len(cards) + 1}\n{_clock(cue.start_ms, ',')} --> {_clock(cue.end_ms, ',')}\n{text}\n")
    return "\n".join(cards)


def transcript_json(episode: Episode) -> str:
    """Return the namespace's JSON transcript: one segment a word where the words' times are known, else a sentence."""
    segments = []
    for line in _spoken(episode):
        for word in timed_words(line):
            segments.append(
                {
                    "speaker": visible(line.speaker),
                    "startTime": round(word.start_seconds, 3),
                    "endTime": round(word.end_seconds, 3),
                    "body": word.text,
                }
            )
    document = {"version": "1.0.0", "segments": segments}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def chapters_json(episode: Episode, *, address: str = "") -> str:
    """Return JSON chapters that say what the MP3's own chapters say; `address` is where the show is reached."""
    chapters = []
    for mark in marks(episode, address):
        chapter: dict[str, object] = {"startTime": mark.start_ms / 1000, "endTime": mark.end_ms / 1000}
        chapter["title"] = mark.title
        if mark.image_url:
            chapter["img"] = mark.image_url
        if mark.url:
            chapter["url"] = mark.url
        chapters.append(chapter)
    document = {"version": "1.2.0", "title": visible(episode.title), "chapters": chapters}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def plain_text(episode: Episode) -> str:
    """Return the whole text, a paragraph a line, each change of speaker named."""
    rows: list[str] = []
    paragraph, speaker = -1, ""
    for line in _spoken(episode):
        text = visible(line.text)
        if line.paragraph == paragraph and line.speaker == speaker and rows:
            rows[-1] += f" {text}"
        else:
            rows.append(f"{visible(line.speaker)}: {text}" if line.speaker != speaker else text)
        paragraph, speaker = line.paragraph, line.speaker
    return "\n".join(rows)


def timed_words(line: Line) -> tuple[Word, ...]:
    """Return the words of a line as they are written, with times inside the line and in order.

    The engine's own times where it gave one a word; otherwise each word gets its share of the line by its length.
    """
    tokens = visible(line.text).split()
    start, end = line.start_seconds, max(line.start_seconds, line.end_seconds)
    if len(line.words) == len(tokens):
        edges = [(word.start_seconds, word.end_seconds) for word in line.words]
    else:
        total = sum(len(token) + 1 for token in tokens) or 1
        ends = [start]
        for token in tokens:
            ends.append(ends[-1] + (end - start) * (len(token) + 1) / total)
        edges = list(pairwise(ends))
    words: list[Word] = []
    last = start
    for token, (begin, finish) in zip(tokens, edges, strict=True):
        begin = min(max(begin, last), end)
        last = min(max(finish, begin), end)
        words.append(Word(text=token, start_seconds=begin, end_seconds=last))
    return tuple(words)


def _spoken(episode: Episode) -> Iterator[Line]:
    return (line for line in episode.lines if visible(line.text))


def _cues(line: Line, *, width: int, first: int, label: str = "", escape: bool = False) -> Iterator[Cue]:
    words = [Word(text=part, start_seconds=w.start_seconds, end_seconds=w.end_seconds) for w, part in _fit(line, width)]
    if label:
        begin = line.start_seconds
        words = [Word(text=part, start_seconds=begin, end_seconds=begin) for part in label.split()] + words
    # A speaker with a name of fifty letters would leave no room; better one long line than a word a cue.
    first = max(first, width // 3)
    cues = _lay(words, width, first, escape)
    needed = _rows(cues)
    # The narrowest rows that are no more in number: the last one is then not a lonely word.
    low, high = 0, width
    while high - low > 1 and needed > 1:
        middle = (low + high) // 2
        narrow = _lay(words, middle, max(1, first - (width - middle)), escape)
        if _rows(narrow) <= needed:
            cues, high = narrow, middle
        else:
            low = middle
    for rows in cues:
        group = [word for row in rows for word in row]
        start, end = round(group[0].start_seconds * 1000), round(group[-1].end_seconds * 1000)
        yield Cue(
            speaker=line.speaker,
            rows=tuple(" ".join(word.text for word in row) for row in rows),
            start_ms=start,
            end_ms=max(end, start + 1),
        )


def _fit(line: Line, width: int) -> Iterator[tuple[Word, str]]:
    """Yield the words, those longer than a line in parts."""
    for word in timed_words(line):
        step = len(word.text) if len(word.text) <= width else width // 2
        for at in range(0, len(word.text), step):
            yield word, word.text[at : at + step]


def _lay(words: Sequence[Word], width: int, first: int, escape: bool) -> list[list[list[Word]]]:
    """Return cues of at most two rows of words; the first row of each leaves room for the speaker's name."""
    cues: list[list[list[Word]]] = []
    room = -1
    for word in words:
        length = len(html.escape(word.text, quote=False)) if escape else len(word.text)
        if cues and length + 1 <= room:
            cues[-1][-1].append(word)
            room -= length + 1
        elif cues and len(cues[-1]) < CUE_LINES:
            cues[-1].append([word])
            room = width - length
        else:
            cues.append([[word]])
            room = first - length
    return cues


def _rows(cues: Sequence[Sequence[object]]) -> int:
    return sum(len(rows) for rows in cues)


def _clock(milliseconds: int, point: str) -> str:
    seconds, thousandths = divmod(max(0, milliseconds), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{thousandths:03d}"
