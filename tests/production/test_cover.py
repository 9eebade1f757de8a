"""Covers: what directories ask of a picture, and what comes in as one."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from narrate.errors import InputError, SetupError
from narrate.production.cover import MAX_BYTES, check_picture, cover, tag_picture


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(("size", "kind"), [(3000, "JPEG"), (1400, "JPEG"), (1400, "PNG")])
def test_a_cover_is_what_directories_ask_for(size: int, kind: str) -> None:
    data = cover("Harbour Lights", "", "Radio Saltmarsh", size=size, kind=kind)  # type: ignore[arg-type]
    image = opened(data)
    assert (image.format, image.mode, image.size) == (kind, "RGB", (size, size))
    assert len(data) <= MAX_BYTES


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=80), st.text(max_size=80))
@example("j", "", "")
@example("W" * 200, "W" * 80, "W" * 80)
def test_whatever_the_title_nothing_is_drawn_in_the_bottom_fifth_or_beyond_the_edge(
    title: str, show: str, station: str
) -> None:
    image = opened(cover(title, show, station, size=400, kind="PNG"))
    ground = image.getpixel((0, 0))
    for area in ((0, 322, 400, 400), (0, 0, 20, 400), (380, 0, 400, 400), (0, 0, 400, 20)):
        assert image.crop(area).getcolors() == [((area[2] - area[0]) * (area[3] - area[1]), ground)]


def test_a_short_title_is_seen_at_55_pixels() -> None:
    with_title = opened(cover("Tides", "Tides", "", size=1400)).resize((55, 55), Image.Resampling.LANCZOS).convert("L")
    title = with_title.crop((3, 21, 52, 43))
    low, high = title.getextrema()
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert high - low > 150  # cream on a dark ground, not a grey smear
    rows = [max(title.crop((0, y, 49, y + 1)).tobytes()) > 160 for y in range(22)]
    assert sum(rows) >= 7  # an x-height that can be read


def test_the_same_titles_give_the_same_picture_and_others_another() -> None:
    assert cover("A", "S", "R") == cover("A", "S", "R")
    assert cover("A", "S", "R") != cover("B", "S", "R")


def test_all_covers_of_a_show_have_one_colour() -> None:
    grounds = {opened(cover(f"Part {n}", "Harbour", "R", size=200, kind="PNG")).getpixel((0, 0)) for n in range(9)}
    assert len(grounds) == 1


def test_cyrillic_is_drawn_and_what_the_font_lacks_is_left_out() -> None:
    assert cover("Голос", "S", "R", kind="PNG") != cover("", "S", "R", kind="PNG")
    lacking = opened(cover("中文", "S", "R", size=400, kind="PNG")).crop((0, 150, 400, 400))
    assert len(lacking.getcolors() or []) == 1


def test_the_picture_in_the_tag_is_small() -> None:
    data = tag_picture(cover("Harbour Lights", "", "R", size=1400))
    assert opened(data).size == (800, 800)
    assert len(data) < 150_000


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.production.cover.find_spec", lambda name: None)
    with pytest.raises(SetupError) as caught:
        cover("A", "", "")
    assert "font-source-serif-pro" in caught.value.hint


# --- the user's own ------------------------------------------------------------------------------------------------


def save(path: Path, image: Image.Image, kind: str) -> Path:
    image.save(path, format=kind)
    return path


@pytest.mark.parametrize(
    ("mode", "kind", "name", "side", "result"),
    [
        ("RGB", "PNG", "art.jpg", 1500, 1500),  # its name lies: what counts is what is inside
        ("RGBA", "PNG", "art.png", 2000, 2000),
        ("P", "PNG", "art.png", 1400, 1400),
        ("LA", "PNG", "art.png", 1400, 1400),
        ("CMYK", "JPEG", "art.jpg", 1600, 1600),
        ("L", "JPEG", "art.jpg", 1600, 1600),
        ("I;16", "PNG", "art.png", 1400, 1400),
        ("RGB", "JPEG", "art", 4000, 3000),
        ("RGB", "WEBP", "art.webp", 1400, 1400),
    ],
)
def test_any_square_picture_becomes_a_proper_jpeg(
    tmp_path: Path, mode: str, kind: str, name: str, side: int, result: int
) -> None:
    data = check_picture(save(tmp_path / name, Image.new(mode, (side, side)), kind))
    image = opened(data)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (result, result))


def test_noise_gives_up_quality_until_it_is_small_enough(tmp_path: Path) -> None:
    noise = Image.effect_noise((2200, 2200), 40).convert("RGB")
    assert len(check_picture(save(tmp_path / "a.png", noise, "PNG"))) <= MAX_BYTES


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    image = opened(check_picture(save(tmp_path / "a.png", Image.new("RGBA", (1400, 1400), (0, 0, 0, 0)), "PNG")))
    assert image.getpixel((700, 700)) == (255, 255, 255)


def test_where_a_photograph_was_taken_does_not_get_out(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home"
    Image.new("RGB", (1400, 1400)).save(tmp_path / "a.jpg", exif=exif, comment=b"secret place")
    data = check_picture(tmp_path / "a.jpg")
    assert b"at home" not in data
    assert b"secret" not in data


def bomb(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
        (b"\xff\xd8\xff\xe0 not a jpeg", "not a picture"),
        (bomb(50_000, 50_000), "picture"),
        (bomb(12_000, 12_000), "12000 x 12000"),
        (bomb(1400, 1400), "not a picture"),
    ],
)
def test_what_is_no_picture_or_a_bomb_is_one_error_that_names_the_file(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "art.png"
    path.write_bytes(data)
    with pytest.raises(InputError, match=said) as caught:
        check_picture(path)
    assert (caught.value.where, bool(caught.value.hint)) == (str(path), True)


@pytest.mark.parametrize(("size", "said"), [((1400, 1500), "not square"), ((300, 300), "too few")])
def test_the_wrong_shape_is_one_error(tmp_path: Path, size: tuple[int, int], said: str) -> None:
    with pytest.raises(InputError, match=said):
        check_picture(save(tmp_path / "a.png", Image.new("RGB", size), "PNG"))


def test_a_missing_picture_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such picture"):
        check_picture(tmp_path / "gone.png")
    with pytest.raises(InputError):
        check_picture(tmp_path)
