"""What the radar keeps about itself: how its sources do, and how the score went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Health:
    """One source of jobs. ``changed`` is the ISO day on which a reading last brought something new, ``since`` that of
    the first failure after a good one, "" while it works.

    ``note`` says why a reading that is good was not whole. ``unknown`` counts the keys that our reader does not know.
    """

    changed: str = ""
    since: str = ""
    reason: str = ""
    postings: int = 0
    note: str = ""
    unknown: Mapping[str, int] = field(default_factory=dict)

    @property
    def failing(self) -> bool:
        """Whether the last reading failed."""
        return bool(self.since)


@dataclass(frozen=True, slots=True)
class Source:
    """One board or feed: its name (``greenhouse:gitlab``, ``himalayas``), its host's kind, and whose it is.

    ``disabled`` says why it is not read; a disabled one may have neither kind nor token.
    """

    name: str
    kind: str
    token: str = ""
    company: str = ""
    disabled: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One day on which the count changed. ``score`` is in tenths of a percent, None when nothing counted."""

    day: str
    score: int | None
    skills: int
    firms: int
    postings: int
