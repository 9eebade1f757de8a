"""Any server that speaks the OpenAI speech interface: OpenAI's own, or one on this machine or network.

In: a sentence and one of the voices that are named in the options. Out: the sound in which the server answers
``POST {base_url}/audio/speech``. The key comes from the environment and goes nowhere but into that request. In
show.toml::

    [engines.openai]
    base_url = "http://localhost:8880/v1"   # Kokoro-FastAPI, LocalAI, ...
    model = "kokoro"
    voices = ["af_heart", { name = "bm_george", gender = "male", language = "en-GB" }]
"""

from __future__ import annotations

import ipaddress
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from narrate.config import read_table
from narrate.errors import EngineError, InputError, SetupError
from narrate.model import Clip, Voice
from narrate.plugins import Utterance, VoiceInfo
from narrate.production.engines.clips import has_words, plain, silence
from narrate.production.engines.http import (
    EMBEDDED_HINT,
    REST_SECONDS,
    TRIES_TO_READ,
    Answer,
    Client,
    Clock,
    Manners,
    TryError,
    host_of,
    refusal,
)
from narrate.production.engines.received import clip_from, listed_voices, shown

if TYPE_CHECKING:
    import requests

RATE_HZ = 24_000
SLOWEST, FASTEST = 0.25, 4.0  #: what the interface takes as speed
_WHERE = "[engines.openai]"

