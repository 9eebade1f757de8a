"""Texts in the first person that no formula announces: the page speaks of somebody, then somebody says "I".

A speech under its speaker's name, a life told into a recorder, a column of memories each under a name: what they have
in common is the register. The narrator's part is in the third person and brings in a person; then the text is in the
first, and that person is not spoken of any more. Where he is spoken of again, the narrator is back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.marks import scan
from narrate.writing.attribute.names import read_name
from narrate.writing.attribute.people import People
from narrate.writing.attribute.voices import Voice
from narrate.writing.attribute.words import Token, tokens

_ROMAN = re.compile(r"[IVX]+\.?")
#: the page says that somebody speaks on it
_CUE = re.compile(
    r"\b(?:speech|address(?:ed|es)?|remarks|sermon|lecture|eulogy|oration|broadcast|delivered|testimony|statement|"
    r"interview(?:ed)?|oral history|recollections?|memories|memoirs?|reminiscences|"
    r"reminisces?|remember(?:s|ed|ing)?|recall(?:s|ed|ing)?|recording|recorded|tapes?|taped|transcri(?:pt|bed|ption)|"
    r"dictated|told|tells|talks?|talked|speaks?|spoke|account|(?:his|her|their) (?:own )?(?:words|story|stories)|"
    r"diary|journal|letters?|correspondence|wrote|writes|looks? back|in conversation|narrator|informant|"
    r"речь|речи|выступлени\w+|выступа\w+|обращени\w+|воспоминани\w+|вспомина\w+|мемуары|рассказ\w*|записа(?:л|ла|"
    r"ли|но|ны)|"
    r"запис(?:и|ки|ная)|интервью|дневник\w*|тетрад\w+|письм\w+|монолог|исповедь|автобиографи\w+|лекци\w+|проповед\w+|"
    r"доклад\w*|расшифровк\w+|стенограмм\w+|плёнк\w+|вёл|вела|слово)\b",
    re.I,
)
#: the page tells a life
_LIFE = re.compile(
    r"\b(?:was born|born in|grew up|worked (?:as|at|in|on|for)|served|retired|emigrated|apprenticed|joined|"
    r"родил(?:ся|ась)|работал[а]?|служил[а]?|рос|росла|вырос|выросла|учил(?:ся|ась)|преподавал[а]?|воевал[а]?|"
    r"зимовал[а]?|"
    r"прожил[а]?|заведовал[а]?|руководил[а]?)\b",
    re.I,
)
_AGENT = frozenset(
    [
        "by",
        "with",
        "interviewer",
        "interviewed",
        "to",
        "for",
        "editor",
        "recorded",
        "transcribed",
        "photo",
        "photograph",
        "introduced",
        "introduces",
    ]
)
_SELF = re.compile(
    r"(?:\bI,|\b(?:I am|I'm|I was|my name is|my name's|called me|name was|this is|меня зовут|я,?)) $", re.I
)


def own_words(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    text = text[:3000]
    parts, at = [], 0
    for quote in scan(text):
        parts.append(text[at : quote.start])
        at = quote.end
    return " ".join((*parts, text[at:]))


def firsts(text: str, language: Language) -> int:
    """Count the pronouns of the first person outside quotation marks."""
    found = 0
    for tok in tokens(own_words(text)):
        found += tok.low in language.first_person and not _ROMAN.fullmatch(tok.text[1:] or "x")
    return found


def alone(text: str, language: Language) -> int:
    """Count "I", "me" and "my" outside quotation marks; "we" is also said by institutions."""
    return sum(t.low in language.singular for t in tokens(own_words(text)))


def find_shifts(
    blocks: Sequence[Block], voices: dict[int, Voice], taken: frozenset[int], people: People, language: Language
) -> None:
    """Give texts in the first person to whom the text before them brings in."""
    spoken = [i for i, block in enumerate(blocks) if not block.why]
    personal = {i: firsts(blocks[i].text, language) for i in spoken if blocks[i].kind not in ("title", "heading")}
    heads = _name_heads(blocks, spoken, voices, taken, personal, people, language)
    _sections(blocks, spoken, heads, voices, taken, personal, language)
    if not heads:
        _after_introduction(blocks, spoken, voices, taken, personal, people, language)


# --- names over sections ---------------------------------------------------------------------------------------------


def bare_name(text: str, people: People, language: Language) -> str:
    """Return the person of a line that is a name and nothing else, but for a trade, an age or years after it."""
    if len(text) > 80 or text[-1:] in ".!?;":
        return ""
    toks = tokens(text.rstrip(":"))
    if not toks or not toks[0].capital:
        return ""
    name = read_name(toks, 0, language)
    if name is None or not 2 <= len(name.text.split()) + bool(name.title) <= 4 or name.possessive:
        return ""
    words = name.text.lower().split()
    if any(w in language.not_names or w in language.speech_nouns or w in language.documents for w in words):
        return ""
    if name.text.isupper() and not people.is_person(name):
        words = [w for w in words if w not in language.small]
        if len(words) != len(name.text.split()):
            return ""
    rest = toks[name.last :]
    if rest and not (rest[0].text in ",(|—–-" or rest[0].text.isdigit()):
        return ""
    if not rest and not people.is_person(name) and words[0] in language.roles:
        return ""
    if words[0].endswith("ing") and words[0] not in language.names and not name.title:
        return ""  # "Remembering Ann"
    if (
        any(t.low in language.speech for t in rest)
        or len(rest) > (16 if rest[:1] and rest[0].text in ",(" else 9)
        or addresses_audience(text, language)
    ):
        return ""
    return people.resolve(name.text, name.title)


def _name_heads(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    personal: dict[int, int],
    people: People,
    language: Language,
) -> dict[int, str]:
    """Return the lines that are a name over a text in the first person, by place: at least two, or the page's title."""
    found: dict[int, str] = {}
    for n, i in enumerate(spoken[:-1]):
        block = blocks[i]
        if i in voices or i in taken or not (name := bare_name(block.text, people, language)):
            continue
        below = [k for k in spoken[n + 1 : n + 5] if blocks[k].kind not in ("title", "heading")]
        texts = [k for k in below if len(blocks[k].text.split()) > 12][:2]
        if not texts or texts[0] in voices or texts[0] in taken:
            continue
        if any(personal.get(k, 0) for k in texts) and not mentions(blocks[texts[0]].text, name):
            found[n] = name
    return found if len(found) > 1 else {}


