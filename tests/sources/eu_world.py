"""A small HowTheyVote.eu in memory, and the folder, clock and settings of runs against it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.sources.eu_answers import detail, page, row
from votewatch.fetching.eu import fetch_eu
from votewatch.fetching.run import FetchReport, Outside
from votewatch.ledger import files
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.settings import EuSource, Paths, Settings, Sources
from votewatch.sources.manners import Clock
from votewatch.sources.selection import Selection

TODAY = dt.datetime(2024, 11, 1, 12, tzinfo=dt.UTC)
NEW, OLD = "2024-10-10T12:00:00", "2024-07-17T12:00:00"


@dataclass
class Source:
    """HowTheyVote.eu with these votes; ``asked`` holds the paths asked for, ``down`` those that answer 503."""

    votes: dict[int, dict[str, Any]]
    asked: list[str] = field(default_factory=list)
    down: set[str] = field(default_factory=set)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if request.url.path in self.down:
            return httpx.Response(503)
        last = request.url.path.rpartition("/")[2]
        if last == "votes":
            rows = [row(n, v["timestamp"]) for n, v in self.votes.items() if v["is_main"]]
            return httpx.Response(200, json=page(rows))
        vote = self.votes.get(int(last))
        return httpx.Response(404, json={"error": "404"}) if vote is None else httpx.Response(200, json=vote)

    def asked_votes(self) -> list[int]:
        """Numbers of the votes asked for, in order; forgets them."""
        numbers = [int(path.rpartition("/")[2]) for path in self.asked if not path.endswith("votes")]
        self.asked.clear()
        return numbers


class World:
    """A folder, a source and a clock that a run uses; each run has no pages from an earlier one unless ``keep``."""

    def __init__(self, folder: Path, *votes: dict[str, Any]) -> None:
        self.source = Source({vote["id"]: vote for vote in votes})
        self.folder = folder
        self.now = TODAY
        self._runs = 0
        self.seconds = 0.0

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def _sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def run(self, selection: Selection | None = None, *, keep: bool = False, concurrency: int = 1) -> FetchReport:
        self._runs += not keep
        paths = Paths(data=self.data, cache=self.folder / f"cache{self._runs}")
        eu = EuSource(base_url="http://127.0.0.1:9/htv", concurrency=concurrency, retries=1)
        clock = Clock(monotonic=lambda: self.seconds, now=lambda: self.now, sleep=self._sleep, random=lambda: 0.0)
        outside = Outside(httpx.MockTransport(self.source.answer), clock)
        settings = Settings(paths=paths, sources=Sources(eu=eu))
        return fetch_eu(settings, selection or Selection(), today=self.now.date().isoformat(), outside=outside)

    def ledger(self) -> dict[str, RollCall]:
        return {r.id: r for r in files.load(self.data, Parliament.EU)}

    def texts(self) -> dict[str, str]:
        return {str(p.relative_to(self.data)): p.read_text() for p in self.data.rglob("*.jsonl")}


def amendment(number: int, when: str = NEW, **other: Any) -> dict[str, Any]:
    return detail(number, when, is_main=False, description=f"Am {number}", related=[], **other)
