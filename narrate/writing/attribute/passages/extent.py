"""How far a voice goes after its announcement: to where the narrator is back.

He is back where the text speaks of the speaker, brings in somebody else, looks back at what was read, or begins to tell
instead of to address. A paragraph that says what the speaker does while speaking parts the voice and ends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from narrate.model import Block
from narrate.sentences import split
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.announced import OPENING, Announced, addresses, speaks_to_hall
from narrate.writing.attribute.passages.announcements import DELIVERED, FULL_NAME, announcement
from narrate.writing.attribute.passages.diaries import is_day
from narrate.writing.attribute.passages.told import is_aside, is_personal
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import alone, firsts, is_narration, mentions, own_words, talks
from narrate.writing.attribute.persons.tags import persons_in
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.words import tokens

_TAGGED = re.compile(rf"[,.!?]?[\"”»]\s*[—–]?\s*(?:(\w+ {FULL_NAME})|({FULL_NAME}) (\w+))")

_MEMORY = 6  #: paragraphs in which "she" can have been named


class Extent:
    """The blocks after one announcement, and the voice that is given to them."""

    def __init__(
        self,
        blocks: Sequence[Block],
        spoken: Sequence[int],
        announced: Announced,
        voices: dict[int, Voice],
        taken: frozenset[int],
        people: People,
    ) -> None:
        """Take the page, what was announced, and the blocks that belong to others."""
        self.blocks, self.spoken, self.voices, self.taken = blocks, spoken, voices, taken
        self.announced, self.people = announced, people
        voice = announced.voice
        names = (voice.speaker, *announced.also)
        self.surnames = {name.split()[-1].lower() for name in names if name and name[0] != "\0"}
        if voice.via:
            self.surnames.add(voice.via.split()[-1].lower())
        self.said: list[str] = []
        self.first: Block | None = None
        self.personal = False  # the first block says I, we, or speaks to people
        self.told_by_one = False  # the narrator says "I" as well
        self.fenced = False  # rows of stars or rules stand around the text

    def give(self, n: int) -> int:
        """Give the voice to the blocks from `n` on; return the place of the first that is the narrator's."""
        blocks, spoken, voices = self.blocks, self.spoken, self.voices
        before = (i for i in spoken[:n] if i not in voices and i not in self.taken)
        self.told_by_one = any(alone(blocks[i].text, self.people.language) for i in before)
        self.fenced = 0 < n < len(spoken) and _fence(blocks, spoken[n - 1], spoken[n])
        k = n
        while k < len(spoken):
            step = self._step(k, n)
            if step == "end":
                break
            if step == "voice":
                voices[spoken[k]] = self.announced.voice
                self.said.append(blocks[spoken[k]].text)
            k += 1
        self._leave_last(n, k)
        return max(k, n)

    def _step(self, k: int, n: int) -> str:
        """Tell whether the block at `k` has the "voice", is an "aside" of the narrator's, or is the "end" of it."""
        blocks, spoken, announced = self.blocks, self.spoken, self.announced
        i = spoken[k]
        block = blocks[i]
        if i in self.taken or i in self.voices or (self.fenced and k > n and _fence(blocks, spoken[k - 1], i)):
            return "end"
        if block.kind == "heading" and is_day(block.text):
            return "end" if k + 1 < len(spoken) and spoken[k + 1] in self.voices else "voice"
        if block.kind in ("title", "heading"):
            return "end" if self.first is not None and self._ends_at_heading(k) else "aside"
        if announced.told and self.first is not None:
            another = announcement(blocks, spoken, k, self.voices, self.people)
            if another is not None and another.told:
                return "end"
        if announced.told and is_aside(block.text):
            return "aside"
        if self.first is None:
            self.first = block
            self.personal = addresses(block.text, self.people.language) > 0
            return "voice"
        if self.told_by_one and _speaks_of(block.text, announced.gender, self.people.language):
            return "end"
        if not self._is_same(k, self.first) or self._is_announced_anew(k):
            return "end"
        return "aside" if self._looks_on(block.text) else "voice"

    def _looks_on(self, text: str) -> bool:
        """Tell what the narrator sees meanwhile: "A gull cries behind her." where nobody else can be "her"."""
        people, gender = self.people, self.announced.gender
        language = people.language
        toks = tokens(text)
        if not gender or self.announced.long or any(t.low in language.first_person for t in toks):
            return False
        for k, tok in enumerate(toks):
            others = language.roles.get(tok.low, "") == gender or (tok.capital and k and tok.low in people.by_word)
            if others:
                return False
            if gender in (language.pronouns.get(tok.low, ""), language.possessives.get(tok.low, "")):
                return not self._has_spoken_of(gender)
        return False

    def _has_spoken_of(self, gender: str) -> bool:
        """Tell whether the speaker has spoken of anybody who can be "he" or "she"."""
        people = self.people
        return any(
            people.language.roles.get(t.low, "") == gender
            or people.language.pronouns.get(t.low, "") == gender
            or (t.capital and t.low in people.by_word and people.gender_of(people.resolve(t.text)) in ("", gender))
            for text in self.said[-_MEMORY:]
            for t in tokens(text)
        )

    def _ends_at_heading(self, k: int) -> bool:
        if (self.told_by_one and not self.announced.long) or self.first is None:
            return True
        language, speaker = self.people.language, self.announced.voice.speaker
        personal = alone(self.first.text, language) > 0
        return (
            not _again(self.blocks, self.spoken, k + 1, speaker, language, personal=personal)
            or announcement(self.blocks, self.spoken, k, self.voices, self.people) is not None
        )

    def _is_same(self, k: int, first: Block) -> bool:
        """Tell whether the text in the voice goes on."""
        block, speaker = self.blocks[self.spoken[k]], self.announced.voice.speaker
        if _same_voice(block, first, self.announced, self.surnames, self.people.language, personal=self.personal):
            return True
        if self.told_by_one or block.kind != first.kind:
            return False
        return _goes_on(self.blocks, self.spoken, k, speaker, self.taken, self.voices, self.people)

    def _is_announced_anew(self, k: int) -> bool:
        text = self.blocks[self.spoken[k]].text
        return announcement(self.blocks, self.spoken, k, self.voices, self.people) is not None and (
            _tells(text, self.surnames) or DELIVERED.search(text) is not None
        )

    def _leave_last(self, n: int, k: int) -> None:
        """Leave the last word of the page to the page."""
        announced, voices, last = self.announced, self.voices, self.spoken[k - 1]
        language = self.people.language
        if not announced.long or k <= n + 1 or k < len(self.spoken) - 1:
            return
        text = self.blocks[last].text
        hall = self.first is not None and speaks_to_hall(self.first.text, language)
        if hall and voices.get(last) is announced.voice and not talks(text, language) and text[-1:] == ".":
            del voices[last]
            return
        if k <= n + 2:
            return
        ours = voices.get(last) is announced.voice and is_narration(text, language) and text[-1:] not in '»”"'
        if ours and (announced.told or (self.personal and not firsts(text, language))):
            del voices[last]


