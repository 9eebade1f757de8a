"""Speaker labels: transcripts, interviews, plays, court records, questions and answers.

A label is told by its look and by coming back; one line that happens to contain a colon makes no transcript.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.model import NARRATOR, Block
from narrate.writing.attribute.columns import find_columns, initials, legend
from narrate.writing.attribute.interviews import interview_names, main_person
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.people import People, read_name, tokens
from narrate.writing.attribute.voices import Turn


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STAMP = r"(?:[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?\s*[-–—]?\s*)"
_WORDS = r"[^\W\d_][\w.'’&-]*(?:,? (?:[^\W\d_][\w.'’&-]*|#\d{1,2}|\d{1,2}(?![\d:]))){0,6}"
_ASIDE = r"(?:\s*[(\[][^()\[\]]{1,80}[)\]])?"
_COLON = re.compile(rf"(?:>>+\s*)?{_STAMP}?({_WORDS})({_ASIDE})\s*{_STAMP}?:(?=\s|$)\s*")
_QA = re.compile(rf"{_STAMP}?([QAВО])(?!\. ?(?:[A-ZА-ЯЁ]\. ?)?[A-ZА-ЯЁ][\w-]+:)(?:[.:]|\s*[—–-](?=\s))\s*")
_QA_BARE = re.compile(r"([QA])\s+(?=[A-Z\"“])(?![A-Z]{2,}[A-Z .-]*:)")
_STOP = re.compile(
    rf"((?:(?:The|[A-Z][a-z]{{1,10}}\.?|MRS?\.|MS\.|MISS|DR\.|REV\.|SIR|LADY|LORD|ST\.|CAPT\.|COL\.|SGT\.) )?"
    rf"[A-ZА-ЯЁÀ-Þ][A-ZА-ЯЁÀ-Þ'’. -]{{1,30}}?)({_ASIDE})\s*(?:\.|"
    rf"[—–](?=\s))\s+(?=\S)"
)
_NAMED = re.compile(
    rf"((?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sen|Rep|Gen|Col|Capt|Lt|Sgt|Hon|St|тов|гр)\.? )*"
    rf"[A-ZА-ЯЁÀ-Þ][\w'’-]{{1,24}}(?: (?:[A-ZА-ЯЁÀ-Þ][\w'’-]{{1,24}}|of|the|from|с|из|от|места|мест|зала|"
    rf"places?|floor|"
    rf"gallery|hall)){{0,3}})({_ASIDE})\.\s+(?=[^\W\d_a-zа-яё]|[«\"“„—–…(\[\d])"
)
_TITLED = re.compile(
    rf"((?:(?:The )?(?:Right )?Hon|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Senator|Sen|Rep|General|Colonel|Major|"
    rf"Captain|Capt|Col|Gen|Professor|Prof|Rev|Viscount|Earl)\.? [A-ZÀ-Þ][\w'’-]+)({_ASIDE})\s+(?=[A-ZÀ-Þ“\"—])"
)
_OFFICE = re.compile(
    r"([A-Z][a-z]+(?: [\w-]+){0,8}?)\s*(\((?:Mr|Mrs|Miss|Ms|Dr|Sir|Dame|Lord|Lady)\b[^()]{2,50}\))\s+(?=[A-ZÀ-Þ“\"—])"
)
_ALONE = re.compile(rf"(?:>>+\s*)?{_STAMP}?({_WORDS})({_ASIDE})\s*{_STAMP}?")
_SAYS = re.compile(r"(\S.{0,30}?)() (?:says|said|wrote|writes|commented|replied|пишет|написал[аи]?)(?: on .{0,40})?:")
_BRACKET = re.compile(r"\[([A-ZА-ЯЁ][A-ZА-ЯЁ0-9 .'’-]{1,28})\]:?\s+(?=\S)")
_EXAMINER = re.compile(
    r"(?P<head>(?:.{0,80} )?EXAMINATION |(?:[A-Z][a-z-]+ )?[Ee]xamination )?(?:BY|by) (?:THE |the )?"
    r"(?P<who>(?:(?:MRS?|MS|MISS|DR|Mrs?|Ms|Miss|Dr)?\.? )?[A-Z][\w'’ -]+):?"
)
_PLURAL = _set("we us our ours ourselves we're we've we'd we'll мы нас нам нами наш наша наше наши")
_SMALL_WORDS = _set("of the and de van von и for to in at on hon right")
_ANSWERS = _set(
    "yes no well oh ah right true never nothing nobody none maybe perhaps certainly indeed exactly quite always "
    "sometimes twice once good fine okay ok sorry thanks please enough silence pause then now here there why "
    "what how "
    "who when where so and but or this that these those it he she we you they i monday tuesday wednesday "
    "thursday friday "
    "saturday sunday да нет ну вот так ладно хорошо конечно никогда ничего нельзя можно верно правильно тишина"
)
_ABBREVIATED = _set("mr mrs ms dr st hon rev sen rep gen col capt lt sgt prof no vol fig pp тов гр г им ул")
_VOICES = _set(
    "voice voices voicemail caller callers audience crowd announcer operator recording child children man woman "
    "boy girl "
    "both all everyone chorus tape clip archive newsreader translator interpreter moderator host guest speaker male "
    "female dispatcher dispatch tower pilot radio computer member members heckler delegate delegates questioner "
    "reporter "
    "reporters student listener listeners passer-by bystander neighbour neighbor unidentified unknown shout shouts "
    "cry cries gallery floor hall голос голоса возглас возгласы реплика зал все хор"
)
_NO_LABEL = _set(
    "note notes warning source sources example tip tips update summary ingredients method contact tel phone email "
    "address date time place subject re from to cc bcc title author translator published tags topics p.s ps yes no "
    "see result results conclusion question however moreover thus therefore this that these those here there "
    "following and but or so then today now chapter part section указание примечание итог вывод например адрес дата "
    "время источник важно внимание "
    "resolved agreed action actions motion decision decided ordered moved seconded carried noted apologies present "
    "постановили решили"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    block: int
    label: str
    end: int
    timed: bool = False  #: with a time beside it
    aside: str = ""  #: what stands beside it in parentheses
    form: str  #: colon, stop, alone, qa, bare, says, column


def find_turns(blocks: Sequence[Block], people: People, language: Language) -> dict[int, Turn]:
    """Return the turn of every block that has one, in a page that is a transcript; else nothing."""
    found = [f for i, block in enumerate(blocks) if not block.why and (f := _label(i, block, people, language))]
    screen = _is_screenplay(blocks)
    subtitles = any("-->" in b.text[:40] for b in blocks if b.why)
    paragraphs = [i for i, b in enumerate(blocks) if not b.why]
    accepted = _accepted(found, subtitles, people, language, screen=screen, paragraphs=paragraphs)
    columns = find_columns(blocks, language)
    if len(columns) > len(accepted):
        taken = {c.block for c in columns}
        accepted = [f for f in accepted if f.block not in taken]
        accepted += [_Found(block=c.block, label=c.label, end=c.end, form="column") for c in columns]
        accepted.sort(key=lambda f: f.block)
    if not accepted:
        return {}
    for label in dict.fromkeys(f.label for f in accepted if f.form not in ("qa", "bare")):
        name = read_name(tokens(label.split(",")[0]), 0, language)
        if name is not None and " " in name.text:
            people.add(name.text, title=name.title)
    return _turns(blocks, accepted, people, language)


_SCREEN = re.compile(r"\((?:V\.? ?O|O\.? ?S|O\.? ?C|CONT['’]?D)\.?\)|^(?:INT|EXT|INT\.?/EXT|I/E|ИНТ|НАТ)[. ]+[^\W\d_]")


def _is_screenplay(blocks: Sequence[Block]) -> bool:
    """Tell a script for the screen by its scenes and by voices off: between the lines of such a page is action."""
    return any(len(b.text) <= 90 and _SCREEN.search(b.text) for b in blocks) and any(
        b.text.isupper() and len(b.text) <= 40 for b in blocks
    )


def _label(i: int, block: Block, people: People, language: Language) -> _Found | None:
    text = block.text[:200]
    if block.kind in ("title", "code", "table") or _SCREEN.match(text):
        return None
    if match := _QA_BARE.match(text):
        return _Found(block=i, label=match[1], end=match.end(), form="bare")
    if (match := _QA.match(text)) and (match.end() < len(block.text) or match[0].strip()[-1:] == ":"):
        return _Found(block=i, label=match[1], end=match.end(), form="qa")
    if match := _BRACKET.match(text):
        return _Found(block=i, label=match[1], end=match.end(), form="colon")
    match = _COLON.match(text)
    if match and _looks_like_label(match[1], people, language):
        return _Found(block=i, label=match[1], end=match.end(), form="colon", aside=match[2].strip(" ()[]"))
    if match := _STOP.match(text):
        label = match[1].strip()
        if (
            label.split()[-1].isupper()
            and len(label) > 1
            and len(label.split()) <= 4
            and (len(label) > 6 or label.replace(".", "").lower() not in language.titles)
        ):
            return _Found(block=i, label=label, end=match.end(), form="stop")
    if titled := _titled(i, text, language):
        return titled
    if (match := _NAMED.match(text)) and match[1].lower() not in _ANSWERS and match[1].lower() not in _ABBREVIATED:
        return _Found(block=i, label=match[1], end=match.end(), form="named", aside=match[2].strip(" ()[]"))
    if len(block.text) <= 80 and (match := _SAYS.fullmatch(block.text)):
        return _Found(block=i, label=match[1], end=len(block.text), form="says")
    if len(block.text) <= 60 and (match := _ALONE.fullmatch(block.text)) and block.text[-1:] not in ".!?,;":
        label = match[1]
        if (
            label.isupper() or any(ch.isdigit() for ch in block.text) or label.lower() in people.names
        ) and _looks_like_label(label, people, language):
            timed = re.search(r"\d:\d\d", block.text) is not None
            return _Found(block=i, label=label, end=len(block.text), form="alone", timed=timed)
    return None


def _titled(i: int, text: str, language: Language) -> _Found | None:
    """Read a label that no mark parts from the speech: "Mr. Orme I am aware of it." The speech begins with a "
    "capital."""
    match = _TITLED.match(text) or _OFFICE.match(text)
    if match is None:
        return None
    end, label = match.end(), match[1]
    after = re.match(r"([A-ZÀ-Þ][\w'’-]+) (?=[A-ZÀ-Þ“\"])", text[end:])
    while after and not match[2] and after[1].lower() not in language.small and len(label.split()) < 4:
        label, end = f"{label} {after[1]}", end + after.end()
        after = re.match(r"([A-ZÀ-Þ][\w'’-]+) (?=[A-ZÀ-Þ“\"])", text[end:])
    return _Found(block=i, label=label, end=end, form="titled", aside=match[2].strip(" ()[]"))


