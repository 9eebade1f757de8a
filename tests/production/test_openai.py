from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from narrate.audio import encode_wav
from narrate.errors import EngineError, InputError, NarrateError, SetupError
from narrate.model import Voice
from narrate.plugins import Engine, find
from narrate.production.engines.openai import OpenaiEngine
from tests.production.engine_contract import EngineContract
from tests.production.fake_openai import JSON, complaint, fake_openai, fields
from tests.production.fake_server import FakeClock, FakeServer, Reply, tone

KEY = "sk-test-a1b2c3d4e5f6"
NOVA = Voice(name="nova")
SHORT = "Nobody moved in the hall."


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_openai() as server:
        yield server


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return KEY


def engine_at(server: FakeServer, **options: Any) -> OpenaiEngine:
    return OpenaiEngine({"base_url": f"{server.url}/v1", **options}, clock=FakeClock())


def refused(engine: OpenaiEngine, voice: Voice = NOVA) -> NarrateError:
    with pytest.raises(NarrateError) as caught:
        engine.synthesize(SHORT, voice)
    assert caught.value.hint
    return caught.value


class TestContract(EngineContract):
    @pytest.fixture
    def engine(self, server: FakeServer) -> Engine:
        return engine_at(server)


class TestContractWithStretchedMp3(EngineContract):
    @pytest.fixture
    def engine(self, server: FakeServer) -> Engine:
        return engine_at(server, response_format="mp3", speed="here", voices=["amy"], language="en-GB")


# --- what is sent --------------------------------------------------------------------------------------------------


def test_a_sentence_is_one_request_of_the_speech_interface(server: FakeServer, key: str) -> None:
    engine_at(server).synthesize(SHORT, NOVA)
    (asked,) = server.asked
    assert asked.path == "/v1/audio/speech"
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert fields(asked) == {"model": "tts-1", "input": SHORT, "voice": "nova", "response_format": "wav"}


def test_speed_is_sent_where_it_is_not_the_usual_one(server: FakeServer) -> None:
    engine = engine_at(server)
    for rate in (1.25, 9.0, 0.1):
        engine.synthesize(SHORT, Voice(name="nova", rate=rate))
    assert [fields(asked)["speed"] for asked in server.asked] == [1.25, 4.0, 0.25]


def test_a_server_that_ignores_speed_can_be_spared_it(server: FakeServer) -> None:
    engine_at(server, speed="here").synthesize(SHORT, Voice(name="nova", rate=1.25))
    assert "speed" not in fields(server.asked[0])


def test_extra_fields_are_sent_and_never_replace_the_text(server: FakeServer) -> None:
    engine_at(server, extra={"instructions": "calmly", "input": "something else"}).synthesize(SHORT, NOVA)
    assert fields(server.asked[0])["instructions"] == "calmly"
    assert fields(server.asked[0])["input"] == SHORT


def test_a_slash_at_the_end_of_the_address_does_not_matter(server: FakeServer) -> None:
    OpenaiEngine({"base_url": f"{server.url}/v1/"}, clock=FakeClock()).synthesize(SHORT, NOVA)
    assert server.asked[0].path == "/v1/audio/speech"


def test_without_a_key_none_is_sent(server: FakeServer) -> None:
    engine_at(server).synthesize(SHORT, NOVA)
    assert "Authorization" not in server.asked[0].headers