def _fence(blocks: Sequence[Block], before: int, after: int) -> bool:
    """Tell whether a row of stars or a rule stands between two blocks."""
    return any(not any(ch.isalnum() for ch in blocks[i].text) for i in range(before + 1, after))


def _again(
    blocks: Sequence[Block], spoken: Sequence[int], k: int, speaker: str, language: Language, *, personal: bool
) -> bool:
    """Tell whether a text in the first person goes on under a heading; one that never says "I" goes on anyway."""
    following = [blocks[i] for i in spoken[k : k + 4] if blocks[i].kind not in ("title", "heading")][:2]
    if not following or mentions(following[0].text, speaker):
        return False
    return not personal or any(addresses(own_words(b.text), language) for b in following)


def _goes_on(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    k: int,
    speaker: str,
    taken: frozenset[int],
    voices: dict[int, Voice],
    people: People,
) -> bool:
    """Tell whether a text in the first person goes on over a paragraph without "I", or names its speaker in it."""
    language = people.language
    text = blocks[spoken[k]].text
    if text[:1] in OPENING or _quotes_another(text, speaker.split()[-1].lower(), language):
        return False
    if alone(text, language):
        return not mentions(text, speaker)
    if mentions(text, speaker) or text[-1:] == ":" or announcement(blocks, spoken, k, voices, people) is not None:
        return False
    if any(p.kind == "name" and " " in p.text for p in persons_in(tokens(text), people)) or k + 1 >= len(spoken):
        return False  # the narrator brings somebody in
    block = blocks[spoken[k + 1]]
    if spoken[k + 1] in taken or spoken[k + 1] in voices or block.kind in ("title", "heading"):
        return False
    return (
        alone(block.text, language) > 0
        and not mentions(block.text, speaker)
        and not _quotes_another(block.text, speaker.split()[-1].lower(), language)
    )


def _begins_with(text: str, gender: str, language: Language) -> bool:
    """Tell whether a paragraph begins with "he" or "she" where that can be the speaker, and says no "I"."""
    toks = tokens(text[:40])
    meant = {gender} if gender else {"female", "male"}
    return bool(toks) and language.pronouns.get(toks[0].low, "") in meant and not alone(text, language)


def _speaks_of(text: str, gender: str, language: Language) -> bool:
    """Tell whether a narrator who says "I" himself speaks of a man or a woman: "He met me at the station"."""
    toks = tokens(own_words(text))
    return bool(gender) and any(language.pronouns.get(t.low, "") == gender for t in toks) and alone(text, language) > 0


