"""The way to the remote: somebody was there first, both changed the same, nobody answers."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.nightly.house import git
from tests.nightly.world import ENV, VOTE, WHEN, World
from votewatch.model.errors import VoteWatchError
from votewatch.nightly.checkout import checkout_of
from votewatch.nightly.git import Git, without_secrets
from votewatch.nightly.night import NotPushed


def test_the_commit_bears_the_name_of_the_settings_and_the_moment_of_the_night(world: World) -> None:
    world.night(author_name="A robot", author_email="robot@example.org")
    shown = git(world.house.remote, "log", "-1", "--format=%an <%ae> %aI %cn %cI", "main")
    assert shown == f"A robot <robot@example.org> {WHEN} A robot {WHEN}"


def test_the_same_night_gives_the_same_commits_on_every_machine(world: World) -> None:
    world.night()
    git(world.house.remote, "update-ref", "-d", "refs/heads/site")
    git(world.house.checkout, "update-ref", "-d", "refs/heads/site")
    first = git(world.house.remote, "rev-parse", "main")
    git(world.house.remote, "update-ref", "refs/heads/main", f"{first}^")
    git(world.house.checkout, "reset", "-q", "--soft", "HEAD^")
    world.night()
    assert git(world.house.remote, "rev-parse", "main") == first


def test_only_what_a_night_writes_is_committed(world: World) -> None:
    for name in (
        "data/topics.toml",
        "data/notes.txt",
        "data/private/profile.md",
        "README.md",
        "data/prose/.x.json.part",
    ):
        world.write(name, "changed by somebody")
    world.night()
    changed = git(world.house.remote, "diff", "--name-only", "main^", "main").splitlines()
    assert changed == ["data/ledger/sk/9/1.jsonl"]
    assert "data/topics.toml" in world.house.status()


def test_what_somebody_has_staged_stays_staged(world: World) -> None:
    world.write("data/topics.toml", "# staged\n")
    git(world.house.checkout, "add", "data/topics.toml")
    world.night()
    assert world.house.status() == "M  data/topics.toml"
    assert git(world.house.checkout, "diff", "--cached", "--name-only") == "data/topics.toml"


def test_a_push_that_came_too_late_is_put_on_top_of_what_was_first(world: World) -> None:
    theirs: list[str] = []

    def somebody_pushes(command: Sequence[str]) -> None:
        if "push" in command and not theirs:
            theirs.append(world.house.committed_elsewhere("README.md", "hello\n"))

    world.before = somebody_pushes
    _, pushed, site = world.night()
    assert any(theirs[0][:12] in line for line in pushed.lines)
    assert git(world.house.remote, "rev-parse", "main^") == theirs[0]
    assert world.house.subjects("main")[0] == "sk: 1 vote of meeting 1; site: 1 page"
    assert site.facts["pages"] == 1
    assert (world.house.checkout / "README.md").read_text(encoding="utf-8") == "hello\n"
    assert world.house.status() == ""


def test_a_remote_where_somebody_is_always_first_is_given_up_and_the_commit_stays(world: World) -> None:
    count = 0

    def somebody_pushes(command: Sequence[str]) -> None:
        nonlocal count
        if "push" in command:
            count += 1
            world.house.committed_elsewhere("README.md", f"{count}\n")

    world.before = somebody_pushes
    out = world.publishing(push_tries=3)
    out.commit()
    with pytest.raises(NotPushed, match=r"somebody was there first 3 times; commits stay here"):
        out.push()
    assert count == 3
    assert git(world.house.checkout, "log", "-1", "--format=%s") == "sk: 1 vote of meeting 1; site: 1 page"
    world.before = lambda _command: None
    world.night()
    assert world.house.subjects("main")[0] == "sk: 1 vote of meeting 1; site: 1 page"


def test_a_conflict_names_the_files_and_loses_nothing_of_either_side(world: World) -> None:
    theirs = world.house.committed_elsewhere("data/ledger/sk/9/1.jsonl", VOTE % 2)
    out = world.publishing()
    commit = out.commit().facts["commit"]
    with pytest.raises(
        NotPushed, match=r"both change data/ledger/sk/9/1\.jsonl; the commit stays on this machine: git"
    ):
        out.push()
    assert git(world.house.remote, "rev-parse", "main") == theirs
    assert git(world.house.checkout, "rev-parse", "main") == commit
    assert world.house.status() == ""
    assert (world.house.checkout / "data/ledger/sk/9/1.jsonl").read_text(encoding="utf-8") == VOTE % 1


def test_the_same_change_on_both_sides_is_no_conflict(world: World) -> None:
    world.house.committed_elsewhere("data/ledger/sk/9/1.jsonl", VOTE % 1)
    world.night()
    assert world.house.subjects("main")[0] == "Change data/ledger/sk/9/1.jsonl"
    assert world.house.status() == ""


def test_a_remote_that_is_away_keeps_the_commit_for_the_next_night(world: World) -> None:
    away = world.house.remote.with_name("away.git")
    world.house.remote.rename(away)
    out = world.publishing()
    assert any("compared with the site as it was here" in line for line in out.commit().lines)
    with pytest.raises(NotPushed, match=r"the remote origin does not answer: git ls-remote"):
        out.push()
    away.rename(world.house.remote)
    world.write("data/ledger/sk/9/2.jsonl", VOTE % 3)
    world.night()
    assert world.house.subjects("main")[:2] == [
        "sk: 1 vote of meeting 2; site: 1 page",
        "sk: 1 vote of meeting 1; site: 1 page",
    ]
    assert world.house.subjects("site") == ["site: 1 page"]


def test_a_checkout_behind_its_remote_with_nothing_to_commit_is_brought_on(world: World) -> None:
    world.night()
    theirs = world.house.committed_elsewhere("README.md", "hello\n")
    world.night()
    assert git(world.house.checkout, "rev-parse", "HEAD") == theirs
    assert world.house.status() == ""


def test_a_file_that_somebody_is_changing_is_not_written_over(world: World) -> None:
    world.night()
    world.house.committed_elsewhere("votewatch.toml", "# theirs\n")
    world.write("votewatch.toml", "# mine\n")
    _, pushed, _ = world.night()
    assert any("the checkout stays as it was" in line for line in pushed.lines)
    assert (world.house.checkout / "votewatch.toml").read_text(encoding="utf-8") == "# mine\n"


def test_a_detached_checkout_as_a_pipeline_has_it_is_committed_on_top_of(world: World) -> None:
    git(world.house.checkout, "switch", "-q", "--detach")
    git(world.house.checkout, "branch", "-q", "-D", "main")
    world.night()
    assert world.house.subjects("main") == ["sk: 1 vote of meeting 1; site: 1 page", "Begin"]
    assert world.house.status() == ""


def test_a_checkout_on_another_branch_is_refused(world: World) -> None:
    git(world.house.checkout, "switch", "-q", "-c", "draft")
    with pytest.raises(VoteWatchError, match=r"draft is checked out, and the nightly commits to main: git switch main"):
        world.publishing().commit()


def test_a_checkout_in_the_middle_of_a_rebase_is_left_to_who_began_it(world: World) -> None:
    world.house.committed_elsewhere("data/ledger/sk/9/1.jsonl", VOTE % 2)
    out = world.publishing()
    out.commit()
    checkout = world.house.checkout
    stopped = subprocess.run(["git", "-C", str(checkout), "pull", "-q", "--rebase"], env=ENV, capture_output=True)
    assert stopped.returncode
    with pytest.raises(VoteWatchError, match=r"in the middle of a merge or rebase \(rebase-merge\): end it first"):
        world.publishing().commit()


def test_a_folder_outside_of_git_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(VoteWatchError, match=r"lies in no git repository"):
        checkout_of(tmp_path, ENV)


def test_without_a_remote_all_stays_here(world: World) -> None:
    _, pushed, site = world.night(remote="")
    assert pushed.off
    assert git(world.house.checkout, "rev-parse", "site") == site.facts["commit"]
    assert world.house.subjects("main") == ["Begin"]


def test_locks_that_a_killed_git_left_are_taken_away_when_they_are_old(world: World) -> None:
    for name in (".git/index.lock", ".git/refs/heads/main.lock", ".git/refs/heads/site.lock"):
        world.write(name, "")
    world.night()  # the night's moment lies far after that of the files
    assert world.house.subjects("site") == ["site: 1 page"]


@pytest.mark.parametrize(
    "said",
    [
        "fatal: unable to access 'https://robot:s3cret@git.example/x.git/': 403",
        "> Authorization: Basic s3cret",
        "http.https://git.example/.extraheader=AUTHORIZATION: bearer s3cret",
        "ssh://s3cret@git.example/x: no",
    ],
)
def test_what_git_says_is_repeated_without_secrets(said: str) -> None:
    assert "s3cret" not in without_secrets(said)
    assert "git.example" in without_secrets(said) or "uthorization" in said


def test_a_token_given_by_the_environment_reaches_git_and_no_file(world: World) -> None:
    seen: list[Mapping[str, str]] = []
    token = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "http.extraHeader", "GIT_CONFIG_VALUE_0": "X-Token: s3cret"}

    def run(command: Sequence[str], given: bytes, env: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
        seen.append(env)
        return world.run(command, given, env)

    out = world.publishing()
    folder = world.house.checkout / "data"
    out.checkout = checkout_of(folder, ENV | token, Git(folder, ENV | token, run))
    out.commit()
    out.push()
    assert all(env["GIT_CONFIG_VALUE_0"] == "X-Token: s3cret" for env in seen)
    assert not any("s3cret" in command for command in world.commands)
    held = [p for p in world.house.checkout.rglob("*") if p.is_file() and b"s3cret" in p.read_bytes()]
    assert held == []
