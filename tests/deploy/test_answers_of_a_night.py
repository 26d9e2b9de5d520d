"""The night's counts out of a real PostgreSQL."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest

from poll_api.postgres.store import PostgresBallots
from votewatch.ledger import tallies
from votewatch.model.errors import VoteWatchError
from votewatch.model.readers import ReaderCount, TallyDay
from votewatch.nightly.answers import Answers

pytestmark = pytest.mark.deploy


async def answered(url: str) -> None:
    store = PostgresBallots(url, b"s" * 32)
    await store.open()
    for number in range(5):
        await store.record("sk:9:1", f"reader-{number}", number > 0, date(2026, 11, 23), 498_732)
    await store.close()


def test_the_counts_of_the_database_that_the_environment_names_come_into_the_record(
    tmp_path: Path, database: str
) -> None:
    asyncio.run(answered(database))
    (tmp_path / "polls.jsonl").write_text('{"id":"sk:9:1"}\n', encoding="utf-8")
    done = Answers("", {"DATABASE_URL": database}).into(tmp_path, "2026-11-24")
    assert done.lines == ("questions: 1, answers: 5, verdicts withdrawn: 0",)
    assert tallies.load(tmp_path) == (TallyDay("2026-11-24", (ReaderCount("sk:9:1", 4, 1, 0),)),)


def test_a_database_that_is_away_is_told_in_one_line_without_its_password(tmp_path: Path) -> None:
    away = {"DATABASE_URL": "postgresql://polls:s3cret@127.0.0.1:1/polls"}
    with pytest.raises(VoteWatchError, match=r"the answers could not be exported: .*cannot be read") as caught:
        Answers("", away).into(tmp_path, "2026-11-24")
    assert "s3cret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "tallies").exists()
