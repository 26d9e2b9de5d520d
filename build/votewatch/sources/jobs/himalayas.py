"""Himalayas (``himalayas.app``): a feed of about 100,000 remote postings, twenty a page whatever is asked for."""

from __future__ import annotations

from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document
from votewatch.sources.jobs.days import epoch_day
from votewatch.sources.jobs.feeds import last_part, posting_of
from votewatch.sources.jobs.plain_text import plain
from votewatch.sources.jobs.rows import Row, collect, keys, listed, total_of

PAGE = 20
_KNOWN = keys(
    "applicationLink categories companyLogo companyName companySlug currency description employmentType excerpt"
    " expiryDate guid locationRestrictions maxSalary minSalary parentCategories pubDate seniority timezoneRestrictions"
    " title"
)


def url(base_url: str, offset: int = 0) -> str:
    """The address of one page; the next offset is this one and as many rows as came back, never more."""
    return f"{base_url.rstrip('/')}/jobs/api?limit={PAGE}&offset={offset}"


def read(document: Document) -> Board:
    """One page, with the total of all of them. Without a restriction a posting is open worldwide and names no place.

    Raises RefusedAnswer.
    """
    rows, envelope = listed(document, "himalayas", "jobs")

    def posting(row: Row) -> Posting:
        return posting_of(
            "himalayas",
            row,
            id=last_part(row, "guid"),
            company="companyName",
            title="title",
            places=row.texts("locationRestrictions"),
            url="applicationLink",
            posted=epoch_day(row.number("pubDate")),
            text=plain(row.text("description")),
        )

    total = total_of(document, "himalayas", envelope.get("totalCount"))
    return collect(rows, _KNOWN, posting, id_key="guid", total=total)
