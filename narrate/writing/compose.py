"""Put the scripts of several documents together into one programme.

In: one attributed script a source, and what the announcer says in every programme. Out: one script, in the manner of a
radio documentary: ident, opening, a chapter for every heading and every source, archive passages marked and introduced
as such, closing. No word is invented here: what the announcer says comes from `show.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from narrate.config import Settings
from narrate.model import ANNOUNCER, NARRATOR, UNKNOWN, Cue, Cut, Pause, Script, Segment, Sound, Source, Speech

FROM_THE_TAPE = "from the tape"
OTHER_ANNOUNCER = "Radio announcer"
TAPE_WORDS = 60  #: how far back an announcement may stand before the passage that it announces

# An excerpt is heard as a recording only where the page itself speaks of one.
_RECORDED = re.compile(
    r"\b(?:audio|tapes?|taped|recordings?|recorded|broadcasts?|radio|on the air|airwaves|newsreels?|announcer"
    r"|запис\w*|плёнк\w*|пленк\w*|радио\w*|эфир\w*|диктор\w*)\b",
    re.IGNORECASE,
)


def announcements(lines: Iterable[str], *, settings: Settings, title: str, speaker: str = "") -> tuple[str, ...]:
    """Return the announcer's lines with what stands in braces filled in; lines that would be empty are left out."""
    names = {"station": settings.show.station or settings.show.title, "show": settings.show.title, "title": title}
    names |= {"speaker": speaker} if speaker else {}
    filled = []
    for line in lines:
        text = re.sub(r"\{(\w+)\}", lambda match: names.get(match[1], match[0]), line)
        text = re.sub(r"([?!…])\.(?=\s|$)", r"\1", " ".join(text.split()))
        if re.search(r"\w", text):
            filled.append(text)
    return tuple(filled)


def _of_the_station(lines: Iterable[str], settings: Settings) -> list[str]:
    """Leave out what names a station where there is none: "This is Tales. Tales." says one thing twice."""
    return [line for line in lines if settings.show.station or "{station}" not in line]


def known_lines(settings: Settings, script: Script) -> tuple[str, ...]:
    """Return every line that `show.toml` makes the announcer say in this script."""
    says = settings.announcer
    around = announcements((*says.opening, *says.closing, says.sign_off), settings=settings, title=script.title)
    heard = dict.fromkeys(_whose(cue) for cue in script.speeches() if FROM_THE_TAPE in cue.direction)
    introduced = (
        announcements(says.archive, settings=settings, title=script.title, speaker=speaker) for speaker in heard
    )
    return (*around, *chain.from_iterable(introduced))


def compose(parts: Sequence[Script], *, sources: Sequence[Source], title: str, settings: Settings) -> Script:
    """Return the programme made of one script a source.

    The same person under a short and a full name in different sources becomes one speaker. The cast is left empty.
    """
    names = _full_names(parts)
    segments: list[Segment] = [Segment(title="", cues=_opening(settings, title))]
    for part in parts:
        segments += _chapters(part, names)
    segments = [replace(segment, cues=_introduced(segment.cues, title, settings)) for segment in segments]
    segments = _said_once(segments, title, settings)
    says = settings.announcer
    closing = announcements(_of_the_station((*says.closing, says.sign_off), settings), settings=settings, title=title)
    if closing:
        last = segments[-1]
        cues = (*last.cues, Pause(seconds=1.2), *(Speech(speaker=ANNOUNCER, text=line) for line in closing))
        segments[-1] = replace(last, cues=cues)
    return Script(
        title=title,
        language=parts[0].language if parts else settings.show.language,
        sources=tuple(sources),
        segments=tuple(segments),
        dropped=tuple(drop for part in parts for drop in part.dropped),
    )


