"""Job boards and feeds into the radar's own folder. One source that fails is a row of the report and costs no other."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from votewatch.fetching import boards
from votewatch.fetching.run import Outside, Progress
from votewatch.ledger.radar import boards as stored
from votewatch.ledger.radar import health
from votewatch.ledger.radar.boards import Kept
from votewatch.model.errors import SourceError
from votewatch.model.radar import Health, Source
from votewatch.settings import FEEDS, Settings
from votewatch.sources.fetcher import BudgetSpent, Fetcher, Stopped
from votewatch.sources.manners import Manners
from votewatch.sources.page_cache import PageCache

# A feed's page shows its newest only: what slid out of it is taken as closed after so many days.
FEED_DAYS = 30
AT_ONCE = 4
# What feeds ask of those who read them: hours between two readings, seconds between two requests (docs/sources.md).
FEED_HOURS = {"remotive": 6.0, "jobicy": 1.0}
FEED_SECONDS = {"remotive": 30.0}


@dataclass(frozen=True, slots=True)
class Row:
    """What one source did: ``kept`` None when it failed; ``left`` when this run did not come to it."""

    source: str
    kept: Kept | None
    health: Health
    left: bool = False


@dataclass(frozen=True, slots=True)
class JobsReport:
    """One run over all sources, in the order of the settings."""

    rows: tuple[Row, ...]
    disabled: tuple[Source, ...]
    asked: int

    @property
    def exit_code(self) -> int:
        """0, or 1 when a source failed, or 2 when all did."""
        failed = sum(row.kept is None and not row.left for row in self.rows)
        return 2 if self.rows and failed == len(self.rows) else min(failed, 1)

    def lines(self) -> list[str]:
        """The run in plain lines: totals, then one line a source."""
        read = [row for row in self.rows if row.kept is not None]
        kept = [row.kept for row in read if row.kept is not None]
        failed = [row for row in self.rows if row.kept is None and not row.left]
        out = [
            f"sources: {len(read)} read, {len(failed)} failed, {sum(r.left for r in self.rows)} left for the next run,"
            f" {len(self.disabled)} disabled; {self.asked} requests",
            f"postings: {sum(k.all for k in kept)}, of these {sum(k.new for k in kept)} new,"
            f" {sum(k.changed for k in kept)} changed; {sum(k.gone for k in kept)} closed",
        ]
        for row in self.rows:
            if row.kept is not None:
                keys = ", ".join(f"{key} {n}" for key, n in row.health.unknown.items())
                note = "".join(
                    [f"; {row.health.note}" if row.health.note else "", f"; unknown keys: {keys}" if keys else ""]
                )
                out.append(f"  {row.source}: {row.kept.all} postings, {row.kept.new} new{note}")
            elif not row.left:
                out.append(f"  {row.source}: FAILED since {row.health.since}: {row.health.reason}")
        out += [f"  {one.company}: disabled: {one.disabled}" for one in self.disabled]
        return out


def fetch_jobs(
    settings: Settings,
    *,
    today: str,
    only: Iterable[str] = (),
    budget_minutes: float | None = None,
    progress: Progress = lambda _done, _wanted: None,
    outside: Outside | None = None,
) -> JobsReport:
    """Read every source, hosts beside each other and each host at its own pace; ``today`` is an ISO day.

    A reading that failed or was not whole closes no posting. Raises LedgerError when the radar's folder cannot be used,
    and SourceError for an unknown name in ``only``.
    """
    wanted = [source for source in settings.jobs.sources() if not source.disabled]
    if unknown := sorted(set(only) - {source.name for source in wanted}):
        why = next((f"is disabled: {s.disabled}" for s in settings.jobs.sources() if s.name == unknown[0]), "")
        raise SourceError(
            why or "is no source of the settings; see votewatch config", subject=unknown[0], url="votewatch.toml"
        )
    if names := set(only):
        wanted = [source for source in wanted if source.name in names]
    state, outside = settings.radar.state, outside or Outside()
    healths = health.load(state)
    hosts: dict[str, list[Source]] = defaultdict(list)
    for source in wanted:
        hosts[source.kind].append(source)
    rows: dict[str, Row] = {}

    fetchers: list[Fetcher] = []

    def read_host(kind: str) -> int:
        with fetcher_for(settings, kind, budget_minutes, outside) as fetcher:
            fetchers.append(fetcher)
            for source in hosts[kind]:
                rows[source.name] = _read(settings, source, fetcher, healths.get(source.name, Health()), today)
                progress(len(rows), len(wanted))
            return fetcher.asked

    try:
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="host") as pool:
            asked = _sum(pool, read_host, hosts, fetchers)
    finally:
        health.save(state, healths | {name: row.health for name, row in rows.items() if not row.left})
    disabled = tuple(source for source in settings.jobs.sources() if source.disabled)
    return JobsReport(tuple(rows[source.name] for source in wanted), disabled, asked)


def fetcher_for(
    settings: Settings, kind: str, budget_minutes: float | None, outside: Outside, retries: int | None = None
) -> Fetcher:
    """The way out to one kind of board; feeds, which are asked for everybody's postings, half as often."""
    jobs = settings.jobs
    rate = jobs.requests_per_second / (2 if kind in FEEDS else 1)
    if kind in FEED_SECONDS and not _is_here(settings, kind):
        rate = min(rate, 1 / FEED_SECONDS[kind])
    manners = Manners(
        user_agent=settings.sources.user_agent,
        requests_per_second=rate,
        concurrency=jobs.concurrency,
        read_timeout=jobs.read_timeout,
        retries=jobs.retries if retries is None else retries,
        budget_minutes=budget_minutes,
    )
    cache = PageCache(settings.paths.cache / "jobs")
    return Fetcher(manners, cache, transport=outside.transport, clock=outside.clock)


