"""Measure how alike the voices of Kokoro are, and write the table from which people are cast.

Two sentences in every voice, one speaker embedding each (Resemblyzer's network, run here in numpy alone), the cosine
between every two voices. Get ``pretrained.pt`` out of the package Resemblyzer 0.1.4 (Apache-2.0), then::

    python tests/benchmarks/voice_similarity.py pretrained.pt

It takes about two minutes and writes ``narrate/production/engines/voices/similarity.json``: a matrix in the order of
the names, in thousandths. Two texts in one voice come out at 0.9 and more, two voices at 0.4 to 0.8.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections import OrderedDict
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from narrate import audio
from narrate.model import Clip, Voice
from narrate.production.engines.kokoro import KokoroEngine
from narrate.production.engines.packs import VOICES

TABLE = Path(__file__).parents[2] / "narrate" / "production" / "engines" / "voices" / "similarity.json"
TEXTS = (
    "The lamps along the harbour were lit an hour before the first boats came home, and the whole town walked down to "
    "count them.",
    "Nobody asked how many had gone out; everyone knew, and everyone kept the number to themselves.",
)
RATE_HZ, WINDOW, HOP, MELS, FRAMES = 16_000, 400, 160, 40, 160
Array = NDArray[np.float32]


def read_weights(file: Path) -> dict[str, Array]:
    """Return the tensors of a file that torch wrote before its version 1.6: four pickles, then the raw numbers."""
    stream = BytesIO(file.read_bytes())

    class Reader(pickle.Unpickler):
        def persistent_load(self, pid: Any) -> Any:
            return str(pid[2])

        def find_class(self, module: str, name: str) -> Any:
            if name == "_rebuild_tensor_v2":
                return lambda storage, offset, size, *rest: (storage, offset, size)
            return OrderedDict if name == "OrderedDict" else object

    for _ in range(3):
        Reader(stream).load()
    saved = Reader(stream).load()
    storages: dict[str, Array] = {}
    for key in Reader(stream).load():
        count = int.from_bytes(stream.read(8), "little")
        storages[key] = np.frombuffer(stream.read(4 * count), "<f4")
    return {
        name: storages[key][offset : offset + int(np.prod(size))].reshape(size)
        for name, (key, offset, size) in saved["model_state"].items()
        if isinstance(size, tuple)
    }


def mel_filters() -> Array:
    """Return the filters of librosa's default: Slaney's scale, each of equal area; shape (40, 201)."""

    def hz(mel: Array) -> Array:
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27)).astype(np.float32)

    top = 15 + 27 * np.log(RATE_HZ / 2 / 1000) / np.log(6.4)
    edges = hz(np.linspace(0, top, MELS + 2, dtype=np.float32))
    places = np.linspace(0, RATE_HZ / 2, WINDOW // 2 + 1)
    rise = (places - edges[:-2, None]) / np.diff(edges)[:-1, None]
    fall = (edges[2:, None] - places) / np.diff(edges)[1:, None]
    area = 2 / (edges[2:] - edges[:-2])
    return (np.maximum(0, np.minimum(rise, fall)) * area[:, None]).astype(np.float32)


def mels(clip: Clip) -> Array:
    """Return the mel spectrogram of a clip without its silences; shape (frames, 40)."""
    samples = audio.to_array(audio.resample(clip, RATE_HZ))
    samples = samples * (10 ** (-30 / 20) / np.sqrt(np.square(samples).mean()))
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(samples, WINDOW // 2), WINDOW)[::HOP]
    shape = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)
    power = np.square(np.abs(np.fft.rfft(windows * shape)))
    level = power.sum(axis=1)
    return np.asarray((power @ mel_filters().T)[level > level.max() * 1e-4], np.float32)


def sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)), np.float32)


def embed(spectrogram: Array, weights: dict[str, Array]) -> Array:
    """Return the embedding of a voice: the mean over windows of 1.6 s that overlap by half."""
    starts = range(0, len(spectrogram) - FRAMES + 1, FRAMES // 2)
    x = np.stack([spectrogram[start : start + FRAMES] for start in starts])
    for layer in range(3):
        h = c = np.zeros((len(x), 256), np.float32)
        out = np.empty((len(x), FRAMES, 256), np.float32)
        for t in range(FRAMES):
            gates = (
                x[:, t] @ weights[f"lstm.weight_ih_l{layer}"].T
                + h @ weights[f"lstm.weight_hh_l{layer}"].T
                + weights[f"lstm.bias_ih_l{layer}"]
                + weights[f"lstm.bias_hh_l{layer}"]
            )
            i, f, g, o = np.split(gates, 4, axis=1)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = out[:, t] = sigmoid(o) * np.tanh(c)
        x = out
    raw = np.maximum(0, x[:, -1] @ weights["linear.weight"].T + weights["linear.bias"])
    mean = (raw / np.linalg.norm(raw, axis=1, keepdims=True)).mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


def main(arguments: list[str]) -> int:
    """Write the table; say what was found."""
    weights = read_weights(Path(arguments[0]))
    engine = KokoroEngine()
    each = []
    for name in VOICES:
        each.append([embed(mels(engine.synthesize(text, Voice(name=name)).clip), weights) for text in TEXTS])
        sys.stdout.write(f"{name} same voice, other text: {each[-1][0] @ each[-1][1]:.3f}\n")
    voices = np.stack([(first + second) / np.linalg.norm(first + second) for first, second in each])
    alike = voices @ voices.T
    off = alike[~np.eye(len(alike), dtype=bool)]
    sys.stdout.write(f"different voices: {off.min():.3f} to {off.max():.3f}, mean {off.mean():.3f}\n")
    rows = [" ".join(str(round(1000 * float(value))) for value in row) for row in alike]
    TABLE.write_text(json.dumps({"voices": list(VOICES), "thousandths": rows}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
