"""What each unit of a plain page is, judged by its wording, its shape and where it lies.

The body of a page runs from its first sentence to its last; short lines before it are a title or a menu, short lines
inside it headings or captions, short lines after it the page's own. In doubt inside the body a line is spoken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.model import BlockKind
from narrate.writing.clean.furniture import CONTENTS, DATE_INSIDE, DATE_LINE, REFERENCES, RELATED, by_wording
from narrate.writing.clean.lines import BULLET, TIMESTAMP, Unit
from narrate.writing.clean.vocabulary import calls, is_about_page, is_catalogued, is_date, is_masthead, is_remark
from narrate.writing.posts import Part, find_thread


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_END = re.compile(r"[.!?…:;,]['\"”’»)\]*_]*$|[—–-]$")
_STOP = re.compile(r"[.!?…]['\"”’»)\]*_]*$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LABEL = re.compile(
    r"(?:[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d+)?[\])]?\s*[-–—]?\s*)?(?:>>\s*)?(?:\*\*|__)?"
    r"(?:[A-ZА-ЯЁÀ-Þ][\w.'’-]*(?: (?:[A-ZА-ЯЁÀ-Þ\d][\w.'’-]*|of|the|de|van|von|и)){0,4}|[QAВО]\.?|[a-z]{2,12}\d?)"
    r"(?:\s*[(\[][^)\]]{1,40}[)\]])?:(?:\*\*|__)?(?=\s|$)|[QA]\.\s"
)
_SALUTATION = re.compile(
    r"(?:(?:my (?:own )?)?(?:very )?(?:dear(?:est)?|darling|beloved|honou?red|esteemed)\b.{0,60}|"
    r"to whom it may concern|(?:dear )?(?:sir|madam|gentlemen|sirs)"
    r"|(?:мо[йяи] )?(?:дорог(?:ой|ая|ие)|мил(?:ый|ая|ые)|(?:много|глубоко)?уважаем(?:ый|ая|ые)|любим(?:ый|ая)|"
    r"родн(?:ой|ая|ые)|"
    r"здравствуй(?:те)?|привет|голубчик|милостив(?:ый|ая|ые))\b.{0,60}|"
    r"\w[\w ]{1,25}, (?:мо[йяиё] )?(?:дорог(?:ой|ая|ие)|мил(?:ый|ая|ые)|родн(?:ой|ая|ые))(?: мо[йяи])?)[,:!.—–-]*",
    re.I,
)
_CLOSING = re.compile(
    r"(?:(?:i (?:am|remain)|believe me|as ever|ever|always|with|and|until then|we remain),? )?.{0,40}?\b(?:yours|"
    r"sincerely|faithfully|truly|respectfully|affectionately|love|regards|wishes|"
    r"gratefully|(?:your|thy) (?:\w+,? ){0,4}(?:son|daughter|brother|sister|friend|servant|husband|wife|mother|"
    r"father|cousin|uncle|aunt|nephew|niece|own)|"
    r"тво[йяи]|ваш[аи]?|с уважением|с приветом|с любовью|с почтением|целую|обнимаю|искренне|жму (?:вашу |твою )?руку|"
    r"остаюсь|кланяюсь|до свидания|до встречи|прощай(?:те)?)\b.{0,60}",
    re.I,
)
_NAME_TIME = re.compile(r"[^\W\d_].{0,40}\s[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?")
_NAME_LINE = re.compile(r"[A-ZА-ЯЁÀ-Þ][\w.'’-]*(?: (?:[A-ZА-ЯЁÀ-Þ][\w.'’-]*|de|van|von|and|&|и)){0,5}[.,]?")
_SMALL = _set(
    "a an the of in on at to for from by with and or nor but as is are was be it its his her their our my your into "
    "over under about after before between than that this via per vs no not i и в во на с со о об от до из к ко по "
    "за для не а но или у бы же ли как что это"
)
_COMMON = _set(
    "the of and to in a is was that it for on as with his he by at from had were are this which but not have be "
    "they one their or an there she her who been we you i my our me your them him its if when would will what said "
    "so up out into и в не на с что он я как это по но из у за от так же все она к то о а ты мы вы его её их был "
    "была было были ещё уже мне меня"
)


@dataclass(slots=True)
class Judged:
    """A unit and what it was found to be."""

    unit: Unit
    kind: BlockKind = "paragraph"
    why: str = ""
    level: int = 0


def judge(units: Sequence[Unit], *, language: str) -> list[Judged]:
    """Return the kind of every unit, with a reason for what is not spoken."""
    judged = [Judged(unit) for unit in units]
    _subtitles(judged)
    thread = find_thread([unit.text for unit in units])
    letters = _letters(judged) | frozenset(i for i, part in thread.items() if part.role == "body")
    for i, item in enumerate(judged):
        if not item.why:
            item.why = "" if i in letters and not item.unit.text.startswith("©") else _by_line(item.unit.text, language)
    _labels_again(judged)
    _hours(judged)
    _mail_fields(judged)
    _repeated(judged)
    _contents(judged)
    _to_the_end(judged)
    _footnotes(judged)
    _numbered_notes(judged)
    _author_at_the_end(judged)
    _advertisements(judged)
    _about_the_page(judged, letters)
    _posts(judged, thread)
    prose = [i for i, item in enumerate(judged) if not item.why and (i in letters or _is_prose(item.unit))]
    if prose and prose[0] not in letters and _is_quoted_title(judged[prose[0]].unit) and len(prose) > 1:
        prose = prose[1:]
    _dates_inside(judged, prose)
    if not prose:
        _only_fragments(judged)
    else:
        _before(judged, prose[0], judged[prose[0] :])
        _inside(judged, prose, letters)
        _after(judged, prose[-1])
    _posts(judged, thread)
    for i, item in enumerate(judged):
        _shape(item, i in letters)
    return judged


def _posts(judged: Sequence[Judged], thread: Mapping[int, Part]) -> None:
    """In a thread, posts and whoever wrote them stay; what the board says of its members and its buttons go."""
    for i, part in thread.items():
        item = judged[i]
        if part.role in ("data", "control"):
            item.why = "metadata" if part.role == "data" else "navigation"
        elif part.role == "subject":
            item.why, item.kind, item.level = "", "heading", 2
        elif item.why not in ("copyright", "advertisement"):
            item.why, item.kind = "", "paragraph"


_TURN = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ .'’-]{0,30}: ?\S")


def _by_line(text: str, language: str) -> str:
    why = by_wording(text)
    if why not in ("", "copyright", "metadata") and _STOP.search(text) and _TURN.match(text):
        return ""
    if why or language == "ru":
        return why
    letters = [ch for ch in text if ch.isalpha()]
    foreign = sum("а" <= ch.lower() <= "я" for ch in letters)
    return "mojibake" if foreign > 0.6 * len(letters) and len(text.split()) <= 8 else ""


def _subtitles(judged: Sequence[Judged]) -> None:
    """Mark the numbers and the times of subtitles, and lines that are nothing but a time."""
    for i, item in enumerate(judged):
        text = item.unit.text
        if "-->" in text and TIMESTAMP.match(text.strip("[(<")):
            item.why = item.kind = "timestamp"
            if i and judged[i - 1].unit.text.isdigit():
                judged[i - 1].why = judged[i - 1].kind = "timestamp"
        elif len(text) < 40 and TIMESTAMP.match(text) and not any(ch.isalpha() for ch in text):
            item.why = item.kind = "timestamp"
        elif text == "WEBVTT":
            item.why = "metadata"


def _letters(judged: Sequence[Judged]) -> frozenset[int]:
    """Return the units of letters: address and date, salutation, text, closing, signature, postscript."""
    inside: set[int] = set()
    i = 0
    closings = [n for n, item in enumerate(judged) if _is_closing(judged, n)]
    for i, item in enumerate(judged):
        if i in inside or not is_salutation(item.unit.text):
            continue
        end = next((n for n in closings if n > i), None)
        start = i
        while start and i - start < 4 and _is_address(judged[start - 1].unit, judged, start - 1):
            start -= 1
        if end is None:
            inside.update(range(start, i + 1))
            continue
        while end + 1 < len(judged) and _is_signature(judged[end + 1].unit):
            if is_salutation(judged[end + 1].unit.text) or (
                end + 2 < len(judged) and is_salutation(judged[end + 2].unit.text)
            ):
                break
            end += 1
            if re.match(r"P\.? ?S|З\.? ?Ы", judged[end].unit.text):
                break
        inside.update(range(start, end + 1))
    return frozenset(inside)


def is_salutation(text: str) -> bool:
    """Tell whether a line opens a letter."""
    if text[:5] == "Dear " and len(text.split()) <= 4 and text[-1:].isalpha():
        return True
    return (
        len(text) <= 90
        and len(text.split()) <= 9
        and _SALUTATION.fullmatch(text.strip()) is not None
        and text.strip()[-1:] in ",:!—–-."
    )


def _is_closing(judged: Sequence[Judged], i: int) -> bool:
    text = judged[i].unit.text
    if len(text) > 90 or len(text.split()) > 12 or text[-1:] in "?!:;" or _CLOSING.fullmatch(text) is None:
        return False
    return text[-1:] != "." or len(text.split()) <= 4


def _is_address(unit: Unit, judged: Sequence[Judged], i: int) -> bool:
    text = unit.text
    if len(text) > 70 or (_STOP.search(text) and not DATE_INSIDE.search(text)):
        return False
    return (
        bool(DATE_INSIDE.search(text))
        or text.endswith(",")
        or (len(text.split()) <= 5 and i + 1 < len(judged) and judged[i + 1].unit.group == unit.group)
    )


def _is_signature(unit: Unit) -> bool:
    text = unit.text
    if re.match(r"P\.? ?(?:P\. ?)?S\b|З\.? ?Ы\.", text):
        return True
    return (
        len(text.split()) <= 7
        and len(text) <= 60
        and (
            _NAME_LINE.fullmatch(text) is not None
            or (unit.text[:1].isupper() and "," in text and not _STOP.search(text))
        )
    )


def _labels_again(judged: Sequence[Judged]) -> None:
    """A field such as "Interviewer:" that comes back is a speaker's label."""
    for item, again in zip(judged, fields_again([item.unit.text for item in judged]), strict=True):
        if item.why == "metadata" and again:
            item.why = ""


