"""One picture: what stands on it, and how it is drawn.

Sixteen colours of four bits each and runs of equal pixels: a picture takes 20 kB and 4 ms, a tenth of what rendering an
SVG of the same shapes takes, and there are 8,000.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from votewatch.render.bar import Bar
from votewatch.render.pictures.faces import face, fit, width

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIZE = (1200, 630)
MARGIN = 64
ROOM = SIZE[0] - 2 * MARGIN
BAR_HEIGHT = 52
HEADLINE = (72, 60, 50, 42, 36)  # the first that needs at most four lines
# The page's own colours (css/00-tokens.css, light): eight steps from paper to ink, the votes, lines, the accent.
_PAPER, _INK = (0xFB, 0xFA, 0xF6), (0x1B, 0x1C, 0x1E)
_STEPS = 8
_COLOURS = {
    "for": (0x0B, 0x6B, 0x68),
    "against": (0xB0, 0x4A, 0x12),
    "abstained": (0x6D, 0x64, 0x88),
    "not-voting": (0x85, 0x82, 0x7A),
    "absent": (0xD8, 0xD5, 0xCB),
    "did-not-vote": (0xD8, 0xD5, 0xCB),
    "line": (0x8B, 0x87, 0x7C),
    "accent": (0x74, 0x30, 0x6A),
}
_PLACE = {name: _STEPS + place for place, name in enumerate(_COLOURS)}
# Hatching beside colour, as on the page: a line every so many pixels, and what it is drawn in.
_HATCHED = {"against": (12, "paper"), "abstained": (6, "paper"), "absent": (8, "line"), "did-not-vote": (8, "line")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one picture, top to bottom, in plain words. ``bar`` is the one of the page."""

    over: str
    headline: str
    outcome: str
    bar: Bar | None
    legend: tuple[tuple[str, str], ...]  # (name of the position, words with the number)
    address: str
    licence: str
    mark: str


def draw(sheet: Sheet) -> bytes:
    """The picture as PNG; the same sheet gives the same bytes."""
    from PIL import Image, ImageDraw

    words = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(words)
    y = _text(pen, MARGIN, 56, sheet.over, "sans", 28, 200) + 26
    size, lines = fit(sheet.headline, "serif", HEADLINE, ROOM, 4)
    for line in lines:
        pen.text((MARGIN, y), line, font=face("serif", size), fill=255)
        y += size * 5 // 4
    y += 18
    size, lines = fit(sheet.outcome, "sans", (32, 28), ROOM, 2)
    for line in lines:
        pen.text((MARGIN, y), line, font=face("sans", size), fill=255)
        y += size * 4 // 3
    bar_top = max(y + 14, 390)
    legend = _legend(pen, bar_top + BAR_HEIGHT + 16, sheet.legend) if sheet.bar else []
    mark = int(width(sheet.mark, "strong", 28))
    pen.text((SIZE[0] - MARGIN - mark, 562), sheet.mark, font=face("strong", 28), fill=255)
    _, (address,) = fit(sheet.address, "sans", (26, 23, 20), ROOM - mark - 40, 1)
    pen.text((MARGIN, 552), address, font=face("sans", 24), fill=255)
    pen.text((MARGIN, 584), sheet.licence, font=face("sans", 20), fill=200)
    picture = words.point([value * (_STEPS - 1) // 255 for value in range(256)])
    _shapes(ImageDraw.Draw(picture), sheet.bar, bar_top, legend)
    return _png(picture)


def _text(pen: ImageDraw, x: int, y: int, text: str, name: str, size: int, shade: int) -> int:
    _, (line,) = fit(text, name, (size,), ROOM, 1)
    pen.text((x, y), line, font=face(name, size), fill=shade)
    return y + size


def _legend(pen: ImageDraw, y: int, legend: tuple[tuple[str, str], ...]) -> list[tuple[str, int, int]]:
    """The numbers in words, each after a patch of its colour; where the patches belong."""
    for size in (26, 23, 20):
        steps = [28 + int(width(text, "sans", size)) + 32 for _, text in legend]
        if sum(steps) - 32 <= ROOM:
            break
    patches = []
    x = MARGIN
    for (name, text), step in zip(legend, steps, strict=True):
        patches.append((name, x, y + 6))
        pen.text((x + 28, y), text, font=face("sans", size), fill=255)
        x += step
    return patches


def _shapes(pen: ImageDraw, bar: Bar | None, top: int, patches: list[tuple[str, int, int]]) -> None:
    pen.rectangle((0, 0, SIZE[0], 11), fill=_PLACE["accent"])
    if bar is None:
        return
    for part in bar.parts:
        left = MARGIN + part.x * ROOM // bar.total
        right = MARGIN + (part.x + part.width) * ROOM // bar.total - 1
        _filled(pen, part.name, (left, top, max(left, right - 2), top + BAR_HEIGHT))
    for name, x, y in patches:
        _filled(pen, name, (x, y, x + 18, y + 18))
    if bar.needed is not None:
        x = MARGIN + bar.needed * ROOM // bar.total
        pen.rectangle((x - 2, top - 10, x + 1, top + BAR_HEIGHT + 10), fill=_STEPS - 1)


def _filled(pen: ImageDraw, name: str, box: tuple[int, int, int, int]) -> None:
    pen.rectangle(box, fill=_PLACE[name])
    if name in _HATCHED:
        step, colour = _HATCHED[name]
        for y in range(box[1] + step - 2, box[3], step):
            pen.rectangle((box[0], y, box[2], y + 1), fill=0 if colour == "paper" else _PLACE[colour])


def _png(picture: Image) -> bytes:
    ramp = [
        tuple(paper + (ink - paper) * step // (_STEPS - 1) for paper, ink in zip(_PAPER, _INK, strict=True))
        for step in range(_STEPS)
    ]
    picture.putpalette([value for colour in (*ramp, *_COLOURS.values()) for value in colour])
    out = io.BytesIO()
    picture.save(out, "PNG", bits=4, compress_level=1, compress_type=3)  # runs of equal pixels: quickest and smallest
    return out.getvalue()
