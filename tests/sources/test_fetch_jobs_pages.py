"""`fetch jobs` where a source comes in pages, and where a feed shows its newest only."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sources.jobs_world import FEED_AT, KITES, KITES_AT, LOOMS, LOOMS_AT, JobsWorld, counts, offset_in
from tests.standin.jobs import himalayas


def kite(number: int) -> dict[str, Any]:
    return {"id": str(number), "name": f"Kite Tester {number}", "location": {"city": "Oslo", "country": "no"}}


def loom(number: int) -> dict[str, Any]:
    return {"title": f"Weaver {number}", "externalPath": f"/job/Oslo/Weaver_L{number}", "locationsText": "Oslo"}


def kites(numbers: list[int], *, total: int | None = None) -> Callable[[httpx.Request], Any]:
    """A firm of SmartRecruiters with these postings, as many a page as asked for."""

    def answer(request: httpx.Request) -> Any:
        offset, limit = offset_in(request), int(request.url.params["limit"])
        found = len(numbers) if total is None else total
        return {"totalFound": found, "content": [kite(number) for number in numbers[offset : offset + limit]]}

    return answer


def looms(count: int) -> Callable[[httpx.Request], Any]:
    """A site of Workday, which says its total on the first page only."""

    def answer(request: httpx.Request) -> Any:
        offset = offset_in(request)
        rows = [loom(number) for number in range(offset, min(offset + 20, count))]
        return {"total": 0 if offset else count, "jobPostings": rows}

    return answer


def feed(count: int, per_page: int = 20) -> Callable[[httpx.Request], Any]:
    def answer(request: httpx.Request) -> Any:
        offset = offset_in(request)
        rows = [himalayas(number) for number in range(offset, min(offset + per_page, count))]
        return {"totalCount": count, "jobs": rows}

    return answer


def posted(number: int, day: str) -> dict[str, Any]:
    return himalayas(number) | {"pubDate": int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())}


def test_smartrecruiters_is_read_to_its_last_page(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, KITES)
    world.answers[KITES_AT] = kites(list(range(250)))
    report = world.run()
    assert counts(report, "smartrecruiters:KiteGroup") == (250, 0, 0, 250)
    assert [offset_in(request) for request in world.asked] == [0, 100, 200]
    assert world.health("smartrecruiters:KiteGroup").note == ""


def test_workday_is_posted_to_page_by_page_by_the_total_of_the_first(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, LOOMS)
    world.answers[LOOMS_AT] = looms(45)
    report = world.run()
    assert counts(report, "workday:looms.wd5/Careers") == (45, 0, 0, 45)
    assert {request.method for request in world.asked} == {"POST"}
    assert [json.loads(request.content) for request in world.asked] == [
        {"appliedFacets": {}, "limit": 20, "offset": offset, "searchText": ""} for offset in (0, 20, 40)
    ]


def test_a_page_that_is_missing_closes_nothing_and_is_noted(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, KITES)
    world.answers[KITES_AT] = kites(list(range(250)))
    world.run()
    fewer = kites(list(range(1, 250)))
    world.answers[KITES_AT] = lambda request: 500 if offset_in(request) == 100 else fewer(request)
    report = world.run()
    assert (report.exit_code, counts(report, "smartrecruiters:KiteGroup")) == (0, (0, 0, 0, 250))
    assert world.health("smartrecruiters:KiteGroup").note == "stopped at 100 of 249: status 500, after 2 tries"


def test_pages_that_end_before_the_total_close_nothing_and_are_noted(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, KITES)
    world.answers[KITES_AT] = kites([1, 2, 3])
    world.run()
    world.answers[KITES_AT] = kites([1, 2], total=3)
    report = world.run()
    assert counts(report, "smartrecruiters:KiteGroup") == (0, 0, 0, 3)
    assert report.lines()[-1] == "  smartrecruiters:KiteGroup: 3 postings, 0 new; read 2 of 3"


def test_a_first_page_that_is_missing_is_a_failure(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, LOOMS)
    world.answers[LOOMS_AT] = 422
    report = world.run()
    assert (report.exit_code, report.rows[0].health.reason) == (2, "status 422")


def test_unreadable_rows_and_unknown_keys_are_counted_over_all_pages(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> Any:
        offset = offset_in(request)
        return {"total": 4, "jobPostings": [loom(offset) | {"mood": 1}, {"title": f"No path {offset}"}]}

    world = JobsWorld(tmp_path, LOOMS)
    world.answers[LOOMS_AT] = answer
    world.run()
    health = world.health("workday:looms.wd5/Careers")
    assert (health.postings, health.unknown) == (2, {"mood": 2})
    assert health.note == "rows that could not be read: 2, first row 1: externalPath is missing"


def test_a_page_that_repeats_another_closes_nothing(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, KITES)
    world.answers[KITES_AT] = kites(list(range(200)))
    world.run()
    world.answers[KITES_AT] = {"totalFound": 200, "content": [kite(number) for number in range(100)]}
    assert counts(world.run(), "smartrecruiters:KiteGroup") == (0, 0, 0, 200)


@pytest.mark.parametrize(("per_page", "offsets"), [(20, [0, 20, 40]), (18, [0, 18, 36])])
def test_a_feed_is_stepped_through_by_what_came_back(tmp_path: Path, per_page: int, offsets: list[int]) -> None:
    world = JobsWorld(tmp_path, feeds=["himalayas"])
    world.answers[FEED_AT] = feed(45, per_page)
    assert counts(world.run(), "himalayas") == (45, 0, 0, 45)
    assert [offset_in(request) for request in world.asked] == offsets


def test_a_feed_is_read_for_so_many_pages_only(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, feeds=["himalayas"], feed_pages=2)
    world.answers[FEED_AT] = feed(100_000)
    assert counts(world.run(), "himalayas") == (40, 0, 0, 40)
    assert world.health("himalayas").note == ""  # the total changes with every hour


def test_a_feed_is_asked_half_as_often_as_a_board(tmp_path: Path) -> None:
    board, slow = JobsWorld(tmp_path / "board", LOOMS), JobsWorld(tmp_path / "feed", feeds=["himalayas"])
    board.answers[LOOMS_AT], slow.answers[FEED_AT] = looms(45), feed(45)
    board.run()
    slow.run()
    assert (board.clock.passed, slow.clock.passed) == (2.0, 4.0)


@pytest.mark.parametrize(
    ("today", "kept"),
    [
        ("2026-08-02", ["f1", "f2", "f3"]),
        ("2026-08-30", ["f1", "f2", "f3"]),
        ("2026-08-31", ["f2", "f3"]),
        ("2026-09-01", ["f3"]),
    ],
)
def test_what_slid_out_of_a_feed_is_kept_for_thirty_days_from_its_posting(
    tmp_path: Path, today: str, kept: list[str]
) -> None:
    world = JobsWorld(tmp_path, feeds=["himalayas"])
    world.answers[FEED_AT] = {"totalCount": 2, "jobs": [posted(1, "2026-07-31"), posted(2, "2026-08-01")]}
    world.run("2026-08-01")
    world.answers[FEED_AT] = {"totalCount": 1, "jobs": [posted(3, "2026-08-02")]}
    world.run(today)
    assert sorted(world.stored("himalayas")) == kept


def test_what_a_feed_still_shows_is_kept_however_old(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, feeds=["himalayas"])
    world.answers[FEED_AT] = {"totalCount": 1, "jobs": [posted(1, "2025-01-01")]}
    world.run()
    assert counts(world.run(), "himalayas") == (0, 0, 0, 1)


def test_a_feed_that_comes_in_one_answer_is_asked_once(tmp_path: Path) -> None:
    row = {"id": 7, "url": "https://jobicy.com/jobs/7", "jobTitle": "SRE", "companyName": "Kites", "jobGeo": "Europe"}
    world = JobsWorld(tmp_path, feeds=["jobicy"])
    world.answers["jobicy.com/api/v2/remote-jobs"] = {"success": True, "jobCount": 1, "jobs": [row]}
    assert counts(world.run(), "jobicy") == (1, 0, 0, 1)
    assert len(world.asked) == 1
