"""Labels of speakers: told by their look, by coming back, and by taking turns.

Each form of label has its own evidence; one line that happens to contain a colon makes no transcript.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.model import Block
from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.bearers import INITIALS, is_voice
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STAMP = r"(?:[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?\s*[-–—]?\s*)"
_WORDS = r"[^\W\d_][\w.'’&-]*(?:,? (?:[^\W\d_][\w.'’&-]*|#\d{1,2}|\d{1,2}(?!\d|:\d))){0,6}"
_ASIDE = r"(?:\s*[(\[][^()\[\]]{1,80}[)\]]){0,3}"
_NUMBER = r"(?:Q?\d{1,4}[.)]? +)?"  #: of a paragraph in a printed record
_COLON = re.compile(rf"(?:>>+\s*|[-–—] ?|{_NUMBER}){_STAMP}?({_WORDS})({_ASIDE})\s*{_STAMP}?:(?=\s|$)\s*")
_QA = re.compile(
    rf"(?:{_STAMP}|{_NUMBER})([QAВО])\d{{0,3}}(?!\. ?(?:[A-ZА-ЯЁ]\. ?)*[A-ZА-ЯЁ][\w-]*\.?:)"
    r"(?:[.:](?: ?[—–-]{1,2}(?=[ \"“A-ZА-ЯЁ]))?|\s*[—–-](?=\s))\s*"
)
#: old evidence spells it out: "Question 2. Who had the watch?", "Answer.—My brother."
_QA_WORD = re.compile(r"(?:\d{1,4}[.)]? )?(Question|Answer|Ques|Ans)\.?(?: \d{1,4})?(?:\.?\s?[—–-]{1,2}|\.)\s*(?=\S)")
_GLUED = re.compile(  #: saved without its spaces: "Mr. VaneI wish to raise a point"
    r"((?:Mr|Mrs|Miss|Ms|Dr|Sir|Lord|Lady|The|Captain|Major|Colonel|Viscount|Earl)\.? "
    r"(?:[A-Z][a-z'’-]+ ){0,2}?(?:Mac|Mc|O['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?<!Mac)(?<!Mc)"
    r"((?: \([^()]{2,40}\))?)(?=[A-Z](?:[a-z]| [a-z]|[A-Z]))"
)
_QA_BARE = re.compile(r"([QA])\s+(?=[A-Z\"“])(?![A-Z]{2,}[A-Z .-]*:)")
_STOP = re.compile(
    rf"((?:(?:The|[A-Z][a-z]{{1,10}}\.?|MRS?\.|MS\.|MISS|DR\.|REV\.|SIR|LADY|LORD|ST\.|CAPT\.|COL\.|SGT\.) )?"
    rf"[A-ZА-ЯЁÀ-Þ][A-ZА-ЯЁÀ-Þ'’. -]{{1,30}}?(?: pro tempore)?)({_ASIDE})\s*(?:(?<![ .][A-Z])\.|"
    rf"[—–](?=\s))\s+(?=\S)"
)
_NAMED = re.compile(
    rf"((?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sen|Rep|Gen|Col|Capt|Lt|Sgt|Hon|St|[Тт]ов|[Гг]р|[Гг]-н|[Гг]-жа|Т)\.? |"
    rf"(?:Товарищ|Гражданин|Гражданка) )*"
    rf"[A-ZА-ЯЁÀ-Þ][\w'’-]{{1,24}}(?: (?:[A-ZА-ЯЁÀ-Þ][\w'’-]{{1,24}}|of|the|from|с|из|от|места|мест|зала|"
    rf"places?|floor|"
    rf"gallery|hall)){{0,3}})({_ASIDE})"
    rf"(?:(?:\.[–—]?| [–—-]|-)\s+|\.?(?:[–—]|--)\s*)(?=[^\W\d_a-zа-яё]|[«\"“„‘'—–…(\[\d])"
)
#: "Корр. — Вам не скучно?", "З. К. — Бывает.": initials or a shortened word before a dash
_DASHED = re.compile(r"((?:[А-ЯЁ]\. ?){1,3}|[А-ЯЁ][а-яё]{1,7}\.)()\s*[—–-]\s+(?=\S)")
#: the record of a parliament: "Лужин П. П., фракция «Труд»." The points of the initials end the label
_LISTED = re.compile(
    r"(?P<last>[А-ЯЁ][\wё-]{2,24}) (?P<initials>[А-ЯЁ]\. ?(?:[А-ЯЁ]\.)?)"
    r"(?:, [^.!?:«»]{3,60}(?:«[^«»]{2,30}»[^.!?:]{0,20})?\.)?"
    rf"{_ASIDE}\s+(?=[А-ЯЁ«„—–…\d(\[])"
)
_TITLED = re.compile(
    rf"((?:(?:The )?(?:Right )?Hon|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Senator|Sen|Rep|General|Colonel|Major|"
    rf"Captain|Capt|Col|Gen|Professor|Prof|Rev|Viscount|Earl)\.? "
    rf"[A-ZÀ-Þ][\w'’-]+(?:(?: [A-ZÀ-Þ][\w'’-]+){{1,2}}(?= \())?)({_ASIDE})\s+(?=[A-ZÀ-Þ“\"—])"
)
_OFFICE = re.compile(
    r"([A-Z][a-z]+(?: [\w-]+){0,8}?)\s*(\((?:Mr|Mrs|Miss|Ms|Dr|Sir|Dame|Lord|Lady)\b[^()]{2,50}\))\s+(?=[A-ZÀ-Þ“\"—])"
)
#: a parliament of many tongues: "Ann Vane, rapporteur. – (FI) Mr President, …"
_PLENARY = re.compile(
    r"([A-ZÀ-Þ][\w'’-]+(?: [\w'’-]+){0,3})(?:, [^.–—]{3,90})?((?: \([^()]{1,40}\))?)\. [–—] (?:\([A-Z]{2}\) )?"
    r"(?=[A-ZÀ-Þ“\"])"
)
#: "Minister of State at the Department of Transport (Deputy Ann Vane): I thank the Deputy"
_LONG_OFFICE = re.compile(r"([A-Z][^().:!?,]{20,90}) (\((?:[A-Z][\w.'’-]+ ?){2,5}\)):\s+(?=\S)")
_ALONE = re.compile(rf"(?:>>+\s*)?{_STAMP}?({_WORDS})({_ASIDE})\s*{_STAMP}?")
_SAYS = re.compile(r"(\S.{0,30}?)() (?:says|said|wrote|writes|commented|replied|пишет|написал[аи]?)(?: on .{0,40})?:")
#: over what is said: "Question from Mrs A Pell to the Leader:", "Comment From Bob in Lorne"
_FROM = re.compile(
    r"(?:(?:Supplementary|Written|Oral|First|Second|Final) )?"
    r"(?:[Qq]uestion|[Rr]esponse|[Aa]nswer|[Rr]eply|[Cc]omment|[Ss]tatement)s? (?:[Ff]rom|[Bb]y) (?:the )?"
    r"(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}(?: in [A-Z][\w ]{2,24})?)"
    r"(?:,? to [^:]{3,60}|[,(] ?[^:]{3,60})?:?"
)
_BRACKET = re.compile(
    r"\[(?:([A-ZА-ЯЁ][A-ZА-ЯЁ0-9 .'’-]{1,28}|"
    r"[A-ZА-ЯЁ][a-zа-яё'’-]{2,16}(?: [A-ZА-ЯЁ][a-zа-яё'’-]{2,16})?)\]:?\s+(?=[A-ZА-ЯЁ\"“—-])|"
    r"([^\W\d_][\w .'’-]{1,30})\]:\s+(?=\S))"
)
_ONLY_A_NAME = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w.'’-]+(?: [A-ZÀ-ÞА-ЯЁ][\w.'’-]+){1,3}")
_SMALL_WORDS = _set("of the and de van von и for to in at on hon right")
_ANSWERS = _set(
    "yes no well oh ah right true never nothing nobody none maybe perhaps certainly indeed exactly quite always "
    "sometimes twice once good fine okay ok sorry thanks please enough silence pause then now here there why "
    "what how "
    "who when where so and but or this that these those it he she we you they i monday tuesday wednesday "
    "thursday friday "
    "saturday sunday да нет ну вот так ладно хорошо конечно никогда ничего нельзя можно верно правильно тишина"
)
_ABBREVIATED = _set(
    "sir sirs madam gentlemen mr mrs ms dr st hon rev sen rep gen col capt lt sgt prof no vol fig pp тов гр г им ул"
)
_NO_LABEL = _set(
    "dear clip audio track recording extract excerpt "
    "note notes warning source sources example tip tips update summary ingredients method contact tel phone email "
    "address date time place subject re from to cc bcc title author translator published tags topics p.s ps yes no "
    "see result results conclusion however moreover thus therefore this that these those here there "
    "following and but or so then today now chapter part section указание примечание итог вывод например адрес дата "
    "время источник важно внимание "
    "before reported appearances "
    "resolved agreed action actions motion decision decided ordered moved seconded carried noted apologies present "
    "постановили решили слушали выступили голосовали приняли присутствовали отсутствовали повестка"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label at the start of a block, as it was read."""

    block: int
    label: str
    end: int
    timed: bool = False  #: with a time beside it
    aside: str = ""  #: what stands beside it in parentheses
    testifies: bool = False  #: a name without a title, and who bears it says "I"
    asks: bool = False  #: an office, and who holds it asks
    form: str  #: colon, from, stop, dashed, capitals, named, titled, alone, qa, bare, says, column


