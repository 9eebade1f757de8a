"""Page furniture in plain text, beside jusText: ``python tests/benchmarks/furniture.py [FOLDER...]``.

Pages that lost their markup, each with gold that says which words are spoken and which are furniture (menus, bylines,
captions, copyright lines, teasers). Measured are words: precision, recall and F1 of what is spoken, and of what is left
out. Labels, stage directions, times and citations stand inside paragraphs, where jusText does not look: they count for
nobody. jusText is given every line as a paragraph, and once more every block between blank lines; the better of the
two is printed. The folders are those of the tests' corpus unless others are named.
"""

from __future__ import annotations

import html
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.writing.scoring import words  # noqa: E402

INSIDE = frozenset({"label", "stage-direction", "timestamp", "citation"})
Reader = Callable[[Path], str]


@dataclass(slots=True)
class Count:
    """Words by what gold and system say of them."""

    both: int = 0
    gold: int = 0
    system: int = 0

    def add(self, gold: Sequence[bool], system: Sequence[bool], counted: Sequence[bool]) -> None:
        """Add the words of a page."""
        for wanted, got, counts in zip(gold, system, counted, strict=True):
            self.both += counts and wanted and got
            self.gold += counts and wanted
            self.system += counts and got

    def __str__(self) -> str:
        """Return precision, recall and F1."""
        precision, recall = self.both / max(self.system, 1), self.both / max(self.gold, 1)
        return f"{precision:8.3f}{recall:8.3f}{2 * precision * recall / max(precision + recall, 1e-9):8.3f}"


def ours(path: Path) -> str:
    """Return what narrate would speak."""
    from narrate.writing.attribute import attribute
    from narrate.writing.clean import clean
    from narrate.writing.ingest import read

    return "\n".join(speech.text for speech in attribute(clean(read(path))).speeches())


def everything(path: Path) -> str:
    """Return the page."""
    return path.read_text(encoding="utf-8")


def justext_of(split: str) -> Reader:
    """Return what jusText keeps of a page whose parts, told apart by a pattern, are made paragraphs."""

    def read(path: Path) -> str:
        import justext

        text = path.read_text(encoding="utf-8")
        page = "".join(f"<p>{html.escape(part)}</p>" for part in re.split(split, text) if part.strip())
        stoplist = justext.get_stoplist("Russian" if re.search("[а-яё]{4}", text) else "English")
        found = justext.justext(f"<html><body>{page}</body></html>".encode(), stoplist, encoding="utf-8")
        return "\n".join(part.text for part in found if not part.is_boilerplate)

    return read


def marks(page: Sequence[str], said: Sequence[str]) -> list[bool]:
    """Return for each word of a page whether it is among what is said, in order."""
    found = [False] * len(page)
    for start, _, size in SequenceMatcher(None, page, said, autojunk=False).get_matching_blocks():
        found[start : start + size] = [True] * size
    return found


def measure(pages: Sequence[Path], read: Reader) -> tuple[Count, Count, float]:
    """Return the counts of spoken and of dropped words over all pages, and the CPU seconds a page."""
    spoken, dropped = Count(), Count()
    seconds = 0.0
    for path in pages:
        units = [json.loads(line) for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
        parts = [(words(unit.get("text") or unit["drop"]), "text" in unit, unit.get("why")) for unit in units]
        page = [word for part, _, _ in parts for word in part]
        gold = [said for part, said, _ in parts for _ in part]
        counted = [why not in INSIDE for part, _, why in parts for _ in part]
        began = time.process_time()
        said = words(read(path))
        seconds += time.process_time() - began
        system = marks(page, said)
        spoken.add(gold, system, counted)
        dropped.add([not one for one in gold], [not one for one in system], counted)
    return spoken, dropped, seconds / max(len(pages), 1)


def main() -> None:
    """Print a table for each folder."""
    corpus = ROOT / "tests" / "writing" / "corpus"
    for folder in map(Path, sys.argv[1:] or (corpus / "dev", corpus / "heldout")):
        pages = [path for path in sorted(folder.glob("*.txt")) if path.with_suffix(".jsonl").exists()]
        print(f"{folder.name}: {len(pages)} pages of plain text")
        print(f"  {'':10}{'spoken: P':>12}{'R':>8}{'F1':>8}{'dropped: P':>15}{'R':>8}{'F1':>8}{'CPU ms':>9}")
        two = [measure(pages, justext_of(split)) for split in (r"\n", r"\n\s*\n")]
        rows = {
            "keep all": measure(pages, everything),
            "jusText": max(two, key=lambda found: str(found[1])[-5:]),
            "narrate": measure(pages, ours),
        }
        for name, (spoken, dropped, seconds) in rows.items():
            print(f"  {name:14}{spoken}{'':7}{dropped}{seconds * 1000:9.0f}")


if __name__ == "__main__":
    main()
