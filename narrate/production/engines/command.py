"""Any program that reads text and writes WAV, as an engine.

In: a sentence, on standard input unless the command line takes it as ``{text}`` or in a ``{file}``. Out: the WAV on
standard output, or in the file ``{out}``. No shell is asked, so nothing in a text is ever a command. In show.toml::

    [engines.command]                       # espeak-ng
    command = ["espeak-ng", "--stdout", "-v", "{voice}", "-s", "{wpm}"]
    voices = ["en-us", { name = "en-gb", language = "en-GB" }]

    command = ["piper", "--model", "voices/{voice}.onnx", "--length-scale", "{length}", "--output-file", "{out}"]
    command = ["flite", "-voice", "{voice}", "--setf", "duration_stretch={length}", "-f", "{file}", "-o", "{out}"]
    command = ["say", "-v", "{voice}", "-r", "{wpm}", "-f", "{file}", "-o", "{out}", "--data-format=LEI16@22050"]

``{language}``, ``{rate}`` (1.0 is normal), ``{length}`` (its inverse) and ``{wpm}`` (words a minute) are filled in as
well. Where none of the last three stands in the command, the sound is stretched instead.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from narrate.config import read_table
from narrate.errors import EngineError, InputError, SetupError
from narrate.model import Voice
from narrate.plugins import Utterance, VoiceInfo
from narrate.production.engines.clips import has_words, plain, silence
from narrate.production.engines.received import TRY_AGAIN, clip_from, listed_voices, shown

RATE_HZ = 22_050
NORMAL_WPM = 175  #: words a minute of espeak-ng and say at their own speed
LARGEST_SOUND_BYTES = 200_000_000
_WHERE = "[engines.command]"
_LOOK_SECONDS = 0.5  #: between two looks at how much a program has written
_PLACE = re.compile(r"\{(\w+)\}")
_PLACES = ("text", "file", "out", "voice", "language", "rate", "length", "wpm")
_EXAMPLE = 'write command = ["espeak-ng", "--stdout", "-v", "{voice}"] and voices = ["en-us"]'


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandOptions:
    """The table ``[engines.command]``."""

    command: tuple[str, ...] = ()  #: program and arguments, with places to fill in
    voices: list[Any] = field(default_factory=list)  #: names or tables; empty: one voice named "default"
    language: str = "en"  #: of voices that name none
    timeout_seconds: float = 60.0  #: of one sentence
    at_once: int = 0  #: programs at the same time; 0: as many as there are processors
    max_chars: int = 1000
    offline: bool = True  #: false for a program that sends the text elsewhere
    licence: str = "that of the program"
    version: str = ""  #: change it to have everything voiced again, as after an update of the program


class CommandEngine:
    """Speaks by running a program. Options: those of `CommandOptions`."""

    name = "command"
    alphabet = ""
    example = f"{_EXAMPLE} under {_WHERE}"  #: what to write where it has no voice yet

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        """Take the table ``[engines.command]``; raise InputError for a wrong one. Nothing is run."""
        self.options = read_table(CommandOptions, options or {}, where=_WHERE)
        _check(self.options)
        self._voices = listed_voices(self.options.voices, self.options.language, _WHERE)
        if self.options.command and not self._voices:
            self._voices = (VoiceInfo(name="default", language=self.options.language),)
        self._places = {place for part in self.options.command for place in _PLACE.findall(part)}
        self.fingerprint = _fingerprint(self.options, self._voices)
        self.max_chars = self.options.max_chars
        self.parallel = self.options.at_once or os.cpu_count() or 1
        self.offline = self.options.offline
        self.licence = self.options.licence
        program = Path(self.options.command[0]).name if self.options.command else ""
        self.notice = "" if self.offline else f"every sentence is given to {program}, which sends it elsewhere"

    def voices(self) -> Sequence[VoiceInfo]:
        """Return the voices of the options; none while no command is given."""
        return self._voices

    def synthesize(self, text: str, voice: Voice) -> Utterance:
        """Return the sound of a text; raise InputError, SetupError (no such program) or EngineError (it failed)."""
        if not self.options.command:
            raise InputError("no command is given", where=_WHERE, hint=_EXAMPLE)
        known = {info.name: info for info in self._voices}
        if voice.name not in known:
            raise InputError(
                f"command has no voice {voice.name!r}",
                hint=f"add it to voices in {_WHERE}, or take {', '.join(list(known)[:9])}",
            )
        text = " ".join(plain(text).replace("\0", " ").split()).encode("utf-8", "replace").decode()
        if not has_words(text):
            return silence(RATE_HZ)
        clip = clip_from(self._run(text, voice, known[voice.name].language), self.options.command[0])
        if not self._places & {"rate", "length", "wpm"}:
            from narrate.audio import tempo

            clip = tempo(clip, min(2.0, max(0.5, voice.rate)))
        return Utterance(clip=clip)

    def _run(self, text: str, voice: Voice, language: str) -> bytes:
        """Return what the program writes for a text."""
        with TemporaryDirectory(prefix="narrate-") as folder:
            given, made, said = (Path(folder) / name for name in ("text.txt", "sound.wav", "errors.txt"))
            given.write_text(text + "\n", encoding="utf-8")
            fill = {
                # A text that begins with a dash would be taken for an option; a blank before it is not heard.
                "text": f" {text}" if text.startswith("-") else text,
                "file": str(given),
                "out": str(made),
                "voice": voice.name,
                "language": language,
                "rate": f"{voice.rate:g}",
                "length": f"{1 / voice.rate:.4g}",
                "wpm": str(round(NORMAL_WPM * voice.rate)),
            }
            program, *arguments = (_PLACE.sub(lambda place: fill[place[1]], part) for part in self.options.command)
            self._start_and_wait([_found(program), *arguments], given, made, said)
            return made.read_bytes() if made.is_file() else b""

    def _start_and_wait(self, arguments: list[str], given: Path, made: Path, said: Path) -> None:
        # Files instead of pipes: nothing blocks, whatever the program reads or writes in which order.
        out = os.devnull if "out" in self._places else made
        text = os.devnull if self._places & {"text", "file"} else given
        with open(text, "rb") as stdin, open(out, "wb") as stdout, said.open("wb") as stderr:  # noqa: PTH123
            try:
                process = subprocess.Popen(
                    arguments, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=os.name == "posix"
                )
            except (OSError, ValueError) as error:
                raise SetupError(
                    f"cannot run {arguments[0]}: {error}", where=_WHERE, hint="check the command in show.toml"
                ) from error
            try:
                self._wait(process, made)
            except BaseException:
                _kill(process)
                raise
        if process.returncode:
            raise EngineError(
                f"{self.options.command[0]} failed ({_status(process.returncode)}){_last_line(said)}",
                hint=f"check the command in {_WHERE}; {TRY_AGAIN}",
            )

    def _wait(self, process: subprocess.Popen[bytes], made: Path) -> None:
        program = self.options.command[0]
        deadline = time.monotonic() + self.options.timeout_seconds
        while True:
            left = deadline - time.monotonic()
            try:
                process.wait(max(0.0, min(left, _LOOK_SECONDS)))
            except subprocess.TimeoutExpired:
                if left <= 0:
                    message = f"{program} was not ready within {self.options.timeout_seconds:g} seconds"
                    hint = f"raise timeout_seconds in {_WHERE}; {TRY_AGAIN}"
                    raise EngineError(message, hint=hint) from None
            if made.is_file() and made.stat().st_size > LARGEST_SOUND_BYTES:
                raise EngineError(f"{program} writes sound without end", hint=f"check the command in {_WHERE}")
            if process.returncode is not None:
                return


def _check(options: CommandOptions) -> None:
    for part in options.command:
        for place in _PLACE.findall(part):
            if place not in _PLACES:
                known = ", ".join(f"{{{name}}}" for name in _PLACES)
                raise InputError(f"{{{place}}} is not known", where=_WHERE, hint=f"known: {known}")
    least = {"timeout_seconds": 0.1, "at_once": 0, "max_chars": 1}
    for name, bound in least.items():
        if not getattr(options, name) >= bound:
            raise InputError(
                f"{name} cannot be {getattr(options, name):g}", where=_WHERE, hint=f"give {bound:g} or more"
            )


def _fingerprint(options: CommandOptions, voices: Sequence[VoiceInfo]) -> str:
    """Return what decides the sound: the command, and the sizes of the program and of the files that it names."""
    told = [options.version, *options.command]
    for place, part in enumerate(options.command):
        for voice in ("", *(info.name for info in voices)):
            path = shutil.which(part) if place == 0 else part.replace("{voice}", voice)
            if path and Path(path).is_file():
                told.append(f"{part} {voice} {Path(path).stat().st_size}")
    return f"command 1 {sha256(chr(0).join(told).encode()).hexdigest()[:16]}"


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise SetupError(
            f"there is no program {program!r}", where=_WHERE, hint="install it, or give its full path in command"
        )
    return path


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started."""
    try:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except ProcessLookupError:
        pass  # it ended by itself in this moment
    process.wait()


def _status(code: int) -> str:
    return f"exit status {code}" if code > 0 else f"ended by signal {-code}"


def _last_line(said: Path) -> str:
    lines = said.read_bytes()[-4000:].decode("utf-8", errors="replace").strip().splitlines()
    return f": {shown(lines[-1])}" if lines else ""
