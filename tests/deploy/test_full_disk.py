"""A disk that is full: answers are refused, none that was acknowledged is lost, and it goes on when there is room."""

from __future__ import annotations

import asyncio
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import psycopg
import pytest

from poll_api.ballots import Ballots
from poll_api.errors import StoreUnavailable
from poll_api.postgres.store import PostgresBallots
from poll_api.secret import ballot_mark
from poll_api.store import Tally
from tests.deploy.postgres_server import Server

pytestmark = pytest.mark.deploy
SECRET = b"s" * 32
DAY, HOUR = date(2026, 11, 23), 498_732


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a file system of two megabytes")
def test_a_full_disk_refuses_answers_and_goes_on_when_there_is_room_again(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(small)], check=True)
    try:
        filler = small / "filler"
        acknowledged = asyncio.run(filled(small / "polls.db", filler))
    finally:
        subprocess.run(["umount", "--lazy", str(small)], check=True)
    assert acknowledged > 100


async def filled(db: Path, filler: Path) -> int:
    """Answers until the disk is full, then with room again; how many were acknowledged before."""
    filler.write_bytes(b"\0" * 1_500_000)
    store = Ballots(db, b"s" * 32)
    acknowledged = 0
    refused = False
    for start in range(0, 40_000, 200):
        done = await asyncio.gather(
            *[store.record("sk:1", f"reader-{n}", True, DAY, HOUR) for n in range(start, start + 200)],
            return_exceptions=True,
        )
        assert all(isinstance(one, Tally | StoreUnavailable) for one in done), done
        acknowledged += sum(isinstance(one, Tally) for one in done)
        if refused := any(isinstance(one, StoreUnavailable) for one in done):
            break
    assert refused, "the disk never filled"
    assert await store.tallies(["sk:1"]) == [Tally(acknowledged, 0)]
    filler.unlink()
    assert await store.record("sk:1", "one more", False, DAY, HOUR) == Tally(acknowledged, 1)
    await store.close()
    again = Ballots(db, b"s" * 32)
    assert await again.tallies(["sk:1"]) == [Tally(acknowledged, 1)]
    await again.close()
    return acknowledged


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A folder with room for a new cluster and little more, that PostgreSQL's own user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="votewatch-small-"))
    folder.chmod(0o755)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a file system of its own")
def test_a_full_disk_under_postgresql_loses_no_acknowledged_answer(small_disk: Path) -> None:
    postgres = Server(small_disk / "cluster").start()
    try:
        acknowledged = asyncio.run(until_refused(postgres.url, small_disk / "filler"))
        (small_disk / "filler").unlink()
        # A server that cannot write ahead ends itself; somebody who made room starts it again.
        with suppress(AssertionError):
            postgres.stop("immediate")
        postgres.start()
        with psycopg.connect(postgres.url) as connection:
            held = {bytes(mark) for (mark,) in connection.execute("SELECT mark FROM answers")}
            counted = connection.execute("SELECT sum(yes + no)::bigint FROM tallies").fetchone()
    finally:
        with suppress(AssertionError):
            postgres.stop("immediate")
    assert len(acknowledged) > 100
    assert {ballot_mark(SECRET, "sk:1", ballot) for ballot in acknowledged} <= held
    assert counted == (len(held),)


async def until_refused(url: str, filler: Path) -> list[str]:
    """Answers until the disk is full; the ballots whose answers were acknowledged."""
    store = PostgresBallots(url, SECRET)
    await store.open()
    free = os.statvfs(filler.parent)
    filler.write_bytes(b"\0" * (free.f_bavail * free.f_frsize - 4_000_000))
    acknowledged: list[str] = []
    for start in range(0, 400_000, 500):
        ballots = [f"reader-{n}" for n in range(start, start + 500)]
        done = await asyncio.gather(
            *[store.record("sk:1", ballot, True, DAY, HOUR) for ballot in ballots], return_exceptions=True
        )
        assert all(isinstance(one, Tally | StoreUnavailable) for one in done), done
        acknowledged += [ballot for ballot, one in zip(ballots, done, strict=True) if isinstance(one, Tally)]
        if any(isinstance(one, StoreUnavailable) for one in done):
            await store.close()
            return acknowledged
    raise AssertionError("the disk never filled")