def _sections(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    heads: dict[int, str],
    voices: dict[int, Voice],
    taken: frozenset[int],
    personal: dict[int, int],
    language: Language,
) -> None:
    """Give the text under each name to it; two texts at least must be in the first person."""
    places = sorted(heads)
    for at, n in enumerate(places):
        end = places[at + 1] if at + 1 < len(places) else len(spoken)
        voice = Voice(speaker=heads[n], rule="under-name", confidence=0.8)
        begun = False
        last = -1
        inside: list[int] = []
        for k in range(n + 1, end):
            i = spoken[k]
            block = blocks[i]
            if i in taken or i in voices or mentions(block.text, heads[n]):
                break
            if block.kind in ("title", "heading"):
                if begun and not personal.get(spoken[min(k + 1, len(spoken) - 1)], 0):
                    break
                continue
            if not begun and len(block.text.split()) <= 12 and not personal.get(i, 0):
                continue  # what the person is, between the name and the words
            begun = True
            inside.append(i)
            if personal.get(i, 0):
                last = len(inside)
        own_last = end == len(spoken) and last > 0  # the page's own last words
        if own_last or (0 < last == len(inside) - 1 and _is_general(blocks[inside[-1]].text, language)):
            inside = inside[:last]
        for i in inside:
            voices[i] = voice


