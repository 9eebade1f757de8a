"""Speech that no clause reports: who speaks when two persons take turns, or when a source simply goes on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from narrate.model import NARRATOR
from narrate.writing.attribute.quotations.aliases import aliases as aliases_of
from narrate.writing.attribute.quotations.exchange import Exchange, fits, speaker_of, speech_of
from narrate.writing.attribute.quotations.pieces import Paragraph
from narrate.writing.attribute.quotations.scene import Scene

_BEFORE = "subject-before"  #: the rule that an attribution line overrules
_SURE = 0.15  #: by how much a speaker must be better than the next: under it every second one would be wrong
_BRIEF = 8  #: words of a question that somebody else may put
_TOLD = ("tag-after", "tag-before", "colon", "pronoun", "tag-after-role", "split-quotation", "statement-goes-on")
_EXCHANGE = 60  #: words of a paragraph that may be an answer in a conversation; a longer one is a statement


def settle(paragraphs: Sequence[Paragraph], scene: Scene, unknown: str) -> None:
    """Give every open utterance a speaker, `unknown` where nothing tells."""
    _lines(paragraphs)
    for before, after in pairwise(paragraphs):
        if after.claims and after.block - before.block == 1 and not speaker_of(before):
            _give(before, after.claims, "told-after", 0.85)
    scene.meant = aliases_of(scene, paragraphs) if scene.dialogue else {}
    if scene.meant and not scene.language.inflected:
        _by_name(paragraphs, scene)
    if scene.dialogue:
        _alternate(paragraphs, scene)
    else:
        _go_on(paragraphs, scene)
    aliases = {**_called(paragraphs, scene), **scene.meant} if scene.dialogue else {}
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            piece.speaker = aliases.get(piece.speaker, piece.speaker)
            if piece.open:
                piece.speaker, piece.rule, piece.confidence, piece.open = unknown, "unknown", 0.3, False
            elif piece.speaker == "":
                piece.speaker = unknown


def _by_name(paragraphs: Sequence[Paragraph], scene: Scene) -> None:
    """Call everybody by one name before turns are weighed: "the old lady" takes them as Polly."""
    meant = scene.meant
    for noun, name in meant.items():
        seen = [scene.first_seen[who] for who in (noun, name) if who in scene.first_seen]
        if seen:
            scene.first_seen[name] = min(seen)
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            piece.speaker = meant.get(piece.speaker, piece.speaker)
        paragraph.actor = meant.get(paragraph.actor, paragraph.actor)
        paragraph.reported = meant.get(paragraph.reported, paragraph.reported)
        paragraph.actors = tuple(dict.fromkeys(meant.get(who, who) for who in paragraph.actors))
        paragraph.named = frozenset(meant.get(who, who) for who in paragraph.named)
        paragraph.addressed = frozenset(meant.get(who, who) for who in paragraph.addressed)
        ranking: dict[str, float] = {}
        for who, worth in paragraph.ranking.items():
            ranking[meant.get(who, who)] = max(worth, ranking.get(meant.get(who, who), worth))
        paragraph.ranking = ranking


def _called(paragraphs: Sequence[Paragraph], scene: Scene) -> dict[str, str]:
    """Return names for persons whom only speech calls by name: the woman who spoke before is "Madame Ravel"."""
    found: dict[str, str] = {}
    recent: list[str] = []
    if scene.language.inflected:
        return found
    for paragraph in paragraphs:
        for name in sorted(paragraph.addressed):
            if scene.first_seen.get(name, paragraph.block) < paragraph.block or name.lower() not in scene.people.names:
                continue
            gender = scene.people.gender_of(name)
            unnamed = {
                who
                for who in (*recent[-4:], speaker_of(paragraph))
                if who
                and who.lower() not in scene.people.names
                and (not gender or scene.people.gender_of(who) == gender)
            }
            if len(unnamed) == 1 and speaker_of(paragraph) not in unnamed:
                who = unnamed.pop()
                if gender or who.split()[-1].lower() in scene.language.young:
                    found.setdefault(who, name)
        if speaker_of(paragraph):
            recent.append(speaker_of(paragraph))
        recent += paragraph.actors
    return found


def _give(paragraph: Paragraph, speaker: str, rule: str, confidence: float) -> None:
    for piece in speech_of(paragraph):
        if piece.open:
            piece.speaker, piece.rule, piece.confidence, piece.open = speaker, rule, confidence, False


def _lines(paragraphs: Sequence[Paragraph]) -> None:
    """A line "— Name, place" under quotations says whose they are."""
    for n, paragraph in enumerate(paragraphs):
        if not paragraph.line:
            continue
        m = n - 1
        while m >= 0 and any(p.open or p.rule == _BEFORE for p in speech_of(paragraphs[m])):
            goes_on = any(p.rule == "quotation-goes-on" for p in speech_of(paragraphs[m]))
            for piece in speech_of(paragraphs[m]):
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
    gaps = {p.block: p for p in paragraphs if not speech_of(p)}
    for paragraph in paragraphs:
        if speech_of(paragraph):
            if (
                scene.language.dash_dialogue
                and previous is not None
                and previous.actor
                and not speech_of(previous)
                and not speaker_of(paragraph)
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
        return next((who for p in reversed(run[-2:]) if (who := speaker_of(p)) and who != previous.actor), "")
    heard = {speaker_of(p) for p in run[-12:]}
    asker = previous.reported if previous.asks else ""
    acting = [a for a in dict.fromkeys((previous.actor, *previous.actors)) if a and fits(a, paragraph, scene)]
    acting = [a for a in acting if a != asker]
    awake = [a for a in acting if (previous.block, a) not in scene.still]
    if acting and not awake:  # the paragraph only shows who sits there: who came in speaks
        named = [n for n, at in scene.first_seen.items() if at < previous.block and n.lower() in scene.people.names]
        return named[0] if len(named) == 1 and fits(named[0], paragraph, scene) else ""
    acting = awake
    if previous.actor in acting and previous.actor in scene.came.get(previous.block, ()):
        return previous.actor  # "Заглянула проводница."
    known = [a for a in acting if a in heard or a.lower() in scene.people.names]
    return next(iter(known or acting), "")


def _run(run: Sequence[Paragraph], gaps: dict[int, Paragraph], scene: Scene) -> None:
    """Give every turn of an exchange that is open, or hangs on a pronoun, to who takes it."""
    if not run:
        return
    for paragraph, (who, margin) in zip(run, Exchange(run, gaps, scene).speakers(), strict=True):
        before = speaker_of(paragraph)
        if who and not before and margin >= _SURE:
            _give(paragraph, who, "alternation", max(0.45, min(0.85, 0.5 + 0.12 * margin)))
        elif who != before:
            for piece in speech_of(paragraph):
                if piece.speaker == before:
                    piece.speaker, piece.confidence = who, min(piece.confidence, 0.6)


def _is_noun(person: str, scene: Scene) -> bool:
    """Tell "Inspector" and "Night nurse" from names."""
    return person.lower() not in scene.people.names and person.split()[-1].lower() in scene.language.roles


def _go_on(paragraphs: Sequence[Paragraph], scene: Scene) -> None:
    """In a report a quotation without a tag is the last speaker's, unless two persons talk with each other."""
    mine = [p for p in paragraphs if any(piece.rule == "first-person" for piece in speech_of(p))]
    if len(mine) > 1:
        return  # who tells the page talks with others in it: nobody simply goes on
    past: list[tuple[int, str, bool]] = []  # block, who spoke or was reported there, whether by dialogue alone
    asked = False
    before: Paragraph | None = None
    reporter = -2  #: the paragraph in which the reporter asked
    for paragraph in paragraphs:
        own = speaker_of(paragraph)
        own = "" if own == NARRATOR else own
        if not own and any(p.open for p in speech_of(paragraph)):
            if scene.language.dash_dialogue and past and _reporter_asks(paragraph, past[-1][0]):
                reporter = paragraph.block
                before = paragraph
                continue
            if before is not None and not asked and _adds(before, paragraph) and not _talking(paragraph, past[-2:]):
                _give(paragraph, speaker_of(before), "statement-goes-on", 0.8)
            own, rule = speaker_of(paragraph), "statement-goes-on"
            if not own and reporter == paragraph.block - 1 and paragraph.dialogue:
                own, rule = past[-1][1], "answer"
            elif not own:
                own, rule = _next_source(paragraph, past[-4:], asked)
            if own in paragraph.named:
                rule = "source-is-named"  # The last reason was another, says Ada. "It was the fog."
            if rule == "source-goes-on" and _is_noun(own, scene):
                own = ""  # "the inspector" comes and goes
            if own:
                _give(paragraph, own, rule, 0.65 if rule == "source-goes-on" else 0.6)
        elif not speech_of(paragraph):
            own = paragraph.reported
        if own:
            past.append((paragraph.block, own, paragraph.dialogue and paragraph.words <= _EXCHANGE))
        if speech_of(paragraph) or paragraph.reported:
            asked = paragraph.question
        before = paragraph


