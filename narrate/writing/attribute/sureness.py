"""How sure a rule is, as measured and not as hoped.

A rule says of itself how well its evidence fits. What that is worth was counted: the share of its words that went to
the right voice, on sets of pages that were scored once before anybody looked at them. A speaker is believed no more
than that. Most of those pages have been worked on since, so the shares are the most that new pages will give.
"""

from __future__ import annotations

#: rule -> share of its words that were right (`python -m tests.benchmarks.sureness FOLDER` prints it anew); rules that
#: are right four times in five, or gave away too few words to tell, are not in it
EARNED = {
    "action": 0.77,
    "alternation": 0.57,
    "announced": 0.78,
    "source-goes-on": 0.38,
    "subject-before": 0.7,
    "tag-after-role": 0.71,
}

LEAST_CONFIDENCE = 0.5


def sureness(rule: str, confidence: float) -> float:
    """Return how sure a decision is: its own confidence, and no more than its rule has earned."""
    return min(confidence, EARNED.get(rule, confidence))
