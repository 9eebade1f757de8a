"""The ID3 tag of an episode: what a player shows without a network.

In: an Episode, its Show and a picture. Out: the bytes of a whole ID3v2.3 tag in UTF-16, which stand before the MP3
frames. Version 2.3 since Windows Explorer, many cars and older players do not read 2.4. The same input gives the same
bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from narrate import addresses
from narrate.model import Episode, Show
from narrate.production.encode.chapters import Mark, marks
from narrate.production.encode.transcripts import plain_text
from narrate.safe_text import visible

MAX_CHILDREN = 255  # one byte counts the entries of a table of contents (ID3v2 chapter frame addendum, section 3.2)
NO_OFFSET = 0xFFFFFFFF  # byte offsets are not used; the times count
# A longer text would keep the listener waiting for the first sound, and the transcripts hold it anyway.
MAX_LYRICS = 120_000

# ISO 639-2 (bibliographic where the two differ, as ID3 has it) for what programmes are likely to be in.
LANGUAGES = {
    "ar": "ara", "be": "bel", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "cze", "cy": "wel", "da": "dan",
    "de": "ger", "el": "gre", "en": "eng", "eo": "epo", "es": "spa", "et": "est", "eu": "baq", "fa": "per",
    "fi": "fin", "fr": "fre", "ga": "gle", "gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun",
    "hy": "arm", "id": "ind", "is": "ice", "it": "ita", "ja": "jpn", "ka": "geo", "kk": "kaz", "ko": "kor",
    "la": "lat", "lt": "lit", "lv": "lav", "mk": "mac", "ms": "may", "nb": "nob", "nl": "dut", "nn": "nno",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "rum", "ru": "rus", "sk": "slo", "sl": "slv", "sq": "alb",
    "sr": "srp", "sv": "swe", "sw": "swa", "ta": "tam", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd",
    "uz": "uzb", "vi": "vie", "zh": "chi",
}  # fmt: skip


def tag(
    episode: Episode,
    show: Show,
    *,
    cover_jpeg: bytes,
    number_of: int | None = None,
    feed_url: str = "",
    padding: int = 4096,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a complete ID3v2.3 tag with `padding` bytes of room for later changes.

    `number_of` is how many episodes the show has. `pictures` holds the JPEG of each `Chapter.image` that is to stand
    in the file.
    """
    from mutagen.id3 import ID3

    frames = ID3()
    for frame in _frames(episode, show, cover_jpeg, number_of, feed_url):
        frames.add(frame)
    for frame in _chapter_frames(marks(episode, show.address), episode.title, pictures or {}):
        frames.add(frame)
    frames.update_to_v23()
    buffer = io.BytesIO()
    frames.save(buffer, v1=0, v2_version=3, padding=lambda info: padding)
    return _in_order(buffer.getvalue())


def _in_order(data: bytes) -> bytes:
    """Return the tag with its chapters last and in the order of their names: mutagen sorts frames by their size.

    Players that ignore the table of contents list chapters as they find them.
    """
    bare = _without_padding(data)
    plain: list[bytes] = []
    chapters: list[bytes] = []
    at = 10
    while at < len(bare):
        end = at + 10 + int.from_bytes(bare[at + 4 : at + 8], "big")
        (chapters if bare[at : at + 4] in (b"CHAP", b"CTOC") else plain).append(bare[at:end])
        at = end
    # The name of a chapter or table stands first in its frame.
    chapters.sort(key=lambda frame: (frame[:4] == b"CHAP", frame[10:]))
    return b"".join((bare[:10], *plain, *chapters)) + bytes(len(data) - len(bare))