_SCREEN = re.compile(r"\((?:V\.? ?O|O\.? ?S|O\.? ?C|CONT['’]?D)\.?\)|^(?:INT|EXT|INT\.?/EXT|I/E|ИНТ|НАТ)[. ]+[^\W\d_]")


def is_screenplay(blocks: Sequence[Block]) -> bool:
    """Tell a script for the screen by its scenes and by voices off: between the lines of such a page is action."""
    return any(len(b.text) <= 90 and _SCREEN.search(b.text) for b in blocks) and any(
        b.text.isupper() and len(b.text) <= 40 for b in blocks
    )


def read_label(i: int, block: Block, people: People) -> Label | None:
    """Return what looks like a label at the start of a block; whether it is one, the page decides."""
    language = people.language
    text = block.text[:200]
    if block.kind in ("title", "code", "table") or _SCREEN.match(text):
        return None
    if match := _QA_BARE.match(text):
        return Label(block=i, label=match[1], end=match.end(), form="bare")
    if (match := _QA.match(text)) and (match.end() < len(block.text) or match[0].strip()[-1:] == ":"):
        return Label(block=i, label=match[1], end=match.end(), form="qa")
    if match := _QA_WORD.match(text):
        return Label(block=i, label=match[1][0], end=match.end(), form="qa")
    if (match := _GLUED.match(text)) and match.end() < len(text) and text[match.end() - 1] != " ":
        return Label(block=i, label=match[1], end=match.end(), form="titled", aside=match[2].strip(" ()"))
    if (match := _BRACKET.match(text)) and (inside := match[1] or match[2]).lower() not in language.small:
        return Label(block=i, label=inside, end=match.end(), form="colon")
    if len(block.text) <= 120 and (match := _FROM.fullmatch(block.text)):
        return Label(block=i, label=match["who"], end=len(block.text), form="from")
    if match := _PLENARY.match(text):
        return Label(block=i, label=match[1], end=match.end(), form="dashed")
    if match := _LONG_OFFICE.match(text):
        return Label(block=i, label=match[1], end=match.end(), form="colon", aside=match[2].strip("()"))
    match = _COLON.match(text)
    if match and _looks_like_label(label := _without_trade(match[1], language), people):
        label = _owner(label, people)
        if label.lower() in language.roles and _ONLY_A_NAME.fullmatch(block.text, match.end()):
            return None  # "Presenter: Ann Vane": a field
        return Label(block=i, label=label, end=match.end(), form="colon", aside=match[2].strip(" ()[]"))
    if match := _DASHED.match(text):
        return Label(block=i, label=match[1].strip(" ."), end=match.end(), form="stop")
    if match := _STOP.match(text):
        label = match[1].strip()
        if (
            label.removesuffix(" pro tempore").split()[-1].isupper()
            and len(label) > 1
            and len(label.split()) <= 4
            and label.replace(".", "").lower() not in _ABBREVIATED
            and label.split()[0] not in ("SCENE", "ACT", "PART", "CHAPTER")
        ):
            testifies = _is_witness(label, language) and _says_i(block.text[match.end() :], language)
            asks = label.lower() in language.roles and block.text[-1:] == "?"
            return Label(block=i, label=label, end=match.end(), form="stop", testifies=testifies, asks=asks)
    if block.text[-1:] in '.!?…—–-"”»)]' and (titled := _titled(i, text, language)):
        return titled
    if match := _LISTED.match(text):
        return Label(block=i, label=f"{match['initials'].strip()} {match['last']}", end=match.end(), form="named")
    if (match := _NAMED.match(text)) and match[1].lower() not in _ANSWERS and match[1].lower() not in _ABBREVIATED:
        asks = match[1].lower() in language.roles and block.text[-1:] == "?"
        return Label(block=i, label=match[1], end=match.end(), form="named", aside=match[2].strip(" ()[]"), asks=asks)
    if len(block.text) <= 80 and (match := _SAYS.fullmatch(block.text)):
        return Label(block=i, label=match[1], end=len(block.text), form="says")
    return _alone(i, block, people)


