"""Announcements: a paragraph that says who is about to speak in the next.

"In a tape he made, Ann Vane remembers the storm:", "This is her statement.", a headline over a speech. How far
the voice goes is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from narrate.model import Block
from narrate.sentences import split
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.people import People
from narrate.writing.attribute.register import addresses_audience, alone, mentions
from narrate.writing.attribute.tags import Subject, persons_in, subject_of
from narrate.writing.attribute.told import floor_given, introduced, told
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.words import Token, tokens

OPENING = '"“«„‘'
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
QUOTED = re.compile('["“«„][^"”»“]{0,600}["”»“]')
FULL_NAME = r"[A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’-]+){1,2}"
DELIVERED = re.compile(
    r"\b(?:delivered|filed|wrote) (?:the|an|a) (?:\w+ )?(?:opinion|judgment|dissent\w*|concurrence)\b|"
    r", (?:\w+ )?(?:dissenting|concurring)\b",
    re.I,
)
_HEADLINE = re.compile(
    r"\b(?:speech|address|remarks|statement|testimony|sermon|lecture|talk|keynote|eulogy|toast|oration|"
    r"proclamation|homily|broadcast|introduction|welcome|greetings?|remembered|recollections?|memories|"
    r"reminiscences|told (?:by|to)|opinion|in (?:his|her) own words|речь|выступление|обращение|слово|доклад|"
    r"заявление)\b",
    re.I,
)


READS = frozenset(["read", "reads", "reading", "recites", "recited", "читает", "прочитал", "прочитала", "прочёл"])
_PARTS = frozenset(["passage", "excerpt", "extract", "entry", "paragraph", "отрывок"])  #: of a text, not the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """Who is about to speak, and how to know where that ends."""

    voice: Voice
    long: bool  #: a whole text, not one passage
    told: bool = False  #: a life told in the first person, with asides of the one who took it down
    gender: str = ""  #: of the speaker
    also: tuple[str, ...] = ()  #: who must not be told about in the third person either


def announcement(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    n: int,
    voices: Mapping[int, Voice],
    people: People,
    language: Language,
) -> Announced | None:
    """Return what the block at `spoken[n]` announces, or None."""
    if n + 1 >= len(spoken):
        return None
    block, following = blocks[spoken[n]], _first_text(blocks, spoken, n + 1)
    text = block.text
    if following is None or following.text[:1] in OPENING or (language.dash_dialogue and following.text[:1] in "—–-"):
        return None
    later = [blocks[i] for i in spoken[n + 1 : n + 5] if blocks[i].kind not in ("title", "heading")]
    if block.kind != "title" and (speaker := introduced(text, later, people, language)):
        return Announced(voice=Voice(speaker=speaker, rule="introduced", confidence=0.85), long=True, told=True)
    if block.kind in ("title", "heading"):
        return _headline(blocks, spoken, n, following, people, language)
    if speaker := told([blocks[i] for i in spoken[max(0, n - 3) : n]], block, later, people, language):
        return Announced(voice=Voice(speaker=speaker, rule="told", confidence=0.8), long=True, told=True)
    if text[:1] == "[":
        return None  # a row of buttons
    if speaker := floor_given(text, later, people, language):
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
    if not (noun or verbs or (colon and register) or DELIVERED.search(text)) or _says_i(toks, colon, language):
        return None
    block_quote = following.kind in ("quote", "verse")
    if colon and following.kind == "list-item":
        return None
    if colon and not (verbs or register or (noun and block_quote)):
        return None
    if not colon and not below and (match := DELIVERED.search(text)) and len(spans) == 1:
        found = [p for p in persons_in(tokens(text[: match.start()] or text), language, people) if p.kind == "name"]
        if found:
            speaker = people.resolve(found[0].text, found[0].title)
            return Announced(voice=Voice(speaker=speaker, rule="announced", confidence=0.85), long=True)
    near = _near_noun(text, spans, language)
    firm = not (lows & language.speech_nouns) <= language.weak_announce or near
    firm = firm and any(toks[k].low not in language.weak_announce for k in verbs)
    loose = bool(verbs) and _first_says_i(blocks, spoken, n, later, voices, language)
    if (
        not colon
        and not below
        and not loose
        and not (noun and firm and (alone(following.text, language) or _hails(following.text, language)))
        and not (block_quote and verbs)
    ):
        return None
    if below and not colon and not noun:
        return None
    subject, via, also = _who(toks, verbs, people, language)
    if subject is not None and subject[:1] == "\0":
        subject = last_person(blocks, spoken, n, subject[1:], people, language, voices)
    if subject is None and colon and register and n and _near_speech(blocks, spoken, n, language):
        heard = [voices[i].speaker for i in spoken[:n] if i in voices and voices[i].rule == "announced"]
        subject = heard[-1] if heard and len(text.split()) <= 12 else ""
        subject = subject or last_person(blocks, spoken, n, "", people, language, voices)
        if subject and re.search(rf"\b{re.escape(subject.split()[-1])}['’]s\b", text):
            return None  # "a letter that was sold at Drouet's"
    if not subject:
        return None
    if loose and not (colon or below) and (" " not in subject or mentions(later[0].text, subject)):
        return None
    confidence = 0.92 if colon or below else 0.85
    if colon and not register and not block_quote and not noun:
        confidence = 0.6
    long = (below and lows.isdisjoint(_PARTS)) or bool(
        lows & {"complete", "full", "entire", "whole", "text", "полный", "текст"}
    )
    voice = Voice(
        speaker=subject, rule="announced" if not block_quote else "announced-quote", confidence=confidence, via=via
    )
    return Announced(voice=voice, long=long, also=also, gender=people.gender_of(subject))


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


def _next_texts(blocks: Sequence[Block], spoken: Sequence[int], n: int) -> list[Block]:
    """The next three paragraphs, up to a heading that announces another speaker."""
    found: list[Block] = []
    for i in spoken[n : n + 6]:
        block = blocks[i]
        if block.kind not in ("title", "heading"):
            found.append(block)
        elif _HEADLINE.search(block.text):
            break
    return found[:3]


def _first_text(blocks: Sequence[Block], spoken: Sequence[int], n: int) -> Block | None:
    """The next block that is not a heading."""
    for k in range(n, min(n + 3, len(spoken))):
        if blocks[spoken[k]].kind not in ("title", "heading"):
            return blocks[spoken[k]]
    return None


def addresses(text: str, language: Language) -> int:
    """Count what a speaker and not a narrator would write: I and we, an address at the start."""
    head = tokens(text[:1500])
    count = sum(t.low in language.first_person for t in head)
    early = text[:60]
    called = "!" in early or "," in early or text[-1:] == ":"
    if head and called and any(t.low in language.vocatives for t in head[:4]):
        count += 2
    return count


def _hails(text: str, language: Language) -> bool:
    """Tell whether a text begins by speaking to people: "Comrades! …"."""
    head = tokens(text[:120])
    called = "!" in text[:60] or "," in text[:60] or text[-1:] == ":"
    return called and any(t.low in language.vocatives for t in head[:4])


def _who(
    toks: Sequence[Token], verbs: Sequence[int], people: People, language: Language
) -> tuple[str | None, str, tuple[str, ...]]:
    """Return who is announced, whose words they are, and who else is known to the narrator."""
    phrases = [p for p in persons_in(toks, language, people) if p.kind in ("name", "role")]
    pronouns = [p for p in persons_in(toks, language, people) if p.kind == "pronoun"]
    names = tuple(people.resolve(p.text, p.title) for p in phrases if p.kind == "name")
    if reader := _reader(toks, phrases):  # "his report is read here by the actor Jon Tveit"
        return named(reader, toks, people, language), "", names
    for verb in _main_verbs(toks, verbs):
        subject = _beside(toks, verb, phrases) or subject_of(toks, verb, language, people)
        if subject is not None and subject.kind == "pronoun" and language.pronouns.get(subject.text):
            return f"\0{language.pronouns[subject.text]}", "", names
        if subject is None or subject.kind not in ("name", "role"):
            continue
        speaker = named(subject, toks, people, language)
        via = ""
        if subject.kind == "role" and toks[verb].low in READS and names:
            via = names[0]
        return speaker, via, names
    for k, tok in enumerate(toks):  # "here is his eulogy for our grandmother"
        gender = language.possessives.get(tok.low, "")
        if gender in ("female", "male") and any(t.low in language.speech_nouns for t in toks[k + 1 : k + 4]):
            return f"\0{gender}", "", names
    for k, tok in enumerate(toks[:-1]):  # "a speech … by one of his successors, Nikita Khrushchev"
        if tok.low in ("by", "from") and k:
            after = [p for p in phrases if p.first > k and p.kind == "name"]
            if after and after[0].first - k <= 14:
                return people.resolve(after[0].text, after[0].title), "", names
    if phrases:
        best = next((p for p in phrases if p.kind == "name"), phrases[0])
        return named(best, toks, people, language), "", names
    if pronouns or any(t.low in language.possessives for t in toks):
        gender = (
            language.pronouns.get(pronouns[0].text, "")
            if pronouns
            else next(language.possessives[t.low] for t in toks if t.low in language.possessives)
        )
        return f"\0{gender}", "", names
    return None, "", names


def _reader(toks: Sequence[Token], phrases: Sequence[Subject]) -> Subject | None:
    """Return by whom something is read, where the sentence says so."""
    for k, tok in enumerate(toks):
        if tok.low in READS and any(t.low == "by" for t in toks[k + 1 : k + 4]):
            return next((p for p in phrases if k < p.first <= k + 6), None)
    return None


def _beside(toks: Sequence[Token], verb: int, phrases: Sequence[Subject]) -> Subject | None:
    """Return the name between commas before a verb: "the ship's last master, Captain Hugo Wahl, explained"."""
    if verb < 2 or toks[verb - 1].text != ",":
        return None
    return next((p for p in phrases if p.kind == "name" and p.last == verb - 1 and " " in p.text), None)


_SUBORDINATE = frozenset(
    {"when", "after", "before", "while", "as", "if", "because", "since", "когда", "после", "пока", "если"}
)


def _main_verbs(toks: Sequence[Token], verbs: Sequence[int]) -> list[int]:
    """Return the verbs outside "when …," first: they say what the sentence is about."""
    inside: set[int] = set()
    open_ = False
    for n, tok in enumerate(toks):
        if tok.low in _SUBORDINATE:
            open_ = True
        elif tok.text in ",;:":
            open_ = False
        if open_:
            inside.add(n)
    return [v for v in verbs if v not in inside] + [v for v in verbs if v in inside]


def named(subject: Subject, toks: Sequence[Token], people: People, language: Language) -> str:
    """Return the person of a phrase, or its noun with a capital."""
    if subject.kind == "name":
        return people.resolve(subject.text, subject.title)
    if subject.head in people.roles:
        return people.roles[subject.head]
    after = toks[subject.last :]
    for k, tok in enumerate(after[:-1]):  # an announcer "over the U.S. sponsored Radio Liberty"
        if tok.low in ("over", "on", "for", "of", "from", "at") and subject.head in (
            "announcer",
            "presenter",
            "host",
            "speaker",
            "reader",
        ):
            caps = [t for t in after[k + 1 : k + 9] if t.capital and t.word and "." not in t.text and len(t.text) > 2]
            if caps and subject.head == "announcer" and tok.low in ("over", "on", "for", "from"):
                return f"{' '.join(t.text for t in caps[-2:])} {subject.head}"
    return subject.head.capitalize()


#: a name after these is a place or a person beside the point
_PLACES = frozenset({"from", "in", "at", "near", "to", "into", "из", "в", "на", "под"})


def last_person(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    n: int,
    gender: str,
    people: People,
    language: Language,
    voices: Container[int] = frozenset(),
) -> str:
    """Return whom a pronoun of the announcement means: a subject of its own paragraph before one of earlier ones.

    Who is called or spoken of in the text that follows is not its speaker; what `voices` say is passed over.
    """
    following = blocks[spoken[n + 1]].text if n + 1 < len(spoken) else ""
    title = blocks[spoken[0]].text if blocks[spoken[0]].kind == "title" else ""
    best, worth = "", -1.0
    told = [k for k in range(n, max(-1, n - 12), -1) if spoken[k] not in voices][:5]
    for back, k in enumerate(told):
        toks = [] if blocks[spoken[k]].kind == "title" else tokens(blocks[spoken[k]].text[-1500:])
        for phrase in persons_in(toks, language, people):
            if phrase.kind != "name":
                continue
            person = people.resolve(phrase.text, phrase.title)
            known = people.gender_of(person)
            after = toks[phrase.last].low if phrase.last < len(toks) else ""
            if (gender and known and known != gender) or mentions(following, person) or after in language.records:
                continue
            starts = phrase.first == 0 or toks[phrase.first - 1].text in ".!?,:;"
            score = (
                1.0 * (known == gender)
                + 1.0 * (starts and not phrase.possessive)
                + 0.5 * (not phrase.possessive)
                + 1.0 * (person not in people.loose and mentions(title, person))  # whom the page is about
                + 0.001 * phrase.first
                - 0.9 * back
                - 1.5 * (phrase.first > 0 and toks[phrase.first - 1].low in _PLACES)
            )
            if score > worth:
                best, worth = person, score
        if best and (not gender or worth >= 1.5 or back > 1):
            break
    return best


def _headline(
    blocks: Sequence[Block], spoken: Sequence[int], n: int, following: Block, people: People, language: Language
) -> Announced | None:
    """A title such as "Address of Mayor Ann Vane to the council" over a text that speaks to people."""
    text = blocks[spoken[n]].text
    after = blocks[spoken[n + 1]]
    if after.kind in ("title", "heading") and _HEADLINE.search(after.text):
        return None
    register = sum(addresses(b.text, language) for b in _next_texts(blocks, spoken, n + 1))
    if not _HEADLINE.search(text) or len(text.split()) > 30:
        return None
    if register < 2:
        return None
    found = [p for p in persons_in(tokens(text), language, people) if p.kind in ("name", "role")]
    if not found:
        return None
    head = following.text[:200].lower()
    speaker = named(next((p for p in found if p.kind == "name"), found[0]), tokens(text), people, language)
    if speaker.split()[-1].lower() in head and "my name" not in head:
        return None
    return Announced(voice=Voice(speaker=speaker, rule="headline", confidence=0.8), long=True)
