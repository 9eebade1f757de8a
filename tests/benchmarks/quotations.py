"""How exactly quotations in running text are found, and how many reach who says them.

Run: ``python -m tests.benchmarks.quotations [FOLDER] [--errors N]``. For each kind of prose: exact spans of the gold's
units of kind ``quote`` (precision, recall, F), the share of them that is found exactly and given to the right
person, and that share among quotations whose reporting clause has a pronoun. A unit is a run of words, so that a
quotation that the narrator's clause breaks counts as two. FOLDER holds pages with their gold beside them.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from narrate.model import NARRATOR, Speech
from narrate.writing.attribute import attribute
from narrate.writing.attribute.languages import find
from narrate.writing.clean import clean
from narrate.writing.ingest import read
from tests.writing.scoring import same_person, words

PAGES = Path(__file__).parents[1] / "writing" / "corpus" / "dev"
NEWS = ("news", "press", "obituary", "blog")
_LANGUAGE = find("en")
_SAID = _LANGUAGE.speech


@dataclass(slots=True)
class Tally:
    """Counts over the quotations of some pages."""

    gold: int = 0
    found: int = 0  #: of them exactly
    right: int = 0  #: of these with the right person
    said: int = 0  #: quotations of the system that the gold could have
    exact: int = 0  #: of them exact
    by_pronoun: int = 0
    by_pronoun_right: int = 0
    words: int = 0
    words_wrong: int = 0  #: words of quotations that a wrong person says
    errors: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count the pages of another tally too."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def line(self) -> str:
        """Return the figures in percent."""
        precision, recall = _share(self.exact, self.said), _share(self.found, self.gold)
        f = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return (
            f"{self.gold:5} quotations  exact P {precision:5.1f} R {recall:5.1f} F {f:5.1f}  "
            f"end to end {_share(self.right, self.gold):5.1f}  "
            f"pronouns {_share(self.by_pronoun_right, self.by_pronoun):5.1f} of {self.by_pronoun:3}  "
            f"wrong person {_share(self.words_wrong, self.words):4.1f}"
        )


def measure(page: Path) -> Tally:
    """Compare the quotations of one page with its gold."""
    lines = (json.loads(line) for line in page.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines() if line)
    gold = _whole([unit for unit in lines if words(unit.get("text", ""))])
    said = list(attribute(clean(read(page))).speeches())
    tally = Tally()
    pairs = _aligned([words(u["text"]) for u in gold], [words(s.text) for s in said])
    touches: dict[int, set[int]] = {}
    for a, b in pairs:
        touches.setdefault(a, set()).add(b)
    for n, unit in enumerate(gold):
        if unit["kind"] == "quote":
            _unit(tally, page.stem, gold, n, said, touches.get(n, set()))
    covered: dict[int, set[int]] = {}
    for a, b in pairs:
        covered.setdefault(b, set()).add(a)
    for m, cue in enumerate(said):
        if cue.kind == "quote" and cue.speaker != NARRATOR:
            _speech(tally, page.stem, gold, cue, sorted(covered.get(m, ())))
    return tally


def _whole(units: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join what a quotation inside a quotation parts: one voice says it all."""
    found: list[dict[str, Any]] = []
    inside = False
    for unit in units:
        nested = unit["kind"] == "nested-quote"
        before = found[-1] if found else {"kind": "", "speaker": ""}
        if (nested or inside) and before["kind"] == "quote" and before["speaker"] == unit["speaker"]:
            found[-1] = {**before, "text": f"{before['text']} {unit['text']}"}
        else:
            found.append(unit)
        inside = nested
    return found


def _aligned(gold: Sequence[list[str]], said: Sequence[list[str]]) -> list[tuple[int, int]]:
    """Return for every word that both have its unit and its speech."""
    left = [(word, n) for n, unit in enumerate(gold) for word in unit]
    right = [(word, m) for m, speech in enumerate(said) for word in speech]
    matcher = difflib.SequenceMatcher(None, [w for w, _ in left], [w for w, _ in right], autojunk=False)
    return [(left[a + k][1], right[b + k][1]) for a, b, length in matcher.get_matching_blocks() for k in range(length)]


