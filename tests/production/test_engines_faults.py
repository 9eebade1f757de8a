"""What a whole recording is like when the voice is elsewhere and something goes wrong there."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from narrate.cache import Cache
from narrate.config import Settings
from narrate.errors import EngineError, NarrateError, OutageError
from narrate.model import Script, Segment, Speech, Take, Voice
from narrate.plugins import Engine
from narrate.production.engines.command import CommandEngine
from narrate.production.engines.gtts import GttsEngine
from narrate.production.engines.tone import ToneEngine
from narrate.production.record import record
from narrate.report import Silent
from tests.production.fake_google import BLOCK_PAGE, HTML, JSON, answer, fake_google, speak, spoken
from tests.production.fake_server import Asked, FakeClock, FakeServer, Reply

GOOGLE = Voice(name="en-com", engine="gtts")
BLOCKED = Reply(status=429, headers=HTML, body=BLOCK_PAGE)


@pytest.fixture
def google() -> Iterator[FakeServer]:
    with fake_google() as server:
        yield server


def gtts(google: FakeServer) -> GttsEngine:
    return GttsEngine({"base_url": google.url, "requests_at_once": 3}, clock=FakeClock())


def script_of(*speeches: tuple[str, Voice]) -> Script:
    cues = tuple(Speech(speaker=voice.name, text=text, line=n) for n, (text, voice) in enumerate(speeches, 10))
    return Script(title="", cast={voice.name: voice for _, voice in speeches}, segments=(Segment(title="", cues=cues),))


HARBOUR = script_of(*((f"The lamps along the harbour were lit for night number {n}.", GOOGLE) for n in range(30)))


def recorded(script: Script, engines: Mapping[str, Engine], folder: Path) -> tuple[Take, ...]:
    with ThreadPoolExecutor(max_workers=4) as pool:
        return record(
            script,
            settings=Settings(),
            lexicon=None,
            engines=engines,
            cache=Cache(folder),
            rate_hz=16_000,
            executor=pool,
            reporter=Silent(),
            where="scripts/harbour.md",
        )


def failed(script: Script, engines: Mapping[str, Engine], folder: Path) -> NarrateError:
    with pytest.raises(NarrateError) as caught:
        recorded(script, engines, folder)
    return caught.value


def test_no_network_is_one_error_for_the_whole_recording(tmp_path: Path) -> None:
    with fake_google() as gone:
        engine = gtts(gone)
    error = failed(HARBOUR, {"gtts": engine}, tmp_path)
    assert type(error) is OutageError
    assert error.exit_code == 5
    assert "cannot reach 127.0.0.1" in error.message
    assert "--engine embedded" in error.hint


def test_after_a_block_what_was_voiced_is_kept_and_only_the_rest_is_asked_for(
    google: FakeServer, tmp_path: Path
) -> None:
    def speak_ten_times(asked: Asked) -> Reply:
        return speak(asked) if len(google.asked) <= 10 else BLOCKED

    google.usual = speak_ten_times
    assert "has blocked this network" in failed(HARBOUR, {"gtts": gtts(google)}, tmp_path).message
    assert len(google.asked) <= 10 + 3, "what was under way when the block came, and no more"
    kept, _ = Cache(tmp_path).size()
    assert 8 <= kept <= 10
    google.asked.clear()
    google.usual = speak
    assert len(recorded(HARBOUR, {"gtts": gtts(google)}, tmp_path)) == 30
    assert len(google.asked) == 30 - kept


def test_an_outage_of_one_engine_does_not_stop_the_others(google: FakeServer, tmp_path: Path) -> None:
    google.usual = lambda asked: BLOCKED
    tone = Voice(name="low", engine="tone")
    mixed = script_of(*((f"Somebody counted boat number {n} in the dark.", (GOOGLE, tone)[n % 2]) for n in range(20)))
    error = failed(mixed, {"gtts": gtts(google), "tone": ToneEngine()}, tmp_path)
    assert type(error) is OutageError
    kept, _ = Cache(tmp_path).size()
    assert kept == 10


def test_a_sentence_that_the_service_cannot_say_is_named_and_the_others_are_finished(
    google: FakeServer, tmp_path: Path
) -> None:
    def all_but_one(asked: Asked) -> Reply:
        return Reply(headers=JSON, body=answer(None)) if "number seven." in spoken(asked).text else speak(asked)

    google.usual = all_but_one
    error = failed(HARBOUR, {"gtts": gtts(google)}, tmp_path)
    assert type(error) is EngineError
    assert error.where == "scripts/harbour.md:17"
    assert "no sound in it" in error.message
    kept, _ = Cache(tmp_path).size()
    assert kept == 29


def test_a_rate_limit_in_the_middle_is_sat_out(google: FakeServer, tmp_path: Path) -> None:
    def limited(asked: Asked) -> Reply:
        return Reply(status=429, headers={"Retry-After": "20"}) if len(google.asked) % 7 == 0 else speak(asked)

    google.usual = limited
    assert len(recorded(HARBOUR, {"gtts": gtts(google)}, tmp_path)) == 30


def test_a_program_that_fails_for_some_sentences_voices_the_others(tmp_path: Path) -> None:
    program = tmp_path / "speak.py"
    program.write_text(
        "import sys, wave, math, struct\n"
        "text = sys.stdin.read()\n"
        "if 'number three' in text: sys.exit('cannot say three')\n"
        "tone = [int(9000 * math.sin(i * 0.06)) for i in range(1500 * len(text))]\n"
        "out = wave.open(sys.stdout.buffer, 'wb')\n"
        "out.setparams((1, 2, 22050, len(tone), 'NONE', ''))\n"
        "out.writeframes(struct.pack(f'<{len(tone)}h', *tone))\n"
        "out.close()\n"
    )
    engine = CommandEngine({"command": [sys.executable, str(program)], "voices": ["amy"]})
    amy = Voice(name="amy", engine="command")
    error = failed(
        script_of(*((f"Somebody counted boat number {n} there.", amy) for n in (1, 2, 3, 13))),
        {"command": engine},
        tmp_path / "cache",
    )
    assert error.where == "scripts/harbour.md:12"
    assert "cannot say three" in error.message
    kept, _ = Cache(tmp_path / "cache").size()
    assert kept == 3
