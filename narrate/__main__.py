"""``python -m narrate`` is ``narrate``."""

from narrate.cli import main

main()