def fields_again(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it begins with a field, a word before a colon, that another line begins "
    "with too."""
    keys = [line.split(":", 1)[0].lower() if ":" in line[:40] else "" for line in lines]
    counts = Counter(key for key in keys if key and not any(ch.isdigit() for ch in key))
    return [counts[key] >= 2 for key in keys]


_MAIL = re.compile(r"(from|to|cc|bcc|date|sent|subject|reply-to|от|кому|дата|тема)\s*:\s+\S.{0,160}", re.I)


def _mail_fields(judged: Sequence[Judged]) -> None:
    """The fields of an e-mail: two at least, one after another, with who wrote it or to whom among them."""
    n = 0
    while n < len(judged):
        keys: list[str] = []
        while n + len(keys) < len(judged) and (field := _MAIL.fullmatch(judged[n + len(keys)].unit.text)):
            if field[1].lower() in keys:
                break
            keys.append(field[1].lower())
        if len(keys) >= 2 and {"from", "to", "от", "кому"} & set(keys):
            for item in judged[n : n + len(keys)]:
                item.why = "metadata"
        n += max(1, len(keys))


_CUE = re.compile(
    r"(?:GRAMS?|F/X|FX|SFX|S\.F\.X\.?|SOUND(?: EFFECTS?)?|EFFECTS|MUSIC|ATMOS(?:PHERE)?|AMBI(?:ENCE|ENT)?|STING|SIG|"
    r"SIGNATURE TUNE|THEME(?: TUNE)?|JINGLE|DISC|BED|ЗВУК|МУЗЫКА|ШУМЫ)(?: \d+)?\s*:\s.{1,200}"
)
_HOUR = re.compile(r"[\[(]?(?:\d{1,2}[.:]\d{2}(?: ?[ap]\. ?m\.?)|\d{1,2} ?(?:[ap]\. ?m\.?|noon|midnight))[\])]?", re.I)


def _hours(judged: Sequence[Judged]) -> None:
    """Between turns: the hours of a report of proceedings, and what a radio script asks of its effects."""
    if sum(LABEL.match(item.unit.text) is not None for item in judged) < 3:
        return
    for item in judged:
        if _CUE.fullmatch(item.unit.text):
            item.why = item.kind = "stage-direction"
        elif len(item.unit.text) <= 16 and _HOUR.fullmatch(item.unit.text):
            item.why = item.kind = "timestamp"


def _is_bracketed(text: str) -> bool:
    """A whole line in brackets is a direction: the text around it decides, not its place."""
    return text[:1] in "[(" and text[-1:] in "])"


def _repeated(judged: Sequence[Judged]) -> None:
    """A short line that comes back again and again is a running head; speaker names alone on a line are not."""
    counts = Counter(item.unit.text for item in judged if not item.why and len(item.unit.text) < 80)
    for item in judged:
        text = item.unit.text
        if (
            not item.why
            and counts[text] >= 3
            and len(text.split()) >= 4
            and not _END.search(text)
            and not text.isupper()
        ):
            item.why = "navigation"


def _to_the_end(judged: Sequence[Judged]) -> None:
    """After "Works cited" or "More on this story" the page speaks no more, unless real paragraphs follow."""
    mode = ""
    heads = [
        i
        for i, item in enumerate(judged)
        if item.why != "navigation" and len(item.unit.text) < 60 and REFERENCES.match(_EDIT.sub("", item.unit.text))
    ]
    for i, item in enumerate(judged):
        text = _EDIT.sub("", item.unit.text)
        words = len(text.split())
        if heads and i == heads[-1] and i > len(judged) * 0.3:
            mode = "citation"
            item.why = "citation"
        elif words <= 8 and RELATED.match(text) and not _STOP.search(text) and i > 1:
            if "omment" in text.lower() and any(_COMMENT.fullmatch(later.unit.text) for later in judged[i + 1 : i + 4]):
                item.why = "navigation"
                continue
            mode = "navigation"
            item.why = "navigation"
        elif mode == "citation":
            item.why = item.why or "citation"
            if item.kind != "footnote":
                item.kind = "footnote"
        elif mode == "navigation" and not item.why:
            if words >= 25 or (_STOP.search(text) and words >= 10):
                mode = ""
            else:
                item.why = "navigation"


_EDIT = re.compile(r"\s*\[\s*(?:edit|edit source|hide|show|править|скрыть)\s*\]\s*$", re.I)
_NOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡]{1,2})\s+\S|\[\^?\d{1,3}\]:")
_BIOGRAPHY = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){2,4}(?:is|was|writes|teaches|lives|covers|reports) .*\b(?:writes|writer|author|"
    r"columnist|teaches|"
    r"professor|lecturer|editor|lives in|journalist|contributor|"
    r"covers|reports on|fellow|correspondent|reporter|latest book|most recent book|surveyor|novelist|poet|"
    r"critic|essayist)\b"
)
_RULE = re.compile(r"[_—–-]{5,}|(?:[*_-] ?){3,}")
_COMMENT = re.compile(r"\S.{0,30} (?:says|said|wrote|writes|commented|replied|пишет|написал[аи]?)(?: on .{0,40})?:")


