"""Listen back: is every sentence said as it is written?

In: takes and a speech recogniser. Out: for each take a `Verdict`. A machine listens before a person has to: it finds
what an engine dropped, doubled, cut or garbled. It does not judge how a sentence is said.
"""

from narrate.production.verify.compare import Kind, Verdict, compare, is_too_short
from narrate.production.verify.listen import Hearing, judge, listen, listened, needs_second
from narrate.production.verify.recogniser import Recogniser, Whisper

__all__ = [
    "Hearing",
    "Kind",
    "Recogniser",
    "Verdict",
    "Whisper",
    "compare",
    "is_too_short",
    "judge",
    "listen",
    "listened",
    "needs_second",
]
