"""Whose speech a page says that it is in passing: in a source at its foot, in a note, or by naming nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from narrate.model import Block
from narrate.writing.attribute.passages.credited import persons_of
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import CUE, mentions

#: a list of sources has the surname first: "Quill, Martha. “On the Harbour.” Speech at Lowquay, 1932"
_LISTED = re.compile(
    r"(?:(?i:source|citation|cite as|from)\W+)?(?P<last>[A-Z][\w'’-]+), (?P<first>[A-Z][\w'’. -]{1,24}?)[.,] "
)


def credited_below(foot: Iterable[Block], people: People) -> str:
    """Return whose speech the foot of a page says that it was: by a citation, or "Speech by Ann Vane"."""
    for block in foot:
        if CUE.search(block.text) is None or len(block.text.split()) > 60:
            continue
        if match := _LISTED.match(block.text):
            return people.resolve(f"{match['first']} {match['last']}")
        if linked := [found.person for found in persons_of(block.text, people) if found.linked]:
            return linked[0]
    return ""


#: who made the page of a text
_MADE = re.compile(
    r"\W*(?:(?:e-?text |text )?(?:produced|transcribed|edited|posted|submitted|translated|digitized|prepared|published|"
    r"recorded|interviewed|compiled)\b|photo|interviewer)",
    re.I,
)


def only_person(head: Iterable[Block], texts: Sequence[str], people: People) -> str:
    """Return the one person whom the head of a speech names, in whatever connection; nobody where it names several.

    "An address at the banquet of the printers, for whom Mr. Vane had acted."
    """
    found: dict[str, None] = {}
    cued = False
    for block in head:
        cued = cued or CUE.search(block.text) is not None
        if not _MADE.match(block.text):
            found.update((one.person, None) for one in persons_of(block.text, people))
    named = [name for name in found if not any(mentions(t, name) for t in texts)]
    if not cued or len(named) != 1:
        return ""
    return f"{title} {named[0]}" if " " not in named[0] and (title := _courtesy(named[0], people)) else named[0]


def _courtesy(surname: str, people: People) -> str:
    title = people.titles.get(surname, "")
    return people.language.courtesy.get(title, "")
