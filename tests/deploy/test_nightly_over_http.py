"""A night that pushes through nginx and git's http-backend, with a token that stands nowhere."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.git_over_http import HEADER, TOKEN, GitServer, serve_git
from tests.nightly.house import ROOT, House, furnished, git, nightly
from tests.standin.server import Standin, serve

pytestmark = pytest.mark.deploy


@pytest.fixture(scope="module", autouse=True)
def programs() -> None:
    done = subprocess.run(["sh", str(ROOT / "tests/deploy/servers.sh")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def site() -> Iterator[Standin]:
    with serve() as standin:
        yield standin


@pytest.fixture
def house(site: Standin, tmp_path: Path) -> House:
    return furnished(tmp_path, sk=site.base_url)


@pytest.fixture
def server(house: House) -> Iterator[GitServer]:
    folder = Path(tempfile.mkdtemp(prefix="votewatch-git-"))
    with serve_git(house.remote, folder) as served:
        yield served
    shutil.rmtree(folder)


def test_record_and_site_are_pushed_over_http_and_the_token_stands_in_no_file_and_no_report(
    house: House, server: GitServer
) -> None:
    env = {"VOTEWATCH_NIGHTLY_REMOTE": server.url, **server.environment}
    said = nightly(house, code=1, env=env)
    assert house.subjects("main")[0].startswith("sk: 3 votes of meeting 1")
    assert "sk/index.html" in house.tree("site")
    again = nightly(house, code=1, env=env)
    assert "nothing changed" in again.stdout
    secrets = (TOKEN, HEADER.rpartition(" ")[2])
    told = said.stdout + said.stderr + again.stdout + again.stderr
    assert not any(secret in told for secret in secrets)
    held = [
        path
        for path in house.checkout.rglob("*")
        if path.is_file() and any(secret.encode() in path.read_bytes() for secret in secrets)
    ]
    assert held == []


def test_a_token_that_is_missing_or_wrong_keeps_the_commit_and_repeats_nothing(house: House, server: GitServer) -> None:
    wrong = server.environment | {"GIT_CONFIG_VALUE_0": "Authorization: Basic d3JvbmctczNjcmV0"}
    for env in ({}, wrong):
        said = nightly(house, code=4, env={"VOTEWATCH_NIGHTLY_REMOTE": server.url, **env})
        assert "committed here, not pushed: nothing is lost" in said.stdout
        assert "d3JvbmctczNjcmV0" not in said.stdout + said.stderr
    assert house.subjects("main") == ["Begin"]
    nightly(house, code=1, env={"VOTEWATCH_NIGHTLY_REMOTE": server.url, **server.environment})
    assert house.subjects("main")[0].startswith("sk: 3 votes of meeting 1")


def test_what_somebody_pushed_meanwhile_is_kept_below_the_nights_commit(house: House, server: GitServer) -> None:
    theirs = house.committed_elsewhere("README.md", "hello\n")
    nightly(house, code=1, env={"VOTEWATCH_NIGHTLY_REMOTE": server.url, **server.environment})
    assert git(house.remote, "rev-parse", "main^") == theirs
    assert (house.checkout / "README.md").read_text(encoding="utf-8") == "hello\n"


def test_a_branch_that_its_keepers_protect_is_refused_with_their_words(house: House, server: GitServer) -> None:
    hook = house.remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'this branch is protected' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    said = nightly(house, code=4, env={"VOTEWATCH_NIGHTLY_REMOTE": server.url, **server.environment})
    assert "this branch is protected" in said.stdout
