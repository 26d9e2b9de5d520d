"""Ashby (``api.ashbyhq.com``): a whole board in one answer; its remote flag is true for hybrid work as well."""

from __future__ import annotations

from urllib.parse import quote

from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document
from votewatch.sources.jobs.days import iso_day
from votewatch.sources.jobs.places import distinct, model_of, names
from votewatch.sources.jobs.plain_text import plain
from votewatch.sources.jobs.rows import Row, collect, keys, listed

_KNOWN = keys(
    "address applyUrl compensation department descriptionHtml descriptionPlain employmentType id isListed isRemote"
    " jobUrl location publishedAt secondaryLocations shouldDisplayCompensationOnJobPostings team title workplaceType"
)


def url(base_url: str, token: str) -> str:
    """The address of a board; a token keeps its case and may hold a blank."""
    return f"{base_url.rstrip('/')}/posting-api/job-board/{quote(token, safe='')}?includeCompensation=true"


def read(document: Document, token: str, company: str) -> Board:
    """All listed postings of a board; an unlisted one is no offer and is left out. Raises RefusedAnswer."""
    rows, _ = listed(document, f"ashby:{token}", "jobs")

    def posting(row: Row) -> Posting | None:
        if row.values.get("isListed") is False:
            return None
        return Posting(
            id=f"ashby:{token}:{row.id()}",
            ats="ashby",
            company=company.strip(),
            title=row.needed("title"),
            locations=_locations(row),
            work_model=model_of(row.text("workplaceType"), row.flag("isRemote")),
            url=row.link("jobUrl"),
            posted=iso_day(row.text("publishedAt")),
            text=row.text("descriptionPlain") or plain(row.text("descriptionHtml")),
        )

    return collect(rows, _KNOWN, posting)


def _locations(row: Row) -> tuple[str, ...]:
    """The places as worded, then the countries of their addresses that the words do not name."""
    spots = [row, *row.each("secondaryLocations")]
    places = distinct(spot.text("location") for spot in spots)
    countries = [spot.inside("address").inside("postalAddress").text("addressCountry") for spot in spots]
    return distinct([*places, *(country for country in countries if not names(country, places))])
