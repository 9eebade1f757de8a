"""What the documents of the project teach is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrate.config import parse_settings
from narrate.writing.script import format, parse

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = re.findall(r"```markdown\n(.*?)```", (ROOT / "scripts/README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.splitlines()[1])
def test_every_example_of_a_script_is_one(example: str) -> None:
    script = parse(example)
    assert parse(format(script)) == script


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5


def test_the_sample_show_is_valid() -> None:
    assert parse_settings((ROOT / "scripts/show.toml").read_text(encoding="utf-8"), where="show.toml").show.station


def test_no_lock_file_or_setting_names_an_address_to_install_from() -> None:
    for path in (*ROOT.glob("*.toml"), *ROOT.glob("tests/*.txt"), ROOT / ".ci/run"):
        text = path.read_text(encoding="utf-8")
        assert "index-url" not in text, path
        assert "extra-index" not in text, path
    assert not (ROOT / "uv.lock").exists()
    assert not (ROOT / "pylock.toml").exists()
