"""Lay the takes of a script on a timeline.

In: a Script, its takes and what is known of the sounds. Out: a Mix, which is only numbers: what starts at which frame,
how loud, with which fades. No audio is opened here, so a mix can be computed, printed and tested without a codec.
Everything that stands near an edge of a slot is decided by what is near it, so that an edit moves what follows by
whole MP3 frames and changes nothing else about it.
"""

from narrate.audio.codec import frame_samples
from narrate.production.mix.arrange import arrange, lines
from narrate.production.mix.styles import STYLES, Style, find_style

__all__ = ["STYLES", "Style", "arrange", "find_style", "frame_samples", "lines"]
