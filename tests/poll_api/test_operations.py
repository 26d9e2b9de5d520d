"""What operators rely on: the guard, health, metrics, the document, the export and the process itself."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from poll_api.__main__ import main
from poll_api.ballots import Ballots
from poll_api.errors import StoreError
from poll_api.export import export, tallies
from poll_api.replies import STATUSES
from poll_api.store import Tally

Serve = Callable[..., TestClient]
POLL = "/api/polls/sk:9:1"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Broken(Ballots):
    """A store with a fault of its own in every place."""

    async def tallies(self, polls: Sequence[str]) -> list[Tally]:
        raise ZeroDivisionError(polls)

    async def record(self, poll: str, ballot: str, yes: bool, day: date, hour: int) -> Tally:
        raise KeyError(poll, ballot, yes, day, hour)


def test_what_nobody_expected_is_503_without_a_trace_and_without_the_readers_words(
    serve: Serve, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = serve(store=Broken(tmp_path / "polls.db", b"s" * 32))
    with caplog.at_level(logging.INFO):
        replies = [
            client.get(POLL),
            client.get("/api/polls?ids=sk:9:1"),
            client.get(f"{POLL}/result"),
            client.post(POLL, json={"choice": "yes", "ballot": "secret-ballot"}),
        ]
    for reply in replies:
        assert (reply.status_code, reply.json()["error"]["code"]) == (503, "unavailable")
        assert reply.headers["retry-after"] == "2"
    assert "unexpected KeyError" in caplog.text
    assert "secret-ballot" not in caplog.text
    assert "Traceback" not in caplog.text
    assert "poll_api_unexpected_total 4.0" in client.get("/metrics").text


def test_health_and_readiness_and_metrics_answer(serve: Serve) -> None:
    client = serve()
    client.post(POLL, json={"choice": "yes", "ballot": "12345678"})
    assert client.get("/healthz").json() == {"ok": True}
    assert client.get("/readyz").json() == {"polls": 4, "writer": True}
    text = client.get("/metrics").text
    assert 'poll_api_answers_total{act="recorded"} 1.0' in text
    assert "poll_api_writer_up 1.0" in text
    assert "\nprocess_start_time_seconds " in text
    assert "192.0.2.1" not in text


def test_a_service_that_cannot_write_is_not_ready(serve: Serve, tmp_path: Path) -> None:
    store = Ballots(tmp_path / "polls.db", b"s" * 32)
    client = serve(store=store)
    store._writer.stop()
    store._writer.join()
    assert client.get("/readyz").status_code == 503
    assert client.post(POLL, json={"choice": "yes", "ballot": "12345678"}).status_code == 503


def test_the_document_names_every_address_and_every_error_code(serve: Serve) -> None:
    document = serve().get("/api/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert {"/api/polls", "/api/polls/{id}", "/api/polls/{id}/result", "/readyz"} <= set(document["paths"])
    codes = document["components"]["schemas"]["Error"]["properties"]["error"]["properties"]["code"]["enum"]
    assert set(codes) == set(STATUSES)


def test_the_export_holds_counts_and_refusals_and_nothing_else(serve: Serve, tmp_path: Path) -> None:
    client = serve()
    client.post(POLL, json={"choice": "yes", "ballot": "12345678"})
    client.post("/api/polls/eu:2021-0106-COD", json={"choice": "no", "ballot": "12345678"})
    file = export(tallies(tmp_path / "polls.db", NOON), tmp_path / "tallies", date(2026, 11, 23))
    assert file.name == "2026-11-23.json"
    assert json.loads(file.read_text()) == [
        {"id": "eu:2021-0106-COD", "yes": 0, "no": 1, "refused": 0},
        {"id": "sk:9:1", "yes": 1, "no": 0, "refused": 0},
    ]
    assert [found.name for found in file.parent.iterdir()] == [file.name]


def test_an_export_of_what_is_no_store_of_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such database"):
        export(tallies(tmp_path / "a.db", NOON), tmp_path, date(2026, 11, 23))
    (tmp_path / "a.db").touch()
    with pytest.raises(StoreError, match="schema 0"):
        export(tallies(tmp_path / "a.db", NOON), tmp_path, date(2026, 11, 23))


def test_a_wrong_setting_ends_the_program_with_2_and_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--polls", "p.json"], {}) == 2
    assert "--db (or POLL_API_DB) is needed" in capsys.readouterr().err


def test_the_program_serves_and_stops_when_told(tmp_path: Path, polls_file: Path, root: Path) -> None:
    given = ["--polls", str(polls_file), "--db", str(tmp_path / "run" / "polls.db"), "--port", "0"]
    command = [sys.executable, "-m", "poll_api", *given]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().removeprefix("listening on ").strip()
        body = json.dumps({"choice": "no", "ballot": "12345678"}).encode()
        request = urllib.request.Request(f"{address}{POLL}", body, {"content-type": "application/json"})
        with urllib.request.urlopen(request) as reply:
            answered: dict[str, Any] = json.load(reply)
        memory = Path(f"/proc/{running.pid}/status").read_text()
        os.kill(running.pid, signal.SIGTERM)
        running.communicate(timeout=20)
    assert (answered["no"], running.returncode) == (1, 0)
    assert int(memory.partition("VmRSS:")[2].split()[0]) < 60_000
    assert (tmp_path / "run" / "polls.db.secret").stat().st_mode & 0o777 == 0o600
