"""Workday (``{token}.myworkdayjobs.com``): the list of a site's postings, asked for by POST, without text or date."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document
from votewatch.sources.jobs.addresses import base_of
from votewatch.sources.jobs.feeds import last_part
from votewatch.sources.jobs.places import distinct, model_of
from votewatch.sources.jobs.rows import Row, UnreadableRow, collect, keys, listed, total_of

PAGE = 20
_KNOWN = keys("bulletFields externalPath locationsText postedOn remoteType startDate timeLeftToApply timeType title")
_TOKEN = re.compile(r"(?P<host>(?P<tenant>[\w-]+)\.wd\d+)/(?P<site>[\w-]+)", re.ASCII)
_SEVERAL = re.compile(r"\d+ locations?", re.IGNORECASE)


def url(base_url: str, token: str) -> str:
    """The address to POST ``body`` to, for a token such as ``kites.wd5/Careers``: tenant, data centre and site.

    The first two make the host (``https://{token}.myworkdayjobs.com``). Raises SourceError for any other token.
    """
    parts = _parts(base_url, token)
    return f"{base_of(base_url, parts['host'])}/wday/cxs/{parts['tenant']}/{parts['site']}/jobs"


def body(offset: int) -> dict[str, Any]:
    """The JSON to POST for the page at ``offset``; more than twenty a page are refused."""
    return {"appliedFacets": {}, "limit": PAGE, "offset": offset, "searchText": ""}


def read(document: Document, token: str, company: str) -> Board:
    """One page, with the total that it names; ``text`` and ``posted`` are "" throughout. Raises SourceError.

    A row that only counts its places ("3 Locations") names none.
    """
    subject = f"workday:{token}"
    site = _parts(document.url, token)["site"]
    rows, envelope = listed(document, subject, "jobPostings")
    page = f"{document.url.partition('/wday/cxs/')[0]}/{site}"

    def posting(row: Row) -> Posting:
        path, places = row.needed("externalPath"), row.text("locationsText")
        if not path.startswith("/"):
            raise UnreadableRow(f"externalPath must begin with a slash, not {path!r:.60}")
        return Posting(
            id=f"{subject}:{last_part(row, 'externalPath')}",
            ats="workday",
            company=company.strip(),
            title=row.needed("title"),
            locations=() if _SEVERAL.fullmatch(places) else distinct([places]),
            work_model=model_of(row.text("remoteType")),
            url=page + quote(path, safe="/%"),
            posted="",
            text="",
        )

    total = total_of(document, subject, envelope.get("total"))
    return collect(rows, _KNOWN, posting, id_key="externalPath", total=total)


def _parts(where: str, token: str) -> re.Match[str]:
    if not (parts := _TOKEN.fullmatch(token)):
        raise SourceError(
            "the token must be tenant.wdN/site, such as kites.wd5/Careers", subject=f"workday:{token}", url=where
        )
    return parts
