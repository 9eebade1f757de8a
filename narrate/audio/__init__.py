"""Everything that touches samples: decoding, cutting, filtering, measuring, limiting.

In and out: `Clip`, signed 16-bit samples with their rate. Positions are whole frames; seconds appear only in names
that say so. Nothing here knows of scripts, takes or programmes. This room is the only user of pydub, which is the
value type of one segment (`clip`), and of PyAV's decoder and resampler (`codec`); neither holds a whole programme.
Nothing heavy is imported before a function needs it.
"""

from narrate.audio.clip import (
    crossfade,
    fade,
    from_array,
    gain,
    join,
    peak,
    pitch,
    silence,
    slice_clip,
    sounding,
    tempo,
    to_array,
    to_mono,
    trim,
)
from narrate.audio.codec import decode, encode_wav, frame_samples, resample
from narrate.audio.meter import Meter, energies, integrated_lufs, loudness_range, measure, true_peak_db

__all__ = [
    "Meter",
    "crossfade",
    "decode",
    "encode_wav",
    "energies",
    "fade",
    "frame_samples",
    "from_array",
    "gain",
    "integrated_lufs",
    "join",
    "loudness_range",
    "measure",
    "peak",
    "pitch",
    "resample",
    "silence",
    "slice_clip",
    "sounding",
    "tempo",
    "to_array",
    "to_mono",
    "trim",
    "true_peak_db",
]
