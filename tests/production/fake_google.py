"""Google Translate's speech interface on loopback, as far as gTTS knows it.

A request is a form with ``f.req`` in it, JSON inside JSON; the answer is ``)]}'`` and lists over several lines, the
sound as base64 in JSON inside JSON. The sound is a tone, longer for longer texts.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from tests.production.fake_server import Asked, FakeServer, Reply, mp3

PATH = "/_/TranslateWebserverUi/data/batchexecute"
HTML = {"Content-Type": "text/html; charset=UTF-8"}
JSON = {"Content-Type": "application/json; charset=utf-8"}

BLOCK_PAGE = (
    b"<html><head><title>Sorry...</title></head><body>Our systems have detected unusual traffic from your computer "
    b"network. <form id='captcha-form' action='index' method='post'></form></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a request asks for."""

    text: str
    language: str
    slow: bool | None


def spoken(asked: Asked) -> Spoken:
    ((rpc, parameters, _, _),) = json.loads(parse_qs(asked.body.decode())["f.req"][0])[0]
    assert rpc == "jQ1olc"
    text, language, slow, _ = json.loads(parameters)
    return Spoken(text=text, language=language, slow=slow)


def answer(data: bytes | None) -> bytes:
    payload: Any = None if data is None else json.dumps([b64encode(data).decode()], separators=(",", ":"))
    entry = json.dumps(["wrb.fr", "jQ1olc", payload, None, None, None, "generic"], separators=(",", ":"))
    return f')]}}\'\n\n[{entry}\n,["di",93]\n,["af.httprm",92,"-8031",5]\n]'.encode()


def speak(asked: Asked) -> Reply:
    """Return what Google answers when all is well."""
    seconds = 0.12 + round(len(spoken(asked).text) * 0.06, 2)
    return Reply(headers=JSON, body=answer(mp3(seconds)))


def fake_google(**options: Any) -> FakeServer:
    return FakeServer(speak, **options)
