"""Every acknowledged batch has reached the disk: the kernel is asked, not the code."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.poll_api.readers import OURS, server, write_polls

pytestmark = pytest.mark.slow

ANSWERS = 40


def batches(connection: http.client.HTTPConnection) -> int:
    """How many batches the writer has committed, by its own metrics."""
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    found = re.search(r"^poll_api_batches_total\{[^}]*committed[^}]*\} ([0-9.]+)$", text, re.MULTILINE)
    assert found, text[:2000]
    return int(float(found[1]))


def test_the_kernel_sees_a_sync_for_every_acknowledged_batch(tmp_path: Path) -> None:
    script = Path(__file__).with_name("strace.sh")
    strace = subprocess.run(["sh", str(script)], capture_output=True, text=True, check=True).stdout.strip()
    write_polls(tmp_path / "polls.json")
    trace = tmp_path / "trace.txt"
    program = (strace, "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", str(trace), *OURS)
    with server(program, tmp_path) as (_, address):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        before, syncs_before = batches(connection), syncs(trace)
        for number in range(ANSWERS):  # one after the other: each is a batch of its own
            body = json.dumps({"choice": "yes", "ballot": f"ballot-{number:04}"})
            connection.request("POST", "/api/polls/sk:9:1", body, {"Content-Type": "application/json"})
            with connection.getresponse() as reply:
                assert json.loads(reply.read())["n"] == number + 1
            assert syncs(trace) - syncs_before > number, "acknowledged before it was on the disk"
        committed = batches(connection) - before
        connection.close()
        assert syncs(trace) - syncs_before >= committed >= ANSWERS


def syncs(trace: Path) -> int:
    """How many times the process has waited for the disk so far."""
    return len(re.findall(r"\bf(?:data)?sync\(\d+\)\s+= 0|\bf(?:data)?sync resumed\b.*= 0", trace.read_text()))
