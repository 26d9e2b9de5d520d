"""git-sync.sh: what it lays out, what it keeps, what it refuses, and that a reader never meets half a site."""

from __future__ import annotations

import fcntl
import http.client
import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from tests.deploy.processes import ended, nginx
from tests.deploy.upstream import NOBODY, SCRIPT, Upstream, sync

pytestmark = pytest.mark.deploy


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    return Upstream(tmp_path)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


def live(kept: Path) -> str:
    return (kept / "live").readlink().name


def test_the_first_look_lays_the_branch_out(upstream: Upstream, kept: Path) -> None:
    commit = upstream.push({"index.html": "1", "sk/d/a/index.html": "a"})
    done = sync(upstream, kept)
    assert done.returncode == 0, done.stderr
    assert live(kept) == commit
    assert tree(kept / "live") == {"index.html": "1", "sk/d/a/index.html": "a"}


def test_a_new_commit_takes_the_place_of_the_old_whose_tree_stays_as_it_was(upstream: Upstream, kept: Path) -> None:
    first = {"index.html": "1", "same.html": "same", "gone/index.html": "gone"}
    second = {"index.html": "2", "same.html": "same", "new/index.html": "new"}
    before = upstream.push(first)
    sync(upstream, kept)
    after = upstream.push(second)
    assert sync(upstream, kept).returncode == 0
    assert (live(kept), tree(kept / "live")) == (after, second)
    assert tree(kept / "trees" / before) == first


def test_what_did_not_change_is_the_same_file_with_the_same_date(upstream: Upstream, kept: Path) -> None:
    upstream.push({"index.html": "1", "same.html": "same"})
    sync(upstream, kept)
    page = (kept / "live/same.html").stat()
    upstream.push({"index.html": "2", "same.html": "same"})
    sync(upstream, kept)
    again = (kept / "live/same.html").stat()
    assert (page.st_ino, page.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)


def test_a_look_without_news_changes_nothing(upstream: Upstream, kept: Path) -> None:
    upstream.push({"index.html": "1"})
    sync(upstream, kept)
    before = (kept / "live").lstat().st_ino
    done = sync(upstream, kept)
    assert (done.returncode, done.stderr) == (0, "")
    assert (kept / "live").lstat().st_ino == before


def test_the_last_three_are_kept(upstream: Upstream, kept: Path) -> None:
    commits = []
    for n in range(6):
        commits.append(upstream.push({"index.html": str(n)}))
        assert sync(upstream, kept).returncode == 0
    assert {p.name for p in (kept / "trees").iterdir()} == set(commits[-3:])
    assert {p.name for p in (kept / "repository.git").glob("index-*")} == {f"index-{c}" for c in commits[-3:]}


def test_a_branch_that_went_back_is_followed_from_what_is_kept(upstream: Upstream, kept: Path) -> None:
    first = upstream.push({"index.html": "1"})
    sync(upstream, kept)
    upstream.push({"index.html": "2"})
    sync(upstream, kept)
    upstream.git("push", "--quiet", "--force", upstream.address, f"{first}:refs/heads/site")
    assert sync(upstream, kept).returncode == 0
    assert (live(kept), tree(kept / "live")) == (first, {"index.html": "1"})


def test_a_branch_whose_history_was_cut_is_followed(upstream: Upstream, kept: Path) -> None:
    upstream.push({"index.html": "1"})
    sync(upstream, kept)
    upstream.forget_history()
    commit = upstream.push({"index.html": "2"})
    assert sync(upstream, kept).returncode == 0
    assert live(kept) == commit


def test_fast_forward_takes_growth_and_refuses_another_history(upstream: Upstream, kept: Path) -> None:
    upstream.push({"index.html": "1"})
    assert sync(upstream, kept, VERIFY="fast-forward").returncode == 0
    for n in ("2", "3", "4"):
        grown = upstream.push({"index.html": n})
    assert sync(upstream, kept, VERIFY="fast-forward").returncode == 0
    assert live(kept) == grown
    upstream.forget_history()
    other = upstream.push({"index.html": "forged"})
    done = sync(upstream, kept, VERIFY="fast-forward")
    assert (done.returncode, live(kept)) == (3, grown)
    assert f"refused: {other} does not grow out of {grown}" in done.stderr


