"""The feed of Himalayas."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.jobs.answers import URL, answer
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.jobs import himalayas

LINK = "https://himalayas.app/companies/kites/jobs/kite-tester-77"


def row(**other: Any) -> dict[str, Any]:
    return {
        "title": "Kite Tester", "companyName": " Kites  Ltd ", "companySlug": "kites", "minSalary": None,
        "locationRestrictions": ["Norway", "Slovakia"], "timezoneRestrictions": [-1, 5.5],
        "description": "<p>Fly</p><p>kites</p>", "pubDate": 1778990421, "applicationLink": LINK, "guid": LINK,
    } | other  # fmt: skip


def page(*rows: Any, **other: Any) -> Board:
    return himalayas.read(answer({"offset": 0, "limit": 20, "totalCount": 101667, "jobs": list(rows)} | other))


def test_a_page_is_read_with_the_total_of_all() -> None:
    assert page(row()) == Board(
        (
            Posting(
                "himalayas:kites-ltd:kite-tester-77", "himalayas", "Kites Ltd", "Kite Tester", ("Norway", "Slovakia"),
                WorkModel.REMOTE, LINK, "2026-05-17", "Fly\n\nkites",
            ),
        ),
        {},
        total=101667,
    )  # fmt: skip


def test_a_page_is_asked_for_by_twenty() -> None:
    assert himalayas.url("https://himalayas.app", 40) == "https://himalayas.app/jobs/api?limit=20&offset=40"


@pytest.mark.parametrize("moment", [1778990421, 1778990421000])
def test_seconds_and_milliseconds_are_told_apart(moment: int) -> None:
    assert page(row(pubDate=moment)).postings[0].posted == "2026-05-17"


def test_a_worldwide_posting_names_no_place() -> None:
    assert page(row(locationRestrictions=[])).postings[0].locations == ()


def test_a_bad_row_costs_only_itself() -> None:
    bad = [row(guid=None), row(title=None), row(companyName=" "), row(locationRestrictions=[{"name": "Norway"}])]
    found = page(*bad, row(guid=f"{LINK}8"), row())
    assert len(found.postings) == 2
    assert found.unreadable == (
        "row 0: guid is missing",
        f"{LINK}: title is missing",
        f"{LINK}: companyName is missing",
        f"{LINK}: locationRestrictions[0] must be text, not {{'name': 'Norway'}}",
    )


@pytest.mark.parametrize(
    ("envelope", "reason"),
    [
        ({"jobs": None}, "no object with a list named jobs"),
        ({"totalCount": None}, "the total must be a whole number, not None"),
    ],
)
def test_another_envelope_is_refused(envelope: dict[str, Any], reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        page(row(), **envelope)
    assert (refused.value.subject, refused.value.url, refused.value.reason) == ("himalayas", URL, reason)
