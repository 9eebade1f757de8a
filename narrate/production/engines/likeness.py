"""How alike two voices sound: a table of measured similarity that ships with the voices.

In: two names. Out: the cosine between their speaker embeddings: 1 for the same voice, about 0.65 for two voices taken
blindly, under 0.5 for voices that nobody confuses. ``tests/benchmarks/voice_similarity.py`` measures and writes the
table.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from narrate.errors import InputError
from narrate.production.engines.packs import blend

#: For voices that nobody measured: as alike as two of Kokoro's voices are on average.
UNMEASURED = 0.65


def alike(first: str, second: str) -> float:
    """Return how alike two voices sound, 0 to 1; blends are judged by their parts."""
    if first == second:
        return 1.0
    table = _table()
    mine, other = _shares(first), _shares(second)
    if not all(name in table for name in (*mine, *other)):
        return UNMEASURED
    return sum(a * b * table[name][to] for name, a in mine.items() for to, b in other.items())


def _shares(voice: str) -> dict[str, float]:
    if voice == "heart":
        return {"af_heart": 1.0}  # hibari's voice was made from this one: cosine 0.99
    try:
        return blend(voice)
    except InputError:
        return {voice: 1.0}


@cache
def _table() -> dict[str, dict[str, float]]:
    data = json.loads((files(__package__) / "voices" / "similarity.json").read_text(encoding="utf-8"))
    names = data["voices"]
    return {
        name: {to: int(value) / 1000 for to, value in zip(names, row.split(), strict=True)}
        for name, row in zip(names, data["thousandths"], strict=True)
    }
