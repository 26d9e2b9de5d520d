"""The SQLite file of the answers: its tables, its pragmas, its one owner."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from poll_api.errors import StoreError
from poll_api.secret import mark as mark_of
from poll_api.store import Hourly

VERSION = 1
BUSY_SECONDS = 2.0
OWNER_SECONDS = 10.0  # how long a new process waits for the one it replaces
FULL = 2  # what PRAGMA synchronous says when every commit reaches the disk before it returns

# One row is one answer. Nothing here tells when within its day it came, from where, or what else its reader answered.
SCHEMA = """
CREATE TABLE answers (
    poll TEXT NOT NULL,
    ballot BLOB NOT NULL,  -- HMAC-SHA256(secret, poll || 0 || token)
    yes INTEGER NOT NULL CHECK (yes IN (0, 1)),
    day TEXT NOT NULL,  -- in Europe/Bratislava
    PRIMARY KEY (poll, ballot)
) WITHOUT ROWID;
CREATE TABLE refusals (
    poll TEXT NOT NULL,
    day TEXT NOT NULL,
    refused INTEGER NOT NULL,
    PRIMARY KEY (poll, day)
) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
# How many answers an hour had, of whatever kind, for three days: what tells a flood. Files of an earlier make lack it
# and get it when a server opens them; without it no hour was counted.
HOURS = """
CREATE TABLE IF NOT EXISTS hours (
    hour INTEGER NOT NULL,  -- of UTC, since 1970
    poll TEXT NOT NULL,
    answers INTEGER NOT NULL,
    PRIMARY KEY (hour, poll)
) WITHOUT ROWID
"""

Connect = Callable[[Path], sqlite3.Connection]


def connect(file: Path) -> sqlite3.Connection:
    """A connection whose commits are on the disk when they return; made in one thread, used by another."""
    connection = sqlite3.connect(
        file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=512
    )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # A withdrawn answer is overwritten, not only unlinked.
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def prepare(connection: sqlite3.Connection, secret: bytes) -> None:
    """Make the tables of a new file; check an old one. Raises StoreError when it was keyed by another secret.

    Under another secret the same ballot would be another row, and one reader would count twice.
    """
    mark = mark_of(secret)
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute("INSERT INTO about VALUES ('secret', ?)", (mark,))
            connection.execute(f"PRAGMA user_version = {VERSION}")
        elif version != VERSION:
            raise StoreError(f"the database has schema {version}; this program knows {VERSION}")
        elif (row := connection.execute("SELECT value FROM about WHERE name = 'secret'").fetchone()) != (mark,):
            raise StoreError(f"the database was keyed by another secret (its mark is {row and row[0][:8]})")
        connection.execute(HOURS)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def hours(connection: sqlite3.Connection) -> Hourly:
    """How many answers each hour had, by hour and poll; nothing in a file that has no such table.

    Raises sqlite3.Error.
    """
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'hours'").fetchone() is None:
        return {}
    rows = connection.execute("SELECT hour, poll, answers FROM hours")
    return {(hour, poll): answers for hour, poll, answers in rows}


class Owner:
    """Holds ``<db>.lock``: tallies are kept in memory, so that only one process at a time may write."""

    def __init__(self, db: Path, wait: float = OWNER_SECONDS) -> None:
        """Take the lock, waiting up to ``wait`` seconds for its holder to end. Raises StoreError."""
        self._file = os.open(db.with_name(db.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    os.close(self._file)
                    raise StoreError(f"{db}: another process is writing to it") from None
                time.sleep(0.02)
            else:
                return

    def release(self) -> None:
        """Let the next process in."""
        os.close(self._file)
