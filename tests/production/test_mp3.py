"""The MP3: exact to the sample in every decoder, cheap to change, whole or not there."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tracemalloc
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import numpy as np
import pytest

from narrate.audio import decode, measure, silence, to_array
from narrate.cache import Cache
from narrate.config import Settings, SoundSettings
from narrate.errors import InputError, SetupError
from narrate.model import Mix
from narrate.production import master
from narrate.production.encode import slot as encoding
from narrate.production.encode.info import crc16, frame_bytes, smallest_bitrate
from narrate.production.encode.mp3 import Rendered, render
from narrate.production.encode.slot import decode_frames, encode, encode_slot, lame_scale, unpack
from narrate.production.master import slots, stream
from narrate.report import Recording
from tests.production.programme import RATE_HZ, Programme, babble, said, speech

BLOCK = 1152


def small(word: str = "Four") -> Programme:
    return said([[speech("Ann", "One. Two."), speech("Ben", f"Three. {word}.")], [speech("Ann", "Five. Six.")]])


def make(programme: Programme, path: Path, cache: Path, mix: Mix | None = None, **options: Any) -> Rendered:
    mix = mix or programme.mix()
    chosen = {"rate_hz": mix.rate_hz, "bitrate_kbps": 96, **options}
    block = 1152 if mix.rate_hz >= 32_000 else 576
    return render(slots(mix, block=block), load=programme.load, cache=Cache(cache), path=path, **chosen)


def samples_of(programme: Programme) -> Any:
    return np.concatenate(list(stream(programme.mix(), programme.load, block=BLOCK)))


def error_db(decoded: Any, source: Any, at: int) -> float:
    window = slice(at - BLOCK, at + BLOCK)
    return float(10 * np.log10(np.mean(np.square(decoded[window] - source[window])) + 1e-20))


# --- exact -----------------------------------------------------------------------------------------------------


def ffmpeg(path: Path) -> int:
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "s16le", "-ac", "1", "-"]
    return len(subprocess.run(command, capture_output=True, check=True).stdout) // 2


@pytest.mark.clients
def test_a_system_ffmpeg_returns_exactly_the_programme(tmp_path: Path) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("SKIPPED LOUDLY: no ffmpeg on this system")
    programme = small()
    made = make(programme, tmp_path / "a.mp3", tmp_path / "cache")
    assert ffmpeg(tmp_path / "a.mp3") == made.frames


def test_the_file_decodes_to_exactly_the_frames_of_the_mix(tmp_path: Path) -> None:
    programme = small()
    mix = programme.mix()
    made = make(programme, tmp_path / "a.mp3", tmp_path / "cache")
    clip = decode(tmp_path / "a.mp3")
    assert clip.frames == mix.frames == made.frames
    assert (clip.rate_hz, clip.channels) == (RATE_HZ, 1)
    assert made.duration_seconds == mix.frames / RATE_HZ
    assert made.bytes == (tmp_path / "a.mp3").stat().st_size


@pytest.mark.parametrize(("rate_hz", "kbps"), [(24_000, 64), (48_000, 128), (22_050, 80), (32_000, 96)])
def test_other_rates_are_as_exact(rate_hz: int, kbps: int, tmp_path: Path) -> None:
    programme = said([[speech("Ann", "One. Two.")]], rate_hz=rate_hz)
    mix = programme.mix("plain", Settings(sound=SoundSettings(rate_hz=rate_hz)))
    make(programme, tmp_path / "a.mp3", tmp_path / "cache", mix, bitrate_kbps=kbps)
    clip = decode(tmp_path / "a.mp3")
    assert clip.frames == mix.frames
    assert clip.rate_hz == rate_hz


def test_samples_come_out_where_they_went_in(tmp_path: Path) -> None:
    programme = small()
    make(programme, tmp_path / "a.mp3", tmp_path / "cache")
    decoded = to_array(decode(tmp_path / "a.mp3"))
    source = samples_of(programme) / 32768
    shifts = range(-40, 41)
    middle = slice(50_000, 90_000)
    match = [np.dot(decoded[middle.start + s : middle.stop + s], source[middle]) for s in shifts]
    assert shifts[int(np.argmax(match))] == 0


def test_joins_are_no_noisier_than_a_whole_encode(tmp_path: Path) -> None:
    """The bar is 3 dB at the worst join; a bed-like tone runs over all of them, so that nothing hides in a pause."""
    programme = small()
    mix = programme.mix()
    tone = 0.05 * np.sin(2 * np.pi * 330 * np.arange(-5 * BLOCK, mix.frames + 5 * BLOCK) / RATE_HZ)
    hum = np.rint(tone * 32767).astype(np.int16)

    class Toned:
        def __init__(self, slot: Any) -> None:
            self.frames, self.run_in, self.rate_hz = slot.frames, slot.run_in, slot.rate_hz
            self.key, self._slot = slot.key, slot

        def render(self, load: Any, *, ceiling_db: float) -> Any:
            first = self._slot.start + 5 * BLOCK - self.run_in
            voice = self._slot.render(load, ceiling_db=-2.0)
            return voice + hum[first : first + len(voice)]

    cache = Cache(tmp_path / "cache")
    chosen = {"load": programme.load, "cache": cache, "rate_hz": RATE_HZ, "bitrate_kbps": 96}
    render((Toned(slot) for slot in slots(mix, block=BLOCK)), path=tmp_path / "a.mp3", **chosen)  # type: ignore[arg-type]
    voices = np.concatenate(list(stream(mix, programme.load, block=BLOCK, ceiling_db=-2.0)))
    source = voices + hum[5 * BLOCK : 5 * BLOCK + mix.frames]
    whole = decode_frames(encode(source, RATE_HZ, 96))[1105:]
    joined = to_array(decode(tmp_path / "a.mp3"))
    worse = [error_db(joined, source / 32768, edge) - error_db(whole, source / 32768, edge) for edge in mix.edges[1:-1]]
    assert max(worse) <= 3.0


def test_what_lame_takes_off_is_put_on_before() -> None:
    clip = babble("scale", 2.0, 0.3)
    source = to_array(clip)
    for kbps in (64, 96, 192, 256):
        decoded = decode_frames(encode(np.frombuffer(clip.pcm, np.int16), RATE_HZ, kbps))[1105:][: len(source)]
        assert float(np.dot(decoded, source) / np.dot(source, source)) == pytest.approx(1.0, abs=0.01)
    assert lame_scale(96) == 0.95


def test_no_frame_needs_another_one(tmp_path: Path) -> None:
    """Bit reservoir off: the nine bits that point back into earlier frames are 0 in every frame."""
    programme = small()
    made = make(programme, tmp_path / "a.mp3", tmp_path / "cache")
    data = (tmp_path / "a.mp3").read_bytes()
    at = count = 0
    while at < len(data):
        assert data[at] == 0xFF
        assert data[at + 4] == 0
        assert data[at + 5] & 0x80 == 0
        at += frame_bytes(RATE_HZ, 96) + (data[at + 2] >> 1 & 1)
        count += 1
    assert at == len(data) == made.bytes
    assert count == made.frames // BLOCK + 1 + 1  # the Info frame, and one for the decoder's delay


def test_the_info_frame_states_frames_bytes_delay_and_a_right_check(tmp_path: Path) -> None:
    programme = small()
    made = make(programme, tmp_path / "a.mp3", tmp_path / "cache", tag=b"T" * 100)
    data = (tmp_path / "a.mp3").read_bytes()[100:]
    tag = data[21:]
    assert tag[:4] == b"Info"
    assert int.from_bytes(tag[8:12], "big") == made.frames // BLOCK + 1
    assert int.from_bytes(tag[12:16], "big") == len(data)
    toc = tag[16:116]
    assert list(toc) == sorted(toc)
    assert toc[50] == pytest.approx(128, abs=2)
    delay, padding = tag[141] << 4 | tag[142] >> 4, (tag[142] & 15) << 8 | tag[143]
    assert delay == 576
    assert (made.frames // BLOCK + 1) * BLOCK - delay - padding == made.frames
    assert int.from_bytes(tag[154:156], "big") == crc16(data[: 21 + 154])


# --- measured --------------------------------------------------------------------------------------------------


def test_the_figures_are_those_of_the_decoded_file(tmp_path: Path) -> None:
    programme = said([[speech("Ann", f"Number {n}.") for n in range(12)]], levels={"Ann": 0.6})
    made = make(programme, tmp_path / "a.mp3", tmp_path / "cache")
    whole = measure(decode(tmp_path / "a.mp3"))
    assert made.loudness.integrated_lufs == pytest.approx(whole.integrated_lufs, abs=0.05)
    assert made.loudness.range_lu == pytest.approx(whole.range_lu, abs=0.3)
    assert made.loudness.true_peak_dbtp == pytest.approx(whole.true_peak_dbtp, abs=0.1)


@pytest.mark.parametrize(
    ("preset", "target"), [("podcast", -16), ("broadcast", -23), ("streaming", -14), ("mono", -19)]
)
def test_a_programme_is_at_its_target_and_under_the_true_peak(preset: str, target: float, tmp_path: Path) -> None:
    cues = [speech(("Ann", "Ben")[n % 2], f"Number {n}. And {n}.") for n in range(10)]
    programme = said([cues], levels={"Ann": 0.9, "Ben": 0.1})
    mix = programme.mix("plain", Settings(sound=SoundSettings(loudness=preset)))  # type: ignore[arg-type]
    make(programme, tmp_path / "a.mp3", tmp_path / "cache", mix)
    loudness = measure(decode(tmp_path / "a.mp3"))
    assert loudness.integrated_lufs == pytest.approx(target, abs=0.5)
    assert loudness.true_peak_dbtp <= -1.0


def test_a_slot_whose_mp3_comes_out_too_high_is_rendered_lower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "START_CEILING_DB", 0.0)
    programme = said([[speech("Ann", "One. Two. Three.")]], levels={"Ann": 0.9})
    mix = replace(programme.mix(), gain_db=12.0)
    made = make(programme, tmp_path / "a.mp3", tmp_path / "cache", mix)
    assert made.loudness.true_peak_dbtp <= -1.0


def test_a_slot_whose_peaks_hardly_follow_the_ceiling_ends_under_the_limit_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[float] = []
    real = encoding._measured

    class Stubborn:
        frames, run_in, rate_hz, key = 40 * BLOCK, 4 * BLOCK, RATE_HZ, "s"

        def render(self, load: Any, *, ceiling_db: float) -> Any:
            asked.append(ceiling_db)
            return np.zeros(48 * BLOCK, np.int16)

    def peaky(*given: Any) -> Any:
        return replace(real(*given), true_peak=10 ** ((-1.15 if asked[-1] < -5.0 else -1.05) / 20))

    monkeypatch.setattr(encoding, "_measured", peaky)
    made = unpack(encode_slot(Stubborn(), lambda key: silence(1, RATE_HZ), 96, False))
    assert made is not None
    assert made.true_peak <= 10 ** (-1 / 20)
    assert asked == sorted(asked, reverse=True)


# --- cheap to change -------------------------------------------------------------------------------------------


def test_a_second_build_encodes_nothing_and_gives_the_same_bytes(tmp_path: Path) -> None:
    first = make(small(), tmp_path / "a.mp3", tmp_path / "cache")
    second = make(small(), tmp_path / "b.mp3", tmp_path / "cache")
    assert (first.encoded, second.encoded) == (6, 0)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()
    assert first.audio_sha256 == second.audio_sha256
    assert first.loudness == second.loudness


def test_one_changed_sentence_encodes_one_slot_and_gives_what_a_cold_build_gives(tmp_path: Path) -> None:
    def long(word: str) -> Programme:
        return said([[speech("Ann", " ".join(f"Number {n}." for n in range(24)) + f" {word}.")]], seconds=0.7)

    make(long("End"), tmp_path / "a.mp3", tmp_path / "cache")
    warm = make(long("And"), tmp_path / "warm.mp3", tmp_path / "cache")
    make(long("And"), tmp_path / "cold.mp3", tmp_path / "other")
    assert warm.encoded == 1
    assert (tmp_path / "warm.mp3").read_bytes() == (tmp_path / "cold.mp3").read_bytes()


def test_another_tag_leaves_every_frame_as_it_was(tmp_path: Path) -> None:
    one = make(small(), tmp_path / "a.mp3", tmp_path / "cache", tag=b"ID3 one")
    two = make(small(), tmp_path / "b.mp3", tmp_path / "cache", tag=b"ID3 another")
    assert one.audio_sha256 == two.audio_sha256
    assert (tmp_path / "a.mp3").read_bytes()[7:] == (tmp_path / "b.mp3").read_bytes()[11:]


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_the_number_of_workers_changes_no_byte(workers: int, tmp_path: Path) -> None:
    make(small(), tmp_path / "a.mp3", tmp_path / "one")
    with ThreadPoolExecutor(workers) as pool:
        make(small(), tmp_path / "b.mp3", tmp_path / "two", executor=pool, workers=workers)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


def test_slots_are_rendered_here_when_takes_are_voiced_elsewhere(tmp_path: Path) -> None:
    class Elsewhere(Executor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            raise AssertionError("a slot was sent away")

    assert make(small(), tmp_path / "a.mp3", tmp_path / "cache", executor=Elsewhere(), workers=2).encoded == 6


def test_a_damaged_cache_entry_is_encoded_again(tmp_path: Path) -> None:
    make(small(), tmp_path / "a.mp3", tmp_path / "cache")
    entries = sorted((tmp_path / "cache").glob("*/*.slot"))
    entries[0].write_bytes(entries[0].read_bytes()[:-100])
    entries[1].write_bytes(b"")
    entries[2].write_bytes(b"x" * 1_000)
    made = make(small(), tmp_path / "b.mp3", tmp_path / "cache")
    assert made.encoded == 3
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


def test_progress_is_told_slot_by_slot(tmp_path: Path) -> None:
    heard = Recording()
    make(small(), tmp_path / "a.mp3", tmp_path / "cache", reporter=heard, total=6)
    assert [event[0] for event in heard.events] == ["started", *["progressed"] * 6, "finished"]


# --- whole or not there ----------------------------------------------------------------------------------------


def test_a_disk_that_fills_up_leaves_the_previous_episode_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(small(), tmp_path / "out" / "a.mp3", tmp_path / "cache")
    before = (tmp_path / "out" / "a.mp3").read_bytes()
    real = os.fdopen

    class Full:
        def __init__(self, stream: IO[bytes]) -> None:
            self.stream, self.left = stream, 60_000

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.stream.close()

        def write(self, data: bytes) -> int:
            self.left -= len(data)
            if self.left < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return self.stream.write(data)

        def seek(self, at: int) -> int:
            return self.stream.seek(at)

    monkeypatch.setattr(os, "fdopen", lambda *args: Full(real(*args)))  # type: ignore[arg-type]  # opened in binary
    with pytest.raises(SetupError, match="No space left") as caught:
        make(small("For"), tmp_path / "out" / "a.mp3", tmp_path / "cache2")
    assert "untouched" in caught.value.hint
    assert (tmp_path / "out" / "a.mp3").read_bytes() == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.mp3"]


def test_what_a_killed_build_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    kept = [tmp_path / name for name in (".b.mp3.abcd1234", ".a.mp3.bak", "a.mp3.abcd1234")]
    for path in (tmp_path / ".a.mp3.p25rr77c", *kept):
        path.write_bytes(b"half")
    make(small(), tmp_path / "a.mp3", tmp_path / "cache")
    assert sorted(path for path in tmp_path.iterdir() if path.is_file()) == sorted([tmp_path / "a.mp3", *kept])


def test_a_voice_that_fails_in_a_worker_leaves_no_file(tmp_path: Path) -> None:
    programme = small()
    programme.clips.clear()
    master._recent.clear()
    with pytest.raises(KeyError), ThreadPoolExecutor(2) as pool:
        make(programme, tmp_path / "a.mp3", tmp_path / "cache", executor=pool, workers=2)
    assert not list(tmp_path.glob("*.mp3"))
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("kbps", [0, 8, 100, 48, 999])
def test_a_bit_rate_that_no_mp3_has_is_an_error_that_names_one(kbps: int, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        make(small(), tmp_path / "a.mp3", tmp_path / "cache", bitrate_kbps=kbps)
    assert str(smallest_bitrate(RATE_HZ, kbps)) in caught.value.hint


def test_a_programme_without_slots_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        render([], load=small().load, cache=Cache(tmp_path), path=tmp_path / "a.mp3", rate_hz=RATE_HZ, bitrate_kbps=96)
    assert not (tmp_path / "a.mp3").exists()


def test_memory_does_not_grow_with_the_programme(tmp_path: Path) -> None:
    """What is held for a slot that was written is a few hundred bytes, not its frames."""
    one = said([[speech("Ann", "Yes.")]], seconds=0.6)

    def most(count: int) -> int:
        cues = (speech("Ann", "Yes."),) * count
        script = replace(one.script, segments=(replace(one.script.segments[0], cues=cues),))
        takes = tuple(replace(one.takes[0], speech=n) for n in range(count))
        programme = Programme(script=script, takes=takes, clips=one.clips)
        mix = programme.mix()
        tracemalloc.start()
        make(programme, tmp_path / f"{count}.mp3", tmp_path / "cache", mix)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    most(40)
    assert most(840) - most(40) < 800 * 4_000
