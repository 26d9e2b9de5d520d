"""The record that was read group by group: every EP roll call up to 2025-09-11, from the committed ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from votewatch.facts.eu import decide
from votewatch.ledger import exceptions, files
from votewatch.model.decision import Decision
from votewatch.model.exception import FactException
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament

DATA = Path(__file__).parents[3] / "data"
LAST_DAY_READ = "2025-09-11"


@pytest.fixture(scope="session")
def record() -> list[RollCall]:
    return [r for r in files.load(DATA, Parliament.EU) if r.day <= LAST_DAY_READ]


@pytest.fixture(scope="session")
def listed() -> list[FactException]:
    return [entry for entry in exceptions.load(DATA) if entry.id.startswith("eu:")]


@pytest.fixture(scope="session")
def decided(record: list[RollCall], listed: list[FactException]) -> dict[str, Decision]:
    return {decision.key: decision for decision in decide(record, listed)}
