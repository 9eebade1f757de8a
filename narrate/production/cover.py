"""Pictures: the cover of a show and of an episode, and the check of a picture of the user's own.

In: titles. Out: bytes of a square RGB picture, a tuning scale above the title, drawn here and nowhere copied from. The
same titles give the same picture. Requirements: Apple's page on artwork; 512 KiB is what hosts recommend.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from narrate.errors import InputError, SetupError
from narrate.safe_text import visible

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

MAX_BYTES = 512 * 1024
MAX_PIXELS = 64_000_000  #: more is a bomb, or a photograph that wants cropping first
SHOW_PIXELS = 3000
EPISODE_PIXELS = 1400
FREE = 0.80  #: below this nothing is drawn: apps lay their buttons over the bottom fifth (Apple, artwork)
BANDS = ("49", "41", "31", "25", "19", "16", "13")  #: the metre bands of international shortwave

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours that go together; light on dark, at least 7 to 1 for the title."""

    ground: Colour
    title: Colour
    scale: Colour
    ink: Colour
    hand: Colour


PALETTES = (
    Palette(ground=(24, 35, 48), title=(247, 239, 222), scale=(233, 216, 180), ink=(45, 38, 28), hand=(200, 54, 36)),
    Palette(ground=(34, 44, 36), title=(246, 240, 224), scale=(226, 219, 186), ink=(36, 42, 32), hand=(206, 66, 32)),
    Palette(ground=(58, 26, 28), title=(250, 238, 220), scale=(238, 214, 176), ink=(52, 28, 22), hand=(196, 44, 40)),
    Palette(ground=(38, 34, 52), title=(245, 239, 230), scale=(224, 214, 204), ink=(38, 32, 44), hand=(212, 72, 48)),
    Palette(ground=(28, 46, 52), title=(245, 241, 228), scale=(218, 222, 204), ink=(28, 40, 42), hand=(204, 62, 40)),
)


def cover(
    title: str, show: str, station: str, *, size: int = EPISODE_PIXELS, kind: Literal["JPEG", "PNG"] = "JPEG"
) -> bytes:
    """Return a cover of `size` pixels a side; for the show's own, give its title twice or an empty `show`.

    Text in a script that the font lacks (Chinese, Arabic, Hebrew) is left out rather than drawn as boxes.
    """
    from PIL import Image, ImageDraw

    title, show, station = visible(title), visible(show), visible(station)
    digest = sha256(f"{show or title}".encode()).digest()
    palette = PALETTES[digest[0] % len(PALETTES)]
    image = Image.new("RGB", (size, size), palette.ground)
    draw = ImageDraw.Draw(image)
    _scale(draw, size, palette, sha256(title.encode()).digest()[1] / 255)
    above = " · ".join(dict.fromkeys(filter(None, (station, show if show != title else ""))))
    _line(draw, above, size, palette)
    _title(draw, title, size, palette)
    return encode(image, kind)


