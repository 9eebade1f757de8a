"""How a text sounds, roughly: spelling reduced to classes of sounds, so that spellings can be compared by ear.

In: words of any spelling. Out: a row of `Sound`, one for each consonant or run of vowels, each with its word. A
recogniser writes names in many ways (Khrushchev, Krushchov, Crew's Chef); what stays the same is the skeleton of
consonants. The reduction is of the family of Metaphone (Philips, 1990), coarser in its vowels and with weights.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

#: What it costs not to hear a sound. Vowels and glides are what spellings, accents and recognisers disagree about.
VOWEL_WEIGHT, GLIDE_WEIGHT, CONSONANT_WEIGHT = 0.3, 0.4, 1.0
#: What it costs to hear a consonant as one that is made in the same place: D for T, Z for S.
NEAR_COST = 0.35
_NEAR = [
    frozenset(group)
    for group in ("PB", "TD0", "KG", "GJ", "SZ", "SXZ", "XJC", "XC", "CT", "FVB", "VW", "MN", "RL", "CK")
]
_WEAK = frozenset("WYH")

_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)) | {
    **{"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""},
    **{"ю": "yu", "я": "ya"},
}
#: Spellings and the consonants they stand for, longest first where one begins another. Lower case on the left;
#: 0 is th, X is sh, C is ch, J is the sound of joy, A is any vowel.
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "N"),
        (r"^wr", "R"),
        (r"^wh(?=o)", "H"),
        (r"wh", "W"),
        (r"^(?:x|ps)", "S"),
        (r"mb$", "M"),
        (r"mb(?=s$|ed$|ing$)", "M"),
        (r"shch|sch(?=[eiuo])", "XC"),
        (r"tch|tsch", "C"),
        (r"(?:t|s|ss)ion", "XAN"),
        (r"(?:ti|ci|si)(?=al|ous|an|en)", "X"),
        (r"(?<=[aeiouy])ght", "T"),
        (r"(?<=[aeo]u)gh", ""),
        (r"(?<=[aeiouy])gh", ""),
        (r"sh", "X"),
        (r"ch", "C"),
        (r"kh|gh", "K"),
        (r"ph", "F"),
        (r"th", "0"),
        (r"dg(?=[eiy])|dj|dzh|zh", "J"),
        (r"ck|cq|q", "K"),
        (r"sc(?=[eiy])", "S"),
        (r"cc(?=[eiy])", "KS"),
        (r"c(?=[eiy])", "S"),
        (r"c", "K"),
        (r"ts|tz", "TS"),
        (r"x", "KS"),
        (r"g(?=[eiy])", "J"),
        (r"w(?=[aeiouy])", "W"),
        (r"w", ""),
        (r"h(?=[aeiouy])", "H"),
        (r"h", ""),
        (r"y(?=[aeiou])", "Y"),
        (r"(?<=[aeiouy][bcdfghjklmnpqrstvwxz])e(?=s?$)", ""),
        (r"[aeiouy]+", "A"),
        (r"j", "J"),
        (r"([bdfgklmnprstvz])", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class Sound:
    """One consonant or run of vowels."""

    letter: str  #: of the classes above
    word: int  #: index of the word that it belongs to

    @property
    def weight(self) -> float:
        """Return what it costs to miss it."""
        return VOWEL_WEIGHT if self.letter == "A" else GLIDE_WEIGHT if self.letter in _WEAK else CONSONANT_WEIGHT


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: lower case, Latin letters and digits alone."""
    told = text.lower().replace("’", "'").replace("'", "")
    told = "".join(_CYRILLIC.get(letter, letter) for letter in unicodedata.normalize("NFC", told))
    told = "".join(letter for letter in unicodedata.normalize("NFKD", told) if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", told)


def skeleton(word: str) -> str:
    """Return the sounds of one word as letters: ``KRAXCAF``."""
    made = []
    at = 0
    while at < len(word):
        for pattern, sound in _RULES:
            found = pattern.match(word, at)
            # `match` with a position still lets ^ stand for the beginning of the word alone.
            if found and found.end() > at:
                made.append(found.expand(sound))
                at = found.end()
                break
        else:
            made.append(word[at])  # a digit, or a letter of another script: it stands for itself
            at += 1
    return re.sub(r"(.)\1+", r"\1", "".join(made).upper())


def sounds_of(words: Sequence[str]) -> list[Sound]:
    """Return the sounds of some words in order."""
    return [Sound(letter, index) for index, word in enumerate(words) for letter in skeleton(word)]


@lru_cache(maxsize=1024)
def difference(one: str, other: str) -> float:
    """Return what it costs to hear one letter for another: 0 for the same, 1 and more for strangers."""
    if one == other:
        return 0.0
    if any(one in group and other in group for group in _NEAR):
        return NEAR_COST
    return (Sound(one, 0).weight + Sound(other, 0).weight) * 0.75
