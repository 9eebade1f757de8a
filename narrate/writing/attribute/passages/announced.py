"""What an announcement says, and the words of a text that speaks to people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.words import tokens

OPENING = '"“«„‘'


QUOTED = re.compile('["“«„][^"”»“]{0,600}["”»“]')


READS = frozenset(["read", "reads", "reading", "recites", "recited", "читает", "прочитал", "прочитала", "прочёл"])


PARTS = frozenset(["passage", "excerpt", "extract", "entry", "paragraph", "отрывок"])  #: of a text, not the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """Who is about to speak, and how to know where that ends."""

    voice: Voice
    long: bool  #: a whole text, not one passage
    told: bool = False  #: a life told in the first person, with asides of the one who took it down
    gender: str = ""  #: of the speaker
    also: tuple[str, ...] = ()  #: who must not be told about in the third person either


def addresses(text: str, language: Language) -> int:
    """Count what a speaker and not a narrator would write: I and we, an address at the start."""
    head = tokens(text[:1500])
    count = sum(t.low in language.first_person for t in head)
    early = text[:60]
    called = "!" in early or "," in early or text[-1:] == ":"
    if head and called and any(t.low in language.vocatives for t in head[:4]):
        count += 2
    return count


def hails(text: str, language: Language) -> bool:
    """Tell whether a text begins by speaking to people: "Comrades! …"."""
    head = tokens(text[:120])
    called = "!" in text[:60] or "," in text[:60] or text[-1:] == ":"
    return called and any(t.low in language.vocatives for t in head[:4])


_CHAIR = re.compile(r"(?:(?:Mr|Mrs|Ms|Madam|Madame|Mister)\.? [A-Z]?\w+(?: \w+){0,3}|My [Ll]ords|Your \w+)[,:]")


def speaks_to_hall(text: str, language: Language) -> bool:
    """Tell whether a text begins as a speech: "Mr. Speaker, …", "Friends, …"; a letter begins with "Dear"."""
    head = tokens(text[:80])
    if not head or (head[0].low in ("dear", "my") and text[:8] not in ("My lords", "My Lords")):
        return False
    if _CHAIR.match(text):
        return any(t.low in language.roles or t.low in ("lords", "honour", "honor", "excellency") for t in head[1:4])
    return hails(text, language)
