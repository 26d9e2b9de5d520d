"""Words as they are set on pictures: each drawn once, and put where it stands.

FreeType takes longer for the words of a picture than all the rest of it takes, and the same few thousand words stand on
all pictures. No letter pair is set closer across a blank and every advance is whole pixels, so that a line put together
of words is the line drawn at once (tests/render/test_lettering.py compares them).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from votewatch.render.pictures.faces import blank, face, word_width

if TYPE_CHECKING:
    from PIL.Image import Image

# Steps from paper (0) to ink (STEPS - 1) that a picture has for the edges of letters.
STEPS = 8
_QUANTISED = [value * (STEPS - 1) // 255 for value in range(256)]
# Words kept: 4 kB each, so about 24 MB in each process.
_KEPT = 6_000

# A word's pixels in Pillow's own core, which has no types; the edges of its box beside the point where it is put.
Placed = tuple[Any, int, int, int, int]


def write(page: Image, x: int, y: int, text: str, name: str, size: int, shade: int = 255) -> None:
    """Put ``text`` on ``page`` (mode L, one step a pixel) with its line's top left corner at x, y.

    ``shade`` is how dark it is, up to 255. What stands under a word's box is painted over.
    """
    between = blank(name, size)
    pixels = page.im
    for word in text.split(" "):
        if word:
            mask, left, top, right, bottom = _drawn(word, name, size, shade)
            pixels.paste(mask, (x + left, y + top, x + right, y + bottom))
            x += word_width(word, name, size)
        x += between


@lru_cache(maxsize=_KEPT)
def _drawn(word: str, name: str, size: int, shade: int) -> Placed:
    """The steps of one word's pixels, and its box beside the point where it is put."""
    from PIL import Image, ImageDraw

    left, top, right, bottom = (int(edge) for edge in face(name, size).getbbox(word))
    drawn = Image.new("L", (right - left, bottom - top), 0)
    ImageDraw.Draw(drawn).text((-left, -top), word, font=face(name, size), fill=shade)
    return drawn.point(_QUANTISED).im, left, top, right, bottom
