"""Frames become files: the MP3 and its tags, transcripts, chapters."""
