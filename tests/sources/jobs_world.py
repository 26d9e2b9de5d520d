"""A world of job boards in memory, and the folder and settings of runs against it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from tests.sources.weather import FakeClock
from votewatch.fetching.jobs import JobsReport, Row, fetch_jobs
from votewatch.fetching.run import Outside
from votewatch.ledger.radar import boards, health
from votewatch.model.posting import Posting
from votewatch.model.radar import Health
from votewatch.settings import Company, Jobs, Paths, Radar, Settings

ACME = Company("Acme", "greenhouse", "acme")
ORBIT = Company("Orbit", "lever", "orbit")
KITES = Company("Kites", "smartrecruiters", "KiteGroup")
LOOMS = Company("Looms", "workday", "looms.wd5/Careers")
ACME_AT = "boards-api.greenhouse.io/v1/boards/acme/jobs"
ORBIT_AT = "api.lever.co/v0/postings/orbit"
KITES_AT = "api.smartrecruiters.com/v1/companies/KiteGroup/postings"
LOOMS_AT = "looms.wd5.myworkdayjobs.com/wday/cxs/looms/Careers/jobs"
FEED_AT = "himalayas.app/jobs/api"
DAY = "2026-08-04"


class JobsWorld:
    """Boards by address without query, ``answers``; an address that is not there is a 404.

    An answer is a status, a body in bytes, a value that is sent as JSON, or a function of the request that returns one
    of these. No run has pages from an earlier one.
    """

    def __init__(self, folder: Path, *companies: Company, feeds: Sequence[str] = (), feed_pages: int = 25) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[httpx.Request] = []
        self.state = folder / "radar"
        self.clock = FakeClock()
        self._folder = folder
        self._runs = 0
        self._jobs = Jobs(companies=companies, feeds=tuple(feeds), feed_pages=feed_pages, retries=1)

    @property
    def settings(self) -> Settings:
        paths = Paths(cache=self._folder / f"cache{self._runs}")
        return Settings(paths=paths, jobs=self._jobs, radar=Radar(state=self.state))

    @property
    def outside(self) -> Outside:
        return Outside(httpx.MockTransport(self._answer), self.clock.clock)

    def run(self, today: str = DAY, **options: Any) -> JobsReport:
        self._runs += 1
        return fetch_jobs(self.settings, today=today, outside=self.outside, **options)

    def stored(self, source: str) -> dict[str, Posting]:
        """The postings that are kept of a source, by the last part of their ids."""
        return {one.id.rpartition(":")[2]: one for one in boards.load(self.state, source)}

    def health(self, source: str) -> Health:
        return health.load(self.state)[source]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.get(f"{request.url.host}{request.url.path}", 404)
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, httpx.Response):
            return answer
        if isinstance(answer, int):
            return httpx.Response(answer)
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        return httpx.Response(200, content=body)


def row_of(report: JobsReport, source: str) -> Row:
    """What one source did; it stands in the report once."""
    [row] = [row for row in report.rows if row.source == source]
    return row


def counts(report: JobsReport, source: str) -> tuple[int, int, int, int]:
    """New, gone, changed and all postings of a source that was read."""
    kept = row_of(report, source).kept
    assert kept is not None
    return kept.new, kept.gone, kept.changed, kept.all


def offset_in(request: httpx.Request) -> int:
    """The offset that a paged source was asked for, by query or, where it is a POST, by body."""
    if request.method == "POST":
        return int(json.loads(request.content)["offset"])
    return int(request.url.params["offset"])
