"""Backup and restore: what is in the copy is what was acknowledged, and the way back is counted."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from poll_api import verbs
from poll_api.ballots import Ballots
from poll_api.errors import StoreError
from poll_api.keeping import backup, counted, restore

SECRET = b"s" * 32
DAY, HOUR = date(2026, 11, 23), 498_732


def answer(db: Path, readers: Iterable[int], *, during: Path | None = None) -> None:
    """Answers of these readers, half of them yes; a backup to ``during`` while the store is open."""

    async def inner() -> None:
        store = Ballots(db, SECRET)
        await asyncio.gather(*[store.record("sk:1", f"reader-{i}", i % 2 == 0, DAY, HOUR) for i in readers])
        if during is not None:
            backup(db, during)
        await store.close()

    asyncio.run(inner())


def test_a_backup_beside_a_running_server_holds_all_that_was_acknowledged(tmp_path: Path) -> None:
    answer(tmp_path / "polls.db", range(10), during=tmp_path / "copy.db")
    assert counted(tmp_path / "copy.db") == {"sk:1": (5, 5)}
    assert sorted(p.name for p in tmp_path.glob("copy.db*")) == ["copy.db"]


def test_what_was_answered_after_a_backup_is_not_in_it_and_kept_beside_what_is_restored(tmp_path: Path) -> None:
    db = tmp_path / "polls.db"
    answer(db, range(10))
    backup(db, tmp_path / "copy.db")
    answer(db, range(10, 14))
    assert restore(tmp_path / "copy.db", db) == {"sk:1": (5, 5)}
    assert counted(db) == {"sk:1": (5, 5)}
    assert counted(tmp_path / "polls.db.replaced") == {"sk:1": (7, 7)}


def test_a_restored_file_takes_answers_of_the_same_readers_without_counting_them_twice(tmp_path: Path) -> None:
    db = tmp_path / "polls.db"
    answer(db, range(10))
    backup(db, tmp_path / "copy.db")
    db.unlink()
    restore(tmp_path / "copy.db", db)
    answer(db, range(12))
    assert counted(db) == {"sk:1": (6, 6)}


def test_a_backup_replaces_no_other(tmp_path: Path) -> None:
    answer(tmp_path / "polls.db", range(2))
    backup(tmp_path / "polls.db", tmp_path / "copy.db")
    with pytest.raises(StoreError, match=r"copy\.db: exists already"):
        backup(tmp_path / "polls.db", tmp_path / "copy.db")


def test_a_damaged_backup_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    db = tmp_path / "polls.db"
    answer(db, range(300))
    backup(db, tmp_path / "copy.db")
    content = bytearray((tmp_path / "copy.db").read_bytes())
    content[5000:9000] = b"\xff" * 4000
    (tmp_path / "copy.db").write_bytes(content)
    before = db.read_bytes()
    with pytest.raises(StoreError, match=r"copy\.db"):
        restore(tmp_path / "copy.db", db)
    assert db.read_bytes() == before


def test_a_damaged_database_is_kept_as_it_was_found_and_the_backup_takes_its_place(tmp_path: Path) -> None:
    db = tmp_path / "polls.db"
    answer(db, range(10))
    backup(db, tmp_path / "copy.db")
    db.write_bytes(b"no database at all")
    assert restore(tmp_path / "copy.db", db) == {"sk:1": (5, 5)}
    assert (tmp_path / "polls.db.replaced").read_bytes() == b"no database at all"


def test_the_log_of_a_database_that_is_gone_is_not_played_into_what_is_restored(tmp_path: Path) -> None:
    db, log = tmp_path / "polls.db", tmp_path / "polls.db-wal"
    answer(db, range(10))
    backup(db, tmp_path / "copy.db")
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO answers SELECT 'sk:2', ballot, yes, day FROM answers")
        connection.commit()
        left = log.read_bytes()
    db.unlink()
    log.write_bytes(left)
    assert restore(tmp_path / "copy.db", db) == {"sk:1": (5, 5)}
    assert (tmp_path / "polls.db.replaced-wal").read_bytes() == left


def test_a_file_that_is_no_store_is_no_backup(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "other.db").close()
    (tmp_path / "other.db").touch()
    with pytest.raises(StoreError, match="has schema 0"):
        restore(tmp_path / "other.db", tmp_path / "polls.db")


def test_the_server_must_be_stopped_for_a_restore(tmp_path: Path) -> None:
    db = tmp_path / "polls.db"
    answer(db, range(2))
    backup(db, tmp_path / "copy.db")

    async def inner() -> None:
        store = Ballots(db, SECRET)
        with pytest.raises(StoreError, match="another process is writing"):
            restore(tmp_path / "copy.db", db, wait=0)
        await store.close()

    asyncio.run(inner())


def test_the_verbs_say_in_one_line_what_they_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db, copy = str(tmp_path / "polls.db"), str(tmp_path / "copy.db")
    answer(Path(db), range(4))
    assert verbs.run(["backup", "--db", db, "--out", copy], {}) == 0
    Path(db).unlink()
    assert verbs.run(["restore", "--from", copy, "--db", db], {}) == 0
    assert capsys.readouterr().out == f"{copy}: 4 answers in 1 polls\n{db}: 4 answers in 1 polls\n"
