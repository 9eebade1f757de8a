"""The 28 English voices of Kokoro as package data, and the command that makes it.

In: the folder ``voices`` of the npm package kokoro-js 1.2.1 (Apache-2.0), one file a voice: 510 rows of 256 float32, a
row for every length of text. Out: ``voices/english.npz`` beside this module. The rows of a voice differ so little that
their mean and eight factors hold them with a relative error of 0.0002, in 1/40 of the room::

    python -m narrate.production.engines.packs FOLDER

Licence and origin stand in ``voices/LICENSE`` and in NOTICE.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from narrate.errors import InputError, SetupError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROWS, WIDTH, RANK = 510, 256, 8
DATA_SHA256 = "5c692a137309870b60a409e4a5688dba33a45d10c2b49613f2634ffb16c6a15a"
_WEIGHT = re.compile(r"(?P<name>[a-z]{2}_[a-z]+)(?::(?P<weight>-?\d+(?:\.\d+)?))?$")

#: American (a) and British (b), women (f) and men (m), in the order of the alphabet.
VOICES = (
    *("af_alloy", "af_aoede", "af_bella", "af_heart", "af_jessica", "af_kore", "af_nicole", "af_nova", "af_river"),
    *("af_sarah", "af_sky"),
    *("am_adam", "am_echo", "am_eric", "am_fenrir", "am_liam", "am_michael", "am_onyx", "am_puck", "am_santa"),
    *("bf_alice", "bf_emma", "bf_isabella", "bf_lily"),
    *("bm_daniel", "bm_fable", "bm_george", "bm_lewis"),
)


def gender_of(voice: str) -> Literal["female", "male"]:
    """Return whether a voice, or the first of a blend, is a woman's or a man's."""
    return "female" if voice[1] == "f" else "male"


def is_british(voice: str) -> bool:
    """Say whether a voice, or the strongest of a blend, speaks British English."""
    weights = blend(voice)
    return max(weights, key=lambda name: weights[name]).startswith("b")


def blend(voice: str) -> dict[str, float]:
    """Return the voices of a blend and their shares: ``am_michael:0.6+bm_george:0.4``, or one name.

    Shares are brought to a sum of one. Raises InputError for a name that is no voice or shares that make none.
    """
    shares: dict[str, float] = {}
    for part in voice.split("+"):
        found = _WEIGHT.match(part.strip())
        if found is None or found["name"] not in VOICES:
            raise InputError(f"no voice {part.strip()!r} in Kokoro", hint=_near(part))
        shares[found["name"]] = shares.get(found["name"], 0.0) + float(found["weight"] or 1.0)
    total = sum(shares.values())
    if total <= 0:
        raise InputError(f"the shares of {voice!r} make no voice", hint="write am_michael:0.6+bm_george:0.4")
    return {name: share / total for name, share in shares.items()}


def _near(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name.partition(":")[0].strip(), VOICES, n=3)
    return "did you mean " + ", ".join(near) + "?" if near else "known: " + ", ".join(VOICES)


@cache
def style(voice: str) -> NDArray[np.float32]:
    """Return what a voice or blend sounds like: 510 rows of 256, the row of a text is the one at its phoneme count."""
    import numpy as np

    data = _read()
    rows: NDArray[np.float32] = np.zeros((ROWS, WIDTH), np.float32)
    for name, share in blend(voice).items():
        mean, left, right = (data[f"{name}.{part}"].astype(np.float32) for part in ("mean", "a", "b"))
        rows += np.float32(share) * (mean + left @ right)
    return rows


@cache
def _read() -> dict[str, NDArray[np.float16]]:
    import numpy as np

    try:
        blob = (files(__package__) / "voices" / "english.npz").read_bytes()
    except OSError as error:
        raise SetupError("the voices of Kokoro are missing", hint="install narrate again") from error
    if sha256(blob).hexdigest() != DATA_SHA256:
        raise SetupError("the voices of Kokoro are damaged", hint="install narrate again")
    with np.load(BytesIO(blob)) as data:
        return dict(data)


def pack(folder: Path) -> bytes:
    """Return the voices of a folder of ``NAME.bin`` files as package data; the same files give the same bytes."""
    import numpy as np

    arrays: dict[str, Any] = {}
    for name in VOICES:
        try:
            rows = np.fromfile(folder / f"{name}.bin", "<f4").reshape(ROWS, WIDTH).astype(np.float64)
        except (OSError, ValueError) as error:
            raise InputError(
                f"not {ROWS} x {WIDTH} float32: {error}",
                where=str(folder / f"{name}.bin"),
                hint="give the folder package/voices of the npm package kokoro-js 1.2.1",
            ) from error
        mean = rows.mean(axis=0)
        left, sizes, right = np.linalg.svd(rows - mean, full_matrices=False)
        # Half of each size on either side keeps both factors within what float16 holds well.
        root = np.sqrt(sizes[:RANK])
        arrays[f"{name}.mean"] = mean.astype(np.float16)
        arrays[f"{name}.a"] = (left[:, :RANK] * root).astype(np.float16)
        arrays[f"{name}.b"] = (root[:, None] * right[:RANK]).astype(np.float16)
    stream = BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()


def main(arguments: list[str]) -> int:
    """Write the package data from the folder that is named; say its digest."""
    from narrate.cache import write_atomically

    if len(arguments) != 1:
        sys.stderr.write("usage: python -m narrate.production.engines.packs FOLDER\n")
        return 2
    try:
        blob = pack(Path(arguments[0]))
    except InputError as error:
        sys.stderr.write(f"error: {error}\nhint: {error.hint}\n")
        return error.exit_code
    target = Path(__file__).parent / "voices" / "english.npz"
    write_atomically(target, blob)
    sys.stdout.write(f"{target.name}: {len(blob)} bytes; DATA_SHA256 = {sha256(blob).hexdigest()}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
