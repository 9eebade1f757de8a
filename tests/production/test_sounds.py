"""Composed sounds, and a user's own in their place, whatever they are like."""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from narrate.audio import encode_wav, from_array, measure, peak, to_array
from narrate.cache import Cache
from narrate.errors import InputError
from narrate.production.sounds import Sounds, names
from narrate.report import Recording

RATE_HZ = 44_100
KINDS = ("ident", "sting", "bed", "effect")
ALL = [(kind, name) for kind in KINDS for name in names(kind)]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Sounds:
    return Sounds(None, rate_hz=RATE_HZ, cache=Cache(tmp_path_factory.mktemp("sounds")))


def wave(seconds: float = 2.0, rate_hz: int = RATE_HZ, level: float = 0.3) -> bytes:
    at = np.arange(int(seconds * rate_hz)) / rate_hz
    return encode_wav(from_array(level * np.sin(2 * np.pi * 440 * at), rate_hz))


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_every_sound_is_heard_and_leaves_room(kind: str, name: str, ours: Sounds) -> None:
    info = ours.info(kind, name)
    for key in info.keys:
        clip = ours.load(key)
        assert clip.frames == info.frames
        assert (clip.rate_hz, clip.channels) == (RATE_HZ, 1)
        loudness = measure(clip)
        assert -30 < loudness.integrated_lufs < -18
        assert loudness.true_peak_dbtp <= -0.5
        assert not np.isnan(to_array(clip)).any()
    assert 0 <= info.tail < info.frames


@pytest.mark.parametrize(("kind", "name"), [pair for pair in ALL if pair[0] != "bed"])
def test_a_sound_begins_and_ends_at_nothing(kind: str, name: str, ours: Sounds) -> None:
    samples = to_array(ours.load(ours.info(kind, name).keys[0]))
    assert abs(samples[0]) < 0.02
    assert abs(samples[-1]) < 0.002


@pytest.mark.parametrize("name", names("bed"))
def test_a_bed_repeats_without_a_seam_and_leaves_speech_its_band(name: str, ours: Sounds) -> None:
    for key in ours.info("bed", name).keys:
        samples = to_array(ours.load(key)).astype(float)
        steps = np.abs(np.diff(np.concatenate([samples, samples[:1]])))
        assert steps[-1] <= steps[:-1].max()
        power = np.square(np.abs(np.fft.rfft(samples)))
        hertz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
        assert power[hertz > 1_500].sum() / power.sum() < 0.02


def test_sounds_are_the_same_on_every_run() -> None:
    one, two = (Sounds(None, rate_hz=16_000) for _ in range(2))
    for kind, name in (("ident", "shortwave"), ("sting", "bell"), ("bed", "pad"), ("effect", "tape")):
        assert one.info(kind, name) == two.info(kind, name)
        key = one.info(kind, name).keys[0]
        assert one.load(key) == two.load(key)


def test_a_sound_is_made_once_and_then_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    first = Sounds(None, rate_hz=RATE_HZ, cache=cache)
    info = first.info("sting", "bell")
    again = Sounds(None, rate_hz=RATE_HZ, cache=cache)
    monkeypatch.setattr(Sounds, "_level", lambda *_: pytest.fail("it was composed again"))
    assert again.info("sting", "bell") == info
    assert again.load(info.keys[0]) == first.load(info.keys[0])


def test_a_damaged_entry_is_made_again(tmp_path: Path) -> None:
    first = Sounds(None, rate_hz=RATE_HZ, cache=Cache(tmp_path))
    info = first.info("effect", "pips")
    for path in tmp_path.glob("*/*"):
        path.write_bytes(b"{" if path.suffix == ".json" else b"RIFF")
    again = Sounds(None, rate_hz=RATE_HZ, cache=Cache(tmp_path))
    assert again.info("effect", "pips") == info


def test_an_unknown_name_is_an_error_that_names_those_there_are(ours: Sounds) -> None:
    with pytest.raises(InputError, match="no sting named 'gong'") as caught:
        ours.info("sting", "gong")
    assert "bell" in caught.value.hint


# --- the user's own ----------------------------------------------------------------------------------------------


def own(folder: Path, name: str, data: bytes, *, heard: Recording | None = None) -> Sounds:
    (folder / name).write_bytes(data)
    return Sounds(folder, rate_hz=RATE_HZ, reporter=heard)


@pytest.mark.parametrize("name", ["bell.wav", "sting.wav", "sting-bell.wav", "Bell.WAV"])
def test_a_file_named_after_a_sound_or_a_kind_takes_its_place(name: str, tmp_path: Path) -> None:
    sounds = own(tmp_path, name, wave())
    info = sounds.info("sting", "bell")
    assert info.frames == 2 * RATE_HZ
    assert len(info.keys) == 1


