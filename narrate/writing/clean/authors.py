"""Who wrote the page, as its last lines say: "Ann Pell teaches at Skell. Her second novel came out in May."

An author is named there in full and nowhere in the text, while a person whom the text is about is named in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from narrate.writing.clean.judged import WORD, Judged

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
    """Count the words that are spoken."""
    return Counter(w for item in judged if not item.why for w in WORD.findall(item.unit.text))


def is_biography(text: str, names: str, said: Counter[str]) -> bool:
    """Tell whether a short paragraph at the end says who wrote the page; `said` counts the words of the text."""
    words = text.split()
    if not 2 <= len(words) <= 45:
        return False
    if _BIOGRAPHY.match(text):
        return True
    if words[0] not in ("The", "A", "An", "This") and (match := _STATES.match(text)):
        surname = [w.removesuffix("'s").removesuffix("’s") for w in match[0].split() if w[0].isupper()][-1]
        here = WORD.findall(text)
        if len(surname) > 2 and all(said[w] <= here.count(w) for w in (surname, f"{surname}'s", f"{surname}’s")):
            return len(words) <= 30 and len([w for w in match[0].split() if w[0].isupper()]) >= 2
    name = " ".join(words[:2]).strip(".,")
    does = rf"{re.escape(name)}(?: [A-Z][\w'’-]+)? (?:is|was|writes|wrote|reviewed|reported|covers|reports|lives|"
    does += r"teaches|edits|works|has)\b"
    return len(name) > 5 and name.lower() in names.lower() and re.match(does, text) is not None and words[0] != "The"
