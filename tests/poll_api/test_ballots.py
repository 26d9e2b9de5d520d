"""The store: exact counts, shared commits, nothing acknowledged that was not written."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from poll_api import database
from poll_api.ballots import Ballots
from poll_api.errors import StoreError, StoreUnavailable
from poll_api.store import Tally

Serve = Callable[..., TestClient]
DAY, HOUR = date(2026, 11, 23), 498_732
SECRET = b"s" * 32


class Failing(sqlite3.Connection):
    """A connection on which statements that begin with ``word`` fail."""

    word: str | None = None

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        if self.word and sql.startswith(self.word):
            raise sqlite3.OperationalError("database or disk is full")
        return super().execute(sql, *parameters)


class Connections:
    def __init__(self) -> None:
        self.made: list[Failing] = []

    def __call__(self, file: Path) -> sqlite3.Connection:
        self.made.append(sqlite3.connect(file, isolation_level=None, check_same_thread=False, factory=Failing))
        return self.made[-1]

    @property
    def writing(self) -> Failing:
        return self.made[-1]


def run(file: Path, work: Callable[[Ballots], Awaitable[None]], **given: Any) -> None:
    async def inner() -> None:
        store = Ballots(file, SECRET, **given)
        try:
            await work(store)
        finally:
            await store.close()

    asyncio.run(inner())


def test_the_writing_connection_waits_for_the_disk(tmp_path: Path) -> None:
    async def work(store: Ballots) -> None:
        assert await store.synchronous() == database.FULL

    run(tmp_path / "a.db", work)


def test_answers_that_arrive_together_share_one_commit(tmp_path: Path) -> None:
    batches: list[tuple[int, bool]] = []

    async def work(store: Ballots) -> None:
        tallies = await asyncio.gather(*[store.record("sk:1", f"reader-{i}", i % 3 == 0, DAY, HOUR) for i in range(90)])
        assert set(tallies) == {Tally(30, 60)}

    run(tmp_path / "a.db", work, on_batch=lambda size, done: batches.append((size, done)))
    assert batches == [(90, True)]


def test_within_one_commit_the_order_of_a_ballots_acts_holds(tmp_path: Path) -> None:
    async def work(store: Ballots) -> None:
        results = await asyncio.gather(
            store.record("sk:1", "reader-1", True, DAY, HOUR),
            store.choice("sk:1", "reader-1"),
            store.record("sk:1", "reader-1", False, DAY, HOUR),
            store.record("sk:1", "reader-2", True, DAY, HOUR),
            store.withdraw("sk:1", "reader-2"),
            store.choice("sk:1", "reader-2"),
        )
        assert list(results) == [Tally(0, 1), True, Tally(0, 1), Tally(0, 1), Tally(0, 1), None]

    run(tmp_path / "a.db", work)


def test_a_new_process_counts_what_the_old_one_acknowledged(tmp_path: Path) -> None:
    async def first(store: Ballots) -> None:
        await store.record("sk:1", "reader-1", True, DAY, HOUR)
        await store.record("sk:1", "reader-2", False, DAY, HOUR)
        await store.record("eu:1", "reader-1", False, DAY, HOUR)

    async def second(store: Ballots) -> None:
        assert tuple(await store.tallies(["sk:1", "eu:1", "sk:2"])) == (
            Tally(1, 1),
            Tally(0, 1),
            Tally(0, 0),
        )
        assert await store.choice("sk:1", "reader-2") is False
        assert await store.withdraw("sk:1", "reader-2") == Tally(1, 0)

    run(tmp_path / "a.db", first)
    run(tmp_path / "a.db", second)


@pytest.mark.parametrize("word", ["WITH wanted", "BEGIN", "INSERT INTO answers", "COMMIT"])
def test_what_could_not_be_written_is_not_acknowledged_and_not_counted(tmp_path: Path, word: str) -> None:
    connections = Connections()

    async def work(store: Ballots) -> None:
        await store.record("sk:1", "reader-1", True, DAY, HOUR)
        connections.writing.word = word
        with pytest.raises(StoreUnavailable):
            await store.record("sk:1", "reader-2", True, DAY, HOUR)
        connections.writing.word = None
        assert await store.tallies(["sk:1"]) == [Tally(1, 0)]
        assert await store.record("sk:1", "reader-3", False, DAY, HOUR) == Tally(1, 1)
        assert await store.choice("sk:1", "reader-2") is None

    run(tmp_path / "a.db", work, connect=connections)


def test_a_full_disk_is_503_with_the_time_to_come_back_and_then_heals(serve: Serve, tmp_path: Path) -> None:
    connections = Connections()
    client = serve(store=Ballots(tmp_path / "polls.db", SECRET, connect=connections))
    connections.writing.word = "COMMIT"
    answer = {"choice": "yes", "ballot": "12345678"}
    reply = client.post("/api/polls/sk:9:1", json=answer)
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "2")
    assert reply.json()["error"]["code"] == "unavailable"
    connections.writing.word = None
    assert client.post("/api/polls/sk:9:1", json=answer).json()["n"] == 1


def test_a_database_of_another_secret_is_refused(tmp_path: Path) -> None:
    async def nothing(_store: Ballots) -> None:
        return

    run(tmp_path / "a.db", nothing)
    with pytest.raises(StoreError, match="another secret"):
        Ballots(tmp_path / "a.db", b"t" * 32)


def test_only_one_process_writes(tmp_path: Path) -> None:
    owner = database.Owner(tmp_path / "a.db")
    with pytest.raises(StoreError, match="another process"):
        database.Owner(tmp_path / "a.db", wait=0)
    owner.release()
    database.Owner(tmp_path / "a.db", wait=0).release()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("no database " * 100)
    with pytest.raises(StoreError, match=r"a\.db"):
        Ballots(tmp_path / "a.db", SECRET)


def test_after_closing_nothing_is_taken(tmp_path: Path) -> None:
    async def work(store: Ballots) -> None:
        await store.close()
        assert not store.alive
        with pytest.raises(StoreUnavailable):
            await store.record("sk:1", "reader-1", True, DAY, HOUR)

    run(tmp_path / "a.db", work)


def test_refusals_that_could_not_be_noted_are_kept_for_later(tmp_path: Path) -> None:
    connections = Connections()

    async def work(store: Ballots) -> None:
        store.refuse("sk:1", DAY)
        connections.writing.word = "INSERT INTO refusals"
        await store.note_refusals()
        connections.writing.word = None
        store.refuse("sk:1", DAY)

    run(tmp_path / "a.db", work, connect=connections)
    with sqlite3.connect(tmp_path / "a.db") as reading:
        assert reading.execute("SELECT refused FROM refusals").fetchall() == [(2,)]
    reading.close()
