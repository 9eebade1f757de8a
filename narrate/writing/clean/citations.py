"""Which brackets in a paragraph name a source: notes by number, authors with a year or a page, places in an archive."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_BRACKET_NUMBERS = re.compile(
    r"\[\s*(?:\d{1,3}|[a-z]|note \d+|fn\.? ?\d+|прим\. ?\d*)(?:\s*[,;–-]\s*(?:с\. ?|p\. ?)?\d{1,4})*\s*\]", re.I
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
_BARE_PAGE = re.compile(r"\(\d{1,3}(?:[-–]\d{1,3})?(?:, ?\d{1,3}(?:[-–]\d{1,3})?)*\)")
_YEAR = re.compile(r"\((?:1[5-9]|20)\d\d[a-f]?(?:[:,] ?(?:pp?\. ?)?\d{1,4}(?:[-–]\d{1,4})?)?\)")
_MONTH = re.compile(
    r"\b(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b|(?:spring|summer|autumn|winter|circa|born|died|since|until|about|age|"
    r"chapter|part|act|"
    r"scene|group|article|section)\w*\b)",
    re.I,
)
_CLOSERS = "”\"»’'"


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


def is_note_mark(group: str) -> bool:
    """Tell whether a bracket is the number of a note, or asks for a source."""
    if _BRACKET_NUMBERS.fullmatch(group):
        return True
    return (
        re.fullmatch(r"\(fn\.? ?\d{1,3}\)|.(?:citation|clarification) needed.|.источник не указан.*", group, re.I)
        is not None
    )


def is_reference(group: str, before: str, after: str, cited: Counter[str]) -> bool:
    """Tell whether parentheses name a source; `cited` are the names that the page cites with a page or a year.

    `before` is the paragraph up to them, `after` the character behind them.
    """
    if _PAGE_ONLY.fullmatch(group) or (_CITATION.fullmatch(group) and not _MONTH.search(group)):
        return True
    if not cited:
        return False
    inner = group[1:-1].strip()
    quoted = before[-1:] in _CLOSERS and before != ""
    if _cites(inner) and (quoted or after in ".,;:)"):
        return True
    only = _NAME_ONLY.fullmatch(group)
    if only and (after in ".,;:)" or quoted):
        return quoted or _known(only[1], cited) or len(inner.split()) == 1
    named = re.search(r"(\w+)['’]?s?$", before[-30:].rstrip())
    if _YEAR.fullmatch(group) and named is not None and named[1] in cited:
        return True
    return _BARE_PAGE.fullmatch(group) is not None and (quoted or not group[1:-1].isdigit())


def _known(names: str, cited: Counter[str]) -> bool:
    return any(name in cited for name in names.replace(",", " ").split())


_TITLE = re.compile("[“\"«‘'][^”\"»’']{1,60}[”\"»’']")
_OF_CITATIONS = frozenset(
    re.findall(
        r"\w+",
        "and et al the of in on see also cf qtd quoted cited by p pp fol fols f ff n nn no nos vol vols ch chs col "
        "to for a an r v b c e review overview discussion appendix app tape reel "
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