_VOICES: Mapping[str, Literal["female", "male", ""]] = {
    "alloy": "",
    "ash": "male",
    "coral": "female",
    "echo": "male",
    "fable": "",
    "nova": "female",
    "onyx": "male",
    "sage": "female",
    "shimmer": "female",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenaiOptions(Manners):
    """The table ``[engines.openai]``."""

    base_url: str = "https://api.openai.com/v1"
    requests_per_second: float = 5.0
    answer_seconds: float = 60.0  # a server on a small machine speaks slower than it is heard
    model: str = "tts-1"
    voices: list[Any] = field(default_factory=list)  #: names or tables; empty: those of OpenAI
    language: str = "mul"  #: of voices that name none; mul: they speak whatever the text is
    key_variable: str = "OPENAI_API_KEY"  #: name of the environment variable; without it no key is sent
    response_format: Literal["wav", "flac", "mp3", "opus"] = "wav"
    speed: Literal["server", "here"] = "server"  #: who carries out a rate; some models ignore it
    extra: dict[str, Any] = field(default_factory=dict)  #: more fields of the request, such as instructions
    max_chars: int = 4096


class OpenaiEngine:
    """Speaks through a server. Options: those of `OpenaiOptions`."""

    name = "openai"
    alphabet = ""

    def __init__(self, options: Mapping[str, Any] | None = None, *, clock: Clock | None = None) -> None:
        """Take the table ``[engines.openai]``; raise InputError for a wrong one, and for a key in it."""
        if keys := [key for key in options or {} if key.lower().endswith(("key", "token", "secret"))]:
            raise InputError(
                f"{keys[0]} does not belong into a file",
                where=_WHERE,
                hint="take it out, and put the key into the environment variable OPENAI_API_KEY",
            )
        self.options = read_table(OpenaiOptions, options or {}, where=_WHERE)
        self.options.check(_WHERE)
        self.max_chars = max(1, self.options.max_chars)
        self.parallel = self.options.requests_at_once
        self._host = host_of(self.options.base_url)
        self._voices = listed_voices(self.options.voices, self.options.language, _WHERE) or tuple(
            VoiceInfo(name=name, language=self.options.language, gender=gender) for name, gender in _VOICES.items()
        )
        self.fingerprint = _fingerprint(self.options)
        self.offline = _is_this_machine(self._host)
        self.licence = f"that of the service at {self._host}"
        self.notice = "" if self.offline else f"openai is an online voice: every sentence is sent to {self._host}"
        self.client = Client(self._host, self.options, clock)

    def voices(self) -> Sequence[VoiceInfo]:
        """Return the voices of the options, or those of OpenAI; no server is asked."""
        return self._voices

    def synthesize(self, text: str, voice: Voice) -> Utterance:
        """Return the sound of a text; raise InputError for an unknown voice, EngineError or SetupError for the rest."""
        if voice.name not in {info.name for info in self._voices}:
            raise InputError(
                f"openai has no voice {voice.name!r}",
                hint=f"add it to voices in {_WHERE}, or take {', '.join(info.name for info in self._voices[:9])}",
            )
        text = plain(text).strip()
        if not has_words(text):
            return silence(RATE_HZ)
        key = self._key()

        def prepare() -> requests.PreparedRequest:
            return self._request(text, voice, key)

        def read(answer: Answer) -> Clip:
            return self._sound_in(answer, key)

        clip = self.client.fetch(prepare, read)
        if self.options.speed == "here":
            from narrate.audio import tempo

            clip = tempo(clip, min(2.0, max(0.5, voice.rate)))
        return Utterance(clip=clip)

    def _request(self, text: str, voice: Voice, key: str) -> requests.PreparedRequest:
        from requests import Request

        fields = {
            **self.options.extra,
            "model": self.options.model,
            "input": text,
            "voice": voice.name,
            "response_format": self.options.response_format,
        }
        if self.options.speed == "server" and voice.rate != 1.0:
            fields["speed"] = min(FASTEST, max(SLOWEST, voice.rate))
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return Request(
            "POST", self.options.base_url.rstrip("/") + "/audio/speech", json=fields, headers=headers
        ).prepare()

    def _key(self) -> str:
        """Return the key, or nothing where none is set; raise SetupError where it would travel for all to read."""
        key = os.environ.get(self.options.key_variable, "").strip()
        if key and urlsplit(self.options.base_url).scheme == "http" and not _is_near(self._host):
            raise SetupError(
                f"the key would be sent unencrypted to {self._host}, so nothing was sent",
                where=_WHERE,
                hint=f"give base_url with https://, or unset {self.options.key_variable}",
            )
        return key

    def _sound_in(self, answer: Answer, key: str) -> Clip:
        if answer.status == 200:
            try:
                return clip_from(answer.body, self._host)
            except EngineError as error:
                raise TryError(error, tries=TRIES_TO_READ) from error
        code, said = _complaint(answer)
        said = shown(said.replace(key, "...") if key else said)
        raise self._refusal(answer, code, f": {said}" if said else "")

    def _refusal(self, answer: Answer, code: str, said: str) -> TryError:
        variable = self.options.key_variable
        if answer.status == 401:
            hint = f"put a valid key into the environment variable {variable}"
            return TryError(SetupError(f"{self._host} wants another key{said}", hint=hint), rest_seconds=REST_SECONDS)
        if answer.status == 429 and code == "insufficient_quota":
            # The same status as a rate limit, but no waiting helps.
            used_up = EngineError(f"what was paid for at {self._host} is used up{said}", hint=EMBEDDED_HINT)
            return TryError(used_up, rest_seconds=REST_SECONDS)
        known = refusal(answer, self._host)
        if answer.status in (400, 404, 422) or known is None:
            hint = f"check base_url, model and voices in {_WHERE}"
            return TryError(EngineError(f"{self._host} refuses (status {answer.status}){said}", hint=hint))
        return known


def _fingerprint(options: OpenaiOptions) -> str:
    """Return what decides the sound: server, model, format and extra fields; never the key."""
    asked = [options.base_url, options.model, options.response_format, options.speed, options.extra]
    told = json.dumps(asked, sort_keys=True, default=str)
    return f"openai 1 {sha256(told.encode()).hexdigest()[:16]}"


def _complaint(answer: Answer) -> tuple[str, str]:
    """Return the code and the message of a refusal, as OpenAI and as FastAPI word it; empty where there is none."""
    try:
        told = json.loads(answer.text)
    except (ValueError, RecursionError):
        return "", ""
    if not isinstance(told, dict):
        return "", ""
    error = told.get("error", told.get("detail", told.get("message", "")))
    if isinstance(error, dict):
        return str(error.get("code") or error.get("type") or ""), str(error.get("message", ""))
    return "", str(error or "")


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_near(host: str) -> bool:
    """Say whether a host is on this machine or its own network, by its name alone."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))
