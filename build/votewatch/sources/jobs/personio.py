"""Personio (``{token}.jobs.personio.de``): all positions of a firm as one XML document."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document
from votewatch.sources.jobs.addresses import base_of
from votewatch.sources.jobs.days import iso_day
from votewatch.sources.jobs.places import distinct, model_of_places
from votewatch.sources.jobs.plain_text import joined, plain
from votewatch.sources.jobs.rows import RefusedAnswer, Row, collect, keys, refuse_status

_ROOT = "workzag-jobs"
_KNOWN = keys(
    "additionalOffices createdAt department employmentType id jobDescriptions keywords name occupation"
    " occupationCategory office recruitingCategory schedule seniority subcompany yearsOfExperience"
)
_DECLARATION = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def url(base_url: str, token: str) -> str:
    """The address of a firm's positions on its own host (``https://{token}.jobs.personio.de``)."""
    return f"{base_of(base_url, token)}/xml"


def read(document: Document, token: str, company: str) -> Board:
    """All positions of a firm. Raises RefusedAnswer.

    An unknown firm gets the vendor's home page with status 200. A document that declares a type or an entity is refused
    unread: an entity can grow without end.
    """
    subject = f"personio:{token}"
    site = document.url.partition("?")[0].rstrip("/").removesuffix("/xml")

    def posting(row: Row) -> Posting:
        number = row.needed("id")
        places = distinct([row.text("office"), *row.texts("additionalOffices")])
        parts = [f"{part.text('name')}\n{plain(part.text('value'))}" for part in row.each("jobDescriptions")]
        return Posting(
            id=f"{subject}:{number}",
            ats="personio",
            company=company.strip(),
            title=row.needed("name"),
            locations=places,
            work_model=model_of_places(places),
            url=f"{site}/job/{quote(number, safe='')}",
            posted=iso_day(row.text("createdAt")),
            text=joined(*parts),
        )

    return collect([_values(one) for one in _root(document, subject).findall("position")], _KNOWN, posting)


def _root(document: Document, subject: str) -> ElementTree.Element:
    refuse_status(document, subject)
    try:
        text = document.text
        # Both may only stand before the root; behind it an advert may quote them.
        if declared := _DECLARATION.search(text.partition(f"<{_ROOT}")[0]):
            raise RefusedAnswer(f"declares a {declared[1].upper()}", subject=subject, url=document.url)
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise RefusedAnswer(f"no XML: {error}", subject=subject, url=document.url) from error
    except RefusedAnswer:
        raise
    except SourceError as error:
        raise RefusedAnswer(error.reason, subject=subject, url=document.url) from error
    if root.tag != _ROOT:
        raise RefusedAnswer(f"the root is {root.tag}, not {_ROOT}", subject=subject, url=document.url)
    return root


def _values(position: ElementTree.Element) -> dict[str, Any]:
    """The position as a row of a JSON answer would be."""
    values: dict[str, Any] = {child.tag: child.text for child in position}
    return values | {
        "additionalOffices": [office.text or "" for office in position.findall("additionalOffices/office")],
        "jobDescriptions": [
            {"name": part.findtext("name"), "value": part.findtext("value")}
            for part in position.findall("jobDescriptions/jobDescription")
        ],
    }
