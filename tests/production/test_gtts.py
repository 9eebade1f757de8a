from __future__ import annotations

import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import EngineError, InputError, NarrateError, OutageError, SetupError
from narrate.model import Voice
from narrate.plugins import Engine, find
from narrate.production.engines.gtts import PIECE_CHARS, GttsEngine, pieces
from tests.production.engine_contract import EngineContract
from tests.production.fake_google import BLOCK_PAGE, HTML, JSON, PATH, answer, fake_google, spoken
from tests.production.fake_server import FakeClock, FakeServer, Reply, mp3

ENGLISH = Voice(name="en-com")
SHORT = "Nobody moved in the hall."
LONG = (
    "The delegates had been told to come without their guests, without notebooks and without any idea of what they "
    "would hear, and so they sat down in the great hall of the Kremlin in a silence that none of them had known since "
    "the March of 1953."
)


@pytest.fixture
def google() -> Iterator[FakeServer]:
    with fake_google() as server:
        yield server


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def engine(google: FakeServer, clock: FakeClock) -> GttsEngine:
    return GttsEngine({"base_url": google.url}, clock=clock)


def refused(engine: GttsEngine, text: str = SHORT, voice: Voice = ENGLISH) -> NarrateError:
    with pytest.raises(NarrateError) as caught:
        engine.synthesize(text, voice)
    assert caught.value.hint
    return caught.value


class TestContract(EngineContract):
    @pytest.fixture
    def engine(self, google: FakeServer, clock: FakeClock) -> Engine:
        return GttsEngine({"base_url": google.url}, clock=clock)


# --- what is sent --------------------------------------------------------------------------------------------------


def test_a_sentence_is_one_request_with_the_text_as_it_is(engine: GttsEngine, google: FakeServer) -> None:
    engine.synthesize("Dr. Orlova, Esq. said so - in 1956; who knew?", ENGLISH)
    (asked,) = google.asked
    assert asked.path == PATH
    assert spoken(asked).text == "Dr. Orlova, Esq. said so - in 1956; who knew?"
    assert spoken(asked).language == "en"
    assert spoken(asked).slow is None


def test_a_long_sentence_goes_in_pieces_that_together_are_its_words(engine: GttsEngine, google: FakeServer) -> None:
    engine.synthesize(LONG, ENGLISH)
    texts = [spoken(asked).text for asked in google.asked]
    assert " ".join(texts) == LONG
    assert texts[0] == "The delegates had been told to come without their guests,"
    assert all(len(text) <= PIECE_CHARS for text in texts)


def test_a_year_is_never_a_request_of_its_own() -> None:
    for size in range(70, 130):
        text = ("to be or to do " * 10)[:size].strip() + ", in the March of 1953."
        assert all(len(piece.split()) > 2 for piece in pieces(text, "en")), text


def test_no_piece_ends_with_a_word_that_leans_on_the_next() -> None:
    text = (
        "The lamps along the harbour were lit an hour before the boats came home in the March of nineteen fifty-three."
    )
    first, last = pieces(text, "en")
    assert len(first.split()[-1]) > 3
    assert f"{first} {last}" == text


@given(st.text(st.sampled_from("abc .,;1"), max_size=400))
def test_pieces_hold_every_letter_and_fit_into_a_request(text: str) -> None:
    text = " ".join(text.split())
    cut = pieces(text, "en")
    assert "".join(cut).replace(" ", "") == text.replace(" ", "")
    assert all(0 < len(piece) <= PIECE_CHARS for piece in cut)


def test_a_piece_of_marks_alone_is_not_sent(engine: GttsEngine, google: FakeServer) -> None:
    engine.synthesize("word " * 19 + ". " * 60 + "and the end", ENGLISH)
    assert all(any(letter.isalnum() for letter in spoken(asked).text) for asked in google.asked)


def test_nothing_to_say_sends_nothing(engine: GttsEngine, google: FakeServer) -> None:
    engine.synthesize("... - ?!", ENGLISH)
    assert google.asked == []


def test_the_accent_is_the_host_that_is_asked(google: FakeServer, clock: FakeClock) -> None:
    engine = GttsEngine({"base_url": google.url + "/{tld}"}, clock=clock)
    for name in ("en-co.uk", "en-com.au-low", "ru-com-high"):
        engine.synthesize(SHORT, Voice(name=name))
    assert [asked.path for asked in google.asked] == ["/co.uk" + PATH, "/com.au" + PATH, "/com" + PATH]
    assert [spoken(asked).language for asked in google.asked] == ["en", "en", "ru"]


