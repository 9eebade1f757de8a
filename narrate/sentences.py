"""Where a sentence ends.

In: a paragraph. Out: spans of its sentences. `writing` and `production` both ask: who speaks is decided, and takes are
recorded, sentence by sentence. Rules and short word lists, linear in the length of the text; when in doubt two
sentences stay together, for a pause in the wrong place is heard and a missing one hardly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

OPENERS = "\"'“‘«‹„‚([{¿¡—–-*_"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What a language knows about full stops."""

    never: frozenset[str]  #: a full stop after these never ends a sentence: titles, "i.e."
    number: frozenset[str]  #: does not end one when a number follows: "No. 5", "Feb. 3"
    starters: frozenset[str]  #: words that begin a sentence rather than a name, as after "U.S." or an initial
    maybe: frozenset[str]  #: ends one only when a starter follows: "Inc.", "p.m.", "1956 г."
    after_ordinal: frozenset[str] = frozenset()  #: where "3." is an ordinal: what can follow it, "3. Mai"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH = _Words(
    never=_set(
        "mr mrs ms messrs mme mlle dr drs prof st ste rev revd hon gen col maj capt cpt lt cmdr adm sgt cpl pvt brig "
        "gov sen rep pres supt insp det fr br mt ft i.e e.g ie eg cf viz vs al ca approx esp incl comr cde amb asst "
        "cllr bros dept"
    ),
    number=_set(
        "no nos nr p pp vol vols ch chap chs art arts sec secs sect fig figs eq par para pars l ll n nn op bk pt ed "
        "eds tab jan feb mar apr jun jul aug sep sept oct nov dec b d r fl c"
    ),
    maybe=_set(
        "inc ltd co corp bro jr sr esq etc est min max tel ext ave av blvd rd hwy sq km kg cm mm ft lb lbs oz "
        "mass conn ill ind wash calif tex fla penn okla ariz colo minn wis tenn univ assn jan feb mar apr aug sept oct "
        "nov dec"
    ),
    starters=_set(
        "the a an he she it they we you this that these those there in on at but and however if when while as after "
        "before for his her its their my our your who what why how where with from by to not no yes some many all most "
        "one two three now then so or also although because since during under such both another each every here let "
        "once only even still thus today yet nor did do does is was were are has had have will would can could should "
        "nobody nothing everyone everything perhaps again later meanwhile moreover nevertheless of unlike until "
        "according despite"
    ),
)
_RUSSIAN = _Words(
    never=_set(
        "т.е т.к т.н т.о т тов тт гр г-н г-жа им проф акад доц ген полк ред сост пер см ср напр св о отец ул пл пр-т "
        "просп пер бул наб обл р-н пос дер ст чл"
    ),
    number=_set("стр с п пп т тт гл ч рис табл л лл №"),
    maybe=_set(
        "г гг в вв т.д т.п и.д д п др пр руб коп тыс млн млрд н.э э проч мин сек час чел кг км янв фев февр мар апр "
        "авг сент окт нояб дек род ум"
    ),
    starters=_set(
        "в во на он она оно они мы вы я это этот эта эти тот та те но а и однако если когда пока как после до для его "
        "её ее их мой наш ваш кто что почему где с со из от по к ко не нет да некоторые многие все один затем потом "
        "так или также хотя потому поскольку при такой каждый здесь лишь только даже ещё еще сегодня у под над за о об"
    ),
)
_GERMAN = _Words(
    never=_set("hr fr dr prof st z.b d.h u.a z d u s vgl bzw ca dipl ing bd nr"),
    number=_set("s abb kap art jan feb apr aug sept okt nov dez"),
    maybe=_set("usw etc jh jhd mio mrd"),
    starters=_set("der die das ein eine er sie es wir ich in im an am auf aber und doch wenn als nach vor für dies"),
    after_ordinal=_set(
        "januar februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts"
    ),
)
_FRENCH = _Words(
    never=_set("m mm mme mlle dr pr st ste cf p.ex ex"),
    number=_set("p pp no vol chap art fig av apr"),
    maybe=_set("etc av apr"),
    starters=_set("le la les un une il elle ils elles ce cette ces mais et dans en à au aux pour par nous vous je on"),
)
_SPANISH = _Words(
    never=_set("sr sra srta dr dra d dña ud uds p.ej ej"),
    number=_set("p pág págs núm vol cap art fig"),
    maybe=_set("etc"),
    starters=_set("el la los las un una él ella ellos esto este esta pero y en a al para por no se su sus"),
)
_LANGUAGES = {"en": _ENGLISH, "ru": _RUSSIAN, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}

# A mark that may end a sentence, with all that still belongs to it: more marks, spaced ellipses, closing quotes and
# brackets, footnote numbers. Every repetition is over one set of characters, so matching is linear.
_END = re.compile(
    r"(?P<mark>(?:\.(?:[ \u00a0]\.){1,7}|[.!?…‽؟]+))(?P<close>(?:[\"'”’»›)\]}]|\[\d{1,3}\]|[¹²³⁴-⁹⁰]){0,8})(?=\s|$)"
    r"|(?P<wide>[。！？]+[」』”’）]{0,4})"
    r"|(?P<gap>\n[ \t\r]*\n)"
)
_BEFORE = re.compile(r"[^\s\"“”«»()\[\]—–]*$")
_AFTER = re.compile(r"\s*[\"'“‘«‹„‚(\[{¿¡—–\-*_]{0,6}\s?(?P<word>[^\W_]+)?(?P<dot>\.)?")
_INITIALS = re.compile(r"^(?:[^\W\d_]\.-?)*[^\W\d_]$")
_REACH = 48  # longest stretch looked at before a full stop; longer "words" are no abbreviations


