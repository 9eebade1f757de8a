"""Beasts that speak: on a page that lets one of them say something, all of them are persons; on any other, none is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from narrate.writing.attribute.languages import FEMALE, Language
from narrate.writing.attribute.languages.ru_forms import oblique

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NEAR = 2  #: words between a beast and its verb of speech


def with_beasts(texts: Iterable[str], language: Language) -> Language:
    """Return the language for a page: with the beasts among its nouns for persons where one of them speaks."""
    if not language.beasts or not any(_speaks(text, language) for text in texts):
        return language
    cases = {form: noun for noun, gender in language.beasts.items() for form in oblique(noun, gender or FEMALE)}
    return replace(language, roles={**language.beasts, **language.roles}, cases={**cases, **language.cases})


def _speaks(text: str, language: Language) -> bool:
    words = _WORD.findall(text.lower())
    return any(
        word in language.beasts and not language.speech.isdisjoint(words[max(0, k - _NEAR) : k + _NEAR + 1])
        for k, word in enumerate(words)
    )
