"""What each paragraph of an interview without labels is: a question, an answer, or the page's own words between them.

No single sign tells a question: half of them end in no question mark, and answers ask too. So every paragraph is
weighed as each of the three, and the sequence is chosen whose weights add up to most: a question is always answered, an
answer may go on over paragraphs, and the page's own words come behind an answer and before the next question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from narrate.model import Block
from narrate.writing.attribute.languages import FEMALE, MALE, Language, words
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.marks import scan
from narrate.writing.attribute.wording.words import Token, tokens

Role = Literal["question", "answer", "aside"]

LONGEST_QUESTION = 45  #: words, as a rule
LONGEST_PROMPT = 30  #: words of a question without its mark
_OPENING = 2  #: paragraphs that may open an interview before its first question mark
_BRIEF = 12
_BIDS = re.compile(
    r"(?:(?:and|so|then|but|now|please|can you|could you|would you|maybe|perhaps) )*"
    r"(?:tell|describe|talk|explain|give|take|walk|remind|show) (?:me|us|our)\b|"
    r"(?:(?-i:[А-ЯЁ]\w+ ){0,2}(?-i:[А-ЯЁ])\w+, )?(?:(?:а|и|ну|но|тогда|теперь|пожалуйста|может быть),? )*(?:вы )?"
    r"(?:расскажите|вспомните|опишите|объясните|поделитесь|представьтесь|назовите|начните|продолжите|поясните)\b",
    re.I,
)
#: how an answer begins and a question does not
_REPLIES = words(
    "yes no oh well ah yeah yep nope right exactly never absolutely certainly sure hm hmm mm indeed true thanks "
    "да нет ну ой ах ох конечно разумеется безусловно никогда"
)
_LEADS_ON = words("and but so then а и но")

_State = Literal["before", "question", "answer", "on", "aside", "end"]
#: what a state costs behind another; whatever is not here never follows
_COSTS: Mapping[_State, Mapping[_State, float]] = {
    "before": {"before": 0.0, "question": 0.0, "answer": 1.0},
    "question": {"answer": 0.0, "question": 5.0, "end": 1.0},
    "answer": {"question": 0.0, "on": 0.6, "aside": 1.2, "end": 0.5},
    "on": {"question": 0.0, "on": 0.2, "aside": 1.2, "end": 0.5},
    "aside": {"question": 0.0, "aside": 0.4, "on": 1.5, "end": 0.3},
    "end": {"end": 0.0},
}
_STEADY_COST = 0.5  #: of an answer that goes on where the answers of the page have one paragraph


def bids(text: str) -> bool:
    """Tell a question without its mark that bids somebody speak: "Tell me about the fire."."""
    return _BIDS.match(text) is not None


def roles_of(
    blocks: Sequence[Block], asks: Sequence[int], answerer: str, people: People, *, named: bool = False
) -> dict[int, Role]:
    """Return what each paragraph of the interview is, up to where the page speaks for itself again.

    `asks` are paragraphs that surely ask. The two before the first of them may be asked and answered already: "You have
    said that a bell is made of clay." On a page that has `named` both persons any paragraph may, and an extract may
    begin inside an answer.
    """
    who = _Answerer(answerer, people)
    start = 0 if named else max(0, asks[0] - _OPENING)
    paragraphs = [_Paragraph(block, who, people.language) for block in blocks[start:]]
    steady = sum(b - a == 2 for a, b in pairwise(asks)) >= 0.6 * (len(asks) - 1)
    for n in asks:
        paragraphs[n - start].surely_asks = True
    states = _best(paragraphs, asks[0] - start, _STEADY_COST if steady else 0.0, inside=named)
    roles: dict[int, Role] = {}
    for n, state in enumerate(states, start=start):
        if state == "end":
            break
        if state != "before":
            roles[n] = "answer" if state == "on" else state
    return roles


def roles_of_marked(blocks: Sequence[Block], asks: Sequence[int], answerer: str, people: People) -> dict[int, Role]:
    """Return the roles where the source shows the questions: only what the page says between them is weighed."""
    asked = frozenset(asks)
    who = _Answerer(answerer, people)
    roles: dict[int, Role] = {}
    before: Role = "answer"
    for n in range(asks[0], len(blocks)):
        paragraph = _Paragraph(blocks[n], who, people.language)
        if n > asks[-1] + 1 and (paragraph.mentioned or (before == "answer" and not paragraph.personal)):
            break
        role: Role = "question" if n in asked else "answer"
        if role == "answer" and before != "question" and paragraph.told and (n + 1 in asked or n + 1 == len(blocks)):
            role = "aside"
        roles[n] = before = role
    return roles


def _best(paragraphs: Sequence[_Paragraph], first: int, going_on: float, *, inside: bool) -> list[_State]:
    """Return the states with the greatest sum; by the paragraph `first` the interview has begun.

    `inside`: it may begin inside an answer, though hardly with a "you".
    """
    sums: dict[_State, float] = {"before": 0.0}
    came: list[dict[_State, _State]] = []
    for n, paragraph in enumerate(paragraphs):
        following = paragraphs[n + 1] if n + 1 < len(paragraphs) else None
        weights = _weights(paragraph, following)
        best: dict[_State, tuple[float, _State]] = {}
        for before, total in sums.items():
            for state, cost in _COSTS[before].items():
                if (before, state) == ("before", "answer") and (paragraph.you or not inside):
                    continue
                value = total + weights[state] - cost - (going_on if state == "on" else 0.0)
                if (state != "before" or n < first) and (state not in best or value > best[state][0]):
                    best[state] = value, before
        came.append({state: before for state, (_, before) in best.items()})
        sums = {state: value for state, (value, _) in best.items()}
    state = max(sums, key=lambda s: (s != "question", sums[s]))  # the last question is answered
    states = [state]
    for step in reversed(came[1:]):
        state = step[state]
        states.append(state)
    return states[::-1]


class _Answerer:
    """Who is asked, as the page's own words speak of him."""

    def __init__(self, name: str, people: People) -> None:
        self.names = [word for word in name.lower().split() if len(word) > 2]
        gender = people.gender_of(name)
        self.genders = {gender} if gender in (FEMALE, MALE) else {FEMALE, MALE}

    def is_meant(self, tok: Token, language: Language) -> bool:
        """Tell a pronoun that can mean him: "she", "her"."""
        return bool({language.pronouns.get(tok.low), language.possessives.get(tok.low)} & self.genders)


