"""The store of answers in one SQLite file, as the event loop sees it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from poll_api import database
from poll_api.errors import StoreError, StoreUnavailable
from poll_api.secret import ballot_mark
from poll_api.store import LONGEST_QUEUE, NOTHING, Errand, Hourly, Tally, Verb
from poll_api.writer import Writer

OnBatch = Callable[[int, bool], None]


class Ballots:
    """One answer for each poll and ballot. All methods are called in one event loop."""

    def __init__(
        self,
        file: Path,
        secret: bytes,
        *,
        connect: database.Connect = database.connect,
        on_batch: OnBatch = lambda _size, _done: None,
        writer: Callable[[Path, database.Connect, OnBatch], Writer] = Writer,
    ) -> None:
        """Open or make ``file``, count what it holds and start its writer. Raises StoreError."""
        self._secret = secret
        self._file = file.resolve()
        self._refused: Counter[tuple[str, str]] = Counter()
        self._gathered: list[Errand] = []
        self._waiting = 0
        self._closed = False
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._owner = database.Owner(file.resolve())
        except OSError as error:
            raise StoreError(f"{file}: cannot be opened: {error.strerror}") from error
        try:
            with closing(connect(file)) as connection:
                database.prepare(connection, secret)
            self._writer = writer(file, connect, on_batch)
        except (sqlite3.Error, StoreError) as error:
            self._owner.release()
            raise StoreError(f"{file}: {error}") from error
        self._writer.start()

    async def open(self) -> None:
        """Nothing is left to do: the file was opened when this was made."""

    async def tallies(self, polls: Sequence[str]) -> list[Tally]:
        """Exact counts of each of ``polls`` as of the last commit."""
        return [self._writer.tallies.get(poll, NOTHING) for poll in polls]

    async def record(self, poll: str, ballot: str, yes: bool, day: date, hour: int) -> Tally:
        """Set the answer of ``ballot``, in place of an earlier one; the counts after its commit.

        ``day`` is the day in Europe/Bratislava, ``hour`` that of UTC since 1970 in which it is counted. Raises
        StoreUnavailable when it was not written.
        """
        return Tally(*await self._ask(Verb.RECORD, poll, ballot, yes, day.isoformat(), hour))

    async def withdraw(self, poll: str, ballot: str) -> Tally:
        """Remove the answer of ``ballot``, if it has one; the counts after the commit. Raises StoreUnavailable."""
        return Tally(*await self._ask(Verb.WITHDRAW, poll, ballot))

    async def choice(self, poll: str, ballot: str) -> bool | None:
        """The answer that ``ballot`` holds, None for none. Raises StoreUnavailable."""
        found: bool | None = await self._ask(Verb.LOOK, poll, ballot)
        return found

    async def synchronous(self) -> int:
        """PRAGMA synchronous as the writing connection has it; 2 is FULL."""
        return int(await self._ask(Verb.SYNCHRONOUS))

    def refuse(self, poll: str, day: date) -> None:
        """Count an answer that the limits refused; written by the next ``note_refusals``."""
        self._refused[poll, day.isoformat()] += 1

    async def note_refusals(self) -> None:
        """Write the counted refusals down; they are kept when that fails. Never raises StoreUnavailable."""
        if not self._refused:
            return
        noted, self._refused = self._refused, Counter()
        try:
            await self._ask(Verb.REFUSALS, refusals=tuple((*key, count) for key, count in noted.items()))
        except StoreUnavailable:
            self._refused.update(noted)

    async def hours(self) -> Hourly:
        """How many answers were given or changed in each hour that is kept. Raises StoreUnavailable."""
        return await asyncio.to_thread(self._hours)

    async def forget_hours(self, before: int, under: int) -> None:
        """Forget the counts under ``under`` of hours before ``before``; answers stay. Raises StoreUnavailable."""
        await self._ask(Verb.FORGET, hour=before, under=under)

    @property
    def alive(self) -> bool:
        """Whether answers can be written."""
        return self._writer.is_alive() and not self._closed

    @property
    def waiting(self) -> int:
        """How many errands are not yet committed."""
        return self._waiting

    async def close(self) -> None:
        """Write what is queued, acknowledge it and let go of the file."""
        if self._closed:
            return
        await self.note_refusals()
        self._closed = True
        self._hand_over()
        self._writer.stop()
        await asyncio.get_running_loop().run_in_executor(None, self._writer.join)
        self._owner.release()

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
        if not self.alive or self._waiting >= LONGEST_QUEUE:
            raise StoreUnavailable("the store takes no answers now")
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        key = (poll, ballot_mark(self._secret, poll, ballot)) if poll else ("", b"")
        self._waiting += 1
        if not self._gathered:
            # What else arrives in this round of the loop goes along: the writer is woken once and commits once.
            future.get_loop().call_soon(self._hand_over)
        self._gathered.append(Errand(verb, future, key, yes, day, hour, under, refusals))
        try:
            return await future
        finally:
            self._waiting -= 1

    def _hours(self) -> Hourly:
        try:
            with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as connection:
                return database.hours(connection)
        except sqlite3.Error as error:
            raise StoreUnavailable(f"the hours cannot be read: {error}") from error

    def _hand_over(self) -> None:
        if self._gathered:
            self._writer.ask(self._gathered)
            self._gathered = []
