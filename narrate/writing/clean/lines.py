"""Lines -> paragraphs: undo hard wrapping, part what only shares a block, join what a blank line tore apart.

In: the raw blocks of a plain text, lines and indentation kept. Out: units, one for each paragraph or short line.
No kinds are judged here; a unit only keeps how it lay on the page.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from narrate.writing.clean.furniture import by_wording
from narrate.writing.clean.mapped import Mapped, join, substitute
from narrate.writing.posts import stands_alone
from narrate.writing.timed import find_timed


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LONGEST_WRAP = 130  #: a longer line was never wrapped by hand or by a mail program
_END = re.compile(r"[.!?…:;]['\"”’»)\]*_]*$")
BULLET = re.compile(
    r"(?:[•·▪◦‣●■►➤]|[*+](?=\s)|[-–—](?=\s)|\d{1,3}[.)](?=\s)|\(?[a-zA-Z0-9]{1,2}\)(?=\s)|[ivxlc]{1,6}[.)](?=\s))\s*"
)
_STAMP = r"[\[(<]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])>]?"
TIMESTAMP = re.compile(_STAMP)
_SUBTITLE_TIMES = re.compile(rf"^\s*{_STAMP}\s*-+>\s*{_STAMP}.*$")
_LABEL = re.compile(
    r"(?:[A-ZА-ЯЁÀ-Þ][\w.'’/-]*(?:[ \t]+(?:[A-ZА-ЯЁÀ-Þ\d][\w.'’-]*|of|the|de|van|von|"
    r"и)){0,4}(?:\s*[(\[][^)\]]{1,40}[)\]])?|[QAВО]\.?):(?=\s|$)|[QA](?:\.\s|[ \t]{2,}(?=[A-Z\"“]))"
)
_COLUMN = re.compile(r"(?:[\[(]?[\d:.]{4,12}[\])]?\s+)?([A-ZА-ЯЁ][A-ZА-ЯЁ0-9-]+)\s+(?=\S)")
_DASH = re.compile(r"[—–-]\s*(?=[\w«\"“…])")
_WRAPPED_HYPHEN = re.compile(r"(\w+)-\n\s*([^\W\d_]+)")
_FULL_PREFIX = _set(
    "self well half ex non all cross mid anti semi twenty thirty forty fifty sixty seventy eighty ninety high low "
    "long short old new hard so two three four five six ten first second third late early far near mother father "
    "brother sister по кое из"
)
_POSTSCRIPT = re.compile(r"P\.? ?S\.|[*#>]|\[\d+\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A paragraph or a short line, as it lay on the page."""

    mapped: Mapped
    group: int  #: which raw block it was part of
    lines: int = 1
    indent: int = 0
    alone: bool = True  #: the only unit of its raw block
    verse: bool = False
    cue: bool = False  #: a name over what is said, a direction under it, or what is said, in a play

    @property
    def text(self) -> str:
        """Return the text itself."""
        return self.mapped.text


def units(blocks: Iterable[Mapped]) -> list[Unit]:
    """Return the units of raw blocks, in order."""
    raw = [_lines(block) for block in blocks]
    width = _wrap_width(raw)
    hyphenated = _hyphenated(raw)
    common = _common_indent(raw)
    texts = [line.text.strip() for lines in raw for line in lines]
    timed = {texts[i]: head.end for i, head in find_timed(texts).items()}
    heads = _Heads(columns=_columns(raw), timed=timed)
    cues = _cues(raw)
    found: list[Unit] = []
    for group, lines in enumerate(raw):
        while len(lines) > 1 and (_name_of_cue(lines[0]) in cues or (cues and _PARENTHESES.fullmatch(lines[0].text))):
            found.append(Unit(mapped=lines[0].strip(), group=group, alone=False, cue=True))
            lines = lines[1:]
        cued = bool(found) and found[-1].group == group
        if cued and max(len(line.text.strip()) for line in lines) < 60:
            said = _unwrap(lines, hyphenated)
            found.append(Unit(mapped=said, group=group, lines=len(lines), alone=False, cue=True))
        else:
            found += _parts(lines, group, width, common, hyphenated, heads)
    return _merge_torn(found, width)


_CUE = re.compile(
    r"\s*([A-ZА-ЯЁ][A-ZА-ЯЁ0-9 .'’&#/-]{1,30}?)(?:\s*\((?:V\.? ?O|O\.? ?S|O\.? ?C|CONT|MORE|ON |OFF|INTO|FILTER|"
    r"PRE)[^()]{0,20}\))*\s*"
)
_PARENTHESES = re.compile(r"\s*\([^()]{1,60}\)\s*")


