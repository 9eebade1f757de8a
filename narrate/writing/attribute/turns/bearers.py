"""Who can bear a label: somebody without a name, an office, a person of the page."""

from __future__ import annotations

import re

from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VOICES = _set(
    "зала места мест "
    "voice voices voicemail caller callers audience crowd announcer operator recording child children man woman "
    "boy girl "
    "both all everyone chorus tape clip archive newsreader translator interpreter moderator host guest speaker male "
    "female dispatcher dispatch tower pilot radio computer member members heckler delegate delegates questioner "
    "reporter "
    "reporters student listener listeners passer-by bystander neighbour neighbor unidentified unknown shout shouts "
    "cry cries gallery floor hall голос голоса возглас возгласы реплика зал все хор"
)
INITIALS = re.compile(r"(?:[A-ZА-ЯЁ]\. ?){1,2}[A-ZА-ЯЁ][\w’'-]+")


def key_of(label: str) -> str:
    """Return a label without its case and its points: what comes back is the same key."""
    return " ".join(re.findall(r"\w+", label.lower()))


def is_voice(low: str) -> bool:
    """Tell whether a label means somebody without a name: "A voice from the gallery", "Several hon. Members"."""
    words = low.replace(".", "").split()
    return len(words) <= 6 and any(word in _VOICES for word in words[:4])


def _is_bearer(label: str, language: Language) -> bool:
    """Tell a role with a name behind it: "Истец Дудкин", "Witness Orme"."""
    words = label.split()
    return len(words) in (2, 3) and words[0].lower() in language.roles and all(w[:1].isupper() for w in words[1:])


def is_known(label: str, people: People) -> bool:
    """Tell whether a label can be nothing but somebody who speaks: a person of the page, a role, a voice."""
    language = people.language
    low = label.lower().rstrip(".")
    if (
        low in language.roles
        or low.removeprefix("the ") in language.roles
        or low.removeprefix("the ") in language.titles
        or low in ("the speaker", "speaker")
        or low in language.question_labels
        or low in language.answer_labels
        or low in language.narrator_labels
        or is_voice(low)
        or (language.inflected and low.split()[0] in language.callers)
        or INITIALS.fullmatch(label)
        or _is_bearer(label, language)
    ):
        return True
    name = read_name(tokens(label), 0, language)
    return name is not None and people.is_person(name)
