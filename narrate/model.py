"""What flows through the program: documents, scripts, takes, mixes, episodes.

Only data, frozen and without I/O. Times are whole frames inside `mix`, `master` and `audio`, seconds at the edges;
every name carries its unit. A speaker is a person in the script; a voice is what an engine offers; a speaker is
*cast to* a voice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

NARRATOR = "Narrator"
ANNOUNCER = "Announcer"
UNKNOWN = "Unknown"


# --- documents -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A span of characters in the text of a source: where a word came from."""

    path: str  #: as the script names it, relative to the scripts folder, or as it was given
    start: int  #: first character, counted from 0 in `Document.text`
    end: int  #: one past the last character

    def __str__(self) -> str:
        """Return ``path:start-end``."""
        return f"{self.path}:{self.start}-{self.end}"


BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "list-item",
    "quote",  # a block quotation by markup or by indent
    "verse",
    "caption",
    "label",
    "timestamp",
    "footnote",
    "table",
    "code",
    "stage-direction",
    "furniture",  # menus, copyright lines, everything that belongs to the page and not to the text
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading or other unit of a page."""

    kind: BlockKind
    text: str  #: one line: wrapped lines are joined, white space is single
    path: str  #: of the document
    offsets: Sequence[int] = field(compare=False, repr=False)  #: for each character of `text` its place in the source
    level: int = 0  #: of a heading, 1 to 6; depth of a list item or quote; 0 where it has none
    why: str = ""  #: why it is not spoken; empty for what is spoken

    def origin(self, start: int = 0, end: int | None = None) -> Origin:
        """Return the source span behind ``text[start:end]``."""
        last = len(self.text) if end is None else end
        if not self.offsets:
            return Origin(path=self.path, start=0, end=0)
        if last <= start:
            at = self.offsets[min(start, len(self.offsets) - 1)]
            return Origin(path=self.path, start=at, end=at)
        return Origin(path=self.path, start=self.offsets[start], end=self.offsets[last - 1] + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Text of a source that is not spoken, and why."""

    text: str
    why: str  #: navigation, copyright, caption, mojibake, citation, label, timestamp, stage-direction, metadata, ...
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document came from: what the head of a script records of it."""

    path: str
    url: str = ""
    title: str = ""
    author: str = ""
    date: str = ""  #: as the document states it
    retrieved: str = ""  #: RFC 3339, for what came over the network
    sha256: str = ""  #: of the bytes that were read


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source as text in blocks; every character leads back to `text`."""

    title: str
    language: str  #: BCP 47, for instance ``en``
    blocks: tuple[Block, ...]
    text: str = field(repr=False, default="")  #: the whole source as decoded or extracted; origins count in it
    source: Source
    markup: bool = False  #: True where kinds come from the format itself (Markdown, HTML, ...), not from guesses
    dropped: tuple[Dropped, ...] = ()  #: what was taken out of the blocks themselves, such as inline citations


# --- scripts -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What an engine is asked for. An empty engine means: whichever engine has a voice of this name."""

    name: str
    engine: str = ""
    language: str = ""  #: empty: the language of the script
    rate: float = 1.0  #: speed of speech, 1.0 as the voice speaks by itself
    gain_db: float = 0.0
    effect: str = ""  #: what the voice is heard through: shortwave, telephone, ...