def _said_once(segments: list[Segment], title: str, settings: Settings) -> list[Segment]:
    """Leave out the title where the announcer has just said it; a chapter of that name begins with the programme."""
    if len(segments) < 2 or not any("{title}" in line for line in settings.announcer.opening):
        return segments
    opening, first = segments[:2]
    cues = list(first.cues)
    head = cues[0] if cues else None
    if isinstance(head, Speech) and head.speaker == NARRATOR and _plain(head.text) == _plain(title):
        cues[0] = Cut(text=head.text, why="the announcer has said it")
    if _plain(first.title) == _plain(title):
        return [Segment(title=first.title, cues=(*opening.cues, *cues)), *segments[2:]]
    return [opening, replace(first, cues=tuple(cues)), *segments[2:]]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()


def _opening(settings: Settings, title: str) -> tuple[Cue, ...]:
    lines = announcements(_of_the_station(settings.announcer.opening, settings), settings=settings, title=title)
    return (Sound(kind="ident"), *(Speech(speaker=ANNOUNCER, text=line) for line in lines))


def _chapters(part: Script, names: dict[str, str]) -> list[Segment]:
    found: list[Segment] = []
    heads: tuple[Cue, ...] = ()  #: of segments that are nothing but a heading
    for segment in part.segments:
        cues = heads + tuple(_renamed(cue, names) for cue in _taped(segment.cues))
        heads = ()
        if not segment.cues:
            continue
        if segment is not part.segments[-1] and _only_a_heading(segment):
            # A title with a heading right below it is no chapter of its own: a player would show an empty one.
            heads = cues
        elif segment.title or not found:
            found.append(Segment(title=segment.title or part.title or "Untitled", cues=cues))
        else:
            found[-1] = replace(found[-1], cues=(*found[-1].cues, *cues))
    return found


def _only_a_heading(segment: Segment) -> bool:
    said = [cue.text for cue in segment.cues if isinstance(cue, Speech)]
    return bool(segment.title) and len(said) == 1 and said[0].split() == segment.title.split()


def _renamed(cue: Cue, names: dict[str, str]) -> Cue:
    if isinstance(cue, Speech):
        return replace(cue, speaker=names.get(cue.speaker, cue.speaker), via=names.get(cue.via, cue.via))
    return cue


def _taped(cues: Sequence[Cue]) -> list[Cue]:
    """Mark the excerpts that the text before them calls a recording."""
    taped: list[Cue] = []
    announced = False
    for cue in cues:
        if isinstance(cue, Speech):
            if cue.kind == "narration":
                announced = bool(_RECORDED.search(" ".join(cue.text.split()[-TAPE_WORDS:])))
            elif cue.kind == "excerpt" and announced and not cue.direction:
                taped.append(replace(cue, direction=FROM_THE_TAPE))
                continue
        taped.append(cue)
    return taped


def _introduced(cues: Sequence[Cue], title: str, settings: Settings) -> tuple[Cue, ...]:
    """Return a chapter in which the announcer introduces each voice that is heard from a recording, once."""
    made: list[Cue] = []
    known: set[str] = set()
    for cue in cues:
        if isinstance(cue, Speech) and FROM_THE_TAPE in cue.direction and cue.speaker not in known:
            known.add(cue.speaker)
            given = _of_the_station(settings.announcer.archive, settings)
            lines = announcements(given, settings=settings, title=title, speaker=_whose(cue))
            made += [Speech(speaker=ANNOUNCER, text=line) for line in lines]
        made.append(cue)
    return tuple(made)


def _whose(cue: Speech) -> str:
    """Return whose words are heard: an announcer's who reads another's text are the author's."""
    return cue.via or cue.speaker


def _full_names(parts: Sequence[Script]) -> dict[str, str]:
    """Return short name -> full name where exactly one full name of the programme ends in the short one."""
    speakers = {name for part in parts for speech in part.speeches() for name in (speech.speaker, speech.via) if name}
    speakers -= {NARRATOR, ANNOUNCER, UNKNOWN}
    # A page may quote an announcer; the programme has one of its own.
    full: dict[str, str] = {ANNOUNCER: OTHER_ANNOUNCER}
    for short in speakers:
        longer = [name for name in speakers if name.endswith(" " + short)]
        if len(longer) == 1:
            full[short] = longer[0]
    return full
