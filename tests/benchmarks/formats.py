"""One text in every format, word for word: ``python tests/benchmarks/formats.py``.

The text is ours: a story repeated with other names until it fills several pages, with headings, quotations, lists and
long words. Our own writers make the files; where Chromium and ReportLab are at hand they make PDFs too, in one and two
columns, justified, with running heads, page numbers and footnotes. Printed: words that differ from the text, a
thousand, and CPU time of the whole reading, child process included, a page of 300 words.
"""

from __future__ import annotations

import difflib
import html
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.writing.ingest.makers import MAKERS, STORY, Story, body, pdf  # noqa: E402

NAMES = (("Marta Quill", "Edda Rohn"), ("Vellhaven", "Karsholm"), ("north", "western"), ("lamp", "incandescent beacon"))
CSS = {
    "one column": "body{font:11pt serif;width:15cm}",
    "two columns": "body{font:10pt serif} article{columns:2;text-align:justify;hyphens:auto}",
    "justified": "body{font:12pt sans-serif;width:11cm;text-align:justify;hyphens:auto} p{margin:0;text-indent:1.5em}",
    "a blank line": "body{font:9pt monospace}",
}
FOOT = "1 A note in small type at the foot of the page, which is not part of the text."


def long_story() -> Story:
    """Return the story four times, each time with another set of names."""
    parts = list(STORY)
    for old, new in NAMES:
        parts += [(kind, text.replace(old, new)) for kind, text in STORY[1:]]
    return parts


def files(story: Story, folder: Path) -> Iterator[tuple[str, Path]]:
    """Make a file in every format and yield it with its name."""
    for suffix, make in MAKERS.items():
        yield suffix, written(folder / f"own.{suffix}", make(story))
    yield (
        "pdf, indented, running head",
        written(folder / "own2.pdf", pdf(story, indented=True, running_head="THE VELLHAVEN GAZETTE")),
    )
    if chromium := shutil.which("chromium"):
        for name, css in CSS.items():
            page = folder / "page.html"
            page.write_text(
                f"<html lang=en><style>{css}</style><article>{body(story)}</article></html>", encoding="utf-8"
            )
            made = folder / f"chromium {name}.pdf"
            command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={made}", str(page)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            yield f"pdf by chromium, {name}", made
    try:
        yield from reports(story, folder)
    except ImportError:
        say("(reportlab is not installed: its PDFs are left out)")


def reports(story: Story, folder: Path) -> Iterator[tuple[str, Path]]:
    """Make PDFs as reports are made: frames, running heads, footnotes."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    sheet = getSampleStyleSheet()
    normal = ParagraphStyle("n", parent=sheet["Normal"], alignment=TA_JUSTIFY, spaceAfter=6)
    styles = {
        "title": sheet["Title"],
        "heading": sheet["Heading2"],
        "quote": ParagraphStyle("q", parent=normal, leftIndent=24, rightIndent=24),
    }

    def furniture(canvas: object, document: object) -> None:
        draw = canvas.drawString  # type: ignore[attr-defined]
        canvas.setFont("Times-Roman", 9)  # type: ignore[attr-defined]
        draw(290, 25, f"Page {document.page}")  # type: ignore[attr-defined]
        draw(72, 812, "The Vellhaven Gazette")
        canvas.setFont("Times-Roman", 7)  # type: ignore[attr-defined]
        draw(60, 45, FOOT.replace("1", str(document.page)))  # type: ignore[attr-defined]

    for columns in (1, 2):
        made = folder / f"report{columns}.pdf"
        width = 480 / columns
        frames = [Frame(60 + n * (width + 8), 60, width - 8, 740) for n in range(columns)]
        document = BaseDocTemplate(str(made), pagesize=A4)
        document.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
        document.build(
            [
                Paragraph(("• " if kind == "item" else "") + html.escape(text), styles.get(kind, normal))
                for kind, text in story
            ]
        )
        yield f"pdf by reportlab, {columns} column{'s' * (columns > 1)}", made


def written(path: Path, data: bytes) -> Path:
    """Write a file and return its path."""
    path.write_bytes(data)
    return path


def wrong_words(said: list[str], wanted: list[str]) -> int:
    """Count the words that are missing, too many or others."""
    blocks = difflib.SequenceMatcher(a=said, b=wanted, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    return max(len(said), len(wanted)) - same


def say(line: str) -> None:
    """Put a line on standard output."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def cpu() -> float:
    """Return the processor time of this process and of those it waited for, in seconds."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    """Print a line for every file."""
    from narrate.writing.ingest import read

    story = long_story()
    wanted = [word for _, text in story for word in text.split()]
    with TemporaryDirectory() as folder:
        for name, path in files(story, Path(folder)):
            began = cpu()
            document = read(path)
            took = cpu() - began
            said = [word for block in document.blocks if not block.why for word in block.text.split()]
            wrong = wrong_words(said, wanted)
            kinds: list[str] = [block.kind for block in document.blocks if not block.why]
            wanted_kinds = [{"item": "list-item"}.get(kind, kind) for kind, _ in story]
            right = max(len(wanted_kinds), len(kinds)) - wrong_words(kinds, wanted_kinds)
            say(
                f"{name:32} {100 - 100 * wrong / len(wanted):7.2f} % of {len(wanted)} words, "
                f"{100 * right / max(len(story), len(kinds)):5.1f} % of the blocks, "
                f"{1000 * took / (len(wanted) / 300):6.0f} ms CPU a page"
            )


if __name__ == "__main__":
    main()
