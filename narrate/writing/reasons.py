"""Why text of a source may be left out, so far as a producer can ask for it back with ``--keep``.

Not among them is what would be no text if it were spoken: labels, which the voices replace; words struck out and marks
of footnotes, which were cut out of a sentence; and what nobody sees.
"""

from __future__ import annotations

KEEPABLE: tuple[str, ...] = (
    "advertisement",
    "aside",
    "caption",
    "citation",
    "code",
    "comments",
    "cookie notice",
    "copyright",
    "editorial",
    "footnote",
    "form",
    "front matter",
    "markup",
    "metadata",
    "mojibake",
    "navigation",
    "outside the main text",
    "outside the reading order",
    "page header or footer",
    "stage-direction",
    "table",
    "timestamp",
)
