"""What stands inside a paragraph and is not spoken: citations, stage directions, notes on the text, times.

A bracketed word that makes a sentence clear is spoken, and so is an aside in parentheses; only what a reader's eye
skips is taken out, each with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.writing.clean.citations import is_note_mark, is_reference
from narrate.writing.clean.russian import acts, end_of_dateline, is_russian

_GROUP = re.compile(
    r"\s*[(\[][^()\[\]\n]{1,500}[)\]]|\s*♪[^♪\n]{0,200}♪|\s*[♪♫]+|\s?[¹²³⁰⁴-⁹]+|\s*\{\\?[a-z]+\d?\}|</?(?:i|b|u|"
    r"em|strong|font|span|br|c|v|p)\b[^<>\n]{0,80}>|:(?:[a-z]{3,12}):(?=\s|$)"
)
_STAGE = re.compile(
    r"\b(?:applau\w+|laugh\w*|chuckl\w*|giggl\w*|cheer\w*|ovation|boo(?:s|ing)|hiss\w*|jeers?|pauses?|pausing|"
    r"long silence|silence|"
    r"sigh\w*|sobs?|sobbing|weep\w*|cries|crying|cough\w*|crosstalk|cross-talk|inaudible|unintelligible|indistinct|"
    r"music|operator instructions|"
    r"soundbite|sensation|stir|unrest|noise|murmurs?|tumult|excitement|hilarity|amusement|protests?|"
    r"cries of|no audible|"
    r"phone|telephone|door|clears throat|whistl\w*|groans?|shout\w*|clap\w*|gasps?|snorts?|"
    r"sworn|recess|off the record|aside|exits?|exeunt|enters?|to audience|to the audience|whisper\w*|all rise|"
    r"rises|stands|sits|"
    r"overlapping|interrupt\w*|interposing|gavel|bell|siren|footsteps|tape (?:ends|stops|break)|end of tape|"
    r"recording|"
    r"commotion|hubbub|uproar|animation|disturbance|hear, hear|nods|shakes (?:his|her) head|gestures?|points|"
    r"smil\w+|grin\w*|beat|"
    r"аплодисмент\w*|смех|смеётся|смеется|смеются|овация|овации|оживление|пауза|молчит|вздыхает|шум|"
    r"голос\w* из зала|голос\w* с мест\w*|голос\w* из [а-яё]+|крик\w*|свист\w*|топот|голоса?(?=:)|реплик\w+|"
    r"выкрик\w*|звонок|"
    r"возглас\w*|движение в зале|неразборчиво|плачет|улыбается|кашляет|музыка|звон\w*|все встают|занавес|уходит|"
    r"входит)\b",
    re.I,
)
_STAGE_NOT = re.compile(r"\b(?:was|were|which|who|had|has|lasted|that|когда|который|которая|был|была|были)\b", re.I)
_NOTE = re.compile(
    r"\b(?:omitted|struck out|struck through|crossed out|illegible|sic|missing|emphasis|italics|translator\w*|"
    r"transl\.|editor\w*|eds?\.|redacted|"
    r"words?|lines?|pages?|lea(?:f|ves)|sheets?|sentences?|pencil|ink|verso|recto|blot|see (?=[A-Z\d])|by mistake|"
    r"deleted|unclear|continued|torn|blank|damaged|end of|beginning of|names? withheld|tr\.|recte|"
    r"пропуск\w*|пропущен\w*|неразб\w*|зачёркнут\w*|зачеркнут\w*|так в (?:тексте|оригинале|документе)|примеч\w*|"
    r"прим\. \w+|ред\.|опущен\w*|вычеркнут\w*|утрачен\w*)",
    re.I,
)
_BOARD = re.compile(
    r"\[/?(?:b|i|u|s|url|img|quote|code|size|color|list|spoiler|youtube)(?:=[^\]\n]*)?\]", re.I
)  #: of forums
_TIME = re.compile(r"[\[(]\s*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?\s*[\])]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A span of a paragraph that is not spoken."""

    start: int
    end: int
    why: str


_LEADING_TIME = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?=\s)\s*")
_SALUTATION = re.compile(r"(?:Dear |My )?(?:SIRS?|Sirs?|MADAM|Madam|GENTLEMEN|Gentlemen|MR\.? EDITOR)\b")
_PLACE = r"[A-ZÀ-ÞА-ЯЁ][\w.'’-]*(?: (?:[A-ZÀ-ÞА-ЯЁ][\w.'’-]*|on|upon|de|la|le|of|na|на)){0,3}"
_DATELINE = re.compile(
    r"\(?(?:[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ .'’-]{2,30}(?:,? [\w.,' ]{2,28})?|"  # capitals: THORNMOUTH, Nov. 12
    rf"{_PLACE}(?:, {_PLACE})?(?:,? (?:\d{{1,2}}(?:st|nd|rd|th)? )?[A-Z][a-z]{{2,8}}\.? ?\d{{0,2}}(?:,? \d{{4}})?)?)"
    r"(?:,? ?[(/][A-Z][\w '’&.,-]{1,40}[)/])?\)?\s?(?:\.?(?:—|–|--)|\s-)\s?(?=[\"“‘«]?[A-ZА-ЯЁ])"
)
_CAPITAL_PLACE = re.compile(r"[A-ZÀ-ÞА-ЯЁ]{3,}(?: [A-ZÀ-ÞА-ЯЁ]{2,}){0,2}\.\s(?=[A-ZÀ-ÞА-ЯЁ][a-zà-ÿа-яё])")


