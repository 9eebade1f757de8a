"""Speaker labels: transcripts, interviews, plays, court records, questions and answers.

A label is told by its look and by coming back; one line that happens to contain a colon makes no transcript.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.model import NARRATOR, Block
from narrate.writing.attribute.columns import find_columns, initials, legend
from narrate.writing.attribute.evidence import Page, accept_labels
from narrate.writing.attribute.interviews import author, interview_names, main_person
from narrate.writing.attribute.labels import Label, is_screenplay, key_of, named_aside, read_label
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.names import read_name
from narrate.writing.attribute.offices import find_holders
from narrate.writing.attribute.people import People
from narrate.writing.attribute.speakers import named_answer, person_of_label, persons_of_labels, speaker_of, witness_in
from narrate.writing.attribute.voices import Turn
from narrate.writing.attribute.words import tokens
from narrate.writing.timed import find_timed

_WHO = (
    r"(?P<who>(?:the )?(?:(?:MRS?|MS|MISS|DR|SIR|Mrs?|Ms|Miss|Dr|Sir|Senator|Representative)?\.? ?)?"
    r"[A-Z][\w'’.-]*(?: [A-Z][\w'’-]+| (?:OF|of|FOR|for) (?:THE|the)(?= [A-Z]| jury)| jury){0,4})"
)
#: a line that says who asks from here on: "BY MR. LANG:", "DIRECT EXAMINATION BY MR. LANG", "Examined by the Court."
_EXAMINER = re.compile(
    rf"(?:(?P<head>.{{0,90}}?\b(?:(?:RE-?)?(?:CROSS|DIRECT)?[- ]?EXAM[A-Z]+|[\w-]*[Ee]xamin\w+|[Ii]nterrogat\w+|"
    rf"[Qq]uestion\w*|QUESTION\w*)[,:—–-]* )(?:BY|by|By) |(?P<own>BY|By) ){_WHO}[.:—–-]*"
)
_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves", "we're", "we've", "we'd", "we'll"}) | frozenset(
    {"мы", "нас", "нам", "нами", "наш", "наша", "наше", "наши"}
)


def find_turns(blocks: Sequence[Block], people: People, language: Language) -> dict[int, Turn]:
    """Return the turn of every block that has one, in a page that is a transcript; else nothing."""
    timed = find_timed([block.text for block in blocks])
    found = [
        f
        for i, block in enumerate(blocks)
        if not block.why and i not in timed and (f := read_label(i, block, people, language))
    ]
    subtitles = any("-->" in b.text[:40] for b in blocks if b.why)
    paragraphs = [i for i, b in enumerate(blocks) if not b.why]
    page = Page(paragraphs=paragraphs, subtitles=subtitles, screen=is_screenplay(blocks))
    accepted = accept_labels(found, page, people, language)
    accepted += [Label(block=i, label=t.name, end=t.end, form="timed") for i, t in timed.items() if not blocks[i].why]
    accepted.sort(key=lambda f: f.block)
    columns = find_columns(blocks, language)
    if len(columns) > len(accepted):
        taken = {c.block for c in columns}
        accepted = [f for f in accepted if f.block not in taken]
        accepted += [Label(block=c.block, label=c.label, end=c.end, form="column") for c in columns]
        accepted.sort(key=lambda f: f.block)
    if not accepted:
        return {}
    for label in dict.fromkeys(f.label for f in accepted if f.form not in ("qa", "bare")):
        name = read_name(tokens(label.split(",")[0]), 0, language)
        if name is not None and " " in name.text:
            people.add(name.text, title=name.title)
    return _turns(blocks, accepted, people, language)


def _turns(blocks: Sequence[Block], accepted: Sequence[Label], people: People, language: Language) -> dict[int, Turn]:
    by_block = {f.block: f for f in accepted}
    labelled = {f.label: f.label for f in accepted if f.form in ("says", "timed") and not f.label[0].isupper()}
    labelled |= persons_of_labels({f.label for f in accepted if f.form not in ("qa", "bare", "says")}, people, language)
    labelled |= initials((f.label for f in accepted), people)
    head = blocks[: min(by_block)]
    labelled |= find_holders(head, (f.label for f in accepted), people, language)
    labelled |= legend(blocks, frozenset(f.label for f in accepted), people, language)
    last = max(by_block)
    asker, answerer = interview_names(blocks, people, language)
    questions = [f for f in accepted if f.form in ("qa", "bare")]
    asker = asker or author(blocks, people, language)
    if questions and not (asker or answerer) and _is_faq(blocks, questions, people, language):
        return {f.block: Turn(label_end=f.end, speaker=NARRATOR, rule="questions-of-page") for f in accepted}
    if not answerer and questions:
        answerer = main_person(blocks, [i for i in range(min(by_block)) if not blocks[i].why], people, language)
    turn_labels = [f.label for f in accepted if f.form not in ("qa", "bare")]
    witness = ""
    turns: dict[int, Turn] = {}
    current: Turn | None = None
    cue_ended = False
    shown_until = -1.0
    fresh = False  # a label alone on its line: what follows is its text
    mentioned = _mentioned(turn_labels)
    goes_on = False  # the page has turns of several paragraphs
    screen = is_screenplay(blocks) and sum(f.form == "alone" for f in accepted) > 0.5 * len(accepted)
    for i, block in enumerate(blocks):
        if times := _TIMES.match(block.text):
            start, end = _seconds(times[1]), _seconds(times[2])
            cue_ended = not 0 <= start - shown_until <= AT_ONCE_SECONDS
            shown_until = end
        called = ""
        if not block.why:
            called = witness_in(block.text, people, language)
            witness = called or named_answer(blocks, i) or witness
            if called and i not in by_block and block.text.lower().startswith(called.lower()):
                current = None  # the clerk writes who stands there
        if match := _EXAMINER.fullmatch(block.text.strip()):
            own = bool(match["own"]) and (match["who"].isupper() or block.text.rstrip()[-1:] == ":")
            if match["head"] or own:
                who = match["who"].rstrip(".")
                asker = find_holders(head, [who], people, language).get(who) or person_of_label(who, people, language)
                current = None
            if own:
                turns[i] = current = Turn(label_end=len(block.text), speaker=asker, rule="label")
            if current is None or i in turns:
                continue
        if block.why or (current is None and called and i not in by_block):
            continue
        found = by_block.get(i)
        if found is not None:
            speaker = (
                labelled.get(found.label)
                or named_aside(found, people, language)
                or speaker_of(found, asker, witness or answerer, people, language)
            )
            current = Turn(
                label_end=found.end,
                speaker=speaker,
                rule="question-answer" if found.form in ("qa", "bare") else "label",
            )
            turns[i] = current
            cue_ended = False
            fresh = current.label_end >= len(block.text)
        elif current is not None and block.kind == "quote" and not fresh:
            continue  # a box between the turns
        elif (
            current is not None
            and block.kind not in ("title", "heading")
            and (i < last or goes_on or fresh)
            and (fresh or not screen)
            and (fresh or _goes_on(blocks, i, last, current, language, cue_ended))
            and (fresh or cue_ended or not _narrates(block.text, mentioned, language))
        ):
            goes_on, fresh = goes_on or not fresh, False
            turns[i] = Turn(
                label_end=0,
                speaker=current.speaker,
                rule="turn-goes-on",
                confidence=0.85 if i < last else 0.6,
                own=False,
            )
        else:
            current = None
    return turns


_FAQ = re.compile(r"\bFAQs?\b|frequently asked|(?:common|your) questions|частые вопросы|вопросы и ответы", re.I)


def _is_faq(blocks: Sequence[Block], found: Sequence[Label], people: People, language: Language) -> bool:
    """Tell a page's own questions and answers from an interview: no person answers, and nobody says "I"."""
    if any(b.kind in ("title", "heading") and _FAQ.search(b.text) for b in blocks if not b.why):
        return True
    if any(witness_in(block.text, people, language) for block in blocks if not block.why):
        return False
    alone = language.first_person - _PLURAL
    answers = [blocks[f.block].text[f.end :] for f in found if key_of(f.label) in ("a", "о")]
    personal = sum(any(t.low in alone for t in tokens(text[:600])) for text in answers)
    addressed = any("state your name" in blocks[f.block].text.lower() for f in found)
    return not addressed and personal == 0 and len(answers) >= 3


