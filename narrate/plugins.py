"""The seams: what an outsider can add, and how it is found.

Built-ins stand in a table as ``module:attribute``; everything else is an entry point of a group below, loaded by name
when asked for. A broken plugin fails alone and says its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

from narrate.errors import SetupError
from narrate.model import Clip, Document, Show, Voice, Word

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from importlib.metadata import EntryPoint

Kind = Literal["importer", "engine", "effect", "publisher", "executor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceInfo:
    """What an engine says of one of its voices."""

    name: str
    language: str  #: BCP 47
    gender: Literal["female", "male", ""] = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What an engine returns: the sound, and when each word is heard if the engine knows."""

    clip: Clip
    words: tuple[Word, ...] = ()


@runtime_checkable
class Importer(Protocol):
    """Reads one kind of file."""

    suffixes: Sequence[str]  #: with the dot, lower case

    def read(self, path: Path) -> Document:
        """Return the document at `path`; raise InputError for what cannot be read."""


@runtime_checkable
class Engine(Protocol):
    """Speaks. Made with the options of its table in show.toml; nothing heavy is loaded before `synthesize`."""

    name: str
    fingerprint: str  #: changes whenever the same text and voice could sound different
    max_chars: int  #: longest text of one call
    parallel: int  #: how many calls may run at once
    offline: bool  #: False when text leaves the machine
    licence: str  #: of code and weights
    alphabet: str  #: of ``[word](/phonemes/)`` in the text, such as ``misaki``; empty when it takes none

    # May have ``emphasis = True``: a word between stars, ``*never*``, is stressed. Others are given no stars.

    def voices(self) -> Sequence[VoiceInfo]:
        """Return every voice that `synthesize` accepts."""

    def synthesize(self, text: str, voice: Voice) -> Utterance:
        """Return the sound of one sentence; raise EngineError when the voice failed, SetupError when it cannot run."""


@runtime_checkable
class Effect(Protocol):
    """Changes how a clip sounds, not how long it is: a clip of the same rate, channels and length comes back."""

    def apply(self, clip: Clip, **settings: Any) -> Clip:
        """Return the clip as heard through the effect."""


@runtime_checkable
class Publisher(Protocol):
    """Brings finished files to where people find them."""

    def publish(self, files: Iterable[Path], show: Show, settings: Mapping[str, Any]) -> str:
        """Send the files, media before feed; return the address of the feed."""


GROUPS: dict[Kind, str] = {
    "importer": "narrate.importers",
    "engine": "narrate.engines",
    "effect": "narrate.effects",
    "publisher": "narrate.publishers",
    "executor": "narrate.executors",
}

BUILT_IN: dict[Kind, dict[str, str]] = {
    "importer": {
        "text": "narrate.writing.ingest.text:TextImporter",
        "markdown": "narrate.writing.ingest.markdown:MarkdownImporter",
        "html": "narrate.writing.ingest.html:HtmlImporter",
        "pdf": "narrate.writing.ingest.pdf:PdfImporter",
        "docx": "narrate.writing.ingest.docx:DocxImporter",
        "epub": "narrate.writing.ingest.epub:EpubImporter",
        "office": "narrate.writing.ingest.office:OfficeImporter",
    },
    "engine": {
        "hibari": "narrate.production.engines.hibari:HibariEngine",
        "kokoro": "narrate.production.engines.kokoro:KokoroEngine",
        "gtts": "narrate.production.engines.gtts:GttsEngine",
        "openai": "narrate.production.engines.openai:OpenaiEngine",
        "command": "narrate.production.engines.command:CommandEngine",
        "tone": "narrate.production.engines.tone:ToneEngine",
    },
    "effect": {
        "shortwave": "narrate.production.effects:Shortwave",
        "telephone": "narrate.production.effects:Telephone",
        "tape": "narrate.production.effects:Tape",
        "hall": "narrate.production.effects:Hall",
    },
    "publisher": {},
    "executor": {},
}


def names(kind: Kind) -> tuple[str, ...]:
    """Return the names of all plugins of a kind, built-in ones first; nothing is loaded."""
    others = sorted(point.name for point in entry_points(kind))
    return tuple(dict.fromkeys((*BUILT_IN[kind], *others)))


def find(kind: Kind, name: str) -> Any:
    """Return the class or object behind a name; raise SetupError when there is none or it does not load."""
    target = BUILT_IN[kind].get(name)
    if target is None:
        points = [point for point in entry_points(kind) if point.name == name]
        if not points:
            known = ", ".join(names(kind)) or "none"
            raise SetupError(f"no {kind} named {name!r}", hint=f"known: {known}")
        target = points[0].value
    module, _, attribute = target.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except Exception as error:  # a plugin may fail in any way; the person needs its name
        raise SetupError(
            f"the {kind} {name!r} does not load: {error}", hint=f"install what {module} needs, or choose another"
        ) from error


def entry_points(kind: Kind) -> Iterable[EntryPoint]:
    """Return the entry points of a kind."""
    from importlib import metadata  # a tenth of the start of a command that needs none of them

    return metadata.entry_points(group=GROUPS[kind])


def executor(name: str, workers: int) -> Executor:
    """Return a pool for `local` (threads: the engines release the lock), or what ``module:factory`` returns."""
    from concurrent.futures import Executor, ThreadPoolExecutor

    if name in ("", "local"):
        return ThreadPoolExecutor(max_workers=workers, thread_name_prefix="narrate")
    if ":" in name and "//" not in name:
        module, _, attribute = name.partition(":")
        try:
            made = getattr(import_module(module), attribute)()
        except Exception as error:
            raise SetupError(f"the executor {name!r} does not load: {error}", hint="give module:factory") from error
    else:
        made = find("executor", name)()
    if not isinstance(made, Executor):
        raise SetupError(f"{name!r} makes no concurrent.futures.Executor", hint="give local or module:factory")
    return made
