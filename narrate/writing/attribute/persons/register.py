"""The register of a text: who says "I", who is spoken of, how an audience is addressed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from narrate.writing.attribute.languages import Language, find
from narrate.writing.attribute.languages.ru_forms import patronymic
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.marks import scan
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import Token, tokens

_ROMAN = re.compile(r"[IVX]+\.?")
#: the page says that somebody speaks on it
CUE = re.compile(
    r"\b(?:speech|address(?:ed|es)?|remarks|sermon|lecture|eulogy|oration|broadcast|delivered|testimony|statement|"
    r"interview(?:ed)?|oral history|recollections?|memories|memoirs?|reminiscences|"
    r"reminisces?|remember(?:s|ed|ing)?|recall(?:s|ed|ing)?|recording|recorded|tapes?|taped|"
    r"collected (?:by|from|in)|transcri(?:pt|bed|ption)|"
    r"dictated|told|tells|talks?|talked|speaks?|spoke|account|(?:his|her|their) (?:own )?(?:words|story|stories)|"
    r"diary|journal|letters?|correspondence|wrote|writes|looks? back|in conversation|narrator|informant|"
    r"речь|речи|выступлени\w+|выступа\w+|обращени\w+|воспоминани\w+|вспомина\w+|мемуары|рассказ\w*|записа(?:л|ла|"
    r"ли|но|ны)|"
    r"запис(?:и|ки|ная)|интервью|дневник\w*|тетрад\w+|письм\w+|монолог|исповедь|автобиографи\w+|лекци\w+|проповед\w+|"
    r"доклад\w*|расшифровк\w+|стенограмм\w+|плёнк\w+|вёл|вела|слово)\b",
    re.I,
)
_SELF = re.compile(
    r"(?:\bI,|\b(?:I am|I'm|I was|my name is|my name's|called me|name was|this is|меня зовут|я,?)) $", re.I
)


def own_words(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    text = text[:3000]
    parts, at = [], 0
    for quote in scan(text):
        parts.append(text[at : quote.start])
        at = quote.end
    return " ".join((*parts, text[at:]))


def firsts(text: str, language: Language) -> int:
    """Count the pronouns of the first person outside quotation marks."""
    found = 0
    for tok in tokens(own_words(text)):
        found += tok.low in language.first_person and not _ROMAN.fullmatch(tok.text[1:] or "x")
    return found


def alone(text: str, language: Language) -> int:
    """Count "I", "me" and "my" outside quotation marks; "we" is also said by institutions."""
    return sum(t.low in language.singular for t in tokens(own_words(text)))


#: two who speak as one, on a line of their own: "Ike and Dolly Farrar, Long Acre"
_COUPLE = re.compile(
    r"(?:(?:Mr|Dr)\.? )?[A-Z][\w'’-]+ (?:and|&) (?:(?:Mrs|Dr)\.? )?[A-Z][\w'’-]+ [A-Z][\w'’-]+(?=, [A-Zb\d]|:?$)"
)


_BORN = re.compile(r" ?г(?:\.|ода)? ?р(?:\.|ождения)$")  #: "Евдокия Рогова, 1918 г. р."
_HONOURS = re.compile(
    r"^(?:(?:The|His|Her) )?(?:(?:Rt\.?|Right|Most|Very) )?(?:(?:Hon|Rev|Revd|Reverend|Honou?rable|Worship|Excellency)"
    r"\b\.?,? )(?=\S)",
    re.I,
)


def bare_name(text: str, people: People) -> str:
    """Return the person of a line that is a name and nothing else, but for a trade, an age or years after it."""
    language = people.language
    text = _BORN.sub("", text)
    if len(text) > 80 or text[-1:] in ".!?;":
        return ""
    toks = tokens(_HONOURS.sub("", text.rstrip(":")))
    if not toks or not toks[0].capital:
        return ""
    if (couple := _COUPLE.match(text)) and any(w.lower() in language.names for w in couple[0].split()):
        return couple[0].title().replace(" And ", " and ") if couple[0].split()[0].isupper() else couple[0]
    name = read_name(toks, _behind_office(toks, language), language)
    if name is None or not 2 <= len(name.text.split()) + bool(name.title) <= 4 or name.possessive:
        return ""
    words = name.text.lower().split()
    if any(w in language.not_names or w in language.speech_nouns or w in language.documents for w in words):
        return ""
    if name.text.isupper() and not people.is_person(name):
        words = [w for w in words if w not in language.small]
        if len(words) != len(name.text.split()):
            return ""
    rest = toks[name.last :]
    if rest and not (rest[0].text in ",(|—–-" or rest[0].text.isdigit()):
        return ""
    if not rest and not people.is_person(name) and words[0] in language.roles:
        return ""
    if words[0].endswith("ing") and words[0] not in language.names and not name.title:
        return ""  # "Remembering Ann"
    if (
        any(t.low in language.speech for t in rest)
        or len(rest) > (16 if rest[:1] and rest[0].text in ",(" else 9)
        or addresses_audience(text, language)
    ):
        return ""
    return people.resolve(name.text, name.title)


def addresses_audience(text: str, language: Language) -> bool:
    """Tell whether a line is how a speech begins: "Mr. Chairman, brothers, and you at the back:"."""
    if len(text) > 200:
        return False
    text = re.sub(r"(?<=[:,])[—–-]+$", "", text)  # "Mr. Chairman and Gentlemen:--"
    toks = tokens(text)
    head = toks if text[-1:] in ":," else toks[:6]
    called = any(t.low in language.vocatives for t in head) or re.match(r"(?:Mr|Madam|Mrs|Ms|Your)\.? [A-Z]", text)
    if not called and not (text[-1:] in ":," and text.count(",") > 1 and toks[:1] and toks[0].low in language.titles):
        return False
    return text[-1:] in ",:!—–." and not any(t.low in language.speech or t.low in language.announce_verbs for t in toks)


def is_narration(text: str, language: Language) -> bool:
    """Tell whether a paragraph without "I" at the end of a told text is the page's own; a last short line is not."""
    toks = tokens(own_words(text))
    if any(t.low in language.second_person or t.low in language.first_person for t in toks):
        return False
    begins = bool(toks) and language.pronouns.get(toks[0].low, "") in ("female", "male")
    return begins or len(toks) > 14 or CUE.search(text) is not None


