from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from time import sleep
from types import SimpleNamespace
from typing import Any

import pytest

from narrate.errors import EngineError, InputError, NarrateError, SetupError
from narrate.model import Voice
from narrate.plugins import Engine, find
from narrate.production.engines import command
from narrate.production.engines.command import CommandEngine
from tests.production.engine_contract import EngineContract

SHORT = "Nobody moved in the hall."
AMY = Voice(name="amy")

# A voice of a few lines: a buzz, as long as the text has letters. What it was given stands in a file beside it.
PROGRAM = """
import json, math, struct, sys, wave
text = sys.stdin.read()
with open(__file__ + ".seen", "a") as seen:
    seen.write(json.dumps([sys.argv[1:], text]) + "\\n")
given = sys.argv[1] if len(sys.argv) > 1 else ""
spoken = text.strip() or given
count = int(22050 * (0.1 + 0.06 * len(spoken)))
samples = [int(9000 * math.sin(i * 0.06)) for i in range(367)] * (count // 367 + 1)
out = wave.open(sys.argv[2] if len(sys.argv) > 2 else sys.stdout.buffer, "wb")
out.setparams((1, 2, 22050, count, "NONE", ""))
out.writeframes(struct.pack(f"<{count}h", *samples[:count]))
out.close()
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "speak.py"
    path.write_text(PROGRAM)
    return path


def seen(program: Path) -> list[Any]:
    import json

    return [json.loads(line) for line in Path(f"{program}.seen").read_text().splitlines()]


def engine_of(program: Path, *arguments: str, **options: Any) -> CommandEngine:
    return CommandEngine({"command": [sys.executable, str(program), *arguments], "voices": ["amy", "joe"], **options})


def running(code: str, *arguments: str, **options: Any) -> CommandEngine:
    """Return an engine whose program is a line of Python."""
    return CommandEngine({"command": [sys.executable, "-c", code, *arguments], "voices": ["amy"], **options})


def refused(engine: CommandEngine, voice: Voice = AMY) -> NarrateError:
    with pytest.raises(NarrateError) as caught:
        engine.synthesize(SHORT, voice)
    assert caught.value.hint
    return caught.value


class TestContract(EngineContract):
    @pytest.fixture
    def engine(self, program: Path) -> Engine:
        return engine_of(program)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
class TestContractWithEspeak(EngineContract):
    @pytest.fixture
    def engine(self) -> Engine:
        return CommandEngine(
            {"command": ["espeak-ng", "--stdout", "-v", "{voice}", "-s", "{wpm}"], "voices": ["en-us", "en-gb"]}
        )


# --- how a program is given its text -------------------------------------------------------------------------------


def test_the_text_comes_on_standard_input(program: Path) -> None:
    assert engine_of(program).synthesize(SHORT, AMY).clip.rate_hz == 22_050
    assert seen(program) == [[[], SHORT + "\n"]]


def test_the_text_can_be_an_argument_and_the_sound_a_file(program: Path) -> None:
    assert engine_of(program, "{text}", "{out}").synthesize(SHORT, AMY).clip.seconds > 1
    ((given, out), stdin), *_ = seen(program)
    assert given == SHORT
    assert Path(out).suffix == ".wav"
    assert stdin == ""


def test_the_text_can_be_in_a_file_that_is_gone_afterwards() -> None:
    engine = running(
        "import sys, shutil; assert open(sys.argv[1], encoding='utf-8').read() == 'Хрущёв said so.\\n';"
        "shutil.copy(sys.argv[2], sys.argv[3]); print(sys.argv[1], file=sys.stderr)",
        "{file}",
        "TONE",
        "{out}",
    )
    with pytest.raises(EngineError) as caught:  # no such file as TONE: the text was read before it failed
        engine.synthesize("Хрущёв said so.", AMY)
    assert "TONE" in caught.value.message


def test_no_shell_sees_the_text(program: Path, tmp_path: Path) -> None:
    text = f"Say `touch {tmp_path}/a` and $(touch {tmp_path}/b); touch {tmp_path}/c | 'so' \"on\" & {{voice}} %d"
    engine_of(program, "{text}").synthesize(text, AMY)
    assert seen(program)[0][0] == [text]
    assert {path.name for path in tmp_path.iterdir()} == {"speak.py", "speak.py.seen"}


def test_a_text_is_never_taken_for_an_option(program: Path) -> None:
    engine_of(program, "{text}").synthesize("--version is what he said.", AMY)
    assert seen(program)[0][0] == [" --version is what he said."]


@pytest.mark.parametrize("text", ["A\0B and so on.", "A lone \udce9 half.", "Two\nlines\tof it."])
def test_odd_characters_reach_the_program_as_blanks_or_marks(program: Path, text: str) -> None:
    assert engine_of(program, "{text}").synthesize(text, AMY).clip.seconds > 0.3
    assert engine_of(program).synthesize(text, AMY).clip.seconds > 0.3
    assert "\n" not in seen(program)[0][0][0]


def test_voice_language_and_speed_are_filled_in(program: Path) -> None:
    engine = engine_of(
        program,
        "{text}",
        "{out}",
        "{voice}/{language}",
        "{rate}",
        "{length}",
        "{wpm}",
        voices=[{"name": "amy", "language": "en-GB"}],
    )
    engine.synthesize(SHORT, Voice(name="amy", rate=1.25))
    assert seen(program)[0][0][2:] == ["amy/en-GB", "1.25", "0.8", "219"]


def test_a_program_without_a_speed_has_its_sound_stretched(program: Path) -> None:
    engine = engine_of(program)
    usual = engine.synthesize(SHORT, AMY).clip.seconds
    assert engine.synthesize(SHORT, Voice(name="amy", rate=0.8)).clip.seconds == pytest.approx(usual / 0.8, rel=0.01)


def test_a_program_that_reads_nothing_is_no_trouble(program: Path) -> None:
    program.write_text(PROGRAM.replace("text = sys.stdin.read()", "text = 'x' * 30"))
    assert engine_of(program).synthesize("word " * 190, AMY).clip.seconds > 1


# --- programs that fail --------------------------------------------------------------------------------------------


def test_a_missing_program_is_a_setup_error() -> None:
    error = refused(CommandEngine({"command": ["no-such-voice", "{text}"], "voices": ["amy"]}))
    assert isinstance(error, SetupError)
    assert error.message == "there is no program 'no-such-voice'"


def test_a_program_that_cannot_be_run_is_a_setup_error(tmp_path: Path) -> None:
    path = tmp_path / "voice"
    path.write_bytes(b"\0not a program")
    path.chmod(0o755)
    assert isinstance(refused(CommandEngine({"command": [str(path)], "voices": ["amy"]})), SetupError)


def test_without_a_command_there_are_no_voices_and_the_hint_shows_one() -> None:
    engine = CommandEngine()
    assert engine.voices() == ()
    assert "espeak-ng" in refused(engine).hint


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "import sys; print('warming up', file=sys.stderr); sys.exit('no voice \\x1b[2J of that name')",
            "no voice [2J of that name",
        ),
        ("import sys; sys.exit(3)", "exit status 3"),
        ("import os; os.abort()", "ended by signal 6"),
        ("pass", "sent nothing"),
        ("print('Hello, I am no sound at all.')", "is no sound"),
        ("import sys; sys.stdout.buffer.write(b'RIFF\\0\\0\\0\\0WAVE')", "cut off"),
    ],
)
def test_a_program_that_fails_is_one_clear_error(code: str, said: str) -> None:
    error = refused(running(code))
    assert isinstance(error, EngineError)
    assert said in error.message
    assert error.message.isprintable()


def test_a_program_that_writes_no_file_is_found_out() -> None:
    assert "sent nothing" in refused(running("pass", "{out}")).message


def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "child"
    child = f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    code = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)"

    def monotonic() -> float:
        """The minute is over as soon as the program has started another."""
        return 61.0 if mark.exists() and mark.read_text() else 0.0

    monkeypatch.setattr(command, "time", SimpleNamespace(monotonic=monotonic))
    error = refused(running(code))
    assert "was not ready within 60 seconds" in error.message
    assert "timeout_seconds" in error.hint
    assert not _runs(int(mark.read_text()))


def _runs(process: int) -> bool:
    # A killed process is gone when the system gets round to it, on a busy machine not at once.
    for _ in range(200):
        try:
            status = Path(f"/proc/{process}/stat").read_text()
        except FileNotFoundError:
            return False
        if status.rpartition(")")[2].split()[0] in "ZX":
            return False
        sleep(0.05)
    return True


def test_a_program_that_writes_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "LARGEST_SOUND_BYTES", 100_000)
    code = "import sys, time\nsys.stdout.buffer.write(bytes(200_000)); sys.stdout.flush(); time.sleep(60)"
    assert "without end" in refused(running(code)).message


def test_nothing_is_left_behind(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(own))
    engine_of(program, "{text}", "{out}").synthesize(SHORT, AMY)
    refused(running("import sys; sys.exit(3)", "{file}"))
    assert list(own.iterdir()) == []


# --- options -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"command": ["say", "{txet}"]}, "{txet} is not known"),
        ({"command": [1]}, "command cannot be [1]"),
        ({"command": ["say"], "timeout_seconds": 0}, "timeout_seconds cannot be 0"),
        ({"command": ["say"], "at_once": -1}, "at_once cannot be -1"),
        ({"command": ["say"], "voices": [{"nam": "x"}]}, "unknown key 'nam'"),
        ({"shell": True}, "unknown key 'shell'"),
    ],
)
def test_wrong_options_are_refused_with_their_place(options: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as caught:
        CommandEngine(options)
    assert said in str(getattr(caught.value, "problems", caught.value))
    assert caught.value.where.startswith("[engines.command]")
    assert caught.value.hint


def test_a_command_without_voices_has_one_named_default(program: Path) -> None:
    engine = CommandEngine({"command": [sys.executable, str(program)]})
    assert [voice.name for voice in engine.voices()] == ["default"]
    assert engine.synthesize(SHORT, Voice(name="default")).clip.seconds > 1


def test_the_fingerprint_changes_with_the_command_its_version_and_its_files(program: Path, tmp_path: Path) -> None:
    first = engine_of(program).fingerprint
    assert engine_of(program).fingerprint == first
    assert engine_of(program, "-s").fingerprint != first
    assert engine_of(program, version="2").fingerprint != first
    program.write_text(PROGRAM + "\n# a newer one")
    assert engine_of(program).fingerprint != first


def test_a_program_that_is_said_to_send_text_elsewhere_is_not_offline(program: Path) -> None:
    assert engine_of(program).notice == ""
    online = engine_of(program, offline=False)
    assert online.offline is False
    assert "sends it elsewhere" in online.notice


def test_as_many_programs_run_as_there_are_processors_unless_told_otherwise(program: Path) -> None:
    assert engine_of(program).parallel == (os.cpu_count() or 1)
    assert engine_of(program, at_once=3).parallel == 3


def test_it_is_found_by_its_name() -> None:
    assert find("engine", "command") is CommandEngine
