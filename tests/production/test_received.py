from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.audio import encode_wav
from narrate.errors import EngineError
from narrate.model import Clip
from narrate.production.engines.received import SHOWN_CHARS, clip_from, is_cut, shown
from tests.production.fake_server import mp3, tone

WAV = encode_wav(tone(0.5))
ID3 = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)


@pytest.mark.parametrize("data", [WAV, mp3(0.5), ID3 + mp3(0.5)], ids=["wav", "mp3", "tagged mp3"])
def test_a_whole_sound_is_a_clip(data: bytes) -> None:
    assert not is_cut(data)
    assert clip_from(data, "the service").seconds == pytest.approx(0.5, abs=0.1)


@given(st.integers(min_value=1, max_value=len(WAV) - 44))
def test_a_wav_without_its_end_is_cut(missing: int) -> None:
    assert is_cut(WAV[:-missing])


@given(st.integers(min_value=1, max_value=90))
def test_an_mp3_that_ends_inside_a_frame_is_cut(missing: int) -> None:
    # 32 kbit/s at 24 kHz: every frame has 96 bytes.
    assert is_cut(mp3(0.5)[:-missing])


@given(st.binary(max_size=300))
def test_any_bytes_are_a_clip_or_one_error_that_names_the_sender(data: bytes) -> None:
    for given_bytes in (data, b"RIFF\0\0\0\0WAVE" + data, b"\xff\xf3\x44\xc4" + data, b"fLaC" + data):
        try:
            assert clip_from(given_bytes, "the service").frames > 0
        except EngineError as error:
            assert "the service" in error.message  # noqa: PT017 (a sound by chance is no fault)


def test_stereo_becomes_mono() -> None:
    two = Clip(pcm=bytes(2) + tone(0.5).pcm + bytes(2), rate_hz=24_000, channels=2)
    assert clip_from(encode_wav(two), "the service").channels == 1


@pytest.mark.parametrize("level", [0, 1, 2])
def test_silence_is_no_speech(level: int) -> None:
    quiet = Clip(pcm=level.to_bytes(2, "little") * 12_000, rate_hz=24_000)
    with pytest.raises(EngineError, match="sent silence"):
        clip_from(encode_wav(quiet), "the service")


@given(st.text(max_size=2 * SHOWN_CHARS))
def test_what_a_server_says_is_shown_in_one_printable_line(said: str) -> None:
    line = shown(said)
    assert line.isprintable()
    assert len(line) <= SHOWN_CHARS + 3
