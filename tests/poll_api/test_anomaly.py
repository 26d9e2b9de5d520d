"""An hour far above the norm withdraws the verdict of its poll, and of no other; the store knows it, not a process."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from poll_api import export
from poll_api.anomaly import EXPORTED, HOURS, KEPT, LEAST, QUIET, TIMES, Hours, hour_of, marked, odd, withdrawn
from poll_api.ballots import Ballots
from poll_api.keeping import backup, restore
from poll_api.settings import Limits
from tests.poll_api.conftest import Clock, Serve

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = hour_of(NOON)
DAY = date(2026, 11, 23)
POLL = "sk:9:1"
SECRET = b"s" * 32


def test_fewer_than_three_hundred_an_hour_are_never_odd() -> None:
    assert odd({(HOUR, POLL): LEAST - 1}) == {}


def test_three_hundred_after_silence_are_odd_and_flag_that_poll_alone() -> None:
    assert odd({(HOUR, "sk:9:2"): 10, (HOUR, POLL): LEAST}) == {POLL: [HOUR]}


def test_a_busy_hour_of_any_poll_in_the_day_before_raises_the_norm() -> None:
    busy = {(HOUR - HOURS, "sk:9:2"): LEAST - 1}
    assert odd({**busy, (HOUR, POLL): TIMES * (LEAST - 1) - 1}) == {}
    assert odd({**busy, (HOUR, POLL): TIMES * (LEAST - 1)}) == {POLL: [HOUR]}
    assert odd({(HOUR - HOURS - 1, "sk:9:2"): LEAST - 1, (HOUR, POLL): LEAST}) == {POLL: [HOUR]}


def test_the_second_hour_of_a_flood_is_judged_by_the_first() -> None:
    assert odd({(HOUR, POLL): LEAST, (HOUR + 1, POLL): LEAST}) == {POLL: [HOUR]}


def test_the_verdict_comes_back_after_a_quiet_day() -> None:
    counts = {(HOUR, POLL): LEAST}
    assert withdrawn(counts, NOON + timedelta(hours=HOURS - 1), HOURS) == {POLL: HOUR}
    assert withdrawn(counts, NOON + timedelta(hours=HOURS), HOURS) == {}


def test_an_export_holds_a_verdict_back_a_day_longer_and_names_the_day_in_bratislava() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past midnight there
    rows = [{"id": "sk:9:2", "yes": 1, "no": 0}, {"id": POLL, "yes": 300, "no": 0}]
    counts = {(hour_of(late), POLL): LEAST}
    assert marked(rows, counts, late + timedelta(hours=EXPORTED - 1)) == [
        {"id": "sk:9:2", "yes": 1, "no": 0},
        {"id": POLL, "yes": 300, "no": 0, "flagged": "2026-11-24"},
    ]
    assert marked(rows, counts, late + timedelta(hours=EXPORTED)) == rows


def fill(db: Path, hours: Mapping[tuple[int, str], int]) -> None:
    """As many answers as ``hours`` says; the store is opened and closed."""

    async def inner() -> None:
        store = Ballots(db, SECRET)
        for (hour, poll), count in hours.items():
            await asyncio.gather(*[store.record(poll, f"reader-{n:04}", True, DAY, hour) for n in range(count)])
        await store.close()

    asyncio.run(inner())


def test_a_flood_through_one_process_is_known_to_the_next(serve: Serve, tmp_path: Path, clock: Clock) -> None:
    fill(tmp_path / "polls.db", {(HOUR, POLL): LEAST})
    client = serve()
    assert client.get(f"/api/polls/{POLL}").json()["flagged"] is True
    assert "flagged" not in client.get("/api/polls/eu:2021-0106-COD").json()
    clock.moment += timedelta(days=1)
    assert "flagged" not in client.get(f"/api/polls/{POLL}").json()


def test_a_running_server_sees_the_flood_when_it_looks(serve: Serve, clock: Clock) -> None:
    client = serve(limits=Limits(write_burst=LEAST))
    for number in range(LEAST):
        client.post(f"/api/polls/{POLL}", json={"choice": "yes", "ballot": f"reader-{number:04}"})
    service = client.app.service  # type: ignore[attr-defined]
    assert client.portal is not None
    client.portal.call(service.hours.look, service.store, clock.moment)
    assert client.get(f"/api/polls/{POLL}").json()["flagged"] is True


def test_it_looks_again_after_ten_seconds_and_when_the_clock_was_set_back(tmp_path: Path) -> None:
    async def inner() -> None:
        store, hours = Ballots(tmp_path / "polls.db", SECRET), Hours()
        await hours.look(store, NOON)
        await asyncio.gather(*[store.record(POLL, f"r-{n}", True, DAY, HOUR) for n in range(LEAST)])
        await hours.look_when_due(store, NOON + timedelta(seconds=9))
        assert hours.all_flagged(NOON) == []
        await hours.look_when_due(store, NOON + timedelta(seconds=10))
        assert hours.all_flagged(NOON) == [POLL]
        await store.record("sk:9:2", "r-1", True, DAY, HOUR)
        await hours.look_when_due(store, NOON - timedelta(hours=1))
        assert hours.busiest == (0, 0)
        await store.close()

    asyncio.run(inner())


def test_what_is_past_use_is_forgotten_and_a_store_that_is_away_changes_nothing(tmp_path: Path) -> None:
    async def inner() -> None:
        store, hours = Ballots(tmp_path / "polls.db", SECRET), Hours()
        await asyncio.gather(*[store.record(POLL, f"r-{n}", True, DAY, HOUR - KEPT - 1) for n in range(QUIET)])
        await asyncio.gather(*[store.record(POLL, f"r-{n}", False, DAY, HOUR) for n in range(LEAST)])
        await hours.look(store, NOON)
        assert await store.hours() == {(HOUR, POLL): LEAST}
        await store.close()
        (tmp_path / "polls.db").unlink()
        await hours.look(store, NOON + timedelta(hours=1))
        assert hours.all_flagged(NOON) == [POLL]

    asyncio.run(inner())


def test_a_small_count_is_forgotten_an_hour_after_its_hour_as_no_rule_needs_it(tmp_path: Path) -> None:
    async def inner() -> None:
        store, hours = Ballots(tmp_path / "polls.db", SECRET), Hours()
        await store.record("sk:9:2", "r-0", True, DAY, HOUR)
        await asyncio.gather(*[store.record(POLL, f"r-{n}", True, DAY, HOUR) for n in range(QUIET)])
        await hours.look(store, NOON + timedelta(hours=1))
        assert await store.hours() == {(HOUR, "sk:9:2"): 1, (HOUR, POLL): QUIET}
        await hours.look(store, NOON + timedelta(hours=2))
        assert await store.hours() == {(HOUR, POLL): QUIET}
        await store.close()

    asyncio.run(inner())


@given(st.dictionaries(st.tuples(st.integers(0, 30), st.sampled_from("ab")), st.integers(1, 2000)))
def test_forgetting_small_counts_never_changes_what_is_odd(counts: dict[tuple[int, str], int]) -> None:
    assert odd({key: count for key, count in counts.items() if count >= QUIET}) == odd(counts)


def test_the_export_says_since_when_a_verdict_is_withdrawn(tmp_path: Path) -> None:
    fill(tmp_path / "polls.db", {(HOUR, POLL): LEAST, (HOUR, "sk:9:2"): 2})
    rows = export.tallies(tmp_path / "polls.db", NOON + timedelta(hours=15))
    file = export.export(rows, tmp_path / "tallies", DAY)
    assert json.loads(file.read_text()) == [
        {"id": POLL, "yes": LEAST, "no": 0, "refused": 0, "flagged": "2026-11-23"},
        {"id": "sk:9:2", "yes": 2, "no": 0, "refused": 0},
    ]


def test_a_backup_brings_the_hours_back(tmp_path: Path) -> None:
    db, copy = tmp_path / "polls.db", tmp_path / "copy.db"
    fill(db, {(HOUR, POLL): LEAST})
    backup(db, copy)
    db.unlink()
    restore(copy, db)
    assert "flagged" in export.tallies(db, NOON)[0]


def of_an_earlier_make(db: Path) -> None:
    """A database as it was before hours were counted."""
    fill(db, {(HOUR, POLL): 3})
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("DROP TABLE hours")


def test_a_database_of_an_earlier_make_is_exported_and_restored_without_hours(tmp_path: Path) -> None:
    of_an_earlier_make(tmp_path / "polls.db")
    backup(tmp_path / "polls.db", tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "again.db")
    assert export.tallies(tmp_path / "again.db", NOON) == [{"id": POLL, "yes": 3, "no": 0, "refused": 0}]


def test_a_database_of_an_earlier_make_is_opened_and_counts_from_then_on(tmp_path: Path) -> None:
    db = tmp_path / "polls.db"
    of_an_earlier_make(db)
    fill(db, {(HOUR + 1, POLL): LEAST})  # three of them said the same before
    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute("SELECT * FROM hours").fetchall() == [(HOUR + 1, POLL, LEAST - 3)]
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def flooded(serve: Serve, folder: Path) -> TestClient:
    fill(folder / "polls.db", {(HOUR, POLL): LEAST, (HOUR - 1, "sk:9:2"): 7})
    return serve()


@pytest.mark.parametrize(("lang", "said"), [("sk", "nezvyčajne veľa odpovedí"), ("en", "Unusually many answers")])
def test_the_page_without_script_says_it_in_place_of_the_verdict(
    serve: Serve, tmp_path: Path, lang: str, said: str
) -> None:
    page = flooded(serve, tmp_path).get(f"/api/polls/{POLL}/result?lang={lang}").text
    assert said in page
    assert "rovnako ako rozhodnutie" not in page
    assert "same way" not in page


def test_the_alarm_names_the_poll_and_the_hours_it_was_judged_by(serve: Serve, tmp_path: Path) -> None:
    text = flooded(serve, tmp_path).get("/metrics").text
    assert 'poll_api_flagged{poll="sk:9:1"} 1.0' in text
    assert "poll_api_flagged_polls 1.0" in text
    assert 'poll_api_busiest_hour_answers{hours="now"} 300.0' in text
    assert 'poll_api_busiest_hour_answers{hours="day_before"} 7.0' in text


def test_requests_refusals_and_batches_are_measured(serve: Serve) -> None:
    client = serve()
    client.post(f"/api/polls/{POLL}", json={"choice": "yes", "ballot": "12345678"})
    client.post(f"/api/polls/{POLL}", json={"choice": "maybe", "ballot": "12345678"})
    client.post("/api/polls/sk:9:404", json={"choice": "yes", "ballot": "12345678"})
    text = client.get("/metrics").text
    assert 'poll_api_request_duration_seconds_count{method="POST"} 3.0' in text
    assert 'poll_api_refusals_total{code="wrong_value"} 1.0' in text
    assert 'poll_api_refusals_total{code="unknown_poll"} 1.0' in text
    assert 'poll_api_batch_size_bucket{le="1.0"} 1.0' in text
    assert "poll_api_queue 0.0" in text
