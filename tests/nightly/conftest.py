"""A house with one night's files in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nightly.house import furnished
from tests.nightly.world import VOTE, World


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(furnished(tmp_path))
    made.write("data/ledger/sk/9/1.jsonl", VOTE % 1)
    made.write("public/sk/index.html", "<p>1")
    made.write("public/build.json", '{"built":"2026-01-31"}')
    return made
