"""The PostgreSQL store on a real server: the promises of a store, kept by several processes at once."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import psycopg
import pytest

from poll_api.anomaly import LEAST, Hours
from poll_api.errors import StoreError, StoreUnavailable
from poll_api.postgres.schema import statements
from poll_api.postgres.store import PostgresBallots
from poll_api.store import Tally
from tests.deploy.postgres_server import Server
from tests.poll_api.store_contract import DAY, HOUR, PROMISES, Promise

pytestmark = pytest.mark.deploy
SECRET = b"s" * 32
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # of the contract's hour


def with_stores(url: str, count: int, work: Callable[[list[PostgresBallots]], Awaitable[None]]) -> None:
    async def inner() -> None:
        async with AsyncExitStack() as stack:
            stores = []
            for shard in range(count):
                stores.append(PostgresBallots(url, SECRET, shard=shard))
                await stores[-1].open()
                stack.push_async_callback(stores[-1].close)
            await work(stores)

    asyncio.run(inner())


def counted(url: str, poll: str) -> Tally:
    """The answers themselves, counted without the counters."""
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FILTER (WHERE yes), count(*) FILTER (WHERE NOT yes) FROM answers WHERE poll = %s", [poll]
        ).fetchone()
    assert row is not None
    return Tally(*row)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_one_process_keeps_every_promise(promise: Promise, database: str) -> None:
    with_stores(database, 1, lambda stores: promise(stores[0]))


def test_an_answer_is_seen_by_another_process_as_soon_as_it_is_acknowledged(database: str) -> None:
    async def work(stores: list[PostgresBallots]) -> None:
        assert await stores[0].record("sk:1", "reader", True, DAY, HOUR) == Tally(1, 0)
        assert await stores[1].tallies(["sk:1"]) == [Tally(1, 0)]
        assert await stores[1].record("sk:1", "reader", False, DAY, HOUR) == Tally(0, 1)
        assert await stores[0].choice("sk:1", "reader") is False

    with_stores(database, 2, work)


def test_a_flood_through_four_processes_is_known_to_each_and_to_one_that_starts_later(database: str) -> None:
    async def flood(stores: list[PostgresBallots]) -> None:
        # Too few through any one of them.
        answers = [stores[n % 4].record("sk:1", f"reader-{n}", True, DAY, HOUR) for n in range(LEAST)]
        await asyncio.gather(*answers, stores[0].record("sk:2", "reader", True, DAY, HOUR))
        for store in stores:
            assert await store.hours() == {(HOUR, "sk:1"): LEAST, (HOUR, "sk:2"): 1}

    async def look(stores: list[PostgresBallots]) -> None:
        hours = Hours()
        await hours.look(stores[0], NOON)
        assert hours.all_flagged(NOON) == ["sk:1"]

    with_stores(database, 4, flood)
    with_stores(database, 1, look)


@pytest.mark.parametrize("level", ["read committed", "serializable"])
def test_the_same_readers_through_four_processes_at_once_are_counted_once(database: str, level: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            f"ALTER DATABASE {database.rpartition('/')[2]} SET default_transaction_isolation = '{level}'".encode()
        )
    chance = random.Random(7)

    async def work(stores: list[PostgresBallots]) -> None:
        async def one(reader: str) -> None:
            store = chance.choice(stores)
            try:
                if chance.random() < 0.3:
                    await store.withdraw("sk:1", reader)
                else:
                    await store.record("sk:1", reader, chance.random() < 0.5, DAY, HOUR)
            except StoreUnavailable:
                pass  # lost too often, and said so: nothing was acknowledged

        for _ in range(6):
            await asyncio.gather(*[one(f"reader-{chance.randrange(40)}") for _ in range(200)])
        assert await stores[0].tallies(["sk:1"]) == [counted(database, "sk:1")]

    with_stores(database, 4, work)


def test_a_lost_database_is_said_and_found_again(postgres: Server, database: str) -> None:
    async def work(stores: list[PostgresBallots]) -> None:
        store = stores[0]
        await store.record("sk:1", "reader-1", True, DAY, HOUR)
        await asyncio.to_thread(postgres.stop, "immediate")
        with pytest.raises(StoreUnavailable):
            await store.record("sk:1", "reader-2", True, DAY, HOUR)
        assert not store.alive
        store.refuse("sk:1", DAY)
        await store.note_refusals()
        await asyncio.to_thread(postgres.start)
        for _ in range(4):  # each waits for a connection as long as a reader would
            await store.note_refusals()
        assert store.alive
        assert await store.record("sk:1", "reader-2", True, DAY, HOUR) == Tally(2, 0)

    with_stores(database, 1, work)
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT refused FROM refusals").fetchall() == [(1,)]


def test_another_secret_is_refused(database: str) -> None:
    async def nothing(_stores: list[PostgresBallots]) -> None:
        pass

    async def opened() -> None:
        await PostgresBallots(database, b"t" * 32).open()

    with_stores(database, 1, nothing)
    with pytest.raises(StoreError, match="keyed by another secret"):
        asyncio.run(opened())


def test_a_database_that_acknowledges_before_the_disk_is_refused(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {database.rpartition('/')[2]} SET synchronous_commit = off".encode())

    async def opened() -> None:
        await PostgresBallots(database, SECRET).open()

    with pytest.raises(StoreError, match="synchronous_commit = off"):
        asyncio.run(opened())


def test_processes_that_start_at_once_make_one_schema(database: str) -> None:
    async def inner() -> None:
        stores = [PostgresBallots(database, SECRET) for _ in range(6)]
        await asyncio.gather(*[store.open() for store in stores])
        for store in stores:
            await store.close()

    asyncio.run(inner())


def test_cockroachdb_is_given_no_partitions_and_postgresql_sixteen() -> None:
    assert not any("PARTITION" in text for text in statements("CockroachDB CCL v24.1.0"))
    assert sum("PARTITION OF" in text for text in statements("PostgreSQL 15.18")) == 16
