"""Two nights a week apart, readers all the while, and every program killed on the way."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.chromium import opened
from tests.deploy import outside
from tests.deploy.postgres_server import Server
from tests.deploy.processes import Program, running
from tests.deploy.stream import Stream
from tests.deploy.town import nights, opened_to_readers

pytestmark = pytest.mark.deploy
no_bigger = pytest.mark.skipif(
    not outside.BIGGER, reason="neither VOTEWATCH_STANDIN_COMMAND nor _URL names a bigger stand-in"
)
# Nobody answers for nginx while it is away: what fails then is told apart, and readers ask again.
BROKEN = ("nginx reads its configuration again and loses a worker", "nginx is killed")
# What Prometheus is to show in the end.
PROGRAMS = ("stand-in", "git-backend", "git-nginx", "git-sync", "poll-api", "nginx", "prometheus")
SHOWN = {
    "each job is seen": 'count(up{job=~"poll-api|node|prometheus"} == 1) == 3',
    "the API was away": 'min_over_time(up{job="poll-api"}[2h]) == 0',
    "the API was started again": 'changes(process_start_time_seconds{job="poll-api"}[2h]) >= 1',
    "so was Prometheus": 'changes(process_start_time_seconds{job="prometheus"}[2h]) >= 1',
    "the answer after that was counted": 'poll_api_answers_total{act="recorded"} == 1',
    "the database was away and is back": "min_over_time(poll_api_writer_up[2h]) == 0 and poll_api_writer_up == 1",
    "there was a second night": "changes(votewatch_nightly_end_timestamp_seconds[2h]) >= 1",
    "it ended just now": "time() - votewatch_nightly_end_timestamp_seconds < 600",
    "nothing of it failed": "votewatch_nightly_failed_steps == 0",
    "each source was read today": "count(time() - votewatch_source_read_timestamp_seconds < 2 * 86400) == 2",
    **{
        f"{name} was started again": f'changes(started_timestamp_seconds{{program="{name}"}}[2h]) >= 1'
        for name in PROGRAMS
    },
}


def path_of(decision: str) -> str:
    return f"/en/d/{decision.replace(':', '-')}/"


def answer(page: Page, address: str, decision: str) -> int:
    """Answer yes on the page of a decision; how many have answered then."""
    page.goto(f"{address}{path_of(decision)}")
    with page.expect_response(lambda reply: reply.request.method == "POST") as reply:
        page.locator("#question").get_by_role("button", name="Yes", exact=True).click()
    assert reply.value.ok, reply.value.text()
    return int(reply.value.json()["n"])


def restart(program: Program) -> None:
    program.kill()
    program.start()


@pytest.mark.parametrize("sources", [outside.small, pytest.param(outside.bigger, marks=no_bigger)])
def test_a_week_passes_in_rough_weather_and_readers_notice_new_decisions_and_nothing_else(
    sources: Callable[[], outside.Outside],
    tmp_path: Path,
    chromium: str,
    postgres: Server,
    database: str,
) -> None:
    weather = sources()
    standin = weather.program()
    with running(standin), nights(weather, tmp_path) as house:
        house.run()
        asked, before = house.questions()[0], house.decisions()
        poll = f"/api/polls/{asked}"
        paths = ("/", "/sk/", "/en/", "/sk/status/", path_of(asked), "/build.json", "/polls.json", poll)
        with (
            opened_to_readers(house, standin, postgres, database, tmp_path) as town,
            opened(chromium) as browser,
            Stream(town.nginx.port, paths) as readers,
        ):
            address = town.nginx.address
            page = browser.new_context().new_page()
            assert answer(page, address, asked) == 1
            assert town.shows("count(up == 1) == 3")
            assert town.shows('poll_api_answers_total{act="recorded"} == 1')
            then = f'poll_api_answers_total{{act="recorded"}} @ {time.time():.3f} == 1'

            with readers.during("what no reader asks is killed"):
                for program in (town.git_sync, standin, town.prometheus):
                    restart(program)
                house.server.restart()
            with readers.during("the API is killed"):
                town.api.kill()
                assert town.shows('ALERTS{alertname="TargetDown", job="poll-api"}')
                town.api.start()
            with readers.during("the database is killed"):
                town.postgres.kill()
                assert town.shows('ALERTS{alertname="PollApiCannotWrite"}')
                town.postgres.start()
                assert town.shows("poll_api_writer_up == 1")
            with readers.during(BROKEN[0]):
                os.kill(town.nginx.program.pid, signal.SIGHUP)
                os.kill(town.nginx.workers()[0], signal.SIGKILL)
            with readers.during(BROKEN[1]):
                restart(town.nginx.program)

            with readers.during("the second night"):
                standin.command = weather.on(weather.second)
                house.run(database, at={"sk": lambda: restart(standin)}, kill_at="build")
                house.run(database, at={"eu": lambda: restart(standin)})
                restart(town.git_sync)
                new = house.decisions() - before
                question = next(decision for decision in house.questions() if path_of(decision) in new)
                readers.see([*new, f"/api/polls/{question}"])

            told = httpx.get(f"{address}{poll}").json()
            assert (told["n"], told["yes"]) == (1, 1)
            assert house.counted() == {asked: 1}
            page.goto(f"{address}{path_of(asked)}")
            expect(page.locator("#question .tally__own")).to_be_visible()
            assert answer(page, address, question) == 1
            assert [
                what
                for what, expression in {**SHOWN, "the answer before that": then}.items()
                if not town.shows(expression)
            ] == []

        assert {path[:8] for path in new} == {"/en/d/sk", "/en/d/eu"}
        assert readers.asked["the second night"] > 500
        disturbed = {"the API is killed", "the database is killed", *BROKEN}
        assert {phase: failed for phase, failed in readers.failures.items() if phase not in disturbed} == {}
        for phase in disturbed:
            print(f"{phase}: {len(readers.failures[phase])} of {readers.asked[phase]} requests failed")
        refused = {*readers.failures["the API is killed"], *readers.failures["the database is killed"]}
        assert refused == {f"{poll}: 503"}
