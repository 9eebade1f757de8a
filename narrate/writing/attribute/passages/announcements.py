"""Announcements: a paragraph that says who is about to speak in the next.

"In a tape he made, Ann Vane remembers the storm:", "This is her statement.", a headline over a speech. How far
the voice goes is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from narrate.model import Block
from narrate.sentences import split
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.announced import OPENING, PARTS, QUOTED, READS, Announced, addresses, hails
from narrate.writing.attribute.passages.announcers import last_person, who_speaks
from narrate.writing.attribute.passages.headlines import headline
from narrate.writing.attribute.passages.told import floor_given, introduced, told
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import addresses_audience, alone, mentions
from narrate.writing.attribute.persons.tags import persons_in
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.wording.words import Token, tokens

_BELOW = re.compile(
    r"\b(?:below (?:is|are)|(?:these are|this is|in) (?:his|her|their|its) (?:own )?(?:words|story|account|"
    r"testimony|letter|speech)|(?:these are|this is) (?:his|her|their|its) "
    r"(?:own |full )?(?:statement|remarks|address|recollections?|memories|version|report|description|reply|"
    r"answer|evidence|confession|response|diary|notes)|"
    r"here (?:is|are)|(?:the )?following (?:\w+ ){0,3}(?:is|are|was|were|come|comes)\b|"
    r"(?:the )?following (?:text|speech|letter|extract|excerpt)|"
    r"what follows|(?:reproduced|printed|given|quoted|published) (?:below|here|in full)|"
    r"reads as follows|as follows|follows:|the (?:full|complete|entire) (?:text|transcript)|ниже (?:приводится|"
    r"публикуется|мы публикуем|следует)|вот (?:что|текст|как)|следующ(?:ее|ий|ие|ую)|"
    r"(?:приводим|публикуем)(?: \w+){0,3} (?:текст|письмо|речь|отрывок))\b",
    re.I,
)
_NUMBERED = re.compile(r"1[.)] \S")  #: a list begins
_GAP = 16  #: characters between two paragraphs, where nothing was cut away
_LABELLED = re.compile(r"(?:[A-Z][\w.]* ){0,3}[A-Z][A-Z'’-]{2,}(?: \([^()]{2,40}\))?\s?[—–:]")
FULL_NAME = r"[A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’-]+){1,2}"
DELIVERED = re.compile(
    r"\b(?:delivered|filed|wrote) (?:the|an|a) (?:\w+ )?(?:opinion|judgment|dissent\w*|concurrence)\b|"
    r", (?:\w+ )?(?:dissenting|concurring)\b",
    re.I,
)


def announcement(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    n: int,
    voices: Mapping[int, Voice],
    people: People,
) -> Announced | None:
    """Return what the block at `spoken[n]` announces, or None."""
    language = people.language
    if n + 1 >= len(spoken):
        return None
    block, following = blocks[spoken[n]], _first_text(blocks, spoken, n + 1)
    text = block.text
    if following is None or following.text[:1] in OPENING or (language.dash_dialogue and following.text[:1] in "—–-"):
        return None
    later = [blocks[i] for i in spoken[n + 1 : n + 5] if blocks[i].kind not in ("title", "heading")]
    if block.kind != "title" and (speaker := introduced(text, later, people)):
        return Announced(voice=Voice(speaker=speaker, rule="introduced", confidence=0.85), long=True, told=True)
    if block.kind in ("title", "heading"):
        return headline(blocks, spoken, n, following, people)
    if speaker := told([blocks[i] for i in spoken[max(0, n - 3) : n]], block, later, people):
        return Announced(voice=Voice(speaker=speaker, rule="told", confidence=0.8), long=True, told=True)
    if text[:1] == "[" or block.kind == "verse" or _is_turn(blocks, following):
        return None  # a row of buttons; a poem; a turn after its label
    if speaker := floor_given(text, later, people):
        return Announced(voice=Voice(speaker=speaker, rule="announced", confidence=0.85), long=True)
    colon = text.rstrip()[-1:] == ":"
    below = _BELOW.search(text) is not None
    if not (colon or below or following.kind in ("quote", "verse") or len(text) < 600):
        return None
    spans = split(text, language.code)
    if not spans or addresses_audience(text, language):
        return None
    register = addresses(following.text, language)
    sentence = text[spans[-1][0] : spans[-1][1]]
    if below and not colon:
        sentence = next((text[s:e] for s, e in spans if _BELOW.search(text[s:e])), sentence)
    elif not colon and register and READS.isdisjoint(t.low for t in tokens(sentence)):
        sentence = next(
            (text[s:e] for s, e in reversed(spans[-2:]) if _has_noun_and_verb(text[s:e], language)), sentence
        )
    toks = tokens(sentence)
    if not colon and not below and (QUOTED.search(sentence) or re.search('["“”«»„]', sentence)):
        return None
    lows = {t.low for t in toks}
    noun = bool(lows & language.speech_nouns) or (
        register > 0 and not lows.isdisjoint(language.announce_verbs) and _near_noun(text, spans, language)
    )
    verbs = [k for k, t in enumerate(toks) if (t.low in language.announce_verbs or t.low in language.speech)]
    near = _near_noun(text, spans, language)
    unsaid = colon and (noun or near) and not (verbs or register)  # an entry in which nobody says "I"
    if unsaid and (speaker := _keeper(text[spans[max(0, len(spans) - 2)][0] :], following, people)):
        return Announced(voice=Voice(speaker=speaker, rule="announced", confidence=0.75), long=False)
    if not (noun or verbs or (colon and register) or DELIVERED.search(text)) or _says_i(toks, colon, language):
        return None
    block_quote = following.kind in ("quote", "verse")
    if (colon and following.kind == "list-item") or _NUMBERED.match(following.text):
        return None
    if colon and not (verbs or register or (noun and block_quote)):
        return None
    if not colon and not below and (match := DELIVERED.search(text)) and len(spans) == 1:
        found = [p for p in persons_in(tokens(text[: match.start()] or text), people) if p.kind == "name"]
        if found:
            speaker = people.resolve(found[0].text, found[0].title)
            return Announced(voice=Voice(speaker=speaker, rule="announced", confidence=0.85), long=True)
    firm = not (lows & language.speech_nouns) <= language.weak_announce or near
    firm = firm and any(toks[k].low not in language.weak_announce for k in verbs)
    loose = bool(verbs) and _first_says_i(blocks, spoken, n, later, voices, language)
    if (
        not colon
        and not below
        and not loose
        and not (noun and firm and (alone(following.text, language) or hails(following.text, language)))
        and not (block_quote and verbs)
    ):
        return None
    if below and not colon and not noun:
        return None
    subject, via, also = who_speaks(toks, verbs, people)
    if subject is not None and subject[:1] == "\0":
        subject = last_person(blocks, spoken, n, subject[1:], people, voices) or None
    if subject is None and colon and register and n and _near_speech(blocks, spoken, n, language):
        heard = [voices[i].speaker for i in spoken[:n] if i in voices and voices[i].rule == "announced"]
        subject = heard[-1] if heard and len(text.split()) <= 12 else ""
        subject = subject or last_person(blocks, spoken, n, "", people, voices) or _my_kin(text, language)
        if subject and re.search(rf"\b{re.escape(subject.split()[-1])}['’]s\b", text):
            return None  # "a letter that was sold at Drouet's"
    if not subject or subject.split()[-1].lower() in language.not_names:
        return None  # "the Post Office said"
    known = " " in subject or _is_kin(subject, toks, language)
    if loose and not (colon or below) and (not known or mentions(later[0].text, subject)):
        return None
    confidence = 0.92 if colon or below else 0.85
    if colon and not register and not block_quote and not noun:
        confidence = 0.6
    long = (below and lows.isdisjoint(PARTS)) or bool(
        lows & {"complete", "full", "entire", "whole", "text", "полный", "текст"}
    )
    voice = Voice(
        speaker=subject, rule="announced" if not block_quote else "announced-quote", confidence=confidence, via=via
    )
    return Announced(voice=voice, long=long, also=also, gender=people.gender_of(subject))


def _my_kin(text: str, language: Language) -> str:
    """Return the one relative of his own whom a narrator speaks of: "My father wrote once. It reads, in full:"."""
    toks = tokens(text)
    kin = [k + 1 for k, (a, b) in enumerate(pairwise(toks)) if a.low in ("my", "our") and b.low in language.roles]
    says = language.announce_verbs | language.speech
    wrote = [k for k in kin if k + 1 < len(toks) and toks[k + 1].low in says]
    found = {toks[k].low for k in wrote or kin}
    return found.pop().capitalize() if len(found) == 1 else ""


def _is_kin(name: str, toks: Sequence[Token], language: Language) -> bool:
    """Tell whether a sentence says whose kin a first name is: "His daughter Ruth spoke."."""
    places = [k for k, t in enumerate(toks) if t.text == name]
    return any(k > 1 and toks[k - 1].low in language.roles and toks[k - 2].low in language.possessives for k in places)


def _keeper(text: str, following: Block, people: People) -> str:
    """Return whose entry follows in which nobody says "I": "В музее есть тетрадь завхоза. Вот запись от 3 мая:"."""
    language = people.language
    if not language.inflected or following.kind != "paragraph" or following.text[-1:] not in ".!?…":
        return ""
    found = ""
    for phrase in persons_in(tokens(text), people):
        if phrase.kind == "name":
            found = people.resolve(phrase.text, phrase.title)
        elif phrase.kind == "role":
            found = people.roles.get(phrase.head, found)
    return found


def _is_turn(blocks: Sequence[Block], following: Block) -> bool:
    """Tell whether a label stands at the start of a paragraph, or was taken from it."""
    if _LABELLED.match(following.text):
        return True
    at = next(i for i, block in enumerate(blocks) if block is following)
    before = blocks[at - 1] if at else following
    cut = following.offsets[0] - before.offsets[-1] if following.offsets and before.offsets else 0
    return cut > _GAP


def _first_says_i(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    n: int,
    later: Sequence[Block],
    voices: Mapping[int, Voice],
    language: Language,
) -> bool:
    """Tell whether a narrator who never says "I" stands before a text that does."""
    before = [i for i in spoken[max(0, n - 12) : n + 1] if i not in voices]
    if not later or later[0].text[:1] in "—–-" or any(alone(blocks[i].text, language) for i in before):
        return False
    if alone(later[0].text, language):
        return True
    return len(later) > 1 and alone(later[1].text, language) > 0 and _oral(later[0].text, language)


def _oral(text: str, language: Language) -> bool:
    """Tell a paragraph that could be told aloud: it names nobody in full and begins with "he", "it", "there", "so"."""
    toks = tokens(text)
    if text[-1:] == ":" or not toks:
        return False
    return toks[0].low in language.pronouns or toks[0].low in ("well", "so", "there", "oh", "and", "ну", "вот", "а")


def _says_i(toks: Sequence[Token], colon: bool, language: Language) -> bool:
    """Tell whether the sentence is the narrator's own report: "I told her"; "which she lent me" is none."""
    first = [k for k, t in enumerate(toks) if t.low in language.singular]
    if not first:
        return False
    return not colon or any(toks[k].low[:1] in ("i", "я") for k in first)


