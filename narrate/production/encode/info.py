"""The Info frame: what a decoder needs to return exactly the samples that went in, and to seek in the file.

The layout is Xing's with LAME's extension, as LAME 3.100 writes it. It is a silent MP3 frame of the same bit rate as
the rest, since players take a file's bit rate from its first frame.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Sequence

MPEG1_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
MPEG2_KBPS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
RATES_HZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000)}  #: by the version bits of a frame header
VERSION_NAME = b"LAME3.100"
ENCODER_DELAY = 576
TAG_BYTES = 156  #: from "Info" to the end of the tag's own check


def _parts(header: bytes) -> tuple[int, int, int]:
    """Return version bits, bit rate in kbit/s and rate in Hz of a frame header."""
    version = header[1] >> 3 & 3
    table = MPEG1_KBPS if version == 3 else MPEG2_KBPS
    return version, table[header[2] >> 4], RATES_HZ[version][header[2] >> 2 & 3]


def frame_bytes(rate_hz: int, bitrate_kbps: int) -> int:
    """Return the length of an unpadded Layer III frame."""
    return (144 if rate_hz >= 32_000 else 72) * bitrate_kbps * 1000 // rate_hz


def smallest_bitrate(rate_hz: int, bitrate_kbps: int) -> int:
    """Return the least bit rate from `bitrate_kbps` on that MP3 has at a rate and whose frame holds the Info tag."""
    table, side = (MPEG1_KBPS, 17) if rate_hz >= 32_000 else (MPEG2_KBPS, 9)
    fitting = [kbps for kbps in table if frame_bytes(rate_hz, kbps) >= 4 + side + TAG_BYTES]
    return next((kbps for kbps in fitting if kbps >= bitrate_kbps), fitting[-1])


def info_frame(
    header: bytes, *, frames: int, bytes_: int, offsets: Sequence[tuple[int, int]], padding: int, peak: float = 0.0
) -> bytes:
    """Return the Info frame of a stream.

    `header` is that of the first audio frame; `frames` and `bytes_` count the audio frames after this one; `offsets`
    are (frame, byte) pairs of known places among them; `padding` is how many samples at the end are not programme.
    """
    version, kbps, rate_hz = _parts(header)
    length = frame_bytes(rate_hz, kbps)
    side = 17 if version == 3 else 9
    head = bytes([header[0], header[1] | 1, header[2] & 0xFD, header[3]])  # no checksum, no padding byte
    delays = (ENCODER_DELAY << 12 | max(0, min(padding, 0xFFF))).to_bytes(3, "big")
    tag = b"".join(
        (
            b"Info",
            struct.pack(">III", 15, frames, bytes_ + length),
            _table_of_contents(frames, bytes_, offsets, length),
            struct.pack(">I", 50),
            VERSION_NAME,
            bytes([0x01, 0]),  # revision 0, constant bit rate; no low-pass stated
            struct.pack(">I", round(min(peak, 255.0) * (1 << 23))),
            bytes(4),  # no replay gain: the loudness stands in the episode's own file
            bytes([0, min(255, kbps)]),
            delays,
            bytes([0, 0, 0, 0]),
            struct.pack(">I", bytes_ + length),
            bytes(2),  # no check of the music: it would have to be computed byte by byte
        )
    )
    body = head + bytes(side) + tag
    body += struct.pack(">H", crc16(body))
    return body.ljust(length, b"\0")


def _table_of_contents(frames: int, bytes_: int, offsets: Sequence[tuple[int, int]], length: int) -> bytes:
    """Return for each hundredth of the time the 256th of the bytes at which it lies."""
    if not frames or not bytes_:
        return bytes(100)
    marks = [*offsets, (frames, bytes_)]
    places = [frame for frame, _ in marks]
    table = bytearray()
    for hundredth in range(100):
        wanted = frames * hundredth / 100
        index = max(0, min(bisect_right(places, wanted) - 1, len(marks) - 2))
        (first, at), (last, end) = marks[index], marks[index + 1]
        byte = at + (end - at) * (wanted - first) / max(1, last - first) + length
        table.append(max(0, min(255, int(byte * 256 / (bytes_ + length)))))
    return bytes(table)


def crc16(data: bytes) -> int:
    """Return the check of LAME's tag: polynomial 0x8005, lowest bit first, from 0."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value