def starts_with_time(text: str) -> bool:
    """Tell whether a line begins with a time such as 03:40."""
    return _LEADING_TIME.match(text) is not None


def leading_cut(text: str, *, timed: bool, dateline: bool) -> list[Cut]:
    """Return what stands before the text of a paragraph: a time in a list of times, the dateline of a report."""
    if text.startswith("§ "):  # a paragraph of a printed record
        return [Cut(start=0, end=2, why="markup")]
    if timed and (match := _LEADING_TIME.match(text)):
        return [Cut(start=0, end=match.end(), why="timestamp")]
    if dateline and len(text.split()) >= 15 and not _SALUTATION.match(text):
        end = end_of_dateline(text) if is_russian(text[:1]) else (match := _DATELINE.match(text)) and match.end()
        return [Cut(start=0, end=end, why="metadata")] if end else []
    return []


_LINE_NUMBER = re.compile(r"(?:^|(?<=\s))(\d{1,4})(?:\s+|$)")


def line_numbers(texts: Sequence[str]) -> list[list[Cut]]:
    """Return for each stanza the numbers of a poem's lines: they stand at the ends of lines and go up in even steps.

    Steps are of 4, 5 or 10 lines, and a number can be missing where an edition leaves one out.
    """
    found = [list(_LINE_NUMBER.finditer(text)) for text in texts]
    values = [int(m[1]) for matches in found for m in matches]
    for step in (5, 4, 10):
        due = [v for v in values if v % step == 0]
        if len(due) >= (1 if step == 5 else 2) and due == sorted(set(due)) and due[0] <= 2 * step:
            return [
                [Cut(start=m.start(), end=m.end(), why="markup") for m in matches if int(m[1]) in due]
                for matches in found
            ]
    return [[] for _ in texts]


_GLUED = re.compile(
    r"(?<=[a-zа-яё,;)][.,;:!?”\"’'»)])(\d{1,3})(?=\s|$|[—–])|(?<=[.,;:!?”\"’'»)])(?<!\d[.,])(\d{1,3})(?=$)"
)


def note_numbers(texts: Sequence[str], notes: frozenset[int]) -> list[list[Cut]]:
    """Return for each paragraph the numbers that hang on its words and lead to the notes of the page.

    The superscript is lost: "the folklore of the service.1 It has". They have to come in order, and a note to exist.
    """
    due = 1
    out: list[list[Cut]] = []
    for text in texts:
        here: list[Cut] = []
        for match in _GLUED.finditer(text) if notes else ():
            number = int(match[1] or match[2])
            if number in notes and due <= number <= due + 2:
                here.append(Cut(start=match.start(), end=match.end(), why="citation"))
                due = number + 1
        out.append(here)
    return out


def cuts(text: str, cited: Counter[str], *, transcript: bool) -> list[Cut]:
    """Return what is not spoken of a paragraph, in order. `transcript`: the page has speaker labels."""
    if not any(ch in text for ch in "([{<:♪♫¹²³⁰⁴⁵⁶⁷⁸⁹"):
        return []
    found = []
    for match in _GROUP.finditer(text):
        why = _reason(match[0].strip(), text, match.start(), match.end(), cited, transcript)
        if why:
            found.append(Cut(start=match.start(), end=match.end(), why=why))
    return found


def _reason(group: str, text: str, start: int, end: int, cited: Counter[str], transcript: bool) -> str:
    if group[0] in "¹²³⁰⁴⁵⁶⁷⁸⁹":
        return (
            "citation"
            if (start and text[start - 1 : start].isalpha()) or text[start - 1 : start] in '.,;:!?”"»)'
            else ""
        )
    if group[0] in "♪♫":
        return "stage-direction"
    if group[0] in "{<:" or _BOARD.fullmatch(group):
        return "markup"
    inner = group[1:-1].strip()
    if _is_whole(group, text.strip()) and _SOUND.match(inner):
        return "stage-direction"
    if _TIME.fullmatch(group):
        return "timestamp"
    if _STANZA.fullmatch(group):
        return "markup"
    if inner.lower() in ("edit", "edit source", "править", "править код"):
        return "markup"
    if is_note_mark(group):
        return "citation"
    if group[0] == "[":
        if transcript and _directs(inner, text[:start], text[end : end + 2]):
            return "stage-direction"
        return _bracket(inner, whole=_is_whole(group, text.strip()), transcript=transcript)
    if transcript and _abbreviates(inner, text[:start]):
        return ""
    if transcript and inner[-1:] == ":" and len(inner.split()) <= 4:
        return "stage-direction"  # to whom: "(Ракитину:)"
    if transcript and len(inner.split()) <= 6 and (inner.isupper() or _LABELLED.match(text, 0, start + 1)):
        return "stage-direction" if any(ch.isalpha() for ch in inner) and len(inner) > 1 else ""
    if _is_stage(inner) or (transcript and (_acts(inner) or _is_whole(group, text.strip()))):
        return "stage-direction"
    if is_reference(group, text[:start], text[end : end + 1], cited):
        return "citation"
    return "editorial" if not cited and re.fullmatch(r"(?:emphasis|italics)\b.{0,30}|sic!?", inner, re.I) else ""


