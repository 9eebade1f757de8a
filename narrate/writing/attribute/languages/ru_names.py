"""Russian first names with their gender, short forms included."""

from __future__ import annotations

from narrate.writing.attribute.languages import gendered

NAMES = gendered("анна")