def _looks_like_label(label: str, people: People, language: Language) -> bool:
    parts = re.split(r",? ", label)
    low = label.lower().rstrip(".")
    if low in _NO_LABEL or parts[0].lower().rstrip(".") in _NO_LABEL:
        return False
    if (
        low in language.roles
        or low in language.question_labels
        or low in language.answer_labels
        or low in language.narrator_labels
    ):
        return True
    if any(p.lower().strip(".") in language.speech for p in parts[1:]):
        return False
    if not label[0].isupper():
        return len(parts) == 1 and len(label) <= 14
    return len(parts) <= 7 and all(
        p[:1].isupper()
        or p[:1].isdigit()
        or p[:1] == "#"
        or p.rstrip(".") in _SMALL_WORDS
        or p.lower() in language.roles
        for p in parts
    )


def _accepted(
    found: Sequence[_Found],
    subtitles: bool,
    people: People,
    language: Language,
    *,
    screen: bool,
    paragraphs: Sequence[int],
) -> list[_Found]:
    """Keep labels that come back, or that stand among labels that do."""
    keys = Counter((f.form, _key(f.label)) for f in found)
    forms = Counter(f.form for f in found)
    distinct = {form: len({k for fm, k in keys if fm == form}) for form in forms}
    timed = sum(f.timed for f in found)
    named = _names_in_a_row([f for f in found if f.form == "named"], paragraphs)
    titled = _names_in_a_row([f for f in found if f.form == "titled"], paragraphs)
    court = min(keys["bare", "q"], keys["bare", "a"]) >= 2  # between Q and A a name in capitals is a label at once
    out = []
    for f in found:
        count = keys[f.form, _key(f.label)]
        if f.form == "qa":
            good = {"q", "a"} <= {k for fm, k in keys if fm == "qa"} or {"в", "о"} <= {
                k for fm, k in keys if fm == "qa"
            }
        elif f.form == "colon":
            known = f.label.isupper() or _is_known(f.label, people, language) or bool(_named_aside(f, people, language))
            subtitled = f.label.isupper() and subtitles
            good = (subtitled or (f.label.isupper() and court)) or (
                forms["colon"] >= 2
                and (
                    (known and (count >= 2 or forms["colon"] >= 3))
                    or (count >= 2 and distinct["colon"] >= 2 and forms["colon"] >= 4)
                )
            )
        elif f.form == "named":
            good = named and (count >= 2 or bool(f.aside) or _is_known(f.label, people, language))
        elif f.form == "titled":
            good = titled
        elif f.form == "bare":
            good = keys["bare", "q"] >= 2 and keys["bare", "a"] >= 2
        elif f.form == "says":
            good = forms["says"] >= 2
        elif f.form == "stop":
            good = (
                forms["stop"] >= 3
                and distinct["stop"] >= 2
                and (count >= 2 or forms["stop"] >= 5)
                and not forms["colon"] > forms["stop"]
            )
        else:
            good = (
                forms["alone"] >= 3
                and distinct["alone"] >= 2
                and (count >= 2 or (timed >= 3 and f.timed) or (screen and f.label.isupper()))
            )
        if good:
            out.append(f)
    # one label form rules a page; a lonely other form beside it is text
    return out