def _read(settings: Settings, source: Source, fetcher: Fetcher, before: Health, today: str) -> Row:
    try:
        read = _asked(settings, source, fetcher)
    except (BudgetSpent, Stopped):
        return Row(source.name, None, before, left=True)
    except SourceError as error:
        # An answer that is no list must not be taken for fresh by the next run.
        fetcher.forget(error.url)
        return Row(source.name, None, replace(before, since=before.since or today, reason=error.reason))
    # A board closes what it no longer lists; a feed only shows its newest.
    oldest = "" if source.token else (dt.date.fromisoformat(today) - dt.timedelta(days=FEED_DAYS)).isoformat()
    whole = read.whole and bool(source.token)
    kept = stored.save(settings.radar.state, source.name, read.board.postings, whole=whole, keep_since=oldest)
    news = bool(kept.new or kept.gone or kept.changed) or before.failing or not before.changed
    told = Health(today if news else before.changed, postings=kept.all, note=read.why_not, unknown=read.board.unknown)
    return Row(source.name, kept, told)


def _sum(pool: ThreadPoolExecutor, read: Callable[[str], int], hosts: Iterable[str], fetchers: list[Fetcher]) -> int:
    try:
        return sum(pool.map(read, hosts))
    except BaseException:
        # Ctrl-C, or a disk that is full: what is on its way is kept, nothing more is asked.
        pool.shutdown(wait=False, cancel_futures=True)
        for fetcher in fetchers:
            fetcher.stop()
        raise


def _asked(settings: Settings, source: Source, fetcher: Fetcher) -> boards.Read:
    jobs = settings.jobs
    if source.token:
        return boards.read_board(fetcher, jobs.urls, source.kind, source.token, source.company, jobs.hours)
    hours = jobs.hours if _is_here(settings, source.kind) else max(jobs.hours, FEED_HOURS.get(source.kind, 0.0))
    return boards.read_feed(fetcher, jobs.urls, source.kind, hours, jobs.feed_pages)


def _is_here(settings: Settings, feed: str) -> bool:
    """Whether a feed's address is on this machine, as a stand-in's is."""
    return urlsplit(getattr(settings.jobs.urls, feed)).hostname in {"127.0.0.1", "localhost", "::1"}
