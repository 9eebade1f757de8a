"""Compare gTTS by itself with our engine on the same text: requests, connections, CPU time.

Run from the root of the project: ``python -m tests.benchmarks.gtts_requests``. Both talk to a fake service on loopback,
so network time plays no part.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from unittest.mock import patch

from gtts import gTTS

from narrate.model import Voice
from narrate.production.engines.gtts import GttsEngine
from narrate.sentences import split
from tests.production.fake_google import PATH, fake_google, spoken
from tests.production.fake_server import FakeServer

TEXT = (
    "On the evening of 24 February 1956 the guests were sent away, the doors were shut, and the delegates of the "
    "congress, who had believed that their work was over, were called back into the hall. What they heard there, in "
    "four hours without a break, was a list: of letters that were never answered, of confessions that were beaten out "
    "of old comrades, of the years 1937 and 1938, when a signature was enough. Nobody was allowed to take notes. Some, "
    "it is said, were carried out. The text was read aloud in factories, in schools, in barracks; by June of 1956 it "
    "stood in newspapers abroad, and by the summer it came back over the air, through the noise of the jammers, in "
    "Russian."
)


def measure(name: str, speak: Callable[[FakeServer], None]) -> float:
    """Print what a way of speaking costs; return its CPU seconds, those of the fake service included."""
    with fake_google() as google:
        begun = time.process_time()
        speak(google)
        cpu = time.process_time() - begun
        texts = [spoken(asked).text for asked in google.asked]
        shortest = min(texts, key=len)
        sys.stdout.write(
            f"{name}: {len(texts)} requests, {google.connections} connections, {cpu:.2f} s CPU; "
            f"shortest: {shortest!r}\n"
        )
    return cpu


def by_itself(google: FakeServer) -> None:
    """Let gTTS cut and send."""
    with patch("gtts.tts._translate_url", lambda tld, path: google.url + PATH):
        gTTS(TEXT).write_to_fp(io.BytesIO())


def by_engine(google: FakeServer) -> None:
    """Let our engine do it, sentence by sentence, as a recording does."""
    engine = GttsEngine({"base_url": google.url, "requests_per_second": 0})
    for start, end in split(TEXT):
        engine.synthesize(TEXT[start:end], Voice(name="en-com"))


if __name__ == "__main__":
    with fake_google() as google:  # loads the libraries and makes the tones
        by_engine(google)
        by_itself(google)
    bare = measure("gTTS by itself", by_itself)
    ours = measure("our engine    ", by_engine)
    sys.stdout.write(f"CPU: {ours / bare:.2f} of gTTS by itself, with decoding and joining, which gTTS does not do\n")
