"""Letters under heads: "Letter 14. Ann Vane to Bert Moss, 3 May 1862", and what stands below it.

The head says who writes, so that neither a salutation nor a signature is needed: the text is the writer's until the
next head, or until the page speaks of the writer again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.diaries import is_day
from narrate.writing.attribute.passages.salutations import above, begins, is_letterhead, is_salutation
from narrate.writing.attribute.passages.signatures import CAPITAL, POSTSCRIPT, is_closing, is_town
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import firsts, is_narration, mentions
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_NAME = rf"{CAPITAL}[\w.'’-]+(?: {CAPITAL}[\w.'’-]+){{0,3}}"
_NUMBER = r"(?:(?:(?:[A-Z][a-z]{2,11}|No\.?|Письмо|№) ?)?(?:\d{1,4}|[IVXLC]{1,7})[a-z]?[.:)]? (?:[—–-] )?)?"
_REST = r"(?:[,.;] .{0,60}|:| \(.{1,40}\)| (?=[A-Z]{2}).{0,80}|,? \d{1,2} .{3,20})?"
FROM_TO = re.compile(
    rf"{_NUMBER}(?:(?:From|Letter from|Telegram from|От) )?(?P<writer>{_NAME}),? "
    rf"(?:to|к|—|–|writes to) (?:(?:his|her|my|their|the) (?:\w+ ){{0,2}})?(?P<to>{_NAME}){_REST}"
)
_TO_FROM = re.compile(rf"{_NUMBER}(?:Letter )?[Tt]o (?P<to>{_NAME}),? (?:a letter )?from (?P<writer>{_NAME}){_REST}")
#: what the line over a document calls it, and whose it is
_OF = re.compile(
    rf"{_NUMBER}(?i:(?:an? )?(?:extracts? |excerpts? |part )?(?:(?:of|from) )?(?:an? |the |his |her )?(?:letter|"
    rf"telegram|dispatch|despatch|note|memorandum|report|deposition|postcard))s? (?:from|by|of) "
    rf"(?:(?:the|a|an|his|her) )?(?:[A-Za-z][\w’'-]* ){{0,4}}?(?P<writer>{_NAME})(?:,|:|$| to | \(| dated )"
)
_DATED = re.compile(rf"{_NUMBER}(?P<writer>{_NAME})(?:, | [—–-] | \()(?P<day>.{{3,40}}?)\)?")
_LONGEST = 80  #: blocks of a letter


def find_headed(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    people: People,
) -> None:
    """Give what stands under each head to whom it names first."""
    language = people.language
    heads = [(n, *head) for n, i in enumerate(spoken) if i not in taken and (head := _head(blocks[i], people))]
    if sum(not to for _, _, to in heads) < 2:
        heads = [head for head in heads if head[2]]
    for at, (n, name, to) in enumerate(heads):
        last = min(heads[at + 1][0] if at + 1 < len(heads) else len(spoken), n + _LONGEST)
        writer = people.resolve(name)
        if not any(_speaks(blocks[spoken[k]].text, language) for k in range(n + 1, min(n + 6, last))):
            continue
        begin = next((k for k in range(n + 1, last) if _begins(blocks[spoken[k]], to, writer, language)), last)
        if n < begin < last and is_letterhead(blocks[spoken[begin]]):
            begin = max(n + 1, above(blocks, spoken, begin + 1, (voices, taken)))
        end = _end(blocks, spoken, begin, last, name, taken, language)
        for k in range(begin, end):
            voices[spoken[k]] = Voice(speaker=writer, rule="letter", confidence=0.9)


def _head(block: Block, people: People) -> tuple[str, str] | None:
    """Return who writes and to whom by a line over a letter; "Frey, 4 June" says no more than who."""
    text = block.text
    if len(text) >= 100:
        return None
    match = _TO_FROM.fullmatch(text) or (FROM_TO.fullmatch(text) if block.kind != "title" else None)
    if match and _is_writer(match["writer"], people):
        return match["writer"], match["to"]
    if (
        block.kind != "title"
        and (match := _OF.match(text))
        and (name := _named_in(text[match.start("writer") :], people))
    ):
        return name, "?"
    match = _DATED.fullmatch(text) if block.kind != "title" else None
    if (
        match
        and is_day(match["day"])
        and " " in people.resolve(match["writer"])
        and _is_writer(match["writer"], people)
    ):
        return match["writer"], ""
    return None


def _named_in(text: str, people: People) -> str:
    """Return the whole name with which a text begins, behind its titles."""
    toks = tokens(text)
    for k, tok in enumerate(toks[:4]):
        name = read_name(toks, k, people.language) if tok.capital else None
        if name is not None and (" " in name.text or name.title) and people.is_person(name):
            return people.resolve(name.text, name.title)
    return ""


def _is_writer(text: str, people: People) -> bool:
    """Tell a person from "Address to the Guild" and "Sheep Apologise to Their Farmer"."""
    language = people.language
    toks = tokens(text)
    name = read_name(toks, 0, language)
    if name is None or name.last < len(toks):
        return False
    words = text.lower().split()
    if any(w in language.speech_nouns or w in language.documents or w in language.small for w in words):
        return False
    return people.is_person(name)


def _speaks(text: str, language: Language) -> bool:
    return firsts(text, language) > 0 or any(t.low in language.second_person for t in tokens(text))


def _begins(block: Block, to: str, writer: str, language: Language) -> bool:
    """Tell where the letter begins under its head: with a date, an address or a text that says "I"."""
    text = block.text
    if is_day(text) or is_letterhead(block) or is_town(text.replace(",", "")) or _is_address(text, to):
        return True
    return _speaks(text, language) and not mentions(text, writer)


def _end(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    begin: int,
    last: int,
    writer: str,
    taken: frozenset[int],
    language: Language,
) -> int:
    """Return the place after the letter: behind its signature, or before the page speaks of it again."""
    for k in range(begin, last):
        text = blocks[spoken[k]].text
        if k > begin and _signs_as(text, writer):
            return k + 2 if k + 1 < last and POSTSCRIPT.match(blocks[spoken[k + 1]].text) else k + 1
    end = last
    for k in range(begin, last):
        block = blocks[spoken[k]]
        heading = block.kind in ("title", "heading") and k > begin + 3
        if spoken[k] in taken or heading or (mentions(block.text, writer) and not begins(block.text)):
            end = k
            break
    while end > begin and not _speaks(blocks[spoken[end - 1]].text, language):
        told = (
            end > begin + 1
            and end == len(spoken)
            and all(_speaks(blocks[spoken[k]].text, language) for k in range(max(begin, end - 3), end - 1))
        )
        if not told and not is_narration(blocks[spoken[end - 1]].text, language):
            break
        end -= 1
    return end


def _is_address(text: str, to: str) -> bool:
    """Tell whether a short line speaks to somebody: "Dear Brother", "Gid —"."""
    words = text.split()
    if not words or len(words) > 6 or text[-1:] in "?":
        return False
    return (
        is_salutation(text)
        or words[0].lower() in ("dear", "my", "dearest")
        or (len(words[0]) > 1 and bool(to) and to.startswith(words[0].strip(",.:—–-")))
    )


def _signs_as(text: str, writer: str) -> bool:
    """Tell whether a short line begins as the writer's name does: "Gid." for Gideon."""
    words = text.rstrip(".,").split()
    if len(words) <= 12 and text.endswith(writer) and "," in text:
        return True  # "With respectful greeting, Josef Vanek"
    if is_closing(text) and words[-1] == writer.split()[-1]:
        return True  # "Готовый к услугам А. Кротов"
    return 1 <= len(words) <= 4 and any(
        len(word) >= 2 and (part.startswith(word.rstrip(".")) or word.rstrip(".") == part[:1])
        for word in words
        for part in writer.split()
    )
