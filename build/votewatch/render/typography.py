"""What a typesetter would do to a line: spaces that must not break, quotes, and lengths."""

from __future__ import annotations

import re

NBSP = "\u00a0"
QUOTES = {"sk": ("„", "“"), "en": ("“", "”")}

# Slovak: one-letter prepositions and conjunctions never end a line.
_ONE_LETTER = re.compile(r"(?<![^\s(„“])([AIKOSUVZaikosuvz]) (?=\S)")
# "90 votes", "Z. z.", "č. 460/1992": a number stays with what it counts or names.
_UNIT = re.compile(r"(?<=[\d}]) (?=[^\W\d_%]|%)")
_NUMBER_SIGN = re.compile(r"\b(č\.|No\.?|tlač|čl\.|ods\.|art\.|par\.) (?=[\d{])")
_COLLECTION = re.compile(r"\bZ\. ?z\.")
# What a cut line must not end with: a preposition or conjunction that waits for its word.
_DANGLING = re.compile(
    r"(?: (?:a|i|o|u|k|s|v|z|so|ku|vo|zo|na|do|od|po|za|pre|pri|medzi|and|of|the|to|for|in|on|by))+$"
)


def bind(text: str, lang: str) -> str:
    """The text with non-breaking spaces where ``lang`` wants them."""
    text = _UNIT.sub(NBSP, _NUMBER_SIGN.sub(rf"\1{NBSP}", text))
    if lang == "sk":
        text = text.replace("{z} {", f"{{z}}{NBSP}{{")
        text = _COLLECTION.sub(f"Z.{NBSP}z.", text)
        text = _ONE_LETTER.sub(rf"\1{NBSP}", text)
        text = _ONE_LETTER.sub(rf"\1{NBSP}", text)  # "a v" needs a second look
    return text


def quoted(text: str, lang: str) -> str:
    """The text in the quotation marks of ``lang``."""
    opening, closing = QUOTES[lang]
    return f"{opening}{text}{closing}"


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut between words and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rpartition(" ")[0].rstrip(" ,;:–-(")
    return f"{_DANGLING.sub('', cut)}…"
