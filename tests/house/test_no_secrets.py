"""No key stands in the tree, and none ever stood in its history."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

# By shape, so that an example which says that it is one does not count: letters of a key, not words.
SHAPES = (
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/=]{40}",
    r"\bAKIA[0-9A-Z]{16}\b",
    r"\bgh[pousr]_[A-Za-z0-9]{36}\b",
    r"\bglpat-[A-Za-z0-9_-]{20}\b",
    r"\bnvapi-[A-Za-z0-9_-]{60,}",
    r"\bxox[bap]-[0-9]{10,}-[A-Za-z0-9-]{20,}",
)
# Made up for the tests of the guard, which must find what looks like a key.
MADE_UP = ("tests/llm/", "tests/gateway/", "tests/brains/")


def found(text: str) -> list[str]:
    return [match[0][:24] for shape in SHAPES for match in re.finditer(shape, text)]


def test_the_shapes_find_keys() -> None:
    assert found("token = glpat-" + "a1B2" * 5)
    assert found("-----BEGIN PRIVATE KEY-----\n" + "Ab1+" * 12)
    assert not found("GATEWAY_UPSTREAM_KEY=your-key-here")


def test_no_file_of_the_tree_holds_a_key(root: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True).stdout
    names = [name for name in listed.split("\0") if name and not name.startswith(MADE_UP) and (root / name).is_file()]
    held = {name: found((root / name).read_text(encoding="utf-8", errors="ignore")) for name in names}
    assert {name: keys for name, keys in held.items() if keys} == {}


@pytest.mark.slow
def test_no_commit_ever_added_a_key(root: Path) -> None:
    paths = [".", ":!data/ledger", *(f":!{folder}" for folder in MADE_UP)]
    added = subprocess.run(
        ["git", "log", "-p", "--unified=0", "--format=", "--no-color", "--", *paths],
        cwd=root, check=True, capture_output=True, text=True, errors="ignore",
    ).stdout  # fmt: skip
    assert found("\n".join(line[1:] for line in added.splitlines() if line.startswith("+"))) == []
