"""English text to phonemes, in the alphabet that Kokoro and hibari share (misaki's).

In: a sentence, with inline pronunciations where a lexicon gave some. Out: pieces, one a written word, each with its
phonemes, so that the durations of a voice can be told as the times of words. The lexicons and the reader of unknown
words are those of hibari-tts; its text normalisation is left out, for what comes here is already spoken text (it reads
"the answer was no." as "number"). Nothing is skipped in silence: what cannot be read is an InputError.
"""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from narrate.errors import InputError, SetupError
from narrate.production.engines.clips import INLINE, STRESSED, has_words, plain

SENTENCE_ENDS = frozenset(".!?…")
CLAUSE_ENDS = frozenset(",;:—")
#: The reader of unknown words stops after 24 letters, so longer ones are given to it in parts.
_MOST_LETTERS = 24
_LONG_WORD = re.compile(rf"[^\W\d_]{{{_MOST_LETTERS + 1},}}")
_SHOWN = 60  #: characters of a text that an error quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands between two blanks of the text, and its phonemes."""

    text: str
    phonemes: str  #: only characters of the alphabet; may hold blanks, as in a number
    stressed: bool = False


@cache
def alphabet() -> dict[str, int]:
    """Return the number of every phoneme: the same for Kokoro and hibari."""
    table: dict[str, int] = json.loads((_assets() / "vocab.json").read_text(encoding="utf-8"))
    return table


def _assets() -> Any:
    try:
        return files("hibari") / "assets"
    except ModuleNotFoundError as error:
        raise SetupError("the package hibari-tts is missing", hint="pip install hibari-tts==0.2.1") from error


class Phonemizer:
    """Reads one accent of English. Made quickly; the lexicons load with the first text."""

    def __init__(self, *, british: bool = False, lengthens: bool = True) -> None:
        """Take the accent, and whether a stressed word gets a long vowel (some voices overdo it)."""
        self.british = british
        self._lengthens = lengthens
        self._lock = threading.Lock()
        self._reader: Any = None
        self._letters: frozenset[str] = frozenset()

    def __call__(self, text: str) -> tuple[Piece, ...]:
        """Return the pieces of a text; raise InputError for letters or phonemes that the voice does not know.

        A word between stars is stressed.
        """
        stressed = _stressed_words(text)
        text = STRESSED.sub(r"\1", text)
        _check_script(text)
        _check_inline(text)
        with self._lock:  # the reader keeps state while it works and takes half a millisecond
            if self._reader is None:
                self._load()
            try:
                tokens = self._reader.phonemize_tokens(self._reader.tokenize(self._plain_letters(text)))
            except Exception as error:  # the reader may stumble over anything, a number of 5,000 digits for instance
                raise InputError(
                    f"an English voice cannot read {shorten(text)!r}: {error}",
                    hint="write it as it is spoken, or cut it into shorter pieces",
                ) from error
        return tuple(_with_stress(_pieces(tokens), stressed, self._lengthens) if stressed else _pieces(tokens))

    def knows(self, word: str) -> bool:
        """Return whether the dictionary has a word, so that nothing about it is guessed."""
        with self._lock:
            if self._reader is None:
                self._load()
            known = self._reader.lexicon.is_known
            return bool(known(word, "NN") or known(word.lower(), "NN"))

    def _load(self) -> None:
        from hibari.g2p import G2P  # needs numpy and onnxruntime

        self._reader = G2P(british=self.british)
        known = json.loads((_assets() / f"oov{'_gb' * self.british}.json").read_text(encoding="utf-8"))["in"]
        self._letters = frozenset(known)

    def _in_parts(self, word: re.Match[str]) -> str:
        if self._reader.lexicon.is_known(word[0], "NN") or self._reader.lexicon.is_known(word[0].lower(), "NN"):
            return word[0]
        return " ".join(word[0][at : at + _MOST_LETTERS] for at in range(0, len(word[0]), _MOST_LETTERS))

    def _plain_letters(self, text: str) -> str:
        """Cut endless words, and take the accents off letters that the reader would leave out."""
        text = _LONG_WORD.sub(self._in_parts, text)
        if text.isascii():
            return " ".join(text.split())
        spoken = INLINE.sub(lambda found: "\0" * len(found[0]), text)
        letters = [
            _base(letter) if mark.isalpha() and mark not in self._letters else letter
            for letter, mark in zip(text, spoken, strict=True)
        ]
        return " ".join("".join(letters).split())


