"""The faces that pictures are written in, and how much room words take in them.

The fonts come with the packages font-source-serif-pro and font-source-sans-pro (SIL Open Font License), so that a
picture is the same on every machine.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_FILES = {
    "serif": ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    "sans": ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    "strong": ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
}
CUT = "…"


@lru_cache(maxsize=32)
def face(name: str, size: int) -> FreeTypeFont:
    """A face in pixels: "serif" for headlines, "sans" and "strong" for the rest."""
    from PIL import ImageFont

    package, file = _FILES[name]
    # The basic layout needs no library of the system's own, and our languages need no other.
    return ImageFont.truetype(str(files(package) / "files" / file), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=50_000)
def word_width(word: str, name: str, size: int) -> int:
    """How wide one word is in pixels, which are whole ones: the same few thousand words stand on all pictures."""
    return int(face(name, size).getlength(word))


def blank(name: str, size: int) -> int:
    """How wide an ordinary blank is in pixels."""
    return word_width(" ", name, size)


def width(text: str, name: str, size: int) -> int:
    """How wide ``text`` is in pixels: its words and the blanks between them."""
    words = text.split(" ")
    return sum(word_width(word, name, size) for word in words if word) + blank(name, size) * (len(words) - 1)


def wrap(text: str, name: str, size: int, room: int, most: int) -> list[str] | None:
    """``text`` in at most ``most`` lines of ``room`` pixels, broken at ordinary blanks; None when it needs more.

    Words are measured one by one: a pair of letters that is set closer lies within a word, or makes a line shorter.
    """
    lines: list[list[str]] = []
    between, taken = blank(name, size), 0
    for word in text.split(" "):
        wide = word_width(word, name, size)
        if lines and taken + between + wide <= room:
            lines[-1].append(word)
            taken += between + wide
        elif wide > room or len(lines) == most:
            return None
        else:
            lines.append([word])
            taken = wide
    return [" ".join(line) for line in lines]


def fit(text: str, name: str, sizes: tuple[int, ...], room: int, most: int) -> tuple[int, list[str]]:
    """The largest of ``sizes`` in which ``text`` fits, with its lines; cut after a word where none does."""
    for size in sizes:
        lines = wrap(text, name, size, room, most)
        if lines is not None:
            return size, lines
    words = [_shortened(word, name, sizes[-1], room) for word in text.split(" ")]
    # Not one word more than could ever fit is tried: official titles have hundreds.
    kept, wide = 0, 0
    while kept < len(words) and wide <= room * most:
        wide += word_width(words[kept], name, sizes[-1])
        kept += 1
    while kept > 1:
        kept -= 1
        lines = wrap(" ".join(words[:kept]).rstrip(" ,;:–") + CUT, name, sizes[-1], room, most)
        if lines is not None:
            return sizes[-1], lines
    return sizes[-1], words[:1]


def _shortened(word: str, name: str, size: int, room: int) -> str:
    while width(word, name, size) > room:
        word = word[:-2] + CUT
    return word
