"""The gateway's log: a JSON object a line, and nothing of what a client sent."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from votewatch.gateway.logs import Lines

PRIVATE = "Jana Novotná má IBAN SK31 1200 0000 1987 4263 7541"


def written(record: logging.LogRecord) -> dict[str, Any]:
    line = Lines().format(record)
    assert "\n" not in line
    found: dict[str, Any] = json.loads(line)
    return found


def test_a_line_says_when_how_bad_who_and_what() -> None:
    record = logging.makeLogRecord(
        {
            "name": "votewatch",
            "levelname": "WARNING",
            "created": 1_790_000_000.5,
            "msg": "broke off: %s",
            "args": ("x",),
        }
    )
    assert written(record) == {
        "at": "2026-09-21T14:13:20.500Z",
        "level": "warning",
        "logger": "votewatch",
        "said": "broke off: x",
    }


def test_of_a_start_that_failed_the_reason_is_told_without_the_way_to_it() -> None:
    trace = 'Traceback (most recent call last):\n  File "app.py", line 1, in start\nValueError: no route\n'
    assert written(logging.makeLogRecord({"msg": trace}))["said"] == "ValueError: no route"


def test_an_error_is_told_by_kind_and_place_without_its_text() -> None:
    try:
        raise ValueError(PRIVATE)
    except ValueError:
        record = logging.makeLogRecord({"name": "uvicorn.error", "msg": "an exception", "exc_info": sys.exc_info()})
    found = written(record)
    assert (found["error"], found["place"].partition(":")[0]) == ("ValueError", "test_logs.py")
    assert PRIVATE not in json.dumps(found, ensure_ascii=False)


@pytest.mark.slow
def test_the_running_gateway_writes_such_lines_alone_and_nothing_of_a_request(root: Path) -> None:
    environment = {
        "PYTHONPATH": str(root / "build"),
        "VOTEWATCH_GATEWAY_ANONYMISED_BASE_URL": "http://127.0.0.1:1/v1",
        # A model that is away: the door says so, and litellm would say it with the message.
        "VOTEWATCH_GATEWAY_FINDER_MODEL": "openai/none",
        "VOTEWATCH_GATEWAY_FINDER_BASE_URL": "http://127.0.0.1:1/v1",
        "VOTEWATCH_GATEWAY_TIMEOUT": "5",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "votewatch", "gateway", "--port", "0"],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        address = running.stdout.readline().split()[1]
        body = json.dumps({"model": "anonymised", "messages": [{"role": "user", "content": PRIVATE}]}).encode()
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(urllib.request.Request(f"{address}/chat/completions", body), timeout=60)
        running.terminate()
        _, said = running.communicate(timeout=20)
    lines = [json.loads(line) for line in said.splitlines()]
    assert any("names could not be looked for" in line["said"] for line in lines)
    assert not [word for word in ("Novotn", "SK31", "127.0.0.1:1/") if word in said]
