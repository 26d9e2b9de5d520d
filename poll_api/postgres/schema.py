"""The tables on PostgreSQL.

Nothing here is peculiar to one machine: no advisory lock, no LISTEN, no sequence. Answers are parted by the hash of
their poll, so that no index grows with everything; counters are rows of several shards a poll, so that processes that
count for one poll at once do not wait for each other.
"""

from __future__ import annotations

from typing import Any

from psycopg import AsyncConnection, Connection, errors

from poll_api.errors import StoreError
from poll_api.secret import mark

VERSION = "1"
PARTITIONS = 16
SHARDS = 16
# A commit that does not wait for the disk would be acknowledged and could be lost.
_UNSAFE = {"off"}

_ANSWERS = """
CREATE TABLE IF NOT EXISTS answers (
    poll text NOT NULL,
    mark bytea NOT NULL,
    yes boolean NOT NULL,
    day date NOT NULL,
    PRIMARY KEY (poll, mark)
)"""
_OTHERS = (
    """
CREATE TABLE IF NOT EXISTS tallies (
    poll text NOT NULL,
    shard smallint NOT NULL,
    yes bigint NOT NULL,
    no bigint NOT NULL,
    PRIMARY KEY (poll, shard)
)""",
    """
CREATE TABLE IF NOT EXISTS refusals (
    poll text NOT NULL,
    day date NOT NULL,
    refused bigint NOT NULL,
    PRIMARY KEY (poll, day)
)""",
    # What tells a flood, for three days; in shards as the counters are.
    """
CREATE TABLE IF NOT EXISTS hours (
    hour bigint NOT NULL,
    poll text NOT NULL,
    shard smallint NOT NULL,
    answers bigint NOT NULL,
    PRIMARY KEY (hour, poll, shard)
)""",
    "CREATE TABLE IF NOT EXISTS about (name text PRIMARY KEY, value text NOT NULL)",
)


def statements(server: str) -> list[str]:
    """What makes the tables on a server whose ``version()`` is ``server``.

    CockroachDB spreads a table by itself and does not know PARTITION BY HASH; PostgreSQL and YugabyteDB do.
    """
    if "CockroachDB" in server:
        return [_ANSWERS, *_OTHERS]
    parts = [
        f"CREATE TABLE IF NOT EXISTS answers_{n} PARTITION OF answers"
        f" FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {n})"
        for n in range(PARTITIONS)
    ]
    return [f"{_ANSWERS} PARTITION BY HASH (poll)", *parts, *_OTHERS]


def described(secret: bytes) -> dict[str, str]:
    """What the table ``about`` must say."""
    return {"schema": VERSION, "secret": mark(secret)}


def check(found: dict[str, str], secret: bytes) -> None:
    """Raise StoreError where ``about`` says something else than it must."""
    wanted = described(secret)
    if found.get("schema") != wanted["schema"]:
        raise StoreError(f"the database has schema {found.get('schema')}; this program knows {VERSION}")
    if found.get("secret") != wanted["secret"]:
        raise StoreError(f"the database was keyed by another secret (its mark is {str(found.get('secret'))[:8]})")


async def prepare(connection: AsyncConnection[Any], secret: bytes) -> None:
    """Make what is missing, by whichever process comes first. Raises StoreError for another secret or schema."""
    await _refuse_unsafe(connection)
    server = str((await (await connection.execute("SELECT version()")).fetchone() or ("",))[0])
    for statement in statements(server):
        try:
            async with connection.transaction():
                await connection.execute(statement)
        except (errors.UniqueViolation, errors.DuplicateTable, errors.DuplicateObject):
            # Two processes made it at once: IF NOT EXISTS looks before it locks.
            continue
    insert = "INSERT INTO about VALUES (%s, %s) ON CONFLICT (name) DO NOTHING"
    async with connection.transaction():
        for row in described(secret).items():
            await connection.execute(insert, row)
    rows = await (await connection.execute("SELECT name, value FROM about")).fetchall()
    check({str(name): str(value) for name, value in rows}, secret)


async def _refuse_unsafe(connection: AsyncConnection[Any]) -> None:
    try:
        row = await (await connection.execute("SHOW synchronous_commit")).fetchone()
    except errors.UndefinedObject:
        return  # an engine that always waits does not have the setting
    if row and row[0] in _UNSAFE:
        raise StoreError("the database runs with synchronous_commit = off: an acknowledged answer could be lost")


def prepare_blocking(connection: Connection[Any], secret: bytes) -> None:
    """As ``prepare``, for the verbs that are no server. The connection commits each statement by itself."""
    server = str((connection.execute("SELECT version()").fetchone() or ("",))[0])
    for statement in statements(server):
        connection.execute(statement)
    for row in described(secret).items():
        connection.execute("INSERT INTO about VALUES (%s, %s) ON CONFLICT (name) DO NOTHING", row)
    rows = connection.execute("SELECT name, value FROM about").fetchall()
    check({str(name): str(value) for name, value in rows}, secret)
