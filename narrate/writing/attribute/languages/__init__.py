"""What the rules of attribution need to know of a language: tables, no rules.

A language is one module with a `Language` named `LANGUAGE`; `find` falls back to English for what has none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

FEMALE, MALE = "female", "male"
KNOWN = ("en", "ru")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Word lists of one language; all in lower case unless said otherwise."""

    code: str
    speech: frozenset[str]  #: finite forms of verbs that report speech or writing
    weak_speech: frozenset[str]  #: verbs that report speech only beside a quotation: "smiled", "shrugged"
    document_verbs: frozenset[str]  #: verbs that a text "says" with and a person does not speak with: "read"
    auxiliaries: frozenset[str]  #: what may stand between subject and verb
    pronouns: Mapping[str, str]  #: subject pronouns of the third person -> gender, "" for the plural
    possessives: Mapping[str, str]  #: "his" -> male
    first_person: frozenset[str]
    singular: frozenset[str]  #: of these only those of one person: "I", not "we"
    second_person: frozenset[str]
    determiners: frozenset[str]
    titles: Mapping[str, str]  #: before a name -> gender, "" where it says nothing; without the full stop
    roles: Mapping[str, str]  #: nouns for persons -> gender
    documents: frozenset[str]  #: what is written or recorded, not a person: "report", "sign"
    speech_nouns: frozenset[str]  #: what an announcement announces: "excerpt", "diary", "speech"
    announce_verbs: frozenset[str]  #: verbs of an announcement besides those of speech
    weak_announce: frozenset[str]  #: announce only before a colon: "set", "story"
    small: frozenset[str]  #: words that are no names though a sentence may begin with them
    not_names: frozenset[str]  #: capitalized words that are no persons: months, nations, institutions
    particles: frozenset[str]  #: "van", "de": inside a name in lower case
    prepositions: frozenset[str]
    fragment_before: frozenset[str]  #: a quotation right after these is a part of the sentence
    vocatives: frozenset[str]  #: how a speech or letter addresses those who listen
    questioner: str  #: who asks where nobody says so
    answerer: str
    question_labels: frozenset[str]
    answer_labels: frozenset[str]
    narrator_labels: frozenset[str]
    names: Mapping[str, str] = field(repr=False)  #: first names -> gender
    courtesy: Mapping[str, str] = field(default_factory=dict)  #: titles that tell spouses apart -> as written
    nicknames: Mapping[str, str] = field(default_factory=dict, repr=False)  #: "lizzy" -> "elizabeth"
    told_whom: frozenset[str] = frozenset()  #: verbs whose object is who is spoken to: "told", "asked"
    told_to: frozenset[str] = frozenset()  #: prepositions before who is spoken to: "said to"
    definite: frozenset[str] = frozenset()  #: determiners of somebody who is known: "the"
    generic: frozenset[str] = frozenset()  #: nouns for any person at all: "the boy", "the old man"
    offices: frozenset[str] = frozenset()  #: nouns that may be somebody new though "the" stands before them
    styles: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: noun -> titles before a name that say it
    ages: tuple[str, ...] = ("\0",)  #: how a noun for somebody of an age ends: "the 34-year-old"
    verb_endings: tuple[str, ...] = ("\0",)  #: of a verb that no table has, after its subject: "Ada counted"
    thinking: frozenset[str] = frozenset()  #: verbs of `speech` that as often report what nobody says aloud
    asking: frozenset[str] = frozenset()  #: verbs of a question: "asked"
    adding: frozenset[str] = frozenset()  #: verbs of who has spoken just before: "added"
    self_naming: tuple[str, ...] = ()  #: how one says one's name inside a speech: "I am"
    silences: tuple[str, ...] = ()  #: how somebody answers without a word: "nodded", "said nothing"
    wives: frozenset[str] = frozenset()  #: "his wife", "her mother": she of the couple that the page names
    husbands: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()  #: verbs before "to say": "used", "wanted"
    said_of: frozenset[str] = frozenset()  #: nouns for what one says: "was his verdict"
    female_endings: tuple[str, ...] = ()  #: of first names that no table has
    naming: frozenset[str] = frozenset()  #: between a noun and its name: "a man called Huw"
    one_of: frozenset[str] = frozenset()
    concerning: frozenset[str] = frozenset()  #: before whose view a sentence gives: "for Ada, the lesson is simple"
    introductions: tuple[str, ...] = ()  #: how a speech begins that says who speaks: "my name is"
    joins: frozenset[str] = frozenset()  #: what joins clauses: a subject follows, as a rule
    voices: frozenset[str] = frozenset()  #: what speaks and is nobody: "a deep voice", "came the answer"
    carriers: frozenset[str] = frozenset()  #: what keeps a voice: "tape", "newsreel"
    households: frozenset[str] = frozenset()  #: who speaks under one surname: "the Odell family"
    heard: frozenset[str] = frozenset()  #: how listeners are invited: "Listen to …"
    loose_verbs: frozenset[str] = frozenset()  #: verbs of speech that more often report something else: "began"
    loose_adjectives: frozenset[str] = frozenset()  #: small words that stand before a noun: "the old prior"
    callers: frozenset[str] = frozenset()  #: who breaks into a speech: "a voice", "members"
    makes: frozenset[str] = frozenset()  #: who does this to a text speaks in it: "preached by"
    hands: frozenset[str] = frozenset()  #: who does this to a text does not: "edited by"
    cases: Mapping[str, str] = field(default_factory=dict, repr=False)  #: another case of a role -> the role
    either: frozenset[str] = frozenset()  #: roles of one grammatical gender that both have: "врач сказала"
    institutions: Mapping[str, str] = field(default_factory=dict)  #: houses that speak, also in the case after "in"
    short_labels: Mapping[str, str] = field(default_factory=dict)  #: labels that stay what they are -> in full
    records: frozenset[str] = frozenset()  #: who does this to another's words does not speak: "Ann taped"
    calls: Mapping[str, str] = field(default_factory=dict)  #: how one speaks to somebody without a name -> gender
    young: frozenset[str] = frozenset()  #: nouns of `generic` that nobody with a title is
    births: frozenset[str] = frozenset()  #: before the name that somebody was born with: "née"
    things: frozenset[str] = frozenset()  #: roles that are as often things: "his head", "the chair"
    features: frozenset[str] = frozenset()  #: what shows how somebody feels: "over the weaver's face"
    years_old: frozenset[str] = frozenset()  #: how old somebody was, in words: "nine"
    reporting: frozenset[str] = frozenset()  #: verbs of papers and of no story, in the present: "recalls"
    beasts: Mapping[str, str] = field(default_factory=dict)  #: who speaks in tales and is no person elsewhere -> gender
    dash_dialogue: bool = False  #: a paragraph that begins with a dash is speech
    inflected: bool = False  #: names have cases


