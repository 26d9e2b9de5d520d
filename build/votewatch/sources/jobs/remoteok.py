"""Remote OK (``remoteok.com``): a feed in one bare array whose first element is a legal notice."""

from __future__ import annotations

from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document
from votewatch.sources.jobs.days import epoch_day, iso_day
from votewatch.sources.jobs.feeds import posting_of, whole_feed
from votewatch.sources.jobs.plain_text import plain
from votewatch.sources.jobs.rows import RefusedAnswer, Row, answer, collect, keys

_KNOWN = keys(
    "apply_url company company_logo date description epoch id location logo original position salary_max salary_min"
    " slug tags url"
)


def url(base_url: str, offset: int = 0) -> str:
    """The address of the feed. Raises ValueError for an offset."""
    whole_feed("remoteok", offset)
    return f"{base_url.rstrip('/')}/api"


def read(document: Document) -> Board:
    """The whole feed. Raises RefusedAnswer, also when the legal notice does not come first.

    Its texts are partly garbled (``KrakÃ³w``) and partly escaped twice; they are left as the source has them. A row is
    named by its place after the notice.
    """
    rows = answer(document, "remoteok")
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict) or "legal" not in rows[0]:
        raise RefusedAnswer("no list that begins with the legal notice", subject="remoteok", url=document.url)

    def posting(row: Row) -> Posting:
        day = iso_day(row.text("date")) or epoch_day(row.number("epoch"))
        return posting_of(
            "remoteok",
            row,
            id=row.id(),
            company="company",
            title="position",
            places=[row.text("location")],
            url="url",
            posted=day,
            text=plain(row.text("description")),
        )

    return collect(rows[1:], _KNOWN, posting)