def _is_general(text: str, language: Language) -> bool:
    """Tell a long paragraph before the next name that speaks of nobody in particular: the page's own."""
    toks = tokens(text)
    return len(toks) > 30 and not any(language.pronouns.get(t.low, "") in ("female", "male") for t in toks)


# --- an introduction, then "I" ---------------------------------------------------------------------------------------


def _after_introduction(
    blocks: Sequence[Block],
    spoken: Sequence[int],
    voices: dict[int, Voice],
    taken: frozenset[int],
    personal: dict[int, int],
    people: People,
    language: Language,
) -> None:
    n = next((n for n, i in enumerate(spoken) if personal.get(i, 0)), len(spoken))
    if n >= len(spoken) or not n or spoken[n] in voices or spoken[n] in taken:
        return
    while n and _calls(blocks[spoken[n - 1]], language):
        n -= 1
    run = _run(blocks, spoken, n, voices, taken)
    head = [
        b for i, b in enumerate(blocks[: spoken[n]]) if b.why in ("", "metadata") and i not in voices and i not in taken
    ]
    speaker, cued = speaker_of(head, [blocks[i].text for i in run], people, language)
    if not speaker:
        return
    run = _until(blocks, run, speaker, personal, language)
    own = {i: len(own_words(blocks[i].text).split()) for i in run}
    words = sum(own.values())
    said = sum(personal.get(i, 0) for i in run)
    if words < 40 or said < 3 or said < 0.01 * words:
        return
    if sum(own[i] for i in run if personal.get(i, 0)) < 0.5 * words:
        return
    if words < 0.6 * sum(len(blocks[i].text.split()) for i in run):
        return  # a report: others are quoted
    inside = frozenset(run)
    rest = [i for i in spoken if i not in inside and i not in voices and i not in taken]
    if sum(personal.get(i, 0) for i in rest) > (1 if cued else 0):
        return  # the narrator says "I" too
    for i in run:
        voices[i] = Voice(speaker=speaker, rule="first-person-text", confidence=0.75 if cued else 0.6)


def _calls(block: Block, language: Language) -> bool:
    """Tell whether a paragraph addresses an audience: "Mr. Chairman, brothers:"."""
    return block.kind not in ("title",) and addresses_audience(block.text, language)


def addresses_audience(text: str, language: Language) -> bool:
    """Tell whether a line is how a speech begins: "Mr. Chairman, brothers, and you at the back:"."""
    if len(text) > 200:
        return False
    toks = tokens(text)
    head = toks if text[-1:] in ":," else toks[:6]
    if not any(t.low in language.vocatives for t in head) and not re.match(r"(?:Mr|Madam|Mrs|Ms)\.? ", text):
        return False
    return text[-1:] in ",:!—–." and not any(t.low in language.speech or t.low in language.announce_verbs for t in toks)


def _run(
    blocks: Sequence[Block], spoken: Sequence[int], n: int, voices: dict[int, Voice], taken: frozenset[int]
) -> list[int]:
    run = []
    for i in spoken[n:]:
        if i in voices or i in taken:
            break
        if blocks[i].kind not in ("title", "heading"):
            run.append(i)
    return run


def _until(
    blocks: Sequence[Block], run: Sequence[int], speaker: str, personal: dict[int, int], language: Language
) -> list[int]:
    """Cut a run before the narrator comes back."""
    kept: list[int] = []
    for i in run:
        if mentions(blocks[i].text, speaker):
            break
        kept.append(i)
    while kept and not personal.get(kept[-1], 0) and is_narration(blocks[kept[-1]].text, language):
        kept.pop()
    return kept


def is_narration(text: str, language: Language) -> bool:
    """Tell whether a paragraph without "I" at the end of a told text is the page's own; a last short line is not."""
    toks = tokens(own_words(text))
    if any(t.low in language.second_person or t.low in language.first_person for t in toks):
        return False
    begins = bool(toks) and language.pronouns.get(toks[0].low, "") in ("female", "male")
    return begins or len(toks) > 14 or _CUE.search(text) is not None


