"""Which takes a script needs: sentences, what the engine is given for each, and the key that each has in the cache.

In: a Script with a full cast, the lexicon, the engines (for their names and fingerprints alone). Out: `Planned` takes
in order. Nothing is voiced and nothing heavy is loaded, so a build in which nothing changed ends here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from narrate.cache import key_of
from narrate.errors import SetupError
from narrate.model import Script, Speech, Voice
from narrate.plugins import Engine
from narrate.production.engines.clips import INLINE
from narrate.production.record.delivery import delivery
from narrate.production.record.emphasis import Span, with_stars, without_stars
from narrate.production.speakable import speakable
from narrate.sentences import split, split_long

if TYPE_CHECKING:
    from narrate.production.lexicon import Lexicon

#: Neural voices say one or two words badly when they stand alone: such a sentence is recorded with its neighbour.
SHORT_LETTERS = 14
_PAUSE = re.compile(r"\[pause\s+(\d+(?:\.\d+)?)\s*(?:s|seconds?)?\]", re.IGNORECASE)
#: Private use: while a text is cut, they stand for a pronunciation, whose length is that of its word.
_HIDDEN, _FILLER, _MOST_FILLED = "\ue000", "\ue001", 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A take before it is recorded."""

    speech: int  #: index into `Script.speeches()`
    line: int  #: of the speech in the script
    text: str  #: the sentence as the script has it, without marks
    spoken: str  #: what the engine is given
    voice: Voice  #: with engine, language and the rate that is asked for here
    key: str
    gain_db: float
    pause_seconds: float


def plan(
    script: Script, *, lexicon: Lexicon | None, engines: Mapping[str, Engine], rate_hz: int
) -> tuple[Planned, ...]:
    """Return the takes of a script in order; raise SetupError for a speaker without a voice or an engine."""
    planned: list[Planned] = []
    for index, speech in enumerate(script.speeches()):
        voice, engine = _voice(script, speech, engines)
        asked = delivery(speech.direction)
        voice = replace(voice, rate=round(voice.rate * asked.rate, 4), language=voice.language or script.language)
        for text, pause_seconds, stressed in _pieces(speech.text, voice.language, engine.max_chars):
            if not text:  # a pause before the first word belongs to whoever spoke before
                if planned:
                    before = planned[-1].pause_seconds
                    planned[-1] = replace(planned[-1], pause_seconds=before + pause_seconds)
                continue
            say = partial(_spoken, language=voice.language, lexicon=lexicon, alphabet=engine.alphabet)
            spoken = say(text)
            if stressed and emphasises(engine):
                spoken = with_stars(spoken, text, stressed, say)
            planned.append(
                Planned(
                    speech=index,
                    line=speech.line,
                    text=text,
                    spoken=spoken,
                    voice=voice,
                    key=_key(text, spoken, voice, engine, lexicon, rate_hz),
                    gain_db=asked.gain_db,
                    pause_seconds=pause_seconds,
                )
            )
    return tuple(planned)


def _spoken(text: str, *, language: str, lexicon: Lexicon | None, alphabet: str) -> str:
    return speakable(text, language, lexicon=lexicon, alphabet=alphabet).text


def emphasises(engine: Engine) -> bool:
    """Say whether an engine stresses words between stars; an outsider's may not know the word."""
    return bool(getattr(engine, "emphasis", False))


def _voice(script: Script, speech: Speech, engines: Mapping[str, Engine]) -> tuple[Voice, Engine]:
    voice = script.cast.get(speech.speaker)
    engine = engines.get(voice.engine) if voice else None
    if voice is None or engine is None:
        raise SetupError(
            f"no engine {voice.engine!r}" if voice else f"no voice for {speech.speaker!r}",
            hint="add a line to the cast at the top of the script",
        )
    return voice, engine


def _key(text: str, spoken: str, voice: Voice, engine: Engine, lexicon: Lexicon | None, rate_hz: int) -> str:
    entries = ""
    if lexicon is not None:
        from narrate.production.lexicon import fingerprint

        entries = fingerprint(lexicon.used_in(text))
    # Neither effect nor gain: the mix puts those on, and a take stays what it was.
    asked = (voice.engine, voice.name, voice.language, repr(voice.rate))
    return key_of("take 1", spoken, *asked, entries, engine.fingerprint, str(rate_hz))


def _pieces(text: str, language: str, limit: int) -> Iterator[tuple[str, float, tuple[Span, ...]]]:
    """Yield sentences, the pause that follows each and what is stressed in it.

    An empty sentence stands for a pause before the first word.
    """
    parts = _PAUSE.split(text)
    for said, pause in zip(parts[::2], [*parts[1::2], "0"], strict=True):
        plain, stressed = without_stars(said)
        sentences = list(_sentences(plain, language, limit)) or [""]
        at = 0
        for number, sentence in enumerate(sentences, 1):
            last = number == len(sentences)
            start = max(at, plain.find(sentence, at))
            at = start + len(sentence)
            spans = [(max(first, start) - start, min(end, at) - start) for first, end in stressed]
            inside = tuple((first, end) for first, end in spans if first < end)
            if sentence or (last and float(pause)):
                yield sentence, float(pause) if last else 0.0, inside


def _sentences(text: str, language: str, limit: int) -> Iterator[str]:
    sentences = [text[start:end] for start, end in split(text, language)]
    held = ""
    for number, sentence in enumerate(sentences, 1):
        held = f"{held} {sentence}" if held else sentence
        following = sentences[number] if number < len(sentences) else ""
        # A short one at the end has nothing behind it, so the one before it waits for it.
        lonely_end = number == len(sentences) - 1 and _letters(following) < SHORT_LETTERS
        fits = len(held) + 1 + len(following) <= limit
        if following and fits and (_letters(held) < SHORT_LETTERS or lonely_end):
            continue
        yield from split_long(held, limit, language)
        held = ""


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def parts_of(spoken: str, limit: int, language: str) -> list[str]:
    """Return a spoken text in parts that an engine takes; inline pronunciations are never cut."""
    inline: list[str] = []

    def hide(found: re.Match[str]) -> str:
        inline.append(found[0])
        return _HIDDEN + _FILLER * min(len(found[1]) - 1, _MOST_FILLED)

    hidden = INLINE.sub(hide, spoken)
    rest = iter(inline)
    parts = split_long(hidden, limit, language) or [hidden]
    return [re.sub(f"{_HIDDEN}{_FILLER}*", lambda _: next(rest), part) for part in parts]
