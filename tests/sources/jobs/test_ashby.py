"""Ashby boards."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.jobs.answers import URL, answer
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.document import Document
from votewatch.sources.jobs import ashby


def place(name: str, country: str | None = None) -> dict[str, Any]:
    return {"location": name, "address": {"postalAddress": {"addressCountry": country}} if country else None}


def row(**other: Any) -> dict[str, Any]:
    return {
        "id": "ab-1", "title": "Kite Tester ", "secondaryLocations": [], "isListed": True, "isRemote": True,
        "workplaceType": "Remote", "publishedAt": "2021-04-27T23:13:45.158-02:00",
        "jobUrl": "https://jobs.example/ab-1", "descriptionHtml": "<p>not read</p>",
        "descriptionPlain": "WE FLY\n\nKites.\n", **place("Norway", "Norway"),
    } | other  # fmt: skip


def board(*rows: Any) -> Board:
    return ashby.read(answer({"jobs": list(rows), "apiVersion": "1"}), "Kite Works", "Kite Works")


def one(**other: Any) -> Posting:
    found = board(row(**other))
    assert found.unreadable == ()
    return found.postings[0]


def test_a_posting_is_read() -> None:
    assert board(row()) == Board(
        (
            Posting(
                "ashby:Kite Works:ab-1", "ashby", "Kite Works", "Kite Tester", ("Norway",), WorkModel.REMOTE,
                "https://jobs.example/ab-1", "2021-04-28", "WE FLY\n\nKites.",
            ),
        ),
        {},
    )  # fmt: skip


def test_a_blank_in_the_token_is_encoded() -> None:
    assert ashby.url("https://api.ashbyhq.com", "Kite Works") == (
        "https://api.ashbyhq.com/posting-api/job-board/Kite%20Works?includeCompensation=true"
    )


@pytest.mark.parametrize(
    ("workplace", "is_remote", "model"),
    [
        ("Hybrid", True, WorkModel.HYBRID),
        ("OnSite", True, WorkModel.ON_SITE),
        ("Remote", False, WorkModel.REMOTE),
        (None, True, WorkModel.REMOTE),
        (None, False, WorkModel.UNKNOWN),
        (None, None, WorkModel.UNKNOWN),
        ("Submarine", True, WorkModel.UNKNOWN),
    ],
)
def test_a_hybrid_job_that_says_remote_is_hybrid(workplace: str | None, is_remote: bool, model: WorkModel) -> None:
    assert one(workplaceType=workplace, isRemote=is_remote).work_model is model


def test_secondary_locations_are_places_too() -> None:
    second = [place("Europe"), place("Oslo"), place("Europe", "European Union")]
    assert one(**place("Oslo", "Norway"), secondaryLocations=second).locations == (
        "Oslo", "Europe", "Norway", "European Union",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "country", "places"),
    [
        ("Remote: United States", "United States", ("Remote: United States",)),
        ("Bucharest, Romania", "Oman", ("Bucharest, Romania", "Oman")),
        ("", "Norway", ("Norway",)),
        ("", None, ()),
    ],
)
def test_a_country_is_added_where_no_place_names_it(name: str, country: str | None, places: tuple[str, ...]) -> None:
    assert one(**place(name, country)).locations == places


def test_an_unlisted_posting_is_left_out() -> None:
    assert board(row(isListed=False, mood=1)) == Board((), {"mood": 1})


def test_html_stands_in_for_a_missing_plain_text() -> None:
    assert one(descriptionPlain=None, descriptionHtml="<p>Fly</p><p>kites</p>").text == "Fly\n\nkites"


def test_a_bad_row_costs_only_itself() -> None:
    bad = [row(id=None), row(id="b", title=""), row(id="c", isRemote="yes"), row(id="d", secondaryLocations=["Oslo"])]
    found = board(*bad, row())
    assert [p.id for p in found.postings] == ["ashby:Kite Works:ab-1"]
    assert found.unreadable == (
        "row 0: id is missing",
        "b: title is missing",
        "c: isRemote must be true or false, not 'yes'",
        "d: secondaryLocations must be a list of objects, not ['Oslo']",
    )


@pytest.mark.parametrize(
    ("document", "reason"),
    [(answer({}, 404), "answered 404, not 200"), (answer({"apiVersion": "1"}), "no object with a list named jobs")],
)
def test_another_answer_is_refused(document: Document, reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        ashby.read(document, "Kite Works", "Kite Works")
    assert (refused.value.subject, refused.value.url) == ("ashby:Kite Works", URL)
    assert refused.value.reason == reason