def test_the_key_can_have_another_variable(server: FakeServer, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_KEY", "another-key")
    engine_at(server, key_variable="STUDIO_KEY").synthesize(SHORT, NOVA)
    assert server.asked[0].headers["Authorization"] == "Bearer another-key"


# --- the key stays where it is -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_the_key_is_never_told(server: FakeServer, key: str, status: int, caplog: pytest.LogCaptureFixture) -> None:
    server.usual = lambda asked: complaint(status, f"Incorrect key {KEY} provided, really {KEY}")
    engine = engine_at(server, tries=1)
    with caplog.at_level(logging.DEBUG):
        error = refused(engine)
    told = [str(error), error.hint, error.where, *traceback.format_exception(error), caplog.text]
    told += [repr(engine), repr(vars(engine)), engine.fingerprint, engine.notice, engine.licence]
    assert KEY not in "".join(told)


def test_a_key_in_the_file_is_refused_without_repeating_it() -> None:
    with pytest.raises(InputError) as caught:
        OpenaiEngine({"api_key": KEY})
    assert KEY not in f"{caught.value} {caught.value.hint}"
    assert "OPENAI_API_KEY" in caught.value.hint


@pytest.mark.parametrize(
    ("base_url", "allowed"),
    [
        ("http://speech.example.org/v1", False),
        ("http://8.8.8.8/v1", False),
        ("https://speech.example.org/v1", True),
        ("http://localhost:8880/v1", True),
        ("http://192.168.1.7:8880/v1", True),
        ("http://kokoro:8880/v1", True),
        ("http://studio.local/v1", True),
    ],
)
def test_the_key_travels_unencrypted_only_inside_the_own_network(base_url: str, allowed: bool, key: str) -> None:
    engine = OpenaiEngine({"base_url": base_url})
    if allowed:
        assert engine._key() == KEY
    else:
        error = refused(engine)
        assert isinstance(error, SetupError)
        assert "unencrypted" in error.message


def test_a_key_of_two_lines_is_a_setup_error(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "first\nsecond")
    error = refused(engine_at(server))
    assert isinstance(error, SetupError)
    assert "first" not in str(error)
    assert server.asked == []


def test_the_fingerprint_changes_with_what_is_heard_and_not_with_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = OpenaiEngine().fingerprint
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert OpenaiEngine().fingerprint == usual
    others: list[dict[str, Any]] = [
        {"model": "tts-1-hd"},
        {"base_url": "http://localhost:1/v1"},
        {"response_format": "mp3"},
        {"extra": {"instructions": "calmly"}},
    ]
    assert len({OpenaiEngine(options).fingerprint for options in others} | {usual}) == 5


# --- answers -------------------------------------------------------------------------------------------------------


def test_a_refused_key_is_a_setup_error_that_names_the_variable(server: FakeServer) -> None:
    server.usual = lambda asked: complaint(401, "You didn't provide an API key.")
    error = refused(engine_at(server))
    assert isinstance(error, SetupError)
    assert "OPENAI_API_KEY" in error.hint
    assert len(server.asked) == 1


def test_a_used_up_account_is_told_apart_from_a_rate_limit(server: FakeServer) -> None:
    server.usual = lambda asked: complaint(429, "You exceeded your current quota.", "insufficient_quota")
    error = refused(engine_at(server))
    assert "used up" in error.message
    assert len(server.asked) == 1


def test_a_rate_limit_is_waited_for(server: FakeServer) -> None:
    server.script.append(complaint(429, "Rate limit reached.", "rate_limit_exceeded"))
    assert engine_at(server).synthesize(SHORT, NOVA).clip.seconds > 1
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"message": "The model `nope` does not exist", "code": "model_not_found"}},
        {"error": "The model `nope` does not exist"},
        {"detail": "The model `nope` does not exist"},
        {"message": "The model `nope` \n does not exist\u001b[2J"},
    ],
)
def test_what_the_server_says_of_its_refusal_is_passed_on_in_one_line(server: FakeServer, body: dict[str, Any]) -> None:
    server.usual = lambda asked: Reply(status=404, headers=JSON, body=json.dumps(body).encode())
    error = refused(engine_at(server, model="nope"))
    assert "The model `nope` does not exist" in error.message
    assert error.message.isprintable()
    assert "model" in error.hint
    assert len(server.asked) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b"null", b'{"error": null}', b"[" * 100_000, b"\xff\xfe"])
def test_a_refusal_without_words_is_one_too(server: FakeServer, body: bytes) -> None:
    server.usual = lambda asked: Reply(status=400, body=body)
    assert "refuses (status 400)" in refused(engine_at(server)).message


