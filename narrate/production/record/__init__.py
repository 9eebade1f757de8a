"""Record a script: every sentence becomes a take, and only what the cache lacks is voiced.

In: a Script with a full cast, the lexicon, the engines, the cache. Out: one `Take` a sentence, in the order of the
script, their sound in the cache. The same input gives the same bytes, whatever the number of jobs.
"""

from narrate.production.record.delivery import ignored_directions
from narrate.production.record.plan import emphasises
from narrate.production.record.session import record

__all__ = ["emphasises", "ignored_directions", "record"]