def test_without_a_base_url_google_is_asked_over_tls() -> None:
    request = GttsEngine()._request(SHORT, "en", "co.za", False)
    assert request.url == "https://translate.google.co.za" + PATH


def test_a_very_slow_voice_is_googles_own_slow_reading(engine: GttsEngine, google: FakeServer) -> None:
    engine.synthesize(SHORT, Voice(name="en-com", rate=0.6))
    assert spoken(google.asked[0]).slow is True


def test_lowered_and_raised_voices_differ_in_pitch_and_not_in_length(engine: GttsEngine) -> None:
    def crossings(name: str) -> tuple[int, int]:
        from narrate.audio import to_array

        clip = engine.synthesize(SHORT, Voice(name=name)).clip
        samples = to_array(clip)
        return int(((samples[:-1] < 0) & (samples[1:] >= 0)).sum()), clip.frames

    (low, *low_frames), (plain, *frames), (high, *high_frames) = map(crossings, ("en-ie-low", "en-ie", "en-ie-high"))
    assert low < 0.92 * plain
    assert high > 1.08 * plain
    assert low_frames == frames == high_frames


def test_the_pieces_of_a_sentence_are_joined_without_the_silence_between(engine: GttsEngine) -> None:
    assert 0.85 < engine.synthesize(LONG, ENGLISH).clip.seconds / (0.36 + 0.06 * len(LONG)) < 1.15


# --- voices --------------------------------------------------------------------------------------------------------


def test_voices_are_listed_without_a_network(google: FakeServer, engine: GttsEngine) -> None:
    names = [voice.name for voice in engine.voices()]
    accents = ("com", "co.uk", "com.au", "ca", "co.in", "ie", "co.za", "com.ng")
    assert {f"en-{tld}{shift}" for tld in accents for shift in ("", "-low", "-high")} <= set(names)
    assert {"ru-com", "de-com", "zh-TW-com", "fr-ca", "es-com.mx", "pt-com.br-low"} <= set(names)
    assert google.asked == []


def test_an_accent_has_the_language_tag_of_its_country(engine: GttsEngine) -> None:
    tags = {voice.name: voice.language for voice in engine.voices()}
    assert (tags["en-co.uk"], tags["en-co.in-low"], tags["ru-com"], tags["iw-com"]) == ("en-GB", "en-IN", "ru", "he")


def test_it_says_that_text_leaves_the_machine(engine: GttsEngine) -> None:
    assert engine.offline is False
    assert "sent to Google" in engine.notice


def test_the_fingerprint_tells_another_server_apart_and_hides_its_address() -> None:
    usual, other = GttsEngine(), GttsEngine({"base_url": "https://me:secret@mirror.example"})
    assert usual.fingerprint != other.fingerprint
    assert "mirror" not in other.fingerprint


# --- manners -------------------------------------------------------------------------------------------------------


def test_connections_are_reused(engine: GttsEngine, google: FakeServer) -> None:
    for _ in range(3):
        engine.synthesize(LONG, ENGLISH)
    assert len(google.asked) > 6
    assert google.connections == 1


def test_no_more_requests_than_allowed_are_under_way_at_once(google: FakeServer, clock: FakeClock) -> None:
    engine = GttsEngine({"base_url": google.url, "requests_at_once": 3, "requests_per_second": 0}, clock=clock)
    google.together = threading.Barrier(3)
    with ThreadPoolExecutor(9) as pool:
        list(pool.map(lambda _: engine.synthesize(SHORT, ENGLISH), range(9)))
    assert engine.parallel == 3
    assert google.most_at_once == 3
    assert google.connections <= 3
    assert len(google.asked) == 9


def test_requests_begin_no_faster_than_the_cap(google: FakeServer, clock: FakeClock) -> None:
    engine = GttsEngine({"base_url": google.url, "requests_per_second": 4}, clock=clock)
    before = clock.now()
    for _ in range(9):
        engine.synthesize(SHORT, ENGLISH)
    assert clock.now() - before == pytest.approx(2.0)


def test_certificates_are_verified(engine: GttsEngine) -> None:
    assert engine.client.session.verify is True


def test_a_server_with_a_certificate_of_its_own_making_gets_no_text(tmp_path: Path, clock: FakeClock) -> None:
    with fake_google(tls=_tls(trustme.CA())) as google:
        error = refused(GttsEngine({"base_url": google.url}, clock=clock))
        assert google.asked == []
    assert isinstance(error, SetupError)
    assert "certificate of 127.0.0.1 cannot be trusted" in error.message
    assert clock.slept == []


