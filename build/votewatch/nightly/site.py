"""The rendered site as a branch of its own: the last nights of public/, and no others."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from votewatch.nightly.checkout import Checkout
from votewatch.nightly.git import Git, GitError
from votewatch.nightly.record import commit
from votewatch.nightly.remote import rewritten

# Holds the day of the build; a site that differs in nothing else is the same site.
STAMP = "build.json"


@dataclass(frozen=True, slots=True)
class SiteTree:
    """The tree of public/, the commit that it is compared with (None: the first), and the files that differ."""

    tree: str
    tip: str | None
    differing: tuple[str, ...]

    @property
    def pages(self) -> int:
        """HTML files that are new, changed or gone."""
        return sum(name.endswith(".html") for name in self.differing)


def tree_of(checkout: Checkout, public: Path, state: Path, files: Sequence[str]) -> str:
    """Store ``files`` of ``public`` with git and name their tree. What else lies there is not taken.

    The index is kept in ``state``: with it a night looks at the times of 66,000 files and reads those that changed.
    Raises GitError.
    """
    index = state / "site.index"
    index.with_name("site.index.lock").unlink(missing_ok=True)
    git = Git(public, checkout.git.environment, checkout.git.run)
    own = {
        "GIT_DIR": str(checkout.place),
        "GIT_WORK_TREE": str(public.resolve()),
        "GIT_INDEX_FILE": str(index.resolve()),
    }
    try:
        return _stored(git, own, files)
    except GitError:
        # An index that cannot be read is only a memory of times: once more without it.
        index.unlink(missing_ok=True)
        return _stored(git, own, files)


def _stored(git: Git, own: Mapping[str, str], files: Sequence[str]) -> str:
    known = set(filter(None, git("ls-files", "-z", extra=own).split("\0")))
    gone, wanted = ("".join(f"{name}\0" for name in sorted(names)) for names in (known - set(files), files))
    git("update-index", "-z", "--force-remove", "--stdin", given=os.fsencode(gone), extra=own)
    git("update-index", "-z", "--add", "--replace", "--stdin", given=os.fsencode(wanted), extra=own)
    return git("write-tree", extra=own)


def compared(checkout: Checkout, tree: str, tip: str | None) -> SiteTree:
    """What of ``tree`` differs from the site at ``tip``, its build's day aside."""
    if tip is None:
        names = checkout.git("ls-tree", "-r", "-z", "--name-only", tree)
    else:
        names = checkout.git("diff-tree", "-r", "-z", "--no-renames", "--name-only", f"{tip}^{{tree}}", tree)
    return SiteTree(tree, tip, tuple(name for name in names.split("\0") if name and name != STAMP))


def on_top(checkout: Checkout, site: SiteTree, keep: int, message: str, author: Mapping[str, str]) -> str:
    """A commit of the site with at most ``keep`` - 1 earlier ones behind it: older ones are dropped.

    What stays is written again without its past, so its names change and a reader of the branch must not expect to
    go forward only.
    """
    git, parent = checkout.git, site.tip
    if parent is not None:
        kept = git("rev-list", "--first-parent", f"--max-count={keep}", parent).splitlines()
        if len(kept) == keep:
            parent = None
            for old in reversed(kept[:-1]):
                parent = rewritten(git, old, git("rev-parse", f"{old}^{{tree}}"), parent)
    return commit(checkout, site.tree, parent, message, author)
