"""From one SQLite file to PostgreSQL, counted on both sides; and the counts of a day out of PostgreSQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from poll_api import anomaly, database
from poll_api.database import Owner
from poll_api.errors import StoreError
from poll_api.keeping import Counts, counted
from poll_api.postgres.batch import BY_HOUR
from poll_api.postgres.schema import prepare_blocking
from poll_api.secret import mark

_BY_POLL = "SELECT poll, count(*) FILTER (WHERE yes), count(*) FILTER (WHERE NOT yes) FROM answers GROUP BY poll"
_FILL = (
    f"INSERT INTO tallies (poll, shard, yes, no) SELECT poll, 0, yes, no FROM ({_BY_POLL}) AS counted (poll, yes, no)"
)
_TALLIES = """
SELECT poll AS id, sum(yes)::bigint AS yes, sum(no)::bigint AS no, sum(refused)::bigint AS refused FROM (
    SELECT poll, yes, no, 0 AS refused FROM tallies
    UNION ALL
    SELECT poll, 0, 0, refused FROM refusals
) AS counted GROUP BY poll HAVING sum(yes) + sum(no) + sum(refused) > 0 ORDER BY poll"""


def migrate(db: Path, url: str, secret: bytes) -> Counts:
    """Copy answers, refusals and hours of ``db`` into the empty database at ``url``; the counts, equal on both sides.

    All of it in one transaction: what fails leaves the database as it was, and ``db`` is only read. The server must be
    stopped. Raises StoreError, also for a database that holds answers already.
    """
    wanted = counted(db)
    owner = Owner(db)
    try:
        with (
            closing(sqlite3.connect(f"file:{db.resolve()}?mode=ro", uri=True)) as source,
            psycopg.connect(url, autocommit=True) as target,
        ):
            known = source.execute("SELECT value FROM about WHERE name = 'secret'").fetchone()
            if known != (mark(secret),):
                raise StoreError(f"{db}: was keyed by another secret: give the one that its server runs with")
            prepare_blocking(target, secret)
            with target.transaction():
                return _copied(source, target, wanted)
    except psycopg.Error as error:
        raise StoreError(f"nothing was moved: {str(error).partition(chr(10))[0]}") from error
    finally:
        owner.release()


def tallies(url: str, moment: datetime) -> list[dict[str, Any]]:
    """The counts of every poll with an answer or a refusal, by id, in one consistent read, as ``export.tallies`` of
    ``moment`` has them. Raises StoreError.
    """
    try:
        with psycopg.connect(url, row_factory=psycopg.rows.dict_row) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            rows = connection.execute(_TALLIES).fetchall()
            # A database that only an earlier program has opened lacks the table.
            if connection.execute("SELECT to_regclass('hours') AS found").fetchone() == {"found": None}:
                return rows
            hourly = connection.execute(BY_HOUR).fetchall()
            return anomaly.marked(rows, {(row["hour"], row["poll"]): row["sum"] for row in hourly}, moment)
    except psycopg.Error as error:
        raise StoreError(f"the database cannot be read: {str(error).partition(chr(10))[0]}") from error


def _copied(source: sqlite3.Connection, target: psycopg.Connection[Any], wanted: Counts) -> Counts:
    if target.execute("SELECT 1 FROM answers LIMIT 1").fetchone():
        raise StoreError("the database holds answers already; only an empty one is filled")
    cursor = target.cursor()
    with cursor.copy("COPY answers (poll, mark, yes, day) FROM STDIN") as copy:
        for poll, ballot, yes, day in source.execute("SELECT poll, ballot, yes, day FROM answers"):
            copy.write_row((poll, ballot, bool(yes), day))
    with cursor.copy("COPY refusals (poll, day, refused) FROM STDIN") as copy:
        for row in source.execute("SELECT poll, day, refused FROM refusals"):
            copy.write_row(row)
    hours = database.hours(source)
    with cursor.copy("COPY hours (hour, poll, shard, answers) FROM STDIN") as copy:
        for (hour, poll), answers in hours.items():
            copy.write_row((hour, poll, 0, answers))
    cursor.execute(_FILL.encode())
    found = {poll: (yes, no) for poll, yes, no in cursor.execute(_BY_POLL.encode()).fetchall()}
    summed = {poll: (yes, no) for poll, yes, no in cursor.execute("SELECT poll, yes, no FROM tallies").fetchall()}
    counted_hours = {(hour, poll): answers for hour, poll, answers in cursor.execute(BY_HOUR.encode()).fetchall()}
    if counted_hours != hours:
        raise StoreError("the counts of the hours differ after copying, so nothing was moved")
    if not found == summed == wanted:
        odd = sorted(found.items() ^ wanted.items())[:3]
        raise StoreError(f"the counts differ after copying, so nothing was moved; for example {odd}")
    return dict(sorted(found.items()))
