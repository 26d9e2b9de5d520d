"""A clock that only moves when somebody sleeps, and a way out that leads to a function."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path

import httpx

from votewatch.sources.fetcher import Fetcher
from votewatch.sources.manners import Clock, Manners
from votewatch.sources.page_cache import PageCache

START = dt.datetime(2026, 1, 24, 9, 30, tzinfo=dt.UTC)


class FakeClock:
    """Seconds since START; ``clock`` is what the fetcher takes."""

    def __init__(self) -> None:
        self.passed = 0.0
        self._lock = threading.Lock()
        self.clock = Clock(
            monotonic=lambda: self.passed,
            now=lambda: START + dt.timedelta(seconds=self.passed),
            sleep=self.sleep,
            random=lambda: 0.5,
        )

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.passed += seconds


def fetcher_to(
    answer: Callable[[httpx.Request], httpx.Response],
    folder: Path,
    clock: FakeClock | None = None,
    *,
    retries: int = 3,
    budget_minutes: float | None = None,
) -> Fetcher:
    """A fetcher with the manners of the NR SR's source whose requests end in ``answer``."""
    manners = Manners("VoteWatch/test", 2.0, 2, 200.0, retries, budget_minutes)
    transport = httpx.MockTransport(answer)
    return Fetcher(manners, PageCache(folder), transport=transport, clock=(clock or FakeClock()).clock)


def fetcher_to_site(folder: Path) -> Fetcher:
    """A fetcher to a server on this machine, by a clock that need not wait."""
    manners = Manners("VoteWatch/test", 2.0, 2, 200.0, 3)
    return Fetcher(manners, PageCache(folder), clock=FakeClock().clock)
