"""Addresses: plain ASCII, from whatever a person wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate import addresses
from narrate.errors import InputError


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("", addresses.LOCAL),
        ("  ", addresses.LOCAL),
        ("https://example.org", "https://example.org/"),
        (" https://example.org/radio ", "https://example.org/radio/"),
        ("HTTP://Example.org:8080/radio/", "http://example.org:8080/radio/"),
        ("https://example.org/radio/feed.xml", "https://example.org/radio/"),
        ("https://bücher.example/röhre", "https://xn--bcher-kva.example/r%C3%B6hre/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_an_address_becomes_a_base(written: str, base: str) -> None:
    assert addresses.base(written) == base


@pytest.mark.parametrize(
    "written",
    ["example.org/radio", "ftp://example.org/", "https://", "https://example.org/?a=1", "https://a:b@example.org/",
     "https://example.org:port/", "//example.org/", "javascript:alert(1)", "https://[::1/"],
)  # fmt: skip
def test_what_is_no_address_gives_one_error_with_an_example(written: str) -> None:
    with pytest.raises(InputError) as caught:
        addresses.base(written)
    assert "https://example.org/radio/" in caught.value.hint


@given(st.text(min_size=1, max_size=30).filter(lambda name: max(name) < "\ud800" or min(name) > "\udfff"))
def test_the_address_of_every_file_is_plain_ascii(name: str) -> None:
    url = addresses.of_file("https://example.org/", name)
    assert url.isascii()
    assert not set(url) & set(' \t\n"<>#?')


def test_a_guid_depends_on_the_address_without_scheme_and_slash() -> None:
    # The example of PSP-1 and of the namespace's document on guid.
    assert addresses.podcast_guid("https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert addresses.podcast_guid("http://podnews.net/rss/") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_an_enclosure_is_named_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"one")
    assert addresses.enclosure_name("a", b"one") == addresses.enclosure_name("a", tmp_path / "a.mp3")
    assert addresses.enclosure_name("a", b"one") != addresses.enclosure_name("a", b"two")
