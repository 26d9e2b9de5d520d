"""A feed in one language, ready to be written in either format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """``id`` is a tag: URI, ``url`` absolute; ``title`` and ``text`` are plain. Instants carry their offset.

    ``published`` is when it was decided, asked or made, ``updated`` when it was last corrected, else the same.
    """

    id: str
    url: str
    title: str
    text: str
    published: str
    updated: str


@dataclass(frozen=True, slots=True)
class Feed:
    """``page`` is the page that shows the same, ``atom`` and ``json`` where the feed itself is; all are absolute.

    ``entries`` are newest first. ``updated`` is the last instant at which one of them changed.
    """

    id: str
    lang: str
    title: str
    subtitle: str
    updated: str
    page: str
    atom: str
    json: str
    home: str
    rights: str
    entries: tuple[Entry, ...]
