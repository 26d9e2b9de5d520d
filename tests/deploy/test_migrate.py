"""From SQLite to PostgreSQL: everything, once, counted on both sides."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest

from poll_api import anomaly, export, verbs
from poll_api.ballots import Ballots
from poll_api.errors import PollApiError, SettingsError, StoreError
from poll_api.postgres import moving
from poll_api.postgres.store import PostgresBallots
from poll_api.store import Tally

pytestmark = pytest.mark.deploy
SECRET = b"s" * 32
DAY, HOUR = date(2026, 11, 23), 498_732
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # of that hour


def filled(db: Path) -> Path:
    """Thirty answers in two polls, one withdrawn, two refusals."""

    async def inner() -> None:
        store = Ballots(db, SECRET)
        for i in range(30):
            await store.record(f"sk:{i % 2}", f"reader-{i}", i % 3 == 0, DAY, HOUR)
        await store.withdraw("sk:0", "reader-0")
        store.refuse("sk:1", DAY)
        store.refuse("sk:1", DAY)
        await store.close()

    asyncio.run(inner())
    return db


def test_every_answer_arrives_and_its_reader_can_change_it(tmp_path: Path, database: str) -> None:
    assert moving.migrate(filled(tmp_path / "polls.db"), database, SECRET) == {"sk:0": (4, 10), "sk:1": (5, 10)}

    async def inner() -> None:
        store = PostgresBallots(database, SECRET)
        await store.open()
        assert await store.tallies(["sk:0", "sk:1"]) == [Tally(4, 10), Tally(5, 10)]
        assert await store.choice("sk:1", "reader-3") is True
        assert await store.record("sk:1", "reader-3", False, DAY, HOUR) == Tally(4, 11)
        await store.close()

    asyncio.run(inner())


def test_the_export_of_both_is_the_same(tmp_path: Path, database: str) -> None:
    db = filled(tmp_path / "polls.db")
    moving.migrate(db, database, SECRET)
    assert moving.tallies(database, NOON) == export.tallies(db, NOON)


def test_the_hours_move_along_so_that_a_flood_stays_known(tmp_path: Path, database: str) -> None:
    db = tmp_path / "polls.db"

    async def flood() -> None:
        store = Ballots(db, SECRET)
        await asyncio.gather(*[store.record("sk:1", f"reader-{n}", True, DAY, HOUR) for n in range(anomaly.LEAST)])
        await store.close()

    asyncio.run(flood())
    moving.migrate(db, database, SECRET)
    [row] = moving.tallies(database, NOON)
    assert row == {"id": "sk:1", "yes": anomaly.LEAST, "no": 0, "refused": 0, "flagged": "2026-11-23"}
    assert [row] == export.tallies(db, NOON)


def test_a_file_of_an_earlier_make_moves_without_hours(tmp_path: Path, database: str) -> None:
    db = filled(tmp_path / "polls.db")
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("DROP TABLE hours")
    moving.migrate(db, database, SECRET)
    assert moving.tallies(database, NOON) == export.tallies(db, NOON)


def test_a_database_that_only_an_earlier_program_has_opened_is_exported(tmp_path: Path, database: str) -> None:
    moving.migrate(filled(tmp_path / "polls.db"), database, SECRET)
    with psycopg.connect(database) as connection:
        connection.execute("DROP TABLE hours")
    assert [row["id"] for row in moving.tallies(database, NOON)] == ["sk:0", "sk:1"]


def test_a_database_with_answers_is_not_filled_again(tmp_path: Path, database: str) -> None:
    db = filled(tmp_path / "polls.db")
    moving.migrate(db, database, SECRET)
    with pytest.raises(StoreError, match="holds answers already"):
        moving.migrate(db, database, SECRET)


def test_another_secret_moves_nothing(tmp_path: Path, database: str) -> None:
    with pytest.raises(StoreError, match="another secret"):
        moving.migrate(filled(tmp_path / "polls.db"), database, b"t" * 32)
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM pg_class WHERE relname = 'answers'").fetchone() == (0,)


def test_the_verb_needs_an_address_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL is needed"):
        verbs.run(["migrate", "--db", str(tmp_path / "polls.db")], {})


def test_a_server_that_is_away_is_one_line(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "POLL_API_SECRET": SECRET.decode()}
    with pytest.raises(PollApiError, match=r"nothing was moved: connection failed") as caught:
        verbs.run(["migrate", "--db", str(filled(tmp_path / "polls.db"))], environment)
    assert "\n" not in str(caught.value)
