"""The hostile corpus through the command line: ``python tests/benchmarks/hostile_run.py``.

Each case is given to ``narrate inspect --json`` as a person would. A failure is a traceback, an exit code that is
neither 0 nor 3, more than ten seconds of CPU or a minute in all, more than 1 GiB, an escape character, SECRET in what
is said, a file that appears, or, where the case must be refused, anything but two lines of error. Printed: the failures
and the worst figures.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.hostile import SECRET  # noqa: E402
from tests.hostile.cases import Case, cases  # noqa: E402

LIMIT_CPU_SECONDS, LIMIT_KIB = 10.0, 1 << 20
# A small program around the command, so that what it and its children used is told for each case alone.
AROUND = (
    "import resource, subprocess, sys\n"
    "code = subprocess.run([sys.executable, '-m', 'narrate', *sys.argv[1:]]).returncode\n"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "sys.stderr.write(f'\\n{code} {used.ru_maxrss} {used.ru_utime + used.ru_stime}')\n"
)


def run(case: Case, folder: Path) -> tuple[list[str], float, int]:
    """Run a case; return what is wrong with how it went, the seconds and the KiB it took."""
    path = folder / case.name
    path.write_bytes(case.data)
    before = sorted(folder.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", AROUND, "inspect", str(path), "--json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    said, told = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    told, _, figures = told.rpartition("\n")
    code, kib, seconds = int(figures.split()[0]), int(figures.split()[1]), float(figures.split()[2])
    wrong = [
        what
        for what, is_so in {
            "traceback": "Traceback" in told,
            f"exit code {code}": code not in (0, 3),
            "not refused": case.expected == "refused" and code != 3,
            "not read": case.expected == "read" and code != 0,
            f"{seconds:.1f} s": seconds > LIMIT_CPU_SECONDS,
            f"{kib} KiB": kib > LIMIT_KIB,
            "escape": any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in said + told),
            "secret": SECRET in said.replace(case.name, ""),
            "no error line": code == 3 and "error:" not in told,
            "new files": sorted(folder.iterdir()) != before,
        }.items()
        if is_so
    ]
    path.unlink()
    return wrong, seconds, kib


def main() -> None:
    """Print the failures and the worst figures."""
    worst_seconds, worst_kib, bad, count = (0.0, ""), (0, ""), 0, 0
    with TemporaryDirectory() as folder:
        for case in cases():
            wrong, seconds, kib = run(case, Path(folder))
            count += 1
            worst_seconds = max(worst_seconds, (seconds, case.name))
            worst_kib = max(worst_kib, (kib, case.name))
            if wrong:
                bad += 1
                sys.stdout.write(f"{case.name}: {', '.join(wrong)}\n")
    sys.stdout.write(
        f"{count - bad} of {count}; longest {worst_seconds[0]:.1f} s ({worst_seconds[1]}), "
        f"most memory {worst_kib[0] >> 10} MiB ({worst_kib[1]})\n"
    )


if __name__ == "__main__":
    main()
