"""The SQLite store keeps every promise of a store."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from poll_api.ballots import Ballots
from tests.poll_api.store_contract import PROMISES, Promise


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_sqlite(promise: Promise, tmp_path: Path) -> None:
    async def kept() -> None:
        store = Ballots(tmp_path / "polls.db", b"s" * 32)
        try:
            await store.open()
            await promise(store)
        finally:
            await store.close()

    asyncio.run(kept())
