"""Find a sound by kind and name, make it once, keep it."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from narrate.audio.clip import from_array, peak, to_array
from narrate.audio.codec import decode, encode_wav
from narrate.audio.meter import energies, integrated_lufs
from narrate.cache import Cache, key_of
from narrate.errors import InputError
from narrate.model import Clip, SoundInfo
from narrate.production.sounds.score import BEDS, PIECES
from narrate.report import Reporter, Silent

VERSION = "2"  # changes whenever a sound of ours would sound different
SUFFIXES = (".wav", ".flac", ".mp3", ".ogg", ".oga", ".m4a")
LONGEST_SECONDS = 600.0
OWN_LUFS = -20.0  # what our own are made at; the mix sets the level
OWN_PEAK = 0.89
CLIPPED_SHARE = 0.001  # of the samples at full scale, from which on a person should know
KEPT = 8  # sounds in memory: a bed's four chords and what is around them


def names(kind: str) -> tuple[str, ...]:
    """Return the names of our own sounds of a kind."""
    own = tuple(piece.name for piece in PIECES if piece.kind == kind)
    return own + tuple(bed.name for bed in BEDS if kind == "bed")


class Sounds:
    """The sounds of a show at one rate."""

    def __init__(
        self, folder: Path | None, *, rate_hz: int, cache: Cache | None = None, reporter: Reporter | None = None
    ) -> None:
        """`folder` is where the user's own lie; nothing is read or made before it is asked for."""
        self._folder = folder
        self._rate_hz = rate_hz
        self._cache = cache
        self._say = reporter or Silent()
        self._makers: dict[str, Any] = {}  # key -> how to make it again
        self._found: dict[tuple[str, str], SoundInfo] = {}
        self._recent: OrderedDict[str, Clip] = OrderedDict()
        self._lock = threading.RLock()

    def info(self, kind: str, name: str) -> SoundInfo:
        """Return what a mix needs to know of a sound.

        Raises InputError for a name that is neither ours nor a file, and for a file that is no sound or too long.
        """
        with self._lock:
            if (kind, name) not in self._found:
                own = self.own_file(kind, name)
                self._found[kind, name] = self._of_file(own) if own else self._composed(kind, name)
            return self._found[kind, name]

    def load(self, key: str) -> Clip:
        """Return a sound that `info` named, mono at the rate of the show."""
        with self._lock:
            clip = self._recent.get(key)
            if clip is None:
                clip = self._from_cache(key)
                if clip is None:
                    clip = self._makers[key]()
                    if self._cache is not None:
                        self._cache.write(key, encode_wav(clip), suffix=".wav")
                self._recent[key] = clip
                while len(self._recent) > KEPT:
                    self._recent.popitem(last=False)
            self._recent.move_to_end(key)
            return clip

    def own_file(self, kind: str, name: str) -> Path | None:
        """Return the user's file that takes the place of a sound, where there is one."""
        files = {path.stem.lower(): path for path in self._files()}
        return files.get(f"{kind}-{name}".lower()) or files.get(name.lower()) or files.get(kind)

    def broken(self) -> tuple[InputError, ...]:
        """Return an error for each of the user's own files that cannot be used, whether a script names it or not."""
        found: list[InputError] = []
        for path in self._files():
            try:
                self._of_file(path)
            except InputError as error:
                found.append(error)
        return tuple(found)

    def __contains__(self, key: str) -> bool:
        """Return whether a key is one of a sound that `info` named."""
        return key in self._makers

    # --- ours ----------------------------------------------------------------------------------------------------

    def _composed(self, kind: str, name: str) -> SoundInfo:
        for bed in BEDS:
            if kind == "bed" and bed.name == name:
                keys = tuple(self._key(kind, name, chord) for chord in range(len(bed.chords)))
                for chord, key in enumerate(keys):
                    self._makers[key] = lambda bed=bed, chord=chord: self._level(bed.render(chord, self._rate_hz))
                return self._measured(keys, 0.0)
        for piece in PIECES:
            if (piece.kind, piece.name) == (kind, name):
                key = self._key(kind, name, 0)
                self._makers[key] = lambda piece=piece: self._level(piece.render(self._rate_hz))
                return self._measured((key,), piece.tail_seconds)
        known = ", ".join(names(kind)) or "none"
        raise InputError(f"no {kind} named {name!r}", hint=f"known: {known}; or put {name}.wav into scripts/sounds/")

    def _key(self, kind: str, name: str, part: int) -> str:
        return key_of("sound", VERSION, kind, name, str(part), str(self._rate_hz))

    def _level(self, samples: Any) -> Clip:
        """Return a piece at the loudness at which all of ours are kept, its peaks within full scale."""
        import numpy as np

        scaled = np.asarray(samples) / max(1e-9, float(np.abs(samples).max())) * OWN_PEAK
        clip = from_array(scaled, self._rate_hz)
        lufs = integrated_lufs(energies(clip))
        return from_array(scaled * min(1.0, 10 ** ((OWN_LUFS - lufs) / 20)), self._rate_hz)

    def _measured(self, keys: tuple[str, ...], tail_seconds: float) -> SoundInfo:
        """Return what is known of sounds that belong together, measured once and kept."""
        name = key_of("info", *keys)
        stored = self._cache.read(name, suffix=".json") if self._cache is not None else None
        if stored is not None:
            try:
                facts = json.loads(stored)
                return SoundInfo(
                    keys=keys, frames=int(facts["frames"]), lufs=float(facts["lufs"]), tail=int(facts["tail"])
                )
            except (ValueError, KeyError, TypeError):
                pass  # damaged: measure again
        clips = [self.load(key) for key in keys]
        lufs = integrated_lufs([step for clip in clips for step in energies(clip)])
        info = SoundInfo(
            keys=keys,
            frames=clips[0].frames,
            # A number that JSON has, and under every gate: silence.
            lufs=round(lufs, 3) if lufs > -200 else -200.0,
            tail=min(clips[0].frames, round(tail_seconds * self._rate_hz)),
        )
        if self._cache is not None:
            facts = {"frames": info.frames, "lufs": info.lufs, "tail": info.tail}
            self._cache.write(name, json.dumps(facts).encode(), suffix=".json")
        return info

    # --- the user's ----------------------------------------------------------------------------------------------

    def _files(self) -> list[Path]:
        if self._folder is None or not self._folder.is_dir():
            return []
        return [path for path in sorted(self._folder.iterdir()) if path.suffix.lower() in SUFFIXES]

    def _of_file(self, path: Path) -> SoundInfo:
        try:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise InputError(f"cannot read it: {error.strerror}", where=str(path), hint="make it readable") from error
        key = key_of("file", VERSION, digest, str(self._rate_hz))
        fresh = key not in self._makers
        self._makers[key] = lambda: decode(path, where=str(path), max_seconds=LONGEST_SECONDS, mono_at=self._rate_hz)
        info = self._measured((key,), 0.0)
        if fresh and info.lufs <= -70:
            self._say.warned("nothing can be heard in it", where=str(path))
        elif fresh and self._is_clipped(key):
            self._say.warned("it is clipped: its loudest parts are cut off flat", where=str(path))
        return info

    def _is_clipped(self, key: str) -> bool:
        import numpy as np

        clip = self.load(key)
        return peak(clip) > 0.999 and float(np.mean(np.abs(to_array(clip)) > 0.999)) > CLIPPED_SHARE

    def _from_cache(self, key: str) -> Clip | None:
        data = self._cache.read(key, suffix=".wav") if self._cache is not None else None
        if data is None:
            return None
        try:
            return decode(data)
        except InputError:
            return None  # damaged: make it again
