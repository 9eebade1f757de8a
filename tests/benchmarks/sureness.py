"""How often each rule of attribution is right: ``python -m tests.benchmarks.sureness FOLDER [PATTERN]``.

FOLDER holds pages with gold beside them; what counts are pages that nobody had looked at while rules were written.
Printed for each rule: the words it gave to a voice, how many of 100 went to the right one, and where the others should
have gone. What is believed of a rule (`narrate/writing/attribute/sureness.py`) is the share printed here.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from narrate.model import NARRATOR, Script
from narrate.writing.attribute import attribute
from narrate.writing.clean import clean
from narrate.writing.ingest import read
from tests.writing.scoring import Unit, read_gold, same_person, words


def outcomes(gold: list[Unit], script: Script) -> Iterator[tuple[str, str]]:
    """Yield rule and outcome for each word that a voice says: right, another person's, or the narrator's."""
    wanted = [(word, unit) for unit in gold for word in words(unit.text)]
    said = [(word, speech) for speech in script.speeches() for word in words(speech.text)]
    matcher = SequenceMatcher(None, [word for word, _ in wanted], [word for word, _ in said], autojunk=False)
    for a, b, length in matcher.get_matching_blocks():
        for (_, unit), (_, speech) in zip(wanted[a : a + length], said[b : b + length], strict=True):
            if speech.speaker == NARRATOR:
                continue
            right = any(same_person(speech.speaker, name) for name in unit.speakers)
            yield speech.rule, "right" if right else "another" if unit.quoted else "narrator"


def main() -> None:
    """Print the table."""
    folder, pattern = Path(sys.argv[1]), re.compile(sys.argv[2] if len(sys.argv) > 2 else "")
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for page in sorted(folder.iterdir()):
        gold = page.with_suffix(".jsonl")
        if page.suffix in (".txt", ".md") and gold.exists() and pattern.search(page.stem):
            for rule, outcome in outcomes(read_gold(gold), attribute(clean(read(page)), least=0.0)):
                found[rule][outcome] += 1
    sys.stdout.write(f"{'rule':28}{'words':>8}{'right %':>9}{'another person’s':>18}{'the narrator’s':>16}\n")
    for rule, count in sorted(found.items(), key=lambda item: item[1].total() - item[1]["right"], reverse=True):
        share = 100 * count["right"] / count.total()
        sys.stdout.write(f"{rule:28}{count.total():8}{share:9.1f}{count['another']:18}{count['narrator']:16}\n")


if __name__ == "__main__":
    main()
