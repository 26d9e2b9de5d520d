"""Lists of SmartRecruiters."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.jobs.answers import URL, answer
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.jobs import smartrecruiters


def row(**other: Any) -> dict[str, Any]:
    return {
        "id": "743999", "name": "Kite Tester ", "releasedDate": "2026-05-04T09:12:33.000Z",
        "company": {"identifier": "KiteGroup", "name": "Kite Group"},
        "location": {"city": "Bratislava", "country": "sk", "remote": False, "hybrid": True},
    } | other  # fmt: skip


def page(*rows: Any, **other: Any) -> Board:
    envelope = {"offset": 0, "limit": 100, "totalFound": 4713, "content": list(rows)} | other
    return smartrecruiters.read(answer(envelope), "KiteGroup", "Kite Group")


def test_a_page_is_read_without_text() -> None:
    assert page(row()) == Board(
        (
            Posting(
                "smartrecruiters:KiteGroup:743999", "smartrecruiters", "Kite Group", "Kite Tester", ("Bratislava, SK",),
                WorkModel.HYBRID, "https://jobs.smartrecruiters.com/KiteGroup/743999", "2026-05-04", "",
            ),
        ),
        {},
        total=4713,
    )  # fmt: skip


def test_the_address_steps_by_a_hundred_and_keeps_the_tokens_case() -> None:
    assert smartrecruiters.url("https://api.smartrecruiters.com", "KiteGroup", 100) == (
        "https://api.smartrecruiters.com/v1/companies/KiteGroup/postings?limit=100&offset=100"
    )


@pytest.mark.parametrize(
    ("location", "places", "model"),
    [
        ({"city": "Oslo", "fullLocation": "Oslo, Norway", "remote": True}, ("Oslo, Norway",), WorkModel.REMOTE),
        ({"city": "Oslo", "remote": True, "hybrid": True}, ("Oslo",), WorkModel.HYBRID),
        ({"city": "Oslo", "remote": False}, ("Oslo",), WorkModel.UNKNOWN),
        ({"remote": True}, (), WorkModel.REMOTE),
        (None, (), WorkModel.UNKNOWN),
    ],
)
def test_hybrid_comes_before_remote(location: Any, places: tuple[str, ...], model: WorkModel) -> None:
    posting = page(row(location=location)).postings[0]
    assert (posting.locations, posting.work_model) == (places, model)


def test_an_unknown_firm_looks_like_one_without_postings() -> None:
    assert page(totalFound=0) == Board((), {}, total=0)


def test_a_bad_row_costs_only_itself() -> None:
    found = page(row(id=None), row(name=""), row(id="1", location="Oslo"), row(mood=1))
    assert (len(found.postings), found.unknown) == (1, {"mood": 1})
    assert found.unreadable == (
        "row 0: id is missing",
        "743999: name is missing",
        "1: location must be an object, not 'Oslo'",
    )


@pytest.mark.parametrize(
    ("envelope", "reason"),
    [
        ({"content": None}, "no object with a list named content"),
        ({"totalFound": "4713"}, "the total must be a whole number, not '4713'"),
    ],
)
def test_another_envelope_is_refused(envelope: dict[str, Any], reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        page(row(), **envelope)
    assert (refused.value.subject, refused.value.url, refused.value.reason) == (
        "smartrecruiters:KiteGroup", URL, reason,
    )  # fmt: skip
