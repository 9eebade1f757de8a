"""Who wrote the page, as its last lines say: "Ann Pell teaches at Skell. Her second novel came out in May."

An author is named there in full and nowhere in the text, while a person whom the text is about is named in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from narrate.writing.clean.judged import STOP, WORD, Judged

_BIOGRAPHY = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){2,4}(?:is|was|writes|teaches|lives|covers|reports) .*\b(?:writes|writer|author|"
    r"columnist|teaches|"
    r"professor|lecturer|editor|lives in|journalist|contributor|"
    r"covers|reports on|fellow|correspondent|reporter|latest book|most recent book|surveyor|novelist|poet|"
    r"critic|essayist)\b"
)


_ABOUT = re.compile(
    r"\W*about the (?:author|writer|contributor|speaker|artist|photographer|translator)s?\W*(?::.{0,300})?|"
    r"об авторе\W*",
    re.I,
)
_STATES = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]* ){1,3}(?:is|was|has|writes|teaches|lives|works|edits|covers|reports|runs|grew up)\b|"
    r"(?:[A-ZÀ-Þ][\w.'’-]* ){1,3}?[A-ZÀ-Þ][\w-]+['’]s? (?:(?:first|second|third|last|latest|next|new|"
    r"most recent|debut)\b|"
    r".{2,60}\b(?:came out|appeared|is published|was published|will be published|is out)\b)"
)


_NEAR_THE_TOP = 10  #: lines
_NAME_ALONE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]+ ?){2,4}")


def byline(judged: Sequence[Judged]) -> str:
    """Return what the head of a page says of who made it."""
    return " ".join(item.unit.text for item in judged[: max(3, len(judged) // 2)] if item.why == "metadata")


def drop_authors(judged: Sequence[Judged]) -> None:
    """The last lines say who wrote the page: a name from the byline or not in the text, or a head that says so."""
    names = byline(judged)
    about = False
    for item in judged[len(judged) // 2 :]:
        text = item.unit.text
        if _ABOUT.fullmatch(text):
            about, item.why = True, "metadata"
        elif about:
            item.why = item.why or "metadata"
    said = words_of(judged)
    for item in reversed(judged[1:]):
        if not item.why:
            if not is_biography(item.unit.text, names, said):
                break
            item.why = "metadata"
            said.subtract(WORD.findall(item.unit.text))


def words_of(judged: Sequence[Judged]) -> Counter[str]:
    """Count the words that are spoken, but for a name alone near the top: whoever wrote the page may stand there."""
    return Counter(
        w
        for i, item in enumerate(judged)
        if not item.why and not (i < _NEAR_THE_TOP and _NAME_ALONE.fullmatch(item.unit.text))
        for w in WORD.findall(item.unit.text)
    )


def is_biography(text: str, names: str, said: Counter[str]) -> bool:
    """Tell whether a short paragraph at the end says who wrote the page; `said` counts the words of the text."""
    words = text.split()
    if not 2 <= len(words) <= 45:
        return False
    if words[0].rstrip(".") in ("Mr", "Mrs", "Ms", "Miss", "Sir", "Lady"):
        return False
    if _BIOGRAPHY.match(text):
        return True
    if words[0] not in ("The", "A", "An", "This") and (match := _STATES.match(text)):
        named = list(takewhile(lambda w: w[0].isupper(), match[0].split()))
        owner = next((w for w in named if w.endswith(("'s", "’s"))), named[-1])
        surname = owner.removesuffix("'s").removesuffix("’s").removesuffix(",")
        here = WORD.findall(text)
        if len(surname) > 2 and all(said[w] <= here.count(w) for w in (surname, f"{surname}'s", f"{surname}’s")):
            return len(words) <= 30 and len(named) >= 2
    name = " ".join(words[:2]).strip(".,")
    does = rf"{re.escape(name)}(?: [A-Z][\w'’-]+)? (?:is|was|writes|wrote|reviewed|reported|covers|reports|lives|"
    does += r"teaches|edits|works|has)\b"
    return len(name) > 5 and name.lower() in names.lower() and re.match(does, text) is not None and words[0] != "The"


_SUBJECT = re.compile(
    r"(?P<names>(?:[A-ZÀ-ÞА-ЯЁ][\w-]+(?:['’][A-Z]\w+)? ?)+?)(?:['’]s? [^.!?@]{0,80}?| )"
    r"(?:was|is|has|had|did|does|died|\w+[a-z]ed|went|came|left|kept|\w+s) "
)
_REACHED = re.compile(
    r"@|\bwww\.|\.(?:com|org|net|example)\b|\d{3}[ -]?\d{3,4}|\b(?:can|may|must|should) be [a-z]+ed\b|\bcontributed\b"
)


def tells_on(text: str, names: str, said: Counter[str]) -> bool:
    """Tell whether a line says what became of somebody the text tells of, no author of it, and gives no address."""
    match = _SUBJECT.match(text)
    if match is None or not STOP.search(text) or _REACHED.search(text):
        return False
    here = Counter(WORD.findall(text))
    about = [name.removesuffix("'s").removesuffix("’s") for name in WORD.findall(match["names"])]
    if about[0] in ("The", "This", "A", "An", "Our") or about[0] in names:
        return False
    return any(said[name] > here[name] for name in about)
