"""One polite way out: few at once, not too fast, patient, and never the same page twice."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import httpx

from votewatch.model.errors import SourceError
from votewatch.sources.document import Document
from votewatch.sources.manners import Clock, Manners, seconds_asked
from votewatch.sources.page_cache import PageCache

_TRY_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_MOVED = {301, 302, 303, 307, 308}
_HOPS = 3
_LONGEST_PAUSE = 60.0
# A source that asks for more than this is left alone until the next run.
_LONGEST_WISH = 900.0


class Unreachable(SourceError):
    """Every try failed: refused or broken connections, time-outs, or answers such as 503."""


class RefusedByServer(SourceError):
    """The server answered that asking again will not help (403, 404 and the like)."""


class BudgetSpent(SourceError):
    """The run's minutes are over; what was fetched so far is kept."""


class Stopped(SourceError):
    """The run was told to stop; what was fetched so far is kept."""


class Fetcher:
    """Gets documents; safe to use from several threads. Use as a context manager, or call ``close``."""

    def __init__(
        self,
        manners: Manners,
        cache: PageCache,
        *,
        transport: httpx.BaseTransport | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._manners = manners
        self._cache = cache
        self._clock = clock or Clock()
        self._client = httpx.Client(
            transport=transport,
            headers={"User-Agent": manners.user_agent},
            timeout=httpx.Timeout(30.0, read=manners.read_timeout, pool=None),
            limits=httpx.Limits(max_connections=manners.concurrency),
        )
        self._at_once = threading.BoundedSemaphore(manners.concurrency)
        self._turn = threading.Lock()
        self._next_turn = 0.0
        self._stopped = threading.Event()
        budget = manners.budget_minutes
        self._deadline = None if budget is None else self._clock.monotonic() + 60 * budget
        self.asked = 0  # requests sent, repeats included

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Send nothing more, wait for the answers on their way, and let go of the connections."""
        self.stop()
        for _ in range(self._manners.concurrency):
            self._at_once.acquire()
        self._client.close()

    def stop(self) -> None:
        """Send nothing more; whoever waits for its turn gets Stopped. Answers on their way are still kept."""
        self._stopped.set()

    def get(self, url: str, *, fresh_hours: float | None = None, retries: int | None = None) -> Document:
        """The document at ``url``, from the cache when it is there and not older than ``fresh_hours`` (None: any age).

        ``retries`` is for a caller who has another way and need not be as patient as our manners are. Raises
        Unreachable, RefusedByServer, BudgetSpent or Stopped, each naming the URL.
        """
        return self._document("GET", url, {}, "", fresh_hours, retries)

    def post(self, url: str, form: Mapping[str, str], *, label: str, fresh_hours: float | None = None) -> Document:
        """The answer to a form; ``label`` says which answer it is, because the form itself changes with every visit.

        Raises as ``get`` does.
        """
        return self._document("POST", url, {"data": form}, label, fresh_hours, None)

    def post_json(self, url: str, body: Mapping[str, Any], *, fresh_hours: float | None = None) -> Document:
        """The answer to a JSON body, which itself says which answer it is. Raises as ``get`` does."""
        label = json.dumps(body, sort_keys=True)
        return self._document("POST", url, {"json": body}, label, fresh_hours, None)

    def forget(self, url: str) -> None:
        """Let the next ``get`` of ``url`` ask again; answers to forms stay."""
        self._cache.drop(url)

    def get_all(
        self, urls: Iterable[str], *, fresh_hours: Callable[[str], float | None] = lambda _: None
    ) -> Generator[tuple[str, Document | SourceError], None, None]:
        """Each URL with its document or what went wrong, in the order given, a few at once.

        Closing the iterator waits for the answers on their way, so that they are kept.
        """
        # More threads than requests at once: those that pause after a failure do not hold up the others.
        ahead = 4 * self._manners.concurrency
        waiting: deque[tuple[str, Future[Document]]] = deque()
        pool = ThreadPoolExecutor(ahead, thread_name_prefix="fetch")
        try:
            for url in urls:
                waiting.append((url, pool.submit(self.get, url, fresh_hours=fresh_hours(url))))
                if len(waiting) >= ahead:
                    yield _outcome(*waiting.popleft())
            while waiting:
                yield _outcome(*waiting.popleft())
        except KeyboardInterrupt:
            self.stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _document(
        self,
        method: str,
        url: str,
        sent: dict[str, Any],
        label: str,
        fresh_hours: float | None,
        retries: int | None,
    ) -> Document:
        oldest = None if fresh_hours is None else self._clock.now() - dt.timedelta(hours=fresh_hours)
        if known := self._cache.load(url, label, not_before=oldest):
            return known
        tries = 1 + (self._manners.retries if retries is None else retries)
        answer = self._patiently(method, url, sent, tries)
        kind = answer.headers.get("content-type", "")
        fetched = self._clock.now().isoformat(timespec="seconds")
        document = Document(url, answer.status_code, answer.content, kind, fetched)
        self._cache.store(document, label)
        return document

    def _patiently(self, method: str, url: str, sent: dict[str, Any], tries: int) -> httpx.Response:
        reason = ""
        for attempt in range(tries):
            if attempt:
                growing = min(_LONGEST_PAUSE, 2.0 ** (attempt - 1))
                self._pause(growing * (0.5 + self._clock.random()), url)
            try:
                answer = self._follow(method, url, sent)
            except (httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError) as error:
                # The last is what a host with an empty or endless label ends in.
                raise RefusedByServer(f"is no address: {error}", subject=_host(url), url=url) from error
            except httpx.RequestError as error:
                reason = f"{type(error).__name__} {error}".strip()
                continue
            if answer.status_code == 200:
                return answer
            reason = f"status {answer.status_code}"
            if answer.status_code not in _TRY_AGAIN:
                raise RefusedByServer(reason, subject=_host(url), url=url)
            self._heed(answer, url)
        raise Unreachable(f"{reason}, after {tries} tries", subject=_host(url), url=url)

    def _follow(self, method: str, url: str, sent: dict[str, Any]) -> httpx.Response:
        for _ in range(_HOPS + 1):
            answer = self._once(method, url, sent)
            if answer.status_code not in _MOVED or "location" not in answer.headers:
                return answer
            method, url, sent = "GET", str(httpx.URL(url).join(answer.headers["location"])), {}
        return answer

    def _once(self, method: str, url: str, sent: dict[str, Any]) -> httpx.Response:
        with self._at_once:
            while (wait := self._wait_for_turn()) > 0:
                self._pause(wait, url)
            self._go_on(0.0, url)
            return self._client.request(method, url, **sent)

    def _wait_for_turn(self) -> float:
        """Seconds until somebody may ask; 0 takes the turn."""
        with self._turn:
            now = self._clock.monotonic()
            if now < self._next_turn:
                return self._next_turn - now
            self.asked += 1
            self._next_turn = now + 1 / self._manners.requests_per_second
            return 0.0

    def _heed(self, answer: httpx.Response, url: str) -> None:
        """Nobody asks this source again before the moment it named in Retry-After."""
        wish = seconds_asked(answer.headers.get("retry-after", ""), self._clock.now())
        if wish > _LONGEST_WISH:
            raise Unreachable(f"asks us to wait {wish:.0f} s", subject=_host(url), url=url)
        with self._turn:
            self._next_turn = max(self._next_turn, self._clock.monotonic() + wish)

    def _pause(self, seconds: float, url: str) -> None:
        """Sleep in slices, so that a stop is heard; a pause that would outlast the budget is not begun."""
        self._go_on(seconds, url)
        until = self._clock.monotonic() + seconds
        while (left := until - self._clock.monotonic()) > 0 and not self._stopped.is_set():
            self._clock.sleep(min(left, 0.5))
        self._go_on(0.0, url)

    def _go_on(self, seconds: float, url: str) -> None:
        if self._stopped.is_set():
            raise Stopped("stopped", subject=_host(url), url=url)
        if self._deadline is not None and self._clock.monotonic() + seconds >= self._deadline:
            raise BudgetSpent("the run's minutes are over", subject=_host(url), url=url)


def _outcome(url: str, future: Future[Document]) -> tuple[str, Document | SourceError]:
    try:
        return url, future.result()
    except SourceError as error:
        return url, error


def _host(url: str) -> str:
    return urlsplit(url).netloc
