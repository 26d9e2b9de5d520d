"""The stand-in's documents as the parsers get them."""

from __future__ import annotations

from tests.standin.server import DOCUMENTS
from votewatch.sources.document import Document
from votewatch.sources.nrsr_index import page_url

BASE = "https://nrsr.example"
FETCHED = "2026-01-24T09:30:00+00:00"


def vote_page(number: int, *changes: tuple[str, str]) -> Document:
    """The page of vote ``number`` with each (old, new) replaced; the old text must be there."""
    return named(f"hlasklub-{number}.html", page_url(BASE, number), *changes)


def named(name: str, url: str = BASE, *changes: tuple[str, str]) -> Document:
    """A document by file name, at ``url``, with each (old, new) replaced; the old text must be there."""
    text = (DOCUMENTS / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{name} has no {old!r}"
        text = text.replace(old, new)
    return Document(url, 200, text.encode(), "text/html; charset=utf-8", FETCHED)
