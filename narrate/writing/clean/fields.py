"""Lines that are a field: a word, a colon and a value. One that comes back is the label of a speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from narrate.writing.clean.judged import Judged


def keep_labels(judged: Sequence[Judged]) -> None:
    """A field such as "Interviewer:" that comes back is a speaker's label, but not among the fields of the head."""
    again = fields_again([item.unit.text for item in judged])
    fields = [item.why == "metadata" and ":" in item.unit.text[:40] for item in judged]
    for n, item in enumerate(judged):
        if not (item.why == "metadata" and again[n]):
            continue
        beside = any(fields[k] and not again[k] for k in (n - 1, n + 1) if 0 <= k < len(judged))
        if not beside or item.unit.text[-1:] in ".?!…":
            item.why = ""


def fields_again(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it begins with a field, a word before a colon, and another line does too."""
    keys = [line.split(":", 1)[0].lower() if ":" in line[:40] else "" for line in lines]
    counts = Counter(key for key in keys if key and not any(ch.isdigit() for ch in key))
    return [counts[key] >= 2 for key in keys]


_MAIL = re.compile(r"(from|to|cc|bcc|date|sent|subject|reply-to|от|кому|дата|тема)\s*:\s+\S.{0,160}", re.I)


def drop_mail_fields(judged: Sequence[Judged]) -> None:
    """The fields of an e-mail: two at least, one after another, with who wrote it or to whom among them."""
    n = 0
    while n < len(judged):
        keys: list[str] = []
        while n + len(keys) < len(judged) and (field := _MAIL.fullmatch(judged[n + len(keys)].unit.text)):
            if field[1].lower() in keys:
                break
            keys.append(field[1].lower())
        if len(keys) >= 2 and {"from", "to", "от", "кому"} & set(keys):
            for item in judged[n : n + len(keys)]:
                item.why = "metadata"
        n += max(1, len(keys))
