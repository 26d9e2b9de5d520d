"""Whoever lacks an extra is told the verb that adds it, and no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Runs a program as it would be where this module was never installed.
WITHOUT = """
import runpy, sys
sys.modules[sys.argv.pop(1)] = None
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""
DATABASE = {"DATABASE_URL": "postgresql://polls@127.0.0.1:1/polls", "POLL_API_SECRET": "s" * 32}
ROUTE = {"VOTEWATCH_GATEWAY_PLAIN_BASE_URL": "http://127.0.0.1:1/v1"}


@pytest.mark.parametrize(
    ("module", "program", "environment", "verb"),
    [
        ("psycopg", ["poll_api", "migrate", "--db", "polls.db"], DATABASE, "make setup-postgres"),
        ("psycopg", ["poll_api", "export", "--out", "tallies"], DATABASE, "make setup-postgres"),
        ("psycopg", ["poll_api", "--polls", "{polls}", "--port", "0"], DATABASE, "make setup-postgres"),
        ("faker", ["votewatch", "gateway", "--port", "0"], ROUTE, "make setup-boundary"),
        ("yaml", ["votewatch", "radar", "lint"], {}, "make setup-radar"),
        ("mcp.server.stdio", ["votewatch", "mcp"], {}, "make setup-mcp"),
    ],
)
def test_a_program_without_its_extra_names_the_verb_that_adds_it(
    module: str, program: list[str], environment: dict[str, str], verb: str, root: Path, tmp_path: Path
) -> None:
    polls = tmp_path / "polls.json"
    polls.write_text('{"version": 1, "polls": []}', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, module, *(word.format(polls=polls) for word in program)],
        cwd=root,
        env={"PYTHONPATH": f"{root / 'build'}:{root}", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert verb in done.stderr
    assert "Traceback" not in done.stderr
