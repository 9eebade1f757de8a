"""Whole blocks in another's voice without marks: letters, diaries, told lives, speeches, announced excerpts."""