def _adds(before: Paragraph, paragraph: Paragraph) -> bool:
    """Tell the second paragraph of a statement: nothing but a quotation, right behind one that a clause gives."""
    told = [p for p in speech_of(before) if not p.open and p.rule in _TOLD]
    brief = paragraph.question and paragraph.words < _BRIEF  # "What clock?": somebody else asks
    return bool(told) and paragraph.only and paragraph.block - before.block == 1 and not brief


def _talking(paragraph: Paragraph, past: Sequence[tuple[int, str, bool]]) -> bool:
    """Tell two who talk with each other, paragraph by paragraph, from a source that makes a statement."""
    if len(past) < 2:
        return False
    (two, one_who, one_spoke), (one, other_who, _) = past
    return one_who != other_who and one_spoke and paragraph.block - one == one - two == 1


def _reporter_asks(paragraph: Paragraph, spoke: int) -> bool:
    """Tell a question of the reporter's: nothing but a question, right behind what a source has said."""
    return paragraph.bare and paragraph.dialogue and paragraph.question and paragraph.block - spoke <= 2


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
    if any(piece.tagged for piece in speech_of(paragraph)):
        return "", "unknown"
    if paragraph.named - {last} and not paragraph.dialogue:
        return "", "unknown"  # its own narrative speaks of somebody else
    return last, "source-goes-on"