def _behind_office(toks: Sequence[Token], language: Language) -> int:
    """Return where the name begins in "Директор библиотеки Эмма Фукс", "Народный артист Ян Бут": behind an office."""
    if not language.inflected or not any(t.low in language.roles for t in toks[:2]):
        return 0
    k = next((k for k in range(1, min(6, len(toks))) if toks[k].capital or not toks[k].word), 0)
    return k if k and toks[k].capital else 0


def mentions(text: str, name: str) -> bool:
    """Tell whether a text speaks of a person by the last name, other than "I, Ann Vane"."""
    last = name.split()[-1]
    shown = own_words(text)
    if "а" <= last[-1:].lower() <= "ё":
        found = _in_any_case(name).finditer(shown)
        return any(_I_AM.search(shown[max(0, match.start() - 40) : match.start()]) is None for match in found)
    for match in re.finditer(rf"\b{re.escape(last)}\b", shown):
        before = shown[: match.start()]
        full = before.removesuffix(name[: -len(last)])
        if (
            not _SELF.search(full[-14:])
            and not _called_by_others(shown, match)
            and not _is_relative(before, name)
            and not (_OTHER.search(before) and full == before and len(before) > 20)
        ):
            return True
    return False


_I_AM = re.compile(r"\b(?:я,?|меня зовут|мне,) (?:[А-ЯЁ]\w+ ){0,2}$", re.I)


@cache
def _in_any_case(name: str) -> re.Pattern[str]:
    """Return what finds a Russian person in every case, by the surname or by name and patronymic."""
    words = name.split()
    stems = [re.escape(re.sub(r"(?:(?<=[сц]к)(?:ая|ий|ой)|[аяйь])$", "", word)) for word in words]
    forms = [rf"{stems[-1]}\w{{0,3}}"]
    if len(words) == 3 and patronymic(words[1].lower())[0]:
        forms.append(rf"{stems[0]}\w{{0,2}} {stems[1]}\w{{0,2}}")
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


#: "Keeper Garrity" where the person is Ellen Garrity: somebody else of that name
_OTHER = re.compile(r"[a-z,] (?!(?:Mrs?|Ms|Miss|Dr|Prof(?:essor)?|Sir|Lady|President|Comrade)\b)[A-Z][a-z]{2,} $")


def _is_relative(before: str, name: str) -> bool:
    """Tell whether another first name stands before a surname: "Tom Vane" where the person is Susan Vane."""
    first, last = name.split()[0], name.split()[-1]
    word = before[:-1].rpartition(" ")[2] if before[-1:] == " " else ""
    given = find("en").nicknames.get(word.lower(), word.lower())
    return first != last and word[:1].isupper() and word.lower() in find("en").names and given != first.lower()


def _called_by_others(text: str, name: re.Match[str]) -> bool:
    """Tell whether a teller repeats how he was called: "one of them said to me, that's you, Mr. Vane."."""
    sentence = text[: name.start()]
    sentence = sentence[max(sentence.rfind(". ", 0, -4), sentence.rfind("! "), 0) :]
    vocative = re.search(r", (?:[A-Z][a-z]{1,8}\.? )?$", sentence) and text[name.end() : name.end() + 1] in ".,!?"
    return bool(vocative) and re.search(r"\b(?:me|мне)\b", sentence) is not None


def talks(text: str, language: Language) -> bool:
    """Tell whether a paragraph speaks to somebody, exclaims, or speaks of an "I" or a "we"."""
    own = own_words(text)
    return "!" in own or any(t.low in language.first_person or t.low in language.second_person for t in tokens(own))
