"""`python -m poll_api export`: the counts of a day as a file, the only thing that leaves the store."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from poll_api import anomaly, database
from poll_api.database import VERSION
from poll_api.errors import StoreError

COUNTS = """
SELECT poll AS id, sum(yes) AS yes, sum(no) AS no, sum(refused) AS refused FROM (
    SELECT poll, yes, 1 - yes AS no, 0 AS refused FROM answers
    UNION ALL
    SELECT poll, 0, 0, refused FROM refusals
) GROUP BY poll ORDER BY poll
"""


def tallies(db: Path, moment: datetime) -> list[dict[str, Any]]:
    """The counts of every poll with an answer or a refusal, by id, in one consistent read beside a running server.

    ``refused`` counts answers that the limits refused; ``flagged`` is there while the verdict is withdrawn at
    ``moment``, and says since which day. Raises StoreError.
    """
    if not db.is_file():
        raise StoreError(f"{db}: there is no such database")
    try:
        with closing(sqlite3.connect(f"file:{db.resolve()}?mode=ro", uri=True, timeout=10)) as connection:
            store = Database(connection)
            if (version := store.execute("PRAGMA user_version").fetchone()[0]) != VERSION:
                raise StoreError(f"{db}: has schema {version}; this program knows {VERSION}")
            connection.execute("BEGIN")  # counts and hours of one moment
            return anomaly.marked(list(store.query(COUNTS)), database.hours(connection), moment)
    except sqlite3.Error as error:
        raise StoreError(f"{db}: {error}") from error


def export(counts: list[dict[str, Any]], out: Path, day: date) -> Path:
    """Write ``counts`` as ``<day>.json`` into ``out``, whole or not at all; the file's path. Raises StoreError.

    Ordered by id here: a database orders text by the language that it was set up with.
    """
    lines = [json.dumps(row, separators=(",", ":")) for row in sorted(counts, key=lambda row: str(row["id"]))]
    text = "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
    file = out / f"{day.isoformat()}.json"
    draft = out / f".{file.name}.{os.getpid()}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="ascii") as writing:
            writing.write(text)
            writing.flush()
            os.fsync(writing.fileno())
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StoreError(f"{file}: cannot be written: {error.strerror}") from error
    return file
