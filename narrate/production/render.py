"""A mix becomes a finished MP3: rendered, encoded, measured, and set right once if it missed its loudness.

In: a Mix and where its sounds are loaded from. Out: the file and what a meter says of it. The slots of `master` meet
the encoder here, so that neither knows the other.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from narrate.audio.codec import mp3_block
from narrate.cache import Cache
from narrate.config import Settings
from narrate.model import Clip, Mix
from narrate.production import master
from narrate.production.encode import mp3
from narrate.production.encode.mp3 import Rendered
from narrate.production.sounds import Sounds
from narrate.report import Reporter


def render(
    mix: Mix,
    *,
    load: Callable[[str], Clip],
    sounds: Sounds | None = None,
    cache: Cache,
    path: Path,
    tag: bytes,
    settings: Settings,
    executor: Executor | None = None,
    reporter: Reporter | None = None,
) -> Rendered:
    """Write the MP3 at `path`, atomically, behind `tag`, and return what it is.

    `load` gives takes by their keys, `sounds` what nobody says. Slots that were encoded before are copied. Raises
    SetupError when a file cannot be written or an effect fails, InputError for settings that no MP3 has; the file that
    was there is untouched then.
    """

    def clip(key: str) -> Clip:
        found = sounds.load(key) if sounds is not None and key in sounds else load(key)
        return master.at_session_rate(found, mix.rate_hz)

    def run(what: Mix) -> Rendered:
        return mp3.render(
            master.slots(what, block=mp3_block(mix.rate_hz)),
            load=clip,
            cache=cache,
            path=path,
            tag=tag,
            rate_hz=mix.rate_hz,
            bitrate_kbps=settings.sound.bitrate_kbps,
            executor=pool,
            workers=workers,
            reporter=reporter,
            total=len(mix.edges) - 1,
        )

    workers = settings.voices.jobs or os.cpu_count() or 1
    with ExitStack() as stack:
        pool = executor
        if not isinstance(pool, ThreadPoolExecutor):
            # Elsewhere a slot would cost more to send than to encode, and the codec lets threads run side by side.
            pool = stack.enter_context(ThreadPoolExecutor(max_workers=workers)) if workers > 1 else None
        made = run(mix)
        louder = master.corrected(mix, made.loudness)
        return made if louder is None else run(louder)