def test_a_file_of_another_kind_changes_nothing(tmp_path: Path) -> None:
    assert own(tmp_path, "ident.wav", wave()).info("sting", "bell").frames != 2 * RATE_HZ


def test_a_name_that_only_the_user_has_is_found(tmp_path: Path) -> None:
    assert own(tmp_path, "gong.wav", wave(1.0)).info("effect", "gong").frames == RATE_HZ


@pytest.mark.parametrize(("container", "codec"), [("flac", "flac"), ("mp3", "libmp3lame"), ("wav", "pcm_s24le")])
def test_flac_mp3_and_deep_wav_are_read(container: str, codec: str, tmp_path: Path) -> None:
    import av

    path = tmp_path / f"gong.{container}"
    with av.open(str(path), "w") as out:
        stream: Any = out.add_stream(codec, rate=48_000, layout="stereo")
        at = np.arange(48_000) / 48_000
        both = np.rint(9_000 * np.sin(2 * np.pi * 300 * at)).astype(np.int16).repeat(2)[None, :]
        frame = av.AudioFrame.from_ndarray(both, format="s16", layout="stereo")
        frame.sample_rate = 48_000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            out.mux(packet)
    info = Sounds(tmp_path, rate_hz=RATE_HZ).info("effect", "gong")
    assert info.frames == pytest.approx(RATE_HZ, abs=RATE_HZ * 0.03)
    assert info.lufs == pytest.approx(-14.0, abs=2.0)


def wav_of(bits: int, channels: int, rate_hz: int, data: bytes) -> bytes:
    block = channels * bits // 8
    form = struct.pack("<HHIIHH", 1, channels, rate_hz, rate_hz * block, block, bits)
    body = b"WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def test_an_8_bit_sound_is_read(tmp_path: Path) -> None:
    at = np.arange(11_025) / 11_025
    data = np.rint(128 + 60 * np.sin(2 * np.pi * 440 * at)).astype(np.uint8).tobytes()
    sounds = own(tmp_path, "gong.wav", wav_of(8, 1, 11_025, data))
    info = sounds.info("effect", "gong")
    assert info.frames == pytest.approx(RATE_HZ, abs=64)
    assert peak(sounds.load(info.keys[0])) == pytest.approx(0.47, abs=0.03)


def test_a_192_khz_stereo_sound_becomes_mono_at_our_rate(tmp_path: Path) -> None:
    at = np.arange(192_000) / 192_000
    both = np.rint(12_000 * np.stack([np.sin(2 * np.pi * 440 * at), np.zeros(192_000)], axis=1)).astype("<i2")
    sounds = own(tmp_path, "gong.wav", wav_of(16, 2, 192_000, both.tobytes()))
    info = sounds.info("effect", "gong")
    assert info.frames == pytest.approx(RATE_HZ, abs=64)
    assert sounds.load(info.keys[0]).channels == 1


def test_a_silent_sound_is_allowed_and_told(tmp_path: Path) -> None:
    heard = Recording()
    info = own(tmp_path, "gong.wav", wave(level=0.0), heard=heard).info("effect", "gong")
    assert info.frames == 2 * RATE_HZ
    assert info.lufs < -70
    assert math.isfinite(info.lufs)
    assert heard.warnings == ["nothing can be heard in it"]


def test_a_clipped_sound_is_allowed_and_told(tmp_path: Path) -> None:
    heard = Recording()
    own(tmp_path, "gong.wav", wave(level=3.0), heard=heard).info("effect", "gong")
    assert len(heard.warnings) == 1
    assert "clipped" in heard.warnings[0]


@pytest.mark.parametrize("data", [b"", b"not a sound", b"ID3" + bytes(500), b"RIFF" + bytes(40), bytes(3_000)])
def test_a_file_that_is_no_sound_is_an_error_that_names_it(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        own(tmp_path, "sting.wav", data).info("sting", "bell")
    assert "sting.wav" in caught.value.where
    assert caught.value.hint


def test_a_sound_of_an_hour_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="longer than 10 minutes") as caught:
        own(tmp_path, "bed.wav", wav_of(8, 1, 8_000, bytes([128]) * 8_000 * 3_600)).info("bed", "strings")
    assert "bed.wav" in caught.value.where


def test_a_folder_that_cannot_be_read_as_one_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "sounds").write_text("a file")
    assert Sounds(tmp_path / "sounds", rate_hz=RATE_HZ).info("effect", "pips").frames > 0
