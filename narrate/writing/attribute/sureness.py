"""How sure a rule is, as measured and not as hoped.

A rule says of itself how well its evidence fits. What that is worth was counted on pages that were scored before
anybody had looked at them: the share of its words that went to the right voice. A speaker is believed no more than that.
"""

from __future__ import annotations

#: rule -> share of its words that were right at first sight (`python -m tests.benchmarks.sureness` prints it anew);
#: rules that gave away too few words to tell are not in it
RIGHT_AT_FIRST_SIGHT: dict[str, float] = {
}

LEAST_CONFIDENCE = 0.5


def sureness(rule: str, confidence: float) -> float:
    """Return how sure a decision is: its own confidence, and no more than its rule has earned."""
    return min(confidence, RIGHT_AT_FIRST_SIGHT.get(rule, confidence))
