"""One batch of errands as one transaction.

Rows are taken in the order of their keys, so that two processes wait for each other in one direction only. What was
there is read under the lock of the row and never from memory: the counters follow what this very transaction changed.
It is right at READ COMMITTED as well as at SERIALIZABLE; whoever loses is told 40001 or 40P01 and begins again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from psycopg import AsyncConnection

from poll_api.store import NOTHING, Errand, Hourly, Key, Outcome, Tally, Verb, by_hour

_INSERT = """
INSERT INTO answers (poll, mark, yes, day)
SELECT * FROM unnest(%s::text[], %s::bytea[], %s::boolean[], %s::date[])
ON CONFLICT (poll, mark) DO NOTHING
RETURNING poll, mark"""
_HELD = """
SELECT poll, mark, yes FROM answers
WHERE (poll, mark) IN (SELECT * FROM unnest(%s::text[], %s::bytea[]))
ORDER BY poll, mark
FOR UPDATE"""
_UPDATE = """
UPDATE answers SET yes = given.yes, day = given.day
FROM unnest(%s::text[], %s::bytea[], %s::boolean[], %s::date[]) AS given (poll, mark, yes, day)
WHERE answers.poll = given.poll AND answers.mark = given.mark"""
_DELETE = "DELETE FROM answers WHERE (poll, mark) IN (SELECT * FROM unnest(%s::text[], %s::bytea[]))"
_COUNT = """
INSERT INTO tallies (poll, shard, yes, no)
SELECT poll, %s, yes, no FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) AS given (poll, yes, no)
ON CONFLICT (poll, shard) DO UPDATE SET yes = tallies.yes + excluded.yes, no = tallies.no + excluded.no"""
_REFUSED = """
INSERT INTO refusals (poll, day, refused)
SELECT * FROM unnest(%s::text[], %s::date[], %s::bigint[])
ON CONFLICT (poll, day) DO UPDATE SET refused = refusals.refused + excluded.refused"""
_HOURS = """
INSERT INTO hours (hour, poll, shard, answers)
SELECT hour, poll, %s, answers FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS given (hour, poll, answers)
ON CONFLICT (hour, poll, shard) DO UPDATE SET answers = hours.answers + excluded.answers"""
_FORGET = """
DELETE FROM hours WHERE (hour, poll) IN (
    SELECT hour, poll FROM hours WHERE hour < %s GROUP BY hour, poll HAVING sum(answers) < %s
)"""
BY_HOUR = "SELECT hour, poll, sum(answers)::bigint AS sum FROM hours GROUP BY hour, poll"
SUMS = "SELECT poll, sum(yes)::bigint, sum(no)::bigint FROM tallies WHERE poll = ANY(%s) GROUP BY poll"


class Vanished(Exception):
    """A row was there when it was inserted and gone when it was read: another process withdrew it. Begin again."""


async def carry_out(connection: AsyncConnection[Any], batch: Sequence[Errand], shard: int) -> list[Outcome]:
    """Do ``batch`` within the connection's transaction; what to tell whom once that is committed.

    Raises psycopg.Error, or Vanished, when it has to be undone.
    """
    final: dict[Key, Errand] = {e.key: e for e in batch if e.verb in (Verb.RECORD, Verb.WITHDRAW)}
    keys = sorted({e.key for e in batch if e.key[0]})
    given = [(*key, final[key].yes, final[key].day) for key in keys if _records(final.get(key))]
    made = set(await _rows(connection, _INSERT, _columns(given, 4))) if given else set()
    old = [key for key in keys if key not in made]
    held: dict[Key, bool] = {}
    if old:
        held = {(poll, mark): yes for poll, mark, yes in await _rows(connection, _HELD, _columns(old, 2))}
    if any(_records(final.get(key)) and key not in held for key in old):
        raise Vanished
    changed = [row for row in given if (row[0], row[1]) in held]
    if changed:
        await connection.execute(_UPDATE, _columns(changed, 4))
    gone = [key for key in keys if key in final and not _records(final[key]) and key in held]
    if gone:
        await connection.execute(_DELETE, _columns(gone, 2))
    await _count(connection, _difference(keys, held, final), shard)
    if answered := sorted(by_hour(batch, held).items()):
        rows = [(hour, poll, count) for (hour, poll), count in answered]
        await connection.execute(_HOURS, [shard, *_columns(rows, 3)])
    for errand in batch:
        if errand.verb is Verb.FORGET:
            await connection.execute(_FORGET, [errand.hour, errand.under])
    refusals: Counter[tuple[str, str]] = Counter()
    for errand in batch:
        for poll, day, count in errand.refusals:
            refusals[poll, day] += count
    if refusals:
        await connection.execute(_REFUSED, _columns([(*key, n) for key, n in sorted(refusals.items())], 3))
    sums = await tallies(connection, sorted({poll for poll, _ in keys})) if keys else {}
    return _told(batch, held, sums)


async def tallies(connection: AsyncConnection[Any], polls: Sequence[str]) -> dict[str, Tally]:
    """The counts of those of ``polls`` that have any."""
    return {poll: Tally(yes, no) for poll, yes, no in await _rows(connection, SUMS, [list(polls)])}


async def hours(connection: AsyncConnection[Any]) -> Hourly:
    """How many answers each hour had, by hour and poll, over all shards."""
    return {(hour, poll): answers for hour, poll, answers in await _rows(connection, BY_HOUR, [])}


def _told(batch: Sequence[Errand], held: dict[Key, bool], sums: dict[str, Tally]) -> list[Outcome]:
    now: dict[Key, bool | None] = dict(held)
    told: list[Outcome] = []
    for errand in batch:
        if errand.verb is Verb.LOOK:
            told.append((errand.future, now.get(errand.key)))
            continue
        if errand.verb in (Verb.RECORD, Verb.WITHDRAW):
            now[errand.key] = errand.yes if errand.verb is Verb.RECORD else None
        told.append((errand.future, sums.get(errand.key[0], NOTHING)))
    return told


def _records(errand: Errand | None) -> bool:
    return errand is not None and errand.verb is Verb.RECORD


def _difference(keys: list[Key], held: dict[Key, bool], final: dict[Key, Errand]) -> dict[str, Tally]:
    change: Counter[tuple[str, bool]] = Counter()
    for key in keys:
        if key in final:
            if key in held:
                change[key[0], held[key]] -= 1
            if _records(final[key]):
                change[key[0], final[key].yes] += 1
    polls = sorted({poll for (poll, _), n in change.items() if n})
    return {poll: Tally(change[poll, True], change[poll, False]) for poll in polls}


async def _count(connection: AsyncConnection[Any], change: dict[str, Tally], shard: int) -> None:
    if change:
        rows = [(poll, tally.yes, tally.no) for poll, tally in change.items()]
        await connection.execute(_COUNT, [shard, *_columns(rows, 3)])


async def _rows(connection: AsyncConnection[Any], query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    return await (await connection.execute(query, values)).fetchall()


def _columns(rows: Sequence[tuple[Any, ...]], count: int) -> list[list[Any]]:
    return [[row[place] for row in rows] for place in range(count)]
