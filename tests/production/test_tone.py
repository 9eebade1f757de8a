from __future__ import annotations

from hashlib import sha256

from narrate.model import Voice
from narrate.production.engines.tone import FADE_SECONDS, RATE_HZ, ToneEngine

BEEP = Voice(name="beep")


def test_it_sounds_the_same_on_every_machine() -> None:
    pcm = ToneEngine().synthesize("Nobody moved at all.", BEEP).clip.pcm
    assert sha256(pcm).hexdigest() == "c6f4b915b031944ecb5b45628fa0311dc7eac32bdf48d66ee7e34f446901fea6"


def test_a_longer_word_is_a_longer_beep() -> None:
    short, long = ToneEngine().synthesize("a harbour", BEEP).words
    lengths = [word.end_seconds - word.start_seconds for word in (short, long)]
    assert round(lengths[1] / lengths[0]) == 7


def test_every_voice_has_a_pitch_of_its_own() -> None:
    engine = ToneEngine()
    sounds = {engine.synthesize("harbour lights tonight", Voice(name=info.name)).clip.pcm for info in engine.voices()}
    assert len(sounds) == len(engine.voices())


def test_beeps_begin_and_end_softly() -> None:
    said = ToneEngine().synthesize("harbour", BEEP)
    start = round(said.words[0].start_seconds * RATE_HZ)
    samples = memoryview(said.clip.pcm).cast("h")
    assert abs(samples[start]) < 300
    assert max(map(abs, samples[start : start + round(FADE_SECONDS * RATE_HZ / 4)])) < 3000
