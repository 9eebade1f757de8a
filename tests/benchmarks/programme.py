"""What a programme costs from takes to MP3: stitch, master and encode beside a bare encode of the same samples.

    python -m tests.benchmarks.programme              60 minutes, 600 sentences: CPU, workers, a changed sentence, joins
    python -m tests.benchmarks.programme --scaling    600 and 6,000 sentences, each in a process of its own: CPU, memory

Takes are made beforehand and lie on disk, as they do after recording. Figures are processor time of this process;
compare ratios of one run, since the machine's own speed drifts between runs.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from narrate.audio import decode, encode_wav, energies, peak, resample, to_array, to_mono, trim
from narrate.cache import Cache, key_of
from narrate.config import Settings
from narrate.model import NARRATOR, Clip, Mix, Script, Segment, Speech, Take, Voice
from narrate.plugins import find
from narrate.production.encode.mp3 import Rendered, render
from narrate.production.encode.slot import START_CEILING_DB, decode_frames, encode
from narrate.production.master import slots, stream
from narrate.production.mix import arrange, find_style
from narrate.production.sounds import Sounds

RATE_HZ = 44_100
BLOCK = 1152
OPENINGS = (
    "In the evening the station read the whole text aloud",
    "Nobody in the long hall had expected to hear such words",
    "The letter was carried across the border in a coat",
    "She remembered the cold and the silence of that morning",
    "The editor put the pages in order and counted them twice",
)
ENDINGS = (
    "and those who listened drew the curtains and turned the volume down",
    "while the engineers in the next room watched the needles move",
    "although it took many years before anybody would speak of it",
    "and in the morning the street looked the same as on every other day",
    "because there was nothing else that any of them could have done",
    "until the last of the listeners had switched off the set",
)
EDITS = 200
SOUNDS = Sounds(None, rate_hz=RATE_HZ)
KINDS = 24  #: different takes; a programme goes through them again and again, each under a key of its own


@dataclass
class Work:
    """A programme on disk."""

    folder: Path
    script: Script
    takes: list[Take]
    file_of: dict[str, Path]

    def load(self, key: str) -> Clip:
        return SOUNDS.load(key) if key in SOUNDS else decode_wav(self.file_of[key])

    def mix(self, style: str = "plain") -> Mix:
        settings = Settings()
        return arrange(
            self.script, self.takes, settings=settings, style=find_style(style, settings), sounds=SOUNDS.info
        )

    def render(self, mix: Mix, cache: str, *, workers: int = 1) -> tuple[Rendered, float, float]:
        """Return what was rendered, CPU and wall seconds."""
        cpu, wall = time.process_time(), time.perf_counter()
        pool = ThreadPoolExecutor(workers) if workers > 1 else None
        made = render(
            slots(mix, block=BLOCK),
            load=self.load,
            cache=Cache(self.folder / cache),
            path=self.folder / f"{cache}.mp3",
            rate_hz=RATE_HZ,
            bitrate_kbps=96,
            executor=pool,
            workers=workers,
        )
        if pool is not None:
            pool.shutdown()
        return made, time.process_time() - cpu, time.perf_counter() - wall


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def decode_wav(path: Path) -> Clip:
    """Return the samples of one of our own files without a decoder, as takes are read from the cache."""
    return Clip(pcm=path.read_bytes()[44:], rate_hz=RATE_HZ)


def spoken() -> list[tuple[str, Clip]]:
    """Return sentences of about six seconds in four voices of the fast engine."""
    engine = find("engine", "hibari")({})
    made = []
    for index in range(KINDS):
        voice = ("heart", "heart-2", "heart-3", "heart-4")[index % 4]
        text = f"{OPENINGS[index % len(OPENINGS)]}, {ENDINGS[index // 4 % len(ENDINGS)]}."
        clip = engine.synthesize(text, Voice(name=voice)).clip
        made.append((voice, trim(resample(to_mono(clip), RATE_HZ))))
    return made


def record(folder: Path) -> None:
    """Write the takes, in a process of its own: what a voice holds in memory is not to be measured here."""
    command = [sys.executable, "-m", "tests.benchmarks.programme", "--record", "--folder", str(folder)]
    subprocess.run(command, check=True)


def prepare(folder: Path, sentences: int) -> Work:
    """Return a programme of the takes in a folder, which go round: ten hours need no ten hours of disk."""
    takes: list[Take] = []
    file_of: dict[str, Path] = {}
    made: list[tuple[Path, Take]] = []
    for path in sorted(folder.glob("*.take.wav")):
        clip = decode_wav(path)
        voice = Voice(name=path.name.split(".")[1], engine="hibari")
        take = Take(
            speech=0,
            text="x",
            spoken="x",
            voice=voice,
            key="",
            frames=clip.frames,
            energies=energies(clip),
            peak=peak(clip),
        )
        made.append((path, take))
    for index in range(sentences):
        path, take = made[index % KINDS]
        key = key_of("bench", str(index))
        file_of[key] = path
        takes.append(replace(take, key=key, speech=index))
    # One of the voices is the narrator, so that a style with beds under narration has some.
    names = {"heart": NARRATOR}
    cues = tuple(Speech(speaker=names.get(take.voice.name, take.voice.name), text="x") for take in takes)
    segments = tuple(Segment(title=f"Part {n}", cues=cues[n : n + 50]) for n in range(0, len(cues), 50))
    return Work(folder=folder, script=Script(title="Benchmark", segments=segments), takes=takes, file_of=file_of)


def edited(work: Work, index: int, name: str = "edited") -> Work:
    """Return the work with one sentence said otherwise."""
    key = key_of("bench", name)
    take = work.takes[index]
    takes = list(work.takes)
    takes[index] = replace(work.takes[(index + 4) % len(takes)], key=key, speech=take.speech, voice=take.voice)
    file_of = {**work.file_of, key: work.file_of[work.takes[(index + 4) % len(takes)].key]}
    return Work(folder=work.folder, script=work.script, takes=takes, file_of=file_of)


def random_edits(work: Work, style: str, count: int) -> list[int]:
    """Return for each of many single changes how many slots it makes encode again."""
    draw = random.Random(6)
    before = {slot.key for slot in slots(work.mix(style), block=BLOCK)}
    made = []
    for number in range(count):
        other = edited(work, draw.randrange(len(work.takes)), f"edit {number}")
        made.append(sum(slot.key not in before for slot in slots(other.mix(style), block=BLOCK)))
    return made


def bare(work: Work, mix: Mix) -> float:
    """Return the CPU seconds of one LAME encode of the programme's own samples, in pieces of ten minutes."""
    spent = 0.0
    part: list[np.ndarray] = []
    held = 0
    for piece in [*stream(mix, work.load, block=BLOCK), None]:
        if piece is not None:
            part.append(piece)
            held += len(piece)
        if held and (piece is None or held > 600 * RATE_HZ):
            samples = np.concatenate(part)
            part, held = [], 0
            before = time.process_time()
            encode(samples, RATE_HZ, 96)
            spent += time.process_time() - before
    return spent


