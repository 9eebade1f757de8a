"""The script: each span with its voice becomes a cue, without the marks and points at its edges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import NARRATOR, Block, Document, Dropped, Script, Segment, Speech
from narrate.writing.attribute.quotations.pieces import Paragraph
from narrate.writing.attribute.voices import Turn, Voice

_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?=[\"“«„‘'])")  #: of a quotation in a list: the narrator counts
_EDGE_LEFT = re.compile(r"^[\s,;:.…\"“”„«»‘’'—–)\]-]+")
_EDGE_RIGHT = re.compile(r"[\s\"“”„«»—–(\[-]+$")


def script_of(
    document: Document, plan: Sequence[Paragraph | Block], turns: dict[int, Turn], voices: dict[int, Voice]
) -> Script:
    """Return the script of a document: `plan` holds, for each block, what was read in it, or the block itself."""
    segments: list[tuple[str, list[Speech]]] = [("", [])]
    dropped: list[Dropped] = list(document.dropped)
    for i, (block, planned) in enumerate(zip(document.blocks, plan, strict=True)):
        if block.why:
            dropped.append(Dropped(text=block.text, why=block.why, origin=block.origin()))
            continue
        if block.kind in ("title", "heading") and i not in turns and i not in voices:
            if segments[-1][1] or segments[-1][0]:
                segments.append((block.text, []))
            else:
                segments[-1] = (block.text, segments[-1][1])
            segments[-1][1].extend(_speech(block, 0, len(block.text), NARRATOR, "narration", block.kind, 0.95))
            continue
        cues = segments[-1][1]
        if i in turns:
            turn = turns[i]
            if turn.label_end:
                end = len(block.text[: turn.label_end].rstrip())
                dropped.append(Dropped(text=block.text[:end], why="label", origin=block.origin(0, end)))
            kind = "narration" if turn.speaker == NARRATOR else "excerpt"
            cues.extend(_speech(block, turn.label_end, len(block.text), turn.speaker, kind, turn.rule, turn.confidence))
        elif i in voices:
            voice = voices[i]
            number = _NUMBER.match(block.text) if block.kind == "list-item" else None
            first = max(number.end() if number else 0, voice.start)
            last = len(block.text) if voice.end is None else voice.end
            before = "list-number" if number else "narration"
            cues.extend(_speech(block, 0, first, NARRATOR, "narration", before, 0.9))
            said = (voice.speaker, voice.kind, voice.rule, voice.confidence)
            cues.extend(_speech(block, first, last, *said, via=voice.via))
            cues.extend(_speech(block, last, len(block.text), NARRATOR, "narration", "narration", 0.9))
        elif isinstance(planned, Paragraph):
            for piece in planned.pieces:
                start, end = piece.inner or (piece.start, piece.end)
                cues.extend(_speech(block, start, end, piece.speaker, piece.kind, piece.rule, piece.confidence))
    dropped.sort(key=lambda d: d.origin.start)
    return Script(
        title=document.title,
        language=document.language or "en",
        sources=(document.source,),
        segments=tuple(Segment(title=title, cues=tuple(cues)) for title, cues in segments if cues or title),
        dropped=tuple(dropped),
    )


def _speech(
    block: Block, start: int, end: int, speaker: str, kind: str, rule: str, confidence: float, *, via: str = ""
) -> list[Speech]:
    """Return the speech of a span without the marks and points at its edges, or nothing where no word is left."""
    text = block.text
    left = _EDGE_LEFT.match(text[start:end])
    begin = start + (left.end() if left else 0)
    if kind == "narration":  # marks inside the narrator's text stay
        begin = start
        while begin < end and (text[begin].isspace() or text[begin] in ",;:.…—–-)]"):
            begin += 1
        stop = len(text[:end].rstrip())
    else:
        right = _EDGE_RIGHT.search(text[begin:end])
        stop = begin + right.start() if right else end
        # The mark that closes a quotation inside the speech is the speech's own.
        inside, after = text[begin:stop], text[stop : stop + 1]
        if (after == "”" and inside.count("“") > inside.count("”")) or (after == '"' and inside.count('"') % 2):
            stop += 1
    if not any(ch.isalnum() for ch in text[begin:stop]):
        return []
    return [
        Speech(
            speaker=speaker,
            text=text[begin:stop],
            kind=kind,  # type: ignore[arg-type]
            rule=rule,
            confidence=round(confidence, 2),
            via=via,
            origin=block.origin(begin, stop),
        )
    ]
