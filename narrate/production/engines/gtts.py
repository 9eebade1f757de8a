"""Google's voices through gTTS: online, free of charge, one voice an accent.

In: a sentence and a voice such as ``en-co.uk-low``. Out: its sound at 24 kHz. gTTS knows the protocol and prepares the
requests; cutting the text and sending it is done here, for by itself gTTS cuts long text at every comma, verifies no
certificate, waits for ever and opens a connection a piece. The interface is undocumented and may change or block.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from narrate.config import read_table
from narrate.errors import EngineError, InputError
from narrate.model import Clip, Voice
from narrate.plugins import Utterance, VoiceInfo
from narrate.production.engines.clips import has_words, plain, silence
from narrate.production.engines.http import (
    EMBEDDED_HINT,
    TRIES_TO_READ,
    Answer,
    Client,
    Clock,
    Manners,
    TryError,
    refusal,
)
from narrate.production.engines.received import clip_from
from narrate.sentences import split_long

if TYPE_CHECKING:
    import requests

RATE_HZ = 24_000
PIECE_CHARS = 100  #: longest text of one request
# Blocks by Google last from some minutes to hours; knocking on prolongs them.
BLOCK_REST_SECONDS = 600.0
# Formants move with the pitch: this far down they lie where a man's are, a little up is another woman.
SHIFT_SEMITONES = {"": 0.0, "low": -3.5, "high": 2.0}
# Google's only other speed. It is clearer than a sound that was stretched as far.
SLOW_BELOW = 0.7

# The host that is asked decides the accent (gTTS, "Localized 'accents'"); for other languages every host sounds alike.
_ACCENTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "com": "en-US",
        "co.uk": "en-GB",
        "com.au": "en-AU",
        "ca": "en-CA",
        "co.in": "en-IN",
        "ie": "en-IE",
        "co.za": "en-ZA",
        "com.ng": "en-NG",
    },
    "fr": {"com": "fr", "fr": "fr-FR", "ca": "fr-CA"},
    "es": {"com": "es-US", "es": "es-ES", "com.mx": "es-MX"},
    "pt": {"com": "pt", "com.br": "pt-BR", "pt": "pt-PT"},
}
_OLD_CODES = {"iw": "he", "jw": "jv"}  # what Google still calls Hebrew and Javanese
# Google's voices are women's almost everywhere; without the lowered ones a cast would have no men.
_GENDERS: Mapping[str, Literal["female", "male"]] = {"": "female", "low": "male", "high": "female"}
_MANNER = {"": "", "low": ", lowered to stand for a man", "high": ", raised"}

_BLOCKED = ("/sorry/", "unusual traffic", "recaptcha", "captcha-form")
_CONSENT = ("consent.google", "consent.youtube", "before you continue")


class GttsEngine:
    """Speaks with the voices of Google Translate. Options: those of `Manners`."""

    name = "gtts"
    max_chars = 1000
    offline = False
    licence = "MIT (gTTS); the voices are a service of Google under its terms, not affiliated with gTTS"
    alphabet = ""
    notice = (
        "gtts is an online voice: every sentence is sent to Google Translate; the embedded voices send nothing anywhere"
    )

    def __init__(self, options: Mapping[str, Any] | None = None, *, clock: Clock | None = None) -> None:
        """Take the table ``[engines.gtts]``; raise InputError for a wrong one. `base_url` may hold ``{tld}``."""
        where = "[engines.gtts]"
        self.options = read_table(Manners, options or {}, where=where)
        self.options.check(where)
        self.parallel = self.options.requests_at_once
        base = self.options.base_url
        self.fingerprint = "gtts 1" + (f" at {sha256(base.encode()).hexdigest()[:12]}" if base else "")
        self.client = Client("Google", self.options, clock)

    def voices(self) -> Sequence[VoiceInfo]:
        """Return every language and accent as it is, lowered and raised."""
        return tuple(info for info, *_ in _catalogue().values())

    def synthesize(self, text: str, voice: Voice) -> Utterance:
        """Return the sound of a text; raise InputError for an unknown voice, EngineError or SetupError for the rest."""
        known = _catalogue().get(voice.name)
        if known is None:
            raise InputError(f"gtts has no voice {voice.name!r}", hint=f"such as: {', '.join(list(_catalogue())[:9])}")
        _, language, tld, shift = known
        text = " ".join(plain(text).split())
        if not has_words(text):
            return silence(RATE_HZ)
        slow = voice.rate < SLOW_BELOW
        sounds = [
            self.client.fetch(partial(self._request, piece, language, tld, slow), _sound_in)
            for piece in pieces(text, language)
            if has_words(piece)
        ]
        return Utterance(clip=_finished(sounds, SHIFT_SEMITONES[shift], 1.0 if slow else voice.rate))

    def _request(self, piece: str, language: str, tld: str, slow: bool) -> requests.PreparedRequest:
        from gtts import gTTS

        # The catalogue checked the language, the text is spoken text already, and a piece is never cut again.
        speech = gTTS(
            piece,
            tld=tld,
            lang=language,
            slow=slow,
            lang_check=False,
            pre_processor_funcs=[],
            tokenizer_func=lambda text: [text],
        )
        request: requests.PreparedRequest = speech._prepare_requests()[0]
        if self.options.base_url:
            base = self.options.base_url.replace("{tld}", tld).rstrip("/")
            request.prepare_url(base + urlsplit(request.url or "").path, None)
        return request


def pieces(text: str, language: str) -> list[str]:
    """Return a text in pieces that one request can hold: as few as can be, none tiny, cut where a reader might breathe.

    A date at the end of a long sentence would else be a request of its own, with a full stop's melody before it.
    """
    cuts = [split_long(text, limit, language) for limit in range(PIECE_CHARS, PIECE_CHARS // 2, -2)]
    return min(cuts, key=_clumsiness)


def _clumsiness(cut: Sequence[str]) -> tuple[int, bool, int, int]:
    shortest = min(map(len, cut), default=0)
    ends = [piece.rpartition(" ")[2] for piece in cut[:-1]]
    # Words of up to three letters lean on the next one, in most languages: "the", "of", "à", "на".
    leaning = sum(len(word) <= 3 and word.isalpha() for word in ends)
    return len(cut), shortest < PIECE_CHARS // 4, leaning, -shortest


@cache
def _catalogue() -> Mapping[str, tuple[VoiceInfo, str, str, str]]:
    """Return for every voice's name what is said of it, and its language, host and shift as `synthesize` needs them."""
    from gtts.lang import tts_langs

    names: dict[str, str] = tts_langs()
    known: dict[str, tuple[VoiceInfo, str, str, str]] = {}
    for code in sorted(names, key=lambda code: (code != "en", code)):
        accents = _ACCENTS.get(code, {"com": _OLD_CODES.get(code, code)})
        for shift, manner in _MANNER.items():
            for tld, tag in accents.items():
                name = "-".join(filter(None, (code, tld, shift)))
                description = f"{names[code]} as spoken at translate.google.{tld}{manner}"
                info = VoiceInfo(name=name, language=tag, gender=_GENDERS[shift], description=description)
                known[name] = (info, code, tld, shift)
    return known


