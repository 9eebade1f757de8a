"""Document -> Script: who says what, by which rule, how surely.

A cascade over blocks, then over pieces of paragraphs, first hit wins: speaker labels, letters, announced excerpts,
quotations with their reporting clauses, dialogue. Rules are the same for every language; what they look for stands in
`languages`. Nothing is guessed in silence: every speech carries its rule and a confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from narrate.model import NARRATOR, Block, Cue, Document, Dropped, Script, Segment, Speech
from narrate.writing.attribute.census import find_people
from narrate.writing.attribute.cited import find_cited
from narrate.writing.attribute.dashes import dash_inside, dash_quotes, opens_with_dash, split_at_dashes
from narrate.writing.attribute.dialogue import settle
from narrate.writing.attribute.excerpts import find_voices
from narrate.writing.attribute.exchanges import find_exchange
from narrate.writing.attribute.languages import FEMALE, Language, find
from narrate.writing.attribute.languages.ru_forms import past
from narrate.writing.attribute.marks import Quote, scan
from narrate.writing.attribute.names import read_name
from narrate.writing.attribute.nouns import role_name
from narrate.writing.attribute.people import People
from narrate.writing.attribute.pieces import Paragraph, Piece
from narrate.writing.attribute.posts import find_posts
from narrate.writing.attribute.questions import find_questions
from narrate.writing.attribute.quotes import Reader
from narrate.writing.attribute.scene import Scene
from narrate.writing.attribute.shifts import find_shifts
from narrate.writing.attribute.speeches import bring_in, find_interjections, name_offices
from narrate.writing.attribute.sureness import LEAST_CONFIDENCE, sureness
from narrate.writing.attribute.tags import persons_in
from narrate.writing.attribute.turns import find_turns
from narrate.writing.attribute.verse import find_ballad
from narrate.writing.attribute.voices import Turn, Voice
from narrate.writing.attribute.words import tokens

__all__ = ["attribute", "genders"]

#: what speaks of other pages names nobody of this one
_ELSEWHERE = frozenset({"navigation", "aside", "comments", "outside the main text"})
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?=[\"“«„‘'])")  #: of a quotation in a list: the narrator counts
_EDGE_LEFT = re.compile(r"^[\s,;:.…\"“”„«»‘’'—–)\]-]+")
_EDGE_RIGHT = re.compile(r"[\s\"“”„«»—–(\[-]+$")


def attribute(document: Document, *, unknown: str = NARRATOR, least: float = LEAST_CONFIDENCE) -> Script:
    """Return the script of a cleaned document.

    `unknown` speaks where nobody can be found who says a quotation (the rule ``unknown``), and where whoever was found
    is less sure than `least`: such speeches keep the rule that found him, and its confidence.
    """
    language = find(document.language)
    blocks = document.blocks
    people = find_people((block.text for block in blocks if block.why not in _ELSEWHERE), language)
    posts = find_posts(blocks, people)
    others = [replace(b, why=b.why or "post") if i in posts else b for i, b in enumerate(blocks)] if posts else blocks
    turns = find_turns(others, people, language) or find_exchange(others, people, language)
    turns = find_questions(others, people, language, document.text, frozenset(turns)) | turns | posts
    cited = find_cited(document, frozenset(turns), people)
    voices = cited | find_voices(blocks, frozenset(turns | cited), people, language)
    story = _is_story(blocks, language)
    if not story:
        find_shifts(blocks, voices, frozenset(turns) | _quoted_over_blocks(blocks), people, language)
    turns |= find_interjections(blocks, voices, people, language)
    name_offices(blocks, turns, people, language)
    bring_in(blocks, turns, people, language)
    scene = Scene(people, language, dialogue=story)
    citations = sorted(d.origin.start for d in document.dropped if d.why == "citation")
    reader = Reader(scene, language, citations, unknown)
    plan = _read_all(blocks, turns, voices, reader)
    settle([p for p in plan if isinstance(p, Paragraph)], scene, unknown)
    return _doubted(_script(document, plan, turns, voices), unknown, least)


def _doubted(script: Script, unknown: str, least: float) -> Script:
    """Return the script in which nobody speaks on a guess."""
    segments = tuple(
        replace(segment, cues=tuple(_believed(cue, unknown, least) for cue in segment.cues))
        for segment in script.segments
    )
    return replace(script, segments=segments)


def _believed(cue: Cue, unknown: str, least: float) -> Cue:
    if not isinstance(cue, Speech) or cue.kind == "narration" or cue.speaker in (NARRATOR, unknown):
        return cue
    sure = round(sureness(cue.rule, cue.confidence), 2)
    return replace(cue, confidence=sure, speaker=cue.speaker if sure >= least else unknown)


def genders(texts: Iterable[str], speakers: Iterable[str]) -> dict[str, str]:
    """Return ``female``, ``male`` or nothing for each speaker, by titles, first names, and pronouns near the name."""
    names = list(speakers)
    seen: dict[str, int] = {}
    pages = list(texts)
    language = find("ru" if any(re.search("[а-яё]{4}", page) for page in pages[:20]) else "en")
    people = find_people(pages, language)
    wanted = {name.split()[-1].lower(): name for name in names if name.strip()}
    for page in pages:
        _count_pronouns(page, wanted, language, seen)
    found = {}
    for name in names:
        known = people.gender_of(people.resolve(name)) if name.strip() else ""
        balance = seen.get(name, 0)
        found[name] = known or ("female" if balance > 0 else "male" if balance < 0 else "")
    return found


def _count_pronouns(page: str, wanted: dict[str, str], language: Language, seen: dict[str, int]) -> None:
    near = ""
    left = 0
    for tok in tokens(page):
        if tok.low in wanted or tok.low.removesuffix("'s") in wanted:
            near, left = wanted[tok.low.removesuffix("'s")], 25
        elif left > 0:
            left -= 1
            gender = language.pronouns.get(tok.low, "") or language.possessives.get(tok.low, "")
            if gender in ("female", "male"):
                seen[near] = seen.get(near, 0) + (1 if gender == FEMALE else -1)
                left = 0


# --- reading ---------------------------------------------------------------------------------------------------------

Planned = Paragraph | Block


_FIRST_END = re.compile("[\"”»]|[’'](?!\\w)|[,.!?…] [—–-] ")


_CLAUSE_END = re.compile(r"[,.!?…](?=\s|$)")  #: where a dash only opens the paragraph

_ALONE = re.compile('"[^"]+"|“[^“”]+”|[‘\'].+[.!?—–…][’\']')  #: a paragraph that is one quotation, closed
_MARKS = tuple("\"“«„‘'—–-")


def _is_story(blocks: Sequence[Block], language: Language) -> bool:
    """Tell a story with dialogue from a report: by short quotations that begin one paragraph after another."""
    starts = short = asked = paragraphs = adjacent = turns = 0
    before = alone = False
    for block in blocks:
        if block.why or block.kind in ("title", "heading"):
            continue
        paragraphs += 1
        text = block.text
        adjacent += before and text[:1] in _MARKS
        before = text[:1] in _MARKS
        turns += alone and before
        alone = before and _ALONE.fullmatch(text) is not None
        if before:
            starts += 1
            closed = (_CLAUSE_END if text[0] in "—–-" and not language.dash_dialogue else _FIRST_END).search(text, 2)
            first = text[1 : closed.start() if closed else 200]
            short += len(first.split()) <= 12
            asked += first.rstrip()[-1:] in "?!"
    if turns >= 6 and turns >= 0.2 * paragraphs:
        return True  # whatever their length: nobody quotes one source after another without a clause
    if starts < 3 or short < 0.55 * starts or (language.reporting and _is_report(blocks, language)):
        return False
    mostly = starts >= 0.55 * paragraphs or (starts >= 0.45 * paragraphs and asked >= 0.12 * starts)
    return language.dash_dialogue or (mostly and adjacent >= 0.25 * starts)


_TAGGED = re.compile(r"[,.!?…»\"] [—–-] ([^\W\d_A-ZА-ЯЁ]+)")


def _is_report(blocks: Sequence[Block], language: Language) -> bool:
    """Tell a feature with dashes from a story by its tags: papers report in the present, stories in the past."""
    tags = [m[1] for b in blocks if not b.why and b.text[:1] in _MARKS for m in _TAGGED.finditer(b.text[:1500])]
    now = sum(tag in language.reporting for tag in tags)
    return now > 0 and sum(past(tag) != "" and tag in language.speech for tag in tags) < now


def _read_all(
    blocks: Sequence[Block], turns: dict[int, Turn], voices: dict[int, Voice], reader: Reader
) -> list[Planned]:
    scans = [[] if b.why or i in turns or i in voices else scan(b.text) for i, b in enumerate(blocks)]
    dashes = _has_dash_dialogue(blocks, turns, voices, reader.language)
    people = reader.scene.people
    until = _open_spans(blocks, scans)
    ballad = find_ballad(blocks, turns.keys() | voices.keys(), reader.language)
    plan: list[Planned] = []
    for i, block in enumerate(blocks):
        if block.why or i in turns or i in voices or block.kind in ("title", "heading"):
            if not block.why:
                reader.pending = None
                if block.kind not in ("title", "heading"):
                    reader.carried, reader.carried_speaker = "", None
                if i in voices:
                    reader.scene.note(voices[i].speaker, i, subject=True, spoke=True)
            plan.append(block)
            continue
        if i in ballad:
            plan.append(Paragraph(block=i, pieces=ballad[i], dialogue=False))
            continue
        line = (
            ""
            if dashes or (plan and isinstance(plan[-1], Block))
            else _attribution_line(block.text, people, reader.language)
        )
        if line:
            plan.append(Paragraph(block=i, pieces=[Piece(start=0, end=len(block.text))], dialogue=False, line=line))
            continue
        quotes = scan(block.text, carried=reader.carried) if reader.carried else scans[i]
        if block.kind == "verse":
            quotes = []
        if dashes and opens_with_dash(block.text):
            quotes = dash_quotes(block.text, reader.language, people)
        elif reader.language.dash_dialogue and not quotes and ": —" in block.text.replace("–", "—"):
            quotes = dash_inside(block.text, reader.language, people)
        elif reader.language.dash_dialogue and quotes:
            quotes = split_at_dashes(block.text, quotes, reader.language, people)
        paragraph = reader.read(i, block, quotes)
        plan.append(paragraph)
        _carry(i, paragraph, until, reader)
    return plan


def _has_dash_dialogue(
    blocks: Sequence[Block], turns: dict[int, Turn], voices: dict[int, Voice], language: Language
) -> bool:
    """Tell whether paragraphs that begin with a dash are dialogue on this page."""
    count = sum(
        1
        for i, b in enumerate(blocks)
        if not b.why
        and i not in turns
        and i not in voices
        and b.kind in ("paragraph", "list-item")
        and opens_with_dash(b.text)
        and len(b.text) > 8
        and b.text.rstrip('»”"')[-1:] in ".!?…,:"
    )
    return count >= (1 if language.dash_dialogue else 3)


_LINE = re.compile(r"[—–-]{1,2}\s*(?P<who>[^—–]{2,90})")


def _attribution_line(text: str, people: People, language: Language) -> str:
    """Return who is named by a line such as "— Agapito Lorne, porter"; nothing for any other line."""
    match = _LINE.fullmatch(text)
    if match is None or text[-1:] in "!?:" or len(text.split()) > 14:
        return ""
    toks = tokens(match["who"])
    if not toks or any(t.low in language.speech for t in toks[:4]):
        return ""
    name = read_name(toks, 0, language)
    if name is not None and (name.last >= len(toks) or toks[name.last].text in ",.(" or not toks[name.last].word):
        return people.resolve(name.text, name.title)
    phrases = persons_in(toks, language, people)
    return role_name(phrases[0]) if phrases and phrases[0].kind == "role" and phrases[0].first <= 1 else ""


def _carry(i: int, paragraph: Paragraph, until: dict[int, int], reader: Reader) -> None:
    """Keep a quotation open into the next paragraph where it goes on there."""
    if paragraph.unclosed and (i in until or i < reader.carry_until):
        last = [p for p in paragraph.pieces if p.kind == "quote"]
        reader.carried = paragraph.unclosed
        reader.carried_speaker = (last[-1].speaker, last[-1].confidence) if last and not last[-1].open else ("", 0.3)
        reader.carry_until = max(reader.carry_until, until.get(i, i))
        if not last:
            reader.carried, reader.carried_speaker = "", None
    else:
        reader.carried, reader.carried_speaker = "", None


def _quoted_over_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the blocks of quotations that go over several paragraphs."""
    until = _open_spans(blocks, [[] if b.why else scan(b.text) for b in blocks])
    return frozenset(k for i, last in until.items() for k in range(i, last + 1))