def test_a_certificate_that_the_environment_trusts_is_accepted(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    with fake_google(tls=_tls(authority)) as google:
        GttsEngine({"base_url": google.url}, clock=clock).synthesize(SHORT, ENGLISH)
        assert len(google.asked) == 1


def _tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def test_cookies_are_not_sent_back(engine: GttsEngine, google: FakeServer) -> None:
    google.script.append(Reply(headers={**JSON, "Set-Cookie": "NID=1; Path=/"}, body=answer(mp3(1.0))))
    engine.synthesize(SHORT, ENGLISH)
    engine.synthesize(SHORT, ENGLISH)
    assert "Cookie" not in google.asked[1].headers


# --- trouble that passes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again_after_longer_and_longer_waits(
    engine: GttsEngine, google: FakeServer, clock: FakeClock, status: int
) -> None:
    google.script.extend([Reply(status=status, headers=HTML, body=b"<html>busy</html>")] * 4)
    assert engine.synthesize(SHORT, ENGLISH).clip.seconds > 0.5
    assert len(google.asked) == 5
    assert len(clock.slept) == 4
    for wait, longest in zip(clock.slept, (0.5, 1, 2, 4), strict=True):
        assert longest / 2 <= wait <= longest


def test_waits_differ_from_machine_to_machine(google: FakeServer) -> None:
    waits = []
    for _ in range(4):
        clock = FakeClock()
        google.script.extend([Reply(status=503)] * 3)
        GttsEngine({"base_url": google.url}, clock=clock).synthesize(SHORT, ENGLISH)
        waits.append(tuple(clock.slept))
    assert len(set(waits)) == 4


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "17"},
        {"Retry-After": "Sun, 22 Nov 2026 09:00:17 GMT", "Date": "Sun, 22 Nov 2026 09:00:00 GMT"},
    ],
)
def test_the_server_says_how_long_to_wait(
    engine: GttsEngine, google: FakeServer, clock: FakeClock, headers: dict[str, str]
) -> None:
    google.script.append(Reply(status=429, headers=headers))
    engine.synthesize(SHORT, ENGLISH)
    assert clock.slept == [pytest.approx(17.0)]


def test_a_wait_concerns_all_requests(google: FakeServer, clock: FakeClock) -> None:
    engine = GttsEngine({"base_url": google.url, "requests_per_second": 0}, clock=clock)
    google.script.append(Reply(status=429, headers={"Retry-After": "30"}))
    begun = clock.now()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: engine.synthesize(SHORT, ENGLISH), range(4)))
    assert clock.now() - begun >= 30
    assert len(google.asked) == 5


@pytest.mark.parametrize("fault", ["reset", "short"])
def test_a_connection_that_breaks_off_is_made_again(engine: GttsEngine, google: FakeServer, fault: Any) -> None:
    google.script.append(Reply(headers=JSON, body=answer(mp3(1.0)), fault=fault))
    assert engine.synthesize(SHORT, ENGLISH).clip.seconds > 0.5
    assert len(google.asked) == 2


@pytest.mark.parametrize("body", [b"", b"garbage", answer(b"no sound"), answer(mp3(1.0)[:-40]), answer(None)])
def test_an_unreadable_answer_is_asked_for_once_more(engine: GttsEngine, google: FakeServer, body: bytes) -> None:
    google.script.append(Reply(headers=JSON, body=body))
    assert engine.synthesize(SHORT, ENGLISH).clip.seconds > 0.5
    assert len(google.asked) == 2


@pytest.mark.parametrize(
    "layout",
    [
        lambda body: body,
        lambda body: body.replace(b"\n,", b",").replace(b"\n]", b"]"),  # everything on one line
        lambda body: body.replace(b'",', b'" , '),  # not compact
        lambda body: body.replace(b"\n\n", b"\n\n%d\n" % len(body), 1) + b'\n25\n[["e",4,null,null,1]]\n',  # in chunks
    ],
)
def test_the_layout_of_the_answer_does_not_matter(engine: GttsEngine, google: FakeServer, layout: Any) -> None:
    google.script.append(Reply(headers=JSON, body=layout(answer(mp3(1.5)))))
    assert engine.synthesize(SHORT, ENGLISH).clip.seconds == pytest.approx(1.5, abs=0.1)
    assert len(google.asked) == 1


# --- trouble that stays --------------------------------------------------------------------------------------------


