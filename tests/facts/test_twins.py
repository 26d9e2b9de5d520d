"""The twins are worth something only while they know nothing of the code that they check."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TWINS = sorted(path.stem for path in Path(__file__).with_name("twins").glob("*.py"))


def test_there_is_a_twin_for_each_parliament_for_the_stances_and_for_coverage() -> None:
    assert {"agreement", "coverage", "eu", "histories", "people", "sk", "stances"} <= set(TWINS)


@pytest.mark.parametrize("twin", TWINS)
def test_a_twin_imports_nothing_from_facts(twin: str) -> None:
    script = (
        f"import sys, tests.facts.twins.{twin}; print(*(name for name in sys.modules if 'votewatch.facts' in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env={"PYTHONPATH": "build:."}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