class _Paragraph:
    """What a paragraph shows of who says it."""

    def __init__(self, block: Block, who: _Answerer, language: Language) -> None:
        text = block.text
        own = _without_quotations(text)
        toks = tokens(own[:800])
        self.surely_asks = False
        self.set_off = block.kind in ("heading", "list-item")
        self.item = block.kind == "list-item"
        self.headline = block.kind == "heading" and text[-1:].isalnum()
        self.words = len(text.split())
        self.first = toks[0].low if toks else ""
        self.ends_asking = text.rstrip('"”’»)').endswith("?")
        self.asks_within = "?" in own
        self.open = text.endswith(("…", "...", ":"))
        self.bids = bids(text)
        self.quoted = is_quoted(text)
        if self.quoted:  # an answer between marks
            toks = tokens(text[:800])
        self.i = sum(t.low in language.first_person for t in toks)
        self.you = sum(t.low in language.second_person for t in toks)
        low = own.lower()
        self.mentioned = any(re.search(rf"\b{re.escape(name)}\b", low) for name in who.names)
        self.third = any(who.is_meant(t, language) for t in toks[:40])
        self.begins_third = bool(toks) and who.is_meant(toks[0], language)

    @property
    def tells(self) -> bool:
        """Tell whether the one who answers is he or she in it, or goes by name."""
        return self.mentioned or self.third

    @property
    def personal(self) -> bool:
        """Tell whether it says I or you."""
        return bool(self.i or self.you)

    @property
    def told(self) -> bool:
        """Tell whether the page can have written it of the one who answers: he or she by name, no I and no you."""
        return not self.personal and self.tells


