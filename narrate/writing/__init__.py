"""Documents become a script that a person can edit."""
