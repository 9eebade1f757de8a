"""Ballads: two voices answer each other in stanzas, and hardly a line says who speaks.

What a listener goes by: a stanza calls somebody ("O ferryman, good ferryman"), and so the other one says it; a line
tells ("The toll-keeper he cried"); and quotations that follow each other take turns. Without one of the first two
nothing is guessed, and the poem stays with the narrator.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.quotations.pieces import Piece
from narrate.writing.attribute.wording.marks import scan
from narrate.writing.attribute.wording.words import Token, tokens


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PERSONS = _set(
    "love lover sweetheart maid maiden lad lass bride bridegroom groom lady lord knight squire page rider horseman "
    "stranger traveller wanderer pilgrim piper fiddler harper minstrel ferryman boatman fisherman sailor miller "
    "smith "
    "tinker tailor weaver shepherd herdsman ploughman reaper hunter huntsman forester woodcutter gipsy gypsy beggar "
    "witch king queen prince princess earl duke monk friar hermit priest mother father son daughter sister "
    "brother wife "
    "husband widow child boy girl nurse captain soldier drummer watchman keeper gatekeeper porter hangman thief "
    "robber "
    "ghost death devil angel crow raven mermaid selkie landlord hostess master servant"
)
_CALLS_ANYBODY = _set("lady sir lord madam lad lass love dear may maid maiden man boy girl friend stranger sweet bonny")
_BEFORE_A_CALL = _set("o oh ah thou ye good dear sweet bonny fair old true own pretty young , mine") | {""}
_DID = re.compile(
    r"\w+ed|came|went|sat|said|rode|stood|lay|ran|took|has|had|was|is|rose|spoke|saw|heard|knew|sang|fell"
)
LEAST_WORDS = 4  #: a shorter quotation in a poem is a word, not a voice, unless it breaks off with a comma


@dataclass(slots=True, kw_only=True)
class _Said:
    """One quotation of a poem."""

    block: int
    start: int
    end: int
    inner: tuple[int, int]
    called: str = ""
    tagged: str = ""
    brought: str = ""  #: who comes in first in the stanzas between it and the quotation before
    goes_on: bool = False  #: the same voice, after a line that says whose it is


def find_ballad(blocks: Sequence[Block], taken: Collection[int], language: Language) -> dict[int, list[Piece]]:
    """Return the pieces of the stanzas in which somebody speaks; nothing where it cannot be told who."""
    stanzas = [i for i, b in enumerate(blocks) if not b.why and b.kind == "verse" and i not in taken]
    said = [q for i in stanzas for q in _said(i, blocks[i].text, language)]
    if len(said) < 2 or not any(q.called or q.tagged for q in said):
        return {}
    first = said[0].block
    title = " ".join(b.text for b in blocks[: stanzas[0]] if not b.why and b.kind in ("title", "heading"))
    told = " ".join(_told(blocks[i].text, [q for q in said if q.block == i]) for i in stanzas)
    before = " ".join(_told(blocks[i].text, [q for q in said if q.block == i]) for i in stanzas if i <= first)
    cast = list(dict.fromkeys(who for text in (before, told, title) for who in _characters(text, language)))
    _bring_in(blocks, said, stanzas, language)
    speakers = _take_turns(said, cast)
    if not speakers:
        return {}
    pieces: dict[int, list[Piece]] = {}
    for i in dict.fromkeys(q.block for q in said):
        here = [(q, who) for q, who in zip(said, speakers, strict=True) if q.block == i]
        pieces[i] = _pieces(len(blocks[i].text), here)
    return pieces


def _said(i: int, text: str, language: Language) -> list[_Said]:
    found: list[_Said] = []
    quotes = [q for q in scan(text) if _is_voice(text[slice(*q.inner)])]
    for n, quote in enumerate(quotes):
        until = quotes[n + 1].start if n + 1 < len(quotes) else len(text)
        after, before = text[quote.end : until], text[quotes[n - 1].end if n else 0 : quote.start]
        one = _Said(block=i, start=quote.start, end=quote.end, inner=quote.inner)
        one.called = _called(text[slice(*quote.inner)], language)
        one.tagged = _tagged(after, language)
        if not one.tagged and before.rstrip()[-1:] in ":,;":
            one.tagged = _tagged(before, language, last=True)
        broken = n and before.strip() and text[slice(*quotes[n - 1].inner)].rstrip()[-1:] == ","
        if broken and any(t.low in language.speech for t in tokens(before)[:6]):
            one.goes_on, one.tagged = True, found[-1].tagged
        found.append(one)
    return found


def _is_voice(text: str) -> bool:
    return len(text.split()) >= LEAST_WORDS or text.rstrip()[-1:] == ","


def _told(text: str, said: Sequence[_Said]) -> str:
    parts, at = [], 0
    for q in said:
        parts.append(text[at : q.start])
        at = q.end
    return " ".join([*parts, text[at:]])


def _who(tok: Token, language: Language) -> str:
    low = tok.low.removesuffix("'s").removesuffix("’s")
    last = low.rsplit("-", 1)[-1]
    known = last in _PERSONS or last in language.roles or (low in language.titles and low != "old")
    return low.capitalize() if known and low not in ("one", "man", "men", "people") else ""


def _characters(text: str, language: Language) -> list[str]:
    """Return the persons of a text, in the order in which it brings them in."""
    toks = tokens(text)
    found = []
    for k, tok in enumerate(toks):
        if (who := _who(tok, language)) and not tok.text.endswith(("'s", "’s")):
            found.append(who)
        elif tok.capital and k and toks[k - 1].low == "the" and text.count(f"he {tok.text}") > 1:
            found.append(tok.text.removesuffix("'s").removesuffix("’s"))  # "The Slaver …, the Planter …"
        elif (
            tok.capital
            and tok.word
            and tok.low not in language.small
            and tok.low not in language.prepositions
            and k + 1 < len(toks)
            and toks[k + 1].text.islower()
            and (tok.low in language.names or (k and _DID.fullmatch(toks[k + 1].text) and text[tok.start - 1] != "\n"))
            and not (k and toks[k - 1].low in language.prepositions)
        ):
            found.append(tok.text)
    return found


def _called(text: str, language: Language) -> str:
    """Return whom a quotation calls: "O ferryman, …", "mother, mother, …", "… you, Willie my lad, …"."""
    toks = tokens(text[:160])
    for k, tok in enumerate(toks[:24]):
        after = toks[k + 1].text if k + 1 < len(toks) else ""
        before = toks[k - 1].low if k else ""
        bold = k + 2 < len(toks) and after.islower() and toks[k + 2].text in (",", "!", "?")  # "thou ferryman bold,"
        if before not in _BEFORE_A_CALL or not (after in (",", "!", "?", "my") or (bold and before in ("thou", "ye"))):
            continue
        if who := _who(tok, language):
            return who
        if tok.capital and k and before == "," and tok.low not in language.small and tok.low in language.names:
            return tok.text
    return ""


def _tagged(text: str, language: Language, *, last: bool = False) -> str:
    """Return who is said to speak in a line beside a quotation."""
    toks = tokens(text)
    if last:  # "Then up spoke the captain of our ship, and a mariner good was he;"
        stop = max((k for k, t in enumerate(toks) if t.text in ".!?"), default=-1)
        spoke = next((k for k in range(len(toks) - 1, stop, -1) if toks[k].low in ("spoke", "spake")), -1)
        toks = toks[spoke : spoke + 9] if spoke >= 0 else toks[-9:]
    else:
        toks = toks[:9]
    if spoke_of := last and toks and toks[0].low in ("spoke", "spake"):
        last = False
    if not spoke_of and not any(t.low in language.speech or t.low.rstrip("s") in ("cry", "call", "say") for t in toks):
        return ""
    people = _characters(" ".join(t.text for t in toks), language)
    return (people[-1] if last else people[0]) if people else ""


def _bring_in(blocks: Sequence[Block], said: Sequence[_Said], stanzas: Sequence[int], language: Language) -> None:
    """Note whom a stanza without speech brings in: who was not there before speaks next, or is spoken to."""
    known: set[str] = set()
    for before, after in pairwise(said):
        if after.block != before.block:
            told = " ".join(blocks[i].text for i in stanzas if before.block < i < after.block)
            new = [who for who in _characters(told, language) if who not in known]
            after.brought = new[-1] if new else ""
        known.update((before.tagged, before.called))


def _take_turns(said: Sequence[_Said], cast: Sequence[str]) -> list[str]:
    """Return who says each quotation, two at a time; an empty list where evidence is missing or at odds."""
    named = [(n, who) for n, q in enumerate(said) for who in (q.tagged, q.called) if not _anybody(who)]
    if not named:
        return []
    # two who are named before a stanza without speech parts the exchange; or one, and whom the song is about
    apart = next((n for n in range(1, len(said)) if said[n].block - said[n - 1].block > 1), len(said))
    parties = list(dict.fromkeys(who for n, who in named if n < max(apart, named[0][0] + 1)))
    hero = next((who for who in cast if who not in parties), "")
    if len(parties) == 1 and not hero:
        return []
    pair = (parties[0], parties[1] if len(parties) > 1 else hero)
    out: list[str] = []
    pairs: list[tuple[str, str]] = []
    for q in said:
        if q.goes_on:
            who = out[-1]
        elif q.tagged:
            if q.tagged not in pair:  # somebody new is answered by whom the song is about
                pair = (q.tagged, hero or pair[1])
            who = q.tagged
        elif q.brought and q.brought not in pair and (hero or q.called not in pair):
            pair = (q.brought, hero or pair[1])
            who = q.brought
        elif q.called in pair:
            who = pair[1 - pair.index(q.called)]
        elif out:
            who = pair[1 - pair.index(out[-1])] if out[-1] in pair else pair[1]
        else:
            who = ""
        out.append(who)
        pairs.append(pair)
    for n in range(len(out) - 2, -1, -1):  # backwards, before the first that is known
        if not out[n]:
            pair = pairs[n + 1]
            out[n] = pair[1 - pair.index(out[n + 1])] if out[n + 1] in pair else ""
    return out if all(out) and len(set(out)) > 1 else []


def _anybody(called: str) -> bool:
    return not called or called.lower() in _CALLS_ANYBODY


def _pieces(length: int, said: Sequence[tuple[_Said, str]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for q, who in said:
        if q.start > at:
            pieces.append(Piece(start=at, end=q.start))
        sure = 0.8 if q.tagged or q.called else 0.6
        pieces.append(
            Piece(start=q.start, end=q.end, speaker=who, kind="quote", rule="ballad", confidence=sure, inner=q.inner)
        )
        at = q.end
    if at < length:
        pieces.append(Piece(start=at, end=length))
    return pieces
