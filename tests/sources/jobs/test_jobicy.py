"""The feed of Jobicy."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.jobs.answers import URL, answer
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.document import Document
from votewatch.sources.jobs import jobicy


def row(**other: Any) -> dict[str, Any]:
    return {
        "id": 145880, "url": "https://jobicy.com/jobs/145880-kites", "jobTitle": "Kite Tester",
        "companyName": "Kites Ltd", "jobGeo": "EMEA,  LATAM,  Canada", "pubDate": "2026-07-10T20:00:05+00:00",
        "jobDescription": "<div>\n<p>Fly &#038; land</p>\n</div>",
    } | other  # fmt: skip


def feed(*rows: Any, **other: Any) -> Document:
    return answer({"apiVersion": "2.2.14", "jobCount": len(rows), "jobs": list(rows), "success": True} | other)


def test_a_posting_is_read_with_each_of_its_regions() -> None:
    assert jobicy.read(feed(row())) == Board(
        (
            Posting(
                "jobicy:kites-ltd:145880", "jobicy", "Kites Ltd", "Kite Tester", ("EMEA", "LATAM", "Canada"),
                WorkModel.REMOTE, "https://jobicy.com/jobs/145880-kites", "2026-07-10", "Fly & land",
            ),
        ),
        {},
    )  # fmt: skip


def test_the_feed_is_asked_for_at_its_longest() -> None:
    assert jobicy.url("https://jobicy.com") == "https://jobicy.com/api/v2/remote-jobs?count=100"


def test_salaries_are_known_and_a_bad_row_costs_only_itself() -> None:
    found = jobicy.read(feed(row(id=None), row(salaryMin=1, salaryCurrency="EUR", salaryPeriod="hourly")))
    assert (len(found.postings), found.unknown, found.unreadable) == (1, {}, ("row 0: id is missing",))


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (feed(success=False), "says that it did not succeed"),
        (feed(jobs=None), "no object with a list named jobs"),
        (answer({}, 429), "answered 429, not 200"),
    ],
)
def test_a_failure_is_refused(document: Document, reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        jobicy.read(document)
    assert (refused.value.subject, refused.value.url, refused.value.reason) == ("jobicy", URL, reason)
