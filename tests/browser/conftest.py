"""The site as `make run` serves it, on a port of its own with an empty store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def served(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site with its poll API, ended with the tests."""
    command = [sys.executable, "-m", "poll_api", "--polls", str(built_site / "polls.json"), "--port", "0"]
    command += ["--db", str(tmp_path_factory.mktemp("answers") / "polls.db"), "--site", str(built_site)]
    command += ["--writes-per-minute", "6000", "--write-burst", "6000", "--reads-per-minute", "60000"]
    command += ["--read-burst", "60000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("listening on http://127.0.0.1:"), line
            yield line.split()[-1]
        finally:
            process.terminate()
