"""The feed of Remotive."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.jobs.answers import URL, answer
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.jobs import remotive


def row(**other: Any) -> dict[str, Any]:
    return {
        "id": 2088711, "url": "https://remotive.com/remote-jobs/kites-2088711", "title": "Kite Tester",
        "company_name": "Kites.io", "publication_date": "2026-05-15T14:00:51", "salary": "",
        "candidate_required_location": "Americas, Europe,  Asia", "description": "<p>Fly</p>\n<ul><li>kites</li></ul>",
    } | other  # fmt: skip


def feed(*rows: Any) -> Board:
    return remotive.read(answer({"00-warning": "moved", "job-count": len(rows), "jobs": list(rows)}))


def test_a_posting_is_read() -> None:
    assert feed(row()) == Board(
        (
            Posting(
                "remotive:kites.io:2088711", "remotive", "Kites.io", "Kite Tester", ("Americas", "Europe", "Asia"),
                WorkModel.REMOTE, "https://remotive.com/remote-jobs/kites-2088711", "2026-05-15", "Fly\n\nkites",
            ),
        ),
        {},
    )  # fmt: skip


def test_the_feed_comes_in_one_answer() -> None:
    assert remotive.url("https://remotive.com") == "https://remotive.com/api/remote-jobs"
    with pytest.raises(ValueError, match="remotive does not page"):
        remotive.url("https://remotive.com", 20)


def test_a_bad_row_costs_only_itself() -> None:
    found = feed(row(id=1, company_name=None), row(id=2, publication_date="yesterday"), row())
    assert len(found.postings) == 1
    assert found.unreadable == ("1: company_name is missing", "2: no moment in time: 'yesterday'")


def test_an_answer_without_jobs_is_refused() -> None:
    with pytest.raises(SourceError, match="remotive: no object with a list named jobs") as refused:
        remotive.read(answer({"00-warning": "too many requests"}))
    assert refused.value.url == URL
