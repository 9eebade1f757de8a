"""A server with the OpenAI speech interface on loopback: a tone, longer for longer texts and lower speeds."""

from __future__ import annotations

import json
from typing import Any

from narrate.audio import encode_wav
from tests.production.fake_server import Asked, FakeServer, Reply, mp3, tone

JSON = {"Content-Type": "application/json"}


def fields(asked: Asked) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(asked.body)
    return told


def speak(asked: Asked) -> Reply:
    told = fields(asked)
    seconds = round((0.2 + len(told["input"]) * 0.06) / told.get("speed", 1.0), 3)
    if told["response_format"] == "mp3":
        return Reply(headers={"Content-Type": "audio/mpeg"}, body=mp3(seconds))
    return Reply(headers={"Content-Type": "audio/wav"}, body=encode_wav(tone(seconds)))


def complaint(status: int, message: str, code: str = "") -> Reply:
    return Reply(status=status, headers=JSON, body=json.dumps({"error": {"message": message, "code": code}}).encode())


def fake_openai(**options: Any) -> FakeServer:
    return FakeServer(speak, **options)