SpeechKind = Literal["narration", "quote", "excerpt", "nested-quote"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What one speaker says in one paragraph."""

    speaker: str
    text: str  #: one line, without outer quotation marks
    direction: str = ""  #: how to say it, "from the tape"; engines may ignore it
    via: str = ""  #: whose words these are when the speaker reads another's text
    kind: SpeechKind = field(default="narration", compare=False)
    rule: str = field(default="", compare=False)  #: the rule that decided who speaks
    confidence: float = field(default=1.0, compare=False)  #: 0 to 1
    origin: Origin | None = field(default=None, compare=False)  #: moving a line up or down changes no take
    line: int = field(default=0, compare=False)  #: in the script file, from 1; 0 where there is no file yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Nothing is said; the room is heard."""

    seconds: float
    line: int = field(default=0, compare=False)


SoundKind = Literal["ident", "sting", "bed", "effect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Something is heard that nobody says. A bed plays under what follows until ``[bed off]`` or the chapter's end."""

    kind: SoundKind
    name: str = ""  #: empty: the style's own; ``off`` ends a bed
    gain_db: float = 0.0
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A passage of a source that the producer leaves out: not heard, but kept in the script with its reason."""

    text: str  #: one line
    why: str = ""
    line: int = field(default=0, compare=False)


Cue = Speech | Pause | Sound | Cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A chapter. Only the first may be without a title: what is heard before the first chapter."""

    title: str
    cues: tuple[Cue, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A programme on paper: the head and the chapters of ``scripts/NAME.md``."""

    title: str
    language: str = "en"
    description: str = ""
    guid: str = ""  #: set once, never changed
    date: str = ""  #: RFC 3339; becomes the publication date
    number: int | None = None  #: of the episode within the show
    sources: tuple[Source, ...] = ()
    cast: Mapping[str, Voice] = field(default_factory=dict)
    style: str = ""  #: empty: the show's
    credits: tuple[str, ...] = ()  #: licence and source of what others made, such as a sound
    segments: tuple[Segment, ...] = ()
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)  #: known while writing, not kept in the file

    def speeches(self) -> tuple[Speech, ...]:
        """Return every speech in order."""
        return tuple(cue for segment in self.segments for cue in segment.cues if isinstance(cue, Speech))

    def speakers(self) -> tuple[str, ...]:
        """Return who speaks, in order of first appearance."""
        return tuple(dict.fromkeys(speech.speaker for speech in self.speeches()))


# --- sound ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A piece of sound in memory: signed 16-bit little-endian samples, interleaved."""

    pcm: bytes = field(repr=False)
    rate_hz: int
    channels: int = 1

    @property
    def frames(self) -> int:
        """Length in sample frames: one sample for each channel."""
        return len(self.pcm) // (2 * self.channels)

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.frames / self.rate_hz


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A spoken word and when it is heard, in seconds from the start of its take."""

    text: str
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One recorded sentence. The sound itself lies in the cache under `key`."""

    speech: int  #: index into `Script.speeches()`
    text: str  #: the sentence as the script has it; the takes of a speech joined with spaces are its text
    spoken: str  #: what the engine was given
    voice: Voice
    key: str  #: content address in the cache
    frames: int  #: at the session rate, after trimming
    energies: tuple[float, ...] = field(repr=False)  #: K-weighted mean square per 100 ms (BS.1770), before any gain
    peak: float  #: largest absolute sample, 0 to 1, before any gain
    words: tuple[Word, ...] = ()
    pause_seconds: float = 0.0  #: asked for by ``[pause 0.8]`` inside the paragraph, after this take
    gain_db: float = 0.0  #: from a direction such as "quietly"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundInfo:
    """What a mix needs to know of a sound that nobody says: an ident, a sting, a bed, an effect."""

    keys: tuple[str, ...]  #: what to load it by: one key, or one for each chord of a bed
    frames: int  #: at the session rate, of each key
    lufs: float  #: integrated loudness of all of it; ``-inf`` for silence
    tail: int = 0  #: frames at its end that ring on under what follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One sound on the timeline: where it starts, how loud, how it comes and goes. Frames at `Mix.rate_hz`."""

    start: int
    frames: int  #: of all that is heard; a bed shorter than that begins again
    kind: Literal["take", "sound", "bed"]
    key: str  #: what to load it by: a take's key, or one of `SoundInfo.keys`
    take: int = -1  #: index into the takes, for kind "take"
    gain_db: float = 0.0
    effect: str = ""  #: what it is heard through, with its preset: ``shortwave:light``
    fade_in: int = 0
    fade_out: int = 0
    lead: int = 0  #: frames before the sound itself: only the noise of the effect is heard in them
    offset: int = 0  #: frame of the sound that is heard first


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the finished programme."""

    title: str
    start_seconds: float
    end_seconds: float
    image: str = ""  #: file name of a picture inside the output folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """The whole programme as numbers; no sound is opened to make it."""

    placements: tuple[Placement, ...]
    chapters: tuple[Chapter, ...]
    frames: int
    rate_hz: int
    edges: tuple[int, ...] = ()  #: where the programme may be cut for encoding: 0, whole MP3 frames, `frames`
    ducking: tuple[tuple[int, float], ...] = ()  #: (frame, dB) of the beds' level, straight lines between
    gain_db: float = 0.0  #: of the whole programme
    target_lufs: float = -16.0
    room_db: float = float("-inf")  #: level of the room tone in dBFS


# --- episodes ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """The file that a podcast client downloads."""

    file: str  #: name inside the output folder
    length: int  #: bytes
    type: str = "audio/mpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of the finished programme: who says it and when. `NAME.json` lists them."""

    chapter: str
    speaker: str
    text: str
    start_seconds: float
    end_seconds: float
    paragraph: int  #: index of the speech, so that sentences can be joined to paragraphs again
    kind: SpeechKind = "narration"
    via: str = ""
    voice: str = ""
    engine: str = ""
    origin: Origin | None = None
    words: tuple[Word, ...] = ()  #: seconds from the start of the programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """What a meter says of the finished file."""

    integrated_lufs: float
    true_peak_dbtp: float
    range_lu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A finished programme: what ``output/NAME.json`` holds and what `publishing` reads."""

    name: str
    guid: str
    title: str
    description: str
    language: str
    published: str  #: RFC 3339
    number: int | None
    duration_seconds: float
    enclosure: Enclosure
    chapters: tuple[Chapter, ...]
    lines: tuple[Line, ...]
    cover: str  #: file name of the picture inside the output folder
    loudness: Loudness | None = None
    sources: tuple[Source, ...] = ()
    credits: tuple[str, ...] = ()
    season: int | None = None
    type: Literal["full", "trailer", "bonus"] = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """The series that episodes belong to: what ``scripts/show.toml`` says of it."""

    title: str = "Narrated"
    station: str = ""
    description: str = ""
    language: str = "en"
    author: str = ""
    owner_name: str = ""
    owner_email: str = ""
    category: str = "History"
    explicit: bool = False
    copyright: str = ""
    address: str = ""  #: where the output folder is reached, for instance ``https://example.org/radio/``
    guid: str = ""  #: podcast:guid; made from the first address and then kept
    type: Literal["episodic", "serial"] = "episodic"
    medium: str = "podcast"
    locked: bool = True
    license: str = ""
    funding: str = ""
    cover: str = ""  #: a picture of the user's own, relative to the scripts folder