def mentions(text: str, name: str) -> bool:
    """Tell whether a text speaks of a person by the last name, other than "I, Ann Vane"."""
    last = name.split()[-1]
    shown = own_words(text)
    for match in re.finditer(rf"\b{re.escape(last)}\b", shown):
        before = shown[: match.start()]
        full = before[: -len(name) + len(last)] if before.endswith(name[: -len(last)]) else before
        if (
            not _SELF.search(full[-14:])
            and not _called_by_others(shown, match)
            and not (_OTHER.search(before) and full is before and len(before) > 20)
        ):
            return True
    return False


#: "Keeper Garrity" where the person is Ellen Garrity: somebody else of that name
_OTHER = re.compile(r"[a-z,] (?!(?:Mrs?|Ms|Miss|Dr|Prof(?:essor)?|Sir|Lady|President|Comrade)\b)[A-Z][a-z]{2,} $")


def _called_by_others(text: str, name: re.Match[str]) -> bool:
    """Tell whether a teller repeats how he was called: "one of them said to me, that's you, Mr. Vane."."""
    sentence = text[: name.start()]
    sentence = sentence[max(sentence.rfind(". ", 0, -4), sentence.rfind("! "), 0) :]
    vocative = re.search(r", (?:[A-Z][a-z]{1,8}\.? )?$", sentence) and text[name.end() : name.end() + 1] in ".,!?"
    return bool(vocative) and re.search(r"\b(?:me|мне)\b", sentence) is not None


def speaker_of(
    head: Sequence[Block], texts: Sequence[str], people: People, language: Language, *, to: str = ""
) -> tuple[str, bool]:
    """Return who speaks after the head of a page, and whether the head says that somebody speaks; nobody in doubt.

    `texts` are what is spoken: who is called or told about in them does not speak. `to` is who is written to.
    """
    worth: defaultdict[str, float] = defaultdict(float)
    linked: set[str] = set()
    for n, block in enumerate(head):
        short = block.kind in ("title", "heading") or len(block.text.split()) <= 12
        if short and (name := bare_name(block.text, people, language)):
            worth[name] += 0 if block.why else 4
            if block.why:
                continue
            if not n or any(_CUE.search(b.text) or _LIFE.search(b.text) for b in head if b is not block):
                linked.add(name)  # else a name under the title is who wrote it: the narrator
            continue
        for found in _found(block.text, people, language):
            worth[found.person] += (-3 if found.agent else 1 + found.opens + 3 * found.linked + short) + 0.5 * (n < 2)
            if found.linked or (found.opens and not short):
                linked.add(found.person)
    body = [own_words(t) for t in texts]
    called = {name for name in worth if any(mentions(t, name) for t in body[: max(2, len(body) - 3)])}
    ranked = [(v, name) for name, v in worth.items() if name not in called and v > 0 and name != to]
    if not ranked:
        return "", False
    ranked.sort(reverse=True)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 1:
        return "", False
    told = " ".join(b.text for b in head)
    cued = _CUE.search(told) is not None
    best = ranked[0][1]
    if best not in linked or not (cued or _LIFE.search(told) or bare_name(head[0].text, people, language) == best):
        return "", False
    return best, cued


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    person: str
    opens: bool  #: a sentence begins with it
    agent: bool  #: only took part: recorded, edited, was written to
    linked: bool  #: "a sermon by Ann Vane", "Ann Vane's diary"


def _found(text: str, people: People, language: Language) -> Iterable[_Found]:
    """Yield the persons of a text and what they have to do with what is spoken."""
    toks = tokens(text[:1500])
    k = 0
    while k < len(toks):
        name = read_name(toks, k, language) if toks[k].capital and toks[k].word else None
        if name is None:
            k += 1
            continue
        if people.is_person(name) or (" " in name.text and _unknown_person(name.text, toks, k, language)):
            after = max(name.last, k + 1)
            if language.inflected:
                linked = _links_by_case(toks, k, after, people.is_oblique(name), language)
                agent = not linked and _is_near(toks, k, after, language.hands)
            else:
                linked = _is_linked(toks, k, after, name.possessive, language)
                agent = not linked and _is_agent(toks, k)
            if not (name.possessive and not linked):
                yield _Found(
                    person=people.resolve(name.text, name.title),
                    opens=k == 0 or toks[k - 1].text in ".!?",
                    agent=agent,
                    linked=linked,
                )
        k = max(name.last, k + 1)


