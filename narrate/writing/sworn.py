"""Evidence as newspapers print it: "Ellen Marsh, sworn, said: I keep the toll." and "By the Coroner: I did not."

A pure function of the lines of a page, used by `clean`, which parts the clause of the reporter from what the witness
says, and by `attribute`. What stands behind "By the Coroner:" is the answer, since the question is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The reporter's words at the start of a line: whose evidence begins, or goes on, and where it does."""

    name: str  #: empty where the witness before goes on
    end: int


_WORD = r"[A-Z][\w.'’-]*"
_NAME = (
    r"(?:(?:The witness|Witness),? )?"
    rf"(?P<name>(?!The |By )(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.? )?{_WORD}(?: {_WORD}){{0,4}})(?:,? \([^()]{{1,40}}\))?"
)
_OATH = r"sworn|affirmed|recalled|re-?called|(?:re-?)?examined|deposed|testified"
_SAYS = r"(?:said|stated|deposed|testified|gave evidence|replied|continued)(?: as follows)?"
_BY = r"(?: (?:by|for|on) [^.:;?!]{1,50})?"
_STARTS = r"(?P<dash>\s*[:,]?\s*[-—–]+\s*|\s*:\s*|$)(?=$|[A-Z(])"
_FIRST = re.compile(
    rf"{_NAME}(?:, [^.:;?!]{{1,90}}?)?,? (?:being |having been |was |then |first |duly )*"
    rf"(?:(?P<oath>{_OATH}){_BY}(?:,? (?:and )?(?:further )?{_SAYS})?|{_SAYS}){_STARTS}"
)
_AGAIN = re.compile(
    r"(?:By (?:the |a |Mr|Mrs|Dr|Sir|Capt|Col)[^:.;?!]{1,40}(?:\.? [A-Z][\w'’-]+)?|"
    r"(?:Cross|Re)-?examined[^:;?!]{0,50}|(?:In (?:reply|answer) to|Replying to|Answering) [^:;?!]{2,60}|"
    rf"(?:The )?[Ww]itness(?: (?:{_SAYS}|added))?){_STARTS}"
)
_ENOUGH = 2  #: witnesses, one of them sworn


def find_evidence(lines: Sequence[str]) -> dict[int, Clause]:
    """Return the reporter's clauses of a page, by line; nothing where not two witnesses are heard, one under oath."""
    found: dict[int, Clause] = {}
    oaths = witnesses = 0
    for i, line in enumerate(lines):
        text = line.strip()
        if match := _AGAIN.match(text[:200]):
            found[i] = Clause(name="", end=match.end())
        elif (match := _FIRST.match(text[:260])) and (match["oath"] or match["dash"]):
            found[i] = Clause(name=match["name"], end=match.end())
            oaths += match["oath"] is not None
            witnesses += 1
    return found if witnesses >= _ENOUGH and oaths else {}