def join_noise(work: Work, style: str, room_db: float, sentences: int = 60) -> tuple[float, float]:
    """Return by how many dB joins are noisier than the same places of a whole encode: mean and worst."""
    part = Work(work.folder, work.script, work.takes[:sentences], work.file_of)
    cues = [cue for segment in work.script.segments for cue in segment.cues]
    segments = (replace(work.script.segments[0], cues=tuple(cues[:sentences])),)
    part.script = replace(work.script, segments=segments)
    mix = replace(part.mix(style), room_db=room_db)
    part.render(mix, f"joins{style}{room_db}")
    source = np.concatenate(list(stream(mix, part.load, block=BLOCK, ceiling_db=START_CEILING_DB))) / 32768
    whole = decode_frames(encode(np.rint(source * 32768).astype(np.int16), RATE_HZ, 96))[1105:]
    joined = to_array(decode(part.folder / f"joins{style}{room_db}.mp3"))

    def noise_db(decoded: np.ndarray, edge: int) -> float:
        window = slice(edge - BLOCK, edge + BLOCK)
        return float(10 * np.log10(np.mean(np.square(decoded[window] - source[window])) + 1e-20))

    worse = [noise_db(joined, edge) - noise_db(whole, edge) for edge in mix.edges[1:-1]]
    return float(np.mean(worse)), max(worse)