def _unit(
    tally: Tally, page: str, gold: Sequence[dict[str, Any]], n: int, said: Sequence[Speech], touched: set[int]
) -> None:
    unit = gold[n]
    wanted = [unit["speaker"], *unit.get("accept", ())]
    speakers = {said[m].speaker for m in touched}
    if NARRATOR in wanted and speakers <= {NARRATOR}:
        return  # left to the narrator, as the gold allows
    count = len(words(unit["text"]))
    exact = len(touched) == 1 and words(said[min(touched)].text) == words(unit["text"])
    exact = exact and said[min(touched)].speaker != NARRATOR
    right = exact and any(_same(said[min(touched)].speaker, who) for who in wanted)
    tally.gold += 1
    tally.words += count
    tally.found += exact
    tally.right += right
    wrong = [who for who in speakers if who != NARRATOR and not any(_same(who, w) for w in wanted)]
    tally.words_wrong += count if wrong else 0
    if _pronoun(gold, n):
        tally.by_pronoun += 1
        tally.by_pronoun_right += right
    if not right:
        what = f"{'exact' if exact else 'SPAN'} gold {unit['speaker']} / {', '.join(sorted(speakers))}"
        tally.errors.append(f"{page}: {what}: {unit['text'][:90]}")


def _speech(tally: Tally, page: str, gold: Sequence[dict[str, Any]], speech: Speech, units: Sequence[int]) -> None:
    kinds = {gold[n]["kind"] for n in units}
    if kinds & {"excerpt", "nested-quote"}:
        return
    if len(units) == 1 and any(_same(speech.speaker, who) for who in gold[units[0]].get("accept", ())):
        return
    tally.said += 1
    exact = len(units) == 1 and kinds == {"quote"} and words(speech.text) == words(gold[units[0]]["text"])
    tally.exact += exact
    if not exact and "quote" not in kinds:
        tally.errors.append(f"{page}: EXTRA {speech.speaker} ({speech.rule}): {speech.text[:90]}")


def _pronoun(gold: Sequence[dict[str, Any]], n: int) -> bool:
    """Tell whether the clause beside a quotation says "she said"."""
    after = words(gold[n + 1]["text"])[:4] if n + 1 < len(gold) and gold[n + 1]["kind"] == "narration" else []
    before = words(gold[n - 1]["text"])[-6:] if n and gold[n - 1]["kind"] == "narration" else []
    reports = any({a, b} & {"he", "she"} and {a, b} & _SAID for a, b in _neighbours(after))
    announces = re.search(r"[,:]\s*[\"“'‘]?$", gold[n - 1]["text"]) if n else None
    return reports or bool(announces and any(a in ("he", "she") and b in _SAID for a, b in _neighbours(before)))


def _same(one: str, other: str) -> bool:
    """Tell whether two names mean one person; Mr. and Mrs. Bennet are two."""
    first = [name.split()[0].lower().rstrip(".") for name in (one, other) if name]
    genders = {_LANGUAGE.titles.get(word, "") or _LANGUAGE.names.get(word, "") for word in first}
    return len(genders - {""}) < 2 and same_person(one, other)


def _neighbours(some: Sequence[str]) -> Iterator[tuple[str, str]]:
    return pairwise(some)


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--errors", type=int, default=0, help="print this many errors a kind")
    options = parser.parse_args()
    pages = [p for p in sorted(options.folder.iterdir()) if p.suffix in (".txt", ".md")]
    kinds: dict[str, Tally] = {}
    for page in pages:
        kind = page.stem.split("_")[0]
        named = kind in (*NEWS, "fiction", "unbalanced")
        if page.with_suffix(".jsonl").exists() and (named or options.folder != PAGES):
            kinds.setdefault(kind, Tally()).add(measure(page))
    news, every = Tally(), Tally()
    for kind, tally in kinds.items():
        every.add(tally)
        if kind in NEWS:
            news.add(tally)
    for name, tally in [*kinds.items(), ("news prose", news), ("all", every)]:
        sys.stdout.write(f"{name:12} {tally.line()}\n")
        if name in kinds:
            sys.stdout.writelines(f"    {error}\n" for error in tally.errors[: options.errors])


if __name__ == "__main__":
    main()
