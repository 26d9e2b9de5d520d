"""The one thread that writes. What arrives while it commits shares the next commit.

An answer is acknowledged after the commit that holds it has returned, never before.
"""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from poll_api.database import Connect
from poll_api.errors import StoreUnavailable
from poll_api.store import LARGEST_BATCH, NOTHING, Errand, Hourly, Key, Outcome, Tally, Verb, by_hour, resolve

log = logging.getLogger(__name__)


@cache
def _select(rows: int) -> str:
    # A join, because SQLite scans the whole table for `(poll, ballot) IN (VALUES ...)`.
    return (
        f"WITH wanted (poll, ballot) AS (VALUES {', '.join(['(?, ?)'] * rows)}) SELECT a.poll, a.ballot, a.yes"
        " FROM wanted AS w CROSS JOIN answers AS a ON a.poll = w.poll AND a.ballot = w.ballot"
    )


@cache
def _upsert(rows: int) -> str:
    return (
        f"INSERT INTO answers (poll, ballot, yes, day) VALUES {', '.join(['(?, ?, ?, ?)'] * rows)}"
        " ON CONFLICT (poll, ballot) DO UPDATE SET yes = excluded.yes, day = excluded.day"
    )


class Writer(threading.Thread):
    """Owns the connection. Errands come through ``ask`` from any thread; their futures are resolved in their loop."""

    def __init__(self, file: Path, connect: Connect, on_batch: Callable[[int, bool], None]) -> None:
        """``on_batch`` is told of every batch how many errands it had and whether they were done."""
        super().__init__(name="ballots-writer", daemon=True)
        self.tallies: dict[str, Tally] = {}
        self._errands: queue.SimpleQueue[list[Errand] | None] = queue.SimpleQueue()
        self._connection = connect(file)
        self._file, self._inode = file, _inode(file)
        self._on_batch = on_batch
        self._count_again = False
        self._count()

    def ask(self, errands: list[Errand]) -> None:
        """Queue errands; they are carried out in this order."""
        self._errands.put(errands)

    def stop(self) -> None:
        """Do what is queued, then end. Called once; nothing may be asked afterwards."""
        self._errands.put(None)

    def run(self) -> None:
        """Take what is there, commit it, tell everyone; until stopped."""
        going = True
        while going:
            batch: list[Errand] = []
            errands = self._errands.get()
            try:
                while errands is not None:
                    batch += errands
                    errands = self._errands.get_nowait()
                going = False
            except queue.Empty:
                pass
            for start in range(0, len(batch), LARGEST_BATCH):
                self._deliver(self._outcomes(batch[start : start + LARGEST_BATCH]))
        self._connection.close()

    def _outcomes(self, batch: list[Errand]) -> list[Outcome]:
        try:
            outcomes = self.carry_out(batch)
        except sqlite3.Error as error:
            # A full disk or a lock: their readers are told to come back, and nothing was counted.
            log.error("%d errands were not done: %s", len(batch), error)
        except Exception:
            log.exception("%d errands were not done", len(batch))
        else:
            self._on_batch(len(batch), True)
            return outcomes
        self._on_batch(len(batch), False)
        return [(errand.future, StoreUnavailable("the answer could not be written")) for errand in batch]

    def carry_out(self, batch: list[Errand]) -> list[Outcome]:
        """Do ``batch`` in its order and in one transaction. Raises sqlite3.Error when none of it was done."""
        if self._count_again:
            self._count()
        held = self._held({errand.key for errand in batch if errand.key[0]})
        hours = by_hour(batch, held)
        change: Counter[tuple[str, bool]] = Counter()
        written: dict[Key, str] = {}
        looks: dict[int, Any] = {}
        for number, errand in enumerate(batch):
            key, old = errand.key, held.get(errand.key)
            if errand.verb is Verb.LOOK:
                looks[number] = old
            elif errand.verb is Verb.SYNCHRONOUS:
                looks[number] = self._connection.execute("PRAGMA synchronous").fetchone()[0]
            elif errand.verb in (Verb.RECORD, Verb.WITHDRAW):
                if old is not None:
                    change[key[0], old] -= 1
                written[key] = errand.day
                held[key] = errand.yes if errand.verb is Verb.RECORD else None
                if held[key] is not None:
                    change[key[0], errand.yes] += 1
        refusals = [row for errand in batch for row in errand.refusals]
        forgotten = [(errand.hour, errand.under) for errand in batch if errand.verb is Verb.FORGET]
        if written or refusals or forgotten:
            self._write(held, written, refusals, hours, forgotten)
        # Only now is any of it true.
        for poll in {poll for poll, _ in change}:
            yes, no = self.tallies.get(poll, NOTHING)
            self.tallies[poll] = Tally(yes + change[poll, True], no + change[poll, False])
        return [
            (errand.future, looks[number] if number in looks else self.tallies.get(errand.key[0], NOTHING))
            for number, errand in enumerate(batch)
        ]

    def _held(self, keys: set[Key]) -> dict[Key, bool | None]:
        if not keys:
            return {}
        rows = self._connection.execute(_select(len(keys)), [value for key in keys for value in key])
        return {(poll, ballot): bool(yes) for poll, ballot, yes in rows}

    def _write(
        self,
        held: dict[Key, bool | None],
        written: dict[Key, str],
        refusals: Iterable[tuple[str, str, int]],
        hours: Hourly,
        forgotten: list[tuple[int, int]],
    ) -> None:
        if self._inode is None or _inode(self._file) != self._inode:
            # SQLite would go on writing to a file that has no name, and every answer would go with the process.
            raise sqlite3.OperationalError("the database file was removed or replaced; restart the server")
        execute = self._connection.execute
        rows = [(*key, held[key], day) for key, day in written.items() if held[key] is not None]
        execute("BEGIN IMMEDIATE")
        try:
            if rows:
                # One statement, so that the interpreter is given up once and not once a row.
                execute(_upsert(len(rows)), [value for row in rows for value in row])
            for key in written:
                if held[key] is None:
                    execute("DELETE FROM answers WHERE poll = ? AND ballot = ?", key)
            for row in refusals:
                execute(
                    "INSERT INTO refusals VALUES (?, ?, ?)"
                    " ON CONFLICT (poll, day) DO UPDATE SET refused = refused + excluded.refused",
                    row,
                )
            for (hour, poll), answers in hours.items():
                execute(
                    "INSERT INTO hours VALUES (?, ?, ?)"
                    " ON CONFLICT (hour, poll) DO UPDATE SET answers = answers + excluded.answers",
                    (hour, poll, answers),
                )
            for bounds in forgotten:
                execute("DELETE FROM hours WHERE hour < ? AND answers < ?", bounds)
        except BaseException:
            self._undo()
            raise
        try:
            execute("COMMIT")
        except BaseException:
            # It may or may not have reached the disk: what is there is counted before the next batch.
            self._count_again = True
            self._undo()
            raise

    def _undo(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            log.error("a transaction could not be undone: %s", error)
            self._count_again = True

    def _count(self) -> None:
        rows = self._connection.execute("SELECT poll, sum(yes), count(*) FROM answers GROUP BY poll").fetchall()
        self.tallies = {poll: Tally(yes, all_of_them - yes) for poll, yes, all_of_them in rows}
        self._count_again = False

    def _deliver(self, outcomes: list[Outcome]) -> None:
        try:
            outcomes[0][0].get_loop().call_soon_threadsafe(resolve, outcomes)
        except RuntimeError:
            log.warning("nobody is left to be told of %d errands", len(outcomes))


def _inode(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
