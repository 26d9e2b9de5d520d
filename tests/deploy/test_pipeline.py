"""The pipeline as GitLab would read and run it, by gitlab-ci-local on this machine."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.house.test_repository import files_of_the_repository
from tests.nightly.house import git

pytestmark = pytest.mark.deploy
RUNNER = "gitlab-ci-local@4.60.1"


@pytest.fixture(scope="module")
def runner(root: Path) -> Path:
    """The program, from npm; kept between runs."""
    ready = subprocess.run(["sh", str(root / "tests/deploy/servers.sh")], capture_output=True, text=True)
    assert ready.returncode == 0, ready.stderr
    folder = root / ".cache/node"
    program = folder / "node_modules/.bin/gitlab-ci-local"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private":true}\n', encoding="utf-8")
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-save", RUNNER]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return program


@pytest.fixture(scope="module")
def clone(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the checkout as they stand now, committed in a repository of their own with a remote's address."""
    folder = tmp_path_factory.mktemp("pipeline") / "votewatch"
    folder.mkdir()
    names = [str(path.relative_to(root)) for path in files_of_the_repository(root)]
    subprocess.run(["cp", "--parents", "-pt", str(folder), *names], cwd=root, check=True)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "remote", "add", "origin", "https://git.example/house/votewatch.git")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "All of it")
    return folder


def ran(runner: Path, clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"GIT_CONFIG_GLOBAL": "/dev/null", "NO_COLOR": "1"}
    return subprocess.run(
        [str(runner), "--home", str(clone.parent), *arguments], cwd=clone, env=env, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("variable", "jobs"),
    [
        ("CI_PIPELINE_SOURCE=merge_request_event", {"check": "on_success", "browser": "on_success"}),
        ("CI_PIPELINE_SOURCE=schedule", {"audit": "on_success", "nightly": "on_success"}),
        ("CI_PIPELINE_SOURCE=push", {"test": "on_success", "explain": "manual", "backfill": "manual"}),
        ("CI_COMMIT_TAG=v1.2.3", {"test": "on_success", "images": "on_success"}),
    ],
)
def test_each_occasion_has_its_jobs(runner: Path, clone: Path, variable: str, jobs: dict[str, str]) -> None:
    listed = ran(runner, clone, "--list-csv", "--variable", variable)
    rows = [line.split(";") for line in listed.stdout.splitlines() if ";" in line][1:]
    assert {row[0]: row[3] for row in rows} == jobs, listed.stdout + listed.stderr


def test_the_check_job_of_a_merge_request_passes_when_it_is_run_for_real(runner: Path, clone: Path) -> None:
    variable = "CI_PIPELINE_SOURCE=merge_request_event"
    done = ran(runner, clone, "check", "--force-shell-executor", "--variable", variable)
    assert done.returncode == 0, done.stdout[-3000:]
    assert re.search(r"\d+ passed", done.stdout)
