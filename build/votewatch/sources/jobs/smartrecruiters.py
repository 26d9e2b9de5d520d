"""SmartRecruiters (``api.smartrecruiters.com``): a firm's postings, a hundred a page, without text."""

from __future__ import annotations

from urllib.parse import quote

from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document
from votewatch.sources.jobs.days import iso_day
from votewatch.sources.jobs.places import distinct, model_of_flags
from votewatch.sources.jobs.rows import Row, collect, keys, listed, total_of

PAGE = 100
_KNOWN = keys(
    "company creator customField defaultJobAd department experienceLevel function id industry jobAdId jobId language"
    " location name ref refNumber releasedDate typeOfEmployment uuid visibility"
)


def url(base_url: str, token: str, offset: int = 0) -> str:
    """The address of one page; a token keeps its case, and another case's board is empty without an error."""
    return f"{base_url.rstrip('/')}/v1/companies/{quote(token, safe='')}/postings?limit={PAGE}&offset={offset}"


def read(document: Document, token: str, company: str) -> Board:
    """One page, with the total of all of them; ``text`` is "" throughout. Raises RefusedAnswer.

    An unknown firm answers like one without postings: total 0.
    """
    subject = f"smartrecruiters:{token}"
    rows, envelope = listed(document, subject, "content")

    def posting(row: Row) -> Posting:
        number, location = row.id(), row.inside("location")
        return Posting(
            id=f"{subject}:{number}",
            ats="smartrecruiters",
            company=company.strip(),
            title=row.needed("name"),
            locations=distinct([location.text("fullLocation") or _place(location)]),
            # Neither flag does not mean on site: older postings have none.
            work_model=model_of_flags(remote=location.flag("remote"), hybrid=location.flag("hybrid"), on_site=False),
            url=f"https://jobs.smartrecruiters.com/{quote(token, safe='')}/{quote(number, safe='')}",
            posted=iso_day(row.text("releasedDate")),
            text="",
        )

    return collect(rows, _KNOWN, posting, total=total_of(document, subject, envelope.get("totalFound")))


def _place(location: Row) -> str:
    """Town, region and country in one; the country is a code in small letters."""
    parts = [location.text("city"), location.text("region"), location.text("country").upper()]
    return ", ".join(part for part in parts if part)
