"""Who says "I" by what the text or its title says: "My name is Samira", "Hamid's story"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens

_NAME = r"(?P<name>(?-i:[A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’-]+){0,2}))"
_MINE = re.compile(
    rf"(?:\b(?:my name(?: is|['’]s)|i am called|they call me)|(?:^|[.!?] )(?:i am|i['’]m|i,)|\bменя зовут) {_NAME}",
    re.I,
)
#: whose a told text is, by its title: "Hamid's story", "My story: Hamid"; a speech is found by who gave it
_STORY = r"(?:story|stories|testimony|journey|account|experience|recovery|words)"
_STORY_OF = re.compile(rf"{_NAME}['’]s? (?:own )?{_STORY}\b", re.I)
_STORY_BY = re.compile(rf"(?:my |a )?{_STORY}(?: of|:| [—–-]) {_NAME}$", re.I)
_EARLY = 400  #: characters in which somebody gives his name


def named_by_himself(texts: Sequence[str], people: People) -> str:
    """Return the name that somebody gives who begins to tell: "My name is Samira"."""
    for text in texts[:2]:
        if (match := _MINE.search(text[:_EARLY])) is not None:
            sure = "name" in match[0].lower() or "зовут" in match[0].lower() or "call" in match[0].lower()
            if name := _person(match["name"], people, sure=sure):
                return name
    return ""


def whose_story(title: str, people: People) -> str:
    """Return whose story a title says that the text is."""
    match = _STORY_OF.match(title) or _STORY_BY.match(title)
    return _person(match["name"], people, sure=match.end() == len(title)) if match is not None else ""


def _person(text: str, people: People, *, sure: bool) -> str:
    """Return the person of a name; a word that nobody is known to be called is one only where it is `sure`."""
    language = people.language
    toks = tokens(text.removesuffix("'s").removesuffix("’s"))
    name = read_name(toks, 0, language)
    if name is None:
        return ""
    words = name.text.lower().split()
    if any(w in language.not_names or w in language.small or w in language.roles for w in words):
        return ""
    return people.resolve(name.text, name.title) if sure or people.is_person(name) else ""
