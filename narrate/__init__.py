"""Turn documents into radio.

The rooms, in the order in which work passes through them:

- `narrate.writing`: documents become a script that a person can edit
- `narrate.production`: the script becomes an episode
- `narrate.publishing`: the episodes become a feed that people subscribe to

`narrate.studio` is the conductor and the only place that knows this order; `narrate.cli` is its front door.
"""

__version__ = "0.1.0"
