from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from narrate import audio
from narrate.errors import SetupError
from narrate.model import Clip, Voice
from narrate.plugins import Utterance
from narrate.production.engines import hibari
from narrate.production.engines.hibari import HibariEngine
from tests.conftest import ROOT

TEXT = "The boats came home after dark, and nobody counted them."
ENGINE = HibariEngine()


def pitch_hz(clip: Clip) -> float:
    """The median of the fundamental, by autocorrelation of the louder windows."""
    samples = audio.to_array(clip)
    found = []
    for start in range(0, len(samples) - 2048, 1024):
        window = samples[start : start + 2048]
        if np.abs(window).max() < 0.05:
            continue
        echo = np.correlate(window, window, "full")[2047:]
        first, last = clip.rate_hz // 350, clip.rate_hz // 60
        lag = first + int(np.argmax(echo[first:last]))
        if echo[lag] > 0.5 * echo[0]:
            found.append(clip.rate_hz / lag)
    return float(np.median(found))


@pytest.mark.parametrize("engine", ["hibari:HibariEngine", "kokoro:KokoroEngine", "tone:ToneEngine"])
def test_nothing_heavy_is_loaded_to_ask_an_engine_about_itself(engine: str) -> None:
    module, _, name = engine.partition(":")
    code = (
        f"from narrate.production.engines.{module} import {name}; import sys; e = {name}({{}}); "
        "e.voices(), e.fingerprint; print([m for m in ('numpy', 'onnxruntime', 'hibari.g2p') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_two_engines_draw_the_same_noise() -> None:
    assert HibariEngine().synthesize(TEXT, Voice(name="heart")) == ENGINE.synthesize(TEXT, Voice(name="heart"))


def test_words_are_heard_when_it_says_so() -> None:
    said = ENGINE.synthesize("Count [Kalinovka](/kəlˈinəfkə/).", Voice(name="heart"))
    assert [word.text for word in said.words] == ["Count", "Kalinovka."]
    assert_words_sound(said)


def assert_words_sound(said: Utterance) -> None:
    """Every word is loud, and what lies before the first and behind the last is not."""
    samples = audio.to_array(said.clip)

    def level(start: float, end: float) -> float:
        rate = said.clip.rate_hz
        return float(np.sqrt(np.square(samples[round(start * rate) : round(end * rate)]).mean()))

    first, last = said.words[0].start_seconds, said.words[-1].end_seconds
    outside = max(level(0, first - 0.1), level(last + 0.1, said.clip.seconds))
    assert min(level(word.start_seconds, word.end_seconds) for word in said.words) > 8 * outside


def test_draft_voices_differ_in_pitch_and_hardly_in_length() -> None:
    clips = {info.name: ENGINE.synthesize(TEXT, Voice(name=info.name)).clip for info in ENGINE.voices()}
    pitches = {name: pitch_hz(clip) for name, clip in clips.items()}
    women = [pitches[info.name] for info in ENGINE.voices() if info.gender == "female"]
    men = [pitches[info.name] for info in ENGINE.voices() if info.gender == "male"]
    assert max(men) < 0.9 * min(women)
    ordered = sorted(pitches.values())
    assert all(b / a > 1.04 for a, b in pairwise(ordered))
    assert all(abs(clip.seconds / clips["heart"].seconds - 1) < 0.1 for clip in clips.values())


def test_a_long_text_is_said_in_runs_and_whole() -> None:
    text = " ".join([TEXT] * 14)
    said = ENGINE.synthesize(text, Voice(name="heart"))
    assert [word.text for word in said.words] == text.split()
    assert said.words[-1].end_seconds > 0.95 * said.clip.seconds


def test_a_missing_voice_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(blob: bytes, **_: object) -> None:
        raise OSError("no such file")

    monkeypatch.setattr(hibari, "open_session", damaged)
    with pytest.raises(SetupError, match="does not load") as caught:
        HibariEngine().synthesize(TEXT, Voice(name="heart"))
    assert "pip install" in caught.value.hint
