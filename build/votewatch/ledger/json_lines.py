"""Where a line of a JSON Lines file ends."""

from __future__ import annotations


def split(text: str) -> list[str]:
    """The lines of ``text``, parted at line feeds alone.

    str.splitlines would also part at U+2028 and U+0085, which JSON leaves as they are inside of a text and which titles
    and adverts do hold (https://jsonlines.org: the line separator is ``\\\\n``).
    """
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines
