"""What stands inside a paragraph and is not spoken: citations, stage directions, notes on the text, times.

A bracketed word that makes a sentence clear is spoken, and so is an aside in parentheses; only what a reader's eye
skips is taken out, each with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from narrate.writing.clean.russian import acts, end_of_dateline, is_russian

_GROUP = re.compile(
    r"\s*[(\[][^()\[\]\n]{1,500}[)\]]|\s*♪[^♪\n]{0,200}♪|\s*[♪♫]+|\s?[¹²³⁰⁴-⁹]+|\s*\{\\?[a-z]+\d?\}|</?(?:i|b|u|"
    r"em|strong|font|span|br|c|v|p)\b[^<>\n]{0,80}>"
)
_BRACKET_NUMBERS = re.compile(
    r"\[\s*(?:\d{1,3}|[a-z]|note \d+|прим\. ?\d*)(?:\s*[,;–-]\s*(?:с\. ?|p\. ?)?\d{1,4})*\s*\]", re.I
)
_PAGES = r"(?:pp?\.? ?|с\. ?|стр\. ?)?\d{1,4}(?:\s*[-–]\s*\d{1,4})?(?:,\s*\d{1,4}(?:[-–]\d{1,4})?)*[a-f]?"
_NAME = r"(?:(?:al-|d['’]|O['’]|Mc|Mac)?[A-ZÀ-ÞА-ЯЁ][\w'’.-]*(?<!\.\.))"
_NAMES = rf"{_NAME}(?:(?:,? (?:and|&|и|de|van|von|der) |, | ){_NAME}){{0,5}}(?:,? et al\.?|,? и др\.)?"
_ONE = (
    r"(?:(?:see(?: also)?|cf\.|qtd\.? in|quoted in|cited in|e\.g\.,?|см\.|цит\. по)\s*:?\s*)?"
    rf"{_NAMES}(?:,? [“\"«][^”\"»]{{1,60}}[”\"»])?,?:? {_PAGES}(?:[:,] ?{_PAGES})?"
)
_CITATION = re.compile(rf"\({_ONE}(?:; ?{_ONE})*\)")
_NAME_ONLY = re.compile(rf"\((?:(?:see|cf\.|qtd\.? in|quoted in|см\.|цит\. по) )?({_NAMES})(?:,? n\. ?d\.)?\)")
_PAGE_ONLY = re.compile(
    r"\((?:(?:pp?|с|стр|vol|ch|fol|f|l|ll|line|lines)\.? ?\d[\d–, -]*(?:ff?\.?)?|ibid\.?(?:,? \d+)?|"
    r"op\. cit\.[^)]*|там же[^)]*|n\. ?p\.)\)",
    re.I,
)
_BARE_PAGE = re.compile(r"\(\d{1,3}(?:[-–]\d{1,3})?\)")
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|circa|born|died|since|"
    r"until|about|age|chapter|part|act|scene|group|article|section)\w*\b",
    re.I,
)
_STAGE = re.compile(
    r"\b(?:applau\w+|laugh\w*|chuckl\w*|giggl\w*|cheer\w*|ovation|boo(?:s|ing)|hiss\w*|jeers?|pauses?|pausing|"
    r"long silence|silence|"
    r"sigh\w*|sobs?|sobbing|weep\w*|cries|crying|cough\w*|crosstalk|cross-talk|inaudible|unintelligible|indistinct|"
    r"music|soundbite|phone|telephone|door|clears throat|whistl\w*|groans?|shout\w*|clap\w*|gasps?|snorts?|"
    r"sworn|recess|off the record|aside|exits?|exeunt|enters?|to audience|to the audience|whisper\w*|all rise|"
    r"rises|stands|sits|"
    r"overlapping|interrupt\w*|interposing|gavel|bell|siren|footsteps|tape (?:ends|stops|break)|end of tape|"
    r"recording|"
    r"commotion|hubbub|uproar|animation|disturbance|hear, hear|nods|shakes (?:his|her) head|gestures?|points|"
    r"smil\w+|grin\w*|beat|"
    r"аплодисмент\w*|смех|смеётся|смеется|смеются|овация|овации|оживление|пауза|молчит|вздыхает|шум|"
    r"голос\w* из зала|голос\w* с мест|голоса?(?=:)|реплик\w+|выкрик\w*|звонок|"
    r"возглас\w*|движение в зале|неразборчиво|плачет|улыбается|кашляет|музыка|звон\w*|все встают|занавес|уходит|"
    r"входит)\b",
    re.I,
)
_STAGE_NOT = re.compile(r"\b(?:was|were|which|who|had|has|lasted|that|когда|который|которая|был|была|были)\b", re.I)
_NOTE = re.compile(
    r"\b(?:omitted|struck out|struck through|crossed out|illegible|sic|missing|emphasis|italics|translator\w*|"
    r"transl\.|editor\w*|eds?\.|redacted|"
    r"deleted|unclear|continued|torn|blank|damaged|end of|beginning of|names? withheld|tr\.|recte|"
    r"пропуск\w*|пропущен\w*|неразб\w*|зачёркнут\w*|зачеркнут\w*|так в (?:тексте|оригинале|документе)|примеч\w*|"
    r"прим\. \w+|ред\.|опущен\w*|вычеркнут\w*|утрачен\w*)",
    re.I,
)
_TIME = re.compile(r"[\[(]\s*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?\s*[\])]")
_CLOSERS = "”\"»’'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A span of a paragraph that is not spoken."""

    start: int
    end: int
    why: str


def cited_names(texts: Iterable[str]) -> Counter[str]:
    """Count the names that the page cites with a page number: an essay cites, a story hardly."""
    counts: Counter[str] = Counter()
    for text in texts:
        if "(" not in text:
            continue
        for match in _CITATION.finditer(text):
            if not _MONTH.search(match[0]):
                counts.update(set(re.findall(_NAME, match[0])))
    return counts


