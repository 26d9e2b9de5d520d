"""Recruitee (``{token}.recruitee.com``): all offers of a firm in one answer."""

from __future__ import annotations

from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document
from votewatch.sources.jobs.addresses import base_of
from votewatch.sources.jobs.days import iso_day
from votewatch.sources.jobs.places import distinct, model_of_flags
from votewatch.sources.jobs.plain_text import joined, plain
from votewatch.sources.jobs.rows import Row, collect, keys, listed

_KNOWN = keys(
    "careers_apply_url careers_url category_code city close_at company_name cover_image country country_code created_at"
    " department description dynamic_fields education_code employment_type_code eeo_settings experience_code guid"
    " highlight_html hybrid id locations location locations_question locations_question_required"
    " locations_question_type mailbox_email max_hours max_hours_per_week min_hours min_hours_per_week on_site"
    " open_questions options_cover_letter options_cv options_phone options_photo position postal_code published_at"
    " remote requirements salary sharing_description sharing_image sharing_title slug state_code state_name status"
    " street tags title translations updated_at"
)


def url(base_url: str, token: str) -> str:
    """The address of a firm's offers on its own host (``https://{token}.recruitee.com``)."""
    return f"{base_of(base_url, token)}/api/offers/"


def read(document: Document, token: str, company: str) -> Board:
    """All offers of a firm. Raises RefusedAnswer."""
    subject = f"recruitee:{token}"
    rows, _ = listed(document, subject, "offers")

    def posting(row: Row) -> Posting:
        return Posting(
            id=f"{subject}:{row.id()}",
            ats="recruitee",
            company=company.strip(),
            title=row.needed("title"),
            locations=_locations(row),
            work_model=model_of_flags(
                remote=row.flag("remote"), hybrid=row.flag("hybrid"), on_site=row.flag("on_site")
            ),
            url=row.link("careers_url"),
            posted=iso_day(row.text("published_at") or row.text("created_at")),
            text=joined(plain(row.text("description")), plain(row.text("requirements"))),
        )

    return collect(rows, _KNOWN, posting)


def _locations(row: Row) -> tuple[str, ...]:
    """Every place of the list of them, else the offer's own one."""
    places = [_place(spot) or spot.text("name") for spot in row.each("locations")]
    return distinct(places) or distinct([row.text("location") or _place(row)])


def _place(spot: Row) -> str:
    return ", ".join(part for part in (spot.text("city"), spot.text("country")) if part)