def _has_noun_and_verb(sentence: str, language: Language) -> bool:
    lows = {t.low for t in tokens(sentence)}
    if "that" in lows and QUOTED.search(sentence):
        return False
    return not lows.isdisjoint(language.speech_nouns) and not (
        lows.isdisjoint(language.announce_verbs) and lows.isdisjoint(language.speech)
    )


def _near_noun(text: str, spans: Sequence[tuple[int, int]], language: Language) -> bool:
    """Tell whether the sentence before the last one names what is announced: a tape, a diary."""
    if len(spans) < 2:
        return False
    return not {t.low for t in tokens(text, *spans[-2])}.isdisjoint(language.speech_nouns)


def _near_speech(blocks: Sequence[Block], spoken: Sequence[int], n: int, language: Language) -> bool:
    """Tell whether a diary or a letter was spoken of just before: "This is how the first of them begins:"."""
    return any(t.low in language.speech_nouns for i in spoken[n - 1 : n + 1] for t in tokens(blocks[i].text[-600:]))


_ANNOUNCES = re.compile(r"(?:full |letter )?(?:transcript(?:ion)?|text|translation|расшифровка|текст):?", re.I)


def _first_text(blocks: Sequence[Block], spoken: Sequence[int], n: int) -> Block | None:
    """The next block that is not a heading."""
    for k in range(n, min(n + 3, len(spoken))):
        if blocks[spoken[k]].kind not in ("title", "heading") and not _ANNOUNCES.fullmatch(blocks[spoken[k]].text):
            return blocks[spoken[k]]
    return None
