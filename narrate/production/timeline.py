"""A picture of a programme for its producer: who speaks when, how loud it is, where the chapters are.

In: a mix, its takes, the lines and what a meter said. Out: an SVG that stands by itself, without a script, light or
dark as the page is. Columns and not sentences are drawn, so ten hours make no larger
file than ten minutes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from narrate.audio.meter import OFFSET_LUFS, STEPS_PER_SECOND
from narrate.legend import classes_of, clock, variables
from narrate.model import Chapter, Line, Mix, Take

WIDTH = 664  #: as wide as the page shows it, so that a pixel of text here is one there
LETTER = 6.8  #: pixels that a letter of 13 pixels takes on the average
LABEL_MARGIN = 10  #: pixels of air beside the title of a chapter
COLUMN = 1  #: pixels a column of the waveform
WAVE_TOP, WAVE_HEIGHT = 46, 96
LOUD_TOP, LOUD_HEIGHT = 166, 84
LEGEND_TOP = 286
LEGEND_ROW, LEGEND_COLUMNS = 22, 3
LEGEND_LETTERS = 22  #: of a name; its time stands beside it
LOUDEST_LUFS, SOFTEST_LUFS = -6.0, -42.0

STYLE = (
    f"svg{{{variables(dark=False)}--ink:#333;--quiet:#666;--rule:#bbb;--sound:#9a9a9a}}"
    f"@media(prefers-color-scheme:dark){{svg{{{variables(dark=True)}--ink:#ddd;--quiet:#aaa;--rule:#555;--sound:#777}}}}"
    "text{font:13px system-ui,sans-serif;fill:var(--ink)}.quiet{fill:var(--quiet)}.line{stroke:var(--rule)}"
    ".loud{stroke:var(--ink);fill:none}.wave{stroke-width:1}.sound{stroke:var(--sound)}"
    + "".join(f".s{n}{{stroke:var(--s{n})}}rect.s{n}{{fill:var(--s{n})}}" for n in range(9))
)


def timeline(mix: Mix, takes: Sequence[Take], lines: Sequence[Line], levels_lufs: Sequence[float]) -> str:
    """Return the picture as SVG; `levels_lufs` is the short-term loudness of the finished file, one value a second."""
    seconds = max(0.001, mix.frames / mix.rate_hz)
    speakers = tuple(dict.fromkeys(line.speaker for line in lines))
    height = LEGEND_TOP + LEGEND_ROW * -(-max(1, len(speakers)) // LEGEND_COLUMNS) + 8
    names = ", ".join(speakers)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">Timeline, {clock(seconds)}</title>',
        f'<desc id="d">{escape(f"{len(mix.chapters)} chapters; speakers: {names}")}</desc>',
        f"<style>{STYLE}</style>",
        *_chapters(mix.chapters, seconds),
        *_waves(mix, takes, lines, speakers),
        *_loudness(levels_lufs, mix.target_lufs, seconds),
        *_legend(lines, speakers),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _chapters(chapters: Sequence[Chapter], seconds: float) -> list[str]:
    made: list[str] = []
    labelled_to = -1.0
    for chapter in chapters:
        x = chapter.start_seconds / seconds * WIDTH
        made.append(f'<path class="line" d="M{x:.1f} 18V{LOUD_TOP + LOUD_HEIGHT}"/>')
        # A label that would lie on the one before is left out; its line still stands.
        if x >= labelled_to:
            room = int(((chapter.end_seconds - chapter.start_seconds) / seconds * WIDTH - LABEL_MARGIN) / LETTER)
            title = chapter.title if len(chapter.title) <= max(8, room) else chapter.title[: max(7, room - 1)] + "…"
            made.append(f'<text x="{x + 4:.1f}" y="14">{escape(title)}</text>')
            made.append(f'<text class="quiet" x="{x + 4:.1f}" y="31">{clock(chapter.start_seconds)}</text>')
            labelled_to = x + LABEL_MARGIN + LETTER * len(title)
    return made


def _waves(mix: Mix, takes: Sequence[Take], lines: Sequence[Line], speakers: Sequence[str]) -> list[str]:
    """Return one path a speaker, and one for what nobody says: a bar a column, as high as it is loud there."""
    count = WIDTH // COLUMN
    per_column = mix.frames / mix.rate_hz * STEPS_PER_SECOND / count
    heights: dict[str, list[float]] = {name: [0.0] * count for name in ("", *speakers)}
    told = iter(lines)
    for placement in mix.placements:
        if placement.kind == "bed":
            continue
        first = (placement.start + placement.lead) / mix.rate_hz * STEPS_PER_SECOND
        if placement.kind == "take":
            name = next(told).speaker
            gain = 10 ** ((placement.gain_db + mix.gain_db) / 10)
            levels = [_height(energy * gain) for energy in takes[placement.take].energies]
        else:
            name = ""
            levels = [0.45] * max(1, round(placement.frames / mix.rate_hz * STEPS_PER_SECOND))
        columns = heights[name]
        for step, level in enumerate(levels):
            # A take that is shorter than a column is seen in it all the same.
            for column in {int((first + step) / per_column), int((first + step + 0.99) / per_column)}:
                if column < count:
                    columns[column] = max(columns[column], level)
    made: list[str] = []
    half = WAVE_HEIGHT / 2
    middle = WAVE_TOP + half
    classes = classes_of(speakers)
    for name, columns in heights.items():
        bars = "".join(
            f"M{column * COLUMN + COLUMN / 2:g} {middle - level * half:.0f}V{middle + level * half:.0f}"
            for column, level in enumerate(columns)
            if level > 0.01
        )
        if bars:
            label = escape(name or "ident, stings and effects")
            made.append(f'<path class="wave {classes.get(name, "sound")}" d="{bars}"><title>{label}</title></path>')
    return made


def _height(energy: float) -> float:
    """Return how high a bar stands, 0 to 1: from -38 LUFS up to -8 LUFS."""
    lufs = OFFSET_LUFS + 10 * math.log10(energy) if energy > 0 else -100.0
    return min(1.0, max(0.0, (lufs + 38) / 30))


def _loudness(levels_lufs: Sequence[float], target_lufs: float, seconds: float) -> list[str]:
    def y(lufs: float) -> float:
        held = min(LOUDEST_LUFS, max(SOFTEST_LUFS, lufs))
        return LOUD_TOP + LOUD_HEIGHT * (LOUDEST_LUFS - held) / (LOUDEST_LUFS - SOFTEST_LUFS)

    # Many seconds to a column: the loudest is drawn.
    stride = max(1, len(levels_lufs) // WIDTH)
    points = " ".join(
        f"{(at + stride / 2) / seconds * WIDTH:.1f},{y(max(levels_lufs[at : at + stride])):.1f}"
        for at in range(0, len(levels_lufs), stride)
    )
    aim = y(target_lufs)
    made = [
        f'<path class="line" stroke-dasharray="4 4" d="M0 {aim:.1f}H{WIDTH}"/>',
        f'<text class="quiet" x="{WIDTH - 4}" y="{aim - 4:.1f}" text-anchor="end">{target_lufs:g} LUFS</text>',
    ]
    if points:
        made.append(f'<polyline class="loud" points="{points}"><title>short-term loudness</title></polyline>')
    return made


def _legend(lines: Sequence[Line], speakers: Sequence[str]) -> list[str]:
    spoken = dict.fromkeys(speakers, 0.0)
    for line in lines:
        spoken[line.speaker] += line.end_seconds - line.start_seconds
    made: list[str] = []
    classes = classes_of(speakers)
    for index, (name, seconds) in enumerate(spoken.items()):
        x, y = index % LEGEND_COLUMNS * (WIDTH // LEGEND_COLUMNS), LEGEND_TOP + index // LEGEND_COLUMNS * LEGEND_ROW
        made.append(f'<rect class="{classes[name]}" x="{x + 1}" y="{y - 10}" width="11" height="11"/>')
        short = name if len(name) <= LEGEND_LETTERS else name[: LEGEND_LETTERS - 1] + "…"
        made.append(f'<text x="{x + 19}" y="{y}">{escape(short)} <tspan class="quiet">{clock(seconds)}</tspan></text>')
    return made