def is_quoted(text: str) -> bool:
    """Tell whether nothing of a paragraph stands outside quotation marks."""
    return bool(scan(text)) and not any(ch.isalnum() for ch in _without_quotations(text))


def _without_quotations(text: str) -> str:
    parts, at = [], 0
    for quote in scan(text):
        parts.append(text[at : quote.start])
        at = quote.end
    return " ".join((*parts, text[at:]))


def _weights(paragraph: _Paragraph, following: _Paragraph | None) -> Mapping[_State, float]:
    answer, own = _as_answer(paragraph), _as_own(paragraph)
    untold = 0.8 * (not paragraph.told)  # between answers it would be odd, around the interview it is not
    met = 1.0 if paragraph.i and not paragraph.you and paragraph.tells else 0.0  # "I met her in the rain"
    return {
        "before": own + untold + met,
        "question": _as_question(paragraph, following),
        "answer": answer,
        "on": answer - 0.5 * paragraph.ends_asking,
        "aside": own,
        "end": own + untold + (0.0 if paragraph.told else 0.3 if paragraph.words > _BRIEF else -0.4),
    }


def _as_question(paragraph: _Paragraph, following: _Paragraph | None) -> float:
    if following is None or paragraph.quoted:
        return -4.0
    weight = 3.0 * paragraph.surely_asks
    if paragraph.ends_asking:
        weight += 3.0 if paragraph.words <= LONGEST_QUESTION else 1.5
    elif paragraph.asks_within:
        weight += 1.0
    weight += 3.0 * paragraph.bids + 0.7 * paragraph.open - 1.5 * (paragraph.headline or paragraph.item)
    weight += 0.8 if paragraph.words <= _BRIEF else 0.0 if paragraph.words <= LONGEST_QUESTION else -1.5
    if paragraph.you:  # in a long text it is anybody: "you thread one up, and there is a crowd"
        weight += 1.2 if paragraph.words <= LONGEST_PROMPT else 0.4
    weight -= (0.5 if paragraph.you or paragraph.ends_asking else 1.5) if paragraph.i else 0.0
    weight += 0.4 * (paragraph.first in _LEADS_ON) - 1.5 * (paragraph.first in _REPLIES)
    if not paragraph.you:
        weight -= 1.5 * paragraph.mentioned + 1.5 * (weight <= 0.8)  # nothing but short
    return weight + 0.4 * (following.first in _REPLIES) + 0.4 * (following.words > paragraph.words)


def _as_answer(paragraph: _Paragraph) -> float:
    weight = 1.0 if paragraph.i or paragraph.quoted else 0.0
    weight += 1.2 * (paragraph.first in _REPLIES) + 0.6 * (paragraph.words > LONGEST_PROMPT and not paragraph.told)
    weight -= 1.5 * (paragraph.ends_asking and paragraph.words <= LONGEST_QUESTION) + 2.0 * paragraph.bids
    weight -= 0.5 if paragraph.you and not paragraph.i and paragraph.words <= LONGEST_PROMPT else 0.0
    return weight - 1.5 * paragraph.mentioned


def _as_own(paragraph: _Paragraph) -> float:
    """Weigh a paragraph as the page's own words."""
    weight = 0.5 * paragraph.set_off + 2.0 * paragraph.headline - 1.0 * paragraph.quoted
    if paragraph.you or paragraph.ends_asking:
        return weight - 2.0
    if paragraph.i:
        return weight - 1.0
    if not paragraph.told:
        return weight - 0.8
    return weight + 1.8 * paragraph.mentioned + 0.6 * paragraph.begins_third + 1.2 * paragraph.third
