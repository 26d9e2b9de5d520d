"""Jobicy (``jobicy.com``): a feed of at most a hundred remote postings in one answer, to be asked for hourly."""

from __future__ import annotations

from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document
from votewatch.sources.jobs.days import iso_day
from votewatch.sources.jobs.feeds import posting_of, whole_feed
from votewatch.sources.jobs.plain_text import plain
from votewatch.sources.jobs.rows import RefusedAnswer, Row, collect, keys, listed

_KNOWN = keys(
    "companyLogo companyName id jobDescription jobExcerpt jobGeo jobIndustry jobLevel jobSlug jobTitle jobType pubDate"
    " salaryCurrency salaryMax salaryMin salaryPeriod url"
)


def url(base_url: str, offset: int = 0) -> str:
    """The address of the feed at its longest. Raises ValueError for an offset."""
    whole_feed("jobicy", offset)
    return f"{base_url.rstrip('/')}/api/v2/remote-jobs?count=100"


def read(document: Document) -> Board:
    """The whole feed; its places are countries and regions between commas. Raises RefusedAnswer."""
    rows, envelope = listed(document, "jobicy", "jobs")
    if envelope.get("success") is False:
        raise RefusedAnswer("says that it did not succeed", subject="jobicy", url=document.url)

    def posting(row: Row) -> Posting:
        return posting_of(
            "jobicy",
            row,
            id=row.id(),
            company="companyName",
            title="jobTitle",
            places=row.text("jobGeo").split(","),
            url="url",
            posted=iso_day(row.text("pubDate")),
            text=plain(row.text("jobDescription")),
        )

    return collect(rows, _KNOWN, posting)