def _alone(i: int, block: Block, people: People) -> Label | None:
    """Read a name that is all there is in a line; printed plays set a full stop after one in capitals."""
    stopped = block.text[-1:] == "." and block.text.isupper()
    text = block.text[:-1] if stopped else block.text
    match = _ALONE.fullmatch(text) if len(text) <= 60 and text[-1:] not in ".!?,;" else None
    if match is None or not _looks_like_label(match[1], people):
        return None
    digits = any(ch.isdigit() for ch in text)
    if not (match[1].isupper() or digits or match[1].lower() in people.names):
        return None
    timed = re.search(r"\d:\d\d", text) is not None
    return Label(block=i, label=match[1], end=len(block.text), form="capitals" if stopped else "alone", timed=timed)


def _is_witness(label: str, language: Language) -> bool:
    words = label.lower().split()
    return len(words) > 1 and not any(w.rstrip(".") in language.titles or w in language.roles for w in words)


def _says_i(text: str, language: Language) -> bool:
    return any(t.low in language.singular for t in tokens(text[:200]))


def _titled(i: int, text: str, language: Language) -> Label | None:
    """Read a label that no mark parts from the speech: "Mr. Orme I am aware of it." The speech begins with a "
    "capital."""
    match = _TITLED.match(text) or _OFFICE.match(text)
    if match is None or text[match.end() :].startswith(("— ", "– ")) or match[1][-1] == "-":  # a dash is a mark
        return None
    end, label = match.end(), match[1]
    after = re.match(r"([A-ZÀ-Þ][\w'’-]+) (?=[A-ZÀ-Þ“\"])", text[end:])
    while after and not match[2] and after[1].lower() not in language.small and len(label.split()) < 4:
        label, end = f"{label} {after[1]}", end + after.end()
        after = re.match(r"([A-ZÀ-Þ][\w'’-]+) (?=[A-ZÀ-Þ“\"])", text[end:])
    return Label(block=i, label=label, end=end, form="titled", aside=match[2].strip(" ()[]"))


