"""The store of answers on PostgreSQL, as the event loop sees it."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from psycopg import AsyncConnection, Error, OperationalError, errors
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from poll_api.errors import StoreError, StoreUnavailable
from poll_api.postgres import schema
from poll_api.postgres.batch import Vanished, carry_out, hours, tallies
from poll_api.secret import ballot_mark
from poll_api.store import LARGEST_BATCH, LONGEST_QUEUE, NOTHING, Errand, Hourly, Outcome, Tally, Verb, resolve

# One transaction of a process at a time: two would wait for the same counter row until its commit is on the disk, and
# what waits shares the next one. Four at a time took fewer answers (docs/operations.md).
WRITERS = 1
CONNECTIONS = WRITERS + 5  # the others read
WAIT_SECONDS = 5.0  # for a connection, and for one statement
RECONNECT_SECONDS = 2.0  # then it waits to be asked again: the pool's own pauses double up to minutes
MOST_TRIES = 10  # of a transaction that lost against another

log = logging.getLogger(__name__)
Found = TypeVar("Found")


class PostgresBallots:
    """One answer for each poll and ballot, whichever process it came through. All methods are called in one loop."""

    def __init__(
        self,
        url: str,
        secret: bytes,
        *,
        on_batch: Callable[[int, bool], None] = lambda _size, _done: None,
        shard: int | None = None,
    ) -> None:
        """Nothing is opened yet. ``shard`` is the counter row that this process counts in; one drawn at random."""
        self._secret = secret
        self._on_batch = on_batch
        self._shard = random.randrange(schema.SHARDS) if shard is None else shard
        self._refused: Counter[tuple[str, str]] = Counter()
        self._queue: deque[Errand] = deque()
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._well = self._closed = False
        self._pool = AsyncConnectionPool(
            url,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=WAIT_SECONDS,
            reconnect_timeout=RECONNECT_SECONDS,
            open=False,
            configure=_configure,
            kwargs={"autocommit": True, "connect_timeout": int(WAIT_SECONDS)},
            check=AsyncConnectionPool.check_connection,
        )

    async def open(self) -> None:
        """Connect, make the tables when there are none, start writing. Raises StoreError."""
        try:
            await self._pool.open(wait=True, timeout=WAIT_SECONDS)
            async with self._pool.connection() as connection:
                await schema.prepare(connection, self._secret)
        except (Error, PoolTimeout) as error:
            await self._pool.close()
            raise StoreError(f"the database cannot be used: {error}") from error
        except StoreError:
            await self._pool.close()
            raise
        self._well = True
        self._tasks = [asyncio.create_task(self._write()) for _ in range(WRITERS)]

    async def tallies(self, polls: Sequence[str]) -> list[Tally]:
        """The sums of the shards of each of ``polls`` as of the last commit anywhere. Raises StoreUnavailable."""
        found = await self._tried(lambda connection: tallies(connection, polls))
        return [found.get(poll, NOTHING) for poll in polls]

    async def record(self, poll: str, ballot: str, yes: bool, day: date, hour: int) -> Tally:
        """Set the answer of ``ballot``, in place of an earlier one; the counts after its commit.

        ``day`` is the day in Europe/Bratislava, ``hour`` that of UTC since 1970 in which it is counted. Raises
        StoreUnavailable when it is not known to be written: a connection may break while it commits. Asking again sets
        the same answer.
        """
        return Tally(*await self._ask(Verb.RECORD, poll, ballot, yes, day.isoformat(), hour))

    async def withdraw(self, poll: str, ballot: str) -> Tally:
        """Remove the answer of ``ballot``, if it has one; the counts after the commit. Raises StoreUnavailable."""
        return Tally(*await self._ask(Verb.WITHDRAW, poll, ballot))

    async def choice(self, poll: str, ballot: str) -> bool | None:
        """The answer that ``ballot`` holds, None for none. Raises StoreUnavailable."""
        found: bool | None = await self._ask(Verb.LOOK, poll, ballot)
        return found

    def refuse(self, poll: str, day: date) -> None:
        """Count an answer that the limits refused; written by the next ``note_refusals``."""
        self._refused[poll, day.isoformat()] += 1

    async def note_refusals(self) -> None:
        """Write the counted refusals down, kept when that fails; look whether a lost database is back."""
        if not self._refused and self._well:
            return
        noted, self._refused = self._refused, Counter()
        try:
            await self._ask(Verb.REFUSALS, refusals=tuple((*key, count) for key, count in noted.items()))
        except StoreUnavailable:
            self._refused.update(noted)

    async def hours(self) -> Hourly:
        """The sums of the shards of each hour that is kept, whichever process counted. Raises StoreUnavailable."""
        return await self._tried(hours)

    async def forget_hours(self, before: int, under: int) -> None:
        """Forget the counts under ``under`` of hours before ``before``; answers stay. Raises StoreUnavailable."""
        await self._ask(Verb.FORGET, hour=before, under=under)

    @property
    def alive(self) -> bool:
        """Whether the last thing asked of the database was done."""
        return self._well and not self._closed

    @property
    def waiting(self) -> int:
        """How many errands nobody has begun."""
        return len(self._queue)

    async def close(self) -> None:
        """Write what is queued, acknowledge it and let go of the connections."""
        if self._closed:
            return
        await self.note_refusals()
        self._closed = True
        self._wake.set()
        await asyncio.gather(*self._tasks)
        await self._pool.close()

    async def _ask(
        self,
        verb: Verb,
        poll: str = "",
        ballot: str = "",
        yes: bool = False,
        day: str = "",
        hour: int = 0,
        under: int = 0,
        refusals: tuple[tuple[str, str, int], ...] = (),
    ) -> Any:
        if self._closed or len(self._queue) >= LONGEST_QUEUE:
            raise StoreUnavailable("the store takes no answers now")
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        key = (poll, ballot_mark(self._secret, poll, ballot)) if poll else ("", b"")
        self._queue.append(Errand(verb, future, key, yes, day, hour, under, refusals))
        self._wake.set()
        return await future

    async def _write(self) -> None:
        """Take what is there, commit it, tell everyone; until closed. What arrives meanwhile shares the next commit."""
        while not (self._closed and not self._queue):
            await self._wake.wait()
            batch = [self._queue.popleft() for _ in range(min(len(self._queue), LARGEST_BATCH))]
            if not self._queue and not self._closed:
                self._wake.clear()
            if batch:
                resolve(await self._outcomes(batch))

    async def _outcomes(self, batch: list[Errand]) -> list[Outcome]:
        try:
            outcomes = await self._tried(lambda connection: self._carried_out(connection, batch))
        except StoreUnavailable as error:
            log.error("%d errands were not done: %s", len(batch), error)
        except Exception:
            log.exception("%d errands were not done", len(batch))
        else:
            self._on_batch(len(batch), True)
            return outcomes
        self._on_batch(len(batch), False)
        return [(errand.future, StoreUnavailable("the answer could not be written")) for errand in batch]

    async def _carried_out(self, connection: AsyncConnection[Any], batch: Sequence[Errand]) -> list[Outcome]:
        async with connection.transaction():
            return await carry_out(connection, batch, self._shard)

    async def _tried(self, work: Callable[[AsyncConnection[Any]], Awaitable[Found]]) -> Found:
        """``work`` on a connection of its own, begun again when it lost against another. Raises StoreUnavailable."""
        for tries in range(MOST_TRIES):
            try:
                async with self._pool.connection() as connection:
                    found = await work(connection)
            except (errors.SerializationFailure, errors.DeadlockDetected, Vanished):
                await asyncio.sleep(random.uniform(0, 0.002 * 2**tries))
            except (OperationalError, PoolTimeout) as error:
                self._well = False
                raise StoreUnavailable(f"the database does not answer: {_said(error)}") from error
            except Error as error:
                # A full disk, a lost right: whatever it is, nothing of the transaction stands.
                raise StoreUnavailable(f"the database refused: {_said(error)}") from error
            else:
                self._well = True
                return found
        raise StoreUnavailable(f"lost {MOST_TRIES} times against other transactions")


async def _configure(connection: AsyncConnection[Any]) -> None:
    await connection.execute(f"SET statement_timeout = {int(WAIT_SECONDS * 1000)}")


def _said(error: Exception) -> str:
    """The first line of an error; a failed connection goes on about every address that it tried."""
    return str(error).strip().partition("\n")[0]
