"""Rows of a page told by shape: menus between bars, dashes and wide gaps, banners, and the rows of a programme."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MENU_WORDS = _set(
    "home about contact news sport sports weather podcasts podcast log login search shop video videos images "
    "subscribe menu help archive archives links blog gallery forum faq rss register culture opinion business "
    "politics world local events calendar donate join visit books music travel jobs classifieds obituaries science "
    "health technology tech lifestyle arts главная новости культура спорт погода видео фото контакты поиск форум "
    "блоги архив реклама политика экономика общество главную номеров номера рубрики авторы подписка афиша происшествия "
    "редакция мнения журнале проекте нас экспозиция коллекции детям билеты каталог магазин лента регионы спецпроекты "
    "выпуски программы эфир расписание персоны библиотека форум войти вход регистрация"
)
_SEPARATOR = re.compile(r"\s*(?:[|│›»→•·/>]|::|\s\.\s|\s[-–—~*]\s)+\s*")
_ROW = re.compile(r"[|│›»→•·>/]|::|\s\.\s")
_GAP = re.compile(r"(?<=\S)(?:(?<![.?!:;]) {2}| {3,}|\t+)(?=\S)")  # typists end a sentence with two spaces


def is_row(text: str) -> bool:
    """Tell whether a line is several short things in a row, with something between them or as the words of a menu."""
    return _is_spread(text) or _is_row(text) or _is_dashed(text) or _is_spaced(text) or _is_menu(text)


def _is_row(text: str) -> bool:
    """Several short things in a row with bars or arrows between them."""
    if not _ROW.search(text):
        return False
    parts = [p for p in _SEPARATOR.split(text.strip(" |│›»→•·/>*")) if p]
    strong = (
        sum(text.count(ch) for ch in "|│›→•·")
        + text.count(" > ")
        + text.count(" >> ")
        + text.count(" // ")
        + text.count(" / ")
        + text.count(" » ")
        + text.count(" . ")
        + text.count("::")
    )
    if not parts or strong < 1:
        return False
    longest = max(len(p.split()) for p in parts)
    if text.rstrip()[-1:] in ".!?" and longest > 4:
        return False
    return (len(parts) >= 2 and strong >= 2 and longest <= 6) or (len(parts) >= 2 and "|" in text and longest <= 8)


_BRACKETS = re.compile(r"\W*(?:\[ ?[^\[\]]{2,30} ?\]\W*){2,}")
_DASHES = re.compile(r"\s[-–—~]\s")


def _is_dashed(text: str) -> bool:
    """Several short things between dashes, three dashes at least, or each in brackets of its own."""
    if _BRACKETS.fullmatch(text):
        return True
    parts = _DASHES.split(text)
    return (
        len(parts) >= 4
        and max(len(p.split()) for p in parts) <= 6
        and text[-1:] not in '.!?:;,"”'
        and not text.isupper()
    )


def _is_spread(text: str) -> bool:
    """Several short things with wide gaps between them."""
    parts = _GAP.split(text.strip())
    if parts[0].isdigit() or is_timed_row(text):
        return False
    if len(parts) >= 4 and len(parts[0].split()) <= 9:  # the name of the site before its menu
        parts = parts[1:]
    if len(parts) < 2 or text.rstrip()[-1:] in '.!?:;,"”' or (len(parts) == 2 and not re.search(r" {3,}|\t", text)):
        return False
    return max(len(p.split()) for p in parts) <= 5


_TIMED_ROW = re.compile(
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |(?:mon|tue|wed|thu|fri|sat|sun) )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}|\d{1,2}[.:]\d{2}(?: ?[ap]\.?m\.?)?))"
    r"(?:\s{2,}|\t|[ –—:-]{1,3})(?=[^\W\d_]).{2,70}",
    re.I,
)


def is_timed_row(text: str) -> bool:
    """Tell whether a line is a row of a rota or a programme: "3 Oct    Mrs. Teague", "10.00 Weighing in"."""
    return _TIMED_ROW.fullmatch(text) is not None


def _is_spaced(text: str) -> bool:
    """A banner with a space after every letter."""
    parts = text.split()
    return len(parts) >= 6 and sum(len(p) == 1 for p in parts) > 0.8 * len(parts)


def _is_menu(text: str) -> bool:
    """The usual words of a menu, capitals on nearly all, no sentence."""
    if text.rstrip()[-1:] in ".!?:;,":
        return False
    words = [w.strip("&,") for w in text.split()]
    words = [w for w in words if w]
    if len(words) < 3:
        return False
    menu = sum(w.lower() in _MENU_WORDS for w in words)
    capital = sum(w[0].isupper() for w in words)
    return menu >= 2 and menu >= 0.2 * len(words) and capital >= 0.6 * len(words)
