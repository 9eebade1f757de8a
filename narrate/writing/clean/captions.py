"""What stands under a picture, told by how it is written and not by the word "photo".

A caption has no verb in the past, names whom one sees and where, and says when it was taken or whose it is: "Honor
Beddoes (left) on the old ward, 1952". Each of these says little; together they are enough for a line by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.writing.clean.front import EVENT
from narrate.writing.clean.judged import Judged, is_title_case
from narrate.writing.clean.unit import BULLET

_PLACED = re.compile(
    r"\((?:(?:far|second|third|fourth|top|bottom|cent(?:re|er)|middle|back|front|seated|standing|sitting|kneeling|on|in|"
    r"at|the|left|right|[lr]\.?|pictured|from|row|with)\b[ ,]*)+(?:\w+ ){0,2}\w*\)|"
    r"\b(?:left to right|from (?:the )?(?:left|right)|(?:far|at) (?:left|right))\b",
    re.I,
)
_CREDIT = re.compile(
    r"\b(?:courtesy|(?:family|author['’]s|private|personal) (?:archive|album|photo\w*|collection)|file photo\w*|"
    r"photographer unknown|photo(?:graph)?s?:|(?:photo(?:graph)?|portrait) by)\b",
    re.I,
)
_HELD = re.compile(r"[.,] (?:[A-Z][\w'’-]+ ){1,4}(?:Collections?|Archives?|Museum|Society|Library)\.?$")
_DATED = re.compile(
    r"(?:,| in| about| around| c\.?| circa) ?(?:(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?: \d{1,2},)? )?"
    r"(?:c\. ?|about |circa |around )?(?:1[89]|20)\d\ds?(?=\.?$|\. [A-Z(]| \()"
)
_SEEN = re.compile(
    r"(?:(?:The |A |An |Dr\.? |Mrs?\.? |Miss |Professor |Col\. )?[A-ZÀ-Þ][\w'’.-]+)"
    r"(?:,? (?:and |with |& )?[A-ZÀ-Þ][\w'’.-]+){0,5}(?: \([^)]{1,20}\))?,? (?:\w{2,}ing|with|at|in|on|outside|inside|"
    r"beside|near|before|after|by|behind|under|among|aboard|holding) (?:the|a|an|his|her|their|its|[A-Z])"
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|am|be|been|has|had|have|did|does|do|said|says|would|could|should|can|will|shall|must|might|"
    r"I|you|we|they|he|she|it|who|which|when|because|your|\w+['’](?:s|re|ve|ll) (?=[a-z]+ing\b))\b"
)
_PAST = re.compile(r"\b[a-z]+ed (?!by\b|in\b)")
_FIRST = re.compile(r"(?<=[a-z\d)])(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bMrs)\. (?=[A-Z])")
_OPENS_RECORD = re.compile(r"(?:sung|interviewed|told|recorded|written|cross|inquest|in the)\b", re.I)
_PARAGRAPH = 25  #: words
_ENOUGH, _ENOUGH_WITHOUT_STOP = 5, 4


def is_caption(text: str, *, headline: bool = False) -> bool:
    """Tell whether a line by itself is written like a caption; where it may be a `headline` it must say when or whose.

    "Biologists at Oxley count beetles" is written like one too.
    """
    words = text.split()
    if not 4 <= len(words) <= 20 or text[:1] in "\"'“‘«—–-" or text[-1:] in '?!:,"”»':
        return False
    if _FINITE.search(_FIRST.split(text)[0]) or EVENT.search(text) or is_title_case(words) or _OPENS_RECORD.match(text):
        return False
    if _PLACED.search(text):  # the word alone is proof
        return True
    owned = 4 * (_CREDIT.search(text) is not None) + 2 * (_HELD.search(text) is not None)
    dated = 2 * (_DATED.search(text) is not None)
    if headline and not owned and not dated:
        return False
    ended = text[-1] == "." or len(words) < 6
    sentences = _FIRST.split(text)
    verbless = 2 * (len(sentences) > 1 and not any(_FINITE.search(s) or _PAST.search(s) for s in sentences))
    points = owned + dated + verbless + 2 * (_SEEN.match(text) is not None) + 1 + (not ended)
    return points >= (_ENOUGH if ended or ":" in text else _ENOUGH_WITHOUT_STOP)


def drop_captions(judged: Sequence[Judged], letters: frozenset[int]) -> None:
    """Drop the captions that stand by themselves; what follows a quotation says whose it is."""
    made = False  # above the line that says who made the text stand titles
    begun = False
    for i, item in enumerate(judged):
        text = item.unit.text
        if item.why:
            made = made or item.why == "metadata"
            continue
        before = judged[i - 1].unit.text if i else ""
        begun = begun or len(text.split()) >= _PARAGRAPH
        made = made or begun
        if not i or i in letters or not item.unit.alone or item.unit.verse or item.unit.cue or BULLET.match(text):
            continue
        attributed = before[-1:] in '"”»’' and not _SEEN.match(text)
        if (
            not attributed
            and before[-1:] != ":"
            and is_caption(text, headline=not begun)
            and (made or _PLACED.search(text))
        ):
            item.kind, item.why = "caption", "caption"
