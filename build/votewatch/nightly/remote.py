"""The other side: what it holds, how it is given something, and what happens when somebody was there first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from votewatch.nightly.checkout import Checkout
from votewatch.nightly.git import Git, GitError
from votewatch.nightly.night import NotPushed

# Refs of our own, where what was fetched is noted: a remote may be an address that has no refs.
OWN = "refs/votewatch"
# Said of a push that came too late; everything else is not mended by trying again.
_LATE = re.compile(r"fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref|incorrect old value")


@dataclass(frozen=True, slots=True)
class Remote:
    """A git remote by its name or address."""

    git: Git
    name: str

    def heads(self, *branches: str) -> dict[str, str]:
        """The commit of each of ``branches`` that is there. Raises NotPushed when the remote does not answer."""
        try:
            told = self.git("ls-remote", self.name, *(f"refs/heads/{branch}" for branch in branches))
        except GitError as error:
            raise NotPushed(f"{self._shown} does not answer: {error}") from error
        rows = [line.split("\t") for line in told.splitlines()]
        return {ref.removeprefix("refs/heads/"): commit for commit, ref in rows}

    def fetched(self, branch: str) -> str:
        """The commit of ``branch`` there, brought here with all it needs. Raises NotPushed."""
        ref = f"{OWN}/{branch}"
        try:
            self.git("fetch", "-q", "--no-tags", "--no-write-fetch-head", self.name, f"+refs/heads/{branch}:{ref}")
        except GitError as error:
            raise NotPushed(f"{branch} cannot be read from {self._shown}: {error}") from error
        return self.git("rev-parse", "--verify", f"{ref}^{{commit}}")

    def give(self, commit: str, branch: str, lease: str | None = None) -> bool:
        """Put ``branch`` at ``commit`` there; False when somebody was there first.

        ``lease`` is what the branch may be at, "" for nothing, and lets old commits be dropped; without it only a
        fast-forward is taken. Raises NotPushed when the push failed otherwise.
        """
        ref = f"refs/heads/{branch}"
        options = () if lease is None else (f"--force-with-lease={ref}:{lease}",)
        done = self.git.tried(
            "push", "--porcelain", "--no-verify", *options, self.name, f"{commit}:{ref}", codes=tuple(range(256))
        )
        if done.code and not _LATE.search(done.out + done.said):
            raise NotPushed(f"{branch} was not taken by {self._shown}: {_refusal(done.out)}{done.said}")
        return done.code == 0

    @property
    def _shown(self) -> str:
        return f"the remote {self.name}"


def _refusal(told: str) -> str:
    return "".join(f"{line.split(chr(9))[-1]}; " for line in told.splitlines() if line.startswith("!"))


def replayed(checkout: Checkout, ours: str, theirs: str, branch: str) -> str:
    """The commits that only we have, one after the other on top of ``theirs``; the last of them.

    No file and no branch is touched by that. Raises NotPushed naming the files that both sides changed.
    """
    git, tip = checkout.git, theirs
    if git("rev-list", "--min-parents=2", f"{theirs}..{ours}"):
        raise NotPushed(f"{branch} here holds a merge that the remote does not know: push it by hand")
    for commit in git("rev-list", "--reverse", "--topo-order", f"{theirs}..{ours}").splitlines():
        merged = git.tried("merge-tree", "--write-tree", "--name-only", "--no-messages", tip, commit, codes=(0, 1))
        tree, *files = merged.out.splitlines()
        if merged.code:
            raise NotPushed(
                f"{branch}: the night's commit {commit[:12]} and the remote's {theirs[:12]} both change"
                f" {', '.join(dict.fromkeys(files))}; the commit stays on this machine: git pull --rebase, settle those"
                f" files, git push"
            )
        if tree != git("rev-parse", f"{tip}^{{tree}}"):
            tip = rewritten(git, commit, tree, tip)
    return tip


def rewritten(git: Git, commit: str, tree: str, parent: str | None) -> str:
    """The same commit, author, date and message, with another tree and parent."""
    head, _, message = git.raw("cat-file", "commit", commit).partition(b"\n\n")
    kept = [line for line in head.split(b"\n") if line.startswith((b"author ", b"committer ", b"encoding "))]
    parents = [] if parent is None else [f"parent {parent}".encode()]
    text = b"\n".join([f"tree {tree}".encode(), *parents, *kept, b"", message])
    return git("hash-object", "-t", "commit", "-w", "--stdin", given=text)


def is_in(git: Git, commit: str, tip: str) -> bool:
    """Whether ``commit`` is ``tip`` or before it."""
    return git.tried("merge-base", "--is-ancestor", commit, tip, codes=(0, 1)).code == 0
