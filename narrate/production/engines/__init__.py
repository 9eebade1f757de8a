"""Voice engines: text and a voice in, sound out. All keep the `Engine` protocol of `narrate.plugins`."""