def _frames(episode: Episode, show: Show, cover: bytes, number_of: int | None, feed_url: str) -> Iterator[Any]:
    from mutagen import id3

    def text(kind: Any, value: str) -> Iterator[Any]:
        if value := visible(value):
            yield kind(encoding=id3.Encoding.UTF16, text=[value])

    language = LANGUAGES.get(episode.language.lower().replace("_", "-").partition("-")[0], "und")
    description = _paragraphs(episode.description)
    yield from text(id3.TIT2, episode.title)
    yield from text(id3.TALB, show.title)
    yield from text(id3.TPE1, show.author or show.station or show.title)
    yield from text(id3.TPUB, show.station)
    yield from text(id3.TCOP, _copyright(episode, show))
    if episode.number is not None:
        yield from text(id3.TRCK, f"{episode.number}/{number_of}" if number_of else str(episode.number))
    if episode.season is not None:
        yield from text(id3.TPOS, str(episode.season))
    yield from text(id3.TCON, "Audiobook" if show.medium == "audiobook" else "Podcast")
    # mutagen makes TYER, TDAT and TIME of it.
    yield id3.TDRC(encoding=id3.Encoding.UTF16, text=[episode.published[:19]])
    yield from text(id3.TLAN, language)
    yield from text(id3.TLEN, str(round(episode.duration_seconds * 1000)))
    if description:
        yield id3.COMM(encoding=id3.Encoding.UTF16, lang=language, desc="", text=[description])
        yield id3.TDES(encoding=id3.Encoding.UTF16, text=[description])
    spoken = plain_text(episode)
    if 0 < len(spoken) <= MAX_LYRICS:
        yield id3.USLT(encoding=id3.Encoding.UTF16, lang=language, desc="", text=spoken)
    if cover:
        kind = id3.PictureType.COVER_FRONT
        yield id3.APIC(encoding=id3.Encoding.LATIN1, mime="image/jpeg", type=kind, desc="", data=cover)
    yield id3.PCST(value=1)
    yield from text(id3.TGID, episode.guid)
    yield from text(id3.TCAT, show.category)
    # ID3v2.3 section 4.3: addresses are Latin-1, and percent-encoded ones are ASCII.
    if feed_url.isascii() and feed_url:
        yield id3.WFED(url=feed_url)
    if show.address:
        yield id3.WOAF(url=addresses.of_page(addresses.base(show.address), episode.name))


def _copyright(episode: Episode, show: Show) -> str:
    # ID3v2.3 section 4.2.1: the text begins with a year and a space.
    year = episode.published[:4]
    return f"{year} {show.copyright}" if show.copyright and year.isdigit() else ""


def _paragraphs(text: str) -> str:
    return "\n".join(line for line in map(visible, text.splitlines()) if line)


def _chapter_frames(chapters: Sequence[Mark], title: str, pictures: Mapping[str, bytes]) -> Iterator[Any]:
    from mutagen import id3

    def text(value: str) -> Any:
        return id3.TIT2(encoding=id3.Encoding.UTF16, text=[value])

    identifiers = [f"ch{index:05d}" for index in range(len(chapters))]
    for identifier, mark in zip(identifiers, chapters, strict=True):
        inside: list[Any] = [text(mark.title)]
        if mark.url:
            inside.append(id3.WXXX(encoding=id3.Encoding.UTF16, desc="chapter url", url=mark.url))
        if mark.image in pictures:
            kind, data = id3.PictureType.ILLUSTRATION, pictures[mark.image]
            inside.append(id3.APIC(encoding=id3.Encoding.LATIN1, mime="image/jpeg", type=kind, desc="", data=data))
        yield id3.CHAP(
            element_id=identifier,
            start_time=mark.start_ms,
            end_time=mark.end_ms,
            start_offset=NO_OFFSET,
            end_offset=NO_OFFSET,
            sub_frames=inside,
        )
    ordered = id3.CTOCFlags.ORDERED
    children, level = identifiers, 0
    while len(children) > MAX_CHILDREN:
        level += 1
        groups = [children[at : at + MAX_CHILDREN] for at in range(0, len(children), MAX_CHILDREN)]
        children = [f"toc{level}-{index:05d}" for index in range(len(groups))]
        for identifier, group in zip(children, groups, strict=True):
            yield id3.CTOC(element_id=identifier, flags=ordered, child_element_ids=group, sub_frames=[text(title)])
    top = id3.CTOCFlags.TOP_LEVEL | ordered
    yield id3.CTOC(element_id="toc", flags=top, child_element_ids=children, sub_frames=[text(visible(title))])


def _without_padding(data: bytes) -> bytes:
    at, end = 10, len(data)
    while at + 10 <= end and data[at] != 0:
        at += 10 + int.from_bytes(data[at + 4 : at + 8], "big")  # ID3v2.3: sizes of frames are plain integers
    return data[:at]


def _padded(bare: bytes, room: int) -> bytes:
    size = room - 10
    length = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return bare[:6] + length + bare[10:] + bytes(room - len(bare))