def _footnotes(judged: Sequence[Judged]) -> None:
    """Notes under a rule or with a bracketed number, to the end of their block."""
    ruled = -1
    group = -1
    for i, item in enumerate(judged):
        text = item.unit.text
        if _RULE.fullmatch(text):
            ruled = i
            continue
        note = _NOTE.match(text) or (ruled >= 0 and re.match(r"\d{1,3}[.)]? \S", text))
        if note and (text[0] in "[¹²³" or ruled >= 0) and len(text.split()) >= 2:
            group = item.unit.group
        if group == item.unit.group and i > len(judged) * 0.3:
            item.why = item.why or "citation"
            item.kind = "footnote"


def _numbered_notes(judged: Sequence[Judged]) -> None:
    """Notes without a head or a rule: the page ends with paragraphs that are numbered 1, 2, 3 and name sources."""
    body = [i for i, item in enumerate(judged) if item.why not in ("navigation", "copyright", "advertisement")]
    run: list[int] = []
    due = 0
    for i in reversed(body):
        text = judged[i].unit.text
        match = _NUMBERED_NOTE.match(text)
        if match and (not due or int(match[1]) == due - 1):
            run.append(i)
            due = int(match[1])
        elif run or len(text.split()) > 4:
            break
    if len(run) < 3 or due != 1 or run[-1] < len(judged) * 0.4:
        return
    sources = sum(_SOURCE.search(judged[i].unit.text) is not None for i in run)
    if sources >= 0.4 * len(run):
        for i in run:
            judged[i].why, judged[i].kind = "citation", "footnote"


