"""Whole blocks in another's voice, without quotation marks: letters, announced excerpts, a speech that is the page.

An announcement names who is about to speak; how far the voice goes is told by the register: it ends where the text
speaks of the speaker again, or begins to tell instead of to address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from narrate.model import Block
from narrate.sentences import split
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.announced import OPENING, Announced, addresses
from narrate.writing.attribute.passages.announcements import DELIVERED, FULL_NAME, announcement
from narrate.writing.attribute.passages.announcers import last_person
from narrate.writing.attribute.passages.contributions import find_contributions
from narrate.writing.attribute.passages.diaries import find_diaries, is_day
from narrate.writing.attribute.passages.letters import find_letters
from narrate.writing.attribute.passages.recordings import find_recordings
from narrate.writing.attribute.passages.signed import attribution_lines, find_signed
from narrate.writing.attribute.passages.told import is_aside, is_personal
from narrate.writing.attribute.passages.witnesses import find_witnesses
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import alone, firsts, is_narration, mentions, own_words
from narrate.writing.attribute.persons.tags import persons_in, subject_of
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.words import tokens

_TAGGED = re.compile(rf"[,.!?]?[\"”»]\s*[—–]?\s*(?:(\w+ {FULL_NAME})|({FULL_NAME}) (\w+))")


def find_voices(blocks: Sequence[Block], taken: frozenset[int], people: People) -> dict[int, Voice]:
    """Return the voice of every block that speaks as a whole; `taken` blocks belong to other rules."""
    voices: dict[int, Voice] = {}
    spoken = [i for i, block in enumerate(blocks) if not block.why]
    find_letters(blocks, spoken, voices, taken, people)
    find_signed(blocks, voices, taken, people)
    find_contributions(blocks, spoken, voices, taken, people)
    find_diaries(blocks, spoken, voices, taken, people)
    find_recordings(blocks, spoken, voices, taken, people)
    n = 0
    while n < len(spoken):
        i = spoken[n]
        if i in voices or i in taken:
            n += 1
            continue
        announced = announcement(blocks, spoken, n, voices, people)
        if announced is None:
            n += 1
            continue
        n = _extend(blocks, spoken, n + 1, announced, voices, taken, people)
    attribution_lines(blocks, spoken, voices, taken, people)
    _quoted_speech(blocks, spoken, voices, taken, people)
    find_witnesses(blocks, spoken, voices, taken, people)
    for before, i in pairwise(spoken):
        if before in voices and i not in voices and i not in taken and _LAST_WORD.fullmatch(blocks[i].text):
            voices[i] = voices[before]
    return voices


_LAST_WORD = re.compile(
    r"\W*(?:amen|thank you|аминь|спасибо(?: за внимание)?|благодарю(?: за внимание| вас)?)\W*", re.I
)


# --- how far ---------------------------------------------------------------------------------------------------------


def _extend(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    n: int,
    announced: Announced,
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
) -> int:
    """Give the voice to the blocks after an announcement; return the place of the first that is the narrator's."""
    language = people.language
    voice = announced.voice
    surnames = {name.split()[-1].lower() for name in (voice.speaker, *announced.also) if name and name[0] != "\0"}
    if voice.via:
        surnames.add(voice.via.split()[-1].lower())
    surname = voice.speaker.split()[-1].lower()
    first: Block | None = None
    personal = False
    told_by_one = any(
        alone(blocks[i].text, language) for i in spoken[:n] if i not in voices and i not in taken
    )  # the narrator says "I" as well
    fenced = n > 0 and n < len(spoken) and _fence(blocks, spoken[n - 1], spoken[n])
    k = n
    while k < len(spoken):
        i = spoken[k]
        block = blocks[i]
        if i in taken or i in voices or (fenced and k > n and _fence(blocks, spoken[k - 1], i)):
            break
        if block.kind == "heading" and is_day(block.text):
            voices[i] = voice
            k += 1
            continue
        if block.kind in ("title", "heading"):
            if first is not None and (
                (told_by_one and not announced.long)
                or not _again(
                    blocks,
                    spoken,
                    k + 1,
                    voice.speaker,
                    language,
                    personal=alone(first.text, language) > 0,
                )
                or announcement(blocks, spoken, k, voices, people) is not None
            ):
                break
            k += 1
            continue
        if announced.told and first is not None:
            another = announcement(blocks, spoken, k, voices, people)
            if another is not None and another.told:
                break
        if announced.told and is_aside(block.text):
            k += 1
            continue
        if first is not None and told_by_one and _speaks_of(block.text, announced.gender, language):
            break
        if first is None:
            first = block
            personal = addresses(block.text, language) > 0
        elif not (
            _same_voice(block, first, personal, announced, surname, surnames, language)
            or (
                not told_by_one
                and block.kind == first.kind
                and _goes_on(blocks, spoken, k, voice.speaker, taken, voices, people)
            )
        ) or (
            announcement(blocks, spoken, k, voices, people) is not None
            and (_tells(block.text, surnames) or DELIVERED.search(block.text) is not None)
        ):
            break
        voices[i] = voice
        k += 1
    if announced.long and k > n + 2 and k >= len(spoken) - 1:  # the last word of the page is the page's
        last = blocks[spoken[k - 1]].text
        ours = voices.get(spoken[k - 1]) is voice and is_narration(last, language) and last[-1:] not in '»”"'
        if ours and (announced.told or (personal and not firsts(last, language))):
            del voices[spoken[k - 1]]
    return max(k, n)


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
    block: Block,
    first: Block,
    personal: bool,
    announced: Announced,
    surname: str,
    surnames: set[str],
    language: Language,
) -> bool:
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