def _scale(draw: ImageDraw, size: int, palette: Palette, tuned: float) -> None:
    """Draw the tuning scale: a lit strip with marks, the metre bands, and the hand where this programme is heard."""

    def px(part: float) -> int:
        return round(part * size)

    left, right, top, bottom = 0.07, 0.93, 0.165, 0.335
    draw.rounded_rectangle((px(left), px(top), px(right), px(bottom)), px(0.012), fill=palette.scale)
    steps = 10 * (len(BANDS) - 1)
    inner_left, inner_right = left + 0.05, right - 0.05
    font = _font("Semibold", px(0.05))
    for step in range(steps + 1):
        x = inner_left + (inner_right - inner_left) * step / steps
        major, half = step % 10 == 0, step % 5 == 0
        height = 0.052 if major else 0.034 if half else 0.02
        width = 0.0022 if major else 0.0012
        draw.rectangle((px(x - width), px(top + 0.022), px(x + width), px(top + 0.022 + height)), fill=palette.ink)
        if major:
            draw.text((px(x), px(bottom - 0.022)), BANDS[step // 10], font=font, fill=palette.ink, anchor="ms")
    # Between two numbers, so that it strikes neither out.
    gap, within = divmod(tuned * (len(BANDS) - 1) * 0.999, 1)
    x = inner_left + (inner_right - inner_left) * (gap + 0.35 + 0.3 * within) / (len(BANDS) - 1)
    draw.rectangle((px(x - 0.0065), px(top - 0.018), px(x + 0.0065), px(bottom + 0.018)), fill=palette.hand)


def _line(draw: ImageDraw, text: str, size: int, palette: Palette) -> None:
    text = text.upper()
    font = _font("Semibold", round(0.042 * size))
    if not text or not _drawable(text, font):
        return
    while font.getlength(text) > 0.86 * size and font.size > 0.024 * size:
        font = _font("Semibold", int(font.size * 0.95))
    while font.getlength(text) > 0.86 * size:
        text = text[:-2].rstrip(" ·") + "…"
    draw.text((0.07 * size, 0.115 * size), text, font=font, fill=palette.scale, anchor="ls")


def _title(draw: ImageDraw, title: str, size: int, palette: Palette) -> None:
    """Draw the title as large as its space allows, so that a short one is read at 55 pixels."""
    if not title or not _drawable(title, _font("Bold", 40)):
        return
    width, top, bottom = 0.86 * size, 0.40 * size, (FREE - 0.015) * size
    points = round(0.21 * size)
    while True:
        font = _font("Bold", points)
        rows = _wrap(title, font, width)
        leading = 1.04 * points
        tall = leading * len(rows) <= bottom - top
        if (tall and all(_width(row, font) <= width for row in rows)) or points <= 0.03 * size:
            break
        points = int(points * 0.95)
    # The narrowest rows that are no more in number leave no lonely word on the last.
    for part in range(60, 100, 4):
        narrow = _wrap(title, font, width * part / 100)
        if len(narrow) == len(rows) and all(_width(row, font) <= width for row in narrow):
            rows = narrow
            break
    rows = rows[: max(1, int((bottom - top) // leading))]
    y = top + (bottom - top - leading * len(rows)) / 2
    for row in rows:
        while _width(row, font) > width:  # a word that no size makes fit
            row = row[:-2] + "…"
        # Some letters, such as j, begin left of where they are set.
        left = min(0, font.getbbox(row, anchor="ls")[0])
        draw.text((0.07 * size - left, y + 0.80 * leading), row, font=font, fill=palette.title, anchor="ls")
        y += leading


def _width(row: str, font: FreeTypeFont) -> float:
    """Return how wide a row is drawn, with what stands out of its letters on either side."""
    left, _, right, _ = font.getbbox(row, anchor="ls")
    return right - min(0, left)


def _wrap(text: str, font: FreeTypeFont, width: float) -> list[str]:
    rows: list[str] = []
    for word in text.split():
        if rows and font.getlength(f"{rows[-1]} {word}") <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


def _font(weight: Literal["Semibold", "Bold"], points: int) -> FreeTypeFont:
    from PIL import ImageFont

    # Source Serif Pro (SIL Open Font License) has Latin, Greek and Cyrillic; Pillow's own font has ASCII only. The
    # package is looked up and not imported: its code asks for a module that left Python.
    spec = find_spec("font_source_serif_pro")
    if spec is None or not spec.submodule_search_locations:
        raise SetupError("the font of the covers is not installed", hint="pip install font-source-serif-pro")
    path = Path(spec.submodule_search_locations[0], "files", f"SourceSerifPro-{weight}.ttf")
    return ImageFont.truetype(path, points, layout_engine=ImageFont.Layout.BASIC)


def _drawable(text: str, font: FreeTypeFont) -> bool:
    missing = bytes(font.getmask("\U000e0fff"))  # a code that stands for nothing: the font's empty box
    return all(bytes(font.getmask(letter)) != missing for letter in set(text) - {" "})


def encode(image: Image, kind: Literal["JPEG", "PNG"] = "JPEG") -> bytes:
    """Return a picture as bytes of at most 512 KiB; a JPEG gives up quality for it, a PNG colours."""
    if kind == "PNG":
        data = _saved(image, format="PNG", optimize=True)
        return (
            data if len(data) <= MAX_BYTES else _saved(image.quantize(128).convert("RGB"), format="PNG", optimize=True)
        )
    data = b""
    for quality in (90, 78, 64, 48, 32):
        data = _saved(image, format="JPEG", quality=quality, subsampling=0 if quality > 80 else 2, optimize=True)
        if len(data) <= MAX_BYTES:
            break
    return data


def _saved(image: Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, **options)  # type: ignore[arg-type]  # Pillow's options differ by format
    return out.getvalue()


def tag_picture(picture: bytes, size: int = 800) -> bytes:
    """Return a cover as the JPEG that stands in the MP3: a smaller one, since it delays the first sound."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        return encode(image.convert("RGB").resize((size, size), Image.Resampling.LANCZOS))


def check_picture(path: Path, *, size: int = SHOW_PIXELS) -> bytes:
    """Return the user's own picture as a JPEG for the feed: square, RGB, 1400 to 3000 pixels, at most 512 KiB.

    It is always encoded anew: what it is called does not matter, what else stands in the file does not get out. Raises
    InputError for a file that is no picture, is not square, is too small or is absurdly large.
    """
    from PIL import Image as Images

    hint = "give a square JPEG or PNG of 1400 to 3000 pixels a side"
    try:
        with Images.open(path) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise InputError(f"the picture has {width} x {height} pixels", where=str(path), hint=hint)
            if image.format not in ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"):
                raise InputError(f"cannot use a picture of type {image.format}", where=str(path), hint=hint)
            image.load()
            plain = _on_white(image)
    except FileNotFoundError as error:
        raise InputError("there is no such picture", where=str(path), hint=hint) from error
    except (OSError, ValueError, SyntaxError, Images.DecompressionBombError) as error:
        said = re.sub(r"<.*?>|'.*?'", "", str(error)).strip()
        raise InputError(f"not a picture that can be read: {said}", where=str(path), hint=hint) from error
    if abs(width - height) > 1:
        raise InputError(f"the picture is {width} x {height}, not square", where=str(path), hint=hint)
    if width < EPISODE_PIXELS:
        raise InputError(f"the picture has {width} pixels a side: too few", where=str(path), hint=hint)
    side = min(size, width)
    while True:
        data = encode(plain.resize((side, side), Images.Resampling.LANCZOS))
        # Film grain does not compress: fewer pixels are better than blocks.
        if len(data) <= MAX_BYTES or side <= EPISODE_PIXELS:
            return data
        side = max(EPISODE_PIXELS, side * 2 // 3)


def _on_white(image: Image) -> Image:
    from PIL import Image as Images
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    if "A" in upright.getbands() or "transparency" in upright.info:
        ground = Images.new("RGBA", upright.size, "white")
        upright = Images.alpha_composite(ground, upright.convert("RGBA"))
    # Pixels and nothing else: comments and places would travel along in the picture's notes.
    plain = Images.new("RGB", upright.size)
    plain.paste(upright.convert("RGB"))
    return plain
