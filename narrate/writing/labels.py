"""Find lines that a person meant as a label and that would be read aloud.

In: a Script and the text of its file. Out: line numbers and names. ``Ann: Hello.`` is a line of a play to whoever types
it and a sentence of the narrator to the format, which asks for ``**Ann:** Hello.``; this says so before it is voiced.
"""

from __future__ import annotations

import re
from collections import Counter

from narrate.model import ANNOUNCER, NARRATOR, Script
from narrate.writing.script import LABEL

# A name, perhaps between marks of emphasis, perhaps with a direction, then a colon and words.
_LIKE_A_LABEL = re.compile(
    r"[*_]{0,3}([^\W\d_][^:*_\"“”«»?!()\[\]]{0,47}?)[*_]{0,3}\s*(?:\([^()]*\))?\s*:[*_]{0,3}\s+\S"
)
_NO_COLON = re.compile(r"\*\*([^*\n]{1,48})\*\*\s+\S")
_CUE = re.compile(
    r"\[(?:ident|sting|bed|effect|cut)\b[^\[\]\n]{0,60}\]|"
    r"\[pause\b(?!\s+\d+(?:\.\d+)?\s*(?:s|seconds?)?\])[^\[\]\n]{0,40}\]",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    {"de", "da", "del", "der", "den", "di", "du", "la", "le", "van", "von", "of", "the", "and", "al"}
)
LONGEST_NAME_WORDS = 4


def unmarked_labels(script: Script, text: str) -> list[tuple[int, str]]:
    """Return line and name of every line that looks like a label without being one.

    A known speaker counts always, any other name when it is written as names are and in two words or capitals, or when
    it stands there twice. A line that begins with a backslash is meant as it stands.
    """
    found = [(number, name) for number, line in _spoken_lines(script, text) if (name := _name_in(line))]
    often = Counter(name for _, name in found)
    known = _known(script)
    return [(n, name) for n, name in found if name.casefold() in known or _is_name(name, often[name])]


def cues_inside(script: Script) -> list[tuple[int, str]]:
    """Return line and text of every cue that stands inside a paragraph, where only a pause is one."""
    return [(speech.line, match[0]) for speech in script.speeches() for match in _CUE.finditer(speech.text)]


def _spoken_lines(script: Script, text: str) -> list[tuple[int, str]]:
    """Return every line of a spoken paragraph, except labels as they should be."""
    lines = text.removeprefix("\ufeff").splitlines()
    spoken: list[tuple[int, str]] = []
    for speech in script.speeches():
        for number in range(speech.line, len(lines) + 1):
            line = lines[number - 1].strip()
            if not line or line.startswith(("#", "[", "<!--")):
                break
            if LABEL.match(line):
                if number > speech.line:
                    break  # the next speech
            else:
                spoken.append((number, line))
    return spoken


def _name_in(line: str) -> str:
    match = _LIKE_A_LABEL.match(line) or _NO_COLON.match(line)
    return " ".join(match[1].split()) if match else ""


def _known(script: Script) -> frozenset[str]:
    """Return the speakers of a script as they may be called: by their whole name or its last word."""
    names = {*script.speakers(), *script.cast, NARRATOR, ANNOUNCER}
    return frozenset(part.casefold() for name in names for part in (name, name.split()[-1]))


def _is_name(name: str, times: int) -> bool:
    words = name.split()
    if len(words) > LONGEST_NAME_WORDS or not all(word[0].isupper() or word in _PARTICLES for word in words):
        return False
    return len(words) > 1 or times > 1 or (name.isupper() and len(name) > 1)
