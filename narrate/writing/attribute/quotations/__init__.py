"""Speech between marks or behind dashes: what is an utterance, and whose."""