def test_a_long_complaint_is_shortened(server: FakeServer) -> None:
    server.usual = lambda asked: complaint(400, "word " * 1000)
    assert len(refused(engine_at(server)).message) < 300


WHOLE = encode_wav(tone(1.0))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "sent nothing"),
        (b'{"error": "no"}', "is no sound"),
        (WHOLE[:-100], "cut off"),
        (WHOLE[:44] + bytes(len(WHOLE) - 44), "sent silence"),
    ],
)
def test_what_is_no_whole_sound_is_asked_for_once_more_and_then_refused(
    server: FakeServer, body: bytes, said: str
) -> None:
    server.usual = lambda asked: Reply(body=body)
    error = refused(engine_at(server))
    assert isinstance(error, EngineError)
    assert said in error.message
    assert len(server.asked) == 2


@pytest.mark.parametrize("stated", [0xFFFF_FFFF, 0x7FFF_F000])
def test_a_stream_that_does_not_know_its_length_is_whole(server: FakeServer, stated: int) -> None:
    server.usual = lambda asked: Reply(body=WHOLE[:40] + stated.to_bytes(4, "little") + WHOLE[44:])
    assert engine_at(server).synthesize(SHORT, NOVA).clip.seconds == pytest.approx(1.0)


def test_a_server_in_trouble_is_asked_again(server: FakeServer) -> None:
    server.script.extend([Reply(status=503), Reply(fault="reset"), Reply(fault="short", body=WHOLE)])
    assert engine_at(server).synthesize(SHORT, NOVA).clip.seconds > 1
    assert len(server.asked) == 4


def test_a_redirect_is_not_followed_with_the_key(server: FakeServer, key: str) -> None:
    server.usual = lambda asked: Reply(status=307, headers={"Location": f"{server.url}/elsewhere"})
    assert "sends the request on" in refused(engine_at(server)).message
    assert len(server.asked) == 1


# --- voices and options --------------------------------------------------------------------------------------------


def test_voices_are_those_of_the_options_with_what_is_known_of_them(server: FakeServer) -> None:
    engine = engine_at(server, language="en-GB", voices=["amy", {"name": "joe", "gender": "male", "language": "en-US"}])
    assert [(v.name, v.language, v.gender) for v in engine.voices()] == [("amy", "en-GB", ""), ("joe", "en-US", "male")]


def test_a_voice_that_is_not_listed_is_refused_before_anything_is_sent(server: FakeServer) -> None:
    error = refused(engine_at(server), Voice(name="heart"))
    assert isinstance(error, InputError)
    assert "voices in [engines.openai]" in error.hint
    assert server.asked == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"voices": [3]}, "3 is no voice"),
        ({"voices": ["amy", "amy"]}, "listed twice"),
        ({"voices": [{"gender": "male"}]}, "name is missing"),
        ({"voices": [{"name": "joe", "gender": "man"}]}, "gender cannot be 'man'"),
        ({"voices": "amy"}, "voices cannot be 'amy'"),
        ({"response_format": "pcm"}, "response_format cannot be 'pcm'"),
        ({"extra": 3}, "extra cannot be 3"),
        ({"base_url": "localhost:8880"}, "base_url is no address"),
        ({"modle": "x"}, "unknown key 'modle'"),
    ],
)
def test_wrong_options_are_refused_with_their_place(options: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as caught:
        OpenaiEngine(options)
    assert said in caught.value.message
    assert caught.value.where.startswith("[engines.openai]")
    assert caught.value.hint


def test_a_server_on_this_machine_is_offline_and_any_other_says_where_the_text_goes() -> None:
    here = OpenaiEngine({"base_url": "http://127.0.0.1:8880/v1"})
    there = OpenaiEngine()
    assert (here.offline, here.notice) == (True, "")
    assert there.offline is False
    assert "every sentence is sent to api.openai.com" in there.notice


def test_it_is_found_by_its_name() -> None:
    assert find("engine", "openai") is OpenaiEngine
