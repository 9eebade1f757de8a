"""Speech that no clause reports: who speaks when two persons take turns, or when a source simply goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from narrate.model import NARRATOR
from narrate.writing.attribute.aliases import aliases as aliases_of
from narrate.writing.attribute.pieces import Paragraph, Piece
from narrate.writing.attribute.scene import Scene

_BEFORE = "subject-before"  #: the rule that an attribution line overrules
_EXCHANGE = 60  #: words of a paragraph that may be an answer in a conversation; a longer one is a statement


def settle(paragraphs: Sequence[Paragraph], scene: Scene, unknown: str) -> None:
    """Give every open utterance a speaker, `unknown` where nothing tells."""
    _lines(paragraphs)
    for before, after in pairwise(paragraphs):
        if after.claims and after.block - before.block == 1 and not _speaker(before):
            _give(before, after.claims, "told-after", 0.85)
    scene.meant = aliases_of(scene) if scene.dialogue else {}
    if scene.dialogue:
        _alternate(paragraphs, scene)
    else:
        _go_on(paragraphs)
    aliases = {**_called(paragraphs, scene), **scene.meant} if scene.dialogue else {}
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            piece.speaker = aliases.get(piece.speaker, piece.speaker)
            if piece.open:
                piece.speaker, piece.rule, piece.confidence, piece.open = unknown, "unknown", 0.3, False
            elif piece.speaker == "":
                piece.speaker = unknown


def _called(paragraphs: Sequence[Paragraph], scene: Scene) -> dict[str, str]:
    """Return names for persons whom only speech calls by name: the woman who spoke before is "Madame Ravel"."""
    found: dict[str, str] = {}
    recent: list[str] = []
    for paragraph in paragraphs:
        for name in paragraph.addressed:
            if name in scene.first_seen:
                continue
            gender = scene.people.gender_of(name)
            for who in reversed(recent[-3:]):
                if (
                    who != _speaker(paragraph)
                    and who.lower() not in scene.people.names
                    and scene.people.gender_of(who) == gender != ""
                ):
                    found.setdefault(who, name)
                    break
        if _speaker(paragraph):
            recent.append(_speaker(paragraph))
    return found


def _speech(paragraph: Paragraph) -> list[Piece]:
    return [p for p in paragraph.pieces if p.kind == "quote"]


def _speaker(paragraph: Paragraph) -> str:
    pieces = [p for p in _speech(paragraph) if p.rule != "voice"]
    named = next((p.speaker for p in pieces if not p.open and p.speaker != NARRATOR), "")
    return named or next((p.speaker for p in pieces if p.rule == "first-person"), "")


def _give(paragraph: Paragraph, speaker: str, rule: str, confidence: float) -> None:
    for piece in _speech(paragraph):
        if piece.open:
            piece.speaker, piece.rule, piece.confidence, piece.open = speaker, rule, confidence, False


def _lines(paragraphs: Sequence[Paragraph]) -> None:
    """A line "— Name, place" under quotations says whose they are."""
    for n, paragraph in enumerate(paragraphs):
        if not paragraph.line:
            continue
        m = n - 1
        while m >= 0 and any(p.open or p.rule == _BEFORE for p in _speech(paragraphs[m])):
            goes_on = any(p.rule == "quotation-goes-on" for p in _speech(paragraphs[m]))
            for piece in _speech(paragraphs[m]):
                piece.open = piece.open or piece.rule == _BEFORE
            _give(paragraphs[m], paragraph.line, "attribution-line", 0.92)
            m -= 1
            if not goes_on:
                break


def _alternate(paragraphs: Sequence[Paragraph], scene: Scene) -> None:
    """In a run of dialogue paragraphs two speakers take turns; a known one fixes its neighbours."""
    run: list[Paragraph] = []
    gap = 0
    previous: Paragraph | None = None
    gaps = {p.block: p for p in paragraphs if not _speech(p)}
    for paragraph in paragraphs:
        if _speech(paragraph):
            if (
                scene.language.dash_dialogue
                and previous is not None
                and previous.actor
                and not _speech(previous)
                and not _speaker(paragraph)
                and previous.block == paragraph.block - 1
            ):
                actor = _actor_before(previous, paragraph, run, scene)
                if actor:
                    _give(paragraph, actor, "actor-before", 0.65)
            run.append(paragraph)
            previous = paragraph
            gap = 0
            continue
        previous = paragraph
        gap += 1
        if gap > 2:
            _run(run, gaps, scene)
            run, gap = [], 0
    _run(run, gaps, scene)


def _actor_before(previous: Paragraph, paragraph: Paragraph, run: Sequence[Paragraph], scene: Scene) -> str:
    """Return who of those that act in the narrator's paragraph speaks in the next: whom the page knows best.

    Who is called in the speech, or is of another gender than it says of itself, does not say it.
    """
    if previous.mute:  # "Ромка не ответил": who spoke before him goes on
        return next((who for p in reversed(run[-2:]) if (who := _speaker(p)) and who != previous.actor), "")
    heard = {_speaker(p) for p in run[-12:]}
    acting = [a for a in dict.fromkeys((previous.actor, *previous.actors)) if a and _fits(a, paragraph, scene)]
    awake = [a for a in acting if (previous.block, a) not in scene.still]
    if acting and not awake:  # the paragraph only shows who sits there: who came in speaks
        named = [n for n, at in scene.first_seen.items() if at < previous.block and n.lower() in scene.people.names]
        return named[0] if len(named) == 1 and _fits(named[0], paragraph, scene) else ""
    acting = awake
    known = [a for a in acting if a in heard or a.lower() in scene.people.names]
    return next(iter(known or acting), "")


def _fits(person: str, paragraph: Paragraph, scene: Scene) -> bool:
    """Tell whether somebody can be the speaker of a paragraph, by whom it calls and what it says of itself."""
    if {person, scene.meant.get(person, person)} & {
        *paragraph.addressed,
        *(scene.meant.get(a, a) for a in paragraph.addressed),
    }:
        return False
    return not paragraph.gender or scene.people.gender_of(person) in ("", paragraph.gender)


def _run(run: Sequence[Paragraph], gaps: dict[int, Paragraph], scene: Scene) -> None:
    if not run:
        return
    seen = scene.first_seen
    known = [_speaker(p) for p in run]
    goes_on = [any(piece.rule == "quotation-goes-on" for piece in _speech(p)) for p in run]
    for n in range(len(run)):
        if known[n] or not any(p.open for p in _speech(run[n])):
            continue
        if goes_on[n] and n:
            known[n] = known[n - 1]
            if known[n]:
                _give(run[n], known[n], "quotation-goes-on", 0.8)
            continue
        before = known[n - 1] if n and run[n].block - run[n - 1].block == 1 else ""
        two = known[n - 2] if n > 1 else ""
        between = gaps.get(run[n - 1].block - 1) if n else None
        acting = (
            [a for a in between.actors if a != before and a in known[max(0, n - 12) : n]]
            if between and n > 1 and run[n - 1].block - run[n - 2].block > 1
            else []
        )
        called = [a for a in run[n - 1].addressed if a != before] if before else []
        asked_for = (
            [a for a in run[n + 1].addressed if a not in (known[n + 1], before)]
            if n + 1 < len(run) and run[n + 1].block - run[n].block == 1
            else []
        )
        joined = n > 1 and run[n - 1].block - run[n - 2].block == 1
        if len(called) == 1 and (two in ("", called[0]) or not joined):
            choice, confidence = called[0], 0.65
        elif before and not two and len(asked_for) == 1:
            choice, confidence = asked_for[0], 0.6
        elif before and len(acting) == 1 and two != acting[0]:
            choice, confidence = acting[0], 0.6
        elif before and two and two != before:
            choice, confidence = two, 0.75
            if not joined and (partner := _partner(run, known, n, gaps, scene)):
                choice, confidence = partner, 0.6
        elif before:
            back = n > 1 and not joined and two == before
            other = (_partner(run, known, n, gaps, scene) if back else "") or _other(known, run, n, seen, gaps, before)
            choice, confidence = other, 0.6
        else:
            choice, confidence = _after_gesture(run, known, n, gaps)
        if choice and not _fits(choice, run[n], scene):
            choice, confidence = (
                next(
                    (k for k in reversed(known[max(0, n - 12) : n]) if k and k != before and _fits(k, run[n], scene)),
                    "",
                ),
                0.55,
            )
        if choice:
            _give(run[n], choice, "alternation", confidence)
            known[n] = choice
    for n in range(len(run) - 2, -1, -1):  # backwards: what stands before the first known speaker
        if known[n] or not any(p.open for p in _speech(run[n])) or run[n + 1].block - run[n].block != 1:
            continue
        after = known[n + 1]
        if not after:
            continue
        choice = (
            known[n + 2]
            if n + 2 < len(run) and known[n + 2] and known[n + 2] != after
            else _other(known, run, n, seen, gaps, after)
        )
        if choice and _fits(choice, run[n], scene):
            _give(run[n], choice, "alternation", 0.6)
            known[n] = choice
    for n in range(1, len(run)):  # the rest: who was called by name answers, else the other of the two
        if (
            known[n]
            or not any(p.open for p in _speech(run[n]))
            or run[n].block - run[n - 1].block != 1
            or not known[n - 1]
        ):
            continue
        called = [a for a in run[n - 1].addressed if a != known[n - 1]]
        earlier = [a for p in run[max(0, n - 4) : n] for a in p.addressed if a != known[n - 1]]
        choice = called[0] if called else earlier[-1] if earlier else _other(known, run, n, seen, gaps, known[n - 1])
        if choice and _fits(choice, run[n], scene):
            _give(run[n], choice, "answer", 0.55)
            known[n] = choice


def _partner(run: Sequence[Paragraph], known: Sequence[str], n: int, gaps: dict[int, Paragraph], scene: Scene) -> str:
    """Return who talks with the last speaker after a break, where it is not who spoke before the break.

    Whom the narrator names in the break, else with whom the last speaker talked before, else whom the story is about.
    """
    last, two = known[n - 1], known[n - 2]
    between = gaps.get(run[n - 1].block - 1)
    heard = {who for who in known[max(0, n - 14) : n] if who and who != last}
    there = {scene.meant.get(who, who) for who in (between.named if between else ())}
    named = there & heard or (there - {last} if last in there else set())  # who had to do with the last speaker
    if named:
        return "" if two in named or len(named) > 1 else named.pop()
    pairs: Counter[str] = Counter()
    for k in range(max(1, n - 14), n - 1):
        if run[k].block - run[k - 1].block == 1 and last in (known[k], known[k - 1]):
            pairs.update(who for who in (known[k], known[k - 1]) if who not in ("", last))
    if pairs:
        return "" if two in pairs else pairs.most_common(1)[0][0]
    others = [who for who in dict.fromkeys(known[max(0, n - 8) : n - 1]) if who not in ("", last)]
    ranked = sorted(others, key=lambda who: -scene.weight[who])
    if len(ranked) > 1 and scene.weight[ranked[0]] > scene.weight[ranked[1]]:
        return ranked[0]
    return ""


def _after_gesture(
    run: Sequence[Paragraph], known: Sequence[str], n: int, gaps: dict[int, Paragraph]
) -> tuple[str, float]:
    """After "Kit shook his head." alone in a paragraph, who spoke before goes on; else who acts there speaks."""
    gap = gaps.get(run[n].block - 1)
    if gap is None:
        return "", 0.0
    close = n > 0 and run[n].block - run[n - 1].block == 2
    last = known[n - 1] if close else ""
    if gap.asks and last and gap.reported != last:
        return last, 0.6  # what was asked indirectly is answered
    if gap.silent and last and gap.actors and gap.actors[0] != last:
        return last, 0.5
    actor = gap.actor if gap.actor in gap.actors else gap.actors[0] if len(gap.actors) == 1 else ""
    if not actor:
        return "", 0.0
    if actor != last:
        return actor, 0.55
    return (known[n - 2], 0.5) if n > 1 and known[n - 2] not in ("", last) else ("", 0.0)


def _other(
    known: Sequence[str],
    run: Sequence[Paragraph],
    n: int,
    seen: dict[str, int],
    gaps: dict[int, Paragraph],
    one: str,
) -> str:
    """The nearest other speaker of the run that the page has brought in by then, else who acts alone beside it."""
    before = next((known[m] for m in range(n - 1, max(-1, n - 9), -1) if known[m] and known[m] != one), "")
    if before:
        return before
    told = [gaps[b].reported for b in range(run[n].block - 1, run[0].block, -1) if b in gaps]
    after = (known[m] for m in range(n + 1, min(len(known), n + 30)))
    other = next((who for who in told if who and who != one), "") or next(
        (k for k in after if k and k != one and seen.get(k, 0) <= run[n].block + 2), ""
    )
    if other:
        return other
    beside = [gaps[b] for b in range(run[0].block - 3, run[n].block) if b in gaps]
    acting = dict.fromkeys(a for gap in beside for a in gap.actors if a != one)
    return next(iter(acting)) if len(acting) == 1 else ""


def _go_on(paragraphs: Sequence[Paragraph]) -> None:
    """In a report a quotation without a tag is the last speaker's, unless two persons talk with each other."""
    past: list[tuple[int, str, bool]] = []  # block, who spoke or was reported there, whether by dialogue alone
    asked = False
    for paragraph in paragraphs:
        own = _speaker(paragraph)
        own = "" if own == NARRATOR else own
        if not own and any(p.open for p in _speech(paragraph)):
            own, rule = _next_source(paragraph, past[-4:], asked)
            if own:
                _give(paragraph, own, rule, 0.65 if rule == "source-goes-on" else 0.6)
        elif not _speech(paragraph):
            own = paragraph.reported
        if own:
            past.append((paragraph.block, own, paragraph.dialogue and paragraph.words <= _EXCHANGE))
        if _speech(paragraph) or paragraph.reported:
            asked = paragraph.question


def _next_source(paragraph: Paragraph, past: Sequence[tuple[int, str, bool]], asked: bool) -> tuple[str, str]:
    """Return who says a quotation that nothing reports, and by which rule; nobody where two could."""
    if not past or paragraph.block - past[-1][0] > 2:
        return "", "unknown"
    block, last, spoken = past[-1]
    others = [(b, who, d) for b, who, d in past[:-1] if who != last and paragraph.block - b <= 4]
    if block == paragraph.block - 1 and paragraph.dialogue:
        if asked:  # who asks does not answer
            return (others[-1][1], "answer") if others else ("", "unknown")
        if spoken and others and others[-1][0] == paragraph.block - 2 and others[-1][2]:
            return others[-1][1], "alternation"
    if paragraph.named - {last} and not paragraph.dialogue:
        return "", "unknown"  # its own narrative speaks of somebody else
    return last, "source-goes-on"
