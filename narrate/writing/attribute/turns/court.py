"""The clerk's lines in the record of a court: who is sworn, who examines, and the names that answers give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from narrate.model import Block
from narrate.writing.attribute.persons.called import person_of_label
from narrate.writing.attribute.persons.people import People

_WHO = (
    r"(?P<who>(?:the )?(?:(?:MRS?|MS|MISS|DR|SIR|Mrs?|Ms|Miss|Dr|Sir|Senator|Representative|[A-Z]{2,4})?\.? ?)?"
    r"(?:(?:de|van|von|di|da|del|bin) )?"
    r"[A-Z][\w'’.-]*(?: [A-Z][\w'’-]+| (?:OF|of|FOR|for) (?:THE|the)(?= [A-Z]| jury)| jury){0,4})"
)
#: a line that says who asks from here on: "BY MR. LANG:", "DIRECT EXAMINATION BY MR. LANG", "Examined by the Court."
_EXAMINER = re.compile(
    rf"(?:(?P<head>.{{0,90}}?\b(?:(?:RE-?)?(?:CROSS|DIRECT)?[- ]?EXAM[A-Z]+|[\w-]*[Ee]xamin\w+(?:[- ]in[- ]chief)?|"
    rf"[Ii]nterrogat\w+|"
    rf"[Qq]uestion\w*|QUESTION\w*)[,:—–-]* )(?:BY|by|By) |(?P<own>BY|By) ){_WHO}[.:—–-]*"
)
_ASKED_BY = re.compile(rf"\((?:BY|By|by) {_WHO}\)[:.]?\s*")
#: in a printed record: "(The President.) What became of it?"
_NOTED = re.compile(
    r"\((?P<who>The [A-Z][a-z]+|(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Colonel|Captain|Professor)\b\.?"
    r"(?: (?:[A-Z]\.|[A-Z][\w'’-]+)){1,3}?)[.,:]?\)[.:]?\s*"
)
_NAME_ANSWER = re.compile(r"A[.:]?\s+(?:My name is )?((?:[A-Z][\w'’-]+\.? ?){2,4})[.,]?")
_PART = r"(?:[A-Z][\w'’.-]+|\d{3,6}|bin|binti|de|da|van|von|al|del|of)"
#: "AGNES RUDGE, wardrobe mistress, sworn.", "PW2: Lim Ah Keng, 58, goat dealer, affirmed, states in Hokkien"
_SWORN = re.compile(
    rf"(?:(?:[PD]W ?\d+|\d{{1,2}})[.:] )?(?P<name>(?!The )[A-Z][\w'’.-]+(?: {_PART}){{1,5}}?)(?:,? \([^()]{{1,40}}\))?"
    r"(?:, [^.:?!]{1,90}?)?,? (?:(?:was|were|is|then|being|having|been|first|duly|hereby|solemnly) )*"
    r"(?:sworn|affirmed|recalled|(?:called|examined|deposed|testified|re-examined)"
    r"(?= (?:by|as|on|for|in|to)\b|[,.:]|$)|"
    r"(?:resume[ds]|took|takes|retook|returned to|returns to|entered|enters|mounted) (?:the|his|her) "
    r"(?:(?:witness|stand)[- ]?)?(?:stand|box|chair)\b)"
    r"(?:[,.;:—– ][^?!]{0,160})?|"
    rf"(?P<called>[A-Z][\w'’.-]+(?: {_PART}){{1,4}}), (?:[^.:?!]{{1,60}} )?(?:WITNESS|witness)"
    r"(?: (?:FOR|for|ON BEHALF|on behalf) [^.:?!]{1,40})?[,.]?(?: [A-Z -]{0,12}EXAMINATION.{0,30})?"
)
_WITNESS_IS = re.compile(r"^\(?(?:(?:The|the) )?[Ww]itness, (?=[A-Z])|^\((?=[A-Z][A-Z])")
#: "Mr. Orme, for the plaintiff, called the groom, Thomas Wick, who was examined as follows:"
_PUTS_UP = re.compile(
    r"(?P<who>(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?:, [^,.;:]{2,60},)? "
    r"(?:then |next |now )?(?:called|examined|(?:cross|re)-examined|questioned|interrogated) "
    r"(?:(?:the|a|his|her)(?: [a-z-]+){1,3},? )?"
    r"(?P<whom>(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
)
_PARENTHESIS = re.compile(r" \((sworn|affirmed|recalled)\)$", re.I)
#: who stands before the court: "MATTHEW GORSE was indicted for stealing one goose", "Trial of Matthew Gorse"
_ACCUSED = re.compile(
    r"\b(?:(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}),?(?: \([^()]{1,40}\))?(?:, [^.:;]{1,60},)? "
    r"(?:was|were|is|stood|stands) (?:(?:severally|then|also|again) )?"
    r"(?:indicted|charged|arraigned|accused|tried|put to the bar|placed at the bar)|"
    r"(?:[Tt]rial|TRIAL) (?:of|OF) (?P<tried>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}))\b"
)
_DEFENCE = re.compile(r"(?:The )?(?:Prisoner|Defendant|Accused)['’]s (?:Defence|Defense|Statement)[.:]?", re.I)
_AGAIN = re.compile(r"(?:Cross|Re)-?examined\.|By the (?:COURT|Court|JURY|Jury)\.")
#: whom a question speaks to: "Mrs. Odom, you are the clerk?"
_SPOKEN_TO = re.compile(
    r"^(?:[A-Z][\w' ]{0,20}, )?((?:Mrs?|Ms|Miss|Dr|Sir|Captain|Capt|Sergeant|Officer|Inspector|Constable|Professor)\.? "
    r"[A-Z][\w'’-]+)[,?.]"
)
_CALLED = re.compile(
    r"(?P<box>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}) "
    r"(?:entered|took|takes|stepped into|went into|mounted) the witness[- ](?:box|stand)|"
    r"\b(?:calls|call(?=(?: to the stand)? [A-Z])|called to the stand)(?: to the stand)? "
    r"((?:[A-Z][\w'’-]+\.? ?){1,4})[,.]|"
    r"^(?:DEPOSITION|TESTIMONY|EVIDENCE|EXAMINATION|Deposition|Testimony|Evidence|Examination) (?:OF|of) "
    r"((?:[A-Z][\w'’.-]+ ?){1,4}?)(?:$|(?=,|(?:(?:DIRECT|CROSS|RE-?DIRECT)[- ])?EXAMINATION\b))|"
    r"^((?:[A-Z][\w'’.-]+ ){1,4}),? (?:was called as a witness|having been (?:first )?(?:duly )?sworn|sworn)"
)
_CALLED_CAPITALS = re.compile(
    r"((?:[A-Z][A-Z'’.-]+ ){1,4}?[A-Z][A-Z'’.-]+),? (?:was )?(?:called|having been|sworn|a witness|being)"
)


def examiner_in(text: str) -> tuple[str, bool]:
    """Return who asks from a line on, and whether the line is nothing but a label; an empty name for other lines."""
    match = _EXAMINER.fullmatch(text) if len(text) <= 240 else None
    if match is None:
        return "", False
    own = bool(match["own"]) and (match["who"].isupper() or text[-1] == ":")
    return (match["who"].rstrip("."), own) if match["head"] or own else ("", False)


def asked_by(text: str, at: int) -> tuple[str, int]:
    """Return who asks by a note at `at`, and where the question begins: "(By Mr. Orme) Where was it?"."""
    match = _ASKED_BY.match(text, at) or _NOTED.match(text, at)
    return (match["who"].rstrip("."), match.end()) if match else ("", at)


def puts_up(text: str) -> tuple[str, str]:
    """Return who asks and who answers after a sentence of the reporter's that says so; else two empty names."""
    match = _PUTS_UP.search(text) if len(text) <= 300 and text[-1:] in ".:" else None
    return (match["who"], match["whom"]) if match else ("", "")