_OFFICIAL = re.compile(r"[А-ЯЁ][а-яё]{3,}(?:ый|ий|ой|ая|яя) [а-яё]{4,}")
_EPISODE = re.compile(r"s\d+ ?e\d+")


def _looks_like_label(label: str, people: People) -> bool:
    language = people.language
    parts = re.split(r",? ", label)
    low = label.lower().rstrip(".")
    if _EPISODE.fullmatch(low) or low in _NO_LABEL or parts[0].lower().rstrip(".") in _NO_LABEL:
        return False
    if parts[-1].lower() in ("present", "absent", "attending", "attendance"):  # "PANEL PRESENT:"
        return False
    if (
        low in language.roles
        or low in language.question_labels
        or low in language.answer_labels
        or low in language.narrator_labels
        or (language.inflected and parts[0].lower() in language.callers and len(parts) <= 4)  # "Голос с места"
        or (language.inflected and len(parts) == 2 and parts[0].lower() in ("вопрос", "ответ"))
        or INITIALS.fullmatch(label)
        or (is_voice(low) and label[0].isupper() and ". " not in label)
    ):
        return True
    if any(p.lower().strip(".") in language.speech for p in parts[1:]):
        return False
    if not label[0].isupper():
        return len(parts) == 1 and len(label) <= 14
    if language.inflected and len(parts) == 2 and _OFFICIAL.fullmatch(label):
        return True  # "Государственный обвинитель", "Младший научный" comes back or is none
    return len(parts) <= 7 and all(
        p[:1].isupper()
        or p[:1].isdigit()
        or p[:1] == "#"
        or p.rstrip(".") in _SMALL_WORDS
        or p.lower() in language.roles
        for p in parts
    )


def _without_trade(label: str, language: Language) -> str:
    """Return the name of a label that says what somebody is as well: "Михаил, житель дома", "Ann Vane, baker"."""
    name, comma, trade = label.partition(", ")
    words = [w.lower() for w in trade.split()]
    if not comma or words[0] not in language.roles or not all(w[:1].isupper() for w in name.split()):
        return label
    calls = language.vocatives | language.speech
    return label if any(w in calls for w in (*name.lower().split(), *words)) else name


def _owner(label: str, people: People) -> str:
    """Return whose words a label such as "Вопрос судьи", "Ответ Луниной" brings; any other label as it is."""
    language = people.language
    said, *owner = label.split()
    if not language.inflected or len(owner) != 1 or said.lower() not in ("вопрос", "ответ", "реплика", "показания"):
        return label
    role = language.cases.get(owner[0].lower(), "")
    return role.capitalize() if role else people.resolve(owner[0]) if owner[0][:1].isupper() else label


def named_aside(found: Label, people: People) -> str:
    """Return the person in "The Secretary for Works (Mr. Ambrose Rainsford):"; a constituency is none."""
    if not found.aside or not found.label.lower().startswith(("the ", "a ", "an ", "secretary", "minister")):
        return ""
    name = read_name(tokens(found.aside), 0, people.language)
    if name is None or name.last < len(tokens(found.aside)):
        return ""
    return people.resolve(name.text, name.title) if name.title or people.is_person(name) or " " in name.text else ""
