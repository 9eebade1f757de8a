"""Whom a name means as it is written before a turn: the full name where the page gives one."""

from __future__ import annotations

import re

from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.names import read_name
from narrate.writing.attribute.wording.words import tokens


def person_of_label(label: str, people: People) -> str:
    """Return who is meant by a label: the full name where the page gives one."""
    language = people.language
    head = label.split(",")[0].strip()
    toks = tokens(head)
    name = read_name(toks, 0, language)
    if name is not None and name.last >= len(toks) and head.lower() not in language.roles and name.title != "old":
        who = people.resolve(name.text, name.title)
        return " ".join(w.capitalize() for w in who.split()) if who.isupper() and re.search("[AEIOUYА-Я]", who) else who
    shown = head if not head.isupper() else " ".join(w.capitalize() for w in head.split())
    shown = re.sub(r"^(?:the|an?) (?=\S{2})", "", shown, flags=re.I)
    return people.resolve(shown[:1].upper() + shown[1:])
