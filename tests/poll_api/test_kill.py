"""Killed at any instant, the poll API loses no acknowledged answer and counts none twice."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from poll_api.ballots import Ballots
from poll_api.database import FULL
from tests.poll_api.readers import CONNECTIONS, OURS, Reader, disagreements, server, write_polls

pytestmark = pytest.mark.slow

EARLY = (sys.executable, str(Path(__file__).with_name("early.py")))


def killed(program: Sequence[str], folder: Path, rounds: int, *, seed: int) -> list[str]:
    """Kill ``program`` ``rounds`` times under 32 readers; what it then holds otherwise than it had acknowledged."""
    write_polls(folder / "polls.json")
    moments = random.Random(seed)
    notes = [folder / f"reader-{number}.txt" for number in range(CONNECTIONS)]
    found: list[str] = []
    for turn in range(rounds):
        with server(program, folder) as (process, address):
            if turn:
                found += disagreements(notes, folder / "polls.db", address)
            readers = [Reader(number, address, note, seed + turn) for number, note in enumerate(notes)]
            for reader in readers:
                reader.start()
            Event().wait(moments.uniform(0.05, 0.9))  # the one wait that is the test: any instant will do
            process.kill()
            for reader in readers:
                reader.join()
    with server(program, folder) as (_, address):
        return found + disagreements(notes, folder / "polls.db", address)


def test_no_acknowledged_answer_is_lost_and_none_is_counted_twice(tmp_path: Path) -> None:
    assert killed(OURS, tmp_path, 22, seed=20261123) == []
    acknowledged = sum(note.read_text(encoding="ascii").count("ack ") for note in tmp_path.glob("reader-*.txt"))
    assert acknowledged > 1000


def test_a_store_that_acknowledges_before_its_commit_is_found_out(tmp_path: Path) -> None:
    lost = killed(EARLY, tmp_path, 5, seed=7)
    assert [line for line in lost if "acknowledged" in line]


def test_the_writing_connection_itself_says_that_every_commit_reaches_the_disk(tmp_path: Path) -> None:
    async def ask() -> int:
        store = Ballots(tmp_path / "polls.db", b"s" * 32)
        try:
            return await store.synchronous()
        finally:
            await store.close()

    assert asyncio.run(ask()) == FULL == 2