def split(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text.

    No span begins or ends with a blank and together they hold every other character. A language without a table of
    its own (en, ru, de, fr, es have one) is split like English.
    """
    words = _LANGUAGES.get(language.lower().partition("-")[0], _ENGLISH)
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if found["gap"] is not None:
            end = found.start()
        elif found["wide"] is not None or _ends(text, start, found, words):
            end = found.end()
        else:
            continue
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    kept = piece.strip()
    if kept:
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(kept)))


def _ends(text: str, start: int, found: re.Match[str], words: _Words) -> bool:
    """Say whether a mark ends a sentence that began at `start`."""
    after = _AFTER.match(text, found.end())
    word = (after["word"] or "") if after else ""
    if not word:
        return True
    if word[0].islower():
        return False
    if ")" in found["close"] and _opened_inside(text, start, found.start()):
        return False
    mark = found["mark"]
    if "!" in mark or "?" in mark:
        return True
    lowered = word.lower()
    starts = lowered in words.starters and not (after and after["dot"] and len(word) == 1)
    if len(mark) > 1 or mark == "…":
        # Three dots in the middle of a sentence stand for what was left out, often before a name.
        return starts or mark.count(".") > 3 or found["close"] != "" or word == "I"
    return _stop_ends(text, start, found, word, starts, words)


def _stop_ends(text: str, start: int, found: re.Match[str], word: str, starts: bool, words: _Words) -> bool:
    """Decide for a single full stop by the word before it."""
    at = found.start()
    before = _BEFORE.search(text, max(start, at - _REACH), at)
    token = before[0] if before else ""
    known = token.lower().replace(". ", ".").rpartition("-")[2] if not token.isdigit() else token
    if found["close"] and found["close"][0] not in "'’":
        return starts or not (known in words.maybe or known in words.never)
    if token.lower() in words.never or known in words.never:
        # "no. 5" is an abbreviation, "the answer is no." is not: those stand in another list.
        return False
    if known in words.number and (word[0].isdigit() or _roman(word)):
        return False
    if token.isdigit() and text[start:at].strip() == token:
        return False  # "1. First": the number of a list
    if token.isdigit() and word.lower() in words.after_ordinal:
        return False
    if token != "I" and _INITIALS.match(token):
        return starts
    if known in words.maybe:
        return starts
    return True


def _roman(word: str) -> bool:
    return len(word) < 9 and not word.strip("IVXLC")


def _opened_inside(text: str, start: int, at: int) -> bool:
    """Say whether the bracket that closes here was opened in the middle of the sentence: "(R-Tex.)"."""
    opened = text.rfind("(", max(start, at - 400), at)
    return opened > start and text[max(start, opened - _REACH) : opened].strip(OPENERS + " \n\t") != ""


# --- long sentences ------------------------------------------------------------------------------------------------

_CUTS = (
    re.compile(r"[;:][\"'”’»)\]]{0,3}(?=\s)"),
    re.compile(r",[\"'”’»)\]]{0,3}(?=\s)|[、，；：]"),
    re.compile(r"\s(?=[—–-]{1,3}\s)|[—–](?=\w)"),
    re.compile(r"\s"),
)


def split_long(text: str, limit: int, language: str = "en") -> list[str]:
    """Return the text in pieces of at most `limit` characters.

    Cut at the ends of sentences, then at semicolons and colons, commas, dashes, and blanks; inside a word only when the
    word alone is longer than the limit. Only blanks are lost at the cuts. Raises ValueError for a limit below 1.
    """
    if limit < 1:
        raise ValueError(f"a piece holds at least one character, not {limit}")
    text = text.strip()
    if len(text) <= limit:
        return [text] if text else []
    levels = [[end for _, end in split(text, language)]]
    levels += [[found.end() for found in cut.finditer(text)] for cut in _CUTS]
    pieces: list[str] = []
    start = 0
    while len(text) - start > limit:
        cut = _cut(text, levels, start, limit)
        pieces.append(text[start:cut].strip())
        start = cut
        while start < len(text) and text[start].isspace():
            start += 1
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def _cut(text: str, levels: list[list[int]], start: int, limit: int) -> int:
    """Return where the piece that begins at `start` should end."""
    # A blank may stand right behind a full piece, hence one more than the limit for the blanks.
    *better, blanks = levels
    if ends := _last(better[0], start, start + limit):
        return ends
    for least in (limit // 4, 0):
        for level in better[1:]:
            found = _last(level, start + least, start + limit)
            if found:
                return found
    return _last(blanks, start, start + limit + 1) or _inside_word(text, start, start + limit)


def _last(places: list[int], after: int, upto: int) -> int:
    """Return the last of the sorted places in ``(after, upto]``, or 0."""
    index = bisect_right(places, upto) - 1
    return places[index] if index >= 0 and places[index] > after else 0


def _inside_word(text: str, start: int, cut: int) -> int:
    """Keep a letter and its accents together where a word must be cut."""
    import unicodedata

    back = cut
    while back > start + 1 and cut - back < 8 and unicodedata.combining(text[back]):
        back -= 1
    return back
