"""Give every speaker of a script a voice, the same one in every episode.

In: a Script, what is known of the people in it, the show's cast book, the engines. Out: the Script with a full cast.
The lines of its own cast come first, then the book, then a choice: a woman's or a man's voice where that is known, as
different as can be from those already taken. No file is opened here and no voice is loaded.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from narrate.config import Settings
from narrate.errors import InputError, NarrateError, SetupError, raise_all
from narrate.model import ANNOUNCER, NARRATOR, Script, Voice
from narrate.plugins import Engine, VoiceInfo
from narrate.production.cast.book import FASTEST, SLOWEST, CastBook
from narrate.production.engines.likeness import alike

EMBEDDED = ("hibari", "kokoro")
DRAFT = "hibari"

#: Clearly different from each other and from the narrator (0.68 and 0.73 at most), and each predicted to sound good
#: (P.808 of 4.1 and more): chosen before all others.
GOOD_SIX = ("af_alloy", "af_river", "bf_emma", "am_adam", "am_michael", "bm_daniel")
#: A whisper, a character, and four that are predicted to sound a little worse than 4.0: only where somebody names them.
#: af_heart is the narrator's own voice. ``tests/benchmarks/voices_scored.py`` measures.
NOT_BY_ITSELF = frozenset({"af_nicole", "am_santa", "af_bella", "af_nova", "bf_alice", "bf_isabella", "af_heart"})
#: Voices more alike than this are taken for siblings: af_jessica and af_kore are 0.80 and 0.77 to the narrator.
TOO_ALIKE = 0.75


def cast(
    script: Script,
    *,
    settings: Settings,
    genders: Mapping[str, str],
    book: CastBook | None,
    engines: Mapping[str, Engine],
    engine: str = "embedded",
    draft: bool = False,
    where: str = "",
    text: str = "",
) -> Script:
    """Return the script with a voice for every speaker.

    `genders` says female or male by speaker, where a document shows it. With `draft`, or an `engine` other than
    ``embedded``, everybody is read by that one engine, and voices that it does not have are chosen anew. `where` and
    `text` are the script's file and what it holds, for errors. Raises every unknown voice at once.
    """
    wanted = EMBEDDED if engine == "embedded" else (engine,)
    wanted = (DRAFT,) if draft else wanted
    stage = _Stage(
        offered=_offered(wanted, engines, script.language),
        engines=engines,
        alone=draft or engine != "embedded",
        names=wanted,
    )
    book = book or CastBook()
    given = _given(script, settings, book)
    known: dict[str, Voice] = {}
    problems: list[NarrateError] = []
    for speaker, voice in given.items():
        try:
            _check_rate(voice)
            known[speaker] = stage.resolve(voice)
        except _RateError as error:
            problems.append(_placed(error, where, _line_of(text, speaker, voice.name)))
        except InputError as error:
            # In a build that one engine reads, the name of another engine's voice stands for one of its own.
            if not stage.alone or voice.engine in stage.names:
                problems.append(_placed(error, where, _line_of(text, speaker, voice.name)))
    raise_all(problems)
    speakers = script.speakers()
    taken = {speaker: voice for speaker, voice in known.items() if speaker in speakers}
    held = {person.voice.name for person in book.people}
    for speaker in sorted(speakers, key=_first_the_announcers):
        if speaker not in taken:
            person, style = book.find(speaker), given.get(speaker)
            gender = genders.get(speaker) or (person.gender if person else "") or _gender_of(style, engines)
            taken[speaker] = stage.choose(gender, tuple(taken.values()), held, style)
    return replace(script, cast={speaker: taken[speaker] for speaker in speakers})


class _RateError(InputError):
    """A speed at which nobody is understood."""


def _check_rate(voice: Voice) -> None:
    if not SLOWEST <= voice.rate <= FASTEST:
        hint = f"give a rate from {SLOWEST:g} to {FASTEST:g}"
        raise _RateError(f"{voice.name} cannot speak at rate {voice.rate:g}", hint=hint)


def _placed(error: InputError, where: str, line: int) -> InputError:
    return InputError(error.message, hint=error.hint, where=f"{where}:{line}" if where and line else where)


def _gender_of(voice: Voice | None, engines: Mapping[str, Engine]) -> str:
    """Return the gender of a voice that this build cannot use, so that its stand-in is of the same."""
    listed = [info for engine in engines.values() for info in engine.voices() if voice and info.name == voice.name]
    return listed[0].gender if listed else ""


def _first_the_announcers(speaker: str) -> int:
    return {NARRATOR: 0, ANNOUNCER: 1}.get(speaker, 2)


def _given(script: Script, settings: Settings, book: CastBook) -> dict[str, Voice]:
    """Return the voices that somebody chose: for the reserved speakers, in the book, in the script."""
    given = {NARRATOR: Voice(name=settings.voices.narrator), ANNOUNCER: Voice(name=settings.voices.announcer)}
    for speaker in script.speakers():
        if person := book.find(speaker):
            given[speaker] = person.voice
    given.update(script.cast)
    return given


def _offered(wanted: Iterable[str], engines: Mapping[str, Engine], language: str) -> dict[str, tuple[str, VoiceInfo]]:
    """Return the voices of the engines that speak a language: name -> engine and voice."""
    tongue = language.lower().partition("-")[0]
    offered: dict[str, tuple[str, VoiceInfo]] = {}
    spoken: set[str] = set()
    for name in wanted:
        if name not in engines:
            raise SetupError(f"the engine {name!r} is not here", hint="known: " + ", ".join(sorted(engines)))
        for info in engines[name].voices():
            other = info.language.lower().partition("-")[0]
            spoken.add(other)
            if other in (tongue, "mul"):
                offered.setdefault(info.name, (name, info))
    if not spoken:
        first = engines[next(iter(wanted))]
        hint = getattr(first, "example", f"name them under [engines.{first.name}]")
        raise SetupError(f"the engine {first.name!r} has no voice yet", where="scripts/show.toml", hint=hint)
    if not offered:
        raise SetupError(
            f"no voice of {' or '.join(wanted)} speaks {language!r}, only {', '.join(sorted(spoken))}",
            hint="choose an engine that does, such as --engine gtts, or correct the language at the top of the script",
        )
    return offered


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stage:
    """The voices that can be had."""

    offered: Mapping[str, tuple[str, VoiceInfo]]
    engines: Mapping[str, Engine]
    alone: bool  #: one engine reads everybody
    names: tuple[str, ...]

    def resolve(self, voice: Voice) -> Voice:
        """Return the voice with its engine; raise InputError when no engine has it."""
        if voice.engine and not (self.alone and voice.engine not in self.names):
            found = self.engines.get(voice.engine)
            if found is None:
                raise InputError(
                    f"no engine {voice.engine!r} for the voice {voice.name!r}",
                    hint="known: " + ", ".join(sorted(self.engines)),
                )
            if _has(found, voice.name):
                return voice
        elif voice.name in self.offered and not voice.engine:
            return replace(voice, engine=self.offered[voice.name][0])
        else:
            for name in self.names:
                if not voice.engine and _has(self.engines[name], voice.name):
                    return replace(voice, engine=name)
        raise InputError(f"no voice {voice.name!r}", hint=self._near(voice.name))

    def _near(self, name: str) -> str:
        # A person types "jessica" for af_jessica: the part behind the accent counts as well.
        by_part = {known.partition("_")[2] or known: known for known in self.offered}
        near = difflib.get_close_matches(name, self.offered, n=3)
        near += [by_part[part] for part in difflib.get_close_matches(name.rpartition("_")[2], by_part, n=3)]
        if near:
            return "did you mean " + ", ".join(dict.fromkeys(near)) + "?"
        return "known: " + ", ".join(sorted(self.offered)) + " (narrate voices describes them)"

    def choose(self, gender: str, taken: Sequence[Voice], held: Iterable[str], style: Voice | None) -> Voice:
        """Return a voice of that gender that nobody has, else one that few have; rate and effects as `style` says."""
        used = Counter(voice.name for voice in taken)
        name = self._free(gender, used, frozenset(held)) or self._blended(gender, used) or self._least(gender, used)
        engine = self.offered[name][0] if name in self.offered else self.names[-1]
        return replace(style or Voice(name=name), name=name, engine=engine)

    def _fitting(self, gender: str) -> list[str]:
        fitting = [
            name
            for name, (_, info) in self.offered.items()
            if name not in NOT_BY_ITSELF and (not gender or info.gender in (gender, ""))
        ]
        return fitting or [name for name in self.offered if name not in NOT_BY_ITSELF] or list(self.offered)

    def _free(self, gender: str, used: Mapping[str, int], held: frozenset[str]) -> str:
        free = [name for name in self._fitting(gender) if name not in used and not self._reserved(name)]
        # A voice that the book keeps for somebody who is absent today is the second choice.
        for names in ([name for name in free if name not in held], free):
            good = [name for name in names if name in GOOD_SIX and _closest(name, used) < TOO_ALIKE]
            if good or names:
                return min(good or names, key=lambda name: (_closest(name, used), names.index(name)))
        return ""

    def _reserved(self, name: str) -> bool:
        # The fast engine's voices, the narrator's and those made from it, serve drafts when Kokoro is there as well.
        return not self.alone and self.offered[name][0] == DRAFT

    def _blended(self, gender: str, used: Mapping[str, int]) -> str:
        parents = [
            name for name in self._fitting(gender) if _has(self.engines[self.offered[name][0]], f"{name}+{name}")
        ]
        blends = [f"{first}:0.5+{second}:0.5" for first, second in combinations(parents, 2)]
        free = [name for name in blends if name not in used and _one_gender(name, self.offered)]
        return min(free, key=lambda name: (_closest(name, used), name), default="")

    def _least(self, gender: str, used: Mapping[str, int]) -> str:
        names = self._fitting(gender)
        return min(names, key=lambda name: (used.get(name, 0), names.index(name)))


def _has(engine: Engine, name: str) -> bool:
    if any(info.name == name for info in engine.voices()):
        return True
    accepts = getattr(engine, "accepts", None)  # for engines whose voices cannot all be listed
    return bool(accepts and accepts(name))


def _closest(name: str, used: Iterable[str]) -> float:
    return max((alike(name, other) for other in used), default=0.0)


def _one_gender(blended: str, offered: Mapping[str, tuple[str, VoiceInfo]]) -> bool:
    return len({offered[part.partition(":")[0]][1].gender for part in blended.split("+")}) == 1


def _line_of(text: str, speaker: str, voice: str) -> int:
    """Return the line of a script's head that casts a speaker, or 0."""
    lines = text.splitlines()
    for wanted in (speaker, voice):
        for number, line in enumerate(lines, 1):
            if number > 1 and line.strip() == "---":
                break
            if re.match(rf"\s+[\"']?{re.escape(wanted)}[\"']?\s*:", line) or (wanted == voice and voice in line):
                return number
    return 0
