"""What `narrate build` costs beside the bare engines on the same text: CPU time, each in a process of its own.

usage: python -m tests.benchmarks.build_cost [NAME]      (default: episode1)

The bare engines get the very sentences that the build gives them, one after the other, and nothing is done with the
sound. The build starts with an empty cache, in a copy of the project.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

BARE = """
import sys
from narrate.production.record.plan import plan
from narrate.report import Silent
from narrate.studio.cast import cast_script, engines_of
from narrate.studio.produce import project_lexicon
from narrate.studio.project import find_project
project, name = find_project(), sys.argv[1]
settings, script = project.settings(), project.read_script(name)
engines = engines_of(settings, script)
script = cast_script(project, name, script, settings=settings, engines=engines, reporter=Silent())
planned = plan(script, lexicon=project_lexicon(project), engines=engines, rate_hz=settings.sound.rate_hz)
seconds = sum(engines[p.voice.engine].synthesize(p.spoken, p.voice).clip.seconds for p in planned)
print(f"{seconds:.1f} s of sound in {len(planned)} sentences")
"""


def cpu_seconds(command: list[str], folder: Path) -> float:
    """Return user and system time of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # This checkout, whether narrate is installed or not.
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(name: str) -> None:
    """Print both figures and their ratio, twice, since a shared machine drifts."""
    for _ in range(2):
        with tempfile.TemporaryDirectory() as temporary:
            shutil.copytree(ROOT / "scripts", Path(temporary) / "scripts")
            bare = cpu_seconds([sys.executable, "-c", BARE, name], Path(temporary))
            build = cpu_seconds([sys.executable, "-m", "narrate", "build", name], Path(temporary))
        print(f"bare engines {bare:.1f} s CPU, narrate build {build:.1f} s CPU, ratio {build / bare:.2f}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "episode1")