_TAKES_UP = re.compile(rf"{FULL_NAME}, [^.!?]{{3,60}}, (?:is|was|has|had|lives|lived|still|remembers|runs|ran)\b")
_BACK = re.compile(
    r"\b(?:this|that|the|his|her|these|those) (?:\w+ )?(?:passages?|letters?|tapes?|recordings?|diar(?:y|ies)|entry|"
    r"entries|pages?|notebooks?|memoirs?|accounts?|transcripts?|extracts?|excerpts?|texts?|lines|words|testimony|"
    r"statement|speech|reading|broadcast|записи?|письм[оа]|дневник\w*|отрывок)\b",
    re.I,
)


def _looks_back(text: str, language: Language) -> bool:
    """Tell whether a paragraph speaks of what was just read: "The letter stops there"."""
    spans = split(text[:400], language.code)
    return bool(spans) and _BACK.search(text[: spans[0][1]]) is not None


def _same_voice(
    block: Block, first: Block, announced: Announced, surnames: set[str], language: Language, *, personal: bool
) -> bool:
    surname = announced.voice.speaker.split()[-1].lower()
    if first.kind in ("quote", "verse") and first.text[-1:] not in ":,":  # else lines that greet an audience
        return block.kind == first.kind
    if block.kind in ("quote", "verse") and not announced.long:
        return False
    text = block.text
    if is_day(text):
        return True  # the date over the next entry of a diary
    if not announced.long and _begins_with(text, announced.gender, language):
        return False
    if announced.told and is_personal(text, language):
        return True
    if _tells(text, {surname} if announced.long and not announced.voice.via else surnames):
        return False
    if _looks_back(text, language) or (alone(first.text, language) and _reports(text, announced.gender, language)):
        return False
    if announced.long:
        return not (_says_another(text, surname, language) and not alone(text, language))
    if text[:1] in OPENING:
        return False
    if _quotes_another(text, surname, language):
        return False
    if text[:1] == first.text[:1] == "'":
        return True  # each paragraph of the quotation opens its mark again
    own = own_words(text)
    if not personal:
        return False
    if alone(first.text, language) and not alone(text, language) and (own != text[:3000] or text[-1:] == ":"):
        return False  # "We will never know. But the vicar noted: …"
    if alone(first.text, language) and not alone(text, language) and _TAKES_UP.match(text):
        return False  # "Pavel Osk, the driver, is ninety-one now"
    if addresses(own, language) > 0:
        return True
    return any(t.low in language.second_person for t in tokens(own))


def _reports(text: str, gender: str, language: Language) -> bool:
    """Tell whether a paragraph without "I" reports what the speaker said: "Asked about it, he added: “…”"."""
    own = own_words(text)
    if own == text[:3000] or addresses(own, language):
        return False
    toks = tokens(own)
    meant = {gender} if gender else {"female", "male"}
    return any(language.pronouns.get(a.low, "") in meant and b.low in language.speech for a, b in pairwise(toks))


_SAYS = re.compile(
    rf"(?:[\"”»] (?:(?:says|said) {FULL_NAME}|says (?!I\b)[A-Z]\w+))|"
    rf"(?:({FULL_NAME})(?:, [^.!?]{{3,80}},)? (?:says|believes|writes|recalls)\b)"
)


def _says_another(text: str, surname: str, language: Language) -> bool:
    """Tell whether a paragraph has a witness of the narrator's: "…," says Ann Vane, a historian."""
    for match in _SAYS.finditer(text[:1500]):
        words = (match[1] or match[0].strip('"”» ').partition(" ")[2]).split()
        if words[-1].lower() != surname and words[0].lower() not in language.small:
            return True
    return False


def _quotes_another(text: str, surname: str, language: Language) -> bool:
    """Tell whether a paragraph quotes somebody by name: "…," says Ann Vane."""
    for match in _TAGGED.finditer(text[:1500]):
        words = (match[1] or match[2]).split()
        verb = (match[3] or words[0]).lower()
        names = words[1:] if match[1] else words
        if verb in language.speech and len(names) >= 2 and names[-1].lower() != surname:
            return True
    return False


def _tells(text: str, surnames: set[str]) -> bool:
    """Tell whether a paragraph speaks of the speaker in the third person."""
    cased = ("-".join(part[:1].upper() + part[1:] for part in name.split("-")) for name in surnames if len(name) > 2)
    shown = [re.escape(name) for name in cased]
    # "Buturlin. There is stone enough": a label, where the speaker takes up the speech again after a call
    return any(re.search(rf"\b{name}\b", re.sub(rf"^{name}[.:] ", "", text)) for name in shown)
