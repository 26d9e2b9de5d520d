"""A job that somebody offers, in one normal form whatever board it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class WorkModel(StrEnum):
    """Where the work is done, as far as the source says it outright."""

    REMOTE = "remote"
    HYBRID = "hybrid"
    ON_SITE = "on_site"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Posting:
    """One posting. ``id`` is ``{ats}:{company}:{id}`` with the board's token for a company.

    ``locations`` holds every place that the source names, in its words; ``posted`` is an ISO day or "" when the source
    does not say; ``text`` is the whole advert as plain text, never cut; ``company`` is the name a person would read.
    """

    id: str
    ats: str
    company: str
    title: str
    locations: tuple[str, ...]
    work_model: WorkModel
    url: str
    posted: str
    text: str


@dataclass(frozen=True, slots=True)
class Board:
    """What one answer of a source held. ``unknown`` counts the keys that its reader does not know.

    ``unreadable`` names rows that could not be read and why; one bad row never costs the others. ``total`` is how many
    postings the source says it has over all pages, None when it does not page.
    """

    postings: tuple[Posting, ...]
    unknown: Mapping[str, int]
    unreadable: tuple[str, ...] = ()
    total: int | None = None
