"""What each image holds besides our own code: the packages of its locks, installed alone and measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.processes import ROOT, ended, free_port, wait_for

pytestmark = pytest.mark.deploy
# Megabytes on the disk that each may have at most; docs/operations.md has what they had.
SETS = {"poll": 32, "poll postgres": 48, "poll postgres lambda": 48, "boundary": 24, "site": 80}
FRESH = {name: value for name, value in os.environ.items() if not name.startswith(("VOTEWATCH_", "POLL_API_"))}


def installed(folder: Path, locks: str) -> Path:
    """The packages of ``locks`` in a folder of their own, as the Dockerfiles install them."""
    target = folder / locks.replace(" ", "-")
    for lock in locks.split():
        command = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--require-hashes"]
        command += ["--target", str(target), "-r", f"requirements/{lock}.lock"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return target


def megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


@pytest.mark.parametrize("locks", SETS)
def test_a_set_stays_within_its_size(locks: str, tmp_path: Path) -> None:
    size = megabytes(installed(tmp_path, locks))
    assert size < SETS[locks]


def test_the_poll_api_runs_on_its_own_set_without_litellm_and_jinja2(tmp_path: Path, site: Path) -> None:
    packages = installed(tmp_path, "poll")
    assert {"litellm", "jinja2", "lxml", "PIL", "openai"} & {path.name for path in packages.iterdir()} == set()
    port = free_port()
    # -S: nothing of the environment that runs the tests.
    command = [sys.executable, "-S", "-m", "poll_api", "--polls", str(site / "polls.json"), "--port", str(port)]
    command += ["--db", str(tmp_path / "polls.db")]
    given = FRESH | {"PYTHONPATH": f"{packages}:{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"}
    with ended(subprocess.Popen(command, cwd=tmp_path, env=given, stderr=subprocess.DEVNULL)) as process:
        wait_for(port, process)


def test_the_gateway_runs_on_its_own_set(tmp_path: Path) -> None:
    packages = installed(tmp_path, "boundary")
    assert {"litellm", "jinja2", "lxml", "PIL"} & {path.name for path in packages.iterdir()} == set()
    port = free_port()
    command = [sys.executable, "-S", "-m", "votewatch", "--config", str(ROOT / "votewatch.toml"), "gateway"]
    given = FRESH | {"PYTHONPATH": f"{packages}:{ROOT / 'build'}", "PYTHONDONTWRITEBYTECODE": "1"}
    given |= {"VOTEWATCH_GATEWAY_PLAIN_BASE_URL": "http://127.0.0.1:1/v1", "VOTEWATCH_GATEWAY_PLAIN_MODEL": "x"}
    process = subprocess.Popen([*command, "--port", str(port)], cwd=tmp_path, env=given, stdout=subprocess.DEVNULL)
    with ended(process):
        wait_for(port, process)


FUNCTION = """
import json, sys
from poll_api.lambda_handler import handler
for name in sys.argv[1:]:
    reply = handler(json.load(open(name)), None)
    print(json.dumps([reply["statusCode"], json.loads(reply["body"])]))
"""


def test_the_function_answers_events_from_postgresql(tmp_path: Path, database: str) -> None:
    packages = installed(tmp_path, "poll postgres lambda")
    question = {"sk": "Otázka?", "en": "Question?"}
    poll = {"id": "sk:9:1", "question": question, "opened": "2026-11-01", "closes": None, "decision": "passed"}
    (tmp_path / "polls.json").write_text(json.dumps({"version": 1, "polls": [poll]}), encoding="utf-8")
    given = FRESH | {"PYTHONPATH": f"{packages}:{ROOT}", "DATABASE_URL": database, "POLL_API_SECRET": "s" * 32}
    given |= {"POLL_API_POLLS": str(tmp_path / "polls.json"), "PYTHONDONTWRITEBYTECODE": "1"}
    events = ROOT / "tests/poll_api/lambda_events"
    names = [str(events / f"{name}.json") for name in ("post_json", "get_one", "delete", "get_one")]
    done = subprocess.run([sys.executable, "-S", "-c", FUNCTION, *names], env=given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(status, body["n"]) for status, body in replies] == [(200, 1), (200, 1), (200, 0), (200, 0)]
