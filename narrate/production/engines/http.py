"""The careful way to a speech service, shared by the engines that ask one over HTTP.

In: a prepared request, and a function that reads its answer. Out: what that function returns, or one NarrateError in
the person's words. Certificates are verified, nothing waits for ever, connections are reused, and a service that asks
for patience gets it. What an answer means is the business of the engine that asked.
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

from narrate.errors import EngineError, InputError, NarrateError, OutageError, SetupError, raise_all

if TYPE_CHECKING:
    import requests

T = TypeVar("T")

EMBEDDED_HINT = "what was voiced is kept; without a network: narrate build NAME --engine embedded"

# An answer holds one sentence. A minute of uncompressed sound at 48 kHz is under 6 MB, a third more as base64.
LARGEST_ANSWER_BYTES = 32_000_000
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 60.0
# After a service was given up on, the other sentences of the build fail at once instead of knocking again each.
REST_SECONDS = 60.0
# No network does not come back within seconds as a busy server does.
# One sentence that a service cannot say is no outage; so many in a row are.
OUTAGE_AFTER = 5
TRIES = 5
TRIES_TO_REACH = 3
TRIES_TO_READ = 2


class Clock(Protocol):
    """Time, so that tests need not wait for it."""

    def now(self) -> float:
        """Return seconds that only ever grow."""

    def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed."""


