"""Mend letters that were read with the wrong character set, and what invisible typography leaves behind.

Only what can be reversed for certain is touched: bytes of UTF-8 read as windows-1252, latin-1, windows-1251 or Mac
Roman, Russian of windows-1251 read as latin-1, and of KOI8-R read as windows-1251. Every other character keeps its
place and its look.
"""

from __future__ import annotations

import re
from html import unescape

from narrate.writing.clean.mapped import Mapped, substitute


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What the bytes 80 to 9f look like when they are read as windows-1252; the five holes stay control characters.
_HIGH = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
_BYTE = {ch: 0x80 + i for i, ch in enumerate(_HIGH)} | {chr(b): b for b in range(0x80, 0x100)}
_RUN = re.compile(f"[{re.escape(_HIGH)}\x80-\xff]{{2,}}|[ÂÃ] ")
# The second half of these was a control character or a no-break space, and something on the way has lost it.
_LOST = re.compile("â€(?:\ufffd|(?=[\\s,.;:!?)\\]]|$))|Ã (?=\\w)|Ã(?=\\s|$)|Â(?=[\\s«»°§©®£½¼¾])|Ð (?=[\x80-\xff])")
_SECOND = "[\u0402-\u040f\u0451-\u045f\u0490\u0491\u00a0-\u00bb\u2013-\u203a\u20ac\u2116\u2122°±µ¶·]"
_RUSSIAN_TWICE = re.compile("(?:[РС][\u0402-\u045f\u0490\u0491\u00a0-\u00bb\u2013-\u203a\u20ac\u2116\u2122°±µ¶·]){2,}")
#: only beside words of the kind above: letters that stand alone, marks, dashes
_TWICE_BESIDE = re.compile(rf"(?<!\w)[РС]{_SECOND}(?!\w)|вЂ{_SECOND}|В[«»\u00a0©°]")

# Windows-1251 read as latin-1: the letters of Russian all lie in this range.
_LATIN_WORDS = re.compile("[À-ÿ¨¸]+(?:[ \t,.:;!?()«»\"'“”–—-]+[À-ÿ¨¸]+)*")
_RUSSIAN_COMMON = _set(
    "ст но то на ен ов ни ра во ко ер ол ро ал ос ре ли ка от по не пр го та ор ва ть ел ин ом ит ск ет ан ла ло ог "
    "ти ри ес ам об их ый ая ое ия ие ас ки"
)

# KOI8-R read as windows-1251: every letter is another one, and in the other case.
_TURNED = re.compile("[А-яЁёЈі]+(?:[ \t,.:;!?()«»\"'“”–—-]+[А-яЁёЈі]+)+")

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_ODD = re.compile(
    "[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]|[\u00ad\u200b-\u200f\u2060\ufeff\ufb00-\ufb06\r\x0b\x0c\x85\u2028\u2029\ufffd]"
)
_LIGATURE = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
_SPACES = frozenset(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c"
)


def repair(mapped: Mapped) -> Mapped:
    """Return the text with its letters mended; plain ASCII without tabs and entities comes back as it is."""
    if not mapped.text.isascii():
        for _ in range(3):  # a text can have been damaged twice, and rarely three times
            mended = substitute(_RUN, _utf8_again, substitute(_LOST, _lost_half, mapped))
            if mended is mapped:
                break
            mapped = mended
        mended = substitute(_RUSSIAN_TWICE, _utf8_in_cyrillic, mapped)
        mapped = mapped if mended is mapped else substitute(_TWICE_BESIDE, _utf8_in_cyrillic, mended)
        mapped = substitute(_TURNED, _koi8_in_cyrillic, mapped)
        mapped = substitute(_LATIN_WORDS, _cyrillic_in_latin, mapped)
    if "&" in mapped.text:
        mapped = substitute(_ENTITY, _entity, mapped)
    return substitute(_ODD, _plain, mapped)


def _utf8_again(match: re.Match[str]) -> str | None:
    """Read a run of high characters as the UTF-8 that it was, or leave it alone.

    A run need not be damaged from end to end: good characters may touch it, so whole letters are taken one by one.
    """
    run = match[0]
    if run in ("Â ", "Ã "):
        return None
    out: list[str] = []
    changed = False
    i = 0
    while i < len(run):
        lead = _BYTE.get(run[i], 0)
        size = 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if 0xF0 <= lead < 0xF5 else 0
        letter = _decode(run[i : i + size]) if size else None
        if letter is None:
            out.append(run[i])
            i += 1
        else:
            out.append(letter)
            i += size
            changed = True
    return "".join(out) if changed else None


def _decode(chars: str) -> str | None:
    try:
        letter = bytes(_BYTE[ch] for ch in chars).decode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return None
    return letter if len(letter) == 1 else None


def _lost_half(match: re.Match[str]) -> str | None:
    found = match[0]
    if found.startswith("â€"):
        return "”"
    if found == "Ð ":
        return "Р"
    return "à " if found == "Ã " else "à" if found == "Ã" else ""


def _utf8_in_cyrillic(match: re.Match[str]) -> str | None:
    try:
        return match[0].encode("cp1251").decode("utf-8")
    except UnicodeError:
        return None


def _cyrillic_in_latin(match: re.Match[str]) -> str | None:
    """Read windows-1251 for latin-1 when the result looks like Russian and the text does not look like a word.

    ``café`` and ``Þórður`` have plain letters beside the high ones and never get here whole; ``ÀÉÎÕÜ`` has no lower
    case; ``éèê`` is too short.
    """
    start, end = match.span()
    text = match.string
    if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
        return None
    run = match[0]
    letters = [ch for ch in run if ch.isalpha() or ch in "¨¸"]
    if len(letters) < 4 or not any("à" <= ch <= "ÿ" for ch in run):
        return None
    try:
        russian = run.encode("latin-1", "replace").decode("cp1251")
    except UnicodeError:
        return None
    out = "".join(new if old in "¨¸" or "À" <= old <= "ÿ" else old for old, new in zip(run, russian, strict=True))
    return out if _russian(out) >= 0.25 and any(ch in "аеиоуыэюя" for ch in out.lower()) else None


def _koi8_in_cyrillic(match: re.Match[str]) -> str | None:
    """Read KOI8-R for windows-1251 where nearly every letter is a capital, and only the result looks like Russian."""
    run = match[0]
    letters = [ch for ch in run if ch.isalpha()]
    if len(letters) < 8 or sum(ch.isupper() for ch in letters) < 0.7 * len(letters):
        return None
    try:
        turned = "".join(ch.encode("cp1251").decode("koi8-r") if ch.isalpha() else ch for ch in run)
    except UnicodeError:
        return None
    if sum(ch.isalpha() for ch in turned) < len(letters):
        return None  # a headline in capitals: frames of tables are no letters
    return turned if _russian(turned) >= 0.25 and _russian(run) < 0.5 * _russian(turned) else None


def _russian(text: str) -> float:
    """Return the share of pairs of letters that are frequent in Russian."""
    low = text.lower()
    pairs = [low[i : i + 2] for i in range(len(low) - 1) if low[i].isalpha() and low[i + 1].isalpha()]
    return sum(pair in _RUSSIAN_COMMON for pair in pairs) / len(pairs) if pairs else 0.0


def _entity(match: re.Match[str]) -> str | None:
    plain = unescape(match[0])
    return None if plain == match[0] or plain in "<>" else plain


def _plain(match: re.Match[str]) -> str:
    ch = match[0]
    if ch == "\t":
        return "  "  # wide, so that a row of a menu can be told
    return " " if ch in _SPACES else _LIGATURE.get(ch, "")
