"""Who is meant by a label: full names for surnames and initials, witnesses, those who ask and answer."""

from __future__ import annotations

import re

from narrate.writing.attribute.persons.called import person_of_label
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.turns.bearers import key_of
from narrate.writing.attribute.turns.labels import Label


def persons_of_labels(labels: set[str], people: People) -> dict[str, str]:
    """Return persons for labels that would else fall on one person: QUESNEL beside MRS. QUESNEL."""
    language = people.language
    meant: dict[str, list[str]] = {}
    for label in sorted(labels, key=len, reverse=True):
        if (
            label.lower().rstrip(".") not in language.roles
            and label.lower() not in language.question_labels | language.answer_labels | language.narrator_labels
        ):
            meant.setdefault(person_of_label(label, people), []).append(label)
    found: dict[str, str] = {}
    for person, same in meant.items():
        surname = {lab.split()[-1].lower() for lab in same}
        if len(same) < 2 or len(surname) > 1 or len({key_of(lab) for lab in same}) < 2:
            continue
        short = min(same, key=len)
        if any(
            lab != short and len(lab.split()) > 1 and lab.lower().replace(".", "") == person.lower() for lab in same
        ):
            continue  # the full name and the surname of one person
        others = [n for n in people.candidates(_cased_word(short)) if n != person]
        if others and any(lab.split()[0].lower().rstrip(".") in language.titles for lab in same if lab != short):
            found[short] = others[0]
    return found


def _cased_word(label: str) -> str:
    return label.split()[-1].capitalize()


def speaker_of(found: Label, asker: str, answerer: str, people: People) -> str:
    """Return who speaks after a label: one of the two of an interview, the narrator, or whom it names."""
    language = people.language
    low = found.label.lower().rstrip(".")
    if low in language.narrator_labels:
        return "Narrator"
    if low in language.short_labels:
        return language.short_labels[low]
    if low in language.question_labels or (found.form in ("qa", "bare") and low in ("q", "в")):
        return asker or language.questioner
    if low in language.answer_labels or found.form in ("qa", "bare"):
        return answerer or language.answerer
    if low in ("the witness", "witness") and answerer:
        return answerer
    return _by_initials(found.label, asker, answerer) or person_of_label(found.label, people)


def _by_initials(label: str, *persons: str) -> str:
    """Return who of the two in an interview has the initials of a label such as BH."""
    letters = label.replace(".", "").replace(" ", "")
    if not (letters.isupper() and 2 <= len(letters) <= 3):
        return ""
    for person in persons:
        parts = re.findall(r"[^\W\d_]+", person)
        if "".join(p[0].upper() for p in parts) == letters or (
            len(parts) > 1 and parts[0][0].upper() + parts[-1][0].upper() == letters
        ):
            return person
    return ""
