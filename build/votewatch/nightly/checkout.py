"""The checkout that the night commits from: where it is, which branch it is on, how it is moved on."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from votewatch.model.errors import VoteWatchError
from votewatch.nightly.git import Git, GitError
from votewatch.settings import Nightly

# What git keeps while somebody is in the middle of something: the checkout is no night's to commit from.
_BEGUN = ("rebase-merge", "rebase-apply", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG")
# A lock of git that is older than this, in seconds, was left behind by a process that is gone.
STALE = 3600


@dataclass(frozen=True, slots=True)
class Checkout:
    """The repository around the data. ``folder`` is its top, ``place`` its git directory, ``refs`` where refs stand."""

    git: Git
    folder: Path
    place: Path
    refs: Path

    def head(self) -> str:
        """The commit that is checked out. Raises VoteWatchError where there is none yet."""
        answer = self.git.tried("rev-parse", "-q", "--verify", "HEAD^{commit}", codes=(0, 1, 128))
        if answer.code:
            raise VoteWatchError(f"{self.folder}: holds no commit yet; commit once by hand")
        return answer.out

    def on_branch(self, branch: str) -> bool:
        """Whether ``branch`` is checked out; False when no branch is. Raises VoteWatchError on another branch
        and in the middle of a merge."""
        if begun := [name for name in _BEGUN if (self.place / name).exists()]:
            raise VoteWatchError(
                f"{self.folder}: somebody is in the middle of a merge or rebase ({begun[0]}): end it first"
            )
        at = self.git.tried("symbolic-ref", "-q", "HEAD", codes=(0, 1)).out
        if at and at != f"refs/heads/{branch}":
            raise VoteWatchError(
                f"{self.folder}: {at.removeprefix('refs/heads/')} is checked out, and the nightly commits to {branch}:"
                f" git switch {branch}, or name another [nightly] branch"
            )
        return bool(at)

    def point(self, branch: str, new: str, old: str) -> None:
        """Let ``branch`` be at ``new``, and the checkout too, which was at ``old``. No file is touched."""
        if self.on_branch(branch):
            self.git("update-ref", "-m", "votewatch nightly", f"refs/heads/{branch}", new, old)
            return
        # No branch is checked out, as in a pipeline's clone: the branch is made, so that the commit has a name.
        self.git("update-ref", "-m", "votewatch nightly", f"refs/heads/{branch}", new)
        self.git("update-ref", "--no-deref", "-m", "votewatch nightly", "HEAD", new, old)

    def move_on(self, branch: str, new: str) -> str:
        """Bring files and branch to ``new``, which holds all that is committed here; "" or why that could not be.

        A file that somebody is changing is never written over.
        """
        old = self.head()
        try:
            self.git.tried("update-index", "-q", "--refresh", codes=(0, 1))
            self.git("read-tree", "-m", "-u", old, new)
        except GitError as error:
            return f"the checkout stays as it was, bring it on by hand (git pull --rebase): {error}"
        self.point(branch, new, old)
        return ""

    def settle(self, paths: list[str]) -> str:
        """Let the checkout's own index say of ``paths`` what the commit says; "" or why that could not be."""
        try:
            self.git("reset", "-q", "--", *paths)
        except GitError as error:
            return f"git status may show what is committed already: {error}"
        return ""

    def clear_locks(self, own: tuple[str, ...], now: float) -> None:
        """Take away locks of git that a killed process left: at once those of refs that are ours, else old ones."""
        for name in own:
            (self.refs / f"{name}.lock").unlink(missing_ok=True)
        places = [self.place / "index.lock", self.place / "HEAD.lock", *self.refs.glob("*.lock")]
        for lock in {*places, *(self.refs / "refs").rglob("*.lock")}:
            with suppress(FileNotFoundError):  # its owner was alive
                if now - lock.stat().st_mtime > STALE:
                    lock.unlink()


def checkout_of(data: Path, environment: Mapping[str, str], git: Git | None = None) -> Checkout:
    """The repository that holds the folder ``data``. Raises VoteWatchError where there is none."""
    git = git or Git(data, environment)
    try:
        top, place, common = git("rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir").splitlines()
    except GitError as error:
        raise VoteWatchError(f"{data}: lies in no git repository, so there is nothing to commit to: {error}") from error
    return Checkout(Git(Path(top), git.environment, git.run), Path(top), Path(place), (data / common).resolve())


def named(settings: Nightly, when: str) -> dict[str, str]:
    """Author and date of a commit for git's environment; ``when`` is ISO with an offset."""
    author = {"NAME": settings.author_name, "EMAIL": settings.author_email, "DATE": when}
    return {f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in author.items()}
