"""A name as it stands in a sentence: where it begins and ends, with its title, and in which case it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.writing.attribute.languages import MALE, Language, words
from narrate.writing.attribute.languages.ru_forms import SURNAME_FEMALE, past, patronymic
from narrate.writing.attribute.wording.cases import belongs, in_order, is_first_name, is_surname, nominative
from narrate.writing.attribute.wording.words import Token, bare

#: first names that a sentence may begin with as a verb
_VERBS = frozenset(["hope", "will", "mark", "may", "grant", "pat", "rob", "sue", "chase", "bill", "drew", "frank"])
_SHOUTED = re.compile(r"\b[А-ЯЁ]{3,}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as it stands in the text."""

    text: str  #: without titles
    title: str  #: the title before it, lower case, or nothing
    start: int
    end: int
    first: int  #: index of the first token (title included)
    last: int  #: index of one past the last token
    possessive: bool = False
    oblique: bool = False  #: it stands in a case that no subject has


def read_name(toks: Sequence[Token], i: int, language: Language) -> Name | None:
    """Read a name that begins at token `i`, titles before it included, or None."""
    first = i
    title = ""
    while (
        i < len(toks)
        and toks[i].low in language.titles
        and not (toks[i].capital and toks[i].low in language.names)
        and (toks[i].capital or language.inflected or toks[i].low in ("old", "brother", "sister", "uncle", "aunt"))
    ):
        if i + 1 >= len(toks):
            break
        after = i + 2 if toks[i + 1].text == "." else i + 1
        if after >= len(toks) or not (toks[after].capital or toks[after].low in language.titles):
            break
        title = toks[i].low
        i = after
    begin = i
    parts: list[Token] = []
    while i < len(toks):
        tok = toks[i]
        if tok.capital and tok.word and (not parts or _joins(parts[-1], tok)) and not tok.text.isdigit():
            if (
                not parts
                and tok.low not in language.names
                and (
                    _is_form_of_verb(tok, language)
                    or _is_short_form(tok, language)
                    or (tok.low in language.small | language.births and not _is_initial(toks, i))
                    or tok.low.split("-")[0] in ("no", "any", "some", "every")
                )
            ):
                return None
            if parts and (_is_short_form(tok, language) or _shouted(parts[-1], tok, language)):
                break
            small = tok.low in language.small and tok.low not in language.names and tok.low != "will"
            if parts and small and not _is_initial(toks, i):
                break
            if (
                parts
                and len(tok.text) > 1
                and tok.text.isupper()
                and not parts[-1].text.isupper()
                and "." not in tok.text
                and not (language.inflected and len(tok.text) > 3)
            ):
                break  # "Ann Vane ALS, 2 pp.": what follows is no part of the name
            parts.append(tok)
            i += 1
            if tok.low.endswith("'s"):
                break
            if (
                i < len(toks)
                and toks[i].text == "."
                and (len(tok.text) == 1 or tok.low in language.titles or "." in tok.text)
                and i + 1 < len(toks)
                and toks[i + 1].capital
            ):
                i += 1
            continue
        if (
            parts
            and tok.low in language.particles
            and i + 1 < len(toks)
            and toks[i + 1].capital
            and tok.low != "of"
            and tok.low not in ("y", "и")
        ):
            parts.append(tok)
            i += 1
            continue
        break
    while parts and parts[-1].low in language.particles and not parts[-1].capital:
        parts.pop()
        i -= 1
    while (
        len(parts) > 1
        and parts[0].low not in language.names
        and (
            parts[0].low in language.roles
            or (parts[0].low[-1:] == "s" and parts[0].low[:-1] in language.roles)  # "Hosts Ann Vane and Ben Orme"
            or ("-" in parts[0].low and parts[0].low.split("-")[0] in language.roles)  # "Runner-up"
            or parts[0].low in language.speech
            or (language.inflected and parts[0].low in language.speech_nouns)
            or (parts[0].low in language.titles and len(parts) > 2)
            or (parts[0].low in _DAYS and (len(parts) > 2 or parts[1].low in language.names))  # "On Friday Ann Vane"
            or (
                language.inflected
                and parts[1].low in language.names
                and not (len(parts) == 3 and is_surname(parts[0].low) and patronymic(parts[2].low)[0])
                and nominative([p.text for p in parts], language) == [p.text for p in parts]
            )
            or (language.inflected and belongs([p.low for p in parts], language))  # "Пасеку Тихона Залесского"
        )
    ):
        parts = parts[1:]  # "Historian Ann Vane": what comes first is no name
    if not parts:
        return None
    if (
        len(parts) == 1
        and parts[0].low in _VERBS
        and i < len(toks)
        and (toks[i].low in language.determiners or toks[i].low in language.pronouns)
    ):
        return None  # "Hope your dinner turned out well"
    if language.inflected and len(parts) == 1 and _is_place(toks, begin, title, language):
        return None
    text = " ".join(p.text + "." if len(p.text) == 1 and p.capital and p is not parts[-1] else p.text for p in parts)
    if language.inflected and not text.isupper():  # newspapers set the surname in capitals: "Ольга ТУМАШОВА"
        text = _SHOUTED.sub(lambda m: m[0].capitalize(), text)
    plain = bare(text)
    oblique = False
    if language.inflected:
        ordered = in_order(plain.split(), language)
        plain = " ".join(nominative(ordered, language, his=_of_a_man(toks, begin, language)))
        oblique = plain != " ".join(ordered)
    return Name(
        text=plain,
        title=title,
        start=toks[first].start,
        end=parts[-1].end,
        first=first,
        last=i if i > begin else begin + 1,
        possessive=not language.inflected and plain != text,
        oblique=oblique,
    )


