"""The log is for machines, and holds nothing that a reader sent."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

from poll_api.logs import Lines


def told(record: logging.LogRecord) -> dict[str, str]:
    line = Lines().format(record)
    assert "\n" not in line
    found: dict[str, str] = json.loads(line)
    return found


def record(said: str, *values: object) -> logging.LogRecord:
    made = logging.LogRecord("poll_api.writer", logging.WARNING, __file__, 1, said, values, None)
    made.created = 1_764_547_200.25
    return made


def test_a_line_is_an_object_with_its_moment_in_utc() -> None:
    assert told(record("%d polls\n„read“", 3)) == {
        "at": "2025-12-01T00:00:00.250Z",
        "level": "warning",
        "logger": "poll_api.writer",
        "said": "3 polls\n„read“",
    }


def test_of_a_start_that_failed_the_reason_is_told_without_the_way_to_it() -> None:
    trace = 'Traceback (most recent call last):\n  File "app.py", line 1, in start\nStoreError: another secret\n'
    assert told(record("%s", trace))["said"] == "StoreError: another secret"


def test_an_error_is_told_by_its_kind_and_place_and_never_by_its_text() -> None:
    made = record("not done")
    try:
        raise KeyError("ballot-of-a-reader")
    except KeyError:
        made.exc_info = sys.exc_info()
    found = told(made)
    assert found["error"] == "KeyError"
    assert found["place"].startswith("test_logs.py:")
    assert "ballot-of-a-reader" not in json.dumps(found)


def test_every_line_that_the_server_writes_is_such_an_object(root: Path, tmp_path: Path) -> None:
    polls = tmp_path / "polls.json"
    polls.write_text('{"version": 1, "polls": []}', encoding="utf-8")
    command = [sys.executable, "-m", "poll_api", "--polls", str(polls), "--db", str(tmp_path / "polls.db")]
    with subprocess.Popen(
        [*command, "--port", "0"],
        cwd=root,
        env={"POLL_API_SECRET": "short"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.terminate()
        _, written = running.communicate(timeout=20)
    lines = [json.loads(line) for line in written.splitlines()]
    assert "the secret is shorter than" in lines[0]["said"]
    assert {frozenset(line) for line in lines} == {frozenset({"at", "level", "logger", "said"})}
