"""What every run of fetching has in common: its seams, its way out, its bar, its report."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from votewatch.ledger.files import SaveReport
from votewatch.ledger.skipped import Skipped
from votewatch.settings import EuSource, Settings, SkSource
from votewatch.sources.fetcher import Fetcher
from votewatch.sources.manners import Clock, Manners
from votewatch.sources.page_cache import PageCache

# Told (done, wanted) after each vote.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outside:
    """The seams to the outside: what carries requests (None: the network), and the clock."""

    transport: httpx.BaseTransport | None = None
    clock: Clock = field(default_factory=Clock)


@dataclass(frozen=True, slots=True)
class FetchReport:
    """One run: how many votes were ``wanted``, ``read``, and of these new or changed; ``skipped`` holds the rest.

    ``left`` counts wanted votes that this run did not come to. ``asked`` counts requests, repeats included.
    """

    door: str
    wanted: int
    read: int
    saved: SaveReport
    skipped: tuple[Skipped, ...]
    left: int
    asked: int
    silent: bool
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or 1 when something was skipped, or 2 when nothing could be read."""
        if self.silent:
            return 2
        return 1 if self.skipped else 0

    def lines(self) -> list[str]:
        """The run in at most a screen of plain lines."""
        s = self.saved
        out = [
            f"index: {self.door}, {self.wanted} to read, {self.asked} requests",
            f"read {self.read}: {s.new} new, {s.changed} changed, {s.unchanged} unchanged",
        ]
        if self.left:
            out.append(f"left for the next run: {self.left}")
        out += self.notes
        out.append(f"skipped: {len(self.skipped)}")
        out += [f"  {one.id}: {one.reason} {one.url}" for one in self.skipped[:12]]
        more = Counter(one.reason.partition(":")[0] for one in self.skipped[12:])
        out += [f"  and {n} more: {reason}" for reason, n in more.most_common(5)]
        return out


def fetcher_for(
    settings: Settings, source: SkSource | EuSource, budget_minutes: float | None, outside: Outside
) -> Fetcher:
    """The way out to one source, with its manners and the pages already on disk."""
    manners = Manners(
        user_agent=settings.sources.user_agent,
        requests_per_second=source.requests_per_second,
        concurrency=source.concurrency,
        read_timeout=source.read_timeout,
        retries=source.retries,
        budget_minutes=budget_minutes,
    )
    cache = PageCache(settings.paths.cache / "pages")
    return Fetcher(manners, cache, transport=outside.transport, clock=outside.clock)


@contextmanager
def shown_progress(name: str) -> Iterator[Progress]:
    """A bar on standard error when somebody is watching.

    While it lasts SIGTERM ends the run as Ctrl-C does, so that what was read is kept.
    """

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
            task = bar.add_task(name, total=None)
            yield lambda done, wanted: bar.update(task, completed=done, total=wanted)
    finally:
        signal.signal(signal.SIGTERM, before)