def _of_a_man(toks: Sequence[Token], begin: int, language: Language) -> bool:
    """Tell by the noun before a name that it is a man's in another case: "словам врача больницы Руслана Алиева"."""
    for k in range(begin - 1, max(-1, begin - 4), -1):
        if not toks[k].word or toks[k].capital:
            return False
        role = language.cases.get(toks[k].low, "")
        if role:
            return language.roles.get(role) == MALE and toks[k].low not in language.roles
    return False


_DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
_OF_A_PLACE = re.compile(r"(?:ск|цк)(?:ого|ому|им|ом|ой|ую)$")


def _is_place(toks: Sequence[Token], k: int, title: str, language: Language) -> bool:
    """Tell "Залесска" of "мэр Залесска" and "Кировского" of "Кировского района" from surnames."""
    low = toks[k].low
    if low in language.names or SURNAME_FEMALE.search(low):
        return False
    if (title or (toks[k - 1].low if k else "")) in language.offices and low.endswith(("а", "я", "ы", "и")):
        return True
    after = toks[k + 1] if k + 1 < len(toks) else None
    if not _OF_A_PLACE.search(low) or after is None or not after.word or after.capital:
        return False
    return past(after.low) == "" and after.low not in language.speech | language.prepositions | language.small


def _is_initial(toks: Sequence[Token], i: int) -> bool:
    """Tell "И." of "И. Т. Громова" from the word."""
    if len(toks[i].text) > 1 or i + 2 >= len(toks):
        return False
    return toks[i + 1].text == "." and toks[i + 1].start == toks[i].end and toks[i + 2].capital


def _is_form_of_verb(tok: Token, language: Language) -> bool:
    """Tell a verb that begins a sentence: "Походил, померил", "Передайте Тане"."""
    if is_first_name(tok.low, language):
        return False  # "Карла", "Даниила"
    return language.inflected and (past(tok.low) != "" or tok.low.endswith(("йте", "ите", "йтесь", "итесь")))


def _is_short_form(tok: Token, language: Language) -> bool:
    """Tell "It's", "I've" and "They'll" from names."""
    word, mark, ending = tok.low.partition("'")
    return bool(mark) and ending in ("s", "ve", "d", "ll", "re", "m", "t") and word in language.small


def _shouted(before: Token, tok: Token, language: Language) -> bool:
    """Tell a name in capitals from the word behind it: "NELL Safer than you are."."""
    word = before.text
    return not language.inflected and len(word) > 2 and word.isalpha() and word.isupper() and not tok.text.isupper()


def _joins(before: Token, tok: Token) -> bool:
    return tok.start - before.end <= 2
