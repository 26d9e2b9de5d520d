"""A night that is killed anywhere is repaired by the next: the same branches, whole files, nothing left over."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.nightly.answered import answered
from tests.nightly.house import ROOT, House, furnished, git
from tests.standin.server import DOCUMENTS, Standin, serve

pytestmark = pytest.mark.slow
LEDGER = '{"file":"sk/9/1","meeting":1}\n'
NEVER = 10_000


def killed(house: House, way: str, number: int) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'build'}:{ROOT}", "GIT_CONFIG_GLOBAL": "/dev/null"}
    command = [sys.executable, "-m", "tests.nightly.killed", way, str(number)]
    return subprocess.run(command, cwd=house.checkout, env=env, capture_output=True, text=True)


def written(house: House, night: int) -> None:
    """What the steps before the commit leave: a vote more, a page more, and a build's day that is another."""
    ledger, public = house.checkout / "data/ledger/sk/9", house.checkout / "public"
    (public / "sk").mkdir(parents=True, exist_ok=True)
    ledger.mkdir(parents=True, exist_ok=True)
    votes = "".join(f'{{"id":"sk:9:v{number}","title":"ž"}}\n' for number in range(night))
    (ledger / "1.jsonl").write_text(LEDGER + votes, encoding="utf-8")
    (ledger / ".1.jsonl.part").write_text(LEDGER + votes[:20], encoding="utf-8")
    (public / f"sk/{night}.html").write_text(f"<p>{night}", encoding="utf-8")
    (public / "build.json").write_text(f'{{"built":"2026-01-{night:02}"}}', encoding="utf-8")


def moved(house: House, folder: Path) -> House:
    """A copy of checkout and remote in another folder."""
    copy = House(folder / "checkout", folder / "remote.git")
    shutil.copytree(house.checkout, copy.checkout)
    shutil.copytree(house.remote, copy.remote)
    git(copy.checkout, "remote", "set-url", "origin", str(copy.remote))
    return copy


def state_of(house: House) -> tuple[object, ...]:
    """What the world sees of the remote, and whether the checkout is at rest."""
    log = git(house.remote, "log", "--format=%s", "main").splitlines()
    kept = git(house.remote, "rev-list", "--count", "site")
    ahead = git(house.checkout, "rev-list", "--count", "origin/main..main")
    for repository in (house.remote, house.checkout):
        git(repository, "fsck", "--strict", "--no-dangling")
    return house.tree("main"), house.tree("site"), log, kept, ahead, house.status()


def test_a_night_killed_before_any_of_its_git_commands_is_finished_by_the_next(tmp_path: Path) -> None:
    # Two nights fill the branch of the site, so that the third drops one; and somebody pushed to main meanwhile.
    house = furnished(tmp_path).checkout
    made = House(house, tmp_path / "remote.git")
    (house / "votewatch.toml").write_text("[nightly]\nsite_commits = 2\n", encoding="utf-8")
    git(house, "commit", "-q", "-a", "-m", "Keep two")
    for night in (1, 2):
        written(made, night)
        assert killed(made, "git", NEVER).returncode == 0
    made.committed_elsewhere("data/topics.toml", "# changed by somebody\n")
    written(made, 3)

    whole = moved(made, tmp_path / "whole")
    ended = killed(whole, "git", NEVER)
    assert ended.returncode == 0, ended.stdout
    git(whole.checkout, "fetch", "-q")
    expected = state_of(whole)
    assert expected[2:] == (
        ["sk: 1 vote of meeting 1; site: 1 page", "Change data/topics.toml",
         "sk: 1 vote of meeting 1; site: 1 page", "sk: 1 vote of meeting 1; site: 1 page", "Keep two", "Begin"],
        "2", "0", "?? data/ledger/sk/9/.1.jsonl.part",
    )  # fmt: skip
    for number in range(count := int(ended.stdout.splitlines()[-1])):
        again = moved(made, tmp_path / f"{number}")
        assert killed(again, "git", number).returncode == -signal.SIGKILL
        ended = killed(again, "git", NEVER)
        assert ended.returncode == 0, f"after a kill before command {number}: {ended.stdout}"
        git(again.checkout, "fetch", "-q")
        assert state_of(again) == expected, f"killed before command {number}"
        shutil.rmtree(tmp_path / f"{number}")
    assert count > 30


@pytest.fixture
def site() -> Iterator[Standin]:
    with serve() as standin:
        yield standin


def test_a_night_killed_before_any_of_its_steps_is_finished_by_the_next(site: Standin, tmp_path: Path) -> None:
    # A first night publishes questions; the one that is killed finds new votes and readers' answers.
    answers = tmp_path / "polls.db"
    made = furnished(tmp_path, sk=site.base_url, steps=f'["sk", "eu"]\nanswers = "{answers}"')
    rows = json.loads((DOCUMENTS / "Votings.json").read_bytes())
    site.changed["Votings.json"] = json.dumps(rows[:6]).encode()
    assert killed(made, "steps", NEVER).returncode == 1
    site.changed.clear()
    answered(answers, made)
    whole = moved(made, tmp_path / "whole")
    count = int(killed(whole, "steps", NEVER).stdout.splitlines()[-1])
    git(whole.checkout, "fetch", "-q")
    expected = state_of(whole)
    assert count == 8
    assert "data/tallies/2026-01-31.json" in whole.tree("main")
    for number in range(count + 1):
        again = moved(made, tmp_path / f"{number}")
        assert killed(again, "steps", number).returncode == -signal.SIGKILL
        assert killed(again, "steps", NEVER).returncode == 1
        git(again.checkout, "fetch", "-q")
        assert state_of(again) == expected, f"killed before step {number}"
