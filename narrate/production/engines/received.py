"""What engines have in common whose voices are elsewhere, in a service or a program.

In: bytes that claim to be the sound of one sentence. Out: a mono clip, or an EngineError that says what they are
instead. Decoders are forgiving, so what is cut off is found here, by the lengths that the formats themselves state.
The voices of such an engine are those that its options list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from narrate.config import read_table
from narrate.errors import EngineError, InputError
from narrate.model import Clip
from narrate.plugins import VoiceInfo

TRY_AGAIN = "build again; the other takes are kept"
# No sentence is longer; a compressed answer of the largest size could otherwise fill the memory.
LONGEST_SECONDS = 600.0
# 16-bit samples up to this are rounding noise around silence (-84 dBFS).
SILENT_PEAK = 2 / 32768
SHOWN_CHARS = 200
# Programs that write WAV into a pipe do not know the length and state one near 2 or 4 GB.
UNKNOWN_LENGTH = 0x7F00_0000

# ISO/IEC 11172-3 and 13818-3, layer III: kbit/s by the header's index, for MPEG-1 and for MPEG-2 and its 2.5.
_KBPS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBPS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES_HZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def clip_from(data: bytes, sender: str) -> Clip:
    """Return the mono sound in some bytes; raise EngineError, naming the sender, where there is no whole sound."""
    from narrate.audio import decode, peak, to_mono

    if not data:
        raise EngineError(f"{sender} sent nothing", hint=TRY_AGAIN)
    if is_cut(data):
        raise EngineError(f"the sound from {sender} is cut off", hint=TRY_AGAIN)
    try:
        clip = to_mono(decode(data, max_seconds=LONGEST_SECONDS))
    except InputError as error:
        raise EngineError(f"what {sender} sent is no sound: {error.message}", hint=TRY_AGAIN) from error
    if peak(clip) <= SILENT_PEAK:
        raise EngineError(f"{sender} sent silence", hint=TRY_AGAIN)
    return clip


def is_cut(data: bytes) -> bool:
    """Say whether a WAV or MP3 file ends before its own headers say so; other formats are never called cut."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return _wav_is_cut(data)
    return _mp3_is_cut(data)


def _wav_is_cut(data: bytes) -> bool:
    at = 12
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"data":
            return length < UNKNOWN_LENGTH and at + 8 + length > len(data)
        at += 8 + length + length % 2
    return True


def _mp3_is_cut(data: bytes) -> bool:
    """Walk from frame to frame; a file of frames that does not end with one is cut."""
    at = 0
    if data[:3] == b"ID3" and len(data) >= 10:
        at = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    frames = 0
    while at + 4 <= len(data):
        length = _mp3_frame_bytes(data[at : at + 4])
        if not length:
            return False  # a tag at the end, or another format: not for us to judge
        at += length
        frames += 1
    return frames > 0 and at != len(data)


def _mp3_frame_bytes(header: bytes) -> int:
    """Return the length of the layer III frame that begins with these four bytes, or 0 where none does."""
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bitrate, rate = header[2] >> 4, header[2] >> 2 & 3
    if header[0] != 0xFF or header[1] < 0xE0 or version == 1 or layer != 1 or bitrate in (0, 15) or rate == 3:
        return 0
    kbps = (_KBPS_1 if version == 3 else _KBPS_2)[bitrate]
    return (144 if version == 3 else 72) * kbps * 1000 // _RATES_HZ[version][rate] + (header[2] >> 1 & 1)


def shown(said: str) -> str:
    """Return what a server or program said of its failure, fit for one line: no line ends, nothing a terminal obeys."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in said).split())
    return line if len(line) <= SHOWN_CHARS else line[:SHOWN_CHARS] + "..."


def listed_voices(listed: Sequence[Any], language: str, where: str) -> tuple[VoiceInfo, ...]:
    """Return the voices that options list by name, or by tables of name, language, gender and description.

    `language` is that of voices that name none. Raises InputError for what is no voice and for a name given twice.
    """
    voices: list[VoiceInfo] = []
    for entry in listed:
        table = {"name": entry} if isinstance(entry, str) else entry
        if not isinstance(table, dict):
            raise InputError(f"{entry!r} is no voice", where=where, hint='write "NAME" or { name = "NAME" }')
        voice = read_table(VoiceInfo, {"language": language, **table}, where=f"{where} voices")
        if any(voice.name == other.name for other in voices):
            raise InputError(f"the voice {voice.name!r} is listed twice", where=where, hint="take one out")
        voices.append(voice)
    return tuple(voices)
