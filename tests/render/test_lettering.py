"""Lines put together of words that were drawn once, beside lines drawn at once; and pictures as files."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from votewatch.render.pictures.faces import face, width
from votewatch.render.pictures.lettering import STEPS, write
from votewatch.render.pictures.png import png

LINES = (
    "Návrh skupiny poslancov na vydanie zákona, ktorým sa mení Ústava",
    "Ľubica Ťažká–Ďurišová: „VAT To AV fi“ (2021/0106)",
    "Regulation (EU) 2024/1689 — jägen, Łódź",
)
COLOURS = [(16 * place, 255 - place, place) for place in range(16)]


def at_once(line: str, name: str, size: int, shade: int) -> Image.Image:
    """The slow, obvious way: Pillow draws the line, and its 256 shades become steps."""
    page = Image.new("L", (1200, 120), 0)
    ImageDraw.Draw(page).text((20, 10), line, font=face(name, size), fill=shade)
    return page.point([value * (STEPS - 1) // 255 for value in range(256)])


@pytest.mark.parametrize(("name", "size", "shade"), [("serif", 36, 255), ("sans", 26, 255), ("strong", 28, 200)])
@pytest.mark.parametrize("line", LINES)
def test_a_line_put_together_of_words_is_the_line_drawn_at_once(line: str, name: str, size: int, shade: int) -> None:
    page = Image.new("L", (1200, 120), 0)
    write(page, 20, 10, line, name, size, shade)
    assert page.tobytes() == at_once(line, name, size, shade).tobytes()


@pytest.mark.parametrize("line", [*LINES, "one", "", "two  blanks"])
def test_a_line_is_as_wide_as_its_words_and_blanks(line: str) -> None:
    assert width(line, "serif", 50) == face("serif", 50).getlength(line)


@pytest.mark.parametrize("size", [(16, 4), (7, 3), (1, 1)])
def test_a_picture_holds_the_colours_that_its_pixels_name(size: tuple[int, int]) -> None:
    places = [place % 16 for place in range(size[0] * size[1])]
    read = Image.open(io.BytesIO(png(Image.frombytes("L", size, bytes(places)), COLOURS)))
    assert read.convert("RGB").tobytes() == bytes(part for place in places for part in COLOURS[place])
