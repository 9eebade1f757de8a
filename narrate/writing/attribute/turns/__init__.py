"""Words under a label: transcripts, interviews, plays, records of a court, threads."""
