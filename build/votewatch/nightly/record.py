"""The record as a commit: what of the data folder is a night's to commit, and what it differs in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from votewatch.nightly.checkout import Checkout
from votewatch.nightly.message import Change

# What a night writes. Everything else under data/ is written by people, and theirs to commit. A file on its way has
# another ending, so a glob never takes one that is half written.
WRITTEN = (
    "ledger/**/*.jsonl",
    "prose/*.json",
    "tallies/*.json",
    "polls.jsonl",
    "skipped.jsonl",
    "sources.json",
    "radar/history.jsonl",
)


@dataclass(frozen=True, slots=True)
class RecordTree:
    """The committed tree ``before``, the tree with tonight's files, and the files in which they differ."""

    before: str
    tree: str
    changes: tuple[Change, ...]


def tree_of(checkout: Checkout, data: Path, state: Path) -> RecordTree:
    """Store tonight's files with git, beside the checkout's own index, which stays as it is.

    Nothing is committed by that. Raises GitError.
    """
    index = state / "record.index"
    for left in (index, index.with_name("record.index.lock")):
        left.unlink(missing_ok=True)
    own = {"GIT_INDEX_FILE": str(index.resolve())}
    git, paths = checkout.git, globs(checkout, data)
    git("read-tree", "HEAD", extra=own)
    differing = git("ls-files", "-z", "-m", "-d", "-o", "--exclude-standard", "--", *paths, extra=own)
    git("update-index", "-z", "--add", "--remove", "--replace", "--stdin", given=differing.encode(), extra=own)
    before, tree = git("rev-parse", "HEAD^{tree}"), git("write-tree", extra=own)
    return RecordTree(before, tree, tuple(_changes(checkout, data, before, tree)))


def globs(checkout: Checkout, data: Path) -> list[str]:
    """The files of a night as git's path patterns."""
    folder = data.resolve().relative_to(checkout.folder.resolve()).as_posix()
    return [f":(top,glob){folder}/{pattern}" for pattern in WRITTEN]


def commit(checkout: Checkout, tree: str, parent: str | None, message: str, author: Mapping[str, str]) -> str:
    """A commit that no branch knows yet."""
    parents = () if parent is None else ("-p", parent)
    return checkout.git("commit-tree", tree, *parents, "-F", "-", given=f"{message}\n".encode(), extra=author)


def _changes(checkout: Checkout, data: Path, before: str, after: str) -> Iterator[Change]:
    folder = data.resolve().relative_to(checkout.folder.resolve()).as_posix()
    told = checkout.git("diff-tree", "-r", "-z", "--raw", "--no-renames", before, after).split("\0")
    rows = [(row.split(), name) for row, name in zip(told[:-1:2], told[1::2], strict=True)]
    held = _blobs(checkout, [name for row, _ in rows for name in row[2:4] if name.strip("0")])
    for row, name in rows:
        yield Change(name.removeprefix(f"{folder}/"), held.get(row[2]), held.get(row[3]))


def _blobs(checkout: Checkout, names: list[str]) -> dict[str, bytes]:
    """Contents by object name, all by one process: a first run differs in hundreds of files."""
    told = checkout.git.raw("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    found: dict[str, bytes] = {}
    at = 0
    while at < len(told):
        end = told.index(b"\n", at)
        name, _, size = told[at:end].decode().split()
        found[name] = told[end + 1 : end + 1 + int(size)]
        at = end + 1 + int(size) + 1
    return found
