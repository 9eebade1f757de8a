"""How names are said: a list that a person edits, ``scripts/lexicon.toml``.

One entry a word::

    "Khrushchev" = { say = "kroosh-CHOFF", ipa = "xrʊˈɕːɵf", lang = "ru" }

`say` is a respelling that every engine can read; `ipa` is used where an engine takes phonemes, converted by the table
of its alphabet. Entries with a capital are found in just this spelling, others in any; only whole words are found,
possessives among them. A lexicon is exchanged with other programs as W3C PLS 1.0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from narrate.config import load_toml, read_text
from narrate.errors import InputError, NarrateError, raise_all
from narrate.sentences import split

PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"
MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How one word, or one name of several words, is said."""

    word: str
    say: str = ""  #: a respelling, syllables joined by hyphens, the stressed one in capitals
    ipa: str = ""  #: broad phonetic transcription
    lang: str = ""  #: where the word comes from, BCP 47; for the reader of the list
    line: int = field(default=0, compare=False)  #: in the file, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """An entry found in a text, and what is said instead."""

    start: int
    end: int  #: one past the last character, the possessive included
    entry: Entry
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A proper name that no lexicon knows."""

    name: str
    start: int  #: where it first stands
    count: int
    said: Mapping[str, str] = field(default_factory=dict)  #: engine: the phonemes it would say


_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s(?!\w)|['’](?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries in the order of the file; a later entry for the same spelling wins."""

    entries: tuple[Entry, ...] = ()
    _index: Mapping[str, tuple[Entry, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the entries under their first word, longest first."""
        index: dict[str, dict[str, Entry]] = {}
        for entry in self.entries:
            first = _WORD.search(entry.word)
            if first:
                index.setdefault(first[0].casefold(), {})[entry.word] = entry
        ordered = {
            # Long names before short ones, and the exact spelling before the one in any spelling.
            first: tuple(sorted(found.values(), key=lambda e: (-len(e.word), e.word == e.word.lower())))
            for first, found in index.items()
        }
        object.__setattr__(self, "_index", MappingProxyType(ordered))

    def __reduce__(self) -> tuple[type[Lexicon], tuple[tuple[Entry, ...]]]:
        """Travel to a worker as the entries alone."""
        return Lexicon, (self.entries,)

    def replacements(self, text: str, alphabet: str = "") -> list[Replacement]:
        """Return where entries stand in a text and what is said there, in order and without overlaps.

        `alphabet` names the phonemes of the engine ("misaki"); without one, or without IPA, the respelling is said.
        """
        found: list[Replacement] = []
        at = 0
        for word in _WORD.finditer(text):
            if word.start() < at or (word.start() and _joins(text[word.start() - 1])):
                continue
            for entry in self._index.get(word[0].casefold(), ()):
                end = _matches(entry, text, word.start())
                if end:
                    tail = _POSSESSIVE.match(text, end)
                    possessive = tail[0] if tail else ""
                    at = end + len(possessive)
                    said = _said(entry, text[word.start() : end], possessive, alphabet)
                    found.append(Replacement(start=word.start(), end=at, entry=entry, said=said))
                    break
        return found

    def used_in(self, text: str) -> tuple[Entry, ...]:
        """Return the entries that a text uses, each once, in order of appearance."""
        return tuple(dict.fromkeys(found.entry for found in self.replacements(text)))


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"


def _matches(entry: Entry, text: str, start: int) -> int:
    """Return where an entry that begins at `start` ends, 0 if it does not stand there."""
    word = entry.word
    first = _WORD.search(word)
    start -= first.start() if first else 0
    end = start + len(word)
    written = text[max(0, start) : end].replace("’", "'")
    wanted = word.replace("’", "'")
    same = written == wanted if word != word.lower() else written.lower() == wanted
    if start < 0 or not same or (end < len(text) and _joins(text[end]) and _joins(word[-1])):
        return 0
    return end


def _said(entry: Entry, written: str, possessive: str, alphabet: str) -> str:
    if entry.ipa and alphabet:
        phonemes = to_alphabet(entry.ipa, alphabet) + _ending(entry.ipa, possessive)
        return f"[{written}{possessive}](/{phonemes}/)"
    if not entry.say:
        return written + possessive
    # Engines spell words in capitals letter by letter, so the mark of stress is for people only.
    said = entry.say.lower()
    return (said[0].upper() + said[1:] if written[0].isupper() else said) + possessive


def _ending(ipa: str, possessive: str) -> str:
    """Return the sound of a possessive after these phonemes."""
    if len(possessive) < 2:
        return ""
    last = ipa.rstrip("ːʲ' .")[-1:]
    if last in "szʃʒʂʐɕʧʤ":
        return "ᵻz"
    return "s" if last in "ptkfθx" else "z"


# --- reading -------------------------------------------------------------------------------------------------------


def read_lexicon(path: Path) -> Lexicon:
    """Return the lexicon in a file, an empty one where there is none; raise InputError with every problem at once."""
    text = read_text(path)
    return Lexicon() if text is None else parse_lexicon(text, where=str(path))


def parse_lexicon(text: str, *, where: str) -> Lexicon:
    """Return the lexicon in a TOML text; `where` names it in errors."""
    hint = 'one entry a line: "Kirov" = { say = "KEE-roff", ipa = "ˈkʲirəf" }'
    table = load_toml(text, where=where, hint=hint)
    lines = _lines_of(text)
    problems: list[NarrateError] = []
    entries = []
    for word, value in table.items():
        line = lines.get(word, 0)
        found, entry = _entry(word, value, line, f"{where}:{line}" if line else where)
        problems += found
        if entry:
            entries.append(entry)
    raise_all(problems)
    return Lexicon(tuple(entries))


_KEY = re.compile(r"^\s*(?:\[\s*)?(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([A-Za-z0-9_-]+))\s*[\]=.]")


def _lines_of(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if found := _KEY.match(line):
            key = json.loads(f'"{found[1]}"') if found[1] and "\\" in found[1] else found[1] or found[2] or found[3]
            lines.setdefault(key, number)
    return lines


def _entry(word: str, value: Any, line: int, where: str) -> tuple[list[NarrateError], Entry | None]:
    if isinstance(value, str):
        value = {"say": value}
    if not isinstance(value, dict):
        return [InputError(f"the entry {word!r} must be a table or a respelling", where=where, hint=_FORM)], None
    problems: list[NarrateError] = []
    for key, content in value.items():
        if key not in ("say", "ipa", "lang"):
            problems.append(InputError(f"unknown key {key!r} in the entry {word!r}", where=where, hint=_FORM))
        elif not isinstance(content, str) or not content.strip():
            problems.append(InputError(f"{key} of {word!r} must be a text", where=where, hint=_FORM))
    if not problems:
        if not value.get("say") and not value.get("ipa"):
            problems.append(InputError(f"the entry {word!r} says nothing", where=where, hint=_FORM))
        if not _WORD.search(word):
            problems.append(InputError(f"the entry {word!r} has no letters", where=where, hint=_FORM))
        problems += check_ipa(word, value.get("ipa", ""), where)
    if problems:
        return problems, None
    values = {key: content.strip() for key, content in value.items()}
    return [], Entry(word=word, line=line, **values)


_FORM = 'write "Kirov" = { say = "KEE-roff", ipa = "ˈkʲirəf", lang = "ru" }'


def check_ipa(word: str, ipa: str, where: str) -> list[NarrateError]:
    """Return one error for every symbol that no engine alphabet has a sound for."""
    unknown = dict.fromkeys(symbol for symbol in _symbols(ipa) if symbol not in _MISAKI)
    return [
        InputError(
            f"no engine knows the phoneme {symbol!r} (U+{ord(symbol[0]):04X}) of {word!r}",
            where=where,
            hint="write broad IPA, for instance ˈkʲirəf; stress is ˈ, length ː",
        )
        for symbol in unknown
    ]


def format_lexicon(lexicon: Lexicon) -> str:
    """Return a lexicon as TOML; `parse_lexicon` reads the same entries back."""
    lines = []
    for entry in lexicon.entries:
        fields = [(key, getattr(entry, key)) for key in ("say", "ipa", "lang")]
        inner = ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields if value)
        lines.append(f"{json.dumps(entry.word, ensure_ascii=False)} = {{ {inner} }}\n")
    return "".join(lines)


def fingerprint(entries: Iterable[Entry]) -> str:
    """Return a digest of what some entries say, "" for none: a take made with other entries is another take."""
    said = sorted((entry.word, entry.say, entry.ipa) for entry in entries)
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest() if said else ""


# --- phonemes ------------------------------------------------------------------------------------------------------

# IPA to the alphabet of misaki, Kokoro and hibari. Diphthongs and affricates are one symbol there; sounds that English
# voices never learned become their nearest neighbours: with [x] as k a recogniser wrote "Bukharan" and "Tukachovsky",
# with the raw symbol "Bhudharan" and "Tuvachafsti".
_MISAKI: dict[str, str] = {
    "eɪ": "A", "aɪ": "I", "oʊ": "O", "əʊ": "Q", "aʊ": "W", "ɔɪ": "Y", "ɔj": "Y", "aj": "I", "ej": "A",
    "tʃː": "ʧ", "tʃ": "ʧ", "dʒ": "ʤ", "tɕ": "ʧ", "dʑ": "ʤ", "tʂ": "ʧ", "dʐ": "ʤ", "ʃtʃ": "ʃʧ",
    "x": "k", "χ": "k", "ç": "h", "ɣ": "ɡ", "ʁ": "ɹ", "r": "ɹ", "ɾ": "ɾ", "ʀ": "ɹ", "ɻ": "ɹ", "g": "ɡ", "ɕ": "ʃ",
    "ʑ": "ʒ",    "ʂ": "ʃ", "ʐ": "ʒ", "ɫ": "l", "ɭ": "l", "ʎ": "lj", "ɲ": "nj", "ɳ": "n", "ɱ": "m", "ʋ": "v",
    "β": "v", "ɸ": "f",
    "ʍ": "w", "ɥ": "w", "c": "k", "ɟ": "ɡ", "q": "k", "ɬ": "l", "ħ": "h", "ɦ": "h", "ʈ": "t", "ɖ": "d",
    "a": "ɑ", "e": "ɛ", "o": "ɔ", "y": "u", "ɵ": "ɔ", "ʉ": "u", "ɨ": "ɪ", "ɐ": "ə", "ɘ": "ə", "ø": "ɜ", "œ": "ɜ",
    "ɤ": "ʌ",    "ɯ": "u", "ɒ": "ɑ", "ʏ": "ʊ", "ɶ": "ɑ", "ɚ": "əɹ", "ɝ": "ɜɹ",
    "ʦ": "ts", "ʣ": "dz", "ʨ": "ʧ", "ʥ": "ʤ",
    "ʲ": "", "ː": "", "ˑ": "", ".": "", "‿": "", "͡": "", "͜": "", "̯": "", "̩": "", "̃": "", "ʰ": "", "̝": "", "̞": "",
    "̟": "",    "̠": "", "̈": "", "̪": "", "̥": "", "ˠ": "", "ʷ": "w", "-": "", "'": "ˈ", "’": "ˈ", " ": " ",
}  # fmt: skip
_MISAKI.update({symbol: symbol for symbol in "bdfhijklmnpstuvwzæðŋəɛɜɪɹʃʊʌʒʤʧθɑɔɡʔᵊᵻˈˌAIOQWYT"})
_VOWELS = "AIOQWYæəɛɜɪʊʌɑɔiuᵊᵻ"
_LONGEST = max(len(symbol) for symbol in _MISAKI)
_PALATAL = re.compile(r"ʲː?(?=[aouɐɵʉæ])")
_STRESS = re.compile(rf"([ˈˌ])([^{_VOWELS}ˈˌ ]*)")


def _symbols(ipa: str) -> list[str]:
    """Cut a transcription into the longest symbols of the table; what it lacks is left as single characters."""
    ipa = ipa.replace("͡", "").replace("͜", "")
    found: list[str] = []
    at = 0
    while at < len(ipa):
        for length in range(_LONGEST, 0, -1):
            if ipa[at : at + length] in _MISAKI or length == 1:
                found.append(ipa[at : at + length])
                at += length
                break
    return found


def to_alphabet(ipa: str, alphabet: str) -> str:
    """Return IPA in the alphabet of an engine; raise InputError for an alphabet or a phoneme that is not known."""
    if alphabet != "misaki":
        raise InputError(f"no table for the phonemes of {alphabet!r}", hint="known: misaki")
    raise_all(check_ipa(ipa, ipa, ""))
    # A palatal consonant before a back vowel is heard as consonant and j, elsewhere hardly at all.
    plain = "".join(_MISAKI[symbol] for symbol in _symbols(_PALATAL.sub("j", ipa)))
    # IPA marks the syllable, misaki the vowel.
    return _STRESS.sub(lambda found: found[2] + found[1], plain)


# --- names without an entry ----------------------------------------------------------------------------------------

_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ROMAN = re.compile(r"[IVXLCDM]+")


def unknown_names(
    text: str,
    lexicon: Lexicon,
    *,
    knows: Callable[[str], bool] | None = None,
    says: Mapping[str, Callable[[str], str]] | None = None,
    language: str = "en",
) -> tuple[UnknownName, ...]:
    """Return the proper names of a text that neither the lexicon nor `knows` (an engine's dictionary) knows.

    A capital at the start of a sentence makes a name only where `knows` denies the word, or where it stands with a
    capital elsewhere too. `says` turns a name into phonemes, one function an engine; a fault of one is told as such.
    """
    starts = set()
    for start, _ in split(text, language):
        first = _NAME.search(text, start)
        if first:
            starts.add(first.start())
    covered = [(found.start, found.end) for found in lexicon.replacements(text)]
    places: dict[str, list[int]] = {}
    inside: set[str] = set()
    for word in _NAME.finditer(text):
        name = re.sub(r"['’]s$", "", word[0])
        if not name[0].isupper() or len(name) < 2 or (name.isupper() and (len(name) < 6 or _ROMAN.fullmatch(name))):
            continue
        places.setdefault(name, []).append(word.start())
        if word.start() not in starts:
            inside.add(name)
    taken = {place for start, end in covered for place in range(start, end)}
    found_names = []
    for name, found in places.items():
        if all(place in taken for place in found) or (knows and knows(name)) or (not knows and name not in inside):
            continue
        said = {engine: _try(say, name) for engine, say in (says or {}).items()}
        found_names.append(UnknownName(name=name, start=found[0], count=len(found), said=said))
    return tuple(found_names)


def _try(say: Callable[[str], str], name: str) -> str:
    try:
        return say(name)
    except NarrateError as error:
        return f"({error.message})"


# --- W3C PLS -------------------------------------------------------------------------------------------------------


def export_pls(lexicon: Lexicon, language: str = "en") -> str:
    """Return a lexicon as W3C PLS 1.0: respellings are aliases, transcriptions phonemes in IPA."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<lexicon version="1.0" xmlns="{PLS}" alphabet="ipa" xml:lang={quoteattr(language)}>',
    ]
    for entry in lexicon.entries:
        lang = f" xml:lang={quoteattr(entry.lang)}" if entry.lang else ""
        lines.append(f"  <lexeme{lang}>")
        lines.append(f"    <grapheme>{escape(entry.word)}</grapheme>")
        if entry.ipa:
            lines.append(f"    <phoneme>{escape(entry.ipa)}</phoneme>")
        if entry.say:
            lines.append(f"    <alias>{escape(entry.say)}</alias>")
        lines.append("  </lexeme>")
    return "\n".join([*lines, "</lexicon>", ""])


def import_pls(path: Path) -> Lexicon:
    """Return the lexicon in a PLS file; raise InputError with every problem at once.

    Document type declarations are refused, so no entity is expanded and nothing is fetched.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read it: {error.strerror}", where=str(path), hint="give a PLS file") from error
    if len(data) > MOST_BYTES:
        raise InputError("larger than 10 MB", where=str(path), hint="cut the lexicon into smaller files")
    reader = _PlsReader(str(path))
    reader.parse(data)
    raise_all(reader.problems)
    return Lexicon(tuple(reader.entries))


class _PlsReader:
    """Collects the lexemes of a PLS document while expat reads it."""

    def __init__(self, where: str) -> None:
        from xml.parsers import expat

        self.where = where
        self.entries: list[Entry] = []
        self.problems: list[NarrateError] = []
        self._alphabet = "ipa"
        self._words: list[str] = []
        self._values: dict[str, str] = {}
        self._text = ""
        self._line = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._doctype

    def parse(self, data: bytes) -> None:
        from xml.parsers import expat

        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise InputError(
                f"not valid XML: {expat.ErrorString(error.code)}",
                where=f"{self.where}:{error.lineno}",
                hint="a PLS file is an XML file with a <lexicon> element",
            ) from error

    def _doctype(self, *_: Any) -> None:
        raise InputError("document type declarations are not read", where=self.where, hint="remove the <!DOCTYPE ...>")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        self._text = ""
        if tag == "lexicon":
            self._alphabet = attributes.get("alphabet", "ipa")
        elif tag == "lexeme":
            self._words, self._line = [], self._parser.CurrentLineNumber
            lang = attributes.get("http://www.w3.org/XML/1998/namespace lang", "")
            self._values = {"lang": lang} if lang else {}
        elif tag == "phoneme" and attributes.get("alphabet", self._alphabet) != "ipa":
            self._values.setdefault("other", attributes.get("alphabet", self._alphabet))

    def _data(self, text: str) -> None:
        self._text += text

    def _end(self, name: str) -> None:
        tag, text = name.rpartition(" ")[2], " ".join(self._text.split())
        if tag == "grapheme" and text:
            self._words.append(text)
        elif tag == "phoneme" and text and "other" not in self._values:
            self._values.setdefault("ipa", text)  # the first pronunciation is the preferred one
        elif tag == "alias" and text:
            self._values.setdefault("say", text)
        elif tag == "lexeme":
            self._values.pop("other", None)
            for word in self._words:
                found, entry = _entry(word, dict(self._values), self._line, f"{self.where}:{self._line}")
                self.problems += found
                if entry:
                    self.entries.append(entry)
        self._text = ""
