"""A script becomes an episode."""
