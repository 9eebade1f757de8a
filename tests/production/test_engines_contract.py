from __future__ import annotations

from typing import ClassVar

import pytest

from narrate.plugins import BUILT_IN, Engine, find, names
from narrate.production.engines.hibari import HibariEngine
from narrate.production.engines.kokoro import KokoroEngine
from narrate.production.engines.tone import ToneEngine
from tests.production.engine_contract import EngineContract


class TestTone(EngineContract):
    @pytest.fixture
    def engine(self) -> Engine:
        return ToneEngine()


class TestHibari(EngineContract):
    made: ClassVar[HibariEngine] = HibariEngine()

    @pytest.fixture
    def engine(self) -> Engine:
        return self.made


@pytest.mark.voices
class TestKokoro(EngineContract):
    made: ClassVar[KokoroEngine] = KokoroEngine()

    @pytest.fixture
    def engine(self) -> Engine:
        return self.made


OUTSIDERS = [name for name in names("engine") if name not in BUILT_IN["engine"]]


@pytest.mark.skipif(not OUTSIDERS, reason="no engine is installed beside the built-in ones")
@pytest.mark.parametrize("outsider", OUTSIDERS)
class TestOutsiders(EngineContract):
    @pytest.fixture
    def engine(self, outsider: str) -> Engine:
        made: Engine = find("engine", outsider)({})
        return made
