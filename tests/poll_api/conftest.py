"""A poll API of a test's own, with a clock that stands still until it is set."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from poll_api.app import create_app
from poll_api.settings import Settings

Serve = Callable[..., TestClient]


@dataclass
class Clock:
    moment: datetime = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def polls_file(tmp_path: Path) -> Path:
    """One poll that is open for good, one not yet open, one closed, one open for a while."""

    def poll(name: str, opened: str, closes: str | None, decision: str = "passed") -> dict[str, Any]:
        return {
            "id": name,
            "question": {"sk": f"Otázka {name}?", "en": f"Question {name}?"},
            "opened": opened,
            "closes": closes,
            "decision": decision,
        }

    polls = [
        poll("sk:9:1", "2026-11-01", None),
        poll("sk:9:2", "2026-12-01", "2027-02-28"),
        poll("sk:9:3", "2026-01-01", "2026-03-31"),
        poll("eu:2021-0106-COD", "2026-11-01", "2027-01-29", "failed"),
    ]
    file = tmp_path / "polls.json"
    file.write_text(json.dumps({"version": 1, "polls": polls}), encoding="utf-8")
    return file


@pytest.fixture
def serve(tmp_path: Path, polls_file: Path, clock: Clock) -> Iterator[Serve]:
    """Start an API with settings of the test's own; stopped when the test ends."""
    with ExitStack() as running:

        def start(address: str = "192.0.2.1", base_url: str = "http://testserver", **given: Any) -> TestClient:
            store = given.pop("store", None)
            settings = Settings(**{"polls": polls_file, "db": tmp_path / "polls.db", "secret": b"s" * 32, **given})
            app = create_app(settings, store=store, clock=clock)
            client = TestClient(app, client=(address, 50_000), base_url=base_url, follow_redirects=False)
            return running.enter_context(client)

        yield start