_NUMBERED_NOTE = re.compile(r"\[?(\d{1,3})[.)\]]? (?=\S)")
_SOURCE = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\bpp?\. ?\d|\bibid|\bop\. cit|\bsee\b|\bcf\.|\b(?:vol|no|fol|ff|ch|ed|eds)\. ?\w|"
    r",\s\d{1,4}[–-]\d|"
    r"\barchives?\b|\bpapers\b|\binterview with\b|\bстр?\. ?\d",
    re.I,
)


def _author_at_the_end(judged: Sequence[Judged]) -> None:
    """The last lines say who wrote the page: a name from the byline, or a head that says so."""
    names = " ".join(item.unit.text for item in judged[: max(3, len(judged) // 2)] if item.why == "metadata")
    about = False
    for item in judged[len(judged) // 2 :]:
        text = item.unit.text
        if re.fullmatch(r"\W*about the (?:author|writer|contributor|speaker|artist)s?\W*", text, re.I):
            about, item.why = True, "metadata"
        elif about:
            item.why = item.why or "metadata"
    for item in reversed(judged):
        if not item.why:
            if not _is_biography(item.unit.text, names):
                break
            item.why = "metadata"


def _is_biography(text: str, names: str) -> bool:
    """Tell whether a short paragraph at the end says who wrote the page."""
    words = text.split()
    if not 2 <= len(words) <= 45:
        return False
    if _BIOGRAPHY.match(text):
        return True
    name = " ".join(words[:2]).strip(".,")
    does = rf"{re.escape(name)}(?: [A-Z][\w'’-]+)? (?:is|was|writes|covers|reports|lives|teaches|edits|works|has)\b"
    return len(name) > 5 and name.lower() in names.lower() and re.match(does, text) is not None and words[0] != "The"


def _contents(judged: Sequence[Judged]) -> None:
    """A table of contents runs from its head to the first sentence, or to a line that it lists itself."""
    listing = False
    seen: set[str] = set()
    for item in judged:
        text = item.unit.text
        if CONTENTS.match(_EDIT.sub("", text)) and not text.startswith(("‹", "«", "<")):
            listing, item.why, seen = True, "navigation", set()
        elif _CONTENTS_LINE.match(text) and len(_ENTRY.findall(text)) >= 3:
            item.why = "navigation"
        elif listing:
            plain = _plain_title(text)
            ended = _STOP.search(text) is not None and not _ENTRY.match(text)
            if (_is_prose(item.unit) and (ended or len(text.split()) > 9)) or plain in seen:
                listing = False
            elif len(text.split()) <= 16:
                seen.add(plain)
                item.why = item.why or "navigation"
            else:
                listing = False


def _plain_title(text: str) -> str:
    plain = re.sub(
        r"[. …]+(?:\d+|[ivxl]+)$|\[\w+\]$|^(?:chapter |part )?(?:[ivxl]+|\d+(?:\.\d+)*)[.) ]\s*", "", text, flags=re.I
    )
    return " ".join(_WORD.findall(plain.lower()))


_CONTENTS_LINE = re.compile(
    r"(?:in this (?:issue|edition|number|week)|inside(?: this issue)?|contents|on this page|в номере)\s*:", re.I
)
_ENTRY = re.compile(r"(?:^|[\s,;:–—-])(?:\d{1,3}(?:\.\d+)*[.)]?\s|[ivxl]{1,5}[.)]\s|p\.? ?\d{1,3}\b|[•·])", re.I)


_AD_MARK = re.compile(
    r"\W*(?:advertisements?|sponsored(?: (?:links?|content|results?))?|promoted|ads?|реклама)\W*", re.I
)


def _advertisements(judged: Sequence[Judged]) -> None:
    """Short lines without a full stop right after the word "Advertisement" are what is advertised."""
    left = group = 0
    for item in judged:
        text = item.unit.text
        if _AD_MARK.fullmatch(text):
            item.why, left = "advertisement", 3
            group = -1 if text.strip().endswith(("s", "S")) else item.unit.group
        elif left and not item.why and group in (-1, item.unit.group):
            words = len(text.split())
            if words <= 10 and not _STOP.search(text) and not _is_prose(item.unit) and text[:1] not in '“"‘«':
                item.why = "advertisement"
                left -= 1
            else:
                left = 0


def _about_the_page(judged: Sequence[Judged], letters: frozenset[int]) -> None:
    """Lines that speak of the page: at its edges on little evidence, between its paragraphs on much."""
    head = 0
    for head, item in enumerate(judged):
        if item.why:
            continue
        if is_about_page(item.unit.text):
            item.why = "editorial"
        elif head in letters or _is_prose(item.unit):
            break
    names = " ".join(item.unit.text for item in judged[: max(3, len(judged) // 2)] if item.why == "metadata")
    tail = len(judged)
    for tail in range(len(judged) - 1, head, -1):
        item = judged[tail]
        if item.why:
            continue
        if tail in letters or not (why := _at_the_end(item.unit, names, more=tail + 1 < len(judged))):
            if tail in letters or _is_prose(item.unit):
                break
        else:
            item.why = why
    for item in judged[-max(4, len(judged) // 10) :]:
        if not item.why and is_remark(item.unit.text) and not item.unit.text[:1].islower():
            item.why = "editorial"
    for i in range(head, tail):
        item = judged[i]
        text = item.unit.text
        if item.why or i in letters or len(text) > 260 or not item.unit.alone or LABEL.match(text):
            continue
        beside = sum(bool(judged[n].why) for n in (i - 1, i + 1) if 0 <= n < len(judged))
        asked = i > 0 and judged[i - 1].unit.text.endswith("?") and not judged[i - 1].why
        if calls(text) >= 4 - beside // 2 and not asked:
            item.why = "advertisement"
        elif _is_bracketed(text) and is_about_page(text):
            item.why = "editorial"


def _at_the_end(unit: Unit, names: str, *, more: bool) -> str:
    """Return why a line at the end of a page is not spoken; `more` lines of the page's own stand after it."""
    text = unit.text
    if LABEL.match(text):
        return ""
    if is_about_page(text) or is_remark(text):
        return "editorial"
    if is_catalogued(text) or _is_biography(text, names):
        return "metadata"
    return "advertisement" if calls(text) >= (3 if more else 4) else ""


_TRAILING_GROUPS = re.compile(r"(?:\s*(?:\[[^\[\]]{1,120}\]|\([^()]{1,120}\)|♪+))+$")


def core(text: str) -> str:
    """Return a line without the stage directions and notes at its end."""
    if text[-1:] not in ")]♪":
        return text
    return _TRAILING_GROUPS.sub("", text) or text


def _is_prose(unit: Unit) -> bool:
    text = core(unit.text)
    words = text.split()
    if unit.verse or unit.cue or _NAME_TIME.fullmatch(text):
        return True
    if label := LABEL.match(text):
        return _END.search(text) is not None or label[0].rstrip(" :").isupper() or len(words) > 12
    if text[:1] in "—–" and len(words) >= 2 and _END.search(text):
        return True
    if len(words) >= 20 and (_STOP.search(text) or (_small_share(words) >= 0.25 and not _is_title_case(words))):
        return True
    if not _END.search(text):
        return text[:1] in '"“«‘„' and len(words) >= 8
    if text[:1] in '"“«‘„' and _STOP.search(text):
        return len(words) >= 3 or text[-1:] in '"”»’'
    return len(words) >= 4 and (_small_share(words) >= 0.15 or len(words) <= 6) and not text.endswith("...")


def _is_quoted_title(unit: Unit) -> bool:
    """A headline that is a quotation: no full stop in it, nothing after it."""
    text = unit.text
    return (
        text[:1] in "\"“«‘„'"
        and text[-1:] in "\"”»’'"
        and text[-2:-1] not in ".!?…,"
        and len(text.split()) <= 20
        and unit.alone
    )


def _small_share(words: Sequence[str]) -> float:
    return sum(w.lower().strip(".,;:!?\"'“”«»()") in _COMMON for w in words) / len(words)


_CLOCK = re.compile(r"\d[:.]\d\d\b|\d ?[ap]\.?m\b|\b(?:updated|published|posted|ago)\b", re.I)


def _dates_inside(judged: Sequence[Judged], prose: Sequence[int]) -> None:
    """A date between paragraphs is a diary's; one with a time of day is a comment's."""
    diary = False
    for i in range(prose[0], prose[-1]) if prose else ():
        item = judged[i]
        text = item.unit.text
        if item.why == "metadata" and (DATE_LINE.fullmatch(text) or is_date(text)) and not _CLOCK.search(text):
            item.why, diary = "", True
    before = judged[prose[0] - 1] if prose and prose[0] else None
    if diary and before is not None and before.why == "metadata" and is_date(before.unit.text):
        before.why = ""  # the first day of a diary


def _only_fragments(judged: Sequence[Judged]) -> None:
    """A page without one sentence: a title and a list, or a menu. What nothing speaks against is spoken."""
    kept = [item for item in judged if not item.why]
    if kept and len(kept[0].unit.text.split()) <= 20 and kept[0].unit.alone:
        kept[0].kind = "title"


_PERSONS = re.compile(
    r"\W*(?:characters|dramatis person(?:ae|æ)|persons?(?: of the play)?|the cast|cast|действующие лица)\W*", re.I
)
_SECTION = re.compile(
    r"(?:obituar(?:y|ies)|opinion|news|letters?|features?|culture|comment|essays?|reviews?|books?|interviews?|"
    r"world|politics|sport|science|history|"
    r"travel|analysis|editorial|column|profile|poetry|fiction|arts?|technology|business|health|новости|культура|"
    r"общество|интервью|мнение)",
    re.I,
)


def _before(judged: Sequence[Judged], first: int, rest: Sequence[Judged]) -> None:
    """Short lines before the first sentence: a title with what belongs to it, or a menu with the title in it."""
    rows = {item.unit.group for item in judged[:first] if item.why == "navigation"}
    open_ = [
        item
        for n, item in enumerate(judged[:first])
        if not item.why
        and not _is_short_sentence(item.unit.text)
        and not _is_bracketed(item.unit.text)
        and not (n and item.unit.text[-1:] in ":,")
    ]
    for item in open_[:-1]:  # the name of the site over its menu
        if item.unit.group in rows and len(item.unit.text.split()) <= 5:
            item.why = "navigation"
    open_ = _without_mastheads([item for item in open_ if not item.why], judged)
    if not open_:
        return
    if len(open_) > 3:
        groups = Counter(item.unit.group for item in open_)
        lists = {item.unit.group for item in open_ if _PERSONS.fullmatch(item.unit.text)}
        if lists:
            for n, item in enumerate(item for item in open_ if item.unit.group not in lists):
                item.kind, item.level = ("heading", 2) if n else ("title", 1)
            return
        listed = {  # "Members present:" and who they are
            after.unit.group
            for before, after in pairwise(judged[: first + 1])
            if before.unit.text[-1:] == ":" and after.unit.group - before.unit.group <= 1
        }
        open_ = [item for item in open_ if item.unit.group not in listed]
        wordy = {
            g for g in groups if sum(len(x.unit.text.split()) for x in open_ if x.unit.group == g) >= 4 * groups[g]
        }
        wordy.add(judged[first].unit.group)  # a page without empty lines has no blocks to tell from one another
        crowded = [item for item in open_ if groups[item.unit.group] >= 3 and item.unit.group not in wordy]
        for item in crowded:
            item.why = "navigation"
        open_ = [item for item in open_ if not item.why]
    opens_transcript = (label := LABEL.match(judged[first].unit.text)) is not None and label[0].rstrip(" :").isupper()
    wordy_head = sum(len(item.unit.text.split()) for item in open_) >= 3 * len(open_)
    labelled = sum(LABEL.match(item.unit.text) is not None for item in judged[first:]) >= 4
    if len(open_) > 3 and not (
        (opens_transcript or labelled) and wordy_head and len(open_) <= 8
    ):  # not the head of minutes
        title = _best_title(open_, rest)
        beside = False
        for item in open_:
            beside = beside or item is title
            words = len(item.unit.text.split())
            kept = beside and (words >= 4 or (item.unit.text.isupper() and words > 1))
            kept = kept or (beside and judged[first - 1] is item and _OPENING.fullmatch(item.unit.text) is not None)
            together = item.unit.group == title.unit.group != judged[first].unit.group
            if item is not title and not together and not kept:
                item.why = "navigation"
        open_ = [item for item in open_ if not item.why]
    if not open_:
        return
    open_ = _without_bylines(open_, rest)
    if len(open_) > 1 and _SECTION.fullmatch(open_[0].unit.text):
        open_[0].why = "navigation"
        open_ = open_[1:]
    for n in range(first - 1):  # a name over a date is a byline
        if (
            not opens_transcript
            and not judged[n].why
            and judged[n] is not open_[0]
            and judged[n + 1].why == "metadata"
            and judged[n].unit.group == judged[n + 1].unit.group
            and 2 <= len(judged[n].unit.text.split()) <= 4
            and _NAME_LINE.fullmatch(judged[n].unit.text)
        ):
            judged[n].why = "metadata"
    open_ = [item for item in open_ if not item.why]
    titled = dated = False
    for item in judged[:first]:  # what stands between the byline and the text is a picture's caption
        titled = titled or item is open_[0]
        dated = dated or (titled and item.why == "metadata" and _WHO_AND_WHEN.search(item.unit.text) is not None)
        text = item.unit.text
        if (
            not item.why
            and not opens_transcript
            and not _SCENE.match(text)
            and not BULLET.match(text)
            and item is not open_[0]
            and (
                (
                    dated
                    and len(text.split()) >= 6
                    and not re.match(r"\w+(?: \w+)?: ", text)
                    and not _is_title_case(text.split())
                    and not _STOP.search(text)
                )
                or re.search(r", (?:c\. ?|circa )?(?:1[5-9]|20)\d\d$", text)
            )
            and not any(item.unit.text.startswith(w) for w in ("Interview", "Speech", "Remarks"))
        ):
            item.kind, item.why = "caption", "caption"
    open_ = [item for item in open_ if not item.why]
    for n, item in enumerate(open_):
        item.kind = "heading" if n else "title"
        item.level = 2 if n else 1


def _without_mastheads(open_: Sequence[Judged], judged: Sequence[Judged]) -> list[Judged]:
    """Take the name of the paper from above a title, and what says where the text was printed."""
    owners = " ".join(item.unit.text for item in judged if item.why == "copyright").lower()
    for n, item in enumerate(open_[:-1]):
        text = item.unit.text
        owned = 2 <= len(text.split()) <= 5 and len(text) > 8 and text.lower() in owners
        if n < 2 and (is_masthead(text) or owned) and (n == 0 or open_[0].why):
            item.why = "navigation"
    left = [item for item in open_ if not item.why]
    if any(not is_catalogued(item.unit.text) for item in left):
        for item in left:
            item.why = "metadata" if is_catalogued(item.unit.text) else ""
    return [item for item in left if not item.why]


def _without_bylines(left: Sequence[Judged], rest: Sequence[Judged]) -> list[Judged]:
    """Take away a name that stands alone below the title and never in the text: whoever wrote it."""
    said: set[str] = set()
    for item in rest:
        if not item.why:
            said.update(_WORD.findall(item.unit.text.lower()))
    listed = sum(_NAME_ALONE.fullmatch(item.unit.text) is not None for item in rest if not item.why) > 1
    asked = sum(re.match(r"[QA][.:] ", item.unit.text) is not None for item in rest) >= 2
    spoken = asked or (left and _ADDRESS.search(left[0].unit.text))
    for item in left[1:]:
        match = _NAME_ALONE.fullmatch(item.unit.text)
        if (
            match
            and not _INSTITUTION.search(match[1])
            and not listed
            and not spoken
            and not said.intersection(_surnames(match[1]))
        ):
            item.why = "metadata"
    return [item for item in left if not item.why]


_NAME_PART = r"(?:[A-ZÀ-ÞА-ЯЁ][\w'’-]+|[A-ZА-ЯЁ]\.)"
_NAME_ALONE = re.compile(
    rf"({_NAME_PART}(?: (?:{_NAME_PART}|de|van|von|da|di|der)){{1,3}}"
    rf"(?:(?: and| &|,| и) {_NAME_PART}(?: {_NAME_PART}){{1,2}})?)(?:(?:,| in| at|  +[·•|"
    rf"—–-]?) ?[A-Z][^.!?]{{2,50}})?"
)
_INSTITUTION = re.compile(
    r"^(?:the|a|an|our|my|part|book|act|scene|chapter|room|plot)\b|-\w\b|(?:tion|ness|ology|ics|ship)s?\b|"
    r"\b(?:committee|report|council|court|office|department|intro|outro|orders?|hearing|meeting|board|society|agenda|"
    r"programme|program|project|house|hall|street|road|avenue|lane|park|school|church|club|bill|act|party|assembly|"
    r"parliament|senate|ministry|day|night|morning|evening|week|host|questions?|answers?|notes?|page|college|"
    r"university|institute|institution|company|museum|gallery|library|archives?|collection|papers|voices|stories|"
    r"records?|review|news|letters?|history|memories|life|lives|years?|war|world|city|county|town|village|island|"
    r"river|valley|bridge|station|north|south|east|west|upper|lower|old|new|last|first)\b",
    re.I,
)
_ADDRESS = re.compile(
    r"\b(?:speech|address|remarks|statement|testimony|lecture|sermon|letter|interview|conversation|profile|obituary|"
    r"memoir|diary|talk|q ?& ?a|questions|answers|meets?|речь|выступление|интервью|беседа)\b",
    re.I,
)


def _surnames(names: str) -> set[str]:
    return {_WORD.findall(name.lower())[-1] for name in re.split(r",| and | & | и ", names) if _WORD.search(name)}


_WHO_AND_WHEN = re.compile(
    rf"\bby\b|\b(?:1[89]|20)\d\d\b|\d[:.]\d\d|{DATE_INSIDE.pattern}|^{_NAME_ALONE.pattern}$", re.I
)
_OPENING = re.compile(
    r"(?:description|summary|synopsis|abstract|introduction|preface|foreword|background|overview|prologue|transcript|"
    r"transcription|biography|history|the story|the letter|the diary|full text|text|chapter \w+|part \w+|введение|"
    r"предисловие|пролог|аннотация|описание)",
    re.I,
)


def _is_short_sentence(text: str) -> bool:
    text = core(text)
    if text[-1:] in "!?." and re.search(r"[.!?] \w", text):
        return True
    return text[-1:] == "." and not text.endswith("..") and len(text.split()) >= 2 and not _is_title_case(text.split())


def _best_title(lines: Sequence[Judged], rest: Sequence[Judged]) -> Judged:
    """The line whose words the text itself uses most, and that lies nearest to it."""
    counts = Counter(w.lower() for item in rest if not item.why for w in _WORD.findall(item.unit.text))

    def worth(n: int) -> float:
        words = [w.lower() for w in _WORD.findall(lines[n].unit.text) if w.lower() not in _SMALL]
        if not words:
            return -1.0
        known = sum(min(counts[w], 5) for w in words) / (5 * len(words))
        return known + 0.25 * n / len(lines) + 0.02 * min(len(words), 6)

    return lines[max(range(len(lines)), key=worth)]


def _inside(judged: Sequence[Judged], prose: Sequence[int], letters: frozenset[int]) -> None:
    """Short lines between sentences: headings, captions, list items, names."""
    for i in range(prose[0], prose[-1]):
        item = judged[i]
        text = core(item.unit.text)
        if item.why or i in letters or _is_prose(item.unit) or _END.search(text) or BULLET.match(text):
            continue
        words = text.split()
        if _SCENE.match(text):
            item.kind, item.level = "heading", 2
            continue
        if text[:1] in '—–-("“«[' or text[:1].islower():
            continue
        if len(words) <= 10 or _is_title_case(words):
            item.kind = "heading"
            item.level = 2
        elif item.unit.alone and len(words) >= 11:
            item.kind, item.why = "caption", "caption"
    _headings_in_a_row(judged, prose)


def _headings_in_a_row(judged: Sequence[Judged], prose: Sequence[int]) -> None:
    """Three and more short lines one after another in one block are a list or a menu, no headings."""
    i = prose[0]
    while i < prose[-1]:
        end = i
        while end < prose[-1] and judged[end].kind == "heading" and not judged[end].why:
            end += 1
        if end - i >= 3 and len({judged[n].unit.group for n in range(i, end)}) == 1:
            for n in range(i, end):
                judged[n].kind, judged[n].level = "paragraph", 0
        i = max(end, i + 1)


_SCENE = re.compile(r"(?:INT|EXT|INT\.?/EXT|I/E|ИНТ|НАТ)[. ]+[^\W\d_]")


def _is_title_case(words: Sequence[str]) -> bool:
    heavy = [w.strip("\"'“”«»(),.:;") for w in words]
    heavy = [w for w in heavy if w and w.lower() not in _SMALL and not w[0].isdigit()]
    return bool(heavy) and all(w[0].isupper() for w in heavy)


def _after(judged: Sequence[Judged], last: int) -> None:
    """Short lines after the last sentence are the page's own, except a signature, a source line or an ending."""
    repeated = Counter(item.unit.text for item in judged if len(item.unit.text) < 40)
    signed = _signed(judged, last)
    for i in range(last + 1, len(judged)):
        item = judged[i]
        text = _NOTE_MARK.sub("", item.unit.text)
        if item.why or i in signed:
            continue
        adjacent = all(not judged[n].why for n in range(last + 1, i))
        if _is_bracketed(text) or (text.isupper() and repeated[text] > 1):
            continue  # a speaker's name over a last word
        if adjacent and (text[:1] in "—–-" or BULLET.match(text) or item.unit.group == judged[last].unit.group):
            continue
        if text.lstrip("★☆* ")[:1] in '“"«' and adjacent:
            continue  # what somebody says of it
        if re.fullmatch(r"\W*(?:the end|fin|finis|end|конец)\W*", text, re.I) or _STOP.search(text):
            continue
        if (
            adjacent
            and i == last + 1
            and len(judged) == i + 1
            and len(text.split()) <= 6
            and _NAME_LINE.fullmatch(text)
        ):
            continue
        item.why = "navigation"


_NOTE_MARK = re.compile(r"(?<=[.!?])\d{1,2}$")
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|я|мне|меня)\b")


def _signed(judged: Sequence[Judged], last: int) -> frozenset[int]:
    """Return the lines of a signature under a text in the first person: a name, and the place beside it."""
    n = last + 1
    while (
        n < len(judged) and _STOP.search(_NOTE_MARK.sub("", judged[n].unit.text)) and not judged[n].unit.text.isupper()
    ):
        n += 1  # a last short sentence
    if n >= len(judged) or not _FIRST_PERSON.search(" ".join(j.unit.text for j in judged[max(0, last - 4) : n])):
        return frozenset()
    text = judged[n].unit.text
    if judged[n].why or len(text.split()) > 4 or not _NAME_LINE.fullmatch(text) or len(text) < 4:
        return frozenset()
    if not (text.isupper() or (_NAME_ALONE.fullmatch(text) and judged[n].unit.lines == 1)):
        return frozenset()
    found = {n}
    after = judged[n + 1] if n + 1 < len(judged) else None
    if after is not None and after.unit.group == judged[n].unit.group and len(after.unit.text.split()) <= 5:
        found.add(n + 1)
    return frozenset(found)


def _shape(item: Judged, in_letter: bool) -> None:
    """Give the kind that follows from the shape alone."""
    text = item.unit.text
    if item.why:
        if item.kind not in ("caption", "timestamp", "footnote"):
            item.kind = "caption" if item.why == "caption" else "furniture"
        return
    if item.kind != "paragraph":
        return
    if item.unit.verse:
        item.kind = "verse"
    elif text.startswith(">") and not text.startswith(">>"):
        item.kind = "quote"
    elif BULLET.match(text) and text[:1] not in "—–" and not in_letter:
        item.kind = "list-item"
    elif item.unit.indent >= 3 and len(text.split()) >= 6:
        item.kind = "quote"
