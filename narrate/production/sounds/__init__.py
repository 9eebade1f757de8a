"""Idents, stings, beds and effects: our own, composed and seeded, or a recording of the user's in their place.

In: kind and name of a sound as a cue has them. Out: what a mix needs to know (`Sounds.info`) and, later and only for
what is rendered, the samples (`Sounds.load`). A file in ``scripts/sounds/`` named after a sound (``bell.wav``) or a
kind (``sting.wav``) replaces it.
"""

from narrate.production.sounds.library import Sounds, names

__all__ = ["Sounds", "names"]
