"""A place as a board writes it, taken apart: segments between separators, chunks inside of them, words in those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from votewatch.facts.radar import places
from votewatch.facts.radar.folding import any_of, plain_letters

_SEGMENTS = re.compile(r"\s*(?:;|\||/|•|·|\n|\bor\b)\s*", re.IGNORECASE)
_INSIDE = re.compile(r"\([^()]*\)")
_CHUNKS = re.compile(r"\s*(?:,|:|\(|\)|\[|\]|&|\s-\s|-\s|\s-|^-|-$|\band\b|\+)\s*")
_NARROWER = any_of(places.NARROWER)
PLACELESS = any_of(places.PLACELESS)
# "N/A" is one word, and the name of a feed is no place in Oklahoma.
_NOTHING = re.compile(r"(?<!\w)n\s*/\s*a(?!\w)", re.IGNORECASE)
_REMOTE_OK = re.compile(r"(?<!\w)remote\s+ok(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Segment:
    """One place of several. ``plain`` has no marks and its own case; ``text`` is in lower case; ``open`` is the same
    without the phrases that hold a region's word and mean less than it.
    """

    plain: str
    text: str
    open: str


def segments(locations: Sequence[str]) -> list[Segment]:
    """What stands between separators. "or" and "/" in brackets part nothing: ``Europe (UK or Ireland only)``."""
    raw = _REMOTE_OK.sub("remote", _NOTHING.sub(" ", "; ".join(locations).replace("_", " ")))
    raw = _INSIDE.sub(lambda found: re.sub(r"\s+or\s+|/", ", ", found[0]), raw)
    found = [plain_letters(one) for one in _SEGMENTS.split(raw)]
    return [Segment(one, text := one.casefold(), _NARROWER.sub(" ", text)) for one in found if one]


def chunks(segment: str) -> list[str]:
    """What stands between commas, brackets and dashes of a folded segment."""
    return [chunk for one in _CHUNKS.split(segment) if (chunk := one.strip(" .-*#\"'"))]


def tries(chunk: str) -> list[str]:
    """A chunk as it is, without the words that name no place, and its parts between hyphens."""
    bare = flat(chunk.replace("-", " "))
    found = [bare, flat(PLACELESS.sub(" ", bare))]
    found += [flat(part) for part in chunk.split("-")] if "-" in chunk else []
    return [one for one in found if len(one) > 1 and not PLACELESS.fullmatch(one)]


def runs(chunk: str) -> list[str]:
    """All runs of up to three words, longest first."""
    words = chunk.replace("-", " ").split()
    return [" ".join(words[i : i + n]) for n in (3, 2, 1) for i in range(len(words) - n + 1) if len(words) >= n]


def flat(text: str) -> str:
    """``text`` with single blanks in the place of hyphens."""
    return " ".join(text.replace("-", " ").split())