def _name_of_cue(line: Mapped) -> str:
    match = _CUE.fullmatch(line.text)
    return match[1] if match else ""


def _cues(raw: Sequence[Sequence[Mapped]]) -> frozenset[str]:
    """Return who speaks in a play whose names stand in capitals over what is said, line by line; else nobody.

    Each block has to begin with the name, and two at least of the names come back. In a screenplay, where scenes begin
    with INT. or EXT., and where names lie deeper than what is said, one time is enough.
    """
    heads: Counter[str] = Counter()
    deeper: Counter[str] = Counter()
    for lines in raw[1:]:
        name = _name_of_cue(lines[0]) if len(lines) > 1 else ""
        if name and len(name.split()) <= 4 and not lines[1].text.strip().isupper():
            heads[name] += 1
            deeper[name] += _indent(lines[0]) - _indent(lines[1]) >= 4
    if len(heads) < 2 or sum(heads.values()) < 4:
        return frozenset()
    if deeper.total() >= 0.8 * heads.total():
        return frozenset(name for name in heads if heads[name] >= 2 or deeper[name])
    known = sum(count >= 2 for count in heads.values()) >= 2
    return frozenset(name for name in heads if heads[name] >= 2) if known else frozenset()


def _lines(block: Mapped) -> list[Mapped]:
    lines: list[Mapped] = []
    at = 0
    for line in block.text.split("\n"):
        if line.strip():
            lines.append(block.slice(at, at + len(line)))
        at += len(line) + 1
    return lines


def _wrap_width(raw: Sequence[Sequence[Mapped]]) -> int:
    """Return the width at which the page was wrapped, or 0 where it was not."""
    lengths = sorted(len(line.text.rstrip()) for lines in raw for line in lines[:-1])
    lengths = [n for n in lengths if 30 <= n <= LONGEST_WRAP]
    if len(lengths) < 2:
        return lengths[0] if lengths and lengths[0] > 55 else 0
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    full = sum(n >= 0.8 * width for n in lengths)
    return width if full >= max(2, 0.3 * len(lengths)) else 0


def _common_indent(raw: Sequence[Sequence[Mapped]]) -> int:
    """Return the indentation that most lines have."""
    counts: dict[int, int] = {}
    for lines in raw:
        for line in lines:
            counts[_indent(line)] = counts.get(_indent(line), 0) + 1
    return max(counts, key=lambda n: (counts[n], -n), default=0)


def _indent(line: Mapped) -> int:
    return len(line.text) - len(line.text.lstrip())


