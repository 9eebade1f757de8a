"""Who wrote a letter: by its signature, by the formula over it, by whom it is written to, or by what the page says.

Two who answer each other need no names: whoever is written to in one letter signs the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.passages.correspondents import correspondents, who_signs
from narrate.writing.attribute.passages.credited import speaker_of
from narrate.writing.attribute.passages.headed import FROM_TO
from narrate.writing.attribute.passages.salutations import addressee, called_in
from narrate.writing.attribute.passages.signatures import CAPITAL, kin
from narrate.writing.attribute.persons.people import People

_FROM = re.compile(r"(?:From|Sender|От)\s*:\s+([^,;(<]{3,70})")
_FIELDS = 8  #: blocks over a letter in which a field can name the sender
_BEFORE = 40  #: blocks before a letter in which the page can name its writer


class Writers:
    """The correspondents of a page, and what was written last."""

    def __init__(self, blocks: Sequence[Block], spoken: Sequence[int], told: Sequence[str], people: People) -> None:
        """Take the page, and what it tells before its first letter."""
        self.blocks, self.spoken, self.people = blocks, spoken, people
        self.cast = correspondents(told, people)
        self._last = ("", "")  # how the letter before was signed, and whom it called

    def of_signed(self, begin: int, n: int, end: int, signed: str) -> tuple[str, str]:
        """Return who wrote the letter from `begin` to `end`, and what he is to the reader; its salutation is at `n`."""
        roles = self.people.language.roles
        texts = [self.blocks[i].text for i in self.spoken[n : end + 1]]
        before = [self.blocks[i].text for i in self.spoken[max(0, begin - _BEFORE) : begin]]
        relation = signed.lower() if signed.lower() in roles else ""
        writer = _full(signed, before, self.people) if signed and not relation else ""
        if " " not in writer:
            relation = relation or next((r for t in texts if (r := kin(t, self.people.language))), "")
            short = writer or signed if relation != signed.lower() else ""
            writer = (
                who_signs(short, addressee(texts[0]), roles.get(relation, ""), self.cast, self.people)
                or writer
                or (_relative(relation, before, self.people) if relation else "")
            )
        self._last = (signed, called_in(texts[0]))
        return writer or self._told_before(begin, texts), relation

    def answering(self, salutation: str) -> str:
        """Return who answers the letter before: whom it called, where this one calls who signed it."""
        to = addressee(salutation)
        signed, called = self._last
        return self.people.resolve(called.split()[-1]) if to and called and signed.split()[:1] == [to] else ""

    def of_unsigned(self, begin: int, texts: Sequence[str]) -> str:
        """Return who wrote a letter that nobody signs."""
        to = addressee(texts[0])
        return self._told_before(begin, texts) or who_signs("", to, "", self.cast, self.people)

    def _told_before(self, begin: int, texts: Sequence[str]) -> str:
        """Return whom the text before a letter calls its writer."""
        at = self.spoken[begin]
        for block in reversed(self.blocks[max(0, at - _FIELDS) : at]):
            if match := _FROM.match(block.text):
                sender = match[1].strip()
                return self.people.resolve(sender)
        head = [self.blocks[i] for i in self.spoken[max(0, begin - 5) : begin]]
        for block in reversed(head):
            if match := FROM_TO.match(block.text):
                return self.people.resolve(match["writer"])
        if not head:
            return ""
        to = addressee(texts[0]) if texts else ""
        return speaker_of(head, texts, self.people, to=self.people.resolve(to) if to else "")[0]


def _relative(relation: str, before: Sequence[str], people: People) -> str:
    """Return whom the page calls the mother, the brother, … : "his mother, Adina"."""
    for text in before:
        if match := re.search(rf"\b{relation},? ({CAPITAL}[\w'’-]+(?: {CAPITAL}[\w'’-]+)?)", text):
            return people.resolve(match[1])
    return ""


def _full(name: str, before: Sequence[str], people: People) -> str:
    """Return the name of a signature in the fullest form that the page has: "Minna" is Minna Aldous."""
    known = people.resolve(name)
    if " " in known:
        return known
    for text in before:
        short = r"\w*" if len(name) > 2 else ""  # "Wilf" signs for Wilfrid
        if name in text and (match := re.search(rf"\b{re.escape(name)}{short}(?: {CAPITAL}[\w'’-]+){{1,2}}", text)):
            return match[0].removesuffix("'s").removesuffix("’s")
    return known
