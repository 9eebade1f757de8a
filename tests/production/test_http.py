from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import EngineError, NarrateError
from narrate.production.engines import http
from narrate.production.engines.http import (
    LONGEST_WAIT_SECONDS,
    Answer,
    Client,
    Manners,
    SystemClock,
    TryError,
    host_of,
    refusal,
    retry_after_seconds,
)
from tests.production.fake_server import FakeClock, FakeServer, Reply


def told(after: str, **others: str) -> float | None:
    return retry_after_seconds(Answer(status=429, headers={"Retry-After": after, **others}, body=b""))


def asking(server: FakeServer) -> Any:
    return lambda: requests.Request("POST", server.url + "/say", data=b"text").prepare()


def whole(answer: Answer) -> Answer:
    if trouble := refusal(answer, "the service"):
        raise trouble
    return answer


def refused(client: Client, server: FakeServer) -> NarrateError:
    with pytest.raises(NarrateError) as caught:
        client.fetch(asking(server), whole)
    return caught.value


@given(st.text() | st.integers().map(str) | st.datetimes().map(str), st.text())
def test_whatever_retry_after_says_is_no_negative_number_or_nothing(after: str, date: str) -> None:
    for answer in (told(after), told(after, Date=date)):
        assert answer is None or answer >= 0


def test_a_date_in_retry_after_counts_from_the_servers_own_clock() -> None:
    sent = datetime(2001, 1, 1, tzinfo=UTC)
    assert told(format_datetime(sent + timedelta(seconds=90)), Date=format_datetime(sent)) == 90


def test_a_date_in_the_past_means_at_once() -> None:
    assert told("Mon, 01 Jan 2001 00:00:00 GMT") == 0


@given(st.lists(st.sampled_from([429, 500, 502, 503, 504, 408]), min_size=1, max_size=12))
def test_no_wait_is_longer_than_the_longest_and_waits_begin_small(statuses: list[int]) -> None:
    clock = FakeClock()
    client = Client("the service", Manners(tries=20, requests_per_second=0), clock)
    replies = iter(statuses)

    def read(_: Answer) -> str:
        whole(Answer(status=next(replies, 200), headers={}, body=b""))
        return "done"

    client._exchange = lambda prepare: Answer(status=0, headers={}, body=b"")  # type: ignore[method-assign]
    try:
        assert client.fetch(lambda: requests.PreparedRequest(), read) == "done"
    except EngineError:
        assert len(statuses) >= http.TRIES
    assert all(0.25 <= wait <= LONGEST_WAIT_SECONDS for wait in clock.slept)
    assert len(clock.slept) <= http.TRIES - 1


def test_an_answer_in_chunks_is_read_whole_over_a_connection_that_is_kept() -> None:
    body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (b"one ", b"two ", b"three")) + b"0\r\n\r\n"
    with FakeServer(lambda asked: Reply(headers={"Transfer-Encoding": "chunked"}, body=body)) as server:
        client = Client("the service", Manners(), FakeClock())
        assert [client.fetch(asking(server), whole).body for _ in range(2)] == [b"one two three"] * 2
        assert server.connections == 1


def test_an_answer_without_end_is_not_read_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LARGEST_ANSWER_BYTES", 100_000)
    with FakeServer(lambda asked: Reply(body=bytes(1_000_000))) as server:
        assert "without end" in refused(Client("the service", Manners(), FakeClock()), server).message


def test_a_host_that_does_not_pick_up_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def unanswered(*_: Any, **__: Any) -> Any:
        raise requests.exceptions.ConnectTimeout("no answer")

    monkeypatch.setattr(requests.Session, "send", unanswered)
    with FakeServer(lambda asked: Reply()) as server:
        error = refused(Client("the service", Manners(connect_seconds=3), FakeClock()), server)
    assert error.message == "cannot reach 127.0.0.1: no connection within 3 seconds"


def test_each_raised_error_is_an_object_of_its_own() -> None:
    client = Client("the service", Manners(), FakeClock())
    with FakeServer(lambda asked: Reply(status=503)) as server:
        errors = [refused(client, server) for _ in range(3)]
    assert len({id(error) for error in errors}) == 3
    assert len({(type(error), error.message, error.hint) for error in errors}) == 1


def test_advice_for_the_client_never_reaches_the_person() -> None:
    assert not issubclass(TryError, NarrateError)
    with FakeServer(lambda asked: Reply(status=418)) as server:
        assert type(refused(Client("the service", Manners(), FakeClock()), server)) is EngineError


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://me:secret@example.org:1/x", "example.org"), ("http://[::1", "an unknown host"), ("", "an unknown host")],
)
def test_a_password_in_an_address_is_not_shown(address: str, host: str) -> None:
    assert host_of(address) == host


def test_the_clock_of_the_machine_goes_on_while_it_sleeps() -> None:
    clock = SystemClock()
    before = clock.now()
    clock.sleep(0.001)
    assert clock.now() > before
