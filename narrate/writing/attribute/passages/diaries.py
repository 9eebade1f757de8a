"""Diaries: entries under their days, all in the voice of who kept it.

"14 October" over a paragraph, or "Feb. 2nd.—The last mail is gone" at its start; two entries at least, and a head
that says whose diary it is. An entry need not say "I": diarists leave it out. The last entry ends where the page
speaks of the diarist.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.credited import persons_of, speaker_of
from narrate.writing.attribute.passages.signatures import is_closing
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import firsts, mentions
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
)
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|понедельник|вторник|среда|четверг|"
    r"пятница|суббота|воскресенье)\.?"
)
_YEAR = r"(?:,? ?(?:1[5-9]|20)\d\d(?: ?г(?:\.|ода)?)?)"
_DATE = (
    rf"(?:{_WEEKDAY},? (?:the )?)?(?:\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{_MONTH}\b\.?|"
    rf"{_MONTH}\b\.? ?\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}){_YEAR}?"
)
_TIME = (
    rf"(?:[.,;—–-]* ?(?:{_WEEKDAY}|(?:early |late )?(?:morning|afternoon|evening|night|noon|midnight)|"
    r"\d{1,2}[.:]\d\d))"
)
_PLACE = r"(?:(?-i:[A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’-]+){0,2}), (?:the )?)?"  #: where it was written
_DAY = re.compile(rf"{_PLACE}(?:{_DATE}|{_WEEKDAY}|day \d{{1,3}}){_TIME}?[.,:]?", re.I)
_RUN_IN = re.compile(
    rf"(?:(?:{_DATE}|{_WEEKDAY}(?:,? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?)?){_TIME}?(?:[.:]|\.?\s?[—–-]{{1,2}})|"
    rf"\d{{1,2}} {_MONTH}\.)\s?(?=[\w“\"«‘'_*])",
    re.I,
)
_DIARY = re.compile(
    r"\b(?:diar(?:y|ies)|journals?|log(?:book)?|notebooks?|kept|entr(?:y|ies)|daybook|дневник\w*|записи|записки|"
    r"вёл|вела|тетрад\w+|letters|письм[ао])\b",
    re.I,
)


def is_day(text: str) -> bool:
    """Tell the date over an entry of a diary: "14 October", "2 November. Sunday.", "March 3rd, 1942"."""
    return len(text) <= 60 and _DAY.fullmatch(text.strip("_* ")) is not None


def _is_entry(block: Block) -> bool:
    """Tell an entry that begins with its day from the dates of a calendar."""
    return (
        block.kind != "list-item"
        and _RUN_IN.match(block.text.lstrip("_*")) is not None
        and (len(block.text.split()) > 3 or block.text[:1] in "_*")
    )


def find_diaries(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
) -> None:
    """Give the entries of each diary to who kept it."""
    language = people.language
    days = [
        n
        for n, i in enumerate(spoken)
        if i not in voices and i not in taken and (is_day(blocks[i].text) or _is_entry(blocks[i]))
    ]
    groups: list[list[int]] = []
    for n in days:
        if groups and n - groups[-1][-1] <= 12:
            groups[-1].append(n)
        else:
            groups.append([n])
    before = 0
    for group in groups:
        if len(group) < 2:
            continue
        head = [blocks[i] for i in spoken[before : group[0]] if i not in voices and i not in taken]
        entries = [i for i in spoken[group[0] : group[-1] + 2] if not is_day(blocks[i].text)]
        if not head or not entries or not any(_DIARY.search(b.text) for b in head):
            continue
        speaker = _keeper(head, people)
        kept = bool(speaker)
        if not speaker:
            speaker, _ = speaker_of(head, [blocks[i].text for i in entries], people, sure=True)
        kept = kept or any(p.person == speaker and p.linked for b in head for p in persons_of(b.text, people))
        # a log and a Russian diary do without "I"
        least = 0.0 if len(group) > 2 and (language.inflected or kept) else 0.3
        personal = sum(firsts(blocks[i].text, language) > 0 for i in entries)
        if not speaker or personal < least * len(entries):
            continue
        end = _last(blocks, spoken, group[-1], speaker, voices, taken, language)
        for k in range(group[0], end + 1):
            if spoken[k] not in taken:
                voices[spoken[k]] = Voice(speaker=speaker, rule="diary", confidence=0.85)
        before = end + 1


_KEPT = re.compile(r"\b(?:kept|written|made|begun|filled) (?:\w+ )?by\b(?=[^.!?]{0,60}?[A-Z])")


def _keeper(head: Sequence[Block], people: People) -> str:
    """Return who kept the log or the diary, where the page says so: "kept by the mate, Jabez Coffey"."""
    for block in head:
        match = _KEPT.search(block.text)
        toks = tokens(block.text[match.end() : match.end() + 80]) if match else []
        for k, tok in enumerate(toks):
            name = read_name(toks, k, people.language) if tok.capital else None
            if name is not None and " " in name.text:
                return people.resolve(name.text, name.title)
    return ""


def _last(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    n: int,
    speaker: str,
    voices: dict[int, Voice],
    taken: frozenset[int],
    language: Language,
) -> int:
    """Return the last paragraph of the entry that begins at `n`."""
    end = n + 1 if is_day(blocks[spoken[n]].text) and n + 1 < len(spoken) else n
    for k in range(end + 1, len(spoken)):
        block = blocks[spoken[k]]
        if (
            spoken[k] in voices
            or spoken[k] in taken
            or block.kind in ("title", "heading")
            or mentions(block.text, speaker)
            or not (firsts(block.text, language) or is_closing(block.text))
        ):
            break
        end = k
    return end
