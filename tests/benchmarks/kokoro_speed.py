"""Say how fast Kokoro speaks here: seconds of wall and of processor for a second of sound.

Every arrangement speaks the same sentences, the plain one first and last, so that a busy machine shows::

    python tests/benchmarks/kokoro_speed.py [VOICE_FILE...]

``signed`` is the embedded file as `narrate.production.engines.signed` rewrites it. Other voice files (an ONNX export,
or one that another tool rewrote) are measured as well and compared by the spectrum: 1.0 is the same sound.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from narrate.production.engines.kokoro import _embedded
from narrate.production.engines.onnx import open_session
from narrate.production.engines.packs import ROWS, style
from narrate.production.engines.phonemes import Phonemizer, alphabet
from narrate.production.engines.signed import with_signed_samples
from narrate.production.engines.timing import joined

SENTENCES = (
    "The doors of the great hall were closed to guests, and nobody moved for the next four hours.",
    "He read from a letter that had been dictated in December nineteen twenty-two.",
    "About one thousand four hundred and thirty-six people heard him.",
    "The announcer waited for the signal; then he read the first page aloud to listeners east of the border, slowly, "
    "as one reads to somebody who has to write it down.",
    "It was late.",
    "On the fifth of June the speech reached the newspapers, and by the evening every station on the continent had "
    "found somebody to read it.",
)
VOICE = "am_michael"
Sound = NDArray[np.float32]


def inputs() -> list[dict[str, Any]]:
    """Return what the network is given for every sentence."""
    read, rows = Phonemizer(), style(VOICE)
    made = []
    for sentence in SENTENCES:
        ids = [alphabet()[phoneme] for phoneme in joined(read(sentence))]
        row = rows[min(len(ids), ROWS - 1)][None]
        made.append({"tokens": np.array([[0, *ids, 0]]), "style": row, "speed": np.ones(1, np.float32)})
    return made


def speak(session: Any, workers: int) -> tuple[list[Sound], float, float]:
    """Return the sounds, and the seconds of wall and of processor that they took."""
    given = inputs()
    session.run(None, given[4])  # the first run of a session allocates
    wall, processor = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(workers) as pool:
        sounds = [run[0].ravel() for run in pool.map(lambda one: session.run(None, one), given)]
    return sounds, time.perf_counter() - wall, time.process_time() - processor


def spectrum(sound: Sound) -> Sound:
    """Return the log spectrum, 25 ms frames by 64 bands: what is left when phases are ignored."""
    frames = np.lib.stride_tricks.sliding_window_view(sound, 1200)[::300] * np.hanning(1200)
    power = np.square(np.abs(np.fft.rfft(frames)))[:, 1:577].reshape(len(frames), 64, 9).mean(axis=2)
    return np.asarray(np.log(power + 1e-6), np.float32)


def likeness(first: Sequence[Sound], second: Sequence[Sound]) -> float:
    """Return the mean correlation of spectra, sentence by sentence; 0 where lengths differ."""
    found = []
    for a, b in zip(first, second, strict=True):
        x, y = spectrum(a), spectrum(b)
        found.append(float(np.corrcoef(x.ravel(), y.ravel())[0, 1]) if x.shape == y.shape else 0.0)
    return float(np.mean(found))


def main(files: Sequence[str]) -> int:
    """Measure and print a line for every arrangement."""
    voice_files = {"embedded": _embedded(), "signed": with_signed_samples(_embedded())}
    voice_files |= {Path(file).name: Path(file).read_bytes() for file in files}
    plain: list[Sound] = []
    sys.stdout.write("voice file, threads x workers: wall, processor seconds a second of sound; likeness\n")
    for name, threads, workers in [
        ("embedded", 1, 1),
        ("embedded", 2, 1),
        ("embedded", 1, 2),
        ("signed", 1, 1),
        ("signed", 2, 1),
        ("signed", 1, 2),
        *((Path(file).name, threads, workers) for file in files for threads, workers in ((1, 1), (2, 1), (1, 2))),
        ("embedded", 1, 1),
    ]:
        session = open_session(voice_files[name], threads=threads)
        sounds, wall, processor = speak(session, workers)
        plain = plain or sounds
        seconds = sum(map(len, sounds)) / 24_000
        like = likeness(plain, sounds)
        line = f"{name}, {threads} x {workers}: {wall / seconds:.3f}, {processor / seconds:.3f}; {like:.4f}\n"
        sys.stdout.write(line)
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
