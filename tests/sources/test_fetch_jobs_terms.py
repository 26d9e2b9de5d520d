"""What feeds ask of those who read them, and what a board's answer must not do for longer than it is true."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.sources.jobs_world import DAY, KITES, KITES_AT, JobsWorld
from tests.sources.weather import FakeClock
from votewatch.fetching.jobs import JobsReport, fetch_jobs
from votewatch.fetching.run import Outside
from votewatch.ledger.radar import health
from votewatch.settings import Company, Jobs, JobUrls, Paths, Radar, Settings

EMPTY = {"jobs": [], "totalCount": 0, "job-count": 0, "jobCount": 0}
Answer = Callable[[httpx.Request], httpx.Response]


def fetched(folder: Path, clock: FakeClock, jobs: Jobs, answer: Answer) -> JobsReport:
    settings = Settings(paths=Paths(cache=folder / "cache"), jobs=jobs, radar=Radar(state=folder / "radar"))
    return fetch_jobs(settings, today=DAY, outside=Outside(httpx.MockTransport(answer), clock.clock))


@pytest.mark.parametrize(("feed", "requests"), [("remotive", 1), ("jobicy", 1), ("himalayas", 2)])
def test_a_feed_that_asks_for_rest_is_not_read_again_at_once(tmp_path: Path, feed: str, requests: int) -> None:
    clock, seen = FakeClock(), list[httpx.Request]()

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=EMPTY)

    for _ in range(2):
        fetched(tmp_path, clock, Jobs(feeds=(feed,), hours=0), answer)
        clock.clock.sleep(1)
    assert len(seen) == requests


def test_a_feed_on_this_machine_is_asked_as_the_settings_say(tmp_path: Path) -> None:
    clock, seen = FakeClock(), list[httpx.Request]()

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=EMPTY)

    for _ in range(2):
        urls = JobUrls(remotive="http://127.0.0.1:9/remotive")
        fetched(tmp_path, clock, Jobs(feeds=("remotive",), hours=0, urls=urls), answer)
        clock.clock.sleep(1)
    assert len(seen) == 2


def test_remotive_is_never_asked_more_than_twice_a_minute(tmp_path: Path) -> None:
    clock = FakeClock()
    answers = iter([httpx.Response(503), httpx.Response(200, json=EMPTY)])
    fetched(tmp_path, clock, Jobs(feeds=("remotive",), retries=1), lambda _: next(answers))
    assert clock.passed >= 30


def test_an_answer_that_is_no_list_is_asked_for_anew_by_the_next_run(tmp_path: Path) -> None:
    clock = FakeClock()
    jobs = Jobs(feeds=(), companies=(Company("Acme", "greenhouse", "acme"),), hours=6)
    assert fetched(tmp_path, clock, jobs, lambda _: httpx.Response(200, text="down for repair")).exit_code == 2
    good = json.dumps({"jobs": [], "meta": {"total": 0}})
    assert fetched(tmp_path, clock, jobs, lambda _: httpx.Response(200, text=good)).exit_code == 0
    assert not health.load(tmp_path / "radar")["greenhouse:acme"].failing


def test_an_empty_board_of_smartrecruiters_closes_nothing(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, KITES)
    world.answers[KITES_AT] = {"totalFound": 1, "content": [{"id": "1", "name": "SRE", "location": {}}]}
    world.run()
    world.answers[KITES_AT] = {"totalFound": 0, "content": []}
    world.run()
    assert list(world.stored("smartrecruiters:KiteGroup")) == ["1"]
    assert "renamed token" in world.health("smartrecruiters:KiteGroup").note


def test_a_budget_that_ends_between_two_pages_leaves_the_source_for_the_next_run(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, KITES)

    def slow(request: httpx.Request) -> httpx.Response:
        world.clock.clock.sleep(40)
        offset = int(request.url.params["offset"])
        rows = [{"id": str(offset + n), "name": "SRE", "location": {}} for n in range(100)]
        return httpx.Response(200, json={"totalFound": 300, "content": rows})

    world.answers[KITES_AT] = slow
    [row] = world.run(budget_minutes=1).rows
    assert (row.left, row.kept) == (True, None)
