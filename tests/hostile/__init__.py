"""Files that want to harm: made by `cases`, each small, each with what must happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

SEEN = "Nobody on the quay said a word."  #: what every document says that can be read
SECRET = "SECRET"  #: stands where nobody sees it
Expected = Literal["read", "refused", "either"]
Made = Iterator[tuple[str, bytes, Expected]]
