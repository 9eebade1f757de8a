"""The script as a file: ``scripts/NAME.md``, plain Markdown that a person edits.

In and out: text and a `Script`; `parse(format(script)) == script`. Nothing is read or written here. `parse` reports
every problem of a file at once, each with its line. The format is taught in ``scripts/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from narrate.errors import InputError, NarrateError, raise_all
from narrate.model import NARRATOR, Cue, Cut, Pause, Script, Segment, Sound, SoundKind, Source, Speech, Voice

if TYPE_CHECKING:
    from yaml.nodes import Node

HEAD_KEYS = ("title", "language", "description", "date", "guid", "number", "style", "sources", "credits", "cast")
SOURCE_KEYS = ("path", "url", "title", "author", "date", "retrieved", "sha256")
VOICE_KEYS = ("voice", "engine", "language", "rate", "gain_db", "effect")
SOUND_KINDS: tuple[SoundKind, ...] = get_args(SoundKind)
CUES_HINT = "cues are [pause 1.5], [ident], [sting], [bed], [bed off], [effect: pips] and [cut: why] before a paragraph"
LONGEST_PAUSE_SECONDS = 60.0
OWN_WORDS = "own words"  #: the direction by which a producer says: these words are mine, not a source's

#: What begins a line that somebody else speaks: ``**Name:**`` or ``**Name** (direction):``.
LABEL = re.compile(r"\*\*\S[^*]*(?::\s*\*\*|\*\*\s*(?:\([^()]*\))?\s*:)")

_PLAIN = re.compile(r"[^\W\d_][\w ./()+%’'–—-]*")
_RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n", "none"})


# --- from a script to text -----------------------------------------------------------------------------------------


def format(script: Script) -> str:
    """Return the text of a script file; `parse` reads the same script from it."""
    parts = ["---", *_head(script), "---"]
    for number, segment in enumerate(script.segments):
        if segment.title or number:
            parts += ["", f"## {_one_line(segment.title)}"]
        before: Speech | None = None
        for cue in segment.cues:
            parts += ["", _cue(cue, before)]
            before = cue if isinstance(cue, Speech) else before
    return "\n".join(parts) + "\n"


def _head(script: Script) -> Iterator[str]:
    yield f"title: {_scalar(script.title)}"
    yield f"language: {_scalar(script.language)}"
    for key in ("description", "date", "guid"):
        if value := getattr(script, key):
            yield f"{key}: {_scalar(value)}"
    if script.number is not None:
        yield f"number: {script.number}"
    if script.style:
        yield f"style: {_scalar(script.style)}"
    if script.sources:
        yield "sources:"
        for source in script.sources:
            given = {key: getattr(source, key) for key in SOURCE_KEYS if getattr(source, key)}
            if set(given) == {"path"}:
                yield f"  - {_scalar(source.path)}"
            else:
                yield from _mapping_item(given)
    if script.credits:
        yield "credits:"
        yield from (f"  - {_scalar(credit)}" for credit in script.credits)
    if script.cast:
        yield format_cast(script.cast).rstrip("\n")


def _mapping_item(given: dict[str, str]) -> Iterator[str]:
    for number, (key, value) in enumerate(given.items()):
        yield f"  {'- ' if number == 0 else '  '}{key}: {_scalar(value)}"


def format_cast(cast: Mapping[str, Voice]) -> str:
    """Return the cast as it stands in a head, with a newline behind every line."""
    return "cast:\n" + "".join(f"  {_scalar(speaker)}: {format_voice(voice)}\n" for speaker, voice in cast.items())


def format_voice(voice: Voice) -> str:
    """Return a voice as a cast line has it: its name, or ``{voice: ..., effect: ...}``."""
    given = [f"voice: {_scalar(voice.name)}"]
    given += [f"{key}: {_scalar(getattr(voice, key))}" for key in ("engine", "language") if getattr(voice, key)]
    given += [f"rate: {voice.rate!r}"] if voice.rate != 1.0 else []
    given += [f"gain_db: {voice.gain_db!r}"] if voice.gain_db != 0.0 else []
    given += [f"effect: {_scalar(voice.effect)}"] if voice.effect else []
    return _scalar(voice.name) if len(given) == 1 else "{" + ", ".join(given) + "}"


def _scalar(value: str) -> str:
    """Return a YAML scalar: plain where that is safe, else in double quotes with everything unprintable escaped."""
    if _PLAIN.fullmatch(value) and value.lower() not in _RESERVED and not value.endswith(" "):
        return value
    if re.fullmatch(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)|[0-9a-f]{64}", value):
        return value
    out = []
    for char in value:
        if char in '"\\':
            out.append("\\" + char)
        elif char.isprintable():
            out.append(char)
        elif ord(char) < 0x100:
            out.append(f"\\x{ord(char):02x}")
        else:
            out.append(f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}")
    return '"' + "".join(out) + '"'


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cue(cue: Cue, before: Speech | None) -> str:
    match cue:
        case Speech():
            same = before is not None and (cue.speaker, cue.direction, cue.via) == (
                before.speaker,
                before.direction,
                before.via,
            )
            text = _one_line(cue.text)
            return _escape(text) if same else f"{_label(cue)} {_escape_text(text)}"
        case Pause():
            return f"[pause {cue.seconds!r}]"
        case Sound():
            if cue.kind == "bed" and cue.name == "off":
                return "[bed off]"
            name = f": {cue.name}" if cue.name else ""
            gain = f" {cue.gain_db:+g} dB" if cue.gain_db else ""
            return f"[{cue.kind}{name}{gain}]"
        case Cut():
            return f"[cut: {cue.why}] {_one_line(cue.text)}" if cue.why else f"[cut] {_one_line(cue.text)}"


def _label(speech: Speech) -> str:
    name = re.sub(r"([\\*()])", r"\\\1", _one_line(speech.speaker))
    name = name[:-1] + "\\:" if name.endswith(":") else name
    directions = [part for part in (speech.direction, f"text by {speech.via}" if speech.via else "") if part]
    if not directions:
        return f"**{name}:**"
    inside = re.sub(r"([()\\])", r"\\\1", _one_line("; ".join(directions)))
    return f"**{name}** ({inside}):"


def _escape(text: str) -> str:
    """Return a paragraph that cannot be read as a label, a cue, a heading or a comment."""
    return "\\" + text if re.match(r"#|\[|\*\*|\\|---|<!--", text) else text


def _escape_text(text: str) -> str:
    # After a label only an escape itself could be misread.
    return "\\" + text if text.startswith("\\") else text


# --- from text to a script -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """One reading of one file: what was found so far, and what is wrong with it."""

    where: str
    problems: list[NarrateError] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    title: str = ""
    title_line: int = 0
    cues: list[Cue] = field(default_factory=list)
    speaker: str = NARRATOR
    direction: str = ""
    via: str = ""

    def wrong(self, line: int, message: str, hint: str = "") -> None:
        self.problems.append(InputError(message, where=f"{self.where}:{line}", hint=hint))

    def close_segment(self) -> None:
        if self.title or self.cues or self.segments:
            self.segments.append(Segment(title=self.title, cues=tuple(self.cues), line=self.title_line))
        self.cues = []


def parse(text: str, *, where: str = "script") -> Script:
    """Return the script in the text of a file.

    `where` names the file in errors. Raises InputError, or ProblemsError with every problem of the file.
    """
    reader = _Reader(where=where)
    lines = text.removeprefix("\ufeff").splitlines()
    head, first = _split_head(lines, reader)
    fields = _read_head(head, reader) if head is not None else {}
    for number, paragraph in _paragraphs(lines, first):
        _read_paragraph(paragraph, number, reader)
    reader.close_segment()
    if not reader.problems and not any(isinstance(c, Speech) for s in reader.segments for c in s.cues):
        reader.wrong(
            len(lines) or 1, "nobody says anything in this script", "write a line such as **Narrator:** Good evening."
        )
    raise_all(reader.problems)
    return Script(**fields, segments=tuple(reader.segments))


def _split_head(lines: list[str], reader: _Reader) -> tuple[list[str] | None, int]:
    """Return the lines of the head and the index of the first line after it."""
    start = next((n for n, line in enumerate(lines) if line.strip()), None)
    if start is None or lines[start].rstrip() != "---":
        reader.wrong(1, "the script has no head", "begin with a line ---, then title: ..., then a line ---")
        return None, 0
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip() == "---":
            return [""] * (start + 1) + lines[start + 1 : number], number + 1
    reader.wrong(start + 1, "the head is not closed", "put a line --- after the last line of the head")
    return None, len(lines)


def _paragraphs(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    """Yield paragraphs with the number of their first line, counted from 1; comments are left out."""
    start, gathered, comment = 0, list[str](), False
    for number, raw in enumerate(lines[first:], first + 1):
        line = raw.strip()
        if comment or line.startswith("<!--"):
            comment = "-->" not in line
            line = line.partition("-->")[2].strip()
        alone = line.startswith("#") or (line.startswith("[") and line.endswith("]"))
        # Labels on lines right below each other, as a play has them, are speeches and not one paragraph.
        if (not line or alone or LABEL.match(line)) and gathered:
            yield start, " ".join(gathered)
            gathered = []
        if alone:
            yield number, line
        elif line:
            start = start if gathered else number
            gathered.append(" ".join(line.split()))
    if gathered:
        yield start, " ".join(gathered)


def _read_paragraph(text: str, line: int, reader: _Reader) -> None:
    if text.startswith("#"):
        _read_heading(text, line, reader)
    elif text.startswith("["):
        _read_cue(text, line, reader)
    elif text.startswith("**") and (label := _read_label(text)):
        name, directions, said = label
        reader.speaker = name
        direction, _, via = (("; " + directions) if directions else "").partition("; text by ")
        reader.direction, reader.via = direction.removeprefix("; "), via
        if not name:
            reader.wrong(line, "a label without a name", "write **Name:** before what is said")
        _add_speech(said, line, reader)
    else:
        _add_speech(text, line, reader)


def _add_speech(text: str, line: int, reader: _Reader) -> None:
    said = text[1:] if text.startswith("\\") else text
    if not said.strip():
        reader.wrong(line, f"{reader.speaker} says nothing here", "write the words behind the label, on the same line")
        return
    for pause in _PAUSE.finditer(said):
        if not 0 <= (_number(pause[1]) or 0) <= LONGEST_PAUSE_SECONDS:
            reader.wrong(line, f"a pause of {pause[1]} seconds", f"between 0 and {LONGEST_PAUSE_SECONDS:g} seconds")
    reader.cues.append(Speech(speaker=reader.speaker, text=said, direction=reader.direction, via=reader.via, line=line))


def _read_heading(text: str, line: int, reader: _Reader) -> None:
    marks = len(text) - len(text.lstrip("#"))
    title = text[marks:].strip()
    if marks != 2:
        reader.wrong(
            line,
            f"{text[:40]!r} is no chapter",
            "chapters begin with ##; a spoken line that begins with # needs a \\ before it",
        )
        return
    if not title:
        reader.wrong(line, "a chapter without a title", "write ## and the title on one line")
        return
    reader.close_segment()
    reader.title, reader.title_line = title, line


def _read_label(text: str) -> tuple[str, str, str] | None:
    """Return name, directions and words of ``**Name** (direction): words``, or None where it is no label."""
    name, at = _until(text, 2, "**")
    if at < 0:
        return None
    raw = text[2:at]
    slashes = len(raw[:-1]) - len(raw[:-1].rstrip("\\"))
    colon = raw.endswith(":") and slashes % 2 == 0  # an odd number of them escapes it
    name = (name[:-1] if colon else name).strip()
    rest = text[at + 2 :].lstrip()
    directions = ""
    if within := _DIRECTION_INSIDE.fullmatch(raw.strip().removesuffix(":")):
        # **Name (slowly):** is what many would write.
        name, directions = _until(within[1], 0, "**")[0].strip(), within[2]
    if rest.startswith("("):
        inside, end = _until(rest, 1, ")")
        after = rest[end + 1 :].lstrip() if end >= 0 else ""
        if end >= 0 and (after.startswith(":") and not colon):
            directions, rest = inside, after
    if not colon:
        if not rest.startswith(":"):
            return None
        rest = rest[1:]
    return name, " ".join(directions.split()), rest.strip()


_DIRECTION_INSIDE = re.compile(r"(.*[^\s\\])\s+\(([^()\\]+)\)")


def _until(text: str, start: int, stop: str) -> tuple[str, int]:
    """Return the unescaped text up to `stop` and where that stands, or -1."""
    out, at = [], start
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            out.append(text[at + 1])
            at += 2
        elif text.startswith(stop, at):
            return "".join(out), at
        else:
            out.append(text[at])
            at += 1
    return "".join(out), -1


_CUT = re.compile(r"\[cut(?::\s*([^\]]*))?\]\s*(.*)", re.IGNORECASE)
_PAUSE = re.compile(r"\[pause\s+([\d.]+)\s*(?:s|seconds?)?\]", re.IGNORECASE)
_SOUND = re.compile(r"\[(\w+)(?::\s*([^\]]*?))?(?:\s+([+-]?[\d.]+)\s*dB)?\]", re.IGNORECASE)


def _read_cue(text: str, line: int, reader: _Reader) -> None:
    if cut := _CUT.fullmatch(text):
        if cut[2]:
            reader.cues.append(Cut(text=cut[2], why=(cut[1] or "").strip(), line=line))
        else:
            reader.wrong(
                line,
                "[cut] stands before nothing",
                "write the passage that is left out behind it, in the same paragraph",
            )
    elif pause := _PAUSE.fullmatch(text):
        seconds = _number(pause[1])
        if seconds is None or not 0 < seconds <= LONGEST_PAUSE_SECONDS:
            reader.wrong(line, f"a pause of {pause[1]} seconds", f"between 0 and {LONGEST_PAUSE_SECONDS:g} seconds")
        else:
            reader.cues.append(Pause(seconds=seconds, line=line))
    elif text.lower() == "[bed off]":
        reader.cues.append(Sound(kind="bed", name="off", line=line))
    elif (sound := _SOUND.fullmatch(text)) and sound[1].lower() in SOUND_KINDS:
        gain = _number(sound[3] or "0")
        if gain is None:
            reader.wrong(line, f"{sound[3]!r} is no number of decibels", "write for instance -6 dB")
            return
        kind = next(kind for kind in SOUND_KINDS if kind == sound[1].lower())
        reader.cues.append(Sound(kind=kind, name=(sound[2] or "").strip(), gain_db=gain, line=line))
    elif text.endswith("]"):
        reader.wrong(
            line, f"unknown cue {text[:60]}", CUES_HINT + "; a spoken line that begins with [ needs a \\ before it"
        )
    else:
        # An editorial bracket at the start of a paragraph is simply spoken.
        _add_speech(text, line, reader)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


# --- the head ------------------------------------------------------------------------------------------------------


def _read_head(lines: list[str], reader: _Reader) -> dict[str, Any]:
    import yaml

    try:
        # Only composed, never constructed: every scalar stays the text that it is, so that a title `No` is a title.
        node = yaml.compose("\n".join(lines), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reader.wrong(
            mark.line + 1 if mark else 1,
            f"the head is not valid YAML: {error.problem or error.context}",
            "one key: value a line; put texts with a colon in quotation marks",
        )
        return {}
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reader.wrong(
            1, f"the head is not valid YAML: {str(error).splitlines()[0]}", "retype the line with the odd character"
        )
        return {}
    fields: dict[str, Any] = {}
    for key, value, line in _pairs(node, reader, "the head"):
        match key:
            case "title" | "language" | "description" | "date" | "guid" | "style":
                fields[key] = _text(value, key, reader)
            case "number":
                text = _text(value, key, reader)
                if text.isdecimal() and len(text) < 7:
                    fields[key] = int(text)
                else:
                    reader.wrong(line, f"number cannot be {text!r}", "give a whole number from 0")
            case "sources":
                fields[key] = tuple(s for item in _items(value, key, reader) if (s := _read_source(item, reader)))
            case "credits":
                fields[key] = tuple(_text(item, key, reader) for item in _items(value, key, reader))
            case "cast":
                fields[key] = {
                    name: voice
                    for name, item, _ in _pairs(value, reader, "cast")
                    if (voice := _read_voice(name, item, reader))
                }
            case _:
                reader.wrong(line, f"unknown key {key!r} in the head", "known: " + ", ".join(HEAD_KEYS))
    if not fields.get("title"):
        reader.wrong(1, "the head has no title", "add a line title: ...")
        fields["title"] = ""
    return fields


def _pairs(node: Node | None, reader: _Reader, what: str) -> Iterator[tuple[str, Node, int]]:
    """Yield key, value and line of a mapping; a key that comes twice is a problem."""
    import yaml

    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return
    if not isinstance(node, yaml.MappingNode):
        reader.wrong(node.start_mark.line + 1, f"{what} must be a list of key: value", "one a line")
        return
    seen = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        name = _text(key, what, reader)
        if name in seen:
            reader.wrong(line, f"{name!r} stands twice in {what}", "keep one of the two lines")
            continue
        seen.add(name)
        yield name, value, line


def _items(node: Node, key: str, reader: _Reader) -> list[Node]:
    import yaml

    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    if isinstance(node, yaml.ScalarNode):
        return [node] if node.value else []
    reader.wrong(node.start_mark.line + 1, f"{key} must be a list", f"write {key}: [one, two]")
    return []


def _text(node: Node, key: str, reader: _Reader) -> str:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    reader.wrong(node.start_mark.line + 1, f"{key} must be a text", "put it in quotation marks")
    return ""


def _read_source(node: Node, reader: _Reader) -> Source | None:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return Source(path=str(node.value))
    found = {}
    for key, value, line in _pairs(node, reader, "a source"):
        if key in SOURCE_KEYS:
            found[key] = _text(value, key, reader)
        else:
            reader.wrong(line, f"unknown key {key!r} of a source", "known: " + ", ".join(SOURCE_KEYS))
    if not found.get("path"):
        reader.wrong(node.start_mark.line + 1, "a source without a path", "add path: sources/...")
        return None
    return Source(**found)


def _read_voice(speaker: str, node: Node, reader: _Reader) -> Voice | None:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        if node.value:
            return Voice(name=str(node.value))
        reader.wrong(
            node.start_mark.line + 1,
            f"no voice behind {speaker!r}",
            "write the name of a voice; narrate voices lists them",
        )
        return None
    texts: dict[str, str] = {}
    numbers: dict[str, float] = {}
    for key, value, line in _pairs(node, reader, "a voice"):
        text = _text(value, key, reader)
        if key not in VOICE_KEYS:
            reader.wrong(line, f"unknown key {key!r} of a voice", "known: " + ", ".join(VOICE_KEYS))
        elif key not in ("rate", "gain_db"):
            texts["name" if key == "voice" else key] = text
        elif (number := _number(text)) is None or (key == "rate" and not 0.5 <= number <= 2) or abs(number) > 40:
            reader.wrong(line, f"{key} cannot be {text!r}", "rate is between 0.5 and 2, gain_db between -40 and 40")
        else:
            numbers[key] = number
    if not texts.get("name"):
        reader.wrong(
            node.start_mark.line + 1, f"no voice behind {speaker!r}", "add voice: NAME; narrate voices lists them"
        )
        return None
    return Voice(**texts, **numbers)  # type: ignore[arg-type]  # the keys were checked one by one above
