"""Lever (``api.lever.co``, ``api.eu.lever.co``): a whole site in one bare array, each advert in several pieces."""

from __future__ import annotations

from urllib.parse import quote

from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document
from votewatch.sources.jobs.days import epoch_day
from votewatch.sources.jobs.places import distinct, model_of
from votewatch.sources.jobs.plain_text import joined, plain
from votewatch.sources.jobs.rows import RefusedAnswer, Row, answer, collect, keys, printable

_KNOWN = keys(
    "additional additionalPlain applyUrl categories country createdAt description descriptionBody descriptionBodyPlain"
    " descriptionPlain hostedUrl id lists opening openingPlain salaryDescription salaryDescriptionPlain salaryRange"
    " text workplaceType"
)


def url(base_url: str, token: str) -> str:
    """The address of a site's postings; a token keeps its case, and may be another firm's on the EU's host."""
    return f"{base_url.rstrip('/')}/v0/postings/{quote(token, safe='')}?mode=json"


def read(document: Document, token: str, company: str) -> Board:
    """All postings of a site; a site without any is an empty board. Raises RefusedAnswer.

    The requirements stand in ``lists``, which the description does not repeat.
    """
    subject = f"lever:{token}"
    rows = answer(document, subject)
    if not isinstance(rows, list):
        said = rows.get("error") if isinstance(rows, dict) else None
        raise RefusedAnswer(
            f"no list of postings: {printable(str(said or 'another answer')):.60}", subject=subject, url=document.url
        )

    def posting(row: Row) -> Posting:
        categories = row.inside("categories")
        return Posting(
            id=f"lever:{token}:{row.id()}",
            ats="lever",
            company=company.strip(),
            title=row.needed("text"),
            locations=distinct(categories.texts("allLocations")) or distinct([categories.text("location")]),
            work_model=model_of(row.text("workplaceType")),
            url=row.link("hostedUrl"),
            posted=epoch_day(row.number("createdAt")),
            text=_text(row),
        )

    return collect(rows, _KNOWN, posting)


def _text(row: Row) -> str:
    lists = [f"{part.text('text')}\n{plain(part.text('content'))}" for part in row.each("lists")]
    return joined(
        row.text("descriptionPlain") or plain(row.text("description")),
        *lists,
        row.text("additionalPlain") or plain(row.text("additional")),
    )