def test_a_server_that_stays_in_trouble_is_given_up_on(engine: GttsEngine, google: FakeServer) -> None:
    google.usual = lambda asked: Reply(status=503)
    error = refused(engine)
    assert isinstance(error, EngineError)
    assert "503" in error.message
    assert len(google.asked) == 5


def test_a_rate_limit_that_stays_is_called_so(engine: GttsEngine, google: FakeServer) -> None:
    google.usual = lambda asked: Reply(status=429, headers=HTML, body=b"<html>Too Many Requests</html>")
    error = refused(engine)
    assert "asks for fewer requests" in error.message
    assert "blocked" not in error.message
    assert "requests_per_second" in error.hint
    assert len(google.asked) == 5


def test_a_wait_of_an_hour_is_not_waited_for(engine: GttsEngine, google: FakeServer, clock: FakeClock) -> None:
    google.usual = lambda asked: Reply(status=429, headers={"Retry-After": "3600"})
    assert "come back in 3600 seconds" in refused(engine).message
    assert len(google.asked) == 1
    assert clock.slept == []


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=429, headers=HTML, body=BLOCK_PAGE),
        Reply(status=403, headers=HTML, body=BLOCK_PAGE),
        Reply(status=503, headers=HTML, body=BLOCK_PAGE),
        Reply(status=200, headers=HTML, body=BLOCK_PAGE),
        Reply(status=302, headers={"Location": "https://www.google.com/sorry/index?continue=x"}),
    ],
)
def test_a_block_is_told_apart_from_a_rate_limit_and_not_knocked_at(
    engine: GttsEngine, google: FakeServer, clock: FakeClock, reply: Reply
) -> None:
    google.usual = lambda asked: reply
    error = refused(engine)
    assert "has blocked this network" in error.message
    assert "--engine embedded" in error.hint
    assert len(google.asked) == 1
    assert clock.slept == []


def test_a_page_that_asks_for_consent_is_called_so(engine: GttsEngine, google: FakeServer) -> None:
    google.usual = lambda asked: Reply(status=302, headers={"Location": "https://consent.google.com/m?continue=x"})
    assert "asks for consent" in refused(engine).message
    assert len(google.asked) == 1


def test_a_redirect_elsewhere_is_not_followed(engine: GttsEngine, google: FakeServer) -> None:
    google.usual = lambda asked: Reply(status=302, headers={"Location": f"{google.url}/elsewhere"})
    assert "sends the request on to 127.0.0.1" in refused(engine).message
    assert [asked.path for asked in google.asked] == [PATH]


def test_a_sign_in_page_of_the_network_is_called_so(engine: GttsEngine, google: FakeServer) -> None:
    google.usual = lambda asked: Reply(headers=HTML, body=b"<html>Welcome to Hotel Aurora! Room number?</html>")
    assert "the network may want a sign-in" in refused(engine).message


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_plain_refusal_is_not_repeated(engine: GttsEngine, google: FakeServer, status: int) -> None:
    google.usual = lambda asked: Reply(status=status)
    assert f"refuses the request (status {status})" in refused(engine).message
    assert len(google.asked) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"garbage", "not in the agreed form"),
        (b")]}'\n\n" + b"[" * 100_000, "not in the agreed form"),
        (answer(None), "no sound in it for this text"),
        (b')]}\'\n[["wrb.fr","jQ1olc","[]"]]', "no sound in it"),
        (b')]}\'\n[["wrb.fr","jQ1olc","[\\"%%%\\"]"]]', "cannot read"),
        (answer(b""), "sent nothing"),
        (answer(b"not a sound at all, but long enough"), "is no sound"),
        (answer(mp3(1.0)[:-40]), "cut off"),
        (answer(mp3(1.0)[:-40] + bytes(3)), "cut off"),
    ],
)
def test_an_answer_that_stays_unreadable_says_what_is_wrong(
    engine: GttsEngine, google: FakeServer, body: bytes, said: str
) -> None:
    google.usual = lambda asked: Reply(headers=JSON, body=body)
    assert said in refused(engine).message
    assert len(google.asked) == 2


def test_a_server_that_hangs_is_left_in_time(google: FakeServer, clock: FakeClock) -> None:
    google.usual = lambda asked: Reply(fault="hang")
    engine = GttsEngine({"base_url": google.url, "answer_seconds": 0.1}, clock=clock)
    assert "did not answer within 0.1 seconds" in refused(engine).message
    assert len(google.asked) == 3


def test_a_server_that_drips_is_left_in_time(google: FakeServer) -> None:
    class Racing(FakeClock):
        """Every look at it finds fifty seconds gone."""

        def now(self) -> float:
            self.sleep(50)
            return super().now()

    google.usual = lambda asked: Reply(headers=JSON, body=answer(mp3(1.0)), fault="stall")
    assert "did not answer within 30 seconds" in refused(GttsEngine({"base_url": google.url}, clock=Racing())).message