def _names_in_a_row(found: Sequence[_Found], paragraphs: Sequence[int]) -> bool:
    """Tell whether names with a full stop are labels: two at least take turns, and most paragraphs have one."""
    surnames = Counter(_key(f.label).split()[-1:][0] for f in found if _key(f.label))
    again = [f for f in found if _key(f.label) and surnames[_key(f.label).split()[-1]] >= 2]
    if len(again) < 4 or sum(count >= 2 for count in surnames.values()) < 2:
        return False
    first, last = again[0].block, again[-1].block
    between = sum(first <= i <= last for i in paragraphs)
    return sum(first <= f.block <= last for f in found) >= 0.6 * between


def _named_aside(found: _Found, people: People, language: Language) -> str:
    """Return the person in "The Secretary for Works (Mr. Ambrose Rainsford):"; a constituency is none."""
    if not found.aside or not found.label.lower().startswith(("the ", "a ", "an ", "secretary", "minister")):
        return ""
    name = read_name(tokens(found.aside), 0, language)
    if name is None or name.last < len(tokens(found.aside)):
        return ""
    return people.resolve(name.text, name.title) if name.title or people.is_person(name) or " " in name.text else ""


def _key(label: str) -> str:
    return " ".join(re.findall(r"\w+", label.lower()))