def _open_spans(blocks: Sequence[Block], scans: Sequence[Sequence[Quote]]) -> dict[int, int]:
    """For each paragraph that leaves a quotation open: the last paragraph up to which it goes on."""
    until: dict[int, int] = {}
    n = len(blocks)
    following = [0] * n
    nxt = n
    for i in range(n - 1, -1, -1):
        following[i] = nxt
        if not blocks[i].why:
            nxt = i
    # from the end: where the next unmatched closing mark lies, as long as nothing opens in between
    closes_at, family = n, ""
    for i in range(n - 1, -1, -1):
        if blocks[i].why:
            continue
        quotes = scans[i]
        if quotes and not quotes[-1].closed:
            j = following[i]
            if (
                j < n
                and scans[j]
                and scans[j][0].start == 0
                and scans[j][0].opened
                and scans[j][0].family == quotes[-1].family
            ):
                until[i] = j
            elif closes_at < n and closes_at - i <= 60 and family == quotes[-1].family:
                until[i] = closes_at
        if quotes and not quotes[0].opened:
            closes_at, family = i, quotes[0].family
        elif any(q.opened and q.family == family for q in quotes) or blocks[i].kind in ("title", "heading"):
            closes_at = n
    return until


# --- writing ---------------------------------------------------------------------------------------------------------