_CLOSES = {'"': '"', "“": "”", "«": "»", "„": "“", "‘": "’"}


def _quoted_speech(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
) -> None:
    """A speech or a letter given in full: paragraphs that each open a quotation, closed only in the last.

    The text before it says what it is, and whose.
    """
    n = 1
    while n < len(spoken):
        end = n
        while end < len(spoken) and spoken[end] not in taken and _opens_only(blocks[spoken[end]].text):
            end += 1
        if end - n < 2 or end >= len(spoken) or blocks[spoken[end]].text[:1] != blocks[spoken[n]].text[:1]:
            n = max(end, n + 1)
            continue
        speaker = _speech_of(blocks, spoken, n, people)
        if speaker:
            for k in range(n, end + 1):
                voices.setdefault(
                    spoken[k], Voice(speaker=speaker, rule="quoted-speech", confidence=0.85, kind="quote")
                )
        n = end + 1


def _opens_only(text: str) -> bool:
    """Tell whether a paragraph opens a quotation at its start and leaves it open at its end."""
    mark = text[:1]
    closing = _CLOSES.get(mark)
    if closing is None:
        return False
    return text.count(mark) % 2 == 1 if closing == mark else text.count(mark) > text.count(closing)


def _speech_of(blocks: Sequence[Block], spoken: Sequence[int], n: int, people: People) -> str:
    """Return whose speech begins at `spoken[n]`, if the three blocks before it speak of a speech."""
    language = people.language
    before = [blocks[i].text for i in spoken[max(0, n - 3) : n]]
    if not any(t.low in language.speech_nouns for text in before for t in tokens(text[-600:])):
        return ""
    toks = tokens(before[-1][-600:])
    verbs = [k for k, t in enumerate(toks) if t.low in language.announce_verbs or t.low in language.speech]
    if verbs:
        subject = subject_of(toks, verbs[-1], people)
        if subject is not None and subject.kind == "name":
            return people.resolve(subject.text, subject.title)
    gender = next((language.possessives[t.low] for t in reversed(toks) if t.low in language.possessives), "")
    gender = gender or next((language.pronouns[t.low] for t in reversed(toks) if t.low in language.pronouns), "")
    return last_person(blocks, spoken, n - 1, gender if gender in ("female", "male") else "", people)