def _is_linked(toks: Sequence[Token], k: int, last: int, possessive: bool, language: Language) -> bool:
    """Tell whether a name is that of whom a text is by: "sermon by", "the diary of", "preached … by", "'s address"."""
    if possessive:
        return any(_is_speech(t, language) for t in toks[last : last + 4])
    start = max((j + 1 for j in range(max(0, k - 25), k) if _ends(toks, j, language)), default=max(0, k - 25))
    before = toks[start:k]
    prepositions = [j for j, t in enumerate(before) if t.low in ("by", "of", "from", "with")]
    if not prepositions or len(before) - prepositions[-1] > 8:
        return False
    at = prepositions[-1]
    verb = next(
        (t.low for t in reversed(before[max(0, at - 12) : at]) if t.low in language.makes or t.low in language.hands),
        "",
    )
    noun = any(_is_speech(t, language) for t in before[:at])
    if before[at].low == "by":
        if verb in language.hands and not (
            verb in language.makes and noun and "to" not in [t.low for t in before[:at]]
        ):
            return False
        return noun or verb in language.makes
    if before[at].low == "with":
        return any(t.low in ("interview", "conversation", "talk", "talking", "speaking") for t in before[:at])
    return any(_is_speech(t, language) for t in before[max(0, at - 3) : at])


def _links_by_case(toks: Sequence[Token], k: int, last: int, oblique: bool, language: Language) -> bool:
    """Tell the same where names have cases: "дневник лётчика Игоря Сомина", "вёл её лейтенант Сомин"."""
    if not oblique:
        return _is_near(toks, k, last, language.makes)
    for j in range(k - 1, max(-1, k - 7), -1):
        if not toks[j].word or toks[j].capital or toks[j].low in language.hands:
            return j >= 0 and toks[j].capital and _is_speech(toks[j], language)
        if _is_speech(toks[j], language):
            return True
    return False


def _is_near(toks: Sequence[Token], k: int, last: int, table: frozenset[str]) -> bool:
    """Tell whether one of the words stands beside a name, in its own sentence."""
    for step, start in ((-1, k - 1), (1, last)):
        for j in range(start, start + 5 * step, step):
            if not 0 <= j < len(toks) or toks[j].text in ".!?;":
                break
            if toks[j].low in table:
                return True
    return False


def _ends(toks: Sequence[Token], j: int, language: Language) -> bool:
    """Tell whether a mark ends a sentence; the point after "St" does not."""
    if toks[j].text not in ".!?;":
        return False
    return not (toks[j].text == "." and j and (toks[j - 1].low in language.titles or len(toks[j - 1].text) <= 2))


def _is_speech(tok: Token, language: Language) -> bool:
    return tok.low in language.speech_nouns and tok.low not in ("will", "text", "note", "post", "story", "call")


def _unknown_person(text: str, toks: Sequence[Token], k: int, language: Language) -> bool:
    words = text.lower().split()
    if any(w in language.not_names or w in language.speech_nouns or w in language.small for w in words):
        return False
    return len(words) <= 3 and (k == 0 or toks[k - 1].low in ("of", "with", "by"))


def _is_agent(toks: Sequence[Token], k: int) -> bool:
    before = toks[max(0, k - 3) : k]
    if any(t.low == "with" for t in before) and any(
        t.low in ("interview", "conversation") for t in toks[max(0, k - 6) : k]
    ):
        return False
    return any(t.low in _AGENT for t in before)