def words(text: str) -> frozenset[str]:
    """Return the words of a table."""
    return frozenset(text.split())


class Folded(dict[str, str]):
    """A table of names that finds "benoît" under "benoit"."""

    def __contains__(self, word: object) -> bool:
        """Tell whether a first name is known, with or without its accents."""
        return super().__contains__(word) or (isinstance(word, str) and super().__contains__(plain(word)))

    def get(self, word: str, default: str = "") -> str:  # type: ignore[override]
        """Return the gender of a first name, or `default`."""
        found = super().get(word)
        return super().get(plain(word), default) if found is None else found

    def __getitem__(self, word: str) -> str:
        """Return the gender of a first name."""
        return super().__getitem__(word if super().__contains__(word) else plain(word))


def plain(word: str) -> str:
    """Return a word without its accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).replace("ø", "o")


def gendered(female: str = "", male: str = "", either: str = "") -> dict[str, str]:
    """Return a table word -> gender."""
    table = dict.fromkeys(either.split(), "")
    table.update(dict.fromkeys(male.split(), MALE))
    table.update(dict.fromkeys(female.split(), FEMALE))
    return table


@cache
def find(code: str) -> Language:
    """Return the tables of a language, for instance ``en-GB``; English where there are none."""
    short = code.split("-")[0].lower()
    module = import_module(f"{__name__}.{short if short in KNOWN else 'en'}")
    language: Language = module.LANGUAGE
    return language
