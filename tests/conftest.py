"""What every test relies on: no network beyond loopback, and where the user's documents lie."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault: properties have neither a deadline nor a quickest draw.
settings.register_profile("narrate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("narrate")

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
GOLD = ROOT.parent / "shared" / "gold"


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    try:
        return host in ("", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """Refuse every connection that would leave the machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if not _is_local(address):
            raise AssertionError(f"a test tried to reach {address}")
        real(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def seeds() -> tuple[Path, ...]:
    """The user's own documents; the test is skipped, with a word, where they are absent."""
    found = tuple(sorted(SEEDS.glob("*.txt"))) if SEEDS.is_dir() else ()
    if not found:
        pytest.skip(f"SKIPPED LOUDLY: the user's documents are not at {os.path.relpath(SEEDS, ROOT)}")
    return found