def key(folder: Path, name: str) -> Path:
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True)
    return path


def tag(upstream: Upstream, signed_with: Path | None) -> None:
    how = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={signed_with}"] if signed_with else []
    upstream.git(*how, "tag", "--force", "--sign" if signed_with else "--annotate", "--message", "live", "live")
    upstream.git("push", "--quiet", "--force", upstream.address, "refs/tags/live")


def test_a_tag_is_followed_when_somebody_known_signed_it(upstream: Upstream, kept: Path, tmp_path: Path) -> None:
    known, stranger = key(tmp_path, "known"), key(tmp_path, "stranger")
    signers = tmp_path / "signers"
    signers.write_text(f"nightly@example.org {known.with_suffix('.pub').read_text()}")
    settings = {"VERIFY": "signed", "REF": "refs/tags/live", "SIGNERS": str(signers)}
    commit = upstream.push({"index.html": "1"})
    tag(upstream, known)
    done = sync(upstream, kept, **settings)
    assert (done.returncode, live(kept)) == (0, commit), done.stderr
    for signature in (stranger, None):
        upstream.push({"index.html": "forged"})
        tag(upstream, signature)
        done = sync(upstream, kept, **settings)
        assert (done.returncode, live(kept)) == (3, commit)
        assert "refused: refs/tags/live has no signature of anybody" in done.stderr


def test_a_remote_that_is_away_leaves_the_site_up(upstream: Upstream, kept: Path) -> None:
    commit = upstream.push({"index.html": "1"})
    sync(upstream, kept)
    upstream.bare.rename(upstream.bare.with_name("away"))
    done = sync(upstream, kept)
    assert (done.returncode, live(kept)) == (1, commit)
    assert "could not fetch refs/heads/site" in done.stderr


def test_two_at_once_do_not_meet(upstream: Upstream, kept: Path) -> None:
    upstream.push({"index.html": "1"})
    kept.mkdir()
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = sync(upstream, kept)
    assert (done.returncode, (kept / "live").exists()) == (75, False)
    assert "another one is at work" in done.stderr


def test_a_link_in_the_branch_arrives_as_a_plain_file(upstream: Upstream, kept: Path) -> None:
    upstream.push({"index.html": "1"})
    (upstream.work / "leak").symlink_to("/etc/passwd")
    upstream.git("add", "leak")
    upstream.git("commit", "--quiet", "--message", "leak")
    upstream.git("push", "--quiet", upstream.address, "HEAD:refs/heads/site")
    assert sync(upstream, kept).returncode == 0
    assert not (kept / "live/leak").is_symlink()
    assert (kept / "live/leak").read_text() == "/etc/passwd"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"VERIFY": "trust"}, "is none, fast-forward or signed, not trust"),
        ({"KEEP": "0"}, "is a number from 1 on, not '0'"),
        ({"VERIFY": "signed"}, "needs a tag in GIT_SYNC_REF"),
        ({"VERIFY": "signed", "REF": "refs/tags/live"}, "names no file that can be read"),
        ({"REPO": ""}, "say where to fetch from"),
    ],
)
def test_a_wrong_setting_is_named(upstream: Upstream, kept: Path, settings: dict[str, str], said: str) -> None:
    done = sync(upstream, kept, **settings)
    assert done.returncode != 0
    assert said in done.stderr


