"""Remotive (``remotive.com``): a short feed of remote postings in one answer, to be asked for four times a day."""

from __future__ import annotations

from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document
from votewatch.sources.jobs.days import iso_day
from votewatch.sources.jobs.feeds import posting_of, whole_feed
from votewatch.sources.jobs.plain_text import plain
from votewatch.sources.jobs.rows import Row, collect, keys, listed

_KNOWN = keys(
    "candidate_required_location category company_logo company_logo_url company_name description id job_type"
    " publication_date salary tags title url"
)


def url(base_url: str, offset: int = 0) -> str:
    """The address of the feed. Raises ValueError for an offset."""
    whole_feed("remotive", offset)
    return f"{base_url.rstrip('/')}/api/remote-jobs"


def read(document: Document) -> Board:
    """The whole feed; its locations are countries and regions between commas. Raises RefusedAnswer."""
    rows, _ = listed(document, "remotive", "jobs")

    def posting(row: Row) -> Posting:
        return posting_of(
            "remotive",
            row,
            id=row.id(),
            company="company_name",
            title="title",
            places=row.text("candidate_required_location").split(","),
            url="url",
            posted=iso_day(row.text("publication_date")),
            text=plain(row.text("description")),
        )

    return collect(rows, _KNOWN, posting)
