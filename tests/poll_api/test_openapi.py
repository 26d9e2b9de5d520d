"""The API against its own OpenAPI document, by somebody who tries everything that the document allows and forbids."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.poll_api.readers import OURS, server, write_polls


@pytest.mark.slow
def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    write_polls(tmp_path / "polls.json")
    with server(OURS, tmp_path) as (_, address):
        command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}/api/openapi.json"]
        command += ["--checks", "all", "--max-examples", "40", "--seed", "20261123", "--no-color"]
        # A poll outlives the answer that was withdrawn from it: it is no deleted resource.
        command += ["--exclude-checks", "use_after_free"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
