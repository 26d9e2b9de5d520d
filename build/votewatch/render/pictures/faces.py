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
def _word(word: str, name: str, size: int) -> float:
    """How wide one word is: the same few thousand words stand on all pictures."""
    return face(name, size).getlength(word)


def width(text: str, name: str, size: int) -> float:
    """How wide ``text`` is in pixels."""
    return face(name, size).getlength(text)


def wrap(text: str, name: str, size: int, room: int, most: int) -> list[str] | None:
    """``text`` in at most ``most`` lines of ``room`` pixels, broken at ordinary blanks; None when it needs more.

    Words are measured one by one: a pair of letters that is set closer lies within a word, or makes a line shorter.
    """
    lines: list[list[str]] = []
    blank, taken = _word(" ", name, size), 0.0
    for word in text.split(" "):
        wide = _word(word, name, size)
        if lines and taken + blank + wide <= room:
            lines[-1].append(word)
            taken += blank + wide
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
    kept, wide = 0, 0.0
    while kept < len(words) and wide <= room * most:
        wide += _word(words[kept], name, sizes[-1])
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