class SystemClock:
    """The time of this machine."""

    def now(self) -> float:
        """Return the monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a guest behaves: the options that every engine of this kind has in show.toml."""

    base_url: str = ""  #: where to ask instead of the usual place
    requests_at_once: int = 4
    requests_per_second: float = 2.0  #: begun, without bursts; 0: no cap
    tries: int = TRIES  #: of one request, the first included, at most
    connect_seconds: float = 10.0
    answer_seconds: float = 30.0  #: for one whole answer, from sending to its last byte

    def check(self, where: str) -> None:
        """Raise InputError for an address that is none and numbers that make no sense."""
        bounds = {
            "requests_at_once": 1,
            "requests_per_second": 0,
            "tries": 1,
            "connect_seconds": 0.1,
            "answer_seconds": 0.1,
        }
        problems = [
            InputError(f"{name} cannot be {getattr(self, name):g}", where=where, hint=f"give {least:g} or more")
            for name, least in bounds.items()
            if not least <= getattr(self, name) < math.inf
        ]
        if self.base_url and not _is_address(self.base_url):
            problems.append(InputError("base_url is no address", where=where, hint="give https://host/path"))
        raise_all(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]  #: names in any case
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The body as text, for reading what kind of page it is."""
        return self.body.decode("utf-8", errors="replace")


class TryError(Exception):
    """Why one try failed and what follows; never leaves this folder."""

    def __init__(
        self, error: NarrateError, *, tries: int = 1, wait_seconds: float | None = None, rest_seconds: float = 0.0
    ) -> None:
        """Keep the error for the person beside the advice for the client.

        `tries`: how many tries such a fault is worth in all. `wait_seconds`: what the server asked for before the next.
        `rest_seconds`: for how long every other request would meet the same fault, once this one is given up.
        """
        super().__init__(error.message)
        self.error = error
        self.tries = tries
        self.wait_seconds = wait_seconds
        self.rest_seconds = rest_seconds


class Client:
    """Sends requests to one service, from any number of threads."""

    def __init__(self, service: str, manners: Manners, clock: Clock | None = None) -> None:
        """Prepare; no library is loaded and nothing is sent before `fetch`. `service` is its name for the person."""
        self.service = service
        self.manners = manners
        self._clock = clock or SystemClock()
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(manners.requests_at_once)
        self._next = 0.0  #: when the next request may begin
        self._given_up: tuple[NarrateError, float] | None = None  #: and until when
        self._failed_in_a_row = 0
        self._session: requests.Session | None = None

    @property
    def session(self) -> requests.Session:
        """The connections; certificates are verified, cookies are not kept."""
        with self._lock:
            if self._session is None:
                self._session = _open_session(self.manners.requests_at_once)
            return self._session

    def fetch(self, prepare: Callable[[], requests.PreparedRequest], read: Callable[[Answer], T]) -> T:
        """Return what `read` makes of the answer to a request; raise EngineError or SetupError where none can be had.

        `read` may raise TryError for an answer that is no good; `refusal` tells most of those.
        """
        with self._slots:
            tried = 0
            while True:
                self._await_turn()
                try:
                    result = read(self._exchange(prepare))
                except TryError as fault:
                    tried += 1
                    if (
                        tried >= min(fault.tries, self.manners.tries)
                        or (fault.wait_seconds or 0) > LONGEST_WAIT_SECONDS
                    ):
                        raise self._give_up(fault) from (fault.__cause__ or fault)
                    self._postpone(fault, tried)
                else:
                    with self._lock:
                        self._failed_in_a_row = 0
                    return result

    def _await_turn(self) -> None:
        """Wait until the next request may begin; raise at once while the service is given up."""
        while True:
            with self._lock:
                now = self._clock.now()
                if self._given_up and now < self._given_up[1]:
                    raise _again(self._given_up[0])
                if now >= self._next:
                    self._next = now + (1 / self.manners.requests_per_second if self.manners.requests_per_second else 0)
                    return
                wait = self._next - now
            self._clock.sleep(wait)

    def _postpone(self, fault: TryError, tried: int) -> None:
        """Let the next request, whosever it is, begin later: a service in trouble is in trouble for all."""
        wait = fault.wait_seconds
        if wait is None:
            # Half fixed, half by lot: many machines that were refused together do not come back together.
            wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (tried - 1)) * (0.5 + random.random() / 2)
        with self._lock:
            self._next = max(self._next, self._clock.now() + wait)

    def _give_up(self, fault: TryError) -> NarrateError:
        """Return the error for the person; an outage where the next sentence would fare no better."""
        with self._lock:
            self._failed_in_a_row += 1
            rest = max(fault.rest_seconds, fault.wait_seconds or 0)
            if self._failed_in_a_row >= OUTAGE_AFTER:
                rest = max(rest, REST_SECONDS)
            if not rest:
                return fault.error
            error = fault.error
            if type(error) is EngineError:
                error = OutageError(error.message, hint=error.hint, where=error.where)
            self._given_up = (error, self._clock.now() + rest)
            return _again(error)

    def _exchange(self, prepare: Callable[[], requests.PreparedRequest]) -> Answer:
        """Send once and read the whole answer."""
        from requests.exceptions import RequestException
        from urllib3.exceptions import HTTPError

        url = ""
        try:
            request = prepare()
            url = request.url or ""
            # send() alone would overlook the proxy and the certificates that the environment names.
            settings = self.session.merge_environment_settings(url, {}, True, None, None)
            timeouts = (self.manners.connect_seconds, self.manners.answer_seconds)
            deadline = self._clock.now() + sum(timeouts)
            with self.session.send(request, timeout=timeouts, allow_redirects=False, **settings) as response:
                body = self._body(response, deadline)
            return Answer(status=response.status_code, headers=response.headers, body=body)
        except (RequestException, HTTPError, OSError, ValueError) as error:
            raise self._broken(error, host_of(url)) from error

    def _body(self, response: requests.Response, deadline: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        # read1 returns what has come; read, and so iter_content, would wait until the whole part is there.
        while part := response.raw.read1(65_536, decode_content=True):
            size += len(part)
            parts.append(part)
            if size > LARGEST_ANSWER_BYTES:
                raise TryError(EngineError(f"{self.service} sends an answer without end", hint=EMBEDDED_HINT))
            # The read timeout counts from byte to byte; a server that drips would hold a take for ever.
            if self._clock.now() > deadline:
                raise self._late()
        return b"".join(parts)

    def _late(self) -> TryError:
        message = f"{self.service} did not answer within {self.manners.answer_seconds:g} seconds"
        return TryError(EngineError(message, hint=EMBEDDED_HINT), tries=TRIES_TO_REACH)

    def _broken(self, cause: Exception, host: str) -> TryError:
        """Return what a failed connection means. The library's own words stay out: they hold whole addresses."""
        from requests import exceptions as http
        from urllib3 import exceptions as pool

        def caused_by(*kinds: type[BaseException]) -> bool:
            return any(isinstance(one, kinds) for one in _causes(cause))

        if caused_by(http.SSLError):
            return TryError(_untrusted(host), rest_seconds=REST_SECONDS)
        if caused_by(http.InvalidURL, http.InvalidSchema, http.MissingSchema, http.InvalidHeader, UnicodeError):
            hint = "give base_url as https://host/path, and a key in plain letters where there is one"
            wrong = SetupError(f"the address or the key of {self.service} is not valid", hint=hint)
            return TryError(wrong, rest_seconds=REST_SECONDS)
        if caused_by(http.ReadTimeout, pool.ReadTimeoutError):
            return self._late()
        if caused_by(http.ProxyError):
            message = f"the proxy on the way to {host} lets nothing through"
        elif caused_by(pool.NameResolutionError):
            message = f"cannot reach {host}: there is no such name, or no network"
        elif caused_by(http.ConnectTimeout):
            message = f"cannot reach {host}: no connection within {self.manners.connect_seconds:g} seconds"
        elif caused_by(pool.NewConnectionError):
            message = f"cannot reach {host}: it takes no connections"
        else:
            return TryError(EngineError(f"the connection to {host} broke off", hint=EMBEDDED_HINT), tries=TRIES)
        error = EngineError(message, hint=EMBEDDED_HINT)
        return TryError(error, tries=TRIES_TO_REACH, rest_seconds=REST_SECONDS)


