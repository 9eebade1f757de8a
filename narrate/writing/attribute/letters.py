"""Letters: from the address and the date to the signature and the postscript, all in the writer's voice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.people import People, read_name, tokens
from narrate.writing.attribute.tags import persons_in
from narrate.writing.attribute.voices import Voice

_SALUTATION = re.compile(
    r"(?:(?:my (?:own )?)?(?:very )?(?:dear(?:est)?|darling|beloved|honou?red|esteemed)\b.{0,60}|"
    r"to whom it may concern|(?:dear )?(?:sir|madam|gentlemen|sirs)"
    r"|(?:дорог(?:ой|ая|ие)|мил(?:ый|ая|ые)|уважаем(?:ый|ая|ые)|любим(?:ый|ая)|здравствуй(?:те)?)\b.{0,60})[,:!.—–-]",
    re.I,
)
_CLOSING = re.compile(
    r"(?:(?:i (?:am|remain)|believe me|as ever|ever|always|with|and|until then|we remain),? )?.{0,40}?\b(?:yours|"
    r"sincerely|faithfully|truly|respectfully|affectionately|love|regards|wishes|"
    r"gratefully|(?:your|thy) (?:\w+,? ){0,4}(?:son|daughter|brother|sister|friend|servant|husband|wife|mother|"
    r"father|cousin|uncle|aunt|nephew|niece|own)|"
    r"твой|твоя|ваш|ваша|с уважением|с любовью|целую|обнимаю|искренне)\b(.{0,60})",
    re.I,
)
_POSTSCRIPT = re.compile(r"(?:P\.? ?)+S\b|З\.? ?Ы\.|Постскриптум", re.I)
DATE = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:sunday|monday|tuesday|wednesday|thursday|friday|"
    r"saturday)\b",
    re.I,
)


def find_letters(
    blocks: Sequence[Block], spoken: Sequence[int], voices: dict[int, Voice], people: People, language: Language
) -> None:
    """Give every letter of the page to its writer."""
    _headed_letters(blocks, spoken, voices, people, language)
    n = 0
    closings = [k for k, i in enumerate(spoken) if _is_closing(blocks[i].text)]
    at = 0
    while n < len(spoken):
        if spoken[n] in voices or not _is_salutation(blocks[spoken[n]].text):
            n += 1
            continue
        while at < len(closings) and closings[at] <= n:
            at += 1
        again = next(
            (k for k in range(n + 1, min(len(spoken), n + 30)) if _is_salutation(blocks[spoken[k]].text)), len(spoken)
        )
        closed = at < len(closings) and closings[at] < again
        end = closings[at] if closed else _bare_signature(blocks, spoken, n + 1, again, people, language) - 1
        if end <= n:
            n += 1
            continue
        start = n
        while start and n - start < 4 and _is_letterhead(blocks[spoken[start - 1]]):
            start -= 1
        writer, end = _signature(blocks, spoken, end, people, language)
        if not writer:
            writer = _writer_before(blocks, spoken, start, people, language)
        voice = Voice(speaker=writer or "Letter writer", rule="letter", confidence=0.95 if writer else 0.5)
        for k in range(start, end + 1):
            voices[spoken[k]] = voice
        n = end + 1


_FROM_TO = re.compile(
    r"(?:(?:From|Letter from|От) )?(?P<writer>[A-ZА-ЯЁ][\w.'’-]+(?: [A-ZА-ЯЁ][\w.'’-]+){0,3}),? "
    r"(?:to|к|—|–|writes to) (?:his |her |my )?(?P<to>[A-ZА-ЯЁ][\w.'’-]+(?: [A-ZА-ЯЁ][\w.'’-]+){0,3})"
    r"(?:[,.;] .{0,60}|:| \(.{1,40}\))?"
)


def _headed_letters(
    blocks: Sequence[Block], spoken: Sequence[int], voices: dict[int, Voice], people: People, language: Language
) -> None:
    """Letters under heads such as "Ann to Bert, 3 May 1862": to the signature, or to the next head.

    A signature is a short line that begins as the writer's name does: "Gid." for Gideon.
    """
    heads = [
        (n, match)
        for n, i in enumerate(spoken)
        if len(blocks[i].text) < 100 and blocks[i].kind != "title" and (match := _FROM_TO.fullmatch(blocks[i].text))
    ]
    for at, (n, match) in enumerate(heads):
        last = heads[at + 1][0] if at + 1 < len(heads) else len(spoken)
        if n + 1 >= last or not _is_address(blocks[spoken[n + 1]].text, match["to"]):
            continue
        end = next((k for k in range(n + 2, last) if _signs(blocks[spoken[k]].text, match["writer"])), -1)
        if end < 0:
            continue
        writer = people.resolve(match["writer"])
        voice = Voice(speaker=writer, rule="letter", confidence=0.9)
        for k in range(n + 1, end + 1):
            voices[spoken[k]] = voice


def _is_address(text: str, to: str) -> bool:
    """Tell whether a short line speaks to somebody: "Dear Brother", "Gid —"."""
    words = text.split()
    if len(words) > 6 or text[-1:] in "?":
        return False
    return (
        _is_salutation(text)
        or words[0].lower() in ("dear", "my", "dearest")
        or (len(words[0]) > 1 and to.startswith(words[0].strip(",.:—–-")))
    )


def _signs(text: str, writer: str) -> bool:
    words = text.rstrip(".,").split()
    return 1 <= len(words) <= 4 and any(
        len(word) >= 2 and (part.startswith(word.rstrip(".")) or word.rstrip(".") == part[:1])
        for word in words
        for part in writer.split()
    )


def _bare_signature(
    blocks: Sequence[Block], spoken: Sequence[int], n: int, again: int, people: People, language: Language
) -> int:
    """Return the place of a name alone on its line that ends a letter without a closing formula, or -1."""
    for k in range(n, min(again, n + 14)):
        text = blocks[spoken[k]].text
        words = text.rstrip(",").split()
        if 2 <= len(words) <= 4 and text[-1:] not in ".!?:;" and all(w[0].isupper() for w in words):
            return k if k > n and name_of(text, people, language) else -1
    return -1


def _is_salutation(text: str) -> bool:
    if text[:5] == "Dear " and len(text.split()) <= 4 and text[-1:].isalpha():
        return True
    return len(text) <= 90 and len(text.split()) <= 9 and _SALUTATION.fullmatch(text.strip()) is not None


def _is_closing(text: str) -> bool:
    if len(text) > 90 or len(text.split()) > 12 or text[-1:] in "?!:;" or _CLOSING.fullmatch(text) is None:
        return False
    return text[-1:] != "." or len(text.split()) <= 4


def _is_letterhead(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= 70
        and block.kind not in ("title",)
        and bool(
            DATE.search(text) or text.endswith(",") or (block.kind == "heading" and any(ch.isdigit() for ch in text))
        )
        and not text.endswith((".", ":", "!", "?"))
    )


def _signature(
    blocks: Sequence[Block], spoken: Sequence[int], end: int, people: People, language: Language
) -> tuple[str, int]:
    """Return the writer's name and the last unit of the letter."""
    writer = ""
    tail = _CLOSING.fullmatch(blocks[spoken[end]].text)
    rest = (tail[1] if tail else "").strip(" ,.")
    if rest and rest[0].isupper():
        writer = name_of(rest, people, language)
    k = end + 1
    while k < len(spoken) and k - end <= 3:
        text = blocks[spoken[k]].text
        if _POSTSCRIPT.match(text):
            return writer, k
        if _is_salutation(text) or (k + 1 < len(spoken) and _is_salutation(blocks[spoken[k + 1]].text)):
            break
        if (
            len(text.split()) > 7
            or len(text) > 60
            or (writer and not _POSTSCRIPT.match(text) and not text[:1].isupper())
            or text[-1:] in ":?!"
        ):
            break
        name = name_of(text, people, language)
        if not name:
            break
        writer = writer or name
        end = k
        k += 1
    if k < len(spoken) and k == end + 1 and _POSTSCRIPT.match(blocks[spoken[k]].text):
        end = k
    return writer, end


def name_of(text: str, people: People, language: Language) -> str:
    """Return the first name at the start of a line, or nothing."""
    toks = tokens(text)
    for i in range(min(4, len(toks))):
        name = read_name(toks, i, language)
        if name is not None:
            return people.resolve(name.text, name.title)
    return ""


def _writer_before(
    blocks: Sequence[Block], spoken: Sequence[int], start: int, people: People, language: Language
) -> str:
    for k in range(start - 1, max(-1, start - 4), -1):
        found = [p for p in persons_in(tokens(blocks[spoken[k]].text[-400:]), language, people) if p.kind == "name"]
        if found:
            return people.resolve(found[0].text, found[0].title)
    return ""
