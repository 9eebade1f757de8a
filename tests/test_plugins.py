"""The seams: plugins are found by name, and a broken one fails alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from narrate import plugins
from narrate.errors import SetupError


@pytest.mark.parametrize("kind", ["importer", "engine", "effect"])
def test_every_built_in_plugin_loads(kind: plugins.Kind) -> None:
    assert plugins.names(kind)
    for name in plugins.BUILT_IN[kind]:
        assert callable(plugins.find(kind, name))


def test_an_unknown_name_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(SetupError) as caught:
        plugins.find("engine", "parrot")
    assert "kokoro" in caught.value.hint


def test_a_plugin_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(plugins.BUILT_IN["engine"], "broken", "narrate.no_such_room:Engine")
    with pytest.raises(SetupError, match="broken"):
        plugins.find("engine", "broken")
    assert plugins.find("engine", "tone")


def test_an_executor_is_local_or_made_by_a_factory() -> None:
    with plugins.executor("local", 2) as pool:
        assert pool.submit(int, "7").result() == 7
    with plugins.executor("concurrent.futures:ThreadPoolExecutor", 2) as pool:
        assert isinstance(pool, ThreadPoolExecutor)
    with pytest.raises(SetupError):
        plugins.executor("builtins:dict", 2)
    with pytest.raises(SetupError):
        plugins.executor("no.such:factory", 2)