def refusal(answer: Answer, service: str) -> TryError | None:
    """Return what a status other than 200 means for any service, or None for 200 itself."""
    status = answer.status
    if status == 200:
        return None
    wait = retry_after_seconds(answer)
    if status == 429:
        when = f" and to come back in {wait:.0f} seconds" if wait else ""
        error = EngineError(
            f"{service} asks for fewer requests{when} (status 429)",
            hint="what was voiced is kept: run the same command again later, with a lower requests_per_second",
        )
        return TryError(error, tries=TRIES, wait_seconds=wait, rest_seconds=REST_SECONDS)
    if status >= 500 or status in (408, 425):
        error = EngineError(f"{service} is in trouble (status {status})", hint=EMBEDDED_HINT)
        # A server may stumble over one text again and again (500); when it is down altogether it says so.
        rest = 0.0 if status == 500 else REST_SECONDS
        return TryError(error, tries=TRIES, wait_seconds=wait, rest_seconds=rest)
    if 300 <= status < 400:
        target = host_of(answer.headers.get("Location", ""))
        error = EngineError(f"{service} sends the request on to {target} (status {status})", hint=EMBEDDED_HINT)
        return TryError(error, rest_seconds=REST_SECONDS)
    return TryError(EngineError(f"{service} refuses the request (status {status})", hint=EMBEDDED_HINT))


def retry_after_seconds(answer: Answer) -> float | None:
    """Return what the Retry-After header asks for, in seconds from now (RFC 9110, section 10.2.3), or None."""
    value = answer.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
        # The server's own clock, where it tells it: the two machines need not agree on the time.
        sent = parsedate_to_datetime(answer.headers["Date"]) if "Date" in answer.headers else datetime.now(UTC)
        return max(0.0, (until - sent).total_seconds())
    except (ValueError, TypeError):
        return None


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def host_of(address: str) -> str:
    """Return the host of an address; a name and password inside the address stay out of messages."""
    try:
        return urlsplit(address).hostname or "an unknown host"
    except ValueError:
        return "an unknown host"


def _open_session(at_once: int) -> requests.Session:
    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    # No retries below ours: they would be neither counted nor spaced.
    adapter = HTTPAdapter(pool_connections=16, pool_maxsize=at_once, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session


def _untrusted(host: str) -> SetupError:
    return SetupError(
        f"the certificate of {host} cannot be trusted, so no text was sent",
        hint="where a proxy of your own signs for others, name its certificate in REQUESTS_CA_BUNDLE",
    )


def _again(error: NarrateError) -> NarrateError:
    """Return an equal error: one object raised in several threads would gather all their tracebacks."""
    return type(error)(error.message, hint=error.hint, where=error.where)


def _causes(error: BaseException) -> list[BaseException]:
    """Return an error and all that it was made from; the libraries hide causes in arguments and reasons as well."""
    found: list[BaseException] = []
    queue: list[object] = [error]
    while queue:
        one = queue.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            queue += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found