_STANZA = re.compile(
    r"\[(?:verse|chorus|bridge|refrain|intro|outro|hook|pre-chorus|interlude|куплет|припев)\b[^\]]{0,30}\]", re.I
)


def _abbreviates(inner: str, before: str) -> bool:
    """Tell the letters that a name is shortened to from a direction: "Ann Vane (AV)"; and a note of who asks."""
    if re.match(r"by (?:the|mrs?|ms|miss|dr|sir)\b", inner, re.I):
        return True
    letters = inner.replace(".", "")
    words = re.findall(r"[^\W\d_]+", before[-80:])[-len(letters) :]
    return 2 <= len(letters) <= 4 and letters == "".join(word[0] for word in words)


_LABELLED = re.compile(
    r"(?:\d{1,3}[.)]? +)?(?:[A-ZА-ЯЁÀ-Þ][\w.'’-]*[ ]?){1,4}[:.]\s*\(?$"
)  # a label, and nothing else before the bracket


def _directs(inner: str, before: str, after: str) -> bool:
    """Tell a note of whoever took it down: behind a label, small and before a capital, or a sentence without an I."""
    if _LABELLED.match(before):
        small = inner[:1].islower() or inner[-1:] == "." or _DIRECTION.match(inner) is not None
        return small and after.strip()[:1].isupper()
    return inner[:1].isupper() and inner[-1:] == "." and " " in inner and not _PERSONAL.search(inner)


_DIRECTION = re.compile(r"[A-Z][a-z]+(?:ing|ly|s)\b|To [A-Z]|[A-Z][a-z]+ (?:[a-z]+ )*[a-z]+$")  #: "Thinks a while"
_PERSONAL = re.compile(r"\b(?:I|me|my|we|us|our|you|your)\b", re.I)


def _is_whole(group: str, text: str) -> bool:
    """Tell whether a bracket is all there is in a line, but for a time before it."""
    if len(text) > len(group) + 40:  # more than a time can be
        return False
    return text.endswith(group) and (group == text or _LEADING_TIME.sub("", text).strip(" ♪♫") == group)


def _bracket(inner: str, *, whole: bool, transcript: bool) -> str:
    if _NOTE.search(inner) and (len(inner.split()) < 12 or whole):
        return "editorial"
    if _is_stage(inner) or (transcript and _acts(inner)):
        return "stage-direction"
    if _CALLED_OUT.fullmatch(inner):
        return "stage-direction"
    if whole and (transcript or len(inner.split()) <= 14):
        return "stage-direction" if transcript or len(inner.split()) <= 6 else "editorial"
    return ""


_SOUND = re.compile(
    r"(?:sound|music|sfx|fx|ambi(?:ence)?|sig(?:nature)? tune|theme(?: music)?|звук|музыка)\b\s*(?:[:–—-].{1,120})?$",
    re.I,
)
_CALLED_OUT = re.compile('(?:[A-ZА-ЯЁ][^:"“«]{1,40}: ?)?["“«][^"”»]{1,60}["”»]')  # what the hall shouts
_ACT = re.compile(
    r"(?:(?!this|his|its|as|was|is|has|yes|us|always|perhaps|thus|plus|besides|across|less|towards|news|years|"
    r"thanks|minus|sometimes)[a-z]{3,}(?:s|ing)\b|"
    r"(?:He|She|They|Enters?|Exits?|Exeunt|All|Both|Everyone|Nobody|Он|Она|Они|Все|Входит|Уходит)\b)(?!.*\b(?:I|"
    r"you|we|my|your)\b)"
)


def _acts(inner: str) -> bool:
    """What somebody does while speaking: "holds up finger", "He folds the newspaper"."""
    if acts(inner):
        return True
    return _ACT.match(inner) is not None and (len(inner.split()) <= 6 or inner[:1].isupper())


def _is_stage(inner: str) -> bool:
    words = inner.split()
    found = _STAGE.search(inner)
    if found is None or len(words) > 24:
        return False
    if len(words) <= 3:
        return True
    early = len(inner[: found.start()].split()) <= 4
    if not early or _STAGE_NOT.search(inner.split("“")[0].split('"')[0]):
        return False
    return inner[:1].isupper() or len(words) <= 6
