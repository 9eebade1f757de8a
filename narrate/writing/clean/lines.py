"""Lines -> paragraphs: undo hard wrapping, part what only shares a block, join what a blank line tore apart.

In: the raw blocks of a plain text, lines and indentation kept. Out: units, one for each paragraph or short line.
No kinds are judged here; a unit only keeps how it lay on the page.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.writing.clean.furniture import by_wording
from narrate.writing.clean.mapped import Mapped, join
from narrate.writing.clean.measures import (
    COLUMN,
    LONGEST_WRAP,
    PARENTHESES,
    common_indent,
    find_columns,
    find_cues,
    find_hyphenated,
    indent_of,
    name_of_cue,
    wrap_width,
)
from narrate.writing.clean.subtitles import CUE_TIMES, TIMESTAMP, cue_units, part_cues, times_of_cue
from narrate.writing.clean.torn import merge_torn, without_page_heads
from narrate.writing.clean.unit import BULLET, END, LABEL_OF_LINE, Unit, unwrap
from narrate.writing.over import find_over
from narrate.writing.posts import button_at_end, find_thread, stands_alone
from narrate.writing.timed import find_timed

_DASH = re.compile(r"[—–-]\s*(?=[\w«\"“…])")
_RUNS_ON = re.compile(r"\b(?:the|an?|of|by|from|with|for|and|or|to|in|at|on)$")  #: no line of a list ends so
_POSTSCRIPT = re.compile(r"P\.? ?S\.|[*#>]|\[\d+\]")


def units(blocks: Iterable[Mapped]) -> list[Unit]:
    """Return the units of raw blocks, in order."""
    raw = [part for block in blocks for cue in part_cues(_lines(block)) for part in without_page_heads(cue)]
    width = wrap_width(raw)
    hyphenated = find_hyphenated(raw)
    common = common_indent(raw)
    texts = [line.text.strip() for lines in raw for line in lines]
    timed = {texts[i]: head.end for i, head in find_timed(texts).items()}
    timed |= {texts[i]: len(texts[i]) for i in find_over(texts)}
    for i, part in find_thread(texts).items():
        if part.role in ("name", "head", "data", "control") or part.end:
            timed[texts[i]] = part.end or len(texts[i])
    for i in find_over(texts):
        timed.setdefault(texts[i], len(texts[i]))
    heads = _Heads(columns=find_columns(raw), timed=timed)
    cues = find_cues(raw)
    found: list[Unit] = []
    for group, lines in enumerate(raw):
        while len(lines) > 1 and (name_of_cue(lines[0]) in cues or (cues and PARENTHESES.fullmatch(lines[0].text))):
            found.append(Unit(mapped=lines[0].strip(), group=group, alone=False, cue=True))
            lines = lines[1:]
        cued = bool(found) and found[-1].group == group
        if cued and max(len(line.text.strip()) for line in lines) < 60:
            said = unwrap(lines, hyphenated)
            found.append(Unit(mapped=said, group=group, lines=len(lines), alone=False, cue=True))
        else:
            found += _parts(lines, group, width, common, hyphenated, heads)
    return merge_torn([part for unit in found for part in _without_button(unit)], hyphenated)


def _without_button(unit: Unit) -> list[Unit]:
    """Part a post from the button behind its last word."""
    at = button_at_end(unit.text)
    if not at:
        return [unit]
    said, button = unit.mapped.slice(0, at).strip(), unit.mapped.slice(at, len(unit.text))
    return [replace(unit, mapped=said, alone=False), replace(unit, mapped=button, alone=False, lines=1)]


def _lines(block: Mapped) -> list[Mapped]:
    lines: list[Mapped] = []
    at = 0
    for line in block.text.split("\n"):
        if line.strip():
            lines.append(block.slice(at, at + len(line)))
        at += len(line) + 1
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heads:
    """How the turns of a page begin where no blank line parts them."""

    columns: frozenset[str]  #: names in capitals to the left of what is said
    timed: Mapping[str, int]  #: lines that begin with a name and a time or a date, and where these end

    def begin(self, before: str, line: str) -> bool:
        """Tell whether a turn begins at `line`."""
        if line.strip() in self.timed or self.timed.get(before.strip()) == len(before.strip()):
            return True
        if self.timed and TIMESTAMP.match(line.strip()) and TIMESTAMP.match(before.strip()):
            return True  # "[20:02] * tallow looks at the clock"
        named = COLUMN.match(line.strip()) if self.columns else None
        return named is not None and named[1] in self.columns and END.search(before.rstrip(" -–—")) is not None


def _parts(
    lines: list[Mapped], group: int, width: int, common: int, hyphenated: frozenset[str], heads: _Heads
) -> list[Unit]:
    if len(lines) == 1:
        only = lines[0]
        return [Unit(mapped=only.strip(), group=group, indent=max(0, indent_of(only) - common))]
    if (shown := times_of_cue(lines)) >= 0:
        return cue_units(lines, shown + 1, group, hyphenated)
    if _is_verse(lines, width):
        indent = max(0, min(indent_of(line) for line in lines) - common)
        return [Unit(mapped=join([x.strip() for x in lines]), group=group, lines=len(lines), indent=indent, verse=True)]
    runs: list[list[Mapped]] = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        if heads.begin(before.text, line.text) or _breaks(before, line, width, first=len(runs[-1]) == 1):
            runs.append([line])
        else:
            runs[-1].append(line)
    return [
        Unit(
            mapped=unwrap(run, hyphenated),
            group=group,
            lines=len(run),
            indent=max(0, min(indent_of(x) for x in run) - common),
            alone=len(runs) == 1,
        )
        for run in runs
    ]


def _breaks(before: Mapped, line: Mapped, width: int, *, first: bool) -> bool:
    """Decide whether a new paragraph begins at `line`."""
    head, text = before.text.strip(), line.text.strip()
    if CUE_TIMES.match(head) or CUE_TIMES.match(text):
        return True
    if stands_alone(head) or (stands_alone(text) and (len(head) < 40 or END.search(head) or text[:1].isdigit())):
        return True
    if BULLET.match(text) and not (text[:1] in "-–—" and not END.search(head)):
        return True
    ended = END.search(head) is not None
    if LABEL_OF_LINE.match(text) and (ended or len(head) < 0.8 * width or not width):
        return True
    if TIMESTAMP.match(text) and text[:1] in "[(0123456789" and ended:
        return True
    forced = width and len(before.text.rstrip()) + 1 + len(text.split(" ", 1)[0]) > width - 3
    if ended and len(text) < 25 and by_wording(text):
        return True
    if len(head) < 60 and len(text) < 80 and (by_wording(text) or (by_wording(head) and not _RUNS_ON.search(head))):
        return True
    if text.startswith((">>", "©", "##", "§ ")) or (_POSTSCRIPT.match(text) and ended):
        return True
    if len(before.text.rstrip()) > LONGEST_WRAP:
        return True
    rest = indent_of(line) - indent_of(before)
    if ended and rest >= 2 and not (first and rest < 0):
        return True
    if forced:
        return False
    if len(head) > 0.75 * width > 0 and not ended and (head[-1] in ",-–—" or text[:1].islower()):
        return False
    if text[:1].islower() and not ended and len(head.split()) > 3 and len(head) > 0.5 * width:
        return False
    return not (head[-1:] in ",-" and text[:1].islower())


def _steps(lines: Sequence[Mapped]) -> bool:
    """Tell a stanza whose every second line is set in, each with a capital: no paragraph is."""
    indents = [indent_of(line) for line in lines]
    starts = all(line.text.strip().lstrip("\"“‘'_*—(")[:1].isupper() for line in lines)
    return (
        starts and len(lines) >= 4 and indents[0] < indents[1] and indents == (indents[:2] * len(lines))[: len(lines)]
    )


_LINE_NUMBER = re.compile(r"\s{2,}\d{1,4}$")


def _is_verse(lines: Sequence[Mapped], width: int) -> bool:
    """Short lines that begin with capitals, hardly end in full stops and are no list."""
    texts = [_LINE_NUMBER.sub("", line.text.strip()) for line in lines]
    if (
        len(texts) < 3
        or max(map(len, texts)) > 65
        or min(map(len, texts)) < 8
        or sum(map(len, texts)) < 15 * len(texts)
    ):
        return False
    if sum(len(t) for t in texts[:-1]) / (len(texts) - 1) > 0.82 * max(width, 60):
        return False
    if any(BULLET.match(t) or LABEL_OF_LINE.match(t) or TIMESTAMP.match(t) or "|" in t for t in texts):
        return False
    ends = [t[-1] for t in texts]
    stops = sum(e in '.!?…"”»’' for e in ends)
    commas = sum(e in ",;—–-" for e in ends)
    words = sum(len(t.split()) for t in texts) / len(texts)
    if words >= 3.2 and _steps(lines):
        return True
    return words >= 3.2 and commas >= 1 and stops <= 0.6 * len(texts) and stops + commas >= 0.34 * len(texts)