def an_hour(minutes: float) -> None:
    """Print the figures of one programme."""
    sentences = round(minutes * 10)
    with tempfile.TemporaryDirectory() as name:
        record(Path(name))
        work = prepare(Path(name), sentences)
        before = time.process_time()
        mix = work.mix()
        say(f"programme: {mix.frames / RATE_HZ / 60:.1f} min, {sentences} sentences, {len(mix.edges) - 1} slots")
        say(f"arrange: {time.process_time() - before:.2f} s CPU")
        made, full, wall = work.render(mix, "full")
        alone = bare(work, mix)
        say(f"stitch, master, encode, measure: {full:.1f} s CPU; bare LAME: {alone:.1f} s; ratio {full / alone:.2f}")
        _, _, two = work.render(mix, "two", workers=2)
        say(f"two workers: {two:.1f} s wall beside {wall:.1f} s; ratio {two / wall:.2f}")
        same = (work.folder / "full.mp3").read_bytes() == (work.folder / "two.mp3").read_bytes()
        say(f"the same bytes: {same}")
        before = time.process_time()
        other = edited(work, sentences // 2)
        again, _, _ = other.render(other.mix(), "full")
        edit = time.process_time() - before
        say(f"one changed sentence: {again.encoded} slots encoded, {edit:.2f} s CPU; {100 * edit / full:.2f} % of full")
        loud = made.loudness
        say(f"loudness {loud.integrated_lufs:.2f} LUFS, {loud.true_peak_dbtp:.2f} dBTP, range {loud.range_lu:.1f} LU")
        exact = decode(work.folder / "full.mp3").frames == other.mix().frames if minutes <= 10 else None
        if exact is not None:
            say(f"decoded length exact: {exact}")
        for style in ("plain", "feature"):
            found = random_edits(work, style, EDITS)
            say(f"{EDITS} single changes, {style}: {np.mean(found):.2f} slots each, {max(found)} at most")
        for style, room_db in (("plain", -66.0), ("plain", -40.0), ("feature", -66.0)):
            mean, worst = join_noise(work, style, room_db)
            say(
                f"joins over a whole encode, {style}, room at {room_db:.0f} dB: mean {mean:+.1f}, worst {worst:+.1f} dB"
            )


def one(sentences: int, folder: Path) -> None:
    """Print CPU and memory of one programme as JSON; runs in a process of its own."""
    work = prepare(folder, sentences)
    before = time.process_time()
    made, _, _ = work.render(work.mix(), "cache")
    cpu = time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(json.dumps({"cpu": cpu, "megabytes": memory, "hours": made.duration_seconds / 3600}))


def scaling(small: int, large: int) -> None:
    """Print how CPU and memory grow with the length."""
    found = []
    for count in (small, large):
        with tempfile.TemporaryDirectory() as name:
            record(Path(name))
            command = [sys.executable, "-m", "tests.benchmarks.programme", "--one", str(count), "--folder", name]
            made = subprocess.run(command, capture_output=True, text=True, check=True)
            found.append(json.loads(made.stdout))
            hours, cpu, memory = (found[-1][name] for name in ("hours", "cpu", "megabytes"))
            say(f"{count} sentences, {hours:.2f} h: {cpu:.1f} s CPU, {memory:.0f} MB")
    exponent = math.log(found[1]["cpu"] / found[0]["cpu"]) / math.log(large / small)
    say(f"exponent of CPU: {exponent:.3f}; memory ratio {found[1]['megabytes'] / found[0]['megabytes']:.2f}")


def main() -> None:
    """Read the options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--scaling", action="store_true")
    parser.add_argument("--small", type=int, default=600)
    parser.add_argument("--large", type=int, default=6_000)
    parser.add_argument("--one", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--record", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, default=Path(), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.record:
        for index, (name, clip) in enumerate(spoken()):
            (chosen.folder / f"{index:02}.{name}.take.wav").write_bytes(encode_wav(clip))
    elif chosen.one:
        one(chosen.one, chosen.folder)
    elif chosen.scaling:
        scaling(chosen.small, chosen.large)
    else:
        an_hour(chosen.minutes)


if __name__ == "__main__":
    main()