def test_a_look_that_was_killed_anywhere_is_made_good_by_the_next(upstream: Upstream, kept: Path) -> None:
    files = {f"sk/d/{n}/index.html": f"{n}" for n in range(300)}
    upstream.push(files)
    sync(upstream, kept)
    for round_ in range(6):
        files["index.html"] = str(round_)
        files |= {f"sk/d/{n}/index.html": f"{n} {round_}" for n in range(0, 300, 3)}
        commit = upstream.push(files)
        given = NOBODY | {"GIT_SYNC_REPO": upstream.address, "GIT_SYNC_ROOT": str(kept)}
        look = subprocess.Popen(["sh", str(SCRIPT)], env=given, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            look.wait(0.03 * (round_ + 1))
        except subprocess.TimeoutExpired:
            os.killpg(look.pid, signal.SIGKILL)
            look.wait()
        done = sync(upstream, kept)
        while done.returncode == 75:  # a fetch of the killed one, which has a group of its own, is still at it
            done = sync(upstream, kept)
        assert done.returncode == 0, done.stderr
        assert (live(kept), tree(kept / "live")) == (commit, files)


def test_locks_that_a_killed_git_left_hinder_nobody(upstream: Upstream, kept: Path) -> None:
    upstream.push({"index.html": "1"})
    sync(upstream, kept)
    commit = upstream.push({"index.html": "2"})
    left = ("index.new.lock", "repository.git/shallow.lock", "repository.git/refs/git-sync/next.lock")
    for name in (*left, "repository.git/refs/git-sync/live.lock", "repository.git/packed-refs.lock"):
        (kept / name).write_text("")
    done = sync(upstream, kept)
    assert (done.returncode, done.stderr) == (0, f"git-sync: live is {commit}\n")


def test_it_goes_on_looking_until_it_is_told_to_end(upstream: Upstream, kept: Path) -> None:
    upstream.push({"index.html": "1"})
    given = NOBODY | {"GIT_SYNC_REPO": upstream.address, "GIT_SYNC_ROOT": str(kept), "GIT_SYNC_PERIOD": "1"}
    looking = subprocess.Popen(["sh", str(SCRIPT)], env=given, stderr=subprocess.PIPE)
    assert looking.stderr is not None
    with looking, ended(looking):
        assert b"live is" in looking.stderr.readline()
        commit = upstream.push({"index.html": "2"})
        assert commit.encode() in looking.stderr.readline()
        looking.terminate()
        assert looking.wait(20) == 0


def test_twenty_updates_roll_through_and_no_request_fails(upstream: Upstream, kept: Path, tmp_path: Path) -> None:
    """Readers ask without a pause, over open connections and new ones, while the site changes under them."""

    def site(n: int) -> dict[str, str]:
        return {"sk/index.html": f"{n}:" + "x" * 20_000, f"sk/{n}/index.html": "new", "sk/same.html": "same"}

    upstream.push(site(0))
    sync(upstream, kept)
    failures: list[str] = []
    seen: list[set[str]] = [set() for _ in range(4)]
    over = threading.Event()

    def read(number: int, port: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        asked = 0
        while not over.is_set():
            if number % 2 and asked % 20 == 0:
                connection.close()
            asked += 1
            try:
                connection.request("GET", ("/sk/", "/sk/same.html")[asked % 2])
                reply = connection.getresponse()
                body = reply.read().decode()
            except (OSError, http.client.HTTPException) as error:
                failures.append(repr(error))
                continue
            version, colon, rest = body.partition(":")
            whole = body == "same" or (colon == ":" and rest == "x" * 20_000)
            if reply.status != 200 or not whole:
                failures.append(f"{reply.status} {body[:80]}")
            seen[number].add(version)
        connection.close()

    with nginx(tmp_path / "state", {"SITE_ROOT": str(kept / "live"), "POLL_API": "127.0.0.1:1"}) as server:
        readers = [threading.Thread(target=read, args=(number, server.port)) for number in range(4)]
        for reader in readers:
            reader.start()
        try:
            for n in range(1, 21):
                upstream.push(site(n))
                done = sync(upstream, kept)
                assert done.returncode == 0, done.stderr
        finally:
            over.set()
            for reader in readers:
                reader.join(60)
    assert failures == []
    assert len(set().union(*seen)) > 15