def _base(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def _check_script(text: str) -> None:
    for word in INLINE.sub(" ", text).split():
        for letter in word:
            # "LATIN SMALL LETTER A", "MODIFIER LETTER TURNED COMMA", "FEMININE ORDINAL INDICATOR"
            if ord(letter) > 127 and letter.isalpha():
                name = unicodedata.name(letter, "")
                if not name.startswith(("LATIN", "MODIFIER", "FEMININE", "MASCULINE", "FULLWIDTH LATIN")):
                    raise InputError(
                        f"an English voice cannot read {word[:_SHOWN]!r} in {shorten(text)!r}",
                        hint="write it in Latin letters, or give the word an entry in the lexicon",
                    )


def _check_inline(text: str) -> None:
    for found in INLINE.finditer(text):
        # The reader itself writes these two in its own way.
        unknown = [letter for letter in found[2] if letter not in alphabet() and letter not in "ɾʔ"]
        if unknown:
            raise InputError(
                f"{unknown[0]!r} is no phoneme of this voice, in {shorten(found[0])!r}",
                hint="correct the entry in the lexicon",
            )


def shorten(text: str) -> str:
    """Return the beginning of a text, for an error."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _pieces(tokens: list[Any]) -> list[Piece]:
    made: list[Piece] = []
    text = phonemes = ""
    for token in tokens:
        said = token.phonemes or ""
        if not said and has_words(token.text):
            raise InputError(
                f"the voice does not know how to say {shorten(token.text)!r}",
                hint="give the word an entry in the lexicon, or write it as it is spoken",
            )
        text += token.text
        phonemes += said
        if token.whitespace:
            made.append(_piece(text, phonemes))
            text = phonemes = ""
    if text:
        made.append(_piece(text, phonemes))
    return made


def _piece(text: str, phonemes: str) -> Piece:
    known = alphabet()
    return Piece(text=text, phonemes="".join(letter for letter in phonemes if letter in known).strip())


# --- stress --------------------------------------------------------------------------------------------------------

_VOWEL = re.compile("[AIOQWYæəɛɜɪʊʌɑɔiuᵊᵻ]")
_STRESSED_VOWEL = re.compile(f"ˈ{_VOWEL.pattern}(?!ː)")


def stressed(phonemes: str, *, lengthens: bool = True) -> str:
    """Return the phonemes of a word with a main stress, on a long vowel if wanted.

    A doubled mark of stress makes a word longer still, but breaks some: in Kokoro "she" became "show you". With a long
    vowel hibari drawled "for" to 3.7 times its length.
    """
    if "ˈ" not in phonemes:
        phonemes = phonemes.replace("ˌ", "ˈ", 1) if "ˌ" in phonemes else _VOWEL.sub(r"ˈ\g<0>", phonemes, count=1)
    return _STRESSED_VOWEL.sub(r"\g<0>ː", phonemes, count=1) if lengthens else phonemes


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum()).lower()


def _stressed_words(text: str) -> frozenset[tuple[str, int]]:
    """Return which words stand between stars: each with how many of the same stand before it."""
    found = set()
    for match in STRESSED.finditer(text):
        before = [_bare(word) for word in plain(text[: match.start()]).split()]
        word = _bare(plain(match[1]))
        found.add((word, before.count(word)))
    return frozenset(found)


def _with_stress(pieces: list[Piece], wanted: frozenset[tuple[str, int]], lengthens: bool) -> list[Piece]:
    seen: dict[str, int] = {}
    made = []
    for piece in pieces:
        word = _bare(piece.text)
        place = (word, seen.get(word, 0))
        seen[word] = place[1] + 1
        if place in wanted:
            piece = replace(piece, phonemes=stressed(piece.phonemes, lengthens=lengthens), stressed=True)
        made.append(piece)
    return made


def batches(pieces: tuple[Piece, ...], limit: int) -> list[tuple[Piece, ...]]:
    """Return the pieces in groups of at most `limit` phonemes, blanks between them included.

    A group ends behind a sentence where one ends in it, else behind a clause, else behind a word. A single word longer
    than the limit (a number of thousands of digits) is cut at its blanks. Nothing is lost.
    """
    rest = [part for piece in pieces for part in _cut(piece, limit)]
    groups: list[tuple[Piece, ...]] = []
    while rest:
        fits, used = 0, -1
        while fits < len(rest) and used + 1 + len(rest[fits].phonemes) <= limit:
            used += 1 + len(rest[fits].phonemes)
            fits += 1
        end = fits if fits == len(rest) else _last_border(rest[:fits])
        groups.append(tuple(rest[:end]))
        rest = rest[end:]
    return groups


def _last_border(pieces: list[Piece]) -> int:
    for marks in (SENTENCE_ENDS, CLAUSE_ENDS):
        for end in range(len(pieces), 0, -1):
            if pieces[end - 1].phonemes.rstrip('"”)')[-1:] in marks:
                return end
    return len(pieces)


def _cut(piece: Piece, limit: int) -> list[Piece]:
    if len(piece.phonemes) <= limit:
        return [piece]
    parts: list[str] = []
    rest = piece.phonemes
    while len(rest) > limit:
        end = rest.rfind(" ", 0, limit + 1)
        end = end if end > 0 else limit
        parts.append(rest[:end])
        rest = rest[end:].lstrip()
    parts.append(rest)
    # The whole text stays with the first part, so that the word is listed once.
    return [Piece(text=piece.text if number == 0 else "", phonemes=part) for number, part in enumerate(parts) if part]
