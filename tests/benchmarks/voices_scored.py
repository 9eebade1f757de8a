"""Say how good each dry voice is predicted to sound: DNSMOS, the P.808 score of 1 to 5, and its three parts.

Twenty-four sentences of our own are voiced by the engine alone and scored together, in windows of 9 s, three seconds
apart (``pip install speechmos==0.0.1.1 librosa``)::

    python -m tests.benchmarks.voices_scored [VOICE...]

Without names all voices are scored that a cast may be given without somebody asking for one. A voice under 4.0 on
average must not be among those (`NOT_BY_ITSELF` in `narrate.production.cast.casting`).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import numpy as np

from narrate import audio
from narrate.model import Voice
from narrate.plugins import Engine
from narrate.production.cast.casting import NOT_BY_ITSELF
from narrate.production.engines.hibari import HibariEngine
from narrate.production.engines.kokoro import KokoroEngine

SENTENCES = (
    "The ferry left an hour late, and the harbour lay in fog until noon.",
    "Nobody in the family had ever spoken of the house by the canal.",
    "She counted the letters twice before she tied the string around them.",
    "In the second winter of the war the bakery on the corner closed its doors.",
    "He said that he remembered nothing, and then he told them everything.",
    "What was it that the engineer had seen from the roof of the mill?",
    "The old minutes are short: who was present, who spoke, and who voted against.",
    "Two of the witnesses had moved abroad, and the third refused to open the door.",
    "By the time the telegram arrived, the decision had already been made.",
    "There were forty chairs in the hall, and every one of them was taken.",
    "Listen to the second voice on the tape; it does not belong to the chairman.",
    "For years the map hung upside down, and not one visitor noticed it.",
    "The miller's daughter kept the accounts in a green book that nobody else could read.",
    "It rained on the day of the vote, and the square stayed empty until four.",
    "Why should a man who owned three boats have walked to the next village?",
    "The first page is missing, the second is torn, and the third is blank.",
    "He asked for a glass of water, sat down again, and did not answer.",
    "All that summer the trains ran empty in one direction and full in the other.",
    "She recognised the handwriting at once, but she never told her brother.",
    "In the archive there are nine photographs of the bridge and none of its builder.",
    "The committee met on Thursdays, in a room above the fish market.",
    "You will find the key where your grandfather left it, under the third stone.",
    "Twenty years later the same clerk was asked to sign the same paper again.",
    "Nothing in the speech was new, and yet nobody in the hall had heard it before.",
)
RATE_HZ = 16_000


def main(names: Sequence[str]) -> int:
    """Measure and print a line for every voice."""
    from speechmos import dnsmos

    kokoro, hibari = KokoroEngine(), HibariEngine()
    wanted = list(names) or ["heart", *(info.name for info in kokoro.voices() if info.name not in NOT_BY_ITSELF)]
    sys.stdout.write(f"{len(SENTENCES)} sentences; voice: P.808, overall, signal, background; lowest P.808 window\n")
    started = time.process_time()
    for name in wanted:
        engine: Engine = hibari if name.startswith("heart") else kokoro
        clips = [engine.synthesize(text, Voice(name=name, engine=engine.name)).clip for text in SENTENCES]
        sound = np.concatenate([audio.to_array(audio.resample(audio.trim(clip), RATE_HZ)) for clip in clips])
        sound = 0.5 * sound / max(float(np.abs(sound).max()), 1e-6)
        windows = [sound[at : at + 9 * RATE_HZ] for at in range(0, len(sound) - 9 * RATE_HZ, 3 * RATE_HZ)]
        scores = [dnsmos.run(window, RATE_HZ) for window in windows]
        mean = {key: float(np.mean([score[key] for score in scores])) for key in scores[0]}
        sys.stdout.write(
            f"{name}: {mean['p808_mos']:.2f}, {mean['ovrl_mos']:.2f}, {mean['sig_mos']:.2f}, {mean['bak_mos']:.2f}; "
            f"{min(float(score['p808_mos']) for score in scores):.2f}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"{time.process_time() - started:.0f} s of processor time\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