def only_a_name(text: str) -> str:
    """Return the name that is all there is in a line, as over an examination: "MR OSBERT KLEE"."""
    bare = re.sub(r"\s*\([^()]*\)", "", text).strip(" .,:")
    words = bare.split()
    return bare if 2 <= len(words) <= 5 and bare.isupper() and "EXAM" not in bare else ""


def witness_line(text: str) -> str:
    """Return the name of the witness in a line of the clerk's that says who stands there now."""
    text = _PARENTHESIS.sub(r" \1", _WITNESS_IS.sub("", text)).removesuffix(")").strip()
    match = _SWORN.fullmatch(text) if len(text.split()) <= 40 else None
    return (match["name"] or match["called"]) if match else ""


def accused_in(blocks: Iterable[Block]) -> str:
    """Return who stands before the court, where the record says it: "MATTHEW GORSE was indicted for …"."""
    found = (_ACCUSED.search(block.text[:400]) for block in blocks)
    return next(((match["name"] or match["tried"]) for match in found if match), "")


def is_defence(text: str) -> bool:
    """Tell the line over what the accused says for himself."""
    return _DEFENCE.fullmatch(text) is not None


def is_examined_again(text: str) -> bool:
    """Tell a line such as "Cross-examined." or "By the COURT.", after which the same witness goes on."""
    return _AGAIN.fullmatch(text) is not None


def spoken_to(questions: Iterable[str]) -> str:
    """Return whom the first question with a name in it is put to."""
    return next((match[1] for text in questions if (match := _SPOKEN_TO.match(text))), "")


def named_answer(blocks: Sequence[Block], i: int) -> str:
    """Return the name that answers "state your name"."""
    if not i or "your name" not in blocks[i - 1].text.lower() or blocks[i - 1].text[:1] != "Q":
        return ""
    match = _NAME_ANSWER.fullmatch(blocks[i].text)
    return match[1].strip(" .") if match else ""


def witness_in(text: str, people: People) -> str:
    """Return whom a line of a court's record calls to answer from here on; nobody for any other line."""
    if match := _CALLED.search(text):
        return person_of_label(next(name for name in match.groups() if name).strip(), people)
    named = _CALLED_CAPITALS.match(text)
    return person_of_label(named[1], people) if named else ""