def _script(document: Document, plan: Sequence[Planned], turns: dict[int, Turn], voices: dict[int, Voice]) -> Script:
    segments: list[tuple[str, list[Speech]]] = [("", [])]
    dropped: list[Dropped] = list(document.dropped)
    for i, (block, planned) in enumerate(zip(document.blocks, plan, strict=True)):
        if block.why:
            dropped.append(Dropped(text=block.text, why=block.why, origin=block.origin()))
            continue
        if block.kind in ("title", "heading") and i not in turns and i not in voices:
            if segments[-1][1] or segments[-1][0]:
                segments.append((block.text, []))
            else:
                segments[-1] = (block.text, segments[-1][1])
            segments[-1][1].extend(_speech(block, 0, len(block.text), NARRATOR, "narration", block.kind, 0.95))
            continue
        cues = segments[-1][1]
        if i in turns:
            turn = turns[i]
            if turn.label_end:
                end = len(block.text[: turn.label_end].rstrip())
                dropped.append(Dropped(text=block.text[:end], why="label", origin=block.origin(0, end)))
            kind = "narration" if turn.speaker == NARRATOR else "excerpt"
            cues.extend(_speech(block, turn.label_end, len(block.text), turn.speaker, kind, turn.rule, turn.confidence))
        elif i in voices:
            voice = voices[i]
            number = _NUMBER.match(block.text) if block.kind == "list-item" else None
            first = number.end() if number else 0
            cues.extend(_speech(block, 0, first, NARRATOR, "narration", "list-number", 0.9))
            cues.extend(
                _speech(
                    block,
                    first,
                    len(block.text),
                    voice.speaker,
                    voice.kind,
                    voice.rule,
                    voice.confidence,
                    via=voice.via,
                )
            )
        elif isinstance(planned, Paragraph):
            for piece in planned.pieces:
                start, end = piece.inner or (piece.start, piece.end)
                cues.extend(_speech(block, start, end, piece.speaker, piece.kind, piece.rule, piece.confidence))
    dropped.sort(key=lambda d: d.origin.start)
    return Script(
        title=document.title,
        language=document.language or "en",
        sources=(document.source,),
        segments=tuple(Segment(title=title, cues=tuple(cues)) for title, cues in segments if cues or title),
        dropped=tuple(dropped),
    )


