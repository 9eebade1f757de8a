"""What only speeches have: calls from the hall, an office for a name, and the announcer who brings the speaker in.

One line with a label makes no transcript; inside a speech that another rule has found it is a call from the hall, if
the label is a voice, a crowd or an office, and the call is short.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.passages.credited import speaker_of
from narrate.writing.attribute.persons.called import person_of_label
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.persons.register import mentions
from narrate.writing.attribute.voices import Turn, Voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_LABEL = re.compile(
    r"(?:(?:An?|The|Several|Some|Many|Other|Another) )?([A-ZА-ЯЁa-z][^\d:.!?“”\"]{1,45}?)"
    r"(?: \([^)]{2,40}\))?[:.] +(?=\S)"
)
_LONGEST = 40  #: words of a call
_RULES = frozenset({"announced", "headline", "first-person-text", "quoted-speech", "introduced", "told"})


def find_interjections(blocks: Sequence[Block], voices: dict[int, Voice], people: People) -> dict[int, Turn]:
    """Take the calls of others out of the speeches that `voices` has; return them as turns."""
    language = people.language
    found: dict[int, Turn] = {}
    for i, voice in sorted(voices.items()):
        if voice.rule not in _RULES:
            continue
        text = blocks[i].text
        match = _LABEL.match(text)
        if match is None or text[match.end()] in '«“„"':
            continue  # "The doctor rings: «Come»": a sentence with a quotation
        shown = text[: match.end()].rstrip(" :.")
        own = [w for w in match[1].lower().split() if w.rstrip(".") not in language.titles]
        again = own and own[-1] == voice.speaker.split()[-1].lower()
        if again or _is_answer(match, i, found, language):  # the speaker takes up his speech again
            found[i] = Turn(label_end=match.end(), speaker=voice.speaker, rule="interjection", confidence=0.9)
            del voices[i]
            continue
        if len(text[match.end() :].split()) > _LONGEST or not _calls(match, language):
            continue
        shown = re.sub(r"^(?:An?|The) (?=\w)", "", shown)
        speaker = person_of_label(shown[:1].upper() + shown[1:], people)
        found[i] = Turn(label_end=match.end(), speaker=speaker, rule="interjection", confidence=0.85)
        del voices[i]
    return found


_PRESIDES = frozenset(["chairman", "chair", "chairwoman", "chairperson", "president", "speaker", "moderator"])


def _is_answer(match: re.Match[str], i: int, found: dict[int, Turn], language: Language) -> bool:
    """Tell whether an office answers a call from the hall, and so is the speaker's: "THE MINISTER: I wondered …"."""
    words = match[1].lower().split()
    before = next(reversed(found), -9)
    return i - before <= 2 and words[-1] in language.offices and words[-1] not in _PRESIDES and match[0][-2:-1] == ":"


def _calls(match: re.Match[str], language: Language) -> bool:
    """Tell whether a label is a voice from the hall, a crowd, or an office."""
    label = match[1]
    words = label.lower().split()
    if len(words) > 6:
        return False
    stop = match[0].rstrip()[-1:] == "."
    if words[0] in language.callers and (not stop or language.inflected or len(words) <= 2):
        return True
    if stop:
        return False
    if words[-1] in language.callers:
        return True
    if words[-1] in language.roles or words[-1] in language.titles:
        return label[:1].isupper()
    name = read_name(tokens(label), 0, language)
    return name is not None and bool(name.title) and name.last >= len(tokens(label))


def name_offices(blocks: Sequence[Block], turns: dict[int, Turn], people: People) -> None:
    """Call "THE GOVERNOR" by the name over his remarks, where the head of the page gives one."""
    language = people.language
    own = [i for i, turn in turns.items() if turn.own and turn.rule == "label"]
    if not own:
        return
    head = [b for b in blocks[: min(own)] if b.why in ("", "metadata")]
    words: Counter[str] = Counter()
    for i, turn in turns.items():
        if turn.rule != "interjection":
            words[turn.speaker] += len(blocks[i].text.split())
    office = words.most_common(1)[0][0]
    last = office.split()[-1].lower()
    if last not in language.roles and last not in language.titles:
        return
    texts = [blocks[i].text for i, turn in turns.items() if turn.speaker == office]
    person, cued = speaker_of(head, texts, people)
    if person and cued and person not in words:
        for i, turn in turns.items():
            if turn.speaker == office:
                turns[i] = replace(turn, speaker=person)


def bring_in(blocks: Sequence[Block], turns: dict[int, Turn], people: People) -> None:
    """Give a text without a label to whom the announcer before it names last: "Ladies and gentlemen, Ann Vane."."""
    speaker = ""
    often = Counter(turn.speaker for turn in turns.values() if turn.own)
    for i in sorted(turns):
        turn = turns[i]
        if turn.own and often[turn.speaker] > 3:
            speaker = ""  # who talks with somebody brings nobody in
        elif turn.own:
            speaker = _named_last(blocks[i].text[turn.label_end :], people)
            if speaker == turn.speaker:
                speaker = ""
        elif speaker and turn.rule != "subtitle-goes-on":
            if mentions(blocks[i].text, speaker):
                speaker = ""
                continue
            turns[i] = replace(turn, speaker=speaker, rule="brought-in", confidence=0.75)


def _named_last(text: str, people: People) -> str:
    """Return the full name with which a text ends."""
    toks = tokens(text[-90:].rstrip(" .!:…"))
    for k, tok in enumerate(toks):
        name = read_name(toks, k, people.language) if tok.capital else None
        if name is not None and name.last >= len(toks) and " " in name.text and people.is_person(name):
            return people.resolve(name.text, name.title)
    return ""