def _is_voice(low: str) -> bool:
    """Tell whether a label means somebody without a name: "A voice from the gallery", "Several hon. Members"."""
    words = low.replace(".", "").split()
    return len(words) <= 6 and any(word in _VOICES for word in words[:4])


def _is_known(label: str, people: People, language: Language) -> bool:
    low = label.lower().rstrip(".")
    if (
        low in language.roles
        or low.removeprefix("the ") in language.roles
        or low.removeprefix("the ") in language.titles
        or low in ("the speaker", "speaker")
        or low in language.question_labels
        or low in language.answer_labels
        or low in language.narrator_labels
        or _is_voice(low)
    ):
        return True
    name = read_name(tokens(label), 0, language)
    return name is not None and people.is_person(name)


def _turns(blocks: Sequence[Block], accepted: Sequence[_Found], people: People, language: Language) -> dict[int, Turn]:
    by_block = {f.block: f for f in accepted}
    labelled = {f.label: f.label for f in accepted if f.form == "says" and not f.label[0].isupper()}
    labelled |= _labelled({f.label for f in accepted if f.form not in ("qa", "bare", "says")}, people, language)
    labelled |= initials((f.label for f in accepted), people)
    labelled |= legend(blocks, frozenset(f.label for f in accepted), people, language)
    last = max(by_block)
    asker, answerer = interview_names(blocks, people, language)
    questions = [f for f in accepted if f.form in ("qa", "bare")]
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
    screen = _is_screenplay(blocks) and sum(f.form == "alone" for f in accepted) > 0.5 * len(accepted)
    for i, block in enumerate(blocks):
        if times := _TIMES.match(block.text):
            start, end = _seconds(times[1]), _seconds(times[2])
            cue_ended = not 0 <= start - shown_until <= AT_ONCE_SECONDS
            shown_until = end
        if not block.why:
            witness = _witness(block.text, people, language) or _named_answer(blocks, i) or witness
        if match := _EXAMINER.fullmatch(block.text.strip()):
            if match["head"] or match["who"].isupper():
                asker = person_of_label(match["who"], people, language)
                current = None
            if not match["head"] and match["who"].isupper():
                turns[i] = current = Turn(label_end=len(block.text), speaker=asker, rule="label")
            if current is None or i in turns:
                continue
        if block.why:
            continue
        found = by_block.get(i)
        if found is not None:
            speaker = (
                labelled.get(found.label)
                or _named_aside(found, people, language)
                or _speaker(found, asker, witness or answerer, people, language)
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


def _is_faq(blocks: Sequence[Block], found: Sequence[_Found], people: People, language: Language) -> bool:
    """Tell a page's own questions and answers from an interview: no person answers, and nobody says "I"."""
    if any(b.kind in ("title", "heading") and _FAQ.search(b.text) for b in blocks if not b.why):
        return True
    if any(_witness(block.text, people, language) for block in blocks if not block.why):
        return False
    alone = language.first_person - _PLURAL
    answers = [blocks[f.block].text[f.end :] for f in found if _key(f.label) in ("a", "о")]
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


_NAME_ANSWER = re.compile(r"A[.:]?\s+(?:My name is )?((?:[A-Z][\w'’-]+\.? ?){2,4})[.,]?")


def _named_answer(blocks: Sequence[Block], i: int) -> str:
    """Return the name that answers "state your name"."""
    if not i or "your name" not in blocks[i - 1].text.lower() or blocks[i - 1].text[:1] != "Q":
        return ""
    match = _NAME_ANSWER.fullmatch(blocks[i].text)
    return match[1].strip(" .") if match else ""


def _witness(text: str, people: People, language: Language) -> str:
    match = re.search(
        r"\b(?:call|calls|called)(?: to the stand)? ((?:[A-Z][\w'’-]+\.? ?){1,4})[,.]|"
        r"^(?:DEPOSITION|TESTIMONY|EVIDENCE|EXAMINATION|Deposition|Testimony|Evidence|Examination) (?:OF|of) "
        r"((?:[A-Z][\w'’.-]+ ?){1,4}?)(?:$|(?=(?:(?:DIRECT|CROSS|RE-?DIRECT)[- ])?EXAMINATION\b))|"
        r"^((?:[A-Z][\w'’.-]+ ){1,4}),? (?:was called as a witness|having been (?:first )?(?:duly )?sworn|sworn)",
        text,
    )
    if not match:
        named = re.match(
            r"((?:[A-Z][A-Z'’.-]+ ){1,4}?[A-Z][A-Z'’.-]+),? (?:was )?(?:called|having been|sworn|a witness|"
            r"being)",
            text,
        )
        return person_of_label(named[1], people, language) if named else ""
    return person_of_label((match[1] or match[2] or match[3]).strip(), people, language)


def _labelled(labels: set[str], people: People, language: Language) -> dict[str, str]:
    """Return persons for labels that would else fall on one person: QUESNEL beside MRS. QUESNEL."""
    meant: dict[str, list[str]] = {}
    for label in sorted(labels, key=len, reverse=True):
        if (
            label.lower().rstrip(".") not in language.roles
            and label.lower() not in language.question_labels | language.answer_labels | language.narrator_labels
        ):
            meant.setdefault(person_of_label(label, people, language), []).append(label)
    found: dict[str, str] = {}
    for person, same in meant.items():
        surname = {lab.split()[-1].lower() for lab in same}
        if len(same) < 2 or len(surname) > 1 or len({_key(lab) for lab in same}) < 2:
            continue
        short = min(same, key=len)
        if any(
            lab != short and len(lab.split()) > 1 and lab.lower().replace(".", "") == person.lower() for lab in same
        ):
            continue  # the full name and the surname of one person
        others = [n for n in people.candidates(_cased_word(short)) if n != person]
        if others and any(lab.split()[0].lower().rstrip(".") in language.titles for lab in same if lab != short):
            found[short] = others[0]
    return found


def _cased_word(label: str) -> str:
    return label.split()[-1].capitalize()


def _speaker(found: _Found, asker: str, answerer: str, people: People, language: Language) -> str:
    low = found.label.lower().rstrip(".")
    if low in language.narrator_labels:
        return "Narrator"
    if low in language.short_labels:
        return language.short_labels[low]
    if low in language.question_labels or (found.form in ("qa", "bare") and low in ("q", "в")):
        return asker or language.questioner
    if low in language.answer_labels or found.form in ("qa", "bare"):
        return answerer or language.answerer
    if low in ("the witness", "witness") and answerer:
        return answerer
    return _by_initials(found.label, asker, answerer) or person_of_label(found.label, people, language)


def _by_initials(label: str, *persons: str) -> str:
    """Return who of the two in an interview has the initials of a label such as BH."""
    letters = label.replace(".", "").replace(" ", "")
    if not (letters.isupper() and 2 <= len(letters) <= 3):
        return ""
    for person in persons:
        parts = re.findall(r"[^\W\d_]+", person)
        if "".join(p[0].upper() for p in parts) == letters or (
            len(parts) > 1 and parts[0][0].upper() + parts[-1][0].upper() == letters
        ):
            return person
    return ""


def person_of_label(label: str, people: People, language: Language) -> str:
    """Return who is meant by a label: the full name where the page gives one."""
    head = label.split(",")[0].strip()
    toks = tokens(head)
    name = read_name(toks, 0, language)
    if name is not None and name.last >= len(toks) and head.lower() not in language.roles and name.title != "old":
        who = people.resolve(name.text, name.title)
        return " ".join(w.capitalize() for w in who.split()) if who.isupper() and re.search("[AEIOUYА-Я]", who) else who
    shown = head if not head.isupper() else " ".join(w.capitalize() for w in head.split())
    shown = re.sub(r"^(?:the|an?) (?=\S{2})", "", shown, flags=re.I)
    return people.resolve(shown[:1].upper() + shown[1:])