def _speech(
    block: Block, start: int, end: int, speaker: str, kind: str, rule: str, confidence: float, *, via: str = ""
) -> list[Speech]:
    """Return the speech of a span without the marks and points at its edges, or nothing where no word is left."""
    text = block.text
    left = _EDGE_LEFT.match(text[start:end])
    begin = start + (left.end() if left else 0)
    if kind == "narration":  # marks inside the narrator's text stay
        begin = start
        while begin < end and (text[begin].isspace() or text[begin] in ",;:.…—–-)]"):
            begin += 1
        stop = len(text[:end].rstrip())
    else:
        right = _EDGE_RIGHT.search(text[begin:end])
        stop = begin + right.start() if right else end
        # The mark that closes a quotation inside the speech is the speech's own.
        inside, after = text[begin:stop], text[stop : stop + 1]
        if (after == "”" and inside.count("“") > inside.count("”")) or (after == '"' and inside.count('"') % 2):
            stop += 1
    if not any(ch.isalnum() for ch in text[begin:stop]):
        return []
    return [
        Speech(
            speaker=speaker,
            text=text[begin:stop],
            kind=kind,  # type: ignore[arg-type]
            rule=rule,
            confidence=round(confidence, 2),
            via=via,
            origin=block.origin(begin, stop),
        )
    ]
