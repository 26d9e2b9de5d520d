"""Lists of Workday."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.jobs import answers
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.jobs import workday

TOKEN = "kites.wd5/Kite_Careers"
ADDRESS = "https://kites.wd5.myworkdayjobs.com/wday/cxs/kites/Kite_Careers/jobs"


def row(**other: Any) -> dict[str, Any]:
    return {
        "title": "Kite Tester ", "externalPath": "/job/Oslo-Norway/Kite-Tester_JR77", "locationsText": "Norway, Oslo",
        "postedOn": "Posted 30+ Days Ago", "bulletFields": ["JR77"],
    } | other  # fmt: skip


def page(*rows: Any, status: int = 200, **other: Any) -> Board:
    document = answers.answer({"total": 2000, "jobPostings": list(rows)} | other, status, ADDRESS)
    return workday.read(document, TOKEN, "Kites Ltd")


def test_a_page_is_read_without_text_and_date() -> None:
    assert page(row()) == Board(
        (
            Posting(
                f"workday:{TOKEN}:Kite-Tester_JR77", "workday", "Kites Ltd", "Kite Tester", ("Norway, Oslo",),
                WorkModel.UNKNOWN, "https://kites.wd5.myworkdayjobs.com/Kite_Careers/job/Oslo-Norway/Kite-Tester_JR77",
                "", "",
            ),
        ),
        {},
        total=2000,
    )  # fmt: skip


def test_the_tokens_three_parts_make_the_address() -> None:
    assert workday.url("https://{token}.myworkdayjobs.com", TOKEN) == ADDRESS
    assert workday.body(40) == {"appliedFacets": {}, "limit": 20, "offset": 40, "searchText": ""}


@pytest.mark.parametrize("token", ["kites", "kites/Careers", "kites.wd5", "evil.example/.wd5/x", "kites.wd5/a/b"])
def test_a_token_of_other_parts_is_refused(token: str) -> None:
    with pytest.raises(SourceError, match=r"tenant\.wdN/site") as refused:
        workday.url("https://{token}.myworkdayjobs.com", token)
    assert refused.value.subject == f"workday:{token}"


@pytest.mark.parametrize("text", ["2 Locations", "1 Location", "", None])
def test_a_count_of_places_names_none(text: str | None) -> None:
    assert page(row(locationsText=text)).postings[0].locations == ()


@pytest.mark.parametrize(
    ("word", "model"),
    [
        ("Remote", WorkModel.REMOTE),
        ("Hybrid", WorkModel.HYBRID),
        ("On-site", WorkModel.ON_SITE),
        ("Flex", WorkModel.UNKNOWN),
    ],
)
def test_a_tenants_own_word_for_the_work_model_is_read(word: str, model: WorkModel) -> None:
    assert page(row(remoteType=word)).postings[0].work_model is model


def test_a_bad_row_costs_only_itself() -> None:
    found = page({"bulletFields": ["JR1"]}, row(title=None), row(externalPath="//"), row(externalPath="x"), row(mood=1))
    assert (len(found.postings), found.unknown) == (1, {"mood": 1})
    assert found.unreadable == (
        "row 0: externalPath is missing",
        "/job/Oslo-Norway/Kite-Tester_JR77: title is missing",
        "//: externalPath names no posting",
        "x: externalPath must begin with a slash, not 'x'",
    )


@pytest.mark.parametrize(
    ("status", "envelope", "reason"),
    [
        (422, {}, "answered 422, not 200"),
        (401, {}, "answered 401, not 200"),
        (200, {"jobPostings": None}, "no object with a list named jobPostings"),
        (200, {"total": None}, "the total must be a whole number, not None"),
    ],
)
def test_a_wrong_site_is_refused(status: int, envelope: dict[str, Any], reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        page(row(), status=status, **envelope)
    assert (refused.value.subject, refused.value.url, refused.value.reason) == (f"workday:{TOKEN}", ADDRESS, reason)
