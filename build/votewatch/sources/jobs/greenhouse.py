"""Greenhouse (``boards-api.greenhouse.io``): a whole board in one answer, its adverts as escaped HTML."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.document import Document
from votewatch.sources.jobs.days import iso_day
from votewatch.sources.jobs.places import distinct, model_of_places, model_word
from votewatch.sources.jobs.plain_text import plain
from votewatch.sources.jobs.rows import Row, collect, keys, listed

_KNOWN = keys(
    "absolute_url ai_disclaimer ai_opt_out_request_url application_deadline company_name content data_compliance"
    " departments education first_published id include_ai_disclaimer internal_job_id language location metadata"
    " offices pay_input_ranges requisition_id title updated_at"
)
# Not on commas: they part a town from its state more often than two places.
_BETWEEN_PLACES = re.compile(r";| \| | OR ")
_MODEL_FIELDS = re.compile(r"location type|workplace\b", re.IGNORECASE)


def url(base_url: str, token: str) -> str:
    """The address of a board with its adverts' text."""
    return f"{base_url.rstrip('/')}/v1/boards/{quote(token, safe='')}/jobs?content=true"


def read(document: Document, token: str, company: str) -> Board:
    """All postings of a board. Raises RefusedAnswer.

    ``posted`` is the day of first publishing: ``updated_at``, which boards touch in bulk, stands in where it is
    missing. The offices are read only when the location names no place.
    """
    rows, _ = listed(document, f"greenhouse:{token}", "jobs")

    def posting(row: Row) -> Posting:
        said = distinct(_BETWEEN_PLACES.split(row.inside("location").text("name")))
        placeless = all(model_word(place) is not None for place in said)
        offices = [office.text("name") for office in row.each("offices")] if placeless else []
        return Posting(
            id=f"greenhouse:{token}:{row.id()}",
            ats="greenhouse",
            company=company.strip(),
            title=row.needed("title"),
            locations=distinct([*said, *offices]),
            work_model=_model_in_metadata(row) or model_of_places(said),
            url=row.link("absolute_url"),
            posted=iso_day(row.text("first_published") or row.text("updated_at")),
            text=plain(html.unescape(row.text("content"))),
        )

    return collect(rows, _KNOWN, posting)


def _model_in_metadata(row: Row) -> WorkModel | None:
    """The model that a board's own field names; None when there is no such field or it names several."""
    found: set[WorkModel] = set()
    for entry in row.each("metadata"):
        if not _MODEL_FIELDS.match(entry.text("name")):
            continue
        # A field of several choices holds a list, one that was left open null.
        words = entry.texts("value") if isinstance(entry.values.get("value"), list) else [entry.text("value")]
        found |= {model for word in words if (model := model_word(word))}
    return found.pop() if len(found) == 1 else None