def _hyphenated(raw: Sequence[Sequence[Mapped]]) -> frozenset[str]:
    """Return the words with a hyphen that stand inside a line: a wrap at their hyphen keeps it."""
    return frozenset(
        word.lower()
        for lines in raw
        for line in lines
        if "-" in line.text
        for word in re.findall(r"\w+-\w+", line.text)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heads:
    """How the turns of a page begin where no blank line parts them."""

    columns: frozenset[str]  #: names in capitals to the left of what is said
    timed: Mapping[str, int]  #: lines that begin with a name and a time, and where these end

    def begin(self, before: str, line: str) -> bool:
        """Tell whether a turn begins at `line`."""
        if line.strip() in self.timed or self.timed.get(before.strip()) == len(before.strip()):
            return True
        named = _COLUMN.match(line.strip()) if self.columns else None
        return named is not None and named[1] in self.columns and _END.search(before.rstrip(" -–—")) is not None


def _columns(raw: Sequence[Sequence[Mapped]]) -> frozenset[str]:
    """Return the speakers of a column of names in capitals before the lines of a transcript; none elsewhere."""
    heads = Counter(
        match[1] for lines in raw for line in lines if (match := _COLUMN.match(line.text.strip())) is not None
    )
    names = frozenset(head for head, count in heads.items() if count >= 2)
    return names if len(names) >= 2 and sum(heads[name] for name in names) >= 4 else frozenset()


def _parts(
    lines: list[Mapped], group: int, width: int, common: int, hyphenated: frozenset[str], heads: _Heads
) -> list[Unit]:
    if len(lines) == 1:
        only = lines[0]
        return [Unit(mapped=only.strip(), group=group, indent=max(0, _indent(only) - common))]
    if _is_verse(lines, width):
        indent = max(0, min(_indent(line) for line in lines) - common)
        return [Unit(mapped=join([x.strip() for x in lines]), group=group, lines=len(lines), indent=indent, verse=True)]
    runs: list[list[Mapped]] = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        if heads.begin(before.text, line.text) or _breaks(before, line, width, first=len(runs[-1]) == 1):
            runs.append([line])
        else:
            runs[-1].append(line)
    return [
        Unit(
            mapped=_unwrap(run, hyphenated),
            group=group,
            lines=len(run),
            indent=max(0, min(_indent(x) for x in run) - common),
            alone=len(runs) == 1,
        )
        for run in runs
    ]


def _breaks(before: Mapped, line: Mapped, width: int, *, first: bool) -> bool:
    """Decide whether a new paragraph begins at `line`."""
    head, text = before.text.strip(), line.text.strip()
    if _SUBTITLE_TIMES.match(head) or _SUBTITLE_TIMES.match(text):
        return True
    if stands_alone(head) or (stands_alone(text) and (len(head) < 40 or _END.search(head) or text[:1].isdigit())):
        return True
    if BULLET.match(text) and not (text[:1] in "-–—" and not _END.search(head)):
        return True
    ended = _END.search(head) is not None
    if _LABEL.match(text) and (ended or len(head) < 0.8 * width or not width):
        return True
    if TIMESTAMP.match(text) and text[:1] in "[(0123456789" and ended:
        return True
    if len(head) < 60 and len(text) < 80 and (by_wording(text) or by_wording(head)):
        return True
    if text.startswith((">>", "©", "##")) or (_POSTSCRIPT.match(text) and ended):
        return True
    if len(before.text.rstrip()) > LONGEST_WRAP:
        return True
    rest = _indent(line) - _indent(before)
    if ended and rest >= 2 and not (first and rest < 0):
        return True
    forced = width and len(before.text.rstrip()) + 1 + len(text.split(" ", 1)[0]) > width - 3
    if forced:
        return False
    if len(head) > 0.75 * width > 0 and not ended and (head[-1] in ",-–—" or text[:1].islower()):
        return False
    if text[:1].islower() and not ended and len(head.split()) > 3 and len(head) > 0.5 * width:
        return False
    return not (head[-1:] in ",-" and text[:1].islower())


def _is_verse(lines: Sequence[Mapped], width: int) -> bool:
    """Short lines that begin with capitals, hardly end in full stops and are no list."""
    texts = [line.text.strip() for line in lines]
    if (
        len(texts) < 3
        or max(map(len, texts)) > 65
        or min(map(len, texts)) < 8
        or sum(map(len, texts)) < 15 * len(texts)
    ):
        return False
    if sum(len(t) for t in texts[:-1]) / (len(texts) - 1) > 0.82 * max(width, 60):
        return False
    if any(BULLET.match(t) or _LABEL.match(t) or TIMESTAMP.match(t) or "|" in t for t in texts):
        return False
    ends = [t[-1] for t in texts]
    stops = sum(e in '.!?…"”»’' for e in ends)
    commas = sum(e in ",;—–-" for e in ends)
    words = sum(len(t.split()) for t in texts) / len(texts)
    return words >= 3.2 and commas >= 1 and stops <= 0.6 * len(texts) and stops + commas >= 0.34 * len(texts)


def _unwrap(run: Sequence[Mapped], hyphenated: frozenset[str]) -> Mapped:
    if len(run) == 1:
        return run[0].strip()
    joined = join([line.strip() for line in run], "\n")

    def close(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        keep = f"{first}-{second}".lower() in hyphenated or first.lower() in _FULL_PREFIX or second[0].isupper()
        return f"{first}-{second}" if keep or first[-1].isdigit() else first + second

    if "-\n" in joined.text:
        joined = substitute(_WRAPPED_HYPHEN, close, joined)
    return Mapped(joined.text.replace("\n", " "), joined.offsets)


def _merge_torn(found: list[Unit], width: int) -> list[Unit]:
    """Join a paragraph that a blank line cut in the middle of a sentence: double spacing, a page break."""
    merged: list[Unit] = []
    pending: list[Unit] = []
    for unit in found:
        if pending and not _torn(pending[-1], unit, width):
            merged.append(_joined(pending))
            pending = []
        pending.append(unit)
    if pending:
        merged.append(_joined(pending))
    return merged


def _joined(run: Sequence[Unit]) -> Unit:
    if len(run) == 1:
        return run[0]
    first = run[0]
    return Unit(
        mapped=join([unit.mapped for unit in run]),
        group=first.group,
        lines=sum(unit.lines for unit in run),
        indent=first.indent,
        alone=first.alone,
    )


def _torn(before: Unit, after: Unit, width: int) -> bool:
    if before.group == after.group or before.verse or after.verse:
        return False
    head, text = before.text, after.text
    if not text[:1].islower() or BULLET.match(text) or len(head) < 45 or len(text.split()) < 2 or by_wording(text):
        return False
    if head[-1:] not in ",-–" and not head[-1:].isalnum():
        return False
    return "|" not in head and "©" not in head