AT_ONCE_SECONDS = 0.3  #: a subtitle that follows within this time goes on with the speech before it
_TIMES = re.compile(r"\D{0,2}((?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-+>\s*((?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3})")


def _seconds(time: str) -> float:
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = 60 * total + float(part)
    return total


def _personal(text: str, language: Language) -> bool:
    return any(t.low in language.first_person or t.low in language.second_person for t in tokens(text[:1500]))


def _goes_on(blocks: Sequence[Block], i: int, last: int, current: Turn, language: Language, cue_ended: bool) -> bool:
    """Tell whether a paragraph without a label still belongs to the speaker before it."""
    text = blocks[i].text
    if cue_ended:
        before = next((b.text for b in reversed(blocks[:i]) if not b.why), "") if i < 400 else ""
        return before[-1:].isalnum() or before[-1:] == ","
    if i < last:
        return True
    if current.rule == "question-answer" and not _personal(text, language):
        return False  # after the last answer the page speaks again
    surname = current.speaker.split()[-1].lower() if current.speaker else ""
    return not (surname and surname in text.lower()) and len(text.split()) > 3 and not text.startswith(("—", "["))


_FORMULA = re.compile(
    r"(?:Question (?:put|proposed|again proposed)|Bill (?:accordingly )?read|Motion (?:made|agreed|carried|by leave)|"
    r"Amendment (?:proposed|made|negatived)|The (?:House|Committee|Assembly|Council|court|Court) "
    r"(?:divided|adjourned|rose|proceeded)|"
    r"(?:The )?(?:meeting|hearing|sitting|session) (?:closed|ended|adjourned|was adjourned|rose))\b|"
    r"(?:Постановили|Решили|Слушали|Выступили|Голосовали|Принято|Приняли):|(?:Заседание|Собрание|Съезд|Суд|Перерыв)\b"
    r"[^.!?]{0,40}\b(?:закрыто|закрывается|закрыт|объявлен\w*|окончено|удаляется|продолжается|открыто|возобновл\w+)\b|"
    r"(?:INT|EXT|INT/EXT|НАТ|ИНТ)\. "
)


def _mentioned(labels: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds the people of the page by name: "The Chairman left", "Ray looks at the case"."""
    words = {part for label in labels for part in re.findall(r"[^\W\d_]{3,}", label)} - {"The", "THE", "and", "of"}
    shown = sorted({w.capitalize() for w in words} | {w.upper() for w in words})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, shown))})\b") if 0 < len(shown) <= 200 else None


def _narrates(text: str, mentioned: re.Pattern[str] | None, language: Language) -> bool:
    """Tell what the clerk or the playwright writes between the turns: a person of the page, and no I and no you."""
    if _FORMULA.match(text):
        return True
    if mentioned is None or mentioned.search(text) is None or text[-1:] == "?" or not text[:1].isupper():
        return False
    return not _personal(text, language)