_LEADING_TIME = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?=\s)\s*")
_SALUTATION = re.compile(r"(?:Dear |My )?(?:SIRS?|Sirs?|MADAM|Madam|GENTLEMEN|Gentlemen|MR\.? EDITOR)\b")
_PLACE = r"[A-ZÀ-ÞА-ЯЁ][\w.'’-]*(?: (?:[A-ZÀ-ÞА-ЯЁ][\w.'’-]*|on|upon|de|la|le|of|na|на)){0,3}"
_DATELINE = re.compile(
    r"\(?(?:[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ .'’-]{2,30}(?:,? [\w.,' ]{2,28})?|"  # capitals: THORNMOUTH, Nov. 12
    rf"{_PLACE}(?:, {_PLACE})?(?:,? (?:\d{{1,2}}(?:st|nd|rd|th)? )?[A-Z][a-z]{{2,8}}\.? ?\d{{0,2}}(?:,? \d{{4}})?)?)"
    r"(?:,? ?[(/][A-Z][\w '’&.-]{1,40}[)/])?\)?\s?(?:\.?(?:—|–|--)|\s-)\s?(?=[\"“‘«]?[A-ZА-ЯЁ])"
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
    if not any(ch in text for ch in "([{<♪♫¹²³⁰⁴⁵⁶⁷⁸⁹"):
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
    if group[0] in "{<":
        return "markup"
    inner = group[1:-1].strip()
    if _is_whole(group, text.strip()) and _SOUND.match(inner):
        return "stage-direction"
    if _TIME.fullmatch(group):
        return "timestamp"
    if inner.lower() in ("edit", "edit source", "править", "править код"):
        return "markup"
    if re.fullmatch(r"citation needed|clarification needed|источник не указан.*", inner, re.I):
        return "citation"
    if _BRACKET_NUMBERS.fullmatch(group):
        return "citation"
    if group[0] == "[":
        return _bracket(inner, whole=_is_whole(group, text.strip()), transcript=transcript)
    if transcript and _abbreviates(inner, text[:start]):
        return ""
    if transcript and len(inner.split()) <= 6 and (inner.isupper() or _LABELLED.match(text, 0, start + 1)):
        return "stage-direction" if any(ch.isalpha() for ch in inner) and len(inner) > 1 else ""
    if _is_stage(inner) or (transcript and (_acts(inner) or _is_whole(group, text.strip()))):
        return "stage-direction"
    if _PAGE_ONLY.fullmatch(group) or (_CITATION.fullmatch(group) and not _MONTH.search(group)):
        return "citation"
    if not cited:
        return "editorial" if re.fullmatch(r"(?:emphasis|italics)\b.{0,30}|sic!?", inner, re.I) else ""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    only = _NAME_ONLY.fullmatch(group)
    if (
        only
        and (after in ".,;:)" or before in _CLOSERS)
        and (before in _CLOSERS or _known(only[1], cited) or len(inner.split()) == 1)
    ):
        return "citation"
    if _cites(inner) and (before in _CLOSERS or after in ".,;:)" or not text[end:].strip()):
        return "citation"
    return "citation" if _BARE_PAGE.fullmatch(group) and before in _CLOSERS else ""


_TITLE = re.compile("[“\"«‘'][^”\"»’']{1,60}[”\"»’']")
_OF_CITATIONS = frozenset(
    re.findall(
        r"\w+",
        "and et al the of in on see also cf qtd quoted cited by p pp fol fols f ff n nn no nos vol vols ch chs col "
        "table tables fig figs note fn fns ms mss ibid trans ed eds line lines l ll letter entry entries box folder "
        "file bk pt sec и см цит по с стр т вып гл л лл оп ф д кн прим др табл рис",
    )
)


def _cites(inner: str) -> bool:
    """Tell what is a citation by its words: names, titles in marks, numbers, and what stands between those.

    Only for pages that cite. A date alone or a place with a year is an aside that is spoken.
    """
    if not any(ch.isdigit() for ch in inner):
        return False
    bare = _TITLE.sub(" ", inner)
    named = [word for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", bare) if not _MONTH.fullmatch(word)]
    if any(word[0].islower() and word not in _OF_CITATIONS for word in named):
        return False
    paged = re.search(r"\d{4}[a-f]?[:,] ?\d", inner) is not None  # a year and a page
    return paged or bare != inner or any(word[0].isupper() or word in _OF_CITATIONS for word in named)


def _abbreviates(inner: str, before: str) -> bool:
    """Tell the letters that a name is shortened to from a direction: "Ann Vane (AV)"; and a note of who asks."""
    if re.match(r"by (?:the|mrs?|ms|miss|dr|sir)\b", inner, re.I):
        return True
    letters = inner.replace(".", "")
    words = re.findall(r"[^\W\d_]+", before[-80:])[-len(letters) :]
    return 2 <= len(letters) <= 4 and letters == "".join(word[0] for word in words)


_LABELLED = re.compile(r"(?:[A-ZА-ЯЁ][\w.'’-]*[ ]?){1,4}[:.]\s*\(?$")  # a label, and nothing else before the bracket


def _is_whole(group: str, text: str) -> bool:
    """Tell whether a bracket is all there is in a line, but for a time before it."""
    if len(text) > len(group) + 40:  # more than a time can be
        return False
    return text.endswith(group) and (group == text or _LEADING_TIME.sub("", text).strip(" ♪♫") == group)


def _known(names: str, cited: Counter[str]) -> bool:
    return any(name in cited for name in names.replace(",", " ").split())


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