def _finished(sounds: Sequence[Clip], semitones: float, rate: float) -> Clip:
    from narrate.audio import join, pitch, resample, tempo, trim

    # Every piece comes with silence at both ends; two of them in a row would be a full stop's pause after a comma.
    parts = [resample(sound, RATE_HZ) for sound in sounds]
    clip = join(trim(part) for part in parts) if len(parts) > 1 else parts[0]
    return tempo(pitch(clip, semitones), min(2.0, rate))


def _sound_in(answer: Answer) -> Clip:
    """Return the sound in an answer of Google; raise TryError for what is none."""
    if trouble := _turned_away(answer) or refusal(answer, "Google"):
        raise trouble
    try:
        data = b64decode(_payload(answer.text), validate=True)
    except ValueError as error:
        unreadable = EngineError(f"cannot read what Google answers: {error}", hint=EMBEDDED_HINT)
        raise TryError(unreadable, tries=TRIES_TO_READ) from error
    try:
        return clip_from(data, "Google")
    except EngineError as error:
        raise TryError(error, tries=TRIES_TO_READ) from error


def _turned_away(answer: Answer) -> TryError | None:
    """Tell apart from a rate limit what no waiting within a build mends: a block, a question of consent, a web page."""
    page = (answer.headers.get("Location", "") + "\n" + answer.text[:50_000]).lower()
    html = "html" in answer.headers.get("Content-Type", "").lower() or 300 <= answer.status < 400
    if not html:
        return None
    if any(mark in page for mark in _BLOCKED):
        message = (
            f"Google has blocked this network for a while: it takes the requests for a robot's (status {answer.status})"
        )
        hint = f"wait some hours, then ask for less at once (requests_per_second); {EMBEDDED_HINT}"
    elif any(mark in page for mark in _CONSENT):
        message = "Google asks for consent in a web page before it serves this network"
        hint = f"answer it in a browser at translate.google.com, or use another network; {EMBEDDED_HINT}"
    elif answer.status == 200:
        message = "a web page came in place of Google's answer: the network may want a sign-in"
        hint = f"open any page in a browser to see what it wants; {EMBEDDED_HINT}"
    else:
        return None
    return TryError(EngineError(message, hint=hint), rest_seconds=BLOCK_REST_SECONDS)


def _payload(text: str) -> str:
    """Return the base64 text in an answer; raise ValueError, in plain words, where there is none.

    An answer is ``)]}'`` and then JSON, in one piece or in several with their lengths between. The entry
    ``["wrb.fr", "jQ1olc", PAYLOAD, ...]`` holds JSON once more: a list with the sound in it.
    """
    for value in _json_lists(text):
        for entry in value:
            if isinstance(entry, list) and entry[:2] == ["wrb.fr", "jQ1olc"] and len(entry) > 2:
                for held in _json_lists(entry[2]) if isinstance(entry[2], str) else ():
                    if held and isinstance(held[0], str):
                        return held[0]
                raise ValueError("there is no sound in it for this text")
    raise ValueError("it is not in the agreed form; a newer gTTS may know the new one")


def _json_lists(text: str) -> Iterator[list[Any]]:
    """Yield the lists that stand one after another in a text."""
    decoder = json.JSONDecoder()
    at = text.find("[")
    while at >= 0:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        at = text.find("[", at)
