"""docs/architecture.md tells of every folder and every dependency."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path


def architecture(root: Path) -> str:
    return (root / "docs/architecture.md").read_text(encoding="utf-8")


def tracked(root: Path, folder: str = ".") -> set[str]:
    """What git knows directly in ``folder``, folders with a stroke at their end."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", folder]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.split("\n")
    below = [path if folder == "." else path.removeprefix(f"{folder}/") for path in listed if path]
    return {first + stroke for first, stroke, _ in (path.partition("/") for path in below)}


def test_the_first_listing_names_every_folder_and_no_other(root: Path) -> None:
    listing = architecture(root).split("```")[1]
    told = {name.removesuffix("votewatch/") for name in re.findall(r"^(\S+/)", listing, re.MULTILINE)}
    assert told == {name for name in tracked(root) if name.endswith("/")}


def test_the_first_listing_names_every_part_of_the_pipeline_and_no_other(root: Path) -> None:
    told = set(re.findall(r"^  (\S+)", architecture(root).split("```")[1], re.MULTILINE))
    assert told == {name for name in tracked(root, "build/votewatch") if not name.startswith("__")}


def test_every_dependency_is_there_with_its_reason(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    groups = [*project["optional-dependencies"].values(), *settings["dependency-groups"].values()]
    declared = {re.split(r"[^\w.-]", line)[0] for group in [project["dependencies"], *groups] for line in group}
    rows = re.findall(r"^\| ([^|]+) \| [^|]", architecture(root).split("## Dependencies")[1], re.MULTILINE)
    told = set(re.findall(r"[\w.-]+", " ".join(rows)))
    assert sorted(name for name in declared if name not in told and not name.startswith("types-")) == []
