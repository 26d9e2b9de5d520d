"""Backup and restore of the SQLite file: a copy made beside a running server, and the way back, both counted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from poll_api.database import OWNER_SECONDS, VERSION, Owner
from poll_api.errors import StoreError

Counts = dict[str, tuple[int, int]]  # poll -> answers with yes, answers with no


def backup(db: Path, out: Path) -> Counts:
    """Copy ``db`` as it stands at one moment to the new file ``out``; what the copy holds. Raises StoreError.

    SQLite's own online backup: the server goes on, and no answer is half in the copy. The secret is not part of it.
    """
    if not db.is_file():
        raise StoreError(f"{db}: there is no such database")
    if out.exists():
        raise StoreError(f"{out}: exists already; a backup never replaces another")
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        _copy(db, draft)
        held = counted(draft)
        draft.replace(out)
        _settle(out.parent)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{out}: no backup was made: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return held


def restore(copy: Path, db: Path, *, wait: float = OWNER_SECONDS) -> Counts:
    """Put ``copy`` in the place of ``db``; what is there then, counted and equal to the copy. Raises StoreError.

    The server must be stopped; ``wait`` seconds are given to it. A database that stands at ``db`` is kept beside it as
    ``<db>.replaced``: whole in one file, or when it is damaged as it was found, its log as ``<db>.replaced-wal``.
    """
    if not copy.is_file():
        raise StoreError(f"{copy}: there is no such backup")
    wanted = counted(copy)
    kept = db.with_name(db.name + ".replaced")
    if db.exists() and kept.exists():
        raise StoreError(f"{kept}: an earlier database is kept there; move it away first")
    db.parent.mkdir(parents=True, exist_ok=True)
    owner = Owner(db, wait)
    draft = db.with_name(f".{db.name}.{os.getpid()}")
    try:
        _copy(copy, draft)
        if counted(draft) != wanted:
            raise StoreError(f"{draft}: holds other counts than {copy}; {db} is as it was")
        _set_aside(db, kept)
        draft.replace(db)
        _settle(db.parent)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{db}: not restored: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
        owner.release()
    return counted(db)


def counted(db: Path) -> Counts:
    """The counts of every poll in a file. Raises StoreError for one that is damaged or of another make."""
    try:
        with closing(_reading(db)) as connection:
            if (version := connection.execute("PRAGMA user_version").fetchone()[0]) != VERSION:
                raise StoreError(f"{db}: has schema {version}; this program knows {VERSION}")
            if (said := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                raise StoreError(f"{db}: is damaged: {said}")
            rows = connection.execute("SELECT poll, sum(yes), count(*) FROM answers GROUP BY poll ORDER BY poll")
            return {poll: (yes, n - yes) for poll, yes, n in rows}
    except sqlite3.Error as error:
        raise StoreError(f"{db}: {error}") from error


def _reading(db: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{db.resolve()}?mode=ro", uri=True, timeout=10)


def _copy(source: Path, target: Path) -> None:
    with closing(_reading(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _set_aside(db: Path, kept: Path) -> None:
    """Move what stands at ``db`` to ``kept``, with its log: beside another file SQLite would play that back into it."""
    if db.exists():
        try:
            _fold(db)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # in use, or no room: nothing is wrong with the file
                raise
            # It is damaged, which is what a backup is for.
        db.replace(kept)
    log, index = (db.with_name(db.name + end) for end in ("-wal", "-shm"))
    if log.exists():
        log.replace(kept.with_name(kept.name + "-wal"))
    index.unlink(missing_ok=True)


def _fold(db: Path) -> None:
    """Take what still lies in the log into the file, so that the file alone is everything."""
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
