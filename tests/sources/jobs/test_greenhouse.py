"""Greenhouse boards."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.jobs.answers import URL, answer, raw
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.document import Document
from votewatch.sources.jobs import greenhouse


def row(**other: Any) -> dict[str, Any]:
    return {
        "id": 11, "internal_job_id": 7, "title": "Kite Tester ", "location": {"name": "Oslo"},
        "absolute_url": "https://kites.example/jobs?gh_jid=11", "metadata": None, "offices": [], "departments": [],
        "updated_at": "2026-08-04T07:02:31-04:00", "first_published": "2026-07-30T22:59:38-04:00",
        "content": "&lt;p&gt;Fly&amp;nbsp;kites &amp;amp; test&lt;/p&gt;",
    } | other  # fmt: skip


def board(*rows: Any) -> Board:
    return greenhouse.read(answer({"jobs": list(rows), "meta": {"total": len(rows)}}), "kites", " Kites Ltd ")


def one(**other: Any) -> Posting:
    found = board(row(**other))
    assert found.unreadable == ()
    return found.postings[0]


def test_a_posting_is_read() -> None:
    assert board(row()) == Board(
        (
            Posting(
                "greenhouse:kites:11", "greenhouse", "Kites Ltd", "Kite Tester", ("Oslo",), WorkModel.UNKNOWN,
                "https://kites.example/jobs?gh_jid=11", "2026-07-31", "Fly kites & test",
            ),
        ),
        {},
    )  # fmt: skip


def test_the_address_holds_the_token_encoded() -> None:
    base = "https://boards-api.greenhouse.io/"
    assert greenhouse.url(base, "kites") == "https://boards-api.greenhouse.io/v1/boards/kites/jobs?content=true"
    assert greenhouse.url(base, "a/b").endswith("/boards/a%2Fb/jobs?content=true")


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Oslo; Bergen ;  Paris, France", ("Oslo", "Bergen", "Paris, France")),
        ("Oslo | Bergen", ("Oslo", "Bergen")),
        ("Oslo OR Bergen OR Oslo", ("Oslo", "Bergen")),
        ("Oslo or ORlando, US", ("Oslo or ORlando, US",)),
        (" ", ()),
    ],
)
def test_places_are_parted_by_signs_but_commas(name: str, places: tuple[str, ...]) -> None:
    assert one(location={"name": name}).locations == places


@pytest.mark.parametrize("word", ["Hybrid", "Distributed", "In-Office", "Remote", "On-site", "N/A"])
def test_offices_tell_the_place_where_the_location_is_a_work_model(word: str) -> None:
    offices = [{"name": "Oslo", "location": None}, {"name": None}]
    assert one(location={"name": word}, offices=offices).locations == (word, "Oslo")


@pytest.mark.parametrize("location", [None, {}, {"name": None}, {"name": ""}])
def test_offices_tell_the_place_where_the_location_is_missing(location: Any) -> None:
    assert one(location=location, offices=[{"name": "Oslo"}]).locations == ("Oslo",)


def test_offices_are_not_read_where_the_location_names_a_place() -> None:
    assert one(location={"name": "Remote; Oslo"}, offices=[{"name": "Bergen"}]).locations == ("Remote", "Oslo")


def test_the_work_model_comes_from_the_boards_own_field_first() -> None:
    field = {"id": 1, "name": "Workplace Type", "value": "Hybrid", "value_type": "single_select"}
    assert one(location={"name": "Remote"}, metadata=[field]).work_model is WorkModel.HYBRID
    assert one(metadata=[field | {"name": "Location Type", "value": ["On-Site"]}]).work_model is WorkModel.ON_SITE
    assert one(metadata=[field | {"value": ["Remote", "Hybrid"]}]).work_model is WorkModel.UNKNOWN
    assert one(metadata=[field | {"value": None}]).work_model is WorkModel.UNKNOWN
    assert one(metadata=[field | {"name": "Is this a kite?", "value": False}]).work_model is WorkModel.UNKNOWN


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("Remote", WorkModel.REMOTE),
        ("Distributed", WorkModel.REMOTE),
        ("In-Office", WorkModel.ON_SITE),
        ("hybrid", WorkModel.HYBRID),
        ("N/A", WorkModel.UNKNOWN),
        ("Remote, Norway", WorkModel.UNKNOWN),
        ("Remote; Oslo", WorkModel.UNKNOWN),
    ],
)
def test_a_location_that_is_only_a_work_model_tells_it(name: str, model: WorkModel) -> None:
    assert one(location={"name": name}).work_model is model


def test_the_day_of_updating_stands_in_for_publishing() -> None:
    assert one(first_published=None).posted == "2026-08-04"
    assert one(first_published=None, updated_at=None).posted == ""


def test_posts_of_one_job_are_kept_apart() -> None:
    assert len(board(row(id=1), row(id=2)).postings) == 2


def test_a_bad_row_costs_only_itself() -> None:
    bad = [
        row(id=None), row(id=True), row(id=2, title=" "), row(id=3, title=5), "a row", row(id=4, location="Oslo"),
        row(id=5, first_published="soon"), row(id=6, absolute_url="javascript:alert(1)"), row(id=7, title="\ud800"),
        row(id=8, offices=["Oslo"], location=None), row(), row(id=10, metadata={}),
    ]  # fmt: skip
    found = board(row(), *bad, row(id=12))
    assert [p.id for p in found.postings] == ["greenhouse:kites:11", "greenhouse:kites:12"]
    assert found.unreadable == (
        "row 1: id is missing",
        "row 2: id must be text, not True",
        "2: title is missing",
        "3: title must be text, not 5",
        "row 5: no object",
        "4: location must be an object, not 'Oslo'",
        "5: no moment in time: 'soon'",
        "6: absolute_url must be a web address, not 'javascript:alert(1)'",
        "7: title holds half a sign at 0",
        "8: offices must be a list of objects, not ['Oslo']",
        "11: stands twice",
        "10: metadata must be a list, not {}",
    )


def test_new_keys_are_counted() -> None:
    assert board(row(mood=1, ai_disclaimer=None), row(id=12, mood=2, zeal=1)).unknown == {"mood": 2, "zeal": 1}


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (answer({"status": 404, "error": "Job not found"}, 404), "answered 404, not 200"),
        (answer([]), "no object with a list named jobs"),
        (answer({"jobs": {}}), "no object with a list named jobs"),
        (raw("<html>"), "no JSON: "),
        (raw("[" * 100_000), "no usable JSON: "),
        (raw("9" * 5000), "no usable JSON: "),
    ],
)
def test_another_answer_is_refused(document: Document, reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        greenhouse.read(document, "kites", "Kites Ltd")
    assert (refused.value.subject, refused.value.url) == ("greenhouse:kites", URL)
    assert refused.value.reason.startswith(reason)