def test_no_network_is_one_clear_error_that_names_the_way_on(clock: FakeClock) -> None:
    engine = GttsEngine({"base_url": f"http://127.0.0.1:{_unused_port()}"}, clock=clock)
    error = refused(engine)
    assert type(error) is OutageError
    assert error.exit_code == 5
    assert error.message == "cannot reach 127.0.0.1: it takes no connections"
    assert "narrate build NAME --engine embedded" in error.hint
    assert len(clock.slept) == 2


def test_a_name_that_is_not_found_is_called_so(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    error = refused(GttsEngine(clock=clock))
    assert error.message == "cannot reach translate.google.com: there is no such name, or no network"


def test_a_proxy_that_is_away_is_called_so(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", f"http://me:secret@127.0.0.1:{_unused_port()}")
    error = refused(GttsEngine(clock=clock))
    assert "the proxy on the way to translate.google.com" in error.message
    assert "secret" not in str(error)


def test_after_giving_up_the_other_sentences_fail_at_once_with_the_same_words(
    engine: GttsEngine, google: FakeServer
) -> None:
    google.usual = lambda asked: Reply(status=429, headers=HTML, body=BLOCK_PAGE)
    first = refused(engine)
    others = [refused(engine, f"Sentence {number}.") for number in range(20)]
    assert {error.message for error in others} == {first.message}
    assert len(google.asked) == 1


def test_a_service_that_was_given_up_on_is_asked_again_later(
    engine: GttsEngine, google: FakeServer, clock: FakeClock
) -> None:
    google.script.append(Reply(status=429, headers=HTML, body=BLOCK_PAGE))
    refused(engine)
    clock.sleep(601)
    assert engine.synthesize(SHORT, ENGLISH).clip.seconds > 0.5


def test_sentences_that_fail_one_after_the_other_are_an_outage(engine: GttsEngine, google: FakeServer) -> None:
    google.usual = lambda asked: Reply(status=500)
    errors = [refused(engine, f"Sentence {number}.") for number in range(9)]
    assert [type(error) for error in errors] == [EngineError] * 4 + [OutageError] * 5
    assert len(google.asked) == 5 * 5


def test_a_sentence_that_succeeds_ends_the_count_of_those_that_failed(engine: GttsEngine, google: FakeServer) -> None:
    for _ in range(4):
        google.script.extend([Reply(status=500)] * 10)
        assert type(refused(engine)) is EngineError
        assert type(refused(engine)) is EngineError
        engine.synthesize(SHORT, ENGLISH)


def test_one_bad_sentence_does_not_stop_the_others(engine: GttsEngine, google: FakeServer) -> None:
    google.script.extend([Reply(headers=JSON, body=answer(None))] * 2)
    refused(engine)
    assert engine.synthesize(SHORT, ENGLISH).clip.seconds > 0.5


def _unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


# --- options -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"requests_per_secnd": 1}, "unknown key 'requests_per_secnd'"),
        ({"requests_at_once": 0}, "requests_at_once cannot be 0"),
        ({"requests_per_second": -1}, "requests_per_second cannot be -1"),
        ({"answer_seconds": "long"}, "answer_seconds cannot be 'long'"),
        ({"tries": 2.5}, "tries cannot be 2.5"),
        ({"base_url": "translate.google.com"}, "base_url is no address"),
        ({"base_url": "http://[::1"}, "base_url is no address"),
        ({"base_url": "ftp://example.org"}, "base_url is no address"),
    ],
)
def test_wrong_options_are_refused_with_their_place(options: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as caught:
        GttsEngine(options)
    assert said in caught.value.message
    assert caught.value.where == "[engines.gtts]"
    assert caught.value.hint


def test_an_address_that_no_library_takes_is_an_error_of_ours(clock: FakeClock) -> None:
    assert isinstance(refused(GttsEngine({"base_url": "http://*.example"}, clock=clock)), SetupError)


def test_it_is_found_by_its_name() -> None:
    assert find("engine", "gtts") is GttsEngine


def test_the_text_stays_out_of_errors_and_warnings(
    engine: GttsEngine, google: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    google.usual = lambda asked: Reply(status=500)
    with caplog.at_level(logging.INFO):
        error = refused(engine, "Nobody must read this.")
    assert "Nobody" not in f"{error} {error.hint} {caplog.text}"
