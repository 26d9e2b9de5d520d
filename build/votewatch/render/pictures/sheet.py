"""One picture: what stands on it, and how it is drawn.

Sixteen colours of four bits each: a picture takes 26 kB and under 2 ms, where rendering an SVG
of the same shapes takes 50, and there are 8,000.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from votewatch.render.bar import Bar
from votewatch.render.pictures.faces import fit, width, wrap
from votewatch.render.pictures.lettering import STEPS, write
from votewatch.render.pictures.png import Colour, png

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIZE = (1200, 630)
MARGIN = 64
ROOM = SIZE[0] - 2 * MARGIN
BAR_HEIGHT = 52
HEADLINE = (72, 60, 50, 42, 36)  # the first that leaves room for what stands below
LOWEST_BAR = 440  # below it the numbers would run into the address
LOWEST_TEXT = 532  # of a picture without a bar
# The page's own colours (css/00-tokens.css, light): the steps from paper to ink, the votes, lines, the accent.
_PAPER, _INK = (0xFB, 0xFA, 0xF6), (0x1B, 0x1C, 0x1E)
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
_PLACE = {name: STEPS + place for place, name in enumerate(_COLOURS)}
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

    page = Image.new("L", SIZE, 0)
    y = _line(page, 56, sheet.over, 28, 200) + 26
    size, outcome = fit(sheet.outcome, "sans", (32, 28), ROOM, 2)
    lowest = LOWEST_BAR - 14 if sheet.bar else LOWEST_TEXT
    headline = _headline(sheet.headline, lowest - len(outcome) * int(size * 4 / 3) - 18 - y)
    y = _lines(page, y, *headline, "serif", 5 / 4) + 18
    y = _lines(page, y, size, outcome, "sans", 4 / 3)
    bar_top = max(y + 14, 390)
    legend = _legend(page, bar_top + BAR_HEIGHT + 16, sheet.legend) if sheet.bar else []
    mark = width(sheet.mark, "strong", 28)
    write(page, SIZE[0] - MARGIN - mark, 562, sheet.mark, "strong", 28)
    _, (address,) = fit(sheet.address, "sans", (26, 23, 20), ROOM - mark - 40, 1)
    write(page, MARGIN, 552, address, "sans", 24)
    write(page, MARGIN, 584, sheet.licence, "sans", 20, 200)
    _shapes(ImageDraw.Draw(page), sheet.bar, bar_top, legend)
    return png(page, _colours())


def _headline(text: str, height: int) -> tuple[int, list[str]]:
    """The largest size in which it takes at most four lines and ``height`` pixels, with its lines; the smallest has
    room for four lines on every picture.
    """
    for size in HEADLINE:
        lines = wrap(text, "serif", size, ROOM, min(4, height // int(size * 5 / 4)))
        if lines is not None:
            return size, lines
    return fit(text, "serif", HEADLINE[-1:], ROOM, 4)


def _line(page: Image, y: int, text: str, size: int, shade: int) -> int:
    _, (line,) = fit(text, "sans", (size,), ROOM, 1)
    write(page, MARGIN, y, line, "sans", size, shade)
    return y + size


def _lines(page: Image, y: int, size: int, lines: list[str], name: str, leading: float) -> int:
    for line in lines:
        write(page, MARGIN, y, line, name, size)
        y += int(size * leading)
    return y


def _legend(page: Image, y: int, legend: tuple[tuple[str, str], ...]) -> list[tuple[str, int, int]]:
    """The numbers in words, each after a patch of its colour; where the patches belong."""
    for size in (26, 23, 20):
        steps = [28 + width(text, "sans", size) + 32 for _, text in legend]
        if sum(steps) - 32 <= ROOM:
            break
    patches = []
    x = MARGIN
    for (name, text), step in zip(legend, steps, strict=True):
        patches.append((name, x, y + 6))
        write(page, x + 28, y, text, "sans", size)
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
        pen.rectangle((x - 2, top - 10, x + 1, top + BAR_HEIGHT + 10), fill=STEPS - 1)


def _filled(pen: ImageDraw, name: str, box: tuple[int, int, int, int]) -> None:
    pen.rectangle(box, fill=_PLACE[name])
    if name in _HATCHED:
        step, colour = _HATCHED[name]
        for y in range(box[1] + step - 2, box[3], step):
            pen.rectangle((box[0], y, box[2], y + 1), fill=0 if colour == "paper" else _PLACE[colour])


def _colours() -> list[Colour]:
    ramp: list[Colour] = []
    for step in range(STEPS):
        red, green, blue = (
            paper + (ink - paper) * step // (STEPS - 1) for paper, ink in zip(_PAPER, _INK, strict=True)
        )
        ramp.append((red, green, blue))
    return [*ramp, *_COLOURS.values()]
