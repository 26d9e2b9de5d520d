"""The small record as a site."""

from __future__ import annotations

from pathlib import Path

from votewatch.render.look import Look
from votewatch.render.record import Record
from votewatch.render.site import Site
from votewatch.render.words import LANGUAGES, Words

WORDS = {lang: Words.read(Path(__file__).parents[2] / "site_src" / "words", lang) for lang in LANGUAGES}


def site(record: Record) -> Site:
    """``record`` with the words of both languages and no assets."""
    return Site(record, WORDS, Look("", ""))
